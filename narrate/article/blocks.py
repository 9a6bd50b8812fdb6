"""The body of a plain text: which of its lines are headings and items, the others being prose.

A *heading* is a short line that stands alone between prose and does not end like a sentence, or ends as a
question.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise, takewhile

from narrate.article import copied
from narrate.article.heading_words import (
    A_FULL_LINE,
    ASIDE,
    PARAGRAPH,
    SIGN,
    SUB_HEADING,
    breaks_off,
    is_hour,
    is_paragraph,
    is_short,
    looks_like_heading,
    sign_of,
)
from narrate.article.lines import STYLE, Line, has_sentence, number_of, says, style_of
from narrate.article.marked_headings import (
    LONGEST_HEADING,
    LONGEST_NUMBERED,
    OF_ARTICLE,
    going_on_to_ask,
    heads_block,
    in_row,
    of_agenda,
    of_articles,
    of_chapters,
    of_claims,
    of_minutes,
    of_questions,
    over_ingredients,
    said_by_somebody,
    with_arrows,
    with_outline,
)
from narrate.article.people import LIFE, is_firm, is_named_by_office, is_office, looks_like_name
from narrate.article.phrases import is_any_fact, opens_article
from narrate.article.pieces import ANCHOR, Block, dressed
from narrate.article.said import SAID_SO
from narrate.article.wrapping import BULLET, ITEM, TABBED
from narrate.model import Kind
from narrate.patterns import compiled

_ITEM_REACH = 2  # lines between one list number and the next
_HEADINGS_IN_A_ROW = 2  # three short lines in a row are a list

_CAPTION_STYLE = "（）"
_DEEPEST = 3  # levels of headings that are told apart
_EDIT = compiled(r"[\[［]編集(?:\s?[|｜]\s?ソースを編集)?[\]］]$")
_BROKEN = 5  # lines that end with a comma: the author broke all lines where one breathes
_OFTEN_BROKEN = 0.15  # of the lines
_QUOTE = compiled("「[^「」。]+」")
_ASKED = ("―", "─", "—")
"""How an interviewer's question begins."""
_IS_QUESTION = compiled("[？?]$|(?:か|か[ね]|ください|しょう|ですね)。?$")
"""How it ends."""
_QUOTED_WITHIN = 4  # lines under it
_CLAUSE = 5  # characters
_LONGEST_LABEL = 12  # characters
_WORD = compiled(r"\w+")
_A_TABLE = 3  # entries
_SAYS_AGAIN = 40  # characters of a text in which a heading right over it is said again
_SHORTEST_SAID_AGAIN = 3  # characters
_FEWEST_ANCHORS = 2
_A_LIST = 2  # rows
_FEWEST_TURNS = 3  # of each who speaks
_MOSTLY_TURNS, _OFTEN_TURNS = 0.8, 0.75  # of the short lines alone, where not all are names of persons
_ASKS = compiled(
    r"(?:聞き手|司会|記者|編集部|インタビュアー?|質問者|回答者|参加者|一同|ぼく|僕|私|わたし|俺|AI|ロボ(?:ット)?)\s?\w?"
)
_ANNOUNCES = compiled("(?:次|以下)の[^。、]{1,16}(?:です|ます|ました|でした|である|した|する)[。：:]$")
_ROW = compiled("[○◯●◎・□■◇◆☆★①-⑳]")
_WITH_READING = compiled(
    r"[一-鿿々ぁ-んァ-ヶー 　]{2,12}[（(][ぁ-んァ-ヶー]{1,10}[・　 ]?[ぁ-んァ-ヶー]{1,10}[)）]"
)
"""A name and how it is read: alone over a life it says who is asked, several are headings."""


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
    items = {i for i, line in enumerate(body) if BULLET.match(line.text) and not dressed(line.text)}
    marks = [_WORD.sub("1", m.group()) if (m := TABBED.match(line.text)) else "" for line in body]
    items |= {
        i for i, mark in enumerate(marks) if mark and mark in (*marks[i - 1 : i], *marks[i + 1 : i + 2])
    }
    for i, number in enumerate(numbers):
        # a heading has prose under it, an item a note
        reach = _ITEM_REACH if has_sentence(body[i].text) else 1
        near = {n for n in numbers[max(0, i - reach) : i + reach + 1] if n is not None}
        if number is not None and near & {number - 1, number + 1} and not heads_block(body, i):
            items.add(i)
    return items


