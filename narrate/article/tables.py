"""The tables of habits beside this file, in rows of tab-separated fields."""

from __future__ import annotations

from importlib import resources


def rows(name: str) -> list[list[str]]:
    """The rows of a table such as ``clutter.tsv``, without empty lines and those that begin with ``#``."""
    table = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return [row.split("\t") for row in table.splitlines() if row and not row.startswith("#")]
