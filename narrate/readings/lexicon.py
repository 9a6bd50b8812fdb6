"""The curated lexicon: ``term <TAB> reading <TAB> class <TAB> note``, one term a line.

A term matches whatever its letter case, the longest first; a Latin one as a whole word, a Japanese one
wherever it stands. Readings are katakana as spoken. Lines that start with ``#`` are comments: no term does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from copy import copy
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from narrate import files
from narrate.errors import LexiconError, not_utf_8, unreadable
from narrate.patterns import compiled
from narrate.readings import symbols
from narrate.readings.kana import as_katakana
from narrate.readings.symbols import normalise
from narrate.show import CORRECTIONS
from narrate.source import clean

_PARTICLE = compiled("[^ぁ-ん](?P<particle>[はへ])$")  # behind no kana of a word, as in はは
_AS_PARTICLES = {"は": ("ハ", "ワ"), "へ": ("ヘ", "エ")}
_COLUMNS = ("term", "reading", "class", "note")
_HEADER = "# " + "\t".join(_COLUMNS)
NAMED = "named in the article"
"""Where an entry is from that a name in the article teaches: it has a capital."""
INITIALISM = 3
"""Letters: capitals so few are spelled, unless a term of some field has them."""
_KATAKANA = compiled("[ァ-ヴー]+")
_LATIN = "0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u03ff"  # and Greek: μ's
_GOES_ON = compiled(f"[{_LATIN}]{{2}}|[0-9][.,][0-9]")
_JAPANESE = compiled(f"[{symbols.JAPANESE}]")
_WORD = f"[{_LATIN}]+|[^\\w\\s]|_"
_UNIT = compiled("[A-Za-zμ°Ω]{2,5}(?:/[A-Za-z]{1,4})?|[A-Za-z]/[A-Za-z]{1,4}")
"""What may be a unit: mmHg, mg/dL."""
_FIRST_WORD = compiled(f"{_WORD}|[{symbols.JAPANESE}]")
_APART = compiled("[\u0300-\u036f\u3099\u309a\ufb00-\ufb06]")  # marks of letters, and ligatures
_TIDY = compiled("([0-9A-Za-z]+(?:[ .+&-][0-9A-Za-z]+)*)\t([ァ-ヴー]+)(?:\t([a-z]*)(?:\t([^\t]*))?)?")
"""A line with nothing to squeeze, normalise or refuse, as nearly all are: a third of the time for each."""


class Entry(NamedTuple):
    """One line of a lexicon; ``where`` is ``file:line`` with the file's whole path."""

    term: str
    reading: str
    kind: str
    note: str
    where: str

    @property
    def is_everyday(self) -> bool:
        """Whether it is a word or a name like others, not a term of some field."""
        return self.kind in ("word", "name")

    @property
    def is_of_people(self) -> bool:
        """Whether it is a name that people have."""
        return self.kind in ("name", "person")

    def is_meant_by(self, word: str) -> bool:
        """Whether a word can be this term: ``AMP`` is an initialism, not the everyday word ``amp``.

        And ``aaa`` stands for anything, not for the rating ``AAA``.
        """
        is_initialism = word.isupper() and 1 < len(word) <= INITIALISM
        is_other = self.where == NAMED and word.islower()  # Edward Said is not what somebody said
        is_anything = word.islower() and len(word) > 1 and len(set(word)) == 1 and self.term.isupper()
        return not (is_initialism and self.is_everyday and self.term.islower()) and not (
            is_anything or is_other
        )

    def is_case_of(self, word: str) -> bool:
        """Whether a word has the term's letter case, which counts for one letter only: M is not m."""
        return len(word) > 1 or word == self.term

    @property
    def short(self) -> str:
        """``file:line`` with the file's name only."""
        return self.where.replace("\\", "/").rpartition("/")[2]

    @property
    def is_correction(self) -> bool:
        """Whether it stands in the show's corrections."""
        return CORRECTIONS in self.where and self.short.startswith(f"{CORRECTIONS}:")


