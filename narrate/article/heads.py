"""The head of what was printed, sent or handed out: each of its lines told, and the title that is left.

A bulletin, a letter of a school, minutes, a paper and a mail magazine have their name, its number, whom it is
for, who sends it and where to ask over the title, or between title and text, and each has a form of its own.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import takewhile

from narrate.article import banners, page_head, subtitles
from narrate.article.facts import BYLINE, Facts, is_date, is_issue, issued, parse_date
from narrate.article.lines import Line, dropped, has_stop, is_sentence
from narrate.article.people import is_firm, is_organization, looks_like_name, without_office
from narrate.article.phrases import opens_article
from narrate.article.wrapping import ADDRESS, BULLET, width

_REACH = 16  # lines of a head
_LONGEST = 160  # characters of a line in it
_OF_HEADS = frozenset((
    "", "address", "call to subscribe", "contact", "credit line", "details of the post", "divider", "footer", "link", "paywall",
    "reading time", "running head", "site label", "table of contents",
))  # fmt: skip
"""Why lines of a head may not be read; a menu or a button over the title is of a web page."""


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


_SPACED = re.compile("(?<![^ \u3000])(\\S)[ \u3000]+(?=\\S(?:[ \u3000]|$))")
"""Within a word set apart: 会　長, 解　説."""
_NUMBER = re.compile(
    r"(?:[一-鿿]{1,12}?発?)?第\s?[0-9０-９〇一二三四五六七八九十]{1,6}(?:\s?[-－―ー‐の]\s?[0-9０-９]{1,6})?\s?号"
    r"|[一-鿿]{1,10}[0-9０-９]{1,4}\s?[-－―ー‐]\s?[0-9０-９]{1,6}\s?号?"
    r"|(?:文書|整理|管理|受付|起案|稟議|資料|社内|発信)\s?(?:番号|No\.?|№)?\s?[:：]?\s?第?[A-Z0-9０-９〇一二三四五六七八九十\s－-]{1,14}号?"
    r"|(?:様式|別紙|別記|別添|議案|資料|参考)(?:様式|資料)?\s?第?\s?[0-9０-９一二三四五六七八九十－-]*\s?号?(?:の[0-9０-９]+)?(?:\s?[（(][^（()）]*[)）])?"
    r"|[A-Z]{1,6}[-－]?\d{2,6}(?:[-－]\d{1,6}){0,3}"
)
"""Of a document: 川高発第26-041号, 8教総第123号, 様式第4号（第7条関係）."""
_FOR_SOME = re.compile(
    "[(（【\\[]?(?:取扱注意|社外秘|部外秘|関係者限り|厳秘|親展|至急|重要|回覧|供覧|要返信|要保存|保存版|抜粋|写|案|配布用|公印省略|公印略"
    "|報道発表|報道資料|記者発表(?:資料)?|プレス(?:リリース|資料)|PRESS RELEASE|NEWS RELEASE|News ?Release|Press ?Release|ニュースリリース)"
    "[)）】\\]]?(?:[\\s（(].*)?",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:(?:編\s?集|発\s?行|印\s?刷|制\s?作|企\s?画|発\s?信)(?:[・／/]?(?:発行|編集|責任)|[所者人元日])*|事務[局所]|連絡先|(?:お?問い?合わ?せ|申し?込み|本件(?:照会|連絡))先?"
    r"|担\s?当(?:者|課|部署)?|TEL|ＴＥＬ|電\s?話|FAX|ＦＡＸ|E-?mail|メール|URL|ホームページ|HP|住\s?所|所在地|発行部数|配信(?:数|停止)?|定価|頒価|代表者?)[\s:：／/・]+\S.*"
    r"|(?:〒|https?:|www\.|※|→|▼|▽|☆?登録|毎[週月年日]).*"
    r"|.*(?:TEL|ＴＥＬ|電話|FAX|ＦＡＸ)\s?[:：]?\s?[0-9０-９(（].*|.*(?:://|はこちら).*|[^。]{2,40}(?<![をがは])(?:発行|配信|刊行|提供)"
    r"|.*(?:社外秘|取扱注意|無断転載)\S{0,10}|[©Ⓒ].*|(?:Copyright|ISSN|ISBN|DOI)\b.*"
    r"|[^。]*(?:文字起こし|エクスポート|自動生成)[^。]*"
    r"|.{0,30}(?:お送り|お届け|配信)(?:して|いたして)(?:い|お)ります。.{0,40}|.{0,30}お送りしています。.{0,40}"
    r"|(?:このメールは|本メールは|等幅フォント|.*配信しており).*",
    re.IGNORECASE,
)
"""Who publishes it, where to ask, how to read it."""
_ADDRESSED = re.compile(
    r"[^。]{1,30}(?:[ 　様](?:様|殿)|[一-鿿ー](?:様|殿)|各位|御中)|[^。]{1,24}の?(?:皆\s?様|皆さま|皆さん|みなさま|みなさん)(?:へ|方へ)?"
    r"(?:[\s　]+[^。]{1,20})?"
)
_MEETING = re.compile(
    r"(?:[(（]?[0-9０-９]{1,2}[)）.．、\s]*)?(?:日\s*時|開催日時?|開催場所|期\s*[日間]|場\s*所|会\s*場|[出欠]\s*席\s*(?:者|委員|理事|役員)?|参\s*加\s*者?|傍\s*聴\s*者?|配\s*[付布]\s*資\s*料|議\s*[題事]|議\s*長|司\s*会|進\s*行|書\s*記"
    r"|記\s*録\s*者?|講\s*[師演]\s*者?|演\s*者|対\s*象|定\s*員|参\s*加\s*費|受講料|会\s*費|持ち物|主\s*催|共\s*催|後\s*援|協\s*賛|協\s*力|所\s*属|提\s*出\s*[日先者]?|起\s*案\s*[日者]?|決\s*裁|作\s*成\s*[日者]?|報\s*告\s*[日者]|発\s*表\s*者?"
    r"|訪\s*問\s*[日先]|視\s*察\s*[日先]|録音時間|共有リンク|監\s*修\s*者?|部\s*署|氏\s*名|学籍番号|提出先|学\s*年|組)(?:[（(][^（()）]*[)）])?\s*[:：　\s]\s*\S.*"
)
"""When and where a meeting was and who was there, who made a draft."""
_OF_MINUTES = re.compile("^(?:[出欠]\\s*席|傍\\s*聴|参\\s*加\\s*者|書\\s*記|議\\s*長|録音)|(?:会議録|議事録|議事要旨|議事メモ|打ち?合わ?せ記録)")
_CATEGORY = re.compile(r"(?:カテゴリー?|テーマ|ジャンル|分類|Category)\s?[:：]\s?\S.{0,30}", re.IGNORECASE)
"""Under the title of an entry of a blog."""
_NEAR_CATEGORY = 3  # lines
_SUBJECT = re.compile(r"(?:件\s*名|題\s*名|標\s*題|表\s*題|演\s*題|題\s*目|講\s*題|論\s*題|タイトル)(?:\s*[:：]\s*|[\s\u3000]+)(?=\S{4})")
_OFFICES = re.compile(
    "[^。、]{2,40}(?:同窓会|後援会|振興会|商店会|商店街|の会|友の会|事務局|本部|支部|委員会|研究会|学会|連合会|自治会|町内会|管理組合|子ども会|図書館|公民館|博物館|資料館|美術館"
    "|[小中高学]校|学園|大学|大学院|[保幼][育稚]園|こども園|オフィス|事務所|研究[室所]|クリニック|医院|病院|市役所|町役場|[一-鿿]{2}[課係室部])(?:[「『（(][^。]{1,20}[」』）)])?"
)
_SERIES = re.compile(
    r".*(?:だより|便り|たより|通信|ニュース|新聞|広報\S{0,6}|会報|紀要|会誌|論集|年報|月報|週報|時報|館報|社内報|園報|所報|学報|レター|メールマガジン|メルマガ|マガジン|レポート|ジャーナル"
    r"|News ?letter|Bulletin|Journal|回覧板?|コラム|講座|セミナー|シリーズ|ブログ|日記|日報|レジュメ|配\s?[付布]\s?資料|ハンドアウト|発表資料|事業報告|調査報告)(?:\s?[「『（(【][^。]{1,24}[」』）)】])?"
    r"|(?:社内報|広報|会報|館報|学級通信|学年だより|園だより|季刊|月刊|週刊|隔月刊|機関[紙誌]|メールマガジン|メルマガ)[「『\s].*|Bulletin of .*|(?:The )?Journal of .*",
    re.IGNORECASE,
)
_OF_TIME = re.compile(
    r"(?:19|20)\d\d年\s?(?:\d{1,2}月|[春夏秋冬])号|通巻|創刊号|\b(?:vol|no)\.?\s?\d|(?:^|\s)\d{1,2}月号|[春夏秋冬]号$|第[\s0-9０-９〇一二三四五六七八九十百]+[号巻輯報]",
    re.IGNORECASE,
)
_BEHIND_NUMBER = re.compile(r"(?:[号巻]|(?:vol|no)\.?\s?\d{1,5})[\s\u3000】」]+(?=\S*[ぁ-ん])[^\s（(]{6,}", re.IGNORECASE)
"""The title of an issue behind its number."""
_SECTION = (
    "特集|連載|寄稿|随想|随筆|エッセイ|コラム|論考|論文|論説|論壇|原著(?:論文)?|研究(?:ノート|報告|論文)|実践報告|事例報告|調査報告|資料(?:紹介)?|書評|書評欄|解説|総説|総合|報告|短報"
    "|巻頭言|巻頭(?:エッセイ|特集|随筆)|インタビュー|対談|座談会|投稿|トピックス|活動報告|会員だより|声|窓|寄せ書き|お知らせ|ご案内|講演録|講演|読み物|読書|文化|社会|地域|歴史|くらし|暮らし|家庭|健康"
    "|今月の一冊|今週の一冊|社説|時評|評論|ルポ|レポート|ニュース|短編小説|短編|掌編|小説|詩|創作|エッセー|ごあいさつ|挨拶"
)
_KICKER = re.compile(
    rf"『[^』]{{1,60}}』\s?[（(][^（()）]{{2,60}}[)）]|(?:稟議書|起案書?|伺い?書?|通知文?|事務連絡|連絡[票書]|報告書|議事録|会議録|申請書|お便り)|"
    rf"[［\[〔【＜〈《（(■●◆◇□]?\s?(?:(?:{_SECTION})(?:[・/／](?:{_SECTION}))*(?:\s?第?[0-9０-９一二三四五六七八九十]{{1,4}}回?)?|[（(【\[]?連載\S{{0,12}}|第[0-9０-９一二三四五六七八九十]{{1,4}}回)\s?[］\]〕】＞〉》）)■●◆◇□]?"
    r"|[［\[〔【＜〈《][^［\]］〔〕【】。]{1,16}[］\]〕】＞〉》]"
)
_LABELLED = re.compile(rf"(?P<label>[【\[［〔＜〈](?:{_SECTION}|[^】\]］〕＞〉]{{1,8}})[】\]］〕＞〉]|(?:{_SECTION})\s?[:：／|｜])\s*(?=\S{{4}})")
"""The name of a section before a title, in one line with it."""
_TITLED = re.compile(
    "(?:について|のお知らせ|のお願い|のご?案内|の御?(?:案内|依頼|報告)|に関する(?:件|お知らせ|報告)|報告書|会議録|議事録|議事要旨|要領|概要|の件|式辞|答辞|送辞|挨拶|祝辞|宣言|声明|のために|ために|へ向けて|に向けて)"
    "(?:\\s?[（(][^（()）]{1,12}[)）])?$"
)
"""What titles of letters and reports end with."""
_CLAUSE = re.compile("[ぁ-ん][一-鿿ァ-ヶー「]|[、？！「」――]")
_OPEN = re.compile("(?:の|と|や|な|に|を|へ|における|に関する|による|についての|・|、|：|──|――)$")
"""The end of a line in which a title breaks off."""
_BODY = re.compile(
    r"(?:要\s*[旨約]|抄\s*録|概\s*要|abstract|キーワード|key ?words|は\s?じ\s?め\s?に|序論?|序章|目\s*次|[今本]号の.{1,8}|記|proloque|prologue|プロローグ)(?:[\s:：].*)?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:第?[0-9０-９一二三四五六七八九十Ⅰ-Ⅹ]{1,2}[章節部]?(?:[.．、]\s?|[\s　]+)|[（(][0-9０-９一二三四五六七八九十][)）])\S")
_LATIN = 0.6  # of the characters
_JAPANESE = re.compile("[ぁ-んァ-ヶ一-鿿]")
_MARK = re.compile("[■□◆◇●◉◎▼▽▲△★☆▶►◼【〈＜≪<]")
_MARKED = re.compile(r"[■□◆◇●◉◎▼▽▲△★☆▶►◼♪]+\s?(?=\w)")
_ENTRY = re.compile(r"(?:[\W_]*[0-9０-９]{1,2}(?:[.．、)）】\]]|\s)\s*|[■□◆◇●◉◎▼▽▲△★☆▶►◼・\s])*[0-9０-９]{0,2}\s?")
_LEADERS = re.compile(r"\s?[.．・…‥]{2,}\s?\d*$")
_SAYS = re.compile("[をがはにで][^\\s]|[、？！]|「.+」.")
"""What the title of an article has in it, and the name of a column has not."""
_WRITER = re.compile(
    "(?:評\\s*者|選\\s*者|訳\\s*者|聞き手|話し手|取材・文|文責|文・写真|文|講\\s*師|講演者?|演者|発\\s*表\\s*者?|報\\s*告\\s*者?|執筆者?|筆者|著者?|作成者?|起\\s*案\\s*者?|氏\\s*名)[ 　]*(?:[:：＝=／/・]|[ 　])[ 　]*"
)
_YEAR_OF = re.compile("^(?:昭和|平成|令和|第|高校|中学|[0-9０-９〇一二三四五六七八九十]+)[^\\s\u3000]{0,8}(?:卒業?|期生?|回生?|年生|組担任)[ \u3000]+")
_DESKS = ("編集部", "編集室", "事務局", "広報部", "広報室", "広報課", "取材班")
_DRESS = re.compile(r"^[\s■□◆◇●○◎★☆♪◼▲△▼▽＊*]+|[\s■□◆◇●○◎★☆♪◼▲△▼▽＊*]+$")
_ALL_APART = re.compile("\\S(?:[ \u3000]+\\S){3,9}")
_SET_APART = re.compile("^.{0,4}(?:会長|校長|園長|学長|所長|部長|課長|支部長|理事長|委員長|町長|市長|村長|代表)")
_HONOURED = re.compile("[ \u3000]?(?:氏|先生|さん)$")
_NOTE = re.compile(r"\s?(?:[*＊†‡]{1,3}|[*＊]?[0-9０-９]{1,2}[)）]|[¹²³])$|[（(][^（()）]{1,24}[)）]$")
_LONGEST_NAMED = 40  # characters
_MOST_UNTOLD = 2  # lines over the title of which nobody knows what they are
_MOST_SAID = 1  # entries of a table of contents that say something
_SHORTEST_SAID = 8  # characters
_SHORTEST = 5  # characters of a title without a mark against it
_WIDEST = 90  # half-width columns of one


@dataclass(frozen=True, slots=True)
class Head:
    """The lines with the masthead told, and what it says of the article; empty where it says nothing."""

    lines: list[Line]
    title: str = ""
    """Of the first article of a magazine, which stands further on as a heading."""
    byline: str = ""
    day: dt.date | None = None
    """Of the meeting, where nothing says when its minutes were published."""


def told(lines: list[Line]) -> Head:
    """The head of a text with a masthead: its title told and joined, what stands over it no more read."""
    if _is_under_site(lines):
        return Head([lines[0], replace(lines[1], is_title=True), *lines[2:]])
    end = _end(lines)
    near = [n for n in range(end) if not lines[n].reason]
    is_of_web = any(line.reason not in _OF_HEADS or line.is_title for line in lines[:end])
    if not near or len(near) > _REACH or is_of_web:
        return Head(lines)
    kinds = {n: kind_of(lines[n].text) for n in near}
    meeting = next((n for n in near if kinds[n] is Kind.MEETING), end)
    may_be = {n: kind for n, kind in kinds.items() if n < meeting or kind is Kind.SUBJECT}
    title = _best(lines, may_be, Kind.PHRASE)
    title = _best(lines, kinds, Kind.LABEL) if title is None else title
    if (filed := _over_category(lines, kinds)) is not None:
        lines = [dropped(line, "details of the post" * bool(_CATEGORY.fullmatch(line.text))) for line in lines[: end + 1]] + lines[end + 1 :]
        return Head(_with_title(lines, kinds, filed))
    has_contents = any(line.reason == "table of contents" for line in lines)
    if kinds[title] is Kind.SERIES:
        is_of_issue = any(is_issue(lines[n].text) or _OF_TIME.search(lines[n].text) for n in near)
        entries = _listed(lines) if has_contents else _marked(lines, end) if is_of_issue else []
        if words := _only_article(entries):
            return Head(_without(lines, kinds, end), words)
    is_of_magazine = has_contents and kinds[title] is Kind.SERIES and is_issue(lines[title].text)
    has_banner = any(line.reason == "divider" for line in lines[:end])
    is_of_magazine &= not (has_banner and banners.signed_title(lines, end) is not None)
    if not (is_of_magazine or _is_masthead(lines, kinds, title)):
        return Head(_joined(lines, kinds, near[0]) if _OPEN.search(lines[near[0]].text) else lines)
    is_of_minutes = any(_OF_MINUTES.search(lines[n].text) for n in near)
    day = parse_date(lines[meeting].text) if meeting < end and is_of_minutes else None
    return Head(_with_title(lines, kinds, title), "", _author(lines, kinds, title), day)


def _is_under_site(lines: list[Line]) -> bool:
    """Whether the first line is the site, and the title under it, as a reader's view has them."""
    is_site = bool(lines) and lines[0].reason == "address" and ADDRESS.fullmatch(lines[0].text) is None
    return is_site and len(lines) > 1 and not lines[1].reason and len(lines[1].text) <= _LONGEST


