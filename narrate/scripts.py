"""Article → Script, the whole way: read, framed, segmented, its parts given out to the voices.

A script is kept together with what it came from; while none of that changes, a build does not read the
article again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from narrate import files, program
from narrate.cast import Cast
from narrate.errors import ArticleError
from narrate.frame import Frame
from narrate.model import Script
from narrate.settings import read_settings
from narrate.show import Show
from narrate.source import Where, read_bytes

if TYPE_CHECKING:
    from narrate.readings import Reader
    from narrate.readings.lexicon import Entry


def read_script(show: Show, path: Where, cast: Cast) -> Script:
    """What will be spoken of an article, and by whom, with the reading of each term; no audio.

    Raises:
        ArticleError, LexiconError, SettingsError, VoiceError: see there.
    """
    return Scripts(show, cast).read(path)


class Scripts:
    """The scripts of one run: one lexicon, one cast, any number of articles.

    ``alternatives`` as for ``Reader``, ``on_paragraph`` as for ``segment``.
    """

    def __init__(
        self,
        show: Show,
        cast: Cast,
        *,
        alternatives: bool = True,
        on_paragraph: Callable[[], None] = lambda: None,
    ) -> None:
        self._show = show
        self._alternatives, self._on_paragraph = alternatives, on_paragraph
        self._cast = cast
        self._settings = read_settings(show.root)
        self._frame = Frame.of(self._settings)

    def read(self, path: Where) -> Script:
        """Read an article now; see ``read_script``."""
        from narrate.article import read_article
        from narrate.segmenter import Requests, segment

        article = read_article(path, self._frame.aloud)
        text = "\n".join(paragraph.text for section in article.sections for paragraph in section.paragraphs)
        requests = Requests(self._cast.max_chars, self._cast.wanted, self._cast.main.pauses)
        reader = self._reader.taught_by(text)
        framed = self._frame.around(article)
        script = self._cast.given_out(segment(framed, reader, requests, self._on_paragraph))
        if not script.sections:
            raise ArticleError(
                f"{path}: has nothing in it that the voice '{self._cast.main.name}' can say; "
                "put the article's text in, or save the page as text from a browser"
            )
        return script

    def trying(self, correction: Entry) -> Scripts:
        """The same with one more correction, which is written nowhere; only to ``read``."""
        trying = copy(self)
        trying._reader = self._reader.over([correction._replace(where=f"{self._show.corrections}:0")])
        return trying

    def kept(self, path: Where) -> Script:
        """The script of an article without its readings: as kept, if nothing has changed, else read now.

        Only files are kept; what stands at an address may be something else every time.
        """
        if not isinstance(path, Path) or not path.is_file():
            return self.read(path)
        name = hashlib.sha256(os.fsencode(path.absolute())).hexdigest()
        kept, key = self._show.output / "scripts" / f"{name[:32]}.json", self._key(path)
        before = _load(kept)
        if before.get("key") == key and (script := _script(before)):
            return script
        from narrate.readings import dictionaries

        is_as_before = before.get("readers") == self.readers
        with dictionaries.answers_noted(before["answers"] if is_as_before else {}) as answers:
            script = self.read(path)
        of_words = {"readers": self.readers, "answers": answers}
        data = {"key": key, "script": _without_readings(script), **of_words}
        files.write(kept, json.dumps(data, ensure_ascii=False).encode(), durable=False)
        return script

    @cached_property
    def _reader(self) -> Reader:
        from narrate.readings import Reader

        return Reader.load(self._show.lexicon_files, alternatives=self._alternatives)

    def _key(self, path: Path) -> str:
        article = hashlib.sha256(read_bytes(path)).hexdigest()
        return _digest({"surroundings": self._surroundings, "article": article, "name": path.name})

    @cached_property
    def readers(self) -> str:
        """All that decides how any word is read, but for what people write down."""
        return program.state()

    @cached_property
    def _surroundings(self) -> str:
        """All that decides how any article is read."""
        voices = {
            name: [voice.engine.max_chars, list(voice.engine.languages), dict(voice.pauses)]
            for name, voice in self._cast.voices.items()
        }
        return _digest(
            {
                "readers": self.readers,
                "lexicon": [[str(path), files.sha256(path)] for path in self._show.lexicon_files],
                "settings": self._settings,
                "main": self._cast.main.name,
                "cast": dict(self._cast.names),
                "voices": voices,
            }
        )


def _load(path: Path) -> Mapping[str, Any]:
    """What is kept of an article; nothing if there is no file or it is damaged."""
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def _script(data: Mapping[str, Any]) -> Script | None:
    """The kept script; None if it has another form."""
    try:
        return Script.from_json(data["script"])
    except (ValueError, KeyError, TypeError):
        return None


def _without_readings(script: Script) -> dict[str, Any]:
    data = asdict(script)
    for section in data["sections"]:
        for sentence in section["sentences"]:
            del sentence["readings"]
    return {**data, "date": script.date.isoformat() if script.date else None}


def _digest(data: object) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
