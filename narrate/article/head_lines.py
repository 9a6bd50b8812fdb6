"""What each line of a head is: a number, an office, a person, the name of a magazine; or none of them.

A bulletin, a letter of a school, minutes, a paper and a mail magazine have their name, its number, whom it is
for, who sends it and where to ask over the title, or between title and text, and each has a form of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum

from narrate.article import page_head, subtitles
from narrate.article.facts import Facts, is_date, is_issue, is_month, issued
from narrate.article.lines import Line
from narrate.article.people import is_firm, is_name, is_organization, looks_like_name, without_office
from narrate.article.said import CONDITION
from narrate.patterns import compiled

LONGEST = 160  # characters of a line of a head


class Kind(IntEnum):
    """What a line of a head is; of the higher ones one may be the title, the highest rather."""

    DATE = 0
    FACT = 1
    """A number, whom it is for, where to ask: never the title."""
    MEETING = 2
    """When and where one was, who was there, as its minutes and handouts say."""
    PERSON = 3
    LABEL = 4
    """An office, a section of a magazine, the same in English: the title only if nothing else is there."""
    SERIES = 5
    """The name of a magazine, a course, a kind of letter."""
    PHRASE = 6
    """Anything else."""
    SUBJECT = 7
    """What says itself that it is the title: 件名：…"""


def _any_of(words: str) -> str:
    """The alternatives that are written with spaces between them."""
    return "(?:" + "|".join(words.split()) + ")"


def _set_apart(words: str) -> str:
    """Alternatives between whose characters there may be spaces: 日　時."""
    return "(?:" + "|".join(r"\s*".join(word) for word in words.split()) + ")"


_DIGITS = "[0-9０-９〇一二三四五六七八九十]"
_DASH = r"\s?[-－―ー‐の]\s?"
_PERIOD = compiled(
    r"[^。]{0,6}\d{4}年[\d月日\s]{1,8}(?:から|～|〜|－|-|—)[\d年月日\s]{2,14}(?:まで)?"
    rf"|{_DIGITS}{{1,3}}月{_DIGITS}{{1,3}}日(?:\s?[（(].曜?日?[)）])?"
)
_FILED = _any_of("文書 整理 管理 受付 起案 稟議 社内 発信")
_ENCLOSED = _any_of("様式 別紙 別記 別添 議案 資料 参考")
_SPACED = compiled("(?<![^ \u3000])(\\S)[ \u3000]+(?=\\S(?:[ \u3000]|$))")
"""Within a word set apart: 会　長, 解　説."""
_DRESS = compiled(r"^(?:[┃│║]\s?[0-9０-９]{1,2}\s?[┃│║])?[\s■□◆◇●○◎★☆♪◼▲△▼▽＊*]*|[\s■□◆◇●○◎★☆♪◼▲△▼▽＊*]+$")
_NUMBER = compiled(
    rf"(?:[一-鿿]{{1,12}}発?)?第\s?{_DIGITS}{{1,6}}(?:{_DASH}{_DIGITS}{{1,6}})?\s?号"
    rf"|[一-鿿]{{1,10}}[0-9０-９]{{1,4}}{_DASH}[0-9０-９]{{1,6}}\s?号?"
    rf"|{_FILED}\s?(?:番号|No\.?|№)\s?[:：]?\s?\S{{1,20}}"
    rf"|{_ENCLOSED}(?:様式|資料)?\s?第?\s?[0-9０-９一二三四五六七八九十－-]*\s?号?"
    r"(?:の[0-9０-９]+)?(?:\s?[（(][^（()）]*[)）])?"
    r"|[^\s。:：]{2,6}(?:コード|番号|ID)\s?[:：]\s?[\w-]{1,20}"
    r"|[A-Z]{1,6}[-－]?\d{2,6}(?:[-－]\d{1,6}){0,3}"
)
"""Of a document: 川高発第26-041号, 8教総第123号, 様式第4号（第7条関係）."""
_HANDLED = _any_of(
    "取扱注意 社外秘 部外秘 関係者限り 厳秘 親展 至急 重要 回覧 供覧 要返信 要保存 保存版 抜粋 写 案 配布用"
    " 公印省略 公印略"
    r" 報道発表 報道資料 記者発表(?:資料)? プレス(?:リリース|資料) ニュースリリース News\s?Release"
    r" Press\s?Release"
)
_FOR_SOME = compiled(
    rf"(?!.{{4,}}(?:について|に関して|の件|(?:お知らせ|お願い|ご?案内|ご?報告|募集)(?:について)?)$)"
    rf"[(（【\[]?{_HANDLED}[)）】\]]?(?:[\s（(].*)?",
    re.IGNORECASE,
)
"""How a document is to be handled, and for whom; 回覧　清掃について says what it is about."""
_PUBLISHING = (
    r"(?:編\s?集|発\s?行|印\s?刷|制\s?作|企\s?画|発\s?信)(?:[・／/]?(?:発行|編集|責任)|[所者人元日])*"
)
_CONTACT = _any_of(
    r"事務[局所] 連絡先 お?問い?合わ?せ先? 申し?込み先? 本件(?:照会|連絡)先? 担\s?当(?:者|課|部署)? TEL"
    r" ＴＥＬ 電\s?話 FAX ＦＡＸ"
    r" E-?mail メール URL ホームページ HP 住\s?所 所在地 発行部数 配信(?:数|停止)? 定価 頒価 代表者?"
)
ASKS = compiled(
    rf"(?:{_PUBLISHING}|{_CONTACT})[\s:：／/・]+\S.*"
    rf"|(?:〒|https?:|www\.|※(?!.{{0,20}}(?:{CONDITION.pattern}))|→|▼|▽|☆?登録(?=[・／/\s:：はの解])|[©Ⓒ]).*|(?:Copyright|ISSN|ISBN|DOI)\b.*"
    r"|毎[週月年日][^\s。、をがはと]{0,14}(?:発行|配信|刊行|更新|曜日?|回|日|号)(?:[\s／/|｜・].*)?"
    r"|.*(?:TEL|ＴＥＬ|電話|FAX|ＦＡＸ)\s?[:：]?\s?[0-9０-９(（].*|.*(?:://[!-~]*|はこちら.*)"
    r"|[^。をがは、]{2,40}(?<![のと])(?:発行|配信|刊行|提供)|.*(?:社外秘|取扱注意|無断転載)\S{0,10}"
    r"|[^。をがはでに、]*(?:文字起こし|エクスポート|自動生成)(?:データ|結果|版)?(?:\s?[（(][^（()）]*[)）])?"
    r"|.*(?:ご自由にお(?:持ち|取り)(?:帰り)?|TAKE\s?FREE).*"
    r"|(?:(?:基本|経営|教育|保育|企業|運営)?(?:理念|方針|目標)|モットー|スローガン|合言葉|校訓|社是|標語)[\s:：]+\S.*"
    r"|.{0,30}(?:お送り|お届け|配信)(?:いた)?して(?:おり|い)ます。.{0,40}"
    r"|(?:このメールは|本メールは|等幅フォント|.*配信しており).*",
    re.IGNORECASE,
)
"""Who publishes it, where to ask, how to read it."""
_ADDRESSED = compiled(
    r"[^。]{1,30}(?:[ 　様](?:様|殿)|[一-鿿ー](?:様|殿)|各位|御中)"
    r"|[^。]{1,24}の?(?:皆\s?様|皆さま|皆さん|みなさま|みなさん)(?:方?へ)?(?:\s+[^。]{1,20})?"
)
MEETING = compiled(
    r"(?:[(（]?[0-9０-９]{1,2}[)）.．、\s]*)?(?:"
    + _set_apart(
        "日時 開催日 開催日時 開催場所 期日 期間 場所 会場 出席 出席者 出席委員 欠席 欠席者 欠席委員 参加"
        " 参加者 傍聴 傍聴者 傍聴人 時間"
        " 配付資料 配布資料 議題 議事 議長 司会 進行 書記 記録 記録者 講師 講演者 演者 対象 定員 参加費"
        " 受講料 会費 持ち物"
        " 主催 共催 後援 協賛 協力 所属 提出 提出日 提出先 提出者 起案 起案日 起案者 決裁 作成 作成日"
        " 作成者 報告日 報告者"
        " 発表 発表者 訪問日 訪問先 視察日 視察先 録音時間 共有リンク 監修 監修者 部署 氏名 学籍番号 学年"
    )
    + r")(?:[（(][^（()）]*[)）])?\s*[:：\s]\s*\S.*"
)
"""When and where a meeting was and who was there, who made a draft."""
_HEADS_FIRM = compiled("代表|取締役|社長|会長|理事長|CEO")
_NEWS = compiled(
    "お知らせ|発表|開始|発売|締結|決議|開催|新商品|新製品|提供|リリース|受賞|出展|設立|開設|オープン|提携|導入"
    "|(?:販売|改定|移転|異動|人事|改称)(?:$|の?お知らせ|について|のご案内)"
)
"""What a firm tells the papers."""
_ADDRESS = compiled("あいさつ|挨拶|寄せて|にあた[っり]て?|メッセージ|所感|年頭|年始|[御お]礼")
"""What who heads a firm writes."""
_WHEN_MET = compiled(r"(?:日\s*時|開催日時?|期\s*日)\s*[:：\s]\s*\S")
TAKES_PART = compiled(
    r"(?:聞き手|話し手|語り手|司会|進行|ゲスト|出演者?|登壇者?|日\s?時|場\s?所|会\s?場|出\s?席|開催(?:日時?|場所)"
    r"|(?:児童|生徒|園児|学級)数|(?:学校)?教育目標)\s*[:：\s]\s*\S"
)
"""Who speaks and who listens, when and where, whose paper it is: what is no title, and stands under one."""
HANDED_IN = compiled(r"(?:提出|報告|作成|起案|発表|所属|部署|氏名|学籍|学年)")
"""How rows begin that tell of a document, not of a meeting."""
SENDER = compiled("(?:代表者?|会長|理事長|園長|校長)[:：\\s]")
"""Who sends a letter, over its title."""
SUBJECT = compiled(
    r"[【［\[]?\s?"
    + _set_apart(
        "会議名 件名 題名 標題 表題 演題 題目 講題 論題 タイトル ソフト名 ソフトウェア名 ソフトウエア名"
    )
    + r"(?:\s*[】］\]]\s*[:：]?\s*|\s*[:：]\s*|\s+)(?=\S{4})"
)
_OFFICES = compiled(
    r"[^。、]{2,40}"
    + _any_of(
        "同窓会 後援会 振興会 商店会 商店街 の会 同好会 愛好会 保存会 クラブ サークル 倶楽部 事務局 本部"
        " 支部 委員会 研究会 学会 連合会 自治会 町内会"
        " 管理組合 子ども会"
        " 図書館 公民館 博物館 資料館 美術館 [小中高学]校 学園 大学 大学院 [保幼][育稚]園 こども園 オフィス"
        " 事務所 研究[室所]"
        " クリニック 医院 病院 市役所 町役場 [一-鿿]{2}[課係室部]"
    )
    + "(?:[「『（(][^。]{1,20}[」』）)])?"
)
_SERIES = compiled(
    "[^、。！？!?をがへ]{0,24}"
    + _any_of(
        r"だより 便り たより 通信 ニュース 新聞 広報\S{0,6} 会報 紀要 会誌 論集 年報 月報 週報 時報 館報"
        r" 社内報 園報 所報 学報"
        " レター メールマガジン メルマガ マガジン レポート ジャーナル デジタル オンライン 電子版 日報 新報"
        " タイムズ"
        r" News\s?letter Bulletin Journal 回覧板? コラム 講座 セミナー シリーズ ブログ 日記 レジュメ"
        r" 配\s?[付布]\s?資料"
        " ハンドアウト 発表資料 事業報告 調査報告"
    )
    + r"(?:\s?[「『（(【][^。]{1,24}[」』）)】])?|"
    + _any_of(
        "社内報 広報 会報 館報 学級通信 学年だより 園だより 季刊 月刊 週刊 隔月刊 機関[紙誌] メールマガジン"
        " メルマガ"
    )
    + r"[「『\s].*|(?:The )?(?:Bulletin|Journal) of .*",
    re.IGNORECASE,
)
OF_TIME = compiled(
    r"(?:19|20)\d\d年\s?(?:\d{1,2}月|[春夏秋冬])号|通巻|創刊号|\b(?:vol|no)\.?\s?\d|(?:^|\s)\d{1,2}月号"
    r"|[春夏秋冬]号$|第[\s0-9０-９〇一二三四五六七八九十百]+[号巻輯報]",
    re.IGNORECASE,
)
"""Which issue of a magazine it is."""
_BEHIND_NUMBER = compiled(
    r"(?:[号巻]|(?:vol|no)\.?\s?\d{1,5})[\s】」]+(?P<title>(?=\S*[ぁ-ん])[^\s（(]{6,})", re.IGNORECASE
)
"""The title of an issue behind its number."""
_SENT_BY = compiled(r"[^をがは、。？！]{2,40}(?:[館園院校局所課係室部会]|編集部)")
"""Whose an issue is, behind its number."""
_SECTION = _any_of(
    "特集 連載 寄稿 随想 随筆 エッセイ エッセー コラム 論考 論文 論説 論壇 原著(?:論文)?"
    " 研究(?:ノート|報告|論文) 実践報告 事例報告"
    " 調査報告 資料(?:紹介)? 書評欄? 解説 総説 総合 報告 短報 巻頭言 巻頭(?:エッセイ|特集|随筆)"
    " インタビュー 対談 座談会 投稿"
    " トピックス 活動報告 会員だより 声 窓 寄せ書き お知らせ ご案内 講演録? 読み物 読書 文化 社会 地域 歴史"
    " くらし 暮らし 家庭"
    " 健康 [今先]月の一冊 今週の一冊 社説 時評 評論 ルポ レポート ニュース 短編(?:小説)? 掌編 小説 詩 創作"
    " ごあいさつ 挨拶"
)
KICKER = compiled(
    r"『[^』]{1,60}』\s?[（(][^（()）]{2,60}[)）]"
    r"|[^。、]{2,24}[（(]様式\s?第?\s?[0-9０-９]{1,3}\s?号?(?:の[0-9０-９])?[)）]"
    r"|[今本]月の\S{1,6}|今[週号]の\S{1,6}|[^\sの]{2,5}から"
    r"|(?:市民|県民|区民)?(?:公開)?(?:講座|講演会?|セミナー|フォーラム|シンポジウム)[\s\u3000]?(?:講演録?|講義録|抄録|記録)"
    "|(?:稟議書|起案書?|伺い?書?|通知文?|事務連絡|連絡[票書]|報告書|議事録|会議録|申請書|お便り)"
    rf"|[［\[〔【＜〈《（(]?\s?(?:{_SECTION}(?:[・/／]{_SECTION})*(?:\s?第?{_DIGITS}{{1,4}}回?)?"
    rf"|連載\S{{0,12}}(?:\s?第{_DIGITS}{{1,4}}回)?|第{_DIGITS}{{1,4}}回)\s?[］\]〕】＞〉》）)]?"
    r"|[［\[〔【＜〈《][^［\]］〔〕【】。]{1,16}[］\]〕】＞〉》]"
)
"""A section of a magazine, a form, the book that is reviewed: what stands over a title by itself."""
COLUMN = compiled(
    r"[【〈＜《\[［][^】〉＞》\]］]{2,24}?(?:\s?(?:第|その)?\s?[0-9０-９]{1,4}\s?[回話]?[】〉＞》\]］]"
    r"|[】〉＞》\]］]\s?(?:第\s?[0-9０-９]{1,4}\s?[回話号]|その\s?[0-9０-９]{1,4}))"
)
"""A column and the number of the day's text: 【現場を歩く　第23回】, 【ひとり歩き】その331."""
LABELLED = compiled(rf"(?:[【\[［〔＜〈]{_SECTION}[】\]］〕＞〉]|{_SECTION}\s?[:：／|｜])\s*(?=\S{{4}})")
"""The name of a section before a title, in one line with it."""
TITLED = compiled(
    _any_of(
        r"について のお知らせ のお願い のご?案内 の御?(?:案内|依頼|報告) に関する(?:件|お知らせ|報告)"
        r" 報告書 会議録 議事録 議事要旨"
        " 要領 概要 の件 式辞 答辞 送辞 挨拶 祝辞 宣言 声明 ために へ?に?向けて"
    )
    + r"(?:\s?[（(][^（()）]{1,12}[)）])?$"
)
"""What titles of letters and reports end with."""
_ASIDE = compiled("[（(][^（()）]*[)）]")
"""What is done or heard, as scripts have it: （ジングル）."""
_LATIN = 0.6  # of the characters
_SHORTEST_LATIN = 5  # characters
_JAPANESE = compiled("[ぁ-んァ-ヶ一-鿿]")
_WRITER = compiled(
    "(?:文・写真|取材・文|[^\\s:：]{0,4}解説|文責|聞き手|話し手|執筆者?|筆者|著者?|文|"
    + _set_apart("評者 選者 訳者 講師 講演者 講演 演者 発表者 発表 報告者 報告 作成者 作成 起案者 起案 氏名")
    + ")[ 　]*(?:[:：＝=／/・]|[ 　])[ 　]*"
)
_YEAR_OF = compiled(
    rf"^(?:昭和|平成|令和|第|高校|中学|{_DIGITS}+)\S{{0,8}}(?:卒業?|期生?|回生?|年生|組担任)[ \u3000]+"
)
"""Of which year somebody is: 昭和五十八年卒, 第38期生."""
_ALL_APART = compiled("\\S(?:[ \u3000]+\\S){3,9}")
_KANA_APART = compiled("[ぁ-ん](?:[ \u3000]+[ぁ-ん]){2,9}")  # what a school's paper is called
_OFFICE_BEFORE = compiled(
    "^.{0,4}(?:会長|校長|園長|学長|所長|部長|課長|支部長|理事長|委員長|町長|市長|村長|代表)"
)
_BEHIND_NAME = compiled("[ \u3000]?(?:氏|先生|さん)$|(?:・|[ \u3000])(?:作|著|文|記|画)$")
_BEFORE_NAME = compiled(
    "\\S{1,20}(?:学校|大学|高校|学園|園|会社|部|課|室|係|館|会|局|所|院|社|年|組|期生?|卒|長|員|士|師|者|家"
    "|諭|授|書|主|班|担任|担当)(?:OB|OG|ＯＢ|ＯＧ)?"
)
"""Where somebody works, or what they are: words over the name in one line with it."""
_NOTE = compiled(r"\s?(?:[*＊†‡]{1,3}|[*＊]?[0-9０-９]{1,2}[)）]|[¹²³])$|[（(][^（()）]{1,24}[)）]$")
_DESKS = ("編集部", "編集室", "事務局", "広報部", "広報室", "広報課", "取材班")
_LONGEST_NAMED = 40  # characters


