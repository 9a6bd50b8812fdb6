"""What an article says about itself: title, date, byline; and the lines that say so."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from narrate.article import credits, phrases
from narrate.article.people import (
    HANDLE,
    PEN,
    is_name,
    is_office,
    is_organization,
    looks_like_name,
    name_alone,
    without_office,
)
from narrate.model import Dropped
from narrate.patterns import compiled

BYLINE = "byline, said at the start"
"""Why a line with the author's name is not read."""
DATED = "date, said at the start"
"""Why a line with the day of publication is not read."""
_OLDEST = 1900  # an earlier year is no date of publication
ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
"""The year before the first of each."""
_LONGEST = 80  # characters of a line with a date or a byline
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = (
    r"(?:(?<!\d)(?P<y>\d{4})(?:\s?年?\s?[（(](?:平成|令和|[HR])\s?\d{1,2}年?[)）])?|(?P<era>平成|令和)\s*(?P<of_era>\d{1,2}|元)(?:\s?年?\s?[（(]\d{4}年?[)）])?)(?:\s*[-/.・年]\s*|\s(?=\d{1,2}/)|(?<=[)）]))(?P<m>\d{1,2})\s*[-/.・月]\s*(?P<d>\d{1,2})(?:\s*日(?![記々本程曜常報])|\s*)"
    r"|(?P<jm>\d{1,2})月\s?(?P<jd>\d{1,2}),\s?(?P<jy>\d{4})"
    r"|(?P<month>[A-Z][a-z]{2,8})\.? (?P<md>\d{1,2})(?:st|nd|rd|th)?,? (?P<my>\d{4})"
    r"|(?P<ed>\d{1,2})(?:st|nd|rd|th)?[ -](?P<emonth>[A-Z][a-z]{2,8})\.?,?[ -](?P<ey>\d{4})"
)
_PAGE_NUMBER = compiled(
    r"\s*[（(][0-9]{1,2}\s?[/／]\s?[0-9]{1,2}\s?(?:ページ|頁|pages?)[)）]$"
    r"|\s*[（(](?:コメント(?:あり|到着)|動画あり|(?:画像|写真)[0-9]{1,3}枚|有料会員限定)[)）]$",
    re.IGNORECASE,
)
_BEGUN = compiled(rf"(?:{_DAY}|(?:19|20)\d\d年)")
"""How a line of a chronicle begins."""
_CHANGED = compiled(r"(?:更新|編集|修正|改訂|updated|modified)\w{0,3}(?: on)?\s*[:：]?\s*$", re.IGNORECASE)
_OTHER_DAY = compiled(
    r"(?:^[\W\d_]*(?:日\s*時|と\s*き|期\s*日|日\s*程)|次回|訪問|取材|撮影|開催|開演|公演|上演|宿泊|実施|測定|調査|登山|旅行|発売|施行|締め?切り?|期間|会期|誕生|生年月|記入|提出|納品|受付|受理|受領|採択|採録|掲載決定|査読|終結|言渡|設立|創業|創立|創刊|開業|開設|発足|竣工|会社設立|改正|Since)(?:年月)?日?時?"
    r"\s*[:：はが／/]?\s*$"
)
"""What stands before a day on which something else was done than publishing."""
_DONE = compiled(
    r"\s?(?:制定|施行|発効|設立|創立|創業|創刊|開業|開設|発足)"
    r"|\s?(?:[（(][^（()）]{1,4}[)）])?\s?(?:[~〜～]|から|[・、,](?=\s?\d{1,2}日))\s?(?=\d|平成|令和)"
)
"""What stands behind a day on which something else was done, or on which something begins."""
_OF_EVENT = compiled(
    r"[\W_]*(?:会\s?期|期\s?間|締\s?め?\s?切り?|開\s?館|大\s?会|開\s?催|開\s?演|受\s?付|申\s?込)(?:日|期間|期限)?[\s:：]*"
)
"""A label beside a day on which something takes place; no name either."""
_WHEN = compiled(
    r"[\W\d_]*(?:日\s*時|と\s*き|期\s*日|日\s*程|会\s*期|開催(?:日時?|期間)|締\s*め?\s*切\s*り?|(?:申し?込み?|応募|提出)?(?:締切|期限|期間))[\W_]*"
)
"""What stands over the day of what is told of: ■日時."""
_PUBLISHED = compiled("公開|投稿|掲載|配信|発行|作成|執筆|登録|日付|published|posted", re.IGNORECASE)
_UNDER_WHAT = compiled(
    r"(?<=[\d日])[\s,、|｜/／·•-]+(?:Tags?|Categor(?:y|ies)|Filed under|タグ|カテゴリー?|分類)\b.*$"
    r"|(?<=\d\d:\d\d:\d\d [+-]\d{4})\s?[a-z][a-z0-9_ ,-]*$"
    r"|\s[0-9][0-9,.]*[万千]?\s?(?:人が(?:見て|閲覧|検討|保存|お気に入り)\S{0,6}|views?|PV|回(?:閲覧|視聴|再生)|件のコメント|いいね|ブックマーク)$",
    re.IGNORECASE,
)
"""What a date is followed by in the line about a post."""
_FOLLOWED = compiled(
    r"(?<=\S)\s+[+＋]?\s?\S{0,4}フォロー(?:する|中)?$|(?<=\S)\s*フォロワー\s?[0-9,.]+[万千kK]?\s?人?$"
    r"|(?<=\S)\s+(?:この記事は)?約?\s?[0-9０-９]{1,3}\s?分で読め(?:ます|る)$"
)
"""The button beside a name, or how long it takes to read."""
_LABELS = compiled(
    rf"{_DAY}|T?\d{{1,2}}[:：時]\d{{2}}(?:[:：分]\d{{2}})?(?:[秒分]|\s?[ap]m|Z|\s?[+-]\d\d:?\d\d)?"
    "|(?:最終)?(?:公開|更新|編集|投稿|掲載|配信|発行|作成|執筆|登録|修正|改訂)(?:日時|日|時)?|に(?=公開|更新|投稿)|日付|^日\\s時|朝刊|夕刊|付け?|現在|JST"
    r"|(?<=[0-9日])\s?(?:記す?|脱稿|執筆)(?=[)）\]\s]*$)"
    "|date|published|posted|(?:last )?(?:updated|modified|changed?)|\\bon\\b|[(（].曜?日?[)）]"
    "|[月火水木金土日]曜日?"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
    r"|[\s:：|｜/／・、,()（）\[\]-]",
    re.IGNORECASE,
)
_DATE_LABEL = compiled(r"[\s|｜/／]*(?:(?:公開|投稿|掲載|配信|更新)(?:日時?)?)?\s?[:：]?\s?$")
_BYLINE = compiled(
    r"(?:編集者?|管理[人者]|書いた(?:人|ひと)|(?:本文)?著者?|筆者|(?:[^\s・:：]{1,4}・)?執筆者?|作者|作成者?|記者|文責?|取材・文|構成|翻訳者?|訳者?|ライター|投稿者?|発信者"
    r"|author|writer|text|(?:text|words|written) by|by)"
    r"(?:\s*[:：=＝/／●](?![:：])\s*|(?<=by)\s+|(?<=[文作])・)(?P<name>(?!(?:the|an|a(?=\s)|my|our|this|that)\b)[^\s。！？!?][^。！？!?]{0,60})"
    r"|(?:\S{1,8}\s+)?(?:記者|ライター|筆者|執筆|取材・文)\s+(?P<reporter>[^\s？?！!。、]{1,12})"
    r"|(?P<writer>[^\s:：。、＝=]{2,12}(?:[ 　][^\s:：。、＝=]{1,8})?)(?:[ 　]+著|＝文|[ 　]+文)"
    r"(?:、.{1,20}＝写真)?"
    r"|(?:文|文・写真|写真・文|取材・文|筆者|著者?|執筆|講師|話し手|語り手|回答|解説)"
    r"[\s　:：]+(?P<before>[^\s。、:：]{1,12}[\s　]+)?"
    r"(?P<pen>[^\s。、:：（(]{2,10}?)(?:(?<!小)さん|氏)?(?:[（(][^（）()]{1,20}[)）])?"
    r"|(?P<titled>[^\s:：。、]{2,12}(?:[ 　][^\s:：。、]{1,8})?)\s?[:：]\s?"
    r"(?:(?:フリー)?ライター|記者|編集者|エディター|コラムニスト|ジャーナリスト)"
    r"|(?P<hugo>\S.{0,30}?)\s+included in\s+\S.{0,40}"
    r"|(?P<account>id:[A-Za-z][A-Za-z0-9_-]{2,31})"
    r"|@(?P<user>[A-Za-z0-9_-]{2,30})"
    r"|[（(［\[](?P<signed>[^\s:：。、，,＝=（()）]{2,10}(?:[ 　][^\s:：。、＝=（()）]{1,8})?)"
    r"(?:[,，、]\s?(?P<house>[^\s。、，,()（）]{1,15}))?[)）］\]]",
    re.IGNORECASE,
)
_MAIL = compiled(r"\s*<[^<>\s]+@[^<>\s]+>$")
_APART = compiled(r"\s*[|｜]\s*|\s+(?=[^\s:：\d]{1,8}[:：])|\s+[/／·•]\s+|\s{2,}|[　\t]+")
_MOMENT = compiled(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)")
JAPAN = dt.timezone(dt.timedelta(hours=9))
_OTHERS = compiled(
    r"[　\s、/／|｜]+"
    r"(?:(?:photograph(?:s|y)?|photos?|edit(?:ed)?|illustrations?|translated) by\s"
    r"|(?:photo|写真|撮影|構成|デザイン|編集|翻訳|訳|イラスト|監修|edit|illustration)\s?[:：=＝/／])",
    re.IGNORECASE,
)
_IN_A_SENTENCE = compiled(r"から|まで|より|[はがをに]$|^[はがをに]|\s[はがをに](?=[一-鿿ァ-ヶ])")
_HEADS_DAY = compiled("[■□◆◇●▼★☆♪]\\s?\\S{3}")
"""How the heading begins of what was on the day beside it: ■ 真鯛釣り（5月18日 晴れ）."""
_NO_NAME = compiled(
    "[0-9０-９。！？:：]|^[一-鿿]$|にて$|より$|ごろ$|まで$|晴れ|曇り|くもり|雨$|号$|版$"
    "|[「」『』【】■◆]|^第|(?:ページ|サイト|日|日時|更新|公開|番号|大学|大学院|学部|研究科|研究所|メモ|記録|(?:会議|研修|[一-鿿]教|講義|実習|多目的|視聴覚|音楽|調理|相談|集会|談話|図書|^和)室|[大小中]ホール|^ホール|講堂|会場|公民館|体育館|礼拝|説教|講演|講義|授業|集会|例会|TOPICS|トピックス)$"
    "|^(?:サービス|お知らせ|(?:プレス)?リリース|ニュース|イベント|コラム|特集|ブログ|製品|商品|採用|日記|雑記|技術"
    "|レビュー|まとめ|その他|未分類|キャンペーン|メディア|トピックス|インタビュー|レポート|社会|経済|政治|国際|スポーツ"
    "|地域|生活|文化|科学|読書|旅行|料理|音楽|映画)$"
)
_ISSUE = compiled(
    r"第\s?\d+\s?[号巻回]|第\s?[〇一二三四五六七八九十百]+\s?[号巻輯]|\b(?:Vol|No)\.\s?\d"
    r"|(?:19|20)\d\d年\s?\d{1,2}月\s?(?:発行|[刊号]$)",
    re.IGNORECASE,
)
_ISSUED = compiled(
    rf"(?P<issue>\S.*?)(?:[　\t]|\s{{2}}|(?<=[号巻回輯])\s|(?<=[号巻回輯\d])(?=[（(]))\s*"
    rf"[（(\[]?(?P<day>{_DAY})\s?(?:[（(][月火水木金土日][)）])?\s?(?:付け?|発行|配信|号)?[)）\]]?"
)
"""The name and the number of an issue, its day behind wide space."""
_DAY_OF_ISSUE = compiled(rf"(?:{_DAY})\s?(?:[（(][月火水木金土日][)）])?\s?(?:発行|刊行|発刊|公刊)")
_NUMERALS = "〇一二三四五六七八九"
_NUMERAL = compiled("[〇一二三四五六七八九十]+")
_ONE = "[一二三四五六七八九]"
_IN_KANJI = compiled(
    f"(?:二〇[〇一二三四五六七八九]{{2}}|令和(?:元|{_ONE}?十{_ONE}?|{_ONE}))年"
    f"(?:十[一二]?|{_ONE})月(?:{_ONE}?十{_ONE}?|{_ONE})日"
)
"""A day of these years, as what is set in columns has it."""
_MONTH = compiled(
    r"[（(]?(?:(?:19|20)\d\d|二〇[〇一二三四五六七八九]{2}|(?:昭和|平成|令和)\s?(?:元|\d{1,2}|[一二三四五六七八九十]{1,3}))\s?年"
    r"\s?(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s?月\s?(?:吉日|吉辰|某日)?\s?(?:発行|発表|公表|作成|策定|改[訂定]|付|現在)?[）)]?"
)
"""When something was printed, without the day: 令和8年3月, 2026年3月吉日."""
_IMPRINT = compiled(r"(?:発行|編集|印刷|制作)(?:[所者人元]|・発行)?\s?[:：／]")
_WEEKDAY = compiled(r"(?:on )?(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat)[a-z]*,?")
_LONGEST_BADGE = 8  # characters of a label before the title
_LONGEST_NAME = 20  # characters of a name beside a date


