"""What is neither letter, kana, kanji nor digit: say it, pause for it, or pass over it.

The engine is sent nothing but kana, kanji, digits and ``、。！？``: everything else it drops without a
word or reads wrong.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate

from narrate.patterns import compiled
from narrate.readings.units import UNIT_SIGNS

_KANJI = "々〆〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
KANJI = f"[{_KANJI}]"
"""One kanji, as a regular expression."""
JAPANESE = f"ぁ-ゖゝゞァ-ヺーヽヾ{_KANJI}"
"""Kana and kanji, as the inside of a regular expression's character class."""
SUPERSCRIPTS = dict(zip("0123456789+−ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿⁱ", strict=True))
SUBSCRIPTS = dict(zip("0123456789+−aeoxhklmnpstijruv", "₀₁₂₃₄₅₆₇₈₉₊₋ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ", strict=True))
"""The signs of Unicode that stand raised or lowered, by what each is in the line."""

SAID = {
    "%": "パーセント",
    "‰": "パーミル",
    "+": "プラス",
    "±": "プラスマイナス",
    "=": "イコール",
    "≠": "ノットイコール",
    "′": "ダッシュ",
    "⌘": "コマンド",
    "⌥": "オプション",
    "⇧": "シフト",
    "⌃": "コントロール",
    "&": "アンド",
    "@": "アット",
    "×": "カケル",
    "√": "ルート",
    "∞": "無限大",
    "≦": "ショーナリイコール",
    "≤": "ショーナリイコール",
    "≧": "ダイナリイコール",
    "≥": "ダイナリイコール",
    "÷": "ワル",
    "≒": "ニアリーイコール",
    "≡": "合同",
    "≅": "同型",
    "∝": "比例",
    "⊕": "丸プラス",
    "⊗": "丸カケル",
    "∉": "属さない",
    "∅": "空集合",
    "∓": "マイナスプラス",
    "∏": "プロダクト",
    "ħ": "エイチバー",
    "≈": "ニアリーイコール",
    "∴": "ゆえに",
    "∵": "なぜならば",
    "§": "セクション",
    "∑": "シグマ",
    "∫": "インテグラル",
    "∂": "ラウンド",
    "∇": "ナブラ",
    "♯": "シャープ",
    "♭": "フラット",
    "¢": "セント",
    "℃": "ド",
    "°": "ド",
    "¥": "エン",
    "￥": "エン",
    "$": "ドル",
    "€": "ユーロ",
    "£": "ポンド",
    "〒": "郵便番号",
    "№": "ナンバー",
    "㈱": "株式会社",
    "℡": "電話",
    "㈲": "有限会社",
    "!": "！",
    "?": "？",
    "。": "。",
    "｡": "。",
}
"""Symbols that a reader says aloud, and the marks that shape a sentence's tone."""

PAIRS = {"!=": "ノットイコール", "<=": SAID["≤"], ">=": SAID["≥"], "->": "、", "=>": "、"}
"""What programs write of two signs for one."""

SEPARATORS = {"/": "スラッシュ", "|": "パイプ"}
"""What stands between parts; said where a sentence speaks of it."""

COMPARED = {">": "大なり", "<": "小なり", ">=": "大なりイコール", "<=": "小なりイコール"}
"""Signs between what is compared, and by themselves; elsewhere they are brackets."""

GREEK = {
    letter: name
    for small, capital, name in (
        *(("α", "Α", "アルファ"), ("β", "Β", "ベータ"), ("γ", "Γ", "ガンマ"), ("δ", "Δ", "デルタ")),
        *(("ε", "Ε", "イプシロン"), ("ζ", "Ζ", "ゼータ"), ("η", "Η", "イータ"), ("θ", "Θ", "シータ")),
        *(("ι", "Ι", "イオタ"), ("κ", "Κ", "カッパ"), ("λ", "Λ", "ラムダ"), ("μ", "Μ", "ミュー")),
        *(("ν", "Ν", "ニュー"), ("ξ", "Ξ", "クサイ"), ("π", "Π", "パイ"), ("ρ", "Ρ", "ロー")),
        *(("σ", "Σ", "シグマ"), ("τ", "Τ", "タウ"), ("φ", "Φ", "ファイ"), ("χ", "Χ", "カイ")),
        *(("ψ", "Ψ", "プサイ"), ("ω", "Ω", "オメガ")),
    )
    for letter in (small, capital)
}
"""Names of Greek letters, as in formulas; words in Greek are not spelled."""