def _end(lines: list[Line]) -> int:
    """Where the text begins: at a sentence, a heading that opens it, a table of contents."""
    for n, line in enumerate(lines):
        is_notice = len(line.text) <= _LONGEST and bool(_ASKS.fullmatch(line.text))
        if not is_notice and (is_sentence(line) or line.text.endswith("。")):
            return n
        if line.reason == "table of contents":
            return n - (n > 0 and lines[n - 1].place + 1 == line.place and not lines[n - 1].reason)
        if n and not line.reason and _opens(lines, n):
            return n
    return 0


def _opens(lines: list[Line], n: int) -> bool:
    """Whether a line is the first of the text: はじめに, a number, one of several marks."""
    text = lines[n].text[:_LONGEST]
    is_numbered = _NUMBERED.match(text) and not _MEETING.fullmatch(text)
    if _BODY.fullmatch(text) or opens_article(text) or BULLET.match(text) or is_numbered:
        return True
    mark = _MARK.match(text)
    return bool(mark) and any(line.text.startswith(mark[0]) for line in lines[n + 1 :])


def kind_of(text: str) -> Kind:
    """What a line of a head is by its form."""
    if len(text) > _LONGEST:
        return Kind.PHRASE
    bare = _SPACED.sub(r"\1", _DRESS.sub("", text))
    facts = Facts()
    reason = facts.take(bare)
    if _SUBJECT.match(bare):
        return Kind.SUBJECT
    if issued(bare)[1]:
        return Kind.SERIES
    if facts.date or is_date(bare):
        return Kind.DATE
    if facts.byline and not (_ADDRESSED.fullmatch(bare) or _MEETING.fullmatch(bare)):
        return Kind.PERSON
    if any(form.fullmatch(bare) for form in (_NUMBER, _FOR_SOME, _ASKS, page_head.ADDRESSED, _ADDRESSED)):
        return Kind.FACT
    if _MEETING.fullmatch(bare):
        return Kind.MEETING
    if reason or person_of(text):
        return Kind.PERSON
    if _KICKER.fullmatch(bare) or is_firm(bare) or _is_office(bare) or _is_latin(bare) or subtitles.looks_so(text.strip()):
        return Kind.LABEL
    if _TITLED.search(bare):
        return Kind.PHRASE
    is_of_series = is_issue(bare) or _OF_TIME.search(bare) or _SERIES.fullmatch(bare)
    return Kind.SERIES if is_of_series and not _BEHIND_NUMBER.search(bare) else Kind.PHRASE


