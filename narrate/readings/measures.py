"""How numbers with a unit are said: 1.2グラムマイ立方センチメートル, 時速60キロメートル, 2倍."""

from __future__ import annotations

import re
from decimal import Decimal

from narrate.patterns import compiled
from narrate.readings.rule import (
    END,
    NUMBER,
    SPACE,
    START,
    any_of,
    in_myriads,
    just_before,
    rule,
    span_around,
    without_commas,
)
from narrate.readings.units import COUNTED, PER, SPEEDS, SQUARES_AND_CUBES, TIMES, UNITS

UNIT_NAMES = any_of(UNITS)
"""Any unit, as a regular expression."""

_ALL_UNITS = UNITS | SQUARES_AND_CUBES
_UNITS_ANY_CASE = {unit.lower(): name for unit, name in reversed(UNITS.items()) if len(unit) > 1}
_NO_UNITS = ("CD", "DL", "GAL", "LM")  # discs, downloads, girls and models, if in capitals
_MULTIPLE = "(?:[千百十]?[万億兆]|[千百])?"  # 1万m², 3千km
_MEASURE = (
    rf"{START}(?P<number>{NUMBER}{_MULTIPLE}){SPACE}(?P<unit>(?:{any_of(_ALL_UNITS)})(?=/(?P<per>{any_of(PER)}){END})"
    rf"|(?:{any_of(unit for unit in _ALL_UNITS if len(unit) > 1 or unit in 'gm')}){END})(?:/(?P=per))?"
)
_OF_HEAT, _DEGREES = compiled("(?:色温度|絶対温度)[^、。]{0,16}$"), 3  # digits
_TIMES = compiled(" [xX] [0-9]")
_POWER = compiled("[0-9](?:\\^-?[0-9]{1,2}|[⁰¹²³⁴-⁹⁻]{1,3})$")
_IN_EQUATION = compiled(" ?[+=] ?-?[0-9a-z(]| [−-] [0-9a-z(]|[²³^]")
"""What stands behind the x of 2x + 3."""
_FAR = 24  # characters
_STEM = 3  # kana that two names of a unit begin with
_LENGTHS = ("m", "km", "cm", "mm", "μm", "nm")
_SPEED = compiled("(?:[時分秒]速|風速|瞬間)[はがも約:に、 ]{0,3}$")
_A_UNIT = rf"(?P<number>{NUMBER}{_MULTIPLE}){SPACE}(?P<unit>{UNIT_NAMES}|(?i:{UNIT_NAMES}))"
_CLOSE = 6  # characters before a piece that tell of what it is
_CLOVES = compiled("(?:生姜|しょうが|ショウガ|にんにく|ニンニク|大蒜)[はをがの]?$")
_MODEL = compiled("(?<![A-Za-z])(?!(?:USB|PD|AC|DC|LED|QC|MAX)-)[A-Z]{1,3}-$")
_CALLED_MODEL = compiled("(?:型[番式]|品番)(?:[はがを:「]|[ \u3000])?[A-Z][A-Z0-9-]{0,8}$")
_DIGITS_OF_MODEL = 4  # fewer are watts: PSU-850W
_PLUS = compiled("[+][0-9]+(?![0-9.A-Za-z%℃°])")
_COUNTED = (
    "(?i:(?:(?:in|out)put )?tokens?|context|param(?:eter)?s?|downloads?|users?)(?![A-Za-z])"
    "|(?:[入出]力)?トークン|コンテキスト|パラメータ|ダウンロード|ユーザ|ビュー|[行件人回語]"
)


def _measure(match: re.Match[str]) -> str | None:
    """A number with a unit made of several (``1.2 g/cm³``, 時速 for km/h) or of several letters."""
    if match.string.endswith(("^", "^-"), 0, match.start()):
        return None  # of 10^8 m/s
    number, unit, per = without_commas(match["number"]), _ALL_UNITS[match["unit"]], match["per"] or ""
    if number.endswith("0"):
        # the voice would make it ジュッヘーホー, ジュッピーピーエム
        unit = unit.replace("平方", "ヘーホー").replace("ピーピーエム", "ぴーぴーえむ")
    if match["unit"] in _LENGTHS and per in SPEEDS:
        is_told = _SPEED.search(just_before(match, _FAR))
        return ("" if is_told else SPEEDS[per]) + number + unit
    said = PER.get(per, "")
    is_of_blood = per in ("dL", "dl") or (per == "L" and unit.endswith("モル"))
    return number + unit + (said.replace("マイ", "パー", 1) if is_of_blood else said)


