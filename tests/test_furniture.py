"""What sites set around texts in Markdown, print and mails, each beside what looks like it and is read."""

from __future__ import annotations

import pytest

from narrate.article import corrections, parse
from narrate.article.lines import lines_of, style_of
from narrate.article.phrases import line_reason

PROSE = "川の水は山に降った雨が集まって流れ、途中でいくつもの町を通って海に出ます。"


def _spoken(text: str, name: str = "a.md") -> list[str]:
    return [p.text for section in parse(text, name).sections for p in section.paragraphs]


def _in_markdown(part: str) -> list[str]:
    """What is spoken of a part of an article whose author ends paragraphs with full stops."""
    said = _spoken(f"# 川の話\n\n{PROSE}\n\n{PROSE}\n\n{part}\n\n{PROSE}\n\n## 終わりに\n\n{PROSE}\n")
    return [text for text in said if text not in (PROSE, "川の話", "終わりに")]


@pytest.mark.parametrize(
    "part",
    [
        "![](a.jpg)\n\n橋を渡る町の人たち",
        "![](a.jpg)\n橋を渡る町の人たち",
        "[![](a.jpg)](b.jpg)\n\n三日目、湧きはじめた水（筆者撮影）",
        "![[a.jpg]]\n\n岸には舟がつながれている",
        "<Frame>\n\n![橋](a.jpg)\n\n</Frame>\n\n*スクショ：橋の図面。右が下流*",
        "![](a.jpg)\n<small>橋の上から見た川</small>",
        "![橋](a.jpg)\n\n<center>納屋から出てきた滑車。百年もの</center>",
        "> [!info] あわせて読む\n> [橋の話](https://a.example/1)",
        ":::tip\n関連する文書\n- [橋の話](a.md)\n- [舟の話](b.md)\n:::",
        "<aside>\n💡 **橋の案内**\n[申し込み](https://a.example/1)\n</aside>",
        "<details>\n<summary>更新した部品</summary>\n\n- river-core 2.4 → 2.6\n- bridge 0.9.3\n\n</details>",
        "変更点の全文は CHANGELOG を参照 · [報告する](https://a.example/1) · [支援する](https://a.example/2)",
        "▼前回の話はこちら\n\n[橋を、毎朝ひとつ渡る](https://a.example/1)",
    ],
)
def test_furniture_of_markdown_is_not_read(part: str) -> None:
    assert _in_markdown(part) == []


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("![](a.jpg)\n\nここからが本題だ", ["ここからが本題だ"]),
        (
            "\n\n".join(f"![](a.jpg)\n\n{line}" for line in ("豆を水へ", "鍋で煮た豆", "桶に豆")),
            ["豆を水へ", "鍋で煮た豆", "桶に豆"],
        ),
        ("![](a.jpg)\n\n設定は次の内容\n\n```\na\n```", ["設定は次の内容"]),
        ("![](a.jpg)\n\n用意するもの\n\n- 縄\n- 桶", ["用意するもの", "縄", "桶"]),
        ("![](a.jpg)\n\n「まだ渡れますか」", ["「まだ渡れますか」"]),
        ("> 時は金なり\n> [出典](https://a.example/1)", ["時は金なり"]),
        ("<details>\n<summary>手順</summary>\n\n桶を運びます。\n\n</details>", ["手順", "桶を運びます。"]),
        (
            "[これは、文の全体が輪になっています。](https://a.example/1)",
            ["これは、文の全体が輪になっています。"],
        ),
        ("▼前回のおさらい\n\n橋を渡りました。", ["▼前回のおさらい", "橋を渡りました。"]),
    ],
)
def test_what_looks_like_furniture_of_markdown_is_read(part: str, said: list[str]) -> None:
    assert _in_markdown(part) == said


def test_an_author_without_full_stops_speaks_under_pictures() -> None:
    text = "# 旅\n\n今日は川へ行ってみた\n\n![](a.jpg)\n\n橋を渡る町の人たち\n\nとても長い橋だと思った\n"
    assert "橋を渡る町の人たち" in _spoken(text)


@pytest.mark.parametrize(
    "line",
    [
        "【お詫びと訂正：2025年6月28日10時】初出時、工房の場所に誤りがありました。",
        "＜訂正＞初出時、改修費を「約２６００万円」としましたが、「約二千万円」の誤りでした。",
        "【2025年6月28日訂正】橋の長さを改めました。",
        "※訂正（6/28）：橋の名が違っていました。",
        "Correction: the bridge is older.",
        "本紙は橋の名を誤って伝えました。関係の皆様にお詫びして訂正いたします。",
    ],
)
def test_a_notice_of_an_own_mistake_is_told(line: str) -> None:
    assert corrections.is_notice(line)


