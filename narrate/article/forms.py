"""Which form a source has, and its article: the door of the room."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

from narrate.article import (
    addresses,
    bylines,
    clutter,
    credits,
    hatena,
    phrases,
    punctuation,
    scrapbox,
    signatures,
    untold,
)
from narrate.article.facts import (
    BYLINE,
    Facts,
    chronicled,
    is_date,
    is_issue,
    label_before,
    without_page_number,
)
from narrate.article.lines import SAID, Line, has_stop
from narrate.article.people import (
    DESKS,
    is_named_by_office,
    is_office,
    is_organization,
    name_alone,
    without_office,
)
from narrate.article.pieces import Aloud, Block, Piece, assemble, is_prose
from narrate.article.said import BEGINS_AT
from narrate.article.text import parse as parse_text
from narrate.errors import ArticleError
from narrate.model import Article, Dropped
from narrate.patterns import compiled
from narrate.readings import ruby
from narrate.source import ENDINGS, Where, clean, read_source

_HEAD, _LAST_BLOCKS = 8, 7  # blocks in which date and byline may stand, at the start and at the end
_ABOUT_AUTHORS = frozenset(
    ("author profile", "aside", "byline", "credit line", "details of the post", "footer")
)
_LABELLED = compiled("[^:：]{1,10}[:：]")
_OPENS_SOURCE = "(（—―–-"
"""What stands before who is quoted, and when that was, under a quotation."""
_NO_CREDITS = frozenset(("caption", "code block"))
_LIST_MARKS = "■□◆◇●○◎▼▽▲△★☆・"
_BRACKETS = ("（", "(", "［", "[")
_LONGEST_LABEL = 40  # characters of what a paper is called, with the number of the issue
_WAY = compiled(r"(?:[^/>›»＞|｜。]{1,30}[/>›»＞|｜]){1,8}\s*")
_FILE_NAME = compiled(r"[\"']?(?:file://|~?/|[A-Za-z]:[/\\]|\\\\)[^\n\"<>|]{1,300}\.[A-Za-z]{2,5}[\"']?")
"""Where a file is on somebody's computer, as file managers copy it."""
_ADDRESSES = compiled(r"(?:https?://[!-~]+\s*)+")
_LONGEST_ADDRESSES = 4000  # characters
_ANSWER = compiled(r"^(?:Re\s?[:：]\s*)+", re.IGNORECASE)
"""What stands before the title of a thread over an answer to it."""
_IN_LATIN = compiled("[（(][A-Za-z][!-~ ]*[)）]")
_TITLE_SAID = "title, said at the start"
_TITLE_FALLBACK = 40  # characters of the first sentence
_OVER = ("prose", "heading")  # the kinds of a signed paragraph and of what stands under it
_FAMILY = 2  # characters with which a family name begins


def read_article(where: Where, aloud: Aloud | None = None) -> Article:
    """The article of a file, an address (``https://…``) or standard input (``-``).

    Raises:
        ArticleError: it cannot be had or read, or has nothing to say in it.
    """
    source = read_source(where)
    url = source.url or addresses.saved_from(source.text)
    article = parse(source.text, source.name, source.form, aloud, url)
    return replace(article, link=addresses.link(article.link, url))


def parse(text: str, name: str, form: str = "", aloud: Aloud | None = None, url: str = "") -> Article:
    """The article in a text; its ``form`` (text, markdown, html) or else the name's ending and the look tell.

    ``url`` is where it was fetched from; addresses in its head are relative to it.

    Raises:
        ArticleError: nothing to say in it.
    """
    text = clean(text)
    if not text.strip():
        raise ArticleError(f"{name}: is empty; nothing to narrate")
    if not any(char.isalnum() for char in text):
        raise ArticleError(f"{name}: has only symbols in it; nothing to narrate")
    if _FILE_NAME.fullmatch(text.strip()):
        raise ArticleError(f"{name}: is only the name of a file; give the file itself, or the text in it")
    narrow = unicodedata.normalize("NFKC", text) if len(text) <= _LONGEST_ADDRESSES else text
    if _ADDRESSES.fullmatch(narrow.strip()):
        raise ArticleError(
            f"{name}: is only the address of a page; give the address itself, or the text there"
        )
    usual, written = punctuation.usual(text)
    article = punctuation.as_written(_parse(usual, name, form, aloud or {}, url), written)
    days = (addresses.day_of(address) for address in (url, article.link, name))
    return article if article.date else replace(article, date=next(filter(None, days), None))


