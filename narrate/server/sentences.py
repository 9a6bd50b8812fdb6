"""``/articles/<slug>/sentences``: what an article says, sentence by sentence, and how each sounds."""

from __future__ import annotations

import re
import tempfile
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import anyio
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send

from narrate import mp3, web_types
from narrate.cast import Cast
from narrate.episodes import lines_of
from narrate.errors import LexiconError, OutputError, Unspeakable
from narrate.model import Sentence
from narrate.patterns import compiled
from narrate.readings.lexicon import Entry, entry_in, entry_of
from narrate.readings.report import place_of
from narrate.scheduler import Scheduler
from narrate.server.answers import OF_PROGRAMS, Answer, in_thread, refusal
from narrate.server.proofs import Proof, Proofs
from narrate.server.turns import Turns
from narrate.show import CORRECTIONS, Show
from narrate.store import ClipStore

_NUMBER = compiled("[1-9][0-9]{0,6}", re.ASCII)
_AT_ONCE = 8  # threads that wait for voices


class Sentences:
    """The endpoints of an article's sentences; who may use them is not decided here."""

    def __init__(self, show: Show, cast: Cast, proofs: Proofs, turns: Turns) -> None:
        self._show, self._cast, self._proofs, self._turns = show, cast, proofs, turns
        self._threads = anyio.CapacityLimiter(_AT_ONCE)

    async def all(self, request: Request) -> Response:
        """All sentences, or those in which a term stands."""
        term = request.query_params.get("term", "")
        listed = partial(self._found, request, term) if term else partial(self._listed, request)
        return Answer(await in_thread(listed, self._threads))

    async def sound(self, request: Request) -> Response:
        """One sentence as it is said now, or as it would be with a reading that is not saved yet."""
        if not _NUMBER.fullmatch(request.path_params["number"]):
            raise refusal(404, "there is no such sentence")
        correction = _tried(request.query_params)
        path = await in_thread(lambda: self._sound(request, correction), self._threads)
        return _Sound(path, headers=OF_PROGRAMS, media_type=web_types.TYPES[".mp3"])

    @cached_property
    def _store(self) -> ClipStore:
        return ClipStore(self._show.clips)

    def _listed(self, request: Request) -> dict[str, Any]:
        proof = self._proofs.of(self._proofs.path(request))
        return {"sentences": [told(proof, number) for number in range(1, len(proof.sentences) + 1)]}

    def _found(self, request: Request, term: str) -> dict[str, Any]:
        """The sentences that have a term, the term as the first of them writes it, and its correction."""
        proof = self._proofs.of(self._proofs.path(request))
        places = ((number, place_of(each.text, term)) for number, each in enumerate(proof.sentences, 1))
        found = [
            {**told(proof, number), "start": place[0], "end": place[1]} for number, place in places if place
        ]
        written = found[0]["text"][found[0]["start"] : found[0]["end"]] if found else term
        entry = entry_in(self._show.corrections, written)
        return {"term": written, "correction": entry.reading if entry else None, "sentences": found}

    def _sound(self, request: Request, correction: Entry | None) -> Path:
        path = self._proofs.path(request)
        sentences, at = self._proofs.of(path).sentences, int(request.path_params["number"]) - 1
        if at >= len(sentences):
            raise refusal(404, "there is no such sentence")
        sentence = sentences[at]
        if correction:
            sentence = _same(self._proofs.trying(path, correction).sentences, at, sentence)
        return _written(self._spoken(sentence))

    def _spoken(self, sentence: Sentence) -> bytes:
        """A sentence by itself as an MP3, from the store or made now.

        Raises:
            Unspeakable: the voice has no sound for it.
            EngineError: the voice failed.
        """
        (line,) = lines_of([sentence])
        scheduler = Scheduler([[line]], self._cast.voices, self._store, submit=self._turns.in_reading_order())
        list(scheduler.run())
        if failure := scheduler.failures.get(0):
            raise failure
        clip = scheduler.clips.by_line.get(line)
        if clip is None:
            raise Unspeakable(f"the voice '{sentence.voice}' has no sound for: {sentence.text}")
        frames = self._store.frames(clip.key)
        if frames is None:
            raise OutputError(f"the clip of '{sentence.text}' was lost since it was made; try again")
        return mp3.info_frame(clip.frames) + frames


class _Sound(FileResponse):
    """A file that is deleted when it was sent; ranges, which Safari asks for, come from ``FileResponse``."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it, or the part that is asked for."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            Path(self.path).unlink(missing_ok=True)


def told(proof: Proof, number: int) -> dict[str, Any]:
    """What is told of a sentence."""
    sentence = proof.sentences[number - 1]
    return {"number": number, "text": sentence.text, "spoken": sentence.spoken}


def correction_of(term: str, reading: str) -> Entry:
    """A correction as a person asks for it.

    Raises:
        HTTPException: 422, the term or the reading cannot stand in a lexicon; the line says why.
    """
    try:
        return entry_of(term, reading, CORRECTIONS)
    except LexiconError as error:
        raise refusal(422, str(error)) from None


def _tried(query: QueryParams) -> Entry | None:
    """The correction that is to be heard before it is saved."""
    if "term" not in query and "reading" not in query:
        return None
    return correction_of(query.get("term", ""), query.get("reading", ""))


def _same(sentences: tuple[Sentence, ...], at: int, sentence: Sentence) -> Sentence:
    """A sentence in another script of its article: the nearest in the same words, else the one there."""
    places = [place for place, other in enumerate(sentences) if other.text == sentence.text]
    nearest = min(places, key=lambda place: abs(place - at), default=min(at, len(sentences) - 1))
    return sentences[nearest]


def _written(data: bytes) -> Path:
    with tempfile.NamedTemporaryFile(prefix="narrate-", suffix=".mp3", delete=False) as file:
        file.write(data)
    return Path(file.name)
