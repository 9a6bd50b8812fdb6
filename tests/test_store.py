"""The clip store: what was put in comes out, and what is damaged does not."""

from __future__ import annotations

import os
import tempfile
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import fsspec
import numpy as np
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from narrate.files import TEMPORARY
from narrate.model import Clip, TimeMark
from narrate.mp3 import FRAME_BYTES, encode
from narrate.store import ClipStore, Stats, clip_key

KEY = clip_key(text="はい。")
CLIP = Clip(KEY, 3, 2000, (0.0125, 3.5e-07, 0.0), -4.25, (TimeMark("か", 0, 120), TimeMark("わ", 120, 240)))
FRAMES = bytes(range(256)) + b"\n\n{}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "clips"


@pytest.fixture
def store(folder: Path) -> ClipStore:
    store = ClipStore(folder)
    store.put(CLIP, FRAMES)
    return store


def only_file(folder: Path) -> Path:
    (path,) = (path for path in folder.rglob("*") if path.is_file())
    return path


def test_clip_comes_out_as_it_was_put_in(store: ClipStore) -> None:
    assert store.get(KEY) == CLIP
    assert store.frames(KEY) == FRAMES


def test_another_store_on_the_folder_has_it_too(store: ClipStore, folder: Path) -> None:
    assert store.get(KEY) is not None
    assert ClipStore(folder).get(KEY) == CLIP


def test_unknown_clip_is_none_and_creates_nothing(folder: Path) -> None:
    store = ClipStore(folder)
    assert store.get(KEY) is None
    assert store.frames(KEY) is None
    assert not folder.exists()


def test_put_replaces_what_was_there(store: ClipStore) -> None:
    other = Clip(KEY, 4, 2500, (0.5,), -4.0)
    store.put(other, b"other frames")
    assert store.get(KEY) == other
    assert store.frames(KEY) == b"other frames"


def test_put_leaves_one_file_and_no_temporary_one(store: ClipStore, folder: Path) -> None:
    store.put(CLIP, FRAMES)
    assert only_file(folder).name == f"{KEY}.clip"


def test_clip_cut_off_anywhere_is_none(store: ClipStore, folder: Path) -> None:
    path = only_file(folder)
    whole = path.read_bytes()
    believed = []
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        if store.get(KEY) is not None or store.frames(KEY) is not None:
            believed.append(length)
    assert believed == []


def test_clip_with_bytes_after_its_end_is_none(store: ClipStore, folder: Path) -> None:
    path = only_file(folder)
    path.write_bytes(path.read_bytes() + b"\0")
    assert store.get(KEY) is None


def test_clip_with_one_byte_changed_in_its_frames_is_none(store: ClipStore, folder: Path) -> None:
    path = only_file(folder)
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    assert store.get(KEY) is None
    assert store.frames(KEY) is None


def test_clip_with_one_digit_changed_in_its_head_is_none(store: ClipStore, folder: Path) -> None:
    path = only_file(folder)
    whole = path.read_bytes()
    head = whole.partition(b"\n")[0]
    believed = []
    for at, byte in enumerate(head):
        if chr(byte).isdigit():
            path.write_bytes(whole[:at] + (b"8" if byte != ord("8") else b"3") + whole[at + 1 :])
            if store.get(KEY) is not None:
                believed.append(whole[: at + 1])
    assert believed == []


def test_clip_under_the_name_of_another_is_none(store: ClipStore, folder: Path) -> None:
    other = clip_key(text="いいえ。")
    store.put(Clip(other, 5, 4000, (0.1,), -4.0), b"other frames")
    mine, others = (folder / key[:2] / f"{key}.clip" for key in (KEY, other))
    here, there = mine.read_bytes(), others.read_bytes()
    mine.write_bytes(there)
    others.write_bytes(here)
    assert store.get(KEY) is None
    assert store.frames(other) is None


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"\n",
        b"\0" * 500,
        b"\xff\xfe\xfd\n" + FRAMES,
        b"null\n" + FRAMES,
        b"[]\n" + FRAMES,
        b"{}\n" + FRAMES,
        b'"sha256"\n' + FRAMES,
        b"[" * 100_000,
        b"<html>404</html>\n",
    ],
    ids=range(10),
)
def test_garbage_in_the_place_of_a_clip_is_none(store: ClipStore, folder: Path, garbage: bytes) -> None:
    only_file(folder).write_bytes(garbage)
    assert store.get(KEY) is None
    assert store.frames(KEY) is None


