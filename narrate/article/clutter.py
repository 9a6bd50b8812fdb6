"""What stands in and around an article that nobody wants to hear, told by its wording.

``clutter.tsv`` holds the habits of Japanese and English sites: labels of buttons, notices, captions. A
pattern must fit a whole short line, so a sentence that only mentions such words is read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from narrate.article import tables
from narrate.article.wordings import Wordings
from narrate.model import Dropped

if TYPE_CHECKING:
    from narrate.article.pieces import Block, Piece

_LONGEST = 120  # characters of Japanese, three times as many Latin ones: what is longer is prose
_AROUND = r"[\W_]*"
_BETWEEN = r"[\s|｜/／・、,]*"  # labels in one line
_REMEMBERED = 2**14  # lines: those of an article are asked about several times
_DEEPEST = 9  # below every heading
_OPEN = frozenset(
    ("related links", "comments", "contact", "table of contents", "author profile", "references")
)
_CITED = re.compile(
    r"[^。]{1,40}[『「“\"].{2,120}[』」”\"].{0,80}(?:(?:19|20)\d\d|[一二][〇一二三四五六七八九]{3}|昭和|平成|令和).{0,40}"
    r"(?:年(?:\d{1,2}月)?|頁|ページ|\d|号|[)）])。?"
)
"""A book or a paper as it is cited: who, what, and at the end when or on which pages."""
_ENTRY = re.compile(
    r"\^|[\[［(（]?\d{1,3}[\]］)）.．]|[\[［]|\*\s|[^。]{1,40}(?:[.,]\s|[(（](?:19|20)\d\d[a-z]?[)）])"
)
"""How an entry of a list of references begins: a number, or names with commas."""
_LONGEST_FACT = 80  # characters
_LABELS = frozenset(
    ("advertisement", "author profile", "call to subscribe", "cookie notice", "footer", "paywall")
)
OF_LINKS = frozenset(("related links", "comments", "references", "facts", "company profile"))
"""What is read all the same where it says much."""
_BARE_ADDRESS = re.compile(r"<?https?://\S+>?")
_DETAILS = frozenset(("details of the post", "rating", "reading time", "share buttons"))
_SHOWN = frozenset(("caption", "picture", "table"))
MUCH = 120
"""Characters of prose: more is not found in lists of other articles, whatever stands over it."""
_SENTENCES = re.compile("[。！？!?][^。！？!?]{2,}[。！？!?]")  # more than a heading says
_IS_POST = re.compile(r"[^。]{1,20}?\s?(?:19|20)\d\d[/.年-]\d{1,2}[/.月-]\d{1,2}日?(?:\s?\d{1,2}:\d\d)?")
"""Who wrote a comment, and when."""
_NOTE = re.compile(r"[※＊]")
_FACT = re.compile(r"[^\s。:：]{1,12}\s?[:：](?!//)[^。]{1,80}")
"""A fact in a list of them, whatever its name."""
_SENTENCE = re.compile("。|[.!?]$")
_AD = re.compile(
    r"[\W_]*[【\[［(（《<＜]\s?(?:PR|ＰＲ|AD|広告|sponsored?)\s?[】\]］)）》>＞][\W_]*", re.IGNORECASE
)
_LONGEST_AD = 5  # pieces
CHAPTER = re.compile(r"[(（\[]?(?P<time>\d{1,2}:\d\d(?::\d\d)?)[)）\]]?[\s・–-]+(?!\d)[^。]{1,60}")
"""A line with the time at which a part of a recording begins, and what it is called."""
_FEWEST_CHAPTERS = 3
OF_RECORDING = re.compile(
    "チャプター|目次|もくじ|再生|配信|エピソード|ポッドキャスト|タイムスタンプ|youtu|chapters?|podcast",
    re.IGNORECASE,
)
"""What stands over the times at which the parts of a recording begin."""
_SLIP = "slip to be sent back"
_ENDS_OF_ADS = frozenset(("link", "address", "call to subscribe", "advertisement", "navigation"))
_AFTER_SENTENCE = re.compile("(?<=[。！!？?])(?![。！!？?」』）)])")
_FIRST, _LAST = 0.1, 0.25
"""Of the blocks: those at the edges of the article, among which its author speaks about the article."""
_MOST_FIRST, _MOST_LAST = 3, 8  # blocks
_FEW_SENTENCES = 4
_OF_LINES = ("section", "line", "label", "perhaps")
_LONGEST_NOTICE = 300  # characters of prose under the last headings


def told_apart(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces of an article, those that are clutter dropped.

    A heading such as 関連記事 takes its section with it, such a line what follows up to a sentence.
    """
    why, level, has_facts = "", _DEEPEST, False
    pieces = _without_slip(_without_ads(_without_facts(_without_chapters(list(pieces)))))
    edges = _edges(pieces)
    for place, piece in enumerate(pieces):
        if isinstance(piece, Dropped):
            yield piece
            why = why or ("" if piece.reason == "picture" else _opened_by(piece.text))
            continue
        if piece.is_note:
            why, level = "", _DEEPEST
        elif piece.kind == "heading" and piece.level <= level:
            why, has_facts = _reason_of_heading(pieces, place)
            level = piece.level if why else _DEEPEST
        elif why and (level == _DEEPEST or why == "table of contents") and _is_of_text(pieces, place, why):
            why, level = "", _DEEPEST
        reason = why or ("facts" if has_facts and _FACT.fullmatch(piece.text) else _own_reason(piece))
        if place in edges and piece.kind not in ("heading", "title"):
            reason = reason or line_reason(piece.text, ("edge", *_OF_LINES))
        if piece.kind != "heading":
            reason = reason or _reason(piece.text, _sides(pieces, place))
        if reason and piece.kind != "heading" and not why:
            why = section_reason(piece.text) or _reason(piece.text, ("perhaps",))
        yield Dropped(piece.text, reason) if reason else piece