@dataclass(slots=True)
class Facts:
    """Title, date and byline as far as they are known; ``date`` is that of publication.

    ``link`` is the article's own address on the web, ``picture`` that of its picture.
    """

    title: str = ""
    date: dt.date | None = None
    byline: str = ""
    link: str = ""
    picture: str = ""
    is_draft: bool = False
    dropped: list[Dropped] = field(default_factory=list)
    is_of_change: bool = False
    """Whether the date is only that of a change, which a day of publication replaces."""

    def take(self, line: str) -> str:
        """The reason to drop a line that only says a date or a byline, having taken it; empty if not so."""
        if line.endswith("。"):
            return ""
        line = _with_digits(_UNDER_WHAT.sub("", _FOLLOWED.sub("", line)))
        if len(line) > _LONGEST or "。" in line:
            return ""
        if is_issue(line) and (printed := _DAY_OF_ISSUE.search(line)):
            return self._take_date(line, [printed])
        dates = list(re.finditer(_DAY, line))
        rest = _LABELS.sub("", line) if dates else line
        if dates and not any(char.isalnum() for char in rest):
            return self._take_date(line, dates)
        parts = [part for part in _APART.split(line) if part]
        dated, others = _split(parts)
        if dates and any(map(_OF_EVENT.fullmatch, parts)):
            return ""
        if dates and dated and all(map(_is_note, others)) and all(map(_is_dated_note, dated)):
            self._take_byline("　".join(others))  # 文・店長　山田
            is_of_issue = is_issue(line)  # beside it stands what the paper is called
            behind = [_LABELS.sub(" ", part).strip() for part in dated]
            names = sorted([*behind, *others], key=lambda name: (not looks_like_name(name), is_office(name)))
            is_imprint = any(map(_IMPRINT.match, others))
            for name in [name for name in names if not self._take_byline(name) and not is_imprint]:
                is_sure = looks_like_name(name) or name in others
                if is_sure and not is_of_issue and _may_be_name(name):
                    self._take_name(name)
            before = _DATE_LABEL.sub("", line[: dates[0].start()])
            if not (is_other_day(before) or self._take_byline(before)) and looks_like_name(before):
                self._take_name(before)
            return self._take_date(line, dates)
        return "" if dates or not parts else self._take_byline(line) or self._take_byline(parts[0])

    def take_name(self, line: str, is_beside_date: bool = False) -> str:
        """The reason to drop a line that is only a person's name, having taken it as the byline; or empty.

        Beside a date a line need only look like a name.
        """
        line = _FOLLOWED.sub("", line) if len(line) <= _LONGEST else line
        name = _MAIL.sub("", line).removesuffix("さん") if len(line) <= _LONGEST else line
        if self.byline or name.endswith(("様", "殿")) or len(without_office(name)) > _LONGEST_NAME:
            return ""
        names = re.split("[、,]\\s?", without_office(name)) if is_beside_date else [name]
        are_names = all(looks_like_name(one) or HANDLE.fullmatch(one) for one in names)
        is_one = is_name(name) or (without_office(name) != name and is_name(without_office(name)))
        if not (is_one or (is_beside_date and are_names)):
            return ""
        self._take_name(name)
        return BYLINE

    def _take_date(self, line: str, dates: list[re.Match[str]]) -> str:
        """The first date that is not one of a change, if there is one."""
        dates = [
            day for day in dates if not (is_other_day(line[: day.start()]) or _DONE.match(line, day.end()))
        ]
        published = [found for found in dates if not _CHANGED.search(line[: found.start()])]
        date = next(filter(None, map(_date, published or dates)), None)
        if date and (not self.date or (self.is_of_change and published)):
            self.date, self.is_of_change = date, not published
        return DATED if date else ""

    def _take_byline(self, line: str) -> str:
        if name := credits.writer(line) or credits.marked_names(line) or credits.recorder(line):
            self._take_name(name)
            return BYLINE
        found = _BYLINE.fullmatch(line)
        whole = f"{found['before'] or ''}{found['pen']}" if found and found["pen"] else ""
        if whole and looks_like_name(whole):
            self._take_name(whole)
            return BYLINE
        if found and found["pen"] and not (looks_like_name(found["pen"]) or PEN.fullmatch(found["pen"])):
            return ""
        if found:
            signed = found["signed"]
            if signed and not (found["house"] == "著" or looks_like_name(signed)):
                return ""
            names = (name for part, name in found.groupdict().items() if name and part != "before")
            self._take_name(_OTHERS.split(next(names))[0])
        return BYLINE if found else ""

    def _take_name(self, name: str) -> None:
        plain = _MAIL.sub("", name).removesuffix(" on")
        own = plain if credits.is_of_desk(plain) else without_office(plain)
        is_none = _WEEKDAY.fullmatch(name) or name.startswith(("※", "＊", "*")) or name.endswith("限定")
        if not (is_none or is_organization(name) or is_organization(own)):
            self.byline = self.byline or name_alone(own)


