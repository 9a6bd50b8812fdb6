"""Who says a stretch of an article: the announcer, a heading's voice, somebody quoted, a speaker.

A role is a word, or a word and a name: ``heading``, ``quote``, ``frame``, ``speaker:話者A``, ``language:en``.
Empty is the reader of everything else. Only the roles that a show gives to a voice are told apart; without
any, an article is read as it is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from narrate.model import Paragraph
from narrate.patterns import compiled

_OF_KIND = {"title": "heading", "heading": "heading", "quote": "quote", "frame": "frame"}
ROLES = ("heading", "quote", "frame")
"""Roles of one word."""
SCRIPTS = {
    "en": "LATIN",
    "ko": "HANGUL",
    "ru": "CYRILLIC",
    "el": "GREEK",
    "ar": "ARABIC",
    "he": "HEBREW",
    "hi": "DEVANAGARI",
    "th": "THAI",
}
"""Languages that a paragraph is taken for by its letters, and how Unicode names these."""
_SHORTEST_QUOTE = 12
"""Characters: what is shorter in 「」 is a name or a word, not somebody speaking."""
_FEWEST_WORDS = 4  # of Latin letters that are a sentence and not a name in a line of its own
_LONGEST_MARK = 20  # characters of a speaker's name
_MARK = compiled(r"\s*([^\s：:「」。、！？!?]{1,%d})\s*[：:]\s*(?=\S)" % _LONGEST_MARK)  # noqa: UP031
_QUOTE = compiled("「[^「」\n]*(?:「[^「」\n]*」[^「」\n]*)*」")
_WORD = compiled(r"[A-Za-z\u00c0-\u024f]+(?:['’-][A-Za-z\u00c0-\u024f]+)*")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The roles that have a voice of their own: words, names of speakers, codes of languages."""

    words: frozenset[str] = frozenset()
    speakers: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a paragraph in one role; ``mark`` is the speaker's mark before it, which is not said."""

    text: str
    role: str
    mark: str = ""


def parts(paragraph: Paragraph, wanted: Wanted) -> Iterator[Part]:
    """The stretches of a paragraph in order, each with its role; together they are its text."""
    role = _OF_KIND.get(paragraph.kind, "")
    role = role if role in wanted.words else ""
    if language := _language(paragraph.text, wanted.languages):
        yield Part(paragraph.text, f"language:{language}")
        return
    mark = _MARK.match(paragraph.text) if wanted.speakers else None
    if mark and (name := speaker_name(mark[1])) in wanted.speakers:
        yield Part(paragraph.text[mark.end() :], f"speaker:{name}", mark.group())
    elif role or "quote" not in wanted.words:
        yield Part(paragraph.text, role)
    else:
        yield from _quotes(paragraph.text)


def speaker_name(mark: str) -> str:
    """A speaker's name as it stands before 「：」, in one width."""
    return unicodedata.normalize("NFKC", mark).strip().rstrip(":").strip()


def language_of(role: str) -> str:
    """The language of a role such as ``language:en``; empty for every other."""
    kind, _, code = role.partition(":")
    return code if kind == "language" else ""


def _quotes(text: str) -> Iterator[Part]:
    """What is said in 「」 apart from what stands around it."""
    start = 0
    for quote in _QUOTE.finditer(text):
        if len(quote.group()) - 2 >= _SHORTEST_QUOTE:
            if text[start : quote.start()].strip():
                yield Part(text[start : quote.start()], "")
            yield Part(quote.group(), "quote")
            start = quote.end()
    if text[start:].strip() or not start:
        yield Part(text[start:], "")


def _language(text: str, languages: frozenset[str]) -> str:
    """The language that a text is in as a whole, by its letters; empty if it is none of these."""
    if not languages:
        return ""
    scripts = {script for char in text if char.isalpha() for script in [_script(char)]}
    if len(scripts) != 1:
        return ""
    (script,) = scripts
    language = next((code for code in languages if SCRIPTS[code] == script), "")
    is_few = script == "LATIN" and len(_WORD.findall(text)) < _FEWEST_WORDS
    return "" if is_few else language


def _script(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0]
