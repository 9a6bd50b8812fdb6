"""Tables in a plain text: rows of cells with space, tabs or strokes between them, and their names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile
from statistics import multimode

from narrate.article.wrapping import TABBED
from narrate.patterns import compiled

_LONGEST = 200  # characters of a row
_CELLS_APART = compiled(
    r"[^\t。]{0,60}(?:\t[^\t。]{0,60}){1,12}|[|｜](?:[^|｜]{0,80}[|｜]){2,12}|\+[-=+]{3,}\+|[^\s。]{1,30}(?:\s{2,}[^\s。]{1,30}){1,8}"
)
_NUMBERS = compiled(r"[^\s。]{1,20}(?:\s[-+−±]?[0-9][0-9.,:%％/±()（）*-]{0,12}[円個人件台本名%％]?){2,12}")
_GAP = compiled(r"\t+|[ \u3000]{2,}|\u3000|\s[/／|｜]\s")
"""What stands between two cells; a single narrow space stands within one too."""
_OF_FILE = compiled(r"[\w./*-]{1,40}\.\w{1,5}\s?(?:-{2,}|\.{3,}|…+|─+|―+|・{2,})>?\s?[^\s。][^。]{0,60}")
"""A file and what is in it, with a line between, as notes to a program list them."""
_VALUE = compiled(
    r"(?:約|計|[△▲+＋−±-])?\s?[0-9０-９〇一二三四五六七八九十百千][0-9０-９〇一二三四五六七八九十百千万・.,:：～〜~―–%％/±()（）*,，．]*\s?[^0-9０-９\s]{0,4}(?:[（(][^()（）]{1,12}[)）])?|なし|無し?|有|あり|同上|[-－―—‐○◯●×△◎〇✓]"
)
_NUMBERED = compiled(r"第?[0-9０-９]|[一二三四五六七八九十Ⅰ-Ⅻ]{1,2}[\s.．、]|[(（][0-9０-９]")
_RULED = compiled(r"\s[/／|｜]\s")
_WIDE_GAP = compiled(r"\t|[ \u3000]{2,}")
_LONGEST_CELL, _FEWEST_CELLS, _FEWEST_ROWS = 30, 3, 3
_FEWEST_UNDER, _MOST_UNDER = 2, 60  # rows under such a head
_LONGEST_LABEL, _LONGEST_NAME = 2, 14  # words of what values are of, characters of the name of a column
_SAYS = compiled("[。、：:]|(?:です|ます|した|する|ない)$")
_OVER = compiled(
    r"【(?:参考|資料|別表|別紙|一覧|表)】[^。]{2,40}|[（(《〈≪<＜［\[〔][^。]{2,40}[）)》〉≫>＞］\]〕]"
)
_HEAD = compiled(
    "役職|氏名|名前|担当者?|所属|学年|クラス|班|日[時付]?|曜日?|時間|時刻|場所|会場|内容|項目|区分|種類|種目"
    "|品[名目]|名称|金額|料金|価格|単価|数量|個数|人数|定員|件数|割合|合計|備考|講師|行事"
    "|種別|類別|目安|方法|時期|程度|特徴|用途|摘要|単位|値段|効果|区間|集落|地区|年[度月]?|月日?|順位|チーム|結果|得点|回|号|作業|電話|住所"
)
"""What the cells of the first row of a table say."""
_NUMBERED_TABLE = compiled(
    r"[（(【\[〔［]?\s?(?:別?表|Table)\s?[0-9０-９]{0,2}(?:[-.－．][0-9０-９]{1,2})?(?:[\s.．:：]|[）)】\]〕］])"
)
"""How the name of a table begins: 表1 …, （表）…."""
_PERIOD = compiled(
    r"(?:(?:19|20)\d\d|[0-9０-９]{1,3}|(?:明治|大正|昭和|平成|令和)\s?(?:元|[0-9０-９]{1,2}))(?:年度?|月|日|期|回|週|号|年[0-9０-９]{1,2}月)[目末前後頃]?"
)
"""When something was counted: the name of a column as 2024年7月, 昨年 beside it."""
_APPENDED = compiled(
    r"[【\[(（]?(?:別[紙表添]|付表|参考(?:資料)?|資料)[0-9０-９]{0,2}[】\])）\s][^。、]{2,40}"
)
"""What is called so right over it: 別紙　月別の利用者数."""
_CALLED = compiled(
    r"[【\[]?[^。、■◆●]{0,24}(?:表|一覧|推移|内訳|日程|予定|スケジュール|料金|成績|結果|割合|件数|データ|行程|(?:コース|ラップ)タイム)(?:[（(][^（()）。]{1,24}[)）])?[】\]]?"
    r"|[^。、]{2,30}[（(]単位\s?[：:][^（()）。]{1,16}[)）]"
)
"""What a table is called, in brackets or by a name, right over it."""

_WIDE_WORD = r"[一-鿿][ \u3000]{1,3}[一-鿿]"
_SPACED_LABEL = compiled(
    rf"(?:[0-9０-９①-⑳]{{1,2}}(?:[.．、)）]\s*|[ \u3000]))?{_WIDE_WORD}(?:\s*[：:]\s*|\s+)"
    rf"(?!{_WIDE_WORD}\s)(?:(?!\s{{2}}|\t).)+"
)
"""A fact of a letter under 記, its label as wide as others: 日　　時　　12月13日."""


_AMOUNT = compiled(
    r"\s(?:(?P<kitchen>(?:大さじ|小さじ|カップ|大匙|小匙)\s?\S{1,8}|[0-9０-９]{1,2}\s?(?:枚|足|着|組|膳)|少々|少量|適量|適宜|お好みで|ひとつまみ|ひとつかみ)"
    r"|約?[0-9０-９½¼¾./／・～〜~と半分一二三四五六七八九十]{1,8}\s?(?:k?g|グラム|ml|cc|リットル|個|本|枚|足|着|組|膳|冊|束|片|かけ|株|袋|缶|丁|合|杯|切れ|尾|匹|玉|房|パック|カップ|さじ|人)分?(?:[（(][^（()）]{1,16}[)）])?)\s*$"
)
CLOCK = r"(?:午[前後]\s?)?\d{1,2}:\d{2}(?:\s?[AP]M)?"
"""The time of a message in a chat, as a regular expression."""
MESSAGE = compiled(rf"(?P<when>{CLOCK})\t(?P<who>[^\t]{{1,30}})\t(?P<said>[^\t].*)")
"""A row as an app writes down its messages, with tabs between."""
_TOLD_APART = compiled(
    rf"{MESSAGE.pattern}"
    r"|\d{1,2}[:：]\d{2}(?:\s?[-–~〜～]\s?\d{1,2}[:：]\d{2})?(?:\t|[ \u3000]{2,})"
    r"(?=[^\t]*[ぁ-んァ-ヶ一-鿿])[^\t\d]\S*"
    r"|(?:作成|更新|編集|投稿|保存|公開)(?:日時?|時刻)\s?[:：]\s?\d{4}[/年.-]\d{1,2}[/月.-]\d{1,2}日?\s+\d{1,2}:\d{2}(?::\d{2})?"
)
"""A message of a chat, an hour of a plan, and when a note was made: rows with cells that are of no table."""
_CLAUSE_BEHIND = compiled("[ \u3000]{2,}\\S*[をがはもに][^\\s。]{1,14}(?:ない|[たるい])$")
"""A clause in the second cell: what somebody tells of each thing."""
_OF_MEETING = compiled(
    r"(?:[0-9０-９]{1,2}[.．、)）]\s?|[・■●◆○◎]\s?)?(?:日時|日程|期日|期間|場所|会場|集合(?:場所|時間)?|対象|内容|持ち物|服装|費用|参加費|会費"
    r"|定員|講師|主催|締め?切り?|申し?込み|と\s*き|ところ|その他)"
)
_CAST, _LONGEST_CAST = frozenset(("登場人物", "人物紹介", "配役", "キャスト", "出演", "出演者")), 30  # rows
_OF_AMOUNT = 2  # cells
_TIME = compiled("(?<![0-9０-９])[0-2０-２]?[0-9０-９][:：][0-5０-５][0-9０-９]$")
_ON_THE_WAY = compiled(r"\s?[-－–—―→⇒~〜～…・=＝>＞]+\s?")
"""What stands between the places of a way, each with the time at which one is there."""
_FEWEST_ON_WAY = 3
_AXIS = compiled(r"-?[0-9]{1,6}(?:\.[0-9]+)?%?(?:\s+-?[0-9]{1,6}(?:\.[0-9]+)?%?){4,20}")
"""The numbers at the axis of a chart: 0 10 20 30 40."""
_PARTICLE = compiled("[のをにがはで]")
_MOST_OF_WORDS = 8  # rows of a list
_COUNTED = compiled(
    "[^0-9０-９]*[0-9０-９].*|[〇一二三四五六七八九十百千万]+[円人点個本回年月日時分度]?|なし|無し?|有|あり|同上|[-－―—‐○◯●×△◎〇✓]"
)
"""What a cell has that is no word: a number, a sign, whether there is any."""
_LONGEST_LABEL_OF_CHART, _MOST_LABELS = 12, 12  # characters, rows


def places(rows: list[str]) -> dict[int, str]:
    """Why rows are not read that are of tables: two or more with cells, one after the other."""
    are_rows = [_is_row(row) for row in rows]
    for run in (*_runs_of_cells(rows), *_under_heads(rows)):
        for n in run:
            are_rows[n] = True
    told = {n for n, pair in enumerate(pairwise(are_rows)) if all(pair) for n in (n, n + 1)}
    told -= {n for n in told if _is_of_meeting(rows[n])}
    told -= {n for n in told if _SPACED_LABEL.fullmatch(rows[n]) and not _is_head(_cells(rows[n]))}
    told -= _of_ingredients(rows, told) | set(_of_cast(rows)) | _of_words(rows, told) | _of_plans(rows, told)
    told |= {n for n, row in enumerate(rows) if _is_way(row)} | set(_of_charts(rows))
    told |= {n for n in range(len(rows) - 2) if n + 2 in told and _is_over_rule(rows, n)}
    over = {n - 1 for n in told - {0} if n - 1 not in told and _is_name(rows, n - 1)}
    return dict.fromkeys(told, "table") | dict.fromkeys(over, "caption")


def _is_over_rule(rows: list[str], n: int) -> bool:
    """Whether a row names columns, parted from what is under it by a ruled line."""
    is_ruled = len(rows[n + 1].strip()) > 1 and not any(map(str.isalnum, rows[n + 1]))
    return is_ruled and bool(_cells(rows[n]))


def _of_charts(rows: list[str]) -> Iterator[int]:
    """The places of what a chart leaves behind where print is copied: the numbers at its axis, its labels."""
    for n, row in enumerate(rows):
        if _AXIS.fullmatch(row) and _is_even([float(number) for number in row.replace("%", "").split()]):
            yield n
            below = enumerate(rows[n + 1 : n + 1 + _MOST_LABELS], n + 1)
            yield from (place for place, _ in takewhile(lambda each: _may_be_label(each[1]), below))


def _is_even(numbers: list[float]) -> bool:
    """Whether numbers rise by the same step."""
    steps = {round(after - before, 6) for before, after in pairwise(numbers)}
    return len(steps) == 1 and min(steps) > 0


def _may_be_label(row: str) -> bool:
    is_said = (_SAYS.search(row) or _PARTICLE.search(row)) and row != "その他"
    return 0 < len(row) <= _LONGEST_LABEL_OF_CHART and not (is_said or _NUMBERED.match(row))


def _of_ingredients(rows: list[str], told: set[int]) -> set[int]:
    """The places of rows next to each other that say what a dish takes: しょうゆ　　小さじ2."""
    found: set[int] = set()
    for run in _runs(told):
        amounts = [_AMOUNT.search(rows[n]) for n in run]
        are_amounts = all(amounts) and all(len(_GAP.split(rows[n])) == _OF_AMOUNT for n in run)
        if are_amounts and any(amount["kitchen"] for amount in amounts if amount):
            found.update(run)
    return found


def _runs(places: set[int]) -> list[list[int]]:
    """Places next to each other, together."""
    runs: list[list[int]] = []
    for n in sorted(places):
        if n - 1 in places:
            runs[-1].append(n)
        else:
            runs.append([n])
    return runs


def _of_plans(rows: list[str], told: set[int]) -> set[int]:
    """The places of rows that are told one by one, where none over them names columns."""
    runs = (run for run in _runs(told) if not _is_head(_cells(rows[run[0]])))
    return {n for run in runs for n in run if _TOLD_APART.fullmatch(rows[n])}


def _of_words(rows: list[str], told: set[int]) -> set[int]:
    """The places of a few rows next to each other that have words alone: 金賞　　山田花子, verses."""
    found: set[int] = set()
    for run in _runs(told):
        cells = [[cell for cell in _GAP.split(rows[n].strip()) if cell] for n in run]
        is_small = len(run) <= _MOST_OF_WORDS and all(1 < len(row) <= _FEWEST_CELLS for row in cells)
        are_words = not any(_COUNTED.fullmatch(cell) for row in cells for cell in row)
        is_headed = _HEAD.fullmatch(cells[0][0]) or _is_head(cells[0])
        is_named = run[0] > 0 and _NUMBERED_TABLE.match(rows[run[0] - 1])
        if is_small and are_words and not (is_headed or is_named):
            found.update(run)
    return found


def _is_of_meeting(row: str) -> bool:
    """Whether a row says when or where something is, as a letter does, or how it is: 対象　　全戸."""
    label, *rest = _WIDE_GAP.split(row)
    if len(rest) == 1 and _CLAUSE_BEHIND.search(row):
        return True
    first = _GAP.split(rest[0])[0] if rest else ""
    is_value = len(rest) == 1 and not (_HEAD.fullmatch(first) or _OF_MEETING.fullmatch(rest[0]))
    return is_value and _OF_MEETING.fullmatch(label) is not None


def is_over_cast(row: str) -> bool:
    """Whether a row says that those below are the persons of a play or a story: ■登場人物."""
    return row.strip("■□◆◇●○【】〈〉・ \u3000") in _CAST


def _of_cast(rows: list[str]) -> Iterator[int]:
    """The places of rows right under 登場人物, which say who is who."""
    for n in (n for n, row in enumerate(rows) if is_over_cast(row)):
        start = n + 1 + (rows[n + 1 : n + 2] == [""])
        near = range(start, min(start + _LONGEST_CAST, len(rows)))
        yield from takewhile(lambda m: bool(rows[m]), near)


def _is_name(rows: list[str], place: int) -> bool:
    """Whether a row right over a table is its name: in brackets, or with a word for what tables hold."""
    is_called = not _NUMBERED.match(rows[place]) and _CALLED.fullmatch(rows[place])
    return bool(is_called or any(form.fullmatch(rows[place]) for form in (_OVER, _APPENDED)))


def _is_way(row: str) -> bool:
    """Whether a row is the times of a way: 駅6:20－峠11:05－宿14:00."""
    if "。" in row or len(row) > _LONGEST:
        return False
    stops = _ON_THE_WAY.split(row)
    return len(stops) >= _FEWEST_ON_WAY and all(len(stop) > 5 and _TIME.search(stop) for stop in stops)


def _is_row(row: str) -> bool:
    forms = (_CELLS_APART, _NUMBERS, _OF_FILE) if len(row) <= _LONGEST else ()
    is_row = any(form.fullmatch(row) for form in forms)
    return is_row and not TABBED.match(row)


def _runs_of_cells(rows: list[str]) -> list[range]:
    """Rows next to each other with about as many cells, of which two or more say how much in most of them.

    Cells between strokes may say anything.
    """
    cells = [_cells(row) for row in rows]
    runs: list[range] = []
    start = 0
    for n in range(1, len(rows) + 1):
        if n < len(rows) and cells[n] and cells[n - 1] and abs(len(cells[n]) - len(cells[n - 1])) <= 1:
            continue
        if n - start > 1 and _is_table(rows, cells, run := range(start, n)):
            runs.append(run)
        start = n
    return runs


def _is_table(rows: list[str], cells: list[list[str]], run: range) -> bool:
    """Whether rows with about as many cells say how much, are ruled, or have a table's head or name."""
    are_of_values = any(_are_values(cells[m]) for m in run) or _have_column([cells[m] for m in run])
    are_ruled = all(_RULED.search(rows[m]) for m in run)
    head = cells[run[0]]
    are_of_values &= _may_be_head(head) or all(_WIDE_GAP.search(rows[m]) for m in run)
    is_named = run.start > 0 and bool(_NUMBERED_TABLE.match(rows[run.start - 1]))
    return are_of_values or are_ruled or is_named or _is_head(head)


