"""The nouns of the way through the house: Article → Script → Clip → Episode.

All are frozen: a stage takes one noun and returns the next, and none changes what it was given. How notebooks
show them is loaded only there.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, asdict, dataclass, replace
from dataclasses import fields as dataclass_fields
from typing import Any, Literal, NamedTuple

Kind = Literal["title", "heading", "prose", "item", "quote", "frame"]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A piece of the article that is not spoken, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the article in the author's words; ``kind`` decides the pauses around it.

    ``frame`` is what the announcer says, before and after the article.
    """

    text: str
    kind: Kind = "prose"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; the first section's heading is the article's title.

    ``level`` is 0 for the title's section, then 1 and up, as the headings are nested.
    """

    heading: str
    paragraphs: tuple[Paragraph, ...]
    level: int = 1


@dataclass(frozen=True, slots=True)
class Article:
    """What was written: every character of the source is in a paragraph or in ``dropped``.

    ``link`` is the article's own address, ``picture`` that of the picture it shows itself with
    (``og:image``); empty where the source does not say them. ``is_draft`` is what its author says of it.
    """

    title: str
    date: dt.date | None
    byline: str
    sections: tuple[Section, ...]
    dropped: tuple[Dropped, ...]
    link: str = ""
    picture: str = ""
    is_draft: bool = False

    def _repr_html_(self) -> str:
        from narrate import shown

        return shown.article(self)


@dataclass(frozen=True, slots=True)
class Reading:
    """How one span of a sentence is read, and which rule said so.

    ``start`` is the offset of ``written`` in the sentence's text. ``kana`` is katakana; that of a number
    may hold digits and kanji, which the engine reads right (5ギガバイト, 2024年9月22日), that of kanji is
    hiragana where the voice's dictionary has the word so.
    ``confidence`` (0 to 1) is the share of readings by this layer that were right where it was measured;
    ``alternatives`` are what other layers would have said.
    """

    written: str
    start: int
    kana: str
    layer: str
    rule: str
    confidence: float = 1.0
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One request to the engine: ``text`` is the author's wording, ``spoken`` what the engine is given.

    ``role`` tells who says it, as in ``roles``; ``voice`` is the voice's name, once the parts are given out.
    ``breaks`` are offsets in a long ``text`` before which a line may end: where a bunsetsu starts.
    """

    text: str
    spoken: str
    pause_ms: int
    readings: tuple[Reading, ...] = ()
    role: str = ""
    voice: str = ""
    breaks: tuple[int, ...] = ()

    def _repr_html_(self) -> str:
        from narrate import shown

        return shown.sentence(self)


@dataclass(frozen=True, slots=True)
class ScriptSection:
    """The sentences of one section, its heading's own first."""

    heading: str
    sentences: tuple[Sentence, ...]
    level: int = 1


@dataclass(frozen=True, slots=True)
class Script:
    """What will be spoken, section by section, and what will not.

    ``link`` and ``picture`` are the article's; ``lead`` is how it begins, a paragraph in the author's words.
    """

    title: str
    date: dt.date | None
    byline: str
    sections: tuple[ScriptSection, ...]
    dropped: tuple[Dropped, ...]
    link: str = ""
    picture: str = ""
    lead: str = ""
    is_draft: bool = False

    @property
    def has_cast(self) -> bool:
        """Whether there is more than one voice in it."""
        return len({sentence.voice for sentence in self.sentences()}) > 1

    def _repr_html_(self) -> str:
        from narrate import shown

        return shown.script(self)

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence in reading order."""
        for section in self.sections:
            yield from section.sentences

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Script:
        """A script of what ``dataclasses.asdict`` made of one, but for its readings.

        Raises:
            KeyError, TypeError, ValueError: a field is missing or of the wrong shape.
        """
        sections = (
            ScriptSection(s["heading"], tuple(map(_sentence, s["sentences"])), s["level"])
            for s in data["sections"]
        )
        date = dt.date.fromisoformat(data["date"]) if data["date"] else None
        dropped = tuple(Dropped(**each) for each in data["dropped"])
        facts = data["title"], date, data["byline"]
        return cls(
            *facts, tuple(sections), dropped, data["link"], data["picture"], data["lead"], data["is_draft"]
        )

    def to_json(self) -> dict[str, Any]:
        """The form that ``narrate read --json`` prints; with voices only where there are several."""
        has_cast = self.has_cast
        return {
            "title": self.title,
            "date": self.date.isoformat() if self.date else None,
            "byline": self.byline,
            "sections": [
                {
                    "heading": section.heading,
                    "sentences": [_sentence_json(s, has_cast) for s in section.sentences],
                }
                for section in self.sections
            ],
            "dropped": [asdict(d) for d in self.dropped],
        }


def _sentence(data: Mapping[str, Any]) -> Sentence:
    return Sentence(**{**data, "breaks": tuple(data["breaks"])})


def _sentence_json(sentence: Sentence, has_cast: bool) -> dict[str, Any]:
    data: dict[str, Any] = {"text": sentence.text, "spoken": sentence.spoken, "pause_ms": sentence.pause_ms}
    return {**data, "voice": sentence.voice} if has_cast else data


class TimeMark(NamedTuple):
    """What is heard between two times, in ms: a mora or a word, as the engine tells it."""

    text: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Clip:
    """A sentence's audio as MP3 frames in the store.

    ``frames`` counts MP3 frames, ``speech`` the samples up to the end of the voice (the rest is silence),
    ``energies`` are mean squares of the K-weighted signal per 100 ms (see ``loudness``), ``peak_db`` is the
    decoded frames' true peak in dBTP, ``marks`` have their times from the clip's start.
    """

    key: str
    frames: int
    speech: int
    energies: tuple[float, ...]
    peak_db: float
    marks: tuple[TimeMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch of the episode; times in ms from its start, ``level`` as its section's."""

    title: str
    start_ms: int
    end_ms: int
    level: int = 1


