"""Short lines that look like headings and are none: something said, a fact told, half of a sentence."""

from __future__ import annotations

from narrate.patterns import compiled

SAID_SO = compiled(
    "と(?:、|の(?=[一-鿿こ])|[言話答聞呟叫笑思書尋訊頼返述訴怒嘆語問]|い[いうっ]|つぶや|たずね|きい)"
)
"""How a line goes on behind a quote that stands over it, with who said it."""
CONDITION = compiled(
    "(?:小雨|少雨|雨天|荒天|雨の(?:日|場合)は?)[^。]{0,12}(?:中止|延期|順延|決行|開催|実施)"
    "|(?:途中|事前|当日)?(?:入退場|入場|入室|退室|退出|参加|見学|予約|申し?込み?)"
    "(?:[・、と](?:途中)?(?:退場|退室|退出|見学))?[はもの]?(?:自由|可|無料|歓迎|でき(?:ます|ません)|不要|必要|必須)"
    "|(?:参加費|入場料|受講料|会費)[^。]{0,6}(?:不要|無料)|(?:入場|参加|来場|来館|同伴|撮影|録音|飲食)[^。]{0,8}(?:ご?遠慮|禁止|不可)|満席[^。]{0,12}(?:立ち見|入れ|打ち切)|(?:駐車場|お車)[^。]{0,14}(?:ません|ご?遠慮|[あな][りし])"
    "|先着\\s?[0-9０-９]|要(?:予約|申込)|定員[^。]{0,8}(?:なり|先着|抽選)"
)
"""What a notice says of taking part, also behind ※."""
_HOUR = r"(?:[0-9]{1,2}(?:時(?:[0-9]{1,2}分|半)?|[:：][0-9]{2}))"
_LABEL = r"(?:(?:日\s{0,3}時|開催(?:日時?)?|と\s{0,3}き|期\s{0,3}日)[:：\s]{1,4})?"
_DAY = (
    r"(?:(?:(?:令和|平成)?(?:[0-9]{1,4}|元)年\s?)?[0-9]{1,2}月\s?[0-9]{1,2}日"
    r"|[0-9]{4}([/.-])[0-9]{1,2}\1[0-9]{1,2})"
)
_WEEKDAY = r"(?P<weekday>[（(][^（()）]{1,4}[)）]\s?)?"
_BEGINS = "(?:開[演場会始式宴講幕]|集合|スタート)(?![一-鿿ァ-ヺー]{2})"
BEGINS_AT = compiled(
    rf"{_LABEL}{_DAY}\s?{_WEEKDAY}(?:(?:(?:午前|午後)?\s?{_HOUR}|正午)\s?"
    rf"(?:[〜～~–ー](?=\s?(?:午[前後]\s?)?{_HOUR}|[〜～\s]*(?:$|[（(※]))|から|より|-(?(weekday){_HOUR}|(?!))|に?{_BEGINS})|{_BEGINS})"
)
"""A day with the hour at which something begins, 14時開演 or 10:00〜12:00: under a title it is told."""
_GOES_ON_BELOW = compiled(
    "[を、]|みたい[なに]|という(?!わけ|こと(?:で|から))|といった|などの?を?(?=[^ど])|のです|のだ|のような|だと|って(?=[言い思])|ことに|と(?:言|思|い[うえ](?!わけ|こと(?:で|から))|教え|書|答|だけ|の(?:感想|こと)|表[示記]|な[るっり])"
)
"""How a line begins that goes on with the one over it, though that stands alone."""
_LEADS_IN = compiled(
    "(?:以下|下記|次)(?:の[^。]{0,12})?を[^。]{1,10}$|[^。、]{2,}、.*(?:たら|ので|けど|けれど)$"
)
"""What says that something follows, or what a sentence begins with."""
_SAID_WITH_FACE = compiled(
    "(?:です|ます|した|せん|が)\\s*[（(](?:[^一-鿿ぁ-ん]*|[爆苦]?笑|泣|汗|涙|照れ?)[)）]$|(?:です|ます)が$|^[^■◆●▼◇□▽【].*、.*ている$"
    "|(?:ので|から|けど)\\s*[（(][^（()）]{1,12}[)）]$"
)
"""Something said with a face behind it, (^^;, or that goes on."""
_OVER_TALK = compiled("[^。]*、[^。]*(?:[いえきけしっ]て|んで|ながら|[はがもと])$")
"""What a sentence begins with that goes on with somebody's words."""
_OF_VERSE = compiled("[ぁ-ん一-鿿](?:ゐる|ゐて|けり|をり|らむ|けむ|なりけり|かも)$")
"""How a verse of old ends."""
_SAID_LOUD = compiled("(?:ます|です|ました|でした|ません)[！!]+$")
_MOMENT = compiled(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日\s?(?:[（(].[)）])?\s?(?:午前|午後)?\s?\d{1,2}(?:時(?:\d{1,2}分)?|[:：]\d{2}).{0,6}"
)
"""A day with its hour, which is said under a heading such as 日時."""
_AT_HOUR = compiled("(?:午前|午後)?[0-9０-９]{1,2}(?:[:：][0-9０-９]{2}|時(?:[0-9０-９]{1,2}分|半)?)")
"""How each line of a day's plan begins."""
_SPEAKER = compiled("[^\\s：:「」]{1,8}[：:].+[？?！!]$")  # of an interview
_OF_TEXT = compiled(
    r"[^\s：:]{1,4}者[：:]|[>＞]|(?:記者|司会|聞き手|質問者|編集部|インタビュアー)[ \u3000]"
    r"|(?:拝啓|謹啓|前略|敬具|敬白|謹言|拝具|草々|早々|不一|かしこ)$|[0-9０-９]{1,2}人[分前]$|(?:持ち物|日時|場所|会場|対象|定員|費用|参加費|受付時間|営業時間|開館時間|定休日|休館日|人数|集合|服装|備考|期間|講師|担当"
    r"|発売日|発売元|価格|公開日|開催日|会期)(?:\s?[：:]\s?|[ \u3000]{2,}|\u3000)\S"
    r"|約?[0-9０-９][0-9０-９,，.]*\s?(?:円|名|人|個|枚|部|冊|点)(?:[\s（(].*)?$"
    r"|[^。]{1,16}\s[0-9０-９]{1,2}[:：][0-9０-９]{2}(?:\s?[-~〜～–]\s?[0-9０-９]{1,2}[:：][0-9０-９]{2})?$"
    r"|\S{1,8}[ \u3000]{2,}\S*[をがはもに][^\s。]{1,14}(?:ない|[たるい])$"
    r"|(?:合計|総額|小計|計)\s?[：:]?\s?(?:約\s?)?[0-9０-９][0-9０-９,，.]*\s?万?円$|[☑☐]"
    r"|[0-9０-９]{1,2}[/／][0-9０-９]{1,2}\s?(?:[（(].[)）])?\s*[0-9０-９]{1,2}[:：][0-9０-９]{2}"
)
"""What is told under a heading: 回答者：…, 持ち物：…, a portion, a sum, a thing to do, a time."""


def is_of_sentence(text: str, following: str) -> bool:
    """Whether a short line is something said, leads to what follows, or goes on in it."""
    is_said = (
        _SAID_WITH_FACE.search(text)
        or _SAID_LOUD.search(text)
        or _SPEAKER.match(text)
        or _OF_VERSE.search(text)
    )
    goes_on = _LEADS_IN.search(text) or _GOES_ON_BELOW.match(text) or _GOES_ON_BELOW.match(following)
    goes_on_in_talk = following.startswith(("「", "『")) and _OVER_TALK.match(text)
    is_in_plan = _AT_HOUR.match(text) and _AT_HOUR.match(following)
    return bool(
        is_said or goes_on or goes_on_in_talk or is_in_plan or _OF_TEXT.match(text) or _MOMENT.fullmatch(text)
    )