def _under_heads(rows: list[str]) -> list[range]:
    """Rows with narrow gaps that each end with two values or more, under one that names as many columns."""
    values = [_values_behind(row) for row in rows]
    runs: list[range] = []
    for n in range(len(rows) - _FEWEST_UNDER):
        below = list(takewhile(lambda count: count > 1, values[n + 1 : n + 1 + _MOST_UNDER]))
        is_even = len(below) >= _FEWEST_UNDER and max(below) - min(below) <= 1
        if is_even and any(_names_columns(rows[n], count) for count in {*below}):
            runs.append(range(n, n + 1 + len(below)))
    return runs


def _values_behind(row: str) -> int:
    """How many values stand at the end of a row, behind what they are of."""
    cells = row.split() if len(row) <= _LONGEST and "。" not in row else []
    values = sum(1 for _ in takewhile(_VALUE.fullmatch, reversed(cells[1:])))
    return values if len(cells) <= values + _LONGEST_LABEL else 0


def _names_columns(row: str, values: int) -> bool:
    """Whether a row may stand over so many values: as many short words, or one more, and no sentence."""
    cells = row.split() if len(row) <= _LONGEST else []
    is_heading = _NUMBERED.match(row) or not row[:1].isalnum()
    if is_heading and not (cells[1:] and all(map(_PERIOD.fullmatch, cells))):
        return False
    is_short = all(len(cell) <= _LONGEST_NAME and not _SAYS.search(cell) for cell in cells)
    is_row = any(map(_VALUE.fullmatch, cells[1:])) if len(cells) > values else False
    return len(cells) in (values, values + 1) and is_short and not is_row


