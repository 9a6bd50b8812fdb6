"""Publishing: all that the feed names and nothing else, the feed last, whatever happens on the way."""

from __future__ import annotations

import hashlib
import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock, Timeout
from published import BASE, Recorder, names_of, newest, steps, tree, uploaded

from narrate.address import private_key, renew_private_key
from narrate.errors import OutputError, TemplateError
from narrate.library import load_episodes, save_episode, update
from narrate.model import Episode
from narrate.publish import MANIFEST, contents, plan, publish
from narrate.show import TEMPLATE, Show, packaged
from narrate.targets import Target, target_at

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")


def test_all_that_the_feed_names_is_there_and_nothing_else(built: Show, target: Target) -> None:
    done = publish(built, target, BASE)
    assert set(uploaded(done)) == names_of(built)
    everything = {*tree(built.output), MANIFEST}
    assert target.sizes(everything).keys() == {*names_of(built), MANIFEST}
    for name in names_of(built):
        assert target.read(name) == (built.output / name).read_bytes()
    assert f'href="{BASE}/feed.xml"'.encode() in (target.read("feed.xml") or b"")


def test_only_what_changed_is_uploaded(built: Show, target: Target) -> None:
    publish(built, target, BASE)
    again = publish(built, target, BASE)
    assert (uploaded(again), again.unchanged) == ([], len(names_of(built)))
    template = (packaged() / TEMPLATE).read_text(encoding="utf-8").replace("聴く記事", "聞く記事")
    (built.root / TEMPLATE).write_text(template, encoding="utf-8")  # page and feed are as long as before
    assert uploaded(publish(built, target, BASE)) == ["index.html", "feed.xml"]


def test_what_was_lost_there_is_put_there_again(built: Show, target: Target) -> None:
    publish(built, target, BASE)
    lost = sorted(names_of(built))[1]
    target.delete(lost)
    assert uploaded(publish(built, target, BASE)) == [lost]


def test_without_its_list_everything_is_uploaded_again(built: Show, tmp_path: Path) -> None:
    target = target_at(str(tmp_path / "www"))
    publish(built, target, BASE)
    for damaged in (b"{", b"[]", b'{"files": 3}', b'{"files": {"feed.xml": null}}'):
        (tmp_path / "www" / MANIFEST).write_bytes(damaged)
        assert set(uploaded(publish(built, target, BASE))) == names_of(built)


def test_whoever_fetches_the_feed_finds_all_that_it_names(built: Show, recorder: str) -> None:
    publish(built, target_at(recorder), BASE)
    order = [name for what, name in steps(recorder) if what == "put"]
    assert order[0] == order[-1] == MANIFEST
    assert order[-2] == "feed.xml"
    kinds = [Path(name).suffix for name in order[1:-1]]
    assert kinds[:3] == [".mp3"] * 3
    assert {*kinds[3:-9]} == {".vtt", ".srt", ".json", ".html", ".jpg"}
    assert kinds[-9:-5] == [".png", ".svg", ".js", ".css"]
    assert {Path(name).name for name in order[-6:-3]} == {"index.html"}, "after what they load"
    assert order[-3] == "index.html"


KILLED = """
import os, signal, sys
from narrate.publish import publish
from narrate.show import TEMPLATE, Show, packaged
from narrate.targets import target_at
from pathlib import Path
if __name__ == "__main__":
    done = []
    def on_file(total):
        done.append(total)
        if len(done) == 2:
            os.kill(os.getpid(), signal.SIGKILL)
    publish(Show(Path(sys.argv[1])), target_at(sys.argv[2]), sys.argv[3], on_file=on_file)
"""


