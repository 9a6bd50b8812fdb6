"""The sound in other formats beside a built episode: made once, and again when it is lost or changed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import soundfile
from decoders import told_length

from narrate.build import build_episode
from narrate.cast import Cast
from narrate.errors import SettingsError
from narrate.formats import FORMATS, OPUS
from narrate.model import Attachment
from narrate.show import Show


@pytest.fixture
def article(show: Show) -> Path:
    path = show.root / "article.txt"
    path.write_text("記事の題名\n\nはじめの文です。つぎの文です。\n", encoding="utf-8")
    return path


def attachments(show: Show, article: Path, kinds: str) -> Iterator[tuple[Attachment, Path]]:
    (show.root / "narrate.toml").write_text(f"alternate = {kinds}\n", encoding="utf-8")
    built = build_episode(show, article, Cast.of_show(show, "blip"), "https://example.com")
    for each in (each for each in built.episode.attachments if each.kind in FORMATS):
        yield each, built.mp3.parent / each.file


def test_a_build_puts_the_files_beside_the_mp3(show: Show, article: Path) -> None:
    files = dict(attachments(show, article, '["opus", "m4a"]'))
    assert [each.kind for each in files] == ["opus", "m4a"]
    (found,) = show.episodes.glob("*/*.mp3")
    length = len(soundfile.read(found)[0])
    assert [told_length(path) for path in files.values()] == [length + OPUS.delay, length]
    assert list(attachments(show, article, "[]")) == []


def test_a_build_without_a_change_neither_encodes_nor_joins(show: Show, article: Path) -> None:
    ((first, path),) = attachments(show, article, '["opus"]')
    packets = list((show.output / "clips").rglob("*.packets"))
    assert packets
    for each in packets:
        each.unlink()
    inode = path.stat().st_ino
    assert list(attachments(show, article, '["opus"]')) == [(first, path)]
    assert path.stat().st_ino == inode
    assert list((show.output / "clips").rglob("*.packets")) == []


def test_a_lost_file_is_made_again(show: Show, article: Path) -> None:
    ((first, path),) = attachments(show, article, '["opus"]')
    path.unlink()
    assert list(attachments(show, article, '["opus"]')) == [(first, path)]
    assert path.is_file()


def test_a_changed_article_gets_a_file_of_another_name(show: Show, article: Path) -> None:
    ((first, path),) = attachments(show, article, '["m4a"]')
    article.write_text(article.read_text(encoding="utf-8") + "おわりの文です。\n", encoding="utf-8")
    ((second, _),) = attachments(show, article, '["m4a"]')
    assert first.file != second.file
    assert path.stat().st_size == first.bytes


def test_what_is_missing_is_told_before_any_audio_is_made(
    show: Show, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (show.root / "narrate.toml").write_text('alternate = ["opus"]\n', encoding="utf-8")
    monkeypatch.setitem(sys.modules, "av", None)
    with pytest.raises(SettingsError, match="install the package 'av' beside narrate"):
        build_episode(show, example, Cast.of_show(show, "blip"), "https://example.com")
    assert not show.output.exists()
