"""What a browser shows where there is no page: what happened, what to do, and the way back to the show."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from narrate.pages.frame import UNLISTED
from narrate.pages.html import Markup, element, joined, lines, whole_page
from narrate.pages.words import words_in

_STYLE = Path(__file__).parent.parent / "assets" / "refused.css"
_Told = tuple[str, str]
_JAPANESE: dict[int, _Told] = {
    401: ("番組の持ち主だけが使えます", "持ち主のページでサインインすると使えます。"),
    403: ("ここからは開けません", "ほかのサイトから開こうとしました。番組のページから開き直してください。"),
    404: (
        "ページが見つかりません",
        "アドレスが違うか、なくなったようです。番組のページからさがしてください。",
    ),
    410: ("このエピソードは取り下げられました", "ほかのエピソードは、番組のページで聴けます。"),
    422: (
        "この記事は読み上げられません",
        "記事のファイルに、読み上げられる文章がありません。番組の持ち主が直すと聴けます。",
    ),
    429: ("いまは混み合っています", "少し待ってから、もう一度開いてください。"),
    500: ("うまくいきませんでした", "サーバーで問題が起きました。しばらくしてから、もう一度開いてください。"),
    502: ("読み上げられませんでした", "しばらくしてから、もう一度開いてください。"),
    503: ("いまは応えられません", "しばらくしてから、もう一度開いてください。"),
}
_ENGLISH: dict[int, _Told] = {
    401: ("Only the owner of the show can use this", "Sign in on the owner's page."),
    403: ("This cannot be opened from there", "Another site asked for it. Open it from the show's page."),
    404: ("There is no such page", "The address is wrong, or the page has gone. Look on the show's page."),
    410: ("This episode was withdrawn", "The others are on the show's page."),
    422: (
        "This article cannot be read aloud",
        "There is no text in its file that could be. The owner of the show can mend it.",
    ),
    429: ("Too much is asked for now", "Wait a little, then open this again."),
    500: ("Something went wrong", "The server had a fault. Open this again later."),
    502: ("It could not be read aloud", "Open this again later."),
    503: ("No answer can be given now", "Open this again later."),
}
_LATER = 429
"""From this status on the advice is to wait, which needs no link."""
_OTHERWISE = {
    "ja": ("このページは開けません", "番組のページから開き直してください。"),
    "en": ("This page cannot be opened", "Open it from the show's page."),
}
_WAYS = {"ja": ("番組のページへ", "持ち主のページへ"), "en": ("To the show's page", "To the owner's page")}


def page(status: int, language: str, *, home: str = "", owner: str = "") -> bytes:
    """The page for an HTTP ``status``, in a show's language.

    ``home`` and ``owner`` are the addresses of the show's page and of its owner's, empty where nobody is to
    be led there. What its style is, is told by ``style_source``.
    """
    told, advice = words_in(language, {"ja": _JAPANESE, "en": _ENGLISH}).get(
        status, words_in(language, _OTHERWISE)
    )
    ways = [
        element("a", name, href=address)
        for name, address in zip(words_in(language, _WAYS), (home, owner), strict=True)
        if address
    ]
    body = (
        element("p", str(status), class_="status"),
        element("h1", told),
        element("p", advice) if home or owner or status >= _LATER else "",
        element("p", joined(*ways, between=" "), class_="ways") if ways else "",
    )
    head = *UNLISTED, element("title", told), element("style", _style())
    return whole_page(head, [element("main", lines(*body))], language)


@cache
def style_source() -> str:
    """The page's style as a Content-Security-Policy allows it, and no other: its hash."""
    digest = hashlib.sha256(_style().encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@cache
def _style() -> Markup:
    return Markup(_STYLE.read_text(encoding="utf-8"))
