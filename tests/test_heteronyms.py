"""Every row of the tables of kanji is tested by the sentence it carries."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from narrate.engines.openjtalk import kana
from narrate.readings import Reader
from narrate.readings.heteronyms import TABLES, Heteronym, rows

ROWS = rows()
READER = Reader.load([])


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_says_what_its_columns_are(table: Path) -> None:
    assert table.read_text(encoding="utf-8").startswith("# word\treading\tbefore\tafter\texample\tsaid\n")


ELSEWHERE = """
写真だらけだ 意味深い話 項目と目標 科目と目的 真面目と目立つ 標準位置に戻す 基準位置を測る
今月中旬に出る 米中央情報局の発表 国内製の部品 入替えをする 木村外相の話 田村外科に行く
村外れの家 店長押しの本 社長押しの企画 件数多く集まる 人数多く来る 同じ日記を読む
同じ日数かかる 同じ日光に行く 同じ人参を買う 同じ人形を見る 同じ人工知能だ お家賃を払う
お家族の話 東横綱になる 前方後円墳を見る 天草四郎の話 大きい側面がある 互いに素直な人
互いに素晴らしい 日本中古車協会 特別解説の記事 法律速報を読む 真実のところ 地下側から出る
部下側の話 一手間違える 一切手伝わない 夜行数本が走る 運行数を増やす 垂直打ち上げ 考え中国の話
大人数名で行く 大任町の話 最終話し合い 地方色々ある 高原水車の里 麺が辛かった 私も大分大学の人
彼は大分高校だ 決勝は大分高校だ 空箱を捨てる 葵祭を見る 全行事を終える 若い方がよい
大きい方を選ぶ 左の方に曲がる 後者の方は短い 選んだ方の箱 食べる方に回る あなた方は強い
医師の方が詳しい 旅行で行った町 急いで行った人 会社は行っていない 流行っている服 上告人数は多い
参加人口を数える 日本市場の動き 米を洗う 試合前監督が語る 右前方に見える 三回表示された
二十歳以上 階層を一つ上る 大付録がつく 鎖を外す 身体検査をする 車が止まる 思い当たる節がある
必要はない 上方落語を聞く 魔法使いの弟子 一人使いの部屋 自重して飲む 難問を解く 何分かかる
十勝平野を走る 二歩進む 車を止めて話す 土地を買う 名代のそば屋 前者の方が増える
前者の方が話しやすい 参加している方が話す 窓を開けます 共に行う 代行の仕事 旅行だけ 歯がゆい思い
布団を上に敷く 神殿を務める 荷物を部屋に入れる 子供を大学に入れる 京都の生地を織る 五分しかない
高層の建物 学園高校の話 一軒家に住む 山の南海上空 千代田区に住む 三大学の連携 三大会連続で出る
その年三回の会合 申し訳の見直し 言い訳を直す 被害を受ける 悪の所行 一行の後 銀行の高さ 町の田
素の部分 お供にする 母の惑星 戦いに向ける 青き者たち 部屋の表を上に移す 敦賀港に入る 年月日を書く
東京着物展に行く 第一声を聞く 国立大学の話 熊谷さんの家 常磐津を聞く 北上する台風 橿原神宮に行く
前蔵王堂 授業で行った博物館 自転車で五分の一 これは四条件だ 縦横に延びる道 少し辛いもの
味方に行っていた人 その他、多数 太陽に向かう 日出町に行く 何人も来た 画像の歪み
この年に3人が来た 一眼で見抜く 良心出し惜しみ 喫茶店を閉める
開店を構える この10年物価が上がる 高校2年物理を学ぶ 朝ドラは人気がない
上手の田中さん 聞き上手の沢田さん 何パンが好きですか 何組織に属するか 何方面に行くのか 人気のない海外ドラマ
人気のない裏技 弓に弦を張る 準備が大事になっている 損害を被る面がある
日仏の利益が減る 攻撃を避けるため 寝る間も惜しむ 眠る間もない 分布の表を見る 料理の大家さん
同窓の縁を頼る 使いやすい質で選ぶ 目下の人手不足 大カシオペア展 佐川駅伝部に入る 昔風が強い 第一希望の方に進む
格上げされた 信用を格上げする
この額に落ち着いた 左腕の力投 三段重ねて置く 味噌蔵元を訪ねる 唐辛子でかなり辛くなる
治安年間予算 保安年間点検 元中2年生 山田正治3年目のシーズン 加藤文和2年ぶりの優勝
連勝馬を追う 必勝馬券 今日明日香に会う 慶弔事由 相反せず 熱海警察署 東海警備隊 岩石庭園 この竿灯
屋根付き駐車場 球根付き 勝手に入れば 選手に入れば わざと汚そうと思う 当番頭がいい
糸切り歯が痛い その後書き足した 契約切れる前に 牛肉三十切れ 大根切れ端 布を切れば 敵の兵を退けた
門は六時に開かれる 地面に直に着く 傷口が開いた 高校生って忙しい
床運動と鞍馬に出る 六甲山中教授は 何県にまたがる 何駅先で
直径五センチの板 口径三センチ 問題の根本に迫る 彼の地位が上がった 会の頭数を揃える
大人しく術を磨く 会社のお札が多い
直径間の比較 収支間の差 上手の銀行員 下手の考え 当社の森 目標を立てる 十分に一度考える 机の角を取る
弱音で終わる 市場で競り勝つ もう十分待った 十分以上の効果 耐震壁紙 距離標準を決める 家中を探す
床に花びらが散る 床の軸受けを直す 床に軸足を置く 左の方が対象物に近い 角で待つ 機を逃す
山を下り、町に出た 命令が下り、兵が動く 縁を切る
茅ヶ崎の海 朝露に濡れる 感情を露にする 足の滑りを防ぐ 滑りを取り戻す 机上辺り 上辺だけの付き合い 釣り竿を買う
西方に見える この表から呼び出す 窓が開けている 額を壁に掛ける お札と硬貨 字の間を詰める
新しい種は水に適応した 距離は十分置く 車体の角のラインだ キャベツの玉の堅さ 表から呼び出す
つまみ食いが良くない 人と間を詰めて座る 昨年の額を割った 人気を避けて穴馬を狙う 部屋は人気がない
鳥が屋根に留まる 彼は大勢が動かした
箱を目の前に開けた 花に留まる蝶 目に留まる 市が立てた計画 朝市が立つ 間を十分置く 差異を唱える
人気のない路線 人気のない川柳 人気の絶えない店
あなた方にとって大事だ 文字列から取る 数列かけ算 夜になって行った町 矢作りの職人 微分解析をする
罪を彼が被る 問いと解
"""
"""Where a row's word is only a part of others, or said otherwise."""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.where}-{row.word}")
def test_a_row_mends_what_the_engine_alone_misreads(row: Heteronym) -> None:
    spoken = READER.read(row.example)
    used = [reading for reading in spoken.readings if reading.rule == row.where]
    assert [(reading.written, reading.kana, reading.layer) for reading in used] == [
        (row.word, row.reading, "kanji")
    ]
    assert kana(spoken.text) == row.said
    assert kana(row.example) != row.said


