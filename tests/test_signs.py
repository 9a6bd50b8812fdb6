"""Signs are said where a sentence speaks of them, and stay silent where they only mark a place."""

from __future__ import annotations

import pytest

from narrate.readings.signs import readings_of

SPOKEN_OF = """
行頭に[#]を付ける	シャープ
[#]から始まる行	シャープ
ワイルドカードの[*]を指定する	アスタリスク
正規表現の[.*]は貪欲です	ドットアスタリスク
単語は[_]で区切る	アンダースコア
行末の[;]を忘れた	セミコロン
[{と}]で囲む	波カッコと閉じ波カッコ
[||]で短絡する	パイプパイプ
「[/]」で区切る	スラッシュ
「[。]」で文を切る	句点
「[!]」を付ける	ビックリマーク
「[!]」で否定する	ビックリマーク
["#"]から始まる	シャープ
[`_`]は何にでも合う	アンダースコア
評価は[◎]だ	二重マル
評価は[○]、[△]、[×]の三つ	マル 三角 バツ
結果は[×]。	バツ
この[※]に注意	コメジルシ
詳細は[※]1を参照	コメ
[※印]の項目	コメジルシ
[*印]は必須	アスタリスクジルシ
[★]マークの店	星
[×]ボタンを押す	バツ
[→]キーを押す	ミギヤジルシ
[↑]を押すと戻る	ウエヤジルシ
[○○]さんの家	マルマル
[△△△]の話	三角三角
[○△]商事	マル三角
[!]で始まるコマンド	ビックリマーク
先頭に[--]を付ける	ハイフンハイフン
[\\]nは改行です	バックスラッシュ
すごい[www]。	ワラ
草[wwwwwwwwwwwwwwww]!	ワラ
行きます[w]　でも	ワラ
すみません[m(_ _)m]。	、
[○×]クイズ	マルバツ
[○月○日]に会う	マルガツマルニチ
[○月×日]に会う	マルガツバツニチ
[○○年○月○○日]に会う	マルネンマルガツマルニチ
一回あたり[○]円	マル
ヴェルク[(株)]は	カブシキガイシャ
一日[○人]まで	マルニン
徒歩[〇分]の宿	マルフン
駅から[〇]km以内	マル
店は「[〇]円」と出す	マル
名と値を[::]で区切る	コロンコロン
値を[,]でつなぐ	カンマ
[®]記号は省く	アール
記号「[/]」の後	スラッシュ
[(* と *)]で囲む	カッコアスタリスクとアスタリスク閉じカッコ
Haru [feat] 夏	フィーチャリング
全10[○×]問題	マルバツ
([○○×○×])	マルマルバツマルバツ
[×××]を行う	バツバツ
ですね[^^;]と苦笑い	、
「[!=]」で比べる	ノットイコール
[●●]県の人	ナニナニ
SELECT [*]は避ける	アスタリスク
COUNT([*])で数える	アスタリスク
[× ]窓を閉める	バツ、
[❌ ]煽る	バツ、
[⭕]名前を書く	マル、
[A ]酢と砂糖	エー、
"""
SILENT = """
●はじめに
■でも、そうだった
★とても大事
※はがきで送る
# 見出し
* 項目
製品名 * は商標
A 社の製品
×3の行列
これは*とても*大事
これは**とても**大事だ
<自分がやりたいこと>を書く
「!」と驚いた
「…」と黙った
助詞は/がの違い
A/印刷
アイコン/ボタン
設定→ボタン→保存
3×4の行列
母×娘
"東京","大阪"
★お知らせ★
二〇〇〇年
一〇分で着く
二、〇人
これは○本部の話
新しい feat ブランチ
値を:とする
〇〇年代
○○○○○○○○
A_Bとx_i
ファイルの拡張子
君の?と聞いた
何に?、と思う
300w
入力をx、重みをw、バイアスをbとする
電力の単位はW。
最小にするw。
3×月
●から揚げ
★となりのトトロ
■は行の発音
※です・ます調で書く
温度(T_o)とsin(ωT)
転置(T^T)と(ω-ε)
「...」とだまる
「・・・」とだまる
「♪♪♪」とご機嫌だ
「!」の声
私は~が好き
三、〇〇〇円
五〇・〇パーセント
〇〇七号室
□□□□ お知らせ □□□□
○○○ お知らせ
楽しかったの♪と言った
本当に☆です
なぜ学ぶの?が分かる本
どうなるの?を考える
C:\\newに置く
(...)
"""


