"""The lines of a plain text: broken ones joined, and those told that are no part of what is written.

Tables, code, the typist's notes and the clutter of a page that was copied whole are marked with a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from narrate.article import (
    armour,
    boxed,
    calls,
    code_as_text,
    colophon,
    licences,
    link_cards,
    mail_head,
    marked_up,
    printed,
    recordings,
    running_heads,
    statutes,
    text_tables,
)
from narrate.article.clauses import is_clause, writes_no_stops
from narrate.article.listed import words_of_text
from narrate.article.phrases import is_count, is_fact, line_reason
from narrate.article.wrapping import (
    ADDRESS,
    INDENT,
    LIST_ROW,
    unwrapped,
    width_of_breaks,
    without_frames,
    without_hanging,
)
from narrate.cuts import CLOSERS, FINAL
from narrate.patterns import compiled

STYLE = compiled(
    r"第[0-9０-９一二三四五六七八九十]+[編章節款部話回]|[0-9０-９]+[.．-][0-9０-９]+|[0-9０-９]+[.．)）、]"
    r"|[（(][0-9０-９一二三四五六七八九十]+[)）]|[Ⅰ-Ⅻ]+[\s.．]|[■□◆◇●◉◎▼▽▲△★☆▶►◼]|[【〈＜≪<]"
)
"""How headings are marked."""
_NUMBERED = compiled(r"[(（]?(?P<number>[0-9０-９]{1,3})(?:[.．:：](?![0-9０-９])|[、)）]|\s)\s*(?=\S)")
_KANJI = "一二三四五六七八九"
SAID = compiled("(?:[。、！]|です|ます|でした|ました|ません)[）)笑]*$|^――|[:：]$")
"""How a line ends, or begins, that somebody says: no heading."""

_SHORT_ROW = 20  # characters: an indented row under one so short begins the text under a heading
_NEVER_LAST = FINAL + CLOSERS + "、"  # of a heading
_DIVIDER = compiled(r"[\W_]{3,}")
_LEADS_ON = "：:、。！？!?↓▼→は"
_OF_LINKS = ("related links", "comments", "downloads", "details of a work")
_OF_MENUS = ("footer", "navigation", "share buttons")
_OF_A_LIST = compiled("[^。、]{2,16}(?<!記事)(?<!投稿)(?<!新着)(?<!情報)一覧")
_OF_ADDRESS = compiled(r"<?(?:URL|ＵＲＬ|リンク|Source(?: URL)?|ソース)\s?[:：]\s?(?=http)")
_IN_BRACKETS = compiled("[【《〔].{2,16}[】》〕]")
_STEP = compiled(r"(?:STEP|手順|ステップ)\s?[0-9０-９]", re.IGNORECASE)
_EDGE = 0.05  # of the rows
_A_PARAGRAPH = 20  # characters
_TWO_WORDS = 2  # a menu has more
_NOTES_TITLE = "テキスト中に現れる記号について"
_ASIDE = compiled("[（(][^（()）]{1,20}[)）]$")
_DRAWN = compiled("[（(](?:図|地図|略図|グラフ|イラスト)[)）]$")
"""How a caption ends, and sometimes the heading of a section that is about a drawing."""
_LONGEST_CAPTION = 60  # characters
_LONGEST = 200  # characters of a line of code or of a table
_TALK = compiled("[「『].+[」』]")
_LONG_TALK = compiled("「[^「」]{16,}」")
_QUOTE_ENDS = ("」", "』")
_ENGLISH = compiled(r"(?=(?:\S+\s+){5})[\"“‘'(]?[A-Z0-9][^\u3040-\u9fff]{30,}[.!?]")
"""A sentence of six words or more, or several."""
_SIGNATURE_ROWS = 10
_QUOTED_MAIL = compiled(
    rf"(?:[>＞]\s?)?-{{3,}}\s?(?:{mail_head.ANSWERED}|{mail_head.SENT_ON})"
    r"|On .{8,80} wrote:$|(?=.*\d{4}).{8,80}(?:のメール|書きました|wrote)\s?[:：]$"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line at its ``place`` in the text; ``reason`` tells why it is not read, if it is not.

    ``is_listed`` is true of a heading that a table of contents names, ``is_title`` of the title of a page,
    ``is_clause`` of what an author who writes no full stops says in one line, ``is_outdented`` of words in
    brackets that begin further left than paragraphs do, ``is_said`` of a message and of who sent it. A
    heading with a mark for its depth has that ``level``, and then no line without one is a heading.
    """

    text: str
    place: int
    opens: bool  # a blank line or the text's start before it
    closes: bool  # a blank line or the text's end after it
    reason: str = ""
    is_listed: bool = False
    is_title: bool = False
    is_clause: bool = False
    is_outdented: bool = False
    is_said: bool = False
    level: int = 0


