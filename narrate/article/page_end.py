"""Where the article ends on a page that was copied whole: buttons, lives of authors, other articles."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate, pairwise, takewhile

from narrate.article.facts import is_date, is_month
from narrate.article.lines import STYLE, Line, dropped, has_stop, is_sentence, says_something
from narrate.article.people import is_organization, looks_like_name, without_office
from narrate.article.phrases import is_any_fact, reason_at, section_reason
from narrate.article.wrapping import BULLET
from narrate.patterns import compiled

_SIGNS = frozenset((
    "advertisement", "author profile", "call to subscribe", "comments", "contact", "cookie notice",
    "footer", "navigation", "paywall", "related links", "share buttons", "tags",
))  # fmt: skip
"""What stands around an article, and never starts it again."""
_LABELS_OF_PROSE = frozenset(("author profile", "call to subscribe", "comments", "contact"))
"""What may have a few sentences under it."""
_BEHIND = "after the article"
_TAIL = 0.15  # of the sentences may stand after the end: notices
_LABELLED = 0.25  # under labels of prose; or
_LIFE = 150  # characters, if they are not more than
_MOST_LABELLED = 0.4
_LONGEST_NOTICE = 70  # characters of one of them
_LONGEST_LIFE = 300  # characters under a label such as この記事を書いた人
_CUT_OFF = compiled(r"(?:…|\.{3}|。{3})[\]）)]?$")
"""How the beginning of another article ends in a list of them."""
_IS_OVER = compiled(r"[\W_]*(?!以)\w{1,3}[\W_]*")
_NOTE = compiled(r"(?:注|註)\s?[0-9０-９]|[0-9０-９]{1,2}\t")
"""A numbered note; word processors copy a tab behind its number."""
_OF_WORK = compiled(
    "生まれ|在住|出身|卒業|著書|作家|ライター|翻訳家|編集者|研究者|プロフィール|略歴|初出|所収|掲載|収録|(?:本作|本稿|この(?:作品|小説|話|文章)|登場)は"
)
"""What says who the author is, or where a work was printed first."""
_OF_BULLETINS = frozenset((
    "boxed notice", "contact", "footer", "running head", "signature",
))  # fmt: skip
_OF_PRINT = _OF_BULLETINS - {"contact"}
"""What stands at the end of a paper, with labels and requests around; and over labels with a mark too."""
_FAREWELL_OF_LETTER = compiled(r"(?:敬具|敬白|謹白|謹言|拝具|草々|早々|匆々|不一|不尽|かしこ)[。\s]*")
_LISTED_BELOW = compiled(r"\s*記\s*")
"""What stands in a letter over its list of facts, behind the farewell."""
_OF_PAPER = compiled(
    "^編集後記|手数料|個人情報|読み終|読後|戻し(?:て|ください)|転載|転送|負担|容赦|行き違い|無断|アンケート|お入れ|返送|返信|同封|裏面|切り取|著作権|配布|配付"
)
"""What is said of the paper itself, or asked of its reader."""
_OF_MAILS = _OF_BULLETINS | {"call to subscribe", "address"}
_MOST_NOTICES = 12  # lines
_OF_PERSON = compiled("[^。、：:（(／]{2,12}[：:（(／]")
"""How a life begins that stands in one line: 山本みどり：元校正者。"""
_ASKS = compiled("(?:ください|下さい|お願い(?:し|いたし|致し)ます)。?$")
_WHERE = frozenset(("address", "contact", "signature"))
_LONGEST_IMPRINT = 5  # lines
_BEGINNING = 2  # characters of a label
_LONGEST_LABEL, _MOST_OF_TAIL, _MOST_UNDER_RULE = 60, 300, 200
"""Characters of a line, and of those that are not told."""
_GOES_ON = compiled(r"[\W_]*(?:あとがき|後書き?|追記|補足|解説|追伸|第.{1,3}[話章回部節])")
"""What goes on behind the last word."""
_FEWEST_SIGNS, _FEWEST_LINES = 4, 12  # after the last text, where menus follow it
_SIGNS_AMONG_LABELS = 0.14  # of those lines
_OF_ARTICLES = frozenset(("address", "code block", "formula", "output", "table"))
"""What menus do not have, but for names that look like code."""
_FEW_OF_ARTICLES = 0.05  # of the lines
_A_LABEL = 8  # characters of text: as much weighs a label
_LONGEST_NAME = 20  # characters of an author's, which stands over a life and in the head of the page
_NEAR_TITLE = 6  # lines under it: there an author is named
_FAREWELL = compiled(
    "(?:次[回号]|来[週月]号?)は[^。]{1,80}。[^。]{0,20}また|(?:それで|で)は、?また|また(?:次[回号]|来[週月])[^。]{0,40}ましょう。"
)
"""How an author takes leave, behind ads and dates too."""
_PAGE_OF = compiled(r"[-–—\s]*[0-9]{1,3}\s?[/／]\s?[0-9]{1,3}[-–—\s]*")
"""The foot of a printed page, behind which the text goes on: 2 / 3."""
_NEAR_SIGN = 3  # lines
_SHORT = 30  # characters of a tag or a button
_FEWEST_TAGS = 2
_OF_LIST = compiled(rf"{BULLET.pattern}|\d{{1,3}}[.．、)）]")
"""How a row of the article's lists begins."""
_MORE_THAN_SENTENCES = 1.5  # lines of names, dates and buttons for each sentence of comments


