"""The nouns of the way through the house: Article → Script → Clip → Episode.

All are frozen: a stage takes one noun and returns the next, and none changes what it was given.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
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
    """What was written: every character of the source is in a paragraph or in ``dropped``."""

    title: str
    date: dt.date | None
    byline: str
    sections: tuple[Section, ...]
    dropped: tuple[Dropped, ...]


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
    """

    text: str
    spoken: str
    pause_ms: int
    readings: tuple[Reading, ...] = ()
    role: str = ""
    voice: str = ""


@dataclass(frozen=True, slots=True)
class ScriptSection:
    """The sentences of one section, its heading's own first."""

    heading: str
    sentences: tuple[Sentence, ...]
    level: int = 1


@dataclass(frozen=True, slots=True)
class Script:
    """What will be spoken, section by section, and what will not."""

    title: str
    date: dt.date | None
    byline: str
    sections: tuple[ScriptSection, ...]
    dropped: tuple[Dropped, ...]

    @property
    def has_cast(self) -> bool:
        """Whether there is more than one voice in it."""
        return len({sentence.voice for sentence in self.sentences()}) > 1

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
            ScriptSection(s["heading"], tuple(Sentence(**each) for each in s["sentences"]), s["level"])
            for s in data["sections"]
        )
        date = dt.date.fromisoformat(data["date"]) if data["date"] else None
        dropped = tuple(Dropped(**each) for each in data["dropped"])
        return cls(data["title"], date, data["byline"], tuple(sections), dropped)

    def to_json(self) -> dict[str, Any]:
        """The form that ``narrate read --json`` prints; with voices only where there are several."""
        return {
            "title": self.title,
            "date": self.date.isoformat() if self.date else None,
            "byline": self.byline,
            "sections": [
                {
                    "heading": section.heading,
                    "sentences": [_sentence_json(s, self.has_cast) for s in section.sentences],
                }
                for section in self.sections
            ],
            "dropped": [asdict(d) for d in self.dropped],
        }


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
    """A stretch of the episode; times in ms from its start."""

    title: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Cue:
    """A sentence of the episode in both wordings; times in ms, ``section`` counts from 0.

    ``voice`` is the one that is heard, which may be a fallback; ``marks`` have the episode's times.
    """

    section: int
    text: str
    spoken: str
    start_ms: int
    end_ms: int
    voice: str = ""
    marks: tuple[TimeMark, ...] = ()


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
class Episode:
    """An episode: what the feed needs to know (``episode.json``), and its text (``cues.json``).

    ``guid`` and ``published`` (ISO 8601 with zone) are given once and stay when the audio is made again.
    ``source`` is the file or address the article came from. ``cues`` and ``dropped`` are many times as
    large as the rest, and empty where only the rest was read.
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
    cues: tuple[Cue, ...] = ()
    dropped: tuple[Dropped, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """``episode.json``, which ``from_json`` reads back; ``voices`` counts the sentences of each."""
        rest = asdict(replace(self, cues=(), dropped=()))
        del rest["cues"], rest["dropped"]
        return {"format": 2, **rest, "voices": dict(Counter(cue.voice for cue in self.cues))}

    def text_to_json(self) -> dict[str, Any]:
        """``cues.json``: when each sentence is heard, and what is not said."""
        return {"cues": [asdict(cue) for cue in self.cues], "dropped": [asdict(d) for d in self.dropped]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Episode:
        """Read what ``to_json`` wrote.

        Raises:
            KeyError, TypeError: a field is missing or of the wrong shape.
        """
        fields = {name: data[name] for name in cls.__dataclass_fields__ if name not in ("cues", "dropped")}
        fields["audio"] = Audio(**fields["audio"])
        fields["chapters"] = tuple(Chapter(**c) for c in fields["chapters"])
        return cls(**fields)

    def with_text(self, data: Mapping[str, Any]) -> Episode:
        """The episode with what ``text_to_json`` wrote.

        Raises:
            KeyError, TypeError: a field is missing or of the wrong shape.
        """
        cues = tuple(_cue(each) for each in data["cues"])
        return replace(self, cues=cues, dropped=tuple(Dropped(**each) for each in data["dropped"]))


def _cue(data: Mapping[str, Any]) -> Cue:
    return Cue(**{**data, "marks": tuple(TimeMark(*mark) for mark in data["marks"])})