def is_date(line: str) -> bool:
    """Whether a line is a date and nothing else."""
    line = _with_digits(line[: _LONGEST + 1])
    return (
        len(line) <= _LONGEST
        and bool(re.search(_DAY, line))
        and not any(map(str.isalnum, _LABELS.sub("", line)))
    )


def is_month(line: str) -> bool:
    """Whether a line is a month of a year and nothing else, as on the cover of a report."""
    return "月" in line and len(line) <= _LONGEST_NAME and bool(_MONTH.fullmatch(line))


def chronicled(texts: Sequence[str]) -> frozenset[int]:
    """The places of lines that tell what was or will be on a day, not when all was written.

    Each begins with its day and has words next to another such line, or stands over a line with the words;
    or it stands under a label such as ■日時.
    """
    days = [_BEGUN.match(text) for text in texts]
    has_words = [
        bool(day and _LABELS.sub("", text[day.end() :])) for day, text in zip(days, texts, strict=True)
    ]
    with_words = {n for n, has in enumerate(has_words) if has}
    alone = {n for n, day in enumerate(days) if day} - with_words
    in_row = {n for n in with_words if {n - 1, n + 1} & with_words}
    asked = {n for n, label in enumerate(texts, 1) if _asks_when(label)}
    return frozenset(in_row | {n for n in alone if {n - 2, n + 2} & alone} | asked)


