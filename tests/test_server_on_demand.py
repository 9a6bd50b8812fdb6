"""Articles without an episode, over real HTTP: their pages, and when and for whom they are read aloud."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest
from lxml import html
from rooms import ARTICLE, ROOMS, SECOND, first_clip, written
from serving import PATIENCE_S, Gated, gated_voice, owned, served

from narrate.address import private_key
from narrate.build import build_episode
from narrate.cast import Cast
from narrate.feed import write_feed
from narrate.library import update
from narrate.server.maker import OF_A_CLIENT
from narrate.show import Show
from narrate.voices import Voice

WHOLE = {"Range": "bytes=0-99999999"}
HEARD = ["1.0", "1.1", "1.2", "2.0", "2.1", "2.2", "2.3", "2.4", "3.0", "3.1", "3.2"]


@dataclass
class Remote(Gated):
    """It stands for a service that is paid for each sentence."""

    @property
    def network(self) -> bool:
        """It is elsewhere."""
        return True


@pytest.fixture
def voice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Voice:
    return gated_voice(monkeypatch, tmp_path, Gated)


@pytest.fixture
def engine(voice: Voice) -> Gated:
    assert isinstance(voice.engine, Gated)
    return voice.engine


@pytest.fixture
def article(show: Show) -> Path:
    return written(show, "rooms", ARTICLE)


@pytest.fixture
def client(show: Show, voice: Voice, article: Path) -> Iterator[httpx.Client]:
    """Anybody, at a server of the show."""
    with visited(show, voice) as client:
        yield client


@contextmanager
def visited(show: Show, voice: Voice) -> Iterator[httpx.Client]:
    with (
        served(show, Cast.alone(voice)) as address,
        httpx.Client(base_url=address, timeout=PATIENCE_S) as client,
    ):
        yield client


def listed(client: httpx.Client) -> dict[str, str]:
    """The articles on the show's page, by the address of their own."""
    root = html.document_fromstring(client.get("/").content)
    return {link.get("href"): link.text_content() for link in root.xpath("//ol[@class='unbuilt']//a")}


def test_the_page_of_an_article_has_a_button_for_each_section(client: httpx.Client, engine: Gated) -> None:
    answer = client.get("/articles/rooms/")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    root = html.document_fromstring(answer.content)
    audio = root.xpath("//button/@data-play")
    assert audio == ["sections/1.mp3", "sections/2.mp3", "sections/3.mp3"]
    assert root.xpath("//*/@data-sentence") == HEARD
    for address in (*audio, *root.xpath("//button/@data-cues")):
        assert client.head(f"/articles/rooms/{address}").status_code == 200
    head = client.head("/articles/rooms/")
    assert head.headers["content-length"] == answer.headers["content-length"]
    assert engine.asked == []


def test_an_article_with_an_episode_leads_to_its_page(client: httpx.Client, show: Show, voice: Voice) -> None:
    article = written(show, "Big Rooms", ARTICLE)
    episode = build_episode(show, article, Cast.alone(voice), str(client.base_url)).episode
    for name in ("Big%20Rooms", "big-rooms"):
        answer = client.get(f"/articles/{name}/")
        assert answer.status_code == 307
        assert answer.headers["cache-control"] == "no-store"
        page = client.get(f"/articles/{name}/", follow_redirects=True)
        assert (page.status_code, page.url.path) == (200, "/episodes/big-rooms/")
    (show.episodes / episode.slug / "index.html").unlink()
    assert client.get("/articles/Big%20Rooms/").status_code == 200
    assert client.get("/articles/big-rooms/").status_code == 404


def test_what_was_withdrawn_is_gone_by_either_name(
    client: httpx.Client, show: Show, voice: Voice, article: Path
) -> None:
    episode = build_episode(show, article, Cast.alone(voice), str(client.base_url)).episode
    update(show, episode.slug, withdrawn=True)
    for name in ("rooms", episode.slug):
        for place in ("", "sections/1.mp3", "sections/1.json"):
            assert client.get(f"/articles/{name}/{place}").status_code == 410, (name, place)
    assert listed(client) == {}


def test_only_known_names_have_pages(client: httpx.Client, show: Show, tmp_path: Path, engine: Gated) -> None:
    (tmp_path / "secret.md").write_text(ARTICLE, encoding="utf-8")
    (show.root / "outside.md").write_text(ARTICLE, encoding="utf-8")
    (show.articles / "link.md").symlink_to(tmp_path / "secret.md")
    (show.articles / "folder.md").mkdir()
    written(show, ".hidden", ARTICLE)
    written(show, "draft", f"---\ndraft: true\n---\n{ARTICLE}")
    for slug in (
        *("nothing", "..%2foutside", "%2e%2e%2foutside", "rooms%00", "rooms.md", "%2e%2e", "..%5coutside"),
        *(".hidden", "link", "folder", "draft", "%ff", "*", "x" * 3000),
    ):
        for place in ("", "sections/1.json", "sections/1.mp3"):
            url = httpx.URL(f"{str(client.base_url).rstrip('/')}/articles/{slug}/{place}")
            assert client.get(url).status_code == 404, url
    for number in ("0", "4", "01", "x", "9" * 5000):
        assert client.get(f"{ROOMS}/{number}.json").status_code == 404
    assert listed(client) == {"articles/rooms/": "図書館の部屋"}
    assert engine.asked == []


