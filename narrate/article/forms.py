"""Which form a source has, and its article: the door of the room."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from narrate.article import clutter
from narrate.article.facts import Facts
from narrate.article.pieces import Aloud, Block, Piece, assemble
from narrate.article.text import parse as parse_text
from narrate.errors import ArticleError
from narrate.model import Article, Dropped
from narrate.source import Where, clean, read_source

ENDINGS = {
    **{".md": "markdown", ".markdown": "markdown", ".mdx": "markdown", ".qmd": "markdown"},
    **{".html": "html", ".htm": "html", ".xhtml": "html", ".txt": "text"},
}
"""The form of a file by the end of its name."""
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_ATX = re.compile(r"^#{1,6} \S", re.MULTILINE)
_MARKED = re.compile(r"^(?:```|:::|~~~)|\]\(https?://|^\|[ :|-]+\|$", re.MULTILINE)
_FRONT = re.compile(r"\A\s*(?:---|\+\+\+)[ \t]*\n(?:.*\n){1,200}?(?:---|\+\+\+)[ \t]*\n")
_HEAD = 8  # blocks in which date and byline may stand
_TITLE_FALLBACK = 40  # characters of the first sentence


def read_article(where: Where, aloud: Aloud | None = None) -> Article:
    """The article of a file, an address (``https://…``) or standard input (``-``).

    Raises:
        ArticleError: it cannot be had or read, or has nothing to say in it.
    """
    source = read_source(where)
    return parse(source.text, source.name, source.form, aloud)


def parse(text: str, name: str, form: str = "", aloud: Aloud | None = None) -> Article:
    """The article in a text; its ``form`` (text, markdown, html) or else the name's ending and the look tell.

    Raises:
        ArticleError: nothing to say in it.
    """
    text = clean(text)
    if not text.strip():
        raise ArticleError(f"{name}: is empty; nothing to narrate")
    if not any(char.isalnum() for char in text):
        raise ArticleError(f"{name}: has only symbols in it; nothing to narrate")
    known = form or ENDINGS.get(Path(name).suffix.lower(), "")
    readers = {"text": parse_text, "markdown": _parse_markdown, "html": _parse_html}
    return readers[_form_of(text) if known in ("", "text") else known](text, name, aloud or {})


def _form_of(text: str) -> str:
    if _PAGE.match(text):
        return "html"
    headings = len(_ATX.findall(text))
    is_markdown = _FRONT.match(text) or headings >= 2 or (headings and _MARKED.search(text))
    return "markdown" if is_markdown else "text"


def _parse_markdown(text: str, name: str, aloud: Aloud) -> Article:
    from narrate.article import frontmatter, html, markdown

    facts, body = frontmatter.split(text)
    rendered = markdown.to_html(body, name)
    found = html.pieces_of_part(html.parse(rendered, name)) if rendered.strip() else []
    return _article(facts, found, name, aloud)


def _parse_html(text: str, name: str, aloud: Aloud) -> Article:
    from narrate.article import html, metadata

    page = html.parse(text, name)
    facts = metadata.find(page)
    return _article(
        facts, clutter.without_empty_headings(html.pieces_of_page(page, facts.title)), name, aloud
    )


def _article(facts: Facts, pieces: list[Piece], name: str, aloud: Aloud) -> Article:
    """Title, date and byline taken out of the pieces, where the head did not say them."""
    blocks = [piece for piece in pieces if isinstance(piece, Block)]
    first = blocks[0] if blocks else None
    if not facts.title and first and first.kind == "heading" and first.level == 1:
        facts.title = first.text
    says_title = bool(facts.title)
    if not facts.title and first:
        text = first.text
        facts.title = text if len(text) <= _TITLE_FALLBACK else text[: _TITLE_FALLBACK - 1] + "…"
    rest = list(_without_facts(pieces, facts)) if says_title else pieces
    facts.title = facts.title or name
    return assemble(facts, rest, aloud, says_title)


def _without_facts(pieces: Iterable[Piece], facts: Facts) -> Iterator[Piece]:
    """The pieces, those dropped that say the title again, and the date and byline near it."""
    place = 0
    for piece in pieces:
        if isinstance(piece, Dropped):
            if piece.reason == "details of the post":
                facts.take(piece.text)
            yield piece
            continue
        place += 1
        is_title = piece.kind == "heading" and _same(piece.text, facts.title)
        why = "title, said at the start" if is_title else facts.take(piece.text) if place <= _HEAD else ""
        yield Dropped(piece.text, why) if why else piece


def _same(heading: str, title: str) -> bool:
    """Whether a heading is the title, perhaps with a series or a page number behind it."""
    short, long = sorted(("".join(heading.split()), "".join(title.split())), key=len)
    return long.startswith(short) and 2 * len(short) > len(long)
