"""The days of a diary, under each of which is told what was."""

from __future__ import annotations

from collections.abc import Sequence

from narrate.patterns import compiled

_OF_DIARY = compiled(
    r"(?:\d{4}[年/／]\s?)?\d{1,2}(?:月|[/／])\d{1,2}日?\s?[（(]?[月火水木金土日](?:曜日?)?[)）]?(?:\s|$|[^ぁ-ん])"
)
"""How the day begins under which somebody tells what was."""
_LONGEST = 20  # characters of a day with the weather


def days_of_diary(texts: Sequence[str]) -> list[int]:
    """The places of short lines that begin with a day and its weekday, two or more: 11月1日（日）晴れ."""
    begun = (n for n, text in enumerate(texts) if text[:1].isdigit() and len(text) <= _LONGEST)
    days = [n for n in begun if _OF_DIARY.match(texts[n])]
    return days if len(days) > 1 else []