def is_sentence(line: Line) -> bool:
    """Whether a line is of the text: it ends a sentence or a quote, or has one in it and is long."""
    if line.is_clause and not (line.is_listed or line.is_title):
        return not line.reason
    if is_long_talk(line.text):
        return not line.reason
    text = _without_asides(line.text)
    said = text.rstrip(CLOSERS + " ")
    ends = said[-1:] in FINAL or text.endswith(_QUOTE_ENDS) or len(said) > _LONGEST_CAPTION
    return not line.reason and ends and has_stop(said)


def is_long_talk(text: str) -> bool:
    """Whether a line is a whole quote, with who says it in brackets behind, and too long for a title."""
    return bool(_LONG_TALK.fullmatch(_without_asides(text)))


def _without_asides(text: str) -> str:
    return _ASIDE.sub("", text) if text.endswith((")", "）")) else text


def is_talk(lines: list[Line]) -> bool:
    """Whether a block begins with two lines of talk; one alone may be a title."""
    return len(lines) > 1 and not lines[1].opens and all(_TALK.fullmatch(line.text) for line in lines)


def has_stop(text: str) -> bool:
    """Whether there is a full stop in a text, or it is an English sentence."""
    return "。" in text or bool(_ENGLISH.fullmatch(text.rstrip(CLOSERS)))


def has_sentence(text: str) -> bool:
    """Whether a line has a full stop in it, or ends with one as wide."""
    return has_stop(text) or text.rstrip(CLOSERS + " ").endswith("．")


def says(line: Line) -> bool:
    """Whether a line is no label: it has a sentence, or is a clause or a long quote of somebody."""
    return line.is_clause or has_sentence(line.text) or is_long_talk(line.text)


def says_something(line: Line) -> bool:
    """Whether a line without a full stop has the particles and endings of a clause."""
    return not line.reason and is_clause(line.text)


def dropped(line: Line, why: str) -> Line:
    """The line, not read for this reason if it has none yet."""
    return replace(line, reason=why) if why and not line.reason else line


def lines_of(text: str) -> list[Line]:
    """The lines of a text that are not blank, in order."""
    rows = armour.opened(text.split("\n"))
    if marked := marked_up.told(rows) or statutes.told(rows):
        rows = marked.rows
    rows = without_hanging(without_frames(rows))
    outdented = _outdented_quotes(rows)
    if not marked and (paragraphs := printed.joined(rows)):
        return _as_lines([row.strip() for row in paragraphs], dense=False)
    rows = printed.without_page_breaks(rows)
    blank = sum(not row.strip() for row in text.strip().split("\n"))
    dense = blank < 0.1 * len(rows)  # no blank lines: each line is a paragraph
    broken = width_of_breaks(rows)
    rows = [row.strip() for row in rows] if dense else list(_with_gaps(rows))
    rows = unwrapped(rows, {*text_tables.places(rows), *running_heads.page_furniture(rows)}, broken)
    lines = _as_lines(rows, dense)
    lines = _as_marked(lines, marked) if marked else lines
    return [replace(line, is_outdented=True) if line.text in outdented else line for line in lines]


def _as_marked(lines: list[Line], marked: marked_up.Marked) -> list[Line]:
    """The lines as the marks in their text tell: headings, the title, when it was published."""
    told: list[Line] = []
    below = lines[-1]
    for line in reversed(lines):
        told.append(_told_by_mark(line, below, marked))
        below = below if line.reason == "divider" else line
    return told[::-1]


def _told_by_mark(line: Line, below: Line, marked: marked_up.Marked) -> Line:
    if why := marked.dropped.get(line.text):
        return replace(line, reason=why)
    if line.text in marked.clauses:
        return replace(line, is_clause=True)
    if line.text != marked.title and line.text not in marked.levels:
        return line
    is_title, level = line.text == marked.title, marked.levels.get(line.text, 0)
    is_read = line.reason in (code_as_text.CODE, "details of the post") or is_sentence(below)
    line = replace(line, opens=True, closes=True, reason="" if is_read else line.reason)
    return replace(line, is_listed=not is_title, is_title=is_title, level=level)


