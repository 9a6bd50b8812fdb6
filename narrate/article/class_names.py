"""What the names of an element tell, its class and its id, by the rows of ``classes.tsv``."""

from __future__ import annotations

import re
from functools import cache

from lxml.html import HtmlElement

from narrate.article import tables
from narrate.patterns import compiled

HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
"""Tags of headings, the first level first."""
_BETWEEN_WORDS = compiled("[-_]+")
_CASE_CHANGE = compiled("(?<=[a-z])(?=[A-Z])")
_LETTERS_OF_PART, _PARTS_OF_HASH = 3, 3  # on average; a name of more and shorter parts is a hash, as ejjPvE
_BUILDERS = ("elementor", "et_pb", "vc_", "fl-", "not-", "has-", "with-", "caption-top", "caption-bottom")
"""Beginnings of names that builders of pages and Tailwind give to whatever they hold, and of what it has."""

_PANELS = frozenset(("so-panel", "wp-widget-group__inner-blocks"))
"""Elements that builders make of widgets wherever they stand, the text of a page too."""


def class_reason(element: HtmlElement) -> str:
    """Why an element would not be read, told by its class and, if it is no heading, its id."""
    name = "" if element.tag in HEADING_TAGS else element.get("id", "")
    return _class_reason(f"{element.get('class', '')} {name}")


@cache
def _class_reason(names: str) -> str:
    tokens = names.split()
    is_panel = not _PANELS.isdisjoint(tokens)
    for name in tokens:
        if is_panel and "widget" in name:
            continue
        parts = _CASE_CHANGE.split(name)
        is_hash = len(parts) >= _PARTS_OF_HASH and len(name) < _LETTERS_OF_PART * len(parts)
        written = "-".join((name,) if is_hash else parts).lower()
        if written.startswith(_BUILDERS):
            continue
        words = _BETWEEN_WORDS.sub("-", written)
        for why, pattern in _class_patterns():
            if pattern.search(words):
                return why
    return ""


@cache
def _class_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = tables.rows("classes.tsv")
    return tuple((why, compiled(rf"(?:^|-)(?:{words})(?:$|[-0-9])")) for why, words in rows)
