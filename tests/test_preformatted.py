"""Text in ``<pre>`` is read, code in it is not."""

from __future__ import annotations

import pytest

from narrate.article import parse

ROWS = (
    "川の上流では、今年も多くの人が橋の工事を見に来ていて、とても賑\n"
    "わっていました。水は青く、空も青いので、誰もが川岸に座って休ん\n"
    "でいました。昼になると、町の店から弁当を売る人たちがやって来て、\n"
    "一日中楽しそうな声が聞こえていました。",
    "橋の下では、子供たちが魚を追いかけていました。",
)


def said(pre: str) -> list[str]:
    page = f"<html><head><title>川の話をする</title></head><body><h1>川の話をする</h1>{pre}</body></html>"
    article = parse(page, "a.html")
    return [paragraph.text for section in article.sections for paragraph in section.paragraphs][1:]


@pytest.mark.parametrize("between", ["\n\n", "<br>\n\n", "\n \n"])
def test_lines_of_a_text_are_joined_to_paragraphs(between: str) -> None:
    assert said(f"<pre>{between.join(ROWS)}</pre>") == [ROWS[0].replace("\n", ""), ROWS[1]]


def test_words_of_it_may_be_links() -> None:
    assert said(f"<pre>{ROWS[0]}\n\n<a href='/b'>橋</a>の下の魚です。</pre>")[1] == "橋の下の魚です。"


@pytest.mark.parametrize(
    "code",
    [
        "for (;;) {\n  // 川の水を数える。数えたら次へ。次へ。\n  run();\n}",
        "$ make river  # 川を作る。\n$ make sea  # 海を作る。\n$ make sky  # 空を作る。",
        "river 青い。\nsea   青い。",
        "川    北町    青い。\n海    南町    青い。\n空    東町    とても青い。",
    ],
)
def test_code_and_what_a_program_prints_are_not(code: str) -> None:
    assert said(f"<p>川です。海です。空です。</p><pre>{code}</pre>") == ["川です。海です。空です。"]
    coloured = f"<p>川です。海です。空です。</p><pre><span>{ROWS[0]}{ROWS[1]}</span></pre>"
    assert said(coloured) == ["川です。海です。空です。"]


@pytest.mark.parametrize("hidden", ["hidden", 'style="display: none"'])
def test_text_in_it_that_nobody_sees_is_not_read(hidden: str) -> None:
    seen = "川です。海です。空です。"
    unseen = "\n\n".join(ROWS)
    assert said(f"<p>{seen}</p><pre {hidden}>{unseen}</pre>") == [seen]


def test_in_markdown_a_fence_is_code_and_an_indent_of_text_is_text() -> None:
    rows = "\n\n".join(ROWS)
    fenced = parse(f"# 川の話\n\n川です。\n\n```\n{rows}\n```\n", "a.md")
    assert "code block" in {piece.reason for piece in fenced.dropped}
    indented = "\n".join(f"    {row}" if row else "" for row in rows.split("\n"))
    article = parse(f"# 川の話\n\n川です。\n\n{indented}\n", "a.md")
    assert article.sections[-1].paragraphs[-1].text == ROWS[1]
