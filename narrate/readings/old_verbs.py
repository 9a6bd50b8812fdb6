"""Verbs as they were spelled before 1946: 言ふ, 使ひたい, 行なはれる, 歌へば, 考へを, 行つて.

The voice knows a few of them and takes the others to pieces, ゲンフ for 言ふ. Verbs whose last sound, or the
last but one, was written in the row of は are those that SudachiDict knows in today's spelling, with no kanji
before them; what follows has to be an ending, for a particle looks the same: 会は開かれる.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from narrate.patterns import compiled
from narrate.readings import dictionaries
from narrate.readings.symbols import KANJI, in_new_forms

_TODAY = {"云": "言", "謂": "言", "喰": "食", "行な": "行"}
_IN_FIVE_ROWS = frozenset(
    "言云謂使習笑逢遭買失従随添沿喰洗払拂拾迷願扱養争補縫誘疑伺慕救襲吸違酔漂追負狂戦思想担躊"
)
"""Verbs that no noun is written like, before はない: 味はない is the noun."""
_NOUNS = frozenset("会歌唄舞合戦習集食行")
"""What a noun is written like that words in ふ and ひ stand behind: 飲み会ふと, 会ひとつ."""

_BEFORE_WA = "れ(?:[るたてばず、]|ま[すしせ])|せ(?:[るたてば、をが]|ま[すしせ]|の(?!い))|しめ|ざ[るり]|ねば"
_BEFORE_I = "ま[すしせ]|て|た(?:い|く|り|る[。、]|[。、]|$)|な(?:が|さ)|つつ|得|[。、」)]|$|漢"
_PERHAPS_BEFORE_I = "[をにはもがでのと](?![ぁ-ん]{0,2}ひ|[つりきびまみ])|や(?![まさ])"
_BEFORE_U = "[。、)」]|$|漢|の|こと|もの|とき|ところ|ため|べ[きしか]|やう|て"
_PERHAPS_BEFORE_U = (
    "ほど|わけ|より|なら|だ[けらろ]|ま[でい]|か(?![らなに])|と(?![もっぶん])|[がをはに](?![ぁ-ん]{2}な)"
)
_BEFORE_E = "ば|る(?![ぁ-んァ-ヺ]{2}ー)|ど[も、]|な(?:い|か(?!な))|り[。、]|た[。、]"
_BEFORE_E_OF_ONE = (
    "[るばをが]|た(?![どくち])|て|ま(?:す(?!ま)|[しせ])|な(?:い|か(?!な)|が|さ)"
    "|ず|られ|よう(?![やこ])|やう|つつ"
)
_IN_WARU = "り(?![んょ])|る|[っつ][てた]|ら[ずなぬ]"


def _any(_: str) -> bool:
    return True


def _no_noun(stem: str) -> bool:
    return stem not in _NOUNS


_FORMS: tuple[tuple[str, str, str, str, Callable[[str], bool]], ...] = (
    ("う", "は", "わ", f"{_BEFORE_WA}|ず|ぬ|んと|う(?:と|[。、]|$)", _any),
    ("う", "は", "わ", "な[いかくけ]", _IN_FIVE_ROWS.__contains__),
    ("う", "ひ", "い", _BEFORE_I, _any),
    ("う", "ひ", "い", _PERHAPS_BEFORE_I, _no_noun),
    ("う", "ふ", "う", _BEFORE_U, _any),
    ("う", "ふ", "う", _PERHAPS_BEFORE_U, _no_noun),
    ("う", "へ", "え", _BEFORE_E, _any),
    ("える", "へ", "え", _BEFORE_E_OF_ONE, _any),
    ("わる", "は", "わ", _IN_WARU, _any),
)
"""How a verb ends today, which sign of the old spelling became which, what is behind it, and of which stems
it is no noun with a particle."""
_VERB = compiled(f"(?<!{KANJI})(?P<stem>{KANJI}?(?:行な|{KANJI}))(?P<sign>[はひふへ])")
_BEHIND = tuple(
    (ending, sign, today, compiled(behind.replace("漢", KANJI)), is_told_apart)
    for ending, sign, today, behind, is_told_apart in _FORMS
)
_SMALL = "つ(?=て|た(?![びめえわくっ]|ない))"
"""A small っ was written large: 立つてゐた, だつた; 立つため and 待つたび are of today."""
_IN_KANA = compiled(
    "|".join(
        (
            # 鳴つた, 立つて, 植ゑて, 行かうと
            f"(?![一二三四五六七八九幾])漢(?:[がさなまらわはけしたきぎびみり]?{_SMALL}|ゑ(?=[てたるなずぬ])"
            "|[がさたばま]う(?=と(?!う)|か(?:[。、もとしねなよい」！？!?…]|$)|[。、」]|$))",
            f"[向掛架懸分助授預見浮罹係]か{_SMALL}|(?![向買])漢かう(?=[とか。、」]|$)",
            # 言はう
            "[言云使買思歌笑習洗吸払拾迷願従失誘救酔追扱養補]はう(?=[とか。、」]|$)",
            # であつた, だつた, もらつた
            f"(?:であ|てあ|だ|[にくと]な|もら|しま|なか|[しよむた]か){_SMALL}|をつ(?=て[ゐい、]|た[。、」のがと]|た$)",
            # 物があつた
            "(?<=[がはも])あつ(?=て|た[。、」のがと]|た$)",
            # 縁があらうか, 事実であらう; せっけんであらう is to wash
            "(?<=[がもは])あらう(?=か(?![らな])|と(?:思|も|は|す|し|い))",
            "(?:(?<=[のとたるいゝ]で)|(?<=漢で))(?<![手水湯鹸剤機]で)あらう(?=[とか。、」]|$)",
            "(?<=(?:こと|もの)に)ならう(?=[。、か」]|$)",
            # 消えさうで
            "(?<=[えりきしみびち])さう(?=[でだなに])",
        )
    ).replace("漢", KANJI)
)
"""What is not of the row of は."""
_IN_KANA_NOW = str.maketrans("つゑは", "っえわ")
_BEFORE_U_NOW = dict(zip("かがさたばまらは", "こごそとぼもろお", strict=True))


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
        stem = found["stem"]
        for ending, sign, today, behind, is_told_apart in _BEHIND:
            if found["sign"] != sign or not behind.match(text, found.end()) or not is_told_apart(stem):
                continue
            if dictionaries.sudachi_verb(_as_today(stem, ending)):
                yield *found.span(), _as_today(stem, today)
                break


def _as_today(stem: str, ending: str) -> str:
    return in_new_forms(_TODAY.get(stem, stem) + ending)


def _in_kana(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for found in _IN_KANA.finditer(text, start, end):
        stem, row, last = found.group()[:-2], found.group()[-2], found.group()[-1]
        today = f"{_BEFORE_U_NOW[row]}う" if last == "う" else f"{row}{last}".translate(_IN_KANA_NOW)
        yield *found.span(), in_new_forms(stem + today)
