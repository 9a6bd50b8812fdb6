"""Notices of an article's own mistakes: labelled so, or with the words in which papers are sorry for them."""

from __future__ import annotations

import re

_LONGEST = 400  # characters
_WORD = "(?:お[詫わ]びと訂正|訂正とお[詫わ]び|訂正のお知らせ|訂正(?:済み)?|正誤表?|(?i:Corrections?|Erratum))"
_DAY = r"(?:(?:19|20)?\d\d[年/.-])?\d{1,2}[月/.-]\d{1,2}日?(?:\s*\d{1,2}[:時]\d{0,2}分?)?"
_LABELLED = re.compile(
    rf"[\W_]*[【\[［＜<〈《（(〔]\s?(?:{_DAY}[\s:：]*(?:に)?)?{_WORD}[\s:：／/]*(?:{_DAY})?"
    r"[^】\]］＞>〉》）)〕]{0,12}[】\]］＞>〉》）)〕].+"
    rf"|[■●◆※＊]*\s?{_WORD}(?:\s*[（(][^（()）]{{1,24}}[)）])?\s?[:：].+"
)
"""A label in brackets or with a colon, perhaps with its day, and what was wrong."""
_SORRY = re.compile(
    "お[詫わ]び(?:して|し、|の上|のうえ|とともに|するとともに)[^。」]{0,12}訂正(?:(?:いた|致)?し|させていただき)ます(?![」』])"
    "|訂正(?:して|し、?|の上|のうえ)[^。」]{0,10}お[詫わ]び(?:(?:いた|致)?し|申し?上げ)ます(?![」』])"
)
_NAMED = re.compile("訂正|正誤|correction|erratum", re.IGNORECASE)
_OTHERS_SAY = re.compile(
    "(?:同社|同市|同局|同紙|各社)|(?:によると|と(?:発表|コメント|説明|謝罪|陳謝)し(?:た|て))"
)


def is_notice(line: str) -> bool:
    """Whether a line says what was wrong in the article itself; not one that tells of others' mistakes."""
    if len(line) > _LONGEST or (
        "訂正" not in line and "orrection" not in line.lower() and "正誤" not in line
    ):
        return False
    is_sorry = bool(_SORRY.search(line)) and not _OTHERS_SAY.search(line)
    return is_sorry or bool(_LABELLED.fullmatch(line))
