"""What the articles on the shelf are called: each is read for that once, and again when it has changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from narrate import files
from narrate.article import read_article
from narrate.encodings import decode
from narrate.errors import ArticleError
from narrate.model import Article
from narrate.server.current import remember
from narrate.told import line_of, tell

_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Title:
    """The title of an article, its file's name where it has none; whether it is a draft.

    ``problem`` says why it cannot be read; it is empty if it can. Then its file may still be a text, such as
    an empty one, or a disk does not give it now; else ``is_no_text``.
    """

    text: str
    is_draft: bool = False
    problem: str = ""
    is_no_text: bool = False


class Titles:
    """The titles of a show's articles; any thread may ask. A long one takes seconds to be read."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[files.State | None, Title]] = {}

    def of(self, path: Path) -> Title:
        """The title of an article as it is now; one that cannot be read is told of in the log."""
        state, known = files.state(path), self._known.get(path)
        if known and known[0] == state:
            return known[1]
        try:
            title = _of(path, read_article(path))
        except Exception as error:  # one article never costs the others
            data = _bytes(path)
            title = _unreadable(path, error, data)
            if data is None:
                return title
        return self._remember(path, state, title)

    def note(self, path: Path, article: Article) -> None:
        """Remember the title of an article that was read for something else, and need not be read again."""
        self._remember(path, files.state(path), _of(path, article))

    def _remember(self, path: Path, state: files.State | None, title: Title) -> Title:
        remember(self._known, path, (state, title), _REMEMBERED)
        return title


def _unreadable(path: Path, error: Exception, data: bytes | None) -> Title:
    line = line_of(error)
    tell(f"{path.name} cannot be read for its title: {line}")
    return Title(path.stem, problem=line, is_no_text=data is not None and not _is_text(data))


def _is_text(data: bytes) -> bool:
    try:
        decode(data, "it")
    except ArticleError:
        return False
    return True


def _bytes(path: Path) -> bytes | None:
    """What is in a file; None while the disk does not give it, which may end without the file's changing."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def _of(path: Path, article: Article) -> Title:
    return Title(article.title or path.stem, is_draft=article.is_draft)
