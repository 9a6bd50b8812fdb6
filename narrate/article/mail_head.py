"""What stands over a mail: who sent it to whom, when and about what, and who is greeted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from narrate.article.facts import Facts, parse_date
from narrate.article.people import is_firm, is_name
from narrate.patterns import compiled

if TYPE_CHECKING:
    from narrate.article.lines import Line

_ROWS, _FEW, _FEWEST_ROWS = 10, 2, 3  # in which the head stands; of a head; of that of a mail within a mail
_GREETING_ROWS = 30
_LONGEST_ADDRESSEE = 30  # characters of a row over the name of who is greeted
_LONGEST_TITLE = 120  # characters
OF_ISSUE = compiled(
    r"(?:第\s?[0-9０-９]{1,5}\s?[号回話]|(?:vol|no)\.?\s?[0-9]{1,5}|#[0-9]{1,5})[\s:：]+(?!\S*(?:通巻|編集|発行|配信|担当|[:：]))\S{4}",
    re.IGNORECASE,
)
"""A title that says which issue it is of, under the name of the magazine."""
_SHORTEST_TITLE = 6  # characters of what the subject says too
_HEAD = compiled(
    r"(?:(?P<subject>Subject|件名)|(?P<date>Date|Sent|(?:送信)?日時|日付|配信日)|(?P<sender>From|差出人|送信者)"
    r"|To|Cc|Bcc|Sender|宛先|返信先|Newsgroups|Organization|Distribution|Xref|User-Agent"
    r"|Lines(?=: ?[0-9])|Path(?=:.*!)|References(?=: ?<)"
    r"|In-Reply-To|Followup-To|(?:Reply|List|Message|MIME|Content|Return"
    r"|X)-[A-Za-z-]+)\s?[:：]\s?(?P<value>.*)",
    re.IGNORECASE,
)
_FORWARDED = compiled(
    r"(?:(?:Re|Fwd?|転送|返信)\s?[:：]\s*|\[[^\[\]]{1,30}[:：, ]\s?\d{1,6}\]\s*)+", re.IGNORECASE
)
"""What mail programs and mailing lists write before a subject."""
ANSWERED, SENT_ON = "Original Message|元のメッセージ", "Forwarded [Mm]essage|転送(?:された)?メッセージ"
"""What mail programs call the mail that is answered, or sent on, over it; as regular expressions."""
QUOTES = (">", "＞")
"""How its lines begin."""
_OVER_ANSWERED = compiled(rf"[-_–—─=]{{3,}}\s?(?:{ANSWERED})\s?[-_–—─=]*|_{{10,}}", re.IGNORECASE)
_OVER_SENT_ON = compiled(rf"[-_–—─=]{{3,}}\s?(?:{SENT_ON})\s?[-_–—─=]*", re.IGNORECASE)
_SUBJECT_OF_SENT_ON = compiled(r"(?:Fwd?|転送)\s?[:：]", re.IGNORECASE)
_SENT = compiled(r"(?:Sent|送信日時)\s?[:：]", re.IGNORECASE)
"""What Outlook alone writes."""
_LABEL = compiled(
    r"[【\[［〔][^】\]］〕]{1,40}[】\]］〕]\s*(?:第\s?[0-9０-９]{1,4}\s?[回号話]\s*|#[0-9]{1,4}\s+)?"
)
_ISSUE_BEHIND = compiled(
    r"\s*[（(【\[［〔](?:[^（()）]{0,20}[0-9０-９]{1,4}[号巻]|(?:vol|no)\.?\s?\d{1,5}|\d{1,2}/\d{1,2})"
    r"[^（()）]{0,8}[)）】\]］〕]$",
    re.IGNORECASE,
)
"""The number or the day of an issue at the end of its subject."""
_LONGER = compiled(r"\s?[―—–─〜～]\s?\S|\s+[-:：]\s+\S")
"""What stands in the text behind a title that the subject has without its second part."""
_AROUND = compiled(r"^[\W_]+|[\W_]+$")
GREETED = compiled(
    r"(?:[一-鿿々ァ-ヶー]{3,10}|[一-鿿々ァ-ヶー]{1,6}[ 　][一-鿿々ぁ-んァ-ヶー]{1,6}[ 　]?)"
    r"(?<![模王神姫])(?:様|さま)[、,]?"
    r"|(?:(?:読者|会員|購読者|お客様)の?)?(?:皆|みな)(?:様|さま|さん)[、,]?"
    r"|(?:Hi|Hello|Hey|Dear)\b[^.。]{0,40}[,!、]"
)
"""Whom a mail is for, on a line of its own over what it says."""
MAILBOX = compiled(
    r".{1,40}<[^<>\s]+@[^<>\s]+>.{0,10}|受信(?:トレイ|箱)|Inbox|To[:：]? ?自分|自分 ?宛|to me", re.IGNORECASE
)
"""What a mail program shows over a mail."""
_OF_ADDRESS = compiled(
    r"(?:(?:会員|お?客様|顧客|購読者?|読者|契約|登録|ご?注文)(?:番号|No\.?|ID)"
    r"|No\.)\s?[:：]?\s?[A-Za-z0-9-]{1,20}"
    r"|〒\s?[0-9]{3}-?[0-9]{4}.*"
    r"|[一-鿿ヶ々]{1,4}[都道府県市区町村郡][^。、はがをにでも]*[0-9０-９一二三四五六七八九十]"
    r"(?:号|番地?|丁目|号室|[Ff階])?"
)
"""A member's number, or where somebody lives."""
_ADDRESS = compiled(r"<?[^<>\s]+@[^<>\s]+>?")


