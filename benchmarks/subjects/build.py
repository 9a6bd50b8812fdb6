"""A build from nothing against the engine alone, and builds after small changes against the first."""

from __future__ import annotations

import json
import statistics
from collections.abc import Callable, Sequence
from pathlib import Path

import materials
from measure import Plan, Ran, Row, Rows, build, in_turn, narrate, new_clips, ratio, seconds_of, task

_LEXICON = "Quellmont\tカルモン\n"


def rows(plan: Plan) -> Rows:
    """The embedded voice on all processors, in whole processes; an edit is one planted sentence."""
    article = materials.article(plan.work, materials.with_planted(plan.article))
    texts = plan.work / "texts.json"
    texts.write_text(json.dumps(spoken(article)), encoding="utf-8")
    shows = [materials.show(plan.folder(f"show{number}")) for number in range(plan.size(3, 1))]
    alone, cold = in_turn(
        len(shows),
        lambda _: task("synthesize", texts),
        lambda number: build(article, shows[number]),
    )
    against = "pyopenjtalk alone on as many threads"
    for figure, limit, of in (("", 1.05, _wall), (", processor time", None, _busy)):
        ours, theirs = [of(each) for each in cold], [of(each) for each in alone]
        detail = seconds_of(ours, theirs)
        yield Row(f"build from nothing{figure}", against, ratio(ours, theirs), limit, detail=detail)
    whole = cold[0]._replace(seconds=_median(cold, _wall), busy=_median(cold, _busy))
    again = [build(article, shows[0]) for _ in range(plan.size(5, 1))]
    yield from _after("nothing changed", again, whole, clips=0, limit=0.01)
    yield Row("rebuild, nothing changed", "", _median(again, _wall), 1.0, unit="s")
    edits = [_edited(plan, number, shows[0]) for number in range(plan.size(3, 1))]
    yield from _after("one sentence edited", edits, whole, clips=1, limit=0.03)
    yield _least(texts, len(edits), whole)
    yield _watched(plan, article, shows[0], whole)
    article = materials.article(plan.work, materials.with_planted(plan.article))
    corrected = [_corrected(article, show) for show in shows]
    yield from _after("one line in the lexicon", corrected, whole, clips=1, limit=0.03)


def spoken(article: Path) -> list[str]:
    """The distinct texts the engine is given, in reading order."""
    script = narrate("read", article, "--json").told
    return list(dict.fromkeys(s["spoken"] for section in script["sections"] for s in section["sentences"]))


def _edited(plan: Plan, number: int, show: Path) -> Ran:
    return build(materials.article(plan.work, _edit(plan, number)), show)


def _edit(plan: Plan, number: int) -> str:
    planted = materials.PLANTED.replace("この", f"この{number + 1}番目の")
    return materials.with_planted(plan.article, planted)


def _least(texts: Path, rounds: int, whole: Ran) -> Row:
    """What an edit costs at the least: the engine in a process of its own, and that sentence."""
    planted = json.loads(texts.read_text(encoding="utf-8"))[-1]
    texts.write_text(json.dumps([planted]), encoding="utf-8")
    seconds = _median([task("synthesize", texts) for _ in range(rounds)], _wall)
    detail = f"{seconds:.3g} : {whole.seconds:.3g} s"
    return Row(
        "pyopenjtalk alone, that one sentence", "build from nothing", seconds / whole.seconds, detail=detail
    )


def _watched(plan: Plan, article: Path, show: Path, whole: Ran) -> Row:
    """An edit while the program runs on; its wait until the file stays the same is left out."""
    edits = [_edit(plan, 10 + number) for number in range(plan.size(4, 2))]
    told = task("again", show, article, *edits).told
    seconds = statistics.median(told["seconds"])
    figure, detail = "rebuild with --watch, one sentence edited", f"{seconds:.3g} : {whole.seconds:.3g} s"
    return Row(figure, "build from nothing", seconds / whole.seconds, detail=detail)


def _corrected(article: Path, show: Path) -> Ran:
    (show / "voices" / "lexicon" / "bench.tsv").write_text(_LEXICON, encoding="utf-8")
    return build(article, show)


def _after(change: str, builds: Sequence[Ran], whole: Ran, clips: int, limit: float) -> Rows:
    against = "build from nothing"
    wall, busy = _median(builds, _wall), _median(builds, _busy)
    detail = f"{wall:.3g} : {whole.seconds:.3g} s; processors {busy:.3g} : {whole.busy:.3g} s"
    yield Row(f"rebuild, {change}", against, wall / whole.seconds, limit, detail=detail)
    yield Row(f"clips made, {change}", "", max(map(new_clips, builds)), clips, unit="clips")


def _wall(ran: Ran) -> float:
    return ran.seconds


def _busy(ran: Ran) -> float:
    return ran.busy


def _median(builds: Sequence[Ran], of: Callable[[Ran], float]) -> float:
    return statistics.median(map(of, builds))
