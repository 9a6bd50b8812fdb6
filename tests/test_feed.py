"""The feed: what it must carry, that it never changes without a reason, and that hostile text stays text."""

from __future__ import annotations

import datetime as dt
import json
import re
import uuid
from base64 import b64encode
from collections import Counter
from dataclasses import asdict, replace
from email.utils import parsedate_to_datetime
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import etree, html
from PIL import Image

from narrate import feed, library
from narrate.address import root_of
from narrate.attachments import Made, attach
from narrate.build import build_episode, build_episodes
from narrate.cast import Cast
from narrate.episodes import Built
from narrate.errors import TemplateError
from narrate.model import Episode
from narrate.show import TEMPLATE, Show, packaged
from narrate.template_rules import ATOM, ITUNES, PODCAST
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


def test_the_document_is_rss_in_utf_8_with_the_names_that_apps_know(
    show: Show, blip: Voice, example: Path
) -> None:
    built(show, blip, example)
    channel_of(show)
    assert show.feed.read_bytes().startswith(b"<?xml version='1.0' encoding='UTF-8'?>\n<rss ")
    root = etree.parse(show.feed).getroot()
    assert (root.tag, root.get("version"), [each.tag for each in root]) == ("rss", "2.0", ["channel"])
    assert root.nsmap == {
        "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
        "podcast": "https://podcastindex.org/namespace/1.0",
        "atom": "http://www.w3.org/2005/Atom",
        "content": "http://purl.org/rss/1.0/modules/content/",
    }


def test_no_value_has_spaces_around_it(show: Show, blip: Voice, example: Path) -> None:
    text = (packaged() / TEMPLATE).read_text(encoding="utf-8")
    text = re.sub("<(podcast|itunes)(:[a-z]+[^/>]*)>([^<]+)", "<\\1\\2>\n   \\3\n", text)
    owner = "<itunes:owner>\n<itunes:name> 山本 </itunes:name></itunes:owner>\n</channel>"
    (show.root / TEMPLATE).write_text(text.replace("</channel>", owner), encoding="utf-8")
    (episode,) = built(show, blip, example)
    library.update(show, episode.slug, title=" 題\n名 ", byline=" 山本 ")
    channel = channel_of(show)
    values = [
        value for each in channel.iter() if not len(each) for value in (each.text, *each.attrib.values())
    ]
    assert [value for value in values if value and str(value) != str(value).strip()] == []
    assert channel.findtext("item/title") == "題 名"
    assert channel.findtext(f"{{{ITUNES}}}explicit") == "false"


@pytest.mark.parametrize(
    ("written", "holder"),
    [
        ("山本", "山本"),
        ("Copyright © 2024–2026 山本", "山本"),
        ("(c) 2024年, 2525屋", "2525屋"),
        ("2525屋 2024", "2525屋 2024"),
        ("©", "©"),
    ],
)
def test_the_copyright_names_its_holder_without_the_mark_that_apps_add(
    show: Show, written: str, holder: str
) -> None:
    edit_template(show, "<copyright>narrate<", f"<copyright>{written}<")
    assert channel_of(show).findtext("copyright") == holder


def test_the_feed_is_as_old_as_its_newest_episode(show: Show, blip: Voice, example: Path) -> None:
    built(show, blip, example)
    date = channel_of(show).findtext("lastBuildDate") or ""
    assert parsedate_to_datetime(date) == dt.datetime.fromisoformat("2026-04-12T00:00:00+09:00")


def test_the_cover_is_published_where_the_feed_says(show: Show) -> None:
    image = channel_of(show).find(f"{{{ITUNES}}}image")
    assert image is not None
    name = (image.get("href") or "").removeprefix(f"{BASE}/")
    assert re.fullmatch(r"cover-[0-9a-f]{12}\.png", name)
    assert (show.output / name).read_bytes() == (show.asset("cover.png") or show.root).read_bytes()


