"""The title card: an episode's title, large and calm, in the colours of the show's cover.

All lengths are pixels of a square of ``SIDE``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from narrate.art.fonts import Typeface
from narrate.art.lines import LEADING, laid_out

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

SIDE = 1400
"""The smallest that podcast directories accept: the card is a part of every MP3."""

_MARGIN = 112
_MARK = 150  # the cover, small, at the foot
_GAP = 38
_NAME = 50  # size of the show's name
_DATE = 40
_NAME_AT, _DATE_AT, _ALONE_AT = 61, 125, 93  # baselines of name and date, and of a name without date
_HIGH = 0.42  # of what is free above the title: a little above the middle looks like the middle
_BASELINE = 0.38  # of the size, below the middle of a line: where Japanese type has it
_STRIPE = 28  # at the left edge, so that a list of small cards shows the show's colour
_PICTURE = 735  # height of an article's picture: 1.91 to 1, as pages cut them for sharing
_LIGHT, _DARK = (250, 249, 245), (24, 24, 27)
_CONTRAST = 4.5  # WCAG 2, level AAA for large type
_MUTED = 0.75  # of the ink's colour in what is less important
_COLOURS = 8  # of the cover that are looked at
_SAMPLE = 128  # pixels a side of what they are taken from

Colour = tuple[int, int, int]


class Wording(NamedTuple):
    """What stands on a card."""

    title: str
    show: str
    date: str


class Palette(NamedTuple):
    """The colours of a card."""

    ground: Colour
    ink: Colour
    muted: Colour
    accent: Colour


def draw(words: Wording, face: Typeface, cover: Image | None, picture: Image | None = None) -> Image:
    """The card, with the article's ``picture`` above the title if there is one."""
    from PIL import Image as Images
    from PIL import ImageDraw, ImageOps

    colours = palette(cover)
    card = Images.new("RGB", (SIDE, SIDE), colours.ground)
    top, foot = _MARGIN, SIDE - _MARGIN
    pen = ImageDraw.Draw(card)
    if picture:
        card.paste(ImageOps.fit(picture, (SIDE, _PICTURE), centering=(0.5, 0.4)), (0, 0))
        top, foot = _PICTURE + _MARGIN // 2, SIDE - _MARGIN // 2
    pen.rectangle((0, 0 if not picture else _PICTURE, _STRIPE - 1, SIDE), fill=colours.accent)
    _draw_foot(card, pen, words, face, colours, cover, foot)
    _draw_title(pen, words.title, face, colours.ink, top, foot - _MARK - _MARGIN // 2)
    return card


def _draw_title(pen: ImageDraw, text: str, face: Typeface, ink: Colour, top: int, bottom: int) -> None:
    title = laid_out(text, face.width, SIDE - 2 * _MARGIN, bottom - top)
    step = title.size * LEADING
    first = top + (bottom - top - step * len(title.lines)) * _HIGH
    for number, line in enumerate(title.lines):
        baseline = first + step * (number + 0.5) + title.size * _BASELINE
        face.draw(pen, (_MARGIN, round(baseline)), line, title.size, ink)


def _draw_foot(
    card: Image,
    pen: ImageDraw,
    words: Wording,
    face: Typeface,
    colours: Palette,
    cover: Image | None,
    foot: int,
) -> None:
    x, y = _MARGIN, foot - _MARK
    if cover:
        card.paste(cover.resize((_MARK, _MARK)), (x, y))
        x += _MARK + _GAP
    name = _shortened(words.show, face, _NAME, SIDE - _MARGIN - x)
    face.draw(pen, (x, y + (_NAME_AT if words.date else _ALONE_AT)), name, _NAME, colours.ink)
    face.draw(pen, (x, y + _DATE_AT), words.date, _DATE, colours.muted)


def _shortened(text: str, face: Typeface, size: int, room: float) -> str:
    """A line that fits, with an ellipsis where it had to be cut."""
    if face.width(text, size) <= room:
        return text
    while text and face.width(f"{text}…", size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def palette(cover: Image | None) -> Palette:
    """The ground is what the cover has most of, darker or lighter if need be, the accent its liveliest."""
    found = _colours(cover) if cover else [(24, 34, 56), (255, 138, 76)]
    ground = found[0]
    ink = max((_LIGHT, _DARK), key=lambda colour: _contrast(colour, ground))
    away = (0, 0, 0) if ink == _LIGHT else (255, 255, 255)
    while _contrast(ink, ground) < _CONTRAST:
        ground = _mixed(ground, away, 0.9)
    accent = max(found[1:], key=lambda colour: _liveliness(colour, ground), default=ink)
    return Palette(ground, ink, _mixed(ink, ground, _MUTED), accent)


def _colours(cover: Image) -> list[Colour]:
    """The cover's colours, the most frequent first."""
    from PIL import Image as Images

    sample = cover.resize((_SAMPLE, _SAMPLE), Images.Resampling.NEAREST).quantize(_COLOURS)
    flat, counts = sample.getpalette() or [], sample.histogram()
    used = sorted((i for i, count in enumerate(counts) if count), key=lambda i: -counts[i])
    return [(flat[3 * i], flat[3 * i + 1], flat[3 * i + 2]) for i in used]


def _liveliness(colour: Colour, ground: Colour) -> float:
    return (0.3 + (max(colour) - min(colour)) / 255) * (min(_contrast(colour, ground), _CONTRAST) - 1)


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _contrast(one: Colour, other: Colour) -> float:
    """From 1 to 21, as WCAG 2 defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    shares = (c / 255 / 12.92 if c <= 10 else float((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour)
    return sum(weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), shares, strict=True))
