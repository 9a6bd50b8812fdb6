"""What stands in and around an article that nobody wants to hear, told by its wording and its place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from narrate.article.citations import is_cited
from narrate.article.colophon import without_colophon
from narrate.article.corrections import without_corrections
from narrate.article.edges import edges, last_said
from narrate.article.fact_rows import without_facts
from narrate.article.listed import words_of_text
from narrate.article.people import LIFE
from narrate.article.phrases import (
    OF_LINES,
    behind_reason,
    is_any_fact,
    last_reason,
    line_reason,
    reason_at,
    section_reason,
)
from narrate.article.recordings import without_chapters
from narrate.article.slip import without_slip
from narrate.model import Dropped
from narrate.patterns import compiled

if TYPE_CHECKING:
    from narrate.article.pieces import Block, Piece

_DEEPEST = 9  # below every heading
_OPEN = {"related links", "comments", "contact", "table of contents", "author profile", "references"}
_LONGEST_AD = 5  # pieces
OF_LINKS = frozenset(("related links", "comments", "references", "facts", "company profile"))
"""What is read all the same where it says much."""
_BARE_ADDRESS = compiled(r"<?https?://\S+>?")
_CONTENTS = "table of contents"
_OF_ENTRIES = frozenset(("comments", "references", "related links", _CONTENTS))
"""What has no sentences, where it is one."""
_OF_QUOTES = frozenset(("divider", "embedded", "formula", "related links", "site label"))
_OF_KIND = {"heading": frozenset(("site label",)), "quote": _OF_QUOTES}
_OF_CHAPTERS = frozenset(("advertisement", "author profile", "call to subscribe", "contact", "related links"))
"""What is spoken of in a chapter of its own, too: プロフィール of those who edited a paper."""
_ASKS = compiled(
    "ください|下さい|お願い|こちら|ご覧|お寄せ|どうぞ|お待ち|承り|ご(?:連絡|相談|応募|質問|意見)"
)
_TO_BE_SEEN = frozenset(("formula", "table"))
"""What a section may have alone: who looks at the page finds it under its heading."""
_SHOWN = frozenset(("caption", "picture", "table"))
_LEADS = frozenset(("embedded", "link", "link card", "list of links"))
MUCH = 120
"""Characters of prose: more is not found in lists of other articles, whatever stands over it."""
_SENTENCES = compiled("[。！？!?][^。！？!?]{2,}[。！？!?]")  # more than a heading says
_DAY = r"(?:19|20)\d\d[/.年-]\s?\d{1,2}[/.月-]\s?\d{1,2}日?(?:\s?[（(].曜?日?[)）])?"
_TIME = r"\s?\d{1,2}[:時]\d\d分?(?::\d\d)?(?:\s?[AP]M)?"
_AT_TIME, _LONGEST_POST = compiled(_DAY + _TIME), 6  # pieces
_IS_POST = compiled(rf"[^。]{{1,24}}?\s?{_DAY}(?:{_TIME}[\s|｜]{{0,3}})?|{_DAY}{_TIME}\s[^。]{{1,60}}")
"""Who wrote a comment, and when."""
_SENTENCE = compiled("。|[.!?]$")
_ENDS, _LONGEST_ENTRY = compiled(r"[。.!?！？][」』）)]*$"), 60  # characters of a title in a list
_AD = compiled(
    r"[\W_]*[【\[［(（《〈<＜]\s?(?:PR|ＰＲ|AD|広告|sponsored?)\s?[】\]］)）》〉>＞][\W_]*", re.IGNORECASE
)
_TALK = compiled("[ぁ-ん]、|^「|(?:です|ます|でした|ました|ません|[！!？?])[」』）)]*$")
"""How who writes without full stops says something, as no row of prices or dates does."""
_NEAR_ROWS, _MOST_TALK = 12, 1
_AROUND_LABEL = compiled(r"^[\W\d_]+|[\W_]+$")
_OPENING = 60  # pieces in which a letter says what it is about
_CORRECTION, _MISTAKE = "correction notice", compiled("訂正|修正|誤|間違|correct", re.IGNORECASE)
NUMBER_OF_HEADING = "number of a heading"
"""Why a number before a heading is not read."""
_LINKS = frozenset(("address", "embedded", "link", "link card"))
_ENDS_OF_ADS = frozenset(("link", "address", "call to subscribe", "advertisement", "navigation"))
_LAST = 0.25  # of the article
_LONGEST_NOTICE = 300  # characters of prose under the last headings
_BY_WHEN = compiled("までに|必着|締め?切|〆切|欠席")
"""What tells the reader to do something in time, by mail or by telephone."""
_LABEL, _UP_TO_HEADING = 14, _DEEPEST - 1
"""How many characters a line has that stands over a notice as a heading does, and how far that goes."""


def told_apart(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces of an article, those that are clutter dropped.

    A heading such as 関連記事 takes its section with it, such a line what follows up to a sentence.
    """
    why, level, has_facts = "", _DEEPEST, False
    pieces = without_colophon(without_chapters(without_corrections(list(pieces))))
    pieces = without_slip(_without_ads(without_facts(pieces)))
    at_edges, listed, last, ending = edges(pieces), _listed(pieces), last_said(pieces), _ending(pieces)
    for place, piece in enumerate(pieces):
        if isinstance(piece, Dropped):
            yield piece
            opened = "" if piece.reason == "picture" else _opened_by(piece)
            why = opened if opened and level == _DEEPEST else why or opened
            continue
        if piece.is_note:
            why, level = "", _DEEPEST
        elif piece.kind == "heading" and piece.level <= level:
            why, has_facts = _reason_of_heading(pieces, place, is_last=place >= ending)
            why = why or (_reason_behind(pieces, place) if place > last else "")
            level = piece.level if why and why != _CONTENTS else _DEEPEST
        elif why and level == _DEEPEST and _is_of_text(pieces, place, why):
            why, level = "", _DEEPEST
        elif piece.kind != "heading" and (not why or level == _DEEPEST):
            why, level = _opened_here(pieces, place, why, is_end=place >= ending, is_behind=place > last)
        own = "" if place in listed else _own_reason(piece)
        reason = why or ("facts" if has_facts and is_any_fact(piece.text) else own)
        reason = reason or _reason_here(pieces, place, place in at_edges, place >= ending)
        if reason == "contact" and not why and _BY_WHEN.search(piece.text):
            reason = ""
        if reason and piece.kind != "heading" and not why:
            is_life = reason == "author profile" and 2 * place > len(pieces)
            why = reason if is_life else section_reason(piece.text) or reason_at(piece.text, ("perhaps",))
        yield Dropped(piece.text, reason) if reason else piece


