"""The main job: article in, episode out; resumed, repeated, in parallel, and against a full disk."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest
from lxml import etree
from mutagen.id3 import ID3

from narrate import files, library
from narrate.build import Failed, build_episode, build_episodes, build_section
from narrate.cast import Cast
from narrate.errors import ArticleError, SettingsError, TemplateError
from narrate.scripts import read_script
from narrate.show import Show
from narrate.voices import Voice

BASE = "http://127.0.0.1:8000"
NARRATE = [sys.executable, "-m", "narrate"]


@pytest.fixture
def blip(blip: Voice) -> Cast:
    return Cast.alone(blip)


def decoded(path: Path) -> np.ndarray:
    with av.open(str(path)) as container:
        return np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])


def command(article: Path, show: Show, *more: str) -> list[str]:
    return [*NARRATE, "build", str(article), "--show", str(show.root), "--voice", "blip", "--quiet", *more]


def published(show: Show) -> dict[str, bytes]:
    """Everything a subscriber can see, by name."""
    found = [show.feed, *show.episodes.rglob("*")]
    return {str(p.relative_to(show.output)): p.read_bytes() for p in found if p.is_file()}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 150 kB; needs the right to mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=150k", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_the_example_becomes_an_episode(show: Show, blip: Cast, example: Path) -> None:
    built = build_episode(show, example, blip, BASE)
    episode = built.episode
    assert len(decoded(built.mp3)) == episode.audio.samples
    assert built.mp3.stat().st_size == episode.audio.bytes
    assert [chapter.title for chapter in episode.chapters][1:] == [
        "小さな始まり、o1-mini と一台のパソコン",
        "「ありがとう」が届いた日",
        "どのような失敗がありましたか?",
        "これから",
    ]
    assert built.new_clips == built.clips == len({cue.spoken for cue in episode.cues})
    assert built.warnings == ()


def test_chapters_start_with_the_first_sentence_of_their_section(
    show: Show, blip: Cast, example: Path
) -> None:
    episode = build_episode(show, example, blip, BASE).episode
    first = {}
    for cue in episode.cues:
        first.setdefault(cue.section, cue.start_ms)
    assert [chapter.start_ms for chapter in episode.chapters] == list(first.values())
    assert episode.chapters[0].start_ms == 0
    ends = [chapter.end_ms for chapter in episode.chapters]
    assert ends[:-1] == [chapter.start_ms for chapter in episode.chapters][1:]
    assert abs(ends[-1] - episode.audio.seconds * 1000) <= 1


def test_the_tag_of_the_mp3_carries_title_cover_chapters_and_credit(
    show: Show, example: Path, blip: Cast
) -> None:
    built = build_episode(show, example, blip, BASE)
    tags = ID3(str(built.mp3))
    assert tags["TIT2"].text == [built.episode.title]
    assert tags["TALB"].text == ["聴く記事"]
    assert tags.getall("APIC")[0].mime == "image/jpeg"
    chapters = [(c.start_time, c.end_time, c.sub_frames["TIT2"].text[0]) for c in tags.getall("CHAP")]
    assert sorted(chapters) == [(c.start_ms, c.end_ms, c.title) for c in built.episode.chapters]
    with av.open(str(built.mp3)) as container:
        starts = [chapter["start"] * chapter["time_base"] * 1000 for chapter in container.chapters()]
    assert starts == [c.start_ms for c in built.episode.chapters], "in time order as FFmpeg reads them"


def test_a_file_and_a_show_named_as_text_are_the_same(show: Show, blip: Cast, example: Path) -> None:
    named = Show.open(str(show.root))
    assert named == show
    as_text = build_episode(named, str(example), blip, "http://127.0.0.1:8000")
    assert as_text.episode.source == example.name
    assert build_section(named, str(example), 1, blip) == build_section(show, example, 1, blip)
    assert not build_episode(show, example, blip, "http://127.0.0.1:8000").is_changed


def test_nothing_is_made_twice(show: Show, blip: Cast, example: Path) -> None:
    first = build_episode(show, example, blip, BASE)
    stamp = first.mp3.stat().st_mtime_ns
    second = build_episode(show, example, blip, BASE)
    assert second.new_clips == 0
    assert second.episode == first.episode
    assert second.mp3.stat().st_mtime_ns == stamp, "published bytes are not even written again"


def test_a_build_in_which_nothing_changed_loads_no_engine_and_no_dictionary(
    show: Show, tmp_path: Path
) -> None:
    article = tmp_path / "a.txt"
    article.write_text("題の記事\n\n2026-01-02\n\nWebの本文です。\n", encoding="utf-8")
    arguments = ["narrate", "build", str(article), "--show", str(show.root), "--quiet"]
    heavy = ("numpy", "soxr", "pydub", "pyopenjtalk", "fugashi", "sudachipy", "kanalizer", "narrate.readings")
    code = f"""
