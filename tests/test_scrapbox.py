"""Scrapbox's own marks become Markdown; what only looks like them stays as it is."""

from __future__ import annotations

import pytest

from narrate.article.scrapbox import is_scrapbox, to_markdown

ADDRESS = "<x-address>https&#58;&#47;&#47;book&#46;example&#47;a</x-address>"
TEXT = "川の話\n[** 上流]\n川です。\n[* 石]\n石です。"


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        (TEXT, True),
        ("川の話\n[** 上流]\n川です。", False),
        ("# 川の話\n[** 上流]\n[* 石]\n", False),
        ("川の話\n[1] 川です。\n[2] 石です。", False),
        ("川の話\n[** 上流]と[* 石]の話です。", False),
    ],
)
def test_two_headings_of_its_own_tell_it(text: str, yes: bool) -> None:
    assert is_scrapbox(text) == yes


@pytest.mark.parametrize(
    ("row", "markdown"),
    [
        ("[川の会]で話した。", "[川の会](#)で話した。"),
        ("[川の本 https://book.example/a]を読む。", f"[川の本](#){ADDRESS}を読む。"),
        ("[https://book.example/a 川の本]を読む。", f"[川の本](#){ADDRESS}を読む。"),
        ("[https://pictures.example/a.png]", "https://pictures.example/a.png"),
        (" 石が[* 大きい]", "- 石が大きい"),
        ("[[石]]です。", "石です。"),
        ("[- 石]です。", "<del>石</del>です。"),
        ("[$ x^2]です。", "$x^2$です。"),
        ("[mizuno.icon]です。", "<x-emoji>&#91;mizuno&#46;icon&#93;</x-emoji>です。"),
        ("`a[0]`です。", "`a[0]`です。"),
        ("[川の会](https://kawa.example)です。", "[川の会](https://kawa.example)です。"),
    ],
)
def test_a_row(row: str, markdown: str) -> None:
    assert to_markdown(f"{TEXT}\n{row}").endswith(f"\n\n{markdown}")


def test_headings_with_more_stars_are_higher() -> None:
    assert to_markdown(TEXT) == "# 川の話\n\n## 上流\n\n川です。\n\n### 石\n\n石です。"


def test_code_and_tables_end_where_the_indent_ends() -> None:
    markdown = to_markdown(
        f"{TEXT}\ncode:a.js\n let a = 1 < 2\n\n let b\n石です。\ntable:記録\n\t日\t距離\n石です。"
    )
    assert "<pre>code:a.js\n let a = 1 &lt; 2</pre>" in markdown
    assert "<table><tr><th>table:記録</th><td>日</td><td>距離</td></tr></table>\n\n石です。" in markdown
