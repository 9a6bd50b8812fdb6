"""Marks in a line that nobody reads aloud: addresses, numbers of footnotes and changes, a typist's notes."""

from __future__ import annotations

import re

from narrate.article.hatena import LINK
from narrate.model import Dropped
from narrate.patterns import compiled

_IN_ADDRESS = "[!-'*-;=?-~]"
_BRACKETED = rf"\({_IN_ADDRESS}*\)"  # Go_(言語) as the address of a page has it
_ADDRESS = (
    rf"(?:https?://(?:{_IN_ADDRESS}|{_BRACKETED})*(?:[A-Za-z0-9/_=&#-]|{_BRACKETED})"
    r"|(?<![A-Za-z0-9/.])pic\.(?:twitter|x)\.com/[A-Za-z0-9_]{1,20})"
)
"""What is never said; posts that are copied have the address of their picture without its scheme."""
_TARGET = (
    r"\s?<?https?://(?:[^\s()]|\((?:[^\s()]|\([^\s()]*\))*\))*(?:\s(?:[^()\n。]|\([^()\n]*\)){0,100})?\)"
    rf"|{_ADDRESS}(?<=\))"  # not closed
)
_GREY = "|".join(3 * digit for digit in "0123456789")  # a colour: #333
_HASH = "(?=(?:[0-9]*[a-f]){2})(?=[a-f]*[0-9])[0-9a-f]{7,40}"
_NUMBER = rf"(?:(?:[\w.-]{{1,39}}/[\w.-]{{1,60}})?#(?!(?:{_GREY})(?![0-9]))[0-9]{{1,5}}(?![0-9])|{_HASH})"
"""An issue (``#12``) or a commit (``9f3c1e2``), as lists of changes have them in brackets."""
_SEVERAL = r"(?:\s?[,、–-]\s?[0-9]{1,3}){0,8}"
_INDEXED = "".join(
    f"(?<!{word})"
    for word in ("リスト", "配列", "タプル", "区間", "範囲", "集合", "行列", "ベクトル", "要素", "値")
)
_NUMBERED = (
    r"(?:(?<=[はがをにのとでもや])(?<!こと)(?<!もの)(?<!ひと)|(?<=なら)|(?<=から)|(?<=より))\s?\[[0-9]{1,3}"
    + _SEVERAL
    + r"\]"
    r"(?:を|は(?!じ)|が(?![んっ])|に|の(?!ち)|で(?!き)|と(?![てくこ])|も(?![っし])|から|まで|より|など|だ(?=[。ろっ])|です)"
    r"|(?<=、)\[[0-9]{1,3}\](?:を|は(?![じっいるたや])|が(?![んっ])|の(?!ち))"
    r"|(?<=[^とでに]は)\[[0-9]{1,3}\]。"
)
"""A number in brackets that a sentence speaks of between its particles: このページでは[2]のみを."""
_SPOKEN_OF = r"(?<![^\s「『、])[\[［][^\]］]{1,24}[\]］][とのをがはも」』]"
"""A note in brackets that a sentence is about: [要出典]という札."""
_NOISE = (
    "[(（](?:(?:会場|一同|場内|客席|聴衆|観客|全員)(?:から)?(?:大?爆?笑い?|失笑|大?拍手|歓声|どよめき)"
    "|大?拍手|どよめき|歓声)[)）]"
)
"""What is heard of the room behind a sentence, as who wrote it down notes."""
_TAG = r"[#＃](?![0-9０-９])[^\s#＃。、，「」（）()]{1,40}"
_TAGS = compiled(rf"(?<=[。！？!?])\s*(?=[^。]*[ぁ-ヺ一-鿿])(?:{_TAG}\s*){{2,30}}$")
"""What a paragraph ends with that is copied from a site of posts."""
_LONGEST_TAGS = 600  # characters
_TELLS_OF_TAGS = compiled("(?:次の|以下の|タグ|チャンネル|合言葉|キーワード|色|語|つ)[^。]{0,24}[。！？!?]$")
"""The sentence before them that they are a part of, as it is about channels or colours."""
_MARK = compiled(
    rf"(?P<link>\[(?P<words>(?:[^\[\]\n]|\[[^\[\]\n]{{0,80}}\]){{1,300}})\]\((?:{_TARGET}))"
    rf"|(?P<hatena>{LINK.pattern})"
    rf"|(?P<apart>[(（<](?:URL:\s?)?{_ADDRESS}[)）>]|\s?[<＜][\w.+-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,64}}){{1,5}}[>＞])|(?P<address>{_ADDRESS})"
    rf"|(?P<number>\s?[(（]{_NUMBER}(?:[,、]?\s?(?:{_NUMBER}|@[\w-]{{1,39}}(?:\s?さん)?(?:の?(?:ご?報告|ご?指摘|ご?提案|ご?協力))?)){{0,9}}[)）]"
    rf"|\s?[(（](?:by|from|thanks(?: to)?) @[\w-]{{1,39}}(?:(?:,| and| &)? @[\w-]{{1,39}}){{0,9}}[)）]"
    rf"|\sby @[\w-]{{1,39}} in (?:{_NUMBER}|{_ADDRESS})(?=。?$))"
    r"|(?P<picture>!\[[^\[\]\n]{0,200}\]\([^()\s]{1,300}(?:\s\"[^\"\n]{0,100}\")?\))"
    r"|(?P<citation>\[-?@[\w:.-]+(?:[,;][^\]]{0,80})?\])"
    rf"|(?P<note>［＃[^］]{{1,80}}］)|(?P<request>(?!{_SPOKEN_OF})[\[［](?:要(?:出典|検証|説明|ページ番号|追加記述|文献特定詳細情報)|独自研究\??|いつ\?|誰\?|どこ\?|なぜ\?|誰によって\?|信頼性要検証)[^\]］]{{0,12}}[\]］])"
    rf"|(?P<noise>(?:(?<=[。！？!?…」』])|^){_NOISE}(?![とをはがのにもでや])|{_NOISE}(?=[。！？!?]))"
    r"|(?P<edit>\s?[\[［]編集(?:\s?[|｜]\s?ソースを編集)?[\]］]$)"
    r"|\[\^[^\]\s]{1,20}\](?!:)|(?<=[。！？」』）])\s?\^[A-Za-z][A-Za-z0-9-]{2,40}$"
    rf"|(?<=[ぁ-んァ-ヶー一-鿿。、」』）)])(?!{_NUMBERED}){_INDEXED}\s?(?:\[(?!0)[0-9]{{1,3}}{_SEVERAL}\]|[(（](?:[※*＊]|注|注釈)\s?[0-9]{{1,2}}[)）]|(?<![はをがにのとやもへらで、注])[※＊][0-9]{{1,2}}|(?<=[。」』])注\s?[0-9]{{1,2}}[)）])",
    re.IGNORECASE,
)
_OF_MARKS = compiled(
    r"[\[［@#＃※＊]|://|pic\.|[(（](?:[0-9a-f]{7}|[*注])|注\s?[0-9]|[。！？」』）]\s?\^|[(（](?:会場|一同|場内|客席|聴衆|観客|全員|大?拍手|どよめき|歓声)",
    re.IGNORECASE,
)
"""What every mark has in it; most texts have nothing of it, which is seen at once."""
_REASONS = {
    "picture": "picture",
    "citation": "citation",
    "note": "typist's note",
    "noise": "typist's note",
    "request": "request to editors",
    "edit": "edit link",
    "number": "number of a change",
}
_IN_A_SENTENCE = compiled(r"\s?(?:[をにへでとはがのもや]|から|まで|より|など|という)")