def _outdented_quotes(rows: list[str]) -> set[str]:
    """Words in brackets alone over an indented row, where all that somebody says is indented."""
    said = sum(row.startswith(f"{INDENT}「") for row in rows)
    outdented = [
        row.strip()
        for above, row, below in zip(["", *rows], rows, [*rows[1:], ""], strict=False)
        if not above.strip() and row.startswith("「") and below.startswith(INDENT)
    ]
    is_habit = len(outdented) == sum(row.startswith("「") for row in rows) <= said
    return set(outdented) if is_habit else set()


def _as_lines(rows: list[str], dense: bool) -> list[Line]:
    """The rows as lines; in a ``dense`` text without blank rows each is a paragraph."""
    reasons = _reasons(rows)
    plain = [row for row, reason in zip(rows, reasons, strict=True) if not reason]
    has_no_stops = writes_no_stops(plain)
    return [
        Line(
            row,
            place,
            dense or place == 0 or not rows[place - 1] or bool(reasons[place - 1]),
            dense or place + 1 == len(rows) or not rows[place + 1] or reasons[place + 1] == "divider",
            reasons[place],
            is_clause=has_no_stops and is_clause(row),
        )
        for place, row in enumerate(rows)
        if row
    ]


def _with_gaps(rows: list[str]) -> Iterator[str]:
    """The rows without white space around them; blank ones around a short row over an indented one."""
    for row, after in zip(rows, [*rows[1:], ""], strict=True):
        plain = row.strip()
        is_short = plain and plain[-1] not in _NEVER_LAST and len(plain) < _SHORT_ROW
        is_heading = is_short and not row.startswith(INDENT) and after.startswith(INDENT) and after.strip()
        yield from ("", plain, "") if is_heading else (plain,)


def style_of(heading: str) -> str:
    """How a heading is marked: ``第章``, ``1.``, ``1.1``, ``（）``, ``■``; empty without a mark."""
    found = STYLE.match(heading)
    return re.sub(r"[0-9０-９一二三四五六七八九十Ⅰ-Ⅻ]+", "1", found.group()) if found else ""


def number_of(text: str) -> int:
    """The number with which a line begins, of 2-3 the last: 第二章, (2), 2　; 0 if it has none."""
    if found := _NUMBERED.match(text):
        return int(found["number"])
    style = STYLE.match(text)
    numbers = re.findall("[0-9０-９]+|[一二三四五六七八九]", style.group()) if style else []
    return _KANJI.find(numbers[-1]) + 1 or int(numbers[-1]) if numbers else 0


def _reasons(rows: list[str]) -> list[str]:
    """Why each row is not read; empty for those that are."""
    reasons = [line_reason(row) if row else "" for row in rows]
    are_items = [bool(LIST_ROW.match(row)) for row in rows]
    for number in words_of_text(rows, reasons, are_items):
        reasons[number] = ""
    for number, row in enumerate(rows):
        if len(row) <= _LONGEST and code_as_text.is_surely_row(row):
            reasons[number] = code_as_text.CODE
        if reasons[number] or len(row) > _LONGEST:
            continue
        if (
            ("://" in row and ADDRESS.fullmatch(_OF_ADDRESS.sub("", row)))
            or (number == 0 and link_cards.is_over_title(rows))
            or (link_cards.HOST.fullmatch(row) and link_cards.is_alone(rows, number))
        ):
            reasons[number] = "address"
        elif code_as_text.is_row(row):
            reasons[number] = code_as_text.CODE
    code_as_text.mark(rows, reasons)
    _mark_tables(rows, reasons)
    _mark_cards(rows, reasons)
    _mark_running_heads(rows, reasons)
    _mark_notes(rows, reasons)
    mail_head.mark(rows, reasons)
    mail_head.mark_answered(rows, reasons)
    armour.mark(rows, reasons)
    licences.mark(rows, reasons)
    _mark_facts(rows, reasons)
    _mark_counts(rows, reasons)
    _mark_signature(rows, reasons)
    calls.mark_ads(rows, reasons)
    recordings.mark_chapters(rows, reasons)
    recordings.mark_players(rows, reasons)
    for place in boxed.notices(rows):
        reasons[place] = "boxed notice"
    for place in calls.places(rows):
        reasons[place] = reasons[place] or "advertisement"
    _unmark_headings(rows, reasons)
    return reasons


