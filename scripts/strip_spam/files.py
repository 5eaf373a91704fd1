"""Folders walked, files read and written."""

import os
import stat
from collections.abc import Iterable, Iterator

_CHUNK = 1 << 16


class FileError(Exception):
    """A file that can't be used; the message names it and says why."""


def walk(paths: Iterable[str]) -> Iterator[str | FileError]:
    """Yield the files that paths name, each once: a file itself, a folder's `*.md`, sorted.

    What can't be used is yielded as an error, so that the rest is still handled. A link out of the
    folder that is walked is one: whoever means that file can name it.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        for found in _below(path) if os.path.isdir(path) else (path,):
            if isinstance(found, FileError):
                yield found
                continue
            try:
                status = os.stat(found)
            except OSError as error:
                yield FileError(f"{found}: {_cause(error)}")
                continue
            if (status.st_dev, status.st_ino) not in seen:
                seen.add((status.st_dev, status.st_ino))
                yield found


def _below(folder: str) -> Iterator[str | FileError]:
    """Yield the Markdown files in a folder and below it."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield FileError(f"{folder}: {_cause(error)}")
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path)
        elif entry.name.endswith(".md"):
            if entry.is_symlink() and not _within(entry.path, folder):
                yield FileError(
                    f"{entry.path}: a link out of its folder: name the file it leads to"
                )
            else:
                yield entry.path


def _within(path: str, folder: str) -> bool:
    """Tell whether a link leads to something in its folder or below it; a dead one does."""
    target, root = os.path.realpath(path), os.path.realpath(folder)
    return os.path.commonpath([target, root]) == root or not os.path.exists(target)


def read(path: str) -> bytes:
    """Return what a file holds.

    Raises:
        FileError: it is gone, it can't be read, or it is no ordinary file.
    """
    try:
        # Without O_NONBLOCK, opening a pipe would wait for somebody to write into it.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        try:
            data = os.read(descriptor, _CHUNK)
            if len(data) == _CHUNK or not data:
                if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                    raise FileError(f"{path}: not an ordinary file")
                with os.fdopen(descriptor, "rb", closefd=False) as rest:
                    data += rest.read()
        finally:
            os.close(descriptor)
    except OSError as error:
        raise FileError(f"{path}: {_cause(error)}") from error
    return data


def decode(data: bytes, path: str) -> str:
    """Return the text that a file's bytes are, line endings and byte-order mark included.

    Raises:
        FileError: they are not UTF-8.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        cause = "UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else error.reason
        message = f"{path}: not UTF-8 at byte {error.start}: {cause}: save it as UTF-8"
        raise FileError(message) from error


def read_text(path: str) -> str:
    """Return the text that a file holds.

    Raises:
        FileError: what `read` and `decode` raise.
    """
    return decode(read(path), path)


def write(path: str, data: bytes) -> None:
    """Replace what a file holds, in one step: whoever looks finds the old or the new, whole.

    A link stays a link, and the file's mode stays as it is.

    Raises:
        FileError: the file could not be written; it is as it was.
    """
    import tempfile  # only a write needs it

    target = os.path.realpath(path)
    made: str | None = None
    try:
        mode = stat.S_IMODE(os.stat(target).st_mode)
        if not os.access(target, os.W_OK):
            raise PermissionError(13, "Permission denied")
        descriptor, made = tempfile.mkstemp(dir=os.path.dirname(target), prefix=".strip-spam-")
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            os.chmod(made, mode)
        os.replace(made, target)
        made = None
    except OSError as error:
        raise FileError(f"{path}: not written: {_cause(error)}") from error
    finally:
        if made:
            os.unlink(made)


def _cause(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
