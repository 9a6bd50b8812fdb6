"""Notes that end an article: entries numbered from one on, to which marks lead; 注 may stand over them.

Beside those, lines with ※ behind the last text. All else that looks like notes is read: a note too many
is heard sooner than a word too few.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from narrate.article.said import CONDITION
from narrate.model import Dropped
from narrate.patterns import compiled

if TYPE_CHECKING:
    from narrate.article.pieces import Piece

_HEADING = compiled(
    r"[\W_]*(?:(?:原|訳|脚|後|尾|文末脚)?(?:注|註)(?:釈|解|記)?|(?:foot|end)?notes)[\W_]*", re.IGNORECASE
)
_NUMBER = r"[0-9０-９]{1,3}"
_ENTRY = compiled(
    rf"(?:[(（\[［〔]\s?(?:注|註|※)?\s?(?P<bracketed>{_NUMBER})\s?[)）\]］〕]|(?:注|註|[※*＊])\s?(?P<marked>{_NUMBER})"
    rf"|(?P<plain>{_NUMBER})(?:[)）.．:：]|\s))\s*\S"
)
_NAMED = compiled(
    rf"(?<=[ぁ-んァ-ヶー一-鿿。、」』）)])(?:[\[［〔](?:注|註|※)?(?P<square>{_NUMBER})[\]］〕]"
    rf"|[(（](?:注|註|※)(?P<round>{_NUMBER})[)）])(?=[。、，．」』）)はがをにのとでもへや]|$)"
    rf"|(?<=[ぁ-んァ-ヶー」』。])(?<![はをのとにやかへ])(?:注|註|※)(?P<plain>{_NUMBER})(?=[。、，．」』]|$)"
    rf"|(?<=[ぁ-んァ-ヶー一-鿿」』）)])[*＊](?P<star>{_NUMBER})(?=[。、，．」』）)はがをにのとでもへや]|$)"
    rf"|(?<=。)[*＊](?P<last>{_NUMBER})(?![0-9０-９])"
)
"""A mark that is nothing else: ［1］, （注1）, *1, and 注1 at the end of a clause; no 発注1."""
_RAISED = compiled(
    rf"(?:(?<=[ぁ-んァ-ヶー一-鿿」』）)])(?<![図表式注の第])|(?<=[)）][,，・]))\s?(?P<raised>{_NUMBER})[)）]"
    rf"(?:[,，・](?=\s?{_NUMBER}[)）])|(?=[。、，．」』]|$))"
    rf"|(?<=。)\s?(?P<behind>{_NUMBER})[)）]$"
)
"""A number with half a bracket, as print sets it small at the end of a clause or a paragraph: …である1)。"""
_BRACKETED = compiled(rf"[(（](?P<number>{_NUMBER})[)）]")
_BARE = compiled(
    rf"(?:(?<=[ぁ-んァ-ヶー一-鿿])(?<![ア-オはをのとやかへ図表式則発受])(?:{_BRACKETED.pattern})(?=[。、，．])"
    rf"|(?<=[」』])[(（](?P<quoted>{_NUMBER})[)）](?=[。、，．はがをにのとでもへや]|$)"
    rf"|(?<=。)[(（](?P<last>{_NUMBER})[)）]$)"
)
"""A number in brackets at the end of a clause or a quotation; it may be that of a blank or a choice."""
_END_NOTE = compiled(r"[※＊](?!\s?(?:[はとのをがもや]|印|マーク|記号))")
"""How a note begins; ※印 speaks of the mark."""
_ASKS = compiled(
    "(?:[0-9０-９一二三四五六七八九十](?:月|日|時|分|：|:)|まで).*(?:ください|下さい|お願い|ます。?$|ません。?$)"
    "|(?:ご遠慮|お持ち|お越し|お知らせ|お控え|ご持参)[^。]{0,8}(?:ください|下さい)"
)
"""A note that asks for something at a time, or says what to do: the reader of a circular needs it."""
_OF_EVENT = compiled(
    r"(?:[0-9０-９]{1,2}[.．、\s]\s?)?(?:日\s*時|会\s*場|場\s*所|集合(?:場所)?|開[演場催](?:日時?)?|期\s*日)(?:[\s:：]+\S|$)"
)
"""How a notice says when or where something is; its notes then are for who goes there."""
_FACTS_OF_EVENT = 2
_OF_PAGE = compiled(
    "本[稿文]|肩書|コメント|会員登録|写真|画像|イメージ|転載|プロモーション|広告|アフィリエイト|感想です|価格は|掲載|執筆|取材時"
)
_DAGGER = compiled(r"(?<=[^\W\d_])(?P<dagger>[†‡])(?=[。、，．」）)]|$)")
_OF_TASK = compiled(
    r"(?:空[欄所]|[下傍]線部?|選択肢|設?問題?|語群|[図式例])[\[［〔(（](?:注|註|※)?\s?[0-9０-９]"
)
"""A number in brackets that something to be done or seen has."""
_END_MATTER = compiled(r"[\W_]*(?:謝\s?辞|付記|附記|(?:引用|参考|参照)?文献(?:一覧)?)[\W_]*")
_NAMED_ITEMS = compiled(rf"[はがをにのとや]{_NUMBER}[)）]|{_NUMBER}[)）][、・]\s?{_NUMBER}[)）]")
"""What speaks of the items of a list: 必要なのは1)、2)です。"""
_HALF = compiled(rf"{_NUMBER}[)）]")
_SOURCE = compiled(r"[「『“].+[」』”].*(?:(?:19|20)\d\d|令和|平成|昭和|pp?\.\s?\d|\d\s?頁)")
_NEAR = 8  # pieces over a note, and notes together
_LISTS = compiled(r"(?:次の|以下|下記|つの?)[^。]*[。：:]?$|[：:]$")
"""How a text ends that leads to a list."""
_FEWEST = 2  # entries
_MOST_HEADINGS = 4  # of notes, at the end of an article: 原注, 訳注
_REFERENCES = "references"
_REASON = "footnotes"
_MARK = "footnote mark"


def without_notes(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without the notes behind the last text and the marks that lead to them.

    Under the heading stand entries alone, up to the next heading or what is not read with its heading, and
    the text has marks for most of them. Without a heading the entries end the article. There, over a
    heading of more text, and where there is but one entry, each begins with a mark in brackets, and the
    text has that mark.
    """
    pieces = _without_raised(_without_daggers(pieces))
    headings = [n for n, piece in enumerate(pieces) if _is_heading_of_notes(piece)]
    for heading in reversed(headings[-_MOST_HEADINGS:]):
        end = _end_of_entries(pieces, heading)
        told = _told(pieces, heading, end, is_headed=True)
        if told:
            return told
    begin = _first_of_last_entries(pieces)
    return (not headings and _told(pieces, begin, len(pieces), is_headed=False)) or list(pieces)