def _reason_here(pieces: list[Piece], place: int, is_edge: bool, is_end: bool) -> str:
    """Why a block is not read where it stands: at an edge, beside a picture, over a link, as a note."""
    block = pieces[place]
    if isinstance(block, Dropped):
        return ""
    is_line = block.kind != "heading"
    sides = pieces[max(place - 1, 0) : place], pieces[place + 1 : place + 2]
    before, behind = ({piece.reason for piece in side if isinstance(piece, Dropped)} for side in sides)
    is_at = {
        "edge": is_edge and is_line and block.kind != "title",
        "group": (in_group := is_edge and is_line and _is_in_group(pieces, place)),
        "top": in_group or (is_edge and is_line and 2 * place < len(pieces) and block.kind == "prose"),
        "beside": is_line and not _SHOWN.isdisjoint(before | behind),
        "over code": is_line and "code block" in behind,
        "under table": is_line and "table" in before,
        "over link": is_line and not _LEADS.isdisjoint(behind),
        "end": is_end and is_line,
        "note": block.is_note,
    }
    places = tuple(name for name, is_so in is_at.items() if is_so)
    is_several = "edge" in places and "。" in block.text
    return reason_at(block.text, places) or (
        line_reason(block.text, (*places, *OF_LINES)) if is_several else ""
    )


def _is_in_group(pieces: list[Piece], place: int) -> bool:
    """Whether right before a piece or behind it stands something else that is not read."""
    beside = [*pieces[max(place - 1, 0) : place], *pieces[place + 1 : place + 2]]
    places = ("group", "edge", "fact", "heading", *OF_LINES)
    return any(isinstance(piece, Dropped) or reason_at(piece.text, places) for piece in beside)


