"""Files beside the MP3: named by what is in them, never changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from narrate.attachments import Made, attach
from narrate.model import Attachment


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
    assert attach(tmp_path, "o1", made) == (before,)
    assert (tmp_path / before.file).stat().st_ino == inode
