"""Names of people, offices and companies, told by their form and by UniDic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from narrate.patterns import compiled
from narrate.readings import dictionaries

_IN_TWO_PARTS = compiled(
    "(?:[一-鿿々ヶぁ-ん]|(?<=[一-鿿])[ノケツ](?=[一-鿿])){1,4}[ 　][一-鿿々ぁ-んァ-ヶー]{1,4}"
    "|[ァ-ヶー]{2,10}[・＝=][ァ-ヶー・＝=]{2,15}|[A-Z][a-z]+(?: [A-Z]\\.)? [A-Z][a-zA-Z]+"
)
_IN_BRACKETS = compiled("[（(][^（()）]{2,24}[)）]$")
HANDLE = compiled(r"[a-z]{2,}[_-]?[a-z0-9]*[_0-9-][a-z0-9]*")
"""A name in the manner of accounts: yamada_i, river-42."""
DESKS = ("編集部", "編集室")
"""Who writes where nobody is named: they give way to whoever is."""
_OFFICE = compiled(r"[^\s。、]{0,12}(?:編集部|編集室|取材班|広報部|広報室|広報課|事務局)")
PEN = compiled("[一-鿿々]{2,3}(?!で(?:す|した)|ま(?:す|した))[ぁ-ん]{1,3}[子美香代江恵]?")
"""A name after a label, though the dictionary knows no part of it."""
_OF_PAPER = compiled(
    r"[^\s・／/]{1,12}(?:支局|総局|支社|本社|通信[部局]|(?:報道|社会|経済|運動|文化|写真|政治|生活|地域|編集)部|編集局|取材班)[・／/]"
    "(?=[一-鿿々ぁ-んァ-ヶー]{1,8}[ 　]?[一-鿿々ぁ-んァ-ヶー]{1,6}$)"
)
"""The desk of a paper before the name: 東支局・山田一郎."""
_AGAIN = compiled(
    r"(?<=[ぁ-んァ-ヶー一-鿿々])\s*(?:[（(／/]\s?)?(?:[A-Z][A-Za-z'’-]{1,20}(?:[\s,]{1,2}[A-Z][A-Za-z'’.-]{0,20}){1,2}"
    r"|(?<=[（(])[ぁ-んァ-ヶー・\s]{3,20})\s?[)）]?$"
)
"""How a name is read, behind it: 山田 一郎 Ichiro Yamada, 山田一郎（やまだ・いちろう）."""
_CREDITED = compiled(
    r"^(?:取材[・･]?)?(?:文|著者?|text|by)\s*[●：:＝=／/]\s*|[ \u3000](?:編?著|作|文|訳|監訳)$", re.IGNORECASE
)
"""What one did, before or behind the name: 文● 山田一郎, 山田一郎 著."""
_LONGEST_WITH_READING = 60  # characters
_OFFICE_OF = compiled(
    "(?:長|員|士|師|者|家|授|[店園庵]主|住職|女将|司書|職人|編集人"
    "|[0-9０-９一二三四五六]年(?:[0-9０-９一二三四五六七八九A-Z]組|生)|教え子|同人|卒業生|在校生|教諭|助教|主任|補佐|担任|取締役|代表|担当|ライター|デスク|部|課|室|科|係|班|委員|委員会|部会|研究会|主[査任幹事]|理事|幹事|参事|ボランティア"
    "|(?:エコノミ|ストラテジ|アナリ|ジャーナリ|コラムニ|スペシャリ|セラピ|サイエンティ)スト|コンサルタント|リサーチャー|フェロー"
    "|ディレクター|マネー?ジャー|プロデューサー|アドバイザー|プランナー|コーディネーター|エディター|エンジニア|デザイナー)$"
)
_WORKPLACE = compiled("(?:大学|大学院|学部|研究科|研究所|新聞社?|会社|協会|学会|記者|放送局|支局|総局|支社)$")
_WHICH = compiled("(?<=.)[（(][^（()）]{1,12}[)）]$")
"""Behind an office, which of several it is: 学芸員（民俗担当）."""
_FAMILY = compiled("[一-鿿々]{2,3}")
"""A family name after an office: 店長　榎本."""
_FIRM = compiled(
    r"[^。、]{1,20}(?:(?:株式|有限|合同)会社|(?:(?:社会保険労務|税理|弁護|弁理|司法書|行政書)士|監査)法人)"
    r"|(?:(?:株式|有限|合同)会社|(?:一般|公益)(?:社団|財団)法人|NPO法人)[^。、]{1,20}"
)
_ORGANIZATION = compiled(
    r"(?:株式|有限|合同|合資|相互)会社|[（(][株有同][)）]|㈱|㈲"
    "|(?:社団|財団|活動|福祉|医療|学校|宗教|行政|大学|NPO)法人"
    "|(?:役所|役場|[市県府都]庁|支所|委員会|協議会|協会|連盟|連合会?|組合|機構|財団|センター|研究所|大学|大学院|学部"
    "|高等?学校|高校|[中小]学校|学園|幼稚園|保育園|図書館|博物館|美術館|資料館|公民館|病院|医院|クリニック|診療所|薬局"
    "|銀行|信用金庫|商工会(?:議所)?|商店街|自治会|町内会|消防[署団]|警察署|保健所|新聞社?|新報|日報|通信社|放送局?"
    "|出版社?|書店|事務所|[一-鿿]{2}[課社]|[一-鿿]{2}省|内閣府)$"
)
"""How an organization is called that puts its own name where an author's stands."""
_PLACE = compiled("[一-鿿ヶケノ々ぁ-んァ-ヶ]{2,8}[都道府県市区町村]")
_SUBJECTS = (
    "地域",
    "社会",
    "経済",
    "教育",
    "文化",
    "政治",
    "国際",
    "科学",
    "技術",
    "生活",
    "暮らし",
    "特集",
    "連載",
)
_NO_LAST_SIGN = "県市町村区部課局社館号版編話回章集記様殿"
_NO_PART = compiled(
    "[〇一二三四五六七八九十百千万億]+(?:[日年時円枚通個位]|月.*)|[月火水木金土日]曜日?|[一-鿿々]+の[一-鿿々]+|第.+"
)
"""What no name has as a part: a number with what is counted, or a phrase: 写真　一枚, 名称　川の会."""
_NUMERALS = frozenset("一二三四五六七八九十")
"""What stands before a heading, and is no family name: 一　会計報告."""
LIFE = compiled(
    "生まれ|出身|在住|卒業|修了|著書|著作|主宰|代表|所属|専門|勤務|として活動|ライター|作家|記者|編集者|研究者|教授|エンジニア|デザイナー"
    "|(?:[一-鿿]士|[一-鿿]師|所長|院長|店主|社長|会社員|主婦|主夫|学生)[。、・（(]|元・|趣味は|暮らし(?:。|て(?:い|お)る)|に暮らす|に住む|を営[むみん]|を撮(?:影|って)|育児中|子育て中|[0-9０-９]年目"
)
"""What a biography tells."""
_MOST_NAMES = 20
_LONGEST_NAMED, _LONGEST_ORGANIZATION = 24, 60  # characters
_ONE_WORD = compiled("[一-鿿々ぁ-んァ-ヶー]{1,6}")
_GIVEN = r"[ \u3000][一-鿿々ぁ-んァ-ヶー]{1,4}(?![一-鿿々ぁ-んァ-ヶー])"
_CALLED = ("さん", "ちゃん", "くん", "先生")
"""What is a part of the name of who is called so where the site is, too."""
_INTRODUCED = compiled(
    "(?:こん(?:にち|ばん)[はわ]|おはようございます|はじめまして|ごきげんよう)[、。！!～〜ー♪\\s]{1,3}"
    "(?P<name>[^\\s、。！!はのがを]{2,12})です(?!\\w)"
)