@dataclass(frozen=True, slots=True)
class Cue:
    """A sentence of the episode in both wordings; times in ms, ``section`` counts from 0.

    ``voice`` is the one that is heard, which may be a fallback; ``marks`` have the episode's times;
    ``breaks`` are the sentence's.
    """

    section: int
    text: str
    spoken: str
    start_ms: int
    end_ms: int
    voice: str = ""
    marks: tuple[TimeMark, ...] = ()
    breaks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Audio:
    """The published MP3: name inside the episode's folder, exact size, exact decoded length.

    ``peak_db`` is the true peak in dBTP, None in what an older version wrote.
    """

    file: str
    bytes: int
    sha256: str
    rate: int
    samples: int
    lufs: float
    peak_db: float | None = None

    @property
    def seconds(self) -> float:
        """Decoded length in seconds."""
        return self.samples / self.rate


@dataclass(frozen=True, slots=True)
class Attachment:
    """A published file beside the episode's MP3: ``kind`` tells what for, ``type`` is its media type.

    ``file`` is the name inside the episode's folder; it holds a hash of the bytes, as the MP3's does, but for
    that of a page, which stays.
    """

    kind: str
    file: str
    type: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Episode:
    """An episode: what the feed needs to know (``episode.json``), and its text (``cues.json``).

    ``guid`` and ``published`` (ISO 8601 with zone) are given once and stay when the audio is made again.
    ``source`` is the file or address the article came from, ``link`` its address on the web, ``lead`` how
    it begins. ``number`` counts within the ``season`` of a serial show, from 1. A ``withdrawn`` episode is no
    longer in the feed; ``revision`` counts how often it was published as a new one. ``soundbite`` is a part
    that may stand for the whole. ``cues`` and ``dropped`` are many times as large as the rest, and empty
    where only the rest was read.
    """

    guid: str
    slug: str
    title: str
    date: str | None
    byline: str
    source: str
    published: str
    voice: str
    credit: str
    audio: Audio
    chapters: tuple[Chapter, ...]
    link: str = ""
    lead: str = ""
    season: int | None = None
    number: int | None = None
    withdrawn: bool = False
    revision: int = 1
    soundbite: Chapter | None = None
    attachments: tuple[Attachment, ...] = ()
    cues: tuple[Cue, ...] = ()
    dropped: tuple[Dropped, ...] = ()

    @property
    def has_cast(self) -> bool:
        """Whether more than one voice is heard in it."""
        return len({cue.voice for cue in self.cues}) > 1

    def _repr_html_(self) -> str:
        from narrate import shown

        return shown.episode(self)

    def to_json(self) -> dict[str, Any]:
        """``episode.json``, which ``from_json`` reads back; ``voices`` counts the sentences of each."""
        rest = asdict(replace(self, cues=(), dropped=()))
        del rest["cues"], rest["dropped"]
        return {"format": 3, **rest, "voices": dict(Counter(cue.voice for cue in self.cues))}

    def text_to_json(self) -> dict[str, Any]:
        """``cues.json``: when each sentence is heard, and what is not said."""
        return {"cues": list(map(_cue_json, self.cues)), "dropped": [asdict(d) for d in self.dropped]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Episode:
        """Read what ``to_json`` wrote, in this version or an older one.

        Raises:
            KeyError, TypeError: a field is missing or of the wrong shape.
        """
        fields = {name: data[name] for name in _FIRST_FIELDS}
        fields |= {name: data[name] for name in _LATER_FIELDS if name in data}
        fields["audio"] = Audio(**data["audio"])
        fields["chapters"] = tuple(Chapter(**each) for each in data["chapters"])
        if data.get("soundbite"):
            fields["soundbite"] = Chapter(**data["soundbite"])
        fields["attachments"] = tuple(Attachment(**each) for each in data.get("attachments", ()))
        return cls(**fields)

    def with_text(self, data: Mapping[str, Any]) -> Episode:
        """The episode with what ``text_to_json`` wrote.

        Raises:
            KeyError, TypeError: a field is missing or of the wrong shape.
        """
        cues = tuple(_cue(each) for each in data["cues"])
        return replace(self, cues=cues, dropped=tuple(Dropped(**each) for each in data["dropped"]))


_FIRST_FIELDS = [each.name for each in dataclass_fields(Episode) if each.default is MISSING]
_LATER_FIELDS = ("link", "lead", "season", "number", "withdrawn", "revision")


def _cue_json(cue: Cue) -> dict[str, Any]:
    """As ``asdict``, but without copying thousands of marks: a tuple is an array in JSON as it is."""
    return {field.name: getattr(cue, field.name) for field in dataclass_fields(Cue)}


def _cue(data: Mapping[str, Any]) -> Cue:
    marks, breaks = tuple(TimeMark(*mark) for mark in data["marks"]), tuple(data.get("breaks", ()))
    return Cue(**{**data, "marks": marks, "breaks": breaks})
