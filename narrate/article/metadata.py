"""What a page says about itself in its head: JSON-LD, Open Graph, ``<meta>``, in this order."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, cast

from lxml import etree
from lxml.html import HtmlElement

from narrate.article import addresses, bylines, elements, large_title, page_dates, site_names, two_languages
from narrate.article.class_names import class_reason
from narrate.article.facts import (
    Facts,
    label_before,
    parse_date,
    without_page_number,
)
from narrate.article.site_names import folded
from narrate.patterns import compiled

_ARTICLE = compiled("Article|Posting|Report|Recipe|HowTo|Review|Interview", re.IGNORECASE)
_PAGE = compiled("WebPage", re.IGNORECASE)
_PUBLISHED = ("article:published_time", "og:published_time", "datepublished")
_DATES = (
    "date",
    "pubdate",
    "dc.date",
    "publish_date",
    "cxenseparse:recs:publishtime",
)
_DIARY = compiled(
    r"(?P<day>[0-9]{4}(?:(?P<sign>[-/.])[0-9]{1,2}[-/.][0-9]{1,2}|年[0-9]{1,2}月[0-9]{1,2}日))"
    r"(?:\s?[(（][^()（）]{1,4}[)）])?(?:の日記|\s*日記|(?(sign)\s*[:：]|(?!)))"
)
"""A day before a colon is a diary's if a program wrote it; in words it may be the day that is told of."""
_PICTURES = ("og:image", "og:image:secure_url", "og:image:url")
_CARDS = ("twitter:image", "twitter:image:src")
_SITE_CLASS = compiled(r"(?:blog|site)[-_]?(?:title|name)|(?:^|[\s_-])logo(?=$|[\s_-])", re.IGNORECASE)
_CALLED_SITE = compiled("サイト|ブログ|ニュース|新聞|マガジン|ポータル|公式|blog", re.IGNORECASE)
_POST_CLASS = compiled(r"(?:post|entry|article)[-_]?_?title", re.IGNORECASE)
_OF_STYLE = frozenset(("title", "Title", "MsoTitle"))
_HOME = compiled(r"(?:https?://[^/]+)?/(?:index\.\w+)?|https?://[^/]+|\.{1,2}/|index\.\w+")
_BEFORE_SITE = compiled(r"\s*[|｜»]\s*|\s[-–—]\s")
"""What stands before a site's name and in no title, as a colon does."""
_AROUND = frozenset(("nav", "aside", "footer"))
_ROLES_AROUND = frozenset(("navigation", "search", "complementary", "contentinfo"))
_OVER_WORDS = " or ".join(f"ancestor::{tag}" for tag in sorted({*elements.OVER_WORDS, two_languages.TAG}))
_OWN_TEXT = etree.XPath(f".//text()[not({_OVER_WORDS})]")
_A_DAY = 10  # characters: 2026-01-08
_IN_GREENWICH = ("Z", "+0000", "+00:00")
_A_TITLE = 10  # characters: a shorter only heading of the first level may be the site's name
_OF_SERIES = compiled(r"[^。、？！]{1,20}[\s　]*第\s?[0-9０-９一二三四五六七八九十百]{1,4}\s?[回号話]")
"""What a column is called, with its number: over the title, and in its place in the head of some pages."""
_CALLED_TITLE = compiled("(?:page|entry|post|article)[-_]?(?:title|ttl)", re.IGNORECASE)
_LONGEST_LD = 500_000  # characters


