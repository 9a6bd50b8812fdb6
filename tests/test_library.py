"""The episodes of a show: stored whole, read back, and recognised when their article comes again."""

from __future__ import annotations

import datetime as dt
import gc
import json
import os
import re
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from narrate import library
from narrate.errors import OutputError, SettingsError
from narrate.library import Identity, identify, load_episodes, read_episode, save_episode, with_text
from narrate.model import Audio, Chapter, Cue, Dropped, Episode, Script, ScriptSection, Sentence
from narrate.show import Show

HOME = dt.timezone(dt.timedelta(hours=9))
DAY = dt.date(2024, 9, 22)
SOUND = b"not really an MP3"
TEXTS = ("題名", "一つ目の文。", "二つ目の文。", "三つ目の文。")


def episode(slug: str = "2024-09-22-o1", published: str = "2024-09-22T00:00:00+09:00") -> Episode:
    return Episode(
        guid=str(uuid.uuid5(uuid.NAMESPACE_URL, slug)),
        slug=slug,
        title="題名",
        date=DAY.isoformat(),
        byline="山本",
        source="o1.txt",
        published=published,
        voice="mei",
        credit="© Mei",
        audio=Audio("a.mp3", len(SOUND), "0" * 64, 48_000, 96_000, -16.0),
        chapters=(Chapter("題名", 0, 2_000),),
        cues=tuple(Cue(0, text, text, i * 500, i * 500 + 500) for i, text in enumerate(TEXTS)),
        dropped=(Dropped("特集", "site label"),),
    )


def script(title: str = "題名", date: dt.date | None = DAY, texts: tuple[str, ...] = TEXTS) -> Script:
    sentences = tuple(Sentence(text, text, 450) for text in texts)
    return Script(title, date, "", (ScriptSection(title, sentences),), ())


def published(show: Show, new: Episode) -> Path:
    """Store an episode with its audio, as a build does."""
    folder = show.episodes / new.slug
    folder.mkdir(parents=True)
    (folder / new.audio.file).write_bytes(SOUND)
    save_episode(show, new)
    return folder / "episode.json"


def source(folder: Path, name: str = "o1.txt", written: dt.datetime | None = None) -> Path:
    path = folder / name
    path.write_text("…", encoding="utf-8")
    if written:
        os.utime(path, (written.timestamp(), written.timestamp()))
    return path


def changed(path: Path, **fields: Any) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**data, **fields}), encoding="utf-8")


def test_an_episode_comes_back_as_it_was(show: Show) -> None:
    path = published(show, episode())
    assert read_episode(path) == replace(episode(), cues=(), dropped=())
    assert with_text(show, read_episode(path)) == episode()
    assert read_episode(path).audio.seconds == 2.0


def test_a_manifest_is_readable_japanese(show: Show) -> None:
    text = published(show, episode()).read_text(encoding="utf-8")
    assert '"title": "題名"' in text
    assert text.endswith("}\n")


def test_saving_the_same_episode_again_leaves_the_file_alone(show: Show) -> None:
    path = published(show, episode())
    os.utime(path, (0, 0))
    save_episode(show, episode())
    assert path.stat().st_mtime == 0
    save_episode(show, replace(episode(), title="直した題名"))
    assert path.stat().st_mtime > 0


def test_of_a_manifest_that_changes_often_only_the_last_is_remembered(show: Show) -> None:
    path = published(show, episode("often"))
    for length in range(1, 6):
        library.update(show, "often", title="題" * length)
        assert read_episode(path).title == "題" * length
    known = [each for each in gc.get_objects() if type(each) is Episode and each.slug == "often"]
    assert [each.title for each in known] == ["題題題題題"]


def test_a_withdrawn_episode_is_none_that_can_be_heard_and_needs_no_audio(show: Show) -> None:
    path = published(show, replace(episode(), withdrawn=True))
    assert load_episodes(show) == ([], [])
    (path.parent / "a.mp3").unlink()
    assert load_episodes(show) == ([], [])


def test_a_show_without_output_has_no_episodes(show: Show) -> None:
    assert load_episodes(show) == ([], [])


def test_the_newest_episode_comes_first_whatever_its_zone(show: Show) -> None:
    for slug, time in [
        ("b-old", "2024-09-21T00:00:00+09:00"),
        ("a-new", "2024-09-22T00:00:00+00:00"),
        ("c-middle", "2024-09-22T08:00:00+09:00"),
        ("d-same", "2024-09-22T08:00:00+09:00"),
    ]:
        published(show, episode(slug, time))
    assert [e.slug for e in load_episodes(show)[0]] == ["a-new", "d-same", "c-middle", "b-old"]


