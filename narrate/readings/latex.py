r"""LaTeX of a formula → the line that a person would type: ``\frac{a}{b} \le x_{n+1}`` is b分のa ≦ xₙ₊₁.

What cannot be typed in a line (matrices, several lines, what stands over arrows) is an ``UnsayableError``.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from narrate.patterns import compiled
from narrate.readings import ruby
from narrate.readings.latin import spell
from narrate.readings.symbols import SUBSCRIPTS, SUPERSCRIPTS

_SIGNS = {
    **{"times": " × ", "div": " ÷ ", "pm": "±", "mp": "∓", "ast": "*", "circ": "∘", "bullet": "・"},
    **{"le": " ≦ ", "leq": " ≦ ", "leqslant": " ≦ ", "ge": " ≧ ", "geq": " ≧ ", "geqslant": " ≧ "},
    **{"lt": " < ", "gt": " > ", "ll": " ≪ ", "gg": " ≫ ", "ne": " ≠ ", "neq": " ≠ ", "approx": " ≒ "},
    **{
        "simeq": " ≒ ",
        "cong": " ≅ ",
        "coloneqq": " = ",
        "fallingdotseq": " ≒ ",
        "sim": " ∼ ",
        "equiv": " ≡ ",
        "propto": " ∝ ",
    },
    **{"in": " ∈ ", "notin": " ∉ ", "subset": " ⊂ ", "subseteq": " ⊂ ", "supset": " ⊃ ", "supseteq": " ⊃ "},
    **{"cup": " ∪ ", "cap": " ∩ ", "setminus": " ∖ ", "emptyset": "∅", "varnothing": "∅"},
    **{"forall": "∀", "exists": "∃", "neg": "¬", "lnot": "¬", "land": " ∧ ", "wedge": " ∧ "},
    **{"lor": " ∨ ", "vee": " ∨ ", "Rightarrow": " ⇒ ", "implies": " ⇒ ", "Longrightarrow": " ⇒ "},
    **{"iff": " ⇔ ", "Leftrightarrow": " ⇔ ", "Longleftrightarrow": " ⇔ ", "to": " → "},
    **{"rightarrow": " → ", "longrightarrow": " → ", "mapsto": " → ", "leftarrow": " ← ", "gets": " ← "},
    **{"mid": " | ", "vert": "|", "colon": ":", "ldots": "…", "dots": "…", "cdots": "…", "dotsc": "…"},
    **{
        "Pr": "P",
        "infty": "∞",
        "partial": "∂",
        "nabla": "∇",
        "ell": "ℓ",
        "hbar": "ħ",
        "prime": "′",
        "angle": "∠",
    },
    **{"perp": " ⊥ ", "parallel": " ∥ ", "triangle": "△", "degree": "°", "therefore": "∴", "because": "∵"},
    **{"langle": "(", "rangle": ")", "lbrace": "{", "rbrace": "}", "lbrack": "[", "rbrack": "]"},
    **{"quad": " ", "qquad": " ", "backslash": " ∖ ", "bmod": " mod ", "oplus": " ⊕ ", "otimes": " ⊗ "},
}
_GREEK = {
    **{"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε"},
    **{"zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ"},
    **{"mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "varrho": "ρ", "sigma": "σ", "tau": "τ"},
    **{"upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω"},
    **{"Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ"},
    **{"Phi": "Φ", "Psi": "Ψ", "Omega": "Ω"},
}
_LARGE = {"sum": "∑", "prod": "∏", "int": "∫", "oint": "∫", "lim": "lim"}
"""Operators with what they run over written at them: ``∑(i=1→n)``."""
_FUNCTIONS = frozenset(
    (
        *("log", "ln", "lg", "exp", "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan"),
        *("sinh", "cosh", "tanh", "max", "min", "sup", "inf", "limsup", "liminf", "argmax", "argmin", "arg"),
        *("det", "dim", "ker", "deg", "gcd", "lcm", "mod", "rank", "tr", "sgn", "softmax", "diag"),
    )
)
_ACCENTS = {
    **{"bar": "バー", "overline": "バー", "hat": "ハット", "widehat": "ハット", "tilde": "チルダ"},
    **{"widetilde": "チルダ", "vec": "ベクトル", "dot": "ドット", "ddot": "ツードット"},
}
_FONTS = (
    *("mathbf", "mathcal", "mathbb", "mathit", "mathsf", "mathscr", "mathfrak", "mathtt", "boldsymbol"),
    *("bm", "pmb", "vb", "bf", "rm", "it", "cal", "displaystyle", "textstyle", "limits", "nolimits"),
    *("left", "right", "middle", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "mathrel"),
    *(
        "biggl",
        "biggr",
        "Biggl",
        "Biggr",
        "nonumber",
        "Huge",
        "huge",
        "LARGE",
        "Large",
        "large",
        "small",
        "tiny",
        "mathop",
        "mathbin",
        "mathord",
    ),
)
"""Commands that only change how something looks."""
_WORDS = ("mathrm", "text", "mbox", "textrm", "textbf", "textit", "operatorname", "hbox")
_FRACTIONS, _CHOICES = ("frac", "dfrac", "tfrac", "cfrac"), ("binom", "dbinom", "tbinom")
_CLINGING = frozenset(("partial", "nabla", "pm", "mp"))
"""Signs with no blank between them and what they belong to."""
_TYPED = {
    **{"-": ("−", " − "), "−": ("−", " − "), "!": ("!", "の階乗"), "'": ("′", "′")},
    **{"/": ("∕", "∕"), "~": (" ", " "), "<": (" < ", " < "), ">": (" > ", " > ")},
}
"""Signs as they are typed: what they say, and what behind an operand."""
_NORMS = frozenset(("|", "Vert", "lVert", "rVert"))
_LONGEST, _DEEPEST = 300, 12  # characters, groups in one another: nobody says such a formula
_END = ""
_OUT_OF_PLACE = frozenset((*"}&^#%", _END))
_TOKEN = compiled(r"\\(?:[A-Za-z]+\*?|.)|[A-Za-z]+|[0-9]+(?:[.,][0-9]+)*|\s+|.", re.DOTALL)
_RAISED, _LOWERED = str.maketrans(SUPERSCRIPTS), str.maketrans(SUBSCRIPTS)
_LETTER = f"[{''.join(filter(str.isalpha, SUBSCRIPTS))}]"
_MAY_BE_RAISED = compiled("[0-9+−n]+")
_MAY_BE_LOWERED = compiled(f"[0-9]+|{_LETTER}{{1,2}}|{_LETTER}[+−][0-9]|{_LETTER}(?:,{_LETTER})+")
_LONGEST_RAISED, _LONGEST_PART = 12, 16  # characters
_LABELS = compiled(r"\\(?:tag|label|eqref|ref)\*?\s?\{[^{}]*\}")
"""The number of a formula, and what the text calls it by."""
_MARKS_ABOVE = {"T": "ᵀ", "∘": "°", "°": "°", "′": "′", "*": "スター"}
_OPERAND = compiled(r"[\w)\]}°′∞…!]$")
_SIMPLE = compiled(r"(?:[0-9.,]+|[A-Za-z]\([^()]*\)|[∂√−]?[A-Za-zα-ωΑ-Ω]+[₀-₉ₐ-ₜᵢ-ᵥ]*|\([^()]*\))[⁰¹²³⁴-ⁿᵀ]*")
_DIFFERENTIAL = compiled("[d∂][²³]?[A-Za-zα-ω]?[²³]?")
_NUMBER, _FACTOR = compiled("[0-9₀-₉] ?$"), compiled("[A-Za-z]{1,3}$")
"""What stands before letters that are no unit, and those: 4mk, ω₀ t."""
_SET = compiled("[A-ZΑ-Ω][₀-₉ₐ-ₜᵢ-ᵥ]*")
_UNJOINED = compiled("(?!d|ln|lg|tr)[a-z]{2}")
"""A product of two variables, which must not be taken for a word: ax + by."""


class UnsayableError(Exception):
    """A formula that no line can be made of."""


def written(latex: str) -> str:
    """The formula in a line.

    Raises:
        UnsayableError: it cannot be typed in a line, or is not LaTeX.
    """
    if len(latex) > _LONGEST:
        raise UnsayableError
    latex = _LABELS.sub("", latex)
    return " ".join(_Reader([*_TOKEN.findall(latex), _END]).sequence(lambda token: token == _END).split())


def _always(said: str) -> Callable[[_Reader], str]:
    return lambda reader: said


def _large(sign: str) -> Callable[[_Reader], str]:
    return lambda reader: sign + reader.limits()


class _Reader:
    """Reads the tokens of a formula from left to right."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = self._depth = 0

    def sequence(self, is_end: Callable[[str], bool]) -> str:
        """What stands up to the token that ends it, which is passed over."""
        said = ""
        self._depth += 1
        while self._at < len(self._tokens) and self._depth <= _DEEPEST:
            token = self._tokens[self._at]
            self._at += 1
            if is_end(token):
                self._depth -= 1
                return said
            said = self._joined(said, token)
        raise UnsayableError

    def _joined(self, said: str, token: str) -> str:
        """What is said, and behind it what the token says; it may belong to the end of it."""
        is_behind = bool(_OPERAND.search(said.rstrip()))
        if token in ("^", "_"):
            stem = said.rstrip()  # log₂ n, whose blank comes behind
            return stem + (_raised if token == "^" else _lowered)(self.argument()) + said[len(stem) :]
        if token.startswith("\\"):
            name = token[1:].rstrip("*") or "*"
            return f"{_apart(said)}{name} " if name in _FUNCTIONS else said + self._command(name, is_behind)
        if _NUMBER.search(said) and _FACTOR.match(token):
            return said.rstrip() + _variables(token)
        return said + self._sign(token, is_behind)

    def _sign(self, token: str, is_behind: bool) -> str:
        """What a sign or a run of letters or digits says; ``is_behind`` an operand."""
        if token in _TYPED:
            return _TYPED[token][is_behind]
        if token == "|" and not is_behind:
            return _size(self.sequence(lambda token: token == "|"))
        if token == "{":
            return self.sequence(lambda token: token == "}")
        if token in _OUT_OF_PLACE:
            raise UnsayableError
        return " ".join(token) if _UNJOINED.fullmatch(token) else token

    def _command(self, name: str, is_behind: bool) -> str:
        if name in _NORMS:
            return _of(self.sequence(lambda token: token[1:] in _NORMS), "ノルム")
        if name == "cdot":
            return " × " if is_behind else "・"
        if name in _CLINGING:
            self._skip_blank()
        if name in ("Sigma", "Pi") and self._tokens[self._at] == "_":
            name = {"Sigma": "sum", "Pi": "prod"}[name]
        if name in _COMMANDS:
            return _COMMANDS[name](self)
        sign = _SIGNS.get(name) or _GREEK.get(name)
        return sign or (self.argument() + _ACCENTS[name] if name in _ACCENTS else _unsayable())

    def argument(self) -> str:
        """The group or the one sign that a command goes before."""
        self._skip_blank()
        if self._at >= len(self._tokens):
            raise UnsayableError
        token = self._tokens[self._at]
        if len(token) > 1 and token[0].isalnum():  # x^10 is x¹0
            self._tokens[self._at : self._at + 1] = [token[0], token[1:]]
            token = token[0]
        self._at += 1
        return " ".join(self._joined("", token).split())

    def words(self) -> str:
        """The words of a text within a formula, as they are."""
        self._skip_blank()
        end = self._at
        if self._tokens[end : end + 1] != ["{"]:
            return self.argument()
        while end < len(self._tokens) and self._tokens[end] != "}":
            end += 1
        words = "".join(self._tokens[self._at + 1 : end])
        self._at = end + 1
        return _unsayable() if "\\" in words or "{" in words else re.sub("[_^~]", "", words)

    def limits(self) -> str:
        """What stands under a large operator and over it: ``(i=1→n)``; under it alone like an index."""
        limits = {"_": "", "^": ""}
        for _ in limits:
            self._skip_blank()
            if self._at < len(self._tokens) and (sign := self._tokens[self._at]) in limits:
                self._at += 1
                limits[sign] = ruby.base(self.argument())
        low, high = limits["_"].replace(" ", ""), limits["^"].replace(" ", "")
        if high and not low:
            raise UnsayableError
        return f"({low}→{high}) " if high else f"({low}) " if low else " "

    def root(self) -> str:
        degree = ""
        if self._tokens[self._at : self._at + 1] == ["["]:
            self._at += 1
            degree = self.sequence(lambda token: token == "]")
        of = _bracketed(self.argument())
        return f"{of}の{degree}乗根" if degree else f"√{of}"

    def _skip_blank(self) -> None:
        while self._at < len(self._tokens) and self._tokens[self._at].isspace():
            self._at += 1


