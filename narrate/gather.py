"""Which articles are meant: files, addresses, all files of a folder, the lines of a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from narrate.article import ENDINGS
from narrate.errors import ArticleError
from narrate.source import Where, is_address


def articles(named: Iterable[Where]) -> list[Where]:
    """Each article once, in order; a folder stands for the articles in it and below.

    Raises:
        ArticleError: a folder has no article in it.
    """
    return list(dict.fromkeys(one for where in named for one in _of(where)))


def listed(lines: Iterable[str]) -> list[Where]:
    """The articles of a list: a file, folder or address a line; empty lines and those after # are none."""
    stripped = (line.strip() for line in lines)
    return [_where(line) for line in stripped if line and not line.startswith("#")]


def _where(text: str) -> Where:
    return text if is_address(text) else Path(text)


def _of(where: Where) -> Iterator[Where]:
    if not (isinstance(where, Path) and where.is_dir()):
        yield where
        return
    found = sorted(path for path in where.rglob("*") if _is_article(path, where))
    if not found:
        endings = ", ".join(ENDINGS)
        raise ArticleError(f"{where}: no article in this folder; their names end in {endings}")
    yield from found


def _is_article(path: Path, folder: Path) -> bool:
    is_hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return path.suffix.lower() in ENDINGS and not is_hidden and path.is_file()
