"""Files beside the MP3: named by what is in them, never changed."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest

from narrate.attachments import Made, attach, kept
from narrate.model import Attachment, Audio, Episode

AUDIO = Audio("o1-1.mp3", 9, "ab" * 32, 48_000, 96_000, -16.0)
EPISODE = Episode("guid", "o1", "題", None, "", "o1.txt", "2026-01-01T00:00:00+09:00", "mei", "", AUDIO, ())


def test_a_file_is_named_by_its_bytes_and_stays(tmp_path: Path) -> None:
    (first,) = attach(tmp_path, "o1", [Made("vtt", ".vtt", "text/vtt", b"one")])
    (second,) = attach(tmp_path, "o1", [Made("vtt", ".vtt", "text/vtt", b"two!")])
    digest = hashlib.sha256(b"one").hexdigest()
    assert first == Attachment("vtt", f"o1-{digest[:12]}.vtt", "text/vtt", 3, digest)
    assert (second.type, second.bytes) == ("text/vtt", 4)
    assert (tmp_path / first.file).read_bytes() == b"one"
    assert (tmp_path / second.file).read_bytes() == b"two!"


def test_a_file_that_is_there_is_not_written_again(tmp_path: Path) -> None:
    made = [Made("chapters", ".json", "application/json+chapters", b"{}")]
    (before,) = attach(tmp_path, "o1", made)
    inode = (tmp_path / before.file).stat().st_ino
    os.utime(tmp_path, (0, 0))
    assert attach(tmp_path, "o1", made) == (before,)
    assert (tmp_path / before.file).stat().st_ino == inode
    assert tmp_path.stat().st_mtime == 0  # nor was any other made meanwhile


def test_a_file_may_have_a_name_that_stays(tmp_path: Path) -> None:
    for data in (b"one", b"two"):
        (page,) = attach(tmp_path, "o1", [Made("page", ".html", "text/html", data, "index.html")])
        digest = hashlib.sha256(data).hexdigest()
        assert page == Attachment("page", "index.html", "text/html", 3, digest)
        assert [path.read_bytes() for path in tmp_path.iterdir()] == [data]


def test_a_large_file_writes_itself_and_is_named_by_its_bytes_too(tmp_path: Path) -> None:
    def write(path: Path) -> None:
        path.write_bytes(b"one")

    assert attach(tmp_path, "o1", [Made("opus", ".opus", "audio/opus", write)]) == (
        Attachment("opus", "o1-7692c3ad3540.opus", "audio/opus", 3, hashlib.sha256(b"one").hexdigest()),
    )
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"one"]


def test_a_file_that_fails_to_write_itself_leaves_nothing(tmp_path: Path) -> None:
    def write(path: Path) -> None:
        path.write_bytes(b"half")
        raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        attach(tmp_path, "o1", [Made("opus", ".opus", "audio/opus", write)])
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_of_that_name_is_written_again(tmp_path: Path) -> None:
    made = Made("vtt", ".vtt", "text/vtt", b"one")
    (written,) = attach(tmp_path, "o1", [made])
    (tmp_path / written.file).write_bytes(b"onE")
    assert attach(tmp_path, "o1", [made]) == (written,)
    assert (tmp_path / written.file).read_bytes() == b"one"


def test_what_follows_from_the_mp3_is_kept_while_that_is_the_same(tmp_path: Path) -> None:
    before = replace(EPISODE, attachments=attach(tmp_path, "o1", [Made("opus", ".opus", "audio/opus", b"x")]))
    (attachment,) = before.attachments
    assert kept(tmp_path, before, replace(AUDIO, lufs=-15.0), "opus") == attachment
    assert kept(tmp_path, before, AUDIO, "m4a") is None
    assert kept(tmp_path, before, replace(AUDIO, sha256="cd" * 32), "opus") is None
    assert kept(tmp_path, None, AUDIO, "opus") is None
    (tmp_path / attachment.file).write_bytes(b"xx")
    assert kept(tmp_path, before, AUDIO, "opus") is None
    (tmp_path / attachment.file).unlink()
    assert kept(tmp_path, before, AUDIO, "opus") is None
