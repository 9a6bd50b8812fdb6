"""What the items of a feed say of their episodes: people, files, times and numbers."""

from __future__ import annotations

import datetime as dt
from base64 import b64encode
from dataclasses import asdict, replace
from email.utils import parsedate_to_datetime
from hashlib import sha256
from pathlib import Path

from shows import BASE, article, built, channel_of, edit_template

from narrate import library
from narrate.attachments import Made, attach
from narrate.show import Show
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


def test_the_shows_people_keep_what_other_namespaces_say_of_them(
    show: Show, blip: Voice, example: Path
) -> None:
    edit_template(
        show, "<podcast:medium>", '<podcast:person xml:lang="ja">山本</podcast:person><podcast:medium>'
    )
    built(show, blip, example)
    (_, person) = channel_of(show).findall(f"item/{{{PODCAST}}}person")
    assert person.get("{http://www.w3.org/XML/1998/namespace}lang") == "ja"


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


def test_a_writers_name_of_any_length_fits(show: Show, blip: Voice, tmp_path: Path) -> None:
    (episode,) = built(show, blip, article(tmp_path, "a", "題\n\n2026-01-02\n\n本文です。\n"))
    library.update(show, episode.slug, byline="山本" * 100)
    name = channel_of(show).findtext(f"item/{{{PODCAST}}}person") or ""
    assert (len(name), name[-1]) == (128, "…")


def test_what_stands_in_an_item_is_read_back_as_it_was(show: Show, blip: Voice, example: Path) -> None:
    (episode,) = built(show, blip, example)
    title, link = '「A&B」<br> "1 > 0" &amp; 100％', "https://e.com/?a=1&b='2'"
    library.update(show, episode.slug, title=title, link=link, guid='<&">')
    item = channel_of(show).find("item")
    assert item is not None
    assert (item.findtext("title"), item.findtext(f"{{{ITUNES}}}title")) == (title, title)
    assert (item.findtext("link"), item.findtext("guid")) == (link, '<&">')
