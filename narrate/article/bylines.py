"""Who wrote a page, as its head says, its marks, its labels and its title, in this order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from narrate.article import beside
from narrate.article.class_names import class_reason
from narrate.article.credits import writer
from narrate.article.people import (
    DESKS,
    introduced,
    is_organization,
    looks_like_name,
    name_alone,
    names_of,
    without_office,
)
from narrate.patterns import compiled

SITE = compiled(
    r"\s*(?:[|｜»:：–—]|\s[-/]\s|[（(【]|(?<![市町村区県省庁])／(?=[^／]{1,12}[市町村区県省庁]$))\s*"
)
"""What stands between an article's title and a site's name."""
_AUTHORS = ("article:author", "author", "dc.creator", "cxenseparse:author")
_ACCOUNT = "twitter:creator"
"""May be the site's, so whom the page names comes first."""
_MONTH = "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_NO_NAME = compiled(
    r"://|^@|admin$|^(?:管理者|管理人)$|\b(?:Inc|Ltd|LLC|Corp)\.?$|(?:ページ|一覧|情報|プロフィール|^ホーム|TOPICS|トピックス)$"
    r"|^(?:author|administrator|root|user\d*|guest|editor|owner|web-?master|staff(?: ?writer)?|writer"
    r"|anonymous|unknown|undefined|null|none|n/?a|test"
    r"|(?:著|投稿|執筆|作成|発信|編集)者|筆者|作者|記者|ライター|スタッフ|運営(?:者|事務局)?|名無し(?:さん)?|匿名|ゲスト|未設定|不明|なし)(?:名|一覧)?$"
    rf"|^\d{{1,2}} {_MONTH} \d{{4}}$|^{_MONTH} \d{{1,2}}(?:, \d{{4}})?$"
    r"|^(?:[a-z0-9-]+\.){1,3}(?:com|jp|net|org|co|io)$|^(?:注|註|脚注|補注|note|fn|[*＊※†‡])?\s?[0-9０-９一二三四五六七八九十]{0,3}$|^[\W\d_]*$",
    re.IGNORECASE,
)
_HATENA = "id:"
"""Before the name of an account, as Hatena shows it."""
_OF_MANY = "Organization"  # NewsMediaOrganization too
_HANDLE = compiled(r"@\w{2,30}")
_AUTHOR_CLASS = compiled(
    r"(?:^|[\s_-]|(?<=[a-z])(?<!ype)(?<!ook)(?<!uote)(?<!mment)(?<!view)(?=[A-Z]))(?:[aA]uthor|fn|[bB]yline|[wW]riter|[rR]eporter|posted-?by|(?:article|entry)-?author"
    r"|(?:[aA]uthor|[wW]riter|[bB]yline|[rR]eporter|user|creator)(?:[-_]?(?:info|box|profile|card))?(?:-|_{1,2})?(?:[nN]ick)?[nN]ame)"
    r"(?:__[\w-]{4,10}|_[a-z0-9]{5,6}_[0-9]+)?(?=$|\s)"
)
"""Also with the hash of a module's styles behind it: Article_writer__R4e3w."""
_PARTS = ("p", "li", "dd", "h2", "h3", "h4")
"""What a box about the author has in it."""
_AUTHOR_PAGE = compiled(r"/(?:authors?|writers?|reporters?|columnists?)/[^/]+/?$")
_BY = compiled(
    r"^(?:(?:written |posted )?by\b|(?:取材・)?文[:：=＝]"
    r"|(?:著者?|執筆者?|ライター|筆者|投稿者|料理|レシピ|作者|作家|作)\s?[:：]|投稿者\s)\s*",
    re.IGNORECASE,
)
_NAME_CLASS = compiled(r"(?:__|[a-z]-|[a-z](?=N))name$", re.IGNORECASE)
_POSTED = compiled(r"posted by\s+(?P<name>[^\s|｜].{0,30}?)(?:\s+(?:at|on)\s+\d|$)", re.IGNORECASE)
A_WRITER = compiled(
    "(?:取材・)?文|(?:この(?:記事|コラム)の)?(?:(?:取材・)?執筆者?|著者?|筆者|ライター|書き手)|投稿者|(?:この(?:記事|コラム)を)?書いた人"
    "|text|words|author|writer|(?:text|words|written) by",
    re.IGNORECASE,
)
"""The label of who wrote an article."""
_OF_PAGE = compiled(r"\s*[（(][0-9]{1,2}\s?(?:ページ|頁)[)）]$")
_LABEL_BEFORE = compiled(r"(?:^|[\s|｜/／・])(?:作者|作家|著者?|筆者|執筆者?|ライター|投稿者|文)\s?[:：]\s*$")
_OF_PAPER = compiled("DOI|(?:掲載|雑誌)(?:雑?誌|名)?|論文(?:名|題目|タイトル)?|journal|title", re.IGNORECASE)
_AFTER_NAME = compiled(r"\s*(?:[、,／/|｜(（]|\d{4}[-/.年]|\d+[分時日]).*$|\s*(?:さん|氏|記者)$")
_BUTTON = compiled(
    r"[+＋✚]?\s?(?:[^\s。]{0,8}(?:を|の)?フォロー(?:する|中|して.{0,10})?|[^。]{0,12}(?:記事|作品|投稿)?一覧(?:へ|を見る)?|プロフィール.{0,6}|Follow(?:ing)?"
    r"|[^。]{0,20}を?(?:見る|読む|受け取る|通知)|@\w{1,30}|(?:取材・)?文|著者|執筆者?|筆者|ライター|記者|writer|author|by)",
    re.IGNORECASE,
)
"""What stands beside a name and is no part of it."""
_IN_BRACKETS = compiled(
    r"[^。]{0,40}[\[［](?P<name>[^\[\]［］，,、。]{2,16})[，,][^\[\]［］。0-9０-９]{2,30}[\]］]"
)
_LONGEST_NAME = 40  # characters
_LEAVES = ("address", "cite", "dd", "div", "font", "li", "p", "small", "span", "td")
_CREDIT, _LONGEST_CREDIT = compiled("[:：=＝/／]"), 60  # characters
_NEAR = 3  # elements around a date in which its author is named
_NO_PERSON = compiled("site|blog|brand|shop|store|company|service|logo", re.IGNORECASE)