def end(lines: list[Line]) -> int:
    """The place of the first line after the article: furniture, with only notices among more of it behind."""
    first = _first_sentence(lines)
    signs = {n for n in _signs(lines) if n > first}
    ends = _before_notices(lines, signs), _before_comments(lines), _before_labels(lines, signs)
    return _with_tags(lines, min(ends))


def without_end_matter(lines: list[Line]) -> list[Line]:
    """The lines; those told that stand behind the last word of a text, such as （了）: a note, a life.

    Under 以上 only numbered notes are told, as letters go on there.
    """
    end = next((n for n in range(len(lines) - 1, -1, -1) if lines[n].reason == "closing"), len(lines))
    behind = lines[end + 1 :]
    is_short = sum(len(line.text) for line in behind) <= _LONGEST_LIFE
    is_over = end < len(lines) and bool(_IS_OVER.fullmatch(lines[end].text))
    is_of_work = any(_OF_WORK.search(line.text) for line in behind)
    is_end = is_over and is_short and is_of_work and not any(_GOES_ON.match(line.text) for line in behind)
    return lines[: end + 1] + [
        dropped(line, _BEHIND) if is_end or _NOTE.match(line.text) else line for line in behind
    ]


def without_tail(lines: list[Line]) -> list[Line]:
    """The lines; those told from the first at a paper's end that is not of the text, or a letter's farewell.

    Behind it stand only labels and what is asked of the reader: the imprint, forms, whom to pay.
    """
    top = len(lines)
    while top and _may_be_of_tail(lines[top - 1]):
        top -= 1
    tail = range(top, len(lines))
    told = [n for n in tail if lines[n].reason in _OF_BULLETINS]
    offices = _imprint(lines, tail) or _of_one_office(lines, tail)
    asked = _asked(lines, tail) if told else []
    signs = sorted({*told, *offices, *asked}) if told or len(offices) > 1 else []
    last_label = max((n for n in tail if not lines[n].reason and STYLE.match(lines[n].text)), default=-1)
    signs = [n for n in signs if n > last_label or lines[n].reason in _OF_PRINT]
    start = min((*signs, _last_rule(lines, tail)))
    closed = next((n + 1 for n in tail if _FAREWELL_OF_LETTER.fullmatch(lines[n].text)), len(lines))
    before_signs = lines[closed : min((*told, *offices), default=closed)]
    if (told or offices) and not any(_LISTED_BELOW.fullmatch(line.text) for line in before_signs):
        start = min(start, closed)
    plain = sum(len(line.text) for line in lines[start:] if not line.reason)
    if plain > _MOST_OF_TAIL or any(_GOES_ON.match(line.text) for line in lines[start:]):
        return lines
    return lines[:start] + [
        dropped(line, reason_at(line.text, ("group",)) or _BEHIND) for line in lines[start:]
    ]


def _of_one_office(lines: list[Line], tail: range) -> list[int]:
    """The places of what an office says of itself, its hours and its telephone; none where several do."""
    offices = [n for n in tail if lines[n].reason != "facts" and reason_at(lines[n].text, ("group",))]
    are_different = len({lines[n].text[:_BEGINNING] for n in offices}) == len(offices)
    return offices if are_different else []


def _imprint(lines: list[Line], tail: range) -> list[int]:
    """The places of the last block, if it names an office, where it is called, and at most a day."""
    first = next((n for n in reversed(tail) if lines[n].opens), tail.stop)
    block = lines[first:]
    calls = [bool(reason_at(line.text, ("group",))) for line in block]
    names = [is_organization(line.text) for line in block]
    days = [is_month(line.text) or is_date(line.text) for line in block]
    are_all = all(map(any, zip(calls, names, days, strict=True)))
    is_known = any(calls) and any(names) and len(block) <= _LONGEST_IMPRINT
    return list(range(first, tail.stop)) if are_all and is_known else []


