"""A page that was copied whole into a text file: its menus, its labelled blocks, and what follows its end.

Without tags, the lines that are told by their wording say where the rest of the page's furniture stands: over
the title, between the title and the first sentence, and after the last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from narrate.article import contents, page_author, page_end, page_head, under_links
from narrate.article.facts import Facts
from narrate.article.lines import STYLE, Line, dropped, has_stop, is_sentence
from narrate.article.people import LIFE
from narrate.article.phrases import label_reason, last_reason, reason_at, section_reason
from narrate.article.wrapping import BULLET, width
from narrate.cuts import CLOSERS

_OF_PAGES = frozenset((
    "advertisement", "author profile", "call to subscribe", "comments", "contact", "cookie notice",
    "details of the post", "footer", "mail header", "navigation", "paywall", "related links",
    "share buttons", "site label", "table of contents", "tags",
))  # fmt: skip
_OF_BOOKS_AND_MAILS = frozenset(("mail header", "table of contents"))
_OF_SHOPS = frozenset(("address", "facts", "signature"))
"""What a shop says of itself under the last rule of a mail."""
_CALLS = frozenset(("advertisement", "call to subscribe", "footer", "paywall", "related links"))
"""What a form, a card or an ad begins and ends with."""
_LEADS_AWAY = frozenset(("address", "call to subscribe", "closing", "contact", "link", "link card"))
_CALLED = re.compile("://|[0-9]{2,4}[-‐－][0-9]{2,4}[-‐－][0-9]{3,4}|[(（]内線")
"""An address or the number of a telephone."""
_WIDEST_LABEL = 24  # half-width columns
_KANA_WITHIN = re.compile("[ぁ-ん][^ぁ-ん]|[ぁ-ん]{2}")
_LONGEST_CALL = 200  # characters of sentences in it
_ABOUT_PEOPLE = frozenset(("author profile", "contact"))
_OF_PEOPLE = re.compile(
    rf"{LIFE.pattern}|年生|書いた|著者|筆者|執筆|運営|問い?合わ?せ|連絡|電話|メール|受け?付け|ください|@|://|[0-9]-[0-9]"
)
"""What a label about people or the sentences under it say; others are of the text."""
_ARE_MANY = 4  # lines of a page's furniture make a page
_ARE_SOME = 2  # if most lines are short
_HEAD, _FOOT = 5, 8  # lines over the first sentence, and around the last of a page
_MOSTLY_LABELS = 0.7  # of the last lines
_LABELS = 10  # of them at least
_MOST = 0.6  # of the lines of a page with little text are short
_LONGEST_BLOCK = 10  # lines under a label
_LONGEST_AD = 5  # lines over a button
_LONGEST_LINE = 120  # characters of a line in a labelled block
_TIME_OF_POST = re.compile(
    r"\D{0,12}(?:19|20)\d\d[年/.-]\d{1,2}[月/.-]\d{1,2}日?\s?(?:[（(].[)）])?\s?\d{1,2}:\d\d(?::\d\d)?(?:\s?[#＃]\d{1,8})?"
)
_FEWEST_POSTS = 3
_ANSWERS = re.compile(
    r"ベスト(?:アンサー|回答)|(?:その他の|他の)?(?:回答|アンサー)(?:一覧)?\s?[（(]?\d*\s?件?[)）]?"
)
"""What stands over the answers to a question."""
_BY_SOMEBODY = re.compile(r"[^\s:：]{1,20}さん")
_LABELS_OF_POST = 4  # lines
_LONGEST_LABEL = 20  # characters: a name, a rank
_LONGEST_EXCERPT = 80  # characters of what is quoted from another article under its title
_MOST_SENTENCES = 2  # in it
_MOSTLY = 0.5  # of the sentences that end a line end with a mark
_LONGEST_CAPTION = 60  # characters
_BREAKS_OFF = re.compile("。[^。！？!?（()）「」]*[一-鿿ぁ-んァ-ヶー]$")
_AUTHOR_SAYS = re.compile(
    "(?:はず|ない|かも|けど|けれど|ので|から|おそらく|たぶん|と思う|がする|らしい|ようだ|です|ます|でした|ました|笑"
    "|[はをがにでと]|よって|つまり|しかし|たとえば|例えば)$"
)
"""What an author's own words end with, or go on from, and no caption."""
_DEFINED = re.compile(r"[^。：:]{1,20}\s?[：:]\s?(?=[^\s/])")
"""A word that a line of a list explains."""
_WHO_DOES = "[^。、]*[ぁ-ん](?:た|る|ない)[一-鿿ァ-ヶー]+(?:たち|の[一-鿿ぁ-ん]{1,4}|[ぁ-ん]{1,3})?"
_SIGNED_PICTURE = re.compile(f"{_WHO_DOES}{page_head.PLACED}$")
_OF_A_PICTURE = re.compile(f"[^。]*{page_head.PLACED}$|{_WHO_DOES}$")
"""What words under a picture end with: a place, a day or who took it; or somebody who does something."""

