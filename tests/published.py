"""What tests of publishing share: a finished show, and places to publish it to, also an S3 server."""

from __future__ import annotations

import re
import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from narrate.build import build_episode
from narrate.cast import Cast
from narrate.feed import files_of
from narrate.library import load_episodes
from narrate.publish import Plan
from narrate.show import Show
from narrate.targets import Target, target_at
from narrate.voices import find_voice

BASE = "https://podcast.example.com/show"
TITLES = ("一つ目", "二つ目", "三つ目")
ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Show:
    """A show of three episodes; drafts and private files lie about."""
    folder = tmp_path_factory.mktemp("finished")
    show = Show(folder / "show")
    show.root.mkdir()
    cast = Cast.alone(find_voice("tone", show.voice_folders))
    for day, title in enumerate(TITLES, 1):
        article = folder / f"a{day}.txt"
        article.write_text(f"{title}\n\n2026-05-0{day}\n\n本文です。\n", encoding="utf-8")
        build_episode(show, article, cast, BASE)
    for private in (".secret.html", "notes.txt", "sections/a/a-1-0123456789ab.mp3", "episodes/.part-x.mp3"):
        (show.output / private).parent.mkdir(parents=True, exist_ok=True)
        (show.output / private).write_bytes(b"private")
    return show


@pytest.fixture
def built(finished: Show, tmp_path: Path) -> Show:
    """A copy of that show."""
    return Show(shutil.copytree(finished.root, tmp_path / "show"))


def newest(show: Show) -> Path:
    """The folder of the newest episode."""
    return show.episodes / load_episodes(show)[0][0].slug


def names_of(show: Show) -> set[str]:
    """What must be published, as the manifests say it."""
    beside = {
        f"episodes/{episode.slug}/{name}"
        for episode in load_episodes(show)[0]
        for name in (episode.audio.file, *(each.file for each in episode.attachments))
    }
    return beside | files_of(show, BASE)[0].keys()


def tree(folder: Path) -> dict[str, bytes]:
    """All files of a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def uploaded(done: Plan) -> list[str]:
    """Their names, in order."""
    return [file.name for file in done.files]


class Recorder(MemoryFileSystem):  # type: ignore[misc]
    """fsspec's memory as a server with folders; tells what happens, and fails as it is told."""

    protocol = "recorder"
    happened: list[tuple[str, str]] = []  # noqa: RUF012
    on_put: Callable[[str], None] = staticmethod(lambda path: None)

    @classmethod
    def _strip_protocol(cls, path: Any) -> Any:
        return super()._strip_protocol(str(path).removeprefix("recorder://"))

    def put_file(self, lpath: str, rpath: str, **kwargs: Any) -> None:
        """A file of this machine is put there, as ``on_put`` allows."""
        Recorder.on_put(rpath)
        super().put_file(lpath, rpath, **kwargs)

    def mv(self, path1: str, path2: str, **kwargs: Any) -> None:
        """A file gets its name."""
        super().mv(path1, path2, **kwargs)
        Recorder.happened.append(("put", path2))

    def rm_file(self, path: str) -> None:
        """A file goes."""
        super().rm_file(path)
        Recorder.happened.append(("delete", path))


@pytest.fixture
def recorder() -> Iterator[str]:
    """The address of a recorded place that is empty."""
    fsspec.register_implementation("recorder", Recorder, clobber=True)
    Recorder.happened = []
    Recorder.on_put = staticmethod(lambda path: None)
    yield f"recorder://{uuid.uuid4().hex}/show"
    Recorder.on_put = staticmethod(lambda path: None)


def steps(where: str) -> list[tuple[str, str]]:
    """What happened at the recorded place, drafts aside."""
    root = f"/{where.removeprefix('recorder://')}/"
    found = [(what, path.removeprefix(root)) for what, path in Recorder.happened]
    return [(what, name) for what, name in found if ".part-" not in name]


@pytest.fixture(params=["folder", "memory", "recorder", "s3"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Target:
    match request.param:
        case "folder":
            return target_at(str(tmp_path / "www"))
        case "memory":
            return target_at(f"memory://{uuid.uuid4().hex}/show")
        case "recorder":
            return target_at(request.getfixturevalue("recorder"))
        case _:
            return target_at(request.getfixturevalue("bucket"))


@pytest.fixture
def public(bucket: str) -> str:
    """A bucket that everybody may read, by the policy that docs/publishing.md tells to set."""
    import s3fs

    # moto takes HEAD for a permission of its own, which S3 does not have
    policy = re.search(r"```json\n(.*?)```", (ROOT / "docs" / "publishing.md").read_text("utf-8"), re.DOTALL)
    assert policy
    name = bucket.removeprefix("s3://").partition("/")[0]
    s3fs.S3FileSystem(skip_instance_cache=True).call_s3(
        "put_bucket_policy",
        Bucket=name,
        Policy=policy[1]
        .replace("my-bucket", name)
        .replace('"s3:GetObject"', '["s3:GetObject", "s3:HeadObject"]'),
    )
    return bucket


def hosted(bucket: str, access: dict[str, str], name: str) -> str:
    """Where everybody finds a file of a bucket."""
    return f"{access['AWS_ENDPOINT_URL']}/{bucket.removeprefix('s3://')}/{name}"
