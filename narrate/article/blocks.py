"""The body of a plain text: which of its lines are headings and items, the others being prose.

A *heading* is a short line that stands alone between prose and does not end like a sentence, or ends as a
question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from narrate.article.lines import STYLE, Line, has_sentence, number_of, says, style_of
from narrate.article.marked_headings import (
    ANSWERED,
    LONGEST_HEADING,
    LONGEST_NUMBERED,
    OF_ARTICLE,
    heads_block,
    in_row,
    of_agenda,
    of_articles,
    of_chapters,
    of_minutes,
    of_questions,
    over_ingredients,
    said_by_somebody,
    with_arrows,
    with_outline,
)
from narrate.article.people import LIFE, is_named_by_office
from narrate.article.phrases import is_any_fact, opens_article
from narrate.article.pieces import ANCHOR, Block, dressed
from narrate.article.said import is_of_sentence
from narrate.article.wrapping import BULLET, INDENT, ITEM, TABBED
from narrate.cuts import CLOSERS
from narrate.model import Kind

_ITEM_REACH = 2  # lines between one list number and the next
_PARAGRAPH = 40  # characters of a line that ends like a sentence: a paragraph, nothing shorter is between
_SUB_HEADING = 28  # characters of a heading right under another
_HEADINGS_IN_A_ROW = 2  # three short lines in a row are a list
_EXCLAIMED = 8  # characters; shorter exclamations are said by someone
_QUESTION = 30  # characters; longer questions are prose

_CONNECTIVES = (
    "では|それ|これ|この|その|あの|そして|しかし|でも|だが|ただ|また|さらに|なぜなら|つまり|したがって|だから"
    "|もし|ここ|そこで?|そのため|なので|ですが|すると|ちなみに|とはいえ|そう|こう|例えば|たとえば|一方|ところ|さて|じゃあ|果たして|はたして"
)
_OPENS_PROSE = re.compile(f"(?:{_CONNECTIVES}|[—―─–-]|[「『（(])")
_A_FULL_LINE = 20  # characters: a shorter line was not broken because it was full
_GOES_ON = re.compile(
    "[をがにもで]$|から$|(?<!も)の$|(?<!こ)と$|(?<![とに])は$|ことは$"
)  # ended by a particle, the line goes on in the next
_CAPTION_STYLE = "（）"
_DEEPEST = 3  # levels of headings that are told apart
_SIGNS = "[■□◆◇●◉◎▼▽▲△★☆▶►◼✅📌🔥]+"
_SIGN = re.compile(rf"^{_SIGNS}(?:\s?[0-9０-９]{{1,2}}\s?{_SIGNS})?\s*")
_NOTED = re.compile("は[大中小]見出し］$")  # as Aozora Bunko's typists note it
_HIRAGANA = re.compile("[ぁ-ん]")
_ASKED = re.compile(r"[QＱ][0-9]*[\s.．:：、]?")
_EDIT = re.compile(r"[\[［]編集(?:\s?[|｜]\s?ソースを編集)?[\]］]$")
_BROKEN = 5  # lines that end with a comma: the author broke all lines where one breathes
_OFTEN_BROKEN = 0.15  # of the lines
_QUOTE = re.compile("「[^「」。]+」")
_QUOTED_WITHIN = 4  # lines under it
_CLAUSE = 5  # characters
_WORD = re.compile(r"\w+")
_A_TABLE = 3  # entries
_A_HABIT, _MORE_OF_HABIT = 4, 2  # headings, and how many times more than those of another habit
_SAYS_AGAIN = 40  # characters of a text in which a heading right over it is said again
_SHORTEST_SAID_AGAIN = 3  # characters
_STOPS = "。．"
_FEW_WORDS = 8  # characters of a heading under a list
_FEWEST_ANCHORS = 2
_OF_SITE = re.compile(r"\s[|｜]\s")
"""What stands between the title of a page and its site's name, as in a link to it."""
_IN_COLUMNS = re.compile(r"\S{3}[ \u3000]{4,}\S{2}")
"""A verse and its author, as they are set in columns."""
_ROW = re.compile("[○◯●◎・□■◇◆☆★①-⑳]")
_ONLY_NUMBER = re.compile(r"[0-9０-９][0-9０-９.,]*\s?\w{1,3}[！!]+")
"""What is exclaimed: 12分！"""
_WITH_COLON = re.compile(
    "(?:はじめに|まとめ|おわりに|最後に|結論|概要|背景|目的|経緯|補足|余談|追記|結果|考察)[:：]"
)
_WITH_READING = re.compile(
    r"[一-鿿々ぁ-んァ-ヶー 　]{2,12}[（(][ぁ-んァ-ヶー]{1,10}[・　 ]?[ぁ-んァ-ヶー]{1,10}[)）]"
)
"""A name and how it is read: alone over a life it says who is asked, several are headings."""
_OF_BOX = re.compile(
    r"[\W_]*(?:ヒント|メモ|重要|警告|Hint|Tips?|Memo|Warning|Caution|Important|Info)[\W_]*", re.IGNORECASE
)
"""What a box of a help page is labelled, which copying sets over its text."""
_GREETED = re.compile(r"(?!お客|お子)[^\s。、（(]{1,12}\s?(?:様|さま|殿)")
_NOTES, _ENTRY = re.compile("注記?|Note"), re.compile(r"[(（\[［]?(?:注|註|[※*＊])?\s?[0-9０-９]")
"""What is such a label too, unless an entry with a number stands under it."""
_CAPTION = re.compile(
    r"(?:LT|発表|登壇|参考|関連|公式)?(?:資料|スライド|動画|記事|サイト|リンク|リポジトリ)\s?[:：]"
    r"|(?:図|表|写真|画像|出典|撮影|提供|Fig)[\d\s.:：=＝/／]|[(（].*[)）]$"
)


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
        and _looks_like_heading(line.text, body[i + 1].text)
        and (line.closes or len(line.text) < _A_FULL_LINE or not _GOES_ON.search(line.text))
    }
    candidates |= {i for i, line in enumerate(body) if _EDIT.search(line.text) or _is_quote_of_text(body, i)}
    candidates -= {i for i in candidates if _is_in_facts(body, i)} | said_by_somebody(body)
    people = {i for i in candidates if _WITH_READING.fullmatch(body[i].text)}
    candidates -= {i for i in people if len(people) == 1 and LIFE.search(body[i + 1].text)}
    said = next((i for i, line in enumerate(body) if says(line)), 0)
    offices = {body[i].text.split()[-1] for i in candidates if i >= said}  # 議員, over what each asks
    candidates -= {
        i
        for i in candidates
        if i < said and body[i].text.split()[-1] not in offices and is_named_by_office(body[i].text)
    }
    candidates |= of_agenda(body) | of_articles(body) | with_arrows(body)
    candidates |= _with_anchors(body) | {
        i for i in range(len(body)) if i not in items and _is_said_again(body, i)
    }
    candidates |= of_questions(body, candidates)
    listed = {i for i, line in enumerate(body) if line.is_listed}
    if len(listed) >= _A_TABLE and any(line.is_clause for line in body):
        candidates.clear()  # a line alone may be what an author without full stops says
    candidates = _without_other_habit(body, candidates)
    candidates |= _of_series(body, candidates)
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


