"""Verbs as they were spelled before 1946: 言ふ, 使ひたい, 行なはれる, 歌へば, 考へを, 行つて.

The voice knows a few of them and takes the others to pieces, ゲンフ for 言ふ. Only verbs of one kanji whose
last sound, or the last but one, was written in the row of は; what follows has to be an ending, for a
particle looks the same: 会は開かれる.
"""

from __future__ import annotations

from collections.abc import Iterator

from narrate.patterns import compiled
from narrate.readings.symbols import KANJI

_TODAY = {"云": "言", "謂": "言", "喰": "食", "會": "会", "從": "従", "拂": "払", "醉": "酔", "戰": "戦"}
_TODAY |= {"行な": "行", "變": "変", "傳": "伝", "與": "与", "關": "関", "敎": "教", "榮": "栄", "數": "数"}
_IN_FIVE_ROWS = (
    "言云謂使行習歌唄笑問会會逢遭合買失従從随添沿食喰洗払拂拾迷願扱養争補縫誘疑伺慕救襲吸違舞酔醉漂追負狂戦戰"
)
_IN_ONE_ROW = "換替変變考教敎伝傳与與加答迎支控備構据植衰栄榮耐堪終数數唱称訴鍛整揃捕添"
"""言ふ, 言はず, 言ひ, 言へば; but 答へる, 答へず."""
_IN_WARU = "変變換替終加備伝傳携関關交教拘"
"""終はる, 変はつた."""
_NOUNS = frozenset("会會歌唄舞問行食喰争願合")
"""What is a noun of its own too, before は: 会はない is no verb."""

_BEFORE_WA = "れ(?:[るたてばず、]|ま[すしせ])|せ(?:[るたてば、をが]|ま[すしせ]|の(?!い))|しめ|ざ[るり]|ねば"
_SURELY_BEFORE_WA = f"{_BEFORE_WA}|ず|ぬ|な[いかくけ]|んと|う(?:と|[。、]|$)"
_BEFORE_I = "ま[すしせ]|て|た(?:い|く|り|る[。、]|[。、]|$)|な(?:が|さ)|つつ|得|[、。]|$|漢"
_BEFORE_U = (
    "[。、)」]|$|漢|の|こと|とき|と(?![もっぶん])|べ[きしか]|[がをはに](?![ぁ-ん]{2}な)"
    "|だ[けら]|ま[でい]|やう"
)
_BEFORE_E = "ば|る(?![ぁ-んァ-ヺ]{2}ー)|ど[も、]|な(?:い|か)|り[。、]|た[。、]"
_BEFORE_E_OF_ONE = "[るばをが]|た(?!ど)|て|ま[すしせ]|な(?:い|か|が|さ)|ず|られ|よう|やう|つつ"
_ENDINGS = "|".join(
    f"{ending}(?={before})"
    for ending, before in zip("はひふへ", (_SURELY_BEFORE_WA, _BEFORE_I, _BEFORE_U, _BEFORE_E), strict=True)
)
_NOW = dict(zip("はひふへ", "わいうえ", strict=True))
_VERB = compiled(
    f"(?<!漢)(?:(?P<verb>行な|[{_IN_FIVE_ROWS}])(?P<end>{_ENDINGS})"
    f"|(?P<one>[{_IN_ONE_ROW}])へ(?={_BEFORE_E_OF_ONE})"
    f"|(?P<waru>[{_IN_WARU}])は(?=り(?![んょ])|る|[っつ][てた]|ら[ずなぬ]))".replace("漢", KANJI)
)
_SMALL = "つ(?=て|た(?![びめえわくっ]|ない))"
"""A small っ was written large: 立つてゐた, だつた; 立つため and 待つたび are of today."""
_IN_KANA = compiled(
    f"(?![一二三四五六七八九幾])(?:漢(?:[がさなまらわはけしたきぎびみり]?{_SMALL}|ゑ(?=[てたるなずぬ])|[がさたばま]う(?=[とか。、」]|$))"
    f"|[向掛架懸分助授預見浮罹係]か{_SMALL}|(?![向買])漢かう(?=[とか。、」]|$)"
    f"|(?:であ|てあ|だ|[にくと]な|もら|しま|なか|[しよむ]か){_SMALL}|をつ(?=て[ゐい、]|た[。、」のがと]|た$))"
    "|(?<=[えりきしみびち])さう(?=[でだなに])".replace("漢", KANJI)
)
"""What is not of the row of は: 鳴つた, 植ゑて, 行かうと, 消えさうで."""
_IN_KANA_NOW = str.maketrans("つゑは", "っえわ")
_BEFORE_U_NOW = dict(zip("かがさたばま", "こごそとぼも", strict=True))
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
        verb, ending = found["verb"] or found.group()[0], found.group()[-1]
        if ending == "は" and verb in _NOUNS and not _NO_NOUN.match(text, found.end()):
            continue
        yield *found.span(), _TODAY.get(verb, verb) + _NOW[ending]


def _in_kana(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for found in _IN_KANA.finditer(text, start, end):
        stem, row, last = found.group()[:-2], found.group()[-2], found.group()[-1]
        today = f"{_BEFORE_U_NOW[row]}う" if last == "う" else f"{row}{last}".translate(_IN_KANA_NOW)
        yield *found.span(), stem + today