def person_of(text: str) -> str:
    """Who a line names, with an office, a label or a note about them or without; else empty."""
    bare = _SPACED.sub(r"\1", _YEAR_OF.sub("", _WRITER.sub("", text.strip())))
    bare = re.sub("[ \u3000]{2,}", "\u3000", _HONOURED.sub("", _NOTE.sub("", bare)))
    name = _SET_APART.sub("", "".join(text.split())) if _ALL_APART.fullmatch(text) else without_office(bare)
    is_one = len(bare) <= _LONGEST_NAMED and looks_like_name(name) and not name.endswith(_DESKS)
    return name if is_one else ""


def _speaker(text: str) -> str:
    """Who speaks or wrote it, behind a label that says so."""
    return person_of(text) if _WRITER.match(text) else ""


def _is_office(text: str) -> bool:
    return bool(_OFFICES.fullmatch(text) or page_head.SENDER.fullmatch(text) or is_organization(text))


def _is_latin(text: str) -> bool:
    in_latin = sum(map(str.isascii, text))
    return len(text) > _SHORTEST and in_latin >= _LATIN * len(text) and not _JAPANESE.search(text[:3])


def _best(lines: list[Line], kinds: dict[int, Kind], least: Kind) -> int | None:
    """The place of the line that is the title, of a kind no less than this."""
    may_be = [n for n, kind in kinds.items() if kind >= least]
    return max(may_be, key=lambda n: (kinds[n], _worth(lines, kinds, n)), default=None)


