"""Readings in brackets of names that no dictionary has: ``月見里（やまなし）さん``, ``行方（なめかた）氏``.

Such kanji tell nothing of their sound, so what stands around the bracket has to say that it is a name.
"""

from __future__ import annotations

import re

from narrate.patterns import compiled
from narrate.readings import dictionaries
from narrate.readings.kana import as_katakana, long_vowels
from narrate.readings.symbols import KANJI

_FAR = 24  # characters looked at on each side
_NAME = compiled(f"(?<!{KANJI}){KANJI}{{2,4}}$")
_FAMILY = compiled(f"(?<!{KANJI}){KANJI}{{1,4}}[ \u3000]$")
_READING = compiled("[ぁ-ゖ]{2,8}")
_TITLES = {
    **{"氏": "シ", "様": "サマ", "君": "クン", "先生": "センセー", "教授": "キョージュ", "監督": "カントク"},
    **{"選手": "センシュ", "議員": "ギイン", "社長": "シャチョー", "会長": "カイチョー", "博士": "ハカセ"},
    **{"部長": "ブチョー", "課長": "カチョー", "委員": "イイン", "記者": "キシャ", "投手": "トーシュ"},
    **{word: as_katakana(word) for word in ("さん", "さま", "ちゃん", "くん")},
}
_TITLE = compiled(rf"(?:{'|'.join(_TITLES)})(?!{KANJI})")
_SURELY_A_NAME = compiled(
    f"[市町村駅郡](?!{KANJI})|[町村](?:役場|長|立|議)|駅(?:[前長舎]|周辺|付近|構内|[東西南北]口)|集落|地区"
    "|と(?:いう|言う|いった)(?:珍しい|変わった)?(?:地名|[名苗]字|集落)"
)
_CALLED = compiled(
    f"と(?:いう|言う|いった)(?:[^。、{KANJI[1:]}{{0,6}}|{KANJI}{{1,2}}[ぁ-ん]{{1,3}})"
    "(?:地名|[姓町村駅]|名[字前]|苗字|集落|土地|一族|人物)|[はも]?難読|と(?:読|よ)[むみまん]"
)
_PREFECTURES = (
    "北海道|青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|東京|神奈川|新潟|富山|石川|福井|山梨|長野|岐阜"
    "|静岡|愛知|三重|滋賀|京都|大阪|兵庫|奈良|和歌山|鳥取|島根|岡山|広島|山口|徳島|香川|愛媛|高知|福岡|佐賀|長崎"
    "|熊本|大分|宮崎|鹿児島|沖縄"
)
_TOLD = compiled(
    rf"[はがも、][^。、]{{0,4}}?(?:(?:{_PREFECTURES})[都府県]?(?:[のに]|{KANJI}{{1,6}}[市町村郡])|地名|苗字|名字)"
)
_OF_A_PLACE = compiled("(?:[県都府市郡町村]の|(?:姓|名字|苗字|地名)[はが])$")
_SAYS_WHO = compiled(r"です(?:[。!」]|$)|と申し|と(?:言|い)います")
_BEFORE_WHO = compiled(
    "(?:こんにちは|こんばんは|はじめまして|初めまして|おはようございます|どうも)[、。! ]{1,2}$"
    "|(?:事務局|担当|編集長|編集部|広報|代表|店長|司会|講師|記者|ライター|運営|管理人|スタッフ|[部課係室])の$"
)
"""Around a name that somebody gives as the own: こんにちは、月見里（やまなし）です。"""
_SOMEBODY = compiled("[者員官師客]$")  # 人気者（あいどる） tells what he is
_NUMERAL = compiled("[一二三四五六七八九十百千万]+")
_COUNTED = f"(?:{KANJI}|[カかヶつ]|ドル|ユーロ|キロ)"
_GIVEN = 2  # kanji of a given name, which alone is read so where there are fewer kana than kanji


def name_before(text: str, start: int, end: int, kana: str) -> str:
    """The kanji before a bracket from ``start`` to ``end`` if the hiragana in it are how this name is read.

    Empty for all else: a comment on a word (``明日（あす）という日``), a part of a longer word.
    """
    before, behind = text[max(0, start - _FAR) : start], text[end : end + _FAR]
    found = _NAME.search(before)
    if not found or not _READING.fullmatch(kana):
        return ""
    name = found.group()
    if len(kana) < len(name):
        name = name[-_GIVEN:]
    if _TITLE.match(behind) or _SURELY_A_NAME.match(behind):
        return name
    if _SAYS_WHO.match(behind) and _BEFORE_WHO.search(before[: found.start()]):
        return name
    is_long = len(kana) > 2 * len(name)
    if is_long or len(dictionaries.unidic_words(name)) == 1 or _SOMEBODY.search(name):
        return ""
    is_told = _TOLD.match(behind) or _OF_A_PLACE.search(before[: found.start()])
    return name if _CALLED.match(behind) or (is_told and not _is_noun(kana)) else ""


def with_family_name(text: str, end: int, term: str, sound: str, kana: str) -> str:
    """``term``, which ends at ``end``, with the family name before it: 月見里 太郎（やまなし たろう）.

    Only if the kana in the bracket are in two parts, of which the last sounds as the given name does.
    """
    family = _FAMILY.search(text[max(0, end - len(term) - _FAR) : end - len(term)])
    _, gap, given = kana.strip().replace("\u3000", " ").replace("・", " ").partition(" ")
    sounds_so = gap and long_vowels(as_katakana(given)) == long_vowels(sound)
    return family.group() + term if family and sounds_so else term


def taught(text: str, end: int, term: str, kana: str) -> tuple[str, str]:
    """What of a term, whose bracket ends at ``end``, is read so in the rest of a text, and how.

    A word that means something else too is so with its title only (行方さん, but 行方不明), as the name of a
    place or a number that the text counts with not at all: two empty strings.
    """
    if _means_something(term) and long_vowels(_sound(term)) != kana:
        if title := _TITLE.match(text, end):
            return term + title.group(), kana + _TITLES[title.group()]
        if _SURELY_A_NAME.match(text, end):
            return "", ""
    if _NUMERAL.fullmatch(term) and re.search(term + _COUNTED, text):
        return "", ""
    return term, kana


def _sound(term: str) -> str:
    return "".join(sound for _, sound in dictionaries.unidic_words(term))


def _means_something(term: str) -> bool:
    """Whether kanji are common words, none of them of a single kanji as in 月見|里."""
    words = dictionaries.unidic_words(term)
    return dictionaries.is_common(term) and all(len(word) > 1 for word, _ in words)


def _is_noun(kana: str) -> bool:
    """Whether hiragana are a noun that may explain: おまわり behind 警察官."""
    return len(dictionaries.unidic_words(kana)) == 1 and dictionaries.is_common(kana)
