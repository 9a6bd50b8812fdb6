"""What the readers of each form hand over: blocks of text in the article's order, and what is dropped.

``assemble`` makes an Article of them, the same way for plain text, Markdown and HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from narrate.article import clutter, inline_marks
from narrate.article.facts import Facts
from narrate.article.footnotes import without_end_notes, without_notes
from narrate.article.notes_between import without_notes_between
from narrate.article.people import LIFE, is_office
from narrate.article.set_apart import joined
from narrate.model import Article, Dropped, Kind, Paragraph, Section
from narrate.patterns import compiled
from narrate.readings import ruby
from narrate.source import visible

_DECORATION = compiled(
    r"(?:(?P<mark>[■□◆◇●◎★☆])\s?[0-9０-９]{1,2}\s?(?P=mark)\s?"
    r"|(?P<digits>0[1-9])[\s.．:：]*)"
    "(?=[^\\W\\d_]|[「『])"
)
"""A number between marks or with a nought before it, as magazines set it beside a heading."""
_COUNTED_ON = compiled(
    "(?P<digits>[1-9][0-9])(?:[\\s.．:：]+|(?![年月日時分秒週人個回件名点つ本枚円畳歳才割度台軒校章話倍万億種分冊頁ヶか]))"
    "(?=[^\\W\\d_]|[「『])"
)
"""How that goes on, from 09 to 10."""
_MARKED_NUMBER = compiled(r"[■□◆◇●◎★☆]\s?[0-9０-９]{1,2}[.．、:：)）](?![0-9０-９])\s*(?=[^\W\d_]|[「『])")
"""A mark and a number before a heading, which tell of the heading that it is no label: ■4. お知らせ."""
_SET_OVER = compiled(
    "(?:[一二三四五六七八九十]|[0-9０-９]){1,2}　(?=[^\\W\\d_]|[「『])"
    "|[┃│║]\\s?[0-9０-９]{1,2}\\s?[┃│║]\\s*(?=\\w|[「『])"
)
"""A number with a wide space behind it, as print sets it over a heading, or in a box, as mails do."""
_SIGNS = "[■□◆◇●◎▼▽▲△★☆]"
_OWN_NUMBER = compiled(r"[①-⑳]|[（(]?[0-9０-９]{1,2}[.．)）](?![0-9０-９])")
_SPEAKER = compiled(r"(?![0-9０-９])[^\s：:。、]{1,10}[：:]")
_SIGN_BEFORE = compiled(rf"^{_SIGNS}\s?(?=[\w「『【（(])")
_DRESSED = compiled(
    rf"(?P<before>{_SIGNS}{{2,}}|(?P<one>[＊*♪☆★◇◆■□●○◎✿❀♡♥＝])(?P=one){{0,4}})\s*"
    rf"(?P<words>(?=.*[^\W\d_])(?!{_SIGNS})\S(?:(?!{_SIGNS}|(?P=one)).)*?)\s*"
    rf"(?P<behind>(?(one)(?P=one){{1,5}}|{_SIGNS}{{2,}}))"
)
_MIRRORED = compiled(
    r"(?P<before>(?=[^\s]*[◇◆□■○●◎☆★＊*・＝=+＋╋♪◦∴∵♢♦])[^\w\s「」『』（）()【】\[\]。、！？!?…‥ー～〜]{2,8})\s*"
    r"(?P<words>\w[^。]*?)\s*(?P<behind>[^\w\s「」『』（）()【】\[\]。、！？!?…‥ー～〜]{2,8})"
)
"""The same signs before the words and behind them, or those in a mirror: ◇─ … ─◇, ・・・ … ・・・."""
_LONGEST_DRESSED = 60  # characters
_UNIT = (
    r"倍|キロ|ミリ|センチ|メートル|リットル|グラム|トン|パーセント|ポイント|インチ|万|億|割(?!り)|回戦|[%％℃]|(?:[kKMGT]?(?:Hz|B|bps|g|m)|[cm]m|ms|s|V|W)\b"
    r"|[円秒分時度点回位番年月日人個本枚台系版世行章節話歩歳代次階](?![一-鿿ァ-ヶー])"
)
_GOES_ON = (
    r"(?:から|まで|より|以[上下降前]|[のへをがに]|は(?!じめ)|で(?!き)|と(?![てこ])|も(?![うのっ])|系"
    rf"|{_UNIT})"
)
"""What a number goes on with that is said: 3系, 1.5倍, 3.1から."""
_CHAPTER = compiled(
    rf"(?P<number>[0-9０-９]{{1,2}})(?:[.．、)）章](?![0-9０-９])|\s)[\s　]*(?P<goes_on>{_GOES_ON})?"
)
_SECTION = compiled(
    r"(?P<number>(?P<over>(?P<chapter>[0-9０-９]{1,2})(?:[.．-][0-9０-９]{1,2}){0,2})[.．-](?P<last>[0-9０-９]{1,2})[.．]?)"
    rf"[\s　]+(?=\S)(?P<goes_on>{_GOES_ON})?"
)
"""The number of a part of a chapter."""
_FEWEST_PARTS = 2
ANCHOR = compiled(r"(?<![A-Z])(?<!^)\s?(?:[#¶§🔗]|\u200b)$|^[#¶🔗]\s?(?=[^\W\d_])")
"""The sign of a link to a heading, beside it on many pages; no C#."""
_PROSE = compiled("。|[.!?](?:\\s|$)|、")
_A_LINE = 20  # characters: what is shorter is a label
_LONGEST_BIOGRAPHY = 5  # blocks
_LABEL_OF_AUTHOR = compiled(
    r"[\W_]*(?:著者|筆者|執筆者?|ライター|書き手|書いた人|(?:この|本)(?:記事|ページ|コラム)を書いた人)(?:の?プロフィール|の?紹介|について)?"
    r"[】\]］)）:：／/|｜\s]+|[\W_]*プロフィール[】\]］)）:：／/|｜\s]+"
)
"""What stands before the name of who wrote an article, in the line about the one."""
_LONGEST_OFFICE = 40  # characters of what somebody is, over the name
_BESIDE_NAMES = " \t\n\u3000·•|｜/／,、"
_AFTER_NAME = compiled(r"(?:さん|氏)?\s?[（(：:\s●■／/｜|―—・。]")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item or heading as it stands in the article; ``level`` is that of a heading.

    A note (``is_note``) stands under no heading. The ``number`` of an item, ``"1. "``, is said before it.
    """

    kind: Kind
    text: str
    level: int = 1
    is_note: bool = False
    number: str = ""


Piece = Block | Dropped
Aloud = Mapping[str, str]
"""What is said where something was dropped, by the reason: ``{"code block": "コードは省略します。"}``."""


def is_prose(text: str) -> bool:
    """Whether a block's text has a sentence in it."""
    return len(text) >= _A_LINE and bool(_PROSE.search(text))