def test_the_picture_of_plain_rss_is_published_too(show: Show) -> None:
    image = "<image><url>${{BASE_URL}}/{0}</url><title>t</title><link>https://e.com</link></image><podcast:medium>"
    edit_template(show, "<podcast:medium>", image.format("cover.png"))
    channel = channel_of(show)
    assert channel.findtext("image/url") == channel.find(f"{{{ITUNES}}}image").get("href")  # type: ignore[union-attr]
    edit_template(show, "<podcast:medium>", image.format("small.png"))
    with pytest.raises(TemplateError, match=r"names 'small\.png'"):
        feed.write_feed(show, BASE)
    (show.root / "small.png").write_bytes(b"a picture")
    assert channel_of(show).findtext("image/url") == f"{BASE}/small.png"
    assert (show.output / "small.png").read_bytes() == b"a picture"


def test_feed_and_page_are_of_the_episodes_that_were_loaded(show: Show, blip: Voice, example: Path) -> None:
    before = library.load_episodes(show)
    built(show, blip, example)
    made, _ = feed.files_of(show, BASE, before)
    assert b"<item>" not in made["feed.xml"], "a build that ends meanwhile changes nothing"
    assert b"<item>" in feed.files_of(show, BASE)[0]["feed.xml"]


def test_another_picture_has_another_name(show: Show) -> None:
    before = channel_of(show).find(f"{{{ITUNES}}}image")
    Image.new("RGB", (1400, 1400), "navy").save(show.root / "cover.png")
    after = channel_of(show).find(f"{{{ITUNES}}}image")
    assert before is not None
    assert after is not None
    assert before.get("href") != after.get("href"), "apps keep the picture of an address that they know"


def test_a_cover_elsewhere_on_the_web_is_left_alone(show: Show) -> None:
    edit_template(show, "${BASE_URL}/cover.png", "https://cdn.example.com/a.jpg")
    channel_of(show)
    assert not (show.output / "cover.png").exists()


@pytest.mark.parametrize("name", ["mine.png", "../../etc/passwd", "cover.svg", ".hidden.png"])
def test_a_cover_that_is_not_there_is_told(show: Show, name: str) -> None:
    edit_template(show, "${BASE_URL}/cover.png", "${BASE_URL}/" + name)
    with pytest.raises(TemplateError, match=r"names '|itunes:image names"):
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
        "\u2067隔てられた\u202eさかさま",
    ],
)
def test_hostile_titles_stay_text(show: Show, blip: Voice, tmp_path: Path, title: str) -> None:
    path = article(tmp_path, "a", f"{title}\n\n2026-01-02\n\n本文です。\n")
    (episode,) = built(show, blip, path)
    item = channel_of(show).find("item")
    assert item is not None
    assert item.findtext("title") == re.sub("[\u202e\u2067]", "", title)
    notes = item.findtext("description") or ""
    assert "<script" not in notes
    assert {path.name for path in show.episodes.iterdir()} == {episode.slug}
    assert episode.slug.isascii()


def test_a_mark_that_turns_text_round_reaches_neither_feed_nor_page(
    show: Show, blip: Voice, example: Path
) -> None:
    (episode,) = built(show, blip, example)
    turned = "\u202eさかさま\u2066の\x07話"
    chapters = [{"title": turned, "start_ms": 0, "end_ms": 1000, "level": 1}]
    texts = dict.fromkeys(("title", "byline", "lead", "credit"), turned)
    edit_template(show, ">聴く記事<", ">&#x202e;聴く&#x85;記事<")
    library.update(show, episode.slug, **texts, chapters=chapters)
    channel_of(show)
    for path in (show.feed, show.output / "index.html"):
        text = path.read_text(encoding="utf-8")
        assert text.count("さかさまの話") >= 5
        assert "聴く 記事" in text
        assert not re.search("[\x07\x85\u202a-\u202e\u2066-\u2069]", text)


def test_a_mark_in_the_shows_description_is_left_out(show: Show) -> None:
    edit_template(show, ">記事を音声で。", ">記事を&#x202e;音声&#x85;で。")
    assert (channel_of(show).findtext("description") or "").startswith("記事を音声 で。")


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


def test_a_title_of_any_length_fits_an_item(show: Show, blip: Voice, tmp_path: Path) -> None:
    (episode,) = built(show, blip, article(tmp_path, "a", "題\n\n2026-01-02\n\n本文です。\n"))
    library.update(show, episode.slug, title="長い題" * 300)
    item = channel_of(show).find("item")
    assert item is not None
    title = item.findtext("title") or ""
    assert len(title) == 255
    assert title.endswith("…")
    assert item.findtext(f"{{{ITUNES}}}title") == title


