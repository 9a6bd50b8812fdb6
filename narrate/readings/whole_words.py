"""Words that Open JTalk takes to pieces and SudachiDict knows whole: 釣り人 is ツリビト, no ツリジン.

Where the pieces sound otherwise than the word, the word is right. Of 5,024 sentences judged by others, on
which the rule was made, 17 change so, all of them for the better; where one word stands against one word it
is right a third of the time, and where the two dictionaries cut at other places nearly never: these are left
to the voice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path

from narrate.patterns import compiled
from narrate.readings import dictionaries
from narrate.readings.dictionaries import Word
from narrate.readings.heteronyms import lines_of
from narrate.readings.kana import as_katakana, long_vowels
from narrate.readings.symbols import JAPANESE, KANJI

_CLAUSE = compiled(f"[{JAPANESE}]{{2,200}}")
_WITH_KANJI = compiled(KANJI)
_NUMERAL = compiled("[0-9〇零一二三四五六七八九十百千万億兆何数幾両]")
_ODD = compiled("[月火水木金土日]+|.+間|[左右]前|.+[山城]|.+[県府][東西南北]部")
"""Of these the dictionary has another sense, or takes the wrong one of two sounds: 金土 is a name in it,
大阪間 a size of mats, 左前 of baseball, 阿蘇山 アソヤマ, 津城 ツシロ, 福岡県西部 …サイブ."""
_NAMED_AFTER = compiled("(.{2,})駅")
_SMALL_KE = compiled(f"(?<={KANJI})(?:ヶ|(?<![焼受漬明掛負付避開懸駆欠])ケ)(?={KANJI})")  # 受ケ手 is a verb
_COUNTED = "カ"  # a small ケ behind a number
_BOTH_WAYS = "ニッポン"
_ONE_SOUND = str.maketrans("ヅヂ", "ズジ")


def readings_of(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
    """Such words in ``text``, as (start, end, kana, rule), left to right."""
    for clause in _CLAUSE.finditer(text, start, end):
        if not _WITH_KANJI.search(clause.group()):
            continue
        for word in filter(None, _known_whole(clause.group()).split(" ")):
            first, last, kana = word.split(":")
            span = clause.start() + int(first), clause.start() + int(last)
            is_counted = kana != _COUNTED and _is_by_number(text, span[0])
            if not (is_counted or _is_cut_off(text, *span, *clause.span())):
                yield *span, kana, "whole word"


def _is_by_number(text: str, start: int) -> bool:
    """Whether a number begins here, or what it counts: 三十日, 一曲目."""
    before = start - 2 if text.startswith(" ", start - 1) and start > 1 else start - 1
    return any(_NUMERAL.match(text, at) for at in (before, start) if at >= 0)


def _is_cut_off(text: str, first: int, last: int, start: int, end: int) -> bool:
    """Whether a word of kanji goes on beyond its clause, where something else reads it."""
    before = first == start and start > 0 and _WITH_KANJI.match(text, start - 1)
    return bool(before or (last == end and _WITH_KANJI.match(text, end)))


@dictionaries.remembered
def _known_whole(clause: str) -> str:
    """The words of a clause that are to be read whole, as ``start:end:kana``, a blank between them."""
    words = [word for word in dictionaries.sudachi_nouns(clause) if _may_be_whole(word)]
    for pieces_of in (dictionaries.open_jtalk_words, dictionaries.open_jtalk_spoken):
        pieces = pieces_of(clause) if words else []
        words = [word for word in words if _is_taken_apart(word, pieces)]
    found = [(word.start, word.end, word.kana) for word in words if not _is_namesake(word)]
    found += ((at, at + 1, _COUNTED if _is_by_number(clause, at) else "ガ") for at in _left_out(clause))
    return " ".join(f"{start}:{end}:{kana}" for start, end, kana in sorted(found))


def _left_out(clause: str) -> list[int]:
    """Where the voice would leave a small ケ out, since it does not know the place: 井土ヶ谷, 二ヶ領."""
    places = [found.start() for found in _SMALL_KE.finditer(clause)]
    words = dictionaries.open_jtalk_words(clause) if places else []
    alone = {word.start for word in words if word.end == word.start + 1}
    return [at for at in places if at in alone]


def _may_be_whole(word: Word) -> bool:
    is_long = word.end - word.start > 1
    is_said_one_way = _BOTH_WAYS not in word.kana and not _ODD.fullmatch(word.surface)
    is_left = word.surface in _left_to_voice()
    return is_long and is_said_one_way and not is_left and _is_written_so(word)


@cache
def _left_to_voice() -> frozenset[str]:
    """Words whose pieces sound right, and which the dictionary has as a name or with a rarer reading."""
    return frozenset(word for word, _ in lines_of(Path(__file__).with_name("left_to_voice.tsv")))


def _is_namesake(word: Word) -> bool:
    """Whether a station is another than the one that its name calls to mind.

    The 神戸駅 and the 板橋駅 of the dictionary, カンベ and ハンキョー, are hardly ever meant.
    """
    if not (named := _NAMED_AFTER.fullmatch(word.surface)):
        return False
    known = (dictionaries.sudachi_nouns(name) for name in (f"{named[1]}市", named[1]))
    well_known = next((nouns[0] for nouns in known if len(nouns) == 1), None)
    if well_known is None:
        return False
    return not (well_known.is_name and word.kana.startswith(well_known.kana.removesuffix("シ")))


def _is_written_so(word: Word) -> bool:
    """Whether the reading has the kana that stand in the word, so that only its kanji are read.

    国づくり is no クニツクリ.
    """
    runs = groupby(word.surface, lambda char: bool(_WITH_KANJI.match(char)))
    written = "".join(".+" if is_kanji else long_vowels(as_katakana("".join(run))) for is_kanji, run in runs)
    return ".+" in written and bool(re.fullmatch(written, word.kana))


def _is_taken_apart(word: Word, pieces: list[Word]) -> bool:
    """Whether several pieces fill the word's place exactly, and sound otherwise."""
    inside = [piece for piece in pieces if piece.start < word.end and word.start < piece.end]
    if len(inside) < 2 or (inside[0].start, inside[-1].end) != (word.start, word.end):
        return False
    if any(before.end != after.start for before, after in pairwise(inside)):
        return False
    return all(piece.kana for piece in inside) and _sound("".join(p.kana for p in inside)) != _sound(
        word.kana
    )


def _sound(kana: str) -> str:
    return long_vowels(kana).translate(_ONE_SOUND)