import sys
sys.argv = {arguments!r}
from narrate.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code
print([name for name in {heavy!r} if name in sys.modules])
"""
    first, second = (
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
        for _ in range(2)
    )
    assert "'pyopenjtalk'" in first.stdout
    assert second.stdout.endswith("\n[]\n")


def test_what_a_killed_build_left_of_an_episode_goes_with_the_next(
    show: Show, blip: Cast, example: Path
) -> None:
    folder = build_episode(show, example, blip, BASE).mp3.parent
    (folder / f"{files.TEMPORARY}x").write_bytes(b"half")
    build_episode(show, example, blip, BASE)
    assert not list(show.episodes.rglob(f"{files.TEMPORARY}*"))


def test_one_edited_sentence_costs_one_clip(show: Show, blip: Cast, example: Path, tmp_path: Path) -> None:
    build_episode(show, example, blip, BASE)
    edited = tmp_path / "article.txt"
    text = example.read_text(encoding="utf-8").replace("手紙が届きました", "二通の手紙が届きました")
    edited.write_text(text, encoding="utf-8")
    built = build_episode(show, edited, blip, BASE)
    assert built.new_clips == 1
    assert len(library.load_episodes(show)[0]) == 1


def test_a_sentence_moved_elsewhere_costs_nothing(show: Show, blip: Cast, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(
        "題の記事\n\n2026-01-02\n\n一つ目です。二つ目です。\n\n三つ目です。\n", encoding="utf-8"
    )
    build_episode(show, article, blip, BASE)
    article.write_text(
        "題の記事\n\n2026-01-02\n\n三つ目です。\n\n二つ目です。一つ目です。\n", encoding="utf-8"
    )
    assert build_episode(show, article, blip, BASE).new_clips == 0


def test_what_the_voice_cannot_say_is_left_out_and_told(show: Show, blip: Cast, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("題の記事\n\n本文です。\n\n한국어입니다.\n", encoding="utf-8")
    episode = build_episode(show, article, blip, BASE).episode
    assert ("한국어입니다.", "script the voice cannot say") in [(d.text, d.reason) for d in episode.dropped]


def test_a_faulty_template_stops_before_any_audio(show: Show, blip: Cast, example: Path) -> None:
    (show.root / "feed.xml.template").write_text("<rss", encoding="utf-8")
    with pytest.raises(TemplateError, match=r"feed\.xml\.template:1: not valid XML"):
        build_episode(show, example, blip, BASE)
    assert not show.output.exists()


def test_an_article_without_anything_to_say_makes_nothing(show: Show, blip: Cast, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Привет\n", encoding="utf-8")
    with pytest.raises(ArticleError, match=r"a\.txt: has nothing in it that the voice 'blip' can say"):
        build_episode(show, article, blip, BASE)
    assert not show.output.exists()


def test_a_section_alone_uses_the_episodes_clips(show: Show, blip: Cast, example: Path) -> None:
    path, warnings = build_section(show, example, 2, blip)
    assert warnings == ()
    alone = len(decoded(path))
    built = build_episode(show, example, blip, BASE)
    in_section = sum(cue.section == 1 for cue in built.episode.cues)
    assert built.new_clips == built.clips - in_section
    chapter = built.episode.chapters[1]
    assert abs(alone / 48 - (chapter.end_ms - chapter.start_ms)) <= 25, "but for the codec's 24 ms"


@pytest.mark.parametrize("number", [0, 6, -1])
def test_a_section_that_is_not_there_lists_those_that_are(
    show: Show, blip: Cast, example: Path, number: int
) -> None:
    with pytest.raises(SettingsError, match=f"no section {number}; there are: 1 .*; 5 これから"):
        build_section(show, example, number, blip)


def test_two_builds_at_once_lose_nothing(show: Show, example: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("もう一つの記事\n\n2026-01-02\n\n本文です。\n", encoding="utf-8")
    running = [
        subprocess.Popen(command(article, show), stdout=subprocess.DEVNULL) for article in (example, other)
    ]
    assert [process.wait() for process in running] == [0, 0]
    titles = [item.findtext("title") for item in etree.parse(show.feed).getroot().iter("item")]
    assert len(titles) == 2


def test_a_full_disk_ends_in_one_line_and_keeps_what_was_made(
    show: Show, example: Path, small_disk: Path
) -> None:
    shutil.copytree(show.root / "voices", small_disk / "voices")
    full = Show(small_disk)
    result = subprocess.run(command(example, full), check=False, capture_output=True, text=True)
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "No space left on device" in result.stderr
    assert "run the same command again" in result.stderr
    assert not full.feed.exists()
    assert not list(full.output.rglob("*.mp3"))
    assert not list(full.output.rglob(f"{files.TEMPORARY}*"))
    assert list(full.clips.rglob("*.clip"))


def test_an_output_that_is_a_file_ends_in_one_line(show: Show, example: Path) -> None:
    show.output.write_text("in the way")
    result = subprocess.run(command(example, show), check=False, capture_output=True, text=True)
    assert result.returncode == 1
    assert result.stderr.startswith(f"narrate: {show.output}")
    assert result.stderr.count("\n") == 1


def test_several_articles_make_several_episodes_and_failures_are_told_last(
    show: Show, example: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").touch()
    result = subprocess.run(
        [*command(tmp_path / "empty.txt", show), str(example)], check=False, capture_output=True, text=True
    )
    assert result.returncode == 1
    assert "empty.txt: is empty" in result.stderr
    assert len(library.load_episodes(show)[0]) == 1


def test_the_real_article_has_its_chapters_and_every_sentence_sounds(
    show: Show, blip: Cast, shared: Path
) -> None:
    built = build_episode(show, shared / "articles" / "o1.txt", blip, BASE)
    assert [chapter.title for chapter in built.episode.chapters][1:] == [
        "強化学習 + 思考、o1 が新たなパラダイムを開く",
        "「ああ」の瞬間",
        "プロジェクト中にどのような困難に遭遇しましたか?",
        "openaiで働くのはどんな感じですか?",
        "o1-mini の裏話",
        "研究をする動機は何ですか?",
    ]
    script = read_script(show, shared / "articles" / "o1.txt", blip)
    assert [cue.text for cue in built.episode.cues] == [sentence.text for sentence in script.sentences()]
    pcm = decoded(built.mp3)
    for cue in built.episode.cues:
        heard = pcm[round(cue.start_ms * 48) : round(cue.end_ms * 48)]
        assert np.sqrt(np.mean(heard**2)) > 0.01, cue.text


def test_json_output_is_for_machines(show: Show, example: Path) -> None:
    result = subprocess.run(command(example, show, "--json"), check=True, capture_output=True, text=True)
    data = json.loads(result.stdout)
    assert Path(data["feed"]) == show.feed
    assert Path(data["episodes"][0]["mp3"]).is_file()
    assert result.stderr == ""


def test_several_articles_are_made_in_one_go_and_one_bad_one_costs_no_other(
    show: Show, blip: Cast, example: Path, tmp_path: Path
) -> None:
    empty, other = tmp_path / "empty.txt", tmp_path / "other.txt"
    empty.write_text("", encoding="utf-8")
    other.write_text("別の記事\n\n春が来た。花が咲いた。\n", encoding="utf-8")
    totals: set[int] = set()
    results = list(build_episodes(show, [empty, example, other], blip, BASE, on_clip=totals.add))
    (failed,) = (result for result in results if isinstance(result, Failed))
    assert (failed.path, type(failed.error)) == (empty, ArticleError)
    built = {result.episode.source: result for result in results if not isinstance(result, Failed)}
    assert set(built) == {"article.txt", "other.txt"}
    assert totals == {sum(each.clips for each in built.values())}
    assert built["other.txt"].new_clips == built["other.txt"].clips