def find(page: HtmlElement, ld: Mapping[str, Any], meta: Mapping[str, str], title: str) -> str:
    """The byline of a page with this ``title``, what JSON-LD (``ld``) and ``<meta>`` say of it; or empty."""
    marked = list(_marked_authors(page))
    site = meta.get("og:site_name", "")
    author = "" if _is_publisher(ld, page) else names_of(_people(ld.get("author")))
    said = (meta.get(name, "") for name in _AUTHORS)
    names = [author, *(writer(name) or name for name in said), *marked]
    names += [*_labelled_authors(page), *_posting_authors(page), _credited(page), *_linked_authors(page)]
    names += [_named_in_title(page, title, site), *_bracketed_authors(page)]
    names = [name.removeprefix(_HATENA) for name in names if name != title and not is_organization(name)]
    sites = (site, _site_in_title(page))
    names = sorted([*names, meta.get(_ACCOUNT, "")], key=lambda name: _is_desk(name, sites))
    byline = next((name for name in names if name and name != site and not _NO_NAME.search(name)), "")
    accounts = (name[1:] for name in names if _HANDLE.fullmatch(name))
    byline = byline or next((name for name in accounts if _letters(name) != _letters(site)), "")
    called = f"{site} {page.findtext('.//title') or ''}"
    byline = byline or next(filter(None, (introduced(text, called) for text in page.itertext())), "")
    return name_alone(byline) or (site if site in marked and not is_organization(site) else "")


def _letters(name: str) -> str:
    """A name as an account can spell it: ``wiredjp`` for WIRED.jp and wired_jp."""
    return "".join(filter(str.isalnum, name)).casefold()