def _asks_when(label: str) -> bool:
    """Whether a line is a label of when something is, under which no day of publication stands: ■日時."""
    return len(label) <= _LONGEST_NAME and bool(_WHEN.fullmatch(label))


def is_other_day(label: str) -> bool:
    """Whether the words before a date say that it is no day of publication: 訪問日, 開催日."""
    return bool(_OTHER_DAY.search(label))


def is_of_event(text: str) -> bool:
    """Whether the first day in a text is one on which something begins or was founded: 2月16日・17日."""
    found = re.search(_DAY, text)
    return found is not None and bool(_DONE.match(text, found.end()))


def is_published(label: str) -> bool:
    """Whether the words before a date say that it is the day of publication."""
    return bool(_PUBLISHED.search(label))


def label_before(heading: str, title: str) -> str:
    """The few words of a page's own before the title in its heading: 会員限定; empty if there are none."""
    whole, said = ("".join(text.split()) for text in (heading, title))
    label = whole.removesuffix(said)
    is_label = label != whole and label.strip("【】[]［］「」()（）：:｜|").isalnum()
    return label if is_label and len(label) <= _LONGEST_BADGE < len(said) else ""


def without_page_number(title: str) -> str:
    """A title without which of an article's pages it is, （1/3ページ）, and what is on it, （動画あり）."""
    return _PAGE_NUMBER.sub("", title)


