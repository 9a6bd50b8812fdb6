"""Doctor: every check of a good show is well, and each fault is found and told."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from contracts.engine import register

from narrate import doctor
from narrate.build import build_episode
from narrate.cast import Cast
from narrate.doctor import Finding, examine
from narrate.feed import write_feed
from narrate.files import TEMPORARY
from narrate.show import Show
from narrate.voices import find_voice

BASE_URL = "https://example.com/podcast"
NAMES = [
    *("python", "packages", "voice", "cast", "lexicon", "announcer", "address", "template", "pictures"),
    *("formats", "feed", "output", "clips", "disk"),
]


def findings(show: Show, voice: str = "blip", base_url: str = BASE_URL) -> dict[str, Finding]:
    return {finding.name: finding for finding in examine(show, voice, base_url)}


def everything(folder: Path) -> dict[Path, bytes | None]:
    return {path: path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


def test_good_show_is_well_in_every_point(show: Show) -> None:
    found = findings(show)
    assert list(found) == NAMES
    assert [finding.name for finding in found.values() if not finding.ok] == []


def test_good_show_is_described(show: Show) -> None:
    found = findings(show)
    assert found["python"].detail.startswith("3.")
    assert found["voice"].detail == "blip speaks: 0.1 s at 48000 Hz"
    assert "terms in" in found["lexicon"].detail
    assert not found["lexicon"].detail.startswith("0 ")
    assert "聴く記事" in found["template"].detail
    assert "cover.png" in found["template"].detail
    assert found["pictures"].detail == "of episodes: card"
    assert found["formats"].detail == "mp3"
    assert found["packages"].detail.startswith("narrate ")
    assert found["address"].detail == BASE_URL
    assert found["feed"].detail == "none yet; `narrate build` writes it"
    assert found["output"].detail == f"{show.output} can be written"
    assert found["disk"].detail.endswith(" MB free")


def test_embedded_voice_speaks(show: Show) -> None:
    found = findings(show, "mei")["voice"]
    assert found.ok
    assert found.detail.startswith("mei speaks: ")
    assert found.detail.endswith(" at 48000 Hz")


def test_nothing_that_a_user_sees_is_changed(show: Show) -> None:
    before = everything(show.root)
    assert len(findings(show)) == len(NAMES)
    assert everything(show.root) == before


@pytest.mark.parametrize(
    ("name", "voice", "base_url"), [("address", "blip", "example.com/podcast"), ("voice", "broken", BASE_URL)]
)
def test_one_fault_is_told_in_one_line(show: Show, name: str, voice: str, base_url: str) -> None:
    (show.root / "voices" / "broken.toml").write_text("engine = tone\n", encoding="utf-8")
    failed = [finding for finding in examine(show, voice, base_url) if not finding.ok]
    assert [finding.name for finding in failed] == [name]


def test_pictures_and_formats_that_cannot_be_made_are_told(show: Show) -> None:
    (show.root / "narrate.toml").write_text('card_font = "no.ttf"\nalternate = ["flac"]\n', encoding="utf-8")
    found = findings(show)
    assert not found["pictures"].ok
    assert "no.ttf is no font" in found["pictures"].detail
    assert not found["formats"].ok
    assert "'flac'; there are: opus, m4a" in found["formats"].detail


def test_output_that_is_there_keeps_what_is_in_it(show: Show) -> None:
    show.output.mkdir()
    (show.output / "feed.xml").write_bytes(b"<rss/>")
    before = everything(show.root)
    assert findings(show)["output"].ok
    assert everything(show.root) == before
    assert list(show.output.glob(f"{TEMPORARY}*")) == []


def test_unknown_voice_is_told_with_those_there_are(show: Show) -> None:
    found = findings(show, "nobody")
    assert not found["voice"].ok
    assert "nobody" in found["voice"].detail
    assert "blip, google, mei, tone, voicevox" in found["voice"].detail
    assert found["template"].ok


def test_voice_of_a_missing_engine_is_told_with_its_file(show: Show) -> None:
    path = show.root / "voices" / "blip.toml"
    path.write_text('engine = "parrot"\n', encoding="utf-8")
    found = findings(show)["voice"]
    assert not found.ok
    assert str(path) in found.detail
    assert "parrot" in found.detail


def test_faulty_line_of_the_lexicon_is_told(show: Show) -> None:
    path = show.root / "voices" / "lexicon" / "mine.tsv"
    path.parent.mkdir()
    path.write_text("# ours\nRust\trust\n", encoding="utf-8")
    found = findings(show)["lexicon"]
    assert not found.ok
    assert f"{path}:2" in found.detail


def test_terms_of_the_show_are_counted(show: Show) -> None:
    before = findings(show)["lexicon"]
    path = show.root / "voices" / "lexicon" / "mine.tsv"
    path.parent.mkdir()
    path.write_text("narratologium\tナラトロギウム\n", encoding="utf-8")
    after = findings(show)["lexicon"]
    terms, files = (int(word) for word in before.detail.split() if word.isdigit())
    assert after == Finding("lexicon", True, f"{terms + 1} terms in {files + 1} files")


def test_faulty_template_is_told_with_its_line(show: Show) -> None:
    (show.root / "feed.xml.template").write_text("<rss>\n<channel>\n</rss>\n", encoding="utf-8")
    found = findings(show)["template"]
    assert not found.ok
    assert f"{show.root / 'feed.xml.template'}:3" in found.detail


def test_missing_cover_is_told(show: Show) -> None:
    text = show.template.read_text(encoding="utf-8").replace("cover.png", "face.png")
    (show.root / "feed.xml.template").write_text(text, encoding="utf-8")
    found = findings(show)["template"]
    assert not found.ok
    assert "face.png" in found.detail


@pytest.mark.parametrize("base_url", ["", "example.com", "ftp://example.com", "https://"])
def test_base_url_that_is_none_is_told(show: Show, base_url: str) -> None:
    found = findings(show, base_url=base_url)["address"]
    assert not found.ok
    assert f"'{base_url}'" in found.detail


def test_output_that_is_a_file_is_told_and_left_alone(show: Show) -> None:
    show.output.write_bytes(b"mine")
    found = findings(show)["output"]
    assert not found.ok
    advice = "a file has the name that a folder needs; move it away"
    assert found.detail == f"{show.output}: File exists; {advice}"
    assert show.output.read_bytes() == b"mine"


def test_a_store_that_shows_share_is_looked_at(show: Show, tmp_path: Path) -> None:
    shared = tmp_path / "shared" / "clips"
    assert findings(replace(show, clip_store=shared))["clips"].detail == f"{shared} can be written"
    assert not shared.parent.exists()
    shared.parent.write_bytes(b"mine")
    found = findings(replace(show, clip_store=shared))["clips"]
    assert not found.ok
    assert found.detail.startswith(f"{shared.parent}: File exists; a file has the name")


def test_a_bucket_of_clips_is_asked(show: Show) -> None:
    assert findings(replace(show, clip_store="memory://clips"))["clips"].detail == "memory://clips answers"
    found = findings(replace(show, clip_store="nowhere://clips"))["clips"]
    assert not found.ok
    assert "install what fsspec needs" in found.detail


def test_a_key_that_is_none_is_told_before_a_feed_is_there(show: Show) -> None:
    show.private_key_file.write_text("key", encoding="ascii")
    found = findings(replace(show, private=True))["address"]
    assert not found.ok
    assert "delete it, and `narrate private --rotate` makes a new one" in found.detail


@pytest.mark.parametrize(
    "name", ["feed.xml.template", "voices/blip.toml", "voices/lexicon/a.tsv", "output/feed.xml"]
)
def test_a_folder_in_the_place_of_a_file_is_told_with_what_to_do(show: Show, name: str) -> None:
    path = show.root / name
    path.unlink(missing_ok=True)
    path.mkdir(parents=True)
    told = [finding.detail for finding in findings(show).values() if not finding.ok]
    assert told
    assert {detail.partition("; ")[2] for detail in told} <= {
        "it must be a file that you may read",
        "a folder has the name that a file needs; move it away",
    }


def test_too_little_space_is_told_with_what_to_do(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_FREE_MB", 2**60)
    found = findings(show)["disk"]
    assert not found.ok
    assert "free some space" in found.detail


def test_one_fault_does_not_hide_the_next(show: Show) -> None:
    show.output.write_bytes(b"mine")
    (show.root / "feed.xml.template").write_text("no template", encoding="utf-8")
    found = findings(show, "nobody")
    assert [name for name, each in found.items() if not each.ok] == ["voice", "template", "output"]


@pytest.mark.parametrize(
    ("cast", "told"),
    [
        ('heading = "nobody"', "no voice 'nobody'"),
        ('languages = { en = "mei" }', "the voice 'mei' speaks ja, not en"),
        ('heading = "voicevox"', "voicevox: VOICEVOX at http://127.0.0.1:50021 does not answer"),
    ],
)
def test_a_cast_that_cannot_speak_is_told(show: Show, cast: str, told: str) -> None:
    (show.root / "narrate.toml").write_text(f"[cast]\n{cast}\n", encoding="utf-8")
    found = findings(show)["cast"]
    assert not found.ok
    assert told in found.detail


def test_an_address_that_only_this_network_reaches_is_told(show: Show) -> None:
    found = findings(show, base_url="http://192.168.1.20:8000")["address"]
    assert found.ok
    assert "only your network reaches it, others need base_url" in found.detail


def test_an_address_of_this_machine_alone_is_told_with_what_a_phone_needs(show: Show) -> None:
    found = findings(show, base_url="http://127.0.0.1:8000")["address"]
    assert found.ok
    assert "only this machine can hear it" in found.detail
    assert "narrate serve --host 0.0.0.0 --base-url" in found.detail


def test_a_package_that_is_gone_is_told(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    needed = ["no-such-package>=1", "click>=8", "distributed>=2024 ; extra == 'cluster'"]
    monkeypatch.setattr(doctor.metadata, "requires", lambda name: needed)
    found = findings(show)["packages"]
    assert not found.ok
    assert found.detail == "no-such-package: not installed; install narrate again"


def built(show: Show, article: Path) -> Path:
    episode = build_episode(
        show, article, Cast.alone(find_voice("blip", show.voice_folders)), BASE_URL
    ).episode
    write_feed(show, BASE_URL)
    return show.episodes / episode.slug / episode.audio.file


def test_a_feed_that_is_as_it_should_be_is_well(show: Show, example: Path) -> None:
    built(show, example)
    assert findings(show)["feed"] == Finding("feed", True, "episodes in it: 1")


def test_a_feed_for_another_address_is_told(show: Show, example: Path) -> None:
    built(show, example)
    found = findings(show, base_url="https://elsewhere.example.com")["feed"]
    assert not found.ok
    assert found.detail.endswith("run `narrate feed`")


def test_an_episode_whose_audio_was_lost_is_told(show: Show, example: Path) -> None:
    audio = built(show, example)
    audio.unlink()
    found = findings(show)["feed"]
    assert not found.ok
    assert str(audio) in found.detail


def give_voice(show: Show, folder: Path, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    """A voice *ill* whose engine fails with a fault that it should not have."""
    lines = ["from dataclasses import dataclass", "from narrate.engines import Engine", "@dataclass"]
    lines += ["class Ill(Engine):", "    def synthesize(self, text):", f"        raise {fault}"]
    (folder / "ill.py").write_text("\n".join(lines), encoding="utf-8")
    register(monkeypatch, folder, ill="ill:Ill")
    monkeypatch.delitem(sys.modules, "ill", raising=False)
    (show.root / "voices" / "ill.toml").write_text('engine = "ill"\n', encoding="utf-8")


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("KeyError(1)", "a fault of narrate itself (KeyError: 1); please report what NARRATE_DEBUG=1 prints"),
        ("ImportError('No module named hum')", "No module named hum; install narrate again"),
    ],
)
def test_a_check_that_falls_hides_no_other(
    show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str, told: str
) -> None:
    give_voice(show, tmp_path, monkeypatch, fault)
    found = findings(show, "ill")
    assert list(found) == NAMES
    assert [name for name in NAMES if not found[name].ok] == ["voice"]
    assert found["voice"].detail == told


def test_only_a_fault_of_narrate_is_shown_whole(
    show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NARRATE_DEBUG", "1")
    assert not findings(show, "nobody")["voice"].ok
    give_voice(show, tmp_path, monkeypatch, "KeyError(1)")
    with pytest.raises(KeyError):
        findings(show, "ill")


def test_what_the_announcer_cannot_say_is_found(show: Show) -> None:
    assert findings(show)["announcer"] == Finding("announcer", True, "{credit}の記事です。")
    (show.root / "narrate.toml").write_text('opening = "{titel}です。"\n', encoding="utf-8")
    finding = findings(show)["announcer"]
    assert not finding.ok
    assert "'opening' has braces around something else than {title}" in finding.detail


def test_a_file_in_the_place_of_the_clips_is_found(show: Show) -> None:
    show.output.mkdir()
    (show.output / "clips").write_text("here", encoding="utf-8")
    assert not findings(show)["clips"].ok