def _listed(pieces: list[Piece]) -> set[int]:
    """The places of items that are words of the text, though they look like labels."""
    texts = [piece.text for piece in pieces]
    reasons = ["" if isinstance(piece, Dropped) else line_reason(piece.text) for piece in pieces]
    are_items = [not isinstance(piece, Dropped) and piece.kind == "item" for piece in pieces]
    return words_of_text(texts, reasons, are_items)


def _without_ads(pieces: list[Piece]) -> list[Piece]:
    """The pieces, those dropped between a label such as 【PR】 and the link or the button that ends an ad."""
    kept = list(pieces)
    for start in (n for n, piece in enumerate(pieces) if _AD.fullmatch(piece.text)):
        for end in range(start + 1, min(start + _LONGEST_AD, len(pieces))):
            piece = pieces[end]
            if _is_heading(piece, _DEEPEST) or sum(len(p.text) for p in pieces[start:end]) > _LONGEST_NOTICE:
                break
            if (piece.reason if isinstance(piece, Dropped) else line_reason(piece.text)) in _ENDS_OF_ADS:
                kept[start:end] = [
                    p if isinstance(p, Dropped) else Dropped(p.text, "advertisement") for p in kept[start:end]
                ]
                break
    return kept


def _is_of_text(pieces: list[Piece], place: int, why: str) -> bool:
    """Whether a line ends what a label such as 関連記事 or 参考文献 has opened."""
    text = pieces[place].text
    is_entry = (why == "references" and is_cited(text)) or (
        why == "related links" and _is_title(pieces[place])
    )
    is_comment = why == "comments" and _is_signed(pieces, place)
    is_life = why == "author profile" and len(text) <= MUCH and bool(LIFE.search(text))
    return bool(_SENTENCE.search(text)) and not (is_entry or is_comment or is_life)


def _opened_here(
    pieces: list[Piece], place: int, why: str, *, is_end: bool, is_behind: bool
) -> tuple[str, int]:
    """Why what follows a line is not read, by what it opens or ``why`` it was so before; up to which heading.

    At the end of the text (``is_end``) a short label does so, ``is_behind`` the last sentence any.
    """
    text = pieces[place].text
    if why:
        return section_reason(text) or why, _DEEPEST
    if _opens_comments(pieces, place):
        return "comments", _DEEPEST
    is_label = is_end and len(text) <= _LABEL and not text.startswith(("「", "『"))
    found = last_reason(text) if is_behind or is_label else ""
    found = found or (_reason_behind(pieces, place) if is_behind else "")
    return found, _UP_TO_HEADING if found and not is_behind else _DEEPEST


def _reason_behind(pieces: list[Piece], place: int) -> str:
    """Why a line behind the last sentence is not read with its rows; nothing if several of those are said."""
    why = behind_reason(pieces[place].text)
    if why and _is_told_of(pieces[: min(place, _OPENING)], pieces[place].text):
        return ""
    near = islice(pieces, place + 1, place + 1 + _NEAR_ROWS) if why else ()
    rows = takewhile(lambda piece: not _is_heading(piece, _DEEPEST), near)
    said = sum(bool(_TALK.search(row.text)) for row in rows)
    return why if said <= _MOST_TALK else ""


def _is_told_of(pieces: list[Piece], label: str) -> bool:
    """Whether the title or the text speaks of what a label stands over, in its very words."""
    words = _AROUND_LABEL.sub("", label)
    return any(words in piece.text for piece in pieces if not isinstance(piece, Dropped))


def _opens_comments(pieces: list[Piece], place: int) -> bool:
    """Whether a label such as コメント stands over a few lines and who posted them at what time."""
    if reason_at(pieces[place].text, ("box",)) != "comments":
        return False
    below = (piece.text for piece in pieces[place + 1 : place + 1 + _LONGEST_POST])
    return any(_IS_POST.fullmatch(text) and _AT_TIME.search(text) for text in below)


