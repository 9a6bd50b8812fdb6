"""Tables in plain texts, and rows with wide spaces that are none."""

from __future__ import annotations

import pytest

from narrate.article.text_tables import places


@pytest.mark.parametrize(
    "rows",
    [
        [
            "案　　　初期費用　　年間経費　　停留所",
            "A 更新　　2,900万円　　780万円　　18",
            "C 宅配　　80万円　　430万円　　なし",
        ],
        ["場所　　　　　件数　割合(%)", "バス停周辺　　238　20.8", "広場のベンチ　57　5.0"],
        ["室温　湿度40%　湿度50%", "20℃　6.0℃　9.3℃"],
        ["集落　曜日　時間　場所", "上原　火　10:00～10:40　集会所前", "下原　木　10:00～10:40　旧郵便局"],
        ["項目　2024年　2025年", "売上　120　130"],
        ["役職　氏名　担当", "会長　三浦 健　総括", "会計　古川 誠　会計"],
        ["会社の名前　／　電話番号　／　置き場所", "あおぞら生命　／　0120-000-000　／　本棚の下段"],
        ["年　代　　一日平均　　最多の日", "大正八年～十二年　一三・〇回　　五十一回（同）"],
        ["時期 個体数 平均殻長(mm)", "6か月 46.2 11.8", "12か月 31.0 19.5"],
        [
            "2024年7月 2025年7月",
            "月平均残業 38時間 21時間",
            "誤出荷(10万件あたり) 14 6",
            "離職者(年) 11名 3名",
        ],
        ["令和5年度 令和6年度", "利用者(人) 5,100 6,200", "便数 203 218"],
        ["品名 数量 金額", "中空ポリカ板 910×1820 2枚 5,960円", "ガラス戸レール 910×900 4本 3,120円"],
    ],
)
def test_rows_of_cells_are_a_table(rows: list[str]) -> None:
    assert places(["町の話をする。", "", *rows, "", "川の話をする。"]) == dict.fromkeys(
        range(2, 2 + len(rows)), "table"
    )


@pytest.mark.parametrize(
    "rows",
    [
        ["川風や　蛍の数を　数へずに", "闇に手を　入れて蛍を　ひとつ受く"],
        ["大正十二年　駅が開業する", "昭和三年　角屋が店を開く", "平成二十年　屋根を撤去する"],
        ["八月一日　晴れ　二十一度", "八月二日　曇り　十八度", "八月三日　雨　十四度"],
        ["氷の上で　光る　銀の腹"],
        ["10:00　開会　会長のあいさつ", "10:30　講演　川と橋", "11:30　閉会　片づけ"],
        ["コロッケ　九十円。みかん　三個で百円。", "釘　一袋で八十円。鉛筆　一本六十円。"],
        ["材料を並べます", "にんじん 1本 150g", "玉ねぎ 2個 300g"],
        ["2024年のこと", "山田さんは 3回 来て", "佐藤さんは 5回 来た"],
        ["八月の空", "八月一日 晴れ 二十一度", "八月二日 曇り 十八度"],
        ["山田 三勝 二敗", "佐藤 二勝 三敗", "鈴木 一勝 四敗"],
    ],
)
def test_words_with_wide_spaces_are_no_table(rows: list[str]) -> None:
    assert places(["町の話をする。", "", *rows, "", "川の話をする。"]) == {}


@pytest.mark.parametrize(
    "name",
    [
        "（資料3より抜粋）",
        "《修理室の一年》",
        "売上の推移（単位：百万円）",
        "別紙3）月別の利用者数",
        "【参考】町の人口",
        "【６月の行事予定】",
    ],
)
def test_the_name_right_over_a_table_goes_with_it(name: str) -> None:
    table = ["項目　8月　9月", "求人倍率　1.21　1.19"]
    assert places(["町の話をする。", name, *table])[1] == "caption"
    assert 1 not in places(["町の話をする。", name, "", *table])


@pytest.mark.parametrize("heading", ["１．結果", "第2章　結果", "町の話をする。", "■ 当中間期の成績"])
def test_a_heading_over_a_table_is_none_of_its_rows(heading: str) -> None:
    assert 0 not in places([heading, "項目　8月　9月", "求人倍率　1.21　1.19"])
