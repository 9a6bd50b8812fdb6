"""What all pages have in common: the head, with what the page may load, and the names of its two files."""

from __future__ import annotations

from narrate.pages.html import element, lines
from narrate.show import FEED

PAGE = "index.html"
SCRIPT, STYLE = "player.js", "player.css"
"""Beside the show's page, under names that stay: pages of older builds use them as they are now."""

_OWN = "'self' file:"
"""What lies beside the page; for a page opened from the disk, not every browser takes ``'self'`` for that."""
_POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind}-src {_OWN}" for kind in ("script", "style", "img", "media")),
        "base-uri 'none'",
        "form-action 'none'",
    )
)


def document(
    title: str, *body: str, language: str, root: str = "", about: str, icon: str, private: bool
) -> bytes:
    """A whole page; ``root`` leads from it to the show's page (``../../``), ``about`` is for search engines.

    ``icon`` is the picture of its tab, empty if there is none.

    A ``private`` page is in no search engine. No site that a page links to learns where it was linked from.
    """
    metas = (
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="robots", content="noindex") if private else "",
        element("meta", name="description", content=about) if about else "",
    )
    files = (
        element("link", rel="stylesheet", href=f"{root}{STYLE}"),
        element("script", src=f"{root}{SCRIPT}", defer=True),
        element("link", rel="icon", href=icon) if icon else "",
        element("link", rel="alternate", type="application/rss+xml", href=f"{root}{FEED}"),
    )
    whole = element(
        "html",
        element("head", lines(*metas, element("title", title), *files)),
        element("body", lines(*body)),
        lang=language,
    )
    return f"<!DOCTYPE html>\n{whole}\n".encode()
