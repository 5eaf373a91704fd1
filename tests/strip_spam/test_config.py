"""The project's own Markdown decides what is prose."""

from pathlib import Path

import pytest

from conftest import TOKEN
from strip_spam.config import UsageError, read_renderer
from strip_spam.core import strip
from strip_spam.matcher import Matcher

IN_A_NOTE = f"!!! note\n    Drink {TOKEN} water.\n\n    Warm {TOKEN} oil.\n"


@pytest.mark.parametrize(
    ("extensions", "kind"),
    [
        ("[admonition]", "strip"),
        ("\n  - admonition:\n  - toc:\n      permalink: !ENV [LINKS, true]", "strip"),
        ("{admonition: {}, toc: {slugify: !!python/name:markdown.x {}}}", "strip"),
        ("[]", "report"),
        ("", "report"),
    ],
)
def test_the_extensions_of_mkdocs_decide(
    tmp_path: Path, matcher: Matcher, extensions: str, kind: str
) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"markdown_extensions: {extensions}\n", "utf-8")
    renderer = read_renderer(str(tmp_path / "mkdocs.yml"))
    assert strip(IN_A_NOTE, matcher, renderer).findings[-1].kind == kind


def test_without_a_configuration_materials_own_decide(matcher: Matcher) -> None:
    assert TOKEN not in strip(IN_A_NOTE, matcher, read_renderer(None)).text


@pytest.mark.parametrize("text", ["- a\n", "markdown_extensions: 3\n", "just text", "a: \x07"])
def test_what_is_no_configuration_is_said(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mkdocs.yml"
    path.write_text(text, "utf-8")
    with pytest.raises(UsageError, match=r"mkdocs\.yml: not a configuration of MkDocs"):
        read_renderer(str(path))


def test_a_configuration_that_is_no_yaml_is_said_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "mkdocs.yml"
    path.write_text("a: 1\nb: [", "utf-8")
    with pytest.raises(UsageError, match=r"mkdocs\.yml:2: not YAML: .*: mend that line"):
        read_renderer(str(path))


def test_an_extension_that_is_not_there_is_said(tmp_path: Path, matcher: Matcher) -> None:
    (tmp_path / "mkdocs.yml").write_text("markdown_extensions: [no_such_thing]\n", "utf-8")
    renderer = read_renderer(str(tmp_path / "mkdocs.yml"))
    [finding] = strip(f"Warm {TOKEN} oil.\n", matcher, renderer).findings
    assert "gave up (ModuleNotFoundError)" in finding.message
