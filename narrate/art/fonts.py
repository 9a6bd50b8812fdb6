"""Typefaces for cards: the one that comes along, one that the show names, those of the system.

A character is set in the first font that has it; what none has is told, so that no empty box is ever drawn.
"""

from __future__ import annotations

import csv
import importlib.util
import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from narrate.errors import SettingsError
from narrate.settings import font_file

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

_PACKAGE = "noto_cjk_sans_jp_bold"
_TABLE = Path(__file__).with_name("fonts.tsv")
_NOBODYS = "\uffff"  # no font has this character: what is drawn for it is what is drawn for all it lacks
_PROBE = 64  # pixels: the size at which that is compared


class FontFile(NamedTuple):
    """A font: its file, and its number among those in the file."""

    path: Path
    number: int = 0


class Typeface:
    """Fonts in the order of preference; ``others`` are looked for only when the first lacks something."""

    def __init__(self, first: FontFile, others: Callable[[], Iterable[FontFile]] = tuple) -> None:
        self._first = first
        self._others = others
        self._has: dict[str, int | None] = {}

    def has(self, char: str) -> bool:
        """Whether one of the fonts can draw a character."""
        return self._font_of(char) is not None

    def width(self, text: str, size: int) -> float:
        """How wide a text is at a size, both in pixels."""
        return sum(font.getlength(part) for font, part in self._runs(text, size))

    def draw(self, on: ImageDraw, at: tuple[float, float], text: str, size: int, colour: Any) -> None:
        """Set a line, its baseline beginning at a point; the first letter's ink begins there."""
        x, y = at
        for number, (font, part) in enumerate(self._runs(text, size)):
            if not number:
                x -= _blank_before(font, part[0])
            on.text((x, y), part, fill=colour, font=font, anchor="ls")
            x += font.getlength(part)

    def _runs(self, text: str, size: int) -> Iterator[tuple[FreeTypeFont, str]]:
        for number, chars in groupby(text, self._font_of):
            if number is not None:
                yield _loaded(self._files[number], size), "".join(chars)

    def _font_of(self, char: str) -> int | None:
        if char not in self._has:
            self._has[char] = 0 if _has(self._first, char) else self._other_font_of(char)
        return self._has[char]

    def _other_font_of(self, char: str) -> int | None:
        numbered = enumerate(self._files[1:], 1)
        return next((number for number, file in numbered if _has(file, char)), None)

    @cached_property
    def _files(self) -> Sequence[FontFile]:
        return [self._first, *(file for file in self._others() if _opens(file))]


def typeface_file(named: str | None, root: Path) -> FontFile | None:
    """The font for titles: the one that is named, else the one that comes along, else one of the system.

    A name is a file's, seen from the show's folder. None if there is no font with Japanese in it.

    Raises:
        SettingsError: a font is named that is not there, or is no font.
    """
    if path := font_file(named, root):
        if not path.is_file() or not _opens(FontFile(path)):
            raise SettingsError(f"card_font: {path} is no font; name a file that ends in .ttf, .otf or .ttc")
        return FontFile(path)
    return next(iter(_packaged()), None) or next(filter(_is_japanese, _of_system()), None)


def typeface(first: FontFile) -> Typeface:
    """A font with all that could stand in for it."""
    return Typeface(first, lambda: (file for file in (*_packaged(), *_of_system()) if file != first))


@cache
def _of_system() -> tuple[FontFile, ...]:
    """The fonts of our table that this system has."""
    there = _files_in(_folders())
    with _TABLE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t") if row and not row[0].startswith("#")]
    return tuple(FontFile(there[name], int(index)) for name, index, *_ in rows if name in there)


def _files_in(folders: Iterable[Path]) -> Mapping[str, Path]:
    """Files by name; macOS may keep the parts of a letter apart in it."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*.[ot]t[fc]")) if folder.is_dir() else ():
            found.setdefault(unicodedata.normalize("NFC", path.name), path)
    return found


def _folders() -> Iterator[Path]:
    home = Path.home()
    if windows := os.environ.get("WINDIR"):
        yield Path(windows) / "Fonts"
        yield home / "AppData/Local/Microsoft/Windows/Fonts"
    yield from (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts")
    yield from (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
    yield from (home / ".local/share/fonts", home / ".fonts")


def _packaged() -> list[FontFile]:
    """The font that pip installs with narrate; who packs narrate for a system may leave it to the system."""
    found = importlib.util.find_spec(_PACKAGE)
    folders = (found.submodule_search_locations or ()) if found else ()
    return [FontFile(path) for folder in folders for path in sorted(Path(folder).glob("*.otf"))]


def _is_japanese(file: FontFile) -> bool:
    return _opens(file) and all(_has(file, char) for char in "あ記事")


def _opens(file: FontFile) -> bool:
    try:
        _loaded(file, _PROBE)
    except OSError:
        return False
    return True


def _has(file: FontFile, char: str) -> bool:
    """Whether a font has a character: what it lacks looks like what nobody has, or like nothing."""
    if char.isspace():
        return True
    font = _loaded(file, _PROBE)
    mask = font.getmask(char)
    return bool(mask.getbbox()) and (mask.size, bytes(mask)) != _lacking(file)


def _blank_before(font: FreeTypeFont, char: str) -> int:
    """Pixels from where a character begins to its ink: half of 「 is blank, and would look indented."""
    from PIL import Image, ImageDraw

    probe = Image.new("L", (2 * int(font.size), 2 * int(font.size)))
    ImageDraw.Draw(probe).text((0, font.size), char, 255, font, anchor="ls")
    return (probe.getbbox() or (0,))[0]


@cache
def _lacking(file: FontFile) -> tuple[tuple[int, int], bytes]:
    mask = _loaded(file, _PROBE).getmask(_NOBODYS)
    return mask.size, bytes(mask)


@cache
def _loaded(file: FontFile, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(file.path), size, file.number, layout_engine=ImageFont.Layout.BASIC)
