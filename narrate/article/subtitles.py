"""The rest of a title, which stands under it with dashes."""

from __future__ import annotations

from narrate.article.facts import Facts
from narrate.article.lines import Line
from narrate.patterns import compiled

_BETWEEN_DASHES = compiled("[―—–－〜～].{1,60}[―—–－〜～]")
_AFTER_DASH = compiled("[―—–]{2}[^。―—–]{2,60}")
"""So stories begin too, but apart from their title."""


def looks_so(text: str) -> bool:
    """Whether a line has dashes around it, or one before it."""
    return bool(_BETWEEN_DASHES.fullmatch(text) or _AFTER_DASH.fullmatch(text))


def is_subtitle(lines: list[Line], place: int) -> bool:
    """Whether a line under a title has dashes around it, or one before it and stands apart from the text."""
    text = lines[place].text
    return bool(_BETWEEN_DASHES.fullmatch(text)) or (looks_so(text) and _is_with_title(lines, place))


def is_of_title(lines: list[Line], place: int) -> bool:
    """Whether a line under a title is the rest of it, behind a dash; between two it is a subtitle."""
    return is_subtitle(lines, place) and not _BETWEEN_DASHES.fullmatch(lines[place].text)


def _is_with_title(lines: list[Line], place: int) -> bool:
    """Whether a line stands right under the one over it, and over a blank line, a date or a name."""
    here = lines[place].place
    below = lines[place + 1 : place + 2]
    is_over_text = not any(
        line.place > here + 1 or Facts().take(line.text) or Facts().take_name(line.text, is_beside_date=True)
        for line in below
    )
    return here == lines[place - 1].place + 1 and not is_over_text