def test_an_item_names_its_writer_beside_the_shows_people(show: Show, blip: Voice, example: Path) -> None:
    person = (
        '<podcast:person role="host" img="https://e.com/p.jpg" href="https://e.com/p"> 山本 </podcast:person>'
    )
    edit_template(show, "<podcast:medium>", f"{person}<podcast:medium>")
    (episode,) = built(show, blip, example)
    library.update(show, episode.slug, byline="鈴木 <一>")
    people = channel_of(show).findall(f"item/{{{PODCAST}}}person")
    assert [(each.text, dict(each.attrib)) for each in people] == [
        ("鈴木 <一>", {"role": "author", "group": "writing"}),
        ("山本", {"role": "host", "img": "https://e.com/p.jpg", "href": "https://e.com/p"}),
    ]


def test_a_writers_name_of_any_length_fits(show: Show, blip: Voice, tmp_path: Path) -> None:
    (episode,) = built(show, blip, article(tmp_path, "a", "題\n\n2026-01-02\n\n本文です。\n"))
    library.update(show, episode.slug, byline="山本" * 100)
    name = channel_of(show).findtext(f"item/{{{PODCAST}}}person") or ""
    assert (len(name), name[-1]) == (128, "…")


def test_an_item_without_a_writer_leaves_the_shows_people_alone(
    show: Show, blip: Voice, tmp_path: Path
) -> None:
    built(show, blip, article(tmp_path, "a", "題の記事\n\n本文です。\n"))
    assert channel_of(show).find(f"item/{{{PODCAST}}}person") is None


def test_what_lies_beside_the_audio_stands_in_the_item(show: Show, blip: Voice, example: Path) -> None:
    (episode,) = built(show, blip, example)
    made = [
        Made("html", ".html", "text/html; charset=utf-8", b"<p>"),
        Made("json", ".json", "application/json", b"[]"),
        Made("srt", ".srt", "application/x-subrip", b"1"),
        Made("vtt", ".vtt", "text/vtt", b"WEBVTT"),
        Made("chapters", ".chapters.json", "application/json+chapters", b"{}"),
        Made("art", ".jpg", "image/jpeg", b"a picture"),
        Made("opus", ".opus", "audio/ogg", b"the same sound"),
        Made("m4a", ".m4a", "audio/x-m4a", b"once more"),
    ]
    folder = show.episodes / episode.slug
    attached = attach(folder, episode.slug, made)
    library.update(show, episode.slug, attachments=[asdict(each) for each in attached])
    item = channel_of(show).find("item")
    assert item is not None
    urls = {each.kind: f"{BASE}/episodes/{episode.slug}/{each.file}" for each in attached}
    transcripts = item.findall(f"{{{PODCAST}}}transcript")
    assert [dict(each.attrib) for each in transcripts] == [
        {"url": urls["vtt"], "type": "text/vtt", "language": "ja", "rel": "captions"},
        {"url": urls["srt"], "type": "application/x-subrip", "language": "ja", "rel": "captions"},
        {"url": urls["json"], "type": "application/json", "language": "ja", "rel": "captions"},
        {"url": urls["html"], "type": "text/html", "language": "ja"},
    ]
    chapters = item.find(f"{{{PODCAST}}}chapters")
    assert chapters is not None
    assert dict(chapters.attrib) == {"url": urls["chapters"], "type": "application/json+chapters"}
    image = item.find(f"{{{ITUNES}}}image")
    assert image is not None
    assert image.get("href") == urls["art"]
    first, alternate = item.findall(f"{{{PODCAST}}}alternateEnclosure")
    assert (first.get("type"), first.get("title")) == ("audio/x-m4a", "M4A")
    assert dict(alternate.attrib) == {
        **{"type": "audio/ogg", "length": "14", "title": "OPUS"},
        "bitrate": str(round(14 * 8 / episode.audio.seconds)),
    }
    assert [dict(each.attrib) for each in alternate] == [
        {"uri": urls["opus"]},
        {"type": "sri", "value": f"sha256-{b64encode(sha256(b'the same sound').digest()).decode()}"},
    ]