def _over_category(lines: list[Line], kinds: dict[int, Kind]) -> int | None:
    """The title of an entry of a blog: right over its category, or over the date over that."""
    places = (n for n, line in enumerate(lines[: max(kinds) + _NEAR_CATEGORY]) if _CATEGORY.fullmatch(line.text))
    category = next(places, None)
    over = [n for n in kinds if category is not None and n < category and kinds[n] is not Kind.DATE]
    near = [n for n in over[-1:] if category is not None and category - n <= _NEAR_CATEGORY]
    return next((n for n in near if kinds[n] >= Kind.LABEL), None)


def _worth(lines: list[Line], kinds: dict[int, Kind], n: int) -> int:
    """How much a line looks like the title among others of its kind."""
    line = lines[n]
    worth = 3 * bool(_TITLED.search(line.text)) + 2 * bool(_CLAUSE.search(line.text))
    worth += line.opens + line.closes + (line.opens and line.closes)
    worth -= 3 * (len(line.text) < _SHORTEST) + 3 * (width(line.text) > _WIDEST)
    below = lines[n + 1 : n + 2]
    if below and below[0].place == line.place + 1 and subtitles.is_subtitle(lines, n + 1):
        worth += 3
    if any(kinds.get(m) == Kind.PERSON for m in range(n + 1, n + 3)):
        worth += 2
    return worth - 6 * subtitles.looks_so(line.text)


