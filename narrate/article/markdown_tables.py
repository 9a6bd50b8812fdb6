"""Tables of Markdown with every cell: GitHub's rules cut a row off where its head ends, and words with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy

from markdown_it.rules_block import StateBlock, table
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

_CELL = 3  # tokens: its beginning, what is in it, its end


def whole_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A rule of the parser as its own for tables, but rows keep the cells beyond those of their head."""
    first = len(state.tokens)
    is_table = table(state, start, end, silent)
    if is_table and not silent:
        state.tokens[first:] = _with_all_cells(state, state.tokens[first:])
    return is_table


def _with_all_cells(state: StateBlock, tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens of a table, in each row those of the cells that its line has besides."""
    cells: list[str] = []
    known = 0
    for number, token in enumerate(tokens):
        if token.type == "tr_open" and token.map:
            cells, known = _cells(state, token.map[0]), 0
        elif token.type == "inline":
            known += 1
        elif token.type == "tr_close":
            cell = tokens[number - _CELL : number]
            for words in cells[known:]:
                yield from _filled(cell, words)
        yield token


def _cells(state: StateBlock, line: int) -> list[str]:
    """What stands between the bars of a line, without the empty parts outside the first bar and the last."""
    row = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()
    cells = escapedSplit(row)
    if cells and not cells[0]:
        cells.pop(0)
    if cells and not cells[-1]:
        cells.pop()
    return cells


def _filled(cell: Sequence[Token], words: str) -> Iterator[Token]:
    for token in map(copy, cell):
        if token.type == "inline":
            token.content, token.children = words.strip(), []
        yield token
