"""Who writes a mail or an entry of a blog, by how they greet the reader: 店主の宮下です."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from narrate.article.people import is_name, is_organization, looks_like_name, whole_name, without_office
from narrate.patterns import compiled
from narrate.readings import dictionaries

_FIRST = 4  # sentences
_PART = r"(?:(?<![^\s、。！!])[はのがをにで]|[^\s、。！!？?「」はのがをにで・])"
_NAME = rf"(?P<name>{_PART}{{2,10}}|{_PART}{{1,6}}[ \u3000]{_PART}{{1,6}})"
_SAYS_SO = r"(?:です|でございます|と申します|より、?)(?!\w)"
_OFFICES = (
    "店主 店長 副店長 園主 園長 館長 院長 所長 社長 会長 代表 女将 住職 司書 編集長 編集人 編集者 編集"
    " 発行人 ライター 筆者 作者 農園主 焙煎士 杜氏 税理士 弁護士 社労士 社会保険労務士 行政書士 司法書士 講師"
)
_OFFICE = f"(?:{'|'.join(_OFFICES.split())})"
_BY_OFFICE = compiled(rf"(?:^|[。！!？?、\s]|[^\s。、]の){_OFFICE}の{_NAME}{_SAYS_SO}")
_DESK = compiled("(?:編集部|編集室|事務局|広報部|広報室|運営|担当|司会|進行)$")
"""Whose staff writes for all: the mail is theirs."""
_NO_PERSON = compiled(
    f"^{_OFFICE}$|(?:書房|書店|[商本]店|食堂|農園|工房|工務店|[屋堂房店社園会舎局館所]|編集部|編集室|事務局|広報"
    "|スタッフ|オフィス|ショップ|チーム)$"
)
_GREETING = (
    "(?:こん(?:にち|ばん)[はわ]|おはようございます|はじめまして|ごきげんよう|どうも|お世話に(?:なって|なり)[^。]{1,6}"
    "|いつも[^。！]{0,20}ありがとうございます|ご無沙汰して[^。]{1,6})"
)
_GREETED = compiled(
    rf"{_GREETING}[。、！!～〜ー♪☆\s]{{1,3}}(?:(?P<house>[^。、！]{{2,20}}?)[の、])?{_NAME}{_SAYS_SO}"
)


def greeter(sentences: Sequence[str], others: Sequence[str]) -> str:
    """Who greets the reader in the first ``sentences``, by the whole name if ``others`` have it; or empty."""
    over = " ".join(others)
    name = next((name for text in sentences[:_FIRST] for name in _named(text, over)), "")
    wholes = (without_office(text.split("：")[-1].strip()) for text in others if name and name in text)
    whole = next((whole for whole in wholes if whole.startswith(name) and looks_like_name(whole)), name)
    return whole_name(whole, others)


def greets(text: str) -> bool:
    """Whether a line begins as a greeting does, with a full stop or without."""
    return bool(re.match(_GREETING, text))


def _named(text: str, over: str) -> Iterator[str]:
    if found := _BY_OFFICE.search(text):
        yield found["name"]
    if found := _GREETED.search(text):
        name = found["name"]
        is_known = name in over or bool(found["house"] and found["house"] in over)
        is_person = is_name(name) or looks_like_name(name) or is_known
        is_person &= not found["house"] or is_name(name) or not dictionaries.is_common(name)  # of a programme
        is_desk = bool(found["house"] and _DESK.search(found["house"]))
        if is_person and not (is_desk or _NO_PERSON.search(name) or is_organization(name)):
            yield name