class Match(NamedTuple):
    """An entry found in a text at ``start`` (offset in characters) up to ``end``."""

    start: int
    end: int
    entry: Entry


class Lexicon:
    """Entries that can be looked up in running text; earlier entries win over later ones of the same term."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._terms: dict[str, Entry] = {}
        self._lengths: dict[str, list[int]] = {}
        self._japanese: frozenset[str] = frozenset()
        self.corrections: tuple[Entry, ...] = ()
        self.corrected_units: tuple[Entry, ...] = ()
        self._add(entries)

    def _add(self, entries: Iterable[Entry]) -> None:
        new: dict[str, Entry] = {}
        for entry in entries:
            new.setdefault(_lower(entry.term), entry)
        self._terms |= new
        kept = tuple(entry for entry in self.corrections if _lower(entry.term) not in new)
        self.corrections = kept + tuple(entry for entry in new.values() if entry.is_correction)
        self.corrected_units = tuple(entry for entry in self.corrections if _UNIT.fullmatch(entry.term))
        by_first: defaultdict[str, set[int]] = defaultdict(set)
        for term in new:
            if word := _FIRST_WORD.match(term):
                by_first[word.group()].add(len(term))
        for first, lengths in by_first.items():
            self._lengths[first] = sorted(lengths.union(self._lengths.get(first, ())), reverse=True)
        self._japanese |= frozenset(filter(_JAPANESE.match, by_first))
        letters = "".join(sorted(self._japanese))
        self._start = re.compile(_WORD + (f"|[{re.escape(letters)}]" if letters else ""))

    def __len__(self) -> int:
        return len(self._terms)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._terms.values())

    @classmethod
    def load(cls, paths: Iterable[Path]) -> Lexicon:
        """Read lexicon files; those named first win.

        Raises:
            LexiconError: a faulty line, or a term twice in one file.
        """
        folders = [[*files] for _, files in groupby(paths, key=lambda path: path.parent)]
        lexicon = _of_files(tuple((path, _text_of(path)) for path in folders.pop())) if folders else cls(())
        for folder in reversed(folders):
            lexicon = lexicon.over(entry for path in folder for entry in read_entries(path))
        return lexicon

    def over(self, entries: Iterable[Entry]) -> Lexicon:
        """A lexicon in which ``entries`` win over these."""
        lexicon = copy(self)
        lexicon._terms, lexicon._lengths = dict(self._terms), dict(self._lengths)
        lexicon._add(entries)
        return lexicon

    def entry(self, term: str) -> Entry | None:
        """The entry of exactly this term, in any letter case if it has two letters or more."""
        entry = self._terms.get(_lower(term))
        return entry if entry and entry.is_case_of(term) else None

    def matches(self, text: str) -> Iterator[Match]:
        """The longest entries in ``text``, left to right, none inside a longer word.

        ``text`` must be normalised so that each character keeps its place (see ``normalise``).
        """
        lower = _lower(text)
        word = self._start.search(lower)
        while word:
            found = self._match_at(lower, word)
            if found and found.entry.is_case_of(text[found.start : found.end]):
                yield found
            word = self._start.search(lower, found.end if found else word.end())

    def _match_at(self, text: str, word: re.Match[str]) -> Match | None:
        start = word.start()
        if _inside_number(text, start) or (start and text[start - 1] in "$¥€£" and text[start].isdigit()):
            return None
        for length in self._lengths.get(word.group(), ()):
            end = start + length
            entry = self._with_blanks(text[start:end]) if end <= len(text) else None
            if entry and not _inside_word(text, end):
                return Match(start, end, entry)
        return None

    def _with_blanks(self, written: str) -> Entry | None:
        """The entry of a term, or of a phrase that is written with hyphens here: ``ad-hoc``."""
        return self._terms.get(written) or self._terms.get(written.replace("-", " "))


def read_entries(path: Path) -> Iterator[Entry]:
    """The entries of one file, checked.

    Raises:
        LexiconError: wrong columns, a reading that is not katakana, a term twice; names file and line.
    """
    yield from _parsed(_text_of(path), path)


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise LexiconError(not_utf_8(path, error)) from None
    except OSError as error:
        raise LexiconError(unreadable(path, error)) from None


@lru_cache(maxsize=2)
def _of_files(texts: tuple[tuple[Path, str], ...]) -> Lexicon:
    """The lexicon of one folder's files: that of the package is read once, whatever shows say over it."""
    return Lexicon(entry for path, text in texts for entry in _parsed(text, path))


