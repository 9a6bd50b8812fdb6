"""The head of a page that was copied whole: the title and the labels around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from narrate.article import subtitles
from narrate.article.facts import Facts, is_date, is_issue, parse_date
from narrate.article.lines import Line, dropped, is_sentence, is_talk, says_something
from narrate.article.listed import rows_of_list
from narrate.article.marked_headings import of_series
from narrate.article.page_labels import is_page_label
from narrate.article.people import is_firm, is_name, looks_like_name, without_office
from narrate.article.phrases import opens_article
from narrate.article.pieces import ANCHOR
from narrate.article.said import BEGINS_AT
from narrate.article.wrapping import BULLET, width
from narrate.cuts import FINAL
from narrate.patterns import compiled

_LONGEST_MOTTO = 40  # characters of a sentence about the site
_LONGEST_QUESTION = 60  # characters of one that is the title
_MOTTOES = 4  # lines over the date for each of them
_LONGEST_HEAD = 600  # lines over the first sentence: menus that a browser folds are copied unfolded
_OVER_TEXT = 25  # lines over the first sentence in which the title stands, those told aside
_UNDER_TITLE = 4  # lines in which its date follows
_LABELS_A_SENTENCE = 6  # of the menus over the title
_MOST_OF_MENUS = 300  # characters of those sentences; more are an article
_FEW_UNDER_TITLE = 12  # lines: there no list of other articles stands over the text
_FEW_SAID = 5  # lines under the title that say something are no labels
_LONGEST_TITLE = 120  # characters
_SHORTEST_TITLE = 8  # characters of one over a date
_NEAR_SENTENCE = 2  # lines over a first sentence or under a lead in which the date of its article stands
_NEAR_TITLE = 2  # lines
_SHORTEST_BROKEN = 20  # characters of a line that was broken because it was full
_WIDEST_LABEL = 24  # half-width columns
_OVER_TITLE = 8  # lines: a date further over it is today's
_NARROWEST = 14  # half-width columns: what is narrower is no better for a date beside it
_WIDEST = 70  # half-width columns; what is wider is no better as a title
_WIDEST_LATIN = 60
_WORDS_BESIDE_DAY = 2  # letters
_WORDS_OF_TITLE = 5  # of one in Latin letters; the labels of a menu have fewer
_PARTICLES = 0.15  # of the characters; the words of a menu in one line have fewer
_REACH = 20  # lines under a title in which the text begins
_AFTER_SUBJECT = tuple("はが（(、と")
PLACED = (
    "[（(][^（()）]{0,30}(?:[年月日市町村区県前]|提供|撮影|写真|筆者|イメージ|出典|[左右奥]|手前|中央)"
    "[^（()）]{0,8}[)）]"
)
"""How a line under a picture ends: where, when or by whom it was taken."""
_UNDER_PICTURE = compiled(f"{PLACED}$|＝[^。]{{1,12}}$")
ADDRESSED = compiled("[^。]{0,20}(?:各位|御中|の?(?:皆様|皆さま|皆さん|みなさま|みなさん)(?:へ)?)")
"""To whom a letter goes."""
SENDER = compiled(
    "[^。「」『』]{2,24}(?:学校|学園|幼稚園|保育園|こども園|大学|協会|組合|町内会|自治会|委員会|会社|PTA|ＰＴＡ|役所|役場|[課係])"
)
"""The office that sends it."""
_BY_AUTHOR = compiled(r"(?:作者?|著者?)\s?[:：]")
"""Who wrote it, right under the title."""
_PAGE_OF_SITE = compiled(r"[^|｜]+\s[|｜]\s(?P<site>[^|｜]+)")
_ASKED_BY = compiled(r"(?:質問者|相談者)(?:さん)?\s?[:：]")
"""Who asks, under the question that is the title."""
_SOMEBODY = compiled(r"(?:質問|相談|回答)者\s?[:：]")
_BY_SOMEBODY = compiled(r"\S{1,16}さん")
_SAID_ALONE = compiled("^(?![※＊*]).*(?:、$|(?:です|ます|した|せん|さい|しょう|しょうか)\\W*$)")
_STARTS_IN_SENTENCE = compiled("[を、。]|(?:という|といった|のです)")
_ENDS_IN_STOP = compiled("。(?:[（(][^（()）]*[)）])?$")
_LATIN_TAGS = compiled(r"[a-z][a-z0-9.+#-]*(?: [a-z][a-z0-9.+#-]*)+")
_INGREDIENTS = compiled("[【■◆〈<]?(?:材料|作り方|用意する(?:もの|物)|準備する(?:もの|物)|手順)")
"""What stands over a list that is the article: of a recipe, of a craft."""
_EPISODE = compiled(r"#\d{1,4}\s\S")
"""How the title of an episode or an issue begins."""
_GREETING = compiled(
    "(?:こん(?:にち|ばん)[はわ]|おはよう|はじめまして|みなさ[んま]|皆(?:さ[んま]|様)|ご無沙汰)[^。]*[ぁ-ん]"
)
_NO_TITLE = compiled(
    r"^(?:日\s?時|場\s?所|会\s?場|期\s?間|対\s?象|議\s?題|主\s?催|[出欠]\s?席\s?者?|参\s?加\s?者|配\s?布\s?資\s?料)[\s:：]+\S|^(?:特集|連載|シリーズ|コラム)(?:[\s:：／/].{1,12})?$|^[（(][^（()）]*[)）]$|第?\d+号|\bvol\.|^[※＊*]|[:：]\s|^(?!.*[をはがにとので]\s)(?:(?:\S{1,12}\s+){4,}\S{1,12}|(?:\S{1,6}\s+){2,}\S{1,6})$"
    r"|[|｜]|[0-9０-９*＊][)）][*＊・,、]|^(?:[0-9０-９]{1,2}[)）]|[*＊†‡])\S|\s(?!(?:19|20)\d\d)[0-9,]{3,7}$|(?:してい|しており)ます$|おりません\W*$|はこちら(?:\W.*)?$",
    re.IGNORECASE,
)
"""A label, an issue, a note, a counter, a menu of many words, or the names of authors of a paper."""


def told_by_title(lines: list[Line]) -> list[Line]:
    """The lines; what stands over the title, and under it before the first sentence, told as labels."""
    first = first_sentence(lines)
    title = title_of(lines, first)
    if title is None or lines[title].reason:
        return lines
    labels = set(range(first - _is_over_text(lines, title, first))) - {title}
    labels -= {n for n in labels if n > title and BULLET.match(lines[n].text)}
    listed = next((n for n in range(title + 1, first) if _INGREDIENTS.match(lines[n].text)), first)
    labels -= set(range(listed, first))
    labels -= {n for n in labels if max(title, first - _NEAR_SENTENCE - 1) < n and _is_said(lines[n])}
    labels -= {n for n in labels if n > title and is_sentence(lines[n])}
    begun = next((n for n in range(title + 1, first) if _are_broken(lines[n:first])), first)
    labels -= set(range(begun, first))
    if title + 1 < len(lines) and (subtitles.is_subtitle(lines, title + 1) or _is_lead(lines, title)):
        labels.discard(title + 1)
    labels -= {n for n in labels if n > title and (lines[n].is_listed or _GREETING.match(lines[n].text))}
    labels -= {n for n in labels if n < title and ADDRESSED.fullmatch(lines[n].text)}
    labels -= set(range(_first_said(lines, title, first), first))
    if first - title <= _FEW_UNDER_TITLE:
        labels -= {n for n in labels if n > title and _is_of_text(lines, n, first)}
    labels -= {n for n in _rows_of_list(lines[:first]) if n > title}
    head = max((n for n in range(first) if lines[n].reason == "mail header"), default=first)
    labels -= set(range(head + 1, first))  # a mail says what stands under its head
    labels -= {n for n in labels if n > title and BEGINS_AT.match(lines[n].text)}
    facts = {n for n in labels if _is_near(lines, n, title) and Facts().take(lines[n].text)}
    by_fact = {n for n in labels if {n - 1, n + 1, n - 2} & {*facts, title}}
    names = {n for n in by_fact if _are_names(lines[n].text, looks_like_name if n > title else is_name)}
    lines = [replace(line, is_title=n == title) for n, line in enumerate(lines)]
    return [
        dropped(line, "site label") if n in labels - facts - names else line for n, line in enumerate(lines)
    ]


def _is_of_text(lines: list[Line], n: int, first: int) -> bool:
    """Whether a line under the title is a question, a clause, or heads the block of the first sentence."""
    text = lines[n].text
    is_of_picture = _UNDER_PICTURE.search(text)
    heads_text = n == first - 1 and lines[n].opens and not lines[n].closes and not is_name(text)
    return not is_of_picture and (heads_text or text[-1] in "？?" or says_something(lines[n]))


def _is_near(lines: list[Line], number: int, title: int) -> bool:
    """Whether a line is near the title, or beside the number of an issue: else its day is today's."""
    beside = lines[max(number - 1, 0) : number + 2]
    return number >= title - _OVER_TITLE or any(is_issue(line.text) for line in beside)


