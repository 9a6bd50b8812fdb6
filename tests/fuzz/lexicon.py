"""Any lexicon: it is read or its line is told; what was read finds its terms, and is read again the same."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from fuzz import check_told
from narrate.errors import LexiconError
from narrate.readings import exchange
from narrate.readings.lexicon import Entry, Lexicon, entry_in, set_entries, unset_entry

ENDINGS = (".tsv", ".pls", ".json")
_FOLDER = TemporaryDirectory()


def check(data: bytes) -> None:
    ending = ENDINGS[data[0] % len(ENDINGS)] if data else ".tsv"
    path = Path(_FOLDER.name, f"given{ending}")
    path.write_bytes(data[1:])
    try:
        entries = exchange.read(path)
    except LexiconError as error:
        check_told(error)
        return
    lexicon = Lexicon(entries)
    for entry in entries:
        list(lexicon.matches(f"これは{entry.term}です。"))
    assert columns(_again(entries, ".tsv")) == columns(entries)
    for other in ENDINGS:
        assert _terms(_again(entries, other)) == _terms(entries)
    if ending == ".tsv":
        _correct(path, entries)


def columns(entries: list[Entry]) -> set[tuple[str, str, str, str]]:
    return {(entry.term, entry.reading, entry.kind, entry.note) for entry in entries}


def _terms(entries: list[Entry]) -> set[tuple[str, str]]:
    return {(entry.term, entry.reading) for entry in entries}


def _again(entries: list[Entry], ending: str) -> list[Entry]:
    path = Path(_FOLDER.name, f"again{ending}")
    path.write_bytes(exchange.write(path, entries))
    return exchange.read(path)


def _correct(path: Path, entries: list[Entry]) -> None:
    """Each term has another reading, then none."""
    for entry in entries[:3]:
        set_entries(path, [entry._replace(reading="ヨミ")])
        found = entry_in(path, entry.term)
        assert found, entry
        assert (found.term, found.reading) == (entry.term, "ヨミ")
        unset_entry(path, entry.term)
        assert entry_in(path, entry.term) is None
    assert len(exchange.read(path)) == max(0, len(entries) - 3)
