"""What stands around tables, videos and forms in one box with them, and the line that heads a box of text."""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from narrate.article import beside, elements
from narrate.article.phrases import line_reason
from narrate.article.pieces import is_prose
from narrate.patterns import compiled

_BOXES = frozenset(("aside", "center", "div", "figure", "section"))
_HEADED_BOXES = _BOXES | {"li"}
_LINES = frozenset(("b", "center", "div", "em", "font", "p", "small", "span", "strong"))
_MOST_ELEMENTS = 200
_MOST_PARTS = 8  # children of a box
_FEW_TEXTS = 9  # texts of an element that are looked at
_LONGEST = 60  # characters of a line that names a table or tells its source
_LONGEST_QUESTION, _MOST_QUESTIONS = 80, 2
_SPOKEN = compiled("(?:です|ます|ました|でした|ください|[:：])$")
_SAID = compiled("。|[:：]$|(?:です|ます|ました|ください|する|した|[をがはに])")
_LONGEST_LABEL = 40  # characters of what code is called
_OF_TABLE = compiled(r"[(（【\[]?(?:注|※|＊|\*|出所|出典|資料|単位)")
_CALLED_VIDEO = compiled(r"(?:^|[\s_-])(?:videos?|movies?|youtube|mov)(?=$|[\s_-])", re.IGNORECASE)
_PLAYERS = ("iframe", "video", "object", "embed", "script", "amp-youtube")
_VIDEO = compiled("動画|映像|再生")
_SHORTEST_HEAD = 5  # characters: what is shorter is the label of a box, as 注意 and ポイント are
_A_STEP = 3  # elements around the title of a step, up to the step
_LONGEST_NUMBER = 12  # characters of what stands over it: STEP 1
_FEW_BELOW = 3  # elements under it, a picture before the text
_CHOICES = frozenset(("radio", "checkbox"))
_OF_PAGE = compiled(
    "ページ|サイト|情報|記事|意見|感想|お聞かせ|役に立|アンケート|page|helpful", re.IGNORECASE
)
_NO_LINE = (*elements.HEADINGS, "blockquote", "img", "li", "pre")
_CALLED_HEAD = compiled(r"(?:^|[\s_-])(?:title|ttl|tit|heading|headline|midashi|hd)(?=$|\s)", re.IGNORECASE)


def reason(box: HtmlElement) -> str:
    """Why a box is not read that has a table, a video or a form in it and few words beside; or empty."""
    if box.tag not in _BOXES or len(box) == 0:
        return ""
    if _is_around_table(box):
        return "table"
    if _is_around_code(box):
        return "code block"
    if _is_around_video(box):
        return "embedded"
    return "form" if _is_around_choices(box) else ""


def heads_box(line: HtmlElement, is_strong: bool) -> bool:
    """Whether a line is the first in a box: in bold over a list, or called a title as in the box beside it.

    The title of a single box is a label of what is in it, and no chapter.
    """
    box = line.getparent()
    if line.tag not in ("div", "p") or box is None or box.tag not in _HEADED_BOXES:
        return False
    if (box.text or "").strip() or (line.tail or "").strip():
        return False
    if _CALLED_HEAD.search(line.get("class", "")) and _is_of_step(line):
        return True
    below = beside.behind(line)
    is_label = beside.before(line) is not None or len(_text(line)) < _SHORTEST_HEAD
    is_over_list = below is not None and below.tag in ("ol", "ul") and bool(box.get("class"))
    return is_strong and not is_label and is_over_list


def _is_of_step(line: HtmlElement) -> bool:
    """Whether a title stands over text in one of several boxes of a look, with only a number over it."""
    over, box = beside.before(line), line.getparent()
    if over is not None and (len(_text(over)) > _LONGEST_NUMBER or beside.before(over) is not None):
        return False
    below = [*islice(line.itersiblings("*"), _FEW_BELOW)] or [*islice(box.itersiblings("*"), 1)]
    if not any(is_prose(_text(part)) for part in below):
        return False
    for step in islice(line.iterancestors(), _A_STEP):
        others = (step.getprevious(), step.getnext())
        if any(other is not None and _is_alike(other, step, line) for other in others):
            return True
    return False


def _is_alike(other: HtmlElement, step: HtmlElement, line: HtmlElement) -> bool:
    """Whether another step has a title of the same class and other words."""
    if (other.tag, other.get("class")) != (step.tag, step.get("class")):
        return False
    parts = islice(other.iter(line.tag), _MOST_ELEMENTS)
    title = next((part for part in parts if part.get("class") == line.get("class")), None)
    return title is not None and _text(title) != _text(line)


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


def _is_around_code(box: HtmlElement) -> bool:
    """Whether a box has code, and else only what it is called: its file, its language, tabs, a button."""
    parts = list(islice(box.iterchildren("*"), _MOST_PARTS + 1))
    if not 1 < len(parts) <= _MOST_PARTS or _is_large(box):
        return False
    if any((text or "").strip() for text in (box.text, *(part.tail for part in parts))) or _has_heading(box):
        return False
    codes = [part for part in parts if next(part.iter("pre"), None) is not None]
    if not codes:
        return False
    labels = [_text(part) for part in parts if part not in codes]
    are_labels = all(len(label) <= _LONGEST_LABEL and not _SAID.search(label) for label in labels)
    return are_labels and all(part.tag == "pre" or _is_only_code(part) for part in codes)


def _is_only_code(box: HtmlElement) -> bool:
    """Whether there are no words in a box but those of code."""
    outside = (
        f"{part.text or ''}{part.tail or ''}" if part.tag != "pre" else part.tail or ""
        for part in box.iter("*")
        if part is not box and next(part.iterancestors("pre"), None) is None
    )
    return not f"{box.text or ''}{''.join(outside)}".strip()


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
