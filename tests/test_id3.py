"""ID3 tags: an independent reader gets everything back, and chapters stand in the order of time."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.id3 import ID3

from narrate.id3 import MAX_CHAPTERS, tag
from narrate.model import Chapter
from narrate.show import DEFAULT_COVER, Show, packaged

TITLES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)


def chapters(count: int) -> list[Chapter]:
    """Titles of very different lengths, so that an order by size is not the order of time."""
    return [Chapter(f"{i} " + "長い題" * (i * 7 % 11), i * 1_000, (i + 1) * 1_000) for i in range(count)]


def frames(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Frame ids and bodies, by walking the bytes."""
    assert data[:5] == b"ID3\x03\x00"
    assert max(data[6:10]) < 0x80
    length = data[6] << 21 | data[7] << 14 | data[8] << 7 | data[9]
    assert len(data) == 10 + length
    at = 10
    while at < len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "big")
        yield data[at : at + 4].decode(), data[at + 10 : at + 10 + size]
        at += 10 + size
    assert at == len(data)


def starts(data: bytes) -> list[int]:
    """Start times of the CHAP frames, in the order of the file."""
    bodies = [body for key, body in frames(data) if key == "CHAP"]
    times = [body[body.index(b"\0") + 1 :] for body in bodies]
    return [int.from_bytes(time[:4], "big") for time in times]


def read(data: bytes) -> ID3:
    return ID3(io.BytesIO(data), translate=False)


def test_texts_come_back() -> None:
    found = read(tag({"TIT2": "題名 😀", "TALB": "番組", "TPE1": "a"}))
    assert {key: frame.text for key, frame in found.items()} == {
        "TIT2": ["題名 😀"],
        "TALB": ["番組"],
        "TPE1": ["a"],
    }
    assert found.version == (2, 3, 0)


def test_an_empty_text_is_no_frame() -> None:
    assert [key for key, _ in frames(tag({"TIT2": "題", "TPE1": ""}))] == ["TIT2"]


def test_a_comment_comes_back() -> None:
    (comment,) = read(tag({}, comment="声: Mei ©")).getall("COMM")
    assert (comment.lang, comment.desc, comment.text) == ("jpn", "", ["声: Mei ©"])


def test_a_cover_comes_back() -> None:
    cover = Show(packaged()).asset(DEFAULT_COVER)
    assert cover is not None
    (picture,) = read(tag({"TIT2": "題"}, chapters(3), cover=(cover.name, cover.read_bytes()))).getall("APIC")
    assert (picture.mime, picture.type) == ("image/png", 3)
    assert picture.data == cover.read_bytes()


@pytest.mark.parametrize(
    ("name", "mime"), [("a.JPG", "image/jpeg"), ("a.jpeg", "image/jpeg"), ("a.PNG", "image/png")]
)
def test_a_cover_is_of_the_kind_its_name_says(name: str, mime: str) -> None:
    (picture,) = read(tag({}, cover=(name, b"\xff\xd8data"))).getall("APIC")
    assert (picture.mime, picture.data) == (mime, b"\xff\xd8data")


@pytest.mark.parametrize("count", [1, 2, 12, 254, 255])
def test_chapters_stand_in_the_order_of_time(count: int) -> None:
    data = tag({"TIT2": "題"}, chapters(count), "注", ("cover.png", b"\x89PNG" + bytes(500)))
    times = starts(data)
    assert times == sorted(times)
    assert len(times) == len(set(times)) <= MAX_CHAPTERS
    assert times[0] == 0


@pytest.mark.parametrize("count", [1, 12, 255])
def test_an_independent_reader_gets_every_chapter(count: int) -> None:
    found = read(tag({"TIT2": "題"}, chapters(count)))
    (contents,) = found.getall("CTOC")
    by_id = {chapter.element_id: chapter for chapter in found.getall("CHAP")}
    assert contents.flags == 3, "top level and ordered"
    assert [
        (by_id[key].sub_frames["TIT2"].text[0], by_id[key].start_time, by_id[key].end_time)
        for key in contents.child_element_ids
    ] == [(c.title, c.start_ms, c.end_ms) for c in chapters(count)]
    assert {(c.start_offset, c.end_offset) for c in by_id.values()} == {(0xFFFFFFFF, 0xFFFFFFFF)}


def test_without_chapters_there_is_no_table_of_contents() -> None:
    assert [key for key, _ in frames(tag({"TIT2": "題"}))] == ["TIT2"]


@settings(deadline=None, derandomize=True, max_examples=100)
@given(TITLES, st.lists(TITLES, max_size=20), st.text(max_size=40))
def test_any_title_comes_back(title: str, names: list[str], comment: str) -> None:
    given_chapters = [Chapter(name, i * 700, i * 700 + 700) for i, name in enumerate(names)]
    data = tag({"TIT2": title}, given_chapters, comment)
    assert starts(data) == [c.start_ms for c in given_chapters]
    found = read(data)
    assert found["TIT2"].text == [title]
    by_time = sorted(found.getall("CHAP"), key=lambda chapter: chapter.start_time)
    assert [chapter.sub_frames["TIT2"].text for chapter in by_time] == [[name] for name in names]


def test_the_same_tag_has_the_same_bytes() -> None:
    assert tag({"TIT2": "題"}, chapters(9), "注") == tag({"TIT2": "題"}, chapters(9), "注")
