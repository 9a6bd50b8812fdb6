"""Who made an article, as credits and signatures say: 文・写真／山田一郎, （聞き手・佐藤花子）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from narrate.article.people import looks_like_name, without_office
from narrate.patterns import compiled

_WRITES = (
    "本?文|取材|執筆者?|著者?|筆者|記者|ライター|書き手|記事|投稿者|作者"
    "|text|words|author|(?:written|text|words) by|by"
)
_LISTENS = "聞き手|構成|編集|まとめ"
_HELPS = "写真|撮影|イラスト|図版?|翻訳|訳|監修|協力|デザイン|動画|photos?|photography|edit|illustration"
_ROLE = f"(?:{_WRITES}|{_LISTENS}|{_HELPS})"
_AND = r"\s?[・、&＆/／+＋と]\s?"
_MAKES = "(?:料理|調理|レシピ|スタイリング)"
"""What is done beside writing; alone it is a word of a recipe."""
_ROLES = f"(?:{_MAKES}{_AND})?{_ROLE}(?:{_AND}(?:{_ROLE}|{_MAKES}))*"
_LONGEST = 80  # characters of a line of credits
_DESKS = ("編集部", "編集室", "広報部", "広報室", "広報課", "取材班")
"""They stay with a family name, which alone would name nobody."""
_DESK_AND_NAME = 2  # words
_SURE = r"\s{0,2}[:：=＝/／]\s{0,2}"
_NO_NAME = r"\s:：=＝/／、。！？!?,，|｜（()）\[\]【】「」"
_CREDIT = compiled(
    rf"(?P<roles>{_ROLES})(?:(?P<sure>{_SURE})|・|[ 　]{{1,4}})(?P<before>[^{_NO_NAME}]{{1,12}}[ 　])??"
    rf"(?P<name>(?:[^{_NO_NAME}]{{2,16}}|[一-鿿](?=[ 　]))"
    rf"(?:[ 　](?!{_ROLES}(?:{_SURE}|・))[^{_NO_NAME}]{{1,8}})?)"
    r"(?:[（(][^（()）]{1,20}[)）])?(?P<end>$|[\s、,，|｜/／]+)",
    re.IGNORECASE,
)
_ONE_MORE = compiled(
    rf"(?<=[、,，])(?P<name>[^{_NO_NAME}]{{2,16}}(?:[ 　][^{_NO_NAME}]{{1,8}})?)(?:$|[、,，])"
)
"""Another with the same role: 執筆：川田、橋本."""
_TOGETHER = compiled(
    rf"({_ROLES}(?:{_SURE}|・)(?P<name>[^{_NO_NAME}]{{1,16}}?(?:[ 　][^{_NO_NAME}]{{1,8}}?)?))"
    rf"(?={_ROLES}(?:{_SURE}|・)[^{_NO_NAME}]{{2}})",
    re.IGNORECASE,
)
"""A credit right before another, as elements in a row have them: 文・山田一郎写真・佐藤花子."""
_ROLE_IN_BRACKETS = compiled(rf"\s*[【\[［]\s?(?P<roles>{_ROLES})\s?[】\]］]\s?", re.IGNORECASE)
_BOX = compiled(
    r"[\W_]*(?:(?:この|本)?(?:記事|ページ|コラム|投稿|文章?)?を?書いた(?:人|ひと|ライター)"
    r"|(?:この(?:記事|コラム)の)?(?:著者|筆者|執筆者?|ライター|書き手|寄稿者|投稿者)(?:について|の?紹介|の?プロフィール|情報)?"
    r"|about the author|written by|author|writer)(?:\s*[:：】\]]\s*|\s+|$)",
    re.IGNORECASE,
)
"""What a box about the author begins with; a profile alone may be that of who was asked."""
_READ_AS = compiled("[（(][^（()）]{1,24}[)）]")
_LONGEST_BOXED = 60  # characters
_OPENING, _CLOSING = ("（", "(", "【", "[", "［"), ("）", ")", "】", "]", "］")
_NAME_MARK = compiled(r"\s?(?:[*＊†‡]{1,3}|[*＊][0-9０-９]|[0-9０-９]{1,2}[)）]|[¹²³⁴⁵])(?:,[0-9*]+)?$")
_SIGNED = compiled(
    r"(?!.*[,、，]\s?[12][0-9]{3}[a-z]?[)）]$)[（(【\[［](?P<inside>[^（()）【】]{2,24})[)）】\]］]|[＝=](?P<after>[^＝=。]{2,16})"
)
_WRITTEN = compiled(r"(?P<name>\S{2,8}(?:[ 　]\S{1,8})?)[ 　]?(?:記|著)")
_RECORDED = compiled(
    r"(?:記録|文責|報告|レポート|リポート|寄稿|執筆|作成|要約|書記|起案|記入|投稿)[者係]?(?:[・&＆/／]?(?:写真|撮影|文))?"
    r"(?:\s*[:：／/]\s*|[\s　]+)"
    r"(?P<name>\S.{1,20})"
)
"""Who wrote down a meeting or a trip; only a name after the label says so."""
_REPORTERS = compiled("[（(](?P<names>[^（()）。！？!?]{5,80})[)）]")
_NAME = compiled("[一-鿿々ァ-ヶー][一-鿿々ぁ-んァ-ヶー・ \u3000]{1,15}")
_FROM_WHERE = compiled(
    "(?:[ァ-ヺー]{3,}|北京|上海|香港|台北|[一-鿿]{1,3}[市県都府]|札幌|仙台|横浜|名古屋|京都|大阪|神戸|広島|福岡|那覇)[=＝]"
)
_AT_END = compiled(
    r"(?<=[。！？!?」』])\s?(?P<signature>[（(【\[［＝=][^。（()）＝=]{2,24}[)）】\]］]?|[（(][^（()）。！？!?]{5,80}[)）])$"
)


def writer(line: str) -> str:
    """Who wrote it, or who asked where nobody did, if the line is of credits alone; else empty."""
    if len(line) > _LONGEST:
        return ""
    bare = _ROLE_IN_BRACKETS.sub(_with_colon, line).strip()
    credits = list(_parsed(bare[1:-1] if bare[:1] in _OPENING and bare[-1:] in _CLOSING else bare))
    for roles in (_WRITES, _LISTENS):
        for role, name in credits:
            if re.search(f"(?:{roles})", role, re.IGNORECASE):
                return name
    return ""


def _with_colon(role: re.Match[str]) -> str:
    return f"　{role['roles']}："


def is_of_desk(name: str) -> bool:
    """Whether a name is that of a desk with one of its staff: 広報室　田代."""
    parts = name.split()
    return len(parts) == _DESK_AND_NAME and parts[0].endswith(_DESKS)


def recorder(line: str) -> str:
    """Who wrote it down: 記録：山田 花子, 報告・写真　山田花子; empty if no name stands there."""
    found = _RECORDED.fullmatch(line) if len(line) <= _LONGEST else None
    name = without_office(found["name"]) if found else ""
    return name if looks_like_name(name) else ""


def marked_names(line: str) -> str:
    """The names of a line in which each has a mark that leads to an office: 山田 一郎* ・ 佐藤 花子**."""
    if len(line) > _LONGEST or not _NAME_MARK.search(line):
        return ""
    names = [_NAME_MARK.sub("", name.strip()) for name in re.split(r"[・,、，]|\s{2,}", line)]
    return "、".join(names) if all(map(looks_like_name, names)) else ""


def boxed(texts: Sequence[str]) -> str:
    """Who wrote it, as a box says behind or under a label: この記事を書いた人　山田 花子; or empty."""
    for text, below in pairwise([*texts, ""]):
        if found := _BOX.match(text):
            words = _READ_AS.sub("", text[found.end() :] or below)[:_LONGEST_BOXED].split()
            two, one = " ".join(words[:2]), "".join(words[:1])
            return next((name for name in map(without_office, (two, one)) if looks_like_name(name)), "")
    return ""


def signature(line: str) -> str:
    """Who signs with a line at the end of an article; empty if it is no signature."""
    if found := _SIGNED.fullmatch(line):
        name = without_office(found["inside"] or found["after"])
        return writer(line) or (name if looks_like_name(name) else _reporters(line))
    found = _WRITTEN.fullmatch(line)
    name = found["name"] if found and looks_like_name(found["name"]) else ""
    return writer(line) or name or _reporters(line)


def _reporters(line: str) -> str:
    """The names of （山田健、五十嵐萌、シドニー=中村亮）, without from where somebody writes."""
    found = _REPORTERS.fullmatch(line)
    names = re.split("[、,，]\\s?", _FROM_WHERE.sub("", found["names"])) if found else []
    says_where = found and _FROM_WHERE.search(found["names"]) and all(map(_NAME.fullmatch, names))
    return "、".join(names) if says_where and any(map(looks_like_name, names)) else ""


def signed(text: str) -> tuple[str, str]:
    """A last paragraph without the signature behind its last sentence, and that; empty without one."""
    found = _AT_END.search(text)
    if not found or not signature(found["signature"]):
        return text, ""
    return text[: found.start()], found["signature"]


def _apart(credit: re.Match[str]) -> str:
    """A credit with a space behind it, if there is a name in it."""
    return credit[0] + ("　" if looks_like_name(credit["name"]) else "")


def _parsed(line: str) -> Iterator[tuple[str, str]]:
    """The roles and the name of each credit of a line; none if there is anything else in it."""
    line = _TOGETHER.sub(_apart, line)
    place, found = 0, list[tuple[str, str]]()
    while place < len(line):
        credit = _CREDIT.match(line, place)
        if not credit and found and (more := _ONE_MORE.match(line, place)):
            found[-1] = found[-1][0], f"{found[-1][1]}、{more['name']}"
            place = more.end()
            continue
        if not credit or not (credit["sure"] or looks_like_name(credit["name"])):
            return
        whole = f"{credit['before'] or ''}{credit['name']}"
        found.append((credit["roles"], whole if is_of_desk(whole) else credit["name"]))
        place = credit.end()
    yield from found