def test_the_episodes_of_a_source_are_known_the_newest_last_and_those_withdrawn_too(show: Show) -> None:
    published(show, episode("b", "2024-09-22T00:00:00+00:00"))
    published(show, replace(episode("a", "2024-09-22T08:00:00+09:00"), withdrawn=True))
    published(show, replace(episode("c"), source="other.txt"))
    made = library.episodes_by_source(show)
    assert {source: [each.slug for each in of] for source, of in made.items()} == {
        "o1.txt": ["a", "b"],
        "other.txt": ["c"],
    }


def test_a_damaged_manifest_is_told_and_the_others_are_read(show: Show) -> None:
    path = published(show, episode("bad"))
    published(show, episode("good"))
    path.write_text("{", encoding="utf-8")
    episodes, (problem,) = load_episodes(show)
    assert [e.slug for e in episodes] == ["good"]
    assert re.match(rf"{re.escape(str(path))}: damaged \(.*\); mend it, or delete its folder", problem)


def test_a_folder_that_is_closed_to_us_is_told_and_no_empty_feed_comes_of_it(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = published(show, episode("closed"))
    published(show, episode("good"))
    closed.unlink()  # as good as out of reach
    monkeypatch.setattr(os, "access", lambda path, _: closed.parent not in (path, path.parent))
    episodes, (problem,) = load_episodes(show)
    assert [e.slug for e in episodes] == ["good"]
    assert problem.startswith(f"{closed}: cannot be read (")

    def refused(path: Path) -> None:
        raise PermissionError(str(path))

    monkeypatch.setattr(Path, "iterdir", refused)
    with pytest.raises(PermissionError):
        load_episodes(show)


def test_a_folder_in_the_place_of_a_manifest_is_told_too(show: Show) -> None:
    (show.episodes / "odd" / "episode.json").mkdir(parents=True)
    published(show, episode("good"))
    episodes, (problem,) = load_episodes(show)
    assert [e.slug for e in episodes] == ["good"]
    assert str(show.episodes / "odd" / "episode.json") in problem


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"audio": {"file": "a.mp3"}}, "TypeError"),
        ({"audio": None}, "TypeError"),
        ({"chapters": [{"title": "x"}]}, "TypeError"),
        ({"chapters": 3}, "TypeError"),
    ],
)
def test_a_wrong_shape_makes_a_manifest_damaged(show: Show, fields: dict[str, Any], what: str) -> None:
    path = published(show, episode())
    changed(path, **fields)
    with pytest.raises(OutputError, match=rf"episode\.json: damaged \(.*{what}.*\); mend it, or delete its"):
        read_episode(path)


LATER = ("link", "lead", "season", "number", "withdrawn", "revision", "soundbite", "attachments")


@pytest.mark.parametrize("field", sorted({*Episode.__dataclass_fields__} - {"cues", "dropped", *LATER}))
def test_a_missing_field_is_named(show: Show, field: str) -> None:
    path = published(show, episode())
    data = json.loads(path.read_text(encoding="utf-8"))
    del data[field]
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(OutputError, match=rf"episode\.json: damaged \(KeyError\('{field}'\)\)"):
        read_episode(path)


def test_a_manifest_of_an_older_version_is_read(show: Show) -> None:
    path = published(show, episode())
    data = json.loads(path.read_text(encoding="utf-8"))
    for field in LATER:
        del data[field]
    path.write_text(json.dumps({**data, "format": 2}), encoding="utf-8")
    assert read_episode(path) == replace(episode(), cues=(), dropped=())


@pytest.mark.parametrize("data", [None, b"", b"[]", b"{}", b'{"cues": [3], "dropped": []}'])
def test_an_episode_whose_text_is_lost_is_known_all_the_same(show: Show, data: bytes | None) -> None:
    path = published(show, episode())
    text = path.with_name("cues.json")
    text.unlink() if data is None else text.write_bytes(data)
    (known,) = load_episodes(show)[0]
    assert with_text(show, known) == known
    identity = identify(script(), Path("o1.txt"), [known], with_text=lambda one: with_text(show, one))
    assert identity.guid == known.guid


