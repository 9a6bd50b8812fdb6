"""Notices, forms, notes and headings of plain texts behind their head, each beside what is read."""

from __future__ import annotations

import pytest

from narrate.article import parse
from narrate.article.lines import lines_of
from narrate.article.text_captions import told_by_form
from narrate.model import Article

PROSE = "川の水は山に降った雨が集まって流れ、途中でいくつもの町を通って海に出ます。"
HEAD = f"川の話\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n\n"


def _article(part: str) -> Article:
    return parse(f"{HEAD}{part}\n", "a.txt")


def _spoken(part: str) -> str:
    return "\n".join(p.text for section in _article(part).sections for p in section.paragraphs)


def _headings(part: str) -> list[str]:
    return [section.heading for section in _article(part).sections[1:]]


@pytest.mark.parametrize(
    ("part", "unsaid"),
    [
        (
            "────────\n◇感想はそのまま返信してください。全部読んでいます。\n◇バックナンバー → https://a.example/\n"
            "◇登録・解除はこちら → https://a.example/x",
            "全部読んでいます",
        ),
        (
            "■次号予告　8月号は「川の力」です\n■ご意見は広報室（内線 3310）まで\n■写真を募集しています",
            "募集しています",
        ),
        (
            "■ セミナーのご案内\n「川の歩き方」\n日時：12月3日\n会費：3,300円\n申込：https://a.jp/1",
            "川の歩き方",
        ),
        (f"［写真① 橋の作業台。工具は影に合わせて戻す］\n\n{PROSE}", "作業台"),
        (f"メモ欄＿＿＿＿＿＿＿＿\n\n{PROSE}", "メモ欄"),
        (f"＜広告＞\n和菓子司 松風　会場となり\n＜／広告＞\n\n{PROSE}", "松風"),
        (f"― 2 ―　川だより　No.58\n\n{PROSE}\n\n― 3 ―　川だより　No.58", "川だより"),
        (f"川の講座　第2回（1／2）\n\n{PROSE}\n\n川の講座　第2回（2／2）", "講座"),
        (
            "敬具\n\n＜お振込先＞　川の信用金庫　0000123\n事務局　〒000-0033　川町2-8\n書式 会-03（改）",
            "書式",
        ),
        ("敬具\n\n※手数料はご負担ください。\nTEL 000-555-0177（直通）\n様式第3号", "ご負担"),
        ("会議録署名人　　　　　　　印\n作成：書記　今井", "今井"),
        ("――――――――\n夜市 8月6日（土）17時～21時\n雨天順延\nTEL 000-555-0166", "雨天"),
        ("外来診療のご案内\n受付時間　8:15～11:30\n休診日　土・日\n発行　川の会 広報委員会", "8:15"),
        (
            "※本資料は2024年5月時点の制度にもとづいています。\nアンケートは出口の箱へお入れください。",
            "出口の箱",
        ),
        (f"動画　橋を渡る人（1分12秒）\n\n{PROSE}", "渡る人"),
        (f"【写真特集】橋の四季\n\n{PROSE}", "四季"),
        ("◇編集　広報部（小柴）\n◇次号は1月に発行します\n川の会　会長 外山", "外山"),
        (f"橋の形（イラスト）\n\n{PROSE}", "イラスト"),
        (f"写真：橋の「欄干」。奥は昔の渡し場\n\n{PROSE}", "渡し場"),
        (f"{PROSE}\nあわせて読みたい\n川を十倍楽しむ七つの道具\n\n{PROSE}", "七つの道具"),
        ("◇◆ 先週よく読まれた記事 ◆◇\n1位 猫の選挙\n2位 橋の下の喫茶店", "喫茶店"),
        ("明日の11日目は、もぐらさんの「乾電池の話」です。\n川の日記を購読する", "もぐら"),
        ("> -----Original Message-----\n> From: 佐野\n> 川下り、うらやましいです。", "うらやましい"),
        (f"表1　橋の種別\n種別　材料　長さ\n一種　鉄　長い橋\n三種　木　短い橋\n\n{PROSE}", "短い橋"),
        (f"――――――\n1) 湧き水を除く。\n2) 令和五年の調べ。\n\n- 4 -\n\n{PROSE}\n\n- 5 -", "湧き水"),
        (
            "■10月・11月の上映スケジュール\n11:00 月の話\n13:30 星の話\n料金：大人500円",
            "星の話",
        ),
        ("3)\n■10月の労務カレンダー\n10/10 税の納付\n10/31 保険料の納付", "保険料"),
        ("【修理料金のめやす】\n洗浄 2,200円～\n吸入機構 お見積もり", "お見積もり"),
        ("■科学館の売店より\n星のカレンダーが入りました", "入りました"),
        ("■無料オンラインセミナー「川の歩き方」\n定員50名", "定員"),
        (f"（写真左から、佐野さん、外山さん。橋の上で）\n\n{PROSE}", "外山"),
        (f"戻ってきた器。縁の欠けが目立つ（提供：川の店）\n\n{PROSE}", "目立つ"),
        (f"□砂が多い　□粘土が多い　□ほどよい\n\n{PROSE}", "粘土"),
        (f"コースタイム\n20日 橋6:20-二俣11:05-台地14:00\n\n{PROSE}", "コースタイム"),
        (
            "水を使ったら元栓を閉めてください\n発行：川の町みどり課 電話 000-555-0177",
            "元栓",
        ),
        (
            "山本 みどり\n\n───\n■感想は返信で。お名前もどうぞ\n■有料版では毎週お届けしています\n"
            "山本みどり：元校正者。著書に『川』\nこのメールは川の便で配信されています\n"
            "購読を解除する / 迷惑メールとして報告",
            "有料版",
        ),
        (
            "◎本誌は館のホームページでもご覧いただけます。\nこの印刷物は再生紙を使い、1部48円で作成しています。",
            "48円",
        ),
        (f"柿を選ぶ佐野さん（川口・10月30日）\n\n{PROSE}", "柿を選ぶ"),
        ("【今月の慶弔】\nご結婚　製造部 佐野さん", "ご結婚"),
        ("ノートブック: 川のこと\nEvernoteから書き出し", "Evernote"),
        ("【免責】本メールの内容は、書いた時の法令による一般的な説明です。", "法令"),
    ],
)
def test_what_stands_around_a_plain_text_is_not_read(part: str, unsaid: str) -> None:
    assert unsaid not in _spoken(part)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("●雨どいは、一度水を流してみてください。\n●元栓は、家族に教えておきます。", "元栓は"),
        ("■ 朝市のご案内\n\n朝八時に橋の下に集まります。\n\nhttps://a.example/1", "橋の下"),
        ("次回は、年末に喜ばれるお茶のお話をお届けします。", "次回は"),
        ("中身はこちら。\n\n♡ねぎ入り卵焼き\n♡かぼちゃの塩バター", "中身はこちら"),
        ("事例（1）\n\n川が溢れた。\n\n事例（2）\n\n橋が流れた。", "事例（2）"),
        ("＼できたー！／\n\n三日かかりました。", "できたー"),
        ("敬具\n\n記\n\n日時　5月3日\n場所　公民館\n問い合わせ　TEL 000-555-0177", "5月3日"),
        ("敬具\n\n追伸\n\nTEL 000-555-0177（直通）は五月までです", "五月まで"),
        ("━━━━━━\n■ 開室日\n━━━━━━\n火・木・土\nTEL 000-555-0177", "火・木"),
        ("川の食堂\n定休日　火曜日\n\n山の食堂\n定休日　水曜日", "山の食堂"),
        ("■川の会\n申込先：川の会\n\n■山の会\n山の小屋に集まる\n申込先：山の会", "小屋に集まる"),
        ("TEL 000-555-0177（直通）\n1. 鍋に水を入れる\n2. 火にかける", "火にかける"),
        (f"■10月の上映予定\n11:00 月の話\n13:30 星の話\n\n{PROSE}", "星の話"),
        ("■料金の目安\n洗浄は二千円ほどです。", "二千円"),
        ("■今後の予定\n12月3日 橋の上に集まる", "橋の上"),
        ("━━━━━━\n今月の一句\n秋の橋 隣は川を 見る人ぞ\n━━━━━━\n配信停止はこちら\n発行：川の会", "秋の橋"),
        (f"夜を待つ町（三日目）\n\n{PROSE}", "三日目"),
        ("無料セミナー「川の歩き方」\n定員：20名\n持ち物：帽子", "持ち物"),
        ("6:20起床→7:00朝食→8:00出発", "朝食"),
        (f"先に座ってください\n\n{PROSE}\n\n発行：川の会", "座って"),
        ("翌日の2日目は、山田さんの車で滝を見に行きました。", "滝を見に"),
        ("カフェから\n\n「雨の日は海が見えます」\n「明日もまた来ます」", "海が見え"),
        ("春の行事\n\n桜の下で餅をつきます！\n川に灯籠を流します！", "灯籠"),
        ("人の動き\n\n村へ行くと、祭りだった\n笛が鳴り、鳥も鳴いた", "笛が鳴り"),
        (f"【メルカリ】川の手数料を見直しへ\n{PROSE}", "見直しへ"),
        (f"川の図書館は、司書を募集します\n{PROSE}", "司書"),
    ],
)
def test_what_looks_like_a_notice_is_read(part: str, said: str) -> None:
    assert said in _spoken(part)


