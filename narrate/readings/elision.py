"""Words joined by an apostrophe: the French d'Or and l'amour, the Irish O'Brien."""

from __future__ import annotations

from narrate.patterns import compiled

_ROWS = {
    **{
        "d": "ダディドゥデド",
        "l": "ラリルレロ",
        "c": "サシスセソ",
        "s": "サシスセソ",
        "j": "ジャジジュジェジョ",
    },
    **{"m": "マミムメモ", "n": "ナニヌネノ", "t": "タティトゥテト", "qu": "カキクケコ"},
}
_SMALL = compiled(".[ァィゥェォャュョ]?")
_JOINED = {
    short: dict(zip("アイウエオ", _SMALL.findall(row), strict=True)) | {"ユ": _SMALL.findall(row)[1] + "ュ"}
    for short, row in _ROWS.items()
}
_ALONE = {
    "d": "ド",
    "l": "ル",
    "c": "ス",
    "s": "ス",
    "j": "ジュ",
    "m": "ム",
    "n": "ヌ",
    "t": "トゥ",
    "qu": "ク",
}
_SHORT = "(?P<short>(?i:[dlcjnsmt]|qu)|[Oo])'"
_BEFORE = compiled(f"(?<![A-Za-z']){_SHORT}$")
_WHOLE = compiled(f"{_SHORT}(?P<word>[aeiouyhAEIOUYH\u00c0-\u024f].*|(?<=[Oo]')[A-Z].*)")
_LONGEST = 4  # characters looked at before a word


def split(term: str) -> tuple[str, str] | None:
    """What is short for a word before an apostrophe, and the word behind it: ``d``, ``Or``."""
    found = _WHOLE.fullmatch(term)
    return (found["short"], found["word"]) if found else None


def before(text: str, start: int, end: int) -> str:
    """What is short for a word before the word from ``start`` to ``end``, in its letters; else empty."""
    found = _BEFORE.search(text[max(0, start - _LONGEST) : start])
    return found["short"] if found and split(found.group() + text[start:end]) else ""


def joined(short: str, kana: str) -> str:
    """The reading of both: ``d`` and オール are ドール, ``O`` and ブライエン are オブライエン."""
    key = short.lower()
    if key == "o":
        return "オ" + kana
    if kana[:1] in _JOINED[key] and kana[1:2] not in tuple("ァィゥェォャュョ"):
        return f"{_JOINED[key][kana[0]]}{kana[1:]}"
    return _ALONE[key] + kana