def _unmark_headings(rows: list[str], reasons: list[str]) -> None:
    """A word such as ランキング or コメント over a sentence is a heading of the article."""
    following = ""  # the next row, blank ones passed over
    for number in range(len(rows) - 1, -1, -1):
        is_over_text = reasons[number] in _OF_LINKS and "。" in following
        is_menu = len(rows[number].split()) > _TWO_WORDS
        is_title = number == 0 and rows[1:2] == [""] and following.endswith("。") and not is_menu
        is_heading = reasons[number] in _OF_MENUS and (
            is_title
            or (following.endswith("。") and bool(_STEP.match(rows[number])))
            or _is_right_over_text(rows, number)
        )
        is_marked = reasons[number] == "call to subscribe" and bool(_IN_BRACKETS.fullmatch(rows[number]))
        is_heading |= is_marked and "。" in "".join(rows[number + 1 : number + 2]) and not reasons[number + 1]
        is_drawn = reasons[number] == "caption" and bool(_DRAWN.search(rows[number]))
        is_heading |= is_drawn and _is_right_over_text(rows, number)
        if is_over_text or is_heading:
            reasons[number] = ""
        if rows[number]:
            following = "" if reasons[number] else rows[number]


def _is_right_over_text(rows: list[str], number: int) -> bool:
    """Whether a row is over a paragraph amid the text: right over it, or it names a list of things."""
    is_in_middle = _EDGE * len(rows) < number < (1 - _EDGE) * len(rows)
    above, below = rows[number - 1 : number], "".join(rows[number + 1 : number + 2])
    if not below and _OF_A_LIST.fullmatch(rows[number]):
        below = "".join(rows[number + 2 : number + 3])
    return is_in_middle and above == [""] and len(below) >= _A_PARAGRAPH and below.endswith("。")


def _mark_cards(rows: list[str], reasons: list[str]) -> None:
    """What is no sentence right over a bare address: the title of the page there."""
    for n, row in enumerate(rows[:-1]):
        is_title = (
            row and not reasons[n] and "。" not in row and row[-1] not in _LEADS_ON and len(row) <= _LONGEST
        )
        if is_title and ADDRESS.fullmatch(rows[n + 1]):
            reasons[n] = "link card"
    for place in link_cards.over_sites(rows):
        reasons[place] = reasons[place] or "link card"


def _mark_running_heads(rows: list[str], reasons: list[str]) -> None:
    for place, reason in running_heads.page_furniture(rows).items():
        reasons[place] = reason if reasons[place] in ("", "details of the post") else reasons[place]


def _mark_tables(rows: list[str], reasons: list[str]) -> None:
    for place, reason in text_tables.places(rows).items():
        reasons[place] = reason


def _mark_notes(rows: list[str], reasons: list[str]) -> None:
    """The typist's explanation of marks, between dividers, and the colophon at the end."""
    start = next((n for n, row in enumerate(rows) if _NOTES_TITLE in row), None)
    if start is not None:
        end = next((n for n in range(start, len(rows)) if _DIVIDER.fullmatch(rows[n])), start + 1)
        reasons[start:end] = ["typist's note"] * (end - start)
    end = colophon.start(rows)
    reasons[end:] = ["colophon"] * (len(rows) - end)


def _mark_facts(rows: list[str], reasons: list[str]) -> None:
    """Two facts of a place or more, one after the other, though one is told as something else."""
    are_facts = [bool(row) and is_fact(row) for row in [*rows, ""]]
    for n, row in enumerate(rows):
        if row and are_facts[n] and (are_facts[n + 1] or (n and are_facts[n - 1])):
            reasons[n] = reasons[n] or "facts"


def _mark_counts(rows: list[str], reasons: list[str]) -> None:
    """Numbers over the first sentence, in a row with one that is told alone: 保存した人 5,120人."""
    head = next((n for n, row in enumerate(rows) if "。" in row and not reasons[n]), len(rows))
    are_counts = [bool(row) and is_count(row) for row in rows[:head]]
    for is_one, run in groupby(range(head), key=are_counts.__getitem__):
        places = list(run)
        if is_one and any(reasons[n] for n in places):
            for n in places:
                reasons[n] = reasons[n] or "details of the post"


def _mark_signature(rows: list[str], reasons: list[str]) -> None:
    """What stands under ``-- `` at the end of a mail, and the mail that it answers."""
    quoted = next((n for n, row in enumerate(rows) if _QUOTED_MAIL.match(row)), len(rows))
    if all(not row or row.startswith(mail_head.QUOTES) for row in rows[quoted + 1 :]):
        reasons[quoted:] = ["quoted mail"] * (len(rows) - quoted)
    first = max(0, len(rows) - _SIGNATURE_ROWS)
    start = next((n for n in range(first, len(rows)) if rows[n] in ("--", "-- ")), len(rows))
    reasons[start:] = ["signature"] * (len(rows) - start)
