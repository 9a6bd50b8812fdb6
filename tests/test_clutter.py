"""What nobody wants to hear, told by its wording; sentences that only mention it are read."""

from __future__ import annotations

import pytest

from narrate.article import clutter, footnotes, parse
from narrate.article.pieces import Block
from narrate.model import Dropped


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("この記事をシェアする", "share buttons"),
        ("みどり市役所　開庁時間：平日午前8時30分から", "footer"),
        ("費用目安：350円前後", "recipe facts"),
        ("並び替え：新着順", "comments"),
        ("この回答に「ナイス！」 136", "comments"),
        ("Excerpt: 押し入れから箱が出てきた。中には…", "comments"),
        ("この広告は、90日以上更新していないブログに表示しています。", "advertisement"),
        ("しおりを挟む　縦書きで読む　文字の大きさを変える", "navigation"),
        ("手順2の写真", "caption"),
        ("駅に並ぶ傘（写真はイメージです。画像：編集部）", "caption"),
        ("トップ　このブログについて　お問い合わせフォーム", "navigation"),
        ("当サイトは商品紹介を通じて収益を得ることがあります", "advertisement"),
        ("（注）季節調整済み、3カ月移動平均。（出所）公表統計より作成", "caption"),
        (
            "このページの誤りを見つけたら、GitHubで編集するからお知らせください。",
            "edit link",
        ),
        ("（了）", "closing"),
        ("記", "divider"),
        ("Share this article", "share buttons"),
        ("PR", "advertisement"),
        ("関連記事", "related links"),
        ("【関連記事】", "related links"),
        ("関連記事：海の話", "related links"),
        ("あわせて読みたい", "related links"),
        ("目次", "table of contents"),
        ("次の記事へ", "navigation"),
        ("ホーム > 地域 > くらし", "navigation"),
        ("Copyright © 2026 山の新聞", "footer"),
        ("コメントを書く", "comments"),
        ("写真：川の朝", "caption"),
        ("読了目安 5 分", "reading time"),
        ("＊　＊　＊", "divider"),
        ("#川 #海", "tags"),
        ("この情報は役に立ちましたか？　はい / いいえ", "comments"),
        ("このスレッドは最後の返信から30日が過ぎたため終了し、ロックされました。", "comments"),
        ("（次回は10月2日に掲載予定です）", "navigation"),
        ("川の見守り表 [Excelファイル／24KB]", "downloads"),
        ("川の資料館＜外部リンク＞", "navigation"),
        ("スキ: 12 / コメント: 3", "share buttons"),
        ("※料金・営業時間は変更になる場合があります。", "footer"),
        ("増水した川＝みどり市本町で", "caption"),
        ("【参考文献】", "references"),
        ("この記事の有料会員限定コンテンツ", "paywall"),
        ("有料会員は初月無料", "paywall"),
        ("こちらもおすすめ（自動選択）", "related links"),
        ("一緒に働く仲間を募集中です！", "call to subscribe"),
        ("【無料ダウンロード】会議シートのテンプレート", "advertisement"),
        ("総合評価 4.1", "rating"),
        ("楽天市場で価格を見る", "advertisement"),
        ("→ 後編「海の橋」は9月1日公開予定です", "navigation"),
        ("論文情報", "details of a work"),
        ("レシピを検索", "navigation"),
        ("見出し画像", "caption"),
        ("夕方の川　3月28日撮影", "caption"),
        ("この記事の画像を見る(4枚)", "caption"),
        ("有料会員になると会員限定の有料記事もお読みいただけます。", "paywall"),
        ("印刷ページの表示はログインが必要です。", "paywall"),
        ("Thanks for reading 川の手紙! Subscribe for free to receive new posts.", "call to subscribe"),
        ("よかったらシェアしてね！", "share buttons"),
        ("川の町では一緒に働く仲間を募集中です！", "call to subscribe"),
        ("水の手引き（PDF：488KB）", "downloads"),
        ("回答数：2件", "details of the post"),
        ("申込先：川の町役場 0123-45-6789", "contact"),
        ("船を待つ人。火鉢が置かれている＝2026年1月9日、岡田誠撮影", "caption"),
        ("霧の漁港＝2日午前6時", "caption"),
        ("地図の作成には川の地図帳を使用しました", "caption"),
        ("このページの先頭です。", "navigation"),
        ("文字の大きさ 小 標準 大", "navigation"),
        ("緊急情報　現在、災害情報はありません。", "navigation"),
        ("有料記事をプレゼントする", "navigation"),
        ("この記事は無料会員も月3本までお読みいただけます", "paywall"),
        ("この記事は最終更新日から1年以上が経過しています。", "footer"),
        ("買い物かごに入れる", "advertisement"),
        ("お買い得プラン 空室あり", "advertisement"),
        ("やかん 2L ¥6,600（税込）", "advertisement"),
        ("不適切な投稿を通報", "comments"),
        ("最終更新者: 川田", "details of the post"),
        ("友人にこのニュースレターを紹介すると、一カ月無料です。", "call to subscribe"),
        ("作者：山田", "credit line"),
        ("参考", "related links"),
        ("フォローしてね！", "call to subscribe"),
        ("よろしければいいね・ストックをお願いします🙏", "call to subscribe"),
        (
            "最後まで読んでいただき、ありがとうございました。スキをいただけると励みになります！",
            "call to subscribe",
        ),
        ("この通信が気に入ったら、友だちに転送してください。", "call to subscribe"),
        ("公式LINEで新しい記事をお届けします", "call to subscribe"),
        ("感想はコメント欄でお待ちしています！", "comments"),
        ("コメントするにはログインしてください", "comments"),
        ("残り：1,024文字／全文：2,310文字", "paywall"),
        ("▶ 次のページ　橋を渡る", "navigation"),
        ("あなたにおすすめ", "related links"),
        ("カテゴリ Q&A ランキング", "related links"),
        ("※2026年4月時点の情報です", "footer"),
        ("This post was originally published on the river blog.", "footer"),
        ("（文・山本みどり）", "credit line"),
        ("（Edit by Midori Yamamoto）", "credit line"),
        ("山本さん（右）と妻の文さん", "caption"),
        ("この投稿をInstagramで見る", "embedded"),
        ("〔付記〕本稿は、川の財団の助成による成果の一部である。", "footer"),
        ("受付日 2026年4月2日／採択日 2026年6月3日", "footer"),
        ("このメールへの返信はお受けできません。", "footer"),
        ("PDF形式のファイルを開くには、Adobe Acrobat Readerが必要です。", "footer"),
        ("☆★☆★☆★☆★☆★", "divider"),
        ("Full Changelog: https://example.com/compare/v1...v2", "related links"),
        ("@river made their first contribution in #12", "related links"),
        ("★★★★☆ 4.0 また買います", "comments"),
        ("（かわだ　みどり・川の大学）", "author profile"),
        ("3件の投稿を表示中 - 1 - 3件目 (全3件中)", "comments"),
    ],
)
def test_a_line_of_this_wording_is_dropped(line: str, reason: str) -> None:
    assert clutter.line_reason(line) == reason


