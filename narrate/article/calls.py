"""What calls for a click or a purchase: words between strokes over a button, goods with prices."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from narrate.article.wrapping import ADDRESS
from narrate.patterns import compiled

_AD_BEGINS = compiled(r"[\W_]{3,}[^\W_][^。]{0,12}(?:広告|(?<![A-Za-z])(?:PR|ＰＲ|AD))[)）]?[\W_]{3,}")
_AD_LABEL = r"[【\[［(（<＜〈《]\s?(?:PR|ＰＲ|AD|広告)\s?[】\]］)）>＞〉》]"
_AD_RULED = compiled(rf"[\W_]{{3,}}\s?(?:PR|ＰＲ|AD|広告)\s?[\W_]{{3,}}|{_AD_LABEL}\s?[\W_]{{5,}}")
"""A divider that says nothing but 広告, as mails have it over an ad."""
_AD_LEADS = compiled(rf"{_AD_LABEL}\s*\S.*")
_AD_OPENS = compiled(r"[\W_]*(?:PR|ＰＲ|AD|広告)(?:\s?(?:ここから|はじまり|開始))?[\W_]*")
_AD_CLOSES = compiled(
    r"[<＜〈【\[［(（]\s?[/／]\s?(?:PR|ＰＲ|AD|広告)\W*|[\W_]*(?:PR|ＰＲ|AD|広告)\s?(?:ここまで|おわり|終わり|終了)[\W_]*"
)
_LONGEST_AD = 6  # rows between the dividers around an ad
_MOST_OF_AD = 400  # characters of them
_STROKES = compiled(r"[＼\\]\s?[^＼\\／/]{2,60}[／/](?:[\s　]*[^。＼\\／/]{1,40})?")
_BUTTON = compiled(
    r"[^。、]{0,24}(?:する|見て?みる|見る|読む|申し?込む|始める|調べる|探す|買う|頼む|予約|登録|相談|請求|診断|応募|購入|取る|もらう|受け取る|試す|使う|体験|ダウンロード|チェック|確認|聞く|知る|行く|こちら(?:から)?|ページへ|サイトへ)"
    r"\s?[＞>→⇒▶»]*|[＞>→⇒▶»]\s?[^。]{1,40}|[^。]{1,40}\s?[＞>→⇒▶»]+"
)
_HOST = compiled(r"(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,12}(?:/[!-~]{0,80})?")
_LEADS_TO = compiled(r"[→⇒▶►▷>＞\s]*https?://[!-~]{4,300}")
_PRICE = compiled(
    r"[0-9０-９][0-9０-９,，]*\s?円|[¥￥]\s?[0-9]|税[込別抜]|送料|ポイント\s?[0-9０-９.]+\s?倍|[0-9０-９]+\s?[%％]\s?(?:OFF|オフ|引)"
)
_OF_HEADING = compiled(r"[■□◆◇【]|[0-9０-９]{1,2}[.．、)）\s]")
_DIVIDER = compiled(r"[\W_]{3,}")
_MOST_ROWS, _MOST_CHARACTERS = 20, 600
"""Of a block of goods."""
_LONGEST_CALL = 200  # characters of what is said with a call


def places(rows: list[str]) -> Iterator[int]:
    """The places of rows of a call with its button or its site, and of goods with their addresses."""
    for start, block, is_ruled in _blocks(rows):
        yield from (start + n for n in _of_call(block))
        first = int(bool(_OF_HEADING.match(block[0])) and not is_ruled)
        if _are_goods(block[first:]):
            yield from range(start + first, start + len(block))


def _blocks(rows: list[str]) -> Iterator[tuple[int, list[str], bool]]:
    """Rows without a blank one or a divider between, where they begin, whether rules are around."""
    runs = [(kind, list(run)) for kind, run in groupby(range(len(rows)), lambda n: _kind(rows[n]))]
    for (before, _), (kind, run), (behind, _) in zip(
        [("", []), *runs], runs, [*runs[1:], ("", [])], strict=False
    ):
        if kind == "text":
            yield run[0], [rows[n] for n in run], before == behind == "rule"


def _kind(row: str) -> str:
    return "text" if any(map(str.isalnum, row)) else "rule" if row else ""


def _of_call(block: list[str]) -> Iterator[int]:
    """Words between strokes right over a button or a site; in a small block with a site all else too."""
    for n, row in enumerate(block[:-1]):
        below = block[n + 1]
        if not _STROKES.fullmatch(row):
            continue
        if _HOST.fullmatch(below) and not n and sum(map(len, block)) <= _LONGEST_CALL:
            yield from range(len(block))
        elif _BUTTON.fullmatch(below) or _HOST.fullmatch(below) or ADDRESS.fullmatch(below):
            yield from (n, n + 1)


def _are_goods(block: list[str]) -> bool:
    """Whether a block says nothing, but has a price, and an address for what it costs."""
    is_small = 1 < len(block) <= _MOST_ROWS and sum(map(len, block)) <= _MOST_CHARACTERS
    if not is_small or any("。" in row for row in block):
        return False
    return any(map(_LEADS_TO.fullmatch, block)) and any(map(_PRICE.search, block))


def mark_ads(rows: list[str], reasons: list[str]) -> None:
    """What stands between a divider that says 広告 and the next one, or under [PR] with an address.

    Where it says nothing else and no address follows, blank rows between are those of a section about ads.
    """
    for start in (n for n, row in enumerate(rows) if _AD_BEGINS.fullmatch(row) or _AD_RULED.fullmatch(row)):
        near = range(start + 1, min(start + 2 + _LONGEST_AD, len(rows)))
        end = next((n for n in near if rows[n] and _DIVIDER.fullmatch(rows[n])), start)
        inside = rows[start + 1 : end]
        is_ad = _AD_BEGINS.fullmatch(rows[start]) or all(inside) or any("://" in row for row in inside)
        if not is_ad or sum(map(len, inside)) > _MOST_OF_AD:
            continue
        reasons[start:end] = ["boxed advertisement"] * (end - start)
    for start in (n for n, row in enumerate(rows) if _AD_OPENS.fullmatch(row)):
        near = range(start + 1, min(start + 2 + _LONGEST_AD, len(rows)))
        end = next((n for n in near if _AD_CLOSES.fullmatch(rows[n])), -1)
        reasons[start : end + 1] = ["boxed advertisement"] * max(end + 1 - start, 0)
    for start in (n for n, row in enumerate(rows) if _AD_LEADS.fullmatch(row)):
        near = range(start + 1, min(start + 1 + _LONGEST_AD, len(rows)))
        last = near.stop if near.stop == len(rows) else start
        end = next((n for n in near if not rows[n] or _DIVIDER.fullmatch(rows[n])), last)
        if any(map(ADDRESS.fullmatch, rows[start:end])):
            reasons[start:end] = ["boxed advertisement"] * (end - start)
