r"""LaTeX in a sentence → words and signs that can be read: ``$k_1 \le n^2$`` is k1 ≦ n²."""

from __future__ import annotations

import re

_LONGEST = 40  # characters: what is longer nobody follows by ear
_NAMES = {
    **{"times": "×", "cdot": "×", "div": "÷", "pm": "±", "le": "≦", "leq": "≦", "ge": "≧", "geq": "≧"},
    **{"ne": "≠", "neq": "≠", "approx": "≒", "infty": "∞", "alpha": "α", "beta": "β", "gamma": "γ"},
    **{"delta": "δ", "epsilon": "ε", "theta": "θ", "lambda": "λ", "mu": "μ", "pi": "π", "sigma": "σ"},
    **{"phi": "φ", "omega": "ω"},
    **{name: name for name in ("log", "ln", "sin", "cos", "tan", "exp", "max", "min")},
}
_NAME = re.compile(rf"\\({'|'.join(sorted(_NAMES, key=len, reverse=True))})(?![A-Za-z])\s*")
_LAYOUT = re.compile(r"\\(?:left|right|mathrm|mathbf|text|,|;|!|:| )|[{}]")
_POWER = re.compile(r"\^([0-9n])")
_RAISED = str.maketrans("0123456789n", "⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ")


def in_words(latex: str) -> str:
    """A short formula without its markup; empty if there is more in it than can be said in a line."""
    plain = _LAYOUT.sub("", _NAME.sub(lambda name: f" {_NAMES[name[1]]} ", latex)).replace("_", "")
    plain = _POWER.sub(lambda power: power[1].translate(_RAISED), plain)
    plain = " ".join(plain.split())
    return "" if len(plain) > _LONGEST or re.search(r"[\\^&~#]", plain) else plain
