"""A reading maps every place back to the source."""

import re

from hypothesis import given
from hypothesis import strategies as st

from strip_spam.reading import Reading

texts = st.text(alphabet="ab12. ", max_size=40)


def test_what_is_not_respelled_stays_itself() -> None:
    reading = Reading("warm oil")
    assert reading.respelled(re.compile("x"), lambda _: "y") is reading


def test_a_respelled_piece_counts_whole() -> None:
    reading = Reading("a &amp; b").respelled(re.compile("&amp;"), lambda _: "&")
    assert reading.text == "a & b"
    assert reading.source(2, 3) == (2, 7)
    assert reading.source(4, 5) == (8, 9)


def test_what_is_left_out_counts_only_within() -> None:
    reading = Reading("-a-b-").respelled(re.compile("-"), lambda _: "")
    assert reading.text == "ab"
    assert reading.source(0, 2) == (1, 4)


def test_a_spelling_that_changes_nothing_makes_no_piece() -> None:
    reading = Reading("a1b2").respelled(re.compile("[0-9]"), lambda m: m[0] if m[0] == "1" else "")
    assert reading.text == "a1b"
    assert reading.source(2, 3) == (2, 3)


@given(texts)
def test_what_was_not_respelled_maps_to_itself(text: str) -> None:
    once = Reading(text).respelled(re.compile("[0-9]+"), lambda m: "." * (int(m[0]) % 4))
    twice = once.respelled(re.compile(r"\.+"), lambda m: "" if len(m[0]) == 2 else "--")
    for place, char in enumerate(twice.text):
        if char.isalpha():
            start, end = twice.source(place, place + 1)
            assert text[start:end] == char


@given(texts)
def test_stretches_follow_one_another_in_the_source(text: str) -> None:
    reading = Reading(text).respelled(re.compile("[0-9]"), lambda m: "xy" if m[0] == "1" else "")
    places = [reading.source(place, place + 1) for place in range(len(reading.text))]
    assert places == sorted(places)
