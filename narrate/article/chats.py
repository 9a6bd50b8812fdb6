"""What was copied out of a chat: who says each message, without its time, pictures and faces."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
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
_PROGRAM = compiled(r"\[LINE\]\s(?=\S)")
_CHANNEL = compiled(r"[#＃]\S{1,30}")
_HANDLE = compiled(r"@[A-Za-z0-9_]{2,20}")
_WHEN = compiled(r"\d{1,2}月\d{1,2}日|\d{1,3}\s?(?:秒|分|時間|日|週間?|か月)前?|\d{4}年\d{1,2}月\d{1,2}日")
_OF_THREAD = "[0-9]{1,2}/[0-9]{1,2}"
_TAG = r"(?:[ \u3000]*[#＃][^\s#＃]{1,40})"
_BEHIND_POST = compiled(
    rf"(?P<number>(?:(?:(?<=[。！？!?…」』）)])|[ \u3000]+){_OF_THREAD}|[ \u3000]*[（(]{_OF_THREAD}[)）])?)"
    rf"(?P<tags>{_TAG}{{0,10}})\s*$"
)
"""The number of a post in its thread, and its tags: 4/4 #積ん読."""
_HAS_SAID = compiled(
    r"(?:[。！？!?…」』）)\u2600-\u27bf\U0001f000-\U0001faff\ufe0f]|[ねよたす]|ください|ません)$"
)
"""What a text ends with to which no tag belongs any more."""
_DIGITS = compiled("[0-9]+")
_LONGEST_BEHIND = 200  # characters
_LONGEST_NAME, _LONGEST_TITLE = 30, 120  # characters
_TIME, _OF_POST = "time of a message", "details of the post"
_OVER_POST = "who posted it, and when"
"""Of all posts but the first, over which it is the byline and the day of the thread."""


def without_times(lines: list[Line]) -> list[Line]:
    """The lines; of a chat each names who speaks, and of a thread of posts nothing but their text is left."""
    lines = _without_accounts(lines)
    if sum("\t" in line.text and bool(MESSAGE.fullmatch(line.text)) for line in lines) >= _FEWEST:
        return [part for line in _with_name(lines) for part in _parts_of_message(line)]
    stamps = [_STAMP.fullmatch(line.text) if ":" in line.text and not line.reason else None for line in lines]
    if not _is_chat(stamps):
        return lines
    told = [part for line, stamp in zip(lines, stamps, strict=True) for part in _parts_of_stamp(line, stamp)]
    is_named = bool(lines) and bool(_CHANNEL.fullmatch(lines[0].text))
    return [replace(told[0], reason="", is_title=True), *told[1:]] if is_named else told


def _with_name(lines: list[Line]) -> list[Line]:
    """The lines, the name of the program before that of the chat told: [LINE] 家族のトーク履歴."""
    first, *others = lines
    found = _PROGRAM.match(first.text)
    if not found:
        return lines
    label = dropped(replace(first, text=found.group().strip()), _OF_POST)
    return [label, replace(first, text=first.text[found.end() :]), *others]


def end_of_thread(lines: list[Line]) -> int:
    """The place where the first line of the last post of a thread stands, -1 where lines are none.

    Behind it the page may go on.
    """
    handles = _handles(lines)
    is_told = len(handles) >= _FEWEST and all(lines[n].reason == _OVER_POST for n in handles[1:])
    if not is_told or lines[handles[0]].reason:
        return -1
    return next((line.place for line in lines[handles[-1] :] if not line.reason), lines[-1].place)


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


def _handles(lines: list[Line]) -> list[int]:
    return [n for n, line in enumerate(lines) if line.text[0] == "@" and _HANDLE.fullmatch(line.text)]


def _without_accounts(lines: list[Line]) -> list[Line]:
    """The lines; those told that stand over each post of a thread: name, account, a point, the day.

    Posts that an article shows are not its text's beginning, and not all of it.
    """
    handles = _handles(lines)
    names = {lines[n - 1].text for n in handles if n}
    if len(handles) < _FEWEST or len(names) * 2 > len(handles) or max(map(len, names)) > _LONGEST_NAME:
        return lines
    told: set[int] = {n - 1 for n in handles if n} | set(handles)
    for n in handles:
        is_pointed = [line.text for line in lines[n + 1 : n + 2]] == ["·"]
        day = lines[n + 1 + is_pointed : n + 2 + is_pointed]
        told |= {n + is_pointed, n + 1 + is_pointed} if day and _WHEN.fullmatch(day[0].text) else set()
    if handles[0] > _NEAR_TOP or any("。" in line.text for line in lines[: handles[0]]):
        return [dropped(line, _OVER_POST if n in told else "") for n, line in enumerate(lines)]
    told = (told | set(range(handles[0]))) - {handles[0]}  # it says who wrote the thread
    plain = [n for n in range(handles[0] + 1, len(lines)) if n not in told]
    whys = {n: _OVER_POST if n > plain[0] else _OF_POST for n in told} if plain else {}
    begins = {plain[at] for handle in handles if (at := bisect_right(plain, handle)) < len(plain)}
    behind = _behind_posts([lines[n].text for n in plain], len(handles))
    posts, first = set(plain), next(iter(plain), -1)
    parts = (
        _parts_of_post(line, behind.get(line.text, ""), n in begins, n == first)
        if n in posts
        else [dropped(line, whys.get(n, ""))]
        for n, line in enumerate(lines)
    )
    return [part for several in parts for part in several]


def _behind_posts(posts: list[str], count: int) -> dict[str, str]:
    """What stands behind posts of a thread: their numbers, which name how many there are, and their tags."""
    found = {post: _BEHIND_POST.search(post, max(0, len(post) - _LONGEST_BEHIND)) for post in posts}
    ends = {post: end for post, end in found.items() if end and end.group().strip()}
    numbers = {post: [int(part) for part in _DIGITS.findall(end["number"])] for post, end in ends.items()}
    totals = Counter(number[1] for number in numbers.values() if number and number[0] <= number[1])
    known = {total for total, times in totals.items() if times > 1 or total == count}
    tags = Counter(tag for end in ends.values() for tag in set(end["tags"].split()))

    def is_apart(post: str, end: re.Match[str]) -> bool:
        if number := numbers[post]:
            return number[0] <= number[1] and number[1] in known
        return _are_tags(post[: end.start()], end["tags"].split(), tags)

    return {post: end.group().strip() for post, end in ends.items() if is_apart(post, end)}


def _are_tags(said: str, own: list[str], tags: Counter[str]) -> bool:
    """Whether what a post ends with is no part of its last sentence: その名は #古い橋."""
    return len(own) > 1 or any(tags[tag] > 1 for tag in own) or bool(_HAS_SAID.search(said.rstrip()))


def _parts_of_post(line: Line, behind: str, begins: bool, is_first: bool) -> Iterator[Line]:
    """A line of a thread without what stands ``behind`` it; the first is what the thread is called."""
    is_post = (not line.reason or line.reason == "caption") and (begins or has_sentence(line.text))
    if not is_post:
        yield line
        return
    said = line.text.rstrip().removesuffix(behind).rstrip()
    is_title = is_first and len(said) <= _LONGEST_TITLE
    yield replace(line, text=said, reason="", is_title=is_title, is_said=not is_title, is_clause=not is_title)
    if behind:
        yield dropped(replace(line, text=behind, reason=""), _OF_POST)
