"""Headings that are none by their tag: lines in bold, and lines of a look that only short lines have.

Places are indices of pieces. A look is the class of the block, or how a line is marked (``■``, ``1.``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from itertools import islice

from lxml.html import HtmlElement

from narrate.article.clutter import NUMBER_OF_HEADING
from narrate.article.facts import is_date
from narrate.article.lines import SAID, style_of
from narrate.article.people import is_office, looks_like_name
from narrate.article.phrases import line_reason
from narrate.article.pieces import Block, Piece, is_prose
from narrate.article.said import SAID_SO
from narrate.model import Dropped
from narrate.patterns import compiled
from narrate.readings import dictionaries

_BOLD = compiled(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_LONGEST, _LONGEST_MARKED = 40, 60  # characters of a line that may be a heading
_REACH = 4  # pieces under a heading among which there is prose
_MOST_IN_A_ROW = 2  # a heading and one under it; three short lines in a row are a list
_HIGHEST, _DEEPEST = 2, 4  # levels of such headings
_LOWEST = 6
_CALLED_TITLE = compiled(
    r"(?:^|[\s_-]|(?<=[a-z])(?=[A-Z]))(?i:title|ttl|headline|heading|midashi)[0-9_]*(?=$|\s)"
)
_CALLED_AS_TAG = compiled(r"(?:^|[\s_])[hH][2-6]__")
"""A class that a build made of the tag of a heading, as ``H3_h3__Pp``: one line of it is enough."""
_MARKS_OF_HEADINGS = ("■", "◆")
_ALONE_WITH_MARK = compiled("[■◆]\\s?[^：:\u3000、。0-9０-９は/／]{2,24}")
"""One line with them is enough too, where it tells no fact: ■住所　港町."""
_OF_MENUS = frozenset(("navigation", "share buttons"))
_WORD = compiled("[一-鿿ァ-ヶー]{2,6}")
"""What a menu has, and a heading of an article about one: 検索."""
_BETWEEN_DASHES = compiled(r"([～〜~－―—–‐-])\1?\s*[^～〜~―—]{4,}?\s*\1{1,2}")
_NUMBERED = compiled(
    r"[^\w\s]?\s?(?:[^\W\d_]{1,6}\s?)??"
    r"(?P<number>[0-9０-９]{1,2}(?=位?(?!\w))|[①-⑳]|[一二三四五六七八九十](?=[、．.　\s：:）)】])).*"
)
"""How headings in bold are counted, a label before the number: ポイント1, STEP 2, 第3位."""
_OF_STEP = compiled(
    r"(?:step|point|no\.|phase|day|part|ステップ|ポイント|手順|理由|その|第)?[\s.\-]?(?:[0-9０-９]{1,2}|[一二三四五六七八九十])"
    r"[.．、つ章歩回日]?",
    re.IGNORECASE,
)
_SIGH = compiled(
    "(?!はじめに|おわりに|さいご|まとめ|おまけ|あとがき|つづき|おしまい)[ぁ-んー、！!]{1,10}(?:…+|[.・]{2,})"
)
"""What is breathed in bold, and heads nothing: **おや……**."""
_SPEAKER = compiled(
    r"[【［\[〈＜《〔][^【】［］\[\]〈〉＜＞《》〔〕]{1,30}"
    r"(?:さん|氏|アナ(?:ウンサー)?|キャスター|記者|選手|監督|准?教授|先生|医師)"
    r"(?:\s?[(（][^（()）]{1,8}[)）])?[】］\]〉＞》〕]"
)
"""Whose words follow, as broadcasters have it over each statement: 【元漁師・山田太郎さん（67）】."""
_SPEAKS = compiled("先生|監督|選手|司会|客|妻|夫|[父母兄姉弟妹私僕彼]|彼女|編集|質問|回答|[答問]")
"""Who speaks in a conversation, where neither a name nor an office says it."""
_OF_PLACE = compiled("[山岳城寺園川橋駅館池湖島滝峠宮町村市区]$|神社$|文庫$")
_BRACKETS = "【［[〈＜《〔（("
_QUOTE = ("「", "『", "“")
_STOPS = ("。", "、", "：", ":")
_SHORTEST_TERM = 4  # characters; shorter ones are names and labels
_NEAR = 100  # pieces at the top and over a heading, among which is text if there is any
_MOSTLY = 0.7  # of the lines of a look stand over prose


def may_be_heading(text: str, is_strong: bool = False, longest: int = _LONGEST) -> bool:
    """Whether a line is short and no sentence, as a heading is, nor a label but for a single word.

    In bold and with a number it may be said politely: **2. 電話で知らせます**.
    """
    why = line_reason(text)
    is_label = why and not (why in _OF_MENUS and _WORD.fullmatch(text))
    is_counted = is_strong and text[-1:] not in _STOPS and bool(_NUMBERED.fullmatch(text))
    is_head = (is_counted or not SAID.search(text)) and not (
        _SPEAKER.fullmatch(text) or (is_strong and _SIGH.fullmatch(text))
    )
    return len(text) <= longest and is_head and not is_label


def is_paragraph(text: str) -> bool:
    """Whether what stands in a heading's element is a lead of several sentences."""
    return len(text) > _LONGEST and text.count("。") > 1


