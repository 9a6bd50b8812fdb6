"""When an article was written, by the dates in its page's text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from lxml import etree
from lxml.html import HtmlElement

from narrate.article import beside
from narrate.article.facts import is_date, is_of_event, is_other_day, is_published
from narrate.patterns import compiled

_TIMES_OF_DAY = compiled(r"[0-9]{1,2}[:：][0-9]{2}\s*[-–―ー~～〜]")
"""From when to when: that of what is to take place."""
_POSTED = compiled(r"\s*(?:posted|published|written)\s+(?:by|on)\b", re.IGNORECASE)
_FEW = 9  # parts of a line
_DATE_CLASS = compiled(
    r"\b(?:[a-z]+[-_]+)*(?:date|published|pubdate|posted|datetime|datePublished|time)(?:\b|__)", re.IGNORECASE
)
_OF_COMMENT = compiled(
    "comments?[-_](?:date|time|day|posted|published|meta|info|header|author)", re.IGNORECASE
)
_CHANGED = compiled("modif|updat|koshin|更新", re.IGNORECASE)
_DEEPEST = 60  # elements around one
_A_DATE = 90  # characters of an element that says when
_NEAR = 3  # elements around a date that tell what it is of
_BESIDE = 2  # elements around the title in which a date without a class is the article's
_A_LABEL = 10  # characters before it that say what was then


def written(page: HtmlElement, title: HtmlElement | None) -> Iterator[str]:
    """Dates in the page's text: those marked as days of publication first, those of a change last.

    Of two alike the one nearer to ``title``, its heading, comes first: a page's head may say what day it is.
    """
    found: list[list[HtmlElement]] = [[], [], []]
    around = _around_times(page)
    for element in page.iter(etree.Element):
        if element.tag == "time" or element not in around:  # what is around may hold several days
            marks = " ".join(map(_marks, (element, *_around_alone(element))))
            is_marked = bool(_DATE_CLASS.search(marks)) and element.tag != "body"
            if _OF_COMMENT.search(marks):
                continue
            label = _label_before(element) if is_marked or element.tag == "time" else None
            if label is not None and not is_other_day(label):
                is_published_then = is_marked or is_published(label)
                rank = 2 if _CHANGED.search(f"{marks} {label}") else 0 if is_published_then else 1
                found[rank].append(element)
    near = _around(title)
    for alike in found:
        alike.sort(key=lambda element: _distance(element, near))
    for element in chain.from_iterable(found):
        said = element.get("datetime") or element.get("content") or element.text_content()[:_A_DATE]
        if not is_of_event(said):
            yield said
    texts = (element for element in page.iter("span", "div", "p", "li", "dd", "td") if element.text)
    dates = [
        element
        for element in texts
        if is_date(element.text or "")
        and _is_alone(element)
        and not (_TIMES_OF_DAY.search(element.text or "") or _OF_COMMENT.search(_marks(element)))
    ]
    yield from (date.text or "" for date in dates if is_published(date.text or ""))
    yield from (text for element in page.iter("span", "div", "p") if (text := _posted_on(element)))
    beside = [date for date in dates if date.tag != "td" and _distance(date, near) <= _BESIDE]
    beside.sort(key=lambda date: _distance(date, near))
    yield from (date.text or "" for date in beside if not is_other_day(_label_before(date)))


def _posted_on(element: HtmlElement) -> str:
    """What a line says of who posted it, and when: ``Posted by <a>A. Name</a> on November 29, 2019``."""
    if not _POSTED.match(element.text or ""):
        return ""
    text = "".join(islice(element.itertext(), _FEW))
    return text if len(text) <= _A_DATE and re.search(r"\bon\b", text) else ""


def _is_alone(date: HtmlElement) -> bool:
    """Whether there is nothing else in an element, or buttons and numbers behind a date with its label."""
    text = date.text or ""
    return not len(date) or is_published(text) or bool(_CHANGED.search(text))


def _around(title: HtmlElement | None) -> dict[HtmlElement, int]:
    """The elements around the title's heading, each with how far out it is."""
    return {} if title is None else {above: out for out, above in enumerate(title.iterancestors())}


def _distance(element: HtmlElement, near: dict[HtmlElement, int]) -> int:
    """How far out from the title the first element is that holds both."""
    around = (near[above] for above in islice(element.iterancestors(), _DEEPEST) if above in near)
    return next(around, _DEEPEST)


def _around_times(page: HtmlElement) -> set[HtmlElement]:
    """The elements that have a ``<time>`` in them."""
    around: set[HtmlElement] = set()
    for time in page.iter("time"):
        for above in time.iterancestors():
            if above in around:
                break
            around.add(above)
    return around


def _marks(element: HtmlElement) -> str:
    return f"{element.get('class')} {element.get('itemprop')}"


def _around_alone(time: HtmlElement) -> Iterator[HtmlElement]:
    """The nearest elements around a ``<time>`` that is the only one in them."""
    for above in islice(time.iterancestors(), _NEAR if time.tag == "time" else 0):
        if above.tag == "body" or len(list(islice(above.iter("time"), 2))) > 1:
            return
        yield above


def _label_before(element: HtmlElement) -> str:
    """The words right before an element, as 投稿日 stands before its date; or what the date is a part of."""
    before, above = beside.before(element), element.getparent()
    if before is None:
        return ((above.text or "") if above is not None else "")[-_A_LABEL:]
    return f"{before.text or ''} {before.tail or ''}".strip()[-_A_LABEL:]
