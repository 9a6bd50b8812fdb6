"""What is said of a file where it is hosted: its media type, and how long it may be kept."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from narrate.patterns import compiled

TYPES = {
    ".xml": "application/rss+xml; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/x-m4a",
    ".opus": "audio/opus",
    ".vtt": "text/vtt; charset=utf-8",
    ".srt": "application/x-subrip; charset=utf-8",
    ".chapters.json": "application/json+chapters",
    ".json": "application/json",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
}
"""Content types by suffix, the longer one first."""

UNKNOWN = "application/octet-stream"
"""The type of bytes that no suffix explains."""

_IMMUTABLE = "max-age=31536000, immutable"
_SHORT = "max-age=300"
_ASK_FIRST = "no-cache"  # an old page would play the old sound, as if a correction had failed
_DIGITS = 12  # of a hash in a name: 48 bits
_WITH_HASH = compiled(rf"-[0-9a-f]{{{_DIGITS}}}\.[\w.]+$", re.ASCII)


def type_of(name: str) -> str | None:
    """The content type of a published file by its suffix; None for what is not published.

    A JSON file that no hash names is a manifest of ours.
    """
    if name.endswith(".json") and not has_hash(name):
        return None
    suffixes = PurePosixPath(name).suffixes
    return TYPES.get("".join(suffixes[-2:])) or TYPES.get("".join(suffixes[-1:]))


def with_charset(media_type: str) -> str:
    """A media type with the encoding that all our texts have; without it some players guess another."""
    is_text = media_type.startswith("text/") or media_type == "application/x-subrip"
    return f"{media_type}; charset=utf-8" if is_text and ";" not in media_type else media_type


def with_hash(stem: str, digest: str, suffix: str) -> str:
    """A file's name that is another for other bytes; ``digest`` is their hash, ``suffix`` has its dot."""
    return f"{stem}-{digest[:_DIGITS]}{suffix}"


def has_hash(name: str) -> bool:
    """Whether a file is named by a hash of its bytes, as MP3s and what lies beside them are."""
    return bool(_WITH_HASH.search(name))


def cache_of(name: str, private: bool = False) -> str:
    """``Cache-Control``: for ever where the name holds a hash of the bytes; else five minutes, but for pages.

    What is ``private`` is kept by its listener's app only, by nothing on the way.
    """
    how_long = _IMMUTABLE if has_hash(name) else _ASK_FIRST if name.endswith(".html") else _SHORT
    return f"{'private' if private else 'public'}, {how_long}"
