"""How a heading is worded, whatever stands around it: short, ended by no full stop, nothing said or told."""

from __future__ import annotations

import re

from narrate.article.lines import STYLE, has_sentence
from narrate.article.marked_headings import ANSWERED, LONGEST_HEADING, LONGEST_NUMBERED
from narrate.article.pieces import dressed
from narrate.article.said import is_of_sentence
from narrate.article.wrapping import BULLET, INDENT, ITEM
from narrate.cuts import CLOSERS
from narrate.patterns import compiled

PARAGRAPH = 40
"""Characters of a line that ends like a sentence: a paragraph, nothing shorter is between."""
ASIDE = compiled("[（(][^（()）]*[)）]")
"""What is said aside, if it is all of a line."""
TOLD_OF = compiled("[^「]*[をにがで][^「]{1,8}[たるい]「")
"""How a line begins that tells something of what it names: 町工場に来た「新人」."""
SUB_HEADING = 28
"""Characters of a heading right under another."""
A_FULL_LINE = 20
"""Characters: a shorter line was not broken because it was full."""
_GOES_ON = compiled("[をがにもで]$|から$|(?<!も)の$|(?<!こ)と$|(?<![とに])は$|ことは$|ながら$")
"""What a full line ends with that goes on in the next: a particle."""
_BROKEN = compiled("、.*(?:[しりきみてえれ]|ば|たら|ので|けど|が|つつ|ながら)$")
"""How a full line ends in the middle of a sentence."""
_SAID_BY = compiled(
    "(?!第?[0-9０-９一二三四五六七八九十]{1,3}(?:[章話回部節幕]|日目)|[QＱ][0-9]|[序終][章幕]|[前中後]編|その[0-9一二三四五]「|(?i:day|part|step)"
    "|(?:小説|絵本|映画|番組|書籍|漫画|舞台|詩集?|曲|歌|連載|付録|[一二三四]作目)「)[^「」、。\\s]{1,6}「[^「」]*[、。？！?!…][^「」]*」"
)
"""Who speaks, and what: 母「もう帰るの？」; no chapter."""
_LEADS_ON = compiled("(?:まして|とし|につい|に関し)は$")
"""How the beginning of a sentence ends that goes on below."""
_ABOUT_IT = compiled(
    "を|[のにがはとで](?:[^ぁ-ん、]|$)|[はも]、|の(?:よう|ほう|ほか|とき|ため)|は(?:もと|すで|まだ|まず|とて|さま|いろ|よく)|に(?:する|な[るりっ]|よ[るりっ]|つい|あ[るりっ]|は|も|お[いけ])"
    "|が(?:あ[るりっ]|い[いるく]|よ[くい]|おす|でき|すべ|まだ|もっ)|と(?:いう(?!わけ|こと)|いっ|は|な[るりっ]|し[てた])|で(?:あ[るりっ]|は(?![、なま])|も(?![、っ])|ひら|つく|よく)"
)
"""How a sentence goes on behind what stands over it: a particle, no word that begins with such a letter."""
_EXCLAIMED = 8  # characters; shorter exclamations are said by someone
_QUESTION = 30  # characters; longer questions are prose
_BETWEEN_DASHES = compiled("[—―─][^—―─]+[—―─]$")
"""What a heading says besides: これだけは伝えたい—おわりに—."""
_FACTS = compiled(
    r"(?:天気|気温|(?:走行)?距離|(?:所要)?時間|場所|料金|費用|日程|日時|参加者|標高差?|獲得標高)\s?[：:]\s?\S.*"
    r"|(?:[0-9０-９]{4}年)?[0-9０-９]{1,2}月[0-9０-９]{1,2}日"
    r"(?:[（(](?:日本|現地)時間[^（()）]*[)）]|(?:[（(][^（()）]{1,4}[)）])?\s?[〜～~]\s?[0-9０-９月日（）()祝月火水木金土日・]{1,14})"
)
"""When and where something was, alone in a line under a title: 天気：晴れ, 5月2日（土）〜3日（日）."""
_ONE_QUESTION = compiled("[^？?]*[？?]|[^？?]{7,}[？?][ \u3000][^？?]{4,}[？?]")
"""Or two that stand apart: 寝る前に飲む？　後に飲む？"""