def _parse(text: str, name: str, form: str, aloud: Aloud, url: str) -> Article:
    known = form or ENDINGS.get(Path(name).suffix.lower(), "text")
    if known == "text" or (known == "markdown" and untold.is_plain(text)):
        known = untold.form_of(text)
    if known in ("text", "markdown") and scrapbox.is_scrapbox(text):
        return _parse_markdown(scrapbox.to_markdown(text), name, aloud)
    if known in ("text", "markdown") and hatena.is_hatena(text):
        return _parse_markdown(hatena.to_markdown(text), name, aloud)
    if known == "html":
        return _parse_html(text, name, aloud, url)
    if known == "markdown":
        return _parse_markdown(scrapbox.with_code(text), name, aloud)
    return parse_text(text, name, aloud)


def _parse_markdown(text: str, name: str, aloud: Aloud) -> Article:
    from narrate.article import frontmatter, html, markdown

    facts, body = frontmatter.split(text)
    found = html.pieces_of_parts(html.parse(part, name) for part in markdown.to_html(body, name))
    return _article(facts, _without_empty_headings(found, aloud), name, aloud)


def _parse_html(text: str, name: str, aloud: Aloud, url: str) -> Article:
    from narrate.article import frontmatter, html, metadata, two_languages

    front, body = frontmatter.split(text) if text.lstrip().startswith("---") else (Facts(), text)
    page = html.parse(body, name)
    _held = list(page.iter())  # what nobody holds, lxml makes anew each time: a third of the time for a page
    two_languages.tell_apart(page)
    facts = metadata.find(page, url)
    facts.title, facts.date = front.title or facts.title, front.date or facts.date
    facts.byline, facts.is_draft = front.byline or facts.byline, front.is_draft
    facts.dropped += front.dropped
    return _article(
        facts, _without_empty_headings(html.pieces_of_page(page, facts.title), aloud), name, aloud
    )


def _without_empty_headings(pieces: list[Piece], aloud: Aloud) -> list[Piece]:
    return clutter.without_empty_headings(pieces, [reason for reason, text in aloud.items() if text])


def _article(facts: Facts, pieces: list[Piece], name: str, aloud: Aloud) -> Article:
    """Title, date and byline taken out of the pieces, where the head did not say them."""
    blocks = [piece for piece in pieces if isinstance(piece, Block)]
    first = blocks[0] if blocks else None
    facts.title = facts.title or _first_heading(blocks)
    says_title = bool(facts.title)
    if not facts.title and first:
        text = first.text
        facts.title = text if len(text) <= _TITLE_FALLBACK else text[: _TITLE_FALLBACK - 1] + "…"
    pieces = _without_signature(_without_day_and_name(pieces, facts), facts)
    if not facts.byline or facts.byline.endswith(DESKS):
        facts.byline = _credited(pieces) or facts.byline or credits.boxed(_dropped_texts(pieces))
    rest = list(_without_facts(pieces, facts)) if says_title else pieces
    facts.title = facts.title or name
    return assemble(facts, rest, aloud, says_title)


def _dropped_texts(pieces: list[Piece]) -> list[str]:
    """What is told of people, of the post or beside the article."""
    return [piece.text for piece in pieces if isinstance(piece, Dropped) and piece.reason in _ABOUT_AUTHORS]


def _credited(pieces: list[Piece]) -> str:
    """Who wrote it, as a dropped line of credits says."""
    dropped = (
        piece.text for piece in pieces if isinstance(piece, Dropped) and piece.reason not in _NO_CREDITS
    )
    names = filter(None, (credits.writer(text) for text in dropped if len(text) <= _LONGEST_LABEL))
    return next((name for name in names if not is_organization(name)), "")


def _without_day_and_name(pieces: list[Piece], facts: Facts) -> list[Piece]:
    """The pieces without the day, the office and the name under the last sentence, as letters end."""
    blocks = [(n, piece) for n, piece in enumerate(pieces) if isinstance(piece, Block)]
    last = takewhile(lambda each: each[1].kind == "prose", reversed(blocks[-_LAST_BLOCKS:]))
    lines = [Line(block.text, n, True, True) for n, block in last][::-1]
    signed = signatures.day_and_name(lines, facts)
    dropped = dict(signed[1]) if signed else {}
    return [dropped.get(n, piece) for n, piece in enumerate(pieces)]


def _without_signature(pieces: list[Piece], facts: Facts) -> list[Piece]:
    """The pieces without the name that the last paragraph ends with, or that stands alone under it.

    Where nobody is named there, it may be the last paragraph over what is told beside, a heading on it.
    """
    last = next((n for n in range(len(pieces) - 1, -1, -1) if isinstance(pieces[n], Block)), -1)
    last = last if facts.byline else _signed_before_end(pieces, last)
    block = pieces[last] if pieces else None
    if not isinstance(block, Block) or block.kind != "prose":
        return pieces
    if not facts.byline:
        facts.byline = _signed_before(pieces)
    is_alone = credits.signature(block.text) or _is_office_and_name(pieces, last)
    text, signature = ("", block.text) if is_alone else credits.signed(block.text)
    if not signature:
        return pieces
    facts.byline = facts.byline or credits.signature(signature) or without_office(signature)
    kept = [replace(block, text=text)] if text else []
    return [*pieces[:last], *kept, Dropped(signature, BYLINE), *pieces[last + 1 :]]


