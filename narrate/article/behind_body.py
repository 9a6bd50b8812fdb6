"""What stands behind the element that a page marks as its article's text, and leads away from it.

A last chapter may stand there too: it says more, and its links are in sentences.
"""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from narrate.article import elements
from narrate.article.ways_out import stands_apart
from narrate.patterns import compiled

_BODY = compiled(
    r"(?:^|[\s_-])(?:rich-?text|[a-z]{0,8}(?:entry|post|article|news|note|blog|novel|story|detail)[a-z]{0,8}[-_]{0,2}"
    r"(?:contents?|body|text))(?=$|\s|__\w{3,8}(?:\s|$))",
    re.IGNORECASE,
)
"""What themes call the element with the text, a hash behind it: ``Article_content__mN3``."""
_REST = compiled(
    r"(?:^|\s)(?:entry|asset|article|post|blog|text)[-_]?(?:body|content|text)?[-_]?"
    r"(?:more|extended|continued?|rest|[2-9])(?=$|\s)",
    re.IGNORECASE,
)
"""What programs of blogs call the part of a text behind the fold: ``asset-more``, ``article-body-more``."""
_BOXES = frozenset(("article", "aside", "div", "section"))
_LISTS = frozenset(("dl", "nav", "ol", "ul"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_WAYS = ("a", "button", "form")
_MOST_PARTS = 400  # elements that are looked at
_FEW = 9
_LETTERS_OF_LINK = 100  # at most, with what is said of it


def is_called_body(element: HtmlElement) -> bool:
    """Whether the class of an element says that the text is in it."""
    return bool(_BODY.search(element.get("class", "")))


def is_called_rest(element: HtmlElement) -> bool:
    """Whether the class of an element says that the text goes on in it."""
    return bool(_REST.search(element.get("class", "")))


def leads_away(box: HtmlElement, letters: int, stops: int) -> bool:
    """Whether there are links, buttons or forms in a box for all the letters and full stops in it.

    Under a heading of its own a single one may be of a chapter.
    """
    if box.tag not in _BOXES and box.tag not in _LISTS:
        return False
    if any(part.tag in _BOXES and _only_says(part) for part in islice(box, _MOST_PARTS)):
        return False
    parts = list(islice(box.iter("*"), _MOST_PARTS))
    ways = sum(map(_is_way, parts))
    is_headed = any(part.tag in _HEADINGS and next(part.iter("a"), None) is None for part in parts)
    is_little = 0 < letters <= _LETTERS_OF_LINK * ways and stops <= max(2 * ways - 1, 0)
    return ways > is_headed and is_little


def is_last(aside: HtmlElement) -> bool:
    """Whether nothing that only says something stands behind an element in the same one."""
    behind = islice(aside.itersiblings("*"), _FEW)
    return not any((part.tag in _BOXES or part.tag == "p") and _only_says(part) for part in behind)


def _is_way(part: HtmlElement) -> bool:
    """Whether an element is a form, a button that opens nothing below it, or a link in no sentence."""
    if part.tag == "form":
        return True
    if part.tag not in ("a", "button"):
        return False
    words = "".join(part.itertext()).strip()
    return bool(words) and (stands_apart(part) if part.tag == "a" else not elements.opens_something(part))


def _only_says(box: HtmlElement) -> bool:
    """Whether a box in the box has a sentence and no way to anything."""
    parts = list(islice(box.iter("*"), _MOST_PARTS))
    return not any(part.tag in _WAYS for part in parts) and any("。" in (p.text or "") for p in parts)
