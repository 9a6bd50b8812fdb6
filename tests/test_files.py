"""Writing files: whole or not at all, and only when something has changed."""

from __future__ import annotations

import errno
import os
import tempfile
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate import files


def stop_while_writing(folder: Path, commit: Path | None = None) -> None:
    with files.draft(folder) as new:
        new.file.write(b"new")
        if commit:
            new.commit(commit)
        raise RuntimeError("stopped")


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "c.bin"
    files.write(path, b"\0data")
    assert path.read_bytes() == b"\0data"
    assert [p.name for p in path.parent.iterdir()] == ["c.bin"]


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "c.bin"
    files.write(path, b"a long first version")
    files.write(path, b"short", durable=False)
    assert path.read_bytes() == b"short"


@settings(deadline=None, derandomize=True, max_examples=30)
@given(st.binary())
def test_any_bytes_come_back(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.bin"
    files.write(path, data, durable=False)
    assert path.read_bytes() == data


def test_the_same_data_leaves_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    assert files.write_if_changed(path, b"one") is True
    os.utime(path, (0, 0))
    assert files.write_if_changed(path, b"one") is False
    assert path.stat().st_mtime == 0
    assert files.write_if_changed(path, b"two") is True
    assert path.stat().st_mtime > 0
    assert path.read_bytes() == b"two"


def test_a_draft_has_a_temporary_name_beside_its_place(tmp_path: Path) -> None:
    with files.draft(tmp_path) as new:
        new.file.write(b"half")
        (path,) = tmp_path.iterdir()
        assert path.name.startswith(files.TEMPORARY)
    assert list(tmp_path.iterdir()) == []


def test_an_error_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    files.write(path, b"old")
    with pytest.raises(RuntimeError, match="stopped"):
        stop_while_writing(tmp_path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_error_after_the_commit_leaves_the_new_file(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    with pytest.raises(RuntimeError, match="stopped"):
        stop_while_writing(tmp_path, commit=path)
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_not_replaced_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    with pytest.raises(OSError, match="directory") as caught:
        files.write(tmp_path / "a", b"data")
    assert caught.value.filename == str(tmp_path / "a")
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_a_folder_that_takes_no_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(prefix: str, dir: Path, **how: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(dir / f"{prefix}x1y2"))

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refused)
    with pytest.raises(PermissionError) as caught:
        files.write(tmp_path / "a", b"data")
    assert caught.value.filename == str(tmp_path)


def test_a_file_has_the_rights_that_any_new_file_has(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    files.write(tmp_path / "ours", b"")
    assert (tmp_path / "ours").stat().st_mode == plain.stat().st_mode


def test_a_reader_never_sees_half_a_file(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    versions = [bytes([letter]) * 300_000 for letter in b"abcd"]
    files.write(path, versions[0], durable=False)

    def rewrite() -> None:
        for i in range(80):
            files.write(path, versions[i % 4], durable=False)

    writer = threading.Thread(target=rewrite)
    writer.start()
    seen = [path.read_bytes()]
    while writer.is_alive():
        seen.append(path.read_bytes())
    writer.join()
    assert {data in versions for data in seen} == {True}
    assert path.read_bytes() == versions[3]


@pytest.mark.parametrize("is_ours", [True, False])
def test_a_change_further_below_gives_a_folder_another_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_ours: bool
) -> None:
    utime = os.utime

    def as_in_a_group(path: Path, ns: tuple[int, int] | None = None) -> None:
        """A folder that a group may write: its members may set its day to now, and to no other."""
        if ns and not is_ours:
            raise PermissionError(errno.EPERM, "Operation not permitted", str(path))
        if ns:
            utime(path, ns=ns)
        else:
            utime(path)

    utime(tmp_path, ns=(0, 0))
    monkeypatch.setattr(os, "utime", as_in_a_group)
    files.mark_changed(tmp_path)
    assert tmp_path.stat().st_mtime_ns > 0


def test_writers_do_not_disturb_each_other(tmp_path: Path) -> None:
    threads = [
        threading.Thread(target=files.write, args=(tmp_path / "same.bin", bytes([i]) * 50_000))
        for i in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    data = (tmp_path / "same.bin").read_bytes()
    assert data in [bytes([i]) * 50_000 for i in range(8)]
    assert [p.name for p in tmp_path.iterdir()] == ["same.bin"]


def test_the_state_of_a_file_changes_with_its_content(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    assert files.state(path) is None
    path.write_bytes(b"one")
    before = files.state(path)
    assert before == (path.stat().st_mtime_ns, 3)
    path.write_bytes(b"three")
    assert files.state(path) != before


def test_only_a_file_has_a_size(tmp_path: Path) -> None:
    (tmp_path / "five").write_bytes(b"bytes")
    assert files.size(tmp_path / "five") == 5
    assert files.size(tmp_path) is None
    assert files.size(tmp_path / "none") is None