def _is_office_and_name(pieces: list[Piece], last: int) -> bool:
    """Whether a line under the last sentence is a name with what the one is: 院長　山田　一郎."""
    over = next((piece for piece in reversed(pieces[:last]) if isinstance(piece, Block)), None)
    return over is not None and over.text.endswith("。") and is_named_by_office(pieces[last].text)


def _signed_before_end(pieces: list[Piece], last: int) -> int:
    """The place of the one paragraph over a heading that ends with a name said nowhere else; or ``last``."""
    places = [n for n, piece in enumerate(pieces) if isinstance(piece, Block)]
    kinds = [getattr(pieces[n], "kind", "") for n in places]
    over = [n for n, kind, below in zip(places, kinds, kinds[1:], strict=False) if (kind, below) == _OVER]
    plain = (n for n in over if not re.search("[」』][（(]", pieces[n].text))  # not the voice of a reader
    signed = {n: name for n in plain if (name := credits.signed(pieces[n].text)[1])}
    if len(signed) != 1 or credits.signed(pieces[last].text)[1]:
        return last
    ((place, signature),) = signed.items()
    family = credits.signature(signature)[:_FAMILY]
    times = sum(pieces[n].text.count(family) for n in places)
    is_late = 2 * place > len(pieces)
    return place if is_late and times == 1 else last


def _signed_before(pieces: list[Piece]) -> str:
    """Who alone signs in brackets in the second half; nobody under a quote."""
    signed = [
        (number, credits.signature(piece.text))
        for number, piece in enumerate(pieces)
        if (isinstance(piece, Dropped) or piece.kind == "prose")
        and len(piece.text) <= _LONGEST_LABEL
        and piece.text.startswith(_BRACKETS)
    ]
    named = [(number, name) for number, name in signed if name]
    if len(named) != 1:
        return ""
    number, name = named[0]
    is_of_quote = number > 0 and pieces[number - 1].text.endswith(("」", "』"))
    return "" if is_of_quote or is_office(name) or 2 * number < len(pieces) else name


def _first_heading(blocks: list[Block]) -> str:
    """The first heading of the first level, if it stands over all prose; empty if there is none."""
    for block in blocks[:_HEAD]:
        if block.kind == "heading" and block.level == 1:
            return block.text
        if is_prose(block.text):
            break
    return ""


def _without_facts(pieces: list[Piece], facts: Facts) -> Iterator[Piece]:
    """The pieces, those dropped that say the title again, and the date and byline near it."""
    whys = _facts_in(pieces, facts)
    title = next((n for n, why in whys.items() if why == _TITLE_SAID), 0)
    over = [n for n, piece in enumerate(pieces[:title]) if isinstance(piece, Block)]
    is_said = any(has_stop(pieces[n].text) for n in over)
    is_begun = any(phrases.opens_article(pieces[n].text) for n in over)
    are_labels = len(over) <= _HEAD and not is_begun
    labels = {n for n in over if are_labels and (not is_said or _is_label(pieces[n]))}
    for number, piece in enumerate(pieces):
        why = whys.get(number, "")
        if not why and number in labels:
            why = "site label"
        yield Dropped(piece.text, why) if why and isinstance(piece, Block) else piece


def _is_label(piece: Piece) -> bool:
    """Whether a piece over the title is no text of the article: no sentence, or a heading such as a motto."""
    is_heading = isinstance(piece, Block) and piece.kind == "heading"
    return is_heading or not (has_stop(piece.text) or is_prose(piece.text) or SAID.search(piece.text))