_SHOWN = re.compile(
    "[^。、]*(?:[るた]様子|(?:外観|内観|店内|店舗|商品|製品|使用|利用|着用|画面|完成|施設|会場|設置|パッケージ)"
    "[^\\s。、]{0,6}イメージ(?:図|画像|写真)?)"
)
"""How a release calls its pictures."""
_STATE = re.compile(
    "[^。、「」]{4,}[はがも][^。「」]{2,}て(?:いる|いた|ある|あった)(?:[（(][^（()）]*[)）])?"
)
"""What a newspaper tells under a picture: how something is."""
_PICTURE = re.compile("(?:画像|写真|image|photo)", re.IGNORECASE)


def without_furniture(lines: list[Line]) -> list[Line]:
    """The lines, those told with a reason that are not of the article, if this is a whole page."""
    lines = under_links.with_sections(_told_as_posts(_told_as_contents(lines)))
    first = lines[page_head.first_sentence(lines)].place if lines else 0
    last = max((line.place for line in lines if is_sentence(line)), default=0)
    blocks = (
        _told_by_label(block, block[0].place < first, block[0].place > last) for block in _blocks(lines)
    )
    lines = [line for block in blocks for line in block]
    lines = _without_last_blocks(lines)
    if not _is_page(lines):
        return _told_by_form(lines) if any(line.reason == "caption" for line in lines) else lines
    lines = page_head.told_by_title(lines)
    head = next((n for n, line in enumerate(lines) if is_sentence(line)), len(lines))
    lines = lines[:head] + _told_by_form(lines[head:])
    end = max(page_end.end(lines), _end_of_answers(lines))
    return [dropped(line, "after the article") if place >= end else line for place, line in enumerate(lines)]


def author(lines: list[Line]) -> str:
    """Who wrote the article of a whole page, by the place of the name; empty if nobody is named so."""
    return page_author.author(lines) if _is_page(lines) else ""


def _is_page(lines: list[Line]) -> bool:
    """Whether there is much furniture in lines, or some among labels: most lines, or those on both ends."""
    furniture = sum(line.reason in _OF_PAGES for line in lines)
    if all(line.reason in _OF_BOOKS_AND_MAILS for line in lines if line.reason in _OF_PAGES):
        return False
    are_labels = [not has_stop(line.text) and not BULLET.match(line.text) for line in lines]
    head = are_labels.index(False) if False in are_labels else 0
    are_around = head > _HEAD and sum(are_labels[-_FOOT:]) >= _MOSTLY_LABELS * _FOOT
    return furniture >= _ARE_MANY or (
        furniture >= _ARE_SOME and (are_around or sum(are_labels) >= max(_MOST * len(lines), _LABELS))
    )


def _told_as_contents(lines: list[Line]) -> list[Line]:
    found = contents.find([line.text for line in lines])
    return [
        dropped(line, "table of contents")
        if n in found.entries
        else replace(line, is_listed=True)
        if n in found.headings
        else line
        for n, line in enumerate(lines)
    ]


def _told_as_posts(lines: list[Line]) -> list[Line]:
    """The lines; those told that stand between the time of a thread's post and its text: who wrote it."""
    times = [n for n, line in enumerate(lines) if _TIME_OF_POST.fullmatch(line.text)]
    by_name = {n for n in times[1:] if lines[n - 1].reason == "site label"}
    lines = [dropped(line, "details of the post") if n in by_name else line for n, line in enumerate(lines)]
    heads = [(n, _text_of_post(lines, n)) for n in times]
    if sum(end > 0 for _, end in heads) < _FEWEST_POSTS or not _are_signed(lines, heads):
        return lines
    first = times[0] + 1  # the time of the first post is that of the thread
    of_heads = {place for start, end in heads for place in range(max(start, first), end)}
    of_heads |= set(times[1:])
    of_heads |= {place for start, end in heads if end and start >= first for place in _by_whom(lines, start)}
    return [dropped(line, "details of the post") if n in of_heads else line for n, line in enumerate(lines)]


def _are_signed(lines: list[Line], heads: list[tuple[int, int]]) -> bool:
    """Whether anything but digits stands before, over or under the time of a post; nothing does in a log."""
    return any(
        end > time + 1 or not lines[time].text[0].isdigit() or any(_by_whom(lines, time))
        for time, end in heads[1:]
    )