@pytest.mark.parametrize("data", [b"", b"[]", b"3", b"\xff", b"{}", b"null", b"[" * 100_000, b"1" * 5_000])
def test_what_is_no_manifest_is_damaged(show: Show, data: bytes) -> None:
    path = published(show, episode())
    path.write_bytes(data)
    with pytest.raises(OutputError, match=r"episode\.json: damaged"):
        read_episode(path)


@pytest.mark.parametrize("sound", [None, b"", SOUND + b"x"])
def test_audio_that_is_missing_or_of_the_wrong_size_is_named(show: Show, sound: bytes | None) -> None:
    path = published(show, episode())
    audio = path.parent / "a.mp3"
    audio.unlink()
    if sound is not None:
        audio.write_bytes(sound)
    with pytest.raises(OutputError, match=r"a\.mp3: missing or of the wrong size; build the article again"):
        read_episode(path)


def test_of_two_episodes_with_one_guid_only_the_first_is_heard(show: Show) -> None:
    published(show, episode("one"))
    changed(published(show, episode("two")), guid=episode("one").guid)
    episodes, (problem,) = load_episodes(show)
    assert [e.slug for e in episodes] == ["one"]
    assert re.search(r"two/episode\.json: has the guid of episode one; give it another", problem)


def test_of_two_episodes_with_one_text_an_article_is_that_of_its_file(tmp_path: Path) -> None:
    other = replace(episode("a"), guid="a", source="a.txt")
    for known in ([other, episode()], [episode(), other]):
        assert identify(script(), source(tmp_path), known) == KNOWN, "a.txt, of which it is a copy, is gone"


def test_a_part_of_a_title_is_no_name_while_the_one_that_is_meant_may_be_damaged(show: Show) -> None:
    published(show, episode("one"))
    published(show, replace(episode("two"), guid="two", title="もう一つの題名の話")).write_bytes(b"{")
    with pytest.raises(SettingsError, match="'題': no episode is called that"):
        library.find_episode(show, "題")
    with pytest.raises(SettingsError, match="no episode is called that"):
        library.find_episode(show, "とても長い題" * 60)


def test_a_clock_that_was_set_back_leaves_episodes_where_they_are(show: Show) -> None:
    path = published(show, episode(published="2199-01-01T00:00:00+09:00"))
    assert load_episodes(show)[0] == []
    written = dt.datetime(2199, 1, 2, tzinfo=HOME).timestamp()
    os.utime(path, (written, written))
    assert len(load_episodes(show)[0]) == 1


def test_a_new_article_gets_its_day_in_japan_and_a_name(tmp_path: Path) -> None:
    identity = identify(script(), source(tmp_path), [])
    assert identity.slug == "2024-09-22-o1"
    assert identity.published == "2024-09-22T00:00:00+09:00"
    assert str(uuid.UUID(identity.guid)) == identity.guid


def test_the_same_article_has_the_same_identity_every_time(tmp_path: Path) -> None:
    path = source(tmp_path)
    assert identify(script(), path, []) == identify(script(), path, [])
    other = identify(script(texts=("題名", "別の文。")), path, [])
    assert other.guid != identify(script(), path, []).guid


KNOWN = Identity(episode().slug, episode().guid, episode().published)


def test_a_rewritten_article_of_the_same_title_day_and_file_is_the_same_episode(tmp_path: Path) -> None:
    again = script(texts=("題名", "すべて書き直した文。"))
    assert identify(again, source(tmp_path), [episode()]) == KNOWN


def test_a_renamed_file_is_the_same_episode(tmp_path: Path) -> None:
    assert identify(script(), source(tmp_path, "renamed.txt"), [episode()]) == KNOWN


def test_another_report_of_the_same_title_and_day_is_another_episode(tmp_path: Path) -> None:
    other = script(texts=("題名", "別の仕事の文。"))
    assert identify(other, source(tmp_path, "afternoon.txt"), [episode()]).guid != KNOWN.guid


def test_a_corrected_title_stays_one_episode(tmp_path: Path) -> None:
    again = script(title="直した題名", texts=("直した題名", *TEXTS[1:]))
    assert identify(again, source(tmp_path), [episode()]) == KNOWN


def test_a_corrected_day_stays_one_episode(tmp_path: Path) -> None:
    assert identify(script(date=dt.date(2024, 9, 23)), source(tmp_path), [episode()]) == KNOWN


