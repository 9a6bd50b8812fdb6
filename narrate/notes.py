"""Show notes: how the article begins, the chapters with their times, where it is from, whom to credit.

Apps show a subset of HTML; what is written here stays within ``p ol ul li a b i strong em``, which all of
them know (Apple's guide to RSS).
"""

from __future__ import annotations

from narrate.model import Episode
from narrate.pages.words import words_of
from narrate.plain import clean, clipped, clock, escape, web_address

MAX_BYTES = 4000
"""Apple's limit for a description."""
_PARAGRAPH = 1000  # bytes, so that three of them, a link and a list fit
_LONGEST_LINK = 800  # bytes
_LEAD = 300  # characters; apps show two or three lines of it before it is opened


def notes(episode: Episode, language: str = "ja") -> str:
    """The notes as HTML in at most ``MAX_BYTES`` bytes; of too many chapters the first ones.

    ``language`` is the show's, see ``words_of``.
    """
    words = words_of(language)
    before = [_paragraph(clipped(clean(episode.lead), _LEAD)), _paragraph(_facts(episode))]
    after = [_link(episode.link, words["article"]), _paragraph(f"{words['synthetic']} {episode.credit}")]
    room = MAX_BYTES - len("".join([*before, "<ul></ul>", *after]).encode())
    entries: list[str] = []
    for chapter in episode.chapters:
        entry = f"<li>{clock(chapter.start_ms)} {escape(chapter.title)}</li>"
        room -= len(entry.encode())
        if room < 0:
            break
        entries.append(entry)
    contents = ["<ul>", *entries, "</ul>"] if entries else []
    return "".join([*before, *contents, *after])


def _facts(episode: Episode) -> str:
    return " · ".join(filter(None, (episode.date, clipped(episode.byline, _LEAD))))


def _paragraph(text: str) -> str:
    shown = clean(text)
    while len((escaped := escape(shown)).encode()) > _PARAGRAPH:
        shown = clipped(shown, len(shown) * 4 // 5)
    return f"<p>{escaped}</p>" if shown else ""


def _link(address: str, words: str) -> str:
    url = escape(web_address(address))
    return f'<p><a href="{url}">{words}</a></p>' if url and len(url.encode()) <= _LONGEST_LINK else ""
