"""Where something was taken from: books and papers as they are cited, pages with their addresses."""

from __future__ import annotations

from lxml.html import HtmlElement

from narrate.patterns import compiled

_CITED = compiled(
    r"[^。]{1,40}[『「“\"].{2,120}[』」”\"].{0,80}(?:(?:19|20)\d\d|[一二][〇一二三四五六七八九]{3}|昭和|平成|令和).{0,40}"
    r"(?:年(?:\d{1,2}月)?|頁|ページ|\d|号|[)）])。?"
)
"""A book or a paper as it is cited: who, what, and at the end when or on which pages."""
_IN_COMMAS = compiled(
    r"[^。：:]{2,60}[：:.．,，][^。]{2,160}[.．,，][^。]{0,40}(?:(?<![0-9])(?:19|20)\d\d|[0-9]\s?[-–−]\s?[0-9]{1,5})[)）]?[.．]?"
)
"""The same as papers of medicine have it, without brackets: 門脇宏：夜間ケアの再設計．汀書房，2021．"""
_ENTRY = compiled(
    r"\^|[\[［(（]?\d{1,3}[\]］)）.．]|[\[［]|\*\s|[^。]{1,40}(?:[.,]\s|[(（](?:19|20)\d\d[a-z]?[)）])"
)
"""How an entry of a list of references begins: a number, or names with commas."""
_ADDRESS = compiled(r"https?://\S+")
_BOLD = ("b", "strong")
_JAPANESE = compiled("[ぁ-んァ-ヶ一-鿿]")
_MOST_PARTS = 12  # of a paragraph that names sources


def is_cited(text: str) -> bool:
    """Whether a line is an entry of a list of references, and no sentence of the text."""
    return bool(_ENTRY.match(text) or _CITED.fullmatch(text) or _IN_COMMAS.fullmatch(text))


def names_sources(paragraph: HtmlElement) -> bool:
    """Whether a paragraph has but titles in bold letters, the address of each on a line under it."""
    if paragraph.tag != "p" or not 1 < len(paragraph) <= _MOST_PARTS or (paragraph.text or "").strip():
        return False
    if any((part.tail or "").strip() for part in paragraph):
        return False
    parts = [part for part in paragraph.iterchildren("*") if part.tag != "br"]
    words = [(part.tag, "".join(part.itertext()).strip()) for part in parts]
    titles, addresses = words[::2], words[1::2]
    is_sure = len(titles) > 1 or not any(_JAPANESE.search(text) for _, text in titles)
    are_bold = all(tag in _BOLD and text and not text.endswith(("。", "：", ":")) for tag, text in titles)
    are_addresses = all(tag == "a" and _ADDRESS.fullmatch(text) for tag, text in addresses)
    return len(titles) == len(addresses) > 0 and is_sure and are_bold and are_addresses
