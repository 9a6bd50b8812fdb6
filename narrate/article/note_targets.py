"""Notes that stand anywhere in a page: what the marks in its text lead to, or begins with the same mark."""

from __future__ import annotations

from itertools import islice

from lxml.html import HtmlElement

from narrate.article import beside, elements
from narrate.patterns import compiled

_NOTES = frozenset(("p", "li", "dt", "dd", "div", "td", "small", "aside", "section"))
_INSIDE = frozenset(("a", "b", "em", "font", "i", "small", "span", "strong", "sup"))
_LONGEST = 400  # characters of a note
_FEW = 40  # texts in one
_ISOTOPE = compiled(r"[A-Z][a-z]?(?![A-Za-z])")
"""What stands right behind a raised number that belongs to it: ``<sup>14</sup>C``."""
_NO_SIGN = compiled(r"[\s\[\]()（）［］]")


def find(page: HtmlElement) -> frozenset[HtmlElement]:
    """The elements that are notes, each behind the mark that leads to it."""
    wanted, marks = set[str](), set[str]()
    notes = set[HtmlElement]()
    for element in page.iter("*"):
        names = {element.get("id"), element.get("name")} - {None}
        mark = _mark(element)
        is_again = element.tag == "sup" and mark in marks and _has_words_behind(element)
        if (names & wanted or is_again) and (note := _around(element)) is not None:
            below = beside.behind(note)
            notes |= {note, below} if note.tag == "dt" and below is not None else {note}
        elif mark:
            marks.add(mark)
            links = islice(element.iter("a"), 2)
            wanted |= {href[1:] for link in links if (href := link.get("href", "")).startswith("#")}
    return frozenset(notes)


def _has_words_behind(mark: HtmlElement) -> bool:
    behind = mark.tail or ""
    return bool(behind.strip()) and not _ISOTOPE.match(behind)


def _mark(element: HtmlElement) -> str:
    """The mark that an element is, without brackets; empty if it is none."""
    is_mark = element.tag in ("sup", "a") and elements.is_footnote_mark(element)
    return _NO_SIGN.sub("", "".join(islice(element.itertext(), _FEW))) if is_mark else ""


def _is_on_top(block: HtmlElement) -> bool:
    """Whether nothing but a rule stands before an element in its box."""
    over = beside.before(block)
    return over is None or (over.tag == "hr" and beside.before(over) is None)


def _around(element: HtmlElement) -> HtmlElement | None:
    """The small block that begins with an element, or is it; none if it is of the text."""
    block = element
    while block.tag not in _NOTES or (block.tag == "small" and block is not element):
        above = block.getparent()
        is_first = above is not None and not (above.text or "").strip() and _is_on_top(block)
        if block.tag not in _INSIDE or above is None or not is_first:
            return None
        block = above
    words = "".join(islice(block.itertext(), _FEW))
    has_more = next(block.iter(*elements.HEADINGS, "table", "figure", "img"), None) is not None
    return None if has_more or not 0 < len(words.strip()) <= _LONGEST else block
