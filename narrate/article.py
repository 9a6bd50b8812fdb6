"""Plain text → Article: title, date, byline, sections; what is not prose is dropped with a reason.

An article pasted as text has no marks, so lines are told apart by form. The *masthead* is what stands
before the first prose: site label, title, date, language menu, byline. A *heading* is a short line that
stands alone between prose and does not end like a sentence, or ends as a question.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from narrate.errors import ArticleError
from narrate.model import Article, Dropped, Paragraph, Section
from narrate.source import read_text

FINAL = "。！？!?．"
CLOSERS = "」』）)】］]〉》”’\"'"

_OLDEST = 1900  # an earlier year is no date of publication
_REIWA = 2018  # the year before 令和元年
_MASTHEAD_LINES = 12  # date and byline stand within the first lines or not at all
_LABEL_WIDTH = 24  # half-width columns: a site label is a word or two
_LONGEST_FACT = 80  # characters of a date or a byline
_TITLE_FALLBACK = 40  # characters of the first sentence
_ITEM_REACH = 2  # lines between one list number and the next
_WRAP_WIDTHS = range(40, 101)  # half-width columns at which editors and mail programs break lines
_HEADING = 40  # characters; the longest of the acceptance article has 25
_HEADINGS_IN_A_ROW = 2  # three short lines in a row are a list
_TITLE = 120  # characters; a longer line is a paragraph
_QUESTION = 30  # characters; longer questions are prose

_DATE = re.compile(
    r"(?:(?:公開|(?:最終)?更新|投稿|掲載|配信)日?時?\s*[:：]?\s*)?"
    r"(?:(?P<y>\d{4})|令和\s*(?P<reiwa>\d{1,2}|元))\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})\s*日?"
    r"(?:\s*[(（].[)）])?(?:[\sT]*\d{1,2}[:：時]\d{2}.{0,12})?(?:\s*(?:公開|更新|投稿|掲載|配信))?"
)
_BYLINE = re.compile(
    r"(?:編集者?|著者?|筆者|執筆者?|作者|記者|文責?|取材・文|構成|翻訳者?|訳者?|ライター|author|writer|by)"
    r"(?:\s*[:：=＝/／]\s*|(?<=[Bb]y)\s+)(?P<name>\S.{0,60})"
    r"|(?:\S{1,8}\s+)?記者\s+(?P<reporter>\S{1,12})",
    re.IGNORECASE,
)
_LANGUAGES = re.compile(
    "日本語|中文|简体|繁體|한국어|한어|english|français|español|deutsch|italiano|portugu[eê]s|nederlands"
    "|русский(?: язык)?|ελληνικά|indonesia[n]?|bahasa|sanskrit|suomalainen|suomi|svenska|norsk|dansk|polski"
    "|čeština|türkçe|tiếng việt|ไทย|العربية|עברית|हिन्दी|latina|magyar|română|українська",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?P<number>\d{1,3})(?:[.．:：](?!\d)\s*|[、)）]\s*|\s+)(?=\S)")
_BULLET = re.compile(r"[・•‣◦\-*＊–]\s*(?=\S)")
_CONNECTIVES = (
    "では|それ|これ|この|その|あの|そして|しかし|でも|だが|ただ|また|さらに|なぜなら|つまり|したがって|だから"
    "|もし|ここ|そこ|そう|こう|例えば|たとえば|一方|ところ|さて|じゃあ|果たして|はたして"
)
_LIST_ROW = re.compile(f"(?:{_ITEM.pattern}|{_BULLET.pattern})")
_OPENS_PROSE = re.compile(f"(?:{_CONNECTIVES}|[—―─–-]|[「『（(])")
_CAPTION = re.compile(r"(?:図|表|写真|画像|出典|撮影|提供|Fig)[\d\s.:：=＝/／]|[(（].*[)）]$")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    opens: bool  # a blank line or the text's start before it
    closes: bool  # a blank line or the text's end after it


def read_article(path: Path) -> Article:
    """Read a plain text article from a file.

    Raises:
        ArticleError: the file cannot be read as text, or has nothing to say in it.
    """
    return parse(read_text(path), str(path))


def parse(text: str, name: str) -> Article:
    """Find the parts of an article in plain text; ``name`` is for messages and a last-resort title.

    Raises:
        ArticleError: no letter, kana, kanji or digit in it.
    """
    if not text.strip():
        raise ArticleError(f"{name}: is empty; nothing to narrate")
    if not any(c.isalnum() for c in text):
        raise ArticleError(f"{name}: has only symbols in it; nothing to narrate")
    lines = _lines(text)
    head = _Masthead(lines)
    sections = _sections(head)
    return Article(head.title or name, head.date, head.byline, sections, tuple(head.dropped))


def _lines(text: str) -> list[_Line]:
    rows = _unwrapped([row.strip() for row in text.split("\n")])
    dense = sum(not row for row in rows) < 0.1 * len(rows)  # no blank lines: each line is a paragraph
    rows = ["", *rows, ""]
    return [
        _Line(row, dense or not rows[i], dense or not rows[i + 2]) for i, row in enumerate(rows[1:-1]) if row
    ]


def _unwrapped(rows: list[str]) -> list[str]:
    """Join lines that were broken at a fixed width: long, next to each other, and not at a sentence's end."""
    joined: list[str] = []
    block: list[str] = []
    for row in [*rows, ""]:
        if row:
            block.append(row)
        else:
            joined += [*_unwrapped_block(block), row]
            block = []
    return joined[:-1]


