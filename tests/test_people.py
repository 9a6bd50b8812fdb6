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
        "論説委員　山本みどり",
    ],
)
def test_what_somebody_is_is_no_part_of_the_name(text: str) -> None:
    assert without_office(text) == "山本みどり"


def test_names_of_a_vault_are_links() -> None:
    assert names_of(["[[山本みどり]]", {"name": "川田"}]) == "山本みどり、川田"