def _is_in_facts(body: list[Line], i: int) -> bool:
    """Whether a line such as 発売元：… stands right under another such, without numbers or marks."""
    return i > 0 and all(
        is_any_fact(line.text) and not (STYLE.match(line.text) or _SIGN.match(line.text))
        for line in body[i - 1 : i + 1]
    )


def _without_other_habit(body: list[Line], candidates: set[int]) -> set[int]:
    """The candidates without lines alone, where nearly all others stand right over their text.

    A browser copies each element the same way: then a line alone is a link or something said.
    """
    alone = {i for i in candidates if body[i].closes and not (_is_marked(body[i]) or i + 1 in candidates)}
    over_text = {i for i in candidates - alone if body[i].opens and _is_over_text(body, i)}
    is_habit = len(over_text) >= max(_A_HABIT, _MORE_OF_HABIT * len(alone))
    return (candidates - alone) | _over_one_line(body) | _under_lists(body) if is_habit else candidates


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
            is_one = is_over_text and not has_sentence(text) and _looks_like_heading(text, "")
            if here in expected and is_one:
                found.add(i)
                expected.remove(here)
            if i in candidates or i in found:
                expected.add((here[0], number + step))
    return found


def _under_lists(body: list[Line]) -> set[int]:
    """Words right over a paragraph and under two lines or more that are none, as a list is copied.

    What is no longer than the rows of the list may be its last.
    """
    return {
        i
        for i in range(2, len(body) - 1)
        if not any(body[n].closes or has_sentence(body[n].text) for n in (i - 2, i - 1, i))
        and has_sentence(body[i + 1].text)
        and body[i + 1].text[-1] in _STOPS
        and len(body[i].text) <= _FEW_WORDS
        and 2 * len(body[i].text) <= max(len(body[i - 1].text), len(body[i - 2].text))
        and _looks_like_heading(body[i].text, body[i + 1].text)
    }


