"""A build writes the show, or something is faulty: the owner is told in one line, listeners do not wait."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from types import SimpleNamespace

import httpx
import pytest
from filelock import FileLock
from serving import PATIENCE_S, app_served, events, owned
from starlette.types import ASGIApp, Receive, Scope, Send

from narrate.cast import Cast
from narrate.server import articles, make_app
from narrate.server.jobs import Jobs
from narrate.server.owner import renew_token
from narrate.server.progress import Progress
from narrate.server.titles import Titles
from narrate.show import TEMPLATE, Show
from narrate.voices import Voice

TEXT = "川の話\n\n2026-04-01\n\n川は流れています。\n"
PLAIN = {"Content-Type": "text/plain"}
MANY = 60  # more than anyio's default pool has threads


@pytest.fixture
def client(show: Show, blip: Voice) -> Iterator[httpx.Client]:
    """The owner of a show that is served."""
    with owned(show, Cast.alone(blip)) as client:
        yield client


def made(client: httpx.Client) -> str:
    """The slug of an article whose episode is there."""
    job = client.post("/articles", content=TEXT.encode(), headers=PLAIN).json()
    assert events(client, job)[-1]["state"] == "done"
    return str(job["article"])


def test_a_change_does_not_wait_for_ever_while_a_build_writes(
    show: Show, client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles, "WAIT_S", 0.05)
    slug = made(client)
    correction = {"term": "川", "reading": "カワ"}
    with FileLock(show.lock_file):
        for answer in (
            client.delete(f"/articles/{slug}"),
            client.put(f"/articles/{slug}/readings", json=correction),
        ):
            assert answer.status_code == 503
            assert "being written" in answer.json()["error"]
            assert int(answer.headers["retry-after"]) > 0
    assert not show.corrections.exists()
    assert client.delete(f"/articles/{slug}").status_code == 204


def test_what_was_waited_for_the_turn_is_not_waited_for_the_lock_again(
    show: Show, blip: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = Jobs(show, Cast.alone(blip), "http://a.example")
    changes = articles.Articles(show, jobs, Progress(show, jobs, "http://a.example"), Titles())
    clock = iter([100.0, 107.0])
    monkeypatch.setattr(articles, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    still, _ = changes.made_again_after(show.articles / "a.txt", lambda: changes.lock().timeout)
    assert still == articles.WAIT_S - 7


class Counted:
    """An application; tells of each POST that has come."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.state = app.state
        self.come = threading.Semaphore(0)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand it on."""
        if scope.get("method") == "POST":
            self.come.release()
        await self._app(scope, receive, send)


def test_who_waits_for_a_build_keeps_no_thread_of_listeners(show: Show, blip: Voice) -> None:
    with owned(show, Cast.alone(blip)) as client:
        slug = made(client)
        assert client.delete(f"/articles/{slug}").status_code == 204
    counted = Counted(make_app(show, "http://127.0.0.1:8000", Cast.alone(blip)))
    headers = {"Authorization": f"Bearer {renew_token(show)}"}
    with app_served(lambda _: counted) as address, ThreadPoolExecutor(MANY) as pool:

        def put_back() -> int:
            return httpx.post(f"{address}/articles/{slug}", headers=headers, timeout=PATIENCE_S).status_code

        with FileLock(show.lock_file):
            answers = [pool.submit(put_back) for _ in range(MANY)]
            for _ in range(MANY):
                assert counted.come.acquire(timeout=PATIENCE_S)
            assert httpx.get(f"{address}/healthz", timeout=PATIENCE_S / 2).status_code == 200
            assert httpx.get(f"{address}/", timeout=PATIENCE_S / 2).status_code == 200
        assert {answer.result() for answer in answers} <= {202, 503}


def test_a_folder_that_cannot_be_written_is_told_in_one_line(show: Show, client: httpx.Client) -> None:
    show.articles.write_text("a file where the folder should be", encoding="utf-8")
    answer = client.post("/articles", content=TEXT.encode(), headers=PLAIN)
    assert answer.status_code == 500
    assert str(show.articles) in answer.json()["error"]
    assert "\n" not in answer.json()["error"]


def test_a_template_that_broke_meanwhile_is_told_when_an_article_is_withdrawn(
    show: Show, client: httpx.Client
) -> None:
    slug = made(client)
    (show.root / "narrate.toml").write_text('base_url = "https://a.example"\n', encoding="utf-8")
    (show.root / TEMPLATE).write_text("<rss>", encoding="utf-8")
    answer = client.delete(f"/articles/{slug}")
    assert (answer.status_code, "feed.xml.template" in answer.json()["error"]) == (500, True)


def test_a_key_that_broke_meanwhile_is_told_with_the_list(show: Show, blip: Voice) -> None:
    private = replace(show, private=True)
    with owned(private, Cast.alone(blip)) as client:
        made(client)
        private.private_key_file.write_text("?", encoding="utf-8")
        answer = client.get("/articles")
        assert (answer.status_code, str(private.private_key_file) in answer.json()["error"]) == (500, True)