_OLD_FORMS = (
    "亞惡爲榮衞鹽緣奧橫穩價畫會懷覺學樂卷勸觀關顏氣龜舊勳惠經莖輕藝劍顯驗嚴廣恆國黑濟劑絲實壽收澁獸縱燒證淨疊"
    "讓觸寢愼眞圖粹數靜齊竊戰淺壯總莊騷藏體對澤團晝蟲遞鐵點傳盜燈屆繩貳賣麥拔濱拂佛竝變辯舖穗豐沒萬滿彌與謠綠"
    "禮齡戀樓獎拜來譯擔窗獨應廳雜樣從條歸聽號圓轉發當據處盡敎歷步每乘亂假兒兩參囑圍墮壓壞孃寫專屬帶彈徑德慘戲"
    "擇擊擧擴攝敍敕斷旣晚檢權歐殘殼淸淚渴溪滯潛濕灣爐營爭犧狹獵獻產癡碎祕祿禪稱稻緖縣繪繼續纖缺罐聲肅脫膽腦臟"
    "臺舍螢蠶蠻裝覽讀贊踐辭遙遲鄕醉醫釀釋錄錢鍊鎭鑄鑛陷隨險隱雙靈靑飜餘飮驅驛髓鬪鷄黃默齒勞勵區單囘增悅戶搖歲"
    "毆涉硏絕說銳閱頹壹"
)
_NEW_FORMS = str.maketrans(
    _OLD_FORMS,
    "亜悪為栄衛塩縁奥横穏価画会懐覚学楽巻勧観関顔気亀旧勲恵経茎軽芸剣顕験厳広恒国黒済剤糸実寿収渋獣縦焼証浄畳"
    "譲触寝慎真図粋数静斉窃戦浅壮総荘騒蔵体対沢団昼虫逓鉄点伝盗灯届縄弐売麦抜浜払仏並変弁舗穂豊没万満弥与謡緑"
    "礼齢恋楼奨拝来訳担窓独応庁雑様従条帰聴号円転発当拠処尽教歴歩毎乗乱仮児両参嘱囲堕圧壊嬢写専属帯弾径徳惨戯"
    "択撃挙拡摂叙勅断既晩検権欧残殻清涙渇渓滞潜湿湾炉営争犠狭猟献産痴砕秘禄禅称稲緒県絵継続繊欠缶声粛脱胆脳臓"
    "台舎蛍蚕蛮装覧読賛践辞遥遅郷酔医醸釈録銭錬鎮鋳鉱陥随険隠双霊青翻余飲駆駅髄闘鶏黄黙歯労励区単回増悦戸揺歳"
    "殴渉研絶説鋭閲頽壱",
)
"""Kanji in the form before 1946, in which the voice takes every second word to pieces, and today's."""
_NO_NAME = f"(?![子美](?!{KANJI})|さん|くん|ちゃん)"
_OF_NAMES = "當[麻摩眞真山間銘]|獨逸|來島|(?<=未)來|(?<=[其此何])處"
"""In which the voice knows the old form: of people, and 其處."""
_IN_A_WORD_OF_OLD = compiled(
    f"(?!{_OF_NAMES})(?:(?<={KANJI})[{_OLD_FORMS}]|[{_OLD_FORMS}](?={KANJI}|[ぁ-ゖ])){_NO_NAME}"
)
_PAUSES = frozenset("、､,:;()【】[]{}〈〉《》〔〕─―—–…‥/|→←↑↓⇒⇄⇆↔⟷<>〜~・･\u3000\n∣※")
_QUESTION_OR_ANSWER = compiled("[QA][0-9]{0,2}[.:](?![0-9A-Za-z])")
_TWINS = {
    "\u00b5": "μ",
    "\u2126": "Ω",
    "\u212a": "K",
    "\u212b": "Å",
    "ℓ": "L",
}  # micro sign, ohm, kelvin, ångström
_RADICALS = dict(
    zip(
        map(ord, "⺝⺟⺠⻁⻄⻅⻆⻉⻋⻑⻔⻗⻘⻛⻜⻝⻟⻢⻣⻤⻥⻦⻨⻩⻫⻭⻯⻱⻲"),
        "月母民虎西見角貝車長門雨青風飛食食馬骨鬼魚鳥麦黄斉歯竜亀亀",
        strict=True,
    )
) | {radical: unicodedata.normalize("NFKC", chr(radical)) for radical in range(0x2F00, 0x2FD6)}
"""Parts of kanji that look like whole ones, as texts copied from a PDF have them: ⻑い⽇."""
_FULL_WIDTH = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys(map(ord, "‐‑‒"), "-")
    | {ord("∼"): "〜"}
    | {ord("─"): "―"}
    | {ord("’"): "'"}
    | {0x2080 + digit: str(digit) for digit in range(10)}
    | {ord(sign): letter for sign, letter in _TWINS.items()}
    | _RADICALS
)
_WIDEN = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_ONLY_JAPANESE = compiled(f"[{JAPANESE}0-9]+")
_SOUNDING = compiled(f"[{JAPANESE}0-9]".replace("ー", ""))
_MINUS = compiled(
    "(?:(?<=[0-9)²³¹⁰-ⁿᵀ′∞₀-₉ₐ-ₜᵢ-ᵥⱼα-ωΑ-Ω] )|(?<=(?<![A-Za-z])[A-Za-z] )"
    "|(?<=(?:バー|ット|トル|ルダ|ター) ))−"
    "(?= (?:[0-9(√∑∫∂∞∇α-ωΑ-Ω]|[A-Za-z][a-z]{0,3}(?![A-Za-z])))"
    "|(?<![0-9A-Za-zァ-ヺー一-鿿)）])−(?=[A-Za-zα-ω](?![A-Za-z])|[0-9∞√∂∑])|(?P<hyphen>−)"
)
"""A minus sign: of a formula, between spaces or before a letter, or typed for a hyphen."""
_COUNTED = "(?:人|名|年|歳|分|時|ページ|頁|章|回|シーズン)"
_BETWEEN_NUMBERS = compiled(
    "(?<![0-9.:=+×÷/])(?<![=+×÷≦≧<>−] )(?:"
    "0[0-9]{1,4} − [0-9]{1,4} − [0-9]{3,4}"
    "|[0-9]{1,2}:[0-9]{2} − (?=[0-9]{1,2}:[0-9]{2})"
    "|[0-9]{1,3} − (?=[0-9]{1,3} ?[での]?(?:勝|負|敗|引き?分))"
    f"|(?P<low>[0-9]{{1,4}}) − (?=(?P<high>[0-9]{{1,4}}) ?{_COUNTED}))"
)
"""A telephone, hours, a score, or from what to what: there it is typed for a hyphen too."""
_OF_A_MODEL = compiled(
    "(?<![A-Za-z])([A-Z]{1,6})[―—](?=[0-9]{1,4}(?![0-9年月日つ個人社回件台本種点大]))|(?<![A-Za-z])([A-Z])[―—](?=[A-Z])"
)  # F―35, as newspapers write it
_DASHES = "―—─－−‐–"
_DASHED = compiled(f"[ァ-ヺ]+(?:[ー{_DASHES}][ァ-ヺ]+)*[ー{_DASHES}]?(?![{_DASHES}])")
_ONE_MORA = "[ァ-ヺ][ァィゥェォャュョ]?"
_IN_A_WORD = compiled(f"^{_ONE_MORA}[{_DASHES}][ァ-ヺ]|[{_DASHES}]{_ONE_MORA}(?![ァ-ヺー])")
_AS_LONG_MARKS = str.maketrans(dict.fromkeys(_DASHES, "ー"))
_REPEATED = compiled("([ぁ-ゖァ-ヺ])([ゝゞヽヾ])")
_SPEAKER = "|".join(f"(?<=^{letters})" for letters in accumulate(["[一-鿿ァ-ヺー]"] * 4))
"""Who says what is quoted up to the end of the line: 母「もう帰るの？」."""
_BREATH = compiled(
    r"(?<=[\w」』)])\.(?=\.(?![0-9A-Za-z/]))|"
    rf"(?<=[ァ-ヺー{_KANJI}])\.(?= ?[{JAPANESE}A-Z]| [a-z])"
    rf"|(?:(?<=[題図表理義例注式文][0-9])|(?<=[一-鿿] [0-9])|(?<=\.[0-9]))\.(?= [{JAPANESE}])"
    rf"|(?<=[ぁ-ん」])\.(?!\.)|(?<=\))\.(?=[{JAPANESE}])|"
    "(?<=[^、。「『(])[「『](?=[^「」『』]{12,}[」』])|(?<=[ぁ-ゖ])[「『](?=[ぁ-ゖ])|(?<=[」』])[「『]|(?:(?<=[一-鿿]{2})|(?<=[0-9][回話章])|(?<=[はがをのにで、。][曲歌詩劇絵]))[「『](?=[一-鿿][^」』])"
    f"|(?:{_SPEAKER})[「『](?=[^「」『』]+[」』]。?$)"
    r"|(?<=[\w」』)%] )[-–](?=-? [\w「『(])|(?<=[\s)])※"
    "|(?<![一-鿿])⇔|(?<=[一-鿿]{2})⇔|⇔(?![一-鿿])|⇔(?=[一-鿿]{2})"
    r"|(?<=[一-鿿])-(?=[一-鿿ァ-ヺ])|(?<=[ァ-ヺー])-(?=[一-鿿])"
    "|(?<=です|ます|せん|した|さい|ょう|すか|すね|すよ)[」』](?=[一-鿿]|[こそあ][のれんう])"
)
_IN_A_LIST = compiled(
    "(?<![ァ-ヺー・])[ァ-ヺー]{2,}(?:・[ァ-ヺー]{2,}){2,}(?=など|等|といった|ほか|の(?:[2-9]|[二三四五])[つ点種社])"
)
# 豊昇龍＝立浪＝に, 話した（県警）＝は, but 売上＝単価×数量
_SET_OFF = compiled(
    rf"(?<=[{JAPANESE}0-9)」])(?P<open>=)(?=[{JAPANESE}])[{JAPANESE}0-9()・]{{1,16}}(?P<close>=)(?=[{JAPANESE}、。]|$)"
    rf"|(?<=[)」])(?P<before>=)(?=[はがもをに](?![ぁ-ん]))"
)
_UNHEARD = compiled(
    r"(?<=[A-Za-z0-9_])(\(\))|(</?)[a-z][a-z0-9-]*(/?>)|\$({)[A-Za-z_][A-Za-z0-9_]*(})"
    r"|(?<![A-Za-z0-9])O(\()[^()]{1,12}(\))"
    r"|(?<=[a-z])(\?)(?=/[0-9])"
    r"|(?<=[A-Za-z0-9_-])(/)(?=`? ?(?:[ぁ-ん]|ディレクトリ|フォルダ|[以直配]下))"
    r"|(?:(?<![A-Za-z])(?i:ctrl|control|shift|alt|option|opt|cmd|command|win|super|meta|fn)|[⌘⌥⇧⌃]) ?(\+)"
    r" ?(?=[A-Za-z0-9⌘⌥⇧⌃←↑→↓]|矢印|クリック|ドラッグ|スクロール)"
)