@pytest.mark.parametrize(
    "line",
    [
        "市長は「お詫びして訂正します」と述べた。",
        "同社は橋の長さに誤りがあったと発表し、お詫びして訂正しますとしている。",
        "訂正印は赤で押します。",
    ],
)
def test_the_mistakes_of_others_are_told_of(line: str) -> None:
    assert not corrections.is_notice(line)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("雨の橋22を川の公式ストアで見る", "advertisement"),
        ("雨の橋22を川の書店で買う", "advertisement"),
        ("価格は記事公開時点のものです", "footer"),
        ("※肩書は取材当時のものです。", "footer"),
        ("この記事の最終更新日から 1 年以上が経過しています。情報が古い可能性があります。", "footer"),
        ("この記事は、1年間更新されておりません。", "footer"),
        ("この記事では、開店から三年が経過した店を訪ねます。", ""),
        ("fix(editor): keep caret inside table cell", "number of a change"),
        ("請求記号 913.6/オク", "facts"),
        ("（会場爆笑、拍手）", "typist's note"),
        ("※聞き取れない箇所は●●としています。", "typist's note"),
        ("（会場が笑いに包まれた）", ""),
        ("料金は二〇二四年に乗ったときのものです。", ""),
        ("（資料２）昭和47年水害の浸水範囲", "caption"),
        ("（資料２）によると水は三日引かなかった", ""),
        ("図1. 川の断面", "caption"),
        ("スクリーンショット：川の画面", "caption"),
        ("（写真右）船を操る健さん", "caption"),
        ("2024年6月3日受付　2024年9月12日受理", "footer"),
        ("river-core 2.4.1 → 2.6.0", "number of a change"),
        ("Fig. 1　川の断面", "caption"),
        ("【問い合わせ先】　川の課　交通係", "contact"),
        ("【担当】教頭　山田、教務主任　川田", "contact"),
        ("担当の教頭は山田先生です", ""),
        ("取材申込：11月4日までに下記連絡先へ", "contact"),
        ("※自動生成のため、誤りを含む場合があります。", "footer"),
        ("AIによる要約のため、学生は内容の誤りに気づかなかった。", ""),
        ("調理時間 20分（炊飯の時間は除く）", "recipe facts"),
        ("※登録した覚えのない方は破棄してください。", "call to subscribe"),
        ("水位は1.2 → 1.6メートルに上がりました。", ""),
    ],
)
def test_lines_of_this_wording(line: str, reason: str) -> None:
    assert line_reason(line) == reason


HEAD = "川の話\n\n" + f"{PROSE}\n\n" * 3


@pytest.mark.parametrize(
    "end",
    [
        "*1：川は三つあります。",
        "次回（第39回）講演会のご案内\n演題　橋の百年\n会場　川の館",
        "６．参考文献\n\n山本（1998）『川』東書房",
        "編集室からのお知らせ\n\n●川の教室の受付開始\n日時：10月12日　参加費：2,200円",
        "┌ 水道料金の口座振替 ──┐\n│お申し込みは窓口へ。│\n└───────────┘",
        "問い合わせ　川の課　電話00-0000-0000\n\n今月の納期限　12月2日\n町の人口　28,416人\n発行：川の町",
    ],
)
def test_the_end_of_a_plain_text_is_not_read(end: str) -> None:
    text = HEAD.replace("出ます。", "出ます*1。", 1) + end + "\n"
    said = set(_spoken(text, "a.txt"))
    assert said <= {
        "川の話",
        PROSE,
        PROSE.replace("。", "*1。"),
        "この橋を、二〇二四年に川の友の会が直しました。",
    }


