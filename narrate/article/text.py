"""Plain text → Article: title, date, byline, sections; what is not prose is dropped with a reason.

An article pasted as text has no marks, so lines are told apart by form. The *masthead* is what stands
before the first prose: site label, title, date, language menu, byline; ``blocks`` knows what is under it.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from itertools import pairwise

from narrate.article import (
    author,
    banners,
    chats,
    clutter,
    heads,
    mail_head,
    page_end,
    page_head,
    pasted,
    signatures,
    speeches,
    statutes,
    subtitles,
    text_tables,
)
from narrate.article.blocks import blocks
from narrate.article.diaries import days_of_diary
from narrate.article.facts import BYLINE, DATED, Facts, chronicled, is_date, is_issue, is_month, issued
from narrate.article.head_lines import ASKS, KICKER, TAKES_PART, is_sender_of_news
from narrate.article.heading_words import ASIDE, TOLD_OF
from narrate.article.lines import Line, has_sentence, lines_of
from narrate.article.marked_headings import LONGEST_HEADING, of_chapters, of_series
from narrate.article.page_labels import is_language_menu, is_page_label
from narrate.article.people import (
    is_firm,
    is_name,
    is_named_by_office,
    is_office,
    is_organization,
    looks_like_name,
    without_office,
)
from narrate.article.phrases import is_any_fact, opens_article
from narrate.article.pieces import Aloud, Piece, assemble, dressed, without_numbers
from narrate.article.said import BEGINS_AT
from narrate.article.wrapping import width
from narrate.cuts import FINAL
from narrate.model import Article, Dropped
from narrate.patterns import compiled

_MASTHEAD_LINES = 12  # date and byline stand within the first lines or not at all
_LABEL_WIDTH = 24  # half-width columns: a site label is a word or two
_TITLE_FALLBACK = 40  # characters of the first sentence
_TITLE = 120  # characters; a longer line is a paragraph
_TAGS = compiled(r"(?:[^,、。\sぁ-ん][^,、。ぁ-ん]{0,20},\s){2,8}[^,、。ぁ-ん]{1,30}")
_TAGS_REACH = 2  # lines under the date
_OF_MARKDOWN = compiled(r"^#{1,6}\s+")
_NAME_REACH = 4  # lines from the title on
_A_STANZA = 3  # lines
_DESK = 2  # lines between a date and who wrote it, as a report has its office there
_FEW_LABELS = 2  # over a title that has no date
_OF_OFFICES = compiled(r"(?:[*＊†‡]|[0-9０-９]{1,2}[)）]|[¹²³])\s?\S")
"""A line under marked names that tells where they work."""
_OPENS_LETTER = compiled("(?:拝啓|謹啓|前略|拝復|皆\\s?様|皆さま|皆さん|みなさま|みなさん|各位)[、。]?")
_SALUTED = compiled("(?:拝啓|謹啓|前略|拝復)[、。]?")
_IN_BRACKETS = compiled("[（(](?P<inside>[^（()）。]{2,40})[)）]")
"""What the one is whose name stands over it."""
_TITLE_AND_ADDRESSED = 2  # lines
_SERIES = compiled(r"(?:特集|連載|シリーズ|コラム)(?:[\s　:：／/]|$)")


def parse(text: str, name: str, aloud: Aloud) -> Article:
    """Find the parts of an article in plain text; ``name`` is its title if nothing in it is."""
    lines = chats.without_times(speeches.without_times(lines_of(text)))
    law = next((statutes.day(line.text) for line in lines if line.reason == DATED), None)
    reach = max(_MASTHEAD_LINES, page_head.first_sentence(lines))
    lines = [
        replace(line, reason="") if n < reach and _may_be_fact(line) else line for n, line in enumerate(lines)
    ]
    head = heads.told(lines)
    lines = banners.with_title(author.without_offices(head.lines))
    framed = next((line.place for line in lines if line.is_title), None)
    lines = page_end.without_tail(page_end.without_end_matter(pasted.without_furniture(lines)))
    mail = Facts()
    mail_head.take(lines, mail)
    lines = mail_head.with_title(lines, mail.title)
    subject = mail.title or head.title
    masthead = _Masthead([line for line in lines if not line.reason], subject, framed, head.byline)
    masthead.facts.date = (
        masthead.facts.date or mail.date or _day_of_issue(lines[:_MASTHEAD_LINES]) or head.day or law
    )
    masthead.facts.title = masthead.facts.title or name
    masthead.facts.byline = head.byline if head.has_several else author.byline(lines, masthead.facts, mail)
    if masthead.is_subject_said:
        lines = mail_head.without_subject(lines, masthead.facts.title)
    unread = [(line.place, Dropped(line.text, line.reason)) for line in lines if line.reason]
    placed: list[tuple[int, Piece]] = [*unread, *masthead.dropped, *blocks(masthead.body), *masthead.signed]
    placed.sort(key=lambda each: each[0])
    title = next((line.place for line in lines if line.is_title and not line.reason), 0)
    start = min([title, *(place for place, piece in placed if not isinstance(piece, Dropped))])
    masthead.facts.dropped += [
        piece for place, piece in placed if place < start and isinstance(piece, Dropped)
    ]
    pieces = [piece for place, piece in placed if place >= start]
    if any(line.level for line in lines):
        pieces = clutter.without_empty_headings(pieces, [reason for reason, said in aloud.items() if said])
    return assemble(masthead.facts, without_numbers(pieces), aloud, says_title=masthead.spoken_title)


def _may_be_fact(line: Line) -> bool:
    """Whether a line near the start says the date or the byline, though it is clutter elsewhere."""
    is_about_the_post = line.reason in ("credit line", "details of the post")
    return is_about_the_post and bool(Facts().take(line.text))


class _Masthead:
    """Splits the lines into masthead facts, dropped lines and the body."""

    def __init__(self, lines: list[Line], subject: str, framed: int | None, byline: str) -> None:
        self.facts = Facts(byline=byline)
        self.dropped: list[tuple[int, Dropped]] = []
        self.body: list[Line] = []
        self.signed: list[tuple[int, Dropped]] = []
        said = (i for i, line in enumerate(lines) if _is_said(line) and not line.is_title)
        prose = next(said, len(lines))
        begun = next(iter(of_chapters(lines)), len(lines))  # what is told further down is of the text
        reach = min(_MASTHEAD_LINES, _masthead_end(lines, prose), begun)
        texts = [line.text for line in lines]
        days = chronicled(texts).union(days_of_diary(texts))
        above = next((i for i, line in enumerate(lines) if line.is_title), 0)
        days |= {i for i in range(above + 1, reach) if BEGINS_AT.match(texts[i])}
        facts = [self._fact(line) if i < reach and i not in days else "" for i, line in enumerate(lines)]
        self._take_month(lines, facts, min(prose, reach))
        last_fact = max((i for i, fact in enumerate(facts) if fact), default=-1)
        beside_date = [any(f.startswith("date") for f in facts[max(i - 1, 0) : i + 2]) for i in range(reach)]
        self._take_labels(lines, facts, subject, min(prose, reach), beside_date)
        self._take_letter_head(lines, facts, min(prose, reach), is_titled=bool(subject))
        facts[:] = _with_tags(lines, facts, min(prose, last_fact + 1 + _TAGS_REACH))
        told = next((i for i, line in enumerate(lines[:reach]) if line.is_title), None)
        if told is not None and _is_other_issue(lines[told].text, subject):
            told = None
        title = self._title_index(lines, facts, prose, last_fact) if told is None else told
        if title is not None and subject and lines[title].place != framed:
            title = mail_head.title_below(texts, title, reach, subject)
        self.is_subject_said = title is None and bool(subject)
        self.spoken_title = title is not None or self.is_subject_said
        self._take_names(lines, facts, title, min(prose, reach), beside_date)
        self._tell_names(lines, facts, title, min(prose, reach))
        self._tell_apart(lines, facts, title, min(prose, last_fact))
        self.body, self.signed = signatures.take(self.body, self.facts)
        bare = dressed(self.facts.title)
        self.facts.title = _OF_MARKDOWN.sub("", bare["words"] if bare else self.facts.title) or subject
        if not self.facts.title and self.body:
            is_no_title = self.body[0].is_said or _OPENS_LETTER.fullmatch(self.body[0].text)
            opening = self.body[bool(is_no_title) and len(self.body) > 1]
            self.facts.title = _shorten(opening.text.lstrip("> ＞"))

    @staticmethod
    def _take_month(lines: list[Line], facts: list[str], end: int) -> None:
        """The month in which it was printed, as a report has it beside its title; no heading of a diary."""
        months = [i for i, line in enumerate(lines) if is_month(line.text)]
        is_beside = any(not fact for i, fact in enumerate(facts[:end]) if i not in months)
        is_over_text = months[:1] == [end - 1]  # as a story says when it begins
        if len(months) == 1 and months[0] < end and is_beside and not is_over_text:
            facts[months[0]] = facts[months[0]] or "date without a day"

    @staticmethod
    def _take_labels(
        lines: list[Line], facts: list[str], subject: str, end: int, beside_date: list[bool]
    ) -> None:
        """Whom it greets, which issue of what it is, and where marked names work."""
        are_issues = [_is_other_issue(line.text, subject) for line in lines[:end]]
        for i, line in enumerate(lines[:end]):
            is_letter = page_head.ADDRESSED.fullmatch(line.text)
            is_greeting = mail_head.GREETED.fullmatch(line.text) and not is_letter
            if is_greeting and (subject or any(facts[:i])):
                facts[i] = facts[i] or "mail header"
            is_in_list = sum(are_issues[max(i - 1, 0) : i + 2]) > 1
            is_title_below = i > 0 or facts[:end].count("") > 1
            is_house = is_firm(line.text) or (
                is_title_below and beside_date[i] and is_organization(line.text)
            )
            is_of_house = is_house and (beside_date[i] or _is_one_office(lines, i, end))
            is_label = (are_issues[i] and not is_in_list) or is_of_house
            if not facts[i] and is_label:
                facts[i] = "site label"
            elif i and facts[i - 1] in (BYLINE, "author profile") and _OF_OFFICES.match(line.text):
                facts[i] = "author profile"

    def _take_names(
        self, lines: list[Line], facts: list[str], title: int | None, end: int, beside_date: list[bool]
    ) -> None:
        """The author under the title, and in brackets under the name what the author is."""
        if title is not None and not self.facts.byline:
            under = title + 1 + subtitles.is_subtitle(lines, title + 1) if title + 1 < end else end
            under += under + 1 < end and bool(_IN_BRACKETS.fullmatch(lines[under].text))
            for i in range(title + 1, min(title + _NAME_REACH, end)):
                is_near = beside_date[i] or i == under
                beside = (lines[i - 1], *lines[i + 1 : i + 2])
                is_of_list = not beside_date[i] and any(map(_names_somebody, beside))
                is_of_list |= heads.is_one_of_office(lines, i)
                is_of_list |= any(text_tables.is_over_cast(line.text) for line in lines[title + 1 : i])
                is_of_verse = not beside_date[i] and _is_of_stanza(lines, facts, i)
                if not (facts[i] or is_of_list or is_of_verse or lines[i].is_clause):
                    facts[i] = self.facts.take_name(lines[i].text, is_near)
        if title is not None and not self.facts.byline:
            for i in range(min(title, end)):
                is_of_desk = any(fact.startswith("date") for fact in facts[max(i - _DESK, 0) : i])
                if not facts[i] and is_of_desk and is_name(without_office(lines[i].text)):
                    facts[i] = self.facts.take_name(lines[i].text, is_beside_date=True)
        for i in range(1, end):
            bracket = _IN_BRACKETS.fullmatch(lines[i].text)
            if facts[i - 1] == BYLINE and not facts[i] and bracket and is_office(bracket["inside"]):
                facts[i] = "author profile"

    def _tell_names(self, lines: list[Line], facts: list[str], title: int | None, end: int) -> None:
        """The author's name a second time, and who heads the firm whose news it is: no author of it."""
        if title is None:
            return
        for i in range(1, end):
            if not facts[i] and i != title and lines[i].text == self.facts.byline:
                facts[i] = BYLINE
            if facts[i] == BYLINE and is_sender_of_news(lines, i, lines[title].text):
                self.facts.byline, facts[i] = "", "site label"

    def _tell_apart(self, lines: list[Line], facts: list[str], title: int | None, end: int) -> None:
        """Sort the lines into title, dropped ones and body; short ones up to ``end`` are labels."""
        for i, line in enumerate(lines):
            label = title is not None and i < title
            label |= i < end and any(facts[:i]) and width(line.text) <= _LABEL_WIDTH
            label &= not self.is_subject_said  # under the head of a mail nothing is of a site
            is_subtitle = title is not None and i == title + 1 and subtitles.is_of_title(lines, i)
            if i == title or is_subtitle:
                words, day = issued(line.text)
                self.facts.title = f"{self.facts.title}\u3000{words}".strip()
                self.facts.date = self.facts.date or day
                if day:
                    behind = Dropped(line.text.removeprefix(words).strip(), DATED)
                    self.dropped.append((line.place, behind))
            elif facts[i]:
                self.dropped.append((line.place, Dropped(line.text, facts[i])))
            elif label:
                reason = "credit line" if re.search("[:：]", line.text) else "site label"
                self.dropped.append((line.place, Dropped(line.text, reason)))
            else:
                self.body.append(line)

    def _take_letter_head(self, lines: list[Line], facts: list[str], end: int, is_titled: bool) -> None:
        """To whom a letter goes, and right under it who sends it: an office, a name behind one."""
        if not is_titled and facts[:end].count("") < _TITLE_AND_ADDRESSED:
            return  # it is the title
        start = next(
            (i for i in range(end) if not facts[i] and page_head.ADDRESSED.fullmatch(lines[i].text)), end
        )
        for i in range(start, end if is_titled else end - 1):
            name = without_office(lines[i].text)
            if name != lines[i].text and looks_like_name(name):
                facts[i] = self.facts.take_name(lines[i].text, is_beside_date=True)
            elif i == start or page_head.SENDER.fullmatch(lines[i].text):
                facts[i] = "site label"
            if not facts[i]:
                return

    def _fact(self, line: Line) -> str:
        """The reason to drop a masthead line, having taken what it says; empty if it is none."""
        fact = "" if line.is_title or has_sentence(line.text) else self.facts.take(line.text)
        return fact or ("language menu" if is_language_menu(line.text) else "")

    @staticmethod
    def _title_index(lines: list[Line], facts: list[str], prose: int, last_fact: int) -> int | None:
        """The first line that is neither a fact nor a label before a longer one."""
        end = prose if prose else (1 if last_fact > 0 else 0)
        candidates = [i for i in range(min(end, len(lines))) if not facts[i] and len(lines[i].text) <= _TITLE]
        headings = {
            *of_series(lines, candidates[1:]),
            *days_of_diary([line.text for line in lines]),
        }
        candidates = [i for i in candidates if i not in headings and not _SALUTED.fullmatch(lines[i].text)]
        candidates = [i for i in candidates if "://" not in lines[i].text] or candidates
        candidates = [i for i in candidates if not _is_no_title(lines[i].text)] or candidates
        unlabelled = [i for i in candidates if not is_page_label(lines[i].text)]
        first = lines[unlabelled[0]].text if unlabelled else ""
        is_author = looks_like_name(first) and not _is_told_of(first, lines[prose:])
        if first and not (opens_article(first) or is_author):
            candidates = unlabelled
        if not candidates and prose < last_fact and len(lines[prose].text) <= LONGEST_HEADING:
            return prose  # a title that ends like a sentence, with the date or byline after it
        if (titled := next((i for i in candidates if _has_subtitle(lines, i)), None)) is not None:
            return titled
        above = [width(lines[i].text) for i in candidates]
        if max(above, default=0) <= _LABEL_WIDTH and _is_over_date(lines, facts, prose):
            return prose
        is_menu = all(lines[i].text.isascii() for i in candidates[:-1])
        if is_menu and len(above) > _FEW_LABELS and above[-1] > 2 * _LABEL_WIDTH / 1.5 >= max(above[:-1]):
            return candidates[-1]
        first_fact = next((i for i, fact in enumerate(facts) if fact), len(lines))
        for i, following in pairwise(candidates):
            if is_any_fact(lines[following].text) or TAKES_PART.match(lines[i + 1].text):
                return i  # over the time and the place of a meeting, or who was there
            is_series = _SERIES.match(lines[i].text) or KICKER.fullmatch(lines[i].text)
            is_wider = width(lines[following].text) > width(lines[i].text)
            is_issued = is_issue(lines[i].text) and not heads.is_of_ceremony(lines[i].text)
            if is_issued or (is_series and is_wider):
                continue
            longer = width(lines[following].text) >= 1.5 * width(lines[i].text)
            is_short = width(lines[i].text) <= _LABEL_WIDTH and not TOLD_OF.match(lines[i].text)
            if not (is_short and longer and following < first_fact < len(lines)):
                return i
        return candidates[-1] if candidates else None


