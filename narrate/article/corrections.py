"""Notices of what was wrong in an article and has been put right: 【訂正】, 初出時…, お詫びして訂正します.

They speak of the text, not in it. An article that is itself such a notice, as towns and shops publish them,
is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from narrate.model import Dropped
from narrate.patterns import compiled

if TYPE_CHECKING:
    from narrate.article.pieces import Piece

_REASON = "correction notice"
_SORRY = "お?(?:詫|わ)び"
_DAY = r"[\d０-９年月日時分/.:：\s　()（）月火水木金土曜午前後現在]{0,30}"
_PAGE = r"(?:(?:この|本|当)?(?:記事|本文|本稿|文中|見出し|タイトル|写真説明|リリース|ページ)(?:内|中)?)"
_THEN = r"(?:初出|公開|掲載|配信|発表|投稿|発行|放送)(?:時点?|当初|直後|後|した際)"
_RIGHT = r"(?:訂正|修正|更新|改め|差し替え)(?:し|いたし|致し)(?:ました|ます|ております|ています)"
_WRONG = (
    r"(?:と(?:して|記載して|表記して|掲載して|記述して|紹介して|記して)(?:い|おり)ました|とありました|と(?:記載|表記|掲載|記述|紹介)しました"
    r"|誤って.{1,50}ました|誤り(?:が|で|でし|があ).{0,6}(?:ました|た|ため)|誤(?:記|字|植)が)"
)
_OF_TEXT = r"(?:表記|記述|記載|記事|本文|文中|タイトル|見出し|数値|金額|写真|図|誤字|誤植|リンク|内容|一部)"
_LABEL = compiled(
    rf"[\W_]*{_DAY}(?:(?:{_SORRY}(?:と|・)?)?訂正(?:(?:と|・|および)?{_SORRY})?|(?:[訂修]正|更新|改訂|変更)履歴|正誤表?|(?:編集部より)?{_SORRY})"
    rf"{_DAY}[】）)\]］＞>〉》:：](?![はがをにのでとも])"
)
"""What names the notice, in brackets or before a colon."""
_NOTICES = tuple(
    compiled(rf"[\W_]*(?:(?:{_SORRY}と)?訂正\s+)?{pattern}")
    for pattern in (
        rf"(?=.*(?:正しく|訂正|修正|初出|誤り[がで]|誤記|{_SORRY}|{_PAGE}))"
        rf"(?:{_PAGE}の?)?{_THEN}.{{0,80}}?(?:{_WRONG}|{_OF_TEXT}.{{0,20}}{_RIGHT})",
        rf"(?:当初|先日|前回).{{1,60}}{_WRONG}(?=.*(?:訂正|{_SORRY}))",
        rf"{_PAGE}.{{1,60}}誤り?(?:が|で|記).{{0,40}}(?:訂正|修正|{_SORRY})",
        rf"{_DAY}(?<=[日時分:：\s　\d）)]).{{0,30}}{_OF_TEXT}.{{0,20}}を?(?:{_RIGHT})",
        rf"(?:{_DAY})?(?:追記|更新|編集部注|編注|編集部より)[\W_].{{0,50}}{_OF_TEXT}.{{0,30}}(?:訂正|修正)",
    )
)
_ENGLISH = compiled(
    r"[\W_]*(?:Corrections?|Correction appended|Editor[’']s note|Clarification)\b.{0,20}[:：—]"
    r"|[\W_]*(?:An|This) (?:earlier|previous) version of this (?:article|story|post)"
    r"|[\W_]*This (?:article|story|post) (?:was|has been) (?:corrected|amended|updated)",
    re.IGNORECASE,
)
_IS_SORRY = compiled(
    "お[詫わ]び(?:して|し、|の上|のうえ|とともに|するとともに)[^。」]{0,12}訂正(?:(?:いた|致)?し|させていただき)ます(?![」』])"
    "|訂正(?:して|し、?|の上|のうえ)[^。」]{0,10}お[詫わ]び(?:(?:いた|致)?し|申し?上げ)ます(?![」』])"
)
_OTHERS_SAY = compiled("同社|同市|同局|同紙|各社|によると|と(?:発表|コメント|説明|謝罪|陳謝)し(?:た|て)")
_SPOKEN_OF = compiled(r"[「『“\"]|.*(?<!まし)(?<!でし)た。?$")
"""How a text begins that cites such words, or ends that tells of somebody: …翌日に訂正した。"""
_ONLY_SORRY = compiled(rf"[\W_]*{_DAY}{_SORRY}")
_OF_PAGE = compiled(rf"訂正|修正|正しく|誤|{_OF_TEXT}")
_GOES_ON = compiled(
    rf"訂正|修正|更新|{_SORRY}|正しく|誤|失礼|ご指摘|迷惑|再発|初出|^[\W_]*$|^[（(].{{1,40}}[）)]$"
)
_SENTENCE = compiled("(?<=。)(?=[^」』）)])")
_HEARSAY = compiled("によると|という|と(?:述べ|話|言|語)|裁判|判決")
_ABOUT = compiled(f"訂正|{_SORRY}|正誤|誤り|不備|不具合")
_ISSUE = r"(?:第[0-9１-９一二三]版|初版|[vV](?:er)?\.?\s?\d[\d.]*)[\s:：]*"
_ON_A_DAY = (
    r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?(?:\s?[（(].曜?日?[)）])?"
    r"(?:\s?\d{1,2}[:：時]\d{2}分?)?"
)
_DONE = "初版|第[0-9１一]版|公開|訂正|更新|修正|追記|追加|変更|改訂|加筆|削除|掲載|作成|反映|差し替え|見直し"
_CHANGED = (
    rf"(?:.{{0,60}}?(?:{_DONE})(?:を?(?:公開|作成|発行|掲載))?(?:し|いたし|致し)?(?:ました)?(?:[（(].{{1,40}}[)）])?|初稿|新規"
    r"|(?:Initial|First|Added|Fixed|Updated|Published|Corrected)\b.{0,60})"
)
_CHANGE = compiled(
    rf"[\W_]*(?:{_ISSUE}{_ON_A_DAY}(?:[\s　:：、|｜→-]+{_CHANGED})?"
    rf"|{_ON_A_DAY}(?:[\s　:：、|｜→-]+|に){_CHANGED})[)）\]］]?。?"
)
_ONLY_A_DAY = compiled(_ON_A_DAY)
_FIRST_ISSUE = compiled(
    "初版|初稿|第[1１一]版|新規|初回|Initial|First"
    "|(?:この|本)?(?:記事|ページ|文書|情報|アドバイザリー?|お知らせ)を?(?:公開|掲載|作成)"
    r"|\d[日)）]?[\s　:：|｜-]+(?:公開|掲載|作成|Published)"
)
_LONGEST_CHANGE, _LABEL_BEFORE = 100, 2  # characters; pieces before such lines
_HISTORY = compiled("履歴|更新情報|変更点|change ?log|revision|history|updates?", re.IGNORECASE)
_LONGEST = 300  # characters
_HEAD = 12  # pieces among which the title is


def without_corrections(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, notices of corrections dropped, unless a heading at the top says that all is about one."""
    head = (
        piece for piece in pieces[:_HEAD] if isinstance(piece, Dropped) or piece.kind in ("heading", "title")
    )
    if any(_ABOUT.search(piece.text[:_LONGEST]) for piece in head if not is_notice(piece.text)):
        return list(pieces)
    blocks = [n for n, p in enumerate(pieces) if not isinstance(p, Dropped) and p.kind != "heading"]
    notices = {n for n in blocks if is_notice(pieces[n].text)} | _histories(pieces)
    if 2 * len(notices) > len(blocks):  # a record of what was changed, or a notice by itself
        return list(pieces)
    return [Dropped(piece.text, _REASON) if n in notices else piece for n, piece in enumerate(pieces)]


