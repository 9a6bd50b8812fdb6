"""The body of a plain text: which of its lines are headings and items, the others being prose.

A *heading* is a short line that stands alone between prose and does not end like a sentence, or ends as a
question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from narrate.article.lines import STYLE, Line, has_stop, style_of
from narrate.article.pieces import Block
from narrate.article.wrapping import BULLET, INDENT, ITEM
from narrate.cuts import CLOSERS
from narrate.model import Kind

_ITEM_REACH = 2  # lines between one list number and the next
LONGEST_HEADING = 40
"""Characters; the longest heading of the acceptance article has 25."""
_PARAGRAPH = 40  # characters of a line that ends like a sentence: a paragraph, nothing shorter is between
_SUB_HEADING = 20  # characters of a heading right under another
_HEADINGS_IN_A_ROW = 2  # three short lines in a row are a list
_EXCLAIMED = 8  # characters; shorter exclamations are said by someone
_QUESTION = 30  # characters; longer questions are prose

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
_EDIT = re.compile(r"[\[［]編集(?:\s?[|｜]\s?ソースを編集)?[\]］]$")
_BROKEN = 5  # lines that end with a comma: the author broke all lines where one breathes
_QUOTE = re.compile("「[^「」。]+」")
_QUOTED_WITHIN = 4  # lines under it
_CLAUSE = 5  # characters
_CAPTION = re.compile(r"(?:図|表|写真|画像|出典|撮影|提供|Fig)[\d\s.:：=＝/／]|[(（].*[)）]$")


def blocks(body: list[Line]) -> Iterator[tuple[int, Block]]:
    """The lines as blocks, each with its place."""
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
        # a heading has prose under it, an item a note
        reach = _ITEM_REACH if has_sentence(body[i].text) else 1
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
    listed = {i for i, line in enumerate(body) if line.is_listed}
    headings: set[int] = set()
    run: list[int] = []
    for i in sorted(candidates - listed):
        run = [*run, i] if run and run[-1] == i - 1 else [i]
        if len(run) <= _HEADINGS_IN_A_ROW:
            headings.add(i)
        else:
            headings.difference_update(run[-_HEADINGS_IN_A_ROW - 1 :])
            run = run[-_HEADINGS_IN_A_ROW - 1 :]
    return headings | listed


def _is_quote_of_text(body: list[Line], i: int) -> bool:
    """Whether a line alone is words in brackets that are said again under it, as in newspapers."""
    line = body[i]
    is_alone = line.opens and line.closes and i and has_sentence(body[i - 1].text)
    if not (is_alone and _QUOTE.fullmatch(line.text)):
        return False
    below = "".join(other.text for other in body[i + 1 : i + 1 + _QUOTED_WITHIN])
    clauses = [clause for clause in re.split("[「」、]", line.text) if len(clause) >= _CLAUSE]
    return len(line.text) <= LONGEST_HEADING and any(clause in below for clause in clauses)


def _stands_alone(body: list[Line], i: int) -> bool:
    """Between blank lines, or at the head of a block of prose, or of a block with a mark of another kind."""
    if i + 1 >= len(body):
        return False
    sign, above, below = (_sign(body[n].text) if n >= 0 else "" for n in (i, i - 1, i + 1))
    opens = body[i].opens or (sign and above and above != sign)
    if not opens and i and body[i - 1].opens and not body[i].closes and has_sentence(body[i + 1].text):
        opens = _is_short(body[i - 1].text)  # a heading right under another
    under = body[i + 1].text
    if i and _is_paragraph(body[i - 1].text) and _is_paragraph(under) and _is_short(body[i].text):
        return True
    is_over_text = has_sentence(under) or BULLET.match(under)
    is_over_heading = _is_short(under) and i + 2 < len(body) and has_sentence(body[i + 2].text)
    is_over_both = is_over_heading and body[i].opens and not body[i + 1].closes
    return bool(
        opens and (body[i].closes or is_over_text or is_over_both or (sign and below and below != sign))
    )


def _is_paragraph(text: str) -> bool:
    return len(text) >= _PARAGRAPH and text.rstrip(CLOSERS)[-1:] == "。"


def _is_short(text: str) -> bool:
    return len(text) <= _SUB_HEADING and not has_sentence(text) and not BULLET.match(text)


def _sign(text: str) -> str:
    found = _SIGN.match(text)
    return found.group().strip() if found else ""


def _looks_like_heading(text: str, following: str) -> bool:
    if len(text) > LONGEST_HEADING or _CAPTION.match(text):
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


def has_sentence(text: str) -> bool:
    """Whether a line has a full stop in it, or ends with one as wide."""
    return has_stop(text) or text.rstrip(CLOSERS + " ").endswith("．")
