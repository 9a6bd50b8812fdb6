"""What stands around tables, videos and forms in one box with them, and the line that heads a box of text."""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from narrate.article import beside, elements
from narrate.article.phrases import line_reason
from narrate.article.pieces import is_prose

_BOXES = frozenset(("aside", "center", "div", "figure", "section"))
_LINES = frozenset(("b", "center", "div", "em", "font", "p", "small", "span", "strong"))
_MOST_ELEMENTS = 200
_MOST_PARTS = 8  # children of a box
_FEW_TEXTS = 9  # texts of an element that are looked at
_LONGEST = 60  # characters of a line that names a table or tells its source
_LONGEST_QUESTION, _MOST_QUESTIONS = 80, 2
_SPOKEN = re.compile("(?:です|ます|ました|でした|ください|[:：])$")
_OF_TABLE = re.compile(r"[(（【\[]?(?:注|※|＊|\*|出所|出典|資料|単位)")
_CALLED_VIDEO = re.compile(r"(?:^|[\s_-])(?:videos?|movies?|youtube|mov)(?=$|[\s_-])", re.IGNORECASE)
_PLAYERS = ("iframe", "video", "object", "embed", "script", "amp-youtube")
_VIDEO = re.compile("動画|映像|再生")
_SHORTEST_HEAD = 5  # characters: what is shorter is the label of a box, as 注意 and ポイント are
_CHOICES = frozenset(("radio", "checkbox"))
_OF_PAGE = re.compile(
    "ページ|サイト|情報|記事|意見|感想|お聞かせ|役に立|アンケート|page|helpful", re.IGNORECASE
)
_NO_LINE = (*elements.HEADINGS, "blockquote", "img", "li", "pre")
_CALLED_HEAD = re.compile(r"(?:^|[\s_-])(?:title|ttl|tit|heading|headline|midashi|hd)(?=$|\s)", re.IGNORECASE)


def reason(box: HtmlElement) -> str:
    """Why a box is not read that has a table, a video or a form in it and few words beside; or empty."""
    if box.tag not in _BOXES or len(box) == 0:
        return ""
    if _is_around_table(box):
        return "table"
    if _is_around_video(box):
        return "embedded"
    return "form" if _is_around_choices(box) else ""


def heads_box(line: HtmlElement, is_strong: bool) -> bool:
    """Whether a line is the first in a box with text and is called a title, or in bold over a list."""
    box = line.getparent()
    if line.tag not in ("div", "p") or box is None or box.tag not in _BOXES or (box.text or "").strip():
        return False
    is_first = beside.before(line) is None
    is_called = bool(_CALLED_HEAD.search(line.get("class", "")))
    below = beside.behind(line)
    if not is_first or below is None or len(_text(line)) < _SHORTEST_HEAD or (line.tail or "").strip():
        return False
    is_over_list = below.tag in ("ol", "ul") and bool(box.get("class"))
    return (is_called and (is_over_list or is_prose(_text(below)))) or (is_strong and is_over_list)


def _is_around_table(box: HtmlElement) -> bool:
    """Whether a box has a table of data, and else only lines that name it or tell where it is from."""
    parts = [part for part in islice(box, _MOST_PARTS + 1) if isinstance(part.tag, str)]
    if not 1 < len(parts) <= _MOST_PARTS or (box.text or "").strip():
        return False
    tables = [part for part in parts if _is_data(part)]
    lines = [part for part in parts if part not in tables and part.tag != "br"]
    are_lines = all(part.tag in _LINES and _is_of_table(part) for part in lines)
    return bool(tables) and are_lines and not any((part.tail or "").strip() for part in parts)


def _is_data(part: HtmlElement) -> bool:
    """Whether an element is a table of data or a drawn chart, or has nothing in it but such."""
    while part.tag == "div" and len(part) == 1 and not (part.text or part[0].tail or "").strip():
        part = part[0]
    return part.tag == "canvas" or (part.tag == "table" and not elements.is_layout(part))


def _is_of_table(line: HtmlElement) -> bool:
    words = _text(line)
    is_said = "。" in words or bool(_SPOKEN.search(words))
    is_line = _is_small(line) and len(words) <= _LONGEST and next(line.iter(*_NO_LINE), None) is None
    return is_line and (not is_said or bool(_OF_TABLE.match(words)))


def _is_around_video(box: HtmlElement) -> bool:
    """Whether a box is called one of a video, plays one, and says nothing but what that is."""
    if _is_large(box) or not _CALLED_VIDEO.search(box.get("class", "")) or _has_heading(box):
        return False
    texts = [words for text in islice(box.itertext(), _FEW_TEXTS) if (words := " ".join(text.split()))]
    plays = next(box.iter(*_PLAYERS), None) is not None or any(map(_VIDEO.search, texts))
    return (
        len(texts) < _FEW_TEXTS and plays and all(line_reason(text) or not is_prose(text) for text in texts)
    )


def _is_around_choices(box: HtmlElement) -> bool:
    """Whether a box ends with a form of choices, a question or two about the page before it."""
    parts = list(islice(box.iterchildren("*"), _MOST_QUESTIONS + 2))
    if not 1 < len(parts) <= _MOST_QUESTIONS + 1 or parts[-1].tag != "form":
        return False
    form = parts[-1]
    fields = islice(form.iter("input", "textarea"), _MOST_PARTS)
    chooses = any(field.tag == "textarea" or field.get("type") in _CHOICES for field in fields)
    is_asked = any(_OF_PAGE.search(_text(part)) for part in parts[:-1])
    return chooses and is_asked and all(_is_question(part) for part in parts[:-1])


def _is_question(part: HtmlElement) -> bool:
    return part.tag != "pre" and _is_small(part) and len(_text(part)) <= _LONGEST_QUESTION


def _has_heading(box: HtmlElement) -> bool:
    return next(box.iter(*elements.HEADINGS), None) is not None


def _is_small(element: HtmlElement) -> bool:
    """Whether ``_text`` has all words of an element."""
    return not _is_large(element) and next(islice(element.itertext(), _FEW_TEXTS, None), None) is None


def _is_large(element: HtmlElement) -> bool:
    """Whether there is too much in an element to look through it again for each one around it."""
    return next(islice(element.iter(), _MOST_ELEMENTS, None), None) is not None


def _text(element: HtmlElement) -> str:
    """The words of a small element, or of the beginning of a large one."""
    return " ".join("".join(islice(element.itertext(), _FEW_TEXTS)).split())