def test_readings_are_kana_and_no_row_stands_twice() -> None:
    assert all(re.fullmatch("[ぁ-んァ-ヴー]+", row.reading) for row in ROWS)
    keys = [(row.word, row.before, row.after) for row in ROWS]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    "text",
    [
        "学校に行った",
        "東京へ行った",
        "空の色が青い",
        "唐辛子を使う",
        "表裏一体だった",
        "三年後の予定",
        "流行っている",
        "三国志を読む",
        "山葵と向日葵",
        "男子二百メートル自由形",
        "お二人それぞれの話",
        "甘いもの好きだ",
        "絶対馬券を買う",
        "複数解像度の画像",
        "日本中央競馬会",
        "受付口座の番号",
        "五分咲きの桜",
        "子供のお守りをする",
        "役割と責任",
        "主人公に乗る",
        "三月末まで",
        "激しく飛沫を散らす",
        "日英米の歴史",
        "前方向に動く",
        "環境相談の窓口",
        "真正面から戦う",
        "主要石油会社",
        "禁煙道路",
        "嫌気がさす",
        "小田原評定が続く",
        "この訳は簡単だ",
        "学生の訳です",
        "大人気の商品",
        "仕事を止めれば",
        *ELSEWHERE.split(),
    ],
)
def test_the_same_kanji_elsewhere_are_left_to_the_engine(text: str) -> None:
    assert READER.read(text).text == text
