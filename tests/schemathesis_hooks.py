"""What schemathesis does not know of the server it asks; loaded by its own process."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path
from typing import Any

import schemathesis
from schemathesis import Case, HookContext

SHOW = Path(os.environ["NARRATE_SHOW"])
numbers = count()


@schemathesis.hook
def before_call(context: HookContext, case: Case, kwargs: dict[str, Any]) -> None:
    """Ask as another client each time, which no wrong token has locked out, and as a page of the same site.

    Every second request is for an article or a file that there is. No address is one of somebody's.
    """
    number = next(numbers)
    case.headers["X-Forwarded-For"] = f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"
    case.headers.setdefault("Sec-Fetch-Site", "same-origin")
    if isinstance(case.body, dict) and isinstance(case.body.get("url"), str):
        case.body["url"] = "http://127.0.0.1:9/"
    if number % 2:
        case.path_parameters.update(_there_is(number, case.path_parameters))


def _there_is(number: int, names: dict[str, Any]) -> dict[str, str]:
    """The names of something in the show, for those of a path."""
    if "file" in names:
        path = _one_of(number, SHOW.glob("output/episodes/*/*-*.*"))
        return {"slug": path.parent.name, "file": path.name}
    return {"slug": _one_of(number, SHOW.glob("articles/*")).stem} if "slug" in names else {}


def _one_of(number: int, paths: Any) -> Path:
    found: list[Path] = sorted(paths)
    return found[number % len(found)]
