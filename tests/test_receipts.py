"""What is as it was left is not written again; what is not, is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import shows

from narrate import episodes, files
from narrate.build import build_episode
from narrate.cast import Cast
from narrate.episodes import Built
from narrate.show import Show
from narrate.voices import Voice


@pytest.fixture
def build(show: Show, blip: Voice, tmp_path: Path) -> Callable[[], Built]:
    article = shows.article(tmp_path, "2026-11-28-machi", "町の話\n\n町の話をします。長い話です。\n")
    return lambda: build_episode(show, article, Cast.alone(blip), shows.BASE)


def contents(show: Show) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in show.episodes.rglob("*") if path.is_file()}


def test_nothing_of_an_episode_is_made_again_while_nothing_changes(
    build: Callable[[], Built], show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = build()
    before = contents(show)
    monkeypatch.setattr(episodes.assembler, "write", None)  # to be called would be an error
    again = build()
    assert (again.episode, again.mp3, again.clips) == (first.episode, first.mp3, first.clips)
    assert (again.new_clips, again.is_changed) == (0, False)
    assert contents(show) == before


@pytest.mark.parametrize("ending", [".mp3", ".vtt", ".srt", "cues.json", "index.html"])
@pytest.mark.parametrize("harm", ["deleted", "cut", "changed"])
def test_a_file_that_was_harmed_is_mended(
    build: Callable[[], Built], show: Show, ending: str, harm: str
) -> None:
    folder = build().mp3.parent
    before = contents(show)
    victim = next(path for path in folder.iterdir() if path.name.endswith(ending))
    data = victim.read_bytes()
    if harm == "deleted":
        victim.unlink()
    else:
        victim.write_bytes(data[:-9] if harm == "cut" else bytes([data[0] ^ 1]) + data[1:])
    build()
    assert contents(show) == before


def test_another_name_of_the_show_is_written_into_its_episodes(
    build: Callable[[], Built], show: Show
) -> None:
    before = build().mp3
    shows.edit_template(show, "<title>", "<title>別の")
    assert build().mp3 != before


def test_where_no_receipt_can_be_left_the_episode_is_made(build: Callable[[], Built], show: Show) -> None:
    show.output.mkdir(parents=True, exist_ok=True)
    (show.output / "receipts").write_bytes(b"in the way")
    assert build().is_changed
    assert not build().is_changed


@pytest.mark.parametrize("receipt", [b"", b"[]", b"\xff", b'{"came_of": 1}'])
def test_a_damaged_receipt_is_none(build: Callable[[], Built], show: Show, receipt: bytes) -> None:
    build()
    (left,) = (show.output / "receipts").iterdir()
    whole = json.loads(left.read_bytes())
    left.write_bytes(receipt)
    assert not build().is_changed
    assert json.loads(left.read_bytes()).keys() == whole.keys()


def test_an_episode_that_is_published_again_is_written(
    build: Callable[[], Built], show: Show, blip: Voice, tmp_path: Path
) -> None:
    first = build()
    (article,) = tmp_path.glob("*.txt")
    (again,) = episodes_of(show, article, blip)
    assert again.episode.guid != first.episode.guid
    assert files.size(again.mp3) == again.episode.audio.bytes


def episodes_of(show: Show, article: Path, voice: Voice) -> list[Built]:
    from narrate.build import build_episodes

    found = build_episodes(show, [article], Cast.alone(voice), shows.BASE, republish=True)
    return [each for each in found if isinstance(each, Built)]