def _is_no_title(text: str) -> bool:
    is_mark = not any(map(str.isalnum, text))
    return bool(is_mark or ASIDE.fullmatch(text) or TAKES_PART.match(text) or ASKS.fullmatch(text))


def _is_told_of(name: str, lines: list[Line]) -> bool:
    """Whether a text speaks of whom or what stands over it: 松本城 is no author then."""
    return any(name.replace(" ", "").replace("\u3000", "") in line.text for line in lines)


def _names_somebody(line: Line) -> bool:
    return is_name(line.text) or is_named_by_office(line.text)


def _is_said(line: Line) -> bool:
    return line.is_said or has_sentence(line.text)


def _is_of_stanza(lines: list[Line], facts: list[str], i: int) -> bool:
    """Whether a line begins three or more in a block that tell nothing, as verse does."""
    block = lines[i : i + _A_STANZA]
    is_block = len(block) == _A_STANZA and not any(line.closes for line in block[:-1])
    return is_block and not any(facts[i : i + _A_STANZA] or map(has_sentence, (line.text for line in block)))


def _is_one_office(lines: list[Line], i: int, end: int) -> bool:
    """Whether a firm is named alone between title and the first heading, as on the cover of a report."""
    is_between = 0 < i < end - 1
    return is_between and not any(is_firm(line.text) for line in lines[:i] + lines[i + 1 :])