def mark(rows: list[str], reasons: list[str]) -> None:
    """Two rows or more of a head at the start, and who is greeted with the rows of the address over that."""
    over = rows[:_ROWS]
    start = next((n for n, row in enumerate(over) if _HEAD.match(row)), 0)
    end = over.index("", start) if "" in over[start:] else len(over)
    heads = {n: head for n, row in enumerate(over[:end]) if (head := _HEAD.match(row))}
    is_told_of = any("。" in row for row in over[:start])
    is_mail = len(heads) > 1 and not is_told_of and _is_of_mail([*heads.values()])
    shown = [n for n, row in enumerate(over) if MAILBOX.fullmatch(row)]
    found = [*(heads if is_mail else ()), *(shown if any("@" in rows[n] for n in shown) else ())]
    near = rows[:_GREETING_ROWS]
    said = next((n for n, row in enumerate(near) if "。" in row and not reasons[n]), len(near))
    greeted = next((n for n, row in enumerate(near[:said]) if GREETED.fullmatch(row)), -1)
    first = greeted
    while is_mail and end < first and _is_of_address(rows[first - 1]):
        first -= 1
    is_alone = first - 1 <= end or not rows[first - 1]
    addressed = range(first if is_alone else greeted, greeted + 1) if greeted >= 0 else ()
    for n in (*found, *addressed) if found else ():
        reasons[n] = "mail header"


def mark_answered(rows: list[str], reasons: list[str]) -> None:
    """In a mail, the mail that it answers, with its head, to the end; of one that is sent on only the head.

    Where answers stand between its lines, only these are left out.
    """
    if reasons[:_ROWS].count("mail header") < _FEW:
        return
    top = reasons.index("mail header")
    if top and _OVER_SENT_ON.fullmatch(rows[top - 1]):
        reasons[top - 1] = "mail header"
    own = rows.index("", top) if "" in rows[top:] else len(rows)
    heads = ((start, _end_of_answered_head(rows, start)) for start in range(own, len(rows)))
    start, end = next(((start, end) for start, end in heads if end), (len(rows), len(rows)))
    is_sent_on = (
        all(reasons[n] for n in range(own, start) if rows[n])
        or _OVER_SENT_ON.fullmatch("".join(rows[start : start + 1]))
        or _SUBJECT_OF_SENT_ON.match(_subject(rows[:own]))
    )
    is_between = any(row.startswith(QUOTES) for row in rows[end:])
    for n in range(start, end if is_sent_on else len(rows)):
        if n < end or not is_between or rows[n].startswith(QUOTES):
            reasons[n] = "mail header" if is_sent_on else "quoted mail"
        if not rows[n]:
            reasons[n] = ""


def _subject(rows: list[str]) -> str:
    heads = filter(None, map(_HEAD.match, rows))
    return next((head["value"] for head in heads if head["subject"]), "")


