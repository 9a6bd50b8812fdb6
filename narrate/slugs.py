"""Names of episodes and articles that are safe in every address, on every disk and in every shell."""

from __future__ import annotations

import datetime as dt
import unicodedata
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from narrate.patterns import compiled
from narrate.source import Where

_MOST = 60  # characters
_DATE = compiled(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")
_COUNTER = compiled("(?<=[0-9])[年月日号回](?!目)")
_NO_WORD = compiled("[^a-z0-9]+")


def new_slug(source: Where, date: dt.date | None, taken: set[str]) -> str:
    """A name of date and file name, such as ``2024-09-22-o1``; numbered if taken.

    Japanese is romanised as UniDic reads it, since most servers and some apps spoil other names:
    会議の記録.txt is ``kaigi-no-kiroku``.
    """
    stem = _stem(source)
    name = _plain(stem if isinstance(source, Path) else unquote(stem))
    day, words = _parts(_romanised(name), date)
    base = _joined(day, _shortened(words, _MOST - len(f"{day}-") if day else _MOST))
    numbered = (f"{base}-{i}" for i in range(2, len(taken) + 3))
    return next(slug for slug in (base, *numbered) if slug not in taken)


def earlier_slug(source: Where, date: dt.date | None) -> str:
    """How an episode was named that was made before Japanese was romanised, and names cut between words."""
    return _joined(*_parts(_plain(_stem(source)), date))[:_MOST].strip("-")


def _stem(source: Where) -> str:
    """What an episode could be named after: the file, the last part of an address or else its host."""
    if isinstance(source, Path):
        return source.stem
    parts = urlsplit(source)
    return PurePosixPath(parts.path.rstrip("/")).stem or parts.hostname or ""


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).lower()


def _parts(name: str, date: dt.date | None) -> tuple[str, str]:
    """The day, and the words of a name without it."""
    day = date.isoformat() if date else ""
    return day, _NO_WORD.sub("-", name).strip("-").removeprefix(day).strip("-")


def _joined(day: str, words: str) -> str:
    return "-".join(filter(None, (day, words))) or "episode"


def _romanised(name: str) -> str:
    if name.isascii():
        return name
    from narrate.readings.dictionaries import unidic_words
    from narrate.readings.latin import fold, romanised

    latin = "".join(fold(sign) if "À" <= sign <= "ɏ" else sign for sign in name)  # of kana it takes marks
    dated = _DATE.sub(lambda found: f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}-", latin)
    words = unidic_words(_COUNTER.sub("-", dated.encode("utf-8", "replace").decode()))
    return "".join(
        surface if surface.isascii() else f"-{romanised(kana or surface)}-" for surface, kana in words
    )


def _shortened(words: str, most: int) -> str:
    """At most so long, whole words if there are several."""
    return words if len(words) <= most else words[: most + 1].rpartition("-")[0] or words[:most]