def is_subtitle(text: str, over: list[Piece], is_called_so: bool) -> bool:
    """Whether a heading goes on with the title: called so over all text, or between dashes, ～…～."""
    is_between = bool(_BETWEEN_DASHES.fullmatch(text))
    if not (is_called_so or is_between):
        return False
    near = (*over[:_NEAR], *over[-_NEAR:])
    blocks = [piece for piece in near if isinstance(piece, Block)]
    is_over_text = not any(block.kind != "heading" and is_prose(block.text) for block in blocks)
    is_below_title = any(block.kind == "heading" and block.level == 1 for block in blocks[-1:])
    return is_over_text or (is_below_title and is_between)


def look_of(text: str, block: HtmlElement, has_class: bool) -> str:
    """The look of a line: the mark before it, such as ``■``, else the class of its block, if that tells.

    A block without a class that is all of its box has that of the box.
    """
    mark = style_of(text)
    called = _class_of(block) if has_class else ""
    return mark if mark and not mark[-1].isalnum() and not any(map(str.isdigit, mark)) else called


def heads_description(block: HtmlElement) -> bool:
    """Whether a term over a paragraph is a heading: the only one of its list, or a question."""
    below, around = block.getnext(), next(block.iterancestors("dl"), None)
    if block.tag != "dt" or around is None or below is None or below.tag != "dd":
        return False
    words = "".join(block.itertext()).strip()
    holds_list = next(below.iterchildren("ul", "ol", "dl", "table"), None) is not None
    may_speak = looks_like_name(words) or (
        len(words) < _SHORTEST_TERM
        and (_SPEAKS.fullmatch(words) or is_office(words) or not dictionaries.is_common(words))
    )
    is_name = (may_speak and not _OF_PLACE.search(words)) or is_date(words)
    is_only = len(list(islice(around.iter("dt"), 2))) == 1
    is_one = (is_only and not is_name) or words.endswith(("？", "?"))
    return is_one and not holds_list and is_prose("".join(below.itertext()).strip())


def _class_of(block: HtmlElement) -> str:
    """The class of a block, or of the box of which it is all."""
    box = block.getparent()
    is_all = (
        box is not None
        and box.tag == "div"
        and next(box.iterchildren()) is block
        and block.getnext() is None
        and not f"{box.text or ''}{block.tail or ''}".strip()
    )
    return str(block.get("class") or (box.get("class") if is_all else "") or "")


def with_headings(
    pieces: list[Piece], bold: list[int], looks: Mapping[str, list[int]], title: str
) -> list[Piece]:
    """The pieces; those are headings that look so, if no element was, or one and several look so."""
    below = [
        piece
        for piece in _behind_title(pieces, title)
        if isinstance(piece, Block) and piece.kind == "heading" and piece.level > 1
        if piece.text.split() != title.split()
    ]
    bold = [place for place in bold if not _goes_on_below(pieces, place)]
    places = dict.fromkeys(_without_lists(bold, pieces), "")
    if not below:
        places = max(places, _set_apart(pieces, looks), key=len)
    elif len(below) == 1:
        named = {look: at for look, at in looks.items() if look[0] == "【" or _CALLED_TITLE.search(look)}
        told = _set_apart(pieces, named)
        if len(told) > max(len(places), _MOST_IN_A_ROW):
            return raised_below(pieces, told)
    if below and (len(below) > 1 or len(places) <= 1):
        return raised_below(pieces, _numbered(places, pieces))
    return _raised(pieces, places)


def _goes_on_below(pieces: list[Piece], place: int) -> bool:
    """Whether a line is words that the next one says who said: …とのこと."""
    below = next((piece.text for piece in pieces[place + 1 : place + 2]), "")
    return pieces[place].text.startswith("「") and bool(SAID_SO.match(below))


def _behind_title(pieces: list[Piece], title: str) -> list[Piece]:
    """The pieces behind the heading that says the title, or all: over it are those of the site."""
    titles = (
        n for n, p in enumerate(pieces) if isinstance(p, Block) and p.kind == "heading" and p.text == title
    )
    return pieces[next(titles, -1) + 1 :]


def _numbered(places: Iterable[int], pieces: list[Piece]) -> list[int]:
    """The places of lines that are counted from one on, each over prose; empty if they are not."""
    runs: list[list[int]] = [[]]
    for place in places:
        found = _NUMBERED.fullmatch(pieces[place].text)
        if found is None or not any(map(_is_prose, pieces[place + 1 : place + 2])):
            continue
        number = _value(found["number"])
        if number == 1:
            runs.append([])
        if number == len(runs[-1]) + 1:
            runs[-1].append(place)
    return [place for run in runs if len(run) > 1 for place in run]