def normalise(text: str) -> str:
    """Full-width ASCII, dashes, apostrophes, subscripts, twins of letters as plain ones, in their places."""
    if "−" in text:
        text = _BETWEEN_NUMBERS.sub(_with_hyphens, text)
        text = _MINUS.sub(lambda sign: "-" if sign["hyphen"] else "−", text)
    text = _DASHED.sub(_with_long_marks, text)
    return _OF_A_MODEL.sub(lambda name: f"{name[1] or name[2]}-", text.translate(_FULL_WIDTH))


def _with_hyphens(found: re.Match[str]) -> str:
    """The numbers with hyphens between them; what is taken from a larger number stays a formula."""
    is_taken_away = found["low"] and int(found["low"]) >= int(found["high"])
    return found.group() if is_taken_away else found.group().replace("−", "-")


def _with_long_marks(found: re.Match[str]) -> str:
    """デ―タ with long marks: no word is of the one mora before such a dash or behind it; ポップ―ロック."""
    return found.group().translate(_AS_LONG_MARKS) if _IN_A_WORD.search(found.group()) else found.group()


def widen(text: str) -> str:
    """Printable ASCII in full width, as Japanese dictionaries write it."""
    return text.translate(_WIDEN)


def say(char: str) -> str:
    """What the engine is sent for one character outside words and numbers; empty to pass over it."""
    if char in SAID:
        return SAID[char]
    if char in UNIT_SIGNS:
        return UNIT_SIGNS[char]
    if char in _PAUSES:
        return "、"
    folded = unicodedata.normalize("NFKC", char)
    return folded if is_japanese(folded) else ""