def find(page: HtmlElement, url: str = "") -> Facts:
    """Title, date, byline, address and picture of a page fetched from ``url``, as far as it says them."""
    meta = _meta(page)
    ld = _ld_article(page)
    facts = Facts(title=without_page_number(_title(page, ld, meta)))
    dates = [
        ld.get("datePublished"),
        ld.get("dateCreated"),
        *(meta.get(name) for name in _PUBLISHED),
        _day_before(facts.title),
        *(meta.get(name) for name in _DATES),
        *page_dates.written(page, _heading_of(page, facts.title)),
    ]
    facts.date = next((day for date in dates if isinstance(date, str) and (day := _day(date, page))), None)
    facts.byline = bylines.find(page, ld, meta, facts.title)
    facts.link = addresses.of_article(_links(page, ld, meta), url)
    pictures = (*map(meta.get, _PICTURES), _ld_picture(ld), *map(meta.get, _CARDS))
    named = (addresses.absolute(picture, url or facts.link) for picture in pictures)
    facts.picture = next(filter(None, named), "")
    return facts


def _day(moment: str, page: HtmlElement) -> dt.date | None:
    """The day in Japan; or the day as it is written, if the page shows that: then the zone is wrong."""
    day = parse_date(moment)
    written = parse_date(moment[:_A_DAY]) if moment.endswith(_IN_GREENWICH) else day
    if written == day:
        return day
    shown = {parse_date(bylines.text_of(time)) for time in page.iter("time")}
    return written if written in shown and day not in shown else day


def _day_before(title: str) -> str:
    """The day with which the title of a diary's page begins; empty if it has none."""
    found = _DIARY.match(title)
    return found["day"] if found else ""


def _links(page: HtmlElement, ld: dict[str, Any], meta: dict[str, str]) -> Iterator[object]:
    """What a page says its address is, the surest first."""
    for link in page.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            yield link.get("href")
    yield meta.get("og:url")
    about = ld.get("mainEntityOfPage")
    yield about.get("@id") or about.get("url") if isinstance(about, dict) else about
    yield ld.get("url")


def _ld_picture(ld: dict[str, Any]) -> object:
    """The address of JSON-LD's ``image``: text, an ImageObject, or a list of either."""
    image = ld.get("image")
    first = image[0] if isinstance(image, list) and image else image
    return first.get("url") or first.get("contentUrl") if isinstance(first, dict) else first


def _title(page: HtmlElement, ld: dict[str, Any], meta: dict[str, str]) -> str:
    """The article's own title: the longest heading that the head says too, with a site's name around it."""
    whole = " ".join((page.findtext(".//title") or "").split())
    titles = [
        str(ld.get("headline") or ld.get("name") or ""),
        meta.get("og:title", ""),
        meta.get("twitter:title", ""),
        whole,
    ]
    said = [" ".join(title.split()) for title in titles if title.strip()]
    found = [
        heading
        for heading in page.iter("h1", "h2", "h3")
        if not (_is_around(heading) or "author" in heading.get("class", "").split())
    ]
    if said == [whole] and (below := site_names.title_below(page, whole)):
        return below
    if below := site_names.title_under(page, found, said) or _under_column(page, said):
        return below
    heading = _named_heading(page, found, said, meta.get("og:site_name", ""))
    if heading:
        if over := _over_chapters(found, heading, said):
            return over
        whole_titles = (title for title in said if _is_most_of(folded(title), folded(heading)))
        return min(whole_titles, key=len, default=heading)
    tops = [one for one in found if one.tag == "h1" and _heading(one) and not (said and _is_of_site(one))]
    heads = [_heading(one) for one in tops if len(_heading(one)) >= _A_TITLE]
    heads = heads or [_heading(one) for one in tops if len(tops) == 1 and _is_in_article(one)]
    if len(heads) == 1:
        return _without_label(heads[0], said)
    large = large_title.find(page) if said in ([], [whole]) else None
    if large is not None:
        return _without_label(large_title.words_of(large), said)
    if said:
        return said[0] if said[0] != whole else _without_site(whole)
    called = next(filter(_is_called_title, page.iter("p")), None)
    return next((_heading(heading) for heading in ([called] if called is not None else page.iter("h1"))), "")


def _is_called_title(line: HtmlElement) -> bool:
    """Whether a line has the style of a title, as programs that write texts save it."""
    return not _OF_STYLE.isdisjoint(line.get("class", "").split()) and bool(_heading(line))


