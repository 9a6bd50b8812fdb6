"""The tables of habits beside this file, in rows of tab-separated fields."""

from __future__ import annotations

from importlib import resources

from narrate.patterns import compiled

_NAME = compiled(r"\{[a-z]+\}")


def rows(name: str) -> list[list[str]]:
    """The rows of a table such as ``clutter.tsv``, without empty lines and those that begin with ``#``."""
    table = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return [row.split("\t") for row in table.splitlines() if row and not row.startswith("#")]


def patterns(name: str) -> list[list[str]]:
    """The rows of a table of a reason, a place and a pattern, with what a name in a pattern stands for.

    A row ``{day}``, ``means``, pattern says it for the rows below and is not among those returned.
    """
    meanings: dict[str, str] = {}
    found = []
    for first, second, written in rows(name):
        pattern = _NAME.sub(lambda named: meanings[named[0]], written)
        if second == "means":
            meanings[first] = pattern
        else:
            found.append([first, second, pattern])
    return found