def _sides(pieces: list[Piece], place: int) -> tuple[str, ...]:
    """What of the table a piece is asked for what is not read beside it: pictures, tables, captions, code."""
    sides = pieces[max(place - 1, 0) : place], pieces[place + 1 : place + 2]
    before, behind = ({piece.reason for piece in side if isinstance(piece, Dropped)} for side in sides)
    is_beside, is_note = not _SHOWN.isdisjoint(before | behind), getattr(pieces[place], "is_note", False)
    return ("beside",) * is_beside + ("over code",) * ("code block" in behind) + ("note",) * is_note


def _edges(pieces: list[Piece]) -> set[int]:
    """The places of the first blocks and of the last."""
    blocks = [place for place, piece in enumerate(pieces) if not isinstance(piece, Dropped)]
    first = min(round(_FIRST * len(blocks)), _MOST_FIRST)
    last = min(round(_LAST * len(blocks)), _MOST_LAST)
    return {*blocks[:first], *blocks[len(blocks) - last :]}


def _without_ads(pieces: list[Piece]) -> list[Piece]:
    """The pieces, those dropped between a label such as 【PR】 and the link or the button that ends an ad."""
    kept = list(pieces)
    for start in (n for n, piece in enumerate(pieces) if _AD.fullmatch(piece.text)):
        for end in range(start + 1, min(start + _LONGEST_AD, len(pieces))):
            piece = pieces[end]
            if _is_heading(piece, _DEEPEST) or sum(len(p.text) for p in pieces[start:end]) > _LONGEST_NOTICE:
                break
            if (piece.reason if isinstance(piece, Dropped) else line_reason(piece.text)) in _ENDS_OF_ADS:
                kept[start:end] = [
                    p if isinstance(p, Dropped) else Dropped(p.text, "advertisement") for p in kept[start:end]
                ]
                break
    return kept


def _without_slip(pieces: list[Piece]) -> list[Piece]:
    """The pieces without the form under the line along which it is cut off a letter, if it says little."""
    cut = next((n for n, piece in enumerate(pieces) if section_reason(piece.text) == _SLIP), len(pieces))
    slip = pieces[cut:]
    said = sum(len(piece.text) for piece in slip if not isinstance(piece, Dropped) and "。" in piece.text)
    if not cut or said > MUCH:
        return pieces
    return [*pieces[:cut], *(p if isinstance(p, Dropped) else Dropped(p.text, _SLIP) for p in slip)]


def _is_of_text(pieces: list[Piece], place: int, why: str) -> bool:
    """Whether a line ends what a label such as 関連記事 or 参考文献 has opened."""
    text = pieces[place].text
    is_entry = why == "references" and bool(_ENTRY.match(text) or _CITED.fullmatch(text))
    is_comment = why == "comments" and _is_signed(pieces, place)
    return bool(_SENTENCE.search(text)) and not (is_entry or is_comment)


def _is_signed(pieces: list[Piece], place: int) -> bool:
    """Whether the name and the time of a post stand over or under a piece, as at a comment."""
    beside = pieces[place - 1].text, *(piece.text for piece in pieces[place + 1 : place + 2])
    return any(line_reason(text) == "details of the post" or _IS_POST.fullmatch(text) for text in beside)


def is_fact(line: str) -> bool:
    """Whether a line is a fact such as ``住所：…``, as tables have them."""
    label, colon, value = line[:_LONGEST_FACT].replace(":", "：").partition("：")
    is_short = len(line) < _LONGEST_FACT and "。" not in value
    return bool(colon and value and is_short) and is_fact_label(label)