def _people(authors: object) -> object:
    """The authors of JSON-LD but for organizations beside people."""
    several = authors if isinstance(authors, list) else [authors]
    people = [one for one in several if not (isinstance(one, Mapping) and one.get("@type") == _OF_MANY)]
    return people or authors


def text_of(element: HtmlElement) -> str:
    """The words of a small element, or of the beginning of a large one."""
    return " ".join("".join(islice(element.itertext(), 9)).split())


def _is_publisher(ld: Mapping[str, Any], page: HtmlElement) -> bool:
    """Whether the author is an organization whose name begins as the site's: it stands for whoever wrote."""
    author, publisher = ld.get("author"), ld.get("publisher")
    first = author[0] if isinstance(author, list) and len(author) == 1 else author
    if not isinstance(first, dict) or not str(first.get("@type")).endswith(_OF_MANY):
        return False
    name, sites = names_of(first), (names_of(publisher), _site_in_title(page))
    return any(site and f"{name} ".startswith((f"{site} ", f"{site}（")) for site in sites)


def _site_in_title(page: HtmlElement) -> str:
    return SITE.split(_OF_PAGE.sub("", _title_of(page)))[-1]


def _title_of(page: HtmlElement) -> str:
    """The whole of ``<title>``, in one line."""
    return " ".join((page.findtext(".//title") or "").split())


def _is_desk(name: str, sites: Iterable[str]) -> bool:
    """Whether a name is a desk's, or what the site's begins with and nobody's: ITmedia of ITmedia NEWS."""
    is_of_site = bool(name) and any(f"{site} ".startswith(f"{name} ") for site in sites)
    return name.endswith(DESKS) or (is_of_site and not looks_like_name(name))


def _named_in_title(page: HtmlElement, title: str, site: str) -> str:
    """Whom the page's title names beside the article's and a link beside the date: ``題｜山田｜サイト名``."""
    whole = _title_of(page)
    parts = [_BY.sub("", part.strip()) for part in SITE.split(whole.replace(title, ""))]
    ends_with_site = site in ("", parts[-1])
    people = parts[:-1] if ends_with_site else parts
    for time in page.iter("time"):
        for above in islice(time.iterancestors(), _NEAR):
            beside = [*map(text_of, _named_elements(above))] if parts[-1] != site else []
            if parts[-1] and parts[-1] in beside:
                return parts[-1]
            links = [text_of(link) for link in above.iter("a") if not _is_way(link)]
            if found := next((part for part in people if part and part in links), ""):
                return found
    leaves = {(leaf.text or "").strip() for leaf in page.iter("div", "p", "span", "a") if not len(leaf)}
    return next((part for part in parts[:-1] if part in leaves and looks_like_name(part)), "")


def _is_way(link: HtmlElement) -> bool:
    """Whether a link is of the way to the page, which leads over what it is about."""
    return any(class_reason(above) == "navigation" for above in link.iterancestors())


def _named_elements(page: HtmlElement) -> Iterator[HtmlElement]:
    """The elements whose class says that they hold a name, none of a site: ``noteHeader__name``."""
    for element in page.iter("a", "div", "p", "span"):
        names = element.get("class", "").split()
        if any(_NAME_CLASS.search(name) and not _NO_PERSON.search(name) for name in names):
            yield element


def _labelled_authors(page: HtmlElement) -> Iterator[str]:
    """What stands beside 文, 執筆 or author, in a list of facts or in a box."""
    for label in page.iter("dt", "th", "span", "div", "p"):
        name = beside.behind(label)
        if name is None or not A_WRITER.fullmatch(text_of(label)):
            continue
        is_code = any(above.tag in ("pre", "code") for above in label.iterancestors())
        words = text_of(name)
        alone = without_office(words) if label.tag in ("div", "p") else words
        is_in_text = label.tag in ("div", "p") and not looks_like_name(alone)
        if not (is_code or is_in_text or _is_of_paper(label)):
            yield from [alone] if 1 < len(words) <= _LONGEST_NAME else []


