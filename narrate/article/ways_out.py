"""Whether a box of a page is what its class says: what leads away has a way out, code is code.

An author may call a box of text ``ranking-item``, ``recommend-point`` or ``highlight-box``, and programs name
a section by its heading: ``<section id="discussion">``. Then its sentences are the article's.
"""

from __future__ import annotations

from itertools import islice

from lxml.html import HtmlElement

from narrate.article import beside, captions
from narrate.article.class_names import HEADING_TAGS, class_reason
from narrate.article.facts import parse_date
from narrate.article.people import LIFE
from narrate.article.phrases import line_reason
from narrate.patterns import compiled

_ASKS = frozenset((
    "advertisement", "call to subscribe", "cookie notice", "embedded", "navigation", "share buttons",
))  # fmt: skip
"""Reasons for what is there to ask for something or to lead away: any link is enough, also in a sentence."""
_LEADS_AWAY = frozenset(("link card", "related links", "table of contents", "tags"))
"""Reasons for lists of links, each of which stands apart."""
_AROUND_TEXT = frozenset(("author profile", "comments", "details of the post", "dialog", "footer", "sidebar"))
"""Reasons for what stands before or behind an article, not within."""
_OF_LIFE = compiled(rf"{LIFE.pattern}|(?:19|20)[0-9]{{2}}年|昭和|平成")
_OF_ENTRIES = frozenset(("author profile", "comments", "details of the post"))
_WAYS = frozenset((
    "amp-ad", "audio", "button", "embed", "form", "iframe", "input", "ins", "label", "object", "script",
    "select", "textarea", "time", "video",
))  # fmt: skip
_BOXES = frozenset(("article", "aside", "blockquote", "dd", "div", "dl", "li", "ol", "p", "section", "ul"))
_IN_PAGE = compiled("#.")
_CODE = frozenset(("code", "kbd", "pre", "samp", "table", "textarea", "tt"))
_MATHS = frozenset(("code", "img", "math", "script", "svg"))
_MOST_PARTS = 400  # elements that are looked at
_FEW = 40  # texts
_NEAR = 3  # elements before and behind
_NAMED_AFTER = 3  # elements around one that may have its name


def class_reason_of_page(element: HtmlElement, why: str) -> str:
    """What the class tells of an element (``why``), or nothing if what is in or around it says else."""
    if why == "caption":
        return "" if captions.says_without_picture(element) else why
    if why == "related links" and element.tag in _BOXES and _is_list_of_words(element):
        return ""
    if element.tag in HEADING_TAGS and (why == "sidebar" or _is_over_text(element, why)):
        return ""
    if why and _is_part_of_text(element, why):
        return ""
    return _reason_of_box(element, why)


def _is_over_text(heading: HtmlElement, why: str) -> bool:
    """Whether right under a heading stands what says something, leads nowhere and is called nothing such.

    Days and names stand over the text of a whole entry.
    """
    below = beside.behind(heading)
    if below is None or why in _OF_ENTRIES or class_reason(below) or not _says(below):
        return False
    return not any(part.tag in _WAYS or part.tag == "a" for part in islice(below.iter("*"), _MOST_PARTS))


def _is_part_of_text(element: HtmlElement, why: str) -> bool:
    """Whether an element leads nowhere and is called as a box around it that is read: ``share-story``."""
    above = islice(element.iterancestors(), _NAMED_AFTER)
    if not any(class_reason(box) == why and not _reason_of_box(box, why) for box in above):
        return False
    tags = {part.tag for part in islice(element.iter("*"), _MOST_PARTS)}
    return _WAYS.isdisjoint(tags) and "a" not in tags


def _reason_of_box(element: HtmlElement, why: str) -> str:
    """What the class tells of an element, or nothing if it says something and is no such box."""
    if not why or element.tag not in _BOXES or not _says(element):
        return why
    if _is_called_by_heading(element):
        return ""
    tags = {part.tag for part in islice(element.iter("*"), _MOST_PARTS + 1)}
    is_large = next(islice(element.iter("*"), _MOST_PARTS, None), None) is not None
    if is_large or (why == "code block" and tags & _CODE) or (why == "formula" and tags & _MATHS):
        return why
    if why in ("code block", "formula"):
        return ""
    if tags & _WAYS or any(why in _ASKS or _leads_away(link, why) for link in element.iter("a")):
        return why
    if why in _AROUND_TEXT:
        is_told = _is_dated(element) or (why == "author profile" and _tells_of_life(element, tags))
        return why if is_told or not _is_within_text(element, why) else ""
    return "" if why in _ASKS or why in _LEADS_AWAY else why


def _is_list_of_words(element: HtmlElement) -> bool:
    """Whether an element has a list in it and nothing that leads away: for whom a thing is."""
    tags = [part.tag for part in islice(element.iter("*"), _MOST_PARTS)]
    return "li" in tags and len(tags) < _MOST_PARTS and _WAYS.isdisjoint(tags) and "a" not in tags


def _is_called_by_heading(element: HtmlElement) -> bool:
    """Whether an element has its id from its heading, in which a link leads to it, as manuals have it."""
    name, first = element.get("id", ""), next(element.iterchildren("*"), None)
    if not name or first is None or first.tag not in HEADING_TAGS:
        return False
    return any(link.get("href") == f"#{name}" for link in islice(first.iter("a"), _NEAR))


def _leads_away(link: HtmlElement, why: str) -> bool:
    """Whether a link that stands apart is no button of a shop, under what somebody says of a thing."""
    if not stands_apart(link):
        return False
    words = " ".join("".join(link.itertext()).split())
    return not (why == "related links" and line_reason(words) == "advertisement")


def stands_apart(link: HtmlElement) -> bool:
    """Whether a link that leads elsewhere is in no sentence."""
    above = link.getparent()
    around = [above.text, *(part.tail for part in islice(above, _FEW))] if above is not None else []
    is_in_sentence = any("。" in (words or "") for words in around)
    is_in_page = _IN_PAGE.match(link.get("href", ""))
    return not (is_in_page or is_in_sentence)


def _says(element: HtmlElement) -> bool:
    """Whether there is a sentence among the first texts of an element."""
    return any("。" in words for words in islice(element.itertext(), _FEW))


def _is_dated(element: HtmlElement) -> bool:
    return any(parse_date(words) is not None for words in islice(element.itertext(), _FEW))


def _tells_of_life(element: HtmlElement, tags: set[object]) -> bool:
    """Whether a box has a picture, a heading or what biographies tell."""
    words = "".join(islice(element.itertext(), _FEW))
    return "img" in tags or not tags.isdisjoint(HEADING_TAGS) or bool(_OF_LIFE.search(words))


def _is_within_text(element: HtmlElement, why: str) -> bool:
    """Whether sentences stand right before an element and right behind it, in no boxes such as it."""
    sides = (islice(element.itersiblings("*", preceding=way), _NEAR) for way in (True, False))
    return all(any(_says(part) and class_reason(part) != why for part in side) for side in sides)
