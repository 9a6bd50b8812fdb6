"""The elements of podcast apps: what the channel and its items say of show, people, files and numbers."""

from __future__ import annotations

import datetime as dt
from base64 import b64encode
from collections import Counter
from dataclasses import asdict, replace
from email.utils import parsedate_to_datetime
from hashlib import sha256
from pathlib import Path

from shows import BASE, article, built, channel_of, edit_template

from narrate import library
from narrate.attachments import Made, attach
from narrate.show import TEMPLATE, Show, packaged
from narrate.template_rules import ITUNES, PODCAST
from narrate.voices import Voice


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


def test_a_show_that_moved_says_where_to(show: Show) -> None:
    new = "https://new.example.com/feed.xml"
    edit_template(
        show,
        "<podcast:medium>",
        "<itunes:new-feed-url>https://old.example.com/</itunes:new-feed-url><podcast:medium>",
    )
    moved = [each.text for each in channel_of(replace(show, moved_to=new)).iter(f"{{{ITUNES}}}new-feed-url")]
    assert moved == [new]


def test_a_writers_name_of_any_length_fits(show: Show, blip: Voice, tmp_path: Path) -> None:
    (episode,) = built(show, blip, article(tmp_path, "a", "題\n\n2026-01-02\n\n本文です。\n"))
    library.update(show, episode.slug, byline="山本" * 100)
    name = channel_of(show).findtext(f"item/{{{PODCAST}}}person") or ""
    assert (len(name), name[-1]) == (128, "…")


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
