"""The name of a page's site, where it could be taken for the title of the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from narrate.article.bylines import SITE, text_of
from narrate.article.class_names import HEADING_TAGS
from narrate.article.pieces import is_prose
from narrate.patterns import compiled

_HEADINGS = HEADING_TAGS[:3]
_NAMES = ("a", "b", "div", "p", "span", "strong", "td")
"""Elements in which a site's name stands that is no heading."""
_HOME_PAGE = compiled(
    r"(?:(?:の|ホーム)(?:ペー[ジヂ]|サイト|ブログ|HP|ＨＰ)|の(?:部屋|日記)(?=へようこそ|[♪☆★]))"
    r"(?:へようこそ)?[！!♪☆★\s]*(?:[（(][^（()）]{1,6}[)）])?$"
)
_SHORTEST = 6  # characters of a heading that is a part of the head's title
_JAPANESE = compiled("[ぁ-ゖァ-ヺ一-鿿]")
_MOST_PARTS = 2000  # elements up to the title


def over_title(page: HtmlElement, titles: Sequence[str]) -> set[str]:
    """What stands over the title's heading and, in the head's titles, behind it: ``題 | サイト名``."""
    parts = [found for title in titles if len(found := SITE.split(title)) > 1]
    ends = [(folded(found[0]), folded(found[-1])) for found in parts]
    over: set[str] = set()
    for element in _first(page, *_HEADINGS, *_NAMES):
        words = text_of(element) if element.tag in _HEADINGS else element.text or ""
        compared = folded(words)
        if any(compared == last for _, last in ends):
            over.add(" ".join(words.split()))
        elif element.tag in _HEADINGS and _is_part_of(compared, [first for first, _ in ends]):
            return over
    return set()


def beginning(chosen: str, headings: Sequence[str], titles: Sequence[str]) -> str:
    """The heading behind which the head's title has the chosen one in brackets: 題（肩書 氏名）."""
    words = re.escape(folded(chosen))
    whole = [folded(title) for title in titles]
    over = (
        one
        for one in headings
        if any(re.search(f"{re.escape(folded(one))}[（(][^（()）]*{words}", title) for title in whole)
    )
    return max(over, key=len, default=chosen)


def title_below(page: HtmlElement, whole: str) -> str:
    """The heading over the text where the head's title is the site's name; empty if there is none such.

    It is the site's if it says so (…のホームページ), if the page's banner says it too, or if it has no
    Japanese in it and the page's only heading has.
    """
    headings = list(page.iter(*HEADING_TAGS))
    first = next(before_prose(page), None)
    if first is None or not (words := text_of(first)) or folded(words) in folded(whole):
        return ""
    if sum(heading.tag == first.tag for heading in headings) > 1:  # the first of the article's chapters
        return ""
    is_translated = len(headings) == 1 and bool(_JAPANESE.search(words)) and not _JAPANESE.search(whole)
    return words if is_translated or _HOME_PAGE.search(whole) or _is_in_banner(page, whole) else ""


def title_under(page: HtmlElement, headings: Sequence[HtmlElement], titles: Sequence[str]) -> str:
    """The page's only heading of the second level, where the one of the first is all that the head says.

    It stands over lower ones, with nothing said before it: then the first is the site's name.
    """
    tops = [heading for heading in headings if heading.tag == "h1"]
    seconds = [heading for heading in headings if heading.tag == "h2"]
    if len(tops) != 1 or len(seconds) != 1 or next(page.iter("h3", "h4"), None) is None:
        return ""
    name, words = folded(text_of(tops[0])), text_of(seconds[0])
    parts = [part for title in titles for part in SITE.split(title)]
    is_site = bool(parts) and all(folded(part) == name for part in parts)
    return words if is_site and words and seconds[0] in set(before_prose(page)) else ""


def before_prose(page: HtmlElement) -> Iterator[HtmlElement]:
    """The headings before anything is said, but for those of the banner."""
    for element in _first(page, *_HEADINGS, *_NAMES):
        if element.tag in _HEADINGS:
            if not any(map(_is_banner, element.iterancestors())):
                yield element
        elif is_prose(element.text or "") and next(element.iterancestors("noscript"), None) is None:
            return


def _is_in_banner(page: HtmlElement, name: str) -> bool:
    """Whether the page's banner has a line that says this, and is no heading."""
    return any(
        folded(element.text or "") == folded(name)
        and any(map(_is_banner, (element, *element.iterancestors())))
        for element in _first(page, *_NAMES)
    )


def _is_banner(element: HtmlElement) -> bool:
    return bool(element.get("role") == "banner" or element.tag == "header")


def _is_part_of(words: str, titles: Sequence[str]) -> bool:
    is_long = len(words) >= _SHORTEST
    return bool(words) and any(title.startswith(words) or (is_long and words in title) for title in titles)


def _first(page: HtmlElement, *tags: str) -> Iterator[HtmlElement]:
    return (element for element, _ in zip(page.iter(*tags), range(_MOST_PARTS), strict=False))


def folded(text: str) -> str:
    """Words without their spaces and cases, to be compared."""
    return "".join(text.split()).casefold()
