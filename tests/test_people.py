"""Names of people are told by their form and by the dictionary."""

from __future__ import annotations

import pytest

from narrate.article.people import is_name, looks_like_name, names_of, without_office


@pytest.mark.parametrize(
    ("text", "yes"), [("山本 太郎", True), ("川の話", False), ("", False), ("Midori", False)]
)
def test_a_name_of_a_person(text: str, yes: bool) -> None:
    assert is_name(text) == yes


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("内海 和沙", True),
        ("三田村恵", True),
        ("マリア・ロペス", True),
        ("Midori Yamamoto", True),
        ("川の町編集部", True),
        ("社会 教育", False),
        ("川の話", False),
        ("山本町", False),
        ("一　会計報告", False),
        ("月曜　雨", False),
    ],
)
def test_what_has_the_form_of_a_name(text: str, yes: bool) -> None:
    assert looks_like_name(text) == yes


@pytest.mark.parametrize(
    "text",
    [
        "山本みどり",
        "店長・山本みどり",
        "山本みどり・川の大学教授",
        "山本みどり（川の新聞）",
        "調査部会　山本みどり",
        "環境課　主査　山本みどり",
        "論説委員　山本みどり",
    ],
)
def test_what_somebody_is_is_no_part_of_the_name(text: str) -> None:
    assert without_office(text) == "山本みどり"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("札幌支局　山田太郎", "山田太郎"),
        ("みなと放送局 記者 三宅 遥", "三宅 遥"),
        ("みのり研究所　主任研究員　椎名 崇", "椎名 崇"),
        ("校長　榎本　さおり", "榎本\u3000さおり"),
        ("阿部 花子", "阿部 花子"),
        ("服部\u3000太郎", "服部\u3000太郎"),
    ],
)
def test_offices_in_a_row_go_and_families_called_as_one_stay(text: str, name: str) -> None:
    assert without_office(text) == name


def test_names_of_a_vault_are_links() -> None:
    assert names_of(["[[山本みどり]]", {"name": "川田"}]) == "山本みどり、川田"
