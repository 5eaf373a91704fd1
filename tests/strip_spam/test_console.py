"""The command at odd terminals: output that nobody reads, that is full, or that is closed."""

import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT, TOKEN

COMMAND = f"'{sys.executable}' -m strip_spam --tokens '{ROOT}/scripts/spam_tokens.yml'"


def shell(line: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    script = f"set -o pipefail; {line}"
    return subprocess.run(["bash", "-c", script], cwd=cwd, capture_output=True, text=True)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with so many findings that no buffer holds them."""
    (tmp_path / "a.md").write_text(f"The art of {TOKEN}.\n\n" * 3_000, "utf-8")
    return tmp_path


def test_a_full_disk_behind_the_output_is_one_line(pages: Path) -> None:
    done = shell(f"{COMMAND} a.md > /dev/full", pages)
    assert done.returncode == 2
    assert done.stderr == "strip-spam: [Errno 28] No space left on device\n"


def test_a_reader_that_stops_reading_is_no_fault(pages: Path) -> None:
    done = shell(f"{COMMAND} a.md | head -1", pages)
    assert done.returncode == 2
    assert done.stdout.startswith("a.md:1:12: report")
    assert done.stderr == ""


def test_a_closed_output_is_no_fault(pages: Path) -> None:
    done = shell(f"{COMMAND} a.md >&-", pages)
    assert (done.returncode, done.stderr) == (1, "")


def test_a_closed_error_output_is_no_fault(pages: Path) -> None:
    done = shell(f"{COMMAND} gone.md 2>&-", pages)
    assert (done.returncode, done.stdout) == (2, "")


def test_a_files_name_cannot_begin_a_line_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a\n::error::b.md").symlink_to("nowhere")
    done = shell(f"{COMMAND} --format github .", tmp_path)
    assert done.returncode == 2
    assert done.stderr == "strip-spam: ./a\\n::error::b.md: no such file or directory\n"