_CONNECTIVES = (
    "では|それ|これ|この|その|あの|そして|しかし|でも|だが|ただ|また|さらに|なぜなら|つまり|したがって|だから"
    "|もし|ここ|そこで?|そのため|なので|ですが|すると|ちなみに|とはいえ|そう|こう|例えば|たとえば|一方|ところ|さて|じゃあ|果たして|はたして"
)
_IN_TALK = compiled(
    f"(?:[ですまた]ね|よね|すよ|教えてください)[！!]$|^(?:{_CONNECTIVES})$"
    "|[(（][\\^´`;＾_][^()（）]{0,6}[)）]$|m\\(_ ?_\\)m$|^[\\[［](?:拍手|笑い?|歓声)[\\]］]$"
)
"""What is said to somebody, with a face, or only goes on: …素敵ですね！, そして."""
_GOES_ON_TO_ASK = compiled(
    "(?:それ)?では、(?:どう|なぜ|何|なに|どこ|どんな|どちら|どの)[^。？?]{2,26}(?<!だろう)(?<!でしょう)か"
)
_OPENS_PROSE = compiled(f"(?:{_CONNECTIVES}|[—―─–-]|[「『（(])")
_SIGNS = "[■□◆◇●◉◎▼▽▲△★☆▶►◼✅📌🔥]+"
SIGN = compiled(rf"^{_SIGNS}(?:\s?[0-9０-９]{{1,2}}\s?{_SIGNS})?\s*")
"""Marks for the eye before a heading."""
_WORD = compiled(r"\w+")
_NOTED = compiled("は[大中小]見出し］$")  # as Aozora Bunko's typists note it
_HIRAGANA = compiled("[ぁ-ん]")
_ASKED = compiled(r"[QＱ][0-9]*[\s.．:：、]?")
_OF_SITE = compiled(r"\s[|｜]\s")
"""What stands between the title of a page and its site's name, as in a link to it."""
_IN_COLUMNS = compiled(r"\S{3}[ \u3000]{4,}\S{2}")
"""A verse and its author, as they are set in columns."""
_ONLY_NUMBER = compiled(r"[0-9０-９][0-9０-９.,]*\s?\w{1,3}[！!]+")
"""What is exclaimed: 12分！"""
_ONLY_HOURS = compiled(r"[\d:：時分半\s～〜~－-]+")
"""The hours of a plan: 9:40, 9時～10時半."""
_WITH_COLON = compiled(
    "(?:はじめに|まとめ|おわりに|最後に|結論|概要|背景|目的|経緯|補足|余談|追記|結果|考察)[:：]"
)
_OF_BOX = compiled(
    r"[\W_]*(?:ヒント|メモ|重要|警告|Hint|Tips?|Memo|Warning|Caution|Important|Info)[\W_]*", re.IGNORECASE
)
"""What a box of a help page is labelled, which copying sets over its text."""
_GREETED = compiled(r"(?!お客|お子)[^\s。、（(]{1,12}\s?(?:様|さま|殿)")
_NOTES, _ENTRY = compiled("注記?|Note"), compiled(r"[(（\[［]?(?:注|註|[※*＊])?\s?[0-9０-９]")
"""What is such a label too, unless an entry with a number stands under it."""
_CAPTION = compiled(
    r"(?:LT|発表|登壇|参考|関連|公式)?(?:資料|スライド|動画|記事|サイト|リンク|リポジトリ)\s?[:：]"
    r"|(?:図|表|写真|画像|出典|撮影|提供|Fig)[\d\s.:：=＝/／]|[(（](?![0-9０-９一二三四五六七八九十]{1,2}[)）]).*[)）]$"
    r"|例\s?(?:[:：]|[（(](?![0-9０-９]{1,2}[)）]\s?\S))|[≫»]"
    r"|[^\s,]{1,12}(?:, [^\s,]{1,12}){2,}$|(?=.*[^!-~\s])[^\s,]{1,12}, [^\s,]{1,12}$"
)


