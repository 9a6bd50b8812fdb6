"""Text in ``<pre>``, as old pages and forums have it: its lines are joined to paragraphs, code stays code."""

from __future__ import annotations

import lxml.html
from lxml.html import HtmlElement

from narrate.article.code_as_text import is_code
from narrate.article.wrapping import unwrapped
from narrate.patterns import compiled

_KANA = compiled("[ぁ-ゖァ-ヺー]")
_STOP = compiled("[。！？]")
_SIGN = compiled(r"[{}<>;=$\\|]")
_LESS_KANA = 0.3  # of the letters: names and commands with a Japanese comment have less
_MORE_SIGNS = 0.02
_FEWEST_STOPS = 3
_COLUMNS = compiled(r"\S(?: {2,}|\t)\S")
_MOST_WITH_COLUMNS = 0.3  # of the rows: what is set in columns is a table
_OF_TEXT = frozenset(("a", "b", "br", "em", "font", "i", "strong", "u"))
"""Elements in a text; code is set and coloured in others."""


def with_text(page: HtmlElement) -> HtmlElement:
    """The page, each ``<pre>`` that holds text made paragraphs."""
    for element in list(page.iter("pre")):
        if _is_text(element):
            _make_paragraphs(element)
    return page


def _is_text(element: HtmlElement) -> bool:
    if element.get("class") or any(part.tag not in _OF_TEXT for part in element.iterdescendants()):
        return False
    words = "".join(element.itertext())
    rows = [row for row in words.split("\n") if row.strip()]
    if sum(bool(_COLUMNS.search(row)) for row in rows) > _MOST_WITH_COLUMNS * len(rows):
        return False
    letters = sum(map(str.isalpha, words))
    if len(_STOP.findall(words)) < _FEWEST_STOPS or is_code(words):
        return False
    is_japanese = len(_KANA.findall(words)) > _LESS_KANA * letters
    return is_japanese and len(_SIGN.findall(words)) <= _MORE_SIGNS * len(words)


def _make_paragraphs(element: HtmlElement) -> None:
    for line_end in element.iter("br"):
        line_end.tail = "\n" + (line_end.tail or "")
    rows = "".join(element.itertext()).split("\n")
    for part in list(element):
        element.remove(part)
    element.tag, element.text = "div", None  # its attributes stay: they may hide it
    for row in unwrapped([row.strip() for row in rows]):
        if row:
            paragraph = lxml.html.Element("p")
            paragraph.text = row
            element.append(paragraph)