def is_name(text: str) -> bool:
    """Whether a short text is a person's name, as UniDic has them."""
    parts = text.split()
    if not parts or not re.fullmatch("[一-鿿々ぁ-んァ-ヶー 　]{2,}", text):
        return False
    return all(dictionaries.is_person(part) for part in parts)


def looks_like_name(text: str) -> bool:
    """Whether a short text has the form of a name: 内海 和沙, マリア・ロペス, Midori Yamamoto, 広報室."""
    if _OFFICE.fullmatch(text):
        return True
    if _IN_TWO_PARTS.fullmatch(text):
        parts = text.split()
        are_words = not text.isascii() and all(
            len(part) > 1 and dictionaries.is_common(part) for part in parts
        )
        is_phrase = parts[0] in _NUMERALS or any(map(_NO_PART.fullmatch, parts))
        return not (are_words or is_phrase or any(word in text for word in _SUBJECTS))
    is_short = re.fullmatch("[一-鿿々ぁ-んァ-ヶー]{3,6}", text) and text[-1] not in _NO_LAST_SIGN
    if not is_short or "さん" in text or dictionaries.is_common(text):
        return False
    return any(dictionaries.is_person(text[:end]) for end in (2, 3))


def without_office(name: str) -> str:
    """A name without what somebody is: 論説委員　山田一郎, 店長・山田一郎, 山田一郎（川の新聞）."""
    words = re.sub("[・ \u3000]+", "　", re.sub(r"\s?[:：/／|｜]\s?", "　", name))
    before = _IN_BRACKETS.sub("", name)  # 山田一郎（川の新聞）
    if before != name and looks_like_name(before):
        return before
    parts = words.split("　")
    place = max((n for n, part in enumerate(parts[:-1]) if _is_no_family(part)), default=-1)
    if looks_like_name(rest := "　".join(parts[place + 1 :])):
        return _as_written(rest, name) if place >= 0 else name
    first, last = words.partition("　"), words.rpartition("　")
    for office, _, rest in (first, last, last[::-1], first[::-1]):
        if _is_no_family(office) and (looks_like_name(rest) or _FAMILY.fullmatch(rest)):
            return _as_written(rest, name)
    return name