@pytest.mark.parametrize(
    "line",
    [
        "この記事をシェアした人は三人です。",
        "関連記事を読んで、驚きました。",
        "広告の仕事をしています。",
        "目次は本の地図です。",
        "コメントを書く人が増えました。",
        "写真を撮りに川へ行きました。",
        "プロフィールを見て連絡しました。",
        "Share prices fell on Monday.",
        "I like this article.",
        "ランキングの一位は川でした。",
        "交通費 1,200円",
        "→ 明日の予定を確認する",
        "一緒に働く仲間を募集したところ、三人が来ました。",
        "評価は4.1でした。",
        "有料会員は去年の二倍になりました。",
        "後編は9月に公開されると聞いて、待ちきれません。",
        "電話での問い合わせは休み",
        "春を待つ人＝川辺で暮らす人",
        "次回は海へ行く予定です。",
        "参考文献を読むのは楽しいものです。",
        "PDFで送る",
        "川の会では、一緒に歩く仲間を募集しています。",
        "明日は山田さんの家で川の話を聞く",
        "最後まで読んでくださり、ありがとうございました。",
        "この記事は、勉強会で話した内容に加筆したものです。",
        "日時：四月三日",
        "ページの先頭に絵がある本です。",
        "本文です。",
        "文字の大きさは人それぞれ",
        "ログインして驚いた",
        "水＝3日で入れ替える",
        "宿代 ￥4,800",
        "空室だらけの宿",
        "ポイント還元の時代に",
        "まだ間に合う春の種まき",
        "残りわずかな夏休み",
        "友人にニュースレターを書くのが好きです。",
        "参考になる話",
        "作者の話",
        "著作権の話",
        "川の上流で、犬が救助を待ってます。",
        "応援が励みになっています。",
        "自治体は住民に支援をお願いしています。",
        "アカウントをお持ちの方へ、手軽な方法を示します。",
        "川を下るには申し込みが必要でした。",
        "（この橋は、わたしが作成しました）",
        "★★★ 今号の特集 ★★★",
        "☆★☆ 川の便り ☆★☆",
        "資料：川の話",
        "変更履歴：誰がいつ何を変えたかの記録。",
        "Diff: 何が変わったかを見るための道具です。",
        "Full Changelog: 2.0 から 2.1 まで",
        "資料：前回の調査",
        "出所：噂は町の人より",
        "（屋根は父が作り、壁は著者が作成）",
        "受付2026年春の制服が届きました。",
        "受付：山田さん、朝八時に集合",
        "採択 2025年の秋は三本でした。",
        "採録：2020年8月、川の村にて。",
        "受付 令和元年から続く窓口です",
        "（リンゴ・ミカン・モモなどの果物）",
        "（はやい・やすい・うまいの三拍子）",
        "（ハイドン・モーツァルト・ベートーヴェンの三人）",
        "INDEX",
        "受付日は明日です。",
        "このメールへの返信はまだない",
        "写真（右）の橋は、もうありません。",
        "#{川}の前に海が来ます。",
        "文・理系の違い",
        "最後まで読んでいただき、ありがとうございました。川を歩く人が増えました。",
        "PDFファイルを開くと、川の地図が見えました。",
        "あ" * 200,
    ],
)
def test_a_sentence_that_mentions_such_words_is_read(line: str) -> None:
    assert clutter.line_reason(line) == clutter.section_reason(line) == ""