def _is_masthead(lines: list[Line], kinds: dict[int, Kind], title: int) -> bool:
    """Whether a masthead is over the title, or under it what a meeting was."""
    over = [kind for n, kind in kinds.items() if n < title]
    if sum(kind is Kind.MEETING for n, kind in kinds.items() if n > title) > 1:
        return all(kind < Kind.PHRASE for kind in over)
    if kinds[title] < Kind.PHRASE or sum(kind >= Kind.PHRASE for kind in over) > _MOST_UNTOLD:
        return False
    if any(kinds.get(n) is Kind.LABEL and _KICKER.fullmatch(lines[n].text) for n in range(title)) and kinds.get(title + 1) is Kind.PERSON:
        return True
    labels = [n for n, kind in kinds.items() if n < title and kind is Kind.LABEL]
    is_told = any(kind in (Kind.FACT, Kind.MEETING, Kind.SERIES) for kind in over)
    return is_told or any(width(lines[n].text) < width(lines[title].text) / 1.5 for n in labels)


def _with_title(lines: list[Line], kinds: dict[int, Kind], title: int) -> list[Line]:
    lines = _under_title(_without(lines, kinds, title), kinds, title)
    lines = _joined(lines, kinds, title)
    forms = (_SUBJECT, _LABELLED, _MARKED)
    label = next(filter(None, (form.match(lines[title].text) for form in forms)), None)
    text = lines[title].text[label.end() if label else 0 :].rstrip("■□◆◇●○◎★☆♪◼ ")
    parts = [dropped(replace(lines[title], text=label[0].strip()), "site label")] if label else []
    lines[title : title + 1] = [*parts, replace(lines[title], text=text, is_title=True)]
    return lines


