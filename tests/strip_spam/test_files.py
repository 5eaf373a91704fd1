"""Folders walked, files read and written; what a killed run leaves."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from strip_spam.files import FileError, read_text, walk, write

# Writes a file and is killed at the nth step of it.
KILLED = """
import os, signal, sys
from strip_spam import files
step = 0
def killing(name, call):
    def run(*arguments, **options):
        global step
        step += 1
        if step == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*arguments, **options)
    setattr(os, name, run)
for name in ("fsync", "replace", "unlink", "chmod"):
    killing(name, getattr(os, name))
files.write(sys.argv[1], b"new")
"""


def names(paths: list[str], *, dry: bool = False) -> list[str]:
    """Return the files that are found, and what is said of others."""
    said: list[object] = []
    for path in walk(paths, failed=said.append, dry=dry):
        said += [path]
    return list(map(str, said))


def test_a_folder_is_walked_for_what_mkdocs_reads(tmp_path: Path) -> None:
    pages = "b.md a/c.markdown a/d.MKD e.txt .git/f.md node_modules/g.md .h.md"
    for name in pages.split():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "linked").symlink_to(tmp_path / "a")
    (tmp_path / "folder.md").symlink_to(tmp_path / "a")
    (tmp_path / "a/link.md").symlink_to("c.markdown")
    (tmp_path / "z.md").symlink_to("/nowhere")
    folder = str(tmp_path)
    found = [f"{folder}/a/c.markdown", f"{folder}/a/d.MKD", f"{folder}/b.md"]
    assert names([f"{folder}/../{tmp_path.name}/"]) == [
        *found,
        f"{folder}/z.md: no such file or directory",
    ]
    assert names([f"{folder}/e.txt", f"{folder}/a/../e.txt", f"{folder}/gone"]) == [
        f"{folder}/e.txt",
        f"{folder}/gone: no such file or directory",
    ]


def test_what_git_ignores_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("b.md", "out/c.md", "a/d.md", "a/e.tmp.md", "a/kept.tmp.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    everything = names([str(tmp_path)])
    assert len(everything) == 5
    (tmp_path / ".gitignore").write_text("out/\n*.tmp.md\n")
    for command in ("init --quiet", "add --force a/kept.tmp.md"):
        subprocess.run(["git", *command.split()], cwd=tmp_path, check=True)
    monkeypatch.setenv("GIT_INDEX_FILE", "elsewhere")  # as in a hook
    kept = [f"{tmp_path}/{name}" for name in ("a/d.md", "a/kept.tmp.md", "b.md")]
    assert names([str(tmp_path)]) == kept
    monkeypatch.chdir(tmp_path)
    assert names(["."]) == [f"./{name}" for name in ("a/d.md", "a/kept.tmp.md", "b.md")]
    assert names(["out"]) == ["out/c.md"], "a folder that is named outright"
    monkeypatch.setenv("PATH", "")
    assert names([str(tmp_path)]) == everything, "without git, all are looked at"


def test_links_that_lead_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to("b.md")
    (tmp_path / "b.md").symlink_to("a.md")
    (tmp_path / "folder").symlink_to(".")
    (tmp_path / "page.md").write_text("x")
    said = "too many levels of symbolic links"
    wrong = [f"{tmp_path}/{name}: {said}" for name in ("a.md", "b.md")]
    assert names([str(tmp_path)]) == [*wrong, f"{tmp_path}/page.md"]


def test_a_system_without_what_only_posix_has(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, name in ((signal, "pthread_sigmask"), (os, "chown"), (os, "fchmod")):
        monkeypatch.delattr(module, name)
    write(str(target), b"new")
    assert target.read_bytes() == b"new"

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "chmod", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(str(target), b"newer")
    assert target.read_bytes() == b"new"
    assert not list(target.parent.glob(".*"))


def test_a_folder_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert names([str(tmp_path)]) == [f"{tmp_path}: permission denied"]


def test_what_is_no_ordinary_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert names([str(pipe)]) == [f"{pipe}: not an ordinary file"]
    with pytest.raises(FileError, match="is a directory"):
        read_text(str(tmp_path))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("경남".encode("cp949"), "a.md: not UTF-8 at byte 0: invalid start byte: save it as UTF-8"),
        (b"ab\xff", "a.md: not UTF-8 at byte 2: invalid start byte"),
        ("x".encode("utf-16"), "a.md: not UTF-8 at byte 0: UTF-16"),
        (b"\xfe\xff\0x", "a.md: not UTF-8 at byte 0: UTF-16"),
    ],
)
def test_what_is_not_utf_8(
    data: bytes, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_bytes(data)
    with pytest.raises(FileError, match=re.escape(says)):
        read_text("a.md")


@pytest.fixture(params=["alone", "hard link", "other owner"])
def target(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page that a rename would replace, part from its other name, or give to who runs this."""
    path = tmp_path / "page.md"
    path.write_bytes(b"the old text")
    if request.param == "hard link":
        (tmp_path / "other").hardlink_to(path)
    if request.param == "other owner":
        ask = os.stat

        def stat(at: str, **options: bool) -> os.stat_result:
            status = list(ask(at, **options))
            status[4] += 1  # the owner
            return os.stat_result(status) if str(at).endswith("~") else ask(at, **options)

        monkeypatch.setattr(os, "stat", stat)
    return path


