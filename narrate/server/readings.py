"""``/articles/<slug>/readings``: how the terms of an article are read, and the owner's corrections of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
from starlette.requests import Request
from starlette.responses import Response

from narrate.episodes import lines_of
from narrate.readings.lexicon import Entry, entry_in, read_entries, set_entries, unset_entry
from narrate.readings.report import SURE, plain, standing_inside, unused
from narrate.server.answers import Answer, in_thread, refusal
from narrate.server.articles import Articles, full
from narrate.server.job import Job
from narrate.server.jobs import QueueFull
from narrate.server.limits import read_body
from narrate.server.posted import json_in
from narrate.server.progress import Progress
from narrate.server.proofs import Proof, Proofs
from narrate.server.sentences import correction_of, told
from narrate.show import CORRECTIONS, Show

_MOST_BYTES = 4_000
_AT_ONCE = 4  # threads that read articles
_FIELDS = ("term", "reading")
_WAS = "was"
_ANYTHING = ""
"""What a correction is said to replace by those who do not say it; no reading is empty."""
_OF_ROWS = ("term", "reading", "layer", "rule", "count", "confidence", "alternatives")


class Readings:
    """The endpoints of an article's readings; who may use them is not decided here."""

    def __init__(self, show: Show, proofs: Proofs, articles: Articles, progress: Progress) -> None:
        self._show, self._proofs, self._articles, self._progress = show, proofs, articles, progress
        self._threads, self._writers = anyio.CapacityLimiter(_AT_ONCE), anyio.CapacityLimiter(_AT_ONCE)

    async def all(self, request: Request) -> Response:
        """A row for each reading, the doubtful ones first."""
        return Answer(await in_thread(lambda: self._listed(self._proofs.path(request)), self._threads))

    async def correct(self, request: Request) -> Response:
        """Write a correction; what it changes is answered, and the job that makes the episode again."""
        correction, was = _correction_in(await read_body(request, _MOST_BYTES))

        def write() -> Entry:
            return set_entries(self._show.corrections, [correction])[0]

        return await self._changed(request, correction.term, was, write)

    async def take_back(self, request: Request) -> Response:
        """Delete a correction, so that its term is read as before it."""
        term = request.query_params.get("term", "")

        def delete() -> None:
            if not unset_entry(self._show.corrections, term):
                raise refusal(404, f"{CORRECTIONS} has no correction of '{term}'")

        return await self._changed(request, term, request.query_params.get("was", _ANYTHING), delete)

    def _listed(self, path: Path) -> dict[str, Any]:
        proof, episode = self._proofs.of(path), self._articles.episode(path)
        file = self._show.corrections
        corrections = {plain(each.term): each.reading for each in read_entries(file)} if file.exists() else {}
        return {
            "article": path.stem,
            "title": proof.script.title,
            "episode": self._progress.episode(episode) if episode else None,
            "sentences": len(proof.sentences),
            "readings": [_row(proof, row, corrections.get(plain(row["term"]))) for row in proof.rows],
        }

    async def _changed(
        self, request: Request, term: str, was: str | None, write: Callable[[], Entry | None]
    ) -> Response:
        def change() -> dict[str, Any]:
            path = self._proofs.path(request)
            answer, job = self._articles.made_again_after(path, lambda: self._written(path, term, was, write))
            return {**answer, "job": self._of(job)}

        try:
            return Answer(await in_thread(change, self._writers))
        except QueueFull:
            raise full() from None

    def _written(
        self, path: Path, term: str, was: str | None, write: Callable[[], Entry | None]
    ) -> dict[str, Any]:
        before = self._proofs.of(path)
        with self._articles.lock():
            old = entry_in(self._show.corrections, term)
            _check_was(old, term, was)
            entry = write()
        after = self._proofs.of(path)
        return {
            "term": entry.term if entry else term,
            "reading": entry.reading if entry else None,
            "before": old.reading if old else None,
            "changed": _changed(before, after),
            **(_use(after, entry) if entry else {"used": False, "note": None, "inside": None}),
        }

    def _of(self, job: Job | None) -> dict[str, Any] | None:
        return self._progress.of(job) if job else None


def _check_was(old: Entry | None, term: str, was: str | None) -> None:
    """Refuse to change another correction than the one that was seen: somebody else has made it meanwhile."""
    now = old.reading if old else None
    if was != _ANYTHING and was != now:
        by_now = f"corrected to '{now}'" if now else "not corrected any more"
        raise refusal(412, f"'{term}' is {by_now}; look at the readings again, then correct it")


def _row(proof: Proof, row: dict[str, Any], correction: str | None) -> dict[str, Any]:
    return {
        **{name: row[name] for name in _OF_ROWS},
        "doubtful": row["confidence"] < SURE,
        "correction": correction,
        "corrected": row["rule"].startswith(f"{CORRECTIONS}:"),
        "sentence": {**told(proof, row["number"]), "start": row["start"]},
    }


def _use(proof: Proof, entry: Entry) -> dict[str, Any]:
    """Whether anything in an article is read by a correction; if not, why, and what its term stands in."""
    note = unused(proof.script, proof.rows, entry)
    other = standing_inside(proof.script, entry.term) if note else None
    return {
        "used": not note,
        "note": note or None,
        "inside": {"term": other.written, "reading": other.kana} if other else None,
    }


def _changed(before: Proof, after: Proof) -> list[int]:
    """The numbers of the sentences that are said otherwise than any was before."""
    said = set(lines_of(before.sentences))
    return [number for number, line in enumerate(lines_of(after.sentences), 1) if line not in said]


def _correction_in(body: bytes) -> tuple[Entry, str | None]:
    """A correction, and what the sender takes for the one that it replaces: a reading, None, or anything."""
    data = json_in(body)
    is_object = isinstance(data, dict) and sorted(data.keys() - {_WAS}) == sorted(_FIELDS)
    if not is_object or not all(isinstance(data[name], str) for name in _FIELDS):
        raise refusal(422, "send an object with two texts, 'term' and 'reading'")
    was = data.get(_WAS, _ANYTHING)
    if was is not None and not isinstance(was, str):
        raise refusal(422, "'was' is the reading of the correction that is replaced, or null")
    return correction_of(data["term"], data["reading"]), was