def _unwrapped_block(block: list[str]) -> list[str]:
    """One row a paragraph, if every row that does not end a sentence is as wide as the widest."""
    widths = [_width(row[: _WRAP_WIDTHS.stop]) for row in block]
    widest = max(widths, default=0)
    is_full = [width >= widest - 4 for width in widths]
    ends = [row[-1] in FINAL + CLOSERS for row in block]
    wrapped = all(full or end for full, end in zip(is_full[:-1], ends[:-1], strict=True))
    if widest not in _WRAP_WIDTHS or sum(is_full) < 2 or not wrapped or any(map(_LIST_ROW.match, block)):
        return block
    rows = block[:1]
    for row, follows_end in zip(block[1:], ends, strict=False):
        if follows_end:
            rows.append(row)
        else:
            rows[-1] += (" " if rows[-1][-1].isascii() and row[0].isascii() else "") + row
    return rows


class _Masthead:
    """Splits the lines into masthead facts, dropped lines and the body."""

    def __init__(self, lines: list[_Line]) -> None:
        self.title = ""
        self.date: dt.date | None = None
        self.byline = ""
        self.dropped: list[Dropped] = []
        prose = next((i for i, line in enumerate(lines) if _is_prose(line.text)), len(lines))
        reach = min(_MASTHEAD_LINES, _masthead_end(lines, prose))
        facts = [self._fact(line) if i < reach else "" for i, line in enumerate(lines)]
        last_fact = max((i for i, fact in enumerate(facts) if fact), default=-1)
        title = self._title_index(lines, facts, prose, last_fact)
        self.spoken_title = title is not None
        self.body: list[_Line] = []
        for i, line in enumerate(lines):
            label = title is not None and i < title
            label |= i < min(prose, last_fact) and any(facts[:i]) and _width(line.text) <= _LABEL_WIDTH
            if i == title:
                self.title = line.text
            elif facts[i]:
                self.dropped.append(Dropped(line.text, facts[i]))
            elif label:
                reason = "credit line" if re.search("[:：]", line.text) else "site label"
                self.dropped.append(Dropped(line.text, reason))
            else:
                self.body.append(line)
        if not self.title and self.body:
            self.title = _shorten(self.body[0].text)

    def _fact(self, line: _Line) -> str:
        """The reason to drop a masthead line, having taken what it says; empty if it is none."""
        text = line.text
        if len(text) <= _LONGEST_FACT and not _is_prose(text):
            if (found := _DATE.fullmatch(text)) and (date := _date(found)):
                self.date = self.date or date
                return "date, kept in the show notes"
            if found := _BYLINE.fullmatch(text):
                self.byline = self.byline or (found["name"] or found["reporter"])
                return "byline, kept in the show notes"
        return "language menu" if _is_language_menu(text) else ""

    @staticmethod
    def _title_index(lines: list[_Line], facts: list[str], prose: int, last_fact: int) -> int | None:
        """The first line that is neither a fact nor a label before a longer one."""
        end = prose if prose else (1 if last_fact > 0 else 0)
        candidates = [i for i in range(min(end, len(lines))) if not facts[i] and len(lines[i].text) <= _TITLE]
        if not candidates and prose < last_fact and len(lines[prose].text) <= _HEADING:
            return prose  # a title that ends like a sentence, with the date or byline after it
        first_fact = next((i for i, fact in enumerate(facts) if fact), len(lines))
        for place, i in enumerate(candidates[:-1]):
            following = candidates[place + 1]
            longer = _width(lines[following].text) >= 1.5 * _width(lines[i].text)
            is_short = _width(lines[i].text) <= _LABEL_WIDTH
            if not (is_short and longer and following < first_fact < len(lines)):
                return i
        return candidates[-1] if candidates else None