def test_mode_links_and_owner_survive(target: Path, request: pytest.FixtureRequest) -> None:
    target.chmod(0o640)
    link = target.with_name("link.md")
    link.symlink_to(target.name)
    before = target.stat()
    write(str(link), b"new")
    assert target.read_bytes() == b"new"
    assert link.is_symlink()
    after = target.stat()
    same = ("st_mode", "st_nlink", "st_uid", "st_gid")
    assert all(getattr(before, name) == getattr(after, name) for name in same)
    assert after.st_nlink == 1 or target.with_name("other").read_bytes() == b"new"
    renamed = request.node.callspec.params["target"] == "alone"
    assert (before.st_ino != after.st_ino) == renamed
    assert not list(target.parent.glob(".*"))


@pytest.mark.parametrize("target", ["alone", "hard link"], indirect=True)
@pytest.mark.parametrize("step", range(1, 7))
def test_a_killed_write_leaves_one_text_whole(target: Path, step: int) -> None:
    bare = {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE")}
    command = [sys.executable, "-c", KILLED, str(target), str(step)]
    done = subprocess.run(command, check=False, env=bare)
    assert done.returncode in (0, -signal.SIGKILL)
    beside = [path.read_bytes() for path in target.parent.glob(".*.strip-spam")]
    now = target.read_bytes()
    assert now in (b"the old text", b"new") or b"new" in beside
    assert names([str(target.parent)]) == [str(target)]
    assert target.read_bytes() in (b"the old text", b"new")
    assert not list(target.parent.glob(".*"))


@pytest.mark.parametrize(
    ("mark", "left", "page", "age"),
    [
        ("~", b"ne", b"the old text", 0),
        ("", b"new", b"the old text", 9),
        ("", b"new", b"new", 0),
        ("", b"new", b"neold text", 0),
    ],
    ids=["unfinished", "not begun", "done", "half done"],
)
def test_what_a_killed_run_left_is_removed_where_a_page_is_whole(
    tmp_path: Path, mark: str, left: bytes, page: bytes, age: int
) -> None:
    path, beside = tmp_path / "a.md", tmp_path / f".a.md.strip-spam{mark}"
    for file, data, at in ((beside, left, 9), (path, page, 9 - age), (tmp_path / "b.md", b"b", 9)):
        file.write_bytes(data)
        os.utime(file, (at, at))
    half = page == b"neold text"
    why = f"{path}: a run was killed that wrote it: its healed text is whole in {beside}: move"
    for dry in (True, False):
        first, other = names([str(tmp_path)], dry=dry)
        assert first.startswith(why) if half else (first == str(path))
        assert other == str(tmp_path / "b.md")
        assert path.read_bytes() == page
        assert beside.exists() == (dry or half)


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_write_that_fails_loses_nothing(
    target: Path, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, call, refuse)
    with pytest.raises(FileError, match="not written: no space left on device"):
        write(str(target), b"new")
    monkeypatch.undo()
    assert target.read_bytes() == b"the old text"
    assert not list(target.parent.glob(".*"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_waits_for_the_write(
    target: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    previous = signal.signal(number, lambda *_: seen.append(target.read_bytes()))
    sync = os.fsync

    def interrupted(descriptor: int) -> None:
        signal.raise_signal(number)  # to this thread: a test runner has others
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", interrupted)
    try:
        write(str(target), b"new")
    finally:
        signal.signal(number, previous)
    assert set(seen) == {b"new"}
    assert not list(target.parent.glob(".*"))