@pytest.mark.parametrize(
    ("part", "headings"),
    [
        (f"■1■ 父の電卓\n\n{PROSE}\n\n■2■ 台所の一品\n\n{PROSE}", ["父の電卓", "台所の一品"]),
        (f"＊空っぽの朝＊\n\n{PROSE}\n\n＊夫のひと言＊\n\n{PROSE}", ["空っぽの朝", "夫のひと言"]),
        (f"◇─ 鮎がのぼる ─◇\n{PROSE}", ["鮎がのぼる"]),
        (
            f"＞＞ 習慣1：川を見る\n{PROSE}\n\n＞＞ 橋を渡る\n{PROSE}",
            ["＞＞ 習慣1：川を見る", "＞＞ 橋を渡る"],
        ),
        (f"＞＞ 川を見ましたか。\nはい、見ました。\n\n＞＞ 橋は\n{PROSE}", []),
        (
            f"１　持ち物　帽子\n２　中止　朝に決める\n\n３　旗の使い方\n{PROSE}\n\n４　旗の配布\n{PROSE}",
            ["旗の使い方", "旗の配布"],
        ),
        (f"○声が枯れる\n○夜中に咳が出る\n食卓でできる工夫\n\n{PROSE}{PROSE}", ["食卓でできる工夫"]),
        (f"円と橋（図）\n{PROSE}\n\n二つの円\n{PROSE}", ["円と橋（図）", "二つの円"]),
        (f"12分！\n\n{PROSE}", []),
        ("弟は、この話を横で聞いていて\n「ぼくはいいよ」\nと言いました。", []),
        ("敬具\n\n川は五月に渡ります。", []),
        (f"合計 4,820円\n\n{PROSE}", []),
        (f"合計100万円の使い道\n\n{PROSE}", ["合計100万円の使い道"]),
        (f"☑ 皮むき器を研ぐ\n\n{PROSE}", []),
        (f"11:00 開場\n11:30 開演\n{PROSE}", []),
        (f"商品名：川の色\n価格：1,980円\n発売日：12月1日\n\n{PROSE}", []),
        ("忘れてません（笑）\n\n次の日も行きました。", []),
    ],
)
def test_headings_between_signs_are_told_from_what_is_said(part: str, headings: list[str]) -> None:
    assert _headings(part) == headings


