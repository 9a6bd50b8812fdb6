"""Text, addresses and times in the plain forms that feed, pages, transcripts, tags and messages share."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Sequence
from urllib.parse import urlsplit

from narrate.patterns import compiled

LONGEST_QUOTED = 200
"""Characters of what others wrote, in a message."""

_NEAR = 0.4  # how alike names are, from 0 to 1, of which one may be meant for the other: jp and ja
_SOME = 5

_BREAK = compiled("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_CONTROL = "\x00-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff"
_TURNING = "\u202a-\u202e\u2066-\u2069"  # what follows it, unless it is closed, is shown from right to left
_UNSEEN = compiled(f"[{_CONTROL}{_TURNING}]")
_DOTS = compiled("[.\u3002\uff0e\uff61]")
_NO_ADDRESS = compiled(r"[\s\"]")


def clean(text: str) -> str:
    """The text on one line as XML and JSON can hold it, without what is unseen, or turns what follows."""
    return on_one_line(text).strip()


def on_one_line(text: str) -> str:
    """As ``clean``, with the spaces at its ends, for a part of a text."""
    return text if text.isprintable() else _UNSEEN.sub("", _BREAK.sub(" ", text))


def escape(text: str) -> str:
    """Clean text as it stands in HTML, between tags or in an attribute."""
    return html.escape(clean(text))


def web_address(address: str) -> str:
    """The address if a browser may open it from a text: http or https with a host; else empty."""
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and parts.hostname and not _NO_ADDRESS.search(address)
        usable = usable and address == clean(address)
    except ValueError:
        return ""
    return address if usable else ""


def ascii_host(host: str) -> str:
    """The name of a host in ASCII, as browsers ask for it: by UTS 46 and IDNA 2008, where ß is no ss.

    What those do not know, such as a heart, goes by the rule of 2003.

    Raises:
        UnicodeError: no host has such a name.
    """
    labels = [label if label.isascii() else _ascii_label(label) for label in _DOTS.split(host)]
    return ".".join(labels).encode("idna").decode("ascii")


def _ascii_label(label: str) -> str:
    import idna

    try:
        return idna.encode(label, uts46=True).decode("ascii")
    except idna.IDNAError:
        return label


def clipped(text: str, most: int) -> str:
    """At most so many characters, the last an ellipsis where some are left out."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def quoted(text: str) -> str:
    """What others wrote, as part of a message: not endless, and nothing in it for a terminal to obey."""
    short = text if len(text) <= LONGEST_QUOTED else text[: LONGEST_QUOTED - 1] + "…"
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in short)


def near_or_some(name: str, known: Sequence[str]) -> str:
    """What there is that a name may have been meant for, else some of what there is, as part of a message."""
    from difflib import get_close_matches

    if near := get_close_matches(name, known, cutoff=_NEAR):
        return f"near it are: {', '.join(near)}"
    return f"there are: {', '.join(known[:_SOME])}{' …' if len(known) > _SOME else ''}"


def clock(ms: int) -> str:
    """A time as listeners write it: ``05:20``, ``1:02:03``."""
    hours, minutes, seconds, _ = _parts(ms)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def full_clock(ms: int, point: str = ".") -> str:
    """A time as files have it, to the millisecond: ``01:02:03.004``."""
    hours, minutes, seconds, rest = _parts(ms)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{rest:03}"


def in_japanese(day: dt.date) -> str:
    """A day as Japanese write it, and voices say it: ``2026年4月2日``."""
    return f"{day.year}年{day.month}月{day.day}日"


def in_seconds(ms: int) -> str:
    """A time as elements and attributes have it: ``62.003``."""
    return f"{ms / 1000:.3f}"


def _parts(ms: int) -> tuple[int, int, int, int]:
    seconds, rest = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return hours, minutes, seconds, rest