def _heading_levels(body: list[Line], items: set[int]) -> dict[int, int]:
    """Which lines are headings, and how deep: a style of numbers or marks is deeper than those before it."""
    styles: list[str] = []
    levels: dict[int, int] = {}
    for i in sorted(_heading_indices(body, items)):
        style = _CAPTION_STYLE if OF_ARTICLE.fullmatch(body[i].text) else style_of(body[i].text)
        if style not in styles:
            styles.append(style)
        levels[i] = body[i].level or (min(styles.index(style) + 1, _DEEPEST) if style else 1)
    return levels


def _heading_indices(body: list[Line], items: set[int]) -> set[int]:
    if marked := {i for i, line in enumerate(body) if line.level}:
        return marked
    is_broken = sum(line.text.endswith("、") for line in body) >= max(_BROKEN, _OFTEN_BROKEN * len(body))
    candidates = {
        i
        for i, line in enumerate(body)
        if i not in items
        and not line.is_clause
        and (line.closes or not is_broken)
        and _stands_alone(body, i)
        and looks_like_heading(line.text, body[i + 1].text)
        and (line.closes or not (breaks_off(line.text) or is_hour(line.text)))
    }
    candidates |= {i for i, line in enumerate(body) if _EDIT.search(line.text) or _is_quote_of_text(body, i)}
    no_heading = (_is_in_facts, _is_of_name, _leads_to_quote, _is_under_label, _goes_on_asking)
    candidates -= {i for i in candidates if any(is_none(body, i) for is_none in no_heading)}
    candidates -= said_by_somebody(body)
    candidates -= _in_turns(body, candidates) | _announced(body)
    people = {i for i in candidates if _WITH_READING.fullmatch(body[i].text)}
    candidates -= {i for i in people if len(people) == 1 and LIFE.search(body[i + 1].text)}
    said = next((i for i, line in enumerate(body) if says(line)), 0)
    offices = {body[i].text.split()[-1] for i in candidates if i >= said}  # 議員, over what each asks
    candidates -= {
        i
        for i in candidates
        if i < said and body[i].text.split()[-1] not in offices and is_named_by_office(body[i].text)
    }
    last = max((i for i, line in enumerate(body) if says(line)), default=0)
    candidates -= {
        i for i in candidates if i > last and (is_firm(body[i].text) or is_named_by_office(body[i].text))
    }
    candidates |= of_agenda(body) | of_articles(body) | of_claims(body) | with_arrows(body)
    candidates |= _with_anchors(body) | {
        i for i in range(len(body)) if i not in items and _is_said_again(body, i)
    }
    candidates |= of_questions(body, candidates) | going_on_to_ask(body, candidates)
    listed = {i for i, line in enumerate(body) if line.is_listed}
    if len(listed) >= _A_TABLE and any(line.is_clause for line in body):
        candidates.clear()  # a line alone may be what an author without full stops says
    candidates = copied.with_habit(body, candidates)
    candidates |= _of_series(body, candidates) | _with_signs(body, candidates)
    candidates = with_outline(body, candidates, items)
    listed |= of_minutes(body) | over_ingredients(body) | set(of_chapters(body))
    headings: set[int] = set()
    run: list[int] = []
    for i in sorted(candidates - listed):
        run = [*run, i] if run and run[-1] == i - 1 else [i]
        if len(run) <= _HEADINGS_IN_A_ROW:
            headings.add(i)
        else:
            headings.difference_update(run[-_HEADINGS_IN_A_ROW - 1 :])
            run = run[-_HEADINGS_IN_A_ROW - 1 :]
    return (headings - in_row(body)) | listed


def _in_turns(body: list[Line], candidates: set[int]) -> set[int]:
    """Names of who speaks, and what stands under them: two and more that come again and again, in turns."""
    names = [body[i].text for i in sorted(candidates)]
    times = Counter(names)
    speakers = {name for name, count in times.items() if count >= _FEWEST_TURNS and len(name) <= A_FULL_LINE}
    turns = [name for name in names if name in speakers]
    are_in_turns = len(speakers) > 1 and all(one != other for one, other in pairwise(turns))
    share, may_speak = len(turns) / len(names) if names else 0, [_may_speak(name) for name in speakers]
    are_in_turns &= share >= (_OFTEN_TURNS if any(may_speak) else _MOSTLY_TURNS) or all(may_speak)
    said = {i for i in candidates if body[i].text in speakers}
    return said | {i + 1 for i in said} if are_in_turns else set()