def kind_of(text: str) -> Kind:
    """What a line of a head is by its form."""
    if len(text) > LONGEST:
        return Kind.PHRASE
    bare = _SPACED.sub(r"\1", _DRESS.sub("", text))
    facts = Facts()
    facts.take(bare)
    if SUBJECT.match(bare):
        return Kind.SUBJECT
    if issued(bare)[1]:
        return Kind.SERIES
    if _WHEN_MET.match(bare):
        return Kind.MEETING
    if facts.date or is_date(bare) or is_month(bare) or _PERIOD.fullmatch(bare):
        return Kind.DATE
    is_meeting, is_addressed = MEETING.fullmatch(bare), _ADDRESSED.fullmatch(bare)
    if facts.byline and not (is_meeting or is_addressed):
        return Kind.PERSON
    forms = (_NUMBER, _FOR_SOME, ASKS, page_head.ADDRESSED)
    if is_addressed or any(form.fullmatch(bare) for form in forms):
        return Kind.FACT
    if is_meeting or person_of(text):
        return Kind.MEETING if is_meeting else Kind.PERSON
    if TAKES_PART.match(bare):
        return Kind.MEETING
    return _kind_of_phrase(text, bare)


def _kind_of_phrase(text: str, bare: str) -> Kind:
    """What a line is that tells no fact; ``bare`` of the signs around it."""
    is_label = (
        _ASIDE.fullmatch(text.strip())
        or KICKER.fullmatch(bare)
        or COLUMN.fullmatch(text.strip())
        or is_firm(bare)
        or is_office(bare)
    )
    if is_label or is_latin(bare) or subtitles.looks_so(text.strip()):
        return Kind.LABEL
    behind = _BEHIND_NUMBER.search(bare)
    if TITLED.search(bare) or (behind and not _SENT_BY.fullmatch(bare[behind.start("title") :])):
        return Kind.PHRASE
    is_of_series = is_issue(bare) or OF_TIME.search(bare) or _SERIES.fullmatch(bare)
    return Kind.SERIES if is_of_series else Kind.PHRASE