@pytest.mark.parametrize("kind", ["folder", "s3"])
def test_a_killed_run_is_continued(
    built: Show, kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    where = str(tmp_path / "www") if kind == "folder" else request.getfixturevalue("bucket")
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(built.root), where, BASE], check=False, capture_output=True
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    target = target_at(where)
    there = target.sizes(names_of(built))
    assert len(there) >= 2
    assert "feed.xml" not in there
    assert all(size == (built.output / name).stat().st_size for name, size in there.items())
    assert set(uploaded(publish(built, target, BASE))) == names_of(built) - there.keys()
    assert all(target.read(name) == (built.output / name).read_bytes() for name in names_of(built))


def test_a_plan_changes_nothing(built: Show, target: Target, tmp_path: Path) -> None:
    before = tree(built.root)
    foretold = plan(built, target, BASE)
    assert tree(built.root) == before
    assert target.sizes({*names_of(built), MANIFEST}) == {}
    done = publish(built, target, BASE)
    assert [(f.name, f.size, f.sha256) for f in foretold.files] == [
        (f.name, f.size, f.sha256) for f in done.files
    ]
    assert plan(built, target, BASE).unchanged == len(names_of(built))


def test_only_what_publishing_put_there_is_deleted_and_only_when_asked(built: Show, target: Target) -> None:
    publish(built, target, BASE)
    old = newest(built)
    gone = sorted(name for name in names_of(built) if old.name in name)
    foreign = replace(contents(built, BASE)[-1][0], name="theirs.xml")
    target.put(foreign)
    shutil.rmtree(old)
    kept = publish(built, target, BASE)
    assert list(kept.obsolete) == gone
    assert len(target.sizes(gone)) == len(gone) > 3
    assert list(publish(built, target, BASE, delete=True).obsolete) == gone
    assert target.sizes([*gone, foreign.name]).keys() == {foreign.name}
    assert publish(built, target, BASE, delete=True).obsolete == ()
    assert MANIFEST in target.sizes([MANIFEST])


def test_files_are_deleted_after_the_new_feed_is_up(built: Show, recorder: str) -> None:
    target = target_at(recorder)
    publish(built, target, BASE)
    shutil.rmtree(newest(built))
    Recorder.happened.clear()
    publish(built, target, BASE, delete=True)
    done = steps(recorder)
    assert done.index(("put", "feed.xml")) < min(i for i, (what, _) in enumerate(done) if what == "delete")


def test_a_withdrawn_episode_is_no_longer_published(built: Show, tmp_path: Path) -> None:
    target = target_at(str(tmp_path / "www"))
    publish(built, target, BASE)
    episode = load_episodes(built)[0][0]
    save_episode(built, replace(episode, withdrawn=True))
    (built.episodes / episode.slug / episode.audio.file).unlink()
    done = publish(built, target, BASE, delete=True)
    assert uploaded(done) == ["index.html", "feed.xml"]
    assert {Path(name).parent.name for name in done.obsolete} == {episode.slug}
    assert not (tmp_path / "www" / "episodes" / episode.slug).exists()


def test_the_place_of_another_show_is_left_alone(built: Show, target: Target) -> None:
    publish(built, target, BASE)
    theirs = {name: target.read(name) for name in [*names_of(built), MANIFEST]}
    for number, episode in enumerate(load_episodes(built)[0]):
        (built.episodes / episode.slug).rename(built.episodes / f"other-{number}")
        save_episode(built, replace(episode, slug=f"other-{number}"))
    for work in (publish, plan):
        with pytest.raises(OutputError, match="holds another show"):
            work(built, target, BASE)
    assert {name: target.read(name) for name in theirs} == theirs
    target.delete(MANIFEST)
    assert set(uploaded(publish(built, target, BASE, delete=True))) == names_of(built)


def test_a_list_that_leads_out_of_the_target_deletes_nothing_there(built: Show, tmp_path: Path) -> None:
    target = target_at(str(tmp_path / "www"))
    publish(built, target, BASE)
    victim = tmp_path / "victim.txt"
    victim.write_bytes(b"mine")
    data = json.loads((tmp_path / "www" / MANIFEST).read_bytes())
    data["files"] |= {"../victim.txt": {}, str(victim): {}, "a/../../victim.txt": {}}
    (tmp_path / "www" / MANIFEST).write_text(json.dumps(data), encoding="utf-8")
    publish(built, target, BASE, delete=True)
    assert victim.read_bytes() == b"mine"


