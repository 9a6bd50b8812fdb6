"""A build that is asked for again: its answer while nothing changed, and everything that is a change."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import shows
from click.testing import CliRunner, Result

from narrate import cli_build, feed
from narrate.art import fonts
from narrate.cli import cli
from narrate.settings import FONT_VARIABLE
from narrate.show import Show


class Ask:
    """``narrate build`` of two articles of a show, in this process."""

    def __init__(self, show: Show, folder: Path) -> None:
        self.show, self.folder = show, folder
        self.article = shows.article(folder, "2026-11-28-machi", "町の話\n\n町の話をします。長い話です。\n")
        self.other = shows.article(folder, "2026-11-27-mori", "森の話\n\n森の話をします。短い話です。\n")

    def __call__(self, *more: str) -> Result:
        """What came of it."""
        words = ["build", str(self.article), "--show", str(self.show.root), "--voice", "blip", "-q", *more]
        return CliRunner().invoke(cli, words)


@pytest.fixture
def ask(show: Show, tmp_path: Path) -> Ask:
    return Ask(show, tmp_path)


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """To be called when no build may begin any more: one that does is told by its exit code, 42."""

    def close() -> None:
        def begun(*_: object) -> None:
            raise SystemExit(42)

        monkeypatch.setattr(cli_build, "find_cast", begun)

    return close


def test_the_answer_is_that_of_a_build_in_which_nothing_was_new(ask: Ask, closed: Callable[[], None]) -> None:
    first = ask()
    assert "4 clips, 4 of them new" in first.stdout
    closed()
    again = ask()
    assert (again.exit_code, again.output) == (0, first.stdout.replace("4 of them new", "0 of them new"))


def test_the_answer_in_json_is_one_of_its_own(ask: Ask, closed: Callable[[], None]) -> None:
    first = json.loads(ask("--json").stdout)
    closed()
    again = json.loads(ask("--json").stdout)
    assert again["episodes"] == [{**first["episodes"][0], "new_clips": 0}]
    assert ask().exit_code == 42


def edit(path: Path, old: str = "", new: str = "") -> None:
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace(old, new) if old else text + new, encoding="utf-8")


def a_file(show: Show, pattern: str) -> Path:
    return next(path for path in sorted(show.root.rglob(pattern)) if path.is_file())


CHANGES: dict[str, Callable[[Ask], object]] = {
    "the article": lambda ask: edit(ask.article, "長い", "短い"),
    "the article is gone": lambda ask: ask.article.unlink(),
    "a correction": lambda ask: edit(ask.show.corrections, new="町\tまち\n"),
    "a lexicon": lambda ask: edit(ask.show.corrections.with_name("own.tsv"), new="町\tチョウ\n"),
    "the settings": lambda ask: edit(ask.show.root / "narrate.toml", new='base_url = "https://a.example"\n'),
    "the template": lambda ask: shows.edit_template(ask.show, "<title>", "<title>別の"),
    "another cover": lambda ask: edit(ask.show.root / "cover.png", new="x"),
    "a voice": lambda ask: edit(ask.show.root / "voices" / "own.toml", new='engine = "tone"\n'),
    "the MP3 is cut": lambda ask: os.truncate(a_file(ask.show, "*.mp3"), 2000),
    "the MP3 is gone": lambda ask: a_file(ask.show, "*.mp3").unlink(),
    "subtitles": lambda ask: edit(a_file(ask.show, "*.vtt"), new="x"),
    "the manifest": lambda ask: edit(a_file(ask.show, "episode.json"), "町", "村"),
    "the feed": lambda ask: ask.show.feed.unlink(),
    "the page": lambda ask: edit(ask.show.output / "index.html", "町", "村"),
    "a clip is cut": lambda ask: os.truncate(a_file(ask.show, "*.clip"), 100),
    "clips are swapped": lambda ask: swap(*sorted(ask.show.root.rglob("*.clip"))[:2]),
    "all clips are gone": lambda ask: shutil.rmtree(ask.show.output / "clips"),
    "another episode": lambda ask: ask_for_other(ask),
    "a receipt": lambda ask: edit(a_file(ask.show, "builds/*.json"), new="x"),
}


def swap(one: Path, other: Path) -> None:
    between = one.with_name("between")
    one.rename(between)
    other.rename(one)
    between.rename(other)


def ask_for_other(ask: Ask) -> None:
    words = [sys.executable, "-m", "narrate", "build", ask.other, "--show", ask.show.root, "--voice", "blip"]
    subprocess.run(words, check=True, capture_output=True)


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_is_seen(ask: Ask, closed: Callable[[], None], change: str) -> None:
    assert ask().exit_code == 0
    CHANGES[change](ask)
    closed()
    assert ask().exit_code == 42


def test_a_lexicon_in_a_folder_that_is_a_link_is_seen(ask: Ask, closed: Callable[[], None]) -> None:
    lexicon = ask.folder / "lexicon" / "own.tsv"
    edit(lexicon, new="町\tマチ\n")
    (ask.show.root / "voices" / "lexicon").symlink_to(lexicon.parent)
    assert ask().exit_code == 0
    closed()
    assert ask().exit_code == 0
    edit(lexicon, "マチ", "チョウ")
    assert ask().exit_code == 42


@pytest.mark.parametrize("names", [lambda font: f"card_font = '{font}'\n", lambda _: ""])
def test_the_font_that_somebody_named_is_seen(
    ask: Ask,
    closed: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
    names: Callable[[Path], str],
) -> None:
    font = ask.folder / "own.otf"
    shutil.copy(fonts._packaged()[0].path, font)
    monkeypatch.setenv("HOME", str(ask.folder))
    setting = names(Path("~/own.otf"))
    edit(ask.show.root / "narrate.toml", new=setting)
    if not setting:
        monkeypatch.setenv(FONT_VARIABLE, str(font))
    assert ask().exit_code == 0
    closed()
    assert ask().exit_code == 0
    os.truncate(font, 100)
    assert ask().exit_code == 42
    if not setting:
        monkeypatch.delenv(FONT_VARIABLE)
        assert ask().exit_code == 42


def test_clips_that_are_kept_elsewhere_since_are_seen(ask: Ask, closed: Callable[[], None]) -> None:
    shared = ask.folder / "clips"
    assert ask().exit_code == ask("--clips", str(shared)).exit_code == 0
    closed()
    assert ask("--clips", str(shared)).exit_code == 0
    shutil.rmtree(shared)
    assert ask("--clips", str(shared)).exit_code == 42


def test_an_episode_that_another_build_has_made_meanwhile_is_no_answer(
    ask: Ask, closed: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    voice = ask.show.root / "voices" / "blip.toml"
    edit(voice.with_name("other.toml"), new=voice.read_text(encoding="utf-8"))
    write_feed = feed.write_feed

    def meanwhile(show: Show, base_url: str) -> object:
        monkeypatch.setattr(feed, "write_feed", write_feed)
        assert ask("--voice", "other").exit_code == 0
        return write_feed(show, base_url)

    monkeypatch.setattr(feed, "write_feed", meanwhile)
    assert ask().exit_code == 0
    closed()
    assert ask("--voice", "other").exit_code == 0
    assert ask().exit_code == 42


def test_answers_that_have_lapsed_are_deleted(ask: Ask) -> None:
    assert ask().exit_code == 0
    lapsed = a_file(ask.show, "builds/*.json")
    os.utime(lapsed, (0, 0))
    assert ask("--base-url", "https://b.example").exit_code == 0
    assert [path == lapsed for path in lapsed.parent.iterdir()] == [False]


def test_what_is_changed_while_a_build_runs_is_built_by_the_next(
    ask: Ask, closed: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    find_cast = cli_build.find_cast

    def meanwhile(show: Show, name: str) -> object:
        edit(ask.show.corrections, new="町\tチョウ\n")
        return find_cast(show, name)

    monkeypatch.setattr(cli_build, "find_cast", meanwhile)
    assert ask().exit_code == 0
    closed()
    assert ask().exit_code == 42


def test_an_answer_with_a_warning_is_given_by_a_build_each_time(ask: Ask, closed: Callable[[], None]) -> None:
    edit(ask.article, "町の話\n", "町の話\n\n2126年1月2日\n")
    assert "is to come" in ask().output
    closed()
    assert ask().exit_code == 42


def test_what_was_asked_otherwise_is_another_question(ask: Ask, closed: Callable[[], None]) -> None:
    assert ask().exit_code == 0
    closed()
    assert [ask(*more).exit_code for more in (["--republish"], ["--base-url", "https://b.example"], [])] == [
        42,
        42,
        0,
    ]


def test_an_answer_lasts_a_day(ask: Ask, closed: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask().exit_code == 0
    closed()
    receipt = a_file(ask.show, "builds/*.json")
    noted = json.loads(receipt.read_bytes())
    for moved, code in ((0, 0), (-86_400, 42), (3_600, 42)):
        receipt.write_text(json.dumps({**noted, "at": noted["at"] + moved}), encoding="utf-8")
        assert ask().exit_code == code
