"""What of a source a reader of it sees, found without the article room: nothing of it may be lost."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from html import unescape
from html.parser import HTMLParser

from narrate.model import Article

_UNCOUNTED = -1_000_000
_UNSEEN = frozenset(("script", "style", "noscript", "template", "svg", "title", "rp"))
_MARKDOWN = re.compile(
    r"(?P<front>\A---\n.*?\n---\n|\A\+\+\+\n.*?\n\+\+\+\n)"
    r"|(?P<fence>^[ ]*(?P<ticks>```+|~~~+).*?^[ ]*(?P=ticks)[ ]*$|(?P<one>`+)[^`].*?(?P=one))"
    r"|(?P<gone><!--.*?-->|</?[a-zA-Z][^<>]*>|(?<=\])\((?:[^()\n]|\([^()\n]*\))*\)|(?<=\])\[[^\]\n]*\]"
    r"|^\[[^\]\n^]+\]:.*$|\[\^[^\]\n]+\]:?|^[ >]*[0-9]{1,9}[.)][ ]|^:{3,}\w*"
    r"|\[![A-Za-z]+\]|(?:^|[ ])\^[\w-]+$|(?<=\[\[)[^\]|\n]*\|)",
    re.DOTALL | re.MULTILINE,
)


class _Page(HTMLParser):
    """The text of a page; ``shown`` has what pictures and frames are called besides, and numbers of lists."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[str] = []
        self.shown: list[str] = []
        self._unseen: list[str] = []
        self._readings: list[str] = []
        self._is_reading = False
        self._counts: list[int] = []  # of each list that is open; from far below nought where none are shown

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen.append(tag)
        self._is_reading = tag in ("rt", "rtc") if tag in ("rt", "rtc", "rb", "rp") else self._is_reading
        self.shown += [value or "" for name, value in attrs if name in ("alt", "title")]
        if tag in ("ol", "ul"):
            self._counts.append(0 if tag == "ol" else _UNCOUNTED)
        elif tag == "li" and self._counts:
            self._counts[-1] += 1
            self.shown.append(str(self._counts[-1]) if self._counts[-1] > 0 else "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]
        if tag in ("ol", "ul") and self._counts:
            self._counts.pop()
        if tag in ("rt", "rtc", "ruby"):
            self._is_reading = False
        if tag == "ruby":
            self.seen += self._readings
            self.shown += self._readings
            self._readings.clear()

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if self._is_reading:
            self._readings.append(data)
            return
        self.seen.append(data)
        self.shown.append(data)


_NAMED = re.compile(r"\{([A-Za-z]{1,3})\|[ァ-ヺー]+\}")
"""A variable of a formula with its name over it, which no author wrote."""


def words(text: str) -> str:
    """The letters, kana, kanji and digits of a text, without accents; raised and lowered ones as others."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if char.isalnum())


def of_page(html: str) -> tuple[str, str]:
    """The words of a page, and the same with those of its pictures."""
    page = _Page()
    page.feed(html)
    page.close()
    return words("".join(page.seen)), words("".join(page.shown))


def of_markdown(text: str) -> tuple[str, str]:
    """The words of a Markdown text without its marks, and the same with those of links and pictures."""

    def plain(found: re.Match[str]) -> str:
        return found.group() if found["front"] or found["fence"] else ""

    return words(unescape(_MARKDOWN.sub(plain, text))), words(unescape(text))


def check_all_there(article: Article, seen: str, shown: str) -> None:
    """Every word that is seen is said or dropped, each in the order of the source, but for footnotes.

    Markdown moves those to the end, wherever they are defined.
    """
    said = [
        _NAMED.sub(r"\1", p.text)
        for section in article.sections
        for p in section.paragraphs
        if p.kind != "title"
    ]
    dropped = [piece.text for piece in article.dropped]
    missing = Counter(seen) - Counter(words("".join([*said, *dropped])))
    assert not missing, f"lost: {dict(missing)}"
    check_order(said, shown)
    in_place = (piece.text for piece in article.dropped if piece.reason != "footnotes")
    check_order(in_place, shown, may_overlap=True)
    assert all(piece.reason and piece.text for piece in article.dropped)


def check_order(texts: Iterable[str], source: str, may_overlap: bool = False) -> None:
    """Each text follows the one before in the source, other words between them or not.

    What was dropped from inside a text may follow it: then it need only begin later.
    """
    start = 0
    for text in map(words, texts):
        at = start
        for place, char in enumerate(text):
            at = source.find(char, at) + 1
            assert at, f"not in the order of the source: {text[:60]}"
            if place == 0 or not may_overlap:
                start = at
