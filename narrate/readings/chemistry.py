"""How formulas, ions and isotopes are said: SO₄²⁻ letter by letter with 2マイナス, ¹⁴C as 炭素14."""

from __future__ import annotations

import re

from narrate.patterns import compiled
from narrate.readings.latin import ENGLISH_NUMBERS, spell
from narrate.readings.rule import rule

ELEMENTS = {
    **{"H": "水素", "He": "ヘリウム", "Li": "リチウム", "Be": "ベリリウム", "B": "ホウ素", "C": "炭素"},
    **{"N": "窒素", "O": "酸素", "F": "フッ素", "Ne": "ネオン", "Na": "ナトリウム", "Mg": "マグネシウム"},
    **{"Al": "アルミニウム", "Si": "ケイ素", "P": "リン", "S": "硫黄", "Cl": "塩素", "Ar": "アルゴン"},
    **{
        "K": "カリウム",
        "Ca": "カルシウム",
        "Ti": "チタン",
        "V": "バナジウム",
        "Cr": "クロム",
        "Mn": "マンガン",
    },
    **{"Fe": "鉄", "Co": "コバルト", "Ni": "ニッケル", "Cu": "銅", "Zn": "亜鉛", "Ga": "ガリウム"},
    **{
        "Ge": "ゲルマニウム",
        "As": "ヒ素",
        "Se": "セレン",
        "Br": "臭素",
        "Kr": "クリプトン",
        "Rb": "ルビジウム",
    },
    **{"Sr": "ストロンチウム", "Y": "イットリウム", "Zr": "ジルコニウム", "Nb": "ニオブ", "Mo": "モリブデン"},
    **{"Tc": "テクネチウム", "Ru": "ルテニウム", "Pd": "パラジウム", "Ag": "銀", "Cd": "カドミウム"},
    **{"In": "インジウム", "Sn": "スズ", "Sb": "アンチモン", "Te": "テルル", "I": "ヨウ素", "Xe": "キセノン"},
    **{"Cs": "セシウム", "Ba": "バリウム", "La": "ランタン", "Ce": "セリウム", "Nd": "ネオジム"},
    **{"Hf": "ハフニウム", "Ta": "タンタル", "W": "タングステン", "Pt": "白金", "Au": "金", "Hg": "水銀"},
    **{"Tl": "タリウム", "Pb": "鉛", "Bi": "ビスマス", "Po": "ポロニウム", "Rn": "ラドン", "Ra": "ラジウム"},
    **{"Th": "トリウム", "U": "ウラン", "Np": "ネプツニウム", "Pu": "プルトニウム", "Am": "アメリシウム"},
}
"""Symbols of elements that articles name, and how the elements are called."""

_SYMBOL = "|".join(sorted(ELEMENTS, key=len, reverse=True))
_COUNT = "[1-9][0-9]|[2-9]"
_ATOMS = compiled(f"({_SYMBOL})({_COUNT})?")
_FORMULA = compiled(f"(?:(?:{_SYMBOL})(?:{_COUNT})?){{2,6}}")
_LONG_WORD = compiled("[A-Z]{3,}[0-9]*")  # SPY2 is no formula
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def formula(term: str) -> str:
    """How the formula of a compound is said, letters and small numbers as in English; empty if it is none."""
    is_word = _LONG_WORD.fullmatch(term) or not re.search("[0-9]|[A-Z][a-z]", term)
    if is_word or not _FORMULA.fullmatch(term):
        return ""
    atoms = _ATOMS.findall(term)
    return "".join(spell(symbol) + ENGLISH_NUMBERS.get(count, count) for symbol, count in atoms)


def _isotope(match: re.Match[str]) -> str:
    pause = "、" if match.string.startswith("年", match.end()) else ""  # 炭素14、年代測定 has no 14年
    return ELEMENTS[match[2]] + match[1].translate(_RAISED) + pause


def _charge(match: re.Match[str]) -> str:
    return match[1].translate(_RAISED) + ("プラス" if match[2] == "⁺" else "マイナス")


ISOTOPES = (rule("isotope", f"(?<![0-9A-Za-z)α-ω])([⁰¹²³⁴-⁹]{{1,3}})({_SYMBOL})(?![A-Za-z])", _isotope),)
"""Tried before the lexicon, which has letters too."""

CHARGES = (rule("charge", "(?<=[0-9A-Za-z)])([²³⁴-⁹]?)([⁺⁻])(?![⁰¹²³⁴-⁹])", _charge),)
"""Tried before powers."""