def _linked_authors(page: HtmlElement) -> Iterator[str]:
    """The link to whoever wrote it, right behind a label over the text: 作者：<a>山田 花子</a>."""
    for link in page.iter("a", "p", "div"):
        if link.tag != "a":
            if len(link.text or "") > _LONGEST_CREDIT and "。" in (link.text or ""):
                return
            continue
        before, above = link.getprevious(), link.getparent()
        words = (above.text if above is not None else "") if before is None else before.tail
        is_labelled = _LABEL_BEFORE.search(words or "") and 1 < len(text_of(link)) <= _LONGEST_NAME
        if is_labelled and not any(class_reason(box) or box.tag == "aside" for box in link.iterancestors()):
            yield text_of(link)


def _is_of_paper(label: HtmlElement) -> bool:
    """Whether a label is one of a table of facts about a paper, whose authors did not write the page."""
    table = next(label.iterancestors("table", "dl"), None)
    labels = () if table is None else table.iter("dt", "th")
    return any(_OF_PAPER.fullmatch(text_of(other)) for other in labels)


def _credited(page: HtmlElement) -> str:
    """Whom a credit alone in its element names, 取材・文＝山田 花子, or the box of a blog, Author:山田.

    Nobody where several are named: those wrote other articles.
    """
    leaves = (leaf for leaf in page.iter(*_LEAVES) if not len(leaf) or leaf[0].tag == "br")
    names = {name for leaf in leaves if (name := _named_in_credit(leaf))}
    return names.pop() if len(names) == 1 else ""


def _named_in_credit(leaf: HtmlElement) -> str:
    text = (leaf.text or "").strip()
    name = writer(text) if len(text) <= _LONGEST_CREDIT and _CREDIT.search(text) else ""
    is_of_comment = bool(name) and any(class_reason(e) == "comments" for e in leaf.iterancestors())
    return "" if is_of_comment else name


def _posting_authors(page: HtmlElement) -> Iterator[str]:
    """Who posted it, as a line under an entry of an old blog says: ``posted by 山田 at 12:34``."""
    for element in page.iter("p", "div", "span"):
        is_filed = (element.text or "").strip() == "in"
        words = (element.text, *(child.tail for child in element if is_filed))
        found = next(filter(None, (_POSTED.match((part or "").strip(" 　\n,、，")) for part in words)), None)
        around = (element, *element.iterancestors()) if found else ()
        if found and not any(class_reason(part) == "comments" for part in around):
            yield found["name"]


def _bracketed_authors(page: HtmlElement) -> Iterator[str]:
    """Whom a line of the head names before the site or its desk: [山田 花子，川の新聞編集部].

    A year or a page behind the name is of a work that is quoted: [山田 花子，2019].
    """
    for element in page.iter("div", "p", "span", "small"):
        found = _IN_BRACKETS.fullmatch(text_of(element)) if element.getparent() is not None else None
        if found and looks_like_name(found["name"]):
            yield found["name"]


def _without_buttons(element: HtmlElement) -> str:
    """The words of an element but for labels and buttons, each in its own element: フォロー, 記事一覧."""
    parts = (part for part in element.itertext() if not _BUTTON.fullmatch(part.strip()))
    return " ".join("".join(parts).split())


def _marked_authors(page: HtmlElement) -> Iterator[str]:
    for element in page.iter("a", "span", "p", "div", "address", "cite", "b", "strong", "li", "dd"):
        words = f"{element.get('rel', '')} {element.get('class', '')} {element.get('itemprop', '')}"
        is_around = next(element.iterdescendants(*_PARTS), None) is not None
        if not is_around and (_AUTHOR_CLASS.search(words) or _AUTHOR_PAGE.search(element.get("href", ""))):
            text = _without_buttons(element).strip("（）()[]［］【】《》")
            name = _AFTER_NAME.sub("", writer(text) or _BY.sub("", text))
            is_of_comment = any(class_reason(e) == "comments" for e in element.iterancestors())
            if name and len(name) <= _LONGEST_NAME and "。" not in name and not is_of_comment:
                yield name