def _by_whom(lines: list[Line], time: int) -> Iterator[int]:
    """The places of the name and the rank right over the time of a post."""
    for n in range(time - 1, max(time - 1 - _LABELS_OF_POST, 0), -1):
        if lines[n].reason != "site label" and not _BY_SOMEBODY.fullmatch(lines[n].text):
            return
        yield n


def _end_of_answers(lines: list[Line]) -> int:
    """The place behind the last answer to a question; 0 on a page that has none."""
    if not any(_ANSWERS.fullmatch(line.text) for line in lines):
        return 0
    times = (n for n, line in enumerate(lines) if _TIME_OF_POST.fullmatch(line.text))
    start = max((_text_of_post(lines, n) for n in times), default=0)
    return next((n for n in range(start, len(lines)) if lines[n].reason), len(lines)) if start else 0


def _text_of_post(lines: list[Line], time: int) -> int:
    """The place of the text of a post, a few labels under its time; 0 if there is none."""
    for n in range(time + 1, min(time + 1 + _LABELS_OF_POST, len(lines))):
        if has_stop(lines[n].text):
            return n
        if len(lines[n].text) > _LONGEST_LABEL or BULLET.match(lines[n].text):
            return 0
    return 0


def _blocks(lines: list[Line]) -> Iterator[list[Line]]:
    """Lines next to each other, dividers apart, and a heading apart from the links right over it."""
    block: list[Line] = []
    for line in lines:
        is_under_links = line.is_listed and block and block[-1].reason == under_links.LINKS
        is_apart = block and line.place != block[-1].place + 1
        if is_apart or is_under_links or (block and "divider" in (line.reason, block[-1].reason)):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _told_by_label(block: list[Line], is_over_text: bool, is_under_text: bool) -> list[Line]:
    """A small block, dropped if its first is a label of furniture, its last an ad, or it has buttons."""
    why = label_reason(block[0].text)
    is_head = any(Facts().take(line.text) for line in block)
    if 1 < len(block) <= _LONGEST_AD and block[-1].reason == "advertisement" and not is_head:
        why = why or "advertisement"
    is_notice = is_under_text and 1 < len(block) <= _LONGEST_AD and _leads_away(block[-1])
    if not why and is_notice:
        why = last_reason(block[0].text)
        is_head = is_head and not why
    if _is_of_buttons(block) and not (is_head or is_over_text):
        why = why or next(line.reason for line in block if line.reason in _OF_PAGES)
    if _is_framed(block) and not is_head:
        return [dropped(line, why or block[0].reason) for line in block]
    if (
        not why
        or ((is_head or why == "author profile") and is_over_text)
        or not 1 < len(block) <= _LONGEST_BLOCK
        or any(len(line.text) > _LONGEST_LINE for line in block)
    ):
        return block
    said = [line.text for line in block[1:] if is_sentence(line)]
    is_of_links = section_reason(block[0].text) == "related links"
    is_one = len(said) == 1 < len(block) - 1
    is_excerpt = is_of_links and is_one and len(said[0]) <= _LONGEST_EXCERPT
    is_excerpt = is_excerpt and said[0].count("。") <= _MOST_SENTENCES
    told = [block[0].text, *said] if why == "author profile" else said
    is_of_people = why in _ABOUT_PEOPLE and any(map(_OF_PEOPLE.search, told))
    if said and not (is_excerpt or is_of_people or why == "comments"):
        return block
    spared = block[-1] if is_over_text and _may_be_title(block[-1]) else None
    return [line if line is spared else dropped(line, why) for line in block]


def _may_be_title(line: Line) -> bool:
    """Whether a line is wider than labels are and has their words' endings, as the title under a menu."""
    return width(line.text) > _WIDEST_LABEL and bool(_KANA_WITHIN.search(line.text)) and not line.reason


def _leads_away(line: Line) -> bool:
    """Whether a line sends the reader elsewhere, as the last of a notice does, or ends it."""
    return line.reason in _LEADS_AWAY or bool(_CALLED.search(line.text))


def _is_framed(block: list[Line]) -> bool:
    """Whether a few lines with little said stand between two of a page's furniture, as a form has them."""
    said = sum(len(line.text) for line in block if is_sentence(line))
    return (
        2 < len(block) <= _LONGEST_BLOCK
        and {block[0].reason, block[-1].reason} <= _CALLS
        and said <= _LONGEST_CALL
    )