def _asked(lines: list[Line], tail: range) -> list[int]:
    """The places of what is asked without a full stop, where all that the text asks has one."""
    said = [line.text for line in lines[: tail.start] if not line.reason and _ASKS.search(line.text)]
    are_ended = all(has_stop(text) for text in said)
    return [n for n in tail if are_ended and not lines[n].reason and _ASKS.search(lines[n].text)]


def _last_rule(lines: list[Line], tail: range) -> int:
    """The place of a rule under the text, with few words below and whom to ask or where; or the end."""
    first = next((n for n in tail if n and _is_rule_under_text(lines, n)), len(lines))
    below = lines[first:]
    plain = sum(len(line.text) for line in below if not line.reason)
    leads = any(line.reason in _WHERE or reason_at(line.text, ("group",)) for line in below)
    leads |= _are_notices(below)
    return first if leads and plain <= _MOST_UNDER_RULE else len(lines)


def _is_rule_under_text(lines: list[Line], n: int) -> bool:
    """Whether a line is a rule, none of those around a heading, nor the word over what a letter lists."""
    are_rules = [line.reason == "divider" for line in lines[n : n + 3]]
    is_rule = are_rules[0] and are_rules[2:] != [True] and not _LISTED_BELOW.fullmatch(lines[n].text)
    over = lines[n - 1]
    is_signed = n > 1 and over.opens and over.closes and looks_like_name(without_office(over.text))
    is_signed &= has_stop(lines[n - 2].text)
    return is_rule and (bool(over.reason) or has_stop(over.text) or is_signed)


def _are_notices(below: list[Line]) -> bool:
    """Whether the lines under a rule are notices: marked on top, two or more known, no rule among them."""
    inside = list(takewhile(lambda line: line.reason != "divider", below[1:]))
    known = sum(line.reason in _OF_MAILS for line in inside)
    return 1 < known <= len(inside) <= _MOST_NOTICES and bool(STYLE.match(inside[0].text))


def _may_be_of_tail(line: Line) -> bool:
    """Whether a line is told, or a label that is of no list, or a sentence about the paper."""
    if line.reason:
        return True
    is_row = _OF_LIST.match(line.text) or line.is_clause or line.is_listed
    is_life = _OF_PERSON.match(line.text) and _OF_WORK.search(line.text)
    is_said = has_stop(line.text) and not (_OF_PAPER.search(line.text) or is_life)
    return len(line.text) <= _LONGEST_LABEL and not (is_row or is_said)


def _first_sentence(lines: list[Line]) -> int:
    return next((n for n, line in enumerate(lines) if is_sentence(line)), len(lines))


def _signs(lines: list[Line]) -> set[int]:
    """Lines that stand around articles, and those after the text that the head of the page has too."""
    first = _first_sentence(lines)
    over = [line for line in lines[:first] if line.reason not in ("table of contents", "divider")]
    head = {line.text for line in over if len(line.text) > 1}
    title = next((n for n, line in enumerate(lines[:first]) if line.is_title), 0)
    by_title = {line.text for line in lines[title : title + _NEAR_TITLE]}
    echoes = set()
    for n, (line, below) in enumerate(pairwise([*lines[first:], *lines[-1:]]), first):
        may_be_heading = line.text not in by_title or STYLE.match(line.text)  # (3)その他 of an agenda
        is_heading = line.is_listed or (is_sentence(below) and may_be_heading)
        if line.text in head and not is_sentence(line) and not is_heading:
            echoes.add(n)
    told = {n for n, line in enumerate(lines) if line.reason in _SIGNS}
    pages = {n for n in told if _PAGE_OF.fullmatch(lines[n].text)}
    return echoes | (told - pages if len(pages) > 1 else told)


def _before_notices(lines: list[Line], signs: set[int]) -> int:
    """The first sign after the last sentence of the article, if two or more follow it."""
    plain = [replace(line, reason="") if line.reason == _BEHIND else line for line in lines]
    sizes = [0 if not is_sentence(line) or _CUT_OFF.search(line.text) else len(line.text) for line in plain]
    said = sum(sizes)
    most, most_labelled = _TAIL * said, max(min(_LIFE, _MOST_LABELLED * said), _LABELLED * said)
    labels = _labels(lines, signs)
    place, behind, passed, labelled = len(lines), 0, 0, 0
    for n in range(len(lines) - 1, -1, -1):
        if labels[n] in _LABELS_OF_PROSE:
            labelled += sizes[n]
        else:
            behind += sizes[n]
        is_long = sizes[n] > (_LONGEST_LIFE if labels[n] in _LABELS_OF_PROSE else _LONGEST_NOTICE)
        is_long |= sizes[n] > 0 and bool(_FAREWELL.match(lines[n].text))
        is_chapter = lines[n].is_listed and any(map(is_sentence, lines[n + 1 : n + 2]))
        if is_chapter or is_long or behind > most or labelled > most_labelled:
            break
        if n in signs:
            passed += 1
            place = n if passed > 1 else place
    return place


