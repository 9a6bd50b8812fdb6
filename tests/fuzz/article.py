"""Any article: it is read or told to be none, and no word of it is lost; those of a text stay in their order.

The first byte names its form.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from lxml import etree
from visible import check_order, words

from fuzz import check_told
from narrate.article import frontmatter, hatena, html, markdown, parse, printed, scrapbox, text
from narrate.encodings import decode
from narrate.errors import ArticleError
from narrate.model import Article
from narrate.source import clean

FORMS = ("text", "markdown", "html", "")
_UNSEEN = ("script", "style", "noscript", "template", "svg", "title", "rp", "canvas", "base", "link", "meta")
_ASCII = re.compile("[\x00-\x7f]")
_LINK = re.compile(r"\[((?:[^\[\]\n]|\[[^\[\]\n]*\])*)\](?=\()")  # its brackets say nothing
_MARK = re.compile(
    r"(?<=\]\()\s*(?=[^)\s]*[:/])(?:<[^<>\n]*>|(?:[^()\[\s]|\([^()\s]*\))*)"
    r"|(?<=\]\()(?:\{\{[^{}\n]*\}\}|[^()\s])*(?=\)[^\[\]]*\]\()"
    r"|(?<=\]\()\{\{(?:(?!\{\{)[^\n])*?\}\}(?=\))"
    r"|(?<=\])\[[^\[\]]*\]|(?<=\[\[)[^\]|\n]*\||\[\^[^\]]*\]"
)
"""What is a mark though it has words: where links go, also in a picture's text, and what notes are called."""
_NOTATIONS = {scrapbox: scrapbox.is_scrapbox, hatena: hatena.is_hatena}
_COMMAND = re.compile(r"\\[A-Za-z]+")  # of LaTeX: α is said for \alpha


def check(data: bytes) -> None:
    form = FORMS[data[0] % len(FORMS)] if data else ""
    try:
        source = clean(decode(data[1:], "a"))
        article = parse(source, "a", form)
    except ArticleError as error:
        check_told(error)
        return
    assert all(piece.text and piece.reason for piece in article.dropped)
    if form == "text":
        article = text.parse(source, "a", {})
        assert_none_lost("".join(_LINK.sub(r"\1", source).split()), "".join(_written(article)))
        said = (p.text for section in article.sections for p in section.paragraphs if p.kind != "title")
        check_order(said, words(source))
        rows = source.split("\n")
        if printed.without_page_breaks(rows) == rows:  # else what stood between two pages is told after them
            check_order((piece.text for piece in article.dropped), words(source), may_overlap=True)
    elif form == "html":
        assert_none_lost(_seen(source), words("".join(_written(article))))
    elif form == "markdown":
        whole = next((n.to_markdown(source) for n, is_one in _NOTATIONS.items() if is_one(source)), source)
        assert_none_lost(_prose(source), _prose(whole))
        _, body = frontmatter.split(whole)
        page = "".join(markdown.to_html(body, "a"))
        assert_none_lost(_seen(page), words("".join(_written(article))))
        assert_none_lost(_prose(_MARK.sub(" ", body)), _prose(unquote(page)))


def assert_none_lost(source: str, written: str) -> None:
    missing = Counter(source) - Counter(written)
    assert not missing, f"lost: {dict(missing)}"


def _written(article: Article) -> Iterator[str]:
    for section in article.sections:
        yield from ("".join(p.text.split()) for p in section.paragraphs)
    yield from ("".join(piece.text.split()) for piece in article.dropped)


def _seen(page: str) -> str:
    """The words that a browser would show of a page."""
    if not page.strip():
        return ""
    shown = []
    walk = etree.iterwalk(html.parse(page, "a"), events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event != "start":
            shown.append(node.tail or "")
        elif node.tag in _UNSEEN:
            walk.skip_subtree()
        else:
            shown.append(node.text or "")
    return words(_COMMAND.sub("", clean("".join(shown))))


def _prose(source: str) -> str:
    """The words that are no mark of Markdown."""
    while (plain := unescape(source)) != source:  # code and formulas are escaped again
        source = plain
    return _ASCII.sub("", words(source))