def _is_said(line: Line) -> bool:
    """Whether a line is a sentence, also one at the end of a block that is exclaimed or asked."""
    return is_sentence(line) or (line.closes and says_something(line) and line.text[-1] in FINAL)


def _first_said(lines: list[Line], title: int, first: int) -> int:
    """The first line under title and date that is said in a block of its own, exclaimed or gone on with."""
    dates = [n for n in range(title + 1, first) if _tells_date(lines[n])]
    start = max(dates, default=first) if dates or not _tells_date(lines[title]) else title
    below = (n for n in range(start + 1, first) if not lines[n].reason)
    opening = (n for n in below if lines[n].opens)
    return next((n for n in opening if is_talk(lines[n : n + 2]) or _is_alone(lines[n])), first)


def _is_alone(line: Line) -> bool:
    return line.closes and bool(_SAID_ALONE.search(line.text))


def _rows_of_list(lines: list[Line]) -> list[int]:
    """The places of rows that are of the text; who asks is told in the head of a post."""
    rows = rows_of_list([line.text for line in lines])
    return [n for n in rows if not _SOMEBODY.match(lines[n].text)]


def _are_broken(lines: list[Line]) -> bool:
    """Whether lines over the first one that ends a sentence begin its paragraph, broken at a width."""
    go_on = all(not (line.reason or line.closes) and len(line.text) >= _SHORTEST_BROKEN for line in lines)
    return go_on and any("。" in line.text for line in lines)


