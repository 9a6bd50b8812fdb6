"""Which elements of a page are read, and why others are not: told by tag, role, attributes and class.

Class names are habits, not rules: an element that holds a good part of the page's prose is read whatever it
is called (WordPress puts ``tag-ai`` and ``category-news`` on the article itself).
"""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import unquote

from lxml import etree
from lxml.html import HtmlElement

from narrate.article import beside, captions, citations, folded, two_languages, ways_out
from narrate.article.class_names import HEADING_TAGS, class_reason
from narrate.article.clutter import NUMBER_OF_HEADING
from narrate.article.code_as_text import holds_code
from narrate.patterns import compiled

HEADINGS = {tag: level for level, tag in enumerate(HEADING_TAGS, 1)}
BLOCKS = frozenset(HEADINGS) | {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr",
    "html", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
"""Elements that begin a line of their own; all others stand in the line."""

APART = BLOCKS | {"br", "img", "textarea", "select", "button", "iframe"}
"""Elements before and after which another word begins."""

SILENT = frozenset((
    "base", "canvas", "link", "meta", "noscript", "param", "script", "style", "svg", "template", "title",
))  # fmt: skip
"""Elements whose text nobody sees; what the parser puts into a source stands behind it in a browser."""

OVER_WORDS = frozenset(("rt", "rtc", "rp"))
"""What is set over words tells how they are read and is no word of the text."""

IN_LINE = frozenset((
    "hidden", "footnote mark", "edit link", "formula", "struck out", "form", "embedded", "share buttons",
    "tags", "link card", "caption", "shortcode", "comment", "attributes", "address", "emoji code",
    "version note", "bullet", "link to a heading", "English beside a heading",
))  # fmt: skip
"""Reasons that also count for elements in the line; a class name on a word is more often its looks."""

IN_SENTENCE = IN_LINE - {"share buttons", "tags", "caption", "comment", "embedded"}
"""Those that count for a word in a sentence too."""

_ALWAYS = {
    **{"pre": "code block", "figcaption": "caption", "math": "formula", "textarea": "form", "select": "form"},
    **{"iframe": "embedded", "video": "embedded", "audio": "embedded", "object": "embedded"},
    **{"del": "struck out", "s": "struck out", "strike": "struck out"},
}
_ALWAYS |= {
    **{"x-shortcode": "shortcode", "x-comment": "comment", "x-embedded": "embedded"},
    **{"x-attributes": "attributes", "x-emoji": "emoji code", "x-toc": "table of contents"},
    **{"x-address": "address", two_languages.TAG: "English beside a heading"},
}  # as ``markdown`` and ``scrapbox`` mark what is no CommonMark
_BY_TAG = {
    **{"nav": "navigation", "menu": "navigation", "form": "form", "button": "form", "dialog": "dialog"},
    **{"footer": "footer"},
}
_BY_ROLE = {
    **{"navigation": "navigation", "search": "form", "banner": "navigation", "contentinfo": "footer"},
    **{"dialog": "dialog", "alertdialog": "dialog", "complementary": "aside", "menu": "navigation"},
    **{"doc-toc": "table of contents", "tablist": "navigation", "button": "form"},
}
_BY_ITEMPROP = {
    **{"author": "byline", "datePublished": "date", "dateModified": "date", "publisher": "byline"},
    **{
        "aggregateRating": "comments",
        "review": "comments",
        "comment": "comments",
        "breadcrumb": "navigation",
    },
    **{"nutrition": "recipe facts", "prepTime": "recipe facts", "cookTime": "recipe facts"},
    **{"totalTime": "recipe facts", "keywords": "tags"},
}
_HIDDEN = compiled(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_OWN_RIGHT = frozenset(("html", "body", "main", "article", "h1"))
_NOTE_ID = compiled(r"(?:fn|footnotes?)[-_:]?\d{1,3}", re.IGNORECASE)
_SIGNS = compiled(r"font-family\s*:\s*[\"']?(?:Wingdings|Webdings)\b", re.IGNORECASE)
_BULLET = compiled(rf"{_SIGNS.pattern}|font-family\s*:\s*Symbol\b|mso-list\s*:\s*Ignore", re.IGNORECASE)
_LONGEST_BULLET = 2  # characters
_FOLDED, _FEW, _FEW_PARTS = 200, 9, 40  # tags in what is folded away, other parts, parts of a heading
_STOP = compiled("。|[ぁ-ん][！？!?]")
_MOST_ROWS, _LONGEST_CELL = 60, 60  # of a table of data; characters
_OF_CELLS = frozenset(("a", "b", "br", "div", "p", "small", "span", "strong"))
_MARK = compiled(
    r"[\[(（]?(?:注|※|\*|†|‡)?\s?[0-9]{0,3}[\])）]?(?<=[\])）0-9†‡*※])(?<![0-9]{4})|\[[^\]]{1,12}\]"
)
_TO_NOTE = compiled(
    r"[^#]*#(?:_?ftn|fn|foot-?note|endnote|note|sdfootnote|cite_note)[-_:]?[\w-]{0,16}", re.IGNORECASE
)
_NUMBER = compiled("[0-9]{1,3}")
_LINKED_MARK = compiled(r"[\[(（]?(?:注|※|\*|†|‡)\s?[0-9]{0,3}[\])）]?|[\[(（][0-9]{1,3}[\])）]")
_NOTES_CLASS = compiled(r"(?:^|\s)footnotes?(?:\s|$)")
_BACK_TO_MARK = compiled("[^#]*#(?:fn(?:-?ref|-)|footnote-?(?:ref|anchor))")
"""The address of a footnote's mark, as Markdown's programs, Hatena and Substack write it."""
_STEP_NUMBER = compiled(r"(?:^|[\s_-])step[-_]?(?:no|num(?:ber)?)(?=$|\s)", re.IGNORECASE)
_BEFORE_WORDS = compiled(
    r"[\W\d_]*(?:第?\s?[0-9０-９一二三四五六七八九十百]+\s?[編章節款条項部話回]?|[QＱ]|[A-Za-z]{1,8}\.?\s?[0-9]+)[\W\d_]*"
)
"""What stands before the words of a heading: 第1章, 2.3, Q., Step 4."""
_CALLOUT = compiled(
    r"\b(?:msg|message|note|callout|admonition(?:block)?|alert|tip|info|warning|hint|starlight-aside)\b"
)
_CATEGORY = compiled(r"(?:^|[\s_-])(?:categor(?:y|ies)|genre|tag)(?=$|[\s_-])", re.IGNORECASE)
"""What links to the other articles of a kind are called; other elements may be of the article's own kind."""
_MOST = 0.6  # of the prose
HEAVY = 0.3
"""Of the page's prose: no class name weighs against that."""


def reason(element: HtmlElement, share: float) -> str:
    """Why an element of a page is not read, empty if it is; ``share`` (0 to 1) is its part of the prose."""
    tag = str(element.tag)
    is_heavy = share >= HEAVY
    why = _reason_anywhere(element)
    is_text = is_heavy and (why == "footnotes" or (why == "table" and _is_text(element, share)))
    if why and not is_text:
        return why
    if tag in _OWN_RIGHT or is_heavy:
        return ""
    if "button" in (tag, element.get("role")) and opens_something(element):
        return ""
    if tag == "aside" and not _CALLOUT.search(element.get("class", "")):
        return "aside"
    if tag == "a" and _CATEGORY.search(f"{element.get('class', '')} {element.get('rel', '')}"):
        return "tags"
    if tag == "header" and _is_banner(element):
        return "navigation"
    property = element.get("itemprop", "")
    return (
        _BY_TAG.get(tag, "")
        or _BY_ROLE.get(element.get("role", ""), "")
        or ("" if property == "comment" and is_post(element) else _BY_ITEMPROP.get(property, ""))
        or ("hidden" if element.get("aria-hidden") == "true" and not _is_panel(element) else "")
        or ways_out.class_reason_of_page(element, class_reason(element))
    )


def _is_text(table: HtmlElement, share: float) -> bool:
    """Whether a table with a good part of the prose is most of the page, or by its head none of data."""
    row = table.find("./thead/tr")
    is_headed = row is not None and len(row) > 1 and all(cell.tag == "th" for cell in row)
    return share >= _MOST or not is_headed


def _is_banner(header: HtmlElement) -> bool:
    """Whether a header is the site's: no heading is in it, and behind it stands what the page is about."""
    if next(header.iterancestors("header"), None) is not None:
        return False
    if any("".join(heading.itertext()).strip() for heading in header.iter(*HEADINGS)):
        return False
    behind = islice(header.itersiblings("*"), _FEW)
    return any(part.tag == "main" or any(inner.tag == "main" for inner in part[:_FEW]) for part in behind)


def _is_panel(element: HtmlElement) -> bool:
    """Whether an element that is not shown yet has its text behind a tab: another of its look is shown."""
    look = (element.tag, element.get("class"))
    above = element.getparent()
    near = () if above is None else islice(above, _FEW)
    others = (part for part in near if (part.tag, part.get("class")) == look)
    return bool(look[1]) and any(part.get("aria-hidden") == "false" for part in others)


def is_post(comment: HtmlElement) -> bool:
    """Whether a comment is a post of a thread: the first post beside it looks the same."""
    above, look = comment.getparent(), (comment.tag, comment.get("class"))
    beside = islice(above, _FEW) if above is not None else ()
    first = next((part for part in beside if (part.tag, part.get("class")) == look), comment)
    return bool(look[1]) and first.get("itemprop") != "comment"


def reason_in_part(element: HtmlElement) -> str:
    """Why an element is not read where all is article: only what cannot be heard is dropped."""
    names = set(element.get("class", "").split())
    if names & {"footnote-ref", "footnote-backref"}:
        return "footnote mark"
    if element.tag in ("nav", "form", "button"):
        return _BY_TAG[str(element.tag)]
    if element.tag in ("figure", "blockquote", "cite") and class_reason(element) == "embedded":
        return "embedded"
    if element.tag == "p" and (captions.breaks_off_below(element) or captions.is_called_so(element)):
        return "caption"
    if element.tag in ("div", "p") and element.get("class") and class_reason(element) == "caption":
        return "caption"
    if element.tag == "center" and captions.is_centred_below(element):
        return "caption"
    if why := folded.reason(element):
        return why
    return _reason_anywhere(element) or ("formula" if "math" in names else "")


def opens_something(button: HtmlElement) -> bool:
    """Whether a button is the heading or the question under which its text is folded away."""
    folds = button.get("aria-expanded") is not None or button.get("aria-controls") is not None
    is_asked = "".join(button.itertext()).strip().endswith(("？", "?")) and _is_over_text(button)
    return folds or is_asked or any(True for _ in button.iterancestors("dt", "summary", *HEADINGS))


def _is_over_text(button: HtmlElement) -> bool:
    """Whether what stands right behind a button has a sentence in it."""
    below = beside.behind(button)
    return below is not None and any("。" in words for words in islice(below.itertext(), _FEW))


def _reason_anywhere(element: HtmlElement) -> str:
    tag = str(element.tag)
    is_hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style", ""))
    if is_hidden and not _is_folded(element):
        return "hidden"
    if tag == "table" and not is_layout(element):
        return "table"
    if captions.is_caption(element):
        return "caption"
    if tag == "summary" and not _opens_text(element):
        return "summary of what is not read"
    if tag in ("sup", "a") and (why := _reason_of_mark(element)):
        return why
    if tag in ("div", "section", "li") and _is_of_notes(element):
        return "footnotes"
    if why := _reason_by_words(element):
        return why
    if tag == "span" and _is_bullet(element):
        return "bullet"
    return NUMBER_OF_HEADING if _is_step_number(element) else _ALWAYS.get(tag, "")


def _reason_by_words(element: HtmlElement) -> str:
    if element.tag in ("div", "p", "code") and holds_code(element):
        return "code block"
    if citations.names_sources(element):
        return "references"
    return "contact" if element.tag == "address" and "。" not in "".join(element.itertext()) else ""


def _is_step_number(heading: HtmlElement) -> bool:
    """Whether an element is a heading that is but the number of a step, as its class says too."""
    if heading.tag not in HEADINGS:
        return False
    words = "".join(islice(heading.itertext(), _FEW_PARTS)).strip()
    return words.isdecimal() and bool(_STEP_NUMBER.search(heading.get("class", "")))


def _is_bullet(span: HtmlElement) -> bool:
    """Whether an element is the mark before an item, in letters that are signs, as Word saves it."""
    style = span.get("style", "")
    if not style or not _BULLET.search(style) or not _begins_block(span):
        return False
    words = "".join(islice(span.itertext(), _FEW)).strip()
    is_sign = bool(_SIGNS.search(style)) or words == "o" or not any(map(str.isalnum, words))
    return 0 < len(words) <= _LONGEST_BULLET and is_sign and not any(map(str.isnumeric, words))


def _begins_block(span: HtmlElement) -> bool:
    """Whether no word stands before an element in its line; comments of Word may."""
    part = span
    while part.tag not in BLOCKS:
        above = part.getparent()
        if above is None or (above.text or "").strip() or beside.before(part) is not None:
            return False
        part = above
    return True


def _reason_of_mark(mark: HtmlElement) -> str:
    if is_footnote_mark(mark):
        return "footnote mark"
    return "link to a heading" if mark.tag == "a" and _is_link_to_itself(mark) else ""


def _is_link_to_itself(link: HtmlElement) -> bool:
    """Whether a link leads to the heading that it stands in, and the heading has words without it."""
    if not link.get("href", "").startswith("#"):
        return False
    heading = next(link.iterancestors(*HEADINGS), None)
    if heading is None or unquote(link.get("href", "")[1:]) not in _names_of(heading):
        return False
    own = "".join(islice(link.itertext(), _FEW_PARTS))
    rest = "".join(islice(heading.itertext(), _FEW_PARTS)).replace(own, "", 1)
    return any(map(str.isalpha, rest)) and not _BEFORE_WORDS.fullmatch(rest)


def _names_of(heading: HtmlElement) -> set[str]:
    """What a link to a heading may call it."""
    return {
        heading.get("id", ""),
        *(part.get("id") or part.get("name", "") for part in islice(heading.iter("a", "span"), _FEW_PARTS)),
    }


def _is_folded(element: HtmlElement) -> bool:
    """Whether a button right over an element, or in the heading there, opens its text, and no menu."""
    over = beside.before(element)
    if over is None or over.tag not in ("button", "dt", *HEADINGS):
        return False
    is_opened = any(part.get("aria-expanded") is not None for part in over.iter("*"))
    return is_opened and any("。" in words for words in element.itertext())


def _is_of_notes(element: HtmlElement) -> bool:
    """Whether an element is a footnote, or holds them, each with the way back to its mark in the text."""
    if element.tag == "li":
        return bool(_NOTE_ID.fullmatch(element.get("id", "")))
    is_called_so = _NOTES_CLASS.search(element.get("class", "")) or element.get("role") == "doc-endnotes"
    links = element.iter("a") if is_called_so else ()
    return any(_BACK_TO_MARK.match(link.get("href", "")) for link in links)


def _opens_text(summary: HtmlElement) -> bool:
    """Whether something is read of what is folded away under a few words."""
    folded = summary.getparent()
    if folded is None or folded.tag != "details" or folded[0] is not summary:
        return True
    walk = etree.iterwalk(folded, events=("start", "end", "comment", "pi"))
    for event, element in islice(walk, _FOLDED):
        is_silent = element.tag in ("summary", "pre", "table")
        if event == "start" and is_silent:
            walk.skip_subtree()
        text = element.text if event == "start" and not is_silent else None
        tail = element.tail if event != "start" and element is not folded else None
        if (text or "").strip() or (tail or "").strip():
            return True
    return False


def _is_only_child(element: HtmlElement) -> bool:
    beside = (next(element.itersiblings("*", preceding=is_over), None) for is_over in (True, False))
    return not any(one is not None for one in beside)


def is_layout(table: HtmlElement) -> bool:
    """Whether a table only places the parts of an old page: headings, paragraphs, tables, or one cell."""
    above = table.getparent()
    is_callout = above is not None and _CALLOUT.search(above.get("class", "")) and _is_only_child(table)
    if table.get("role") == "presentation" or (is_callout and sum(1 for _ in table.iter("tr")) == 1):
        return True
    if any(True for _ in table.iter("th", "caption")):
        return False
    inside = [
        sum(1 for _ in table.iter(*tags)) for tags in (("p", "h1", "h2", "h3", "br"), ("table",), ("td",))
    ]
    blocks, tables, cells = inside
    if _is_grid(table):
        return False
    if blocks + tables > 1 and (blocks + tables > cells or tables > 1):
        return True
    rows = list(islice(table.iter("tr"), _MOST_ROWS))
    said = sum(bool(_STOP.search("".join(row.itertext()))) for row in rows)
    is_column = said and 2 * said >= len(rows) and all(len(row) <= 1 for row in rows)
    return bool(is_column) or sum(1 for cell in table.iter("td") if "".join(cell.itertext()).strip()) <= 1


def _is_grid(table: HtmlElement) -> bool:
    """Whether a table has rows of as many short cells, labels over or beside them, as one of data has."""
    rows = [list(row.iterchildren("*")) for row in islice(table.iter("tr"), _MOST_ROWS)]
    if not 1 < len(rows) < _MOST_ROWS or len(set(map(_width, rows))) > 1 or _width(rows[0]) < 2:
        return False
    if not all(_is_short_cell(cell) for row in rows for cell in row):
        return False
    labels = rows[0], [row[0] for row in rows]
    return any(not any("。" in "".join(cell.itertext()) for cell in cells) for cells in labels)


def _width(row: list[HtmlElement]) -> int:
    """How many columns a row has; a broken ``colspan`` is one."""
    spans = (cell.get("colspan", "1") for cell in row[:_FEW])
    return sum(int(span) if span.isdecimal() and len(span) < 3 else 1 for span in spans)


def _is_short_cell(cell: HtmlElement) -> bool:
    parts = list(islice(cell.iter("*"), 1, _FEW))
    words = "".join(islice(cell.itertext(), _FEW)).strip()
    is_plain = len(parts) < _FEW - 1 and all(part.tag in _OF_CELLS for part in parts)
    return cell.tag == "td" and is_plain and len(words) <= _LONGEST_CELL and words.count("。") <= 1


def is_footnote_mark(mark: HtmlElement) -> bool:
    """Whether a raised text or a link leads to a note."""
    if mark.tag == "a":
        leads, text = mark.get("href", ""), mark.text or ""
        is_marked = leads.startswith("#") and bool(_LINKED_MARK.fullmatch(text))
        return is_marked or bool(len(mark) == 0 and _NUMBER.fullmatch(text) and _TO_NOTE.fullmatch(leads))
    return _is_raised_mark(mark)


def _is_raised_mark(sup: HtmlElement) -> bool:
    links = sup.findall(".//a")
    text = "".join(sup.itertext()).strip()
    before, above = sup.getprevious(), sup.getparent()
    ahead = (before.tail if before is not None else above.text if above is not None else "") or ""
    if text.isdecimal() and not links and re.search("[0-9A-Za-z)]$", ahead):
        return False  # 10⁶, m²
    return bool(links and links[0].get("href", "").startswith("#")) or bool(_MARK.fullmatch(text))
