"""The show's picture: whether podcast directories will take it, told before anything is published.

What they ask for: Apple's requirements for show covers, which the others follow.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from narrate import pictures
from narrate.errors import TemplateError

SIDES = range(1400, 3001)
"""Pixels a side that podcast directories accept; the picture is square."""
KINDS = {".png": "PNG", ".jpg": "JPEG"}
"""The format by the end of the name; directories know no others."""

_MAX_BYTES = 20_000_000
_ADVISED_BYTES = 512 * 1024  # what Apple advises, so that lists of shows appear quickly on phones
_KNOWN = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")
_NAMED = {"MPO": "JPEG"}  # a JPEG with a second picture behind the first, as some cameras write
_EXPORTS = {
    **{"CMYK": "is in CMYK, the colours of print; export it in RGB", "L": "is grey only; export it in RGB"},
    "1": "is black and white only; export it in RGB",
}


def check_name(name: str) -> None:
    """See that directories take the name of a picture, the last part of its address.

    Raises:
        TemplateError: they do not; the message says what to do.
    """
    if re.search("[?#]", name):
        raise TemplateError(
            f"'{name}': directories take no picture with '?' or '#' in its address; leave that out, "
            "and give a new picture a new name"
        )
    ending = Path(name).suffix
    if ending in KINDS:
        return
    if ending.lower() in (".png", ".jpg", ".jpeg", ".jpe"):
        wanted = ".png" if ending.lower() == ".png" else ".jpg"
        raise TemplateError(
            f"'{name}': directories take '{wanted}' at the end of a picture's name, not '{ending}'; "
            "rename the file so"
        )
    raise TemplateError(
        f"'{name}': directories take JPEG and PNG; save the picture as cover.jpg or cover.png"
    )


def check_cover(path: Path) -> None:
    """See that a picture is what its name says, whole, square, in RGB, and of a size that directories accept.

    Raises:
        TemplateError: it is not; the message says what to do.
    """
    about = path.stat()
    if about.st_size > _MAX_BYTES:
        raise TemplateError(f"{path}: has {about.st_size / 1e6:.0f} MB; save it smaller, best under 0.5 MB")
    if fault := _fault(path, about.st_size, about.st_mtime_ns):
        raise TemplateError(f"{path}: {fault}")


def advice(path: Path) -> str:
    """What could be better about a picture that is accepted; empty if nothing."""
    size = path.stat().st_size
    if size <= _ADVISED_BYTES:
        return ""
    return f"{size / 1e6:.1f} MB; under 0.5 MB, lists of shows appear faster: save it as JPEG"


def icon(path: Path, side: int) -> bytes:
    """A cover that was checked, as a PNG of ``side`` pixels each way, for home screens and tabs."""
    picture = pictures.opened(path.read_bytes(), tuple(KINDS.values()))
    return pictures.to_png(pictures.upright(picture).resize((side, side)))


@lru_cache(maxsize=8)
def _fault(path: Path, size: int, changed: int) -> str:
    """What is wrong with a file of this size and date, and what to do; empty if nothing is."""
    kind = KINDS[path.suffix]
    try:
        picture = pictures.opened(path.read_bytes(), _KNOWN)
    except pictures.NoPicture as reason:
        return f"{reason}; save it as {kind}, 1400 to 3000 pixels a side"
    found = _NAMED.get(picture.format or "", picture.format)
    if found != kind:
        return f"is not a {kind} picture, as its name says, but {found}; save it as {kind}"
    if picture.width != picture.height or picture.width not in SIDES:
        return f"is {picture.width} x {picture.height} pixels; make it square, 1400 to 3000 a side"
    try:
        pictures.decode(picture)
        is_turned = pictures.is_turned(picture)
    except pictures.NoPicture as reason:
        return f"{reason}; copy or save it again"
    if is_turned:
        return "lies on its side, with a note that it is to be turned; turn it and save it again"
    if pictures.is_transparent(picture):
        return "is transparent in places; put a background behind it and save it again"
    if picture.mode in ("RGB", "RGBA", "P"):
        return ""
    return _EXPORTS.get(picture.mode, f"has colours that are not RGB ({picture.mode}); export it in RGB")