def breaks_off(text: str) -> bool:
    """Whether a line is full and breaks off in the middle of a sentence."""
    return len(text) >= A_FULL_LINE and bool(_GOES_ON.search(text) or _BROKEN.search(text))


def is_shown(text: str, following: str) -> bool:
    """Whether a line in Latin letters is what a sentence goes on about: a command, a name of a file."""
    return text.isascii() and bool(_ABOUT_IT.match(following))


def is_paragraph(text: str) -> bool:
    """Whether a line is long and ends with a full stop."""
    return len(text) >= PARAGRAPH and text.rstrip(CLOSERS)[-1:] == "。"


def is_short(text: str) -> bool:
    """Whether a line is a few words without a full stop, and no row of a list."""
    return len(text) <= SUB_HEADING and not has_sentence(text) and not BULLET.match(text)


def looks_like_heading(text: str, following: str) -> bool:
    """Whether a line may be a heading by its wording and that of the line ``following``."""
    longest = LONGEST_NUMBERED if ITEM.match(text) else LONGEST_HEADING
    if (
        len(text) > longest
        or "://" in text
        or _CAPTION.match(text)
        or _OF_SITE.search(text)
        or _IN_COLUMNS.search(text)
        or _FACTS.fullmatch(text)
    ):
        return False
    if _WITH_COLON.fullmatch(text):
        return True
    if (
        _OF_BOX.fullmatch(text)
        or _GREETED.fullmatch(text)
        or (_NOTES.fullmatch(text) and not _ENTRY.match(following))
    ):
        return False
    if _NOTED.search(text):
        return True
    found = dressed(text)
    plain = found["words"] if found else SIGN.sub("", text)
    marks = "。■□※→" if SIGN.match(text) else "。！!■□※→"
    if not plain or any(mark in plain[:-1] for mark in marks) or plain[-1] in "。、":
        return False
    if not (
        plain[-1].isalnum()
        or plain[-1] in CLOSERS + "？?＞"
        or (plain[-1] in "！!" and (len(plain) >= _EXCLAIMED or not _HIRAGANA.search(plain)))
        or (plain[-1] == "…" and INDENT in plain)
        or _BETWEEN_DASHES.search(plain)
    ):
        return False
    if (
        is_of_sentence(text, following)
        or _LEADS_ON.search(text)
        or is_shown(text, following)
        or _SAID_BY.fullmatch(text)
        or _IN_TALK.search(text)
        or _ONLY_NUMBER.fullmatch(plain)
        or (is_hour(plain) and not has_sentence(following))
    ):
        return False
    if text[-1] in "？?":
        is_asked = _ASKED.match(text) and ANSWERED.match(following)
        is_short_question = len(text) <= _QUESTION and bool(_ONE_QUESTION.fullmatch(text))
        opens_prose = _OPENS_PROSE.match(text) and not STYLE.match(text)
        return is_short_question and not is_asked and not opens_prose
    if text.startswith(("「", "『", "（", "(")) and not STYLE.match(text):
        return text[-1] not in CLOSERS
    return not re.match(f"(?:{_CONNECTIVES})、", text) or bool(_GOES_ON_TO_ASK.fullmatch(text))


def is_hour(text: str) -> bool:
    """Whether a line is an hour, or from when to when: of a plan, of a post; alone, of a diary's part."""
    return bool(re.search("[:：時]", text) and _ONLY_HOURS.fullmatch(text))


def sign_of(text: str) -> str:
    """The marks for the eye with which a line begins, numbers in them as 1; empty without."""
    found = SIGN.match(text)
    return _WORD.sub("1", found.group().strip()) if found else ""