def _is_in_article(heading: HtmlElement) -> bool:
    above = heading.iterancestors()
    return any(part.tag in ("article", "main") or part.get("role") == "main" for part in above)


def _named_heading(page: HtmlElement, found: list[HtmlElement], said: list[str], site: str) -> str:
    """The longest of the headings ``found`` that the head's titles have too; empty if there is none.

    Those that their class calls a post's title go before the only one in an article, and that before those
    that are no link; but none before a whole title of which it is a part.
    """
    words = {heading: _heading(heading) for heading in found}
    of_site = set(filter(_is_of_site, found))
    names = {words[heading] for heading in of_site}
    texts = [words[heading] for heading in found if heading not in of_site] or list(words.values())
    names |= site_names.over_title(page, said)
    texts = [text for text in texts if text not in names] or texts
    texts += [text for text in _parts_of(said, page) if text not in names]
    posts = {words[heading] for heading in found if _is_post(heading)}
    headings = [text for text in texts if text in posts or folded(text) != folded(site)]
    alike = [(sum(_is_part(heading, title) for title in said), heading) for heading in headings]
    most = max((count for count, _ in alike), default=0)  # a site's name is in fewer of them
    same = [heading for count, heading in alike if count == most > 0]
    own = [words[heading] for heading in found if heading.tag == "h1" and _is_in_article(heading)]
    linked = {words[heading] for heading in found if _leads_elsewhere(heading)}
    likely = (
        [text for text in same if text in posts],
        own if len(own) == 1 and own[0] in same else [],
        [text for text in same if text not in linked],
        same,
    )
    chosen = max(next(filter(None, likely), []), key=len, default="")
    chosen = site_names.beginning(chosen, same, said)
    wholes = [text for text in same if any(folded(text) == folded(title) for title in said)]
    return next((text for text in wholes if folded(chosen) in folded(text)), chosen)


def _under_column(page: HtmlElement, said: list[str]) -> str:
    """The heading over the text that is called a title, where the head says only the number of a column."""
    columns = [bylines.SITE.split(title)[0].strip() for title in said]
    if not columns or not all(map(_OF_SERIES.fullmatch, columns)):
        return ""
    over = [one for one in site_names.before_prose(page) if _CALLED_TITLE.search(one.get("class", ""))]
    return _heading(over[0]) if len(over) == 1 and not _is_of_site(over[0]) else ""


def _over_chapters(found: list[HtmlElement], named: str, said: list[str]) -> str:
    """The only heading of the first level, where the named one is the first of several right under it.

    The head's title is that of the first chapter then: 由来 | 川の神社 of a page about the shrine.
    """
    tops = [one for one in found if one.tag == "h1" and _heading(one) and not _is_of_site(one)]
    chapters = [one for one in found if one.tag == "h2"]
    is_first = len(chapters) > 1 and _heading(chapters[0]) == named
    are_alike = is_first and chapters[0].get("class") == chapters[1].get("class")
    is_under = (
        len(tops) == 1
        and is_first
        and found.index(tops[0]) == found.index(chapters[0]) - 1
        and _is_in_article(tops[0]) == _is_in_article(chapters[0])
    )
    if not (are_alike and is_under):
        return ""
    over = _heading(tops[0])
    return "" if any(_is_part(over, words) for words in (named, *said)) else over


def _without_label(heading: str, titles: list[str]) -> str:
    """A heading without a few words before what the head calls the page: 会員限定."""
    parts = (part for title in titles for part in bylines.SITE.split(title))
    return next((part for part in parts if label_before(heading, part)), heading)