def in_new_forms(text: str) -> str:
    """The kanji of a text as they are written today: 實際の會社 as 実際の会社; a name is left: 實さん."""
    return _IN_A_WORD_OF_OLD.sub(lambda found: found.group().translate(_NEW_FORMS), text)


def has_letters(char: str) -> bool:
    """Whether a symbol stands for letters, as ㏒ and ℀ do: what is not said of it is lost; ™ is not."""
    return char not in "™℠" and any(map(str.isalpha, unicodedata.normalize("NFKC", char)))


def plain_form(char: str) -> str:
    """A numeral like ① or Ⅱ as digits, a Greek letter by its name; anything else as it is."""
    if char in GREEK:
        return GREEK[char]
    value = unicodedata.numeric(char, None)
    return str(int(value)) if value is not None and value == int(value) and not is_japanese(char) else char


def breaths(text: str) -> set[int]:
    """Offsets of marks heard as a pause: dots, quotes not heard otherwise, the mark after Q, ＝ at a name.

    Quotes of twelve characters or more, and those whose kana would run into the kana before; dots of a list
    of three words in katakana.
    """
    asked = _QUESTION_OR_ANSWER.match(text)
    heard = {found.start() for found in _BREATH.finditer(text)} | ({asked.end() - 1} if asked else set())
    ends = ("open", "close", "before")
    heard |= {dot for found in _IN_A_LIST.finditer(text) for dot in range(*found.span()) if text[dot] == "・"}
    return heard | {at for found in _SET_OFF.finditer(text) for at in map(found.start, ends) if at >= 0}


