"""Notes between the paragraphs: ``※1 …`` under the paragraph that has the mark, glossaries of such notes.

A note names its mark first. One with a sign and a number, ``※1`` or ``注1``, is a note wherever it stands
beside text; one with only a number or only a sign is one where the text before has that very mark.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from narrate.model import Dropped
from narrate.patterns import compiled

if TYPE_CHECKING:
    from narrate.article.pieces import Piece

_ENTRY = compiled(
    r"(?P<mark>[\[(〔【<]?\s?(?P<sign>注釈?|註|補注|[※*†‡])\s?[0-9]{1,3}\s?[\])〕】>]?"
    r"|[\[〔]\s?[0-9]{1,3}\s?[\]〕]|[(]?[0-9]{1,3}[)])"
    r"(?P<apart>[\s:.、)]*)(?=[^\s0-9])(?![はがをにのとでも]|から)"
)
_BARE_SIGN = compiled(r"(?P<mark>※|[*†‡]{1,3})(?![0-9※*†‡])\s?(?=\S)")
_GLOSSARY = compiled(
    r"[\W_]*(?:(?:専門)?(?:用語|語句|言葉|キーワード)の?(?:解説|説明|補足)|用語集|(?:注|註)[釈記]?|[補脚]注)[\W_]*"
)
"""What stands over notes that say what words mean."""
_MARK = "footnote mark"
_REASON = "footnotes"
_LONGEST_TERM = 30  # characters of a word that the next line explains
_LONGEST_MARK = 12  # characters
_NEAR = 5  # pieces


def without_notes_between(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, those dropped that are notes wherever they stand, and the label over nothing else."""
    marks = set[str]()
    told: list[Piece] = []
    is_text = _are_most(pieces)
    while len(told) < len(pieces):
        place = len(told)
        piece = pieces[place]
        if isinstance(piece, Dropped):
            marks |= _marks(piece)
            told.append(piece)
            continue
        end = _end_of_glossary(pieces, place)
        are_notes = end > place
        if not are_notes:
            end = _end_of_row(pieces, place, is_glossary=False)
            entries = [p.text for p in pieces[place:end] if not isinstance(p, Dropped) and _mark(p.text)]
            are_notes = bool(entries) and (
                all(_is_marked(text, marks) for text in entries)
                or (all(map(_is_signed, entries)) and not (is_text or _is_alone(pieces, place, end)))
            )
        row = pieces[place : max(end, place + 1)]
        marks.update(*map(_marks, row))
        told += [Dropped(p.text, _REASON) if are_notes and not isinstance(p, Dropped) else p for p in row]
    return told


def _marks(piece: Piece) -> set[str]:
    """The mark that a piece is, with its brackets and without them."""
    if not isinstance(piece, Dropped) or piece.reason != _MARK:
        return set()
    return {_plain(piece.text), _bare(_plain(piece.text))}


def _end_of_glossary(pieces: Sequence[Piece], label: int) -> int:
    """Behind the last note under a label such as 用語解説; the label's place if it stands over no notes."""
    piece = pieces[label]
    if not _GLOSSARY.fullmatch(piece.text):
        return label
    end = _next_block(pieces, label + 1)
    if end == len(pieces) or not _is_signed(pieces[end].text):
        return label
    last = end
    if _is_heading(piece):
        behind = next((n for n in range(end, len(pieces)) if _is_heading(pieces[n])), len(pieces))
        last = max(n for n in range(end, behind) if _is_signed(pieces[n].text))
    return _end_of_row(pieces, last, is_glossary=True)


def _are_most(pieces: Sequence[Piece]) -> bool:
    """Whether most of a text is such entries, which then are what it has to say."""
    texts = [p.text for p in pieces if not isinstance(p, Dropped) and p.kind not in ("heading", "title")]
    return sum(len(text) for text in texts if _is_signed(text)) * 2 > sum(map(len, texts))


def _end_of_row(pieces: Sequence[Piece], start: int, is_glossary: bool) -> int:
    """Behind the last of several entries; in a glossary each may be a word over the line that explains it."""
    end = place = start
    while place < len(pieces) and _mark(pieces[place].text) and not _is_heading(pieces[place]):
        end = place + 1
        below = _next_block(pieces, end)
        text = pieces[place].text
        is_term = is_glossary and len(text) <= _LONGEST_TERM and not re.search("[。：:]", text)
        if is_term and below < len(pieces) and _explains(pieces[below]):
            end = below + 1
        place = _next_block(pieces, end)
    return end


def _next_block(pieces: Sequence[Piece], start: int) -> int:
    return next((n for n in range(start, len(pieces)) if not isinstance(pieces[n], Dropped)), len(pieces))


def _is_heading(piece: Piece) -> bool:
    return not isinstance(piece, Dropped) and piece.kind == "heading"


def _explains(piece: Piece) -> bool:
    return not _is_heading(piece) and "。" in piece.text and not _mark(piece.text)


def _is_alone(pieces: Sequence[Piece], start: int, end: int) -> bool:
    """Whether some pieces are all that stands under a heading."""
    before = reversed(pieces[max(start - _NEAR, 0) : start])
    over = next((piece for piece in before if not isinstance(piece, Dropped)), None)
    behind = _next_block(pieces, end)
    is_last = behind == len(pieces) or _is_heading(pieces[behind])
    return over is not None and _is_heading(over) and is_last


def _is_marked(text: str, marks: set[str]) -> bool:
    """Whether the mark of an entry stands in the text before, perhaps without its brackets."""
    mark = _mark(text)
    may_differ = mark[-1:] != ")" or not mark.strip("()").isdecimal()  # (1) stands in lists too
    return mark in marks or (may_differ and _bare(mark) in marks)


def _is_signed(text: str) -> bool:
    """Whether an entry has a sign and a number that nothing but a note begins with."""
    found = _ENTRY.match(unicodedata.normalize("NFKC", text[:_LONGEST_MARK]))
    if found is None or not found["sign"]:
        return False
    return bool(found["apart"]) or not found["mark"][-1].isdecimal()


def _mark(text: str) -> str:
    """The mark that a text begins with as notes do, in one form; empty if there is none."""
    start = unicodedata.normalize("NFKC", text[:_LONGEST_MARK])
    found = _ENTRY.match(start) or _BARE_SIGN.match(start)
    return _plain(found["mark"]) if found else ""


def _bare(mark: str) -> str:
    return mark.strip("[]()〔〕【】<>")


def _plain(mark: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", mark[:_LONGEST_MARK]))
