"""English words that a page sets beside its Japanese title and headings for their looks: 小児歯科 Child."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from narrate.patterns import compiled

TAG = "x-english"
"""What such words are made into: they are no part of the title and are not read."""
_HEADINGS = ("h1", "h2", "h3", "h4")
_MAY_BE = frozenset(("span", "small", "em", "i", "b", "strong", "p", "div", "font"))
_ENGLISH = compiled(r"\W*[A-Za-z][A-Za-z’']*(?:[\s&/.,・+-]+[A-Za-z’']+){0,6}[.!?]?\W*")
_LONGEST, _SHORTEST = 40, 3  # characters
_JAPANESE = compiled("[ぁ-ゖァ-ヺ一-鿿]")
_CALLED_SO = compiled(
    r"(?:^|[\s_-])(?:en|eng|english|sub|sub-?title|sub-?ttl|roman|alphabet|ja-en)(?:$|[\s_-])", re.IGNORECASE
)
_CALLED_ENGLISH = compiled(r"(?:^|[\s_-])(?:en|eng|english)(?:$|[\s_-])", re.IGNORECASE)
_GOES_ON = compiled("[のをにがはでとへも・／/（(]$")
_FOLLOWS = compiled("[ぁ-ん・／/）)]")
_HABIT = 2  # headings of a page


def tell_apart(page: HtmlElement) -> None:
    """Make the English words of the title ``TAG``, where a class says so or several headings have some.

    Those of other headings too if they are called English. Words that a paragraph has are what the article
    is about: Python入門.
    """
    found = list(_found(page))
    is_habit = len({heading for heading, _ in found}) >= _HABIT
    told = "\n".join("".join(part.itertext()) for part in page.iter("p")) if found else ""
    for heading, words in found:
        name = words.get("class") or ""
        is_for_looks = is_habit or bool(_CALLED_SO.search(name))
        if heading.tag != "h1":
            is_for_looks = bool(_CALLED_ENGLISH.search(name))
        if is_for_looks and "".join(words.itertext()).strip() not in told:
            words.tag = TAG
    for words in list(_over_headings(page)):
        words.tag = TAG


def _over_headings(page: HtmlElement) -> Iterator[HtmlElement]:
    """Elements right over a heading or under it that are English and called so."""
    for words in page.iter("p", "div", "span"):
        if not (_CALLED_ENGLISH.search(words.get("class") or "") and _is_english((words.text or "").strip())):
            continue
        beside = (words.getprevious(), words.getnext())
        headings = [one for one in beside if one is not None and one.tag in _HEADINGS and not len(words)]
        if any(_JAPANESE.search("".join(heading.itertext())) for heading in headings):
            yield words


def _found(page: HtmlElement) -> Iterator[tuple[HtmlElement, HtmlElement]]:
    """Headings with the element at their beginning or end that is English, all the rest being Japanese."""
    for heading in page.iter(*_HEADINGS):
        whole = "".join(heading.itertext()).strip()
        for words in (*heading[:1], *heading[-1:]):
            text = "".join(words.itertext()).strip() if words.tag in _MAY_BE else ""
            if _is_english(text) and _is_apart(whole, text):
                yield heading, words
                break


def _is_apart(whole: str, text: str) -> bool:
    """Whether the rest of a heading, before a text or behind it, is Japanese and does not lean on it."""
    if whole.startswith(text):
        rest = whole.removeprefix(text).strip()
        leans = _FOLLOWS.match(rest)
    else:
        rest = whole.removesuffix(text).strip()
        leans = _GOES_ON.search(rest)
    return len(rest) < len(whole) and bool(_JAPANESE.search(rest)) and not leans


def _is_english(text: str) -> bool:
    return _SHORTEST <= len(text) <= _LONGEST and bool(_ENGLISH.fullmatch(text))
