"""Vietnamese names, with all their marks or none: ``Nguyễn Văn Linh``, ``Tran Duc Thang``.

A name has two to four words of one syllable, the family's first. The kana are those of newspapers: Tr is
チャ, Đ ダ, and D without its bar ザ where the name has its marks, or in names that are usual without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from narrate.patterns import compiled
from narrate.readings.latin import fold
from narrate.readings.names import spellings_of
from narrate.readings.orthographies import LETTERS
from narrate.readings.sounds import katakana

_SIGN = compiled("ng?h|tr|ph|th|kh|gi|x|[ie]eu?[mnptc]|uo|uy|[aeiou](?:ch|nh|[ptc])$")
"""Letters that neither pinyin nor a romanised Japanese name has in such a place."""
_MARKED = compiled("[đơư\u1ea0-\u1ef9]|[áàâãăéèêíìĩóòôõúùũý]")
_WITHOUT_BAR = ("dung", "duong", "duy", "duyen", "diem", "dieu", "du")
"""These are nearly never written with Đ."""
_ONSET = compiled("ngh|ng|gh|gi(?=[aeou])|kh|ch|tr|th|ph|nh|qu|[bcdghklmnprstvx]|")
_ONSETS = {
    **{"ngh": "g", "ng": "g", "gh": "g", "gi": "z", "kh": "k", "tr": "ch", "th": "t", "ph": "f", "nh": "ny"},
    **{"qu": "ku", "c": "k", "x": "s"},
}
_RIME = compiled(
    "(?P<vowels>uye|uya|uoi|uou|ieu|yeu|oai|oay|uay|[aeiouy]{1,2}?|[aeiouy])(?P<coda>ng|nh|ch|[cmnpt]|[aiouy]|)$"
)
_CODAS = {"ng": "n", "nh": "in", "c": "'ku", "ch": "'ku", "p": "'pu", "t": "'to", "n": "n", "m": "mu"}
_SHORT = ("thi", "le")  # said so by custom, though they end in a vowel
_NAME = compiled(rf"(?<![0-9{LETTERS}_.@/-])[{LETTERS}]+(?: [{LETTERS}]+){{1,3}}(?![0-9{LETTERS}_@/-])")
_MANY = 3  # words that show a name, if one of them has a sign

Found = tuple[int, int, str, str]


def readings_of(text: str, start: int, end: int, is_word: Callable[[str], bool]) -> Iterator[Found]:
    """Such names in ``text``, as (start, end, kana, rule), left to right; ``is_word`` tells other words."""
    for run in _NAME.finditer(text, start, end):
        kana = _name(run.group(), is_word)
        if kana:
            yield *run.span(), kana, "Vietnamese name"


def _name(name: str, is_word: Callable[[str], bool]) -> str:
    """The kana of a name; empty if it is none."""
    words = name.split(" ")
    if not all(word.istitle() for word in words):
        return ""
    plain = [fold(word).lower() for word in words]
    has_marks = bool(_MARKED.search(name.lower()))
    said = [_syllable(word, written, has_marks) for word, written in zip(plain, words, strict=True)]
    return "".join(said) if all(said) and _is_likely(plain, has_marks, is_word) else ""


def _is_likely(words: list[str], has_marks: bool, is_word: Callable[[str], bool]) -> bool:
    """Whether a family's name is at one end, and something tells that it is of this language."""
    if words[0] not in _families("family") and words[-1] not in _families("own family"):
        return False
    given = words[1:] if words[0] in _families("family") else words[:-1]
    if all(map(is_word, given)) and not has_marks:
        return False
    is_told = any(_SIGN.search(word) for word in given)
    is_told = is_told and (len(words) >= _MANY or not any(map(is_word, given)))
    return has_marks or is_told or not _families("own family").isdisjoint((words[0], words[-1]))


@cache
def _families(kind: str) -> frozenset[str]:
    """Family names: ``family`` any, ``own family`` those that no other language has, which need no sign."""
    return frozenset(spellings_of("Vietnamese")[kind])


def _syllable(plain: str, written: str, has_marks: bool) -> str:
    """The kana of a syllable; empty if it is none."""
    onset = _ONSET.match(plain)
    found = _RIME.fullmatch(plain, onset.end()) if onset else None
    if not onset or not found:
        return ""
    is_soft = written[0] == "D" if has_marks else plain in _WITHOUT_BAR
    first = "z" if onset.group() == "d" and is_soft else _ONSETS.get(onset.group(), onset.group())
    vowels = found["vowels"].replace("uye", "ue").replace("y", "i")
    coda = _CODAS.get(found["coda"], found["coda"].replace("y", "i"))
    if coda == "in" and vowels.endswith("i"):
        coda = "n"  # anh is アイン, inh イン
    is_long = not coda and len(vowels) == 1 and plain not in _SHORT
    return katakana(first + vowels + coda + "-" * is_long)