def _without_raised(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces, notes dropped to which a mark near over them leads, as print has both on a page.

    Such marks and notes have a number with half a bracket: …である1)。 over 1) …. Behind the last text of
    several marks they may be anywhere.
    """
    told = list(pieces)
    place = 0
    while place < len(told):
        numbers = _halves(told, place)
        if not numbers:
            place += 1
            continue
        start, end = max(place - _NEAR, 0), place + len(numbers)
        are_all = len(numbers) >= _FEWEST and numbers == [*range(1, len(numbers) + 1)]
        if (
            are_all
            and _is_end_matter(told, end)
            and not any(_NAMED_ITEMS.search(p.text) for p in told[:place])
        ):
            start = 0
        over = told[start:place]
        marked = {number for piece in over for number in _marks(piece, (_RAISED,))}
        is_listed = any(_LISTS.search(piece.text) or _HEADING.fullmatch(piece.text) for piece in over[-1:])
        is_of_page = are_all and 1 in marked and _are_sources(told[place:end])
        if (marked.issuperset(numbers) or is_of_page) and not is_listed:
            notes = [_dropped(piece) for piece in told[place:end]]
            kept = [part for piece in over for part in _unmarked(piece, (_RAISED,), set(numbers))]
            told[start:end] = [*kept, *notes]
            end = start + len(kept) + len(notes)
        place = end
    return told


def _are_sources(notes: Sequence[Piece]) -> bool:
    """Whether each note names a book or a paper with its year: then one may have lost its mark."""
    return all(_SOURCE.search(note.text) for note in notes)


def _halves(pieces: Sequence[Piece], start: int) -> list[int]:
    """The numbers with half a bracket of the entries next to each other from a place on."""
    numbers: list[int] = []
    for piece in pieces[start : start + _NEAR]:
        entry = None if isinstance(piece, Dropped) else _ENTRY.match(piece.text)
        if not (entry and _HALF.match(piece.text)):
            break
        numbers.append(_number(entry))
    return numbers


def _without_daggers(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces, those told as notes that begin with a dagger which a clause of the text ends with."""
    text = [piece.text for piece in pieces if not isinstance(piece, Dropped)]
    marks = {found["dagger"] for words in text for found in _DAGGER.finditer(words)}
    return [_dropped(p) if p.text[:1] in marks else p for p in pieces] if marks else pieces


def _told(pieces: Sequence[Piece], begin: int, end: int, is_headed: bool) -> list[Piece]:
    """The pieces, those from ``begin`` to ``end`` told as notes; none if they are no notes."""
    text, notes, behind = pieces[:begin], pieces[begin:end], pieces[end:]
    entries = [piece for piece in notes[int(is_headed) :] if not isinstance(piece, Dropped)]
    found = [_ENTRY.match(entry.text) for entry in entries]
    known = range(1, len(entries) + 1)
    if not entries or [*map(_number, found)] != list(known):
        return []
    is_last = is_headed and _is_end_matter(pieces, end)
    is_bare = (is_last or not is_headed) and len(entries) >= _FEWEST and _are_marks(text, known)
    # no mark of another form leads to it
    is_plain = len(entries) == 1 and bool(found[0] and found[0]["plain"])
    patterns = (
        *(() if is_plain else (_NAMED,)),
        *((_RAISED,) if is_headed else ()),
        *((_BARE,) if is_bare else ()),
    )
    marked = {number for piece in text for number in _marks(piece, patterns)}.intersection(known)
    if len(marked) < (len(entries) / 2 if is_last else len(entries)):
        return []
    if not is_last and not all(entry and (entry["bracketed"] or entry["marked"]) for entry in found):
        return []
    if not is_headed and any(_OF_TASK.search(piece.text) for piece in text):
        return []
    unmarked = chain.from_iterable(_unmarked(piece, patterns, marked) for piece in text)
    return [*unmarked, *map(_dropped, notes), *behind]


