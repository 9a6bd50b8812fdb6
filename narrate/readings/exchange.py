"""Lexicons from and for other programs: W3C PLS and the user dictionary of VOICEVOX; one small pair a format.

PLS: https://www.w3.org/TR/pronunciation-lexicon/ (``alias`` holds the reading, since PLS has no alphabet for
kana). VOICEVOX: the JSON of its engine's ``/user_dict``, surfaces in full width.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from narrate.errors import LexiconError, unreadable
from narrate.plain import clean
from narrate.readings.lexicon import Entry, as_tsv, entry_of, read_entries
from narrate.readings.symbols import widen

_PLS = "http://www.w3.org/2005/01/pronunciation-lexicon"
_IDS = uuid.UUID("6c9f0c5e-3f0b-5c60-9c3c-5a4a3a9d6a11")  # of terms in a VOICEVOX dictionary
_NOUN = {
    **{"part_of_speech": "名詞", "part_of_speech_detail_1": "固有名詞", "part_of_speech_detail_2": "一般"},
    **{"part_of_speech_detail_3": "*", "inflectional_type": "*", "inflectional_form": "*", "stem": "*"},
    **{"yomi": "*", "accent_associative_rule": "*", "context_id": 1348, "priority": 5},
}
"""VOICEVOX's own values for a proper noun."""


def read(path: Path) -> list[Entry]:
    """The entries of a file, its format told by its ending.

    Raises:
        LexiconError: no such file, unknown ending, not of that format, an entry that cannot stand in a
            lexicon, or a term with two readings.
    """
    reader, _ = _format(path)
    if not path.exists():
        raise LexiconError(f"{path}: no such file; check the name")
    first: dict[str, Entry] = {}
    for entry in reader(path):
        same = first.setdefault(entry.term.lower(), entry)
        if same.reading != entry.reading:
            raise LexiconError(
                f"{entry.where}: '{entry.term}' is read {entry.reading} here and {same.reading} "
                f"at {same.where}; keep one"
            )
    return list(first.values())


def write(path: Path, entries: Iterable[Entry]) -> bytes:
    """What a file of that ending holds for these entries, sorted by term.

    Raises:
        LexiconError: unknown ending.
    """
    _, writer = _format(path)
    return writer(sorted(entries, key=lambda entry: entry.term.casefold()))


def _read_pls(path: Path) -> list[Entry]:
    from lxml import etree

    from narrate import safe_xml

    try:
        root = safe_xml.parse(path.read_bytes())
    except OSError as error:
        raise LexiconError(unreadable(path, error)) from None
    except etree.XMLSyntaxError as error:
        where, why = f"{path}:{error.lineno}", safe_xml.told(error)
        raise LexiconError(f"{where}: is no XML that can be read ({why}); export it again") from None
    except safe_xml.HasDoctype:
        raise LexiconError(f"{path}: has a DOCTYPE; take it out, entities are not followed") from None
    if root.tag != f"{{{_PLS}}}lexicon":
        raise LexiconError(f"{path}: is no PLS; its root must be <lexicon xmlns='{_PLS}'>")
    return [entry for lexeme in root.iter(f"{{{_PLS}}}lexeme") for entry in _lexeme(lexeme, path)]


def _lexeme(lexeme: Any, path: Path) -> list[Entry]:
    where = f"{path}:{lexeme.sourceline}"
    terms = ["".join(found.itertext()).strip() for found in lexeme.findall(f"{{{_PLS}}}grapheme")]
    said = [*lexeme.findall(f"{{{_PLS}}}alias"), *lexeme.findall(f"{{{_PLS}}}phoneme")]
    if not terms or not said:
        raise LexiconError(f"{where}: a lexeme needs a grapheme and an alias with the reading in katakana")
    reading = re.sub(r"\s", "", "".join(said[0].itertext()))
    return [entry_of(term, reading, where) for term in terms]


def _write_pls(entries: list[Entry]) -> bytes:
    from lxml import etree

    root = etree.Element(f"{{{_PLS}}}lexicon", nsmap={None: _PLS})  # type: ignore[dict-item]
    root.set("version", "1.0")
    root.set("alphabet", "ipa")
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "ja-JP")
    for entry in entries:
        lexeme = etree.SubElement(root, f"{{{_PLS}}}lexeme")
        etree.SubElement(lexeme, f"{{{_PLS}}}grapheme").text = entry.term
        etree.SubElement(lexeme, f"{{{_PLS}}}alias").text = entry.reading
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return written


def _read_voicevox(path: Path) -> list[Entry]:
    try:
        words = json.loads(path.read_text(encoding="utf-8-sig"))
        pairs = [(key, word["surface"], word["pronunciation"]) for key, word in words.items()]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise LexiconError(
            f"{path}: is no VOICEVOX user dictionary ({_what(error)}); export it again from VOICEVOX"
        ) from None
    return [entry_of(str(term), str(reading), f"{path}: {clean(key)}") for key, term, reading in pairs]


def _what(error: Exception) -> str:
    """What is wrong with a file that should be VOICEVOX's JSON."""
    if isinstance(error, KeyError):
        return f"a word without {error}: it has no such field"
    return f"cannot be read: {error.strerror}" if isinstance(error, OSError) else "not its JSON"


def _write_voicevox(entries: list[Entry]) -> bytes:
    words = {
        str(uuid.uuid5(_IDS, entry.term)): {
            "surface": widen(entry.term.replace(" ", "\u3000")),
            "pronunciation": entry.reading,
            "accent_type": 0,
            "mora_count": len(re.sub("[ァィゥェォャュョヮ]", "", entry.reading)),
            **_NOUN,
        }
        for entry in entries
    }
    return json.dumps(words, ensure_ascii=False, indent=1).encode() + b"\n"


_FORMATS: dict[str, tuple[Callable[[Path], Iterable[Entry]], Callable[[list[Entry]], bytes]]] = {
    ".tsv": (read_entries, as_tsv),
    ".pls": (_read_pls, _write_pls),
    ".xml": (_read_pls, _write_pls),
    ".json": (_read_voicevox, _write_voicevox),
}


def _format(path: Path) -> tuple[Callable[[Path], Iterable[Entry]], Callable[[list[Entry]], bytes]]:
    if path.suffix.lower() not in _FORMATS:
        raise LexiconError(
            f"{path}: unknown ending; narrate knows {', '.join(_FORMATS)} (JSON is VOICEVOX's)"
        )
    return _FORMATS[path.suffix.lower()]
