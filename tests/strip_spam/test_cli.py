"""The command, as a user runs it."""

import fcntl
import io
import os
import pty
import re
import shutil
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from contextlib import suppress
from operator import itemgetter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from conftest import ROOT, TOKEN
from strip_spam import cli
from strip_spam.cli import main
from strip_spam.config import Config, read_config, read_renderer
from strip_spam.data import table
from strip_spam.tokens import TokenList

CASES = yaml.safe_load((Path(__file__).parent / "cases/command.yml").read_text("utf-8"))
POLLUTED = f"Warm {TOKEN} oil.\n\nThe art of {TOKEN}.\n"
HEALED = f"Warm oil.\n\nThe art of {TOKEN}.\n"
Said = Callable[[], tuple[str, str]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with a list, a page that is polluted, and one that is clean."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text('[tool.strip_spam]\ntokens = "list.yml"\n')
    (tmp_path / "list.yml").write_text(f"tokens: [{TOKEN}]\n", "utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/page.md").write_text(POLLUTED, "utf-8")
    (tmp_path / "docs/clean.md").write_text("Warm oil.\n")
    return tmp_path


@pytest.fixture
def said(capsysbinary: pytest.CaptureFixture[bytes]) -> Said:
    """What the command has printed since this was asked last."""

    def said() -> tuple[str, str]:
        out, err = capsysbinary.readouterr()
        return out.decode(), err.decode()

    return said


def test_it_heals_and_says_where_things_are_now(folder: Path, said: Said) -> None:
    assert main(["docs"]) == 1
    assert (folder / "docs/page.md").read_text("utf-8") == HEALED
    first, second = said()[0].splitlines()
    assert first == f'docs/page.md:1:5: strip listed {TOKEN}: cut: "Warm [{TOKEN}] oil."'
    assert second.startswith(f"docs/page.md:3:12: report sentence {TOKEN}: ")


def test_check_writes_nothing(folder: Path, said: Said) -> None:
    (folder / "docs/.page.md.strip-spam~").touch()  # what a killed run has left
    assert main(["--check", str(folder / "docs"), "docs/../docs/page.md"]) == 1
    assert (folder / "docs/page.md").read_text("utf-8") == POLLUTED
    assert (folder / "docs/.page.md.strip-spam~").exists()
    out, err = said()
    first, second = out.splitlines()
    quote = f'"Warm [{TOKEN}] oil."'
    assert first == f"{folder}/docs/page.md:1:6: strip listed {TOKEN}: would be cut: {quote}"
    assert err == "1 would be cut in 1 file, 1 left to look at\n"
    assert second.startswith(f"{folder}/docs/page.md:3:12: report sentence {TOKEN}: ")


@pytest.mark.usefixtures("folder")
def test_clean_files_are_done(said: Said) -> None:
    assert main(["--format", "text", "docs/clean.md"]) == 0
    assert said() == ("", "")


@pytest.mark.parametrize("name", ["page.md", 'a "b"\t.md', "경.md", "a\\b.md", "a\r\nb.md"])
@pytest.mark.parametrize("text", [POLLUTED, POLLUTED.rstrip(), POLLUTED.replace("\n", "\r\n")])
def test_a_diff_is_something_that_git_applies(
    folder: Path, said: Said, name: str, text: str
) -> None:
    (folder / "docs/page.md").rename(folder / "docs" / name)
    (folder / "docs" / name).write_bytes(text.encode())
    assert main(["--diff", "docs"]) == 1
    patch = re.split("(?m)^docs/", said()[0])[0].encode()
    assert patch.count(b"@@") == 2, "a file that stays as it is has no part in it"
    assert re.match(rb'--- ("?)a/docs/[^\t\r\n]+\1\n\+\+\+ \1b/docs/', patch)
    assert (b"\n\\ No newline at end of file\n" in patch) == (not text.endswith("\n"))
    subprocess.run(["git", "apply"], input=patch, cwd=folder, check=True)
    healed = (folder / "docs" / name).read_bytes().decode()
    assert healed == text.replace(f" {TOKEN} oil", " oil")


@pytest.mark.parametrize(
    ("data", "options", "out", "status"),
    [
        (POLLUTED.encode(), [], HEALED, 1),
        (b"\xef\xbb\xbfClean.\r\n", [], "\ufeffClean.\r\n", 0),
        (POLLUTED.encode(), ["--check"], "", 1),
    ],
)
@pytest.mark.usefixtures("folder")
def test_standard_input(
    said: Said, monkeypatch: pytest.MonkeyPatch,
    data: bytes, options: list[str], out: str, status: int,
) -> None:  # fmt: skip
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert main([*options, "-"]) == status
    printed, findings = said()
    assert printed == out
    assert bool(findings) == bool(status)


def test_workflow_commands_are_escaped(folder: Path, said: Said) -> None:
    name = "a,b:c%\r\n::error::d.md"
    (folder / "docs/page.md").rename(folder / name)
    assert main(["--check", "--format", "github", name]) == 1
    first, second = said()[0].splitlines()
    place = "file=a%2Cb%3Ac%25%0D%0A%3A%3Aerror%3A%3Ad.md,line=1,col=6,title=strip-spam listed"
    assert first == f'::warning {place}::{TOKEN}: would be cut: "Warm [{TOKEN}] oil."'
    assert second.startswith("::error ")


@pytest.mark.parametrize(("name", "shown"), CASES["names"])
def test_no_name_or_text_starts_a_command(folder: Path, said: Said, name: str, shown: str) -> None:
    (folder / "docs/page.md").rename(folder / name)
    (folder / name).write_text(f"##[error] {TOKEN} oil.\n`::error::` {TOKEN} oil.\n", "utf-8")
    assert main(["--check", name]) == 1
    lines = said()[0].split("\n")[:-1]
    assert [line.startswith(f"{shown}:") for line in lines] == [True, True]
    # GitHub's runner skips blanks before `::`, and finds `##[` anywhere.
    assert not any(line.lstrip().startswith("::") or "##[" in line for line in lines)
    assert main(["--diff", "--format", "github", name]) == 1
    first, *_, last, _, _, _ = said()[0].split("\n")
    word = first.removeprefix("::stop-commands::")
    assert re.fullmatch("[0-9a-f]{32}", word)
    assert last == f"::{word}::"


def test_a_summary_adds_up(folder: Path, said: Said) -> None:
    (folder / "docs/more.md").write_text(f"Warm {TOKEN} oil, hot {TOKEN} oil.\n", "utf-8")
    assert main(["docs"]) == 1
    assert said()[1] == "3 cut in 2 files, 1 left to look at\n"
    assert main(["docs"]) == 1
    assert said()[1] == "0 cut in 0 files, 1 left to look at\n"


LONG, QUICK, SHORT = [0, 1.05, 1.05, 2.1, 2.1, 3.2, 3.2], [0, 2, 2, 2.05, 2.2, 2.2], [0, 1, 1, 1]
PROGRESS = ["searched 1 of 2 files", "searched 2 of 2 files", "healed 1 of 1 files"]


@pytest.mark.parametrize(
    ("times", "columns", "shown"),
    [
        (LONG, 80, PROGRESS),
        (LONG, 24, [line[:11] for line in PROGRESS]),
        (LONG, 1, []),
        (QUICK, 80, PROGRESS[::2]),
        (SHORT, 80, []),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_terminal_shows_how_far_a_long_run_is(
    monkeypatch: pytest.MonkeyPatch, times: list[float], columns: int, shown: list[str]
) -> None:
    own, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("4H", 9, columns, 0, 0))
    clock = SimpleNamespace(monotonic=iter(times).__next__)
    monkeypatch.setattr("strip_spam.output.time", clock)
    with os.fdopen(its, "w") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        assert main(["docs"]) == 1
    said = b""
    with suppress(OSError):  # that is how a terminal ends
        while part := os.read(own, 9999):
            said += part
    os.close(own)
    assert said.count(b"\n") == 1, "one line is written over"
    *progress, summary = re.split("[\r\n]+", said.decode().strip())
    assert [line for line in progress if line.strip()] == [f"strip-spam: {n}" for n in shown]
    assert summary == "1 cut in 1 file, 1 left to look at"


@pytest.mark.parametrize("written", ["command", "configuration", "below"])
def test_what_is_excluded_is_left_out(
    folder: Path, said: Said, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    for name in ("old/a.md", "new/deep/old.md", "old.md", "tmp/b.md", "draft.md"):
        (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / name).write_text(POLLUTED, "utf-8")
    globs = ["docs/old/", "docs/**/old.md", "tmp/", "dr?ft*"]
    options = [option for glob in globs for option in ("--exclude", glob)]
    if written != "command":
        options = []
        table = f'[tool.strip_spam]\ntokens = "list.yml"\nexclude = {globs}\n'
        (folder / "pyproject.toml").write_text(table)
    if written == "below":
        monkeypatch.chdir(folder / "docs")
    assert main(["--check", *options, str(folder / "docs")]) == 1
    assert {line.split(":")[0] for line in said()[0].splitlines()} == {f"{folder}/docs/page.md"}
    assert main(["--check", *options, str(folder / "docs/draft.md")]) == 1, "named outright"


@pytest.mark.parametrize("suffix", ["mdx", ".MDX"])
def test_other_suffixes_are_named_in_the_configuration(
    folder: Path, said: Said, suffix: str
) -> None:
    (folder / "docs/page.md").rename(folder / "docs/page.MDX")
    (folder / "docs/clean.md").rename(folder / "docs/clean.txt")
    assert main(["docs"]) == 2
    error = said()[1].splitlines()[0]
    assert error.startswith("strip-spam: docs: no page here but what is hidden, excluded or ")
    assert "looked for .md, .markdown, .mdown, .mkdn, .mkd; there is .MDX, .txt: name a" in error
    table = f'[tool.strip_spam]\ntokens = "list.yml"\nsuffixes = ["{suffix}"]\n'
    (folder / "pyproject.toml").write_text(table)
    assert main(["docs"]) == 1
    assert [line.split()[1:3] for line in said()[0].splitlines()] == [["report", "format"]] * 2


@pytest.mark.parametrize("row", CASES["unusable"], ids=itemgetter("text"))
def test_what_cannot_be_used_is_one_line(folder: Path, said: Said, row: dict[str, str]) -> None:
    table = "tool.strip_spam = {paths = ['docs'], tokens = 'list.yml', mkdocs = 'm.yml'}"
    (folder / "pyproject.toml").write_text(table)
    (folder / row["file"]).write_text(row["text"])
    assert main([]) == 2
    error = said()[1]
    assert row["says"] in error
    assert error.startswith("strip-spam: ")
    assert error.count("\n") == 1
    assert (folder / "docs/page.md").read_text("utf-8") == POLLUTED


def test_a_faulty_file_does_not_stop_the_others(folder: Path, said: Said) -> None:
    (folder / "docs/a.md").write_bytes("경남".encode("cp949"))
    assert main(["docs", "gone.md"]) == 2
    assert (folder / "docs/page.md").read_text("utf-8") == HEALED
    first, second, summary = said()[1].splitlines()
    assert summary == "1 cut in 1 file, 1 left to look at, 2 failed"
    assert second == (
        "strip-spam: docs/a.md: not UTF-8 at byte 0: invalid start byte: save it as UTF-8"
    )
    assert first == "strip-spam: gone.md: no such file or directory"


def test_a_page_that_cannot_be_written_is_named(
    folder: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert main(["docs"]) == 2
    assert said()[1].startswith("strip-spam: docs/page.md: not written: permission denied\n")
    assert (folder / "docs/page.md").read_text("utf-8") == POLLUTED
    assert sorted(os.listdir(folder / "docs")) == ["clean.md", "page.md"]


def test_the_project_names_what_pages_are_read_with(folder: Path) -> None:
    (folder / "m.yml").write_text(
        "x: !ENV [A, b]\nmarkdown_extensions:\n- admonition\n- toc: {permalink: true}\n"
        "- tables:\n- pymdownx.emoji: {emoji_index: !!python/name:a.twemoji ''}\n"
    )
    table = '[tool.strip_spam]\npaths = ["docs"]\ntokens = "list.yml"\nmkdocs = "m.yml"\n'
    (folder / "pyproject.toml").write_text(table)
    (folder / "docs/page.md").write_text(f"!!! note\n    Warm {TOKEN} oil.\n", "utf-8")
    assert main([]) == 0
    assert (folder / "docs/page.md").read_text() == "!!! note\n    Warm oil.\n"
    page = read_renderer("m.yml").html("!!! note\n    Oil.\n\n## Oil\n")
    assert "admonition" in page
    assert "headerlink" in page, "the option of an extension"


def test_the_nearest_configuration_counts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "docs")
    assert read_config() == Config((), "../list.yml", None)
    monkeypatch.chdir("/")
    assert read_config() == Config()


@pytest.mark.parametrize(
    ("named", "of_project"), [("docs", []), ("docs/page.md", ["gone", "docs"])]
)
def test_links_are_asked_of_all_pages(
    folder: Path, said: Said, named: str, of_project: list[str]
) -> None:
    table = f'[tool.strip_spam]\npaths = {of_project}\ntokens = "list.yml"\n'
    (folder / "pyproject.toml").write_text(table)
    (folder / "list.yml").write_text("tokens: [slot gacor]\n")
    (folder / "docs/page.md").write_text("## Oil slot gacor care\n")
    (folder / "docs/clean.md").write_text("[a](page.md#oil-slot-gacor-care)\n")
    assert main([named]) == 1
    assert "report anchor slot gacor: a link names" in said()[0]


def test_help_explains_the_list_the_options_and_the_reasons() -> None:
    parser = cli._Parser()
    text = parser.format_help()
    assert text.startswith("usage: strip-spam ")
    for option in parser._actions:
        assert all(name in text for name in option.option_strings[-1:])
    list_, rules = re.findall(r"(?m)(?:^  .*\n)+", text)[1:3]
    assert set(yaml.safe_load(re.sub(r"(?m)(?<=[:\]])  .*", "", list_))) == set(TokenList._fields)
    assert [line.split()[0] for line in rules.splitlines()] == [*table("rules")]
    readme = (ROOT / "scripts/strip-spam/README.md").read_text("utf-8")
    named = re.search(r"names its reason:\s((?:`[\w-]+`[,.]\s)+)", readme)
    assert named
    assert set(re.findall(r"[\w-]+", named[1])) == {*table("rules")}


@pytest.mark.parametrize("row", CASES["argparse"], ids=itemgetter("options"))
def test_what_argparse_answers(said: Said, row: dict[str, Any]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(row["options"].split())
    assert caught.value.code == row["status"]
    assert re.fullmatch(row["says"], said()[row["status"] > 0])


@pytest.mark.usefixtures("folder")
def test_an_interrupt_is_no_crash(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "strip", interrupt)
    assert main(["docs"]) == 130
    assert said() == ("", "strip-spam: interrupted\n")


@pytest.mark.parametrize("row", CASES["streams"])
def test_streams_that_fail(folder: Path, row: dict[str, Any]) -> None:
    assert main([]) == 2  # here, too: so `make mutants` knows what this tests
    tool = f"'{Path(sys.executable).with_name('strip-spam')}'"
    command = f"set -o pipefail; {row['shell'].format(tool)}"
    if "true" in command:
        (folder / "docs/many.md").write_text(f"`{TOKEN}`\n" * 500, "utf-8")
    done = subprocess.run(
        [shutil.which("bash") or "sh", "-c", command], cwd=folder, capture_output=True, text=True
    )
    assert done.returncode == row["status"]
    assert done.stderr.count("\n") == bool(row["says"])
    assert row["says"] in done.stderr.lower()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_leaves_nothing_behind(folder: Path, number: int) -> None:
    code = (
        "import os, signal, sys; from strip_spam import cli, files; sync = os.fsync\n"
        f"signal.signal({number}, signal.SIG_DFL)  # a shell's '&' and coverage say otherwise\n"
        f"files.os.fsync = lambda n: (os.kill(os.getpid(), {number}), sync(n))\n"
        "sys.exit(cli.main(['docs']))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, env=os.environ)
    assert done.returncode == 130
    assert main([]) == 2  # here, too: so `make mutants` knows what this tests
    assert sorted(os.listdir(folder / "docs")) == ["clean.md", "page.md"]
    assert (folder / "docs/page.md").read_text("utf-8") in (POLLUTED, HEALED)