def linked_folder(show: Show, secret: Path) -> None:
    folder = newest(show)
    folder.rename(secret.parent / "elsewhere")
    folder.symlink_to(secret.parent / "elsewhere")


def led_out(show: Show, secret: Path) -> None:
    episode = load_episodes(show)[0][0]
    out = replace(episode.attachments[0], file=f"../../../../{secret.name}", bytes=secret.stat().st_size)
    save_episode(show, replace(episode, attachments=(out,)))


def hidden(show: Show, secret: Path) -> None:
    episode = load_episodes(show)[0][0]
    shutil.copy(secret, show.episodes / episode.slug / ".env")
    out = replace(episode.attachments[0], file=".env", bytes=secret.stat().st_size)
    save_episode(show, replace(episode, attachments=(out,)))


def lost_sound(show: Show, secret: Path) -> None:
    next(newest(show).glob("*.mp3")).unlink()


def half_transcript(show: Show, secret: Path) -> None:
    next(newest(show).glob("*.vtt")).write_bytes(b"WEB")


def no_episodes(show: Show, secret: Path) -> None:
    shutil.rmtree(show.episodes)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (linked_folder, "is missing, hidden or a link"),
        (led_out, "nothing is published: .*'file' must be the name of a file beside it"),
        (hidden, "nothing is published: .*'file' must be the name of a file beside it"),
        (lost_sound, "nothing is published: .*missing"),
        (half_transcript, "is of the wrong size"),
        (no_episodes, "no episodes to publish"),
    ],
)
def test_what_is_damaged_or_leads_out_stops_everything(
    built: Show, tmp_path: Path, spoil: Callable[[Show, Path], None], told: str
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_bytes(b"secret")
    spoil(built, secret)
    with pytest.raises(OutputError, match=told):
        publish(built, target_at(str(tmp_path / "www")), BASE)
    assert not (tmp_path / "www").exists()


@pytest.mark.parametrize(
    "element",
    [
        '<podcast:person img="${BASE_URL}/me.jpg">山本</podcast:person>',
        '<podcast:image href="${BASE_URL}/me.jpg"/>',
    ],
)
def test_a_picture_that_the_template_names_is_published(built: Show, tmp_path: Path, element: str) -> None:
    template = (packaged() / TEMPLATE).read_text(encoding="utf-8")
    template = template.replace("</channel>", f"{element}</channel>")
    (built.root / TEMPLATE).write_text(template, encoding="utf-8")
    with pytest.raises(TemplateError, match=r"names 'me\.jpg'; put a file of that name into"):
        publish(built, target_at(str(tmp_path / "www")), BASE)
    (built.root / "me.jpg").write_bytes(b"a face")
    publish(built, target_at(str(tmp_path / "www")), BASE)
    assert (tmp_path / "www" / "me.jpg").read_bytes() == b"a face"


def test_two_runs_at_once_are_refused(built: Show, tmp_path: Path) -> None:
    with FileLock(built.output / ".publish-lock"), pytest.raises(OutputError, match="by another run"):
        publish(built, target_at(str(tmp_path / "www")), BASE)


def test_no_build_writes_while_it_is_looked_what_there_is(
    built: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def loaded(show: Show) -> tuple[list[Episode], list[str]]:
        with pytest.raises(Timeout):
            FileLock(show.lock_file).acquire(timeout=0)
        return load_episodes(show)

    monkeypatch.setattr("narrate.publish.load_episodes", loaded)
    assert publish(built, target_at(str(tmp_path / "www")), BASE).files
    FileLock(built.lock_file).acquire(timeout=0).lock.release()


def test_published_files_are_those_that_were_made(built: Show, tmp_path: Path) -> None:
    publish(built, target_at(str(tmp_path / "www")), BASE)
    for episode in load_episodes(built)[0]:
        data = (tmp_path / "www" / "episodes" / episode.slug / episode.audio.file).read_bytes()
        assert hashlib.sha256(data).hexdigest() == episode.audio.sha256


def test_a_private_show_is_published_below_its_key(built: Show, tmp_path: Path) -> None:
    place = tmp_path / "www"
    secret = replace(built, private=True)
    publish(secret, target_at(str(place)), BASE)
    key = private_key(secret)
    assert [path.name for path in place.iterdir()] == [key], "nothing outside tells the key"
    assert {path.relative_to(place / key).as_posix() for path in place.rglob("*.mp3")} <= names_of(built)
    assert f"{BASE}/{key}/episodes/" in (place / key / "feed.xml").read_text(encoding="utf-8")
    assert publish(secret, target_at(str(place)), BASE).files == []
    renewed = renew_private_key(secret)
    publish(secret, target_at(str(place)), BASE, delete=True)
    left = {path.relative_to(place).parts[0] for path in place.rglob("*") if path.is_file()}
    assert left == {renewed}, "what was below the old key is gone, its list too"
    assert [path.name for path in place.iterdir()] == [renewed], "and the folders that it left empty"


def test_a_place_whose_episodes_were_all_withdrawn_is_still_ours(built: Show, tmp_path: Path) -> None:
    target = target_at(str(tmp_path / "www"))
    first, *others = load_episodes(built)[0]
    for episode in others:
        update(built, episode.slug, withdrawn=True)
    publish(built, target, BASE, delete=True)
    update(built, first.slug, withdrawn=True)
    update(built, others[0].slug, withdrawn=False)
    assert others[0].slug in "".join(uploaded(publish(built, target, BASE)))


def test_a_show_that_becomes_private_leaves_its_public_place(built: Show, tmp_path: Path) -> None:
    place = tmp_path / "www"
    publish(built, target_at(str(place)), BASE)
    secret = replace(built, private=True)
    publish(secret, target_at(str(place)), BASE, delete=True)
    left = {path.relative_to(place).parts[0] for path in place.rglob("*") if path.is_file()}
    assert left == {private_key(secret)}


def test_a_place_with_the_feed_of_another_show_is_left_alone(built: Show, tmp_path: Path) -> None:
    target = target_at(str(tmp_path / "www"))
    publish(built, target, BASE)
    before = tree(tmp_path / "www")
    (built.output / "show.json").unlink()
    template = (packaged() / TEMPLATE).read_text(encoding="utf-8").replace("聴く記事", "別の番組")
    (built.root / TEMPLATE).write_text(template, encoding="utf-8")
    with pytest.raises(OutputError, match="has the feed of another show, «聴く記事»; publish to"):
        publish(built, target, "https://other.example.com")
    assert tree(tmp_path / "www") == before


def test_a_page_that_was_there_before_is_left_alone(built: Show, tmp_path: Path) -> None:
    place = tmp_path / "www"
    place.mkdir()
    (place / "index.html").write_text("my own page", encoding="utf-8")
    (place / "notes.txt").write_text("mine too", encoding="utf-8")
    target = target_at(str(place))
    for work in (publish, plan):
        with pytest.raises(
            OutputError, match=r"has a file index\.html that narrate did not put there; publish to"
        ):
            work(built, target, BASE)
    assert set(tree(place)) == {"index.html", "notes.txt"}
    (place / "index.html").unlink()
    publish(built, target, BASE)
    (place / MANIFEST).unlink()
    assert set(uploaded(publish(built, target, BASE))) == names_of(built), "its own feed is there"
    assert (place / "notes.txt").read_text(encoding="utf-8") == "mine too"
