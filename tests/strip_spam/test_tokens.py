"""The token list: what it may hold, and what is said of one that can't be used."""

from pathlib import Path

import pytest

from strip_spam.files import FileError
from strip_spam.tokens import TokenList, TokenListError, read_tokens


def listed(folder: Path, text: str) -> TokenList:
    path = folder / "list.yml"
    path.write_text(text, "utf-8")
    return read_tokens(str(path))


def test_a_list_is_read(tmp_path: Path) -> None:
    text = "tokens: [slot  gacor, 'caf\u0065\u0301', slot gacor]\nscripts: [Latin]\nallow: [서울]\n"
    expected = TokenList(("slot gacor", "café"), frozenset(["Latin"]), frozenset(["서울"]))
    assert listed(tmp_path, text) == expected
    assert listed(tmp_path, "tokens: [ab]").scripts == frozenset()


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "write the key 'tokens:'"),
        ("- one\n", 1, "write the key 'tokens:'"),
        ("tokens: [\n", 2, "not YAML"),
        ("\x01", 1, "not YAML"),
        ("[" * 600, 1, "not YAML"),
        ("tokens: [ab]\ntoken: [cd]\n", 2, "unknown key 'token': use tokens, scripts, allow"),
        ("tokens: [ab]\ntokens: [cd]\n", 2, "key 'tokens' stands here a second time"),
        ("scripts: [Latin]\n", 1, "key 'tokens' is missing or empty"),
        ("tokens: []\n", 1, "key 'tokens' is missing or empty"),
        ("tokens: ab\n", 1, "key 'tokens' needs a list"),
        ("tokens:\n  - ab\n  - 88\n", 3, "key 'tokens': not a text: put it in quotes"),
        ("tokens:\n  - ab\n  - ''\n", 3, "key 'tokens': '' has fewer than two letters"),
        ("tokens:\n  - '\u200b'\n", 2, "key 'tokens': '' has fewer than two letters"),
        ("tokens:\n  - ab\n  - x\n", 3, "key 'tokens': 'x' has fewer than two letters"),
        ("tokens:\n  - 'x!'\n", 2, "has fewer than two letters"),
        ("tokens:\n  - '88 77'\n", 2, "key 'tokens': '88 77' is only digits"),
        ("tokens: [ab]\nscripts: [Greek]\n", 2, "key 'scripts' takes Latin, not 'Greek'"),
    ],
)
def test_a_list_that_cannot_be_used(tmp_path: Path, text: str, line: int, says: str) -> None:
    with pytest.raises(TokenListError) as caught:
        listed(tmp_path, text)
    assert str(caught.value).startswith(f"{tmp_path / 'list.yml'}:{line}: ")
    assert says in str(caught.value)


def test_a_list_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no such file"):
        read_tokens(str(tmp_path / "gone.yml"))
