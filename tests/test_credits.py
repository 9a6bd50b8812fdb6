"""Credits and signatures name who wrote an article, and sentences are none."""

from __future__ import annotations

import pytest

from narrate.article import credits
from narrate.article.facts import Facts


@pytest.mark.parametrize(
    "line",
    [
        "文：山本みどり",
        "文・写真／山本みどり",
        "文・写真　山本みどり",
        "文・山本みどり　写真・川田一郎",
        "取材・文＝山本みどり　撮影＝川田一郎",
        "文：山本みどり、写真：川田一郎",
        "（聞き手・山本みどり）",
        "聞き手・構成　山本みどり",
        "写真：川田一郎　文：山本みどり（川の新聞）",
        "TEXT：山本みどり PHOTO：川田一郎 EDIT：川の編集部",
        "書き手：山本みどり",
        "文・山本みどり写真・川田一郎編集・川の編集部",
        "取材・文：山本みどり撮影：川田一郎",
    ],
)
def test_who_wrote_it(line: str) -> None:
    assert credits.writer(line) == "山本みどり"


@pytest.mark.parametrize(
    "line", ["写真：川田一郎", "文の長さ", "文・理系の違い", "記事を書く", "文：", "文" * 200]
)
def test_who_did_not_write_it(line: str) -> None:
    assert credits.writer(line) == ""


@pytest.mark.parametrize(
    "line",
    [
        "（山本みどり）",
        "（文・山本みどり）",
        "【山本みどり】",
        "＝山本みどり",
        "山本みどり 記",
        "（山本みどり・川の新聞記者）",
    ],
)
def test_a_signature_alone_and_behind_the_last_sentence(line: str) -> None:
    assert credits.signature(line) == "山本みどり"
    if line[0] in "（【＝":
        assert credits.signed(f"川は海へ続く。{line}") == ("川は海へ続く。", line)


def test_several_reporters_sign_with_the_places_from_which_they_write() -> None:
    line = "（小鳥遊健、五十嵐萌、シドニー=中村亮）"
    assert credits.signature(line) == "小鳥遊健、五十嵐萌、中村亮"
    assert credits.signed(f"川は海へ続く。{line}") == ("川は海へ続く。", line)


@pytest.mark.parametrize(
    "text",
    [
        "川は海へ続く。（つづく）",
        "川は海へ続く。（東京、大阪、名古屋）",
        "川は海へ続く（山本みどり）。",
        "川は海へ続く。",
    ],
)
def test_what_is_no_signature_stays(text: str) -> None:
    assert credits.signed(text) == (text, "")


def test_names_with_marks_are_authors_of_a_paper() -> None:
    assert credits.marked_names("山本 みどり* ・ 川田 一郎**") == "山本 みどり、川田 一郎"
    assert credits.marked_names("山本 みどり、川田 一郎") == ""


def test_what_is_said_behind_the_word_for_a_text_names_nobody() -> None:
    assert credits.writer("文：川は長い写真：海は広い") == ""
    assert credits.writer("文：山本みどり写真：川田一郎") == "山本みどり"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("文：榎 さつき", "榎 さつき"),
        ("文：林 あかね　写真：川田一郎", "林 あかね"),
        ("文：東 ちづる、写真：川田一郎", "東 ちづる"),
        ("文：編集部 林 あかね", "林 あかね"),
        ("取材・文／森 大", "森 大"),
    ],
)
def test_a_family_name_of_one_sign_is_no_office(line: str, name: str) -> None:
    facts = Facts()
    facts.take(line)
    assert facts.byline == name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("記録：瀬戸 みどり", "瀬戸 みどり"),
        ("報告・写真：瀬戸 みどり", "瀬戸 みどり"),
        ("記録係　山本みどり", "山本みどり"),
        ("記録：2時間5分", ""),
        ("記録　晴れのち曇り", ""),
        ("報告：山本さん", ""),
        ("作成：橋の図面", ""),
    ],
)
def test_who_wrote_it_down_is_a_name(line: str, name: str) -> None:
    assert credits.recorder(line) == name
