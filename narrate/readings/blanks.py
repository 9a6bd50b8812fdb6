"""Which blanks between Japanese words are heard: 精米 米を削り, but not データ を使う, 山田 太郎.

A blank that sets off a word of another script or a link has what leans on it behind: a particle, which no
breath parts from its word. UniDic tells these words.
"""

from __future__ import annotations

import re

from narrate.patterns import compiled
from narrate.readings import dictionaries
from narrate.readings.symbols import JAPANESE

_BLANK = compiled(
    f"(?<=[{JAPANESE}])(?<![^{JAPANESE}][ぁ-ん])(?!(?<=[ァ-ヺー]) [ァ-ヺ])"
    f" (?=[{JAPANESE}])(?![ぁ-ん](?![{JAPANESE}]))"
    f"|(?<=[」』]) (?=[{JAPANESE}])(?![ぁ-ん](?![{JAPANESE}]))"
)
# 山田 太郎さん, but not 東京 大阪 名古屋
_TITLE = "(?:先生|選手|監督|教授|博士|議員|社長|会長|氏|様)"
_FULL_NAME = compiled(
    "(?<![一-鿿々])(?<![一-鿿々] )([一-鿿々]{1,3}) "
    f"(?=([一-鿿々]{{1,3}})(?: ?{_TITLE})?(?![一-鿿々])(?! (?!{_TITLE})[一-鿿々]))"
)
# 大橋直人 様, but not 熊本地震 教授が解説
_BEFORE_TITLE = compiled(
    f"(?<![一-鿿々])(?P<name>[一-鿿々]{{1,8}}) (?={_TITLE}(?![一-鿿々])(?P<more>[がのは]| [一-鿿々])?)"
)
# the voice would take も and お together: そちら もお勧め
_BEFORE_KANA = compiled(" (?!もお)[ぁ-ん]")

_SET_WIDE = "(?:[一-鿿ぁ-ん][ \u3000]{1,3})"
_LABEL = compiled(
    f"[^一-鿿ぁ-んァ-ヺ]{{0,4}}({_SET_WIDE}{{2,4}}[一-鿿ぁ-ん]|[一-鿿][ \u3000]{{1,3}}[一-鿿])"
    "(?=[ \u3000:：]|$)(?![ \u3000]{1,3}[一-鿿ぁ-ん](?:[ \u3000]|$))"
)
"""A word set over the width of longer ones, as in a letter's list: 日 時, 参 加 費, 行 き 先."""
_LABEL_BEFORE = compiled(
    "(?:解答|回答|解説|解|注意|注記|注|料金|価格|費用|参加費|入場料|時間|日時|期間|期日|場所|会場|定員|対象|持ち物|電話|住所|問題|問|答え|例題|例"
    "|ヒント|補足|備考|結論|要点|ポイント|メモ|前提|条件|目的|結果|手順|材料)(?= [^ぁ-ん ])"
)
"""What a text begins with in bold, a blank behind it: 解答 力学的エネルギーは."""
_LETTERS_APART = compiled(
    f"(?<![^ \u3000「『（(【])(?:[{JAPANESE}][ \u3000]{{1,2}}){{3,}}[{JAPANESE}](?![^ \u3000」』）)】])"
)
_KANA = compiled("[ぁ-んァ-ヺ]")
_SUFFIXES = "先者品費料数日"
_OF_LETTERS = frozenset(("その他", "班割り", "割振り", "曲目"))  # which the dictionary has in parts


def breaths(text: str) -> set[int]:
    """Offsets of the blanks in ``text`` that are heard as a pause.

    Those between the clauses and words of a headline; not those between a family name and a given name,
    before a particle, or between the katakana words of a compound (トレーニング プロセス), as translated
    manuals write it.
    """
    blanks = {found.start() for found in _BLANK.finditer(text)}
    label = _LABEL_BEFORE.match(text)
    blanks |= {label.end()} if label else set()
    if not blanks:
        return blanks
    names = {name.end() - 1 for name in _FULL_NAME.finditer(text) if not _is_of_words(name)}
    names |= {found.end() - 1 for found in _BEFORE_TITLE.finditer(text) if _is_of_a_name(found)}
    names -= {label.end()} if label else set()
    before_kana = [blank for blank in blanks if _BEFORE_KANA.match(text, blank)]
    leaning = dictionaries.leaning(text) if before_kana else set()
    return blanks - names - {blank for blank in before_kana if blank + 1 in leaning}


def within_label(text: str) -> set[int]:
    """Offsets of the blanks within a word that is set wide at the start of ``text``; they are not heard."""
    label = _LABEL.match(text)
    word = "".join(label[1].split()) if label else ""
    if not label or not (word in _OF_LETTERS or dictionaries.sudachi(word) or _is_with_suffix(word)):
        return set()  # several words, as 赤 青 黄
    return {at for at in range(*label.span(1)) if text[at].isspace()}


def set_wide(text: str) -> set[int]:
    """Offsets of what is set letter by letter, with a blank behind each: 避 難 訓 練 の ご 案 内.

    Its blanks are not heard, and its ー is no dash. Kanji alone are several words (春 夏 秋 冬) unless a
    dictionary has them as one.
    """
    runs = (found for found in _LETTERS_APART.finditer(text) if _is_one(found.group()))
    return {at for found in runs for at in range(*found.span())}


def _is_one(letters: str) -> bool:
    word = "".join(letters.split())
    return bool(_KANA.search(word)) or bool(dictionaries.sudachi(word))


def _is_with_suffix(word: str) -> bool:
    return word[-1] in _SUFFIXES and bool(dictionaries.sudachi(word[:-1]))


def _is_of_a_name(before_title: re.Match[str]) -> bool:
    """Whether who has the title is known for a person; one that is not, where the title ends the clause."""
    name = before_title["name"]
    return dictionaries.is_person(name) or not (before_title["more"] or dictionaries.is_common(name))


def _is_of_words(name: re.Match[str]) -> bool:
    return all(map(dictionaries.is_common, name.groups()))
