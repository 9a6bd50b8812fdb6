"""The transcript as a page for people: headings, paragraphs, and who speaks where there are several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

from narrate.model import Cue, Episode
from narrate.transcript.clean import clean
from narrate.transcript.paragraphs import paragraphs, same, spaced

_HEAD = """<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark }}
body {{ max-width: 40em; margin: 2em auto; padding: 0 1em; font-family: sans-serif; line-height: 1.8 }}
cite {{ font-style: normal; font-weight: bold }}
time {{ opacity: 0.6; font-size: 0.9em }}
</style>
</head>
<body>
<h1>{title}</h1>
"""


def html(episode: Episode, names: Mapping[str, str]) -> str:
    """A page without scripts; a paragraph is what is said without a longer rest.

    The elements are those of the podcast namespace's HTML transcript: cite, time, p.
    """
    title = clean(episode.title) or episode.slug
    several = len({cue.voice for cue in episode.cues}) > 1
    parts = [_HEAD.format(title=escape(title))]
    chapters = {chapter.start_ms for chapter in episode.chapters}
    for number, cues in groupby(episode.cues, key=lambda cue: cue.section):
        first, *rest = paragraphs(list(cues))
        heading = _text(first)
        parts.append(_time(first[0].start_ms))
        if number:
            level = "h2" if first[0].start_ms in chapters else "h3"
            parts.append(f"<{level}>{escape(heading)}</{level}>\n")
        elif not same(heading, title):
            rest = [first, *rest]
        parts += (_paragraph(cues, names if several else {}) for cues in rest)
    return "".join([*parts, "</body>\n</html>\n"])


def _paragraph(cues: Sequence[Cue], names: Mapping[str, str]) -> str:
    speaker = clean(names.get(cues[0].voice, ""))
    cite = f"<cite>{escape(speaker)}:</cite>\n" if speaker else ""
    return f"{cite}<p>{escape(_text(cues))}</p>\n"


def _text(cues: Sequence[Cue]) -> str:
    """The sentences of a paragraph, with a space between two that meet in letters or signs of ASCII."""
    return "".join(f"{space}{clean(cue.text)}" for space, cue in spaced(cues))


def _time(ms: int) -> str:
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    clock = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return f'<time datetime="PT{ms / 1000:.3f}S">{clock}</time>\n'