def _has_subtitle(lines: list[Line], i: int) -> bool:
    """Whether the rest of a title stands right under a line, and a dash before it or on both sides."""
    below = lines[i + 1 : i + 2]
    is_right_under = any(line.place == lines[i].place + 1 for line in below)
    return is_right_under and subtitles.is_subtitle(lines, i + 1) and not subtitles.looks_so(lines[i].text)


def _day_of_issue(lines: list[Line]) -> dt.date | None:
    """The day behind the name and the number of the paper, which stands over the title."""
    return next(filter(None, (issued(line.text)[1] for line in lines if len(line.text) <= _TITLE)), None)


def _is_other_issue(text: str, subject: str) -> bool:
    """Whether a line of a mail tells the number of an issue and is not what the subject says."""
    is_said = mail_head.is_subject(text, subject) or mail_head.is_issue_of_subject(text, subject)
    return bool(subject) and is_issue(text) and not is_said


def _with_tags(lines: list[Line], facts: list[str], end: int) -> list[str]:
    """The facts with the tags right under the date, and with the category over them."""
    told = list(facts)
    for i in range(1, end):
        if _TAGS.fullmatch(lines[i].text):
            start = i if facts[i - 1] or i < 2 or not facts[i - 2] else i - 1
            told[start : i + 1] = [fact or "tags" for fact in facts[start : i + 1]]
    return told


def _is_over_date(lines: list[Line], facts: list[str], prose: int) -> bool:
    """Whether the first line that ends like a sentence is short and stands right over the date."""
    is_dated = any(fact.startswith("date") for fact in facts[prose + 1 : prose + 2])
    is_last = not any(map(_is_said, lines[prose + 2 :]))  # a day under the last sentence is that of a letter
    return is_dated and not is_last and len(lines[prose].text) <= LONGEST_HEADING


def _masthead_end(lines: list[Line], prose: int) -> int:
    """Where date and byline cannot stand any more: at the first prose.

    A title or a lead that ends like a sentence may stand before them; several dates are headings.
    """
    after = prose + 1
    while after < len(lines) and not has_sentence(lines[after].text):
        after += 1
    dates = sum(is_date(line.text) for line in lines)
    return after if dates <= 1 else prose


def _shorten(text: str) -> str:
    first = re.split(f"(?<=[{FINAL}])", text, maxsplit=1)[0].strip()
    return first if len(first) <= _TITLE_FALLBACK else first[: _TITLE_FALLBACK - 1] + "…"