_COMMANDS: dict[str, Callable[[_Reader], str]] = {
    **dict.fromkeys(_FONTS, _always("")),
    **dict.fromkeys(_WORDS, _Reader.words),
    **dict.fromkeys(_FRACTIONS, lambda reader: _fraction(reader.argument(), reader.argument())),
    **dict.fromkeys(_CHOICES, lambda reader: f"{reader.argument()}C{reader.argument()}"),
    **{name: _large(sign) for name, sign in _LARGE.items()},
    "sqrt": _Reader.root,
    "pmod": lambda reader: f" (mod {reader.argument()})",
    "lvert": lambda reader: _size(reader.sequence(lambda token: token == "\\rvert")),
    **dict.fromkeys(("top", "intercal"), _always("T")),
    "lfloor": lambda reader: _of(reader.sequence(lambda token: token == "\\rfloor"), "切り捨て"),
    "lceil": lambda reader: _of(reader.sequence(lambda token: token == "\\rceil"), "切り上げ"),
    "ket": lambda reader: f"ケット{reader.argument()}",
    "bra": lambda reader: f"ブラ{reader.argument()}",
    **{sign: _always(sign) for sign in "{}%$#_&*"},
    **dict.fromkeys(" ,;:!>", _always(" ")),
}
"""What a command says, with the arguments that it takes from the reader."""


