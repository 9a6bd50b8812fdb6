"""A show: its own files first, the package's where it lacks them, and nothing made by asking."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.show import DEFAULT_COVER, TEMPLATE, Show, packaged


def filled(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_made_stands_in_output(tmp_path: Path) -> None:
    show = Show(tmp_path)
    assert show.episodes == tmp_path / "output" / "episodes"
    assert show.clips == tmp_path / "output" / "clips"
    assert show.feed == tmp_path / "output" / "feed.xml"


def test_asking_makes_nothing(tmp_path: Path) -> None:
    show = Show(tmp_path / "show")
    asked = [show.output, show.episodes, show.clips, show.feed, show.template, show.asset("no.png")]
    asked += [*show.voice_folders, *show.lexicon_files]
    assert asked
    assert list(tmp_path.iterdir()) == []


def test_an_empty_show_has_the_packaged_files(tmp_path: Path) -> None:
    show = Show(tmp_path)
    assert show.template == packaged() / TEMPLATE
    assert show.template.is_file()
    assert show.voice_folders == [tmp_path / "voices", packaged() / "voices"]
    assert show.lexicon_files == sorted((packaged() / "voices" / "lexicon").glob("*.tsv"))
    assert len(show.lexicon_files) >= 5


def test_a_shows_own_template_wins(tmp_path: Path) -> None:
    own = filled(tmp_path / TEMPLATE, "<rss/>")
    assert Show(tmp_path).template == own
    own.unlink()
    own.symlink_to("a disk that is away")
    assert Show(tmp_path).template == own


def test_a_shows_own_lexicon_comes_first(tmp_path: Path) -> None:
    own = [filled(tmp_path / "voices" / "lexicon" / name) for name in ("a.tsv", "zz.tsv")]
    filled(tmp_path / "voices" / "lexicon" / "notes.txt")
    files = Show(tmp_path).lexicon_files
    assert files[:2] == own
    assert files[2:] == Show(tmp_path / "other").lexicon_files


def test_corrections_and_what_was_imported_come_before_the_others(tmp_path: Path) -> None:
    show = Show(tmp_path)
    own = [filled(path) for path in (show.corrections, show.imported, show.imported.with_name("a.tsv"))]
    assert show.lexicon_files[:3] == own
    assert show.own_lexicon_files == own


def test_the_package_as_a_show_names_each_folder_once() -> None:
    show = Show(packaged())
    assert show.voice_folders == [packaged() / "voices"]
    assert len(set(show.lexicon_files)) == len(show.lexicon_files)


def test_the_package_by_another_path_names_each_folder_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(packaged())
    assert Show(Path()).voice_folders == [Path("voices")]
    (tmp_path / "link").symlink_to(packaged())
    assert Show(tmp_path / "link").voice_folders == [tmp_path / "link" / "voices"]


def test_an_asset_is_the_shows_own_else_the_packages(tmp_path: Path) -> None:
    show = Show(tmp_path)
    default = show.asset(DEFAULT_COVER)
    assert default is not None
    assert default.read_bytes().startswith(b"\x89PNG")
    own = filled(tmp_path / DEFAULT_COVER)
    assert show.asset(DEFAULT_COVER) == own
    assert show.asset("nobody-has-this.png") is None


def test_a_folder_is_no_asset(tmp_path: Path) -> None:
    (tmp_path / "art.png").mkdir()
    assert Show(tmp_path).asset("art.png") is None
