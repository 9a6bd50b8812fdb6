"""ffmpeg's concat demuxer, encoding again and copying, against our assembly of the same clips."""

from __future__ import annotations

import shutil

from measure import Plan, Row, Rows, Unmeasured, in_turn, ratio, run, seconds_of, task


def rows(plan: Plan) -> Rows:
    """Whole processes on both sides: ffmpeg starts in a blink, and our start counts against us."""
    figures = {"encoding again": ("libmp3lame", "-b:a", "96k"), "copying": ("copy",)}
    if not shutil.which("ffmpeg"):
        for name in figures:
            yield Unmeasured(f"ffmpeg's concat demuxer, {name}", "there is no ffmpeg on this machine")
        return
    count = plan.size(1000, 30)
    store = plan.folder("store")
    task("clips", store, count)
    listing = task("mp3s", store, count, plan.folder("mp3s")).told["list"]
    for (name, codec), limit in zip(figures.items(), (10.0, 1.0), strict=True):
        command = ["ffmpeg", "-v", "error", "-y", "-f", "concat", "-safe", "0", "-i", listing, "-c:a", *codec]
        theirs, ours = in_turn(
            plan.size(3, 1) if name == "copying" else 1,
            lambda number, command=command: run([*command, plan.work / f"{number}.mp3"]).seconds,
            lambda number, name=name: task("join", store, count, plan.folder(f"{name}{number}")).seconds,
        )
        figure, against = f"ffmpeg's concat demuxer, {name}", f"our assembly of {count:,} clips"
        detail = seconds_of(theirs, ours)
        yield Row(figure, against, ratio(theirs, ours), limit, at_least=True, detail=detail)
