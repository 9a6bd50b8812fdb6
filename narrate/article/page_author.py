"""Who wrote the article of a page that was copied whole, told by the places of the name."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from narrate.article import credits, page_head
from narrate.article.facts import is_date
from narrate.article.lines import Line
from narrate.article.people import introduced, is_organization, whole_name
from narrate.article.phrases import label_reason, section_reason
from narrate.patterns import compiled

_NEAR_TITLE, _NEAR_END = 2, 4  # lines
_POSTED = compiled(
    r"(?P<name>(?!(?:最終)?(?:更新|投稿|公開|編集|掲載|作成)|約)[^\s。、:：]{2,20})\s約?\d{1,3}(?:秒|分|時間|日|週間|[かヶケカ]月|年)前(?:\s\S.{0,20})?"
)
_PROFILE = ("プロフィール", "Profile", "PROFILE")
_ACCOUNT = compiled(r"id:(?P<name>[A-Za-z][\w-]{2,31})|(?:@|Author\s?[:：]\s?)(?P<pen>[\w-]{2,31})")
_LONGEST_NAME = 20  # characters of a pen name


def author(lines: list[Line]) -> str:
    """Who wrote the article, as a page names its author by place; empty if it does not.

    A pen name has no form to tell it by: it stands under この記事を書いた人, or beside the date and again.
    """
    first = page_head.first_sentence(lines)
    for label, below in pairwise(lines[first:]):
        is_author = section_reason(label.text) == "author profile" and "監修" not in label.text
        if is_author and _may_be_name(below):
            return below.text
    title = page_head.title_of(lines, first)
    times = Counter(line.text for line in lines)
    dates = {n for n in range(first) if is_date(lines[n].text)}
    labels = {line.text for line in lines[:title]}  # of a menu, which the page has again as a category
    by_date = [n for n in range(first) if {n - 1, n + 1} & dates and n != title]
    names = [lines[n].text for n in by_date if _may_be_name(lines[n])]
    again = {
        name for name in names if times[name] > 1 or any(line.text.startswith(f"{name}の") for line in lines)
    }
    by_date_again = next((name for name in names if name in again - labels), "")
    over = " ".join(line.text for line in lines[:first])
    greets = next(
        filter(None, (introduced(line.text, over) for line in lines[first : first + _NEAR_END])), ""
    )
    return (
        by_date_again
        or _followed(lines, dates, title)
        or _told_of(lines, first, title)
        or _signed_after(lines)
        or _posted_by(lines)
        or whole_name(greets, (line.text for line in lines[:first]))
        or _profiled(lines)
    )


def _profiled(lines: list[Line]) -> str:
    """The account right under プロフィール, as the column of a blog has it."""
    accounts = (_ACCOUNT.fullmatch(below.text) for label, below in pairwise(lines) if label.text in _PROFILE)
    return next((found["name"] or found["pen"] for found in accounts if found), "")


def _followed(lines: list[Line], dates: set[int], title: int | None) -> str:
    """The name right over a date under which the reader may follow who wrote it."""
    places = (n for n in sorted(dates) if n and n + 1 < len(lines))
    followed = (n - 1 for n in places if lines[n + 1].text.startswith("フォロー") and n - 1 != title)
    return next((lines[n].text for n in followed if _may_be_name(lines[n])), "")


def _signed_after(lines: list[Line]) -> str:
    """The name in a credit such as ``by …`` right after the article."""
    end = next((n for n, line in enumerate(lines) if line.reason == "after the article"), len(lines))
    near = lines[max(end - _NEAR_END, 0) : end + _NEAR_END]
    return next(filter(None, (credits.writer(line.text) for line in near if line.reason)), "")


def _posted_by(lines: list[Line]) -> str:
    """The account before the age of the post in the line right behind the article: river_12 3日前."""
    end = next((n for n, line in enumerate(lines) if line.reason == "after the article"), len(lines))
    posted = filter(None, (_POSTED.fullmatch(line.text) for line in lines[end : end + 1]))
    names = (post["name"] for post in posted)
    return next((name for name in names if not (label_reason(name) or is_date(name))), "")


def _told_of(lines: list[Line], first: int, title: int | None) -> str:
    """The name near the title that comes again after the article over somebody's life."""
    lives = {line.text for line, below in pairwise(lines[first:]) if line.reason and _is_life(below)}
    near = [] if title is None else lines[max(title - _NEAR_TITLE, 0) : title + _NEAR_TITLE + 1]
    return next((line.text for line in near if line.text in lives and _may_be_name(line)), "")


def _is_life(line: Line) -> bool:
    """Whether a line after the article tells in a sentence who somebody is."""
    return line.reason in ("after the article", "author profile") and "。" in line.text


def _may_be_name(line: Line) -> bool:
    text = line.text
    if line.reason not in ("", "site label", "after the article", "author profile") or label_reason(text):
        return False
    if is_organization(text) or is_date(text):
        return False
    return (
        len(text) <= _LONGEST_NAME and any(map(str.isalpha, text)) and not re.search("[。、:：#＃/|｜]", text)
    )