def _cells(row: str) -> list[str]:
    """The cells of a row; none if it is no row of a table."""
    if len(row) > _LONGEST or "。" in row:
        return []
    cells = [cell for cell in _GAP.split(row.strip()) if cell]
    is_table = len(cells) >= _FEWEST_CELLS and max(map(len, cells)) <= _LONGEST_CELL
    return cells if is_table else []


def _is_head(cells: list[str]) -> bool:
    """Whether most of the cells say what stands under them."""
    return 2 * sum(bool(_HEAD.fullmatch(cell)) for cell in cells) > len(cells)


def _may_be_head(cells: list[str]) -> bool:
    """Whether the first row of a table has no values, or begins with a word for what stands under it.

    Rows of values without it, and with narrow gaps, are said: 八月一日　晴れ　二十一度.
    """
    is_called = bool(cells) and bool(_HEAD.fullmatch(cells[0]))
    return is_called or not any(map(_VALUE.fullmatch, cells[1:]))


def _have_column(rows: list[list[str]]) -> bool:
    """Whether three rows or more have a column that, its head aside, has values alone."""
    usual = multimode(map(len, rows))[0]
    even = [row for row in rows if len(row) == usual]
    columns = list(zip(*even, strict=True))[1:] if len(even) >= _FEWEST_ROWS else []
    return any(all(map(_VALUE.fullmatch, column[1:])) for column in columns)


def _are_values(cells: list[str]) -> bool:
    """Whether most of the cells behind the first say how much or how many."""
    return len(cells) > 1 and 2 * sum(bool(_VALUE.fullmatch(cell)) for cell in cells[1:]) > len(cells) - 1