def test_a_box_with_a_heading_is_read() -> None:
    text = HEAD + f"┌──────┐\n│橋のこと　　│\n└──────┘\n\n{PROSE}\n"
    assert "橋のこと" in _spoken(text, "a.txt")


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("┌── 父の手紙 ──┐\n帰りは待たなくていい。\n└─────┘", "帰りは待たなくていい。"),
        ("┌─────┐\n│店に「予約だけ」と紙がある。│\n│予約はない。│\n└─────┘", "予約はない。"),
        ("本を駅前の書店で買う", "本を駅前の書店で買う"),
        ("母からはLINEで写真を送ってもらう。", "母からはLINEで写真を送ってもらう。"),
        ("「汚名挽回」は「汚名返上」の誤りです。", "「汚名挽回」は「汚名返上」の誤りです。"),
        ("次回の予定\n\n次回は五月十日に開く。", "次回は五月十日に開く。"),
        ("費用：約5,000円", "費用：約5,000円"),
    ],
)
def test_what_looks_like_furniture_of_a_plain_text_is_read(part: str, said: str) -> None:
    assert said in "\n".join(_spoken(f"{HEAD}{part}\n", "a.txt"))


def test_a_text_of_notes_is_read() -> None:
    rows = "\n\n".join(f"※{n} {PROSE}" for n in range(1, 5))
    assert f"※1 {PROSE}" in _spoken(f"川の言葉\n\n{rows}\n\n{PROSE}\n", "a.txt")


def test_a_record_of_changes_is_read() -> None:
    rows = "\n\n".join(f"2024年3月{n}日 図の一部を修正しました。" for n in range(1, 5))
    assert "2024年3月2日 図の一部を修正しました。" in _spoken(f"# 更新の記録\n\n{rows}\n")


def test_one_note_under_its_heading_is_not_read() -> None:
    text = (
        HEAD.replace("出ます。", "出ます1)。", 1)
        + "注\n1) 海は広い。\n\n参考文献\n山本（1998）『川』東書房\n"
    )
    assert _spoken(text, "a.txt") == ["川の話", PROSE, PROSE, PROSE]


PRINT = [
    "　川の水は山に降った雨が集まって流れ",
    "る。途中でいくつもの町を通り、田を潤",
    "して海に出る。橋の上から眺めると、流",
    "れは遅いように見えるが水は冷たい。",
]


def test_running_heads_with_numbers_and_notes_of_authors_are_not_read() -> None:
    page = ["* 川の大学 准教授", "　2024年6月3日受付", "", "2　川の会報　2024.11", "特集　川を眺める", ""]
    other = ["", "川の会報　2024.11　3", "特集　川を眺める", ""]
    rows = [
        "川を眺める",
        "",
        "山田 花子*",
        "",
        *PRINT,
        *PRINT,
        "",
        *page,
        *PRINT,
        *other,
        *PRINT,
        "",
        "4　川の会報　2024.11",
    ]
    assert _spoken("\n".join(rows), "a.txt") == ["川を眺める", *["".join(PRINT).strip()] * 4]


def test_a_block_without_indent_is_one_paragraph_in_print() -> None:
    block = ["川の水は山に降った雨が集まって流れる", *PRINT[2:]]
    rows = ["川を眺める", "", "川の会", "", "要 旨", *block, "", "1．はじめに", "", *PRINT, *PRINT, *PRINT]
    assert "".join(block) in _spoken("\n".join(rows), "a.txt")


@pytest.mark.parametrize(
    ("label", "is_heading"), [("ヒント", False), ("注", False), ("ヒントの見つけ方", True)]
)
def test_the_label_of_a_box_is_no_heading(label: str, is_heading: bool) -> None:
    article = parse(f"{HEAD}{label}\n{PROSE}{PROSE}\n\n{PROSE}\n", "a.txt")
    assert (label in [section.heading for section in article.sections]) is is_heading


def test_roman_numbers_mark_headings() -> None:
    assert style_of("Ⅱ　方法") == style_of("Ⅳ　結果")
    assert lines_of("Ⅱ　方法")[0].text == "Ⅱ　方法"


def test_names_apart_with_marks_are_the_authors_and_daggers_notes() -> None:
    head = "川の温度\n\n山本　春香*1　　石井　守*2\n\n*1　川の大学\n*2　川の町役場\n\n"
    article = parse(head + PROSE.replace("出ます。", "出ます†。") + f"\n\n{PROSE}\n\n† 冬の値。\n", "a.txt")
    assert article.byline == "山本　春香、石井　守"
    assert ("† 冬の値。", "footnotes") in [(piece.text, piece.reason) for piece in article.dropped]


def test_who_wrote_it_down_is_the_author() -> None:
    table = "会場\t川の館\n記録\t岩井 千代子\n"
    assert parse(f"川の会の記録\n\n{table}\n{PROSE}\n\n{PROSE}\n", "a.txt").byline == "岩井 千代子"