def _facts_in(pieces: list[Piece], facts: Facts) -> dict[int, str]:
    """Which pieces only say the title, or near the start the date and the byline, which are taken."""
    whys: dict[int, str] = {}
    head: list[int] = []
    days = _days(pieces)
    for number, piece in enumerate(pieces):
        if isinstance(piece, Dropped):
            is_over_text = not head and piece.reason not in ("address", "caption")
            if is_over_text or piece.reason in ("details of the post", "credit line"):
                facts.take(piece.text)
        elif why := _about_title(piece, facts.title, is_in_head=len(head) < _HEAD):
            whys[number] = why
        elif piece.kind == "heading" and any(is_prose(pieces[before].text) for before in head):
            head += [number] * _HEAD  # from here on a date is of what the article tells
        elif len(head) < _HEAD:
            is_below_fact = bool(head) and bool(whys.get(head[-1]))
            is_fact = is_below_fact and phrases.is_any_fact(piece.text)
            is_other = bool(BEGINS_AT.match(piece.text))
            is_other |= piece.kind == "heading" and _says_more_than_day(piece.text)
            is_below_text = piece.kind == "item" and any("。" in pieces[before].text for before in head)
            is_told = is_below_text or (piece.kind == "quote" and piece.text[0] in _OPENS_SOURCE)
            is_told = is_told and not (_LABELLED.match(piece.text) or is_date(piece.text))
            why = "" if number in days or is_other or is_told else facts.take(piece.text)
            is_name = piece.kind == "prose" and _says_name(piece.text, facts.byline)
            why = why or (BYLINE if is_name and not any(is_prose(pieces[n].text) for n in head) else "")
            whys[number] = why or ("details of the post" if is_fact else "")
            head.append(number)
    _take_caption(pieces, head, facts)
    for number, before, after in zip(head, [-1, *head], [*head[1:], -1], strict=False):
        if any(whys.get(near, "").startswith("date") for near in (before, after)) or _is_by_date(
            pieces, number
        ):
            text = pieces[number].text
            label = "site label" if is_issue(text) and len(text) <= _LONGEST_LABEL else ""
            whys[number] = whys.get(number) or label or facts.take_name(text, is_beside_date=True)
    return whys


def _is_by_date(pieces: list[Piece], number: int) -> bool:
    """Whether a piece right beside another is a day that is not read."""
    return any(isinstance(piece, Dropped) and is_date(piece.text) for piece in _beside(pieces, number))


def _beside(pieces: list[Piece], number: int) -> list[Piece]:
    return [*pieces[max(number - 1, 0) : number], *pieces[number + 1 : number + 2]]


def _says_more_than_day(heading: str) -> bool:
    """Whether a heading has a day beside words that name nobody, as of releases: v3.2.0（2025-01-20）."""
    told = Facts()
    told.take(heading)
    return told.date is not None and not (told.byline or is_date(heading))


def _take_caption(pieces: list[Piece], head: list[int], facts: Facts) -> None:
    """The author whose name stands beside a portrait and the day."""
    for number, piece in enumerate(pieces[: max(head, default=0)]):
        is_by_date = any(is_date(other.text) for other in _beside(pieces, number))
        if isinstance(piece, Dropped) and piece.reason == "caption" and is_by_date:
            facts.take_name(piece.text, is_beside_date=True)


def _days(pieces: list[Piece]) -> frozenset[int]:
    """The places of lines and of several headings that tell when something was, not when all was written."""
    are_dates = [isinstance(p, Block) and p.kind == "heading" and is_date(p.text) for p in pieces]
    headings = frozenset(n for n, is_one in enumerate(are_dates) if is_one and sum(are_dates) > 1)
    return headings | chronicled([piece.text for piece in pieces])


def _about_title(block: Block, title: str, is_in_head: bool) -> str:
    """Why a block is not read that says the title, or in the head leads to it; empty if it does not."""
    is_heading = block.kind == "heading"
    if is_heading and block.level > 1 and not is_in_head:
        return ""  # a section that has given the article its title
    if _says_title(block, title) or (is_in_head and is_heading and label_before(block.text, title)):
        return _TITLE_SAID
    return "navigation" if is_in_head and _leads_to(block.text, title) else ""


def _says_title(block: Block, title: str) -> bool:
    text = _ANSWER.sub("", without_page_number(block.text))
    return _same(text, title) if block.kind == "heading" else _compact(text) == _compact(title)


def _says_name(text: str, byline: str) -> bool:
    """Whether a line is the byline, perhaps with how it is read, a desk or a label: WRITER 山田 花子."""
    name, line = _compact(byline), _compact(name_alone(text))
    label = line.removesuffix(name)
    return line == name or (label != line and bool(bylines.A_WRITER.fullmatch(label.rstrip(":：＝=／/"))))


def _leads_to(text: str, title: str) -> bool:
    """Whether a line is the way to the article: names of pages with marks between them, the title last."""
    way = text.removesuffix(title)
    return bool(title) and way != text and bool(_WAY.fullmatch(way))


def _compact(text: str) -> str:
    return "".join(ruby.base(text).split())


def _same(heading: str, title: str) -> bool:
    """Whether a heading is the title, perhaps with a mark before it, a series or a page number behind it.

    One in another language may stand behind it in brackets: 値 (Values).
    """
    short, long = sorted((_compact(text).lstrip(_LIST_MARKS) for text in (heading, title)), key=len)
    rest = long[len(short) :]
    goes_on = "ぁ" <= rest[:1] <= "ん"  # 川と橋 is no title if it is 川と橋をめぐる旅
    is_most = 2 * len(short) > len(long) or bool(_IN_LATIN.fullmatch(rest))
    return bool(short) and long.startswith(short) and is_most and not goes_on