def test_an_article_that_cannot_be_read_is_told_in_one_line_and_not_listed(
    client: httpx.Client, show: Show
) -> None:
    (show.articles / "broken.md").write_bytes(b"\x00\x01\x02\xff" * 100)
    answer = client.get("/articles/broken/")
    assert (answer.status_code, answer.json()) == (422, {"error": "the article cannot be read aloud"})
    page = client.get("/articles/broken/", headers={"Accept": "text/html"})
    assert (page.status_code, "この記事は読み上げられません" in page.text) == (422, True)
    assert list(listed(client)) == ["articles/rooms/"]


def test_times_are_told_as_far_as_they_are_known(client: httpx.Client, engine: Gated) -> None:
    before = client.get(f"{ROOMS}/2.json")
    assert before.json() == {"cues": [], "seconds": 0, "complete": False}
    assert before.headers["cache-control"] == "no-store"
    assert engine.asked == []
    gate = engine.gate(SECOND)
    with client.stream("GET", f"{ROOMS}/2.mp3") as stream:
        chunks = stream.iter_bytes()
        first_clip(chunks)
        meanwhile = client.get(f"{ROOMS}/2.json").json()
        gate.set()
        list(chunks)
    after = client.get(f"{ROOMS}/2.json").json()
    assert not meanwhile["complete"]
    there = len(meanwhile["cues"])
    assert there in (1, 2), "the heading, and perhaps the first sentence"
    assert after["complete"]
    assert after["cues"][:there] == meanwhile["cues"]
    assert after["seconds"] > meanwhile["seconds"] >= meanwhile["cues"][-1]["end"] > 0
    assert [cue["sentence"] for cue in after["cues"]] == [0, 1, 2, 3, 4]


def test_times_are_those_of_the_episode_from_the_sections_start(
    client: httpx.Client, show: Show, voice: Voice, article: Path
) -> None:
    client.get(f"{ROOMS}/3.mp3", headers=WHOLE)
    alone = client.get(f"{ROOMS}/3.json").json()
    episode = build_episode(show, article, Cast.alone(voice), str(client.base_url)).episode
    start = episode.chapters[2].start_ms
    expected = [
        time
        for cue in episode.cues
        if cue.section == 2
        for time in (cue.start_ms - start, cue.end_ms - start)
    ]
    cut = client.get(f"/articles/{episode.slug}/sections/3.json").json()
    for told in (alone, cut):
        times = [1000 * cue[edge] for cue in told["cues"] for edge in ("start", "end")]
        assert times == pytest.approx(expected, abs=1.1), "rounded to a millisecond"
        assert told["complete"]
    assert alone["seconds"] == pytest.approx(cut["seconds"], abs=0.03)


def test_the_page_of_a_private_show_is_only_under_its_key(show: Show, voice: Voice, article: Path) -> None:
    secret = replace(show, private=True)
    key = private_key(secret)
    with visited(secret, voice) as client:
        for place in ("", "sections/1.json"):
            for wrong in ("", f"/{key[:-1]}", f"/{key}x"):
                assert client.get(f"{wrong}/articles/rooms/{place}").status_code == 404
            answer = client.get(f"/{key}/articles/rooms/{place}")
            assert answer.status_code == 200
            assert key not in answer.text
        page = client.get(f"/{key}/articles/rooms/")
        assert page.headers["referrer-policy"] == "no-referrer"
        assert "noindex" in page.headers["x-robots-tag"]
        assert "articles/rooms/" in client.get(f"/{key}/").text
        episode = build_episode(secret, article, Cast.alone(voice), str(client.base_url)).episode
        moved = client.get(f"/{key}/articles/rooms/", follow_redirects=True)
        assert moved.url.path == f"/{key}/episodes/{episode.slug}/"


def test_the_shows_page_lists_what_has_no_episode_yet(
    client: httpx.Client, show: Show, voice: Voice, article: Path
) -> None:
    assert listed(client) == {"articles/rooms/": "図書館の部屋"}
    later = written(show, "川 の話", "川の&話\n\n2026-05-02\n\n流れています。\n")
    assert listed(client)["articles/%E5%B7%9D%20%E3%81%AE%E8%A9%B1/"] == "川の&話"
    build_episode(show, article, Cast.alone(voice), str(client.base_url))
    assert list(listed(client)) == ["articles/%E5%B7%9D%20%E3%81%AE%E8%A9%B1/"]
    write_feed(show, "https://podcast.example.com")
    assert "articles/" not in (show.output / "index.html").read_text(encoding="utf-8")
    later.unlink()
    assert listed(client) == {}


def test_all_that_has_no_episode_yet_can_be_reached(client: httpx.Client, show: Show) -> None:
    for number in range(104):
        written(show, f"z{number}", f"第{number}話\n\n本文です。\n")
    assert len(listed(client)) == 100
    assert "ほかに5件あります。" in client.get("/").text
    page = client.get("/articles/")
    assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
    links = html.document_fromstring(page.content).xpath("//ol[@class='unbuilt']//a/@href")
    assert len(links) == 105
    assert client.get(f"/articles/{links[-1]}").status_code == 200


