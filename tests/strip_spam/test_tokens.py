"""The token list: what it may hold, and what is said of one that can't be used."""

from pathlib import Path

import pytest
import yaml

from strip_spam.files import UsageError
from strip_spam.tokens import TokenList, read_tokens

CASES = yaml.safe_load((Path(__file__).parent / "cases/found.yml").read_text("utf-8"))


def listed(folder: Path, text: str) -> TokenList:
    path = folder / "list.yml"
    path.write_text(text, "utf-8")
    return read_tokens(str(path))


def test_a_list_is_read(tmp_path: Path) -> None:
    text = "tokens: [slot  gacor, 'caf\u0065\u0301', slot gacor]\nscripts: [Latin]\nallow: [서울]\n"
    expected = TokenList(("slot gacor", "café"), frozenset(["Latin"]), frozenset(["서울"]))
    assert listed(tmp_path, text) == expected
    assert listed(tmp_path, "tokens: [ab]").scripts == frozenset()


@pytest.mark.parametrize(("text", "line", "says"), [*CASES["list"], ("[" * 600, 1, "not YAML")])
def test_a_list_that_cannot_be_used(tmp_path: Path, text: str, line: int, says: str) -> None:
    with pytest.raises(UsageError) as caught:
        listed(tmp_path, text)
    assert str(caught.value).startswith(f"{tmp_path / 'list.yml'}:{line}: {says}")
