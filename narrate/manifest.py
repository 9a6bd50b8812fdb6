"""What an ``episode.json`` may say, since it may have been changed by hand.

What passes can stand in a feed: it neither breaks it nor names a file outside of the episode's folder.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import pairwise

from narrate.model import Attachment, Audio, Chapter, Episode
from narrate.plain import clean, web_address

_KINDS: dict[str, type] = {"str": str, "int": int, "float": float, "bool": bool, "None": type(None)}
_NAME = re.compile(r"\w[\w.-]*", re.ASCII)
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+(?:; ?[\w-]+=[\w-]+)?", re.ASCII)
_SHA256 = re.compile("[0-9a-f]{64}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(rf"{_DAY.pattern}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(?:Z|[+-][0-9]{{2}}:[0-9]{{2}})")
_LONGEST_GUID = 255  # characters (PSP-1)
_MOST = 2**31 - 1  # apps keep numbers in 32 bits; as ms it is longer than any episode
_EARLIEST = 1970  # year; some apps count seconds from there


Part = Episode | Audio | Chapter | Attachment


Demand = tuple[str, object, bool, str]
"""A field's name, its value, whether that is well, and what completes "must be …"."""


def check(episode: Episode, latest: dt.datetime) -> None:
    """See that an episode can stand in a feed that was published by ``latest``.

    Raises:
        ValueError: it cannot; the message tells the field, and what must be in it.
    """
    bites = [episode.soundbite] if episode.soundbite else []
    parts: list[Part] = [episode, episode.audio, *episode.chapters, *bites, *episode.attachments]
    for part in parts:
        for name, kinds in _PLAIN_FIELDS[type(part)]:
            value = getattr(part, name)
            if type(value) not in kinds:
                _refuse(name, value, " or ".join(sorted(kind.__name__ for kind in kinds)))
    for name, value, is_well, instead in _demands(episode, latest):
        if not is_well:
            _refuse(name, value, instead)


def _refuse(name: str, value: object, instead: str) -> None:
    raise ValueError(f"'{name}' must be {instead}, not {json.dumps(value, default=str)[:80]}")


def _plain_fields(part: type[Part]) -> list[tuple[str, set[type]]]:
    """The fields that hold one value, and of which types: ``int`` is a ``float`` too, ``True`` is neither."""
    found = []
    for field in fields(part):
        kinds = {_KINDS[name] for name in str(field.type).split(" | ") if name in _KINDS}
        if kinds - {type(None)}:
            found.append((field.name, kinds | {int} if float in kinds else kinds))
    return found


_PLAIN_FIELDS = {part: _plain_fields(part) for part in (Episode, Audio, Chapter, Attachment)}


def _demands(episode: Episode, latest: dt.datetime) -> Iterator[Demand]:
    e = episode
    is_guid = e.guid.isprintable() and 0 < len(e.guid.strip()) == len(e.guid) <= _LONGEST_GUID
    yield "guid", e.guid, is_guid, "a name that no other episode has"
    yield "slug", e.slug, bool(_NAME.fullmatch(e.slug)), "the name of its folder, in ASCII"
    yield "title", e.title, bool(clean(e.title)), "a text"
    yield "date", e.date, e.date is None or _is_day(e.date), "a day such as 2024-09-22, or null"
    moment = "a time that has come, such as 2024-09-22T00:00:00+09:00"
    yield "published", e.published, _is_past(e.published, latest), moment
    is_link = not e.link or (e.link.isascii() and e.link.isprintable() and bool(web_address(e.link)))
    yield "link", e.link, is_link, "the address of a page in ASCII, or empty"
    for name, number in (("season", e.season), ("number", e.number), ("revision", e.revision)):
        yield name, number, number is None or 0 < number <= _MOST, f"a number from 1 to {_MOST}"
    yield from _audio_demands(e.audio)
    yield "chapters", _times(e.chapters), _are_in_order(e.chapters), "in the order of their times"
    if bite := e.soundbite:
        is_part = bite.start_ms < bite.end_ms and _are_in_order([bite])
        yield "soundbite", _times([bite]), is_part, "from an earlier time to a later one"
    for each in e.attachments:
        yield from _attachment_demands(each)


def _audio_demands(audio: Audio) -> Iterator[Demand]:
    is_length = 0 < audio.rate <= _MOST and 0 < 1000 * audio.samples <= audio.rate * _MOST
    yield "samples", audio.samples, is_length, "a number of samples, with 'rate' those of a second"
    yield from _file_demands(audio)
    yield "file", audio.file, audio.file.endswith(".mp3"), "a name that ends in .mp3"


def _attachment_demands(each: Attachment) -> Iterator[Demand]:
    yield "kind", each.kind, each.kind.isascii() and each.kind.isalnum(), "a word such as vtt"
    yield "type", each.type, bool(_MEDIA_TYPE.fullmatch(each.type)), "a media type such as text/vtt"
    yield from _file_demands(each)


def _file_demands(file: Audio | Attachment) -> Iterator[Demand]:
    yield "file", file.file, bool(_NAME.fullmatch(file.file)), "the name of a file beside it"
    yield "bytes", file.bytes, file.bytes > 0, "the size of the file"
    yield "sha256", file.sha256, bool(_SHA256.fullmatch(file.sha256)), "the SHA-256 of the file"


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
    return moment is not None and moment.year >= _EARLIEST and moment <= latest


def _are_in_order(chapters: Sequence[Chapter]) -> bool:
    are_times = all(0 <= each.start_ms <= each.end_ms <= _MOST for each in chapters)
    return are_times and all(one.start_ms <= other.start_ms for one, other in pairwise(chapters))


def _times(chapters: Iterable[Chapter]) -> list[tuple[int, int]]:
    return [(each.start_ms, each.end_ms) for each in chapters]