@pytest.mark.parametrize(
    "line",
    [
        "無料会員登録すると、記事を保存できます",
        "川の会では、一緒に歩く仲間を募集しています。",
        "この記事は、川の便りからの転載です。",
        "3月1日に川を歩く会を開きます。お申し込みはこちら",
        "[川] [海]",
        "川の会では一緒に働くSREを募集しています。面談はこちら",
        "この週報はメールでも届きます。購読はこちら",
        "初出：同人誌『川』第四十一号。掲載にあたり一部を改めました。",
        "▼ほかの記事はこちらにまとめています",
        "週2回、経営に役立つ記事をまとめてお届けします。",
        "感想は kawa@example.net までお寄せください。",
        "バックリンク：来年やりたいこと",
    ],
)
def test_what_is_said_about_the_article_is_told_at_its_edges_only(line: str) -> None:
    text = [Block("prose", f"川は町を{n}つ通ります。") for n in range(20)]
    at_end, within = [*text, Block("prose", line)], [*text[:10], Block("prose", line), *text[10:]]
    assert isinstance(list(clutter.told_apart(at_end))[-1], Dropped)
    assert list(clutter.told_apart(within)) == within


def test_a_notice_is_the_last_heading_and_says_little() -> None:
    text = [Block("heading", "川", 2), *[Block("prose", f"川は町を{n}つ通ります。" * 4) for n in range(9)]]
    notice = [Block("heading", "お知らせ", 2), Block("prose", "五月に川を歩きます。")]
    assert all(isinstance(piece, Dropped) for piece in list(clutter.told_apart([*text, *notice]))[-2:])
    assert list(clutter.told_apart([*notice, *text])) == [*notice, *text]


@pytest.mark.parametrize(("end", "is_ad"), [("link", True), ("picture", False)])
def test_an_ad_goes_from_its_label_to_its_link(end: str, is_ad: bool) -> None:
    ad, text = Block("prose", "川の水が毎月届きます。"), Block("prose", "川は海へ流れます。")
    pieces = list(clutter.told_apart([Block("prose", "【PR】"), ad, Dropped("詳しく見る", end), text]))
    assert (isinstance(pieces[1], Dropped), pieces[-1]) == (is_ad, text)


def test_a_heading_takes_its_section_with_it_up_to_the_next() -> None:
    blocks = [Block("heading", "関連記事", 2), Block("prose", "海の話です。"), Block("heading", "海", 3)]
    last = [Block("heading", "終わりに", 2), Block("prose", "川です。")]
    *dropped, heading, prose = clutter.told_apart([*blocks, *last])
    assert [piece.reason for piece in dropped if isinstance(piece, Dropped)] == ["related links"] * 3
    assert [heading, prose] == last


@pytest.mark.parametrize(
    "line", ["https://a.example/b 関連記事", "【[^1] 関連記事】", "関連記事 https://a.example/b"]
)
def test_a_mark_is_dropped_on_its_side_of_the_text(line: str) -> None:
    dropped = parse(f"川の話\n\n川です。\n\n{line}", "a.txt", "text").dropped
    texts = ["".join(filter(str.isalnum, piece.text)) for piece in dropped if "said" not in piece.reason]
    assert "".join(texts) == "".join(filter(str.isalnum, line))