def _without_last_blocks(lines: list[Line]) -> list[Line]:
    """The lines; the last blocks of them told as long as they are labels, of which a third is furniture."""
    blocks = list(_blocks(lines))
    start = len(blocks)
    said = max((n for n, block in enumerate(blocks) if any(map(is_sentence, block))), default=-1)
    ruled = next((n for n in range(said + 1, start) if blocks[n][0].reason == "divider"), start)
    while start and _is_of_page(blocks[start - 1], is_under_rule=start > ruled):
        start -= 1
    if not any(is_sentence(line) for block in blocks[:start] for line in block):
        return lines
    after = [dropped(line, "after the article") for block in blocks[start:] for line in block]
    return lines[: len(lines) - len(after)] + after


def _is_of_page(block: list[Line], is_under_rule: bool) -> bool:
    """Whether the last lines are labels and a third of them told; under a rule also where a shop is."""
    told = sum(
        line.reason in _OF_PAGES
        or (is_under_rule and (line.reason in _OF_SHOPS or bool(reason_at(line.text, ("group",)))))
        for line in block
    )
    is_text = any(is_sentence(line) or BULLET.match(line.text) for line in block)
    is_divider = all(line.reason == "divider" for line in block)
    return is_divider or (not is_text and told >= _ARE_SOME and 3 * told >= len(block))


def _is_of_buttons(block: list[Line]) -> bool:
    """Whether of a few labels two or more, and a third, are told as furniture, as those of a product are."""
    told = sum(line.reason in _OF_PAGES for line in block)
    are_labels = all(_is_label(line) or line.reason for line in block)
    return len(block) <= _LONGEST_AD and are_labels and told >= _ARE_SOME and 3 * told >= len(block)


def _told_by_form(lines: list[Line]) -> list[Line]:
    """The lines; those told as captions that say by their form that they stood under a picture.

    Only where the sentences of an article end with a mark.
    """
    with_stop = [line for line in lines if not line.reason and has_stop(line.text)]
    if sum(map(is_sentence, with_stop)) < _MOSTLY * len(with_stop):
        return lines
    told: list[Line] = []
    has_headings = any(_is_heading_over(line, below) for line, below in pairwise(lines))
    for before, line, after in zip([*lines[:1], *lines], lines, [*lines[1:], *lines[-1:]], strict=False):
        is_under = bool(told) and told[-1].reason == "caption" and told[-1].place + 1 == line.place
        is_caption = _is_caption(before, line, after, is_under)
        is_caption |= has_headings and _is_state_alone(before, line, after)
        told.append(dropped(line, "caption") if is_caption else line)
    return told


def _is_heading_over(line: Line, below: Line) -> bool:
    """Whether a label stands right over a sentence, at the head of its block, as headings are copied."""
    return line.opens and not line.closes and not line.reason and _is_label(line) and is_sentence(below)


def _is_state_alone(before: Line, line: Line, after: Line) -> bool:
    """Whether a line without full stop stands alone between paragraphs and tells how something is."""
    is_alone = line.opens and line.closes and not (line.reason or line.is_clause)
    is_between = is_sentence(before) and is_sentence(after)
    is_short = len(line.text) <= _LONGEST_CAPTION
    return is_alone and is_between and is_short and bool(_STATE.fullmatch(line.text))


def _is_caption(before: Line, line: Line, after: Line, is_under: bool) -> bool:
    """Whether a short line breaks off after a sentence, or names what is seen, over what is no text.

    ``is_under`` says that it stands right under another caption.
    """
    is_label_below = bool(after.reason) or _is_label(after)
    is_marked = STYLE.match(line.text) or BULLET.match(line.text)
    is_said = line.is_clause or _DEFINED.match(line.text)
    if line.reason or line.is_listed or is_said or len(line.text) > _LONGEST_CAPTION or is_marked:
        return False
    if _BREAKS_OFF.search(line.text) and not _AUTHOR_SAYS.search(line.text):
        return line.closes or is_label_below
    if not _is_label(line):
        return False
    is_named = _OF_A_PICTURE.match(line.text) or _SHOWN.fullmatch(line.text)
    is_of_picture = is_under or (is_sentence(before) and not before.is_clause and is_named)
    if _PICTURE.fullmatch(before.text) and before.place + 1 == line.place < after.place - 1:
        return True
    return bool(_SIGNED_PICTURE.match(line.text)) or bool(is_label_below and is_of_picture)


def _is_label(line: Line) -> bool:
    """Whether a line is a few words that do not end as something said."""
    is_said = line.text[-1] in "、：:！？!?。" or (line.text[-1] in CLOSERS and line.text[-1] not in "）)")
    return not is_sentence(line) and not is_said and not BULLET.match(line.text)