def assemble(facts: Facts, pieces: Iterable[Piece], aloud: Aloud, says_title: bool = True) -> Article:
    """The sections of an article, and what of it is not read.

    ``says_title`` is false if the title is only the beginning of the first sentence.
    """
    said_title = visible(facts.title).strip()
    title = ruby.base(said_title)
    dropped = [Dropped(visible(drop.text), drop.reason) for drop in facts.dropped]
    sections: list[tuple[str, int, list[Paragraph]]] = [
        (title, 0, [Paragraph(said_title, "title")] if says_title and title else [])
    ]
    unmarked = _without_section_numbers(_without_marks(pieces))
    told = without_notes(joined(_without_marked_numbers(clutter.told_apart(unmarked))))
    told = _without_headings_of_notes(without_end_notes(without_notes_between(told)), aloud)
    for piece in _with_numbers(_without_biography(told, facts.byline)):
        if isinstance(piece, Dropped):
            dropped.append(piece)
            if text := aloud.get(piece.reason):
                sections[-1][2].append(Paragraph(text, "prose"))
        elif piece.kind == "heading":
            name = _SIGN_BEFORE.sub("", ruby.base(piece.text))
            sections.append((name, piece.level, [Paragraph(piece.text, "heading")]))
        else:
            sections[-1][2].append(Paragraph(piece.text, piece.kind))
    kept = tuple(Section(heading, tuple(said), level) for heading, level, said in sections if said)
    byline = visible(facts.byline).strip(_BESIDE_NAMES)
    about = facts.link, facts.picture, facts.is_draft
    return Article(title, facts.date, byline, kept, tuple(dropped), *about)