def _histories(pieces: Sequence[Piece]) -> set[int]:
    """The places of lines that tell on which days a page came out and was changed, the first day among them.

    They stand under a label that says so, over all text or under it: elsewhere they are what is told.
    """
    changes = list(_changes(pieces))
    others = set(range(len(pieces))) - set(changes)
    said = [n for n in others if not isinstance(pieces[n], Dropped) and "。" in pieces[n].text]
    first, last = min(said, default=len(pieces)), max(said, default=0)
    found: set[int] = set()
    for run in _runs(changes, pieces):
        before = pieces[max(run[0] - _LABEL_BEFORE, 0) : run[0]]
        is_labelled = any(_HISTORY.search(piece.text[:_LONGEST_CHANGE]) for piece in before)
        is_at_edge = run[-1] < first or run[0] > last
        if (is_labelled or is_at_edge) and _FIRST_ISSUE.search(" ".join(pieces[n].text for n in run)):
            found.update(run)
    return found


def _changes(pieces: Sequence[Piece]) -> Iterator[int]:
    """The places of lines with a day and what was changed then, in one line or in two."""
    day = -1  # the place of a day that stands alone right before
    for n, piece in enumerate(pieces):
        if isinstance(piece, Dropped):
            continue
        text = f"{pieces[day].text} {piece.text}" if day >= 0 else piece.text
        is_change = len(text) <= _LONGEST_CHANGE and piece.kind != "heading" and _CHANGE.fullmatch(text)
        if is_change:
            yield from (n,) if day < 0 else (day, n)
        is_day = len(piece.text) <= _LONGEST_CHANGE and bool(_ONLY_A_DAY.fullmatch(piece.text))
        day = n if is_day and not is_change and piece.kind != "heading" else -1


def _runs(places: Sequence[int], pieces: Sequence[Piece]) -> list[list[int]]:
    """The places in rows, between which nothing is read."""
    runs: list[list[int]] = []
    for place in places:
        if runs and all(isinstance(piece, Dropped) for piece in pieces[runs[-1][-1] + 1 : place]):
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def is_notice(text: str) -> bool:
    """Whether a paragraph only says what was wrong in the article, or that it was put right."""
    if len(text) > _LONGEST:
        return False
    if _IS_SORRY.search(text) and not _OTHERS_SAY.search(text):
        return True
    if _ENGLISH.match(text):
        return True
    if _LABEL.match(text) and _GOES_ON.search(text):
        return bool(_OF_PAGE.search(text)) or not _ONLY_SORRY.match(text)
    if _SPOKEN_OF.match(text):
        return False
    first, *others = _SENTENCE.split(text)
    is_first = any(notice.match(text) for notice in _NOTICES) and not _HEARSAY.search(text)
    return is_first and bool(_GOES_ON.search(first)) and all(map(_GOES_ON.search, others))
