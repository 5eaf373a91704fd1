"""The token list: what it may hold, and what is said of what it may not."""

import unicodedata

import pytest

from strip_spam.tokens import TokenListError, parse_tokens


def test_a_list_is_read_longest_first_and_composed() -> None:
    long = unicodedata.normalize("NFD", "가나다")
    text = f"tokens: [가나, {long}, 가나]\nscripts: [Latin]\nallow: [다]\n"
    tokens = parse_tokens(text, "list.yml")
    assert tokens.tokens == ("가나다", "가나")
    assert tokens.scripts == {"Latin"}
    assert tokens.allow == {"다"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "list.yml:1: the list is empty"),
        ("# nothing\n", "list.yml:1: the list is empty"),
        ("- 가나\n", "list.yml:1: the list needs keys"),
        ("just a text", "list.yml:1: the list needs keys"),
        ("tokens: []\n", "list.yml:1: key 'tokens' is missing or empty"),
        ("allow: [다]\n", "list.yml:1: key 'tokens' is missing or empty"),
        ("tokens: 가나\n", "list.yml:1: key 'tokens' needs a list"),
        ("tokens:\n  - 가나\ntoken:\n  - 나\n", "list.yml:3: unknown key 'token'"),
        ("tokens:\n  - 가나\n[a]: b\n", "list.yml:3: unknown key"),
        ("tokens:\n  - 가나\n  - 12\n", "list.yml:3: key 'tokens' holds something that is no text"),
        (
            "tokens:\n  - 가나\n  - [가]\n",
            "list.yml:3: key 'tokens' holds something that is no text",
        ),
        ("tokens:\n  - 가나\n  - ''\n", "list.yml:3: key 'tokens' holds a token of less than two"),
        ("tokens:\n  - 가\n", "list.yml:2: key 'tokens' holds a token of less than two"),
        ("tokens:\n  - 가\u200b\n", "list.yml:2: key 'tokens' holds a token of less than two"),
        ("tokens:\n  - 가\u200b나\n", "list.yml:2: key 'tokens' holds a token with an invisible"),
        (
            "tokens: [가나]\nscripts: [Greek]\n",
            "list.yml:2: key 'scripts' knows Latin, not 'Greek'",
        ),
        ("tokens: [가나]\ntokens: [나다]\n", "list.yml:2: key 'tokens' stands here a second time"),
        ("tokens: [가나\n", "list.yml:2: not YAML"),
        ('tokens:\n  - "\\ud800가"\n', "list.yml:2: key 'tokens' holds half a character"),
        ("tokens: [가나]\n---\ntokens: [나다]\n", "list.yml:2: not YAML"),
        ("tokens: \x07\n", "list.yml:1: not YAML: a character"),
        ("[" * 5_000, "list.yml:1: not a token list: nested too deeply"),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, message: str) -> None:
    with pytest.raises(TokenListError) as error:
        parse_tokens(text, "list.yml")
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)
