"""Episode → its text beside the MP3, in the author's words: what podcast apps and people read along.

``captions`` breaks sentences into ``lines`` and finds their ``times``; ``subtitles``, ``data`` and ``page``
write one form each. Nothing here needs a dictionary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from narrate.attachments import Made
from narrate.model import Episode
from narrate.transcript import data, page, subtitles

_Writer = Callable[[Episode, Mapping[str, str]], str]


class Format(NamedTuple):
    """A form of transcript: what it is for, how its file's name ends, its media type, and what writes it."""

    kind: str
    suffix: str
    type: str
    write: _Writer


FORMATS = (
    Format("vtt", ".vtt", "text/vtt", subtitles.vtt),
    Format("srt", ".srt", "application/x-subrip", subtitles.srt),
    Format("json", ".json", "application/json", data.segments),
    Format("html", ".html", "text/html", page.html),
    Format("chapters", ".chapters.json", "application/json+chapters", data.chapters),
    Format("words", ".words.json", "application/json", data.words),
)


def made(episode: Episode, names: Mapping[str, str]) -> Iterator[Made]:
    """All forms of an episode that has its text; ``words`` only where a voice tells its times.

    ``names`` are those a listener knows, by the name of the voice.
    """
    for form in FORMATS:
        if text := form.write(episode, names):
            yield Made(form.kind, form.suffix, form.type, text.encode())
