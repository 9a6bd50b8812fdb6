"""Captions in a page that was copied whole, which no tag marks: told by what they say and lack."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile

from narrate.article import page_head
from narrate.article.lines import STYLE, Line, dropped, has_stop, is_sentence
from narrate.article.wrapping import BULLET, LIST_ROW, width
from narrate.cuts import CLOSERS
from narrate.patterns import compiled

_WIDEST = 120  # characters of a line
_MOSTLY = 0.5  # of the sentences that end a line end with a mark
_LONGEST_CAPTION = 60  # characters
_A_LIST = 4  # rows with what heads them, which go on below
_BREAKS_OFF = compiled("。[^。！？!?（()）「」]*[一-鿿ぁ-んァ-ヶー]$")
_THING_AND_MORE = compiled(
    "[^。、はが！!？?「」]*(?:[一-鿿々ァ-ヶー]|さん|ちゃん|くん|たち)。[^。！？!?「」]+[一-鿿ぁ-んァ-ヶー]"
)
_RAGGED = 8  # columns by which a broken line may be shorter than the widest
_FEW_OPEN, _RARELY = 3, 0.1
"""Lines with a full stop in them that have none at the end, at most, where sentences end with one."""
_AUTHOR_SAYS = compiled(
    "(?:はず|ない|かも|けど|けれど|ので|から|おそらく|たぶん|と思う|がする|らしい|ようだ|です|ます|でした|ました|笑"
    "|[はをがにでと]|よって|つまり|しかし|たとえば|例えば)$"
)
"""What an author's own words end with, or go on from, and no caption."""
_DEFINED = compiled(r"[^。：:]{1,20}\s?[：:]\s?(?=[^\s/])")
"""A word that a line of a list explains."""
_WHO_DOES = "[^。、]*[ぁ-ん](?:た|る|ない)[一-鿿ァ-ヶー]+(?:たち|の[一-鿿ぁ-ん]{1,4}|[ぁ-ん]{1,3})?"
_GEAR = r"(?:レンズ|カメラ|(?:使用|撮影)?機材|Lens|Camera)\s?[:：]\s?"
_PRODUCT = "(?=[^。]{0,80}[A-Za-z0-9])(?:[^。ぁ-ん]|の){2,80}"
_TAKEN_WITH = compiled(
    f"(?P<gear>{_GEAR}{_PRODUCT})|[^。、]{{0,16}}(?:カメラ|スマ(?:ートフォン|ホ)|一眼|ドローン|iPhone)で撮影"
)
"""What a picture was taken with, under its caption: the name of a product, or a kind of device."""
_FEWEST_TAKEN = 2  # lines of devices: one may be of the text
_SIGNED_PICTURE = compiled(
    f"(?:{_WHO_DOES}|[^。、]*[一-鿿ぁ-ん][うくぐすつぬぶむ][一-鿿々ァ-ヶー]{{1,12}}(?:さん|ちゃん|くん|氏|たち)){page_head.PLACED}$"
)
_OF_A_PICTURE = compiled(f"[^。]*{page_head.PLACED}$|{_WHO_DOES}$")
"""What words under a picture end with: a place, a day or who took it; or somebody who does something."""

_SHOWN = compiled(
    "[^。、]*(?:[るた]様子|(?:外観|内観|店内|店舗|商品|製品|使用|利用|着用|画面|完成|施設|会場|設置|パッケージ)"
    "[^\\s。、]{0,6}イメージ(?:図|画像|写真)?)"
)
"""How a release calls its pictures."""
_STATE = compiled("[^。、「」]{4,}[はがも][^。「」]{2,}て(?:いる|いた|ある|あった)(?:[（(][^（()）]*[)）])?")
"""What a newspaper tells under a picture: how something is."""
_PICTURE = compiled("(?:画像|写真|image|photo)", re.IGNORECASE)


def are_in(lines: list[Line]) -> bool:
    """Whether something says that there were pictures: a caption that is told, or what one was taken with."""
    if any(line.reason == "caption" for line in lines):
        return True
    taken = [found for line in lines if (found := _taken_with(line))]
    return len(taken) >= _FEWEST_TAKEN or any(found["gear"] for found in taken)


