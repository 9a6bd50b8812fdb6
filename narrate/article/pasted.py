"""A page that was copied whole into a text file: its menus, its labelled blocks, and what follows its end.

Without tags, the lines that are told by their wording say where the rest of the page's furniture stands: over
the title, between the title and the first sentence, and after the last.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

from narrate.article import chats, contents, page_author, page_end, page_head, text_captions, under_links
from narrate.article.facts import Facts
from narrate.article.lines import Line, dropped, has_stop, is_sentence
from narrate.article.people import LIFE
from narrate.article.phrases import label_reason, last_reason, reason_at, section_reason
from narrate.article.wrapping import BULLET, width
from narrate.patterns import compiled

_OF_PAGES = frozenset((
    "advertisement", "author profile", "call to subscribe", "comments", "contact", "cookie notice",
    "details of the post", "footer", "mail header", "navigation", "paywall", "related links",
    "share buttons", "site label", "table of contents", "tags",
))  # fmt: skip
_OF_BOOKS_AND_MAILS = frozenset(("mail header", "table of contents"))
_BOXED = "boxed advertisement"
_OF_SHOPS = frozenset(("address", "facts", "signature"))
"""What a shop says of itself under the last rule of a mail."""
_CALLS = frozenset(("advertisement", "call to subscribe", "footer", "paywall", "related links"))
"""What a form, a card or an ad begins and ends with."""
_LEADS_AWAY = frozenset(("address", "call to subscribe", "closing", "contact", "link", "link card"))
_CALLED = compiled("://|[0-9]{2,4}[-‐－][0-9]{2,4}[-‐－][0-9]{3,4}|[(（]内線")
"""An address or the number of a telephone."""
_SIGN_OF_NOTICE = compiled("[■□◆◇●○◎▽▼△▲※★☆→]\\s?\\w|[■□◆◇●○◎▽▼△▲※★☆→]\\s?[「『【（(]")
_LONGEST_NOTICE = 80  # characters of one
_WIDEST_LABEL = 24  # half-width columns
_KANA_WITHIN = compiled("[ぁ-ん][^ぁ-ん]|[ぁ-ん]{2}")
_LONGEST_CALL = 200  # characters of sentences in it
_ABOUT_PEOPLE = frozenset(("author profile", "contact"))
_OF_PEOPLE = compiled(
    rf"{LIFE.pattern}|年生|書いた|著者|筆者|執筆|運営|問い?合わ?せ|連絡|電話|メール|受け?付け|ください|@|://|[0-9]-[0-9]"
)
"""What a label about people or the sentences under it say; others are of the text."""
_ARE_MANY = 4  # lines of a page's furniture make a page
_ARE_SOME = 2  # if most lines are short
_HEAD, _FOOT = 5, 8  # lines over the first sentence, and around the last of a page
_MOSTLY_LABELS = 0.7  # of the last lines
_LABELS = 10  # of them at least
_MOST = 0.6  # of the lines of a page with little text are short
_BEHIND_ARTICLE = 0.25  # of what is said
_DEFINES = ("とは", "とい", "と呼", "は")
_LONGEST_BLOCK = 10  # lines under a label
_LONGEST_AD = 5  # lines over a button
_LONGEST_LINE = 120  # characters of a line in a labelled block
_TIME_OF_POST = compiled(
    r"\D{0,12}(?:19|20)\d\d[年/.-]\d{1,2}[月/.-]\d{1,2}日?\s?(?:[（(].[)）])?\s?\d{1,2}:\d\d(?::\d\d)?(?:\s?[#＃]\d{1,8})?"
)
_FEWEST_POSTS = 3
_ANSWERS = compiled(
    r"ベスト(?:アンサー|回答)|(?:その他の|他の)?(?:回答|アンサー)(?:一覧)?\s?[（(]?\d*\s?件?[)）]?"
)
"""What stands over the answers to a question."""
_BY_SOMEBODY = compiled(r"[^\s:：]{1,20}さん")
_LABELS_OF_POST = 4  # lines
_LONGEST_LABEL = 20  # characters: a name, a rank
_LONGEST_EXCERPT = 80  # characters of what is quoted from another article under its title
_MOST_SENTENCES = 2  # in it


def without_furniture(lines: list[Line]) -> list[Line]:
    """The lines, those told with a reason that are not of the article, if this is a whole page.

    Of a thread, what stands between its posts is told already.
    """
    end = chats.end_of_thread(lines)
    posts = [line for line in lines if line.place <= end]
    return posts + [line for line in _without_furniture(lines) if line.place > end]


def _without_furniture(lines: list[Line]) -> list[Line]:
    lines = under_links.with_sections(_told_as_posts(_told_as_contents(lines)))
    first = lines[page_head.first_sentence(lines)].place if lines else 0
    last = max((line.place for line in lines if is_sentence(line)), default=0)
    amid = _place_amid(lines)
    blocks = (
        _told_by_label(block, block[0].place < first, block[0].place > last, block[0].place < amid)
        for block in _blocks(lines)
    )
    lines = [line for block in blocks for line in block]
    lines = _without_last_blocks(lines)
    if not _is_page(lines):
        return text_captions.told_by_form(lines) if text_captions.are_in(lines) else lines
    lines = page_head.told_by_title(lines)
    head = next((n for n, line in enumerate(lines) if is_sentence(line)), len(lines))
    lines = lines[:head] + text_captions.told_by_form(lines[head:])
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
    """Lines next to each other, dividers apart, and a heading apart from links or an ad right over it."""
    block: list[Line] = []
    for line in lines:
        is_under_links = line.is_listed and block and block[-1].reason == under_links.LINKS
        is_apart = block and line.place != block[-1].place + 1
        is_apart = is_apart or (block and block[-1].reason == _BOXED != line.reason)
        if is_apart or is_under_links or (block and "divider" in (line.reason, block[-1].reason)):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _place_amid(lines: list[Line]) -> int:
    """The place behind which stands less than a part of what is said: there a page has its comments."""
    said = [len(line.text) if is_sentence(line) else 0 for line in lines]
    behind = accumulate(reversed(said))
    most = _BEHIND_ARTICLE * sum(said)
    return next((line.place for line, sum_ in zip(reversed(lines), behind, strict=True) if sum_ > most), 0)


def _told_by_label(block: list[Line], is_over_text: bool, is_under_text: bool, is_amid: bool) -> list[Line]:
    """A small block, dropped if its first is a label of furniture, its last an ad, or it has buttons."""
    if len(block) == 1 and not block[0].reason:
        return block
    why = label_reason(block[0].text)
    is_head = any(Facts().take(line.text) for line in block)
    is_head |= is_over_text and any(line.reason == "details of the post" for line in block)
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
    are_comments = (
        why == "comments"
        and not (is_amid or _is_defined(block[0].text, said))
        and label_reason(block[0].text, is_over_prose=True)
    )
    if said and not (is_excerpt or is_of_people or are_comments):
        return block
    spared = block[-1] if is_over_text and _may_be_title(block[-1]) else None
    return [line if line is spared else dropped(line, why) for line in block]


def _is_defined(label: str, said: list[str]) -> bool:
    """Whether sentences under a label say what it is: これをコメントといいます。."""
    return any(f"{label}{behind}" in text for text in said for behind in _DEFINES)


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
    blocks = [part for block in _blocks(lines) for part in _with_notices_apart(block)]
    start = len(blocks)
    said = max((n for n, block in enumerate(blocks) if any(map(is_sentence, block))), default=-1)
    ruled = next((n for n in range(said + 1, start) if blocks[n][0].reason == "divider"), start)
    while start and _is_of_page(blocks[start - 1], is_under_rule=start > ruled):
        start -= 1
    if not any(is_sentence(line) for block in blocks[:start] for line in block):
        return lines
    after = [dropped(line, "after the article") for block in blocks[start:] for line in block]
    return lines[: len(lines) - len(after)] + after


def _with_notices_apart(block: list[Line]) -> Iterator[list[Line]]:
    """A block, several notices with the same sign that end it apart from its text."""
    sign = block[-1].text[0]
    end = len(block)
    while end and _is_notice(block[end - 1]) and block[end - 1].text[0] == sign:
        end -= 1
    is_apart = end and len(block) - end >= _ARE_SOME and is_sentence(block[end - 1])
    yield from (block[:end], block[end:]) if is_apart else (block,)


def _is_of_page(block: list[Line], is_under_rule: bool) -> bool:
    """Whether the last lines are labels and a third of them told; under a rule also where a shop is.

    Of several notices, each with its sign before it, some may be sentences.
    """
    is_with_notices = sum(map(_is_notice, block)) >= _ARE_SOME
    told = sum(
        line.reason in _OF_PAGES
        or ((is_under_rule or is_with_notices) and _is_of_shop(line))
        or (is_with_notices and _leads_away(line))
        for line in block
    )
    is_text = any(
        (is_sentence(line) or BULLET.match(line.text))
        and not (is_with_notices and (_is_notice(line) or _is_of_shop(line)))
        for line in block
    )
    is_divider = all(line.reason == "divider" for line in block)
    return is_divider or (not is_text and told >= _ARE_SOME and 3 * told >= len(block))


def _is_of_shop(line: Line) -> bool:
    return line.reason in _OF_SHOPS or bool(reason_at(line.text, ("group",)))


def _is_notice(line: Line) -> bool:
    """Whether a line is short and begins with a sign, as notices at the end of a mail or a paper do."""
    return bool(_SIGN_OF_NOTICE.match(line.text)) and len(line.text) <= _LONGEST_NOTICE


def _is_of_buttons(block: list[Line]) -> bool:
    """Whether of a few labels two or more, and a third, are told as furniture, as those of a product are."""
    told = sum(line.reason in _OF_PAGES for line in block)
    are_labels = all(text_captions.is_label(line) or line.reason for line in block)
    return len(block) <= _LONGEST_AD and are_labels and told >= _ARE_SOME and 3 * told >= len(block)
