"""The nouns as notebooks show them: ``_repr_html_`` of a sentence, an article, a script, a build.

Plain elements without styles of their own, so that they look as the notebook does, light or dark.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.pages.html import Markup, element, joined
from narrate.pages.ruby_text import with_readings
from narrate.plain import clean, clock

if TYPE_CHECKING:
    from narrate.model import Article, Dropped, Episode, Script, Sentence

_MOST_BYTES = 20_000_000
"""Of an MP3 that is put into the notebook itself: half an hour. A longer one is named."""
_DROPPED = 200  # pieces that are listed


def sentence(shown: Sentence) -> Markup:
    """What the author wrote, with the reading of each term above it."""
    parts: list[str] = []
    done = 0
    for reading in shown.readings:
        end = reading.start + len(reading.written)
        if reading.start < done or shown.text[reading.start : end] != reading.written:
            continue  # it is a reading of something that stands in another
        why = f"{reading.layer}: {reading.rule}"
        parts += (
            shown.text[done : reading.start],
            _ruby(reading.written, reading.kana, why),
        )
        done = end
    return joined(*parts, shown.text[done:])


def article(shown: Article) -> Markup:
    """Title, facts, sections, and what is not read with the reasons."""
    sections = (
        part
        for section in shown.sections
        for part in (
            element("h4", section.heading) if section.heading != shown.title else "",
            *(element("p", paragraph.text) for paragraph in section.paragraphs),
        )
    )
    return joined(_head(shown.title, shown.date, shown.byline), *sections, _not_read(shown.dropped))


def script(shown: Script) -> Markup:
    """The sentences of each section with their readings, and what is not read with the reasons."""
    sections = (
        part
        for section in shown.sections
        for part in (
            element("h4", section.heading),
            element("ol", *(element("li", sentence(each)) for each in section.sentences)),
        )
    )
    return joined(_head(shown.title, shown.date, shown.byline), *sections, _not_read(shown.dropped))


def episode(shown: Episode, mp3: Path | None = None) -> Markup:
    """What is heard when, under a player if the ``mp3`` is at hand."""
    cues = (
        element("li", f"{clock(cue.start_ms)} ", *_with_readings(cue.text, cue.spoken)) for cue in shown.cues
    )
    chapters = (element("li", f"{clock(each.start_ms)} {each.title}") for each in shown.chapters)
    return joined(
        _head(shown.title, shown.date, shown.byline),
        _player(mp3) if mp3 else "",
        element("ol", *chapters),
        _folded("本文", element("ul", *cues)),
    )


def _head(title: str, date: object, byline: str) -> Markup:
    facts = "・".join(str(fact) for fact in (date, byline) if fact)
    return joined(element("h3", title), element("p", facts) if facts else "")


def _ruby(written: str, reading: str, why: str = "") -> Markup:
    return element("ruby", written, element("rt", reading), **({"title": why} if why else {}))


def _with_readings(text: str, spoken: str) -> Iterable[str]:
    for written, reading in with_readings(clean(text), spoken):
        yield _ruby(written, reading) if reading else written


def _player(mp3: Path) -> Markup:
    if not mp3.is_file() or mp3.stat().st_size > _MOST_BYTES:
        return element("p", str(mp3))
    data = base64.b64encode(mp3.read_bytes()).decode()
    return element("audio", controls=True, src=f"data:audio/mpeg;base64,{data}")


def _not_read(dropped: Iterable[Dropped]) -> Markup:
    pieces = list(dropped)
    if not pieces:
        return Markup()
    items = (element("li", piece.text, f"（{piece.reason}）") for piece in pieces[:_DROPPED])
    return _folded(f"読まない部分: {len(pieces)}", element("ul", *items))


def _folded(summary: str, inside: Markup) -> Markup:
    return element("details", element("summary", summary), inside)
