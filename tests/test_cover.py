"""The show's picture: real ones of every fault, each told in one line with what to do."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from narrate import feed
from narrate.cover import advice, check_cover
from narrate.errors import TemplateError
from narrate.show import TEMPLATE, Show, packaged
from narrate.template import read_template

BASE = "https://pods.example.com/show"


def saved(
    kind: str, size: tuple[int, int] = (1400, 1400), mode: str = "RGB", colour: Any = None, **how: Any
) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size, colour if colour is not None else 0).save(file, kind, **how)
    return file.getvalue()


def bomb() -> bytes:
    """A PNG of few bytes that says it has 60,000 pixels a side."""
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(100_000))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def turned() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 6
    return exif


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("cover.png", saved("PNG")),
        ("cover.png", saved("PNG", (3000, 3000))),
        ("cover.png", saved("PNG", mode="RGBA", colour=(1, 2, 3, 255))),
        ("cover.png", saved("PNG", mode="P")),
        ("cover.jpg", saved("JPEG", (1500, 1500))),
        ("cover.jpg", saved("JPEG", progressive=True)),
    ],
)
def test_what_directories_take_is_taken(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    check_cover(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "make", "message"),
    [
        ("cover.png", lambda: b"", "is no picture that can be read"),
        ("cover.png", lambda: b"not a picture", "is no picture .*; save it as PNG, 1400 to 3000 pixels"),
        ("cover.jpg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is no picture"),
        ("cover.png", lambda: saved("JPEG"), "is not a PNG picture, as its name says, but JPEG; save it"),
        ("cover.jpg", lambda: saved("PNG"), "is not a JPEG picture, as its name says, but PNG"),
        ("cover.jpg", lambda: saved("WEBP"), "is not a JPEG picture, as its name says, but WEBP"),
        ("cover.png", lambda: saved("PNG", (300, 300)), "is 300 x 300 pixels; make it square, 1400 to 3000"),
        ("cover.png", lambda: saved("PNG", (1400, 1500)), "is 1400 x 1500 pixels"),
        ("cover.png", lambda: saved("PNG", (3001, 3001)), "is 3001 x 3001 pixels"),
        ("cover.jpg", lambda: saved("JPEG", (1000, 1000)), "is 1000 x 1000 pixels"),
        ("cover.jpg", lambda: saved("JPEG", mode="CMYK"), "is in CMYK, the colours of print; export it"),
        ("cover.jpg", lambda: saved("JPEG", mode="L"), "is grey only; export it in RGB"),
        ("cover.png", lambda: saved("PNG", mode="I;16"), "has colours that are not RGB"),
        ("cover.png", lambda: saved("PNG", mode="RGBA"), "is transparent in places; put a background"),
        ("cover.png", lambda: saved("PNG", mode="P", transparency=0), "is transparent in places"),
        ("cover.jpg", lambda: saved("JPEG", exif=turned()), "lies on its side"),
        ("cover.jpg", lambda: saved("JPEG", (2000, 2000))[:-5000], "is damaged or not whole; copy or save"),
        ("cover.png", lambda: saved("PNG")[:-100], "is damaged or not whole"),
        ("cover.png", bomb, "has far too many pixels"),
    ],
)  # fmt: skip
def test_what_directories_refuse_is_told(
    tmp_path: Path, name: str, make: Callable[[], bytes], message: str
) -> None:
    (tmp_path / name).write_bytes(make())
    with pytest.raises(TemplateError, match=rf"{name}: {message}") as caught:
        check_cover(tmp_path / name)
    assert len(str(caught.value).splitlines()) == 1


def test_a_file_that_is_far_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "cover.png"
    with path.open("wb") as file:
        file.truncate(30_000_000)
    with pytest.raises(TemplateError, match="has 30 MB; save it smaller"):
        check_cover(path)


def test_a_mended_picture_is_looked_at_again(tmp_path: Path) -> None:
    path = tmp_path / "cover.png"
    path.write_bytes(b"not a picture")
    with pytest.raises(TemplateError):
        check_cover(path)
    path.write_bytes(saved("PNG"))
    check_cover(path)


def test_a_large_picture_is_taken_with_a_word_of_advice(tmp_path: Path) -> None:
    path = tmp_path / "cover.png"
    noise = Image.effect_noise((1400, 1400), 90)
    Image.merge("RGB", [noise] * 3).save(path)
    check_cover(path)
    assert "under 0.5 MB, lists of shows appear faster: save it as JPEG" in advice(path)
    path.write_bytes(saved("PNG"))
    assert advice(path) == ""


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("${BASE_URL}/cover.jpeg", r"'cover\.jpeg': directories take '\.jpg' .*, not '\.jpeg'; rename"),
        ("${BASE_URL}/cover.JPG", r"'cover\.JPG': directories take '\.jpg' .*, not '\.JPG'; rename"),
        ("${BASE_URL}/cover.PNG", r"directories take '\.png'"),
        ("${BASE_URL}/cover.png?v=2", r"'cover\.png\?v=2': directories take no picture with '\?' or '#'"),
        ("${BASE_URL}/cover.webp", r"'cover\.webp': directories take JPEG and PNG"),
        ("${BASE_URL}/cover", "'cover': directories take JPEG and PNG"),
        ("${BASE_URL}/face.png", "names 'face.png'; put a file of that name into"),
        ("${BASE_URL}/../cover.png", "put a file of that name into"),
        ("https://cdn.example.com/a.jpg?w=1400", "directories take no picture with"),
        ("https://cdn.example.com/a.jpeg", "not '.jpeg'; rename"),
    ],
)
def test_an_address_that_directories_refuse_is_told(show: Show, address: str, message: str) -> None:
    text = (packaged() / TEMPLATE).read_text(encoding="utf-8").replace("${BASE_URL}/cover.png", address)
    (show.root / TEMPLATE).write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError, match=rf"{TEMPLATE}: itunes:image names .*{message}|{message}"):
        feed.cover_file(show, read_template(show.template, BASE), BASE)


def test_the_shows_own_cover_wins(show: Show) -> None:
    (show.root / "cover.png").write_bytes(saved("PNG", (3000, 3000)))
    feed.write_feed(show, BASE)
    (published,) = show.output.glob("cover-*.png")
    assert published.read_bytes() == saved("PNG", (3000, 3000))


def test_a_faulty_cover_is_told_before_the_feed_is_written(show: Show) -> None:
    (show.root / "cover.png").write_bytes(b"not a picture")
    with pytest.raises(TemplateError, match="is no picture"):
        feed.write_feed(show, BASE)
    assert not show.feed.exists()