def _parsed(text: str, path: Path) -> Iterator[Entry]:
    """The entries of a file's text; only LF ends a line, for these and for ``set_entries``."""
    seen: dict[str, int] = {}
    file = str(path)
    for number, line in enumerate(text.split("\n"), 1):
        is_header = number == 1 and line.lower().startswith("term\treading")
        if not line.strip() or line.startswith("#") or is_header:
            continue
        entry = _row(line, f"{file}:{number}")
        key = _lower(entry.term)
        if key in seen:
            raise LexiconError(f"{entry.where}: '{entry.term}' stands already in line {seen[key]}; keep one")
        seen[key] = number
        yield entry


def set_entries(path: Path, entries: Iterable[Entry]) -> list[Entry]:
    """Write corrections into a lexicon file at once, each in the place of what it said of the term before.

    The class and the note of a term stay. Returns the entries as they now stand in the file.

    Raises:
        LexiconError: the file is faulty; it is left as it was.
    """
    new = {_lower(entry.term): entry for entry in entries}
    asked = frozenset(new)
    lines = [_HEADER]
    if path.exists():
        known = list(read_entries(path))
        lines = path.read_text(encoding="utf-8-sig").rstrip("\n").split("\n")
        for old in known:
            if entry := new.pop(_lower(old.term), None):
                lines[int(old.where.rpartition(":")[2]) - 1] = _line(_kept(entry, old))
    text = "\n".join([*lines, *map(_line, new.values())]) + "\n"
    return [entry for entry in _write(path, text) if _lower(entry.term) in asked]


def entry_in(path: Path, term: str) -> Entry | None:
    """What a lexicon file says of a term in any letter case; None if nothing, or if there is no file.

    Raises:
        LexiconError: the file is faulty.
    """
    asked = _lower(_squeezed(normalise(term)))
    known = read_entries(path) if path.exists() else ()
    return next((entry for entry in list(known) if _lower(entry.term) == asked), None)


def unset_entry(path: Path, term: str) -> Entry | None:
    """Take a term out of a lexicon file; what the file said of it, None if nothing.

    Raises:
        LexiconError: the file is faulty; it is left as it was.
    """
    old = entry_in(path, term)
    if old:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
        del lines[int(old.where.rpartition(":")[2]) - 1]
        _write(path, "\n".join(lines))
    return old


def entry_of(term: str, reading: str, where: str) -> Entry:
    """An entry from a person or another program, its reading in any kana; ``where`` is told in an error.

    Raises:
        LexiconError: the term or the reading cannot stand in a lexicon.
    """
    return _entry(term, _with_particle(term, as_katakana(reading)), "", "", where)


def _with_particle(term: str, reading: str) -> str:
    """A reading as spoken though it was written as one spells: 人気は, ヒトケハ is ヒトケワ."""
    found = _PARTICLE.search(term)
    spelled, said = _AS_PARTICLES[found["particle"]] if found else ("", "")
    return reading.removesuffix(spelled) + said if found and reading.endswith(spelled) else reading


def as_tsv(entries: Iterable[Entry]) -> bytes:
    """Entries as a lexicon file holds them."""
    rows = ("\t".join((e.term, e.reading, e.kind, e.note)) for e in entries)
    return ("\n".join([_HEADER, *rows]) + "\n").encode()


