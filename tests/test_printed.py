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
