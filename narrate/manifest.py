"""What an ``episode.json`` may say, since it may have been changed by hand.

What passes can stand in a feed: it neither breaks it nor names a file outside of the episode's folder.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from itertools import pairwise
from operator import attrgetter
from typing import Any

from narrate.model import Attachment, Audio, Chapter, Episode
from narrate.patterns import compiled
from narrate.plain import clean, web_address

_KINDS: dict[str, type] = {"str": str, "int": int, "float": float, "bool": bool, "None": type(None)}
_NAME = compiled(r"\w[\w.-]*", re.ASCII)
_MEDIA_TYPE = compiled(r"[\w.+-]+/[\w.+-]+(?:; ?[\w-]+=[\w-]+)?", re.ASCII)
_SHA256 = compiled("[0-9a-f]{64}")
_DAY = compiled(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = compiled(rf"{_DAY.pattern}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(?:Z|[+-][0-9]{{2}}:[0-9]{{2}})")
_LONGEST_GUID = 255  # characters (PSP-1)
_MOST = 2**31 - 1  # apps keep numbers in 32 bits; as ms it is longer than any episode
EARLIEST_YEAR = 1970
"""The first that an episode can be published in: some apps count seconds from there."""


Part = Episode | Audio | Chapter | Attachment
Rule = tuple[str, Callable[[Any], object], str]
"""A field's name, what finds its value well, and what completes "must be …"."""


def check(episode: Episode, latest: dt.datetime) -> None:
    """See that an episode can stand in a feed that was published by ``latest``.

    Raises:
        ValueError: it cannot; the message tells the field, and what must be in it.
    """
    bites = [episode.soundbite] if episode.soundbite else []
    parts: list[Part] = [episode, episode.audio, *episode.chapters, *bites, *episode.attachments]
    for part in parts:
        values, kinds_of, names = _PLAIN_FIELDS[type(part)]
        for value, kinds, name in zip(values(part), kinds_of, names, strict=True):
            if type(value) not in kinds:
                _refuse(name, value, " or ".join(sorted(kind.__name__ for kind in kinds)))
    for part in parts:
        for name, is_well, instead in _RULES.get(type(part), ()):
            if not is_well(value := getattr(part, name)):
                _refuse(name, value, instead)
    _check_times(episode, latest)


def _refuse(name: str, value: object, instead: str) -> None:
    raise ValueError(f"'{name}' must be {instead}, not {json.dumps(value, default=str)[:80]}")


def _plain_fields(
    part: type[Part],
) -> tuple[Callable[[Part], tuple[object, ...]], list[set[type]], list[str]]:
    """What gets the fields that hold one value, all at once; of which types they may be; and their names.

    ``int`` is a ``float`` too, ``True`` is neither.
    """
    found = {}
    for field in fields(part):
        kinds = {_KINDS[name] for name in str(field.type).split(" | ") if name in _KINDS}
        if kinds - {type(None)}:
            found[field.name] = kinds | {int} if float in kinds else kinds
    return attrgetter(*found), list(found.values()), list(found)


def _check_times(episode: Episode, latest: dt.datetime) -> None:
    audio, chapters, bite = episode.audio, episode.chapters, episode.soundbite
    if not _is_past(episode.published, latest):
        moment = "a time that has come, such as 2024-09-22T00:00:00+09:00"
        _refuse("published", episode.published, moment)
    if not (0 < audio.rate <= _MOST and 0 < 1000 * audio.samples <= audio.rate * _MOST):
        _refuse("samples", audio.samples, "a number of samples, with 'rate' those of a second")
    if not _are_in_order(chapters):
        _refuse("chapters", _times(chapters), "in the order of their times")
    if bite and not (bite.start_ms < bite.end_ms and _are_in_order([bite])):
        _refuse("soundbite", _times([bite]), "from an earlier time to a later one")


def _is_guid(text: str) -> bool:
    return text.isprintable() and 0 < len(text.strip()) == len(text) <= _LONGEST_GUID


def _is_link(text: str) -> bool:
    return not text or (text.isascii() and text.isprintable() and bool(web_address(text)))


def _is_count(number: int | None) -> bool:
    return number is None or 0 < number <= _MOST


def _is_day_or_none(text: str | None) -> bool:
    return text is None or _is_day(text)


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text) and dt.date.fromisoformat(text))
    except ValueError:
        return False


def _is_past(text: str, latest: dt.datetime) -> bool:
    try:
        moment = dt.datetime.fromisoformat(text) if _MOMENT.fullmatch(text) else None
    except ValueError:
        return False
    return moment is not None and moment.year >= EARLIEST_YEAR and moment <= latest


def _are_in_order(chapters: Sequence[Chapter]) -> bool:
    are_times = all(0 <= each.start_ms <= each.end_ms <= _MOST for each in chapters)
    return are_times and all(one.start_ms <= other.start_ms for one, other in pairwise(chapters))


def _times(chapters: Iterable[Chapter]) -> list[tuple[int, int]]:
    return [(each.start_ms, each.end_ms) for each in chapters]


_COUNT = f"a number from 1 to {_MOST}"
_FILE_RULES: tuple[Rule, ...] = (
    ("file", _NAME.fullmatch, "the name of a file beside it"),
    ("bytes", lambda size: size > 0, "the size of the file"),
    ("sha256", _SHA256.fullmatch, "the SHA-256 of the file"),
)
_RULES: dict[type[Part], tuple[Rule, ...]] = {
    Episode: (
        ("guid", _is_guid, "a name that no other episode has"),
        ("slug", _NAME.fullmatch, "the name of its folder, in ASCII"),
        ("title", clean, "a text"),
        ("date", _is_day_or_none, "a day such as 2024-09-22, or null"),
        ("link", _is_link, "the address of a page in ASCII, or empty"),
        ("season", _is_count, _COUNT),
        ("number", _is_count, _COUNT),
        ("revision", _is_count, _COUNT),
    ),
    Audio: (*_FILE_RULES, ("file", lambda name: name.endswith(".mp3"), "a name that ends in .mp3")),
    Attachment: (
        ("kind", lambda kind: kind.isascii() and kind.isalnum(), "a word such as vtt"),
        ("type", _MEDIA_TYPE.fullmatch, "a media type such as text/vtt"),
        *_FILE_RULES,
    ),
}
_PLAIN_FIELDS = {part: _plain_fields(part) for part in (Episode, Audio, Chapter, Attachment)}
