"""Link cards in copies and exports: a page's title, perhaps how it begins, and the site it is on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from narrate.patterns import compiled

HOST = compiled(r"(?:[a-z0-9-]+\.)+(?:com|net|org|jp|io|dev|app|me|tv|info|blog|page|fm)")
"""The site of a link card, as some pages show it."""
_SITE = compiled(r"(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,12}")
_LAST_SITE = compiled(rf"(?<![\w.-]){_SITE.pattern}$")
_PUBLISHER = compiled(
    r"\b(?:togetter|note|qiita|zenn|github|youtube|speakerdeck|amazon|twitter|connpass|medium|wikipedia|prtimes"
    r"|slideshare|hatena(?:blog)?|x)\."
)
"""Where much of what people show in cards is; a tool such as draw.io is rather what they write about."""
_MOST_OVER = 4  # rows over the site: a title in two rows, two of the text
_LONGEST, _A_TITLE = 120, 20  # characters of one; of one alone, which may be a label else


def is_exported(link: HtmlElement) -> bool:
    """Whether a link, alone in its line, has a title in bold and its site last, as Medium exports cards."""
    if link.tag != "a" or not len(link) or link[0].tag != "strong" or (link.text or "").strip():
        return False
    before, above = link.getprevious(), link.getparent()
    over = before.tail if before is not None else above.text if above is not None else ""
    is_apart = (before is None or before.tag == "br") and not (over or "").strip()
    if not is_apart or (link.tail or "").strip():
        return False
    site = _LAST_SITE.search((link[-1].tail or "").strip())
    return site is not None and site.group() in (link.get("href") or "")


def is_over_title(rows: Sequence[str]) -> bool:
    """Whether the first row is a site, as a reader's view has it over the title."""
    below = next(filter(None, rows[1:]), "")
    return bool(below and _SITE.fullmatch(rows[0]) and not below.endswith("。"))


def is_alone(rows: Sequence[str], number: int) -> bool:
    """Whether blank rows stand around a row, and no sentences over and under it, where a heading stands."""
    is_apart = not any([*rows[max(number - 1, 0) : number], *rows[number + 1 : number + 2]])
    around = [*rows[max(number - 2, 0) : number - 1], *rows[number + 2 : number + 3]]
    return is_apart and not (all("。" in row for row in around) and not _PUBLISHER.search(rows[number]))


def over_sites(rows: Sequence[str]) -> Iterator[int]:
    """The places of rows that are a card with the site in its last, alone between blank rows.

    A text that ends in a full stop there is the author's; a card's breaks off.
    """
    for end, row in enumerate(rows):
        is_site = HOST.fullmatch(row) and _PUBLISHER.search(row)
        if not is_site or any(rows[end + 1 : end + 2]):
            continue
        start = end
        while start and rows[start - 1] and end - start <= _MOST_OVER:
            start -= 1
        over = rows[start:end]
        is_cut = all(len(text) <= _LONGEST and not text.endswith(("。", "：", ":", "→")) for text in over)
        says_much = len(over) > 1 or any(len(text) >= _A_TITLE or text.endswith("…") for text in over)
        if says_much and len(over) <= _MOST_OVER and is_cut:
            yield from range(start, end + 1)