def person_of(text: str) -> str:
    """Who a line names, with an office, a label or a note about them or without; else empty."""
    bare = _SPACED.sub(r"\1", _YEAR_OF.sub("", _WRITER.sub("", text.strip(), count=1)))
    bare = _BEHIND_NAME.sub("", _NOTE.sub("", bare))
    parts = bare.split()
    while len(parts) > 1 and _BEFORE_NAME.fullmatch(parts[0]) and not is_name(parts[0]):
        parts = parts[1:]
    while len(parts) > 1 and _BEFORE_NAME.fullmatch(parts[-1]) and is_name("".join(parts[:2])):
        parts = parts[:-1]
    bare = bare[bare.rfind(parts[0]) if len(parts) == 1 else bare.find(parts[0]) :] if parts else ""
    bare = bare[: bare.rfind(parts[-1]) + len(parts[-1])] if parts else ""
    joined = "".join(text.split()) if _ALL_APART.fullmatch(text) else ""
    name = _OFFICE_BEFORE.sub("", joined) or without_office(bare)
    is_one = not _KANA_APART.fullmatch(text) and looks_like_name(name)
    is_one = is_one or (name != text and is_name(name) and len(parts) == 1)
    is_desk = name.endswith(_DESKS) or is_office(name)
    return name if is_one and not is_desk and len(text) <= _LONGEST_NAMED else ""


def is_sender_of_news(lines: Sequence[Line], place: int, title: str) -> bool:
    """Whether a line names who heads the firm in the line above, over its news: no author of it."""
    is_head = place > 0 and is_firm(lines[place - 1].text) and _HEADS_FIRM.match(lines[place].text)
    return bool(is_head and _NEWS.search(title)) and not _ADDRESS.search(title)


def writer_of(text: str) -> str:
    """Who a line of credits, or else a line in another form, names; empty if there is a day in it."""
    facts = Facts()
    facts.take(text)
    return "" if facts.date else facts.byline or person_of(text)


def speaker(text: str) -> str:
    """Who speaks or wrote it, behind a label that says so."""
    return person_of(text) if _WRITER.match(text) else ""


def is_office(text: str) -> bool:
    """Whether a line is the name of an office, a school, a club."""
    return bool(_OFFICES.fullmatch(text) or page_head.SENDER.fullmatch(text) or is_organization(text))


def is_latin(text: str) -> bool:
    """Whether a line is mostly in Latin letters."""
    in_latin = sum(map(str.isascii, text))
    return len(text) > _SHORTEST_LATIN and in_latin >= _LATIN * len(text) and not _JAPANESE.search(text[:3])