def _may_speak(name: str) -> bool:
    """Whether a line names a person, or who asks."""
    return looks_like_name(name) or is_named_by_office(name) or bool(_ASKS.fullmatch(name))


def _announced(body: list[Line]) -> set[int]:
    """The rows, apart from each other, of a list that the sentence over it speaks of (次のことです。)."""
    found: set[int] = set()
    for i in (i for i, line in enumerate(body) if _ANNOUNCES.search(line.text)):
        rows = list(takewhile(lambda n: not says(body[n]), range(i + 1, len(body))))
        lengths = [len(body[n].text) for n in rows]
        if len(rows) > _A_LIST and 2 * lengths[-1] <= min(lengths[:-1]):
            rows.pop()  # a heading of the text that follows
        is_close = len(rows) == _A_LIST and body[rows[1]].place == body[rows[0]].place + 1
        is_close = is_close and all(map(says, body[rows[-1] + 1 :]))  # else they may be headings like others
        is_list = (len(rows) > _A_LIST or is_close) and not any(_is_marked(body[n]) for n in rows)
        found |= set(rows) if is_list else set()
    return found


def _is_marked(line: Line) -> bool:
    return bool(line.level or STYLE.match(line.text) or SIGN.match(line.text) or ANCHOR.search(line.text))


def _leads_to_quote(body: list[Line], i: int) -> bool:
    """Whether a sentence begins here that goes on behind the quote below, with …と言った."""
    below = [line.text for line in body[i + 1 : i + 3]]
    return len(below) > 1 and below[0].startswith(("「", "『")) and bool(SAID_SO.match(below[1]))


def _is_of_name(body: list[Line], i: int) -> bool:
    """Whether a line says what the one is whose name stands right under it: 代表取締役."""
    return not body[i].closes and is_office(body[i].text) and looks_like_name(body[i + 1].text)


def _is_under_label(body: list[Line], i: int) -> bool:
    """Whether the label of a fact stands right over a line: ■日時：."""
    above = body[i - 1].text if i else ""
    return 0 < len(above) <= _LONGEST_LABEL and above[-1] in "：:" and not STYLE.match(body[i].text)


def _goes_on_asking(body: list[Line], i: int) -> bool:
    """Whether an interviewer asks here, who has begun to speak right over it."""
    return i > 0 and body[i].text[-1] in "？?" and body[i - 1].text.startswith(_ASKED)


def _is_in_facts(body: list[Line], i: int) -> bool:
    """Whether a line such as 発売元：… stands right under another such, without numbers or marks."""
    return i > 0 and all(
        is_any_fact(line.text) and not (STYLE.match(line.text) or SIGN.match(line.text))
        for line in body[i - 1 : i + 1]
    )


def _of_series(body: list[Line], candidates: set[int]) -> set[int]:
    """Lines right over a paragraph that are numbered on from a heading in the same style, or up to one."""
    found: set[int] = set()
    for step in (-1, 1):
        expected: set[tuple[str, int]] = set()  # styles, each with a number that goes on in it
        for i in range(len(body) - 1)[::step]:
            text = body[i].text
            if not (number := number_of(text)):
                continue
            here = style_of(text), number
            is_over_other = i + 1 in found or i + 1 in candidates
            is_over_other &= style_of(body[i + 1].text) != here[0]
            heads_rows = body[i].opens and not body[i].closes
            heads_rows &= not (number_of(body[i + 1].text) and style_of(body[i + 1].text) == here[0])
            is_over_text = says(body[i + 1]) or is_over_other or heads_rows
            is_one = is_over_text and not has_sentence(text) and looks_like_heading(text, "")
            if here in expected and is_one:
                found.add(i)
                expected.remove(here)
            if i in candidates or i in found:
                expected.add((here[0], number + step))
    return found


def _with_signs(body: list[Line], candidates: set[int]) -> set[int]:
    """Lines right over a sentence or a list with the mark of several headings, wherever blanks are."""
    signs = Counter(sign_of(body[i].text) for i in candidates)
    return {
        i
        for i, (line, below) in enumerate(pairwise(body))
        if (sign := sign_of(line.text))
        and signs[sign] >= _FEWEST_ANCHORS
        and (says(below) or ITEM.match(below.text) or BULLET.match(below.text))
        and sign_of(below.text) != sign
        and looks_like_heading(line.text, below.text)
    }