def _as_written(rest: str, name: str) -> str:
    """The end of a name with the space that it was written with."""
    written = name[-len(rest) :]
    return written if written.replace(" ", "　") == rest else rest


def whole_name(name: str, texts: Iterable[str]) -> str:
    """A family name with the given name behind it in a text, 発行：川田 なお（校正者）, or as it is."""
    if not _ONE_WORD.fullmatch(name):
        return name
    found = (re.search(rf"(?<!\w){name}{_GIVEN}", text) for text in texts if name in text)
    wholes = (one.group() for one in found if one)
    return next((whole for whole in wholes if looks_like_name(whole)), name)


def name_alone(name: str) -> str:
    """A name without how it is read behind it, what one did, and the desk of a paper before it."""
    if len(name) > _LONGEST_WITH_READING:
        return name
    return _OF_PAPER.sub("", _AGAIN.sub("", _CREDITED.sub("", name)))


def is_named_by_office(text: str) -> bool:
    """Whether a line is a name with what the one is, or how it is read: 弁護士　橘 香, 橘 香（たちばな）."""
    bare = text.strip("（）() 　")
    name = without_office(bare)
    return len(bare) <= _LONGEST_NAMED and name != bare and looks_like_name(name)


def is_office(text: str) -> bool:
    """Whether words end with what somebody is or where somebody works: 川の新聞記者, 川の大学."""
    bare = _WHICH.sub("", text)
    return bool(_OFFICE_OF.search(bare) or _WORKPLACE.search(bare))


def _is_no_family(text: str) -> bool:
    """Whether words are an office, and no family name that ends as one does: 阿部, 服部."""
    return is_office(text) and not dictionaries.is_person(text)


def introduced(text: str, site: str) -> str:
    """Who greets the reader by name, on a ``site`` that is called by it too, as that has it; else empty."""
    found = _INTRODUCED.search(text)
    if not found or found["name"] not in site:
        return ""
    called = (f"{found['name']}{title}" for title in _CALLED)
    return next((name for name in called if name in site), found["name"])


def is_organization(text: str) -> bool:
    """Whether a text is the name of a company, an office, a school or a town: 川辺市, 川辺市役所."""
    if len(text) > _LONGEST_ORGANIZATION:
        return False
    is_called_so = _ORGANIZATION.search(text) or (_PLACE.fullmatch(text) and not looks_like_name(text))
    return bool(is_called_so) and not dictionaries.is_person(text)


def is_firm(text: str) -> bool:
    """Whether a text is the name of a company, as it stands over a press release."""
    return bool(_FIRM.fullmatch(text))


def names_of(authors: object) -> str:
    """``山田``, ``[山田, 佐藤]`` or ``[{name: 山田}]`` as one line; what is nested deeper names nobody."""
    several = authors if isinstance(authors, list) else [authors]
    names = (one.get("name") if isinstance(one, Mapping) else one for one in several[:_MOST_NAMES])
    plain = (name.strip().strip("[]") for name in names if isinstance(name, str))  # [[name]] in Obsidian
    return "、".join(filter(None, plain))