def merge(path: Path, entries: Iterable[Entry]) -> tuple[int, int]:
    """Put entries into a lexicon file, in the place of what it said of their terms: how many new, changed.

    Raises:
        LexiconError: the file is faulty.
    """
    old = {_lower(entry.term): entry for entry in (read_entries(path) if path.exists() else ())}
    added = {_lower(entry.term): entry for entry in entries}
    changed = sum(key in old and old[key].reading != entry.reading for key, entry in added.items())
    kept = {key: _kept(entry, old.get(key, entry)) for key, entry in added.items()}
    rows = sorted({**old, **kept}.values(), key=lambda entry: entry.term.casefold())
    _write(path, as_tsv(rows).decode())
    return len(added.keys() - old.keys()), changed


def _kept(entry: Entry, old: Entry) -> Entry:
    """An entry with the class and the note of the one it replaces, unless it has its own."""
    return entry._replace(kind=entry.kind or old.kind, note=entry.note or old.note)


def _write(path: Path, text: str) -> list[Entry]:
    """Write a lexicon file that has been read once, so that no later command stops at it."""
    entries = list(_parsed(text, path))
    files.write(path, text.encode())
    return entries


def _line(entry: Entry) -> str:
    return "\t".join((entry.term, entry.reading, entry.kind, entry.note)).rstrip("\t")


def _row(line: str, where: str) -> Entry:
    if tidy := _TIDY.fullmatch(line):
        term, reading, kind, note = tidy.groups("")
        return Entry(term, reading, kind, _squeezed(note), where)
    columns = line.split("\t")
    if not 2 <= len(columns) <= len(_COLUMNS):
        raise LexiconError(
            f"{where}: has {len(columns)} tab-separated columns, needs 2 to {len(_COLUMNS)}; "
            "write term, tab, reading, and if you like tab, class, tab, note"
        )
    term, reading, kind, note = [*columns, "", ""][: len(_COLUMNS)]
    return _entry(term, reading, kind, note, where)


def _entry(term: str, reading: str, kind: str, note: str, where: str) -> Entry:
    """A checked entry, each of its columns on one line."""
    term, reading, kind, note = map(_squeezed, (normalise(term), reading, kind, note))
    if term.startswith("#"):
        raise LexiconError(
            f"{where}: the term '{term}' starts with # as comments do; leave # out, tags are read so too"
        )
    if not _FIRST_WORD.match(term):
        what = f"the term '{term}' has nothing that could stand in a text" if term else "the term is empty"
        raise LexiconError(f"{where}: {what}; name a word as articles write it")
    if not _KATAKANA.fullmatch(reading):
        plain = as_katakana(reading)
        better = plain if _KATAKANA.fullmatch(plain) else "ラグ for RAG"
        raise LexiconError(
            f"{where}: reading '{reading}' of '{term}' is not katakana only; write it in katakana, "
            f"{'such as' if better != plain else 'here'} {better}"
        )
    return Entry(term, reading, kind, note, where)


def _squeezed(column: str) -> str:
    """A column as an article would have it: white space of any kind is one space, nothing is invisible."""
    if not column.isprintable() or _APART.search(column):
        column = clean(column).encode(errors="ignore").decode()  # half a surrogate pair has no UTF-8
    return " ".join(column.split())


def _inside_number(text: str, at: int) -> bool:
    """Whether ``at`` follows a decimal mark: the 4g of 1.4g is not the term 4G."""
    return at > 1 and text[at - 1] in ".," and text[at - 2].isdigit() and text[at].isdigit()


def _lower(text: str) -> str:
    """Lower case in which every character keeps its place (İ would become two)."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return lower


def _inside_word(text: str, at: int) -> bool:
    """Whether the characters on both sides of ``at`` belong to one word or one number."""
    return bool(_GOES_ON.match(text, at - 1))