def is_issue(text: str) -> bool:
    """Whether a line tells the number of an issue: 川の便り　第12号."""
    return bool(_ISSUE.search(text))


def issued(text: str) -> tuple[str, dt.date | None]:
    """A line that tells the number of an issue, without the day behind it, and that day if it has one."""
    found = _ISSUED.fullmatch(_with_digits(text))
    if not (found and is_issue(found["issue"])):
        return text, None
    return found["issue"].strip(), parse_date(found["day"])


def _may_be_name(text: str) -> bool:
    """Whether words beside a date may be a pen name: no button, no counter, no label."""
    return not _NO_NAME.search(text) and not phrases.line_reason(text)


def _split(parts: list[str]) -> tuple[list[str], list[str]]:
    dated = [part for part in parts if re.search(_DAY, part)]
    return dated, [part for part in parts if part not in dated]


def _is_dated_note(text: str) -> bool:
    """Whether beside a date there is at most a name, the number of an issue or a place: no 9時から12時."""
    rest = _LABELS.sub(" ", text).strip()
    return _is_note(rest) and not (_IN_A_SENTENCE.search(rest) or _HEADS_DAY.match(rest))


def _is_note(text: str) -> bool:
    """Whether a text is short enough to stand beside a date without being a sentence."""
    return len(text) <= _LONGEST_NAME and not re.search("[。！？]", text)


