"""Plain text → Article: title, date, byline, sections; what is not prose is dropped with a reason.

An article pasted as text has no marks, so lines are told apart by form. The *masthead* is what stands
before the first prose: site label, title, date, language menu, byline. A *heading* is a short line that
stands alone between prose and does not end like a sentence, or ends as a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from narrate.article import page_head, pasted
from narrate.article.facts import Facts, is_date, is_firm, parse_date
from narrate.article.lines import MAIL_HEAD, STYLE, Line, lines_of, style_of
from narrate.article.pieces import Aloud, Block, Piece, assemble
from narrate.article.wrapping import BULLET, INDENT, ITEM, width
from narrate.cuts import CLOSERS, FINAL
from narrate.model import Article, Dropped, Kind

_MASTHEAD_LINES = 12  # date and byline stand within the first lines or not at all
_LABEL_WIDTH = 24  # half-width columns: a site label is a word or two
_TITLE_FALLBACK = 40  # characters of the first sentence
_ITEM_REACH = 2  # lines between one list number and the next
_HEADING = 40  # characters; the longest of the acceptance article has 25
_PARAGRAPH = 40  # characters of a line that ends like a sentence: a paragraph, nothing shorter is between
_SUB_HEADING = 20  # characters of a heading right under another
_HEADINGS_IN_A_ROW = 2  # three short lines in a row are a list
_TITLE = 120  # characters; a longer line is a paragraph
_EXCLAIMED = 8  # characters; shorter exclamations are said by someone
_QUESTION = 30  # characters; longer questions are prose

_LANGUAGES = re.compile(
    "日本語|中文|简体|繁體|한국어|한어|english|français|español|deutsch|italiano|portugu[eê]s|nederlands"
    "|русский(?: язык)?|ελληνικά|indonesia[n]?|bahasa|sanskrit|suomalainen|suomi|svenska|norsk|dansk|polski"
    "|čeština|türkçe|tiếng việt|ไทย|العربية|עברית|हिन्दी|latina|magyar|română|українська",
    re.IGNORECASE,
)
_CONNECTIVES = (
    "では|それ|これ|この|その|あの|そして|しかし|でも|だが|ただ|また|さらに|なぜなら|つまり|したがって|だから"
    "|もし|ここ|そこ|そう|こう|例えば|たとえば|一方|ところ|さて|じゃあ|果たして|はたして"
)
_OPENS_PROSE = re.compile(f"(?:{_CONNECTIVES}|[—―─–-]|[「『（(])")
_A_FULL_LINE = 20  # characters: a shorter line was not broken because it was full
_GOES_ON = re.compile(
    "[をがにもで]$|(?<!も)の$|(?<!こ)と$|(?<![とに])は$|ことは$"
)  # ended by a particle, the line goes on in the next
_DEEPEST = 3  # levels of headings that are told apart
_SIGN = re.compile(r"^[■□◆◇●◉◎▼▽▲△★☆▶►◼✅📌🔥]+\s*")
_NOTED = re.compile("は[大中小]見出し］$")  # as Aozora Bunko's typists note it
_SPEAKER = re.compile("[^\\s：:「」]{1,8}[：:].+[？?！!]$")  # of an interview
_LABELLED = re.compile("[^\\s：:]{1,4}者[：:]")  # 回答者：…
_ASKED = re.compile(r"[QＱ][0-9]*[\s.．:：、]?")
_ANSWERED = re.compile(r"[AＡ][0-9]*[\s.．:：、]")
_IN_BRACKETS = re.compile("[（(][^（()）]{2,20}[)）]")
_EDIT = re.compile(r"[\[［]編集(?:\s?[|｜]\s?ソースを編集)?[\]］]$")
_BROKEN = 5  # lines that end with a comma: the author broke all lines where one breathes
_SERIES = re.compile(r"(?:特集|連載|シリーズ|コラム)(?:[\s　:：／/]|$)")
_QUOTE = re.compile("「[^「」。]+」")
_QUOTED_WITHIN = 4  # lines under it
_CLAUSE = 5  # characters
_CAPTION = re.compile(r"(?:図|表|写真|画像|出典|撮影|提供|Fig)[\d\s.:：=＝/／]|[(（].*[)）]$")


def parse(text: str, name: str, aloud: Aloud) -> Article:
    """Find the parts of an article in plain text; ``name`` is its title if nothing in it is."""
    lines = lines_of(text)
    head = max(_MASTHEAD_LINES, page_head.first_sentence(lines))
    lines = [
        replace(line, reason="") if n < head and _may_be_fact(line) else line for n, line in enumerate(lines)
    ]
    lines = pasted.without_furniture(lines)
    masthead = _Masthead([line for line in lines if not line.reason])
    _take_mail_head(lines, masthead.facts)
    masthead.facts.title = masthead.facts.title or name
    masthead.facts.byline = masthead.facts.byline or pasted.author(lines)
    clutter = [(line.place, Dropped(line.text, line.reason)) for line in lines if line.reason]
    placed: list[tuple[int, Piece]] = [*clutter, *masthead.dropped, *_blocks(masthead.body)]
    pieces = (piece for _, piece in sorted(placed, key=lambda each: each[0]))
    return assemble(masthead.facts, pieces, aloud, says_title=masthead.spoken_title)


def _take_mail_head(lines: list[Line], facts: Facts) -> None:
    """The date and the title of a mail, where its text does not say them."""
    heads = [MAIL_HEAD.match(line.text) for line in lines if line.reason == "mail header"]
    for head in filter(None, heads):
        if head["date"]:
            facts.date = facts.date or parse_date(head["value"])
        elif head["subject"]:
            facts.title = facts.title or head["value"]


def _may_be_fact(line: Line) -> bool:
    """Whether a line near the start says the date or the byline, though it is clutter elsewhere."""
    is_about_the_post = line.reason in ("credit line", "details of the post")
    return is_about_the_post and bool(Facts().take(line.text))


class _Masthead:
    """Splits the lines into masthead facts, dropped lines and the body."""

    def __init__(self, lines: list[Line]) -> None:
        self.facts = Facts()
        self.dropped: list[tuple[int, Dropped]] = []
        prose = next((i for i, line in enumerate(lines) if _is_prose(line.text)), len(lines))
        reach = min(_MASTHEAD_LINES, _masthead_end(lines, prose))
        facts = [self._fact(line) if i < reach else "" for i, line in enumerate(lines)]
        last_fact = max((i for i, fact in enumerate(facts) if fact), default=-1)
        beside_date = [any(f.startswith("date") for f in facts[max(i - 1, 0) : i + 2]) for i in range(reach)]
        for i in range(min(prose, reach)):
            if beside_date[i] and is_firm(lines[i].text):
                facts[i] = "site label"
        title = self._title_index(lines, facts, prose, last_fact)
        self.spoken_title = title is not None
        if title is not None and not self.facts.byline:
            for i in range(title + 1, min(title + 4, prose, reach)):
                facts[i] = facts[i] or self.facts.take_name(lines[i].text, beside_date[i] or i == title + 1)
        self.body: list[Line] = []
        for i, line in enumerate(lines):
            label = title is not None and i < title
            label |= i < min(prose, last_fact) and any(facts[:i]) and width(line.text) <= _LABEL_WIDTH
            if i == title or (
                title is not None and i == title + 1 and page_head.SUBTITLE.fullmatch(line.text)
            ):
                self.facts.title = f"{self.facts.title}\u3000{line.text}".strip()
            elif facts[i]:
                self.dropped.append((line.place, Dropped(line.text, facts[i])))
            elif label:
                reason = "credit line" if re.search("[:：]", line.text) else "site label"
                self.dropped.append((line.place, Dropped(line.text, reason)))
            else:
                self.body.append(line)
        self._take_signature()
        if not self.facts.title and self.body:
            self.facts.title = _shorten(self.body[0].text)

    def _take_signature(self) -> None:
        """The byline from the last line, if that is a name in brackets, as newspapers sign."""
        last = self.body[-1] if self.body else None
        is_signed = last and not self.facts.byline and _IN_BRACKETS.fullmatch(last.text)
        if last and is_signed and (why := self.facts.take(last.text)):
            self.dropped.append((self.body.pop().place, Dropped(last.text, why)))

    def _fact(self, line: Line) -> str:
        """The reason to drop a masthead line, having taken what it says; empty if it is none."""
        fact = "" if _is_prose(line.text) else self.facts.take(line.text)
        return fact or ("language menu" if _is_language_menu(line.text) else "")

    @staticmethod
    def _title_index(lines: list[Line], facts: list[str], prose: int, last_fact: int) -> int | None:
        """The first line that is neither a fact nor a label before a longer one."""
        end = prose if prose else (1 if last_fact > 0 else 0)
        candidates = [i for i in range(min(end, len(lines))) if not facts[i] and len(lines[i].text) <= _TITLE]
        if not candidates and prose < last_fact and len(lines[prose].text) <= _HEADING:
            return prose  # a title that ends like a sentence, with the date or byline after it
        first_fact = next((i for i, fact in enumerate(facts) if fact), len(lines))
        for place, i in enumerate(candidates[:-1]):
            following = candidates[place + 1]
            if _SERIES.match(lines[i].text) and width(lines[following].text) > width(lines[i].text):
                continue
            longer = width(lines[following].text) >= 1.5 * width(lines[i].text)
            is_short = width(lines[i].text) <= _LABEL_WIDTH
            if not (is_short and longer and following < first_fact < len(lines)):
                return i
        return candidates[-1] if candidates else None


def _masthead_end(lines: list[Line], prose: int) -> int:
    """Where date and byline cannot stand any more: at the first prose.

    A title or a lead that ends like a sentence may stand before them; several dates are headings.
    """
    after = prose + 1
    while after < len(lines) and not _is_prose(lines[after].text):
        after += 1
    dates = sum(is_date(line.text) for line in lines)
    return after if dates <= 1 else prose


def _is_language_menu(text: str) -> bool:
    names = _LANGUAGES.findall(text)
    return (
        not _is_prose(text) and len(names) >= 3 and sum(map(len, names)) >= 0.6 * len("".join(text.split()))
    )


def _is_prose(text: str) -> bool:
    return "。" in text or text.rstrip(CLOSERS + " ").endswith("．")


def _shorten(text: str) -> str:
    first = re.split(f"(?<=[{FINAL}])", text, maxsplit=1)[0].strip()
    return first if len(first) <= _TITLE_FALLBACK else first[: _TITLE_FALLBACK - 1] + "…"


def _blocks(body: list[Line]) -> Iterator[tuple[int, Block]]:
    items = _item_indices(body)
    headings = _heading_levels(body, items)
    for i, line in enumerate(body):
        kind: Kind = "heading" if i in headings else "item" if i in items else "prose"
        yield line.place, Block(kind, line.text, headings.get(i, 1))


def _item_indices(body: list[Line]) -> set[int]:
    """Bullets, and numbered lines near one that carries the number before or after."""
    numbers = [int(m["number"]) if (m := ITEM.match(line.text)) else None for line in body]
    items = {i for i, line in enumerate(body) if BULLET.match(line.text)}
    for i, number in enumerate(numbers):
        reach = _ITEM_REACH if _is_prose(body[i].text) else 1  # a heading has prose under it, an item a note
        near = {n for n in numbers[max(0, i - reach) : i + reach + 1] if n is not None}
        if number is not None and near & {number - 1, number + 1}:
            items.add(i)
    return items


def _heading_levels(body: list[Line], items: set[int]) -> dict[int, int]:
    """Which lines are headings, and how deep: a style of numbers or marks is deeper than those before it."""
    styles: list[str] = []
    levels: dict[int, int] = {}
    for i in sorted(_heading_indices(body, items)):
        style = style_of(body[i].text)
        if style not in styles:
            styles.append(style)
        levels[i] = min(styles.index(style) + 1, _DEEPEST) if style else 1
    return levels


def _heading_indices(body: list[Line], items: set[int]) -> set[int]:
    is_broken = sum(line.text.endswith("、") for line in body) >= _BROKEN
    candidates = {
        i
        for i, line in enumerate(body)
        if i not in items
        and (line.closes or not is_broken)
        and _stands_alone(body, i)
        and _looks_like_heading(line.text, body[i + 1].text)
        and (line.closes or len(line.text) < _A_FULL_LINE or not _GOES_ON.search(line.text))
    }
    candidates |= {i for i, line in enumerate(body) if _EDIT.search(line.text) or _is_quote_of_text(body, i)}
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


def _is_quote_of_text(body: list[Line], i: int) -> bool:
    """Whether a line alone is words in brackets that are said again under it, as in newspapers."""
    line = body[i]
    if not (line.opens and line.closes and i and _is_prose(body[i - 1].text) and _QUOTE.fullmatch(line.text)):
        return False
    below = "".join(other.text for other in body[i + 1 : i + 1 + _QUOTED_WITHIN])
    clauses = [clause for clause in re.split("[「」、]", line.text) if len(clause) >= _CLAUSE]
    return len(line.text) <= _HEADING and any(clause in below for clause in clauses)


def _stands_alone(body: list[Line], i: int) -> bool:
    """Between blank lines, or at the head of a block of prose, or of a block with a mark of another kind."""
    if i + 1 >= len(body):
        return False
    sign, above, below = (_sign(body[n].text) if n >= 0 else "" for n in (i, i - 1, i + 1))
    opens = body[i].opens or (sign and above and above != sign)
    if not opens and i and body[i - 1].opens and not body[i].closes and _is_prose(body[i + 1].text):
        opens = _is_short(body[i - 1].text)  # a heading right under another
    under = body[i + 1].text
    if i and _is_paragraph(body[i - 1].text) and _is_paragraph(under) and _is_short(body[i].text):
        return True
    is_over_text = _is_prose(under) or BULLET.match(under)
    is_over_heading = _is_short(under) and i + 2 < len(body) and _is_prose(body[i + 2].text)
    is_over_both = is_over_heading and body[i].opens and not body[i + 1].closes
    return bool(
        opens and (body[i].closes or is_over_text or is_over_both or (sign and below and below != sign))
    )


def _is_paragraph(text: str) -> bool:
    return len(text) >= _PARAGRAPH and text.rstrip(CLOSERS)[-1:] == "。"


def _is_short(text: str) -> bool:
    return len(text) <= _SUB_HEADING and not _is_prose(text) and not BULLET.match(text)


def _sign(text: str) -> str:
    found = _SIGN.match(text)
    return found.group().strip() if found else ""


def _looks_like_heading(text: str, following: str) -> bool:
    if len(text) > _HEADING or _CAPTION.match(text):
        return False
    if _NOTED.search(text):
        return True
    plain = _SIGN.sub("", text)
    if not plain or any(mark in plain[:-1] for mark in "。！!■□※→") or plain[-1] in "。、":
        return False
    if not (
        plain[-1].isalnum()
        or plain[-1] in CLOSERS + "？?"
        or (plain[-1] in "！!" and len(plain) >= _EXCLAIMED)
        or (plain[-1] == "…" and INDENT in plain)
    ):
        return False
    if _SPEAKER.match(text) or _LABELLED.match(text):
        return False
    if text[-1] in "？?":
        is_asked = _ASKED.match(text) and _ANSWERED.match(following)
        is_one = len(text) <= _QUESTION and len(re.findall("[？?]", text)) == 1
        return is_one and not is_asked and not _OPENS_PROSE.match(text)
    if text.startswith(("「", "『", "（", "(")) and not STYLE.match(text):
        return text[-1] not in CLOSERS
    return not re.match(f"(?:{_CONNECTIVES})、", text)
