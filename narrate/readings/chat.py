"""What people type in chats: laughter (すごいwww) is ワラ, a face of signs a breath, a drawn line silent."""

from __future__ import annotations

from narrate.readings.rule import rule

_EYES = r"\^;_´`≧≦><・゜"
_MOUTHS = "oωД.*ε▽∀ -"
_FACE = (
    rf"(?<![A-Za-z0-9_])[mヾ\\]?\((?=(?:[^()]*[{_EYES}]){{2}})[{_EYES}{_MOUTHS}]{{2,9}}\)(?:m(?![A-Za-z])|[ノﾉ/]|(?![A-Za-z]))"
    r"|(?<![A-Za-z0-9])\(T_T\)|(?<![A-Za-z0-9])(?:\^\^|\^_\^);?"
)

_DRAWN = "=+%&$¥@|/"
"""Of what lines are drawn; five and more of one are no operator and no number of anything."""

RULES = (
    (
        "w",
        rule(
            "laughter",
            r"(?:(?<=[ねよなわどぞぜー!?])w|(?<=[ぁ-んー!?])w{2,}|(?<=[ァ-ヺ一-龥])w{3,})(?=[。、!?)\s」]|$)",
            "ワラ",
        ),
    ),
    ("(mヾ\\^", rule("face", _FACE, "、")),
    (_DRAWN, rule("drawn line", rf"([{_DRAWN}])\1{{4,}}", "")),
)
"""Tried before signs that are spoken of, of which faces are made; each with what it may begin with."""
