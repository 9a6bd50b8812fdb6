"""Show notes: how the article begins, the chapters with their times, where it is from, whom to credit.

Apps show a subset of HTML; what is written here stays within ``p ol ul li a b i strong em``, which all of
them know (Apple's guide to RSS).
"""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

from narrate.model import Episode

MAX_BYTES = 4000
"""Apple's limit for a description."""
_PARAGRAPH = 1000  # bytes, so that three of them, a link and a list fit
_LONGEST_LINK = 800  # bytes
_LEAD = 300  # characters; apps show two or three lines of it before it is opened
_NOT_XML = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff"
_TURNING = "\u202a-\u202e\u2066-\u2069"  # what follows it, unless it is closed, is shown from right to left
_UNSEEN = re.compile(f"[{_NOT_XML}{_TURNING}]")

_WORDS = {
    "ja": {"article": "元の記事", "synthetic": "音声合成による読み上げです。"},
    "en": {"article": "The article", "synthetic": "Read by a synthetic voice."},
}


def notes(episode: Episode, language: str = "ja") -> str:
    """The notes as HTML in at most ``MAX_BYTES`` bytes; of too many chapters the first ones.

    ``language`` is the show's (``ja``, ``en-us``); what is not Japanese is English.
    """
    words = _WORDS["ja" if language.lower().startswith("ja") else "en"]
    before = [_paragraph(clipped(line(episode.lead), _LEAD)), _paragraph(_facts(episode))]
    after = [_link(episode.link, words["article"]), _paragraph(f"{words['synthetic']} {episode.credit}")]
    room = MAX_BYTES - len("".join([*before, "<ul></ul>", *after]).encode())
    entries: list[str] = []
    for chapter in episode.chapters:
        entry = f"<li>{clock(chapter.start_ms)} {escape(line(chapter.title))}</li>"
        room -= len(entry.encode())
        if room < 0:
            break
        entries.append(entry)
    contents = ["<ul>", *entries, "</ul>"] if entries else []
    return "".join([*before, *contents, *after])


def clean(text: str) -> str:
    """Without the characters that XML cannot hold, control characters, and those that turn what follows."""
    return _UNSEEN.sub("", text)


def line(text: str) -> str:
    """Clean text on one line, without spaces around it: a title, a name."""
    return " ".join(clean(text).split())


def clipped(text: str, most: int) -> str:
    """At most so many characters, the last an ellipsis where some are left out."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def clock(ms: int) -> str:
    """A time as listeners write it: ``05:20``, ``1:02:03``."""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def escape(text: str) -> str:
    """Text as it stands in HTML, between tags or in an attribute."""
    return html.escape(clean(text))


def web_address(address: str) -> str:
    """The address if a browser may open it from notes: http or https with a host; else empty."""
    try:
        parts = urlsplit(address)
        usable = (
            parts.scheme in ("http", "https")
            and parts.hostname
            and not re.search(r"[\x00-\x20\x7f\s\"]", address)
        )
    except ValueError:
        return ""
    return address if usable else ""


def _facts(episode: Episode) -> str:
    return " · ".join(filter(None, (episode.date, clipped(episode.byline, _LEAD))))


def _paragraph(text: str) -> str:
    shown = line(text)
    while len(escape(shown).encode()) > _PARAGRAPH:
        shown = clipped(shown, len(shown) * 4 // 5)
    return f"<p>{escape(shown)}</p>" if shown else ""


def _link(address: str, words: str) -> str:
    url = escape(web_address(address))
    return f'<p><a href="{url}">{words}</a></p>' if url and len(url.encode()) <= _LONGEST_LINK else ""
