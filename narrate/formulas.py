r"""LaTeX in a sentence → words and signs that can be read: ``$k_1 \le n^2$`` is k1 ≦ n².

Pages leave it in their text for a script (MathJax, KaTeX) to set: ``\(…\)`` and ``$…$`` in the line,
``\[…\]`` and ``$$…$$`` on a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

NAMED = "数式"
"""What is said in a sentence for a formula too long to say: without it the sentence would be false."""
_LONGEST = 40  # characters: what is longer nobody follows by ear
_NAMES = {
    **{"times": "×", "cdot": "×", "div": "÷", "pm": "±", "le": "≦", "leq": "≦", "ge": "≧", "geq": "≧"},
    **{"ne": "≠", "neq": "≠", "approx": "≒", "infty": "∞", "alpha": "α", "beta": "β", "gamma": "γ"},
    **{"delta": "δ", "epsilon": "ε", "theta": "θ", "lambda": "λ", "mu": "μ", "pi": "π", "sigma": "σ"},
    **{"phi": "φ", "omega": "ω", "varepsilon": "ε", "zeta": "ζ", "eta": "η", "kappa": "κ", "nu": "ν"},
    **{"xi": "ξ", "rho": "ρ", "tau": "τ", "chi": "χ", "psi": "ψ", "varphi": "φ"},
    **{"Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Sigma": "Σ", "Phi": "Φ", "Omega": "Ω"},
    **{"to": "→", "rightarrow": "→", "leftarrow": "←", "ldots": "…", "dots": "…", "cdots": "…"},
    **{name: name for name in ("log", "ln", "sin", "cos", "tan", "exp", "max", "min")},
}
_NAME = re.compile(rf"\\({'|'.join(sorted(_NAMES, key=len, reverse=True))})(?![A-Za-z])\s*")
_LAYOUT = re.compile(
    r"\\(?:(?:left|right|big[lr]?|Big[lr]?|math(?:rm|bf|cal|bb|it|sf)|boldsymbol|bm|rm|bf|text|mbox|operatorname|displaystyle)(?![A-Za-z])"
    r"|[,;!: ])|[{}]"
)
_ACCENT = re.compile(r"\\(bar|overline|hat|widehat|tilde|vec)\s?\{([A-Za-z]|\\[a-z]{2,7})\}")
_ACCENTS = {
    **{"bar": "バー", "overline": "バー", "hat": "ハット", "widehat": "ハット", "tilde": "チルダ"},
    "vec": "ベクトル",
}
_SIMPLE = r"\{([^{}\\]{1,12})\}"
_ROOT, _FRACTION = re.compile(rf"\\sqrt\s?{_SIMPLE}"), re.compile(rf"\\[dt]?frac\s?{_SIMPLE}\s?{_SIMPLE}")
_POWER = re.compile(r"\^(?:\{([0-9n]+)\}|([0-9n]))")
_RAISED = str.maketrans("0123456789n", "⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ")
IN_TEXT = (
    r"(?P<apart>\$\$[^$\ue000-\ue005]{1,2000}\$\$|(?<!\\)\\\[[^\ue000-\ue005]{1,2000}?\\\])"
    r"|(?P<inline>\\\([^\ue000-\ue005]{1,500}?\\\)|(?<![\\$A-Za-z0-9])\$(?!\s)[^$\ue000-\ue005]{1,500}(?<![\s\\])\$(?![$A-Za-z0-9]))"
)
"""What may be LaTeX in a page's text; what the readers of pages mark with is never in it."""
_IS_LATEX = re.compile(r"\\[A-Za-z]|[_^]")
_IN_DOLLARS = re.compile(
    r"\$\$[^$]{1,500}\$\$|(?<![\\$A-Za-z0-9])\$(?!\s)[^$]{1,500}(?<![\s\\])\$(?![$A-Za-z0-9])"
)
_SURE = re.compile(r"\\[A-Za-z]|[A-Za-z0-9)}\]|][_^]\{?[A-Za-z0-9\\+-]|^[A-Za-z]$")
"""A command, what stands below or above the line at something, or one letter alone."""
_JAPANESE = re.compile("[ぁ-んァ-ヶ一-鿿。、]")
_TEXT = re.compile(r"\\(?:text|mathrm|mbox)\s?\{[^{}]*\}")


def in_words(latex: str) -> str:
    """A short formula without its markup; empty if there is more in it than can be said in a line."""
    plain = _ACCENT.sub(lambda mark: f"{mark[2]}{{{_ACCENTS[mark[1]]}}}", latex.replace(r"\%", "%"))
    plain = _FRACTION.sub(r"{\2}分の{\1}", _ROOT.sub(r"√\1", plain))
    plain = _POWER.sub(lambda power: (power[1] or power[2]).translate(_RAISED), plain)
    plain = _LAYOUT.sub("", _NAME.sub(lambda name: f" {_NAMES[name[1]]} ", plain)).replace("_", "")
    plain = " ".join(plain.split())
    return "" if len(plain) > _LONGEST or re.search(r"[\\^&~#]", plain) else plain


def readings_of(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Formulas between dollars that were left in a text, as (start, end, what is read in their place)."""
    for found in _IN_DOLLARS.finditer(text, start, end):
        if _SURE.search(bare(found.group())) and is_latex(found.group(), is_set=True):
            yield *found.span(), in_words(bare(found.group())) or NAMED


def is_latex(text: str, is_set: bool) -> bool:
    """Whether what stands between the marks of a formula is one: no Japanese, and markup is in it.

    Markup is not asked for where the page has a script that sets formulas (``is_set``).
    """
    if _JAPANESE.search(_TEXT.sub("", text)):
        return False
    if re.match(r"\$[0-9]+\s", text):
        return False  # what costs $5 to $10
    return is_set or bool(_IS_LATEX.search(text.replace("\\(", "").replace("\\[", "")))


def bare(text: str) -> str:
    r"""A formula without the marks around it: ``$x$``, ``\(x\)``."""
    return text[2:-2] if text.startswith("\\") else text.strip("$")