def _under_title(lines: list[Line], kinds: dict[int, Kind], title: int) -> list[Line]:
    """The lines, those of the masthead told that stand under the title: who sends it, a title in English."""
    is_of_series = any(kind is Kind.SERIES for n, kind in kinds.items() if n < title)
    is_of_minutes = any(_OF_MINUTES.search(lines[n].text) for n in kinds)
    are_told = (
        n
        for n, kind in kinds.items()
        if kind is Kind.FACT
        or (is_of_minutes and kind is Kind.MEETING)
        or (kind is Kind.LABEL and (_is_office(lines[n].text) or (is_of_series and _is_latin(lines[n].text))))
    )
    reasons = {n: "site label" for n in are_told if n > title}
    right_under = takewhile(lambda n: kinds[n] < Kind.PHRASE or subtitles.looks_so(lines[n].text), (n for n in kinds if n > title))
    reasons |= {n: BYLINE for n in right_under if _is_named(lines[n].text, kinds[n])}
    return [dropped(line, reasons.get(n, "")) for n, line in enumerate(lines)]


def _is_named(text: str, kind: Kind) -> bool:
    """Whether a line names who wrote or speaks, in a form that nothing else tells by itself."""
    return bool(_speaker(text) or kind is Kind.PERSON) and not Facts().take(text)