def _masthead_end(lines: list[_Line], prose: int) -> int:
    """Where date and byline cannot stand any more: at the first prose.

    A title or a lead that ends like a sentence may stand before them; several dates are headings.
    """
    after = prose + 1
    while after < len(lines) and not _is_prose(lines[after].text):
        after += 1
    dates = sum(bool(len(line.text) <= _LONGEST_FACT and _DATE.fullmatch(line.text)) for line in lines)
    return after if dates <= 1 else prose


def _date(found: re.Match[str]) -> dt.date | None:
    try:
        year = int(found["y"]) if found["y"] else _REIWA + int(found["reiwa"].replace("元", "1"))
        return dt.date(year, int(found["m"]), int(found["d"])) if year >= _OLDEST else None
    except ValueError:
        return None


def _is_language_menu(text: str) -> bool:
    names = _LANGUAGES.findall(text)
    return (
        not _is_prose(text) and len(names) >= 3 and sum(map(len, names)) >= 0.6 * len("".join(text.split()))
    )


def _is_prose(text: str) -> bool:
    return "。" in text or text.rstrip(CLOSERS + " ").endswith("．")


def _width(text: str) -> int:
    """Width in half-width columns: kana and kanji count two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _shorten(text: str) -> str:
    first = re.split(f"(?<=[{FINAL}])", text, maxsplit=1)[0].strip()
    return first if len(first) <= _TITLE_FALLBACK else first[: _TITLE_FALLBACK - 1] + "…"


def _sections(head: _Masthead) -> tuple[Section, ...]:
    body = head.body
    items = _item_indices(body)
    headings = _heading_indices(body, items)
    sections = [(head.title, [Paragraph(head.title, "title")] if head.spoken_title else [])]
    for i, line in enumerate(body):
        if i in headings:
            sections.append((line.text, [Paragraph(line.text, "heading")]))
        else:
            sections[-1][1].append(Paragraph(line.text, "item" if i in items else "prose"))
    return tuple(Section(heading, tuple(paragraphs)) for heading, paragraphs in sections if paragraphs)


def _item_indices(body: list[_Line]) -> set[int]:
    """Bullets, and numbered lines near one that carries the number before or after."""
    numbers = [int(m["number"]) if (m := _ITEM.match(line.text)) else None for line in body]
    items = {i for i, line in enumerate(body) if _BULLET.match(line.text)}
    for i, number in enumerate(numbers):
        reach = _ITEM_REACH if _is_prose(body[i].text) else 1  # a heading has prose under it, an item a note
        near = {n for n in numbers[max(0, i - reach) : i + reach + 1] if n is not None}
        if number is not None and near & {number - 1, number + 1}:
            items.add(i)
    return items


def _heading_indices(body: list[_Line], items: set[int]) -> set[int]:
    candidates = {
        i
        for i, line in enumerate(body)
        if i not in items and _stands_alone(body, i) and _looks_like_heading(line.text)
    }
    headings: set[int] = set()
    run: list[int] = []
    for i in sorted(candidates):
        run = [*run, i] if run and run[-1] == i - 1 else [i]
        if len(run) <= _HEADINGS_IN_A_ROW:
            headings.add(i)
        else:
            headings.difference_update(run[-_HEADINGS_IN_A_ROW - 1 :])
            run = run[-_HEADINGS_IN_A_ROW - 1 :]
    return headings


def _stands_alone(body: list[_Line], i: int) -> bool:
    """Between blank lines, or at the head of a block of prose."""
    return i + 1 < len(body) and body[i].opens and (body[i].closes or _is_prose(body[i + 1].text))


def _looks_like_heading(text: str) -> bool:
    if len(text) > _HEADING or _CAPTION.match(text):
        return False
    if any(mark in text for mark in "。！!■□※→") or not (text[-1].isalnum() or text[-1] in CLOSERS + "？?"):
        return False
    if text[-1] in "？?":
        return len(text) <= _QUESTION and not _OPENS_PROSE.match(text) and len(re.findall("[？?]", text)) == 1
    if text.startswith(("「", "『", "（", "(")):
        return text[-1] not in CLOSERS
    return not re.match(f"(?:{_CONNECTIVES})、", text)