def is_any_fact(line: str) -> bool:
    """Whether a line has the form of a fact, whatever it is of: ``参加者：…``."""
    return bool(_FACT.fullmatch(line))


def is_fact_label(label: str) -> bool:
    """Whether a word stands before a fact of a shop, a company or a post: 住所, 資本金."""
    return bool(_reason(label, ("fact",)))


def _without_facts(pieces: list[Piece]) -> list[Piece]:
    """The pieces, those dropped that are facts in a row."""
    are_facts = [not isinstance(piece, Dropped) and is_fact(piece.text) for piece in pieces] + [False]
    return [
        Dropped(piece.text, "facts") if are_facts[n] and (are_facts[n + 1] or are_facts[n - 1]) else piece
        for n, piece in enumerate(pieces)
    ]


def _without_chapters(pieces: list[Piece]) -> list[Piece]:
    """The pieces without the times, from nought on, at which parts of a recording begin, under its label."""
    kept = list(pieces)
    times = [None if isinstance(piece, Dropped) else CHAPTER.fullmatch(piece.text) for piece in pieces]
    end = 0
    for start, first in enumerate(times):
        if start < end or not first or first["time"].strip("0:"):
            continue
        end = next((n for n in range(start, len(times)) if not times[n]), len(times))
        is_labelled = any(OF_RECORDING.search(piece.text) for piece in pieces[max(start - 2, 0) : start])
        if end - start >= _FEWEST_CHAPTERS and is_labelled:
            kept[start:end] = [Dropped(piece.text, "table of contents") for piece in pieces[start:end]]
    return kept