def _end_of_answered_head(rows: list[str], start: int) -> int | None:
    """Where the head of a mail within a mail ends that begins in a row; None if none does."""
    is_named = bool(_OVER_ANSWERED.fullmatch(rows[start]) or _OVER_SENT_ON.fullmatch(rows[start]))
    first = next((n for n in range(start + 1, len(rows)) if rows[n]), len(rows)) if is_named else start
    heads = [head for head in takewhile(bool, map(_HEAD.match, rows[first : first + _ROWS])) if head]
    is_of_outlook = any(_SENT.match(head.group()) for head in heads)
    is_head = len(heads) >= _FEWEST_ROWS and any(head["sender"] for head in heads) and _is_of_mail(heads)
    return first + len(heads) if is_head and (is_named or is_of_outlook) else None


def _is_of_mail(heads: list[re.Match[str]]) -> bool:
    """Whether rows say what a mail is about, or who sent it and when or whence: tickets have From and To."""
    is_sent = any(head["sender"] for head in heads)
    is_placed = any(head["date"] or "@" in head["value"] for head in heads)
    return any(head["subject"] for head in heads) or (is_sent and is_placed)


def _is_of_address(row: str) -> bool:
    """Whether a row over the name of who is greeted is a number, an address, a company or a name."""
    is_told = _OF_ADDRESS.fullmatch(row) or is_firm(row) or is_name(row)
    return bool(is_told) and len(row) <= _LONGEST_ADDRESSEE


def take(lines: list[Line], facts: Facts) -> None:
    """The date and the subject of a mail, and who sent it."""
    for head in filter(None, (_HEAD.match(line.text) for line in lines if line.reason == "mail header")):
        if head["date"]:
            facts.date = facts.date or parse_date(head["value"])
        elif head["subject"]:
            facts.title = facts.title or _own_words(head["value"], lines)
        elif head["sender"] and is_name(name := _ADDRESS.sub("", head["value"]).strip(" \"'()（）")):
            facts.byline = facts.byline or name


def with_title(lines: list[Line], subject: str) -> list[Line]:
    """The lines, the one under the head that says the subject told as the title."""
    near = (n for n, line in enumerate(lines[:_GREETING_ROWS]) if is_subject(line.text, subject))
    title = next(near, None)
    if title is None:
        return lines
    return [
        replace(line, is_title=n == title, reason="" if n == title else line.reason)
        for n, line in enumerate(lines)
    ]


def is_subject(text: str, subject: str) -> bool:
    """Whether a line of a mail says its subject and nothing else."""
    return bool(subject) and _bare(text) == _bare(subject)


def is_of_subject(text: str, subject: str) -> bool:
    """Whether a line of a mail says what its subject says, or a part of it."""
    short, long = sorted(map(_bare, (text, subject)), key=len)
    return is_subject(text, subject) or (len(short) >= _SHORTEST_TITLE and short in long)


def is_issue_of_subject(text: str, subject: str) -> bool:
    """Whether a line says a part of what its subject says, which begins with the number of an issue."""
    return bool(OF_ISSUE.match(text)) and is_of_subject(text, subject)


def title_below(texts: Sequence[str], place: int, end: int, subject: str) -> int | None:
    """Where the title of a mail is: what its subject says, or an issue in it, before ``end``; else ``place``.

    None if the line there is of no part of the subject either.
    """
    ways = (is_subject, is_issue_of_subject)
    sure = (n for is_title in ways for n in range(place, end) if is_title(texts[n], subject))
    return next(sure, place if is_of_subject(texts[place], subject) else None)


def without_subject(lines: list[Line], subject: str) -> list[Line]:
    """The lines, that of a mail's subject without what is said as the title."""
    for n, line in enumerate(lines):
        head = _HEAD.match(line.text) if line.reason == "mail header" else None
        if head and head["subject"] and head["value"].endswith(subject):
            bare = replace(line, text=line.text.removesuffix(subject).strip())
            return [*lines[:n], bare, *lines[n + 1 :]]
    return lines


def _own_words(subject: str, lines: list[Line]) -> str:
    """The subject without what programs set before it, nor labels that its title in the text lacks."""
    own = _FORWARDED.sub("", subject, count=1) or subject
    rest = _ISSUE_BEHIND.sub("", _LABEL.sub("", own, count=1))
    short = [line.text for line in lines if len(line.text) <= _LONGEST_TITLE and not line.reason]
    longer = (text for text in short if text.startswith(rest) and _LONGER.match(text[len(rest) :]))
    if len(rest) >= _SHORTEST_TITLE and (whole := next(longer, "")):
        return whole
    is_title = any(_bare(text) == _bare(rest) for text in short)
    return rest if rest and is_title else own


def _bare(text: str) -> str:
    return _AROUND.sub("", "".join(text.split()))
