"""Boxes whose text is further in become elements; what only looks like their marks stays text or code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.article import mkdocs
from narrate.article.forms import parse

PAGE = "# 題\n\nはじめの文です。\n\n"


def said(markdown: str) -> list[str]:
    article = parse(f"{PAGE}{markdown}\n\nおわりの文です。\n", "a.md")
    texts = [paragraph.text for section in article.sections for paragraph in section.paragraphs]
    return texts[texts.index("はじめの文です。") + 1 : texts.index("おわりの文です。")]


@pytest.mark.parametrize(
    ("markdown", "texts"),
    [
        ("!!! note\n\n    箱の文です。", ["箱の文です。"]),
        (
            '!!! warning "鍵について"\n    箱の文です。\n    続きです。',
            ["鍵について", "箱の文です。", "続きです。"],
        ),
        ('??? tip "もっと"\n\n    箱の文です。', ["もっと", "箱の文です。"]),
        ("???+ note inline end\n\n    箱の文です。", ["箱の文です。"]),
        (
            '=== "Windows"\n\n    窓の文です。\n\n=== "macOS"\n\n    林檎の文です。',
            ["Windows", "窓の文です。", "macOS", "林檎の文です。"],
        ),
        (
            "!!! note\n\n    外の文です。\n\n    !!! tip\n\n        中の文です。\n\n    また外です。",
            ["外の文です。", "中の文です。", "また外です。"],
        ),
        (
            "- 項目です。\n\n    !!! note\n\n        箱の文です。\n\n    続きです。",
            ["項目です。", "箱の文です。", "続きです。"],
        ),
        (
            '!!! note\n\n    箱の文です。\n\n    ```\n    === "符号"\n    ```\n\n    後の文です。',
            ["箱の文です。", "後の文です。"],
        ),
        ("/// note | 題名\n箱の文です。\n///", ["題名", "箱の文です。"]),
        ("![図](a.png)\n/// caption\n図の説明\n///", []),
        ("++ctrl+s++を押します。", ["ctrl+sを押します。"]),
        ("!!! すごい話です。", ["!!! すごい話です。"]),
        ("!!! note\n次の文です。", ["次の文です。"]),
        ("文です。\n\n    !!! note\n\n        echo", ["文です。"]),
        ("/// ここは文です。", ["/// ここは文です。"]),
        ("///\n\n/// caption\n\n後の文です。", ["/// caption", "後の文です。"]),
        ("/// html | div.my-class\n箱の文です。\n///", ["箱の文です。"]),
        ("i++j++は式です。", ["i++j++は式です。"]),
    ],
)
def test_what_is_said_of_a_box(markdown: str, texts: list[str]) -> None:
    assert said(markdown) == texts


@given(
    st.lists(
        st.sampled_from(
            ["", "文。", "    文。", "        文。", "!!! note", '=== "題"', "    ??? tip", "```", "    ```",
             "- 項", "/// note", "///", "\t文。", "    === \"A\"", "        ```"]
        ),
        max_size=12,
    )
)  # fmt: skip
def test_every_line_that_is_no_mark_stays(lines: list[str]) -> None:
    kept = [line.strip() for line in mkdocs.with_elements("\n".join(lines)).split("\n")]
    texts = ("文。", "- 項", "```")
    assert [line for line in kept if line in texts] == [
        line.strip() for line in lines if line.strip() in texts
    ]


def test_200_000_boxes_end() -> None:
    deep = "".join(f"{' ' * 4 * (number % 50)}!!! note\n" for number in range(200_000))
    assert mkdocs.with_elements(deep).count("<div>") > 190_000
    assert mkdocs.with_elements("/// note\n" * 200_000).count("<div>") == 0
