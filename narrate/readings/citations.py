"""How a year with pages is said, as papers cite: ``(Smith, 1998: 45-47)``, ``(1957:12)``."""

from __future__ import annotations

import re
from fractions import Fraction

from narrate.patterns import compiled
from narrate.readings.latin import spell
from narrate.readings.rule import SPACE, START, just_before, rule

_DASH = "[-–―—~〜～]"
_PAGES = f"[0-9]{{1,4}}(?:{_DASH}[0-9]{{1,4}})?"
_FAR = 60  # characters before a year in which its bracket opens
_OPEN = compiled(r"[(\[][^()\[\]]*$")
_NAME_BEFORE = compiled(r"[A-Za-z\u00c0-\u024fぁ-んァ-ヺー一-鿿々.][,、]? ?$")
_COMPARED = compiled("比|率|割合|コントラスト|解像度|画素|サイズ|縮尺|スケール")
_SCREENS = frozenset(map(Fraction, ("16/9", "16/10", "4/3", "5/4")))
_BARE_PAGES = compiled("(?!1$)[0-9]{1,3}(?![0-9])")  # (1500:1) is a ratio, (1920:1080) a size


def _cited(match: re.Match[str]) -> str | None:
    """The year, and the pages, if a bracket is open that says whom or what; a ratio is left."""
    before = just_before(match, _FAR)
    opened = _OPEN.search(before)
    if not opened or _COMPARED.search(before) or _is_size(match["year"], match["pages"]):
        return None
    if not (_NAME_BEFORE.search(opened.group()) or _BARE_PAGES.match(match["pages"])):
        return None
    pages = "、".join(re.sub(_DASH, "から", part) for part in re.split(f",{SPACE}", match["pages"]))
    return f"{match['year']}年{spell(match['letter'])}、{pages}ページ"


def _is_size(width: str, height: str) -> bool:
    """Whether two numbers are the size of a screen: 1920:1080."""
    return height.isdigit() and int(height) > 0 and Fraction(int(width), int(height)) in _SCREENS


RULES = (
    rule(
        "pages of a citation",
        rf"{START}(?P<year>(?:1[5-9]|20)[0-9]{{2}})(?P<letter>[a-h]?){SPACE}:{SPACE}"
        rf"(?P<pages>{_PAGES}(?:,{SPACE}(?!(?:1[5-9]|20)[0-9]{{2}}){_PAGES})*)(?=[)\],;])",
        _cited,
    ),
)
"""Tried before ratios and scores."""
