"""Articles over HTTP: handed in, made one after the other, listed, taken back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from serving import OneByOne, events, gated_voice, owned
from sites import Site

from narrate import library
from narrate.build import build_episode
from narrate.cast import Cast
from narrate.fetch import ALLOW
from narrate.scripts import Scripts
from narrate.show import Show
from narrate.voices import find_voice

TEXT = "川の話\n\n2026-04-01\n\n川は流れています。川は海へ行きます。\n"
OTHER = "山の話\n\n2026-04-02\n\n山は動きません。山は高いです。\n"
MAIL = """From: river@example.com
Subject: =?utf-8?b?5bed44Gu6Kmx?=
Date: Wed, 01 Apr 2026 07:00:00 +0900
MIME-Version: 1.0
Content-Type: text/plain; charset=iso-2022-jp

川は流れています。
"""
PLAIN = {"Content-Type": "text/plain; charset=utf-8"}


@pytest.fixture
def client(show: Show, cast: Cast) -> Iterator[httpx.Client]:
    """The owner of a show that is served."""
    with owned(show, cast) as client:
        yield client


def post(client: httpx.Client, text: str = TEXT, content_type: str = PLAIN["Content-Type"]) -> dict[str, Any]:
    answer = client.post("/articles", content=text.encode(), headers={"Content-Type": content_type})
    assert answer.status_code == 202, answer.text
    job: dict[str, Any] = answer.json()
    assert client.get(answer.headers["location"]).json()["id"] == job["id"]
    return job


def made(client: httpx.Client, text: str = TEXT) -> dict[str, Any]:
    """The end of the job of an article."""
    last = events(client, post(client, text))[-1]
    assert last["state"] == "done", last
    return last


def states(client: httpx.Client) -> dict[str, str]:
    return {each["slug"]: each["state"] for each in client.get("/articles").json()["articles"]}


def test_an_article_that_is_posted_becomes_an_episode_in_the_feed(client: httpx.Client, show: Show) -> None:
    told = events(client, post(client))
    done = [each["progress"]["done"] for each in told]
    assert done == sorted(done)
    last = told[-1]
    assert last["progress"]["done"] == last["progress"]["all"] > 0
    assert (last["title"], last["state"], last["error"], last["warnings"]) == ("川の話", "done", None, [])
    assert client.get(f"/jobs/{last['id']}").json() == last
    assert httpx.get(last["episode"]["url"]).headers["content-type"] == "audio/mpeg"
    assert "川は流れています。" in httpx.get(last["episode"]["page"]).text
    assert last["episode"]["url"] in client.get("/feed.xml").text
    assert (show.articles / f"{last['article']}.txt").read_text(encoding="utf-8") == TEXT
    assert not show.feed.exists(), "without base_url nothing is published"


def test_the_published_feed_is_written_for_its_own_address(show: Show, cast: Cast) -> None:
    (show.root / "narrate.toml").write_text('base_url = "https://a.example/p"\n', encoding="utf-8")
    with owned(show, cast) as client:
        episode = made(client)["episode"]
        published = show.feed.read_text(encoding="utf-8")
        assert f"https://a.example/p/episodes/{episode['slug']}/" in published
        assert client.delete(f"/articles/{episode['slug']}").status_code == 204
        assert episode["slug"] not in show.feed.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content_type", "body", "ending"),
    [
        ("text/plain", TEXT.encode(), ".txt"),
        ("text/plain; charset=Shift_JIS", TEXT.encode("cp932"), ".txt"),
        ("TEXT/Markdown", f"# {TEXT}".encode(), ".md"),
        ("text/html", "<html><title>川の話</title><body><p>川は流れています。".encode(), ".html"),
        (
            "text/html; charset=euc-jp",
            "<html><meta charset=utf-8><title>川の話</title><body><p>川は流れています。".encode("euc_jp"),
            ".html",
        ),
        ("application/json", b'{"text": "\\u5ddd\\u306e\\u8a71\\n\\n\\u5ddd\\u3067\\u3059\\u3002"}', ".txt"),
        (
            "application/json",
            b'{"text": "# \\u5ddd\\u306e\\u8a71\\n\\n\\u5ddd\\u3067\\u3059\\u3002", "format": "markdown"}',
            ".md",
        ),
        ("message/rfc822", MAIL.encode("iso-2022-jp"), ".txt"),
        ("message/rfc822", MAIL.replace("plain", "html").encode("iso-2022-jp"), ".html"),
        ("text/plain", MAIL.encode("iso-2022-jp"), ".txt"),
        ("application/json", json.dumps({"text": MAIL.replace("iso-2022-jp", "utf-8")}).encode(), ".txt"),
    ],
)
def test_every_form_is_kept_as_it_is_built(
    client: httpx.Client, show: Show, cast: Cast, content_type: str, body: bytes, ending: str
) -> None:
    answer = client.post("/articles", content=body, headers={"Content-Type": content_type})
    assert events(client, answer.json())[-1]["state"] == "done"
    (path,) = show.articles.iterdir()
    assert path.suffix == ending
    assert Scripts(show, cast).kept(path).title == answer.json()["title"] == "川の話"


def test_an_article_is_named_after_its_day_and_name_and_never_elsewhere(
    client: httpx.Client, show: Show
) -> None:
    for name in ("River.txt", "../../x/River.txt", "..", "川", "\0", "a" * 300):
        job = client.post("/articles", json={"text": f"{TEXT}{name!r}です。\n", "name": name}).json()
        assert job["article"].startswith("2026-04-01")
    names = {path.name for path in show.articles.iterdir()}
    assert {"2026-04-01-river.txt", "2026-04-01-river-2.txt", "2026-04-01.txt"} <= names
    assert all(len(name) < 80 for name in names)
    assert {path.name for path in show.root.iterdir()} == {"voices", "output", "owner.token", "articles"}


def test_the_same_article_is_one_job_and_one_file(client: httpx.Client, show: Show) -> None:
    first = post(client)
    assert {post(client)["id"] for _ in range(5)} == {first["id"]}, "while it waits or runs"
    assert events(client, first)[-1]["state"] == "done"
    again = post(client)
    assert again["id"] != first["id"], "after that it is made again, from what there is then"
    assert events(client, again)[-1]["episode"] == events(client, first)[-1]["episode"]
    assert len(list(show.articles.iterdir())) == 1
    other = post(client, OTHER)
    assert other["id"] != first["id"]
    assert events(client, other)[-1]["episode"]["slug"] != first["article"]
    assert len(list(show.articles.iterdir())) == 2


def test_other_settings_or_readings_are_another_job_of_the_same_article(
    client: httpx.Client, show: Show
) -> None:
    first = made(client)
    show.corrections.parent.mkdir()
    show.corrections.write_text("川\tミズウミ\n", encoding="utf-8")
    second = made(client)
    assert second["id"] != first["id"]
    assert second["article"] == first["article"]
    assert second["episode"]["slug"] == first["episode"]["slug"]
    assert second["episode"]["url"] != first["episode"]["url"]
    again = events(client, client.post(f"/articles/{first['article']}").json())[-1]
    assert again["episode"] == second["episode"], "nothing has changed since"
    assert [each["changed"] for each in (first, second, again)] == [True, True, False]


def test_an_episode_that_was_deleted_is_made_again(client: httpx.Client, show: Show) -> None:
    first = made(client)
    shutil.rmtree(show.episodes)
    again = events(client, client.post(f"/articles/{first['article']}").json())[-1]
    assert httpx.get(again["episode"]["url"]).status_code == 200


def test_what_a_fallback_said_is_said_by_the_voice_when_it_can(
    show: Show, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    voice = replace(gated_voice(monkeypatch, tmp_path, OneByOne), fallback="blip")
    assert isinstance(voice.engine, OneByOne)
    voice.engine.failing.add("流れ")
    with owned(show, Cast.of({}, voice, lambda name: find_voice(name, show.voice_folders))) as client:
        first = made(client)
        assert any("blip" in line for line in first["warnings"])
        voice.engine.failing.clear()
        assert made(client)["warnings"] == []
        assert voice.engine.asked.count("川は流れています。") == 2


def test_an_address_is_fetched_kept_and_linked(
    client: httpx.Client, show: Show, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ALLOW, "127.0.0.0/8")
    page = "<html><title>川の話</title><body><p>川は流れています。川は海へ行きます。"
    site.pages["/kawa"] = (200, {"Content-Type": "text/html; charset=utf-8"}, page.encode())
    url = f"http://127.0.0.1:{site.port}/kawa"
    job = client.post("/articles", json={"url": url}).json()
    assert events(client, job)[-1]["state"] == "done"
    assert url in client.get("/feed.xml").text
    site.pages["/kawa"] = (200, {"Content-Type": "text/html"}, f"{page}海は広いです。".encode())
    newer = client.post("/articles", json={"url": url}).json()
    assert newer["id"] != job["id"]
    assert newer["article"] == job["article"] == "kawa", "the page has changed, the article is the same"
    assert "海は広い" in (show.articles / "kawa.html").read_text(encoding="utf-8")


def test_a_page_that_is_sent_keeps_its_address_which_is_not_asked(
    client: httpx.Client, show: Show, site: Site
) -> None:
    body = {
        "text": "<html><title>川の話</title><body><p>川は流れています。",
        "format": "html",
        "from": f"{site.base}/kawa",
    }
    job = client.post("/articles", json=body).json()
    assert events(client, job)[-1]["state"] == "done"
    assert f"{site.base}/kawa" in client.get("/feed.xml").text
    body["text"] += "海は広いです。"
    newer = client.post("/articles", json=body).json()
    assert newer["id"] != job["id"]
    assert newer["article"] == job["article"] == "kawa", "the page has changed, the article is the same"
    assert "海は広い" in (show.articles / "kawa.html").read_text(encoding="utf-8")
    assert site.asked == []


def test_a_job_that_fails_says_why_and_can_be_tried_again(client: httpx.Client, show: Show) -> None:
    broken = show.root / "narrate.toml"
    job = post(client)
    assert events(client, job)[-1]["state"] == "done"
    show.corrections.parent.mkdir()
    show.corrections.write_text("川\tkawa\n", encoding="utf-8")
    last = events(client, post(client))[-1]
    assert (last["state"], last["episode"], last["changed"]) == ("failed", None, None)
    assert "corrections.tsv" in last["error"]
    (told,) = client.get("/articles").json()["articles"]
    assert (told["slug"], told["state"], told["error"]) == (job["article"], "failed", last["error"])
    show.corrections.unlink()
    assert events(client, post(client))[-1]["state"] == "done"
    broken.write_text("colour = 1\n", encoding="utf-8")
    answer = client.post("/articles", content=OTHER.encode(), headers=PLAIN)
    assert answer.status_code == 500
    assert "colour" in answer.json()["error"]


def test_an_episode_of_an_article_elsewhere_is_told_until_that_comes(
    client: httpx.Client, show: Show, cast: Cast, tmp_path: Path
) -> None:
    path = tmp_path / "elsewhere.txt"
    path.write_text(TEXT, encoding="utf-8")
    episode = build_episode(show, path, cast, "http://127.0.0.1").episode
    (other,) = client.get("/articles").json()["episodes"]
    assert (other["title"], other["state"], other["published"]) == (episode.title, "done", episode.published)
    assert httpx.get(other["episode"]["url"]).status_code == 200
    library.update(show, episode.slug, withdrawn=True)
    assert [each["state"] for each in client.get("/articles").json()["episodes"]] == ["withdrawn"]
    assert made(client)["episode"]["slug"] == episode.slug
    assert client.get("/articles").json()["episodes"] == []


def test_an_article_is_withdrawn_and_put_back_by_posting_it_again(client: httpx.Client, show: Show) -> None:
    first = made(client)
    slug = first["article"]
    assert states(client) == {slug: "done"}
    assert client.delete(f"/articles/{slug}").status_code == 204
    assert states(client) == {slug: "withdrawn"}
    assert httpx.get(first["episode"]["url"]).status_code == 410
    assert first["episode"]["url"] not in client.get("/feed.xml").text
    last = made(client)
    assert (last["warnings"], last["changed"]) == ([], True)
    assert last["episode"] == first["episode"]
    assert httpx.get(first["episode"]["url"]).status_code == 200
    assert states(client) == {slug: "done"}


def test_an_article_with_another_title_is_put_back_too(client: httpx.Client, show: Show) -> None:
    slug = made(client)["article"]
    assert client.delete(f"/articles/{slug}").status_code == 204
    (path,) = show.articles.iterdir()
    path.write_text(path.read_text(encoding="utf-8").replace("川の話", "大きな川の話"), encoding="utf-8")
    last = events(client, client.post(f"/articles/{slug}").json())[-1]
    assert (last["state"], last["warnings"]) == ("done", [])
    assert states(client) == {slug: "done"}
    assert httpx.get(last["episode"]["url"]).status_code == 200


def page(client: httpx.Client, text: str) -> dict[str, Any]:
    """The end of the job of a page that stands at one address, with this text in it."""
    title, _, day, _, *rest = text.splitlines()
    html = f"<html><title>{title}</title><body><time datetime={day}></time><p>{''.join(rest)}"
    body = {"text": html, "format": "html", "from": "https://a.example/latest"}
    last = events(client, client.post("/articles", json=body).json())[-1]
    assert (last["state"], last["article"]) == ("done", "2026-04-01-latest"), last
    return last


def test_all_episodes_of_a_page_are_withdrawn_and_what_it_is_now_is_put_back(client: httpx.Client) -> None:
    first, second = page(client, TEXT), page(client, OTHER)
    urls = [each["episode"]["url"] for each in (first, second)]
    assert urls[0] != urls[1], "another article took the first one's place"
    (told,) = client.get("/articles").json()["articles"]
    assert (told["title"], told["episode"]) == ("山の話", second["episode"])
    assert client.delete(f"/articles/{told['slug']}").status_code == 204
    assert states(client) == {told["slug"]: "withdrawn"}
    assert [httpx.get(url).status_code for url in urls] == [410, 410]
    again = events(client, client.post(f"/articles/{told['slug']}").json())[-1]
    assert (again["episode"], again["warnings"]) == (second["episode"], [])
    assert [httpx.get(url).status_code for url in urls] == [410, 200]


@pytest.mark.parametrize("day", ["2026-04-02", "2026-03-01"])
def test_another_article_in_its_place_puts_no_withdrawn_one_back(client: httpx.Client, day: str) -> None:
    first = page(client, TEXT)
    assert client.delete(f"/articles/{first['article']}").status_code == 204
    second = page(client, OTHER.replace("2026-04-02", day))
    urls = [each["episode"]["url"] for each in (first, second)]
    assert [httpx.get(url).status_code for url in urls] == [410, 200]
    (told,) = client.get("/articles").json()["articles"]
    assert (told["state"], told["episode"]) == ("done", second["episode"]), "which can be heard"
    assert client.delete(f"/articles/{told['slug']}").status_code == 204
    assert [httpx.get(url).status_code for url in urls] == [410, 410]


def test_what_lies_in_the_folder_waits_until_it_is_asked_for(show: Show, cast: Cast) -> None:
    show.articles.mkdir()
    (show.articles / "川.txt").write_text(TEXT, encoding="utf-8")
    (show.articles / "empty.txt").write_text("", encoding="utf-8")
    (show.articles / ".hidden.txt").write_text(TEXT, encoding="utf-8")
    (show.articles / "notes.pdf").write_bytes(b"%PDF")
    with owned(show, cast) as client:
        told = client.get("/articles").json()["articles"]
        assert [(each["slug"], each["title"], each["state"]) for each in told] == [
            ("empty", "empty", "failed"),
            ("川", "川の話", "waiting"),
        ]
        answer = client.post("/articles/川")
        assert answer.status_code == 202
        assert events(client, answer.json())[-1]["state"] == "done"
        assert told[0]["error"].endswith("empty.txt: is empty; nothing to narrate")
        assert client.post("/articles/empty").status_code == 422
        assert client.delete("/articles/empty").status_code == 204
        assert states(client) == {"川": "done"}
        assert not (show.articles / "empty.txt").exists(), "what has no episode is only a file"


def test_nothing_is_made_or_told_without_the_token(client: httpx.Client, show: Show) -> None:
    job = post(client)
    for method, path in (
        ("POST", "/articles"),
        ("GET", "/articles"),
        ("HEAD", "/articles"),
        ("POST", f"/articles/{job['article']}"),
        ("DELETE", f"/articles/{job['article']}"),
        ("GET", f"/jobs/{job['id']}"),
        ("GET", f"/jobs/{job['id']}/events"),
    ):
        answer = httpx.request(method, f"{client.base_url}{path}")
        assert answer.status_code == 401, path
    assert len(list(show.articles.iterdir())) == 1


def test_events_end_for_a_browser_that_comes_again(client: httpx.Client) -> None:
    job = made(client)
    path = f"/jobs/{job['id']}/events"
    assert [each["state"] for each in events(client, job)] == ["done"]
    assert client.get(path, headers={"Last-Event-ID": "over"}).status_code == 204
    head = client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"].startswith("text/event-stream")