def _joined(lines: list[Line], kinds: dict[int, Kind], title: int) -> list[Line]:
    """The lines, a title that goes on in a second line in one."""
    if not _is_broken(lines, kinds, title):
        return lines
    first, second = lines[title : title + 2]
    apart = "" if _OPEN.search(first.text) else "\u3000"
    whole = replace(first, text=f"{first.text}{apart}{second.text}", closes=second.closes)
    return [*lines[:title], whole, *lines[title + 2 :]]


def _is_broken(lines: list[Line], kinds: dict[int, Kind], title: int) -> bool:
    """Whether the title goes on in the line right under it, and nothing else does."""
    first, below = lines[title], lines[title + 1 : title + 2]
    if not below or kinds.get(title + 1, Kind.DATE) < Kind.SERIES or below[0].place != first.place + 1:
        return False
    return not first.closes and (
        below[0].closes or kinds.get(title + 2, Kind.PHRASE) is not Kind.PHRASE
    )


def _without(lines: list[Line], kinds: dict[int, Kind], end: int) -> list[Line]:
    """The lines, those of the head before a place told as labels, but for dates."""
    return [
        dropped(line, "site label") if n < end and kinds.get(n, Kind.DATE) is not Kind.DATE else line
        for n, line in enumerate(lines)
    ]


def _author(lines: list[Line], kinds: dict[int, Kind], title: int) -> str:
    """Who is named under the title, else over it, else as who speaks."""
    people = {n: name for n in kinds if (name := person_of(lines[n].text))}
    under = [name for n, name in people.items() if n > title and kinds[n] is Kind.PERSON]
    over = [name for n, name in people.items() if n < title and kinds[n] is Kind.PERSON]
    speakers = [name for n, name in people.items() if _speaker(lines[n].text)]
    return next(iter([*under, *over, *speakers]), "")


def _listed(lines: list[Line]) -> list[str]:
    """The entries of a table of contents."""
    label = next(n for n, line in enumerate(lines) if line.reason == "table of contents")
    rows = lines[label if _ENTRY.match(lines[label].text).end() else label + 1 :]
    in_row = takewhile(lambda row: row[1].place == rows[0].place + row[0], enumerate(rows))
    return [line.text for _, line in takewhile(lambda row: row[1].reason != "divider", in_row)]


def _marked(lines: list[Line], end: int) -> list[str]:
    """The heading with a mark before it, if it is the only one, as of a mail with a greeting over it."""
    rows = [line.text for line in lines[end:] if _MARK.match(line.text) and not line.reason]
    return [row for row in rows if len(rows) == 1 and not has_stop(row)]


def _only_article(entries: list[str]) -> str:
    """The title of the one article with which the entries of a magazine begin, the others being columns."""
    titles = [_LEADERS.sub("", _ENTRY.sub("", entry, count=1)) for entry in entries]
    bare = [_LABELLED.sub("", title) for title in titles]
    say = [bool(_SAYS.search(title)) and len(title) >= _SHORTEST_SAID for title in bare]
    is_one = any(say[:1]) and (bare[0] != titles[0] or sum(say) <= _MOST_SAID)
    return bare[0] if is_one else ""
