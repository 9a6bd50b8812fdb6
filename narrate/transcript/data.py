"""The forms in JSON: transcript, times of words and morae, chapters.

Sources: the podcast namespace's ``transcripts/transcripts.md`` and ``chapters/jsonChapters.md``
(https://github.com/Podcastindex-org/podcast-namespace).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from narrate.model import Cue, Episode, TimeMark
from narrate.plain import clean

_VERSION = "1.0.0"
_CHAPTERS_VERSION = "1.2.0"


def segments(episode: Episode, names: Mapping[str, str]) -> str:
    """A segment a sentence: speaker, start and end in seconds, the author's words."""
    found = (_segment(cue, names) for cue in episode.cues)
    return _json({"version": _VERSION, "segments": [segment for segment in found if segment["body"]]})


def words(episode: Episode, names: Mapping[str, str]) -> str:
    """The segments whose voice tells its times, each with ``words``: the morae or words that are heard.

    Empty if no voice does.
    """
    timed = [cue for cue in episode.cues if cue.marks and clean(cue.text)]
    found = [{**_segment(cue, names), "words": list(map(_word, cue.marks))} for cue in timed]
    return _json({"version": _VERSION, "segments": found}) if found else ""


def chapters(episode: Episode, names: Mapping[str, str]) -> str:
    """The chapters of the episode's ID3 tag, to the millisecond; those without a title have the episode's."""
    title = clean(episode.title)
    found = [
        {**_times(each.start_ms, each.end_ms), "title": clean(each.title) or title, "toc": True}
        for each in episode.chapters
    ]
    return _json({"version": _CHAPTERS_VERSION, "title": title, "chapters": found}) if found else ""


def _segment(cue: Cue, names: Mapping[str, str]) -> dict[str, Any]:
    speaker = clean(names.get(cue.voice, cue.voice))
    named = {"speaker": speaker} if speaker else {}
    return {**named, **_times(cue.start_ms, cue.end_ms), "body": clean(cue.text)}


def _word(mark: TimeMark) -> dict[str, Any]:
    return {"startTime": mark.start_ms / 1000, "endTime": mark.end_ms / 1000, "body": _clean_mark(mark.text)}


_clean_mark = lru_cache(1024)(clean)
"""An episode has thousands of morae, of some hundred kinds."""


def _times(start_ms: int, end_ms: int) -> dict[str, float]:
    return {"startTime": start_ms / 1000, "endTime": end_ms / 1000}


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
