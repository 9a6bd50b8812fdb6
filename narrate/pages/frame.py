"""What all pages have in common: the head, with what the page may load, and the names of its two files."""

from __future__ import annotations

from pathlib import Path

from narrate.pages.html import element, whole_page
from narrate.show import FEED

PAGE = "index.html"
SCRIPT, STYLE = "player.js", "player.css"
"""Beside the show's page, under names that stay: pages of older builds use them as they are now."""

_PARTS = ("words", "elements", "player", "read_along", "sections", "finding", "page")
_FOLDER = Path(__file__).parent.parent / "assets" / "player"

_OWN = "'self' file:"
"""What lies beside the page; for a page opened from the disk, not every browser takes ``'self'`` for that."""
_POLICY = (
    "default-src 'none'",
    *(f"{kind}-src {_OWN}" for kind in ("script", "style", "img")),
    f"media-src {_OWN} blob:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
)
_UTF_8 = element("meta", charset="utf-8")
_LOOKS = (
    element("meta", name="viewport", content="width=device-width, initial-scale=1"),
    element("meta", name="color-scheme", content="light dark"),
)
_IN_NO_SEARCH = element("meta", name="robots", content="noindex")
UNLISTED = (_UTF_8, *_LOOKS, _IN_NO_SEARCH)
"""The beginning of the head of a page that a server alone shows, and that is in no search engine."""


def script() -> bytes:
    """The player's parts as one file.

    A page opened from the disk loads no module, and pages of older builds load this file alone.
    """
    return "\n".join(('"use strict";\n{', *map(_part, _PARTS), "}\n")).encode()


def finding() -> bytes:
    """How lists are filtered, as a module for the owner's pages: the player's parts export nothing."""
    return f"{_part('finding')}\nexport {{ finder }};\n".encode()


def _part(name: str) -> str:
    return (_FOLDER / f"{name}.js").read_text(encoding="utf-8")


def document(
    title: str,
    *body: str,
    language: str,
    root: str = "",
    about: str,
    icon: str,
    private: bool,
) -> bytes:
    """A whole page; ``root`` leads from it to the show's page (``../../``), ``about`` is for search engines.

    ``icon`` is the picture of its tab, empty if there is none.
    A ``private`` page is in no search engine. No site that a page links to learns where it was linked from.
    """
    metas = (
        _UTF_8,
        element("meta", http_equiv="Content-Security-Policy", content="; ".join(_POLICY)),
        *_LOOKS,
        element("meta", name="referrer", content="no-referrer"),
        _IN_NO_SEARCH if private else "",
        element("meta", name="description", content=about) if about else "",
    )
    files = (
        element("link", rel="stylesheet", href=f"{root}{STYLE}"),
        element("script", src=f"{root}{SCRIPT}", defer=True),
        element("link", rel="icon", href=icon) if icon else "",
        element("link", rel="alternate", type="application/rss+xml", href=f"{root}{FEED}"),
    )
    return whole_page((*metas, element("title", title), *files), body, language)