def test_a_line_takes_what_follows_up_to_a_sentence() -> None:
    pieces = list(clutter.told_apart(Block("prose", text) for text in ("関連記事", "海の話", "川です。")))
    assert [isinstance(piece, Dropped) for piece in pieces] == [True, True, False]


def test_headings_over_nothing_are_dropped_but_not_over_code() -> None:
    pieces = [
        Block("heading", "川", 2),
        Dropped("a", "code block"),
        Block("heading", "脚注", 2),
        Dropped("b", "link"),
    ]
    kept = clutter.without_empty_headings(pieces)
    assert [type(piece) for piece in kept] == [Block, Dropped, Dropped, Dropped]


def test_a_heading_over_nothing_is_dropped_but_not_one_over_headings_nor_the_first() -> None:
    pieces = [
        Block("heading", "川の話", 1),
        Block("heading", "源流", 1),
        Block("heading", "泉", 2),
        Block("prose", "泉です。"),
        Block("heading", "あとで書く", 2),
        Block("heading", "海", 2),
        Block("prose", "海です。"),
    ]
    kept = clutter.without_empty_headings(pieces)
    assert [piece.text for piece in kept if isinstance(piece, Dropped)] == ["あとで書く"]


@pytest.mark.parametrize(
    "line",
    [
        "多くのサイトは、Cookieを使用して利用者を見分けています。",
        "この国では、飲食物の無断持ち込みは禁止です。",
        "有料記事の売り上げが、去年の二倍になりました。",
        "会員になるとすべての本を借りられます。",
        "改善する",
        "利用者は利用規約に同意する必要があります。",
        "無料で登録できるので、試してみました。",
        "お問い合わせは毎日百件ほどあります。",
        "調理時間は20分ほどです。",
    ],
)
def test_a_sentence_about_sites_and_members_is_read(line: str) -> None:
    assert clutter.line_reason(line) == clutter.section_reason(line) == ""


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("ログイン | 新規登録 / ヘルプ", "navigation"),
        ("X Facebook LINE コピー", "share buttons"),
        ("調理時間 20分 カロリー 310kcal", "recipe facts"),
        ("3日前", "details of the post"),
        ("最終更新：3/14(金) 9:20", "details of the post"),
        ("本件に関するお問い合わせ先", "contact"),
        ("このページを編集する", "edit link"),
    ],
)
def test_labels_may_share_a_line_and_details_have_a_form(line: str, reason: str) -> None:
    assert clutter.line_reason(line) == reason


def test_a_heading_over_much_prose_is_no_label_of_links() -> None:
    pieces = [
        Block("heading", "最新情報", 2),
        Block("prose", "川は深いです。" * 20),
        Block("heading", "海", 2),
    ]
    assert list(clutter.told_apart(pieces)) == pieces


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (["住所：川の町1-2", "電話：0123-45-6789"], []),
        (["日時：四月三日", "場所：川原"], ["日時：四月三日", "場所：川原"]),
        (["住所：川の町1-2"], ["住所：川の町1-2"]),
        (["住所：決まっていない。", "料金：まだない。"], ["住所：決まっていない。", "料金：まだない。"]),
    ],
)
def test_facts_of_a_place_in_a_row_are_a_table(lines: list[str], kept: list[str]) -> None:
    told = clutter.told_apart([Block("prose", line) for line in lines])
    assert [piece.text for piece in told if isinstance(piece, Block)] == kept


@pytest.mark.parametrize("heading", ["参考", "ダウンロード", "ライセンス", "作者", "作品情報", "INFORMATION"])
def test_a_heading_of_facts_is_read_over_a_sentence_and_dropped_over_facts(heading: str) -> None:
    prose, fact = Block("prose", "「川」は三十年前に撮られた映画です。"), Block("prose", "監督：岡田澄")
    over_facts = clutter.told_apart([Block("heading", heading, 2), fact])
    assert all(isinstance(piece, Dropped) for piece in over_facts)
    told = list(clutter.told_apart([Block("heading", heading, 2), prose, fact]))
    assert told == [Block("heading", heading, 2), prose, Dropped(fact.text, "facts")]


def test_notes_are_dropped_only_after_the_last_text() -> None:
    blocks = [
        Block("prose", text) for text in ("※は、味の印です。", "川の話です。", "※値段は四月のものです。")
    ]
    told = footnotes.without_end_notes(blocks)
    assert [piece.text for piece in told if isinstance(piece, Block)] == ["※は、味の印です。", "川の話です。"]