def test_new_text_in_an_old_file_is_another_episode(tmp_path: Path) -> None:
    new = script(title="新しい題", texts=("新しい題", "新しい文。", "三つ目の文。"))
    identity = identify(new, source(tmp_path), [episode()])
    assert identity.slug == "2024-09-22-o1-2"
    assert identity.guid != KNOWN.guid


def test_the_same_sentences_from_another_file_are_another_episode(tmp_path: Path) -> None:
    identity = identify(script(title="別の題"), source(tmp_path, "copy.txt"), [episode()])
    assert identity.slug == "2024-09-22-copy"


def test_without_a_day_a_title_alone_is_not_enough(tmp_path: Path) -> None:
    known = replace(episode(), date=None, title="日記")
    new = script(title="日記", date=None, texts=("新しい文。",))
    assert identify(new, source(tmp_path, "other.txt"), [known]).guid != known.guid
    same = script(title="日記", date=None, texts=("新しい文。", *TEXTS[1:]))
    assert identify(same, source(tmp_path, "other.txt"), [known]).guid == known.guid


@pytest.mark.parametrize(
    ("text", "is_same"),
    [
        ("今日は晴れでした。最高気温は二十度でした。風は北から吹きました。洗濯物はよく乾くでしょう。", True),
        ("今日は晴です。最高の気温は二十度です。風は、北から吹きます。洗濯物が良く乾くでしょう。", True),
        ("今日は雨です。最高気温は十二度です。風は南から吹きます。洗濯物は乾きにくいでしょう。", False),
        ("今日は雨です。最高気温は十二度です。風は南から吹きます。洗濯物がよく乾かぬでしょう。", False),
        ("今日は晴れでした。最高気温は二十度でした。風は北から吹きました。", False),
        ("晴れでした。二十度でした。北風でした。乾いたでしょう。", False),
    ],
)
def test_a_short_text_that_is_worded_otherwise_is_told_from_that_of_another_day(
    tmp_path: Path, text: str, is_same: bool
) -> None:
    before = "今日は晴れです。最高気温は二十度です。風は北から吹きます。洗濯物がよく乾くでしょう。"
    cues = tuple(Cue(0, each, each, 0, 1) for each in ("題名", *re.findall("[^。]+。", before)))
    known = replace(episode(), date=None, cues=cues)
    new = script(date=None, texts=("題名", *re.findall("[^。]+。", text)))
    assert (identify(new, source(tmp_path), [known]).guid == known.guid) == is_same


def test_an_article_without_a_day_is_published_when_its_file_was_written(tmp_path: Path) -> None:
    written = dt.datetime(2023, 5, 6, 7, 8, 9, tzinfo=HOME)
    identity = identify(script(date=None), source(tmp_path, written=written), [])
    assert identity == replace(identity, slug="o1", published=written.isoformat())


def test_nothing_is_published_in_the_future(tmp_path: Path) -> None:
    next_year = dt.datetime.now(HOME) + dt.timedelta(days=365)
    written = dt.datetime(2023, 5, 6, tzinfo=HOME)
    identity = identify(script(date=next_year.date()), source(tmp_path, written=written), [])
    assert identity.published == written.isoformat()
    late = identify(script(date=next_year.date()), source(tmp_path, written=next_year), [])
    assert dt.datetime.fromisoformat(late.published) <= dt.datetime.now(HOME)


def test_an_article_from_before_1970_is_published_when_its_file_was_written(
    show: Show, tmp_path: Path
) -> None:
    written = dt.datetime(2023, 5, 6, tzinfo=HOME)
    old = script(date=dt.date(1947, 5, 3))
    identity = identify(old, source(tmp_path, written=written), [])
    assert (identity.slug, identity.published) == ("1947-05-03-o1", written.isoformat())
    from_before = source(tmp_path, written=dt.datetime(1960, 1, 1, tzinfo=HOME))
    published(show, episode(published=identify(old, from_before, []).published))
    assert load_episodes(show)[1] == []


def test_of_many_episodes_the_newest_are_named(show: Show) -> None:
    for number in range(10, 22):
        day = f"2024-09-{number}T00:00:00+09:00"
        published(show, replace(episode(f"e{number}"), guid=f"g{number}", published=day))
    with pytest.raises(SettingsError, match=r"'x': no .*there are: e21 「.*, e12 「.*」 and 2 more$"):
        library.find_episode(show, "x")
