"""An article's text over HTTP: seen, changed in its own file, and made again where there is an episode."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from serving import events, owned

from narrate.cast import Cast
from narrate.server.owner import renew_token
from narrate.show import Show
from narrate.voices import Voice

TEXT = "川の話\n\n2026-04-01\n\n川は流れています。川は海へ行きます。\n"
CHANGED = TEXT.replace("海へ", "湖へ")
PLAIN = {"Content-Type": "text/plain; charset=utf-8"}


@pytest.fixture
def client(show: Show, blip: Voice) -> Iterator[httpx.Client]:
    """The owner of a show that is served, with an article that lies ready in Shift_JIS."""
    show.articles.mkdir()
    (show.articles / "kawa.txt").write_bytes(TEXT.encode("cp932"))
    with owned(show, Cast.alone(blip)) as client:
        yield client


def made(client: httpx.Client) -> dict[str, Any]:
    """The end of the job of the article."""
    last = events(client, client.post("/articles/kawa").json())[-1]
    assert last["state"] == "done", last
    return last


def text(client: httpx.Client, slug: str = "kawa") -> dict[str, Any]:
    answer = client.get(f"/articles/{slug}/text")
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def change(client: httpx.Client, text: str, was: str, slug: str = "kawa") -> httpx.Response:
    return client.put(f"/articles/{slug}/text", json={"text": text, "was": was})


def test_a_text_is_changed_in_its_file_and_made_again(client: httpx.Client, show: Show) -> None:
    before = made(client)
    seen = text(client)
    assert (seen["title"], seen["format"], seen["text"]) == ("川の話", "text", TEXT)
    answer = change(client, CHANGED, seen["version"])
    assert answer.status_code == 200, answer.text
    after = events(client, answer.json()["job"])[-1]
    assert (after["state"], after["changed"]) == ("done", True)
    assert after["episode"]["slug"] == before["episode"]["slug"]
    assert after["episode"]["url"] != before["episode"]["url"]
    assert [path.name for path in show.articles.iterdir()] == ["kawa.txt"]
    assert (show.articles / "kawa.txt").read_text(encoding="utf-8") == CHANGED
    assert text(client)["version"] == answer.json()["version"] != seen["version"]


def test_another_title_is_told_at_once_and_stays_the_same_episode(client: httpx.Client) -> None:
    before = made(client)
    answer = change(client, TEXT.replace("川の話", "大きな川の話"), text(client)["version"]).json()
    assert answer["title"] == answer["job"]["title"] == "大きな川の話"
    assert events(client, answer["job"])[-1]["episode"]["slug"] == before["episode"]["slug"]


def test_what_somebody_else_changed_meanwhile_is_not_lost(client: httpx.Client, show: Show) -> None:
    seen = text(client)
    (show.articles / "kawa.txt").write_text(CHANGED, encoding="utf-8")
    answer = change(client, TEXT, seen["version"])
    assert answer.status_code == 412
    assert "changed meanwhile" in answer.json()["error"]
    assert text(client)["text"] == CHANGED


@pytest.mark.parametrize("wrong", ["", " \n", "***"])
def test_what_is_no_article_leaves_the_file_as_it_is(client: httpx.Client, show: Show, wrong: str) -> None:
    answer = change(client, wrong, text(client)["version"])
    assert answer.status_code == 422
    assert answer.json()["error"].startswith("kawa.txt: ")
    assert (show.articles / "kawa.txt").read_bytes() == TEXT.encode("cp932")


@pytest.mark.parametrize(
    "body",
    [b"{", b"[]", b"{}", b'{"text": "a"}', b'{"text": 1, "was": "a"}', b'{"text": "", "was": "", "b": ""}'],
)
def test_what_is_no_change_is_refused_in_one_line(client: httpx.Client, body: bytes) -> None:
    answer = client.put("/articles/kawa/text", content=body)
    assert (answer.status_code, list(answer.json())) == (422, ["error"])


def test_what_cannot_be_read_says_why(client: httpx.Client, show: Show) -> None:
    (show.articles / "bad.txt").write_bytes(b"\x00\x01\x02\xff" * 100)
    answer = client.get("/articles/bad/text")
    assert (answer.status_code, "not a text file" in answer.json()["error"]) == (422, True)
    assert client.get("/articles/none/text").status_code == 404
    assert change(client, TEXT, "", slug="none").status_code == 404


def test_an_article_that_nobody_had_made_or_that_was_withdrawn_is_only_written(client: httpx.Client) -> None:
    answer = change(client, CHANGED, text(client)["version"]).json()
    assert answer["job"] is None
    made(client)
    assert client.delete("/articles/kawa").status_code == 204
    assert change(client, TEXT, answer["version"]).json()["job"] is None
    (told,) = client.get("/articles").json()["articles"]
    assert told["state"] == "withdrawn"


def test_an_article_whose_job_has_failed_is_made_from_its_better_text(
    client: httpx.Client, show: Show
) -> None:
    (show.articles / "kawa.txt").write_text(f"---\ndraft: true\n---\n{TEXT}", encoding="utf-8")
    (show.articles / "kawa.txt").rename(show.articles / "kawa.md")
    assert events(client, client.post("/articles/kawa").json())[-1]["state"] == "failed"
    job = change(client, f"# {TEXT}", text(client)["version"]).json()["job"]
    assert events(client, job)[-1]["state"] == "done"


def test_a_page_keeps_its_address_and_its_encoding_is_told(client: httpx.Client, show: Show) -> None:
    page = "<html><meta charset=Shift_JIS><title>川の話</title><body><p>川は流れています。川は海へ行きます。"
    body = {"text": page, "format": "html", "from": "https://a.example/river"}
    job = client.post("/articles", json=body).json()
    events(client, job)
    seen = text(client, "river")
    assert (seen["format"], job["format"]) == ("html", "html")
    answer = change(client, seen["text"].replace("海へ", "湖へ"), seen["version"], "river").json()
    assert events(client, answer["job"])[-1]["state"] == "done"
    assert "https://a.example/river" in client.get("/feed.xml").text
    assert "湖へ" in (show.articles / "river.html").read_text(encoding="utf-8-sig")


def test_only_the_owner_sees_and_changes_it(client: httpx.Client, show: Show) -> None:
    renew_token(show)
    assert client.get("/articles/kawa/text").status_code == 401
    assert change(client, CHANGED, "").status_code == 401
    assert (show.articles / "kawa.txt").read_bytes() == TEXT.encode("cp932")
