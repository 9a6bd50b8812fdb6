"""Items of a list that are links, and yet told by the article: the languages, the tools, the steps it names.

A list of nothing but links leads to other pages. It is of the text where an item beside them is none, or
where the sentence over it says what they are, and speaks of no pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from lxml.html import HtmlElement

from narrate.article.phrases import line_reason
from narrate.article.pieces import Block, Piece
from narrate.model import Dropped
from narrate.patterns import compiled

_LISTS = ("ul", "ol")
_ANNOUNCES = compiled(
    "(?:次|以下|下記)の|例(?:えば|として)[はも、]{0,2}[：:]?$|[0-9０-９一二三四五六七八九十]つ(?:の|で|が|を|に|あ)|(?:です|ます|ました|した|ある|いる)[。：:]$"
)
"""How a sentence speaks of the list under it."""
_OF_PAGES = compiled(
    "記事|ページ|リンク|サイト|URL|ドキュメント|資料|参考|参照|公式|動画|スライド|投稿|ブログ|論文|文献|書籍|出典|引用"
    "|こちら|詳し|ご覧|読|リポジトリ|GitHub|ソース|チュートリアル|ダウンロード|まとめ|紹介|関連|過去|連載|シリーズ"
)


class Places:
    """Which pieces are items of which list, and which of them have a link."""

    def __init__(self) -> None:
        self._of: defaultdict[HtmlElement, list[int]] = defaultdict(list)
        self._with_link: set[int] = set()

    def add(self, place: int, blocks: Sequence[HtmlElement], *, has_link: bool) -> None:
        """Take note of the piece that an item of a list brings first."""
        item = blocks[-1] if blocks and blocks[-1].tag != "p" else next(iter(blocks[-2:-1]), None)
        above = None if item is None else item.getparent()
        if item is None or item.tag != "li" or above is None or above.tag not in _LISTS:
            return
        self._of[above].append(place)
        if has_link:
            self._with_link.add(place)

    def named(self, pieces: Sequence[Piece]) -> list[Piece]:
        """The pieces; links that the text names among the items of a list as items."""
        kept = list(pieces)
        for places in self._of.values():
            linked = [place for place in places if _is_link(pieces[place])]
            if linked and self._is_of_text(pieces, places):
                for place in linked:
                    kept[place] = Block("item", pieces[place].text)
        return kept

    def _is_of_text(self, pieces: Sequence[Piece], places: list[int]) -> bool:
        over = pieces[places[0] - 1] if places[0] else None
        if not isinstance(over, Block) or over.kind != "prose":
            return False
        said = over.text
        if _OF_PAGES.search(said) or line_reason(said):
            return False
        plain = (pieces[n] for n in places if n not in self._with_link)
        is_mixed = any(isinstance(piece, Block) and not line_reason(piece.text) for piece in plain)
        return is_mixed or bool(_ANNOUNCES.search(said))


def _is_link(piece: Piece) -> bool:
    return isinstance(piece, Dropped) and piece.reason == "link"
