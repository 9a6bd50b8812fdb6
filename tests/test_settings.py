"""narrate.toml: what it may set, and a word about what it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.errors import SettingsError
from narrate.settings import ART, FILE, FLAGS, KEYS, SHOW, SPOKEN, read_settings


def written(folder: Path, text: str) -> Path:
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder


def test_a_show_without_the_file_sets_nothing(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == {}


def test_an_empty_file_sets_nothing(tmp_path: Path) -> None:
    assert read_settings(written(tmp_path, "# nothing yet\n")) == {}


def test_a_switch_is_true_or_false_and_a_number_is_neither(tmp_path: Path) -> None:
    assert read_settings(written(tmp_path, "private = true\nseason = 2\n")) == {"private": True, "season": 2}
    for text, message in (
        ("private = 1", "'private' must be true or false"),
        ("season = true", "'season' must be a number"),
    ):
        with pytest.raises(SettingsError, match=message):
            read_settings(written(tmp_path, text))


def test_every_key_can_be_set(tmp_path: Path) -> None:
    text = 'voice = "mei"\nbase_url = "https://example.com/声"\nworkers = 3\nclips = "../clips"\npublish = "s3://b/p"\n'
    assert read_settings(written(tmp_path, text)) == {
        "voice": "mei",
        "base_url": "https://example.com/声",
        "workers": 3,
        "clips": "../clips",
        "publish": "s3://b/p",
    }
    assert set(FLAGS) == {"voice", "base_url", "workers", "clips", "publish"}
    assert set(KEYS) == {*FLAGS, *SHOW, *SPOKEN, *ART, "cast", "alternate"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("voice = \n", r"narrate\.toml: not valid TOML: .*line 1"),
        ("private = True\n", r"true and false, in small letters, do not"),
        ('font = "C:\\fonts\\a.ttf"\n', r"stands in single quotes"),
        ('title = "C:\\Users\\a"\n', r"stands in single quotes"),
        ('voice = "a"\nvoice = "b"\n', r"narrate\.toml: not valid TOML: .*line 2"),
        ('tempo = "fast"\n', r"narrate\.toml: unknown setting 'tempo'; there are: voice, base_url, workers"),
        ("[voice]\nname = 1\n", r"narrate\.toml: 'voice' must be a text in quotes"),
        ('workers = "4"\n', r"narrate\.toml: 'workers' must be a number, not '4'"),
        ("workers = 2.5\n", r"narrate\.toml: 'workers' must be a number, not 2\.5"),
        ("workers = true\n", r"narrate\.toml: 'workers' must be a number, not True"),
        ('episode_art = "photo"\n', r"'episode_art' must be card or article or none, not 'photo'"),
        ("episode_art = false\n", r"'episode_art' must be a text in quotes, not False"),
        ("base_url = 1\n", r"narrate\.toml: 'base_url' must be a text in quotes, not 1"),
        ('on_demand = "nobody"\n', r"'on_demand' must be everyone or owner, not 'nobody'"),
        ("season = 0\n", r"narrate\.toml: 'season' must be a number from 1 to 2147483647, not 0"),
        ("season = 2147483648\n", r"narrate\.toml: 'season' must be a number from 1 to"),
        ('moved_to = "my new feed"\n', r"'moved_to' must be the address of a feed, such as https"),
        ('moved_to = "https://e.com/\\u0001"\n', r"'moved_to' must be the address of a feed"),
        ('publish = "\\u0000"\n', r"'publish' has a character in it that no text has"),
    ],
)
def test_a_faulty_file_is_named_with_its_key_or_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        read_settings(written(tmp_path, text))


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes('voice = "声"'.encode("shift_jis"))
    with pytest.raises(SettingsError, match=r"narrate\.toml: not UTF-8 \(byte 9\); save it as UTF-8"):
        read_settings(tmp_path)


def test_a_link_that_leads_nowhere_does_not_make_a_private_show_public(tmp_path: Path) -> None:
    (tmp_path / FILE).symlink_to("a disk that is away")
    with pytest.raises(SettingsError, match=r"narrate\.toml: cannot be read"):
        read_settings(tmp_path)


def test_a_folder_of_that_name_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(SettingsError, match=r"narrate\.toml: cannot be read"):
        read_settings(tmp_path)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("base_url = https://example.com", "a text stands in quotes"),
        ('private = "yes"', "'private' must be true or false, without quotes"),
        ("voice = 3", "'voice' must be a text in quotes"),
        ('alternate = "opus"', "'alternate' must be a list such as"),
        ('声 = "mei"', 'all stands in half-width Latin letters, as in voice = "mei"'),
        ('ｖｏｉｃｅ = "mei"', "half-width Latin letters"),
        ("voice = “mei” # 声", "half-width Latin letters"),
        ('voice = "声" x = "声"', "write one setting a line"),
        ('opening = "題"\nopening = "話"', "it is set twice; keep one of them"),
        ('[cast]\nquote = "mei"\n[cast]', "it is set twice; keep one of them"),
        ('private = "true', 'a text is not closed; end it with " on the same line'),
        ('opening = "題\nseason = 1', 'a text is not closed; end it with " on the same line'),
        ("[cast", "close each bracket"),
        ("sesson = 2", r"unknown setting 'sesson'; did you mean 'season'\?"),
        ("xyz = 2", "unknown setting 'xyz'; there are: voice, "),
    ],
)
def test_what_is_meant_is_told_to_those_who_do_not_program(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        read_settings(written(tmp_path, text))
