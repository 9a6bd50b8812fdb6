"""Text copied out of print: paragraphs over several lines and pages."""

from __future__ import annotations

import pytest

from narrate.article import parse, printed

FIRST = [
    "　川の水は山に降った雨が集まって流れ",
    "る。途中でいくつもの町を通り、田を潤",
    "して、やがて海に出る。",
]
SECOND = [
    "　橋の上から眺めると、流れは遅いよう",
    "に見える。けれど岸に立つと、足もとの",
    "水は思いのほか速く、冷たい。",
]
THIRD = [
    "　町の人は昔からこの川で米を研ぎ、魚",
    "を捕り、夏には泳いだ。いまも朝になる",
    "と、誰かが岸を掃いている。",
]


def whole(rows: list[str]) -> str:
    return "".join(rows)


def test_the_lines_of_a_paragraph_are_joined() -> None:
    rows = [*FIRST, "川を眺める", *SECOND, *THIRD]
    assert [row for row in printed.joined(rows) if row] == [
        *(whole(FIRST), "川を眺める", whole(SECOND), whole(THIRD)),
    ]


def test_a_paragraph_goes_on_after_the_end_of_a_page() -> None:
    page = ["- 4 -", "川の会報　第3号"]
    rows = [*FIRST, *SECOND[:2], *page, SECOND[2], *THIRD, "- 5 -", "川の会報　第3号"]
    found = [row for row in printed.joined(rows) if row]
    assert found[1:5] == [whole(SECOND), *page, whole(THIRD)]
    article = parse("\n".join(["川の話", *rows]), "a.txt")
    assert {"running head"} <= {piece.reason for piece in article.dropped if "会報" in piece.text}
    assert whole(SECOND).strip() in [p.text for section in article.sections for p in section.paragraphs]


@pytest.mark.parametrize(
    "rows",
    [
        ["川は流れる", "橋は残る", "人は渡る", "春が来る"],
        ["　川は流れる。", "　橋は残る。", "　人は渡る。", "　春が来る。"],
        [whole(FIRST), "", whole(SECOND), "", whole(THIRD)],
    ],
)
def test_other_rows_stay_as_they_are(rows: list[str]) -> None:
    assert printed.joined(rows) == []


def test_numbers_that_do_not_count_up_are_no_numbers_of_pages() -> None:
    assert printed.page_furniture(["川", "3", "橋", "町", "9", "海"]).keys() == set()
    assert printed.page_furniture(["川", "3", "橋", "町", "4", "海"]).keys() == {1, 4}


def test_a_mail_with_indented_boxes_is_no_print() -> None:
    boxes = ["━━━━━━━━━━━━━━━━━━", "　川の便り　第3号", "　春の川を歩く", "　橋の上から", ""]
    plain = [row.strip("　") for row in (*FIRST, "", *SECOND, "", *THIRD)]
    assert printed.joined(boxes + plain) == []


def test_steps_with_numbers_between_are_no_pages() -> None:
    steps = [f"{FIRST[0].strip()}まで{step}" for step in ("切る", "煮る", "焼く")]
    rows = [part for n, step in enumerate(steps, 1) for part in (str(n), "", step, "")]
    assert printed.without_page_breaks(rows) == rows


def test_paragraphs_may_be_indented_by_a_narrow_space() -> None:
    rows = [row.replace("\u3000", " ") for row in [*FIRST, "川を眺める", *SECOND, *THIRD]]
    assert [row for row in printed.joined(rows) if row] == [
        *(whole(FIRST), "川を眺める", whole(SECOND), whole(THIRD)),
    ]


def test_notes_with_small_numbers_under_a_rule_are_told_at_the_end_of_a_page() -> None:
    text = ["水は冷たい¹。", "", "──────", "¹ 春に測った。", "", "- 4 -", "", "岸に立つ。", "", "- 5 -"]
    assert {n for n, why in printed.page_furniture(text).items() if why == "footnotes"} == {2, 3}
    unmarked = [row.replace("冷たい¹", "冷たい") for row in text]
    assert "footnotes" not in printed.page_furniture(unmarked).values()


def test_a_head_right_over_the_number_of_a_page_with_their_count_is_told() -> None:
    rows = ["川を見た。", "", "調査班　川の報告", "－ 2 / 5 －", "", "岸に立つ。"]
    assert set(printed.page_furniture(rows)) == {2, 3}
    assert set(printed.page_furniture(["川を見た。", *rows[2:]])) == {2}


