"""Marks of a page that no sentence speaks of: footnotes ``[1]`` and ``[^note]``, check boxes ``[x]``.

And marks for words said twice, in old texts and in vertical print: なか〳〵, それ／″＼, 時〻.
"""

from __future__ import annotations

import re
import unicodedata

from narrate.patterns import compiled
from narrate.readings.rule import rule
from narrate.readings.symbols import JAPANESE, KANJI

_A_CLASS = "[A-Za-z0-9_-]*(?:a-z|A-Z|0-9)"  # of a regular expression
_NO_PARTICLE_BEFORE = "(?<![のをにはがとでもへや])"

_TWICE = compiled(f"(?:ところ|{KANJI}{{1,2}}|(?:{KANJI}|[ぁ-ゖァ-ヺー])[ぁ-ゖァ-ヺー])$")
"""The end of a text that such a mark says again, two characters as a rule."""
_INDEXED = compiled(r"[0-9A-Za-z_\]]\[[^\[\]]{1,20}\]$")
_LONGEST_TWICE, _LONGEST_INDEX = 3, 23
_VOICES = frozenset('″"〴')


def _again(match: re.Match[str]) -> str | None:
    """What stands before the mark once more, its first kana voiced if the mark says so."""
    word = _TWICE.search(match.string, max(match.start() - _LONGEST_TWICE, 0), match.start())
    if word is None:
        return None
    voiced = unicodedata.normalize("NFC", word[0][0] + "\u3099")
    is_voiced = len(voiced) == 1 and not _VOICES.isdisjoint(match.group())
    return voiced + word[0][1:] if is_voiced else word[0]


def _address(match: re.Match[str]) -> str | None:
    """The name of a link's address behind its words; a second index says something: ``dp[i][j]``."""
    return (
        None if _INDEXED.search(match.string, max(match.start() - _LONGEST_INDEX, 0), match.start()) else ""
    )


RULES = (
    (".", rule("full stop", rf"(?<=[{JAPANESE}」』)])\.(?=[」』)]*$)", "。")),
    ("/〳〴", rule("said twice", r"/[″\"]?\\(?=[^\x00-\x7f]|$)|[〳〴]〵", _again)),
    ("〻", rule("kanji said twice", f"(?<={KANJI})〻", lambda match: match.string[match.start() - 1])),
    ("[", rule("footnote by name", rf"\[\^(?!{_A_CLASS})[A-Za-z0-9_-]{{1,30}}\](?![*+?{{])", "")),
    ("[", rule("address by name", r"(?<=\])\[[A-Za-z0-9_-]{1,20}\]", _address)),
    (
        "[",
        rule(
            "spoken of by its number",
            r"(?:(?<=[のをにはがとでもや、])|(?<=なら|から|より)|^)\[([0-9]{1,3})\](?=[をはがにのでとも。]|から|まで|より|など|だ)",
            r"\1",
        ),
    ),
    (
        "[",
        rule(
            "footnote",
            rf"(?:(?<=[ぁ-ん」』)。]){_NO_PARTICLE_BEFORE}\[[0-9]{{1,3}}\]|(?<=[ァ-ヺー一-鿿])\[[0-9]{{1,3}}\](?=[。、]|$))",
            "",
        ),
    ),
    ("[", rule("check box", r"(?<![^-*+ ])\[[xX]\](?= )", "")),
)
"""They are passed over; each with what it may begin with."""
