"""Joining the clips of half a day against copying as many bytes."""

from __future__ import annotations

from measure import Plan, Ran, Row, Rows, in_turn, ratio, seconds_of, task


def rows(plan: Plan) -> Rows:
    """Both to the disk, with all that is read still in the system's memory."""
    count = plan.size(9000, 300)
    store = plan.folder("store")
    task("clips", store, count)
    task("join", store, count, plan.folder("first"))

    def join(number: int) -> Ran:
        return task("join", store, count, plan.folder(f"join{number}"))

    def copy(number: int) -> float:
        (joined,) = (plan.work / f"join{number}").iterdir()
        seconds = float(task("bytes", joined, plan.work / "copy").told["seconds"])
        joined.unlink()
        return seconds

    joins, copies = in_turn(plan.size(3, 1), join, copy)
    seconds = [float(each.told["seconds"]) for each in joins]
    against = "copying its bytes"
    figure = f"joining {count:,} clips, {joins[0].told['length'] / 3600:.1f} h"
    yield Row(figure, against, ratio(seconds, copies), 5.0, detail=seconds_of(seconds, copies))
