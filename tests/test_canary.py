"""The canary names every difference between two sites that is not known."""

import pytest

from canary import Known, differences

PAGE = "<title>{}</title><main><script>x</script><h1>Warm</h1> <p>{}</p></main>"
DATE = Known(r", as of \d+", "no date there")


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        pytest.param({"a": PAGE.format("A", "Hi")}, {"a": PAGE.format("A", " Hi ")}, [], id="same"),
        pytest.param({"a": "", "b": ""}, {"a": ""}, ["b: only MkDocs builds it"], id="one less"),
        pytest.param({}, {"b": ""}, ["b: only the next engine builds it"], id="one more"),
        pytest.param(
            {"a": PAGE.format("A", "Hi")},
            {"a": PAGE.format("B", "Hi")},
            ["a: title: 'A' is now 'B'"],
            id="another title",
        ),
        pytest.param(
            {"a": PAGE.format("A", "Do not press.")},
            {"a": PAGE.format("A", "Do press.")},
            ["a: text: 'Warm Do not press.' is now 'Warm Do press.'"],
            id="another text",
        ),
    ],
)
def test_a_difference_is_named(
    ours: dict[str, str], theirs: dict[str, str], said: list[str]
) -> None:
    assert list(differences(ours, theirs, [])) == said


def test_what_is_known_is_no_difference() -> None:
    ours, theirs = {"a": PAGE.format("A", "Hi, as of 2026")}, {"a": PAGE.format("A", "Hi")}
    assert list(differences(ours, theirs, [DATE])) == []


def test_what_is_known_and_gone_is_named() -> None:
    same = {"a": PAGE.format("A", "Hi")}
    [line] = differences(same, same, [DATE])
    assert line == "canary_known.yml: ', as of \\\\d+' is no difference any more: take it out"