def test_damaged_clip_is_mended_by_the_next_put(store: ClipStore, folder: Path) -> None:
    only_file(folder).write_bytes(b"garbage")
    assert store.get(KEY) is None
    store.put(CLIP, FRAMES)
    assert store.get(KEY) == CLIP


def test_file_in_the_place_of_the_folder_is_no_clip(folder: Path) -> None:
    folder.write_bytes(b"not a folder")
    assert ClipStore(folder).get(KEY) is None


def test_many_threads_put_and_get_one_key_and_see_it_whole(folder: Path) -> None:
    variants = {Clip(KEY, n, 100 * n, (n / 8,), -4.0): bytes([n]) * 50_000 for n in range(1, 5)}
    start = Barrier(8)
    ClipStore(folder).put(CLIP, FRAMES)

    def put_often(clip: Clip) -> list[object]:
        start.wait(60)
        for _ in range(40):
            ClipStore(folder).put(clip, variants[clip])
        return []

    def get_often(_: int) -> list[object]:
        start.wait(60)
        store = ClipStore(folder)
        return [seen for _ in range(40) for seen in (store.get(KEY), store.frames(KEY))]

    with ThreadPoolExecutor(8) as pool:
        writers = [pool.submit(put_often, clip) for clip in variants]
        readers = [pool.submit(get_often, turn) for turn in range(4)]
        seen = [one for future in readers for one in future.result()]
        assert [future.result() for future in writers] == [[]] * 4
    assert set(seen) <= {*variants, *variants.values(), CLIP, FRAMES}
    assert len(seen) == 4 * 40 * 2
    final = ClipStore(folder).get(KEY)
    assert final is not None
    assert ClipStore(folder).frames(KEY) == variants[final]
    assert [path.name for path in folder.rglob(f"{TEMPORARY}*")] == []


def test_key_is_a_name_for_a_file() -> None:
    assert len(KEY) == 64
    assert set(KEY) <= set("0123456789abcdef")


def test_key_stays_the_same_whatever_the_order_of_its_ingredients() -> None:
    one = clip_key(text="はい。", options={"speed": 1.0, "half_tone": 2.0})
    other = clip_key(options={"half_tone": 2.0, "speed": 1.0}, text="はい。")
    assert one == other


@pytest.mark.parametrize(
    "other",
    [
        {"text": "はい", "options": {"speed": 1.0}},
        {"text": "はい。", "options": {"speed": 1.5}},
        {"text": "はい。", "options": {}},
        {"text": "はい。"},
        {"text": "はい。", "options": {"speed": 1.0}, "engine": "tone"},
        {"text": "ばい。", "options": {"speed": 1.0}},
        {"txt": "はい。", "options": {"speed": 1.0}},
    ],
)
def test_key_differs_when_anything_differs(other: dict[str, object]) -> None:
    assert clip_key(**other) != clip_key(text="はい。", options={"speed": 1.0})


def test_a_damaged_file_is_noted(store: ClipStore, folder: Path) -> None:
    assert store.damaged == set()
    assert store.get(clip_key(text="いいえ。")) is None
    assert store.damaged == set()
    path = only_file(folder)
    path.write_bytes(path.read_bytes()[:-1])
    assert store.get(KEY) is None
    assert store.damaged == {str(path)}


def test_verify_deletes_what_is_damaged_and_nothing_else(store: ClipStore, folder: Path) -> None:
    other = clip_key(text="いいえ。")
    store.put(Clip(other, 5, 4000, (0.1,), -4.0), b"frames")
    broken = only_file(folder / other[:2])
    broken.write_bytes(b"")
    assert store.verify() == [str(broken)]
    (folder / "aa").mkdir()
    (folder / "aa" / "pruned-meanwhile.clip").symlink_to("gone")
    assert store.verify() == []
    assert store.get(KEY) == CLIP