def told_by_form(lines: list[Line]) -> list[Line]:
    """The lines; those told as captions that say by their form that they stood under a picture.

    Only where the sentences of an article end with a mark.
    """
    with_stop = [line for line in lines if not line.reason and has_stop(line.text)]
    if sum(map(is_sentence, with_stop)) < _MOSTLY * len(with_stop):
        return lines
    told: list[Line] = []
    widest = max((width(line.text[:_WIDEST]) for line in lines), default=0)
    open_ends = sum(not is_sentence(line) for line in with_stop)
    are_ended = open_ends <= max(_FEW_OPEN, _RARELY * len(with_stop))
    has_headings = any(_is_heading_over(line, below) for line, below in pairwise(lines))
    listed = _over_lists(lines)
    for before, line, after in zip([*lines[:1], *lines], lines, [*lines[1:], *lines[-1:]], strict=False):
        is_under = bool(told) and told[-1].reason == "caption" and told[-1].place + 1 == line.place
        is_broken = (
            width(line.text) > widest - _RAGGED and after.place == line.place + 1 and is_sentence(after)
        )
        is_caption = line.place not in listed and _is_caption(before, line, after, is_under, is_broken)
        is_over_gear = is_label(line) and line.opens and bool(_taken_with(after))
        is_caption |= bool(_taken_with(line)) or is_over_gear
        is_caption |= has_headings and _is_state_alone(before, line, after)
        is_caption |= are_ended and not is_broken and _is_thing_and_more(before, line)
        told.append(dropped(line, "caption") if is_caption else line)
    return told


def _taken_with(line: Line) -> re.Match[str] | None:
    return _TAKEN_WITH.fullmatch(line.text) if line.closes and not line.reason else None


def _over_lists(lines: list[Line]) -> set[int]:
    """The places of labels that head a block of several others: what a list is of, and no caption."""
    return {
        line.place
        for n, line in enumerate(lines)
        if line.opens
        and len(rows := list(takewhile(_goes_on, lines[n : n + _A_LIST]))) == _A_LIST
        and all(is_label(row) for row in rows)
    }


def _goes_on(line: Line) -> bool:
    return not (line.reason or line.closes)


def _is_thing_and_more(before: Line, line: Line) -> bool:
    """Whether a line names a thing, then says more of it without an end, where sentences have one.

    施設の廊下。許可をもらって撮影しました
    """
    is_plain = not (line.reason or line.is_clause or line.is_listed)
    is_short = len(line.text) <= _LONGEST_CAPTION and bool(_THING_AND_MORE.fullmatch(line.text))
    return is_plain and is_short and line.text != before.text and bool(before.reason or is_sentence(before))


def _is_heading_over(line: Line, below: Line) -> bool:
    """Whether a label stands right over a sentence, at the head of its block, as headings are copied."""
    return line.opens and not line.closes and not line.reason and is_label(line) and is_sentence(below)


def _is_state_alone(before: Line, line: Line, after: Line) -> bool:
    """Whether a line without full stop stands alone between paragraphs and tells how something is."""
    is_alone = line.opens and line.closes and not (line.reason or line.is_clause)
    is_between = is_sentence(before) and is_sentence(after)
    is_short = len(line.text) <= _LONGEST_CAPTION
    return is_alone and is_between and is_short and bool(_STATE.fullmatch(line.text))


def _is_caption(before: Line, line: Line, after: Line, is_under: bool, is_broken: bool) -> bool:
    """Whether a short line breaks off after a sentence, or names what is seen, over what is no text.

    ``is_under`` says that it stands right under another caption, ``is_broken`` that it may go on below.
    """
    is_label_below = bool(after.reason) or is_label(after)
    is_marked = STYLE.match(line.text) or LIST_ROW.match(line.text)
    is_said = line.is_clause or _DEFINED.match(line.text)
    if line.reason or line.is_listed or is_said or len(line.text) > _LONGEST_CAPTION or is_marked:
        return False
    if _BREAKS_OFF.search(line.text) and not _AUTHOR_SAYS.search(line.text):
        return not is_broken and (line.closes or is_label_below)
    if not is_label(line):
        return False
    is_named = _OF_A_PICTURE.match(line.text) or _SHOWN.fullmatch(line.text)
    is_of_picture = is_under or (is_sentence(before) and not before.is_clause and is_named)
    if _PICTURE.fullmatch(before.text) and before.place + 1 == line.place < after.place - 1:
        return True
    return bool(_SIGNED_PICTURE.match(line.text)) or bool(is_label_below and is_of_picture)


def is_label(line: Line) -> bool:
    """Whether a line is a few words that do not end as something said."""
    is_said = line.text[-1] in "、：:！？!?。" or (line.text[-1] in CLOSERS and line.text[-1] not in "）)")
    return not is_sentence(line) and not is_said and not BULLET.match(line.text)
