"""What is said of one text, put together: readings, and between them kana, kanji, digits and signs."""

from __future__ import annotations

import re
import unicodedata

from narrate.model import Reading
from narrate.patterns import compiled
from narrate.readings import blanks, symbols

_TOKEN = compiled(
    r"(?P<number>[0-9]+(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?P<decimals>\.[0-9]+)?"
    r"|(?P<name_dot>(?<=[ァ-ヺー])・(?=[ァ-ヺ]))"
    r"|(?P<name_hyphen>(?<=[ァ-ヺー])=(?=[ァ-ヺ]))"
    rf"|(?P<japanese>[{symbols.JAPANESE}]+)"
    rf"|(?P<foreign>[^\W0-9_{symbols.JAPANESE}]+)"
    r"|(?P<pair>[!<>]=|[-=]>)"
    r"|(?P<other>.)",
    re.DOTALL,
)


class Speech:
    """What is said of one text, in the making, and what cannot be, as it is written."""

    def __init__(self, text: str, plain: str) -> None:
        self._text, self._plain = text, plain
        wide = blanks.set_wide(plain)
        self._breaths = (symbols.breaths(plain) | blanks.breaths(plain)) - wide
        self._unheard = symbols.unheard(plain) | blanks.within_label(plain)
        self._unheard |= {at for at in wide if plain[at].isspace()}
        self._spoken: list[str] = []
        self.unsaid: list[str] = []

    @property
    def text(self) -> str:
        """What is said, tidied."""
        return symbols.tidy("".join(self._spoken))

    def say(self, said: str) -> None:
        """Append to what is spoken; two numbers never become one."""
        if said[:1].isdigit() and self._spoken and self._spoken[-1][-1].isdigit():
            self._spoken.append("、")
        if said:
            self._spoken.append(said)

    def say_reading(self, reading: Reading) -> None:
        """Append a reading; one without kana cannot be said, but for a sign, which is passed over."""
        self.say(reading.kana)
        if not reading.kana and reading.layer != "symbol":
            self.unsaid.append(reading.written)

    def say_rest(self, start: int, end: int) -> None:
        """Append what is said for a stretch without terms, and note what cannot be said."""
        for token in _TOKEN.finditer(self._plain, start, end):
            match token.lastgroup:
                case "number" | "decimals":
                    self.say(token.group().replace(",", ""))
                case "japanese":
                    self.say(symbols.in_new_forms(unicodedata.normalize("NFC", token.group())))
                case "name_dot" if token.start() not in self._breaths:
                    pass  # ジョン・スミス is said in one breath
                case "name_hyphen":
                    self.say("、")
                case "foreign":
                    self._say_foreign(*token.span())
                case "pair":
                    self.say(symbols.PAIRS[token.group()])
                case "other" | "name_dot":
                    self._say_symbol(token.group(), token.start())

    def _say_symbol(self, char: str, at: int) -> None:
        if at in self._unheard:
            return
        said = "、" if at in self._breaths else symbols.say(char)
        self.say(said)
        if not said and symbols.has_letters(char):
            self.unsaid.append(self._text[at])

    def _say_foreign(self, start: int, end: int) -> None:
        """Half-width kana, numerals like ① and Ⅱ, Greek letters have a plain form; other scripts no sound."""
        span = unicodedata.normalize("NFC", self._plain[start:end])
        folded = "".join(map(symbols.plain_form, span))
        folded = unicodedata.normalize("NFKC", folded)
        if symbols.is_japanese(folded):
            self.say(folded)
        else:
            self.unsaid.append(self._text[start:end])