def _of_power(match: re.Match[str]) -> str | None:
    """The unit behind a power of a number: 10^8 m/s; behind x^2 a letter is another variable."""
    before = just_before(match, _CLOSE)
    said = UNITS[match["unit"]] + PER.get(match["per"] or "", "")
    return said if _POWER.search(before) else None


def _unit(match: re.Match[str]) -> str | None:
    unit = match["unit"]
    if unit in "xX":
        is_year = match.string.startswith("年", match.end())  # 202X年
        is_model = unit == "X" and re.fullmatch("[0-9]{4,}", match["number"])  # Ryzen 9 7950X
        is_variable = _IN_EQUATION.match(match.string, match.end()) or match.string.endswith(
            ("=", "= ", "+", "+ ", "=-", "= -"), 0, match.start()
        )
        if is_year or is_model or is_variable:
            return f"{without_commas(match['number'])}エックス"
        if _TIMES.match(match.string, match.end("number")):
            return None
    if len(unit) == 1 and unit.isupper() and _is_of_a_model(match):
        return None
    if unit in "Vv" and match.string.startswith("型", match.end()):  # a screen of 55V型
        return f"{match['number']}ブイ"
    if len(unit) == 1 and _PLUS.match(match.string, match.end()):  # 2N+1
        return None
    if unit == "K" and len(match["number"]) >= _DEGREES and _OF_HEAT.search(just_before(match, _FAR)):
        return f"{without_commas(match['number'])}ケルビン"
    name = UNITS.get(unit) or (unit not in _NO_UNITS and _UNITS_ANY_CASE.get(unit.lower()))
    return f"{without_commas(match['number'])}{name}" if name else None


def _is_of_a_model(match: re.Match[str]) -> bool:
    """Whether the number is of a model's name: MA-3200W, and whatever is called 型番."""
    before = just_before(match, _FAR)
    is_number = match["unit"] == "W" and len(without_commas(match["number"])) >= _DIGITS_OF_MODEL
    return bool((is_number and _MODEL.search(before)) or _CALLED_MODEL.search(before))


def _with_name(match: re.Match[str]) -> str | None:
    """``25μg（マイクログラム）`` once; of two names (キロワット時) the one that is written."""
    name, written = UNITS.get(match["unit"], ""), match["name"]
    if not name.startswith(written) and name[:_STEM] != written[:_STEM]:
        return None
    return without_commas(match["number"]) + (name if name.startswith(written) else written)


_PREFIXES = {"k": "キロ", "M": "メガ", "G": "ギガ", "T": "テラ", "P": "ペタ", "E": "エクサ"}
_A_COUNTED = f"(?i:{any_of(COUNTED)})"
_RATE = (
    rf"(?:{START}(?P<number>{NUMBER}{_MULTIPLE})(?P<scale>[kKM]?){SPACE}(?P<of_many>{_A_COUNTED})/(?P<time>{any_of(TIMES)})"
    rf"|(?<![A-Za-z0-9_/.~-])(?P<alone>(?i:tok(?:en)?s?|req(?:uest)?s?|ops?|quer(?:y|ies)|rows?|msgs?|messages?))/(?P<second>s|sec|second)){END}(?![/.])"
)
_WITH_ONE = (
    "クリック|ストップ|チャンス|パターン|ルーム(?!メ)|コイン|オペ(?!レ)|ライナー|フレーズ|タッチ|プッシュ(?!通)|ボタン|ショット|テンポ(?!ラ)|クッション"
    "|ランク(?:上|アップ|ダウン)"
)
"""What is said so with it: 1クリック is ワンクリック."""
_STORED = "メモリー?|RAM|SSD|HDD|ディスク|ストレージ|容量|ハードディスク|スワップ|VRAM|空き"
_OF_STORAGE = compiled(f"(?:{_STORED})[はがもを:]?(?:約|合計|最大)?$")
_OTHER_G = compiled(
    "加速度|重力|旋回|衝撃|遠心|通信|モバイル|携帯|回線|帯|電波|LTE|世代|基地局|Wi-Fi|イーサ|LAN"
)
_FLAT = compiled(
    "の部屋|間取り|アパート|マンション|家賃|物件|賃貸|一人暮らし|ひとり暮らし|平米|㎡|[1-4]S?L?DK|ワンルーム"
)
_OF_FLAT = compiled(
    "の(?:部屋|アパート|マンション|物件|間取り|賃貸|家|住まい)|アパート|マンション|を(?:借|探)|に(?:住|引っ越)|で暮|[・、。)(/]|[やと][1-4]|から[1-4]|$"
)
_SCALES = {"k": 10**3, "K": 10**3, "M": 10**6}


