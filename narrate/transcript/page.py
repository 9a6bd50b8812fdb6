"""The transcript as a page for people: headings, paragraphs, and who speaks where there are several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from narrate.cuts import joined
from narrate.model import Cue, Episode
from narrate.plain import clean, clock, escape, in_seconds
from narrate.transcript.paragraphs import paragraphs, same

_STYLE = """
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); }
body { margin: 0 auto; max-width: 42rem; padding: 1.5rem 1rem 4rem; font: 1rem/1.8 system-ui, sans-serif;
  overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; margin: 0; line-height: 1.3; }
h2, h3 { font-size: 1.15rem; margin: 0; line-height: 1.5; }
h2, h3 { margin: 1.5rem 0 0; }
cite { font-style: normal; font-weight: bold; }
time { opacity: .6; font-size: .9rem; }
"""


def html(episode: Episode, names: Mapping[str, str]) -> str:
    """A page without scripts; a paragraph is what is said without a longer rest.

    The elements are those of the podcast namespace's HTML transcript: cite, time, p.
    """
    title = clean(episode.title) or episode.slug
    shown_names = names if episode.has_cast else {}
    parts = [f"<h1>{escape(title)}</h1>\n"]
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
        parts += (_paragraph(cues, shown_names) for cues in rest)
    return _document(title, "".join(parts))


def _document(title: str, body: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="ja">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n{body}</body>\n</html>\n"
    )


def _paragraph(cues: Sequence[Cue], names: Mapping[str, str]) -> str:
    speaker = clean(names.get(cues[0].voice, ""))
    cite = f"<cite>{escape(speaker)}:</cite>\n" if speaker else ""
    return f"{cite}<p>{escape(_text(cues))}</p>\n"


def _text(cues: Sequence[Cue]) -> str:
    return joined(clean(cue.text) for cue in cues)


def _time(ms: int) -> str:
    return f'<time datetime="PT{in_seconds(ms)}S">{clock(ms)}</time>\n'