def _variables(letters: str) -> str:
    """Letters with their names over them, so that nobody takes them for a unit: 4mk is no four metres."""
    return ruby.marked(letters, spell(letters)) if letters not in _FUNCTIONS else f" {letters} "


def _unsayable() -> str:
    raise UnsayableError


def _apart(said: str) -> str:
    """What is said, with a blank behind it if a word would be joined to its end."""
    return f"{said} " if said[-1:].isalnum() else said


def _bracketed(part: str) -> str:
    return part if _SIMPLE.fullmatch(ruby.base(part)) else f"({part})"


def _of(part: str, what: str) -> str:
    return f"{_bracketed(part.strip())}の{what}"


def _size(part: str) -> str:
    """The absolute value of a number; of a set, which has a capital, how large it is."""
    return _of(part, "大きさ" if _SET.fullmatch(part.strip()) else "絶対値")


def _fraction(above: str, below: str) -> str:
    """b分のa; a derivative as it is said, from above: dy/dx."""
    rise, run = ("".join(ruby.base(part).split()) for part in (above, below))
    if _DIFFERENTIAL.fullmatch(rise) and _DIFFERENTIAL.fullmatch(run):
        return f"{rise}/{run}"
    if "分の" in rise + run or max(len(rise), len(run)) > _LONGEST_PART:
        raise UnsayableError
    return f"{_bracketed(below)}分の{_bracketed(above)}"


def _raised(exponent: str) -> str:
    exponent = ruby.base(exponent)
    if exponent in _MARKS_ABOVE:
        return _MARKS_ABOVE[exponent]
    plain = exponent.replace(" ", "")
    if _MAY_BE_RAISED.fullmatch(plain):
        return plain.translate(_RAISED)
    if re.fullmatch(r"\([0-9A-Za-z]\)", plain):
        return plain  # of a layer: an index that stands above
    if "×" in plain:
        return f"({plain})"  # how many rows and columns: no power
    if len(plain) > _LONGEST_RAISED or "(" in plain:
        raise UnsayableError
    return f"^{plain}" if re.fullmatch("[A-Za-z]", plain) else f"^({plain})"


def _lowered(index: str) -> str:
    plain = ruby.base(index).replace(" ", "")
    if _MAY_BE_LOWERED.fullmatch(plain):
        return plain.translate(_LOWERED)
    if len(plain) > _LONGEST_RAISED:
        raise UnsayableError
    return f"_{plain}"