def _is_title(piece: Piece) -> bool:
    """Whether an item has a full stop in it and none at its end, as titles in lists of articles may."""
    is_item = not isinstance(piece, Dropped) and piece.kind == "item"
    return is_item and len(piece.text) <= _LONGEST_ENTRY and not _ENDS.search(piece.text)


def _is_signed(pieces: list[Piece], place: int) -> bool:
    """Whether the name and the time of a post stand over or under a piece, as at a comment."""
    beside = pieces[place - 1].text, *(piece.text for piece in pieces[place + 1 : place + 2])
    return any(line_reason(text) == "details of the post" or _IS_POST.fullmatch(text) for text in beside)


def _reason_of_heading(pieces: list[Piece], heading: int, is_last: bool) -> tuple[str, bool]:
    """Why a heading and what is under it are not read, and whether facts are not where it is read."""
    if _opens_comments(pieces, heading):
        return "comments", False
    text = pieces[heading].text
    why, perhaps = section_reason(text), reason_at(text, ("perhaps",))
    said = _said_under(pieces, heading) if why or perhaps else 0
    if why:
        is_text = (why in OF_LINKS and said > MUCH) or (why in _OF_ENTRIES and _is_only_said(pieces, heading))
        over = pieces[heading - 1] if heading else None
        is_step = isinstance(over, Dropped) and over.reason == NUMBER_OF_HEADING
        is_text = is_text or (why in _OF_CHAPTERS and (is_step or _is_amid_text(pieces, heading)))
        return ("" if is_text or _is_chapter(pieces, heading, why) else why), False
    if links := reason_at(text, ("over links",)):
        return (links if _is_mostly_links(pieces, heading) else ""), False
    if not perhaps and is_last and (last := last_reason(text)):
        return ("" if last == _CORRECTION and not _corrects(pieces, heading) else last), False
    if not perhaps and (call := last_reason(text, is_numbered=True)):
        return (call if _is_only_call(pieces, heading) else ""), False
    return ("", bool(perhaps)) if said or _is_chapter(pieces, heading, perhaps) else (perhaps, False)


def _under(pieces: list[Piece], heading: int, level: int = 0) -> list[Piece]:
    """What stands under a heading, up to the next of its level or of that given."""
    level = level or getattr(pieces[heading], "level", _DEEPEST)
    following = (pieces[place] for place in range(heading + 1, len(pieces)))
    return list(takewhile(lambda piece: not _is_heading(piece, level), following))


def _is_chapter(pieces: list[Piece], heading: int, why: str) -> bool:
    """Whether a heading such as プロフィール is over a chapter of the text: over code, or a quoted life.

    Under the name of a table of contents may stand the whole article, in lower headings.
    """
    under = _under(pieces, heading, _DEEPEST if why == _CONTENTS else 0) if why else []
    is_quoted = why == "author profile" and any(getattr(piece, "kind", "") == "quote" for piece in under)
    codes = [piece.text for piece in under if isinstance(piece, Dropped) and piece.reason == "code block"]
    return is_quoted or any(not code.lstrip().startswith("<") for code in codes)


def _is_amid_text(pieces: list[Piece], heading: int) -> bool:
    """Whether what stands under a heading only speaks of such things, with a chapter behind it.

    Who means the reader gives a name, a life, an address or a link with it.
    """
    under = _under(pieces, heading)
    behind = pieces[heading + 1 + len(under) :]
    is_followed = bool(behind) and any(_is_told(piece) for piece in behind[1:_NEAR_ROWS])
    return is_followed and bool(under) and all(map(_is_told, under))


def _is_told(piece: Piece) -> bool:
    """Whether a piece is a sentence that neither asks nor tells of a life."""
    if isinstance(piece, Dropped) or piece.kind != "prose":
        return False
    is_said = piece.text.endswith("。") and not _ASKS.search(piece.text)
    return is_said and not (_own_reason(piece) or LIFE.search(piece.text))


def _is_mostly_links(pieces: list[Piece], heading: int) -> bool:
    """Whether no sentence stands under a heading, and more links than lines to read."""
    under = _under(pieces, heading)
    links = sum(isinstance(piece, Dropped) and piece.reason in _LINKS for piece in under)
    lines = sum(not isinstance(piece, Dropped) and piece.kind != "heading" for piece in under)
    return links > lines and not _said_under(pieces, heading)


