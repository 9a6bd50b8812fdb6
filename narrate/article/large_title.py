"""The title of a page without headings: the line over the text in the largest letters, or called a title."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

from narrate.article.bylines import SITE
from narrate.article.pieces import is_prose
from narrate.patterns import compiled

_TAGS = frozenset(("b", "big", "center", "div", "font", "p", "span", "strong", "td", "th"))
_SHORTEST, _LONGEST = 8, 120  # characters
_LARGE = 18  # pixels; text has 16
_FONT = {"4": 18, "5": 24, "6": 32, "7": 48, "+1": 18, "+2": 24, "+3": 32, "+4": 48}
"""The sizes of ``<font>`` that are larger than text, in pixels."""
_SIZE = compiled(
    r"font-size\s*:\s*(?P<size>[0-9]{1,4}(?:\.[0-9]{1,4})?)\s*(?P<unit>px|pt|em|rem|%)", re.IGNORECASE
)
_NAMED_SIZE = compiled(r"font-size\s*:\s*(?:x-|xx-)?large", re.IGNORECASE)
_PIXELS = {"px": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "%": 0.16}
_CALLED = compiled(
    r"(?:^|[\s_-])(?:title|ttl|headline|midashi|daimei)_?[0-9]{0,2}(?=$|\s)|(?:entry|post|article)-?_?(?:title|ttl)",
    re.IGNORECASE,
)
_OF_SITE = compiled(r"site|blog|logo|header|head\b|nav|menu|side|rank|list|widget", re.IGNORECASE)
_PHONE = compiled(r"\D{0,12}[0-9０-９][-0-9０-９()（）‐－ ]{8,16}\D{0,12}")
_MOST_PARTS = 2000  # elements up to the text
_MOST_LARGE = 0.3  # of the letters of a page whose text is not set in large ones
_SITE_AND_TITLE = 2  # of large lines that the page's title names too, the site's stands over the article's


def find(page: HtmlElement) -> HtmlElement | None:
    """The element of the title; none if the page has a heading of the first level or nothing like a title."""
    if next(page.iter("h1"), None) is not None:
        return None
    whole = _folded(page.findtext(".//title") or "")
    best, largest = None, 0.0
    named: dict[str, HtmlElement] = {}  # by their words, which the page's title has too
    for number, element in enumerate(page.iter("*")):
        size = size_of(element) if element.tag in _TAGS else 0.0
        may_be_title = size > 0 and _may_be_title(element)
        is_text = element.tag in _TAGS and not may_be_title and is_prose(element.text or "")
        if number == _MOST_PARTS or is_text:
            break
        if not may_be_title:
            continue
        if size > largest:
            best, largest = element, size
        if (words := _folded(words_of(element))) in whole:
            named.setdefault(words, element)
    first = _folded(SITE.split(page.findtext(".//title") or "")[0])
    if len(named) < _SITE_AND_TITLE:
        return named.get(first, best) if first != whole else best
    return [*named.values()][-1]


def lines(tree: HtmlElement) -> frozenset[HtmlElement]:
    """The elements in large letters, as headings are; none where a good part of the text is set so."""
    found = frozenset(part for part in tree.iter("big", "font", "span") if size_of(part) > 0)
    return found if found and _share(tree, found) <= _MOST_LARGE else frozenset()


def _share(tree: HtmlElement, parts: frozenset[HtmlElement]) -> float:
    """How much of the text of a tree is in some of its elements, 0 to 1."""
    inside, depth, whole = 0, 0, len(_folded("".join(tree.itertext())))
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        depth += (element in parts) * (1 if event == "start" else -1)
        words = element.text if event == "start" else element.tail
        inside += len(_folded(words or "")) if depth else 0
    return inside / max(whole, 1)


def _folded(text: str) -> str:
    return "".join(text.split())


def words_of(element: HtmlElement) -> str:
    """What stands in the element, a space for each break."""
    words = []
    for event, part in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start":
            words.append(" " if part.tag == "br" else part.text or "")
        elif part is not element:
            words.append(part.tail or "")
    return " ".join("".join(words).split())


def size_of(element: HtmlElement) -> float:
    """How large the letters of an element are, in pixels; 0 if they are as those of the text."""
    called = element.get("class", "")
    if _CALLED.search(called) and not _OF_SITE.search(called):
        return _LARGE
    if element.tag == "big":
        return _LARGE
    style = element.get("style", "")
    if found := _SIZE.search(style):
        size = float(found["size"]) * _PIXELS[found["unit"].lower()]
    elif _NAMED_SIZE.search(style):
        size = _LARGE
    else:
        size = _FONT.get(element.get("size", "").strip(), 0) if element.tag == "font" else 0
    return size if size >= _LARGE else 0.0


def _may_be_title(element: HtmlElement) -> bool:
    if _is_long(element) or next(element.iter("a", "img", "input", "li"), None) is not None:
        return False
    words = words_of(element)
    return _SHORTEST <= len(words) <= _LONGEST and "。" not in words and not _PHONE.fullmatch(words)


def _is_long(element: HtmlElement) -> bool:
    """Whether an element has more letters than a title, told before all of it is read."""
    letters = 0
    for text in element.itertext():
        letters += len("".join(text.split()))
        if letters > _LONGEST:
            return True
    return False