def without(
    text: str, is_heading: bool = False, has_tags: bool = False
) -> tuple[str, list[Dropped], list[Dropped]]:
    """A text without its marks, and those before it and behind its beginning.

    An address stays where the sentence goes on with it (``…を参照``): then the site's name is said.

    Tags behind the last sentence go if it ``has_tags``, as a paragraph may. Of a heading the number stays. Of
    a link of Markdown, which stands here in plain text or was written wrongly, the words stay.
    """
    before, behind, end = list[Dropped](), list[Dropped](), 0
    if not _OF_MARKS.search(text):
        return text.strip(), before, behind

    def drop(found: re.Match[str]) -> str:
        nonlocal end
        if found["address"] and found.start() and _IN_A_SENTENCE.match(text, found.end()):
            return found.group()
        if found["number"] and is_heading:
            return found.group()
        is_before = not behind and not any(map(str.isalnum, text[end : found.start()]))
        end = found.end()
        if name := next((name for name in ("words", "called") if found[name]), ""):
            around = text[found.start() : found.start(name)] + text[found.end(name) : found.end()]
            behind.append(Dropped(around.strip("[]"), "address"))
            return found[name]
        is_address = found["address"] or found["apart"]
        reason = "address" if is_address else _REASONS.get(found.lastgroup or "", "footnote mark")
        (before if is_before else behind).append(Dropped(found.group().strip(), reason))
        return ""

    plain = _MARK.sub(drop, text)
    tags = _TAGS.search(plain, max(0, len(plain) - _LONGEST_TAGS)) if has_tags else None
    if tags and not _TELLS_OF_TAGS.search(plain[: tags.start()]):
        behind.append(Dropped(tags.group().strip(), "tags"))
        plain = plain[: tags.start()]
    return plain.strip(), before, behind