def _with_digits(text: str) -> str:
    """A text, the days in it with Chinese numerals, as 二〇二六年三月十日, in digits."""
    return _IN_KANJI.sub(lambda day: _NUMERAL.sub(lambda part: number_in(part[0]), day[0]), text)


def number_in(numeral: str) -> str:
    """A Chinese numeral below a hundred, or one digit by digit, in digits."""
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return "".join(map(str, map(_NUMERALS.index, numeral)))
    return str(10 * (_NUMERALS.index(tens) if tens else 1) + (_NUMERALS.index(ones) if ones else 0))


def parse_date(text: str) -> dt.date | None:
    """The first date in a text: ``2026-04-12T10:00:00Z`` (the day in Japan), ``April 12, 2026``, 令和8年."""
    if moment := _MOMENT.search(text):
        try:
            return dt.datetime.fromisoformat(moment.group()).astimezone(JAPAN).date()
        except ValueError:
            return None
    found = re.search(_DAY, _with_digits(text))
    return _date(found) if found else None


def _date(found: re.Match[str]) -> dt.date | None:
    try:
        if month := found["month"] or found["emonth"]:
            number = _MONTHS.index(month[:3].lower()) + 1
            return dt.date(int(found["my"] or found["ey"]), number, int(found["md"] or found["ed"]))
        if found["jy"]:
            return dt.date(int(found["jy"]), int(found["jm"]), int(found["jd"]))
        of_era = int((found["of_era"] or "0").replace("元", "1"))
        year = int(found["y"]) if found["y"] else ERAS[found["era"]] + of_era
        return dt.date(year, int(found["m"]), int(found["d"])) if year >= _OLDEST else None
    except ValueError:
        return None