def test_a_server_without_voices_has_no_pages_of_articles(show: Show, article: Path) -> None:
    with served(show) as address, httpx.Client(base_url=address) as client:
        assert listed(client) == {}
        for address in ("/articles/rooms/", "/articles/"):
            assert client.get(address).status_code == 404


def test_a_voice_that_may_cost_money_is_asked_for_the_owner_only(
    show: Show, article: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    voice = gated_voice(monkeypatch, tmp_path / "remote", Remote)
    assert isinstance(voice.engine, Remote)
    gate, cast = voice.engine.gate(SECOND), Cast.alone(voice)
    with owned(show, cast) as owner, httpx.Client(base_url=owner.base_url, timeout=PATIENCE_S) as stranger:
        for ask in (stranger.get, stranger.head):
            refused = ask(f"{ROOMS}/2.mp3")
            assert refused.status_code == 401
            assert "Bearer" in refused.headers["www-authenticate"]
        assert list(stranger.get(f"{ROOMS}/2.mp3").json()) == ["error"]
        assert "番組の持ち主だけが作れます" in stranger.get("/articles/rooms/").text
        assert "番組の持ち主だけ" not in owner.get("/articles/rooms/").text
        assert stranger.get(f"{ROOMS}/2.json").json()["cues"] == []
        assert owner.head(f"{ROOMS}/2.mp3").status_code == 200
        assert voice.engine.asked == []
        with owner.stream("GET", f"{ROOMS}/2.mp3") as begun:
            with stranger.stream("GET", f"{ROOMS}/2.mp3") as joined:
                assert joined.status_code == 200, "it is being made already"
                gate.set()
                joined.read()
            begun.read()
        assert stranger.get(f"{ROOMS}/2.mp3").headers["content-length"]
        assert stranger.get(f"{ROOMS}/3.mp3").status_code == 401
        session = httpx.Client(base_url=owner.base_url, timeout=PATIENCE_S)
        token = {"token": owner.headers["Authorization"].removeprefix("Bearer ")}
        with session:
            session.post("/login", data=token, headers={"Sec-Fetch-Site": "same-origin"})
            assert session.get(f"{ROOMS}/3.mp3").status_code == 200
    asked = len(voice.engine.asked)
    with visited(show, voice) as stranger:
        assert stranger.get(f"{ROOMS}/2.mp3").status_code == 200, "joined from its clips after a new start"
        assert stranger.get(f"{ROOMS}/1.mp3").status_code == 401
    assert len(voice.engine.asked) == asked


def test_a_show_may_say_for_whom_voices_are_asked(
    show: Show, article: Path, voice: Voice, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with visited(replace(show, on_demand="owner"), voice) as client:
        assert client.get(f"{ROOMS}/1.mp3").status_code == 401
    remote = gated_voice(monkeypatch, tmp_path / "remote", Remote)
    with visited(replace(show, on_demand="everyone"), remote) as client:
        assert client.get(f"{ROOMS}/1.mp3").status_code == 200
        assert "持ち主" not in client.get("/articles/rooms/").text


def test_one_client_cannot_fill_the_queue_alone(show: Show, voice: Voice, engine: Gated) -> None:
    parts = "\n".join(f"## 第{number}章\n\n{number}番です。\n" for number in range(OF_A_CLIENT + 1))
    written(show, "many", f"たくさん\n\n{parts}")
    gate = engine.gate("章")

    async def ask(address: str) -> tuple[list[httpx.Response], list[httpx.Response]]:
        async with httpx.AsyncClient(base_url=address, timeout=PATIENCE_S) as client:
            urls = [f"/articles/many/sections/{number + 2}.mp3" for number in range(OF_A_CLIENT + 1)]
            asked = [asyncio.create_task(client.get(url)) for url in urls]
            done, waiting = await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED)
            (first,) = done
            refused = [await first, await client.head((await first).url)]
            gate.set()
            return refused, list(await asyncio.gather(*waiting))

    with served(show, Cast.alone(voice)) as address:
        refused, heard = asyncio.run(ask(address))
    assert [answer.status_code for answer in refused] == [429, 429], "also where a page asks why, by HEAD"
    assert all(int(answer.headers["retry-after"]) > 0 for answer in refused)
    assert {answer.status_code for answer in heard} == {200}


def test_a_file_whose_name_no_address_can_have_costs_the_others_nothing(show: Show, blip: Voice) -> None:
    written(show, "rooms", ARTICLE)
    (show.articles / "folder.md").mkdir()
    Path(os.fsdecode(os.fsencode(show.articles) + b"/\x90\xec.txt")).write_text(
        "川\n\n話。\n", encoding="utf-8"
    )
    with owned(show, Cast.alone(blip)) as client:
        assert client.get("/feed.xml").status_code == 200
        assert client.get("/").status_code == 200
        assert [each["slug"] for each in client.get("/articles").json()["articles"]] == ["rooms"]