def _with_anchors(body: list[Line]) -> set[int]:
    """Lines with the sign of a link to themselves, which pages set beside headings: several have it."""
    found = {i for i, line in enumerate(body) if ANCHOR.search(line.text) and not has_sentence(line.text)}
    found = {i for i in found if len(body[i].text) <= LONGEST_NUMBERED}
    return found if len(found) >= _FEWEST_ANCHORS else set()


def _is_said_again(body: list[Line], i: int) -> bool:
    """Whether a short line under a list is a heading: the paragraph right under it begins with its words."""
    if not 0 < i < len(body) - 1 or body[i].closes or has_sentence(body[i].text):
        return False
    words, under = body[i].text.rstrip("？?").removesuffix("とは"), body[i + 1].text
    is_short = _SHORTEST_SAID_AGAIN <= len(words) <= SUB_HEADING and words[-1].isalnum()
    is_defined = under.startswith(words) and under.endswith("。")
    return is_short and (is_defined or (words in under[:_SAYS_AGAIN] and is_paragraph(under)))


def _is_quote_of_text(body: list[Line], i: int) -> bool:
    """Whether a line is words in brackets, outdented or said again under it, as in newspapers."""
    line = body[i]
    is_over_text = line.closes or any(has_sentence(other.text) for other in body[i + 1 : i + 2])
    is_alone = line.opens and is_over_text and i and has_sentence(body[i - 1].text)
    if not (is_alone and _QUOTE.fullmatch(line.text)):
        return False
    below = "".join(other.text for other in body[i + 1 : i + 1 + _QUOTED_WITHIN])
    clauses = [clause for clause in re.split("[「」、]", line.text) if len(clause) >= _CLAUSE]
    is_asked = below.startswith(_ASKED) and bool(_IS_QUESTION.search(body[i + 1].text))
    is_heading = line.is_outdented or is_asked or any(clause in below for clause in clauses)
    return len(line.text) <= LONGEST_HEADING and is_heading


def _stands_alone(body: list[Line], i: int) -> bool:
    """Between blank lines, or at the head of a block of prose, or of a block with a mark of another kind."""
    if i + 1 >= len(body):
        return False
    sign, above, below = (sign_of(body[n].text) if n >= 0 else "" for n in (i, i - 1, i + 1))
    opens = body[i].opens or (not i and opens_article(body[i].text)) or (sign and above and above != sign)
    if not opens and i and body[i - 1].opens and not body[i].closes and says(body[i + 1]):
        opens = is_short(body[i - 1].text)  # a heading right under another
    opens = opens or _is_under_rows(body, i)
    if _is_pair(body, i) or (i and _is_pair(body, i - 1)):
        return True
    under = body[i + 1].text
    if i and is_paragraph(body[i - 1].text) and is_paragraph(under) and is_short(body[i].text):
        return True
    is_over_text = says(body[i + 1]) or BULLET.match(under) or (body[i].opens and opens_article(body[i].text))
    is_over_heading = is_short(under) and i + 2 < len(body) and says(body[i + 2])
    is_over_both = is_over_heading and body[i].opens
    is_over_both &= not body[i + 1].closes or bool(ASIDE.fullmatch(under))
    return bool(
        opens and (body[i].closes or is_over_text or is_over_both or (sign and below and below != sign))
    )


def _is_under_rows(body: list[Line], i: int) -> bool:
    """Whether a few words over a paragraph end a block of short rows with a sign each, as print has them."""
    rows = body[max(i - 2, 0) : i]
    are_rows = len(rows) > 1 and all(_ROW.match(line.text) and len(line.text) < A_FULL_LINE for line in rows)
    is_apart = body[i].closes and not ((rows and rows[-1].closes) or _ROW.match(body[i].text))
    is_over_text = has_sentence(body[i + 1].text) and len(body[i + 1].text) >= PARAGRAPH
    return are_rows and is_apart and is_short(body[i].text) and is_over_text


def _is_pair(body: list[Line], i: int) -> bool:
    """Whether a line and the next are a heading and one under it: short, apart from all else, over text."""
    if not (0 < i < len(body) - 2 and says(body[i - 1]) and says(body[i + 2])):
        return False
    are_apart = body[i].opens and body[i + 1].closes and not body[i].closes and not body[i + 1].opens
    is_aside = ASIDE.fullmatch(body[i + 1].text)
    return are_apart and not is_aside and is_short(body[i].text) and is_short(body[i + 1].text)
