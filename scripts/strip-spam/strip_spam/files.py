"""Folders walked, files read and written."""

import filecmp
import os
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from fnmatch import fnmatchcase

SUFFIXES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")  # those that MkDocs reads
# What ends a run from outside. Windows has only some of them.
SIGNALS = [getattr(signal, n) for n in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, n)]


class UsageError(Exception):
    """A command line, a configuration or a list that can't be used; the message says why."""


class FileError(UsageError):
    """A file that can't be used: the message begins with its path, and goes on with `why`."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path, self.why = path, why


Failed = Callable[[FileError], object]  # is told what can't be used; the rest is handled


def walk(
    paths: Iterable[str],
    suffixes: Sequence[str] = SUFFIXES,
    exclude: Sequence[str] = (),
    failed: Failed = lambda _: None,
    *,
    dry: bool,
) -> Iterator[str]:
    """Yield the files that paths name, each once: a file itself, a folder's pages, sorted.

    What a killed run left beside a file is removed, if the file itself is whole.

    Args:
        paths: files and folders.
        suffixes: of pages, in lower case; a name may have them in either.
        exclude: globs, for names or for paths from the working folder; `*` matches slashes, too.
        failed: is told what can't be used, such as a folder without pages.
        dry: leave all files as they are.
    """
    seen: set[tuple[int, int]] = set()
    for path in map(os.path.normpath, paths):
        for file in _pages(path, suffixes, exclude, failed) if os.path.isdir(path) else [path]:
            try:
                status = os.stat(file)
                if (identity := (status.st_dev, status.st_ino)) not in seen:
                    seen.add(identity)
                    if not stat.S_ISREG(status.st_mode):
                        raise OSError("not an ordinary file")
                    _recover(os.path.realpath(file) if os.path.islink(file) else file, dry=dry)
                    yield file
            except OSError as error:
                failed(FileError(file, _cause(error)))


def _pages(top: str, suffixes: Sequence[str], exclude: Sequence[str], failed: Failed) -> list[str]:
    """Return the pages in a folder and below it, sorted; linked folders stay closed."""
    ignored, files, faults = _ignored_by_git(top), list[str](), list[OSError]()
    never = (".[!.]*", "node_modules", *exclude)  # what is hidden, but not what is in "../"
    globs = {form for glob in never for form in (glob.rstrip("/"), glob.replace("**/", ""))}

    def kept(path: str) -> bool:
        names = os.path.basename(path), os.path.relpath(path)
        return path not in ignored and not any(fnmatchcase(n, g) for g in globs for n in names)

    for folder, folders, names in os.walk(top, onerror=faults.append):
        folders[:] = (name for name in folders if kept(os.path.join(folder, name)))
        files += filter(kept, (os.path.join(folder, name) for name in names))
    for fault in faults:
        failed(FileError(fault.filename, _cause(fault)))
    pages = sorted(path for path in files if path.lower().endswith(tuple(suffixes)))
    if not (pages or faults):
        others = {os.path.splitext(path)[1] for path in files} - {""}
        why = (
            f"no page here but what is hidden, excluded or ignored by git: looked for "
            f"{', '.join(suffixes)}; there is {', '.join(sorted(others)[:8]) or 'no other'}: "
            "name a file itself, or its suffix under 'suffixes' in pyproject.toml"
        )
        failed(FileError(top, why))
    return pages


def _ignored_by_git(top: str) -> set[str]:
    """Return the files and folders below a folder that git ignores; none outside a work tree."""
    command = "git ls-files --others --ignored --exclude-standard --directory -z".split()
    # One of git's own hooks has other ideas of work tree and index in its environment.
    plain = {key: said for key, said in os.environ.items() if not re.match("GIT_(?!CONFIG)", key)}
    try:
        said = subprocess.run(command, cwd=top, env=plain, capture_output=True).stdout
    except OSError:  # there is no git, or no such folder any more
        return set()
    return {os.path.join(top, name.rstrip("/")) for name in os.fsdecode(said).split("\0") if name}


def read_text(path: str) -> str:
    """Return the text that a file holds, its line endings as they are; `-` is standard input.

    Raises:
        FileError: it can't be read, or it is not UTF-8; the message names the byte, from 0.
    """
    try:
        with sys.stdin.buffer if path == "-" else open(path, "rb") as file:
            return file.read().decode("utf-8")
    except OSError as error:
        raise FileError(path, _cause(error)) from error
    except UnicodeDecodeError as error:
        cause = "UTF-16" if error.object[:2] in (b"\xff\xfe", b"\xfe\xff") else error.reason
        why = f"not UTF-8 at byte {error.start}: {cause}: save it as UTF-8"
        raise FileError(path, why) from error


@contextmanager
def held_back(signals: Iterable[int]) -> Iterator[None]:
    """Let signals wait until this is done, if the system can; for new processes, for ever."""
    if hold := getattr(signal, "pthread_sigmask", None):
        before = hold(signal.SIG_BLOCK, signals)
    try:
        yield
    finally:
        if hold:
            hold(signal.SIG_SETMASK, before)


def write(path: str, data: bytes) -> None:
    """Replace a file atomically, unless that would part hard links or change its owner.

    The new bytes are saved beside it, then renamed over it in one step. In those two cases they are
    written in place, and what was saved is removed last. A link stays a link, and the mode stays.

    Raises:
        FileError: the file could not be written.
    """
    target = os.path.realpath(path)
    unfinished, safe = _beside(target)
    with held_back(SIGNALS):  # so that nothing is left behind
        try:
            old = os.stat(target)
            if not os.access(target, os.W_OK):
                raise FileError(path, "not written: permission denied")
            _put(unfinished, "wb", data)
            os.chmod(unfinished, stat.S_IMODE(old.st_mode))
            new = os.stat(unfinished)
            if (new.st_uid, new.st_gid, 1) == (old.st_uid, old.st_gid, old.st_nlink):
                os.replace(unfinished, target)
            else:
                os.replace(unfinished, safe)
                _put(target, "r+b", data)
                os.unlink(safe)
        except OSError as error:
            raise FileError(path, f"not written: {_cause(error)}") from error
        finally:
            if os.path.exists(unfinished):
                os.unlink(unfinished)


def _put(path: str, mode: str, data: bytes) -> None:
    """Replace what is there with these bytes, and wait for the disk."""
    with open(path, mode) as file:
        file.truncate(len(data))  # so that nothing of the old follows the whole of the new
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _beside(target: str) -> tuple[str, str]:
    """Return where new bytes are while they are written, and until they have replaced the old."""
    safe = os.path.join(os.path.dirname(target), f".{os.path.basename(target)}.strip-spam")
    return f"{safe}~", safe


def _recover(path: str, *, dry: bool) -> None:
    """Remove what a killed run left beside a file, if that is the old or the new, whole."""
    unfinished, safe = _beside(path)
    begun = os.path.exists(safe) and os.stat(path).st_mtime_ns >= os.stat(safe).st_mtime_ns
    if begun and not filecmp.cmp(path, safe, shallow=False):
        why = "a run was killed that wrote it: its healed text is whole in"
        raise OSError(f"{why} {safe}: move that over it, or remove it")
    for left in filter(os.path.exists, () if dry else (unfinished, safe)):
        os.unlink(left)


def _cause(error: OSError) -> str:
    return error.strerror.lower() if error.strerror else str(error)