def _rate(match: re.Match[str]) -> str:
    """``120 tok/s``, ``20k tok/s`` and, with the number elsewhere, ``tok/s``."""
    number = without_commas(match["number"] or "")
    if scale := match["scale"]:
        number = in_myriads(Decimal(number) * _SCALES[scale])
    name = COUNTED[(match["of_many"] or match["alone"]).lower()]
    return number + name + TIMES[match["time"] or match["second"]]


def _bytes(match: re.Match[str]) -> str | None:
    """``16Gのメモリ``, ``6.5G``: a size, where nothing tells of networks or of acceleration."""
    before = just_before(match, _FAR)
    is_stored = match["of"] is not None or _OF_STORAGE.search(before)
    near = before + match.string[match.end() : match.end() + _FAR]
    is_size = is_stored or (match["unit"] == "G" and "." in match["number"] and not _OTHER_G.search(near))
    return without_commas(match["number"]) + _PREFIXES[match["unit"]] if is_size else None


def _clove(match: re.Match[str]) -> str | None:
    """にんにく1片 is ヒトカケ."""
    before = just_before(match, _CLOSE)
    return {"1": "ヒトカケ", "2": "フタカケ"}[match[1]] if _CLOVES.search(before) else None


def _room(match: re.Match[str]) -> str | None:
    """1K and 1R of flats: a picture of 1K and 1K円 are others."""
    near = match.string[slice(*span_around(match, _FAR))]
    is_flat = _FLAT.search(near) and _OF_FLAT.match(match.string, match.end())
    return {"K": "ワンケー", "R": "ワンルーム"}[match[1]] if is_flat else None


OF_SEVERAL = (
    rule("kitchen", f"{START}1(?=S?L?DK(?![A-Za-z0-9]))", "ワン"),
    rule("room", f"{START}1([KR])(?![A-Za-z0-9円])", _room),
    rule("unit of a power", rf"{SPACE}(?P<unit>{UNIT_NAMES})(?:/(?P<per>{any_of(PER)}))?{END}", _of_power),
    rule("one in English", f"{START}1(?=(?:{_WITH_ONE})(?!目))", "ワン"),
    rule(
        "bytes",
        f"{START}(?P<number>{NUMBER})(?P<unit>[GMT])(?P<of>(?=の?(?:{_STORED})))?(?![A-Za-z0-9+/-])",
        _bytes,
    ),
    rule("ares", f"{START}([0-9]+)a(?=[当あ]たり|の(?:畑|田|水田|農地|ほ場|圃場))", r"\1アール"),
    rule("brightest star", f"{START}1等星", "イットーセー"),
    rule("clove", f"{START}([12])片(?![一-鿿])", _clove),
    rule("unit and its name", rf"{START}{_A_UNIT}\((?P<name>[ァ-ヺー]{{2,}}[秒時]?)\)", _with_name),
    rule("rate", _RATE, _rate),
    rule(
        "run",
        f"{START}({NUMBER})km(?=走(?![行査破])|の?(?:ラン(?![ァ-ヺー])|マラソン|ジョグ|ジョギング|レース)|地点)",
        lambda m: f"{without_commas(m[1])}キロ",
    ),
    rule("unit of several", _MEASURE, _measure),
    rule(
        "hash rate",
        rf"(?:{START}({NUMBER}){SPACE}|(?<![0-9A-Za-z]))([kMGTPE])H/s{END}",
        lambda m: f"{without_commas(m[1] or '')}{_PREFIXES[m[2]]}ハッシュマイビョー",
    ),
    rule("volts", rf"(?<=[AD]C)({NUMBER})V{END}", r"\1ボルト"),
    rule("race", f"{START}({NUMBER})m(?=[0-9]{{1,2}}[分秒])", r"\1メートル、"),
    rule(
        "millions",
        rf"{START}({NUMBER})M(?=[ \u00a0の-]?(?:{_COUNTED}))",
        lambda m: in_myriads(Decimal(without_commas(m[1])) * 10**6),
    ),
    rule(
        "density",
        f"(?<=[人名個件本台頭羽匹株])/({any_of(['ha', 'L', 'mL', 'km', *SQUARES_AND_CUBES])}){END}",
        lambda m: f"、1{_ALL_UNITS[m[1]]}あたり",
    ),
)
"""Units of several letters or parts: tried before the lexicon, which has some of their words."""

UNIT = rule("unit", f"{START}{_A_UNIT}{END}", _unit)
"""Any other unit."""
