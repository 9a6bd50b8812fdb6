"""What is said of a file where it is hosted: its media type, and how long it may be kept."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

TYPES = {
    ".xml": "application/rss+xml; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/x-m4a",
    ".opus": "audio/ogg",
    ".vtt": "text/vtt; charset=utf-8",
    ".srt": "application/x-subrip; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".png": "image/png",
    ".jpg": "image/jpeg",
}
"""Content types by suffix; ``.json`` has none: it may be chapters, a transcript or a private manifest."""

_IMMUTABLE = "public, max-age=31536000, immutable"
_SHORT = "public, max-age=300"
_WITH_HASH = re.compile(r"-[0-9a-f]{12}\.[\w.]+$", re.ASCII)


def type_of(name: str) -> str:
    """The content type of a file by its suffix; that of unknown bytes for a suffix without one."""
    return TYPES.get(PurePosixPath(name).suffix, "application/octet-stream")


def with_charset(media_type: str) -> str:
    """A media type with the encoding that all our texts have; without it some players guess another."""
    is_text = media_type.startswith("text/") or media_type == "application/x-subrip"
    return f"{media_type}; charset=utf-8" if is_text and ";" not in media_type else media_type


def has_hash(name: str) -> bool:
    """Whether a file is named by a hash of its bytes, as MP3s and what lies beside them are."""
    return bool(_WITH_HASH.search(name))


def cache_of(name: str) -> str:
    """``Cache-Control``: for ever where the name holds a hash of the bytes, else five minutes."""
    return _IMMUTABLE if has_hash(name) else _SHORT