def _value(number: str) -> int:
    """What a number of one sign or of two digits is: 12, ③, 三."""
    plain = unicodedata.normalize("NFKC", number)
    return int(plain) if plain.isdecimal() else int(unicodedata.numeric(plain))


def raised_below(pieces: list[Piece], places: Iterable[int]) -> list[Piece]:
    """The pieces, those of the places as headings one level under the heading over them."""
    raised, level, wanted = list(pieces), _HIGHEST, set(places)
    for place, piece in enumerate(pieces):
        if isinstance(piece, Block) and piece.kind == "heading":
            level = piece.level
        elif place in wanted and isinstance(piece, Block) and piece.kind == "prose":
            raised[place] = Block("heading", piece.text, min(level + 1, _LOWEST))
    return raised


def of_steps(pieces: list[Piece], places: Iterable[int]) -> list[Piece]:
    """The pieces, a number right over the title of a step dropped: STEP 1."""
    told = list(pieces)
    for place in places:
        over = told[place - 1] if place else None
        if isinstance(over, Block) and over.kind != "heading" and _OF_STEP.fullmatch(over.text):
            told[place - 1] = Dropped(over.text, NUMBER_OF_HEADING)
    return told


def _is_prose(piece: Piece) -> bool:
    return isinstance(piece, Block) and is_prose(piece.text)


def _raised(pieces: list[Piece], places: Mapping[int, str]) -> list[Piece]:
    """The pieces, those of the places as headings; a look or a mark is deeper than those before it."""
    looks: list[str] = []
    raised = list(pieces)
    for place, look in sorted(places.items()):
        piece = pieces[place]
        if isinstance(piece, Block) and piece.kind == "prose":
            look = look or style_of(piece.text)
            looks += [] if look in looks else [look]
            raised[place] = Block("heading", piece.text, min(_HIGHEST + looks.index(look), _DEEPEST))
    return raised


def _without_lists(places: list[int], pieces: list[Piece]) -> list[int]:
    """The places but for those of three or more in a row: those are a list."""
    runs: list[list[int]] = []
    for place in places:
        if runs and not any(isinstance(piece, Block) for piece in pieces[runs[-1][-1] + 1 : place]):
            runs[-1].append(place)
        else:
            runs.append([place])
    return [place for run in runs if len(run) <= _MOST_IN_A_ROW for place in run]


def _set_apart(pieces: list[Piece], looks: Mapping[str, list[int]]) -> dict[int, str]:
    """Lines of a class that only short lines have, alone and nearly all over prose, with their class."""
    prose = [isinstance(piece, Block) and is_prose(piece.text) for piece in pieces]
    found: dict[int, str] = {}
    for look, places in looks.items():
        lines = [pieces[place].text for place in places]
        over_prose = sum(any(prose[place + 1 : place + _REACH]) for place in places)
        longest = _LONGEST_MARKED if len(look) == 1 and not look.isalnum() else _LONGEST
        is_sure = look in _MARKS_OF_HEADINGS and all(map(_ALONE_WITH_MARK.fullmatch, lines))
        fewest = 1 if is_sure or _CALLED_AS_TAG.search(look) else 2
        is_alike = len(set(lines)) == len(lines) >= fewest and _may_be_headings(lines, longest)
        over_words = sum(
            isinstance(piece, Block) and piece.text.startswith(_QUOTE)
            for place in places
            for piece in pieces[place + 1 : place + 2]
        )
        if look[0] in _BRACKETS and over_words >= _MOSTLY * len(places):
            continue  # who says it
        if is_alike and over_prose >= _MOSTLY * len(places) and _are_apart(places, pieces):
            found |= dict.fromkeys(places, look)
    return found


def _may_be_headings(lines: list[str], longest: int) -> bool:
    """Whether lines of one look are headings, though one of several may say something: …に聞きました."""
    others = [line for line in lines if not may_be_heading(line, longest=longest)]
    are_short = all(len(line) <= longest and "。" not in line for line in others)
    return len(others) <= (1 - _MOSTLY) * len(lines) and are_short


def _are_apart(places: Collection[int], pieces: list[Piece]) -> bool:
    """Whether no line of a look stands right under another of it, as the items of a list do."""
    return not any(place + 1 in places and isinstance(pieces[place + 1], Block) for place in places)


def is_bold(block: HtmlElement) -> bool:
    """Whether a paragraph is one phrase in bold by its style, as mails have their headings."""
    inner = block
    while not _BOLD.search(inner.get("style", "")):
        part = next(inner.iterchildren(), None)  # counting the parts of a large one takes as long as they are
        if part is None or part.getnext() is not None or f"{inner.text or ''}{part.tail or ''}".strip():
            return False
        inner = part
    return True
