"""The way most people write it, one thread and pydub's ``+=``, against our assembly and our build."""

from __future__ import annotations

import json
import shutil

import materials
from measure import Plan, Ran, Row, Rows, build, seconds_of, task

from subjects.build import spoken


def rows(plan: Plan) -> Rows:
    """The same sentences on both sides; the tone voice for the joins, the embedded one for the whole way."""
    ending = "mp3" if shutil.which("ffmpeg") else "wav"
    counts = plan.size((100, 300, 1000), (20, 60))
    store = plan.folder("store")
    task("clips", store, counts[-1])
    plain: list[Ran] = []
    ours: list[Ran] = []
    for count in counts:
        plain.append(task("plain", count, plan.work / f"{count}.{ending}"))
        ours.append(task("join", store, count, plan.folder(f"join{count}")))
        yield from _joins(count, plain[-1], ours[-1], ending, is_last=count == counts[-1])
    yield _memory("our assembly", ours[-1], ours[0], counts, 1.25)
    yield _memory("pydub += and export", plain[-1], plain[0], counts, None)
    yield from _whole(plan, ending)


def _joins(count: int, plain: Ran, ours: Ran, ending: str, *, is_last: bool) -> Rows:
    adding, export, joined = plain.told["adding"], plain.told["export"], ours.told["seconds"]
    against = f"our assembly of {count:,} clips, to MP3"
    limit = 20.0 if is_last else None
    detail = seconds_of([adding], [joined])
    yield Row("pydub += alone, without export", against, adding / joined, limit, at_least=True, detail=detail)
    both = adding + export
    detail = seconds_of([both], [joined])
    yield Row(f"pydub += and export to {ending.upper()}", against, both / joined, detail=detail)
    detail = f"{plain.peak_mb:.0f} : {ours.peak_mb:.0f} MB"
    yield Row("memory of pydub += and export", against, plain.peak_mb / ours.peak_mb, detail=detail)


def _memory(what: str, most: Ran, least: Ran, counts: tuple[int, ...], limit: float | None) -> Row:
    detail = f"{most.peak_mb:.0f} : {least.peak_mb:.0f} MB"
    figure = f"memory of {what}, {counts[-1]:,} clips"
    return Row(figure, f"{counts[0]:,} clips", most.peak_mb / least.peak_mb, limit, detail=detail)


def _whole(plan: Plan, ending: str) -> Rows:
    """From the spoken text to the file."""
    article = materials.article(plan.work, plan.article)
    texts = plan.work / "texts.json"
    texts.write_text(json.dumps(spoken(article)), encoding="utf-8")
    plain = task("plain", texts, plan.work / f"whole.{ending}").seconds
    ours = build(article, materials.show(plan.folder("show"))).seconds
    figure, against = "plain script with the embedded voice", "narrate build of the same sentences"
    yield Row(figure, against, plain / ours, detail=seconds_of([plain], [ours]))
