"""The feed: what it must carry, that it never changes without a reason, and that hostile text stays text."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from lxml import etree, html
from PIL import Image
from shows import BASE, article, built, channel_of, edit_template

from narrate import feed, library
from narrate.address import root_of
from narrate.build import build_episode
from narrate.cast import Cast
from narrate.errors import TemplateError
from narrate.show import TEMPLATE, Show, packaged
from narrate.template_rules import ATOM, ITUNES, PODCAST
from narrate.voices import Voice


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


def test_a_title_of_any_length_fits_an_item(show: Show, blip: Voice, tmp_path: Path) -> None:
    (episode,) = built(show, blip, article(tmp_path, "a", "題\n\n2026-01-02\n\n本文です。\n"))
    library.update(show, episode.slug, title="長い題" * 300)
    item = channel_of(show).find("item")
    assert item is not None
    title = item.findtext("title") or ""
    assert len(title) == 255
    assert title.endswith("…")
    assert item.findtext(f"{{{ITUNES}}}title") == title


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