def _before_labels(lines: list[Line], signs: set[int]) -> int:
    """The first sign after the place where text outweighs labels most, if enough of them follow."""
    start = _first_sentence(lines)
    weights = list(accumulate(map(_weight, lines[start:])))
    last = start + max(range(len(weights)), key=weights.__getitem__, default=0)
    behind = sorted(n for n in signs if n > last)
    first = next((n for n in behind if not _leads_to_text(lines, n)), len(lines))
    tail = lines[first:]
    are_many = len(behind) >= max(_FEWEST_SIGNS, _SIGNS_AMONG_LABELS * len(tail))
    of_article = sum(line.reason in _OF_ARTICLES for line in tail)
    is_of_page = len(tail) >= _FEWEST_LINES and of_article <= _FEW_OF_ARTICLES * len(tail)
    return first if are_many and is_of_page else len(lines)


def _leads_to_text(lines: list[Line], sign: int) -> bool:
    """Whether a whole sentence follows soon: a box of links stands in the middle of an article too."""
    near = lines[sign + 1 : sign + 1 + _NEAR_SIGN]
    return any(is_sentence(line) and not _CUT_OFF.search(line.text) for line in near)


def _weight(line: Line) -> int:
    """What a line has of text, in characters; less than nothing if it is a label."""
    if is_sentence(line):
        return min(len(line.text), _LONGEST_LIFE)
    is_of_article = line.reason in _OF_ARTICLES or line.is_listed or BULLET.match(line.text)
    return 0 if is_of_article or says_something(line) else -_A_LABEL


def _labels(lines: list[Line], signs: set[int]) -> list[str]:
    """For each line the reason of the label it stands under, as long as there is no more than a life."""
    labels: list[str] = []
    label, said = "", 0
    for n, line in enumerate(lines):
        if n in signs:
            is_name = not line.reason and len(line.text) <= _LONGEST_NAME
            label, said = "author profile" if is_name else section_reason(line.text), 0
        said += len(line.text) if is_sentence(line) else 0
        labels.append(label if said <= _LONGEST_LIFE else "")
    return labels


def _before_comments(lines: list[Line]) -> int:
    """The label of comments under which names, dates and buttons are more than the sentences."""
    place, sentences, others, furniture = len(lines), 0, 0, 0
    for n in range(len(lines) - 1, -1, -1):
        is_label = section_reason(lines[n].text) == "comments" and furniture >= 3
        if sentences and is_label and others >= _MORE_THAN_SENTENCES * sentences:
            place = n
        sentences += is_sentence(lines[n])
        others += not is_sentence(lines[n])
        furniture += bool(lines[n].reason)
    return place if any(map(is_sentence, lines[:place])) else len(lines)


def _with_tags(lines: list[Line], place: int) -> int:
    """The end with the words right over it that are not read or are tags: short, several in a row."""
    if place == len(lines):
        return place
    start = place
    while start and lines[start - 1].reason:
        start -= 1
    first = start
    while first and _may_be_tag(lines[first - 1]):
        first -= 1
    tags = lines[first:start]
    is_ruled = any(line.reason == "divider" for line in tags)
    if not is_ruled and any(_is_over_rows(*pair) for pair in pairwise(tags)):
        return start
    if start - first >= _FEWEST_TAGS or _begins_block(lines, first):
        return first
    return start


def _is_over_rows(line: Line, below: Line) -> bool:
    """Whether a line with a mark says what rows of a notice are about: ■料金; no facts of a product."""
    is_label = STYLE.match(line.text) and not (line.reason or below.reason)
    return bool(is_label) and not is_any_fact(below.text)


def _begins_block(lines: list[Line], first: int) -> bool:
    """Whether a blank line stands before it: what stands in a block of furniture is furniture."""
    return first > 0 and lines[first].place > lines[first - 1].place + 1 and is_sentence(lines[first - 1])


def _may_be_tag(line: Line) -> bool:
    is_plain = (
        not (is_sentence(line) or line.is_listed)
        and not _OF_LIST.match(line.text)
        and line.text[-1] not in "。」』）)、：:？！"
    )
    return bool(line.reason) or (is_plain and len(line.text) <= _SHORT)
