"""The head of what was printed, sent or handed out: each of its lines told, and the title that is left."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from narrate.article import banners, issues, reader_view, subtitles
from narrate.article.diaries import days_of_diary
from narrate.article.facts import BYLINE, Facts, is_issue, parse_date
from narrate.article.head_lines import (
    ASKS,
    COLUMN,
    HANDED_IN,
    KICKER,
    LABELLED,
    LONGEST,
    MEETING,
    OF_TIME,
    SENDER,
    SUBJECT,
    TAKES_PART,
    TITLED,
    Kind,
    is_latin,
    is_office,
    is_sender_of_news,
    kind_of,
    speaker,
    writer_of,
)
from narrate.article.issues import MARK, REACH, SIGNS
from narrate.article.lines import Line, dropped, has_stop, is_sentence
from narrate.article.people import is_named_by_office, looks_like_name
from narrate.article.phrases import opens_article
from narrate.article.wrapping import BULLET, width
from narrate.patterns import compiled

MASTHEAD = "masthead"
"""Why a line of a head is not read."""
_FAR = 60  # lines, those told aside, that nothing but menus fills
_OF_HEADS = frozenset((
    "", "address", "author profile", "call to subscribe", "contact", "credit line", "details of the post",
    "divider", "footer", "link", "paywall", "reading time", "running head", "site label",
    "slip to be sent back", "table of contents",
))  # fmt: skip
"""Why lines of a head may not be read; a menu or a button over the title is of a web page."""
_OF_MINUTES = compiled(
    "^(?:[0-9０-９.．\\s]{0,4})(?:[出欠]\\s*席|傍\\s*聴|参\\s*加\\s*者|書\\s*記|議\\s*長|録音)"
    "|会議録|議事録|議事要旨|議事メモ|打ち?合わ?せ記録"
)
"""What only the minutes of a meeting say in their head."""
_CATEGORY = compiled(r"(?:カテゴリー?|テーマ|ジャンル|分類|Category)\s?[:：]\s?\S.{0,30}", re.IGNORECASE)
"""Under the title of an entry of a blog."""
_NEAR_CATEGORY = 3  # lines
_CLAUSE = compiled("[ぁ-ん][一-鿿ァ-ヶー「]|[、？！「」―]")
"""What a title has in it rather than a label."""
_OPEN = compiled("(?:の|と|や|な|に|を|へ|における|に関する|による|についての|・|、|：|──|――)$")
"""The end of a line in which a title breaks off."""
_NARROWEST_BROKEN = 16  # half-width columns
_BODY = compiled(
    r"(?:要\s*[旨約]|抄\s*録|概\s*要|abstract|キーワード|key ?words|は\s?じ\s?め\s?に|序論?|序章|目\s*次"
    r"|[今本]号の.{1,8}"
    r"|記|プロローグ)(?:[\s:：].*)?",
    re.IGNORECASE,
)
"""What the text under a head opens with."""
_NUMBERED = compiled(
    r"(?:[0-9０-９一二三四五六七八九十Ⅰ-Ⅹ]{1,2}[章節部]?(?:[.．、]\s?|\s+)"
    r"|[（(][0-9０-９一二三四五六七八九十][)）])\S"
)
_MARKED = compiled(rf"[{SIGNS}♪]+\s?(?=\w)")
_MARKS_BEHIND = f"{SIGNS}♪ "
_MOST_UNTOLD, _MOST_NAMED = 2, 2  # lines over a title that tell nothing, of names under it; more are a list
_UNDER_HEADING = compiled("(?:特集|連載|シリーズ|コラム)[\\s:：／/]")
"""How the heading over several articles begins."""
_OF_CEREMONY = compiled("第[0-9０-９一二三四五六七八九十百]{1,4}回")
_ALONE = compiled("(?:皆\\s?様|皆さま|皆さん|みなさま|みなさん)へ$")
"""Whom a text is for, which is its title where nothing else is."""
_A_STANZA, _WIDER = 3, 1.5  # lines; times as wide as a label the title under it is
_SHORTEST, _WIDEST = 5, 90  # characters of a title without a mark against it, columns of one
_NEAR_TITLE, _FEWEST_SECTIONS = 3, 3
_NAME_WITH_OFFICE = 2  # words


@dataclass(frozen=True, slots=True)
class Head:
    """The lines with the masthead told, and what it says of the article; empty where it says nothing."""

    lines: list[Line]
    title: str = ""
    """Of the first article of a magazine, which stands further on as a heading."""
    byline: str = ""
    day: dt.date | None = None
    """Of the meeting, where nothing says when its minutes were published."""
    has_several: bool = False
    """Whether it is of a magazine with several articles, whose authors did not write it all."""


_Kinds = dict[int, Kind]
"""The kind of each line of a head that is read so far, by its place among the lines."""


def is_of_ceremony(text: str) -> bool:
    """Whether a line is the title of what was said on the n-th such day: 第62回卒業式　式辞."""
    return bool(_OF_CEREMONY.search(text)) and bool(TITLED.search(text))


def told(lines: list[Line]) -> Head:
    """The head of a text with a masthead: its title told and joined, what stands over it no more read.

    The lines as they are where nothing says that there is a masthead, as on a page of the web.
    """
    if (page := reader_view.with_title(lines)) is not None:
        return Head(page)
    end = _end(lines)
    near = [n for n in range(end) if not lines[n].reason]
    is_of_web = any(line.reason not in _OF_HEADS or line.is_title for line in lines[:end])
    if not near or len(near) > REACH or is_of_web:
        return Head(lines)
    kinds = {n: Kind.LABEL if is_one_of_office(lines, n) else kind_of(lines[n].text) for n in near}
    kinds |= dict.fromkeys(kinds.keys() & days_of_diary([line.text for line in lines]), Kind.DATE)
    if (filed := _over_category(lines, kinds)) is not None:
        return Head(_without_category(_with_title(lines, kinds, filed), end))
    title = _title(lines, kinds)
    if title is not None and kinds[title] is Kind.SERIES:
        return _of_magazine(lines, kinds, title, end)
    if title is not None and (kinds[title] is Kind.SUBJECT or _is_masthead(lines, kinds, title)):
        return _of_masthead(lines, kinds, title)
    is_broken = _OPEN.search(lines[near[0]].text) and width(lines[near[0]].text) >= _NARROWEST_BROKEN
    return Head(_joined(lines, kinds, near[0]) if is_broken else lines)


def is_one_of_office(lines: list[Line], n: int) -> bool:
    """Whether others with the same office stand alone further down, over what each asks: 石井 剛 議員."""
    words = lines[n].text.split()
    if len(words) < _NAME_WITH_OFFICE or not _is_somebody(lines[n].text):
        return False
    others = (line.text for line in lines[n + 1 :] if line.text.split()[-1:] == words[-1:])
    return any(map(_is_somebody, others))


def _is_somebody(text: str) -> bool:
    name = text.removesuffix("さん").removesuffix("氏").strip()
    return is_named_by_office(text) or (name != text and looks_like_name(name))


def _end(lines: list[Line]) -> int:
    """Where the text begins: at a sentence, a heading that opens it, a table of contents; 0 if it is far."""
    for n, line in enumerate(lines[:_FAR]):
        is_notice = len(line.text) <= LONGEST and bool(ASKS.fullmatch(line.text))
        if not is_notice and (is_sentence(line) or line.text.endswith("。")):
            return n
        if line.reason == "table of contents":
            is_labelled = n > 0 and lines[n - 1].place + 1 == line.place and not lines[n - 1].reason
            return n - is_labelled
        if line.level or (n and not line.reason and _opens(lines, n)):
            return n
    return 0


def _opens(lines: list[Line], n: int) -> bool:
    """Whether a line is the first of the text: はじめに, a number, one of several marks."""
    text = lines[n].text[:LONGEST]
    is_numbered = _NUMBERED.match(text) and not MEETING.fullmatch(text)
    opens = opens_article(text) and not TITLED.search(text)
    if _BODY.fullmatch(text) or opens or BULLET.match(text) or is_numbered:
        return True
    mark = None if _is_over_title(lines, n) or SUBJECT.match(text) else MARK.match(text)
    return mark is not None and any(line.text.startswith(mark[0]) for line in lines[n + 1 :])


def _is_over_title(lines: list[Line], n: int) -> bool:
    """Whether a line is the number of a column in brackets, right over a line that may be its title."""
    below = lines[n + 1 : n + 2]
    is_close = bool(below) and below[0].place == lines[n].place + 1 and not is_sentence(below[0])
    return is_close and bool(COLUMN.fullmatch(lines[n].text))


def _title(lines: list[Line], kinds: _Kinds) -> int | None:
    """The place of the title: over what a meeting was if it may be, of the highest kind, the best of that."""
    rows = (n for n, kind in kinds.items() if kind is Kind.MEETING and not HANDED_IN.match(lines[n].text))
    meeting = next(rows, max(kinds) + 1)
    over = [n for n, kind in kinds.items() if kind is Kind.SUBJECT or (kind is Kind.PHRASE and n < meeting)]
    is_of_minutes = _is_of_minutes(lines, kinds) or any(TAKES_PART.match(lines[n].text) for n in kinds)
    over = over or [n for n in kinds if _ALONE.search(lines[n].text) and lines[n].opens and lines[n].closes]
    labels = [n for n, kind in kinds.items() if kind >= Kind.LABEL and (n < meeting or not is_of_minutes)]
    sections = _sections(lines)
    may_be = [n for n in over or labels if not (_is_verse(lines, kinds, n) or n in sections)]
    may_be = [n for n in may_be if any(map(str.isalnum, lines[n].text))]
    best = max(may_be, key=lambda n: (kinds[n], _worth(lines, kinds, n)), default=None)
    if best is None or best - 1 not in may_be or kinds[best - 1] != kinds[best]:
        return best
    is_second = _is_broken(lines, kinds, best - 1) and not _UNDER_HEADING.match(lines[best - 1].text)
    return best - 1 if is_second else best


def _sections(lines: list[Line]) -> set[int]:
    """The places of lines that open a block right over a sentence, three or more: headings of a bulletin."""
    found = {
        n
        for n, (line, below) in enumerate(pairwise(lines))
        if line.opens and not (line.closes or line.reason or has_stop(line.text)) and has_stop(below.text)
    }
    return found if len(found) >= _FEWEST_SECTIONS else set()


def _is_verse(lines: list[Line], kinds: _Kinds, n: int) -> bool:
    """Whether a line is one of three or more that stand together and tell nothing."""
    start = stop = n
    while kinds.get(start - 1) is Kind.PHRASE and lines[start].place == lines[start - 1].place + 1:
        start -= 1
    while kinds.get(stop + 1) is Kind.PHRASE and lines[stop + 1].place == lines[stop].place + 1:
        stop += 1
    return stop - start >= _A_STANZA - 1


def _worth(lines: list[Line], kinds: _Kinds, n: int) -> int:
    """How much a line looks like the title among others of its kind."""
    line, below = lines[n], lines[n + 1 : n + 2]
    worth = 3 * bool(TITLED.search(line.text)) + 2 * bool(_CLAUSE.search(line.text))
    worth += line.opens + line.closes + (line.opens and line.closes)
    worth -= 4 * bool(_UNDER_HEADING.match(line.text))
    worth -= (len(line.text) < _SHORTEST) + 3 * (width(line.text) > _WIDEST)
    if below and below[0].place == line.place + 1 and subtitles.is_subtitle(lines, n + 1):
        worth += 3
    return worth + 2 * any(kinds.get(m) is Kind.PERSON for m in (n + 1, n + 2))


def _over_category(lines: list[Line], kinds: _Kinds) -> int | None:
    """The title of an entry of a blog: right over its category, or over the date over that."""
    near = enumerate(lines[: max(kinds) + _NEAR_CATEGORY])
    category = next((n for n, line in near if _CATEGORY.fullmatch(line.text)), 0)
    over = [n for n, kind in kinds.items() if n < category and kind is not Kind.DATE][-1:]
    return next((n for n in over if category - n <= _NEAR_CATEGORY and kinds[n] >= Kind.LABEL), None)


def _without_category(lines: list[Line], end: int) -> list[Line]:
    is_category = [bool(_CATEGORY.fullmatch(line.text)) for line in lines[: end + 1]]
    over = [
        dropped(line, "details of the post" if is_one else "")
        for line, is_one in zip(lines, is_category, strict=False)
    ]
    return over + lines[end + 1 :]


def _of_magazine(lines: list[Line], kinds: _Kinds, title: int, end: int) -> Head:
    """The head of a magazine of which only the name stands over the text.

    Its title is that of its one article, else the name over a table of contents, but for a signed article.
    """
    has_contents = any(line.reason == "table of contents" for line in lines)
    is_of_issue = any(is_issue(lines[n].text) or OF_TIME.search(lines[n].text) for n in kinds)
    entries = issues.listed(lines) if has_contents else issues.marked(lines, end) if is_of_issue else []
    dressed = issues.dressed_headings(lines, end) if has_contents else []
    if words := issues.only_article(entries) or issues.only_article(dressed):
        return Head(_without(lines, kinds, end), words)
    place = (issues.under_column if has_contents else issues.under_rule)(lines, end)
    if is_of_issue and place is not None:
        bare = _without(lines, kinds, end)
        return Head([replace(line, is_title=n == place) for n, line in enumerate(bare)])
    has_banner = any(line.reason == "divider" for line in lines[:end])
    is_signed = has_banner and banners.signed_title(lines, end) is not None
    is_named = has_contents and is_issue(lines[title].text) and not is_signed
    if is_named or _is_masthead(lines, kinds, title):
        head = _of_masthead(lines, kinds, title)
        return replace(head, byline=_credited(lines, kinds), has_several=True) if is_named else head
    return Head(lines)


def _is_masthead(lines: list[Line], kinds: _Kinds, title: int) -> bool:
    """Whether a masthead is over the title, or under it what a meeting was."""
    over = {n: kind for n, kind in kinds.items() if n < title}
    if sum(kind is Kind.MEETING for n, kind in kinds.items() if n > title) > 1:
        return all(kind < Kind.PHRASE for kind in over.values())
    untold = sum(kind >= Kind.PHRASE for kind in over.values())
    is_alone = kinds[title] is Kind.FACT  # 株主の皆様へ
    if (kinds[title] < Kind.PHRASE and not is_alone) or untold > _MOST_UNTOLD:
        return False
    is_told = any(kind in (Kind.FACT, Kind.MEETING, Kind.SERIES) for kind in over.values())
    if is_told or any(speaker(lines[n].text) for n in over):
        return True
    labels = [lines[n].text for n, kind in over.items() if kind is Kind.LABEL]
    are_kickers = any(KICKER.fullmatch(label) or COLUMN.fullmatch(label) for label in labels)
    is_signed = are_kickers and any(
        kinds.get(n) is Kind.PERSON for n in range(title + 1, title + 1 + _NEAR_TITLE)
    )
    is_dated = Kind.DATE in over.values()
    offices = [label for label in labels if is_office(label) or is_dated]
    return is_signed or any(_WIDER * width(office) < width(lines[title].text) for office in offices)


def _of_masthead(lines: list[Line], kinds: _Kinds, title: int) -> Head:
    meeting = next((n for n, kind in kinds.items() if kind is Kind.MEETING), None)
    day = parse_date(lines[meeting].text) if meeting is not None and _is_of_minutes(lines, kinds) else None
    byline = _author(lines, kinds, title)
    return Head(_with_title(lines, kinds, title), "", byline, day)


def _credited(lines: list[Line], kinds: _Kinds) -> str:
    """Who wrote a magazine, as a line of its head says, with its day or without."""
    facts = Facts()
    for n in kinds:
        facts.take(lines[n].text)
    return facts.byline


def _is_of_minutes(lines: list[Line], kinds: _Kinds) -> bool:
    return any(_OF_MINUTES.search(lines[n].text) for n in kinds)


def _author(lines: list[Line], kinds: _Kinds, title: int) -> str:
    """Who is named under the title, else over it, else as who speaks."""
    people = {n: name for n in kinds if (name := writer_of(lines[n].text))}
    words = lines[title].text
    people = {n: name for n, name in people.items() if not is_sender_of_news(lines, n, words)}
    under = [name for n, name in people.items() if n > title and kinds[n] is Kind.PERSON]
    over = [name for n, name in people.items() if n < title and kinds[n] is Kind.PERSON]
    speakers = [name for n, name in people.items() if speaker(lines[n].text)]
    senders = [name for n, name in people.items() if n < title and SENDER.match(lines[n].text)]
    return next(iter([*(under if len(under) <= _MOST_NAMED else ()), *over, *speakers, *senders]), "")


def _with_title(lines: list[Line], kinds: _Kinds, title: int) -> list[Line]:
    """The lines, the title told, in one and without the label before it; the head around it dropped."""
    lines = _joined(_under_title(_without(lines, kinds, title), kinds, title), kinds, title)
    whole = lines[title]
    label = next(filter(None, (form.match(whole.text) for form in (SUBJECT, LABELLED, _MARKED))), None)
    text = whole.text[label.end() if label else 0 :].rstrip(_MARKS_BEHIND)
    before = [dropped(replace(whole, text=label[0].strip()), MASTHEAD)] if label else []
    return [*lines[:title], *before, replace(whole, text=text, is_title=True), *lines[title + 1 :]]


def _without(lines: list[Line], kinds: _Kinds, end: int) -> list[Line]:
    """The lines, those of the head before a place told as labels, but for dates."""
    told = {n for n, kind in kinds.items() if n < end and kind is not Kind.DATE}
    return [dropped(line, MASTHEAD if n in told else "") for n, line in enumerate(lines)]


def _under_title(lines: list[Line], kinds: _Kinds, title: int) -> list[Line]:
    """The lines, those of the masthead told that stand under the title: who sends it, a title in English."""
    under = {n: kind for n, kind in kinds.items() if n > title}
    is_of_series = any(kind is Kind.SERIES for n, kind in kinds.items() if n < title)
    is_of_minutes = _is_of_minutes(lines, kinds)
    reasons: dict[int, str] = {}
    for n, kind in under.items():
        is_label = is_office(lines[n].text) or (is_of_series and is_latin(lines[n].text))
        is_told = kind is Kind.FACT or (is_of_minutes and kind is Kind.MEETING)
        if is_told or (kind is Kind.LABEL and is_label):
            reasons[n] = MASTHEAD
    rest = [n for n in under if n > title + _is_broken(lines, kinds, title)]
    right_under = takewhile(lambda n: under[n] < Kind.SERIES, rest)
    named = [n for n in right_under if _is_named(lines[n].text, kinds[n])]
    reasons |= dict.fromkeys(named if len(named) <= _MOST_NAMED else (), BYLINE)
    return [dropped(line, reasons.get(n, "")) for n, line in enumerate(lines)]


def _is_named(text: str, kind: Kind) -> bool:
    """Whether a line names who wrote or speaks, in a form that nothing else tells by itself."""
    return bool(speaker(text) or kind is Kind.PERSON) and not Facts().take(text)


def _joined(lines: list[Line], kinds: _Kinds, title: int) -> list[Line]:
    """The lines, a title that goes on in a second line in one."""
    if not _is_broken(lines, kinds, title):
        return lines
    first, second = lines[title : title + 2]
    apart = "" if _OPEN.search(first.text) else "\u3000"
    whole = replace(first, text=f"{first.text}{apart}{second.text}", closes=second.closes)
    return [*lines[:title], whole, *lines[title + 2 :]]


def _is_broken(lines: list[Line], kinds: _Kinds, title: int) -> bool:
    """Whether the title goes on in the line right under it, and nothing else does."""
    first, below = lines[title], lines[title + 1 : title + 2]
    if not below or kinds.get(title + 1, Kind.DATE) < Kind.SERIES or below[0].place != first.place + 1:
        return False
    mark = MARK.match(first.text)
    if mark and below[0].text.startswith(mark[0]):
        return False  # the next of a list of labels
    is_end = below[0].closes or kinds.get(title + 2, Kind.PHRASE) is not Kind.PHRASE
    is_label = width(first.text) < _NARROWEST_BROKEN and not _OPEN.search(first.text)
    return is_end and not (first.closes or is_label)
