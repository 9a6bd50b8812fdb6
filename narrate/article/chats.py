"""What was copied out of a chat: who says each message, without its time, pictures and faces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from narrate.article.facts import is_date
from narrate.article.lines import Line, dropped, has_sentence
from narrate.article.text_tables import CLOCK, MESSAGE
from narrate.patterns import compiled
from narrate.readings import dictionaries

_DAY = (
    r"(?:(?:今日|昨日|\d{4}[/年-]\d{1,2}[/月-]\d{1,2}日?|\d{1,2}[/月]\d{1,2}日?)"
    r"(?:\s?[（(][月火水木金土日][)）])?\s?の?\s?)?"
)
_STAMP = compiled(
    rf"(?P<who>[^\W\d_][^。:：\t]{{0,30}}?)(?:\s{{1,4}}|\s?[—–]\s?)(?P<when>{_DAY}{CLOCK})"
    rf"|\[(?P<before>{_DAY}{CLOCK})\]\s?(?P<behind>[^\W\d_][^。:：]{{0,30}})"
)
"""Who wrote the message below, and when."""
_SHOWN = compiled(
    r"[\[［](?:スタンプ|写真|動画|画像|ファイル|アルバム|ノート|位置情報|連絡先|ボイスメッセージ|ステッカー|GIF)[\]］]"
    r"|☎.{0,30}|.{0,24}メッセージの送信を取り消しました。?"
)
_FEWEST = 3  # messages
_NEAR_TOP, _SHARE = 6, 0.2  # lines over the first message; of the lines are stamps
_CHANNEL = compiled(r"[#＃]\S{1,30}")
_HANDLE = compiled(r"@[A-Za-z0-9_]{2,20}")
_WHEN = compiled(r"\d{1,2}月\d{1,2}日|\d{1,3}\s?(?:秒|分|時間|日|週間?|か月)前?|\d{4}年\d{1,2}月\d{1,2}日")
_SAID, _TAG, _OF_THREAD = "(?<=[。！？!?…」』）)])", r"(?:\s*[#＃][^\s#＃]{1,40})", "[0-9]{1,2}/[0-9]{1,2}"
_BEHIND_POST = compiled(
    rf"(?:(?:{_SAID}\s*{_OF_THREAD}|\s*[（(]{_OF_THREAD}[)）]){_TAG}{{0,10}}|{_SAID}{_TAG}{{1,10}})\s*$"
)
"""The number of a post in its thread, and its tags: 4/4 #積ん読."""
_LONGEST_BEHIND = 200  # characters
_LONGEST_NAME, _LONGEST_TITLE = 30, 120  # characters
_TIME, _OF_POST = "time of a message", "details of the post"


def without_times(lines: list[Line]) -> list[Line]:
    """The lines; of a chat each names who speaks, and of a thread of posts nothing but their text is left."""
    lines = _without_accounts(lines)
    if sum("\t" in line.text and bool(MESSAGE.fullmatch(line.text)) for line in lines) >= _FEWEST:
        return [part for line in lines for part in _parts_of_message(line)]
    stamps = [_STAMP.fullmatch(line.text) if ":" in line.text and not line.reason else None for line in lines]
    if not _is_chat(stamps):
        return lines
    told = [part for line, stamp in zip(lines, stamps, strict=True) for part in _parts_of_stamp(line, stamp)]
    is_named = bool(lines) and bool(_CHANNEL.fullmatch(lines[0].text))
    return [replace(told[0], reason="", is_title=True), *told[1:]] if is_named else told


def is_thread(lines: list[Line]) -> bool:
    """Whether lines are a thread of posts, in which those over each post are told."""
    told = sum(line.reason == _OF_POST and bool(_HANDLE.fullmatch(line.text)) for line in lines)
    return told >= _FEWEST - 1  # the first handle says who wrote the thread


def _is_chat(stamps: list[re.Match[str] | None]) -> bool:
    """Whether messages begin near the top, are many, and somebody writes again."""
    found = [stamp for stamp in stamps if stamp]
    first = next((n for n, stamp in enumerate(stamps) if stamp), len(stamps))
    speakers = [stamp["who"] or stamp["behind"] for stamp in found]
    are_many = len(found) >= max(_FEWEST, _SHARE * len(stamps))
    are_apart = not any(map(all, pairwise(stamps)))
    is_said_again = 2 * len(set(speakers)) <= len(speakers)
    is_likely = are_many and are_apart and first < _NEAR_TOP and is_said_again
    return is_likely and not all(map(dictionaries.is_common, set(speakers)))  # 出発 6:12, of a journey


def _parts_of_message(line: Line) -> Iterator[Line]:
    found = MESSAGE.fullmatch(line.text)
    if not found:
        is_day = is_date(line.text)
        yield replace(line, is_listed=is_day, is_said=is_day)
        return
    yield dropped(replace(line, text=found["when"], reason=""), _TIME)
    why = "embedded" if _SHOWN.fullmatch(found["said"]) else ""
    said = f"{found['who']}\u3000{found['said']}"
    yield dropped(replace(line, text=said, reason="", is_clause=True, is_said=True), why)


def _parts_of_stamp(line: Line, stamp: re.Match[str] | None) -> Iterator[Line]:
    if not stamp:
        yield replace(line, is_clause=True, is_said=True)
        return
    who = replace(line, text=stamp["who"] or stamp["behind"], is_clause=True, is_said=True)
    when = dropped(replace(line, text=stamp["when"] or f"[{stamp['before']}]"), _TIME)
    yield from (who, when) if stamp["who"] else (when, who)


def _without_accounts(lines: list[Line]) -> list[Line]:
    """The lines; those told that stand over each post of a thread: name, account, a point, the day."""
    handles = [n for n, line in enumerate(lines) if line.text[0] == "@" and _HANDLE.fullmatch(line.text)]
    names = {lines[n - 1].text for n in handles if n}
    if len(handles) < _FEWEST or len(names) * 2 > len(handles) or max(map(len, names)) > _LONGEST_NAME:
        return lines
    told: set[int] = {n - 1 for n in handles if n}
    for n in handles:
        told.add(n)
        is_pointed = [line.text for line in lines[n + 1 : n + 2]] == ["·"]
        day = lines[n + 1 + is_pointed : n + 2 + is_pointed]
        told |= {n + 1 + is_pointed} if day and _WHEN.fullmatch(day[0].text) else set()
    told |= set(range(handles[0])) if handles[0] <= _NEAR_TOP else set()
    told.discard(handles[0])  # it says who wrote the thread
    plain = (n for n, line in enumerate(lines) if n > handles[0] and not line.reason and n not in told)
    first = next(plain, -1)
    return [part for n, line in enumerate(lines) for part in _parts_of_post(line, n in told, n == first)]


def _is_post(line: Line) -> bool:
    return (not line.reason or line.reason == "caption") and has_sentence(line.text)


def _parts_of_post(line: Line, is_told: bool, is_first: bool) -> Iterator[Line]:
    """A line of a thread; of a post its number and its tags apart, the first is what the thread is called."""
    if is_told or not (_is_post(line) or is_first):
        yield dropped(line, _OF_POST if is_told else "")
        return
    found = _BEHIND_POST.search(line.text, max(0, len(line.text) - _LONGEST_BEHIND))
    said = line.text[: found.start()].rstrip() if found else line.text
    is_title = is_first and len(said) <= _LONGEST_TITLE
    yield replace(line, text=said, reason="", is_title=is_title, is_said=not is_title, is_clause=not is_title)
    if rest := line.text[len(said) :].strip():
        yield dropped(replace(line, text=rest, reason=""), _OF_POST)