def test_a_part_to_hear_first_stands_in_the_item(show: Show, blip: Voice, example: Path) -> None:
    (episode,) = built(show, blip, example)
    library.update(show, episode.slug, soundbite={"title": "町の話", "start_ms": 1500, "end_ms": 31750})
    bite = channel_of(show).find(f"item/{{{PODCAST}}}soundbite")
    assert bite is not None
    assert (bite.text, dict(bite.attrib)) == ("町の話", {"startTime": "1.500", "duration": "30.250"})


def test_a_channel_says_what_its_template_forgot(show: Show) -> None:
    text = (packaged() / TEMPLATE).read_text(encoding="utf-8")
    without = "\n".join(line for line in text.splitlines() if "<podcast:" not in line)
    (show.root / TEMPLATE).write_text(without, encoding="utf-8")
    channel = channel_of(show)
    assert channel.findtext(f"{{{PODCAST}}}locked") == "no"
    assert channel.findtext(f"{{{PODCAST}}}medium") == "podcast"
    told = channel.find(f"{{{PODCAST}}}txt[@purpose='ai-content']")
    assert told is not None
    assert told.text == "true", "a synthetic voice is disclosed"


def test_what_the_feed_says_itself_is_not_carried_too(show: Show) -> None:
    stale = "Sat, 01 Jan 2000 00:00:00 +0000"
    dates = f"<lastBuildDate>{stale}</lastBuildDate><pubDate>{stale}</pubDate>"
    guid = "<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>"
    more = f"{dates}{guid}<generator>x</generator><docs>y</docs>"
    edit_template(show, "<podcast:medium>", f"{more}<podcast:medium>")
    channel = channel_of(show)
    assert [tag for tag, times in Counter(each.tag for each in channel).items() if times > 1] == []
    assert [each.tag for each in channel if each.text in (stale, "x", "y")] == []
    assert channel.findtext("generator") == "narrate"
    date = parsedate_to_datetime(channel.findtext("lastBuildDate") or "")
    assert date.timestamp() == 0, "a show without episodes has no date of its own, and never the clock's"


def test_the_template_says_each_thing_once(show: Show) -> None:
    edit_template(show, ">no</podcast:locked>", ' owner="a@example.com">yes</podcast:locked>')
    channel = channel_of(show)
    assert [each.text for each in channel.findall(f"{{{PODCAST}}}locked")] == ["yes"]
    assert len(channel.findall(f"{{{PODCAST}}}txt")) == 1
    assert channel.find(f"{{{ITUNES}}}block") is None
    assert channel.find(f"{{{ITUNES}}}new-feed-url") is None


def test_episodes_of_a_serial_show_are_numbered_once(show: Show, blip: Voice, tmp_path: Path) -> None:
    edit_template(show, ">episodic<", ">serial<")
    show = replace(show, season=2)
    for day in ("2026-03-01", "2026-01-02"):
        built(show, blip, article(tmp_path, day, f"題{day}\n\n{day}\n\n本文の{day}です。\n"))
    assert numbers(show) == [("2", "2"), ("2", "1")], "the newest stands first"
    built(show, blip, article(tmp_path, "b", "前の話\n\n2025-12-01\n\n前の本文です。\n"))
    assert numbers(show) == [("2", "2"), ("2", "1"), ("2", "3")], "a number once given stays"
    show = replace(show, season=3)
    built(show, blip, article(tmp_path, "c", "次の話\n\n2026-04-01\n\n次の本文です。\n"))
    assert numbers(show)[0] == ("3", "1"), "a season counts from one"


def numbers(show: Show) -> list[tuple[str | None, str | None]]:
    items = channel_of(show).findall("item")
    for item in items:
        assert item.findtext(f"{{{PODCAST}}}episode") == item.findtext(f"{{{ITUNES}}}episode")
    return [(item.findtext(f"{{{ITUNES}}}season"), item.findtext(f"{{{ITUNES}}}episode")) for item in items]


def test_episodes_of_an_episodic_show_have_no_numbers(show: Show, blip: Voice, example: Path) -> None:
    built(show, blip, example)
    assert numbers(show) == [(None, None)]


