"""Beside each pattern stands what it finds, and what it nearly does: both are true."""

import pytest

from strip_spam.data import pattern, table
from strip_spam.flavours import TAG, unread


@pytest.mark.parametrize("name", table("patterns"))
def test_a_pattern_of_the_data_finds_its_examples(name: str) -> None:
    row = table("patterns")[name]
    look = pattern(name).search if "finds" in row else pattern(name).fullmatch
    assert all(map(look, row.get("finds") or row["spans"]))
    assert row["misses"]
    assert not any(map(look, row["misses"]))


@pytest.mark.parametrize("sign", table("signs"), ids=lambda sign: str(sign["opens"]))
def test_a_sign_opens_what_is_no_prose(sign: dict[str, str]) -> None:
    assert unread(sign["within"])[sign["within"].index("X")] == TAG
    assert unread(sign["beside"])[sign["beside"].index("X")] != TAG
