"""What may go from a show's output, and what must not."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from filelock import FileLock
from published import BASE, newest, tree

from narrate.clean import clean
from narrate.feed import write_feed
from narrate.library import MANIFEST, load_episodes, save_episode
from narrate.show import Show

DAY_S = 86_400.0
OLD = "-00112233aabb"


@pytest.fixture
def now(built: Show) -> float:
    """A moment 31 days after everything in the show was written."""
    (built.episodes / ".part-x.mp3").unlink()
    then = time.time() - 31 * DAY_S
    for path in built.output.rglob("*"):
        os.utime(path, (then, then))
    return then + 31 * DAY_S


def aged(path: Path, now: float, days: float) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"12345")
    os.utime(path, (now - days * DAY_S, now - days * DAY_S))
    return path


def superseded(show: Show, now: float, days: float = 60) -> list[Path]:
    folder = newest(show)
    return [aged(folder / f"{folder.name}{OLD}.{suffix}", now, days) for suffix in ("mp3", "vtt")]


def test_earlier_versions_go_with_their_bytes(built: Show, now: float) -> None:
    before = tree(built.output)
    old = superseded(built, now)
    assert clean(built, 30, now) == [(path, 5) for path in old]
    assert tree(built.output).keys() - {".lock"} == before.keys() - {".lock"}
    assert clean(built, 30, now) == []


def test_a_dry_run_says_so_and_deletes_nothing(built: Show, now: float) -> None:
    old = superseded(built, now)
    before = tree(built.root)
    assert clean(built, 30, now, dry_run=True) == [(path, 5) for path in old]
    assert tree(built.root) == before


def test_a_version_stays_as_long_as_apps_may_have_its_address(built: Show, now: float) -> None:
    """It was made long ago, but a newer one took its place only yesterday."""
    old = superseded(built, now, days=400)
    manifest = newest(built) / MANIFEST
    os.utime(manifest, (now - DAY_S, now - DAY_S))
    assert clean(built, 30, now) == []
    assert [path for path, _ in clean(built, 1, now)] == old


def test_files_of_others_and_unfinished_folders_stay(built: Show, now: float) -> None:
    folder = newest(built)
    stays = [
        aged(folder / "notes.txt", now, 400),
        aged(folder / f"other{OLD}.mp3", now, 400),
        aged(built.episodes / "unfinished" / f"unfinished{OLD}.mp3", now, 400),
        aged(built.output / "sections" / "a" / f"a-1{OLD}.mp3", now, 400),
        aged(built.output / f"old{OLD}.jpg", now, 400),
    ]
    damaged = load_episodes(built)[0][1].slug
    stays.append(aged(built.episodes / damaged / f"{damaged}{OLD}.mp3", now, 400))
    aged(built.episodes / damaged / MANIFEST, now, 400)
    link = folder / f"{folder.name}{OLD}.mp3"
    link.symlink_to(stays[0])
    assert clean(built, 30, now) == []
    assert all(path.exists() for path in [*stays, link])


def test_sections_go_only_when_asked(built: Show, now: float) -> None:
    section = aged(built.output / "sections" / "a" / f"a-1{OLD}.mp3", now, 31)
    young = aged(built.output / "sections" / "a" / "a-2-00112233aabc.mp3", now, 2)
    assert clean(built, 30, now) == []
    (section.parent / "a-3-00112233aabd.mp3").symlink_to("nowhere")
    assert section in [path for path, _ in clean(built, 30, now, sections=True)]
    assert young.exists()


def test_half_made_files_go_a_day_later(built: Show, now: float) -> None:
    left = aged(built.output / "clips" / "aa" / ".part-left", now, 2)
    fresh = aged(built.output / "clips" / "aa" / ".part-fresh", now, 0.5)
    assert [path for path, _ in clean(built, 30, now)] == [left]
    assert fresh.exists()


def test_a_withdrawn_episodes_files_go_only_when_asked(built: Show, now: float) -> None:
    episode = load_episodes(built)[0][0]
    folder = built.episodes / episode.slug
    save_episode(built, replace(episode, withdrawn=True))
    os.utime(folder / MANIFEST, (now - 31 * DAY_S, now - 31 * DAY_S))
    assert clean(built, 30, now) == []
    gone = {path.name for path, _ in clean(built, 30, now, withdrawn=True)}
    assert gone == {episode.audio.file, *(each.file for each in episode.attachments)}
    assert (folder / MANIFEST).exists(), "so that the article is still known"
    assert len(load_episodes(built)[0]) == 2


def test_a_show_without_output_has_nothing_to_clean(show: Show) -> None:
    assert clean(show, 30, time.time(), sections=True) == []
    assert not show.output.exists()


def test_what_a_build_is_about_to_name_stays(built: Show, now: float) -> None:
    old, _ = superseded(built, now)
    episode = load_episodes(built)[0][0]
    found: list[tuple[Path, int]] = []
    cleaning = Thread(target=lambda: found.extend(clean(built, 30, now)))
    with FileLock(built.lock_file):
        cleaning.start()
        save_episode(built, replace(episode, audio=replace(episode.audio, file=old.name, bytes=5)))
        os.utime(newest(built) / MANIFEST, (now - 31 * DAY_S, now - 31 * DAY_S))
    cleaning.join()
    assert old not in [path for path, _ in found]
    assert old.exists()


def test_earlier_pictures_go_but_not_those_in_use(built: Show, now: float) -> None:
    write_feed(built, BASE)
    (cover,), (code,) = (built.output.glob(pattern) for pattern in ("cover-*.png", "feed-*.svg"))
    for used in (cover, code):
        os.utime(used, (now - 60 * DAY_S, now - 60 * DAY_S))
    old = [aged(built.output / name, now, 60) for name in (f"cover{OLD}.png", f"feed{OLD}.svg")]
    aged(built.output / f"mine{OLD}.txt", now, 60)
    built.feed.write_bytes(built.feed.read_bytes() + b"<!-- \x8bL -->")  # by hand, in another encoding
    assert clean(built, 30, now) == [(path, 5) for path in old]
    assert cover.exists()
    assert code.exists()
