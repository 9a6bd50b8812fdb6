"""Laws, ordinances and rules of clubs as texts: captions over articles, and rows broken at what was a link.

A caption, ``（目的）``, is the heading; the number of an article or of a paragraph stands before its text, as
it is read out.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise, takewhile

from narrate.article.facts import DATED, ERAS, number_in
from narrate.article.marked_up import Marked
from narrate.article.wrapping import INDENT
from narrate.patterns import compiled

_NUMERAL = "[0-9０-９〇一二三四五六七八九十百]"
_ARTICLE = rf"第\s?{_NUMERAL}{{1,6}}\s?条(?:の{_NUMERAL}{{1,3}}){{0,2}}"
_ERA = "|".join(ERAS)
_DAY = compiled(
    rf"(?P<era>{_ERA})\s?(?P<year>元|{_NUMERAL}{{1,3}})年\s?(?P<month>{_NUMERAL}{{1,3}})月\s?(?P<day>{_NUMERAL}{{1,3}})日"
)
_ISSUED = compiled(
    rf"[（(]?\s*{_DAY.pattern}\s*(?:付け?)?\s*(?:[^\s。、（()）]{{0,20}}第\s*{_NUMERAL}{{1,6}}\s*号)?\s*[)）]?"
    r"\s*(?:[（(]?(?:最終|一部|全部)?改[正定][^。]*)?"
)
"""When a law was made and as which number, with what was changed later: （平成三年五月一日規則第二号）."""
_OF_ISSUE = compiled(
    rf"[（(]?(?:(?:最終|一部|全部)?改[正定]\s*[:：]?\s*(?:{_ERA}).{{0,200}}|[^\s。、]{{1,20}}第\s?{_NUMERAL}{{1,6}}\s?号)[)）]?"
)
_MADE = compiled(rf"[（(]?{_DAY.pattern}\s?(?:制定|施行|発効|決定|承認)[)）]?")
"""When rules were made, beside the day of their last change: 平成12年4月1日制定."""
_HEAD = 8  # rows in which both stand
_CAPTION = rf"[（(](?!{_ERA})[^（()）。]{{1,60}}[)）]"
_OVER_ARTICLE = compiled(rf"(?P<caption>{_CAPTION})(?:\s*(?P<rest>{_ARTICLE}(?:[\s（(].*)?))?")
_BEGINS = compiled(rf"{_ARTICLE}(?![のにはをがで、])")
_ALONE = compiled(rf"{_ARTICLE}|[0-9０-９]{{1,2}}")
_NAMED = compiled(
    rf"(?P<name>{_ARTICLE}\s*[（(](?P<inside>[^（()）。]{{1,40}})[)）])"
    r"(?![のにはをがで、及又若へ]|と(?!もに)|も(?![しのっ])|や(?!む)|から|まで|より)\s*(?P<rest>\S.*)?"
)
"""An article with its name behind the number: 第1条（目的）."""
_OF_AMENDMENT = compiled(rf"(?:{_ERA}|第|改正|追加|削除|略|[0-9０-９])")
_PART = compiled(rf"第\s?{_NUMERAL}{{1,4}}\s?[編章節款](?:の{_NUMERAL})?(?:\s+[^。、]{{1,40}})?")
_ADDED = compiled(r"附\s*則(?:\s*[（(][^（()）。]{1,60}[)）])?(?:\s*抄)?")
_CONTENTS = compiled(r"目\s*次")
_LISTED = compiled(
    rf"(?:{_PART.pattern}|{_ARTICLE}\s[^。]{{1,40}}|{_ADDED.pattern})(?:\s*[（(]第[^（()）]+[)）])?"
)
"""A row of the table of contents: 第1章　総則（第1条―第3条）."""
_FEWEST = 2
_GOES_ON = compiled(
    "[、。を]|[のにがはでともへ](?=[一-鿿、「])|[にでと]は|の(?:うち|ほか)|に(?:よ|お|つ)|とする|である|から|まで|より|"
    "及び|並びに|又は|若しくは|"
    rf"[（(](?:{_ERA})[^（()）]{{1,30}}第"
)
"""How a row goes on with the sentence over it, which was broken behind or before a link to another law."""
_NUMBERED = compiled(r"[0-9０-９]{1,2}(?:[\s．.]|$)")
_PARAGRAPH = compiled(rf"(?:{_ARTICLE}|[0-9０-９]{{1,2}})\s")
_UNFINISHED = compiled("[、のをにはが]$|及び$|並びに$|又は$|若しくは$")
_ITEM = compiled(
    rf"(?:{_NUMERAL}{{1,3}}|[（(]{_NUMERAL}{{1,3}}[)）]|[ア-ンイロハニホヘト①-⑳])[\s\u3000．.、]"
)


def told(rows: list[str]) -> Marked | None:
    """A statute with its captions as headings and its sentences whole; nothing where there is none."""
    texts = [row.strip() for row in rows]
    kept = [text for text in texts if text]
    begun = [n for n, text in enumerate(kept) if _begins_article(text)]
    over = sum(_has_caption(text) for text in kept)
    over += sum(
        bool(_OVER_ARTICLE.fullmatch(above) and _BEGINS.match(below)) for above, below in pairwise(kept)
    )
    if len(begun) < _FEWEST or over < _FEWEST:
        return None
    texts, contents = _without_contents(texts)
    plain = list(_with_captions(texts))
    headings, dropped = {text: 0 for text, is_heading in plain if is_heading}, _of_issue(kept)
    dropped |= {contents: "table of contents"} if contents else {}
    rows = _joined([text for text, _ in plain], {*headings, *dropped})
    return Marked(rows, headings, "", dropped, frozenset(filter(_is_bare_item, rows)) - {*headings})


def _is_bare_item(row: str) -> bool:
    """Whether a row is one of those that an article lists, or an article, and has no sentence in it."""
    return bool(_ITEM.match(row) or _BEGINS.match(row)) and "。" not in row


def _without_contents(texts: list[str]) -> tuple[list[str], str]:
    """The rows with the table of contents in one row, and that row; empty if there is none."""
    start = next((n for n, text in enumerate(texts) if _CONTENTS.fullmatch(text)), -1)
    rows = takewhile(lambda text: not text or _LISTED.fullmatch(text), texts[start + 1 :])
    listed = _of_contents(list(rows)) if start >= 0 else []
    if not listed:
        return texts, ""
    contents = INDENT.join(filter(None, texts[start : start + 1 + len(listed)]))
    return [*texts[:start], contents, *texts[start + 1 + len(listed) :]], contents


def _of_contents(rows: list[str]) -> list[str]:
    """The rows up to the one that begins the text: the first that says again what is listed, or is last."""
    first = _chapter(next(filter(None, rows), ""))
    again = [n for n, row in enumerate(rows) if row and _chapter(row) == first]
    return rows[: again[1]] if len(again) > 1 else rows


def _chapter(row: str) -> str:
    return "".join(re.sub("[（(].*", "", row).split())


def day(text: str) -> dt.date | None:
    """When a law was made, as the line under its title says."""
    found = _ISSUED.fullmatch(text)
    if not found:
        return None
    numbers = (1 if found[name] == "元" else _number(found[name]) for name in ("year", "month", "day"))
    year, month, of_month = numbers
    try:
        return dt.date(ERAS[found["era"]] + year, month, of_month)
    except ValueError:
        return None


def _number(numeral: str) -> int:
    plain = unicodedata.normalize("NFKC", numeral)
    return int(plain) if plain.isdigit() else int(number_in(plain))


def _of_issue(texts: Sequence[str]) -> dict[str, str]:
    """The rows near the title that tell when the law was made, its number and its changes, and why."""
    whys: dict[str, str] = {}
    for text in texts[:_HEAD]:
        if _begins_article(text):
            break
        if day(text):
            whys[text] = DATED
        elif _OF_ISSUE.fullmatch(text) or _MADE.fullmatch(text):
            whys[text] = "details of the post"
    return whys


def _begins_article(text: str) -> bool:
    return bool(_BEGINS.match(text)) or _has_caption(text)


def _has_caption(text: str) -> bool:
    """Whether a row has the number of an article and, beside it, what the article is about."""
    over = _OVER_ARTICLE.fullmatch(text)
    return bool(over and over["rest"]) or _named(text) is not None


def _named(text: str) -> re.Match[str] | None:
    """An article with its name behind the number, which is no note on when it was changed."""
    found = _NAMED.fullmatch(text)
    return None if not found or _OF_AMENDMENT.match(found["inside"]) else found


def _with_captions(texts: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """The rows, captions in rows of their own, and whether each is a heading."""
    following = _following(texts)
    for text, below in zip(texts, following, strict=True):
        over, named = _OVER_ARTICLE.fullmatch(text), _named(text)
        if over and (over["rest"] or _BEGINS.match(below) or _NUMBERED.match(below)):
            yield over["caption"], True
            if over["rest"]:
                yield over["rest"], False
        elif named:
            yield named["name"], True
            yield named["rest"] or "", False
        else:
            yield text, bool(_PART.fullmatch(text) or _ADDED.fullmatch(text))


def _following(texts: Sequence[str]) -> list[str]:
    """For each row the next that is not blank."""
    below = ""
    found: list[str] = []
    for text in reversed(texts):
        found.append(below)
        below = text or below
    return found[::-1]


def _joined(rows: Sequence[str], alone: Collection[str]) -> list[str]:
    """The rows with each sentence in one, and numbers that stood alone before their text."""
    joined: list[list[str]] = []
    above = ""  # the row that this one may go on with
    for row in rows:
        is_number = bool(_ALONE.fullmatch(above)) and ("。" in row or not above.isdecimal())
        if not row:
            above = above if _ALONE.fullmatch(above) else ""
            joined += [] if above else [[""]]
        elif row in alone:
            joined += [[""], [row], [""]]
            above = ""
        elif is_number or (above and _is_one_sentence(joined[-1][0], above, row)):
            joined[-1] += [INDENT, row] if is_number else [row]
            above = f"{above}{INDENT}{row}" if is_number else row
        else:
            joined.append([row])
            above = row
    return list(map("".join, joined))


def _is_one_sentence(first: str, above: str, row: str) -> bool:
    """Whether a row goes on with the sentence of the one above; ``first`` is the first of its paragraph."""
    is_begun = _BEGINS.match(row) and not _UNFINISHED.search(above)
    if above.endswith("。") or is_begun or _ITEM.match(row):
        return False
    is_said = _PARAGRAPH.match(first) and "。" in row
    return bool(is_said or _GOES_ON.match(row) or _UNFINISHED.search(above))