def _over_one_line(body: list[Line]) -> set[int]:
    """Short lines right over a single one that is no sentence, a link or a few words, after a sentence."""
    return {
        i
        for i in range(1, len(body) - 1)
        if has_sentence(body[i - 1].text)
        and body[i].opens
        and not body[i].closes
        and body[i + 1].closes
        and not has_sentence(body[i + 1].text)
        and _is_short(body[i].text)
        and _looks_like_heading(body[i].text, body[i + 1].text)
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
    is_short = _SHORTEST_SAID_AGAIN <= len(words) <= _SUB_HEADING and words[-1].isalnum()
    is_defined = under.startswith(words) and under.endswith("。")
    return is_short and (is_defined or (words in under[:_SAYS_AGAIN] and _is_paragraph(under)))


def _is_over_text(body: list[Line], i: int) -> bool:
    """Whether a line right under it says something; under the last may be the date, which was taken."""
    return not body[i].closes and any(map(says, body[i + 1 : i + 2]))


def _is_marked(line: Line) -> bool:
    return bool(STYLE.match(line.text) or ANCHOR.search(line.text))


def _is_quote_of_text(body: list[Line], i: int) -> bool:
    """Whether a line is words in brackets, outdented or said again under it, as in newspapers."""
    line = body[i]
    is_over_text = line.closes or any(has_sentence(other.text) for other in body[i + 1 : i + 2])
    is_alone = line.opens and is_over_text and i and has_sentence(body[i - 1].text)
    if not (is_alone and _QUOTE.fullmatch(line.text)):
        return False
    below = "".join(other.text for other in body[i + 1 : i + 1 + _QUOTED_WITHIN])
    clauses = [clause for clause in re.split("[「」、]", line.text) if len(clause) >= _CLAUSE]
    is_heading = line.is_outdented or any(clause in below for clause in clauses)
    return len(line.text) <= LONGEST_HEADING and is_heading


def _stands_alone(body: list[Line], i: int) -> bool:
    """Between blank lines, or at the head of a block of prose, or of a block with a mark of another kind."""
    if i + 1 >= len(body):
        return False
    sign, above, below = (_sign(body[n].text) if n >= 0 else "" for n in (i, i - 1, i + 1))
    opens = body[i].opens or (not i and opens_article(body[i].text)) or (sign and above and above != sign)
    if not opens and i and body[i - 1].opens and not body[i].closes and says(body[i + 1]):
        opens = _is_short(body[i - 1].text)  # a heading right under another
    opens = opens or _is_under_rows(body, i)
    if _is_pair(body, i) or (i and _is_pair(body, i - 1)):
        return True
    under = body[i + 1].text
    if i and _is_paragraph(body[i - 1].text) and _is_paragraph(under) and _is_short(body[i].text):
        return True
    is_over_text = says(body[i + 1]) or BULLET.match(under) or (body[i].opens and opens_article(body[i].text))
    is_over_heading = _is_short(under) and i + 2 < len(body) and says(body[i + 2])
    is_over_both = is_over_heading and body[i].opens and not body[i + 1].closes
    return bool(
        opens and (body[i].closes or is_over_text or is_over_both or (sign and below and below != sign))
    )


def _is_under_rows(body: list[Line], i: int) -> bool:
    """Whether a few words over a paragraph end a block of short rows with a sign each, as print has them."""
    rows = body[max(i - 2, 0) : i]
    are_rows = len(rows) > 1 and all(_ROW.match(line.text) and len(line.text) < _A_FULL_LINE for line in rows)
    is_apart = body[i].closes and not ((rows and rows[-1].closes) or _ROW.match(body[i].text))
    is_over_text = has_sentence(body[i + 1].text) and len(body[i + 1].text) >= _PARAGRAPH
    return are_rows and is_apart and _is_short(body[i].text) and is_over_text


def _is_pair(body: list[Line], i: int) -> bool:
    """Whether a line and the next are a heading and one under it: short, apart from all else, over text."""
    if not (0 < i < len(body) - 2 and says(body[i - 1]) and says(body[i + 2])):
        return False
    are_apart = body[i].opens and body[i + 1].closes and not body[i].closes and not body[i + 1].opens
    return are_apart and _is_short(body[i].text) and _is_short(body[i + 1].text)


def _is_paragraph(text: str) -> bool:
    return len(text) >= _PARAGRAPH and text.rstrip(CLOSERS)[-1:] == "。"


def _is_short(text: str) -> bool:
    return len(text) <= _SUB_HEADING and not has_sentence(text) and not BULLET.match(text)


def _sign(text: str) -> str:
    found = _SIGN.match(text)
    return _WORD.sub("1", found.group().strip()) if found else ""


def _looks_like_heading(text: str, following: str) -> bool:
    longest = LONGEST_NUMBERED if ITEM.match(text) else LONGEST_HEADING
    if (
        len(text) > longest
        or "://" in text
        or _CAPTION.match(text)
        or _OF_SITE.search(text)
        or _IN_COLUMNS.search(text)
    ):
        return False
    if _WITH_COLON.fullmatch(text):
        return True
    if (
        _OF_BOX.fullmatch(text)
        or _GREETED.fullmatch(text)
        or (_NOTES.fullmatch(text) and not _ENTRY.match(following))
    ):
        return False
    if _NOTED.search(text):
        return True
    found = dressed(text)
    plain = found["words"] if found else _SIGN.sub("", text)
    if not plain or any(mark in plain[:-1] for mark in "。！!■□※→") or plain[-1] in "。、":
        return False
    if not (
        plain[-1].isalnum()
        or plain[-1] in CLOSERS + "？?"
        or (plain[-1] in "！!" and (len(plain) >= _EXCLAIMED or not _HIRAGANA.search(plain)))
        or (plain[-1] == "…" and INDENT in plain)
    ):
        return False
    if is_of_sentence(text, following) or _ONLY_NUMBER.fullmatch(plain):
        return False
    if text[-1] in "？?":
        is_asked = _ASKED.match(text) and ANSWERED.match(following)
        is_one = len(text) <= _QUESTION and len(re.findall("[？?]", text)) == 1
        return is_one and not is_asked and not _OPENS_PROSE.match(text)
    if text.startswith(("「", "『", "（", "(")) and not STYLE.match(text):
        return text[-1] not in CLOSERS
    return not re.match(f"(?:{_CONNECTIVES})、", text)
