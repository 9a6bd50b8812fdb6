"""Headings that several lines with one mark are: questions, an agenda, an outline, words behind arrows."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from narrate.article.lines import SAID, Line, has_sentence, number_of, says, style_of
from narrate.patterns import compiled

LONGEST_HEADING = 40
"""Characters; the longest heading of the acceptance article has 25."""
LONGEST_NUMBERED = 60
"""Characters of a heading with a number."""
ANSWERED = compiled(r"[AＡ][0-9]*[\s.．:：、]")
"""How the answer to a question begins."""
_MARKED_Q = compiled(r"[QＱ][0-9０-９]*[\s.．:：、]")
_IS_ASKED = compiled("(?:[？?]|か。?)$")
_GOES_ON_TO_ASK = compiled(
    "(?:それ)?では、[^。？?]{4,30}(?<!だろう)(?<!だろうか)(?<!でしょう)(?<!でしょうか)[？?]"
)
_ARROWS = compiled(r"(?:[>＞]{2,}|[≫»])\s*\w")
_AGENDA = compiled(
    r"(?:議題|議事|議案|案件|論点|テーマ|話題)(?:事項)?\s?[0-9０-９一二三四五六七八九十A-ZＡ-Ｚ]{1,3}\s?[：:][^。：:]+"
)
"""An item of an agenda, which stands over what was said about it."""

ABOUT_ARTICLE = compiled("[（(][^（()）。]{1,60}[)）]")
"""What an article of a law is about, over it."""
_NUMBER = "第[0-9０-９一二三四五六七八九十百]{1,5}条(?:の[0-9０-９一二三四五六七八九十]{1,3})?"
_ARTICLE = compiled(rf"{_NUMBER}[\s\u3000]")
OF_ARTICLE = compiled(rf"(?:{_NUMBER}\s*)?{ABOUT_ARTICLE.pattern}")
"""The heading of an article, with its number or without."""
_TAKEN = compiled(
    r"[【■◆●〈＜<]?\s?(?:材料|用意する(?:もの|物)|準備する(?:もの|物)|必要な(?:もの|物))\s?"
    r"(?:[（(][^（()）]{1,16}[)）])?\s?[】〉＞>]?(?:[0-9０-９]{1,2}人分|作りやすい分量)?"
)
_SPEAKER, _FEWEST_SPEECHES = compiled("([^\\s\\d。、（(]{1,6})\u3000[^\u3000]"), 3
_PART_OF_MEETING = compiled(
    r"[（(]?(?P<number>[0-9０-９]{1,2})[)）]?[.．、]?\s*(?P<part>[開閉]\s*会|議\s*[事題]|(?:報告|協議|審議|連絡|確認)(?:事項)?|議事録?の?(?:確認|署名人?の?選出)"
    r"|(?:\S{1,4})?(?:挨拶|あいさつ)|委員紹介|そ\s*の\s*他|質疑(?:応答)?|意見交換|次回(?:の?(?:日程|予定|開催))?(?:について)?)"
)
_FEWEST_ROWS = 2
_OUTLINE = compiled(
    r"(?P<numbers>[0-9０-９]{1,2}(?:[.．][0-9０-９]{1,2}){0,2})(?:[.．、]\s*|\s+)(?=[^\s0-9０-９])"
)
"""The number of a chapter or of a part of one: 2.方法, 2.1 対象と期間."""
_COUNTED = "(?:月|日|年|時|分|人|個|回|件|名|点|つ|本|枚|円)(?![一-鿿])"
_BARE = compiled(rf"(?P<number>[0-9０-９]{{1,2}})[ \u3000]+(?!{_COUNTED})[^\W\d_]")
"""A number with nothing but a blank behind it, and no count."""
_FEWEST_IN_OUTLINE = 3
_HEADED = compiled(
    r"(?:第|[(（])?(?P<number>[0-9０-９]{1,2})(?P<style>[章節部話回)）]|[.．、:：]\s?(?![0-9０-９])|\s)(?=.{2})"
)
"""How a heading with a number begins, which is the first of several."""
_LONGEST_OF_SERIES = 120  # characters


def with_outline(body: list[Line], candidates: set[int], items: set[int]) -> set[int]:
    """The candidates, those with numbers as the outline has them, if there is one with parts.

    Its lines stand over text, some of them are candidates; from 1 one goes on to 1.1 or 2, from 2.1 to
    2.1.1, 2.2 or 3.
    """
    numbers = {i: number for i, line in enumerate(body[:-1]) if (number := _number_in_outline(line))}
    chain: list[int] = []
    for i, number in numbers.items():
        is_over_part = numbers.get(i + 1) == (*number, 1)
        is_one = is_over_part or (says(body[i + 1]) and (len(number) > 1 or i not in items))
        if is_one and (number in _next_in_outline(numbers[chain[-1]]) if chain else number[-1] == 1):
            chain.append(i)
    has_parts = any(len(numbers[i]) > 1 for i in chain)
    are_known = has_parts and len(chain) >= _FEWEST_IN_OUTLINE and candidates.intersection(chain)
    return (candidates - numbers.keys()) | set(chain) if are_known else candidates


def _number_in_outline(line: Line) -> tuple[int, ...]:
    found = None if has_sentence(line.text) else _OUTLINE.match(line.text)
    if not found or len(line.text) > LONGEST_NUMBERED:
        return ()
    return tuple(map(int, re.split("[.．]", found["numbers"])))


def _next_in_outline(number: tuple[int, ...]) -> set[tuple[int, ...]]:
    ends = (number[: n + 1] for n in range(len(number)))
    return {(*number, 1), *((*end[:-1], end[-1] + 1) for end in ends)}


def of_agenda(body: list[Line]) -> set[int]:
    """Items of an agenda over a sentence, two or more: 議題1：日程; those in a row are the agenda."""
    items = {i for i, line in enumerate(body) if _AGENDA.fullmatch(line.text)}
    over_text = {
        i
        for i in items - {len(body) - 1}
        if says(body[i + 1]) and i - 1 not in items and len(body[i].text) <= LONGEST_HEADING
    }
    return over_text if len(over_text) > 1 else set()


def of_articles(body: list[Line]) -> set[int]:
    """What articles of a law are about, in brackets right over each: （目的） over 第1条; two or more."""
    over = {
        i
        for i, (line, below) in enumerate(pairwise(body))
        if ABOUT_ARTICLE.fullmatch(line.text) and _ARTICLE.match(below.text)
    }
    return over if len(over) > 1 else set()


def of_chapters(body: list[Line]) -> list[int]:
    """Lines numbered from 1 on, a blank behind the number, none right over the next, as print has: 1 目的."""
    chain: list[int] = []
    for i, line in enumerate(body[:-1]):
        is_short = len(line.text) <= LONGEST_NUMBERED and not SAID.search(line.text)
        found = _BARE.match(line.text) if is_short else None
        is_next = found and int(found["number"]) == len(chain) + 1
        if is_next and not (_BARE.match(body[i + 1].text) or has_sentence(line.text)):
            chain.append(i)
    return chain if len(chain) > 1 and any(says(body[i + 1]) for i in chain) else []


def of_claims(body: list[Line]) -> set[int]:
    """Numbered lines that end like sentences, each right over its paragraph: ``1. 川は歩けます。``."""
    chain: list[int] = []
    for i, (line, below) in enumerate(pairwise(body)):
        is_head = line.opens and below.place == line.place + 1 and len(line.text) <= LONGEST_NUMBERED
        is_over_text = (
            len(below.text) > len(line.text) and has_sentence(below.text) and not style_of(below.text)
        )
        if (
            is_head
            and is_over_text
            and has_sentence(line.text)
            and style_of(line.text)
            and number_of(line.text) == len(chain) + 1
        ):
            chain.append(i)
    return set(chain) if len(chain) >= _FEWEST_IN_OUTLINE else set()


def of_series(lines: list[Line], near: list[int]) -> list[int]:
    """The places of lines that begin with a number, where another goes on from it as a heading."""
    first = {n: number for n in near if (number := _series_of(lines[n].text))}
    short = (line.text for line in lines if len(line.text) <= _LONGEST_OF_SERIES)
    others = set(map(_series_of, short)) if first else set()
    return [n for n, (number, style) in first.items() if (number + 1, style) in others]


def _series_of(text: str) -> tuple[int, str] | None:
    found = _HEADED.match(text)
    return (int(found["number"]), found["style"]) if found else None


def in_row(body: list[Line]) -> set[int]:
    """Lines with a mark and a number right over one with the next: (1) 対象, (2) 期間 are rows of a list."""
    rows = (
        i
        for (i, line), (_, below) in pairwise(enumerate(body))
        if (style := style_of(line.text)) and style == style_of(below.text)
        if 0 < number_of(line.text) == number_of(below.text) - 1
    )
    return set(rows)


def of_minutes(body: list[Line]) -> set[int]:
    """The parts of a meeting with their numbers, three or more, from its beginning on: 1　開会."""
    parts = {i: found for i, line in enumerate(body) if (found := _PART_OF_MEETING.fullmatch(line.text))}
    numbers = [int(found["number"]) for found in parts.values()]
    are_all = len(parts) >= _FEWEST_IN_OUTLINE and numbers == sorted(set(numbers))
    is_begun = any("開" in found["part"] for found in parts.values())
    return set(parts) if are_all and is_begun else set()


def said_by_somebody(body: list[Line]) -> set[int]:
    """Lines that begin with who speaks, a word with a wide space behind it that three or more begin with."""
    begun = [(i, found[1]) for i, line in enumerate(body) if (found := _SPEAKER.match(line.text))]
    times = Counter(who for _, who in begun)
    said = Counter(who for i, who in begun if SAID.search(body[i].text))
    return {i for i, who in begun if times[who] >= _FEWEST_SPEECHES and 2 * said[who] >= times[who]}


def over_ingredients(body: list[Line]) -> set[int]:
    """What stands over the list of what a dish or a craft takes: 材料（2人分）."""
    return {
        i
        for i, line in enumerate(body)
        if _TAKEN.fullmatch(line.text)
        and len(rows := body[i + 1 : i + 1 + _FEWEST_ROWS]) == _FEWEST_ROWS
        and not any(map(says, rows))
    }


def of_questions(body: list[Line], candidates: set[int]) -> set[int]:
    """Questions that end like a sentence, over their answer, where others marked so are headings."""
    asked = {i for i, line in enumerate(body[:-1]) if _MARKED_Q.match(line.text)}
    asked = {i for i in asked if len(body[i].text) <= LONGEST_NUMBERED and i + 1 not in asked}
    if len(asked) >= _FEWEST_IN_OUTLINE and all(_IS_ASKED.search(body[i].text) for i in asked):
        candidates = asked
    return {i for i in asked if not ANSWERED.match(body[i + 1].text)} if asked & candidates else set()


def going_on_to_ask(body: list[Line], candidates: set[int]) -> set[int]:
    """Questions alone that go on from what was said, where several other headings ask: では、次は何？."""
    asked = [i for i in candidates if body[i].text.endswith(("？", "?"))]
    if len(asked) < _FEWEST_IN_OUTLINE:
        return set()
    alone = (i for i, line in enumerate(body[:-1]) if line.opens and line.closes and says(body[i + 1]))
    return {i for i in alone if _GOES_ON_TO_ASK.fullmatch(body[i].text)}


def with_arrows(body: list[Line]) -> set[int]:
    """Words behind ＞＞ at the head of a block of text, two or more, where nobody is quoted so."""
    marked = {i for i, line in enumerate(body) if _ARROWS.match(line.text)}
    are_heads = all(heads_block(body, i) and len(body[i].text) <= LONGEST_HEADING for i in marked)
    return marked if len(marked) > 1 and are_heads else set()


def heads_block(body: list[Line], i: int) -> bool:
    """Whether a line begins a block and a sentence stands right under it, as under no row of a list."""
    is_head = body[i].opens and not (body[i].closes or has_sentence(body[i].text))
    return is_head and any(map(says, body[i + 1 : i + 2]))
