"""Where bytes are kept: a folder, fsspec's memory, a real S3 server on this machine, all with one promise."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest

from narrate.blobs import Blobs, Bucket, Folder, blobs_at
from narrate.errors import OutputError, SettingsError
from narrate.show import Show

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")


@pytest.fixture(params=["folder", "memory", "s3"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    match request.param:
        case "folder":
            return blobs_at(tmp_path / "blobs")
        case "memory":
            return blobs_at(f"memory://{uuid.uuid4().hex}/blobs")
        case _:
            return blobs_at(request.getfixturevalue("bucket"))


def test_what_was_written_is_read_replaced_and_deleted(blobs: Blobs) -> None:
    assert blobs.read("aa/one.clip") is None
    blobs.write("aa/one.clip", b"1")
    blobs.write("aa/one.clip", b"one")
    assert blobs.read("aa/one.clip") == b"one"
    blobs.delete("aa/one.clip")
    blobs.delete("aa/one.clip")
    assert blobs.read("aa/one.clip") is None


def test_all_are_listed_with_their_sizes_and_age(blobs: Blobs) -> None:
    assert blobs.all(".clip") == []
    for name, size in (("bb/two.clip", 2), ("aa/one.clip", 1), ("levels/x.json", 3)):
        blobs.write(name, b"x" * size)
    found = blobs.all(".clip")
    assert [(blob.name, blob.size) for blob in found] == [("aa/one.clip", 1), ("bb/two.clip", 2)]
    assert all(abs(blob.used - time.time()) < 60 for blob in found)


def test_use_is_noted_without_harm(blobs: Blobs) -> None:
    blobs.note_use("nothing.clip")
    blobs.write("aa/one.clip", b"one")
    blobs.note_use("aa/one.clip")
    assert blobs.read("aa/one.clip") == b"one"


def test_another_process_reaches_the_same(blobs: Blobs) -> None:
    blobs.write("aa/one.clip", b"one")
    assert pickle.loads(pickle.dumps(blobs)).read("aa/one.clip") == b"one"


def test_an_address_is_a_bucket_and_a_path_a_folder(tmp_path: Path) -> None:
    assert isinstance(blobs_at(tmp_path), Folder)
    assert isinstance(blobs_at(str(tmp_path)), Folder)
    assert isinstance(blobs_at("memory://x"), Bucket)


def test_an_unknown_kind_of_address_is_told() -> None:
    with pytest.raises(SettingsError, match=r"^nope://x: cannot be reached \(.*nope.*beside narrate"):
        blobs_at("nope://x")


def test_a_bucket_that_is_not_there_is_told_in_one_line(access: dict[str, str]) -> None:
    nowhere = blobs_at(f"s3://nowhere-{uuid.uuid4().hex[:12]}/store")
    with pytest.raises(OutputError, match=r"^s3://nowhere-.*check the address") as caught:
        nowhere.write("one", b"1")
    assert "\n" not in str(caught.value)


def test_a_second_show_builds_from_the_clips_in_a_bucket(
    show: Show, example: Path, tmp_path: Path, bucket: str, access: dict[str, str]
) -> None:
    def build(root: Path) -> dict[str, int]:
        words = ("build", str(example), "--voice", "tone", "--json", "--quiet", "--show", str(root))
        command = [sys.executable, "-m", "narrate", *words, "--clips", bucket]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | access)
        (episode,) = json.loads(done.stdout)["episodes"]
        return {"new": episode["new_clips"], "all": episode["clips"]}

    other = tmp_path / "other"
    other.mkdir()
    assert build(show.root) == {"new": 31, "all": 31}
    assert build(other) == {"new": 0, "all": 31}
    assert not (other / "output" / "clips").exists()
