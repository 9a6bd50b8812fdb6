"""What a text is signed with under its last sentence: a name, a day, or both as letters have them."""

from __future__ import annotations

from dataclasses import replace

from narrate.article import credits
from narrate.article.facts import BYLINE, DATED, Facts, is_date, is_month, parse_date
from narrate.article.lines import STYLE, Line, has_sentence
from narrate.article.people import looks_like_name, without_office
from narrate.article.wrapping import BULLET
from narrate.model import Dropped
from narrate.patterns import compiled
from narrate.readings import dictionaries

_ASKS_WHO = compiled("(?:[」』：:]|(?:次|以下)の(?:通り|とおり)。?|[はが]。?)$")
"""What the line over a name ends with that belongs to the text: 優勝者は次の通り。"""
_MOST_SIGNED = 6  # lines: farewell, day, office, name, to whom
_LONGEST = 24  # characters of who signs, with what the one is
_GIVEN = compiled("[一-鿿々ぁ-んァ-ヶー]{1,6}(?:より|拝)?")
"""A name alone, as friends sign."""
_NO_SIGNER = compiled("[。、！？!?：:「」『』0-9０-９]")
_FAREWELL = compiled("(?:敬具|敬白|謹白|謹言|拝具|草々|早々|匆々|不一|かしこ|以\\s*上)[。\\s]*")
_MAIL = compiled(r"\s*[<＜(（][\w.+-]+(?:@|＠| at )[\w.-]+[>＞)）]$")
"""Where one who signs gets mail."""
_GROUP = compiled(
    r"(?:グループ|チーム|プロジェクト|委員会|事務局|編集部|研究会|[^\s]部会|の会|協会|組合|町内会|自治会|学校|学園|クラブ|PTA|一同|有志)$"
)
"""For whom one signs whose name stands under it."""
_ADDRESSED = compiled("[^。、]{1,16}(?:様|先生|殿|さん|御中|各位)へ?")
_ASIDE = compiled("[（(][^（()）:：]{0,12}(?:メモ|覚え|司会|進行)[^（()）:：]{0,4}[:：][^（()）]{1,60}[)）]")
"""A memo to the chair under who signs, no longer of the text: （司会メモ：この後、送辞）."""
_SHOWS_LETTER = compiled(
    "(?:(?:こう|そう|次のように|以下のように|最後に|末尾に|日付|名前|署名|差出人|消印|裏に)[^。]{0,16}|とだけ[^。]{0,6})。$"
)
"""How a story speaks of the day or the name that stands below."""
Signed = tuple[list[Line], list[tuple[int, Dropped]]]
"""What is left of the lines, and what was dropped, each with its place."""


def take(body: list[Line], facts: Facts) -> Signed:
    """The lines without what they are signed with, whose name and day are taken where none is known."""
    if signed := day_and_name(body, facts):
        return signed
    last = body[-1] if body else None
    if not last:
        return body, []
    text, signature = ("", last.text) if credits.signature(last.text) else credits.signed(last.text)
    if not signature and _is_bare(body):
        text, signature = "", last.text
    if not signature:
        return body, []
    facts.byline = facts.byline or credits.signature(signature) or without_office(signature)
    kept = [replace(last, text=text)] if text else []
    return [*body[:-1], *kept], [(last.place, Dropped(signature, BYLINE))]


def _is_bare(body: list[Line]) -> bool:
    """Whether the last line is a name in two parts, apart from the sentence over it, as letters end."""
    last, over = body[-1], "".join(line.text for line in body[-2:-1])
    is_apart = last.opens and has_sentence(over) and not _ASKS_WHO.search(over)
    is_in_parts = " " in last.text.replace("\u3000", " ").strip()
    return is_apart and is_in_parts and looks_like_name(without_office(last.text))


def day_and_name(body: list[Line], facts: Facts) -> Signed | None:
    """What is left without the day under the last sentence and who signs under or over it, which are taken.

    Nothing of a diary with several days.
    """
    asides = [line for line in body[-1:] if _ASIDE.fullmatch(line.text)]
    body = body[: len(body) - len(asides)]
    last = max(len(body) - _MOST_SIGNED, 0) - 1
    start = next((n + 1 for n in range(len(body) - 1, last, -1) if has_sentence(body[n].text)), 0)
    if not start:
        return None
    tail = [line for line in body[start:] if not _FAREWELL.fullmatch(line.text)]
    tail = tail[:-1] if tail and _ADDRESSED.fullmatch(tail[-1].text) else tail
    days = [line for line in tail if is_date(line.text) or is_month(line.text)]
    names = [line for line in tail if line not in days]
    if _SHOWS_LETTER.search(body[start - 1].text):
        return None
    rest = body[start:]
    if len(names) > 1 and _GROUP.search(names[0].text):
        names = names[1:]
    if len(days) != 1 or len(names) > 1 or not any(line.opens for line in rest[:2]):
        return None
    day = parse_date(days[0].text)
    is_other = facts.date is not None and day != facts.date
    if is_other or any(is_date(line.text) for line in body[:start]) or not all(map(_may_sign, names)):
        return None
    facts.date = facts.date or day
    for line in names:
        facts.byline = facts.byline or _name(line.text)
    why = {line.place: DATED if day else "date without a day" for line in days}
    why |= {line.place: BYLINE for line in names}
    return body[:start], [
        (line.place, Dropped(line.text, why.get(line.place, "closing"))) for line in (*rest, *asides)
    ]


def _may_sign(line: Line) -> bool:
    line = replace(line, text=_MAIL.sub("", line.text))
    is_row = BULLET.match(line.text) or STYLE.match(line.text) or _NO_SIGNER.search(line.text)
    return len(line.text) <= _LONGEST and not is_row and bool(_name(line.text))


def _name(text: str) -> str:
    """Who signs: a name with what the one is or without, or a given name alone; else empty."""
    text = _MAIL.sub("", text)
    name = without_office(text)
    if looks_like_name(name):
        return name
    if not _GIVEN.fullmatch(text):
        return ""
    given = text.removesuffix("より").removesuffix("拝")
    return "" if given == text and dictionaries.is_common(text) else given  # 晴れ