def test_stats_count_clips_bytes_and_seconds(folder: Path) -> None:
    store = ClipStore(folder)
    assert store.stats() == Stats(0, 0, 0.0)
    frames = encode(np.zeros(48_000, np.int16))
    store.put(Clip(KEY, len(frames) // FRAME_BYTES, 48_000, (0.0,), -90.0), frames)
    stats = store.stats()
    assert (stats.clips, stats.bytes) == (1, only_file(folder).stat().st_size)
    assert stats.seconds == pytest.approx(1, abs=0.03)


def test_prune_deletes_what_no_build_has_used_for_days(store: ClipStore, folder: Path) -> None:
    path, now = only_file(folder), time.time()
    os.utime(path, (now - 10 * 86_400,) * 2)
    assert store.prune(11, now).clips == 0
    assert store.get(KEY) == CLIP  # and so it is used
    assert store.prune(9, now).clips == 0
    os.utime(path, (now - 10 * 86_400,) * 2)
    assert store.prune(9, now) == Stats(1, path_size(CLIP), 0.0)
    assert store.get(KEY) is None


PACKETS = [b"one", b"", b"\n{}", bytes(300)]


def test_packets_come_out_as_they_were_put_in(store: ClipStore) -> None:
    key = clip_key(clip=KEY, packets="opus")
    assert store.packets(key) is None
    store.put_packets(key, PACKETS)
    assert store.packets(key) == PACKETS
    assert (store.get(key), store.frames(key)) == (None, None)
    assert store.packets(KEY) is None


def test_damaged_packets_are_as_if_not_there_and_deleted_by_verify(store: ClipStore, folder: Path) -> None:
    store.put_packets(KEY, PACKETS)
    (path,) = folder.rglob("*.packets")
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert store.packets(KEY) is None
    assert store.verify() == [str(path)]
    assert store.get(KEY) == CLIP


def test_packets_count_in_bytes_and_go_when_they_are_not_used(store: ClipStore, folder: Path) -> None:
    before, now = store.stats(), time.time()
    store.put_packets(KEY, PACKETS)
    (path,) = folder.rglob("*.packets")
    assert store.stats() == Stats(1, before.bytes + path.stat().st_size, before.seconds)
    os.utime(path, (now - 10 * 86_400,) * 2)
    assert store.packets(KEY) == PACKETS  # and so they are used
    assert store.prune(9, now).bytes == 0
    size = path.stat().st_size
    os.utime(path, (now - 10 * 86_400,) * 2)
    assert store.prune(9, now) == Stats(0, size, 0.0)
    assert store.packets(KEY) is None


def path_size(clip: Clip) -> int:
    """What a clip's file weighs, by the one place that knows."""
    with tempfile.TemporaryDirectory() as folder:
        ClipStore(Path(folder)).put(clip, FRAMES)
        return only_file(Path(folder)).stat().st_size


class Together(MemoryFileSystem):  # type: ignore[misc]
    """Answers only when four ask at once, as a test of who waits for whom."""

    protocol = "together"
    arrivals = threading.Barrier(4, timeout=30)

    def cat_file(self, path: str, start: int | None = None, end: int | None = None, **options: Any) -> bytes:
        """Wait for the others, then read."""
        self.arrivals.wait()
        return bytes(super().cat_file(path, start, end, **options))


def test_a_bucket_is_asked_for_many_clips_at_once() -> None:
    fsspec.register_implementation("together", Together, clobber=True)
    store = ClipStore(f"together://{uuid.uuid4().hex}/clips")
    clips = [Clip(clip_key(n=n), 2, 1_000, (0.5,), -3.0) for n in range(8)]
    for clip in clips:
        store.put(clip, b"frames of it")
    assert list(store.get_each([clip.key for clip in clips])) == clips
    assert list(store.frames_of_each([clip.key for clip in clips])) == [b"frames of it"] * 8
