"""Files: a write leaves the old or the new content, and nothing else behind."""

import os
from pathlib import Path

import pytest

from strip_spam import files
from strip_spam.files import FileError, walk, write


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    return path


@pytest.mark.parametrize("step", ["fsync", "chmod", "replace"])
def test_a_failing_write_leaves_the_old_content_and_no_rest(
    page: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, full)
    with pytest.raises(FileError, match=r"a\.md: not written: no space left on device"):
        write(str(page), b"new")
    assert page.read_bytes() == b"old"
    assert os.listdir(page.parent) == ["a.md"]


def test_a_read_only_file_is_not_replaced(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Root may write anything, so the question is answered for it here.
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(FileError, match="not written: permission denied"):
        write(str(page), b"new")
    assert page.read_bytes() == b"old"


def test_a_file_that_is_gone_is_not_made_anew(page: Path) -> None:
    page.unlink()
    with pytest.raises(FileError, match="not written: no such file"):
        write(str(page), b"new")
    assert not page.exists()


def test_two_paths_to_one_file_are_one(page: Path) -> None:
    (page.parent / "b.md").hardlink_to(page)
    (page.parent / "c.md").symlink_to("a.md")
    assert list(walk([str(page), str(page.parent), str(page.parent / "b.md")])) == [str(page)]


def test_a_folder_that_cannot_be_listed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(folder: str) -> None:
        raise PermissionError(13, "Permission denied", folder)

    monkeypatch.setattr(os, "scandir", closed)
    [error] = walk([str(tmp_path)])
    assert str(error) == f"{tmp_path}: permission denied"


def test_a_linked_folder_is_not_entered(page: Path) -> None:
    (page.parent / "deep").symlink_to(page.parent)
    assert list(walk([str(page.parent)])) == [str(page)]


def test_a_large_file_is_read_whole(page: Path) -> None:
    page.write_bytes(b"x" * 200_000)
    assert len(files.read(str(page))) == 200_000