def _are_names(text: str, is_one: Callable[[str], bool]) -> bool:
    return all(map(is_one, re.split("[、,]\\s?", without_office(text))))


def title_of(lines: list[Line], first: int) -> int | None:
    """The place of the title among the lines over the ``first`` sentence."""
    framed = next((n for n in range(first) if lines[n].is_title), None)
    if framed is not None:
        return framed
    times = Counter(map(_words, lines))
    times.update(line.text.split(">")[-1].strip() for line in lines[:first] if ">" in line.text)
    listed = next((n for n in range(1, first) if _INGREDIENTS.match(lines[n].text)), first)
    near = [n for n in range(listed) if not lines[n].reason][-_OVER_TEXT:]
    paths = [n for n in near for other in near if n != other and _ends_with(lines[n].text, lines[other].text)]
    sites = {found["site"] for line in lines if (found := _PAGE_OF_SITE.fullmatch(line.text))}
    times.update(lines[m].text for n in paths for m in near if _ends_with(lines[n].text, lines[m].text))
    echoes = {n for n in range(first) if times[_words(lines[n])] > 1}
    scores = [_title_score(lines, n) + _ECHOED * (n in echoes) for n in range(first)]
    scores = [score // 4 if lines[n].text in sites else score for n, score in enumerate(scores)]
    date = next((n for n in range(first) if _tells_date(lines[n])), first)
    is_over_date = max(scores[:date], default=-1) >= max(scores[date + 1 :], default=0)
    for place, n in enumerate(_right_over(lines, first)):
        may_be_title = scores[n] > 0 and _may_stand_over_text(lines[n], is_first=not place)
        scores[n] += _BONUS_OVER_TEXT * (may_be_title and not (n > date and is_over_date))
    said = _first_said(lines, date, first)
    is_under_date = date + 1 < said or is_talk(lines[said : said + 2])
    scores = [score - _SAID * (is_under_date and n >= said) for n, score in enumerate(scores)]
    without_words = (n for n in near if not any(map(str.isalnum, lines[n].text)))
    no_titles = {*paths, *without_words, *_rows_of_list(lines[:first]), *of_series(lines, near)}
    others = [n for n in near if n not in no_titles]  # what a table of contents names is of the text
    others = [n for n in others if not lines[n].is_listed and scores[n] > 0] or others
    best = max(others, key=scores.__getitem__, default=None)
    if best and _is_latin_title(lines[best]) and _is_latin_title(lines[best - 1]) and scores[best - 1] > 0:
        return best - 1  # what stands under an English title says more, and is wider
    return best if best is None else _as_whole(lines, best, echoes.intersection(near))


def _as_whole(lines: list[Line], best: int, echoes: set[int]) -> int:
    """The place of a longer title that begins with the best one, the site's, and comes again on the page."""
    site = _words(lines[best])
    longer = (n for n in echoes if len(words := _words(lines[n])) > len(site) and words.startswith(site))
    return max(longer, key=lambda n: len(lines[n].text), default=best)


def _words(line: Line) -> str:
    """A line without the sign of a link to itself, which not all places have that say it."""
    return ANCHOR.sub("", line.text)


def _right_over(lines: list[Line], first: int) -> list[int]:
    """The places of the two lines over the first sentence, those told aside: the title, and a heading."""
    return [n for n in range(first) if not lines[n].reason][-2:]


def _may_stand_over_text(line: Line, is_first: bool) -> bool:
    """Whether a line may be a title by its words: no label, no name in Latin letters, said over another."""
    is_title = not line.text.isascii() or _is_latin_title(line)
    is_said = _SAID_ALONE.search(line.text) and not (is_first and line.text[-1] != "、")
    return is_title and not (is_said or _NO_TITLE.search(line.text))


def _ends_with(path: str, title: str) -> bool:
    """Whether a line is a path of links to a page that ends with its title, apart from what is before it."""
    way = path.removesuffix(title).rstrip()
    is_end = path.endswith(title) and way != "" and not path[-len(title) - 1].isalnum()
    return is_end and (len(title) >= _SHORTEST_TITLE or way.endswith((">", "＞", "›", "»")))


def _is_lead(lines: list[Line], title: int) -> bool:
    """Whether an English title has a longer line under it."""
    below = lines[title + 1]
    return (
        _is_latin_title(lines[title]) and _is_latin_title(below) and len(below.text) > len(lines[title].text)
    )


def _is_latin_title(line: Line) -> bool:
    is_short = not line.reason and line.text.isascii() and len(line.text) <= _LONGEST_TITLE
    return is_short and len(line.text.split()) >= _WORDS_OF_TITLE


_ECHOED = 20  # of the score: pages say their title again under the article, but menus too
_BONUS_OVER_TEXT = 25  # of the score
_SAID = 20  # the title of a page stands over what is said under its date
_BY_DATE, _NEXT_TO_DATE, _ALONE, _NAMED, _SUBTITLED = 40, 15, 15, 60, 40


def _is_over_text(lines: list[Line], title: int, first: int) -> bool:
    """Whether the line over the first sentence is a heading: alone, or by what it says, as はじめに does."""
    if first - 1 <= title or re.search(f"{PLACED}$", lines[first - 1].text):
        return False
    places = [line.place for line in lines[max(first - 2, 0) : first + 1]]
    return opens_article(lines[first - 1].text) or all(
        after - before > 1 for before, after in pairwise(places)
    )


def first_sentence(lines: list[Line]) -> int:
    """The place of the first sentence, but for a few about the site in the menus over the date; else 0."""
    sentences = [n for n, line in enumerate(lines[:_LONGEST_HEAD]) if is_sentence(line)]
    if sentences and _is_said_title(lines, sentences[0]):
        sentences = sentences[1:]
    date = next((n for n, line in enumerate(lines[:_LONGEST_HEAD]) if is_date(line.text)), 0)
    before = [len(lines[n].text) for n in sentences if n < date]
    is_menu = len(before) == 1 or _MOTTOES * len(before) <= date
    if before and max(before) <= _LONGEST_MOTTO and is_menu:
        sentences = [n for n in sentences if n > date]
    dated = _under_menus(lines, sentences)
    first = next((n for n in sentences if n > dated), next(iter(sentences), 0))
    return _without_stops(lines, first)


def _is_said_title(lines: list[Line], number: int) -> bool:
    """Whether a sentence is the title: short, right over the date or who asks, and only labels over it."""
    line, below = lines[number], lines[number + 1 : number + 3]
    is_over_date = any(is_date(other.text) or _ASKED_BY.match(other.text) for other in below[:1])
    is_asked = line.text[-1] in "？?"
    if is_asked and below and _BY_SOMEBODY.fullmatch(below[0].text):
        is_over_date |= any(is_date(other.text) for other in below)
    over = [width(other.text) for other in lines[:number] if not other.reason]
    longest = _LONGEST_QUESTION if is_asked else _LONGEST_MOTTO
    is_short = len(line.text) <= longest and not line.reason
    return is_over_date and is_short and max(over, default=0) <= _WIDEST_LABEL


def _without_stops(lines: list[Line], first: int) -> int:
    """The first of several lines between date and first sentence that say something; else that sentence."""
    date = next((n for n, line in enumerate(lines[:first]) if _tells_date(line)), first)
    said = [n for n in range(date + 1, first) if says_something(lines[n])]
    return said[0] if len(said) >= _FEW_SAID else first


def _under_menus(lines: list[Line], sentences: list[int]) -> int:
    """The place of the date under a title, if there are sentences over it, but many more labels; else -1."""
    for n, line in enumerate(lines[:_LONGEST_HEAD]):
        before = [place for place in sentences if place < n]
        if sum(len(lines[place].text) for place in before) > _MOST_OF_MENUS:
            break
        if n < _LABELS_A_SENTENCE * len(before) or not _may_be_title(line):
            continue
        below = lines[n + 1 : n + 1 + (1 if n in sentences else _UNDER_TITLE)]
        date = next((m for m, other in enumerate(below, n + 1) if _tells_date(other)), 0)
        is_head = date and not any(n < place < date for place in sentences)
        if is_head and not any(_has_date(lines, place) for place in before):
            return date if before else -1
    return -1


def _has_date(lines: list[Line], sentence: int) -> bool:
    above = lines[max(sentence - _NEAR_SENTENCE, 0) : sentence]
    return any(map(_tells_date, [*above, *lines[sentence + 1 : sentence + 1 + _NEAR_SENTENCE]]))


def _may_be_title(line: Line) -> bool:
    is_short = _SHORTEST_TITLE <= len(line.text) <= _LONGEST_TITLE
    is_told = line.reason or line.text[-1] == "。" or _SOMEBODY.match(line.text)
    return is_short and not is_told and not Facts().take(line.text)


def _tells_date(line: Line) -> bool:
    """Whether a line is about the post and has a day in it."""
    return bool(parse_date(line.text)) and (
        line.reason in ("details of the post", "reading time") or bool(Facts().take(line.text))
    )


def _title_score(lines: list[Line], number: int) -> int:
    """How much a line looks like the title: wide, alone, right over the date; higher is more."""
    line = lines[number]
    is_dated = bool(Facts().take(line.text)) and not _is_dated_title(lines, number)
    if line.reason or len(line.text) > _LONGEST_TITLE or is_dated or _is_no_title(lines, number):
        return -1
    under = lines[number + 1 : number + 2]
    if (
        is_sentence(line)
        and not _is_said_title(lines, number)
        and (_ENDS_IN_STOP.search(line.text) or not any(map(_tells_date, under)))
    ):
        return -1
    near = lines[max(number - 1, 0) : number + 1 + _UNDER_TITLE]  # between may be who wrote it
    dated = [other for other in near if other.reason == "details of the post" or Facts().take(other.text)]
    is_named = not is_firm(line.text) and any(
        text.startswith(line.text) and text[len(line.text) :].startswith(_AFTER_SUBJECT)
        for text in (other.text for other in lines[number + 1 : number + _REACH])
        if "。" in text
    )
    is_latin = line.text.isascii()
    columns = (
        min(width(line.text), _WIDEST_LATIN if is_latin else _WIDEST) + _NAMED * is_named
    )  # as an encyclopedia begins
    alone = _ALONE * (line.opens and line.closes)
    score = 0
    is_signed = any(_BY_AUTHOR.match(other.text) for other in under)
    if under and under[0].place == line.place + 1 and subtitles.is_subtitle(lines, number + 1):
        score += _SUBTITLED
    if (columns >= _NARROWEST or is_signed) and dated:
        score += _BY_DATE + _NEXT_TO_DATE * any(abs(other.place - line.place) == 1 for other in dated)
    is_label = (
        is_firm(line.text)
        or subtitles.looks_so(line.text)
        or opens_article(line.text)
        or _NO_TITLE.search(line.text)
        or is_page_label(line.text)
        or _are_names(line.text, looks_like_name)
    )
    if is_label and not is_named:
        return (columns + alone + score) // 4
    particles = sum("ぁ" <= char <= "ん" for char in line.text)
    is_said = is_latin and len(line.text.split()) >= _WORDS_OF_TITLE
    is_said |= particles >= _PARTICLES * len(line.text)
    if _LATIN_TAGS.fullmatch(line.text):
        return columns // 4
    score += _BY_DATE * bool(_EPISODE.match(line.text))
    return score + (columns + alone if is_said or is_named else (columns + alone) // 2)


def _is_no_title(lines: list[Line], number: int) -> bool:
    """Whether a line goes on with a sentence, says to whom a letter goes, or under that who sends it."""
    if _STARTS_IN_SENTENCE.match(lines[number].text):
        return True
    over = lines[max(number - _NEAR_TITLE, 0) : number]
    is_from = SENDER.fullmatch(lines[number].text) and any(ADDRESSED.fullmatch(line.text) for line in over)
    return bool(is_from or ADDRESSED.fullmatch(lines[number].text))


def _is_dated_title(lines: list[Line], number: int) -> bool:
    """Whether a line with a day in its words stands right over the date of the post."""
    has_words = sum(map(str.isalpha, lines[number].text)) >= _WORDS_BESIDE_DAY
    below = lines[number + 1 : number + 2]
    is_of_day = _tells_date(lines[number]) and not is_date(lines[number].text)
    return has_words and is_of_day and any(map(_tells_date, below))