def _with_numbers(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces; the items of a list that counts them have their numbers before them."""
    for _, group in groupby(pieces, lambda piece: isinstance(piece, Block) and bool(piece.number)):
        run = list(group)
        items = [piece for piece in run if isinstance(piece, Block) and piece.number]
        is_list = items and not _are_told_apart(items)
        yield from (replace(item, text=item.number + item.text) for item in items) if is_list else run


def _are_told_apart(items: list[Block]) -> bool:
    """Whether all items have numbers of their own, or say who speaks and somebody does so again: 山田：…."""
    speakers = [found.group() for item in items if (found := _SPEAKER.match(item.text))]
    is_talk = len(speakers) == len(items) > len(set(speakers))
    return is_talk or all(_OWN_NUMBER.match(item.text) for item in items)


def dressed(text: str) -> re.Match[str] | None:
    """The ``words`` of a heading as mails dress it, ``◇◆◇ … ◇◆◇``, the signs ``before`` and ``behind``."""
    if len(text) > _LONGEST_DRESSED:
        return None
    mirrored = _MIRRORED.fullmatch(text)
    if mirrored and mirrored["behind"] in (mirrored["before"], mirrored["before"][::-1]):
        return mirrored
    return _DRESSED.fullmatch(text)


def without_numbers(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces of a plain text, the number over each heading dropped, and the signs on both its sides."""
    for piece in pieces:
        if isinstance(piece, Dropped) or piece.kind != "heading":
            yield piece
        elif found := dressed(piece.text):
            yield Dropped(found["before"], "divider")
            yield replace(piece, text=found["words"])
            yield Dropped(found["behind"], "divider")
        elif number := _SET_OVER.match(piece.text):
            yield Dropped(number.group().strip(), clutter.NUMBER_OF_HEADING)
            yield replace(piece, text=piece.text[number.end() :])
        else:
            yield piece


def _without_marked_numbers(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, marks with a number before headings dropped."""
    for piece in pieces:
        is_heading = isinstance(piece, Block) and piece.kind == "heading"
        number = _MARKED_NUMBER.match(piece.text) if is_heading else None
        if number and isinstance(piece, Block):
            yield Dropped(number.group().strip(), clutter.NUMBER_OF_HEADING)
            piece = replace(piece, text=piece.text[number.end() :])
        yield piece


def _without_section_numbers(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, numbers dropped that run on over the headings of a chapter: 3.1 and 3.2 under 3."""
    whole = list(pieces)
    numbers = _running_on(whole)
    for place, piece in enumerate(whole):
        number = numbers.get(place)
        if number and isinstance(piece, Block):
            yield Dropped(number["number"], clutter.NUMBER_OF_HEADING)
            piece = replace(piece, text=piece.text[number.end() :])
        yield piece


def _running_on(pieces: Sequence[Piece]) -> dict[int, re.Match[str]]:
    """The numbers of headings by their places: two or more, from one on, and none a version or a measure."""
    chapter, start = "", 0
    groups: dict[tuple[int, str], dict[int, re.Match[str]]] = {}
    for place, piece in enumerate(pieces):
        if isinstance(piece, Dropped) or piece.kind != "heading":
            continue
        if found := _CHAPTER.match(piece.text):
            chapter, start = "" if found["goes_on"] else found["number"], place
        number = _SECTION.match(piece.text)
        if number and number["chapter"] == chapter:
            groups.setdefault((start, number["over"]), {})[place] = number
    return {
        place: number
        for group in groups.values()
        if len(group) >= _FEWEST_PARTS and not any(number["goes_on"] for number in group.values())
        if [int(number["last"]) for number in group.values()] == [*range(1, len(group) + 1)]
        for place, number in group.items()
    }


def _without_headings_of_notes(pieces: list[Piece], aloud: Aloud) -> list[Piece]:
    """The pieces without headings under which nothing but footnotes stood: 用語解説."""
    kept: list[Piece] = []  # from the end
    under: set[str] = set()  # why is not read what follows, up to the next block
    for piece in reversed(pieces):
        if isinstance(piece, Dropped):
            under.add(piece.reason)
        elif piece.kind == "heading" and "footnotes" in under and not any(map(aloud.get, under)):
            piece = Dropped(piece.text, "heading of what is not read")
        else:
            under = set()
        kept.append(piece)
    return kept[::-1]


def _without_biography(pieces: list[Piece], byline: str) -> list[Piece]:
    """The pieces but for what is told at the end of the one who wrote them, beginning with the name."""
    blocks = [(place, piece) for place, piece in enumerate(pieces) if isinstance(piece, Block)]
    is_speaker = sum(block.text == byline for _, block in blocks) > 1
    if not byline or is_speaker:
        return pieces
    name = re.compile("\\s?".join(map(re.escape, "".join(byline.split()))))
    for number in range(len(blocks) - 1, max(len(blocks) - _LONGEST_BIOGRAPHY, 0) - 1, -1):
        place, block = blocks[number]
        label = _LABEL_OF_AUTHOR.match(block.text)
        named = name.match(block.text, label.end() if label else 0)
        text = block.text[named.end() :] if named else ""
        if block.kind == "heading" and (text or not named):
            break
        if named and (label or not text or (_AFTER_NAME.match(text) and LIFE.search(text))):
            over = blocks[number - 1] if number else (place, block)
            is_of_office = len(over[1].text) <= _LONGEST_OFFICE and is_office(over[1].text)
            place = over[0] if is_of_office and over[1].kind != "heading" else place
            rest = (
                Dropped(piece.text, "author profile") if isinstance(piece, Block) else piece
                for piece in pieces[place:]
            )
            return [*pieces[:place], *rest]
    return pieces


def _without_marks(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Blocks without footnote marks and bare addresses: those are dropped pieces before and behind them.

    HTML, JSON and YAML can name any character (``&#27;``), so what is invisible goes here.
    """
    last = 0
    for piece in pieces:
        if isinstance(piece, Dropped):
            yield Dropped(visible(piece.text), piece.reason)
            continue
        text, before, marks = inline_marks.without(
            visible(piece.text), is_heading=piece.kind == "heading", has_tags=piece.kind == "prose"
        )
        yield from before
        if piece.kind == "heading" and (number := _number_set_before(text, last)):
            last = int(number["digits"] or 0)
            yield Dropped(number.group().strip(), clutter.NUMBER_OF_HEADING)
            text = text[number.end() :]
        if piece.kind == "heading" and (anchor := ANCHOR.search(text)):
            marks.append(Dropped(anchor.group().strip(), "link to a heading"))
            text = f"{text[: anchor.start()]}{text[anchor.end() :]}".strip()
        if text:
            yield piece if text == piece.text else replace(piece, text=text)
        yield from marks


def _number_set_before(text: str, last: int) -> re.Match[str] | None:
    """The number before a heading, with a nought or marks, or the one that follows the ``last``."""
    on = _COUNTED_ON.match(text)
    return on if on and int(on["digits"]) == last + 1 else _DECORATION.match(text)
