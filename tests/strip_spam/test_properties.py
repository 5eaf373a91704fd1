"""What holds for any text: nothing crashes, nothing is lost, nothing is done by halves."""

import re
import signal
import subprocess
import sys
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from conftest import RENDERER, TOKEN
from strip_spam.core import Outcome, strip
from strip_spam.files import FileError, decode
from strip_spam.matcher import Matcher
from strip_spam.tokens import TokenList

MATCHER = Matcher(TokenList((TOKEN,)))

repeatable = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=250,
    suppress_health_check=[HealthCheck.too_slow],
)

MARKUP = r"""
    # ## - * + 1. > | ` ``` ~~~ ** _ __ ~~ == ^^ [ ] ( ) ![ ]( ]: [^1] [^1]: <b> </b> <p> <!-- -->
    <a href=" "> &amp; &# &#x ; : \ ! !!! ??? === "Tab" {: } { #id .name --- ... | --- | : * [ ]
    https://example.com/ <details> </code> <code> *[HTML]: @ % \' é ß
""".split()
ODD_AND_BLANK = [
    " ",
    " ",
    "e\u0301",
    "\U0001f600",
    "  ",
    "\t",
    "    ",
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\n    ",
    "\ufeff",
]
WORDS = "warm oil helps the a of skin café Ångström it's 5 days I x and. Oil, is".split()
SPELLINGS = [
    TOKEN,
    f" {TOKEN}",
    f" {TOKEN} ",
    f"({TOKEN})",
    f"**{TOKEN}**",
    f"#{TOKEN}",
    f"[{TOKEN}](https://example.com/{TOKEN})",
    f"[{TOKEN}](https://example.com/)",
    "".join(f"&#x{ord(char):X};" for char in TOKEN),
    "".join(f"&#{ord(char)};" for char in TOKEN),
    "\u200b".join(TOKEN),
    " ".join(TOKEN),
    "-".join(TOKEN),
    "경남 출장",
    "경남출장마사지",
    "\u1100\u1167\u11bc\u1102\u1161\u11b7\u110e\u116e\u11af\u110c\u1161\u11bc",
    "ㄱㅕㅇㄴㅏㅁㅊㅜㄹㅈㅏㅇ",
    "".join(f"%{byte:02X}" for byte in TOKEN.encode()),
    "".join(f"%{byte:02x}" for byte in TOKEN.encode()),
    "xn--" + TOKEN.encode("punycode").decode(),
    "XN--" + TOKEN.encode("punycode").decode().upper(),
    "".join(f"\\u{ord(char):04x}" for char in TOKEN),
    "".join(f"\\u{{{ord(char):X}}}" for char in TOKEN),
    "".join(f"\\{ord(char):X} " for char in TOKEN),
    TOKEN.encode().decode("latin-1"),
    "".join(bytes([b]).decode("cp1252", "replace") for b in TOKEN.encode()),
]
PIECES = [*MARKUP, *ODD_AND_BLANK, *WORDS]

clean_texts = st.lists(
    st.sampled_from(PIECES)
    | st.text(st.characters(max_codepoint=0x24F, codec="utf-8"), max_size=3),
    max_size=40,
).map("".join)
polluted_texts = st.lists(
    st.sampled_from(SPELLINGS) | st.sampled_from(PIECES) | st.sampled_from(PIECES), max_size=40
).map("".join)


@repeatable
@given(
    st.binary(max_size=200)
    | st.lists(
        st.sampled_from([piece.encode() for piece in PIECES + SPELLINGS])
        | st.sampled_from([TOKEN.encode("utf-16"), b"\x00", b"\xff", b"&#xD800;", b"&#x110000;"])
        | st.sampled_from([b"\xed\xa0\x80", b"&#0;", b"\\ud800", b"%ff", b"xn--a-", b"\xea\xb2"])
        | st.binary(max_size=3),
        max_size=30,
    ).map(b"".join)
)
def test_any_bytes_are_an_outcome_or_an_error_that_says_why(data: bytes) -> None:
    assert MATCHER.may_hold(data) in (True, False)
    try:
        source = decode(data, "a.md")
    except FileError:
        with pytest.raises(UnicodeDecodeError):
            data.decode()
        return
    outcome = strip(source, MATCHER, RENDERER)
    outcome.text.encode()
    assert all(finding.kind in ("strip", "report") for finding in outcome.findings)
    if not any(finding.kind == "strip" for finding in outcome.findings):
        assert outcome.text == source