def _parts_of(titles: list[str], page: HtmlElement) -> list[str]:
    """Texts of the page that are most of what the head calls it: a title that is no heading."""
    whole = [folded(title) for title in titles]

    def is_one(text: str) -> bool:
        part = folded(text)
        return (
            len(text) >= _A_TITLE
            and not _OF_SERIES.fullmatch(text)
            and any(part in title and 2 * len(part) > len(title) for title in whole)
        )

    return sorted(
        {
            text
            for part in page.iter("a", "b", "big", "center", "div", "font", "p", "span", "strong", "td")
            if is_one(text := " ".join((part.text or "").split()))
            and not (len(part) or _is_around(part) or _is_called_site(part))
        }
    )


def _is_around(element: HtmlElement) -> bool:
    """Whether an element stands in a menu, at the page's foot, beside the article or in what pops up."""
    above = (element, *element.iterancestors())
    return any(
        part.tag in _AROUND or part.get("role") in _ROLES_AROUND or class_reason(part) == "dialog"
        for part in above
    )


def _is_of_site(heading: HtmlElement) -> bool:
    """Whether a heading is the site's name: its class says so, or it is a link to the site's first page."""
    if _is_called_site(heading):
        return True
    links = list(islice(heading.iter("a"), 2))
    is_all = len(links) == 1 and bylines.text_of(links[0]) == bylines.text_of(heading)
    return is_all and bool(_HOME.fullmatch(links[0].get("href", "")))


def _is_called_site(element: HtmlElement) -> bool:
    return bool(_SITE_CLASS.search(f"{element.get('class', '')} {element.get('id', '')}"))


def _leads_elsewhere(heading: HtmlElement) -> bool:
    """Whether a heading is a link, as the site's name is over the title; no anchor."""
    link = next(heading.iter("a"), None)
    href = "" if link is None else link.get("href", "")
    return bool(href) and not href.startswith("#") and bylines.text_of(link) == bylines.text_of(heading)


def _is_post(heading: HtmlElement) -> bool:
    """Whether a heading is called the title of a post; a theme may give its words as the site's name."""
    return heading.tag == "h1" and bool(_POST_CLASS.search(heading.get("class", "")))


def _heading_of(page: HtmlElement, title: str) -> HtmlElement | None:
    return next((each for each in page.iter(*elements.HEADINGS) if _heading(each) == title), None)


def _heading(heading: HtmlElement) -> str:
    text = cast(list[str], _OWN_TEXT(heading))
    return " ".join("".join(text).split()).rstrip("¶#⌗§ ")


def _is_part(heading: str, title: str) -> bool:
    short, long = sorted((folded(heading), folded(title)), key=len)
    return bool(short) and short in long and (short in folded(title) or 2 * len(short) > len(long))


def _is_most_of(part: str, text: str) -> bool:
    return part in text and 2 * len(part) > len(text)


def _without_site(title: str) -> str:
    """``題 | サイト名`` → ``題``: the longest part, but for a last one that is called a site."""
    *parts, last = (_BEFORE_SITE if _BEFORE_SITE.search(title) else bylines.SITE).split(title)
    return max(parts if parts and _CALLED_SITE.search(last) else [*parts, last], key=len)


def _meta(page: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in page.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name and (content := " ".join((meta.get("content") or "").split())):
            found.setdefault(name, content)
    return found


def _ld_article(page: HtmlElement) -> dict[str, Any]:
    """What JSON-LD says of the article, else of the page; empty if it says nothing."""
    things = [thing for thing in _ld_things(page) if thing.get("headline") or thing.get("datePublished")]
    for kind in (_ARTICLE, _PAGE):
        if found := next((thing for thing in things if kind.search(str(thing.get("@type", "")))), None):
            return found
    return {}


def _ld_things(page: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in page.iter("script"):
        if script.get("type", "").lower() != "application/ld+json" or len(script.text or "") > _LONGEST_LD:
            continue
        try:
            yield from _things(json.loads(script.text or ""))
        except (ValueError, RecursionError):
            continue


def _things(data: object) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD document: alone, in a list, or under ``@graph``."""
    for thing in data if isinstance(data, list) else [data]:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            yield from (part for part in graph if isinstance(part, dict)) if isinstance(graph, list) else ()
