"""Where a show is published: what is refused, what is waited for, and what a bucket tells of each file."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from lxml import etree
from published import BASE, TITLES, Recorder, hosted, names_of, newest, uploaded

from narrate.errors import OutputError, SettingsError
from narrate.publish import MANIFEST, check_reachable, check_target, contents, plan, publish
from narrate.show import Show
from narrate.targets import target_at

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")


def test_a_target_in_its_own_way_is_refused(built: Show, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for where, told in (
        (tmp_path / "file", "is a file"),
        (built.root, "is where the show itself is kept"),
        (built.output, "is where the show itself is kept"),
        (built.output / "public", "is where the show itself is kept"),
        (tmp_path / "no" / "where", "there is no folder"),
    ):
        with pytest.raises(SettingsError, match=told):
            check_target(built, target_at(str(where)))
    for fine in (tmp_path / "www", built.root / "docs"):
        check_target(built, target_at(str(fine)))
    check_target(built, target_at("memory://x"))


@pytest.mark.parametrize("where", ["s3://", "memory:///", "http://", "file://"])
def test_an_address_without_a_place_is_no_target(where: str) -> None:
    with pytest.raises(SettingsError, match="names no place; write it like s3://bucket/podcast"):
        target_at(where)


def test_an_address_to_read_from_is_no_target() -> None:
    with pytest.raises(
        SettingsError, match=r"https://…@example\.com/p: files cannot be put to such an address"
    ):
        target_at("https://me:secret@example.com/p")
    with pytest.raises(SettingsError, match=r"^nope://x: cannot be reached .*beside narrate"):
        target_at("nope://x")


@pytest.mark.parametrize(
    "local", ["http://127.0.0.1:8000", "http://localhost/x", "http://[::1]:80", "http://0.0.0.0"]
)
def test_an_address_of_this_machine_is_only_for_a_folder(built: Show, tmp_path: Path, local: str) -> None:
    with pytest.raises(
        SettingsError, match=r"only this machine can reach it; write base_url = .*narrate\.toml"
    ):
        check_reachable(local, built, target_at("memory://x"))
    assert check_reachable(f"{local}/", built, target_at(str(tmp_path))) == local
    for lan in ("http://192.168.1.9/podcast", "http://nas.local"):
        assert check_reachable(lan, built, target_at("memory://x")) == lan


def test_without_an_address_the_way_to_set_one_is_told(built: Show) -> None:
    with pytest.raises(SettingsError, match=r"write base_url = .*narrate\.toml, or give --base-url"):
        check_reachable(None, built, target_at("memory://x"))


def test_a_fault_that_passes_is_waited_for(built: Show, recorder: str) -> None:
    troubles = [ConnectionResetError("reset"), TimeoutError("slow")]

    def trouble(path: str) -> None:
        if troubles:
            raise troubles.pop()

    Recorder.on_put = staticmethod(trouble)
    assert set(uploaded(publish(built, target_at(recorder), BASE))) == names_of(built)


def test_a_fault_that_stays_is_told_and_the_next_run_continues(built: Show, recorder: str) -> None:
    def trouble(path: str) -> None:
        if path.endswith(".vtt"):
            raise PermissionError(f"{path}: denied\nby whom it may concern")

    Recorder.on_put = staticmethod(trouble)
    target = target_at(recorder)
    with pytest.raises(OutputError, match=r"^recorder://.*denied by whom.*check the address") as caught:
        publish(built, target, BASE)
    assert "\n" not in str(caught.value)
    assert target.read("feed.xml") is None
    Recorder.on_put = staticmethod(lambda path: None)
    lacking = names_of(built) - target.sizes(names_of(built)).keys()
    assert set(uploaded(publish(built, target, BASE))) == lacking
    assert not [name for name in lacking if name.endswith(".mp3")]


def test_half_made_files_of_a_killed_run_are_removed(built: Show, tmp_path: Path) -> None:
    left = tmp_path / "www" / "episodes" / newest(built).name / ".part-left"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half")
    foreign = tmp_path / "www" / "other" / ".part-of-somebody"
    foreign.parent.mkdir()
    foreign.write_bytes(b"x")
    publish(built, target_at(str(tmp_path / "www")), BASE)
    assert not left.exists()
    assert foreign.exists()


def test_a_bucket_that_is_not_there_is_told(built: Show, access: dict[str, str]) -> None:
    nowhere = target_at(f"s3://nowhere-{uuid.uuid4().hex[:12]}/show")
    for work in (publish, plan):
        with pytest.raises(OutputError, match=r"^s3://nowhere-.*check the address$") as caught:
            work(built, nowhere, BASE)
        assert "\n" not in str(caught.value)


def test_a_bucket_tells_types_and_how_long_to_keep(built: Show, public: str, access: dict[str, str]) -> None:
    publish(built, target_at(public), BASE)
    expected = {
        ".mp3": {"audio/mpeg"},
        ".vtt": {"text/vtt; charset=utf-8"},
        ".srt": {"application/x-subrip; charset=utf-8"},
        ".json": {"application/json", "application/json+chapters"},
        ".jpg": {"image/jpeg"},
        ".png": {"image/png"},
        ".html": {"text/html; charset=utf-8"},
        ".xml": {"application/rss+xml; charset=utf-8"},
        ".js": {"text/javascript; charset=utf-8"},
        ".css": {"text/css; charset=utf-8"},
        ".svg": {"image/svg+xml"},
    }
    for name in names_of(built):
        head = httpx.head(hosted(public, access, name))
        assert head.status_code == 200
        assert head.headers["content-type"] in expected[Path(name).suffix]
        stays = {
            "index.html": "no-cache",
            **dict.fromkeys(("feed.xml", "player.js", "player.css"), "max-age=300"),
        }
        assert stays.get(Path(name).name, "immutable") in head.headers["cache-control"]


def test_every_address_of_a_published_feed_answers_as_it_says(
    built: Show, public: str, access: dict[str, str]
) -> None:
    publish(built, target_at(public), BASE)
    feed = etree.fromstring(httpx.get(hosted(public, access, "feed.xml")).content)
    assert len(feed.findall(".//item")) == len(TITLES)
    asked = 0
    for element in feed.iter(etree.Element):
        address = element.get("url") or element.get("href") or ""
        if address.startswith(f"{BASE}/"):
            answer = httpx.get(hosted(public, access, address.removeprefix(f"{BASE}/")))
            assert answer.status_code == 200
            assert answer.headers["content-type"].split(";")[0] == element.get(
                "type", answer.headers["content-type"].split(";")[0]
            )
            assert len(answer.content) == int(element.get("length", len(answer.content)))
            asked += 1
    assert asked >= len(TITLES) + 2  # the sound, the cover, the feed itself


def test_other_headers_are_a_change(built: Show, bucket: str, access: dict[str, str]) -> None:
    target = target_at(bucket)
    publish(built, target, BASE)
    data = json.loads(target.read(MANIFEST) or b"")
    name = next(name for name in data["files"] if name.endswith(".vtt"))
    data["files"][name]["type"] = "text/plain"  # what an earlier version may have said
    raw = json.dumps(data).encode()
    target.put(replace(contents(built, BASE)[-1][0], name=MANIFEST, source=raw))
    assert uploaded(publish(built, target, BASE)) == [name]