@repeatable
@given(clean_texts)
def test_a_text_without_a_token_is_left_as_it_is(text: str) -> None:
    assert strip(text, MATCHER, RENDERER) == Outcome(text, [])


@repeatable
@given(polluted_texts)
def test_stripping_twice_is_stripping_once(text: str) -> None:
    once = strip(text, MATCHER, RENDERER)
    twice = strip(once.text, MATCHER, RENDERER)
    assert twice.text == once.text
    assert all(finding.kind == "report" for finding in twice.findings)


@repeatable
@given(polluted_texts)
def test_the_cheap_test_overlooks_nothing(text: str) -> None:
    if MATCHER.find(text):
        assert MATCHER.may_hold(text.encode())


# Clean pages, built block by block. Behind each word of their prose stands a slot.

SLOT = "\uf8ff"
FILL = re.compile(SLOT)

words = st.sampled_from(
    """warm oil helps the skin every morning a café of naïve hands with care and Ångström presses
    slowly to it I she's people 5 minutes e.g. well-known Übung mañana""".split()
)
gaps = st.sampled_from([" "] * 8 + ["  ", "\t", ", ", "; ", " : ", " – ", "  \n", "\n", "\\\n"])
ends = st.sampled_from([".", ".", "!", "?", " !", " ?", ":", "...", "", ".  "])


@st.composite
def sentences(draw: st.DrawFn, breaks: bool = True) -> str:
    """A sentence with a slot behind each word."""
    parts = draw(st.lists(st.tuples(words, gaps), min_size=2, max_size=8))
    text = "".join(f"{word}{SLOT}{gap}" for word, gap in parts[:-1])
    if not breaks:
        text = re.sub(r" *\\?\n", " ", text)
    return f"{text}{parts[-1][0]}{SLOT}{draw(ends)}"


def _each(mark: str, text: str) -> str:
    return "\n".join(mark + line for line in text.split("\n"))


def _table(cells: list[str]) -> str:
    rows = [f"| {cells[0]} | {cells[1]} |", "| --- | :-: |", f"| {cells[2]} | {cells[3]} |"]
    return "\n".join(rows)


def _item(mark: str, text: str) -> str:
    return mark + text.replace("\n", "\n" + " " * len(mark))


line = sentences(breaks=False)
blocks = st.one_of(
    sentences(),
    sentences(),
    st.lists(sentences(), min_size=2, max_size=3).map(" ".join),
    st.lists(line, min_size=1, max_size=3).map(lambda items: _each("- ", "\n".join(items))),
    st.lists(sentences(), min_size=1, max_size=3).map(
        lambda items: "\n".join(_item("*   ", item) for item in items)
    ),
    st.lists(line, min_size=2, max_size=3).map(
        lambda items: "\n".join(f"{n}. {item}" for n, item in enumerate(items, 1))
    ),
    line.map("- [x] {}\n- [ ] stays".format),
    st.lists(line, min_size=4, max_size=4).map(_table),
    sentences().map(lambda text: _each("> ", text)),
    sentences().map(lambda text: _each("> > ", text)),
    st.tuples(line, sentences()).map(lambda two: f'!!! note "{two[0]}"\n' + _each("    ", two[1])),
    st.tuples(line, sentences()).map(lambda two: f'??? tip "{two[0]}"\n\n' + _each("    ", two[1])),
    sentences().map(lambda text: '=== "One"\n\n' + _each("    ", text)),
    line.map("## {}".format),
    line.map("### {} {{ #here }}".format),
    line.map("> - {}".format),
    line.map("Stays[^1].\n\n[^1]: {}".format),
    line.map("<p>{}</p>".format),
    line.map("*{}* and **stays**".format),
    line.map("[{}](https://example.com/a)".format),
    line.map('![{}](a.png "stays")'.format),
    st.just("    code that stays"),
    st.just("```python\ncode = that.stays\n```"),
)


