"""The server is started again in the middle of a job: the owner's pages say so, and go on by themselves."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest
from desk import Desk
from playwright.sync_api import Browser, expect
from serving import PATIENCE_S, OneByOne, events, gated_voice, served
from speech_servers import unused_port

from narrate.cast import Cast
from narrate.server.owner import renew_token
from narrate.show import Show
from narrate.voices import Voice

TEXT = "川の話\n\n2026-04-01\n\nZorkは川です。川は海へ行きます。\n"
LISTENS = re.compile("3 / 4文")
"""What only the events of its job tell the page; asking later, it may hear of the end at once."""
AWAY = re.compile("サーバーにつながりません")
ENDED = re.compile("サーバーが止まりました。できた分は残っています。")
LONG_MS = 1000 * PATIENCE_S


@pytest.fixture
def voice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Voice:
    """A voice that bears one request at a time."""
    return gated_voice(monkeypatch, tmp_path, OneByOne)


@contextmanager
def let_on_when_it_ends(client: httpx.Client, job_id: str, gate: threading.Event) -> Iterator[None]:
    """The server ends in the block: the voice waits until nobody hears of the job any more."""
    heard = threading.Event()

    def listen() -> None:
        try:
            with client.stream("GET", f"/jobs/{job_id}/events") as answer:
                for _ in answer.iter_lines():
                    heard.set()
        finally:
            gate.set()

    listening = threading.Thread(target=listen)
    listening.start()
    assert heard.wait(PATIENCE_S)
    yield
    listening.join()


@contextmanager
def client_of(address: str, token: str) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=address, headers=headers, timeout=PATIENCE_S) as client:
        yield client


def running(client: httpx.Client) -> str:
    """The id of the only job."""
    (article,) = client.get("/articles").json()["articles"]
    return str(article["job"])


def test_the_list_says_that_the_server_ended_and_offers_to_go_on(
    browser: Browser, show: Show, voice: Voice
) -> None:
    assert isinstance(voice.engine, OneByOne)
    gate, token, port = voice.engine.gate("海"), renew_token(show), unused_port()
    with client_of(f"http://127.0.0.1:{port}", token) as client, ExitStack() as first:
        owners = Desk(browser, first.enter_context(served(show, Cast.alone(voice), port=port)), token)
        owners.sign_in()
        owners.add(TEXT)
        assert voice.engine.reached.wait(PATIENCE_S)
        with let_on_when_it_ends(client, running(client), gate):
            first.close()
        error, row = owners.page.locator("section > .error"), owners.row("川の話")
        with served(show, Cast.alone(voice), port=port):
            expect(row.locator(".state")).to_have_text("途中で止まりました", timeout=LONG_MS)
            expect(row.locator(".note")).to_have_text(ENDED)
            expect(error).to_have_text("")
            row.get_by_role("button", name="音声にする").click()
            expect(row.locator(".state")).to_have_text("公開中", timeout=LONG_MS)
            owners.context.close()


def test_the_page_of_readings_says_that_the_server_ended(browser: Browser, show: Show, voice: Voice) -> None:
    assert isinstance(voice.engine, OneByOne)
    token, port = renew_token(show), unused_port()
    with client_of(f"http://127.0.0.1:{port}", token) as client, ExitStack() as first:
        address = first.enter_context(served(show, Cast.alone(voice), port=port))
        plain = {"Content-Type": "text/plain"}
        job = client.post("/articles", content=TEXT.encode(), headers=plain).json()
        assert events(client, job)[-1]["state"] == "done"
        gate = voice.engine.gate("ゾゾ")
        owners = Desk(browser, address, token, f"/readings/{job['article']}")
        owners.sign_in()
        item = owners.page.locator(".readings li").filter(
            has=owners.page.get_by_role("heading", name="Zork", exact=True)
        )
        item.get_by_role("textbox").fill("ゾゾ")
        item.get_by_role("button", name="保存").click()
        assert voice.engine.reached.wait(PATIENCE_S)
        line = owners.page.locator(".making")
        expect(line).to_have_text(LISTENS, timeout=LONG_MS)
        with let_on_when_it_ends(client, running(client), gate):
            first.close()
        expect(line).to_have_text(AWAY, timeout=LONG_MS)
        with served(show, Cast.alone(voice), port=port):
            expect(line).to_have_text(ENDED, timeout=LONG_MS)
            owners.context.close()