def test_a_private_show_is_under_an_address_that_nobody_guesses(
    show: Show, blip: Voice, example: Path
) -> None:
    plain = channel_of(show).findtext(f"{{{PODCAST}}}guid")
    secret = replace(show, private=True)
    built(secret, blip, example)
    channel = channel_of(secret)
    root = root_of(secret, BASE)
    addresses = [str(value) for each in channel.iter() for value in (each.text, *each.attrib.values())]
    ours = [value for value in addresses if BASE in value]
    assert len(ours) >= 4
    assert [value for value in ours if not value.startswith(f"{root}/")] == []
    assert channel.findtext(f"{{{ITUNES}}}block") == "Yes"
    assert channel.findtext(f"{{{PODCAST}}}guid") == plain, "the guid tells nothing of the key"


def test_a_show_that_moved_says_where_to(show: Show) -> None:
    new = "https://new.example.com/feed.xml"
    edit_template(
        show,
        "<podcast:medium>",
        "<itunes:new-feed-url>https://old.example.com/</itunes:new-feed-url><podcast:medium>",
    )
    moved = [each.text for each in channel_of(replace(show, moved_to=new)).iter(f"{{{ITUNES}}}new-feed-url")]
    assert moved == [new]


def test_an_item_leads_to_its_article_else_to_its_page(show: Show, blip: Voice, example: Path) -> None:
    (episode,) = built(show, blip, example)
    place = f"{BASE}/episodes/{episode.slug}/index.html"
    assert channel_of(show).findtext("item/link") == place
    library.update(show, episode.slug, link="https://example.com/a")
    assert channel_of(show).findtext("item/link") == "https://example.com/a"
    library.update(show, episode.slug, link="", attachments=[])
    assert channel_of(show).find("item/link") is None, "an older version made no page"


def test_the_page_beside_the_feed_plays_what_is_in_it(show: Show, blip: Voice, example: Path) -> None:
    (episode,) = built(show, blip, example)
    channel_of(show)
    page = html.fromstring((show.output / "index.html").read_bytes())
    for attribute in ("data-play", "src", "href"):
        places = [str(place) for place in page.xpath(f"//@{attribute}[not(contains(., '://'))]")]
        assert places
        for place in places:
            assert (show.output / place).is_file(), "relative, so that it works from the disk"
    assert episode.title in page.text_content()


def test_a_withdrawn_episode_is_in_neither_feed_nor_page(show: Show, blip: Voice, example: Path) -> None:
    (episode,) = built(show, blip, example)
    library.update(show, episode.slug, withdrawn=True)
    assert channel_of(show).find("item") is None
    assert episode.title not in (show.output / "index.html").read_text(encoding="utf-8")
    again = build_episode(show, example, Cast.alone(blip), BASE)
    assert again.episode.withdrawn, "building again does not put it back"
    assert [line for line in again.warnings if f"narrate withdraw --undo {episode.slug}" in line]
    library.update(show, episode.slug, withdrawn=False)
    assert channel_of(show).findtext("item/guid") == episode.guid


def test_only_republishing_makes_apps_fetch_an_episode_again(show: Show, blip: Voice, example: Path) -> None:
    (first,) = built(show, blip, example)
    (result,) = build_episodes(show, [example], Cast.alone(blip), BASE, republish=True)
    assert isinstance(result, Built)
    again = result.episode
    assert again.guid != first.guid
    assert again.audio.file != first.audio.file, "apps ignore an address that they know"
    assert again.published > first.published, "some apps take what lies before the newest for old"
    assert again.slug == first.slug
    items = channel_of(show).findall("item")
    assert [item.findtext("guid") for item in items] == [again.guid]
    (kept,) = built(show, blip, example)
    assert library.Identity(kept.slug, kept.guid, kept.published) == library.Identity(
        again.slug, again.guid, again.published
    ), "the new identity stays"
    assert kept.audio.file == again.audio.file


def test_republishing_what_was_never_published_is_publishing(show: Show, blip: Voice, example: Path) -> None:
    (result,) = build_episodes(show, [example], Cast.alone(blip), BASE, republish=True)
    assert isinstance(result, Built)
    assert result.episode.revision == 1
