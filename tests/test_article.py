"""Plain text to article: the parts are found, and nothing is lost on the way."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from visible import check_all_there, of_markdown, of_page

from narrate.article import parse, read_article
from narrate.article.printed import page_furniture
from narrate.errors import ArticleError
from narrate.model import Article
from narrate.source import clean, read_text

FOLDER = Path(__file__).parent / "cases" / "articles"
CASES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".txt", ".md", ".html"))
LINES = st.one_of(
    st.lists(
        st.sampled_from(
            [
                *"町話本橋です。、！？!?「」（）・…ー−% \u3000",
                "ました",
                "openai",
                "o1-mini",
                "3",
                "2.5",
                "한국",
                "😀",
            ]
        ),
        max_size=12,
    ).map("".join),
    st.sampled_from(
        [
            *(
                "",
                "2024-09-22",
                "編集者: 山本",
                "by Hana",
                "日本語EnglishFrançaisDeutsch",
                "特集",
                "見出しの行",
            ),
            *(
                "1 一つ目",
                "2. 二つ目",
                "3、三つ目",
                "・点",
                "なぜですか?",
                "本文です。",
                "「はい。」と言った。",
            ),
        ]
    ),
)
TEXTS = st.lists(st.tuples(LINES, st.sampled_from(["\n", "\n\n"])).map("".join), min_size=1, max_size=16).map(
    "".join
)

ANY_SIGNS = st.lists(st.characters(codec="utf-8"), max_size=60).map("".join)
# st.text() would also draw whole strings of our own code and tests, some of which are Markdown

same_everywhere = settings(deadline=None, derandomize=True, max_examples=200)


def paragraphs(article: Article, kind: str) -> list[str]:
    return [p.text for section in article.sections for p in section.paragraphs if p.kind == kind]


def compact(text: str) -> str:
    return "".join(text.split())


def check_nothing_lost(text: str) -> None:
    article = parse(text, "a.txt")
    said = [compact(p.text) for section in article.sections for p in section.paragraphs]
    dropped = [compact(piece.text) for piece in article.dropped]
    assert Counter("".join([*said, *dropped])) == Counter(compact(text))
    rows = [row.strip() for row in text.split("\n")]
    of_pages = page_furniture(rows)
    at, source = 0, compact("".join(row for n, row in enumerate(rows) if n not in of_pages))
    inline = {"footnote mark": "", "typist's note": "（"}
    for mark in (compact(p.text) for p in article.dropped if p.text.startswith(inline.get(p.reason, "\0"))):
        source = source.replace(mark, "", 1)
    for paragraph in said:
        at = source.index(paragraph, at) + len(paragraph)
    assert all(piece.reason for piece in article.dropped)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_an_article_has_the_parts_that_its_case_names(path: Path) -> None:
    expected: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    article = read_article(path)
    found = {
        "title": article.title,
        "date": article.date.isoformat() if article.date else None,
        "byline": article.byline,
        "headings": paragraphs(article, "heading"),
        "dropped": [[piece.text, piece.reason] for piece in article.dropped],
        "items": paragraphs(article, "item"),
    }
    if "spoken" in expected:
        found["spoken"] = [p.text for section in article.sections for p in section.paragraphs]
    assert found == expected
    source = read_text(path)
    if path.suffix == ".txt":
        check_nothing_lost(source)
    else:
        seen, shown = (of_page if path.suffix == ".html" else of_markdown)(source)
        check_all_there(article, seen, shown)


@same_everywhere
@given(TEXTS)
def test_every_line_is_said_in_order_or_dropped(text: str) -> None:
    assume(any(char.isalnum() for char in text))
    check_nothing_lost(text)


@same_everywhere
@given(ANY_SIGNS, ANY_SIGNS, st.sampled_from(["\n", "\n\n"]))
def test_no_unicode_text_loses_a_line(first: str, second: str, between: str) -> None:
    text = clean(first + between + second)
    assume(any(char.isalnum() for char in text))
    check_nothing_lost(text)


@same_everywhere
@given(TEXTS)
def test_a_section_is_named_by_its_first_paragraph(text: str) -> None:
    assume(any(char.isalnum() for char in text))
    opening, *others = parse(text, "a.txt").sections or [None]
    for section in others:
        assert section is not None
        assert (section.heading, "heading") == (section.paragraphs[0].text, section.paragraphs[0].kind)
        assert all(p.kind in ("prose", "item") for p in section.paragraphs[1:])
    if opening is not None:
        assert all(p.kind != "title" for p in opening.paragraphs[1:])


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("2024-09-22", dt.date(2024, 9, 22)),
        ("2024/9/2", dt.date(2024, 9, 2)),
        ("2024.09.22", dt.date(2024, 9, 22)),
        ("2024 年 9 月 22 日", dt.date(2024, 9, 22)),
        ("2024年9月22日（日）", dt.date(2024, 9, 22)),
        ("2024年9月22日(日) 10時30分", dt.date(2024, 9, 22)),
        ("2024-09-22T10:30:00+09:00", dt.date(2024, 9, 22)),
        ("公開日：2024年9月22日", dt.date(2024, 9, 22)),
        ("2024年9月22日 更新", dt.date(2024, 9, 22)),
    ],
)
def test_a_date_line_is_the_articles_day(line: str, date: dt.date) -> None:
    article = parse(f"川の話\n\n{line}\n\n川は流れています。", "a.txt")
    assert article.date == date
    assert [piece.text for piece in article.dropped] == [line]


@pytest.mark.parametrize("line", ["2024-13-40", "0000-01-01", "2024-02-30"])
def test_a_day_that_does_not_exist_is_no_date(line: str) -> None:
    article = parse(f"川の話\n\n{line}\n\n川は流れています。", "a.txt")
    assert article.date is None
    assert article.dropped == ()


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("編集者: 楊陶子喬", "楊陶子喬"),
        ("著者：山本 みどり", "山本 みどり"),
        ("文：山本みどり", "山本みどり"),
        ("取材・文＝山本みどり", "山本みどり"),
        ("翻訳：山本みどり", "山本みどり"),
        ("ライター：山本みどり", "山本みどり"),
        ("Author: Midori Yamamoto", "Midori Yamamoto"),
        ("by Midori Yamamoto", "Midori Yamamoto"),
    ],
)
def test_a_byline_names_the_writer(line: str, name: str) -> None:
    article = parse(f"川の話\n\n{line}\n\n川は流れています。", "a.txt")
    assert article.byline == name
    assert [piece.text for piece in article.dropped] == [line]


def test_a_sentence_that_begins_like_a_byline_is_said() -> None:
    article = parse("川の話\n\n著者：山本\n\n筆者：川を見た。そして書いた。", "a.txt")
    assert article.byline == "山本"
    assert paragraphs(article, "prose") == ["筆者：川を見た。そして書いた。"]


def test_an_article_without_a_title_is_named_by_its_first_sentence() -> None:
    long = "とても" * 20
    assert parse(f"{long}長い文です。次の文です。", "a.txt").title == long[:39] + "…"


def test_a_masthead_alone_takes_the_name_as_title() -> None:
    article = parse("2024-09-22", "only-a-date.txt")
    assert article.title == "only-a-date.txt"
    assert article.sections == ()


def test_the_last_line_is_no_heading() -> None:
    article = parse("川の話\n\n川は流れています。\n\n終わり", "a.txt")
    assert paragraphs(article, "heading") == []
    assert paragraphs(article, "prose")[-1] == "終わり"


@pytest.mark.parametrize(
    "line",
    [
        *("（川の写真）", "そして、", "待って…", "川だ!", "では、次へ", "「川」", "—", "あ" * 41),
        *("> 早起きは三文の徳", "記者　座席数は？", "持ち物：雨具 ／ 軍手", "4人分"),
        "11／20（水）　14：00～15：30　四半期レビュー（Teams）",
    ],
)
def test_a_line_of_this_form_is_no_heading(line: str) -> None:
    article = parse(f"川の話\n\n川は流れています。\n\n{line}\n\nそれで終わりです。", "a.txt")
    assert paragraphs(article, "heading") == []
    assert line in paragraphs(article, "prose")


@pytest.mark.parametrize(
    "line", ["川の始まり", "Docker とは", "なぜ流れる?", "「川」の名", "(1) 源流", "あ" * 40]
)
def test_a_line_of_this_form_is_a_heading(line: str) -> None:
    article = parse(f"川の話\n\n川は流れています。\n\n{line}\n\nそれで終わりです。", "a.txt")
    assert paragraphs(article, "heading") == [line]


def test_the_example_article_has_four_sections_and_four_items(example: Path) -> None:
    article = read_article(example)
    assert article.date == dt.date(2026, 4, 12)
    assert article.byline == "山本みどり"
    assert paragraphs(article, "heading") == [
        "小さな始まり、o1-mini と一台のパソコン",
        "「ありがとう」が届いた日",
        "どのような失敗がありましたか?",
        "これから",
    ]
    assert [item[0] for item in paragraphs(article, "item")] == ["1", "2", "3", "4"]
    check_nothing_lost(example.read_text(encoding="utf-8"))


def test_the_real_article_has_its_seven_sections(shared: Path) -> None:
    path = shared / "articles" / "o1.txt"
    article = read_article(path)
    assert article.title.startswith("aiが人間を超える驚愕の瞬間をo1金メダルチームが暴露!")
    assert article.date == dt.date(2024, 9, 22)
    assert article.byline == "楊陶子喬"
    assert [section.heading for section in article.sections] == [
        article.title,
        "強化学習 + 思考、o1 が新たなパラダイムを開く",
        "「ああ」の瞬間",
        "プロジェクト中にどのような困難に遭遇しましたか?",
        "openaiで働くのはどんな感じですか?",
        "o1-mini の裏話",
        "研究をする動機は何ですか?",
    ]
    assert [item[0] for item in paragraphs(article, "item")] == list("12345678")
    reasons = {piece.text: piece.reason for piece in article.dropped}
    assert reasons["ニュース"] == reasons["新しい知恵のレポート"] == "site label"
    assert next(text for text, why in reasons.items() if why == "language menu").startswith("한어")
    assert len(reasons) == 5
    check_nothing_lost(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", ["", " \n\t\n　\n"])
def test_an_empty_article_is_named(text: str) -> None:
    with pytest.raises(ArticleError, match=r"^a\.txt: is empty; nothing to narrate"):
        parse(text, "a.txt")


def test_an_article_of_symbols_is_named() -> None:
    with pytest.raises(ArticleError, match=r"^a\.txt: has only symbols in it; nothing to narrate"):
        parse("。。。\n***\n", "a.txt")


@pytest.mark.parametrize(
    "text",
    [
        "/home/aki/memo.txt\n",
        "C:\\Users\\aki\\memo.docx",
        "file:///tmp/memo.md",
        '"C:\\aki\\memo.docx"',
        "\\\\nas\\memo.docx",
    ],
)
def test_the_name_of_a_file_is_no_article(text: str) -> None:
    with pytest.raises(ArticleError, match=r"^a\.txt: is only the name of a file; give the file itself"):
        parse(text, "a.txt")


@pytest.mark.parametrize(
    "text",
    ["https://a.example/x\n", "https://a.example/x https://b.example/", "ｈｔｔｐｓ：／／ａ．ｊｐ"],
)
def test_the_address_of_a_page_is_no_article(text: str) -> None:
    with pytest.raises(
        ArticleError, match=r"^a\.txt: is only the address of a page; give the address itself"
    ):
        parse(text, "a.txt")


def test_the_message_for_an_empty_file_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    with pytest.raises(ArticleError, match=r"empty\.txt: is empty"):
        read_article(path)


@pytest.mark.parametrize("unit", ["漢字", "本文です。", "1 ", "openai ", "「あ", "English", "2024-"])
def test_a_line_of_200_000_characters_is_one_line(unit: str) -> None:
    check_nothing_lost("題です\n\n" + unit * (200_000 // len(unit)) + "\n\n本文です。")


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_20_000_short_lines_keep_their_order(between: str) -> None:
    lines = (line for i in range(5_000) for line in (f"{i} 番目", "見出しの行", "本文です。", "・点"))
    check_nothing_lost(between.join(lines))


def test_masthead_lines_of_100_000_spaces_come_to_an_end() -> None:
    code = "import sys; from narrate.article import parse; print(parse(sys.stdin.read(), 'a').title)"
    space = " " * 100_000
    text = f"題です\n\n2024-09-22{space}い\n\n公開{space}い\n\n著者{space}い\n\n本文です。"
    done = subprocess.run(
        [sys.executable, "-c", code], input=text.encode(), stdout=subprocess.PIPE, check=True, timeout=60
    )
    assert done.stdout.decode().strip() == "題です"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("[川の話](https://a.example/a_(b))", "(https://a.example/a_(b))"),
        ("[川の話](https://a.example/川_(地形))", "(https://a.example/川_(地形))"),
        ('[川の話](<https://a.example/> "題")', '(<https://a.example/> "題")'),
        ("[川の話](https://a.example/a_(b)", "(https://a.example/a_(b)"),
    ],
)
def test_a_link_of_markdown_in_plain_text_is_said_by_its_words(text: str, address: str) -> None:
    article = parse(f"題名\n\nこれは{text}です。\n", "a.txt")
    assert [each.text for each in article.sections[0].paragraphs[1:]] == ["これは川の話です。"]
    assert [piece.text for piece in article.dropped if piece.reason == "address"] == [address]


TUTORIAL = "題\n\n2026-01-01\n\n設定を始めます。\n\n{}\n\n次に進みます。これで終わりです。\n"
BOX_INSIDE = (
    "メニュー\nホーム\nログイン\n題の記事\n2026-01-01\n道具の話をします。\nあわせて読みたい\n別の記事\n"
    "次の道具がよく使われます。\nのこぎり\nかなづち\nかんな\nのみ\nやすり\nきり\nペンチ\nドライバー\n"
    "よい道具は長く使えます。\nプライバシーポリシー\nお問い合わせ\n運営会社\n利用規約\nCopyright 2026\n"
)
SUMMED_UP = (
    "題\n\n2026-01-01\n\n板を切る\n\n線にそって切ります。\n\n板を磨く\n\n紙で磨きます。\n\n板を組む\n\n釘で組みます。\n\n"
    "おさらいは次のとおりです。\n\n板を切る\n板を磨く\n板を組む\n\nこれで終わりです。\n"
)


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ('<h1>題</h1><p>本文です。</p><ul><li><img alt="Docker">Docker</li></ul>', "a.html", "Docker"),
        ('<h1>題</h1><p><img alt="大事な注意です。">大事な注意です。</p>', "a.html", "大事な注意です。"),
        ("# 題\n\n本文です。\n\n- ![Python](p.svg) Python\n", "a.md", "Python"),
        (
            TUTORIAL.format("設定からJavaScriptを有効にしてください。"),
            "a.txt",
            "設定からJavaScriptを有効にしてください。",
        ),
        (TUTORIAL.format("無線LANアクセスポイント＝AP"), "a.txt", "無線LANアクセスポイント＝AP"),
        (
            TUTORIAL.format("Source: 設定ファイルの source を書く"),
            "a.txt",
            "Source: 設定ファイルの source を書く",
        ),
        (TUTORIAL.format("売上ランキング：上位5社"), "a.txt", "売上ランキング：上位5社"),
        (TUTORIAL.format("requirements:\n- Docker\n- Git"), "a.txt", "- Docker"),
        (
            TUTORIAL.format("$ make\n# ここで待ちます。終わったら次へ。"),
            "a.txt",
            "# ここで待ちます。終わったら次へ。",
        ),
        (BOX_INSIDE, "a.txt", "よい道具は長く使えます。"),
        (SUMMED_UP, "a.txt", "これで終わりです。"),
    ],
)
def test_what_only_looks_like_furniture_is_said(text: str, name: str, said: str) -> None:
    article = parse(text, name)
    assert said in [paragraph.text for section in article.sections for paragraph in section.paragraphs]
