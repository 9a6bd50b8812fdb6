"""Hatena's own notation → Markdown: ``** 見出し``, code in ``>|python|``, quotes in ``>>``, ``((脚注))``."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, takewhile

from narrate.article.facts import JAPAN
from narrate.patterns import compiled

_SECONDS = compiled(r"([0-9]{9,10})\*")
_HEADING = compiled(
    r"(?P<stars>\*{1,3})(?P<mark>(?<=^\*)[0-9A-Za-z_+-]{1,20}\*)?(?P<tags>(?:\[[^\[\]\n]{1,24}\])*)\s*"
    r"(?P<text>[^*\s][^*\n]*)"
)
_CODE = compiled(r">\|(?P<language>[\w+#.?-]{0,20})(?:\||$)")
_ENDS_CODE = frozenset(("||<", "|<"))
_QUOTE = compiled(r">(?:https?://[^\s<>]{1,300})?(?::title(?:=[^<>]{0,80})?)?>")
_ENDS_QUOTE = "<<"
_LIST = compiled(r"(?P<depth>-{1,3}|\+{1,3})(?![-+])\s*(?P<text>\S.*)")
_TABLE = compiled(r"\|(?:[^|\n]{0,300}\|){1,20}")
_TERM = compiled(r":(?P<term>[^:\n]{1,60}):(?P<text>\S.*)")
LINK = compiled(
    r"(?P<opens>\[(?P<page>https?://[^\s\[\]]{1,400}?):title=)(?P<called>[^\[\]\n]{1,200}?)"
    r"(?P<closes>(?::(?:bookmark|cite|embed))*\])"
)
"""A link that says how its page is called: ``[https://a.example:title=題]``."""
_KEYWORD = compiled(r"\[\[(?P<words>[^\[\]\n]{1,60})\]\]")
_NOTE = compiled(r"(?<!\()\(\((?P<note>[^()\n]{1,400})\)\)(?!\))")
_MORE = compiled("={4,5}")
_BARE = compiled(r">(?P<element><.*>)<")
_OTHERS = compiled(r"^(?:#{1,6} \S|```)", re.MULTILINE)
_SURE = (
    compiled(r"^\*{2,3}\s*[^*\s][^*\n]*$", re.MULTILINE),
    compiled(r"^\*(?:[0-9]{9,11}|[a-z][\w-]{0,19})\*", re.MULTILINE),
)
"""What only this notation has."""
_ALSO = (
    compiled(r"\[(?:f:id:|asin:|:contents\]|https?://[^\s\[\]]{1,400}:(?:title|embed|cite|image|bookmark))"),
    _NOTE,
    compiled(r"^\|\*[^|\n]+\|", re.MULTILINE),
    compiled(r"^\+ ?[^\s+]", re.MULTILINE),
)
"""What others may have too, or a text in Markdown on the same host."""
_FEWEST_SIGNS = 2
_FIELD = compiled(r"meta-[a-z]{1,20}[ \t]*:.*")
"""What calendars of articles that are written so have under the title: ``meta-author: …``."""
_DEEPEST = 3  # quotes in quotes


def is_hatena(text: str) -> bool:
    """Whether a text has two kinds of this notation's signs, one of them its own, and none of Markdown's."""
    rows = text.split("\n")
    sure = sum(bool(sign.search(text)) for sign in _SURE)
    sure += _has_block(rows, _CODE, _ENDS_CODE) + _has_block(rows, _QUOTE, {_ENDS_QUOTE})
    if not sure or _OTHERS.search("\n".join(_outside_code(rows))):
        return False
    return sure + sum(bool(sign.search(text)) for sign in _ALSO) >= _FEWEST_SIGNS


def _has_block(rows: list[str], begins: re.Pattern[str], ends: Collection[str]) -> bool:
    """Whether a row begins a block, and one below it ends it."""
    start = next((n for n, row in enumerate(rows) if begins.fullmatch(row)), len(rows))
    return any(row in ends for row in islice(rows, start, None))


def _outside_code(rows: Iterable[str]) -> Iterator[str]:
    """The rows that are no code, in which a comment begins as a heading of Markdown does."""
    is_code = False
    for row in rows:
        if is_code:
            is_code = row.rstrip() not in _ENDS_CODE
        elif _CODE.fullmatch(row.rstrip()):
            is_code = True
        else:
            yield row


def _dated(row: str) -> Iterator[str]:
    """The day of an entry as a field, from the seconds since 1970 that Hatena has before its title."""
    heading = _HEADING.fullmatch(row)
    if heading and (seconds := _SECONDS.fullmatch(heading["mark"] or "")):
        yield f"date: {dt.datetime.fromtimestamp(int(seconds[1]), JAPAN).date()}"


def to_markdown(text: str) -> str:
    """The same article in Markdown; its notes stand at the end."""
    rows = text.strip().split("\n")
    fields = [*takewhile(_FIELD.fullmatch, rows[1:])]
    if fields:
        rows[: 1 + len(fields)] = [rows[0] if rows[0].startswith("*") else f"*{rows[0]}"]
    fields = [*(field.removeprefix("meta-") for field in fields), *_dated(rows[0])]
    tops = [row for row in rows if row.startswith("*") and not row.startswith("**")]
    article = _Rows(rows, has_title=len(tops) == 1 and rows[0] == tops[0])
    head = ["\n".join(["---", *fields, "---"])] if fields else []
    blocks = [*head, *article.blocks()]
    return "\n\n".join([*blocks, *(f"[^{n}]: {note}" for n, note in enumerate(article.notes, 1))]) + "\n"


@dataclass
class _Rows:
    """A pass over the rows; ``notes`` are those that were met."""

    rows: list[str]
    has_title: bool
    depth: int = 0
    place: int = 0
    notes: list[str] = field(default_factory=list)

    def blocks(self) -> Iterator[str]:
        while self.place < len(self.rows):
            row = self.rows[self.place]
            self.place += 1
            if found := _CODE.fullmatch(row.rstrip()):
                yield _fence(found["language"], self._until(_ENDS_CODE))
            elif self.depth < _DEEPEST and _QUOTE.fullmatch(row.rstrip()):
                inside = _Rows(self._quoted(), has_title=False, depth=self.depth + 1, notes=self.notes)
                yield "\n".join(f"> {line}" for line in "\n\n".join(inside.blocks()).split("\n"))
            elif _LIST.fullmatch(row) or _TABLE.fullmatch(row):
                yield self._run(_LIST if _LIST.fullmatch(row) else _TABLE)
            elif row.strip():
                yield self._line(row.strip())

    def _from(self, start: int) -> Iterator[str]:
        return (self.rows[n] for n in range(start, len(self.rows)))

    def _until(self, ends: Collection[str]) -> list[str]:
        """The rows up to one of the ends, which is passed over; all that are left where there is none."""
        inside = list(takewhile(lambda row: row.rstrip() not in ends, self._from(self.place)))
        self.place += len(inside) + 1
        return inside

    def _quoted(self) -> list[str]:
        """The rows of a quote, those of quotes in it among them."""
        inside: list[str] = []
        still_open = 1
        for row in self._from(self.place):
            still_open += bool(_QUOTE.fullmatch(row.rstrip())) - (row.rstrip() == _ENDS_QUOTE)
            if not still_open:
                break
            inside.append(row)
        self.place += len(inside) + 1
        return inside

    def _run(self, kind: re.Pattern[str]) -> str:
        """The rows of a list or of a table that stand together, the last one that was taken among them."""
        start = self.place - 1
        run = list(takewhile(kind.fullmatch, self._from(start)))
        self.place = start + len(run)
        return _as_table(run) if kind is _TABLE else "\n".join(self._entries(run))

    def _entries(self, run: list[str]) -> Iterator[str]:
        """The rows of a list; those with a plus are numbered as pages show them."""
        last: list[tuple[str, int]] = []  # of each level that is open, its sign and number
        for found in filter(None, map(_LIST.fullmatch, run)):
            sign, depth = found["depth"][0], len(found["depth"])
            last = [*last, *[("", 0)] * depth][:depth]
            last[-1] = sign, last[-1][1] + 1 if last[-1][0] == sign else 1
            mark = "- " if sign == "-" else f"{last[-1][1]}. "
            yield f"{'   ' * (depth - 1)}{mark}{self._plain(found['text'])}"

    def _line(self, row: str) -> str:
        if _MORE.fullmatch(row):
            return _silent(row)
        if found := _HEADING.fullmatch(row):
            stars = len(found["stars"])
            level = "#" * (stars + (0 if stars == 1 and self.has_title else 1))
            before = f"{found['mark'] or ''}{found['tags']}"
            heading = f"{level} {self._plain(found['text'])}"
            return f"{_silent(before)}\n\n{heading}" if before else heading
        if found := _TERM.fullmatch(row):
            return self._plain(f"{found['term']}：{found['text']}")
        bare = _BARE.fullmatch(row)
        return self._plain(bare["element"] if bare else row)

    def _plain(self, text: str) -> str:
        text = _NOTE.sub(self._noted, text)
        text = LINK.sub(lambda link: f"[{link['called']}]({link['page']})", text)
        return _KEYWORD.sub(lambda keyword: keyword["words"], text)

    def _noted(self, found: re.Match[str]) -> str:
        self.notes.append(found["note"])
        return f"[^{len(self.notes)}]"


def _fence(language: str, rows: list[str]) -> str:
    marks = max((len(run) for row in rows for run in re.findall("`+", row)), default=0)
    fence = "`" * max(3, marks + 1)
    return "\n".join([f"{fence}{language}", *rows, fence])


def _as_table(rows: list[str]) -> str:
    cells = ("".join(map(_cell, row.strip("|").split("|"))) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def _cell(text: str) -> str:
    tag = "th" if text.startswith("*") else "td"
    return f"<{tag}>{html.escape(text.removeprefix('*').strip())}</{tag}>"


def _silent(text: str) -> str:
    return f"<x-attributes>{html.escape(text)}</x-attributes>"