def unheard(text: str) -> set[int]:
    """Offsets of signs that only programs need, as in ``print()`` and O(n), and of + in Ctrl+C."""
    return {
        at
        for found in _UNHEARD.finditer(text)
        for group in range(1, _UNHEARD.groups + 1)
        for at in range(*found.span(group))
    }


def tidy(spoken: str) -> str:
    """Runs of pauses become one mark; none stands at the start, and no long or iteration mark alone."""
    spoken = _REPEATED.sub(lambda mark: _repeat(mark[1], mark[2]), spoken)
    spoken = re.sub("[ゝゞヽヾ]|(?<![ぁ-ゖァ-ヺー])ー+", "", spoken)
    spoken = re.sub("、+", "、", spoken)
    spoken = re.sub("、?([。！？])[、。]*", r"\1", spoken)
    return spoken.lstrip("、。！？")


def _repeat(kana: str, mark: str) -> str:
    """Kana and an iteration mark written out: すゝ is すす, すゞ is すず."""
    voiced = unicodedata.normalize("NFC", kana + "\u3099") if mark in "ゞヾ" else kana
    return kana + voiced[0]


def is_japanese(text: str) -> bool:
    """Whether ``text`` is kana, kanji and digits only."""
    return bool(_ONLY_JAPANESE.fullmatch(text))


def is_speakable(spoken: str) -> bool:
    """Whether there is anything in it that an engine has a sound for."""
    return bool(_SOUNDING.search(spoken))
