"""Pictures from files and from elsewhere, opened with care; and JPEG as podcast apps want it."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

SHOWN = ("JPEG", "PNG", "WEBP")
"""The formats that a picture of an article may have, as Pillow names them."""
MAX_PIXELS = 50_000_000
"""A picture with more is not decoded: some kilobytes can unpack to gigabytes."""
MAX_JPEG = 200_000
"""Bytes that an episode's picture has at most, if that can be: it is a part of the MP3 too."""

_QUALITIES = (84, 78, 70, 62, 54, 46, 40)  # above, a card looks no better
_DPI = 72  # as directories ask
_TURNED = 0x0112  # the EXIF tag that says how a picture is to be turned


class NoPicture(Exception):  # noqa: N818 - a finding, told as a part of a longer message
    """The bytes cannot be used as a picture; ``str`` tells why, as the end of a sentence about it."""


def opened(data: bytes, formats: tuple[str, ...]) -> Image:
    """The picture in bytes, its size and mode known, its pixels not decoded yet.

    Raises:
        NoPicture: in none of the formats, or with more than ``MAX_PIXELS``.
    """
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower
        try:
            picture = Image.open(io.BytesIO(data), formats=formats)
        except Image.DecompressionBombError:
            raise NoPicture("has far too many pixels") from None
        except Exception:  # a decoder raises what it likes on damaged bytes
            raise NoPicture(f"is no picture that can be read ({', '.join(formats)})") from None
    if picture.width * picture.height > MAX_PIXELS:
        raise NoPicture(f"has {picture.width} x {picture.height} pixels, far too many")
    return picture


def decode(picture: Image) -> None:
    """Decode all pixels in place.

    Raises:
        NoPicture: damaged, or not whole.
    """
    with _careful():
        picture.load()


@contextmanager
def _careful() -> Iterator[None]:
    """Whatever a decoder raises or warns of on damaged bytes becomes one reason."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Exception:
        raise NoPicture("is damaged or not whole") from None


def is_turned(picture: Image) -> bool:
    """Whether its camera's data say that it must be turned to be seen upright.

    Raises:
        NoPicture: these are damaged.
    """
    with _careful():
        return bool(picture.getexif().get(_TURNED, 1) != 1)


def is_transparent(picture: Image) -> bool:
    """Whether something behind a decoded picture would be seen."""
    if not picture.has_transparency_data:
        return False
    alpha = picture.convert("RGBA").getchannel("A")
    return bool(alpha.getextrema() != (255, 255))


def upright(picture: Image) -> Image:
    """A decoded picture in RGB as it is meant to be seen: turned, over white, without any metadata.

    Raises:
        NoPicture: its metadata or colours are damaged.
    """
    from PIL import Image, ImageOps

    with _careful():
        seen = ImageOps.exif_transpose(picture)
        if seen.has_transparency_data:
            seen = Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen.convert("RGBA"))
        bare = Image.new("RGB", seen.size)
        bare.paste(seen.convert("RGB"))
        return bare


def to_png(picture: Image) -> bytes:
    """PNG, which changes no pixel."""
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


def is_whole_jpeg(data: bytes) -> bool:
    """Whether bytes begin and end as a JPEG does; what a power cut left is empty, short, or ends in zeros."""
    return data.startswith(b"\xff\xd8") and data.endswith(b"\xff\xd9")


def to_jpeg(picture: Image) -> bytes:
    """JPEG of the best quality that fits into ``MAX_JPEG``; the same pixels give the same bytes."""
    data = b""
    for quality in _QUALITIES:
        file = io.BytesIO()
        picture.save(file, "JPEG", quality=quality, subsampling=0, optimize=True, dpi=(_DPI, _DPI))
        data = file.getvalue()
        if len(data) <= MAX_JPEG:
            break
    return data
