"""Readings over HTTP: told, heard before they are saved, corrected, taken back; only what changed is made."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from serving import OneByOne, events, gated_voice, owned

from narrate import library, mp3
from narrate.build import build_episode
from narrate.cast import Cast
from narrate.show import Show
from narrate.voices import Voice

TEXT = (
    "川の話\n\n2026-04-01\n\n"
    "Zorkblattは川を流れます。川は世界中の海へ行きます。雨が降ります。Zorkblattは大きいです。\n"
)
PLAIN = {"Content-Type": "text/plain; charset=utf-8"}
TERM = "Zorkblatt"


@pytest.fixture
def client(show: Show, blip: Voice) -> Iterator[httpx.Client]:
    """The owner of a show that is served, with a tone of 20 ms a mora."""
    with owned(show, Cast.alone(blip)) as client:
        yield client


def made(client: httpx.Client, text: str = TEXT) -> dict[str, Any]:
    """The end of the job of an article."""
    last = events(client, client.post("/articles", content=text.encode(), headers=PLAIN).json())[-1]
    assert last["state"] == "done", last
    return last


@pytest.fixture
def slug(client: httpx.Client) -> str:
    """An article with its episode."""
    return str(made(client)["article"])


def rows(client: httpx.Client, slug: str) -> dict[str, dict[str, Any]]:
    answer = client.get(f"/articles/{slug}/readings")
    assert answer.status_code == 200, answer.text
    return {row["term"]: row for row in answer.json()["readings"]}


def correct(client: httpx.Client, slug: str, reading: str, term: str = TERM) -> dict[str, Any]:
    answer = client.put(f"/articles/{slug}/readings", json={"term": term, "reading": reading})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def clips_made(client: httpx.Client) -> int:
    (line,) = (
        line
        for line in client.get("/metrics").text.splitlines()
        if line.startswith("narrate_clips_made_total")
    )
    return int(float(line.rpartition(" ")[2]))


def sound(client: httpx.Client, slug: str, number: int, **tried: str) -> bytes:
    answer = client.get(f"/articles/{slug}/sentences/{number}.mp3", params=tried)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "audio/mpeg"
    assert answer.headers["cache-control"] == "no-store"
    assert mp3.frame_count(answer.content) > 1
    return answer.content


def test_doubtful_readings_come_first_with_their_sentence(client: httpx.Client, slug: str) -> None:
    told = client.get(f"/articles/{slug}/readings").json()
    assert (told["article"], told["title"]) == (slug, "川の話")
    doubtful = [row["doubtful"] for row in told["readings"]]
    assert doubtful == sorted(doubtful, reverse=True)
    row = next(row for row in told["readings"] if row["term"] == TERM)
    assert (row["doubtful"], row["corrected"], row["count"]) == (True, False, 2)
    sentence = row["sentence"]
    assert sentence["text"] == "Zorkblattは川を流れます。"
    assert sentence["text"][sentence["start"] :].startswith(TERM)
    assert row["reading"] in sentence["spoken"]
    kanji = next(row for row in told["readings"] if row["term"] == "世界中")
    assert kanji["alternatives"] == ["セカイチュー"], "as UniDic has it"
    assert told["sentences"] >= sentence["number"] > 1


def test_sentences_are_told_by_the_terms_in_them(client: httpx.Client, slug: str) -> None:
    sentences = client.get(f"/articles/{slug}/sentences").json()["sentences"]
    assert [each["number"] for each in sentences] == list(range(1, len(sentences) + 1))
    for asked in ("zORKBLATT", "ＺＯＲＫＢＬＡＴＴ"):
        found = client.get(f"/articles/{slug}/sentences", params={"term": asked}).json()
        assert (found["term"], found["correction"]) == (TERM, None)
        assert [each["number"] for each in found["sentences"]] == [
            each["number"] for each in sentences if TERM in each["text"]
        ]
        assert [each["text"][each["start"] : each["end"]] for each in found["sentences"]] == [TERM, TERM]
    correct(client, slug, "ゾゾ")
    assert client.get(f"/articles/{slug}/sentences", params={"term": TERM}).json()["correction"] == "ゾゾ"
    nowhere = client.get(f"/articles/{slug}/sentences", params={"term": "無い"}).json()
    assert nowhere == {"term": "無い", "correction": None, "sentences": []}


def test_a_correction_is_heard_at_once_and_makes_only_its_sentences(
    client: httpx.Client, slug: str, show: Show
) -> None:
    number = rows(client, slug)[TERM]["sentence"]["number"]
    before, made_before = sound(client, slug, number), clips_made(client)
    (episode,) = library.load_episodes(show)[0]
    told = correct(client, slug, "ぞぞ")
    assert (told["term"], told["reading"], told["before"]) == (TERM, "ゾゾ", None)
    assert (told["used"], told["note"], told["inside"]) == (True, None, None)
    assert show.corrections.read_text(encoding="utf-8").endswith("Zorkblatt\tゾゾ\n")
    having = client.get(f"/articles/{slug}/sentences", params={"term": TERM}).json()["sentences"]
    assert told["changed"] == [each["number"] for each in having]
    assert all("ゾゾは" in each["spoken"] for each in having)
    assert events(client, told["job"])[-1]["state"] == "done"
    assert clips_made(client) - made_before == len(having) == 2
    assert sound(client, slug, number) != before
    (again,) = library.load_episodes(show)[0]
    assert (again.guid, again.slug) == (episode.guid, episode.slug)
    assert again.audio.sha256 != episode.audio.sha256
    assert client.get("/feed.xml").text.count("<item>") == 1
    row = rows(client, slug)[TERM]
    assert (row["reading"], row["corrected"], row["doubtful"]) == ("ゾゾ", True, False)


def test_a_reading_is_heard_before_it_is_saved(client: httpx.Client, slug: str, show: Show) -> None:
    number = rows(client, slug)[TERM]["sentence"]["number"]
    before, clips = sound(client, slug, number), clips_made(client)
    tried = sound(client, slug, number, term=TERM, reading="ゾーク")
    assert tried != before
    assert not show.corrections.exists()
    assert sound(client, slug, number) == before
    job = correct(client, slug, "ゾーク")["job"]
    events(client, job)
    assert sound(client, slug, number) == tried
    assert clips_made(client) - clips == 1, "what was heard already is not made again"


def test_a_correction_is_taken_back(client: httpx.Client, slug: str, show: Show) -> None:
    before = sound(client, slug, rows(client, slug)[TERM]["sentence"]["number"])
    correct(client, slug, "ゾーク")
    assert correct(client, slug, "ゾークブラ")["before"] == "ゾーク"
    answer = client.delete(f"/articles/{slug}/readings", params={"term": TERM.upper()})
    told = answer.json()
    assert (answer.status_code, told["reading"], told["before"]) == (200, None, "ゾークブラ")
    assert len(told["changed"]) == 2
    assert events(client, told["job"])[-1]["state"] == "done"
    assert sound(client, slug, rows(client, slug)[TERM]["sentence"]["number"]) == before
    assert TERM not in show.corrections.read_text(encoding="utf-8")
    again = client.delete(f"/articles/{slug}/readings", params={"term": TERM})
    assert (again.status_code, again.json()["error"]) == (
        404,
        "corrections.tsv has no correction of 'Zorkblatt'",
    )


def test_a_correction_that_was_not_seen_is_not_replaced(client: httpx.Client, slug: str, show: Show) -> None:
    where = f"/articles/{slug}/readings"
    assert rows(client, slug)[TERM]["correction"] is None
    first = client.put(where, json={"term": TERM, "reading": "ゾゾ", "was": None})
    assert first.status_code == 200
    assert rows(client, slug)[TERM]["correction"] == "ゾゾ"
    for was, reading in ((None, "ベツ"), ("ザザ", "ベツ")):
        late = client.put(where, json={"term": TERM.lower(), "reading": reading, "was": was})
        assert (late.status_code, "is corrected to 'ゾゾ'" in late.json()["error"]) == (412, True)
    late = client.delete(where, params={"term": TERM, "was": "ザザ"})
    assert late.status_code == 412
    assert show.corrections.read_text(encoding="utf-8").endswith("Zorkblatt\tゾゾ\n")
    assert client.put(where, json={"term": TERM, "reading": "ベツ", "was": "ゾゾ"}).status_code == 200
    assert client.delete(where, params={"term": TERM, "was": "ベツ"}).status_code == 200
    gone = client.delete(where, params={"term": TERM, "was": "ベツ"})
    assert (gone.status_code, "not corrected any more" in gone.json()["error"]) == (412, True)


def test_a_correction_that_is_not_used_says_why(client: httpx.Client, slug: str) -> None:
    correct(client, slug, "ゾゾ")
    told = correct(client, slug, "ゾーク", "Zork")
    assert (told["used"], told["changed"]) == (False, [])
    assert told["inside"] == {"term": TERM, "reading": "ゾゾ"}
    assert "stands in 'Zorkblatt'" in told["note"]
    told = correct(client, slug, "ドコ", "nowhere")
    assert (told["used"], told["inside"], told["note"]) == (False, None, "is in no sentence of it")


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (b"{", "not valid JSON"),
        (b"[]", "'term' and 'reading'"),
        (b'{"term": "a"}', "'term' and 'reading'"),
        (b'{"term": "a", "reading": 1}', "'term' and 'reading'"),
        (b'{"term": "a", "reading": "\\u30a2", "was": 1}', "'was' is the reading"),
        (b'{"term": "a", "reading": "b"}', "reading 'b' of 'a' is not katakana only; write it in katakana"),
        (b'{"term": "a", "reading": ""}', "is not katakana only"),
        (b'{"term": " ", "reading": "\\u30a2"}', "the term is empty"),
        (b'{"term": "#a", "reading": "\\u30a2"}', "starts with #"),
        (b'{"term": "\\ud800", "reading": "\\u30a2"}', "the term is empty"),
    ],
)
def test_what_cannot_be_a_correction_is_refused_in_one_line(
    client: httpx.Client, slug: str, show: Show, body: bytes, line: str
) -> None:
    answer = client.put(f"/articles/{slug}/readings", content=body)
    assert answer.status_code == 422
    assert line in answer.json()["error"]
    assert "\n" not in answer.json()["error"]
    assert not show.corrections.exists()


def test_what_cannot_be_heard_is_refused_in_one_line(client: httpx.Client, slug: str) -> None:
    for number, tried, status, line in (
        ("0", {}, 404, "no such sentence"),
        ("999", {}, 404, "no such sentence"),
        ("x", {}, 404, "no such sentence"),
        ("1", {"term": TERM}, 422, "is not katakana"),
        ("1", {"reading": "ア"}, 422, "the term is empty"),
        ("1", {"term": TERM, "reading": "b"}, 422, "is not katakana"),
    ):
        answer = client.get(f"/articles/{slug}/sentences/{number}.mp3", params=tried)
        assert (answer.status_code, line in answer.json()["error"]) == (status, True), (number, tried)


def test_a_player_may_ask_for_a_part_of_a_sentence(
    show: Show, blip: Voice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with owned(show, Cast.alone(blip)) as client:
        slug = made(client)["article"]
        whole = sound(client, slug, 2)
        address = f"/articles/{slug}/sentences/2.mp3"
        part = client.get(address, headers={"Range": "bytes=0-1"})
        assert (part.status_code, part.content) == (206, whole[:2])
        assert part.headers["content-range"] == f"bytes 0-1/{len(whole)}"
        head = client.head(address)
        assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", str(len(whole)))
    assert not list(tmp_path.glob("narrate-*")), "what was sent is not left"


def test_a_faulty_lexicon_is_told_and_left_alone(client: httpx.Client, slug: str, show: Show) -> None:
    show.corrections.parent.mkdir(parents=True, exist_ok=True)
    show.corrections.write_text("川\tkawa\n", encoding="utf-8")
    for answer in (
        client.get(f"/articles/{slug}/readings"),
        client.put(f"/articles/{slug}/readings", json={"term": TERM, "reading": "ゾーク"}),
        client.delete(f"/articles/{slug}/readings", params={"term": "川"}),
        client.get(f"/articles/{slug}/sentences/1.mp3"),
    ):
        assert answer.status_code == 500
        assert "corrections.tsv:1: reading 'kawa'" in answer.json()["error"]
    assert show.corrections.read_text(encoding="utf-8") == "川\tkawa\n"


def test_a_lexicon_that_cannot_be_written_is_told(client: httpx.Client, slug: str, show: Show) -> None:
    folder = show.corrections.parent
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("a file where the folder should be", encoding="utf-8")
    answer = client.put(f"/articles/{slug}/readings", json={"term": TERM, "reading": "ゾーク"})
    assert answer.status_code == 500
    assert str(folder) in answer.json()["error"]
    assert "\n" not in answer.json()["error"]
    assert rows(client, slug)[TERM]["corrected"] is False


def test_corrections_that_are_saved_at_once_are_all_kept(client: httpx.Client, slug: str, show: Show) -> None:
    terms = {f"Zork{letter}": f"ゾーク{'ア' * number}" for number, letter in enumerate("abcdefgh", 1)}

    def save(term: str) -> int:
        return client.put(
            f"/articles/{slug}/readings", json={"term": term, "reading": terms[term]}
        ).status_code

    with ThreadPoolExecutor(len(terms)) as pool:
        assert set(pool.map(save, terms)) == {200}
    lines = show.corrections.read_text(encoding="utf-8").splitlines()[1:]
    assert dict(line.split("\t") for line in lines) == terms


def test_a_correction_that_comes_while_the_episode_is_made_is_made_after_it(
    show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    voice = gated_voice(monkeypatch, tmp_path, OneByOne)
    assert isinstance(voice.engine, OneByOne)
    gate = voice.engine.gate("雨")
    with owned(show, Cast.alone(voice)) as client:
        job = client.post("/articles", content=TEXT.encode(), headers=PLAIN).json()
        voice.engine.reached.wait(60)
        told = correct(client, job["article"], "ゾゾ")
        assert told["job"]["id"] != job["id"]
        gate.set()
        assert events(client, job)[-1]["state"] == "done"
        assert events(client, told["job"])[-1]["state"] == "done"
        (episode,) = library.load_episodes(show)[0]
        spoken = [cue.spoken for cue in library.with_text(show, episode).cues]
        assert sum("ゾゾは" in text for text in spoken) == 2
        assert voice.engine.asked.count("雨がふります。") == 1


def test_an_article_that_waits_is_corrected_and_not_made(show: Show, blip: Voice) -> None:
    show.articles.mkdir()
    (show.articles / "kawa.txt").write_text(TEXT, encoding="utf-8")
    with owned(show, Cast.alone(blip)) as client:
        assert rows(client, "kawa")[TERM]["doubtful"]
        assert correct(client, "kawa", "ゾーク")["job"] is None
        assert client.get("/articles").json()["articles"][0]["state"] == "waiting"


def test_a_withdrawn_episode_stays_withdrawn(client: httpx.Client, slug: str) -> None:
    assert client.delete(f"/articles/{slug}").status_code == 204
    assert correct(client, slug, "ゾーク")["job"] is None
    assert client.get("/articles").json()["articles"][0]["state"] == "withdrawn"


def test_an_episode_is_found_by_its_article_and_asks_for_one_that_is_elsewhere(
    show: Show, blip: Voice, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "kawa.txt"
    elsewhere.write_text(TEXT, encoding="utf-8")
    slug = build_episode(show, elsewhere, Cast.alone(blip), "http://a.example").episode.slug
    with owned(show, Cast.alone(blip)) as client:
        answer = client.get(f"/articles/{slug}/readings")
        assert answer.status_code == 409
        assert "'kawa.txt'" in answer.json()["error"]
        assert "hand the article in" in answer.json()["error"]
        show.articles.mkdir()
        (show.articles / "kawa.txt").write_text(TEXT, encoding="utf-8")
        assert rows(client, slug)[TERM]["doubtful"]
        assert events(client, correct(client, slug, "ゾーク")["job"])[-1]["episode"]["slug"] == slug
        assert client.get("/articles/none/readings").status_code == 404


def test_the_article_of_an_episode_that_was_built_elsewhere_is_handed_in(
    show: Show, blip: Voice, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "kawa.txt"
    elsewhere.write_text(TEXT, encoding="utf-8")
    slug = build_episode(show, elsewhere, Cast.alone(blip), "http://a.example").episode.slug
    with owned(show, Cast.alone(blip)) as client:
        assert made(client)["episode"]["slug"] == slug, "it stays the same episode"
        assert rows(client, slug)[TERM]["doubtful"]


def test_what_has_changed_is_read_again(client: httpx.Client, slug: str, show: Show) -> None:
    assert "Frobnitz" not in rows(client, slug)
    (path,) = show.articles.iterdir()
    path.write_text(TEXT.replace("雨", "Frobnitz"), encoding="utf-8")
    assert rows(client, slug)["Frobnitz"]["doubtful"]
    path.write_text("", encoding="utf-8")
    answer = client.get(f"/articles/{slug}/readings")
    assert (answer.status_code, "is empty" in answer.json()["error"]) == (422, True)


def test_a_voice_that_fails_is_told(show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    voice = gated_voice(monkeypatch, tmp_path, OneByOne)
    assert isinstance(voice.engine, OneByOne)
    voice.engine.failing.add("雨")
    show.articles.mkdir()
    (show.articles / "kawa.txt").write_text(TEXT, encoding="utf-8")
    with owned(show, Cast.alone(voice)) as client:
        (number,) = (
            each["number"]
            for each in client.get("/articles/kawa/sentences", params={"term": "雨"}).json()["sentences"]
        )
        answer = client.get(f"/articles/kawa/sentences/{number}.mp3")
        assert answer.status_code == 502
        assert "the line was cut" in answer.json()["error"]


def test_only_the_owner_reads_hears_and_corrects(client: httpx.Client, slug: str, show: Show) -> None:
    for method, path in (
        ("GET", f"/articles/{slug}/readings"),
        ("PUT", f"/articles/{slug}/readings"),
        ("DELETE", f"/articles/{slug}/readings?term=a"),
        ("GET", f"/articles/{slug}/sentences"),
        ("GET", f"/articles/{slug}/sentences/1.mp3"),
    ):
        assert httpx.request(method, f"{client.base_url}{path}").status_code == 401, path
    assert not show.corrections.exists()
