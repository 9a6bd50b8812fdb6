"""Which articles are meant: files, addresses, all files of a folder, the lines of a list."""

from __future__ import annotations

import itertools
import os
import re
import time
from collections.abc import Collection, Iterable, Iterator
from functools import partial
from pathlib import Path

from narrate import files
from narrate.errors import ArticleError
from narrate.source import ENDINGS, Where, where_of

_POLL_S = 1.0
_POLLS_UNTIL_AGAIN = 60


def articles(named: Iterable[Where], apart: Collection[Path] = ()) -> list[Where]:
    """Each article once, in order; a folder stands for the articles in it and below.

    What lies in folders that are kept ``apart`` is none, such as the pages that a show has made.

    Raises:
        ArticleError: a folder has no article in it.
    """
    return list(dict.fromkeys(one for where in named for one in _of(where, apart)))


def listed(lines: Iterable[str]) -> list[Where]:
    """The articles of a list: a file, folder or address a line; empty lines and those after # are none."""
    stripped = (line.strip() for line in lines)
    return [where_of(line) for line in stripped if line and not line.startswith("#")]


def changes(
    folder: Path,
    seen: Iterable[Where] = (),
    put_off: Collection[Where] = (),
    apart: Collection[Path] = (),
) -> Iterator[list[Where]]:
    """The articles of a folder and below that are new or changed, as they come; endless.

    ``seen`` are known already as they stand. A file is waited for until it stays the same for a second, so
    that none is read while it is being written. Those that are in ``put_off`` come again every minute.
    Folders kept ``apart`` as in ``articles``.
    """
    known = {path: state for path in seen if isinstance(path, Path) and (state := files.state(path))}
    before: dict[Path, files.State] = {}
    polls = 0
    while True:
        now = {path: state for path in _articles_in(folder, apart) if (state := files.state(path))}
        changed = [path for path, state in now.items() if before.get(path) == state != known.get(path)]
        if changed:
            known |= {path: now[path] for path in changed}
            yield list(changed)
        before = now
        time.sleep(_POLL_S)
        polls += 1
        if put_off and polls % _POLLS_UNTIL_AGAIN == 0:
            yield list(put_off)


def _of(where: Where, apart: Collection[Path]) -> Iterator[Where]:
    if not (isinstance(where, Path) and where.is_dir()):
        yield where
        return
    found = _articles_in(where, apart)
    if not found:
        endings = ", ".join(ENDINGS)
        raise ArticleError(f"{where}: no article in this folder; their names end in {endings}")
    yield from found


def _articles_in(folder: Path, apart: Collection[Path]) -> list[Path]:
    roots = [root.resolve() for root in apart]
    within = folder.resolve()
    below = [root.relative_to(within) for root in roots if root != within and root.is_relative_to(within)]
    unlisted: list[Path] = []
    found = [path for path in _files_below(folder, unlisted) if path.suffix.lower() in ENDINGS]
    is_apart = partial(_is_apart, folder, below)
    return sorted(itertools.filterfalse(is_apart, [*found, *unlisted]), key=natural)


def _files_below(folder: Path, unlisted: list[Path]) -> Iterator[Path]:
    """The files in a folder and below.

    A folder that is gone meanwhile, or must not be looked into, is ``unlisted``: it is told as an article
    that cannot be read, and costs the others nothing.
    """
    for at, _, names in os.walk(folder, onerror=lambda error: unlisted.append(Path(error.filename))):
        if os.access(at, os.X_OK):
            yield from (path for name in names if _may_be_file(path := Path(at, name)))
        else:
            unlisted.append(Path(at))


def _may_be_file(path: Path) -> bool:
    """Whether it is a file, or a link to where this user may not look: that is told when it is read."""
    try:
        return path.is_file()
    except OSError:
        return True


def natural(path: Path) -> list[tuple[int, int, str]]:
    """What sorts names in the order in which people count: 2 before 10."""
    parts = re.findall("[0-9]+|[^0-9]+", str(path))
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


def _is_apart(folder: Path, apart: Collection[Path], path: Path) -> bool:
    within = path.relative_to(folder)
    return any(part.startswith(".") for part in within.parts) or any(map(within.is_relative_to, apart))
