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

_OF_PROGRAMS = frozenset((".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub", ".pages"))
"""How the names of texts end that only other programs can read."""
_WATCHED = frozenset(ENDINGS) | _OF_PROGRAMS
_OPEN_ELSEWHERE = "~$"
"""How the name begins of what Word keeps beside a file that it has open."""
_PARTS_OF_PAGE = ("_files", ".files", "_ファイル")
_NAMED = 5  # of them in a line
_LONGEST_NAME = 255  # bytes
_POLL_S = 1.0
_POLLS_UNTIL_AGAIN = 60


def articles(named: Iterable[Where], apart: Collection[Path] = ()) -> list[Where]:
    """Each article once, in order; a folder stands for the articles in it and below.

    What lies in folders that are kept ``apart`` is none, such as the pages that a show has made.

    Raises:
        ArticleError: a folder has no article in it.
    """
    return list(dict.fromkeys(one for where in named for one in _of(where, apart)))


def listed(lines: Iterable[str], name: str = "the list") -> list[Where]:
    """The articles of a list: a file, folder or address a line; empty lines and those after # are none.

    Raises:
        ArticleError: it is no list but an article: a line is a sentence, and none names what is there.
    """
    stripped = ((number, line.strip()) for number, line in enumerate(lines, 1))
    named = {number: where_of(line) for number, line in stripped if line and not line.startswith("#")}
    said = next((number for number, where in named.items() if _is_sentence(where)), 0)
    if said and not any(map(_is_there, named.values())):
        raise ArticleError(f"{name}, line {said}: names no file; a list has a path or an address a line")
    return list(named.values())


def left_out(named: Iterable[Where], apart: Collection[Path] = ()) -> list[str]:
    """A line for each folder that was named in which are texts that only other programs can read."""
    lines = []
    for folder in (where for where in named if isinstance(where, Path) and _is_folder(where)):
        documents = _not_apart(folder, apart, _files_below(folder, _OF_PROGRAMS, []))
        found = [str(path.relative_to(folder)) for path in documents]
        if found:
            more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
            names = f"{', '.join(found[:_NAMED])}{more}"
            lines.append(f"{folder}: not text, and left out: {names}; save each article as a text file")
    return lines


def changes(
    folder: Path,
    seen: Iterable[Where] = (),
    put_off: Collection[Where] = (),
    apart: Collection[Path] = (),
) -> Iterator[list[Where]]:
    """The articles of a folder and below that are new or changed, as they come; endless.

    With them come new texts that only other programs can read: who reads them tells it. ``seen`` are known
    already as they stand. A file is waited for until it stays the same for a second, so that none is read
    while it is being written. Those that are in ``put_off`` come again every minute. Folders kept ``apart``
    as in ``articles``.
    """
    already = [*seen, *_files_in(folder, apart, _OF_PROGRAMS)]
    known = {path: state for path in already if isinstance(path, Path) and (state := files.state(path))}
    before: dict[Path, files.State] = {}
    polls = 0
    while True:
        now = {path: state for path in _files_in(folder, apart, _WATCHED) if (state := files.state(path))}
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
    if not (isinstance(where, Path) and _is_folder(where)):
        yield where
        return
    found = _articles_in(where, apart)
    if not found:
        endings = ", ".join(ENDINGS)
        raise ArticleError(f"{where}: no article in this folder; their names end in {endings}")
    yield from found


def _is_folder(path: Path) -> bool:
    """Whether it is a folder; what no system can name is told when it is read."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _is_there(where: Where) -> bool:
    return not isinstance(where, Path) or os.path.lexists(where)


def _is_sentence(where: Where) -> bool:
    """Whether a line of a list is of a text, or longer than names are."""
    return "。" in str(where) or (isinstance(where, Path) and len(os.fsencode(where.name)) > _LONGEST_NAME)


def _articles_in(folder: Path, apart: Collection[Path]) -> list[Path]:
    return _files_in(folder, apart, ENDINGS)


def _files_in(folder: Path, apart: Collection[Path], endings: Collection[str]) -> list[Path]:
    unlisted: list[Path] = []
    found = list(_files_below(folder, endings, unlisted))
    return _not_apart(folder, apart, [*found, *unlisted])


def _not_apart(folder: Path, apart: Collection[Path], paths: Iterable[Path]) -> list[Path]:
    """What is in a folder and below, in the order of people, but for what is kept apart or hidden."""
    roots = [root.resolve() for root in apart]
    within = folder.resolve()
    below = [root.relative_to(within) for root in roots if root != within and root.is_relative_to(within)]
    return sorted(itertools.filterfalse(partial(_is_apart, folder, below), paths), key=natural)


def _files_below(folder: Path, endings: Collection[str], unlisted: list[Path]) -> Iterator[Path]:
    """The files in a folder and below whose names end so.

    A folder that is gone meanwhile, or must not be looked into, is ``unlisted``: it is told as an article
    that cannot be read, and costs the others nothing.
    """
    for at, inside, names in os.walk(folder, onerror=lambda error: unlisted.append(Path(error.filename))):
        inside[:] = [name for name in inside if not _is_of_page(name, names)]
        if os.access(at, os.X_OK):
            paths = (Path(at, name) for name in names if not name.startswith(_OPEN_ELSEWHERE))
            yield from (path for path in paths if path.suffix.lower() in endings and _may_be_file(path))
        else:
            unlisted.append(Path(at))


def _is_of_page(folder: str, names: Collection[str]) -> bool:
    """Whether a browser saved the parts of a page there that stands beside it: ``題_files``, ``題.html``."""
    page = next((folder.removesuffix(end) for end in _PARTS_OF_PAGE if folder.endswith(end)), "")
    return bool(page) and any(f"{page}{end}" in names for end in (".html", ".htm"))


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
