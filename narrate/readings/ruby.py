"""Ruby, an author's reading over a word: ``{漢字|かんじ}``, ``漢字《かんじ》``, ``｜Wort《ヴォルト》``.

The first form is Zenn's and DenDen Markdown's (which gives a part for each kanji: ``{漢字|かん|じ}``), the
others are Aozora Bunko's. HTML's ``<ruby>`` is brought into the first before it comes here.
"""

from __future__ import annotations

from narrate.patterns import compiled
from narrate.readings.kana import as_katakana, long_vowels
from narrate.readings.symbols import KANJI

_KANA = "(?=[ー・ 　|]*[ぁ-ゖァ-ヺ])[ぁ-ゖァ-ヺー・ 　|]{1,40}"
_WRITTEN = f"(?:{KANJI}|※)"  # which stands for a kanji that a typist could not write
_RUBY = compiled(
    rf"\{{(?P<braced>[^{{}}|\n]{{1,40}})\|(?P<in_braces>{_KANA})\}}"
    rf"|[|｜](?P<marked>[^|｜《》\n]{{1,40}})《(?P<of_marked>{_KANA})》"
    rf"|(?<!{_WRITTEN})(?P<kanji>{_WRITTEN}++)《(?P<of_kanji>{_KANA})》"
)

Given = tuple[int, int, str]
"""Where a word with ruby stands in the plain text, from start to end, and its reading in katakana."""


def marked(base: str, reading: str) -> str:
    """A word with its reading in a form that ``split`` knows; the word alone if the reading is no kana."""
    text = f"{{{base}|{reading}}}"
    return text if _RUBY.fullmatch(text) else base


def spans(text: str) -> list[tuple[int, int]]:
    """Where words with their ruby stand in a text, marks and all."""
    return [found.span() for found in _RUBY.finditer(text)]


def split(text: str) -> tuple[str, list[Given]]:
    """The text without ruby, and the readings that it gives."""
    plain: list[str] = []
    given: list[Given] = []
    length = at = 0
    for found in _RUBY.finditer(text):
        base = found["braced"] or found["marked"] or found["kanji"]
        kana = found["in_braces"] or found["of_marked"] or found["of_kanji"]
        plain += [text[at : found.start()], base]
        length += found.start() - at
        given.append((length, length + len(base), long_vowels(as_katakana(kana.replace("|", "")))))
        length += len(base)
        at = found.end()
    return "".join([*plain, text[at:]]), given


def base(text: str) -> str:
    """The text as its author shows it, without ruby."""
    return split(text)[0]
