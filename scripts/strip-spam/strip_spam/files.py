"""Folders walked, files read and written."""

import os
import signal
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache

SUFFIXES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")  # those that MkDocs reads


class UsageError(Exception):
    """A command line, a configuration or a list that can't be used; the message says why."""


class FileError(Exception):
    """A file that can't be used; the message names it and says why."""


def walk(paths: Iterable[str], *, dry: bool = False) -> Iterator[str | FileError]:
    """Yield the files that paths name, each once: a file itself, a folder's Markdown, sorted.

    What can't be used is yielded as an error, so that the rest is still handled. What a killed run
    left beside a file is dealt with, or named where this is a `dry` run.
    """
    seen: set[tuple[int, int]] = set()
    left = cache(lambda folder: any("strip-spam" in name for name in os.listdir(folder or ".")))
    for path in map(os.path.normpath, paths):
        failed: list[OSError] = []
        for file in _below(path, failed.append) if os.path.isdir(path) else [path]:
            try:
                status = os.stat(file)
                if (identity := (status.st_dev, status.st_ino)) not in seen:
                    seen.add(identity)
                    if not stat.S_ISREG(status.st_mode):
                        raise FileError(f"{file}: not an ordinary file")
                    target = os.path.realpath(file) if os.path.islink(file) else file
                    if left(os.path.dirname(target)):
                        _recover(target, dry=dry)
                    yield file
            except FileError as error:
                yield error
            except OSError as error:
                yield FileError(f"{file}: {_cause(error)}")
        for refused in failed:
            yield FileError(f"{refused.filename or path}: {_cause(refused)}")


def _below(top: str, failed: Callable[[OSError], None]) -> list[str]:
    """Return the Markdown files in a folder and below it; linked folders are not entered."""
    found: list[str] = []
    for folder, folders, names in os.walk(top, onerror=failed):
        folders[:] = (name for name in folders if name[0] != "." and name != "node_modules")
        names = [name for name in names if name[0] != "." and name.endswith(SUFFIXES)]
        found += (os.path.join(folder, name) for name in names)
    return sorted(found)


def read_text(path: str) -> str:
    """Return the text that a file holds, its line endings as they are; `-` is standard input.

    Raises:
        FileError: it can't be read, or it is not UTF-8; the message names the byte, from 0.
    """
    data = b""
    try:
        with sys.stdin.buffer if path == "-" else open(path, "rb") as file:
            data = file.read()
        return data.decode("utf-8")
    except OSError as error:
        raise FileError(f"{path}: {_cause(error)}") from error
    except UnicodeDecodeError as error:
        cause = "UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else error.reason
        message = f"{path}: not UTF-8 at byte {error.start}: {cause}: save it as UTF-8"
        raise FileError(message) from error


def write(path: str, data: bytes) -> None:
    """Replace what a file holds: whoever looks finds the old or the new.

    A rename does it in one step. Where that would part hard links or change the owner, the file is
    written in place, with the new bytes safe beside it. A link stays a link, and the mode stays.

    Raises:
        FileError: the file could not be written; it is as it was.
    """
    target = os.path.realpath(path)
    unfinished, safe = _beside(target)
    # Interrupts wait until this is done, so that nothing is left behind.
    held = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM, signal.SIGHUP))
    try:
        status = os.stat(target)
        if not os.access(target, os.W_OK):
            raise PermissionError(13, "Permission denied")
        _put(unfinished, "wb", data)
        os.chmod(unfinished, stat.S_IMODE(status.st_mode))
        new = os.stat(unfinished)
        if (new.st_uid, new.st_gid, 1) == (status.st_uid, status.st_gid, status.st_nlink):
            os.replace(unfinished, target)
        else:
            os.utime(unfinished, ns=(status.st_atime_ns, status.st_mtime_ns))
            os.replace(unfinished, safe)
            _put(target, "r+b", data)
            os.unlink(safe)
    except OSError as error:
        if os.path.exists(unfinished):
            os.unlink(unfinished)
        raise FileError(f"{path}: not written: {_cause(error)}") from error
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _put(path: str, mode: str, data: bytes) -> None:
    """Write all of it where a file begins, cut off what stood behind, wait for the disk."""
    with open(path, mode) as file:
        file.write(data)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())


def _beside(target: str) -> tuple[str, str]:
    """Return where new bytes stand while they are written, and until they have replaced the old."""
    safe = os.path.join(os.path.dirname(target), f".{os.path.basename(target)}.strip-spam")
    return f"{safe}~", safe


def _recover(path: str, *, dry: bool) -> None:
    """Remove what a killed run left beside a file, and finish what it had begun in place."""
    unfinished, safe = _beside(path)
    if dry and os.path.exists(safe):
        raise FileError(f"{path}: a run was killed that wrote it: run strip-spam on it first")
    if os.path.exists(unfinished) and not dry:
        os.unlink(unfinished)
    if os.path.exists(safe):
        with open(safe, "rb") as new, open(path, "rb") as now:
            whole = new.read()
            begun = now.read(len(whole)) == whole
        if begun:
            os.truncate(path, len(whole))
        elif os.stat(path).st_mtime_ns != os.stat(safe).st_mtime_ns:  # it is no longer the old
            raise FileError(
                f"{path}: a run was killed that wrote it: its healed text is whole in {safe}: move "
                "that over it, or remove it"
            )
        os.unlink(safe)


def _cause(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
