"""The owner's pages of a served show: shells without any data, which their scripts ask the server for.

So a shell may be shown to everybody; who is not the owner sees where to sign in. They are never published.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from narrate.pages.frame import UNLISTED
from narrate.pages.html import element, whole_page
from narrate.pages.words import words_in

ICONS = {"icon-192.png": 192, "icon-512.png": 512}
"""The icons beside the pages and their pixels a side: the two without which Chrome installs no page."""
_PAPER = "#faf9f5"  # as in player.css
_NEEDS_SCRIPT = {
    "ja": "このページにはJavaScriptが必要です。",
    "en": "This page needs JavaScript.",
}


@dataclass(frozen=True, slots=True)
class Face:
    """What anybody may see of the show whose owner signs in: its name, its language, where it is served.

    A private one has no page that they could be led to.
    """

    name: str
    language: str
    base_url: str
    has_page: bool = True


def shell(title: str, script: str, face: Face, root: str = "", *, styles: Iterable[str] = ()) -> bytes:
    """A page whose content is made by ``script``, a module among the owner's files.

    ``root`` leads from the page to where the server's routes begin (``../../``); ``styles`` are files that it
    has besides those of all the owner's pages.
    """
    files = (
        *(
            element("link", rel="stylesheet", href=f"{root}owner/{name}")
            for name in ("player.css", "owner.css", *styles)
        ),
        element("script", src=f"{root}owner/{script}", type="module"),
        element("link", rel="manifest", href=f"{root}owner/manifest.webmanifest"),
        *(
            element("link", rel=kind, href=f"{root}owner/icon-192.png")
            for kind in ("icon", "apple-touch-icon")
        ),
    )
    name = element("a", face.name, href=root or "./") if face.has_page else face.name
    body = (
        element("header", element("p", name, class_="show"), class_="top"),
        element("noscript", element("p", words_in(face.language, _NEEDS_SCRIPT))),
        element("main", hidden=True, data_base_url=face.base_url),
    )
    return whole_page((*UNLISTED, element("title", f"{title} – {face.name}"), *files), body, face.language)


def manifest(face: Face) -> bytes:
    """What makes the first page an app on a phone's home screen, to which other apps can share an address.

    Its addresses are relative to its own. Sharing only opens the page, which fills in its form: a GET changes
    nothing.
    """
    page = "../owner"
    about = {
        "name": face.name,
        "lang": face.language,
        "start_url": page,
        "scope": page,
        "display": "standalone",
        "background_color": _PAPER,
        "theme_color": _PAPER,
        "icons": [
            {"src": name, "sizes": f"{side}x{side}", "type": "image/png"} for name, side in ICONS.items()
        ],
        "share_target": {
            "action": page,
            "method": "GET",
            "enctype": "application/x-www-form-urlencoded",
            "params": {name: name for name in ("title", "text", "url")},
        },
    }
    return json.dumps(about, ensure_ascii=False).encode()
