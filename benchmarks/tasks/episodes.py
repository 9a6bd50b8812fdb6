"""Fills a show with episodes: the one that is there, under other names and days."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import uuid
from pathlib import Path

_FIRST = dt.datetime(1990, 1, 1, tzinfo=dt.UTC)


def main(show: str, count: str) -> None:
    """Make it ``count`` episodes; their MP3s are as long as they should be, and hold nothing."""
    episodes = Path(show) / "output" / "episodes"
    (manifest,) = episodes.glob("*/episode.json")
    episode = json.loads(manifest.read_text(encoding="utf-8"))
    fields = ("slug", "guid", "published", "title", "source", "date")
    head = {name: episode.pop(name) for name in fields}
    rest = json.dumps(episode, ensure_ascii=False, indent=1).removeprefix("{")
    for number in range(1, int(count)):
        slug = f"episode-{number:05}"
        day = (_FIRST + dt.timedelta(days=number)).isoformat()
        own = {"slug": slug, "guid": str(uuid.uuid5(uuid.NAMESPACE_URL, slug)), "published": day}
        own |= {"title": f"{head['title']} {number}", "source": f"{slug}.txt", "date": day[:10]}
        folder = episodes / slug
        folder.mkdir()
        text = json.dumps({name: own[name] for name in fields}, ensure_ascii=False, indent=1).removesuffix(
            "\n}"
        )
        (folder / "episode.json").write_text(f"{text},{rest}\n", encoding="utf-8")
        with (folder / episode["audio"]["file"]).open("wb") as audio:
            audio.truncate(episode["audio"]["bytes"])
    os.sync()  # what is written behind our back would be measured along with the feed
    print(json.dumps({"manifest_bytes": manifest.stat().st_size}))


if __name__ == "__main__":
    main(*sys.argv[1:])
