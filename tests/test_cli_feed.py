"""``narrate feed``, ``opml``, ``withdraw``, ``private``: what subscribers see and who may see it."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import assert_one_line, run
from lxml import etree

from narrate.library import load_episodes, update
from narrate.show import Show


@pytest.fixture
def built(show: Show, example: Path) -> Show:
    """A show with the example episode in its feed."""
    assert run("build", example, "--show", show.root, "--voice", "blip", "--quiet").returncode == 0
    return show


def titles(show: Show) -> list[str | None]:
    return [item.findtext("title") for item in etree.parse(show.feed).getroot().iter("item")]


def settings(show: Show, text: str) -> Show:
    (show.root / "narrate.toml").write_text(text, encoding="utf-8")
    return show


def test_a_build_without_an_address_says_what_the_feed_still_needs(show: Show, example: Path) -> None:
    told = run("build", example, "--show", show.root, "--voice", "blip").stdout
    assert f"Page    {show.output / 'index.html'}" in told
    assert 'write base_url = "https://…" into narrate.toml' in told
    root = settings(show, 'base_url = "https://e.com"\n').root
    told = run("build", example, "--show", root, "--voice", "blip").stdout
    assert "subscribe to https://e.com/feed.xml" in told
    assert "narrate.toml" not in told


def test_a_build_for_machines_tells_the_feeds_address(show: Show, example: Path) -> None:
    words = ("build", example, "--show", show.root, "--voice", "blip", "--json")
    assert '"feed_url": "http://127.0.0.1:8000/feed.xml"' in run(*words).stdout


@pytest.mark.parametrize("name", ["slug", "title", "article", "path", "mp3"])
def test_an_episode_is_withdrawn_by_any_of_its_names(built: Show, example: Path, name: str) -> None:
    ((episode,), _) = load_episodes(built)
    names = {
        "slug": episode.slug,
        "title": episode.title,
        "article": episode.source,
        "path": str(example),
        "mp3": episode.audio.file,
    }
    result = run("withdraw", names[name], "--show", built.root)
    assert result.returncode == 0, result.stderr
    assert f"{episode.slug} 「{episode.title}」 is no longer in the feed" in result.stderr
    assert titles(built) == []
    assert run("withdraw", names[name], "--undo", "--show", built.root).returncode == 0
    assert titles(built) == [episode.title]


def test_what_was_deleted_is_not_put_back(built: Show) -> None:
    ((episode,), _) = load_episodes(built)
    words = ("--show", built.root)
    assert run("withdraw", episode.slug, *words).returncode == 0
    assert run("clean", "--withdrawn", "--keep-days", "0", *words).returncode == 0
    assert_one_line(run("withdraw", episode.slug, "--undo", *words), "build the article again")
    assert run("feed", *words).returncode == 0


def test_what_is_withdrawn_already_or_not_at_all_is_told(built: Show) -> None:
    ((episode,), _) = load_episodes(built)
    words = ("withdraw", episode.slug, "--show", built.root)
    told = [run(*words, *undo) for undo in (["--undo"], [], [], ["--undo"])]
    name = f"{episode.slug} 「{episode.title}」 is "
    assert [result.stderr.removeprefix(name) for result in told] == [
        "not withdrawn; there is nothing to undo\n",
        "no longer in the feed\n",
        "withdrawn already\n",
        "back in the feed\n",
    ]
    assert [result.returncode for result in told] == [0] * 4


def test_an_unknown_episode_is_told_with_those_there_are(built: Show) -> None:
    ((episode,), _) = load_episodes(built)
    assert_one_line(
        run("withdraw", "x", "--show", built.root), "'x': no episode is called that", episode.slug
    )


def test_a_damaged_episode_is_told_as_such(built: Show) -> None:
    ((episode,), _) = load_episodes(built)
    manifest = built.episodes / episode.slug / "episode.json"
    manifest.write_bytes(b"{")
    assert_one_line(run("withdraw", episode.slug, "--show", built.root), f"{manifest}: damaged")


def test_a_part_of_the_title_is_enough_where_only_one_has_it(built: Show) -> None:
    ((episode,), _) = load_episodes(built)
    told = run("withdraw", episode.title[2:6], "--show", built.root)
    name = f"{episode.slug} 「{episode.title}」"
    assert (told.returncode, told.stderr) == (0, f"{name} is no longer in the feed\n")
    assert run("withdraw", "article", "--show", built.root).stderr == f"{name} is withdrawn already\n"
    assert_one_line(run("withdraw", "", "--show", built.root), "'': no episode is called that")


def test_a_name_of_two_episodes_is_not_guessed(built: Show, tmp_path: Path) -> None:
    other = tmp_path / "other" / "article.txt"
    other.parent.mkdir()
    other.write_text("別の記事\n\n2026-01-02\n\n別の本文です。\n", encoding="utf-8")
    run("build", other, "--show", built.root, "--voice", "blip")
    told = run("withdraw", "article.txt", "--show", built.root)
    each = [f"{episode.slug} (article.txt, 20" for episode in load_episodes(built)[0]]
    assert_one_line(told, "2 episodes are called that", *each)


def test_a_private_feed_has_an_address_that_can_be_renewed(built: Show) -> None:
    settings(built, 'private = true\nbase_url = "https://e.com"\n')
    first = run("private", "--show", built.root).stdout.strip()
    assert first.startswith("https://e.com/")
    assert run("private", "--show", built.root).stdout.strip() == first
    assert run("feed", "--show", built.root).returncode == 0
    assert first in built.feed.read_text(encoding="utf-8")
    renewed = run("private", "--rotate", "--show", built.root)
    assert renewed.stdout.strip() != first
    assert "tell your listeners the new address" in renewed.stderr


def test_a_private_show_without_an_address_is_told_whose_it_is_given(show: Show) -> None:
    settings(show, "private = true\n")
    result = run("private", "--show", show.root)
    assert result.stdout.startswith("http://127.0.0.1:8000/")
    assert "no base_url is set" in result.stderr
    elsewhere = run("private", "--show", show.root, "--base-url", "http://127.0.0.1:9000")
    assert elsewhere.stdout.startswith("http://127.0.0.1:9000/")
    assert elsewhere.stderr == ""


def test_a_public_show_has_no_secret(show: Show) -> None:
    assert_one_line(run("private", "--show", show.root), "is a public show", "private = true")
    assert_one_line(run("private", cwd=show.root), f"narrate: {show.root}: is a public show")


def test_shows_are_listed_for_apps_to_import(show: Show, tmp_path: Path) -> None:
    settings(show, 'base_url = "https://e.com/a/"\n')
    other = Show(tmp_path / "other")
    other.root.mkdir()
    settings(other, 'base_url = "https://e.com/b"\nprivate = true\n')
    result = run("opml", show.root, other.root)
    feeds = [each.get("xmlUrl") for each in etree.fromstring(result.stdout.encode()).iter("outline")]
    assert feeds[0] == "https://e.com/a/feed.xml"
    assert feeds[1] == run("private", "--show", other.root).stdout.strip()
    other_one = tmp_path / "no address"
    other_one.mkdir()
    assert_one_line(run("opml", other_one), "no address: has no address yet", "base_url")
    assert_one_line(run("opml", tmp_path / "nowhere"), "nowhere: no such folder")


def test_a_damaged_manifest_is_named_and_the_rest_is_written(built: Show) -> None:
    ((episode,), _) = load_episodes(built)
    (built.episodes / episode.slug / "episode.json").write_text("{", encoding="utf-8")
    result = run("feed", "--show", built.root)
    assert result.returncode == 1
    assert result.stderr.startswith("narrate: ")
    assert episode.slug in result.stderr
    assert titles(built) == []


def test_republishing_is_asked_for(built: Show, example: Path) -> None:
    ((before,), _) = load_episodes(built)
    run("build", example, "--show", built.root, "--voice", "blip", "--republish")
    ((after,), _) = load_episodes(built)
    assert after.guid != before.guid
    update(built, after.slug, withdrawn=True)
    again = run("build", example, "--show", built.root, "--voice", "blip")
    assert "is withdrawn and stays out of the feed" in again.stderr


def test_feed_can_be_written_again(show: Show, example: Path) -> None:
    run("build", example, "--show", show.root, "--voice", "blip")
    result = run("feed", "--show", show.root, "--base-url", "https://example.com/p/")
    assert result.stdout.strip() == str(show.feed)
    assert 'url="https://example.com/p/episodes/' in show.feed.read_text(encoding="utf-8")


def test_no_feed_is_written_where_no_show_is(tmp_path: Path) -> None:
    assert_one_line(run("feed", "--show", tmp_path), "is no show")
    assert not any(tmp_path.iterdir())


def test_drafts_stay_at_home(show: Show, tmp_path: Path) -> None:
    folder = tmp_path / "posts"
    folder.mkdir()
    draft = folder / "draft.md"
    draft.write_text("---\ntitle: 草稿\ndraft: true\n---\n\nまだです。\n", encoding="utf-8")
    (folder / "post.md").write_text("---\ntitle: 記事\n---\n\n本文です。\n", encoding="utf-8")
    result = run("build", folder, "--show", show.root, "--voice", "blip", "--quiet")
    assert result.returncode == 0
    assert (
        result.stderr
        == f"narrate: {draft}: is a draft, by its front matter; take that out, and build it again\n"
    )
    assert titles(show) == ["記事"]
    assert_one_line(run("build", draft, "--show", show.root, "--voice", "blip", "--quiet"), "is a draft")


def test_a_day_to_come_is_told(show: Show, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("未来の記事\n\n2099-01-01\n\n本文です。\n", encoding="utf-8")
    told = run("build", article, "--show", show.root, "--voice", "blip").stderr
    assert "its day, 2099-01-01, is to come" in told


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("人工智能是计算机科学的一个分支，它企图了解智能的实质。" * 8, True),
        ("The river begins in the mountains and flows to the sea. " * 8, True),
        ("東京都千代田区霞が関一丁目、東京都港区芝公園四丁目、など。" * 8, False),
        ("这是河。", False),
    ],
)
def test_a_text_in_another_language_is_told(show: Show, tmp_path: Path, text: str, is_told: bool) -> None:
    article = tmp_path / "a.txt"
    article.write_text(f"川の話\n\n{text}\n", encoding="utf-8")
    told = run("build", article, "--show", show.root, "--voice", "blip").stderr
    assert ("has hardly any kana" in told) == is_told


def test_a_cover_of_another_name_is_told(show: Show, example: Path) -> None:
    (show.root / "cover.jpg").write_bytes(b"a picture")
    result = run("build", example, "--show", show.root, "--voice", "blip")
    assert_one_line(result, "names 'cover.png', but there is only cover.jpg; name that one")
