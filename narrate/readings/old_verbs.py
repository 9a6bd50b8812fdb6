"""Verbs as they were spelled before 1946: 言ふ, 使ひたい, 行なはれる, 歌へば, 考へを, 行つて.

The voice knows a few of them and takes the others to pieces, ゲンフ for 言ふ. Verbs whose last sound, or the
last but one, was written in the row of は are those that SudachiDict knows in today's spelling; what follows
has to be an ending, for a particle looks the same: 会は開かれる.
"""

from __future__ import annotations

from collections.abc import Iterator

from narrate.patterns import compiled
from narrate.readings import dictionaries
from narrate.readings.symbols import KANJI, in_new_forms

_TODAY = {"云": "言", "謂": "言", "喰": "食", "行な": "行"}
_NOUNS = frozenset("会歌唄舞問行食争願合味恋荷蓋番類鎧順費率罰対商匂")
"""What is a noun of its own too, before は: 会はない is no verb."""

_BEFORE_WA = "れ(?:[るたてばず、]|ま[すしせ])|せ(?:[るたてば、をが]|ま[すしせ]|の(?!い))|しめ|ざ[るり]|ねば"
_SURELY_BEFORE_WA = f"{_BEFORE_WA}|ず|ぬ|な[いかくけ]|んと|う(?:と|[。、]|$)"
_BEFORE_I = (
    "ま[すしせ]|て|た(?:い|く|り|る[。、]|[。、]|$)|な(?:が|さ)|つつ|得|[をがにはのもで](?![ぁ-ん]{0,2}ひ)"
    "|と(?![つりきび])|や(?![まさ])|[。、」)]|$|漢"
)
_NOT_BEHIND_U = "た[つりた]|[るろくぶんえれすいきじちみねわ]|ゆ(?![ゑえ])|さ[とぎく]|う[ぁ-ん]"
_BEFORE_E = "ば|る(?![ぁ-んァ-ヺ]{2}ー)|ど[も、]|な(?:い|か)|り[。、]|た[。、]"
_BEFORE_E_OF_ONE = "[るばをが]|た(?!ど)|て|ま[すしせ]|な(?:い|か|が|さ)|ず|られ|よう|やう|つつ"
_IN_WARU = "り(?![んょ])|る|[っつ][てた]|ら[ずなぬ]"
_FORMS = (
    ("う", "は", "わ", _SURELY_BEFORE_WA),
    ("う", "ひ", "い", _BEFORE_I),
    ("う", "ふ", "う", f"(?!{_NOT_BEHIND_U})"),
    ("う", "へ", "え", _BEFORE_E),
    ("える", "へ", "え", _BEFORE_E_OF_ONE),
    ("わる", "は", "わ", _IN_WARU),
)
"""How a verb ends today, which sign of the old spelling became which, and what is behind it."""
_VERB = compiled(f"(?P<stem>{KANJI}?(?:行な|{KANJI}))(?P<sign>[はひふへ])")
_BEHIND = tuple(
    (ending, sign, today, compiled(behind.replace("漢", KANJI))) for ending, sign, today, behind in _FORMS
)
_SMALL = "つ(?=て|た(?![びめえわくっ]|ない))"
"""A small っ was written large: 立つてゐた, だつた; 立つため and 待つたび are of today."""
_IN_KANA = compiled(
    f"(?![一二三四五六七八九幾])(?:漢(?:[がさなまらわはけしたきぎびみり]?{_SMALL}|ゑ(?=[てたるなずぬ])|[がさたばま]う(?=[とか。、」]|$))"
    f"|[向掛架懸分助授預見浮罹係]か{_SMALL}|(?![向買])漢かう(?=[とか。、」]|$)"
    f"|(?:であ|てあ|だ|[にくと]な|もら|しま|なか|[しよむ]か){_SMALL}|をつ(?=て[ゐい、]|た[。、」のがと]|た$))"
    f"|(?<=[がはもにの])あ{_SMALL}|(?<=[がもは])あらう(?=[とかがもに。、」]|$)|(?<=で)(?<![手水湯鹸剤機ァ-ヺー]で)あらう(?=[とか。、」]|$)|(?<=[にと]は)あらう(?=[とか。、」]|$)"
    "|(?<=(?:こと|もの)に)ならう(?=[とか。、」]|$)|(?<![ぁ-ん])もつと(?!も)|(?<=[をはがに、。])もつと(?!も)"
    "|(?<=[えりきしみびち])さう(?=[でだなに])".replace("漢", KANJI)
)
"""What is not of the row of は: 鳴つた, 植ゑて, 行かうと, 消えさうで."""
_IN_KANA_NOW = str.maketrans("つゑは", "っえわ")
_BEFORE_U_NOW = dict(zip("かがさたばまら", "こごそとぼもろ", strict=True))
_NO_NOUN = compiled(_BEFORE_WA)


def readings_of(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
    """Verbs of ``text`` in the old spelling, as (start, end, today's spelling, rule), left to right."""
    found = [*_of_ha(text, start, end), *_in_kana(text, start, end)]
    last = start
    for first, behind, today in sorted(found, key=lambda each: (each[0], -each[1])):
        if first >= last:
            yield first, behind, today, "verb in the old spelling"
            last = behind


def _of_ha(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for found in _VERB.finditer(text, start, end):
        stem, sign = found["stem"], found["sign"]
        for ending, old, today, behind in _BEHIND:
            if sign == old and behind.match(text, found.end()) and (verb := _known(stem, ending, sign)):
                if sign == "は" and verb in _NOUNS and not _NO_NOUN.match(text, found.end()):
                    continue
                yield found.end() - len(sign) - len(verb), found.end(), _as_today(verb, today)
                break


def _known(stem: str, ending: str, sign: str) -> str:
    """The end of a stem that is a verb's with this ending, the longest; before は no part of a word."""
    parts = [stem] if sign == "は" else [stem[at:] for at in range(len(stem))]
    return next((part for part in parts if dictionaries.sudachi_verb(_as_today(part, ending))), "")


def _as_today(stem: str, ending: str) -> str:
    return in_new_forms(_TODAY.get(stem, stem) + ending)


def _in_kana(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for found in _IN_KANA.finditer(text, start, end):
        stem, row, last = found.group()[:-2], found.group()[-2], found.group()[-1]
        today = f"{_BEFORE_U_NOW[row]}う" if last == "う" else f"{row}{last}".translate(_IN_KANA_NOW)
        yield *found.span(), stem + today
