"""What stays for life: an episode's identity, whatever is mended in its article, and the show's guid."""

from __future__ import annotations

import json
import uuid
from pathlib import Path

import pytest
from lxml import etree
from shows import BASE, article, built, channel_of, edit_template

from narrate import feed, library
from narrate.build import build_episodes
from narrate.cast import Cast
from narrate.episodes import Built
from narrate.errors import TemplateError
from narrate.show import TEMPLATE, Show
from narrate.template_rules import PODCAST
from narrate.voices import Voice


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


def test_a_show_whose_template_is_gone_keeps_its_name(tmp_path: Path) -> None:
    show = Show(tmp_path)
    (tmp_path / "narrate.toml").write_text("", encoding="utf-8")
    packaged = show.template.read_text(encoding="utf-8")
    (tmp_path / TEMPLATE).write_text(packaged.replace("聴く記事", "川 &amp; 橋"), encoding="utf-8")
    feed.write_feed(show, BASE)
    before = show.feed.read_bytes()
    (tmp_path / TEMPLATE).unlink()
    told = "is gone, and the show «川 & 橋» would be called «聴く記事»; put it back"
    with pytest.raises(TemplateError, match=told):
        feed.write_feed(show, BASE)
    assert show.feed.read_bytes() == before
    show.feed.unlink()
    feed.write_feed(show, BASE)
    feed.write_feed(show, BASE)
