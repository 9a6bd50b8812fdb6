"""Lists in which a word looks like a label of a page: 通知 among what an app does, 撮影：… of a film."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from narrate.article.phrases import section_reason
from narrate.patterns import compiled

_FACT_ROW = compiled(r"[^\s：:。、「」]{1,8}[ 　]?[：:](?!//)[ 　]?\S")
"""How a row begins that says what something is, or who speaks: 監督：…"""
_DAY, _MONTHS, _DAYS = compiled(r"(\d{1,2})[/／](\d{1,2})"), 12, 31
_LONGEST = 20  # characters of such a word or fact, with its bullet
_FEWEST_OTHERS = 2  # items, among which a longer one is of the text too
_SAID = compiled(r"[^\W_]")
_LONGEST_FACT = 40  # characters; what somebody says is longer, or has a full stop
_OF_FACTS = frozenset(("advertisement", "author profile", "caption", "credit line", "related links"))
_SAYS = compiled("[をにが]|。")
"""What an item has that is no label."""
_AMOUNT = compiled(
    "^第?[0-9０-９一二三四五六七八九十]+位|[0-9０-９]\\s?(?:個|本|枚|束|片|杯|缶|袋|合|k?g|グラム|ml|cc)$"
)
"""A rank, or how much of something a recipe takes."""
_HERE = compiled("こちら(?:です)?[。：:！!]?$")
_SIGN = compiled(r"[^\w\s「『（(【\[]\s?\w")
_ANNOUNCED = compiled("(?:次の|以下|下の|[0-9０-９一二三四五六七八九十]つ)[^。]*[。：:]$")
"""How a sentence ends that a list follows which it speaks of."""

_STEP = compiled("(?:[^。、：:]{1,16}[をに][^。、：:]{0,8}|[一-鿿]{1,2}[ぁ-ん]{0,2})[うくぐすつぬぶむる]")
"""What somebody does, as steps and lists of things to do say it: 本を返す."""
_GOES_ON = compiled("と(?:いう|いっ|いい|言|書|呼|記|題|だけ|答|叫|印)")
"""How a line begins that says what the word over it is."""
_FEWEST = 3  # steps in a row


def rows_of_list(texts: Sequence[str]) -> frozenset[int]:
    """The places of lines in a row that say what something is, or how much there is of it, and of days."""
    told = [bool(_FACT_ROW.match(text) or _AMOUNT.search(text)) for text in texts] + [False]
    in_row = {n for n in range(len(texts)) if told[n] and (told[n + 1] or told[n - 1])}
    return frozenset(in_row | {n for n, text in enumerate(texts) if _DAY.fullmatch(text)})


def words_of_text(texts: Sequence[str], reasons: Sequence[str], are_items: Sequence[bool]) -> set[int]:
    """The places of lines that are words of the text, though by their ``reasons`` they are not read."""
    return {
        *words_in_lists(texts, reasons, are_items),
        *facts_in_lists(texts, reasons),
        *over_lists(texts, reasons, are_items),
        *said_in_rows(texts, reasons),
        *days_in_order(texts, reasons),
    }


def days_in_order(texts: Sequence[str], reasons: Sequence[str]) -> list[int]:
    """The places of days such as 10/18 alone in their lines, told as one page of several: they rise."""
    days = [(n, int(day[1]), int(day[2])) for n, text in enumerate(texts) if (day := _DAY.fullmatch(text))]
    are_days = all(month <= _MONTHS and day <= _DAYS for _, month, day in days)
    are_rising = all(before[1:] < after[1:] for before, after in pairwise(days))
    are_several = len({day for *_, day in days}) > 1
    return [n for n, *_ in days if reasons[n]] if are_days and are_rising and are_several else []


def facts_in_lists(texts: Sequence[str], reasons: Sequence[str]) -> Iterator[int]:
    """The places of lines that are captions or credits by their ``reasons`` among others with a colon."""
    told = [reason if reason in _OF_FACTS else "" for reason in reasons]
    are_short = [len(text) <= _LONGEST_FACT and "。" not in text for text in texts]
    are_facts = [
        is_short and told[n] == reasons[n] and bool(_FACT_ROW.match(texts[n]))
        for n, is_short in enumerate(are_short)
    ]
    return words_in_lists(texts, told, are_facts)


def over_lists(texts: Sequence[str], reasons: Sequence[str], are_items: Sequence[bool]) -> Iterator[int]:
    """The places of lines such as 中身はこちら。, links by their ``reasons``, that stand over two items.

    What begins with a sign is one too, what has an address is a link itself.
    """
    written = [place for place, text in enumerate(texts) if text]
    for place, *items in zip(written, written[1:], written[2:], strict=False):
        is_over = all(
            (are_items[item] or _SIGN.match(texts[item])) and "://" not in texts[item] for item in items
        )
        if reasons[place] == "link" and is_over and _HERE.search(texts[place]):
            yield place


def words_in_lists(texts: Sequence[str], reasons: Sequence[str], are_items: Sequence[bool]) -> Iterator[int]:
    """The places of items that are labels by their ``reasons``, in lists of the text.

    Most of such a list is no label; or a short one is beside an item that says something, or under a
    sentence that speaks of the list.
    """
    written = [place for place, text in enumerate(texts) if text]
    over = ""
    for is_list, run in groupby(written, are_items.__getitem__):
        places = list(run)
        items = places if is_list else []
        labels = [place for place in items if reasons[place]]
        others = [texts[place] for place in items if not reasons[place]]
        is_most = len(others) > len(labels)
        is_long_list = is_most and len(others) >= _FEWEST_OTHERS
        if is_most or any(map(_SAYS.search, others)) or _ANNOUNCED.search(over):
            yield from (
                n for n in labels if len(texts[n]) <= _LONGEST or (is_long_list and _SAID.search(texts[n]))
            )
        over = texts[places[-1]]


def said_in_rows(texts: Sequence[str], reasons: Sequence[str]) -> Iterator[int]:
    """The places of rows that are words of the text, though they look like buttons by their ``reasons``.

    Steps right under each other of which one is no button, and a word that the row below goes on from:
    PR, という文字.
    """
    for is_step, run in groupby(range(len(texts)), lambda n: bool(_STEP.fullmatch(texts[n]))):
        places = list(run)
        if is_step and len(places) >= _FEWEST and not all(reasons[n] for n in places):
            yield from places
    for n, (text, below) in enumerate(pairwise(texts)):
        if text and _GOES_ON.match(below) and not section_reason(text):
            yield n
