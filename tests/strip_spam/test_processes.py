"""Many files at once: in their order, on all processors; what a signal or a kill leaves."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path

import pytest

from conftest import TOKEN
from strip_spam import processes
from strip_spam.cli import main
from strip_spam.files import UsageError
from strip_spam.processes import on_all_processors

POLLUTED, HEALED = f"Warm {TOKEN} oil.\n", "Warm oil.\n"

# Runs the command, and sends a signal to it, or to all its processes, amid the output. It heeds the
# signal, even if whoever started the tests ignores it.
SIGNALLED = """
import os, signal, sys
from strip_spam import cli, files, output
for number in files.SIGNALS:
    signal.signal(number, signal.SIG_DFL)
shown = output.Output.healed
def show(self, file):
    shown(self, file)
    if file.path.endswith("099.md"):
        os.{send}
output.Output.healed = show
sys.exit(cli.main())
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with a list and two hundred polluted pages."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.yml").write_text(f"tokens: [{TOKEN}]\n", "utf-8")
    (tmp_path / "docs").mkdir()
    pollute(tmp_path, range(200))
    return tmp_path


def pollute(folder: Path, numbers: range) -> None:
    for n in numbers:
        (folder / f"docs/{n:03}.md").write_text(POLLUTED, "utf-8")


def process_of(_: str) -> int:
    return os.getpid()


def kill(_: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def interrupt_and_kill(path: str) -> None:
    os.kill(os.getppid(), signal.SIGINT)
    kill(path)


def test_a_thousand_files_of_which_one_cannot_be_read(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    pollute(folder, range(200, 1000))
    (folder / "docs/500.md").write_bytes(b"\xff")
    assert main(["--tokens", "list.yml", "docs"]) == 2
    out, err = capfd.readouterr()
    expected = [f"docs/{n:03}.md" for n in range(1000) if n != 500]
    assert [line.split(":")[0] for line in out.splitlines()] == expected
    failed, summary = err.splitlines()
    assert failed.startswith("strip-spam: docs/500.md: not UTF-8 at byte 0")
    assert summary == "999 cut in 999 files, 0 left to look at, 1 failed"
    assert {(folder / name).read_text("utf-8") for name in expected} == {HEALED}


def test_many_files_have_other_processes_and_few_have_none() -> None:
    paths = ["a"] * processes._FEW
    assert os.getpid() not in set(on_all_processors(process_of, paths))
    assert set(on_all_processors(process_of, paths[1:])) == {os.getpid()}


def test_a_killed_process_is_said_in_a_line() -> None:
    with pytest.raises(UsageError, match="a process was killed"):
        list(on_all_processors(kill, ["a"] * 100))


@pytest.fixture
def heard() -> Iterator[None]:
    """An interrupt is heard, even if whoever started the tests ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heard")
def test_a_process_killed_by_what_ends_the_run_is_an_interrupt() -> None:
    with pytest.raises(KeyboardInterrupt):
        list(on_all_processors(interrupt_and_kill, ["a"] * 100))


@pytest.mark.usefixtures("heard")
def test_an_interrupt_is_for_the_first_process() -> None:
    assert all(on_all_processors(holds_an_interrupt_back, ["a"] * processes._FEW))


def holds_an_interrupt_back(_: str) -> bool:
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())


@pytest.mark.usefixtures("heard")
def test_what_has_not_begun_when_a_signal_comes_is_left(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    results = on_all_processors(wait_for, ["/"] * 2 + [str(gate)] * 9999)
    assert next(results) == "/"
    os.kill(os.getpid(), signal.SIGINT)
    gate.touch()
    done = list[str]()
    with pytest.raises(KeyboardInterrupt):
        done.extend(results)
    assert "/" in done
    assert str(gate) in done
    assert len(done) < 9_000
    assert not active_children(), "they would outlive the run"


def wait_for(path: str) -> str:
    while not os.path.exists(path):
        time.sleep(0.01)
    return path


@pytest.mark.parametrize("send", ["killpg(0, 2)", "kill(os.getpid(), 15)", "killpg(0, 1)"])
@pytest.mark.usefixtures("folder", "heard")
def test_a_signal_loses_nothing_and_leaves_nothing_behind(send: str) -> None:
    status, said, error = signalled(send)
    assert (status, error) == (130, "strip-spam: interrupted\n")
    texts = {f"docs/{name}": Path("docs", name).read_text("utf-8") for name in os.listdir("docs")}
    assert {path for path, text in texts.items() if text == HEALED} == said
    assert 100 <= len(said) <= len(texts) == 200


@pytest.mark.usefixtures("folder")
def test_a_kill_ends_all_processes_and_loses_no_text() -> None:
    assert signalled("kill(os.getpid(), 9)")[0] == -signal.SIGKILL
    assert main(["--tokens", "list.yml", "docs"]) == 0
    assert {path.read_text("utf-8") for path in Path("docs").iterdir()} == {HEALED}
    assert len(os.listdir("docs")) == 200


def signalled(send: str) -> tuple[int, set[str], str]:
    """Return the status of a signalled run, the files that it has named, and what it said else."""
    command = [sys.executable, "-c", SIGNALLED.format(send=send), "--tokens", "list.yml", "docs"]
    run = subprocess.Popen(command, stdout=-1, stderr=-1, text=True, start_new_session=True)
    out, err = run.communicate(timeout=300)  # it waits for all that could write there
    return run.returncode, {line.split(":")[0] for line in out.splitlines()}, err
