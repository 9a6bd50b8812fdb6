"""Which episode an article is, asked for many articles in one run while others write into the show."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest
from test_library import KNOWN, changed, episode, published, script, source

from narrate import files, library
from narrate.errors import OutputError
from narrate.known import KnownEpisodes
from narrate.model import Cue
from narrate.show import Show


@pytest.fixture
def known(show: Show) -> KnownEpisodes:
    show.episodes.mkdir(parents=True)
    return KnownEpisodes(show)


@pytest.mark.parametrize(("title", "name"), [("題名", "renamed.txt"), ("直した題名", "o1.txt")])
def test_an_article_is_the_episode_of_its_name_or_of_its_file(
    show: Show, known: KnownEpisodes, tmp_path: Path, title: str, name: str
) -> None:
    there = library.read_manifest(published(show, episode()))
    assert known.identify(script(title=title), source(tmp_path, name)) == (KNOWN, there)


def test_two_articles_of_one_run_are_two_whatever_they_have_in_common(
    show: Show, known: KnownEpisodes, tmp_path: Path
) -> None:
    slugs = []
    for folder, title in [("一", "月曜の日記"), ("二", "火曜の日記"), ("三", "火曜の日記")]:
        (tmp_path / folder).mkdir()
        new = script(title=title, texts=(title, "毎朝歩きます。", "ありがとうございました。"))
        identity, _ = known.identify(new, source(tmp_path / folder))
        cues = tuple(Cue(0, text, text, 0, 500) for text in ("毎朝歩きます。", "ありがとうございました。"))
        published(show, replace(episode(identity.slug), guid=identity.guid, title=title, cues=cues))
        slugs.append(identity.slug)
    assert len(set(slugs)) == 3


def test_a_file_that_is_named_twice_is_one_article(
    show: Show, known: KnownEpisodes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(show, episode())
    path = source(tmp_path)
    monkeypatch.chdir(tmp_path)
    for named in (path, Path(path.name), Path("..", tmp_path.name, path.name)):
        assert known.identify(script(), named)[0] == KNOWN


def test_another_title_with_the_greetings_of_the_last_is_another_episode(
    show: Show, known: KnownEpisodes, tmp_path: Path
) -> None:
    texts = ("月曜の文。", "傘の文。", "毎朝歩きます。", "ありがとうございました。")
    cues = tuple(Cue(0, text, text, 0, 500) for text in texts)
    published(show, replace(episode(), title="月曜の日記", cues=cues))
    new = script(title="火曜の日記", texts=("火曜の日記", "火曜の文。", *texts[2:]))
    assert known.identify(new, source(tmp_path))[1] is None


def test_an_article_that_is_renamed_while_a_folder_is_watched_stays_the_same(
    show: Show, known: KnownEpisodes, tmp_path: Path
) -> None:
    published(show, episode())
    before = source(tmp_path)
    assert known.identify(script(), before)[0] == KNOWN
    after = before.rename(tmp_path / "renamed.txt")
    assert known.identify(script(), after)[0] == KNOWN


def test_another_article_is_none_and_gets_a_name_that_is_free(
    show: Show, known: KnownEpisodes, tmp_path: Path
) -> None:
    published(show, episode())
    other = script(title="別の題", texts=("別の文。",))
    identity, before = known.identify(other, source(tmp_path))
    assert (identity.slug, before) == ("2024-09-22-o1-2", None)


def test_what_this_run_made_is_known_to_it(show: Show, known: KnownEpisodes, tmp_path: Path) -> None:
    identity, _ = known.identify(script(), source(tmp_path))
    (show.episodes / identity.slug).mkdir()
    made = replace(episode(identity.slug), guid=identity.guid, published=identity.published)
    assert known.save(made)
    assert not known.save(made)
    again, before = known.identify(script(), source(tmp_path))
    assert (again, before and before.slug) == (identity, identity.slug)


def test_articles_of_one_run_that_have_all_names_in_common_are_told_by_their_text(
    show: Show, known: KnownEpisodes, tmp_path: Path
) -> None:
    sentences = {"一": "山の話。", "二": "海の話。"}
    for folder in sentences:
        (tmp_path / folder).mkdir()

    def made(known: KnownEpisodes, folder: str) -> str:
        new = script(texts=("題名", sentences[folder]))
        identity, before = known.identify(new, source(tmp_path / folder))
        cues = (Cue(0, sentences[folder], sentences[folder], 0, 500),)
        if before is None:
            published(show, replace(episode(identity.slug), guid=identity.guid, cues=cues))
        return identity.slug

    assert [made(known, folder) for folder in "一二"] == ["2024-09-22-o1", "2024-09-22-o1-2"]
    assert [made(KnownEpisodes(show), folder) for folder in "二一"] == ["2024-09-22-o1-2", "2024-09-22-o1"]


@pytest.mark.parametrize(
    ("text", "slug"),
    [("雨でした。", "o1"), ("雪です。", "o1-2"), ("雨の降る日です。", "o1-2"), ("あい" * 400, "o1-2")],
)
def test_one_sentence_in_other_letters_is_compared_at_once(
    show: Show, known: KnownEpisodes, tmp_path: Path, text: str, slug: str
) -> None:
    before = "あ" * 800 if len(text) == 800 else "雨です。"
    published(show, replace(episode("o1"), date=None, cues=(Cue(0, before, before, 0, 500),)))
    began = process_time()
    assert known.identify(script(date=None, texts=("題名", text)), source(tmp_path))[0].slug == slug
    assert process_time() - began < 1


def test_what_another_program_made_since_is_known(show: Show, known: KnownEpisodes, tmp_path: Path) -> None:
    (show.episodes / episode().slug).mkdir()  # as left by a program that was killed
    assert known.identify(script(), source(tmp_path))[1] is None
    library.save_episode(show, episode())
    assert known.identify(script(), source(tmp_path))[0] == KNOWN


def test_what_another_program_said_of_an_episode_since_counts(
    show: Show, known: KnownEpisodes, tmp_path: Path
) -> None:
    published(show, episode())
    assert not known.identify(script(), source(tmp_path))[0].withdrawn
    library.update(show, episode().slug, withdrawn=True)
    assert known.identify(script(), source(tmp_path))[0].withdrawn


def test_a_manifest_changed_or_damaged_by_hand_since_is_read_as_it_is(
    show: Show, known: KnownEpisodes, tmp_path: Path
) -> None:
    path = published(show, episode())
    assert known.identify(script(), source(tmp_path))[0] == KNOWN
    changed(path, guid="another")
    assert known.identify(script(), source(tmp_path))[0].guid == "another"
    path.write_bytes(b"{")
    with pytest.raises(OutputError, match=r"episode\.json: damaged .*mend it, or delete its folder"):
        known.identify(script(), source(tmp_path))
    assert known.identify(script(title="別の題"), source(tmp_path, "other.txt"))[1] is None


def test_a_damaged_manifest_under_a_numbered_name_is_no_second_episode(
    show: Show, known: KnownEpisodes, tmp_path: Path
) -> None:
    for name in ("kaigi", "kaigi-2"):
        published(show, replace(episode(name), guid=name, title=name, date=None, source=f"{name}.txt"))
    (show.episodes / "kaigi-2" / library.MANIFEST).write_bytes(b"{")
    with pytest.raises(OutputError, match=r"kaigi-2.episode\.json: damaged"):
        known.identify(script(title="会議", date=None), source(tmp_path, "会議.txt"))


def test_a_damaged_manifest_under_a_name_of_before_is_no_second_episode(
    show: Show, known: KnownEpisodes, tmp_path: Path
) -> None:
    published(show, replace(episode("2024-09-22"), source="会議.txt")).write_bytes(b"{")
    with pytest.raises(OutputError, match=r"2024-09-22.episode\.json: damaged"):
        known.identify(script(), source(tmp_path, "会議.txt"))


def test_a_damaged_episode_of_another_article_is_in_nobodys_way(
    show: Show, known: KnownEpisodes, tmp_path: Path
) -> None:
    published(show, replace(episode("diary-2025"), title="別の題", source="diary-2025.txt")).write_bytes(b"{")
    assert known.identify(script(date=None), source(tmp_path, "diary.txt"))[0].slug == "diary"


def test_what_was_put_back_while_an_article_was_written_is_known(
    show: Show, known: KnownEpisodes, tmp_path: Path
) -> None:
    known.identify(script(title="別の題", date=None), source(tmp_path, "other.txt"))
    published(show, episode())
    (show.episodes / "other").mkdir()
    known.save(replace(episode("other"), guid="other", title="別の題", date=None, source="other.txt"))
    assert known.identify(script(), source(tmp_path))[0] == KNOWN


def test_the_manifests_of_other_episodes_are_looked_at_once(
    show: Show, known: KnownEpisodes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abc":
        published(show, replace(episode(name), guid=name, title=name, source=f"{name}.txt"))
    looked_at: list[Path] = []
    state = files.state
    monkeypatch.setattr(files, "state", lambda path: (looked_at.append(path), state(path))[1])
    for name in "abc":
        assert known.identify(script(title=name), source(tmp_path, f"{name}.txt"))[0].slug == name
        assert known.save(replace(episode(name), guid=name, title=name, source=f"{name}.txt", lead="川"))
    counts = {name: looked_at.count(show.episodes / name / library.MANIFEST) for name in "abc"}
    assert counts == dict.fromkeys("abc", 2), "once with all, once as the answer"
