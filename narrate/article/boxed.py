"""Small boxes of ruled lines in a plain text, in which print and mails have what is no part of an article."""

from __future__ import annotations

from collections.abc import Iterator

from narrate.article.phrases import label_reason
from narrate.patterns import compiled

_TOP = compiled(r"[\s　]*[┌┏╔╭┍┎][─━═┄┈\-\s　]*(?P<words>[^─━═┄┈┌┐┏┓╔╗╭╮]*)[─━═┄┈\-\s　]*[┐┓╗╮]?[\s　]*")
_BOTTOM = compiled(r"[└┗╚╰┕┖][─━═┄┈\-\s　]*[┘┛╝╯]?[\s　]*$")
_MOST_ROWS, _FEW_ROWS = 8, 2
_LONGEST, _WIDEST = 240, 120  # characters of a box and of its row
_SIGNS = compiled("申し?込み?|問い?合わ?せ|受付中|募集|購読|登録|[☎☏]|TEL|://|[0-9]{2,4}-[0-9]{3,4}")
"""What somebody is asked to do in a notice that has sentences, which tell of much."""
_CALLS = compiled(f"{_SIGNS.pattern}|予約|詳し[くい]|キャンペーン|プレゼント|割引|無料|発売|ください|下さい")
"""The same in one without."""


def notices(rows: list[str]) -> Iterator[int]:
    """The places of the rows of boxes that call for something, or have their title in the upper line."""
    tops = [(n, top) for n, row in enumerate(rows) if len(row) <= _WIDEST and (top := _TOP.fullmatch(row))]
    for start, top in tops:
        near = range(start + 1, min(start + 2 + _MOST_ROWS, len(rows)))
        end = next((n for n in near if len(rows[n]) <= _WIDEST and _BOTTOM.search(rows[n])), start)
        inside = [row for row in rows[start + 1 : end] if row.strip()]
        words = top["words"].strip()
        has_sentence = any("。" in row for row in inside)
        is_call = any(map((_SIGNS if has_sentence else _CALLS).search, (words, *inside)))
        is_titled = bool(words) and len(inside) <= _FEW_ROWS and not has_sentence
        is_titled |= bool(inside) and label_reason(inside[0].strip(" \u3000┃│║【】■◆▼")) == "author profile"
        is_small = 0 < sum(map(len, inside)) <= _LONGEST
        leads_away = any("://" in row for row in rows[end + 1 : end + 2])
        if is_small and (is_titled or (is_call and (words or len(inside) > 1 or leads_away))):
            yield from range(start, end + 1)