def test_the_first_of_numbered_headings_is_no_title() -> None:
    text = (
        "　".join(["川の読本", "第1巻第2号"])
        + "\n\n川はなぜ曲がるのか\n\n野口 透\n\n1．山の話\n\n川です。\n\n2．海の話\n\n海です。"
    )
    assert parse(text, "a.txt").title == "川はなぜ曲がるのか"


def test_a_running_foot_whose_number_stands_between_dashes_is_not_read() -> None:
    rows = [
        *FIRST,
        "",
        "川の課　報告書（R7.10）　- 1 -",
        "",
        *SECOND,
        "",
        "川の課　報告書（R7.10）　- 2 -",
        "",
        *THIRD,
    ]
    assert set(printed.page_furniture(rows).values()) == {"running head"}
    assert [rows[n][-5:] for n in sorted(printed.page_furniture(rows))] == ["- 1 -", "- 2 -"]
    assert not printed.page_furniture([row.replace("- ", "").replace(" -", "") for row in rows])


QUOTED = [
    "　　　川の底には白い石があって、夜になる",
    "　　と光ると祖母は言った。だから、誰もそ",
    "　　の石を拾わない。",
]


@pytest.mark.parametrize("first", ["　　　", "　　", "    "])
def test_a_passage_quoted_apart_is_joined(first: str) -> None:
    quoted = (
        [first + QUOTED[0].strip(), *QUOTED[1:]]
        if first == "　　　"
        else [row.replace("　" * 3, "　" * 2).replace("　　", first) for row in QUOTED]
    )
    rows = [*FIRST, "", *quoted, "", *SECOND, *THIRD]
    assert "".join(row.strip() for row in QUOTED) in [row.strip() for row in printed.joined(rows)]


@pytest.mark.parametrize(
    "apart",
    [
        ["　　（１）川の水を朝のうちに汲んでおく。", "　　（２）橋の板を一枚ずつ確かめていく。"],
        ["　　・川の水を朝のうちに汲んでおくことに", "　　・橋の板を一枚ずつ確かめていくこと。"],
        ["　　　春の川", "　　　夏の川", "　　　秋の川。"],
        ["　　橋の調査班　川田一郎、山本みどり記す", "　　電話　〇一二の三四五の六七八九、内線"],
    ],
)
def test_rows_of_a_list_or_a_poem_are_none_though_they_are_further_in(apart: list[str]) -> None:
    joined = printed.joined([*FIRST, "", *apart, "", *SECOND, *THIRD])
    assert {row.strip() for row in apart} <= {row.strip() for row in joined}


@pytest.mark.parametrize(
    ("row", "is_head"),
    [
        ("川を渡る（山本）", True),
        ("山本：川を渡る", True),
        ("川の会報　川を渡る", True),
        ("川を渡る", True),
        ("３　川を渡る", False),
        ("川を渡る人", False),
        ("おわりに", False),
    ],
)
def test_a_running_head_is_put_together_of_what_the_first_rows_say(row: str, is_head: bool) -> None:
    top = ["川の会報", "川を渡る", "山本 みどり", "目次", "３　川を渡る　5", "おわりに　9", "", *FIRST, ""]
    pages = ["- 2 -", row, "", *SECOND, "", "- 3 -", "", *THIRD]
    assert (len(top) + 1 in printed.page_furniture([r.strip() for r in [*top, *pages]])) == is_head


@pytest.mark.parametrize("kicker", ["【川の研究】", "川の研究", "特集　川"])
def test_a_title_with_the_rest_of_it_under_it_stands_over_a_name_and_the_first_heading(kicker: str) -> None:
    head = f"町の館だより　第5号\n2024年3月発行\n\n{kicker}\n川を渡る\n——昔の舟をたずねて\n"
    head += "山本 みどり（館員・民俗担当）\n"
    pages = "\n".join(
        ["", "- 1 -", "町の館だより　第5号", "", *THIRD, "", "- 2 -", "町の館だより　第5号", ""]
    )
    article = parse("\n".join([head, "はじめに", *FIRST, *SECOND, pages, *SECOND]), "a.txt")
    assert (article.title, article.byline) == ("川を渡る　——昔の舟をたずねて", "山本 みどり")
    assert [section.heading for section in article.sections] == [article.title, "はじめに"]


def test_the_rows_of_a_table_that_are_set_in_stay_together() -> None:
    table = [" 時期 個体数 平均殻長(mm)", " 6か月 46.2 11.8", " 12か月 31.0 19.5"]
    for name in ("表1 網袋の中の貝", f"{'川の水は山に降る。' * 2}{'町の' * 3}橋。"):
        rows = printed.joined([*FIRST, name, *table, *SECOND, *THIRD])
        start = rows.index(table[0])
        assert rows[start : start + 3] == table
