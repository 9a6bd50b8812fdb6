"""A new show: what ``narrate init`` makes of a folder is a show, and nothing that was there is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import assert_one_line, run

from narrate.errors import SettingsError
from narrate.new_show import make_show
from narrate.settings import read_settings
from narrate.show import TEMPLATE, Show, packaged
from narrate.template import read_template

BASE_URL = "https://example.com/podcast"
TEXTS = {
    "title": "朝の<技術> & 夜",
    "description": "毎朝\n一本。",
    "language": "en-us",
    "itunes:author": '山本 "太郎"',
}


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_without_texts_it_is_the_packaged_show(tmp_path: Path) -> None:
    make_show(tmp_path / "new", {})
    assert (tmp_path / "new" / TEMPLATE).read_bytes() == (packaged() / TEMPLATE).read_bytes()


def test_its_texts_are_in_the_template(tmp_path: Path) -> None:
    make_show(tmp_path / "new", TEXTS)
    template = read_template(tmp_path / "new" / TEMPLATE, BASE_URL)
    assert template.title == TEXTS["title"]
    assert template.text("description") == "毎朝 一本。"
    assert template.text("language") == "en-us"
    assert template.author == TEXTS["itunes:author"]


def test_its_settings_and_lexicon_say_nothing_yet(tmp_path: Path) -> None:
    from narrate.readings.lexicon import Lexicon

    make_show(tmp_path / "new", {})
    assert read_settings(tmp_path / "new") == {}
    assert len(Lexicon.load(Show(tmp_path / "new").own_lexicon_files)) == 0


def test_every_setting_that_it_shows_is_one(tmp_path: Path) -> None:
    make_show(tmp_path, {})
    path = tmp_path / "narrate.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    shown = [line.removeprefix("# ") for line in lines if " = " in line]
    path.write_text("\n".join(shown), encoding="utf-8")
    assert len(read_settings(tmp_path)) == len(shown) > 5


def test_what_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "narrate.toml").write_text('voice = "mei"\n', encoding="utf-8")
    (tmp_path / "article.txt").write_text("記事。", encoding="utf-8")
    before = contents(tmp_path)
    made = make_show(tmp_path, {})
    after = contents(tmp_path)
    assert {name: after[name] for name in before} == before
    assert sorted(after.keys() - before.keys()) == sorted(
        path.relative_to(tmp_path).as_posix() for path in made
    )


def test_a_show_is_not_made_again(tmp_path: Path) -> None:
    make_show(tmp_path, {"title": "一"})
    before = contents(tmp_path)
    with pytest.raises(SettingsError, match="is a show already"):
        make_show(tmp_path, {"title": "二"})
    assert contents(tmp_path) == before


@pytest.mark.parametrize(("tag", "text"), [("title", " "), ("title", "長" * 256), ("language", "日本語")])
def test_a_text_that_directories_refuse_makes_nothing(tmp_path: Path, tag: str, text: str) -> None:
    with pytest.raises(SettingsError, match=f"<{tag}>"):
        make_show(tmp_path / "new", {tag: text})
    assert not (tmp_path / "new").exists()


def test_it_builds_at_once(tmp_path: Path) -> None:
    told = run("init", "朝の番組", "--title", "朝の番組", cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    assert "cd '朝の番組' && narrate build ARTICLE" in told.stdout
    (tmp_path / "朝の番組" / "article.txt").write_text("題名\n\n本文です。\n", encoding="utf-8")
    built = run("build", "article.txt", "--voice", "tone", cwd=tmp_path / "朝の番組")
    assert built.returncode == 0, built.stderr
    assert "<title>朝の番組</title>" in (tmp_path / "朝の番組" / "output" / "feed.xml").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("name", "told"), [("", "name a folder; this name is empty"), ("ーーhelp", "half-width hyphens: --help")]
)
def test_what_names_no_folder_makes_no_show(tmp_path: Path, name: str, told: str) -> None:
    """Neither here, as a variable that is not set would."""
    result = run("init", name, cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert told in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert_one_line(run("init", tmp_path / "file" / "show"), "file")
    assert run("init", tmp_path / "file").returncode == 2


@pytest.mark.parametrize("option", ["--title", "--author", "--description", "--language"])
def test_an_empty_text_is_told_and_nothing_made(tmp_path: Path, option: str) -> None:
    result = run("init", "show", option, " ", cwd=tmp_path)
    assert result.returncode == 2
    assert f"{option}': it is empty" in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "show").exists()