def _corrects(pieces: list[Piece], heading: int) -> bool:
    """Whether what stands under an apology speaks of a mistake in a text."""
    return any(_MISTAKE.search(piece.text) for piece in pieces[heading:])


def _is_only_call(pieces: list[Piece], heading: int) -> bool:
    """Whether no sentence stands under a heading, but where to go: facts of a seminar, and its address."""
    under = _under(pieces, heading)
    leads_away = any(isinstance(piece, Dropped) and piece.reason in _ENDS_OF_ADS for piece in under)
    return leads_away and not any("。" in piece.text for piece in under if not isinstance(piece, Dropped))


def _ending(pieces: list[Piece]) -> int:
    """From which place on little of the article stands behind a piece."""
    sizes = [0 if isinstance(piece, Dropped) else len(piece.text) for piece in pieces]
    before, behind = sum(sizes), 0
    for place in range(len(pieces) - 1, -1, -1):
        before -= sizes[place]
        if behind > min(_LONGEST_NOTICE, _LAST * before) or not before:
            return place + 1
        behind += sizes[place]
    return 0


def _said_under(pieces: list[Piece], heading: int) -> int:
    """The characters of prose up to the next heading of this level; excerpts of other articles have few."""
    prose = (
        p
        for p in _under(pieces, heading)
        if not isinstance(p, Dropped) and "。" in p.text and p.text[0] not in "^※"
    )
    return sum(len(p.text) for p in prose if not p.is_note and not _own_reason(p))


def _is_only_said(pieces: list[Piece], heading: int) -> bool:
    """Whether sentences stand under a heading, and nothing else: no title over them, no link, no entry."""
    following = pieces[heading + 1 :]
    under = list(takewhile(lambda piece: not _is_heading(piece, _DEEPEST), following))
    said = [p.text for p in under if not isinstance(p, Dropped) and p.kind == "prose"]
    is_all = 0 < len(said) == len(under) < len(following)
    return is_all and all(text.endswith("。") and not is_cited(text) for text in said)


def _is_heading(piece: Piece, level: int) -> bool:
    return not isinstance(piece, Dropped) and piece.kind == "heading" and piece.level <= level


def _own_reason(block: Block) -> str:
    """Why a block itself is not read; of headings only labels such as ベストアンサー are dropped alone.

    What somebody else wrote is quoted with its 写真： and 以上.
    """
    why = "" if block.kind == "title" else line_reason(block.text)
    allowed = _OF_KIND.get(block.kind)
    return why if allowed is None or why in allowed else ""


def _opened_by(dropped: Dropped) -> str:
    """Why what follows a line that is dropped is not read either; 会社概要 without a mark is of a menu."""
    text = dropped.text
    why = reason_at(text, ("section",)) or ("" if text[:1].isalnum() else section_reason(text))
    is_of_box = dropped.reason == "comments" and reason_at(text, ("box",)) == "comments"
    return why if why in _OPEN else "comments" if is_of_box else ""


def without_empty_headings(pieces: Iterable[Piece], aloud: Collection[str] = ()) -> list[Piece]:
    """The pieces told apart, without headings that stand neither over text nor over lower headings.

    ``aloud`` are the reasons in whose place something is said. The first heading may be the title.
    """
    told = list(told_apart(pieces))
    first = next((piece for piece in told if not isinstance(piece, Dropped)), None)
    kept: list[Piece] = []  # from the end
    is_filled, below = False, 0  # whether the heading above has text, the level of the heading that follows
    for piece in reversed(told):
        if isinstance(piece, Dropped):
            is_filled |= piece.reason in aloud or piece.reason in _TO_BE_SEEN
        elif piece.kind != "heading":
            is_filled |= not (piece.is_note or _BARE_ADDRESS.fullmatch(piece.text))
        else:
            if is_filled or below > piece.level or piece is first:
                is_filled, below = False, piece.level
            elif is_filled := bool(_SENTENCES.search(piece.text)):
                piece = replace(piece, kind="prose")
            else:
                piece = Dropped(piece.text, "heading of what is not read")
        kept.append(piece)
    return kept[::-1]