class Page(NamedTuple):
    """A clean page, and the places behind the words of its prose."""

    text: str
    places: list[int]


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """A page of a few blocks, in any of the forms that a file can have."""
    parts = draw(st.lists(blocks, min_size=1, max_size=4))
    slotted = draw(st.sampled_from(["\n\n", "\n\n", "\n\n\n"])).join(parts)
    slotted += draw(st.sampled_from(["\n", "\n", "", "\n\n"]))
    if draw(st.booleans()):
        slotted = slotted.replace("\n", "\r\n")
    slotted = draw(st.sampled_from(["", "", "", "\ufeff"])) + slotted
    assume(SLOT in slotted)
    places = [match.start() - n for n, match in enumerate(FILL.finditer(slotted))]
    return Page(slotted.replace(SLOT, ""), places)


def polluted(page: Page, places: list[int], injected: str) -> str:
    """Return a page with something put in these of its places."""
    text, done = "", 0
    for place in sorted(places):
        text += page.text[done:place] + injected
        done = place
    return text + page.text[done:]


@settings(repeatable, max_examples=400)
@given(pages(), st.data())
def test_what_was_injected_is_undone_exactly_or_reported(page: Page, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(page.places), min_size=1, max_size=3, unique=True))
    source = polluted(page, chosen, f" {TOKEN}")
    outcome = strip(source, MATCHER, RENDERER)
    kinds = [finding.kind for finding in outcome.findings]
    assert len(kinds) == len(chosen)
    kept = [place for place, kind in zip(sorted(chosen), kinds, strict=True) if kind == "report"]
    assert outcome.text == polluted(page, kept, f" {TOKEN}")


@settings(repeatable, max_examples=150)
@given(pages())
def test_a_page_without_a_token_is_left_as_it_is(page: Page) -> None:
    assert strip(page.text, MATCHER, RENDERER) == Outcome(page.text, [])


@repeatable
@given(pages(), st.data())
def test_all_but_the_tokens_and_the_blanks_survives(page: Page, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(page.places), min_size=1, max_size=4, unique=True))
    blank = st.sampled_from(["", " ", " ", "  ", "\t"])
    injected = data.draw(blank) + data.draw(st.sampled_from([TOKEN, TOKEN * 2])) + data.draw(blank)
    outcome = strip(polluted(page, chosen, injected), MATCHER, RENDERER)
    assert bare(outcome.text) == bare(page.text)
    assert outcome.text.count("\r") == page.text.count("\r")
    assert outcome.text.count("\n") == page.text.count("\n")


def bare(text: str) -> str:
    """Return a text without blanks and tokens."""
    return re.sub(r"\s", "", text).replace(TOKEN, "")


OLD, NEW = b"a" * 3_000_000, b"b" * 3_000_000
# Dies where it is told to: before the n-th line of `write`, or when a file has grown to n bytes.
WRITER = """
import os, resource, signal, sys
from strip_spam.files import write
path, kind, moment = sys.argv[1], sys.argv[2], int(sys.argv[3])

def count(frame, event, _):
    global moment
    if frame.f_code is not write.__code__:
        return None
    if event == "line":
        moment -= 1
        if moment < 0:
            os.kill(os.getpid(), signal.SIGKILL)
    return count

if kind == "line":
    sys.settrace(count)
else:
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (moment, moment))
write(path, b"b" * 3_000_000)
"""


def killed(page: Path, kind: str, moment: int) -> tuple[int, bytes, list[int]]:
    """Return how a writer ended, what the page then holds, and the sizes of what lies about."""
    page.write_bytes(OLD)
    writer = subprocess.run([sys.executable, "-c", WRITER, str(page), kind, str(moment)])
    halves = list(page.parent.glob(".strip-spam-*"))
    sizes = [half.stat().st_size for half in halves]
    for half in halves:
        half.unlink()
    assert list(page.parent.iterdir()) == [page]
    return writer.returncode, page.read_bytes(), sizes


def test_a_kill_before_any_line_leaves_one_content_whole(tmp_path: Path) -> None:
    found = []
    for moment in count():
        status, held, _ = killed(tmp_path / "page.md", "line", moment)
        assert held in (OLD, NEW)
        if status == 0:
            break
        assert status == -signal.SIGKILL
        found.append(held)
    assert OLD in found
    assert NEW in found
    assert found == sorted(found), "the new one stays, once it is there"


def test_a_kill_in_the_midst_of_the_bytes_leaves_the_old_content_whole(tmp_path: Path) -> None:
    status, held, sizes = killed(tmp_path / "page.md", "bytes", 1_000_000)
    assert status == -signal.SIGXFSZ
    assert held == OLD
    assert sizes == [1_000_000]
