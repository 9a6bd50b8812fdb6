"""How headings are worded, wherever they stand."""

from __future__ import annotations

import pytest

from narrate.article.heading_words import is_paragraph, is_short, looks_like_heading, sign_of


@pytest.mark.parametrize(
    ("text", "following", "expected"),
    [
        ("川の橋", "橋は三つあります。", True),
        ("川の橋とは？", "橋は三つあります。", True),
        ("川の橋です。", "橋は三つあります。", False),
        ("９：４０", "朝礼をします。", True),
        ("9時～10時半", "朝礼をします。", True),
        ("2024年", "橋がかかりました。", True),
        ("写真：川の橋", "橋は三つあります。", False),
        ("まとめ：", "橋は三つあります。", True),
        ("川の橋", "という名の店です。", False),
        ("川の橋", "ということで、歩きました。", True),
        ("川の橋", "との答えでした。", True),
        ("川の橋", "との感想です。", False),
        ("川" * 41, "橋は三つあります。", False),
    ],
)
def test_a_heading_by_its_words(text: str, following: str, expected: bool) -> None:
    assert looks_like_heading(text, following) is expected


def test_paragraphs_are_long_and_end_and_headings_are_short() -> None:
    assert is_paragraph(f"{'川' * 40}。")
    assert not is_paragraph("川です。")
    assert is_short("川の橋")
    assert not is_short("・川の橋")
    assert not is_short("橋です。橋")


@pytest.mark.parametrize(("text", "sign"), [("■ 川", "■"), ("■2■川", "■1■"), ("川", "")])
def test_the_sign_before_a_heading(text: str, sign: str) -> None:
    assert sign_of(text) == sign