def cases() -> list[tuple[str, list[tuple[str, str]]]]:
    found = []
    for line in SPOKEN_OF.strip().split("\n"):
        text, said = line.split("\t")
        signs = [part.partition("]")[0] for part in text.split("[")[1:]]
        found.append((text.replace("[", "").replace("]", ""), list(zip(signs, said.split(), strict=True))))
    return found


@pytest.mark.parametrize(("text", "signs"), cases())
def test_a_sign_that_is_spoken_of_is_said(text: str, signs: list[tuple[str, str]]) -> None:
    assert [(text[start:end], said) for start, end, said, _ in readings_of(text, 0, len(text))] == signs


@pytest.mark.parametrize("text", SILENT.strip().split("\n"))
def test_a_sign_that_marks_a_place_is_left_to_be_passed_over(text: str) -> None:
    assert list(readings_of(text, 0, len(text))) == []


def test_square_brackets_are_named_too() -> None:
    (found,) = readings_of("「[]」で囲む", 0, 8)
    assert found[2] == "角カッコ"


@pytest.mark.parametrize("sign", "=+%&$¥@|/")
def test_a_drawn_line_is_silent(sign: str) -> None:
    """However long it is; four are none."""
    for count in (5, 200_000):
        assert list(readings_of(sign * count, 0, count)) == [(0, count, "", "drawn line")]
        assert list(readings_of(f"線 {sign * count}", 0, count + 2)) == [(2, count + 2, "", "drawn line")]
    assert "drawn line" not in [rule for *_, rule in readings_of(f"線は{sign * 4}だ", 0, 7)]


@pytest.mark.parametrize("text", ["===== 題 =====", "=====もくじ=====", "=====とは=====", "Chapter====="])
def test_a_line_around_words_is_silent(text: str) -> None:
    assert {said for _, _, said, _ in readings_of(text, 0, len(text))} == {""}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("「=======」より上が自分の変更", "イコールナナツ"),
        ("競合すると=======という行が入る", "イコールナナツ"),
        ("見出しの下に=====と書く", "イコールイツツ"),
        ("見出しの下に ===== と書く", "イコールイツツ"),
        ("=====を引く", "イコールイツツ"),
        ("評価は+++++が最高です", "プラスイツツ"),
        ("評価は+++++。", "プラスイツツ"),
        ("予算は$$$$$の高級店", "ドルイツツ"),
        ("行末は//////////です", "スラッシュの線"),
        ("C++++++と書く", "プラス"),
        ("100%%%%%の力", "パーセント"),
        ("見出し=====続き", "、"),
        ("見出し ===== 続き", "、"),
    ],
)
def test_a_line_that_a_sentence_speaks_of_leaves_no_hole(text: str, said: str) -> None:
    assert [each for _, _, each, _ in readings_of(text, 0, len(text))] == [said]


def test_nothing_beyond_the_end_is_read() -> None:
    assert list(readings_of("行頭に||を付ける", 0, 4)) == []


@pytest.mark.parametrize(
    "text",
    [
        "ピリオド「.」を忘れない",
        "カンマ「,」で区切る",
        "アスタリスク(*)を付ける",
        "句点「。」で終わる",
        "ハイフン記号(-)を入れる",
    ],
)
def test_a_sign_that_has_just_been_named_is_not_named_again(text: str) -> None:
    assert [said for _, _, said, _ in readings_of(text, 0, len(text))] == [""]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ハッシュタグ「#春の庭」を付ける", [""]),
        ("ハッシュタグ #春 を見る", [""]),
        ("画像タグ #abc を見る", [""]),
        ("春の #庭 を見る", []),
        ("ハッシュタグは「#春」です", []),
    ],
)
def test_a_tag_that_is_called_one_is_not_called_so_twice(text: str, said: list[str]) -> None:
    assert [each for _, _, each, _ in readings_of(text, 0, len(text))] == said