def without_end_notes(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces, those dropped after the last text that begin with ``※`` as notes do.

    They are read where nothing else stands under their heading.
    """
    whole = list(pieces)
    kept = list(whole)
    for place in range(len(kept) - 1, -1, -1):
        piece = kept[place]
        if not isinstance(piece, Dropped):
            if piece.kind == "heading":
                return whole
            if not _NOTE.match(piece.text):
                break
            kept[place] = Dropped(piece.text, "note")
    return kept


def _reason_of_heading(pieces: list[Piece], heading: int) -> tuple[str, bool]:
    """Why a heading and what is under it are not read, and whether facts are not where it is read."""
    why, perhaps = section_reason(pieces[heading].text), _reason(pieces[heading].text, ("perhaps",))
    said = _said_under(pieces, heading) if why or perhaps else 0
    if why:
        return ("" if why in OF_LINKS and said > MUCH else why), False
    if not perhaps and (last := last_reason(pieces[heading].text)):
        return (last if _is_last(pieces, heading) else ""), False
    return ("", bool(perhaps)) if said else (perhaps, False)


def _is_last(pieces: list[Piece], heading: int) -> bool:
    """Whether little of the article stands under a heading and behind."""
    before, behind = (
        sum(len(piece.text) for piece in part if not isinstance(piece, Dropped))
        for part in (pieces[:heading], pieces[heading + 1 :])
    )
    return behind <= min(_LONGEST_NOTICE, _LAST * before)


def _said_under(pieces: list[Piece], heading: int) -> int:
    """The characters of prose up to the next heading of this level; excerpts of other articles have few."""
    level = getattr(pieces[heading], "level", _DEEPEST)
    following = (pieces[place] for place in range(heading + 1, len(pieces)))
    under = takewhile(lambda piece: not _is_heading(piece, level), following)
    prose = (p for p in under if not isinstance(p, Dropped) and "。" in p.text and p.text[0] not in "^※")
    return sum(len(p.text) for p in prose if not p.is_note and not _own_reason(p))


def _is_heading(piece: Piece, level: int) -> bool:
    return not isinstance(piece, Dropped) and piece.kind == "heading" and piece.level <= level


def _own_reason(block: Block) -> str:
    """Why a block itself is not read; of headings only labels such as ベストアンサー are dropped alone."""
    why = "" if block.kind == "title" else line_reason(block.text)
    return why if block.kind != "heading" or why == "site label" else ""


def _opened_by(dropped: str) -> str:
    """Why what follows a line that is dropped is not read either; 会社概要 without a mark is of a menu."""
    why = _reason(dropped, ("section",)) or ("" if dropped[:1].isalnum() else section_reason(dropped))
    return why if why in _OPEN else ""


def without_empty_headings(pieces: Iterable[Piece], aloud: Collection[str] = ()) -> list[Piece]:
    """The pieces told apart, without headings that stand neither over text nor over lower headings.

    ``aloud`` are the reasons in whose place something is said. The first heading may be the title.
    """
    told = list(told_apart(pieces))
    first = next((piece for piece in told if not isinstance(piece, Dropped)), None)
    kept: list[Piece] = []  # from the end
    is_filled, below = False, 0  # whether the heading above has text, the level of the heading that follows
    for piece in reversed(told):
        if isinstance(piece, Dropped):
            is_filled |= piece.reason in aloud
        elif piece.kind != "heading":
            is_filled |= not (piece.is_note or _BARE_ADDRESS.fullmatch(piece.text))
        else:
            if is_filled or below > piece.level or piece is first:
                is_filled, below = False, piece.level
            elif is_filled := bool(_SENTENCES.search(piece.text)):
                piece = replace(piece, kind="prose")
            else:
                piece = Dropped(piece.text, "heading of what is not read")
        kept.append(piece)
    return kept[::-1]


def opens_article(heading: str) -> bool:
    """Whether a heading is one that stands over the first text of an article: はじめに, 概要."""
    return bool(_reason(heading, ("opening",)))


def is_count(line: str) -> bool:
    """Whether a line is a number or a day in the head of a post, if others stand there: 保存した人 5人."""
    return bool(_reason(line, ("count",))) or line_reason(line) in _DETAILS


def last_reason(heading: str) -> str:
    """Why a heading over a few words at the end is not read with them: お知らせ; empty if it is."""
    return _reason(heading, ("last",))


def section_reason(heading: str) -> str:
    """Why a heading and what stands under it are not read; empty if they are."""
    return _reason(heading, ("section", "heading"))


def line_reason(line: str, places: tuple[str, ...] = _OF_LINES) -> str:
    """Why a line of such ``places`` (see the table) is not read; empty if it is.

    Of several sentences none may say anything else.
    """
    if why := _reason(line, places):
        return why
    sentences = [] if _is_long(line) else [part for part in _AFTER_SENTENCE.split(line) if part.strip()]
    if not 1 < len(sentences) <= _FEW_SENTENCES:
        return ""
    whys = [_reason(sentence, places) for sentence in sentences]
    says_more = any(
        not why and not _reason(text, ("with",)) for why, text in zip(whys, sentences, strict=True)
    )
    return "" if says_more else next(filter(None, whys), "")


def label_reason(line: str, is_over_prose: bool = False) -> str:
    """Why a small box with this line on top is not read; empty if it is, as with a sentence in some."""
    places = ("section", "heading", "box") if is_over_prose else ("section", "heading", "box", "perhaps")
    if why := _reason(line, places):
        return "" if why == "table of contents" else why  # the links in it tell where it ends
    why = line_reason(line)
    return why if why in _LABELS else ""


def _is_long(line: str) -> bool:
    """Whether a line is longer than a label or a notice; a letter of Japanese has three bytes."""
    return len(line) > 3 * _LONGEST or len(line.encode("utf-8", "replace")) > 3 * _LONGEST


def _reason(line: str, places: tuple[str, ...]) -> str:
    return "" if _is_long(line) else _reason_of_short(line, places)


@lru_cache(maxsize=_REMEMBERED)
def _reason_of_short(line: str, places: tuple[str, ...]) -> str:
    rows = _candidates(line)
    fitting = (row for place in places for row in rows if row.place == place)
    return next((row.reason for row in fitting if row.fits(line)), "")


@lru_cache(maxsize=_REMEMBERED)
def _candidates(line: str) -> list[_Row]:
    """The rows whose words are in the line, in the table's order."""
    rows = _rows()
    return [rows[number] for number in _wordings().candidates(line)]


@dataclass(frozen=True, slots=True)
class _Row:
    """What a whole line of a ``place`` says, marks around it aside, and the reason why it is not read."""

    reason: str
    place: str
    pattern: str

    def fits(self, line: str) -> bool:
        """Whether the line says it."""
        return bool(_whole_line(self.pattern).fullmatch(line))


@cache
def _rows() -> tuple[_Row, ...]:
    """The table, rows of a reason together; labels of a reason are one row, as several stand in a line."""
    found: dict[tuple[str, str], list[str]] = {}
    for reason, place, pattern in tables.rows("clutter.tsv"):
        found.setdefault((reason, place), []).append(pattern)
    for (_, place), patterns in found.items():
        if place == "label":
            label = "|".join(patterns)
            patterns[:] = [f"(?:{label})(?:{_BETWEEN}(?:{label}))*"]
    return tuple(
        _Row(reason, place, pattern) for (reason, place), patterns in found.items() for pattern in patterns
    )


@cache
def _wordings() -> Wordings:
    return Wordings(row.pattern for row in _rows())


@cache
def _whole_line(pattern: str) -> re.Pattern[str]:
    return re.compile(f"{_AROUND}(?:{pattern}){_AROUND}", re.IGNORECASE)