def test_numbered_headings_are_found_back_from_one_that_is_told() -> None:
    part = f"{PROSE}\n第1章　川\n{PROSE}\n第2章　橋\n{PROSE}\n\n第3章　海\n\n{PROSE}"
    assert "第2章　橋" in _headings(part)


def test_the_issue_beside_the_number_of_the_last_page_ends_the_text() -> None:
    paper = f"川だより　2022年7月号\n{HEAD}川だより　2022年7月号　P.5\n【今月の標語】声かけて　笑顔の帰宅\n"
    assert "笑顔" not in "".join(p.text for s in parse(paper, "a.txt").sections for p in s.paragraphs)


def test_who_does_something_with_a_place_behind_is_a_caption() -> None:
    rows = lines_of(f"{PROSE}\n\n橋を手渡す佐野さん（9月12日・川口）\n\n夜を待つ町\n\n{PROSE}")
    assert [line.reason for line in told_by_form(rows)] == ["", "caption", "", ""]


@pytest.mark.parametrize(
    "begins",
    [
        *("2026年5月9日（土）14時開演", "2026年5月9日（土）14:00〜16:00", "2026年5月9日（土）14:00-16:00"),
        *(
            "2026/5/9 10:00～12:00",
            "2026年5月9日（土）正午集合",
            "令和8年5月9日 午後1時30分から",
            "5月9日 開会",
        ),
    ],
)
@pytest.mark.parametrize("form", ["a.txt", "a.html"])
def test_the_hour_at_which_something_begins_is_read_under_the_title(begins: str, form: str) -> None:
    lines = ["朗読会のご案内", begins, "会場：川南図書館", PROSE]
    title, *rest = lines
    page = f"<h1>{title}</h1>" + "".join(f"<p>{line}</p>" for line in rest)
    article = parse("\n\n".join(lines) if form == "a.txt" else page, form)
    said = [p.text for section in article.sections for p in section.paragraphs]
    assert (article.title, article.date, said[-3:]) == (title, None, rest)


def test_a_day_with_an_hour_alone_is_that_of_the_article() -> None:
    article = parse(f"川の話\n2026-01-08 10:00:00-05:00\n\n{PROSE}\n", "a.txt")
    assert str(article.date) == "2026-01-08"
