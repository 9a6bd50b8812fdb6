"""Which article of a magazine its title is: the only one that its contents, marks or rules tell of."""

from __future__ import annotations

from itertools import takewhile

from narrate.article.head_lines import COLUMN, LABELLED, LONGEST
from narrate.article.lines import Line, has_stop, is_sentence
from narrate.article.pieces import dressed
from narrate.patterns import compiled

SIGNS = "■□◆◇●◉◎▼▽▲△★☆▶►◼"
MARK = compiled(f"[{SIGNS}【〈＜≪<]")
REACH = 16  # lines of a head
_ENTRY = compiled(rf"(?:[\W_]*[0-9０-９]{{1,2}}(?:[.．、)）】\]]|\s)\s*|[{SIGNS}・\s])*[0-9０-９]{{0,2}}\s?")
"""The mark and the number of an entry of a table of contents."""
_LEADERS = compiled(r"\s?[.．・…‥]{2,20}\s?\d*$")
_SAYS = compiled("[をがはにで]\\S|[、？！]|「.+」.")
"""What the title of an article has in it, and the name of a column has not."""
_MOST_SAID, _SHORTEST_SAID = 1, 8  # entries of a table of contents that say something, characters of one


def under_rule(lines: list[Line], end: int) -> int | None:
    """The line that stands alone under the last rule of a mail's head, right over its first sentence."""
    first = next((n for n in range(end, len(lines)) if is_sentence(lines[n])), 0)
    title = first - 1
    if not 0 < first <= REACH or lines[title].reason or lines[title - 1].reason != "divider":
        return None
    line = lines[title]
    is_title = _SHORTEST_SAID <= len(line.text) <= LONGEST and bool(_SAYS.search(line.text))
    return title if is_title and line.opens and line.closes and not MARK.match(line.text) else None


def under_column(lines: list[Line], end: int) -> int | None:
    """The line under the number of a column, 【現場を歩く　第23回】, if there is one column."""
    columns = [n for n, line in enumerate(lines) if n >= end and COLUMN.fullmatch(line.text[:LONGEST])]
    title = columns[0] + 1 if len(columns) == 1 else len(lines)
    if title >= min(end + REACH, len(lines)) or lines[title].place != lines[title - 1].place + 1:
        return None
    is_told = lines[title].reason or is_sentence(lines[title]) or MARK.match(lines[title].text)
    return None if is_told else title


def dressed_headings(lines: list[Line], end: int) -> list[str]:
    """The words of headings with signs on both sides, as mails have them under a table of contents."""
    rows = (dressed(line.text) for line in lines[end:] if not line.reason)
    return [row["words"] for row in rows if row]


def listed(lines: list[Line]) -> list[str]:
    """The entries of the table of contents."""
    label = next(n for n, line in enumerate(lines) if line.reason == "table of contents")
    first = _ENTRY.match(lines[label].text)
    is_entry = bool(first and first[0]) and dressed(lines[label].text) is None
    rows = lines[label if is_entry else label + 1 :]
    in_row = takewhile(lambda row: row[1].place == rows[0].place + row[0], enumerate(rows))
    return [line.text for _, line in takewhile(lambda row: row[1].reason != "divider", in_row)]


def marked(lines: list[Line], end: int) -> list[str]:
    """The heading with a mark before it, if it is the only one, as of a mail with a greeting over it."""
    rows = [line.text for line in lines[end:] if MARK.match(line.text) and not line.reason]
    return [row for row in rows if len(rows) == 1 and not has_stop(row)]


def only_article(entries: list[str]) -> str:
    """The title of the one article with which the entries of a magazine begin, the others being columns."""
    titles = [_LEADERS.sub("", _ENTRY.sub("", entry[:LONGEST], count=1)) for entry in entries]
    bare = [LABELLED.sub("", title) for title in titles]
    say = [bool(_SAYS.search(title)) and len(title) >= _SHORTEST_SAID for title in bare]
    is_one = any(say[:1]) and (bare[0] != titles[0] or sum(say) <= _MOST_SAID)
    return bare[0] if is_one else ""
