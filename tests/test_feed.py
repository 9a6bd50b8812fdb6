"""The feed: what it must carry, that it never changes without a reason, and that hostile text stays text."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from lxml import etree

from narrate import feed, library
from narrate.build import build_episode
from narrate.cast import Cast
from narrate.errors import SettingsError, TemplateError
from narrate.model import Episode
from narrate.show import TEMPLATE, Show, packaged
from narrate.template import ATOM, ITUNES, PODCAST
from narrate.voices import Voice

BASE = "https://pods.example.com/show"


def article(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    return path


def built(show: Show, voice: Voice, *articles: Path) -> list[Episode]:
    return [build_episode(show, path, Cast.alone(voice), BASE).episode for path in articles]


def channel_of(show: Show) -> etree._Element:
    path, problems = feed.write_feed(show, BASE)
    assert problems == []
    channel = etree.parse(path).getroot().find("channel")
    assert channel is not None
    return channel


def edit_template(show: Show, old: str, new: str) -> None:
    text = (packaged() / TEMPLATE).read_text(encoding="utf-8")
    assert old in text
    (show.root / TEMPLATE).write_text(text.replace(old, new), encoding="utf-8")


def test_an_item_carries_what_apps_need(show: Show, blip: Voice, example: Path) -> None:
    (episode,) = built(show, blip, example)
    item = channel_of(show).find("item")
    assert item is not None
    enclosure = item.find("enclosure")
    assert enclosure is not None
    audio = show.episodes / episode.slug / episode.audio.file
    assert enclosure.get("url") == f"{BASE}/episodes/{episode.slug}/{episode.audio.file}"
    assert enclosure.get("length") == str(audio.stat().st_size)
    assert enclosure.get("type") == "audio/mpeg"
    assert item.findtext("title") == episode.title
    assert item.findtext("guid") == episode.guid
    assert item.find("guid").get("isPermaLink") == "false"  # type: ignore[union-attr]
    assert parsedate_to_datetime(item.findtext("pubDate") or "") == dt.datetime.fromisoformat(
        "2026-04-12T00:00:00+09:00"
    )
    assert abs(int(item.findtext(f"{{{ITUNES}}}duration") or 0) - episode.audio.seconds) <= 0.5


def test_the_channel_names_itself_and_keeps_the_template(show: Show) -> None:
    edit_template(show, "<itunes:explicit>", "<itunes:keywords>a,b</itunes:keywords><itunes:explicit>")
    channel = channel_of(show)
    self_link = channel.find(f"{{{ATOM}}}link[@rel='self']")
    assert self_link is not None
    assert self_link.get("href") == f"{BASE}/feed.xml"
    assert channel.findtext("link") == f"{BASE}/"
    assert channel.findtext(f"{{{ITUNES}}}keywords") == "a,b"
    assert channel.findtext(f"{{{ITUNES}}}explicit") == "false"
    assert channel.findtext(f"{{{PODCAST}}}txt") == "true"


def test_the_feed_is_as_old_as_its_newest_episode(show: Show, blip: Voice, example: Path) -> None:
    built(show, blip, example)
    date = channel_of(show).findtext("lastBuildDate") or ""
    assert parsedate_to_datetime(date) == dt.datetime.fromisoformat("2026-04-12T00:00:00+09:00")


def test_the_cover_is_published_where_the_feed_says(show: Show) -> None:
    image = channel_of(show).find(f"{{{ITUNES}}}image")
    assert image is not None
    assert image.get("href") == f"{BASE}/cover.png"
    data = (show.output / "cover.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    assert (int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")) == (1400, 1400)


def test_a_cover_elsewhere_on_the_web_is_left_alone(show: Show) -> None:
    edit_template(show, "${BASE_URL}/cover.png", "https://cdn.example.com/a.jpg")
    channel_of(show)
    assert not (show.output / "cover.png").exists()


@pytest.mark.parametrize("name", ["mine.png", "../../etc/passwd", "cover.svg", ".hidden.png"])
def test_a_cover_that_is_not_there_is_told(show: Show, name: str) -> None:
    edit_template(show, "${BASE_URL}/cover.png", "${BASE_URL}/" + name)
    with pytest.raises(TemplateError, match="itunes:image"):
        feed.write_feed(show, BASE)


def test_the_same_input_gives_the_same_bytes(show: Show, blip: Voice, example: Path, tmp_path: Path) -> None:
    built(show, blip, example)
    channel_of(show)
    first = show.feed.read_bytes()
    stamp = show.feed.stat().st_mtime_ns
    built(show, blip, example)
    channel_of(show)
    assert show.feed.read_bytes() == first
    assert show.feed.stat().st_mtime_ns == stamp, "an unchanged feed keeps its date"
    other = Show(tmp_path / "other")
    (other.root / "voices").mkdir(parents=True)
    (other.root / "voices" / "blip.toml").write_bytes((show.root / "voices" / "blip.toml").read_bytes())
    built(other, blip, example)
    channel_of(other)
    assert other.feed.read_bytes() == first


def test_identity_stays_when_the_text_is_mended(show: Show, blip: Voice, tmp_path: Path) -> None:
    text = "長い題の記事です\n\n2026-01-02\n\n一つ目の文です。\n\n二つ目の文です。\n"
    (before,) = built(show, blip, article(tmp_path, "a", text))
    (after,) = built(show, blip, article(tmp_path, "a", text.replace("二つ目", "最後")))
    assert (before.guid, before.published, before.slug) == (after.guid, after.published, after.slug)
    assert before.audio.file != after.audio.file, "new bytes have a new name"
    assert (show.episodes / before.slug / before.audio.file).is_file(), "published bytes stay"
    assert len(channel_of(show).findall("item")) == 1


def test_a_new_article_in_an_old_file_is_a_new_episode(show: Show, blip: Voice, tmp_path: Path) -> None:
    (one,) = built(show, blip, article(tmp_path, "a", "最初の記事\n\n春が来た。花が咲いた。\n"))
    (two,) = built(show, blip, article(tmp_path, "a", "別の記事\n\n秋が来た。葉が散った。\n"))
    assert one.guid != two.guid
    assert one.slug != two.slug
    assert len(channel_of(show).findall("item")) == 2


def test_two_articles_of_one_title_are_two_episodes(show: Show, blip: Voice, tmp_path: Path) -> None:
    built(show, blip, article(tmp_path, "monday", "日記\n\n雨が降った。家にいた。\n"))
    built(show, blip, article(tmp_path, "tuesday", "日記\n\n晴れた。海へ行った。\n"))
    built(show, blip, article(tmp_path, "am", "日報\n\n2026-01-05\n\n朝の仕事をした。\n"))
    built(show, blip, article(tmp_path, "pm", "日報\n\n2026-01-05\n\n午後の仕事をした。\n"))
    assert len(channel_of(show).findall("item")) == 4


def test_a_corrected_title_is_the_same_episode(show: Show, blip: Voice, tmp_path: Path) -> None:
    (one,) = built(show, blip, article(tmp_path, "a", "誤字のある表題\n\n春が来た。花が咲いた。\n"))
    (two,) = built(show, blip, article(tmp_path, "a", "正しい表題\n\n春が来た。花が咲いた。\n"))
    assert one.guid == two.guid


def test_lost_audio_keeps_its_identity(show: Show, blip: Voice, tmp_path: Path) -> None:
    path = article(tmp_path, "a", "題の記事\n\n春が来た。花が咲いた。\n")
    (one,) = built(show, blip, path)
    (show.episodes / one.slug / one.audio.file).unlink()
    path.write_text("題の記事\n\n春が来た。鳥が鳴いた。\n", encoding="utf-8")
    (two,) = built(show, blip, path)
    assert (one.guid, one.slug, one.published) == (two.guid, two.slug, two.published)


def test_an_article_of_one_sentence_stays_one_episode(show: Show, blip: Voice, tmp_path: Path) -> None:
    for _ in range(3):
        built(show, blip, article(tmp_path, "a", "本文です。\n"))
    assert len(channel_of(show).findall("item")) == 1


def test_items_stand_newest_first(show: Show, blip: Voice, tmp_path: Path) -> None:
    for day in ("2026-01-02", "2026-03-01", "2025-12-31"):
        built(show, blip, article(tmp_path, day, f"題{day}\n\n{day}\n\n本文の{day}です。\n"))
    dates = [parsedate_to_datetime(i.findtext("pubDate") or "") for i in channel_of(show).findall("item")]
    assert dates == sorted(dates, reverse=True)
    assert len(dates) == 3


def test_a_day_to_come_is_not_published_in_the_future(show: Show, blip: Voice, tmp_path: Path) -> None:
    (episode,) = built(show, blip, article(tmp_path, "a", "未来の記事\n\n2099-01-01\n\n本文です。\n"))
    assert dt.datetime.fromisoformat(episode.published) <= dt.datetime.now(dt.UTC)


@pytest.mark.parametrize(
    "title",
    [
        "]]> は終わり",
        "<script>alert(1)</script>の話",
        "../../への道",
        "A & B < C の話",
        "\u202eさかさま",
        "絵文字😀の話",
    ],
)
def test_hostile_titles_stay_text(show: Show, blip: Voice, tmp_path: Path, title: str) -> None:
    path = article(tmp_path, "a", f"{title}\n\n2026-01-02\n\n本文です。\n")
    (episode,) = built(show, blip, path)
    item = channel_of(show).find("item")
    assert item is not None
    assert item.findtext("title") == title.replace("\u202e", "")
    notes = item.findtext("description") or ""
    assert "<script" not in notes
    assert {path.name for path in show.episodes.iterdir()} == {episode.slug}
    assert episode.slug.isascii()


def test_notes_stay_under_four_thousand_bytes(show: Show, blip: Voice, tmp_path: Path) -> None:
    sections = "\n\n".join(f"とても長い見出しその{i}について考える\n\n本文の{i}です。" for i in range(120))
    (episode,) = built(show, blip, article(tmp_path, "a", f"題の記事\n\n2026-01-02\n\n{sections}\n"))
    assert len(episode.chapters) > 100
    notes = feed.notes(episode)
    assert len(notes.encode()) <= 4000
    assert notes.endswith("</p>")
    assert notes.count("<ul>") == notes.count("</ul>") == 1


def test_the_credit_of_the_voice_stands_in_the_notes(show: Show, blip: Voice, example: Path) -> None:
    (episode,) = built(show, blip, example)
    credited = Episode.from_json({**episode.to_json(), "credit": 'HTS Voice "Mei" <CC BY 3.0>'})
    assert 'HTS Voice "Mei" &lt;CC BY 3.0&gt;' in feed.notes(credited)


def test_a_damaged_manifest_leaves_only_its_episode_out(show: Show, blip: Voice, tmp_path: Path) -> None:
    one, _ = built(
        show,
        blip,
        article(tmp_path, "a", "壊れる記事\n\n2026-01-02\n\n本文です。\n"),
        article(tmp_path, "b", "残る記事\n\n2026-01-03\n\n別の本文です。\n"),
    )
    (show.episodes / one.slug / library.MANIFEST).write_text('{"guid": 1', encoding="utf-8")
    path, problems = feed.write_feed(show, BASE)
    assert [item.findtext("title") for item in etree.parse(path).getroot().iter("item")] == ["残る記事"]
    assert len(problems) == 1
    assert one.slug in problems[0]


def test_the_shows_guid_follows_the_specification_and_outlives_a_move(show: Show) -> None:
    # from the podcast namespace's own example: podnews.net/rss
    namespace = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
    assert str(uuid.uuid5(namespace, "podnews.net/rss")) == "9b024349-ccf0-5f69-a609-6b82873eab3c"
    first = channel_of(show).findtext(f"{{{PODCAST}}}guid")
    assert first == str(uuid.uuid5(namespace, "pods.example.com/show/feed.xml"))
    feed.write_feed(show, "https://elsewhere.example.org")
    assert etree.parse(show.feed).getroot().findtext(f"channel/{{{PODCAST}}}guid") == first


def test_a_local_address_gives_no_guid_for_life(show: Show) -> None:
    feed.write_feed(show, "http://127.0.0.1:8000")
    assert not (show.output / "show.json").exists()
    feed.write_feed(show, BASE)
    assert json.loads((show.output / "show.json").read_text())["guid"]


@pytest.mark.parametrize(
    ("host", "is_kept"),
    [("podcast10.example.com", True), ("1.1.1.1", True), ("pod.local:8000", False), ("0.0.0.0", False)],
)
def test_only_a_public_address_names_the_show_for_life(show: Show, host: str, is_kept: bool) -> None:
    feed.write_feed(show, f"http://{host}")
    assert (show.output / "show.json").exists() == is_kept


def test_a_guid_in_the_template_wins(show: Show) -> None:
    own = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    edit_template(show, "<podcast:medium>", f"<podcast:guid>{own}</podcast:guid><podcast:medium>")
    guids = channel_of(show).findall(f"{{{PODCAST}}}guid")
    assert [guid.text for guid in guids] == [own]


@pytest.mark.parametrize(
    "url",
    [
        "example.com",
        "ftp://example.com",
        "https://",
        "https://e.com/?a=1",
        "https://e.com/#x",
        "https://例.jp",
    ],
)
def test_an_address_that_apps_cannot_use_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="base URL"):
        feed.check_base_url(url)


def test_slashes_at_the_end_of_the_address_do_not_matter() -> None:
    assert feed.check_base_url("https://example.com/a//") == "https://example.com/a"
