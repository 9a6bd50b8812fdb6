"""Deletes from a show's output what no episode names any more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

from filelock import FileLock

from narrate import files
from narrate.library import MANIFEST, known_episodes
from narrate.model import Episode
from narrate.pages.frame import PAGE
from narrate.show import Show
from narrate.web_types import has_hash

_DAY_S = 86_400.0
_PICTURES = (".png", ".jpg", ".svg")


def clean(
    show: Show,
    keep_days: float,
    now: float,
    *,
    withdrawn: bool = False,
    sections: bool = False,
    dry_run: bool = False,
) -> list[tuple[Path, int]]:
    """Delete files that no manifest has named for ``keep_days``; returns them with their bytes.

    Apps may still have the address of an earlier version, so it counts from the day on which the episode's
    manifest last changed: until then it may have named the file. Only names with a hash go, so what somebody
    else put there stays; so does a folder without a readable manifest, which a build may be about to finish.
    Of ``withdrawn`` episodes all such files go, the page too, of ``sections`` those made so long ago. ``now``
    is in seconds since 1970.

    Raises:
        OSError: something cannot be deleted.
    """
    if not show.output.is_dir():
        return []
    before = now - keep_days * _DAY_S
    with nullcontext() if dry_run else FileLock(show.lock_file):
        found = [*_superseded(show, before, withdrawn), *_old_pictures(show, before)]
        found += _left_drafts(show, now - _DAY_S)
        if sections:
            found += _made_sections(show, before)
        sized = [(path, path.stat().st_size) for path in found]
        if not dry_run:
            for path in found:
                path.unlink(missing_ok=True)
    return sized


def _superseded(show: Show, before: float, withdrawn: bool) -> Iterator[Path]:
    for episode in known_episodes(show):
        folder = show.episodes / episode.slug
        if _written(folder / MANIFEST) > before:
            continue
        there = {path.name for path in folder.iterdir()}
        made = {name for name in there if name.startswith(f"{episode.slug}-") and has_hash(name)}
        named = _named(episode) & there
        gone = made | named if withdrawn and episode.withdrawn else made - named
        for path in (folder / name for name in sorted(gone)):
            if _is_old_file(path, before):
                yield path


def _old_pictures(show: Show, before: float) -> Iterator[Path]:
    """Covers and QR codes that neither the feed nor the show's page names any more."""
    pages = [path for path in (show.feed, show.output / PAGE) if path.is_file()]
    named = "".join(path.read_text(encoding="utf-8", errors="replace") for path in pages)
    for path in sorted(show.output.glob("*-*.*")):
        is_picture = has_hash(path.name) and path.suffix in _PICTURES
        if named and is_picture and path.name not in named and _is_old_file(path, before):
            yield path


def _made_sections(show: Show, before: float) -> Iterator[Path]:
    for path in sorted(show.sections.glob("*/*")):
        if has_hash(path.name) and _is_old_file(path, before):
            yield path


def _named(episode: Episode) -> set[str]:
    return {episode.audio.file, *(each.file for each in episode.attachments)}


def _left_drafts(show: Show, before: float) -> Iterator[Path]:
    """What killed programs left half-made, so long ago that nothing can still be at it."""
    for path in sorted(show.output.rglob(f"{files.TEMPORARY}*")):
        if _is_old_file(path, before):
            yield path


def _is_old_file(path: Path, before: float) -> bool:
    return path.is_file() and not path.is_symlink() and _written(path) <= before


def _written(path: Path) -> float:
    """When it was last written, in seconds since 1970."""
    return path.stat().st_mtime