def _end_of_entries(pieces: Sequence[Piece], heading: int) -> int:
    """The place of the first heading, or of what is not read as a heading tells, under a heading of notes."""
    behind = range(heading + 1, len(pieces))
    return next((n for n in behind if _ends_entries(pieces[n])), len(pieces))


def _ends_entries(piece: Piece) -> bool:
    return piece.reason == _REFERENCES if isinstance(piece, Dropped) else piece.kind == "heading"


def _is_end_matter(pieces: Sequence[Piece], start: int) -> bool:
    """Whether nothing is read from a place on but what a heading such as 謝辞 stands over."""
    behind = (pieces[n] for n in range(start, len(pieces)))
    first = next((piece for piece in behind if not isinstance(piece, Dropped)), None)
    return first is None or bool(_END_MATTER.fullmatch(first.text))


def _first_of_last_entries(pieces: Sequence[Piece]) -> int:
    """The place of the first of the entries in brackets that end the article; behind it if there is none."""
    first = len(pieces)
    for place in range(len(pieces) - 1, -1, -1):
        piece = pieces[place]
        if isinstance(piece, Dropped):
            continue
        entry = _ENTRY.match(piece.text)
        if not (entry and (entry["bracketed"] or entry["marked"])):
            break
        first = place
    return first


def without_end_notes(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces, those dropped after the last text that begin with ``※`` as notes do.

    They are read where nothing else stands under their heading.
    """
    whole = list(pieces)
    kept = list(whole)
    facts = [piece for piece in whole if not isinstance(piece, Dropped) and _OF_EVENT.match(piece.text)]
    for place in range(len(kept) - 1, -1, -1):
        piece = kept[place]
        if not isinstance(piece, Dropped):
            if piece.kind == "heading":
                return whole
            if not _END_NOTE.match(piece.text):
                break
            is_asked = _ASKS.search(piece.text) or CONDITION.search(piece.text)
            is_of_event = is_asked or len(facts) >= _FACTS_OF_EVENT
            if not is_of_event or _OF_PAGE.search(piece.text):
                kept[place] = Dropped(piece.text, "note")
    return kept


def _is_heading_of_notes(piece: Piece) -> bool:
    return not isinstance(piece, Dropped) and bool(_HEADING.fullmatch(piece.text))


def _are_marks(text: Sequence[Piece], known: range) -> bool:
    """Whether each number in brackets stands once, as a mark, and has an entry."""
    blocks = [piece.text for piece in text if not isinstance(piece, Dropped)]
    bracketed = [_number(found) for block in blocks for found in _BRACKETED.finditer(block)]
    bare = [_number(found) for block in blocks for found in _BARE.finditer(block)]
    return bracketed == bare and len(set(bare)) == len(bare) and set(bare) <= set(known)


def _marks(piece: Piece, patterns: Sequence[re.Pattern[str]]) -> Iterator[int]:
    if isinstance(piece, Dropped):
        yield from [_number(_ENTRY.match(f"{piece.text} 。"))] if piece.reason == _MARK else []
    else:
        yield from map(_number, _found(piece.text, patterns))


def _found(text: str, patterns: Sequence[re.Pattern[str]]) -> Iterator[re.Match[str]]:
    """The marks in a text; none of half a bracket that closes one opened before: （その1）."""
    for found in chain.from_iterable(pattern.finditer(text) for pattern in patterns):
        if found.re is not _RAISED or not _is_within_brackets(text, found.start()):
            yield found


def _is_within_brackets(text: str, place: int) -> bool:
    opened, closed = (max(text.rfind(sign, 0, place) for sign in pair) for pair in ("(（", ")）"))
    return opened > closed


def _number(found: re.Match[str] | None) -> int:
    return int(next(filter(None, found.groups()))) if found else 0


def _unmarked(piece: Piece, patterns: Sequence[re.Pattern[str]], numbers: set[int]) -> Iterator[Piece]:
    """A block without the marks of these numbers, which follow it as dropped pieces."""
    if isinstance(piece, Dropped):
        yield piece
        return
    found = _found(piece.text, patterns)
    marks = sorted((mark for mark in found if _number(mark) in numbers), key=re.Match.start)
    text, end = "", 0
    for mark in marks:
        text += piece.text[end : mark.start()]
        end = mark.end()
    yield replace(piece, text=text + piece.text[end:])
    yield from (Dropped(mark.group(), _MARK) for mark in marks)


def _dropped(piece: Piece) -> Dropped:
    return piece if isinstance(piece, Dropped) else Dropped(piece.text, _REASON)
