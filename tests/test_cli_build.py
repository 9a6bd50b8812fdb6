"""What ``narrate build`` prints of what it has made."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from commands import run
from contracts.engine import register

from narrate import files, gather
from narrate.cli import cli
from narrate.show import Show
from narrate.source import Where


def test_what_is_as_it_was_is_told_in_one_line(show: Show, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    words = ("build", folder, "--show", show.root, "--voice", "blip")
    for season in ("春", "秋"):
        (folder / f"{season}.txt").write_text(f"{season}の記事\n\n{season}が来た。\n", encoding="utf-8")
    run(*words)
    again = run(*words)
    assert again.stderr == ""
    assert again.stdout.startswith("2 of 2 episodes are as they were.\nFeed ")
    (folder / "春.txt").write_text("春の記事\n\n春が行った。\n", encoding="utf-8")
    title, *_, total, _feed, _page, _subscribe, _address = run(*words).stdout.splitlines()
    assert (title, total) == ("春の記事", "1 of 2 episodes are as they were.")


def test_a_quiet_build_prints_the_result_and_no_advice(show: Show, example: Path) -> None:
    words = ("build", example, "--show", show.root, "--voice", "blip")
    quiet, told = run(*words, "--quiet"), run(*words)
    *result, last = quiet.stdout.splitlines()
    assert (quiet.stderr, last) == ("", f"Page    {show.output / 'index.html'}")
    *again, page, subscribe, _address = told.stdout.splitlines()
    assert [line for line in again if "clips" not in line] == [line for line in result if "clips" not in line]
    assert (page, subscribe[:12]) == (last, "To subscribe")
    assert run(*words, "--quiet").stdout.splitlines()[-1] == last


def test_sections_that_are_no_chapters_of_their_own_are_told(show: Show, tmp_path: Path) -> None:
    parts = "".join(f"## 第{n}部\n\n本文です。\n\n### 節\n\n川の話です。\n\n" for n in (1, 2))
    for name, text in (("flat", "## 上\n\n本文です。\n\n## 下\n\n山の話です。\n"), ("nested", parts)):
        (tmp_path / f"{name}.md").write_text(f"# 庭の{name}\n\n{text}", encoding="utf-8")
    told = run("build", tmp_path / "nested.md", "--show", show.root, "--voice", "blip").stdout
    assert "  3 chapters of 5 sections (short ones are joined)\n" in told
    told = run("build", tmp_path / "flat.md", "--show", show.root, "--voice", "blip").stdout
    assert "chapters" not in told


@pytest.mark.parametrize("fault", ["template", "disk", "room for the feed"])
def test_what_comes_while_the_show_is_broken_is_built_when_it_is_mended(
    show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    article = tmp_path / "spring.txt"
    article.write_text("春の記事\n\n春が来た。\n", encoding="utf-8")
    template = show.root / "feed.xml.template"
    write = files.write_if_changed

    def full(path: Path, data: bytes) -> bool:
        if fault == "disk" or path == show.feed:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return write(path, data)

    def changes(
        folder: Path, seen: Sequence[Where], put_off: Collection[Where], *_: object
    ) -> Iterator[list[Where]]:
        with pytest.MonkeyPatch.context() as broken:
            if fault == "template":
                template.write_text("<rss", encoding="utf-8")
            else:
                broken.setattr(files, "write_if_changed", full)
            yield [article]
        template.unlink(missing_ok=True)
        assert put_off == {article}
        yield list(put_off)

    monkeypatch.setattr(gather, "changes", changes)
    words = ["build", "--watch", tmp_path, "--show", show.root, "--voice", "blip"]
    result = CliRunner().invoke(cli, [*map(str, words)])
    assert result.exit_code == 0
    assert "春の記事" in show.feed.read_text(encoding="utf-8")


def test_what_a_plugin_prints_is_no_part_of_the_result(
    show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugin = (
        "from dataclasses import dataclass",
        "from narrate.engines.tone import Tone",
        "@dataclass",
        "class Loud(Tone):",
        "    def synthesize(self, text):",
        "        print('loading')",
        "        return super().synthesize(text)",
    )
    (tmp_path / "loud_plugin.py").write_text("\n".join(plugin), encoding="utf-8")
    register(monkeypatch, tmp_path, loud="loud_plugin:Loud")
    (show.root / "voices" / "loud.toml").write_text('engine = "loud"\n', encoding="utf-8")
    (tmp_path / "庭.txt").write_text("庭の記事\n\n春が来た。\n", encoding="utf-8")
    words = ("build", tmp_path / "庭.txt", "--show", show.root, "--voice", "loud", "--json")
    made = run(*words, PYTHONPATH=str(tmp_path))
    assert [each["title"] for each in json.loads(made.stdout)["episodes"]] == ["庭の記事"]
    assert "loading\n" in made.stderr


def test_files_beside_each_other_are_episodes_of_their_own(show: Show, tmp_path: Path) -> None:
    """Weekly reports have title and most sentences in common, a copy has all; a renamed file is the same."""
    same = "この報告は毎週出します。\n\n担当は川の係です。\n\n質問は窓口へどうぞ。\n\n"
    for day in (1, 8):
        (tmp_path / f"week{day}.txt").write_text(f"週報\n\n{same}水位は{day}でした。\n", encoding="utf-8")
    words = ("build", tmp_path, "--show", show.root, "--voice", "blip")
    run(*words)
    assert len(list(show.episodes.iterdir())) == 2
    (tmp_path / "week1.txt").rename(tmp_path / "week01.txt")
    run(*words)
    assert len(list(show.episodes.iterdir())) == 2


@pytest.mark.parametrize(
    ("text", "count"), [("今日は雨です。", 1), ("庭の梅が咲きました。見に行こうと思います。", 2)]
)
def test_a_short_text_that_is_reworded_stays_one_episode(
    show: Show, tmp_path: Path, text: str, count: int
) -> None:
    """Another text in the file, under the same title, is another episode."""
    article = tmp_path / "weather.txt"
    for told in ("今日は晴れです。", text):
        article.write_text(f"天気の話\n\n{told}\n", encoding="utf-8")
        run("build", article, "--show", show.root, "--voice", "blip")
    assert len(list(show.episodes.iterdir())) == count


@pytest.mark.parametrize(
    "words",
    [
        ["ーーhelp"],
        ["build", "a.txt", "ーーvoice", "mei"],
        ["read", "－－voice=mei"],
        ["read", "a.txt", "ーーshow", "show"],
    ],
)
def test_an_option_in_wide_letters_is_told_before_anything_is_made(
    show: Show, tmp_path: Path, words: list[str]
) -> None:
    (tmp_path / "a.txt").write_text("庭の記事\n\n春が来た。\n", encoding="utf-8")
    result = run(*words, cwd=tmp_path, NARRATE_SHOW=str(show.root), NARRATE_VOICE="blip")
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert ": if an option is meant, begin it with half-width hyphens: --" in result.stderr
    assert not show.output.exists()


@pytest.mark.parametrize("typed", ["a.txt　--voice", "　--voice", "a.txt　 -q"])
def test_an_option_behind_a_wide_space_is_told_before_anything_is_made(
    show: Show, tmp_path: Path, typed: str
) -> None:
    (tmp_path / "a.txt").write_text("庭の記事\n\n春が来た。\n", encoding="utf-8")
    result = run("build", "a.txt", typed, "blip", cwd=tmp_path, NARRATE_SHOW=str(show.root))
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert ": write a half-width space before -" in result.stderr
    assert not show.output.exists()


def test_a_file_may_be_called_as_an_option_in_wide_letters(show: Show, tmp_path: Path) -> None:
    (tmp_path / "ーーhelp").write_text("庭の記事\n\n春が来た。\n", encoding="utf-8")
    assert "春が来た。" in run("read", "ーーhelp", "--show", show.root, cwd=tmp_path).stdout


def test_what_is_left_out_of_a_folder_is_told_each_time(show: Show, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("庭の記事\n\n春が来た。\n", encoding="utf-8")
    (tmp_path / "in" / "b.pdf").write_bytes(b"%PDF-1.7")
    for _ in range(2):
        result = run("build", tmp_path / "in", "--show", show.root, "--voice", "blip", "--json")
        (line,) = json.loads(result.stdout)["warnings"]
        assert "not text, and left out: b.pdf; save each article as a text file" in line
        assert f"narrate: {line}\n" in result.stderr
        assert result.returncode == 0


@pytest.mark.parametrize("settings", ['voice = "meii"\n', '[cast]\nheading = "meii"\n'])
def test_the_file_is_named_that_has_the_voice_that_there_is_not(
    show: Show, example: Path, settings: str
) -> None:
    (show.root / "narrate.toml").write_text(settings, encoding="utf-8")
    result = run("read", example, "--show", show.root)
    assert f"narrate: {show.root / 'narrate.toml'}: no voice 'meii'; there are: blip, " in result.stderr
    result = run("read", example, "--show", show.root, "--voice", "nobody")
    assert result.stderr.startswith("narrate: no voice 'nobody'; ")
