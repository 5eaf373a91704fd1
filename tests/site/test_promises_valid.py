"""Each page is what its author wrote: a browser has nothing to put right."""

from collections.abc import Callable
from pathlib import Path

import pytest

from site_checks import (
    agree,
    attributes,
    identity,
    landmarks,
    names,
    outline,
    read,
    syntax,
)

pytest_plugins = ["site_checks"]


@pytest.mark.parametrize("check", [syntax, attributes, identity, outline, landmarks, names])
def test_every_page(
    built_site: Path, pages: list[str], check: Callable[[str, str], list[str]]
) -> None:
    agree([fault for path in pages for fault in check(read(built_site, path), path or "home")])
