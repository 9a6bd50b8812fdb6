"""The reading of one Latin word: lexicon, dictionaries, spelling, romanised Japanese, a model's guess."""

from __future__ import annotations

import re
from dataclasses import dataclass

from narrate.patterns import compiled
from narrate.readings import dictionaries, foreign_names, inflections, names
from narrate.readings.latin import fold, is_kunrei, romaji, spell, spell_out, with_long_marks
from narrate.readings.lexicon import Lexicon
from narrate.readings.units import UNITS

CONFIDENCE = {
    **{
        "article": 0.99,
        "lexicon": 0.95,
        "symbol": 0.95,
        "kanji": 0.95,
        "number": 0.9,
        "web": 0.9,
        "name": 0.85,
    },
    **{"sudachi": 0.85, "unidic": 0.8, "engine": 0.8, "spelling": 0.65, "kanalizer": 0.55},
}
"""How often each layer is right, rounded: of the terms of noisy gold by the least sure layer in them (a third
of the misses are the gold's), of held-out gold for numbers and names; the others are judged by their kind."""

LAYERS = tuple(CONFIDENCE)
"""Who reads, from the surest to the least sure."""

LONGEST = dictionaries.LONGEST
"""Characters: what is longer is no word, and is spelled."""
_SHORT = 3  # letters: shorter lower-case words are acronyms unless a dictionary knows them
_CAPITALS = 5  # letters: longer words in capitals are words that shout
_ACRONYM = 6  # letters: longer ones are not spelled
_UNSPEAKABLE = compiled(
    "(?!p[hlnrst]|[bcfgkst]h?[lrw]|s[chkmnpqtw]|[cstwrgk]h|kn|gn|wr|wh|mc|ts|dw|dr|tw|thw|qu|ps|pf|v[lr]|sv|kh|ll)"
    "[bcdfghj-np-tvwxz]{2}"
)
"""How no word begins; by its consonants an initialism in lower case can be told."""
_PRONOUNCEABLE = compiled(
    "(?:[bcdfghjklmnprstvwyz][aeiou]{1,2}){2,}[bcdfgklmnprstx]?"
    "|(?:[bcfgp]l|[bcdfgpt]r|s[kmnptw])[aeiou](?:[bdfgklmnprstvx][aeiou]?)"
)
_ROMAN = {
    **{"II": "ツー", "III": "スリー", "IV": "フォー", "VI": "シックス", "VII": "セブン", "VIII": "エイト"},
    **{
        "IX": "ナイン",
        "XI": "イレブン",
        "XII": "トゥエルブ",
        "XIII": "サーティーン",
        "XIV": "フォーティーン",
    },
}
_SHORT_JAPANESE = compiled(
    "[bghkmnrstyz][aiou][aeiou](?<!oo)"
)  # mio, tae; such initialisms are in the lexicon
_NOT_JAPANESE = compiled("oo|ee|ain|ea|^.{3,5}[^aiueo]e$")  # in romanised words
_LIKE_A_NAME = compiled("[aeiou][sbmnkgr]e$(?<!u[sr]e)(?<!ai.e)(?<!ea.e)(?<!ee.e)(?<!oo.e)")  # with a capital
_FALSE_PLURAL = compiled("[スズトクプ]ズ$")  # how a dictionary has some plurals; the rule knows better
_ENDS = ("able", "ably", "ting", "ning", "ling", "sing", "ring", "king", "less")  # of words, not words
_TAIL = compiled("(?<=[a-z]{3})(?:db|fs|js|mq|sql|rpc|tls|ssl|vm|gpt|llm|fd|dir)$")  # no English word ends so
_TAILS_SAID = {"dir": "ディア", "str": "ストリング"}
_LAST_WORDS = {"gen": "ジェン"}  # bindgen, codegen
_CLUSTER = compiled("[bcdfghj-np-tvwxz]{5}")
_ONE_SOUND = compiled(r"sch|tch|ght|ck|[cpst]h|ng|str|([b-df-hj-np-tv-z])\1")
_OF_A_FIELD = (
    "acronym",
    "ai",
    "format",
    "hardware",
    "language",
    "protocol",
    "tool",
    "unit",
)  # not Ado, the singer
_OF_DAEMONS = (*_OF_A_FIELD, "word")
_UNIT_NAMES = frozenset(UNITS.values())
_I_ROW = "イキシチニヒミリギジビピィ"
_USUAL_ENDINGS = (
    ("(?:er|or|ar)$", f"(?<=[{_I_ROW}])アー$", "ア"),  # エンジニア
    ("[^aeiou]y$(?<!ity)|[dt]ie$", "(?<=[キシチニヒミリギジビピィ])$", "ー"),  # マイティー, インディー
    ("[aeiocp]tine?$", "ティン$", "チン"),  # ニコチン
    ("dine$", "ディン$", "ジン"),
    ("[a-z]{3}ing$", f"(?<=[{_I_ROW}])ン$", "ング"),
    ("ium$", f"(?<=[{_I_ROW}])アム$", "ウム"),
    ("ius$", f"(?<=[{_I_ROW}])アス$", "ウス"),
    ("burg$", "ブルグ$", "ブルク"),
    ("sk[iy]$", "スキ$", "スキー"),
)
"""Spelling, how the model ends it, and the usual end: nearer to what UniDic has for words spelled so."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a term and how it is said; ``layer`` is who said so."""

    kana: str
    layer: str
    rule: str


class WordReader:
    """Reads words of letters only, with the lexicon for those it knows."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def read(self, word: str) -> Part:
        """The reading of a word whose letter case may say that it is an initialism."""
        entry = self._lexicon.entry(word)
        if entry and entry.is_meant_by(word):
            return Part(entry.reading, "lexicon", entry.short)
        if "ー" in (long := with_long_marks(word)) and (kana := romaji(long)):
            return Part(kana, "spelling", "romanised Japanese")
        plain = fold(word)
        lower = plain.lower()
        if len(lower) == 1 or not re.search("[aeiouy]", lower):
            return Part(spell(plain), "spelling", "no vowel")
        if plain in _ROMAN:
            return Part(_ROMAN[plain], "spelling", "roman numeral")
        if plain.isupper() and len(lower) <= _CAPITALS:
            return self._capitals(lower)
        if plain.istitle() and len(lower) > 2:
            is_name = bool(_LIKE_A_NAME.search(lower))
            return self.read_word(lower, has_capital=True, is_japanese=is_name)
        return self._known(lower) or self._unknown(lower)

    def read_word(self, lower: str, *, has_capital: bool = False, is_japanese: bool = False) -> Part:
        """The reading of a lower-case word that is no initialism, though a dictionary may spell it.

        ``has_capital`` says that it may be a name, for which ``Lucas`` is no plural; ``is_japanese`` that it
        would rather be a Japanese name than an English word: ``Hirose``.
        """
        entry = self._lexicon.entry(lower)
        if entry:
            return Part(entry.reading, "lexicon", entry.short)
        known = (has_capital and self._name(lower)) or self._known(lower)
        if known and known.kana != spell(lower):
            return known
        kana = names.japanese(lower) if is_japanese else ""
        return Part(kana, "spelling", "romanised Japanese") if kana else self._guess(lower)

    def known(self, lower: str) -> str:
        """The reading of a word in small letters that a dictionary has, also with an ending or in parts.

        Empty if it has none, or spells it.
        """
        known = self._known(lower) or self._compound(lower)
        return known.kana if known and known.kana != spell(lower) else ""

    def alternatives(self, word: str, with_guess: bool = True) -> list[tuple[str, str]]:
        """What each layer by itself would say, as (layer, kana), the surest first, without repetitions."""
        plain = fold(word)[:LONGEST]
        letters = re.sub("[^a-z]", "", plain.lower())
        entry = self._lexicon.entry(word)
        said = [
            ("lexicon", entry.reading if entry else ""),
            ("unidic", dictionaries.unidic(plain)),
            ("sudachi", dictionaries.sudachi(plain)),
            ("spelling", spell_out(plain)),
            ("romanised Japanese", romaji(letters)),
            ("kanalizer", dictionaries.kanalizer(letters) if letters and with_guess else ""),
        ]
        first: dict[str, str] = {}
        for layer, kana in said:
            if kana:
                first.setdefault(kana, layer)
        return [(layer, kana) for kana, layer in first.items()]

    def _capitals(self, lower: str) -> Part:
        """Five capitals or fewer are spelled, but for words and for four that can be said as a word."""
        known = self._known(lower) if len(lower) > _SHORT else None
        if known:
            return known
        if len(lower) > _SHORT and (_PRONOUNCEABLE.fullmatch(lower) or re.search("[aiueo]h[^aiueoy]", lower)):
            return self._guess(lower)
        return Part(spell(lower), "spelling", "capitals")

    def _unknown(self, lower: str) -> Part:
        if _SHORT_JAPANESE.fullmatch(lower) and (kana := romaji(lower)):
            return Part(kana, "spelling", "romanised Japanese")
        if _UNSPEAKABLE.match(lower) and (with_letters := self._letters_and_word(lower)):
            return with_letters
        if len(lower) <= _SHORT or (len(lower) <= _ACRONYM and _UNSPEAKABLE.match(lower)):
            return Part(spell(lower), "spelling", "short" if len(lower) <= _SHORT else "no word begins so")
        return self._guess(lower)

    def _letters_and_word(self, lower: str) -> Part | None:
        """One or two letters before a known word, with which no word begins: ``tfplan``, ``xdist``."""
        for cut in (1, 2):
            if len(lower) - cut > _SHORT and (kana := self._stem(lower[cut:])):
                return Part(spell(lower[:cut]) + kana, "sudachi", "letters and a known word")
        return None

    def _known(self, lower: str) -> Part | None:
        """A word that a dictionary has, or one with an ending."""
        if known := self._in_dictionary(lower):
            return known
        kana = inflections.inflected(lower, self._stem)
        return Part(kana, "sudachi", "known word with an ending") if kana else None

    def _name(self, lower: str) -> Part | None:
        """A name that no dictionary has as another word."""
        known = self._in_dictionary(lower)
        is_word = known and (len(lower) <= _SHORT or known.kana != spell(lower))
        kana = "" if is_word else foreign_names.reading_of(lower)
        return Part(kana, "name", "frequent name") if kana else None

    @staticmethod
    def _in_dictionary(lower: str) -> Part | None:
        """A word that a dictionary has as it stands; a short one not as a unit nor of two kana."""
        for layer in (dictionaries.unidic, dictionaries.sudachi):
            kana = layer(lower)
            is_doubtful = len(lower) <= _SHORT and (len(kana) < _SHORT or kana in _UNIT_NAMES)
            if kana and not is_doubtful and not (lower.endswith("s") and _FALSE_PLURAL.search(kana)):
                return Part(_usual(kana, lower), layer.__name__, "one word")
        return None

    def _guess(self, lower: str) -> Part:
        if self._is_of_verb(lower):
            return self._model(lower)
        known = self._romaji(lower) or self._compound(lower) or self._inflected(lower) or self._name(lower)
        return known or self._model(lower)

    def _is_of_verb(self, lower: str) -> bool:
        """Whether a word is a known one in -ing: assessing is no asses that sing."""
        stem = lower.removesuffix("ing")
        stems = (stem, f"{stem}e", stem[:-1] if stem[-1:] == stem[-2:-1] else "")
        return stem != lower and any(len(each) > _SHORT and self._stem(each) for each in stems)

    def _inflected(self, lower: str) -> Part | None:
        """A compound of known words with an ending: ``workspaces``."""
        kana = inflections.inflected(lower, self._joined)
        return Part(kana, "sudachi", "compound with an ending") if kana else None

    def _joined(self, lower: str) -> str:
        """The reading of a compound, or of a known word with an ending such as -up: ``signup``."""
        part = self._compound(lower)
        return part.kana if part else inflections.inflected(lower, self._stem)

    def _stem(self, lower: str) -> str:
        """The reading of a word that the lexicon or a dictionary has as it stands, and does not spell."""
        entry = self._lexicon.entry(lower)
        kana = dictionaries.unidic(lower) or dictionaries.sudachi(lower)
        return entry.reading if entry else "" if kana == spell(lower) else kana

    def _compound(self, lower: str) -> Part | None:
        """A compound of two or three words that are all known: ``datadog``; or a prefix and a word."""
        if kana := inflections.prefixed(lower, self._stem):
            return Part(kana, "sudachi", "known word with a prefix")
        if tail := _TAIL.search(lower):
            stem = self.read_word(lower[: tail.start()])
            said = _TAILS_SAID.get(tail.group()) or spell(tail.group())
            return Part(stem.kana + said, stem.layer, f"a word and {tail.group().upper()}")
        if daemon := self._daemon(lower):
            return Part(daemon, "sudachi", "a program and d for daemon")
        if words := self._two_words(lower) or self._three_words(lower):
            return Part(
                "".join(kana for _, kana in words), "sudachi", "words: " + " ".join(w for w, _ in words)
            )
        return None

    def _daemon(self, lower: str) -> str:
        """The reading of a program that runs unseen: ``launchd``, ``statsd``; empty for other words."""
        entry = self._lexicon.entry(lower[:-1]) if re.search("[a-z]{3}[^e]d$", lower) else None
        is_like_a_name = entry and entry.kind == "word" and lower[-2] in "aio"  # Vinod, Conrad
        if not entry or entry.kind not in _OF_DAEMONS or is_like_a_name:
            return ""
        return entry.reading + spell("d")

    def _two_words(self, lower: str) -> list[tuple[str, str]]:
        """The two known words that a word is made of, with their readings, the first as long as can be."""
        for cut in range(len(lower) - _SHORT, _SHORT - 1, -1):
            first = self._element(lower[:cut], is_first=len(lower) - cut > _SHORT)
            second = self._element(lower[cut:]) if first else ""
            if second:
                return self._two_without_plural(lower, cut) or [(lower[:cut], first), (lower[cut:], second)]
        return []

    def _two_without_plural(self, lower: str, cut: int) -> list[tuple[str, str]]:
        """The two words if the s before a cut can begin the second: slide and share, no slides and a hare."""
        cut -= 1
        if lower[cut] != "s" or min(cut, len(lower) - cut) <= _SHORT:
            return []
        first, second = self._element(lower[:cut]), self._element(lower[cut:])
        return [(lower[:cut], first), (lower[cut:], second)] if first and second else []

    def _three_words(self, lower: str) -> list[tuple[str, str]]:
        """The same of three words, each longer than an initialism."""
        for cut in range(len(lower) - 2 * (_SHORT + 1), _SHORT, -1):
            first = self._element(lower[:cut])
            rest = self._two_words(lower[cut:]) if first else []
            if rest and min(len(word) for word, _ in rest) > _SHORT:
                return [(lower[:cut], first), *rest]
        return []

    def _element(self, lower: str, is_first: bool = False) -> str:
        """The reading of a word inside a compound; a short one only if it is a term, or first of a longer."""
        if lower in _LAST_WORDS and not is_first:
            return _LAST_WORDS[lower]
        entry = self._lexicon.entry(lower) if lower != "the" else None
        if len(lower) <= _SHORT and not (entry and (is_first or entry.kind in _OF_A_FIELD)):
            return ""
        if entry and _SHORT_JAPANESE.fullmatch(lower) and entry.reading == spell(lower):
            return ""  # Maurice is no MAU and rice
        if entry or lower in _ENDS:
            return entry.reading if entry else ""
        kana = dictionaries.sudachi(lower)
        return "" if kana == spell(lower) else kana

    @staticmethod
    def _romaji(lower: str) -> Part | None:
        is_english = _NOT_JAPANESE.search(lower) and not is_kunrei(lower)
        kana = "" if is_english else names.japanese(lower)
        return Part(kana, "spelling", "romanised Japanese") if kana else None

    @staticmethod
    def _model(lower: str) -> Part:
        letters = re.sub("[^a-z]", "", lower)
        if _CLUSTER.search(_ONE_SOUND.sub("c", letters)):
            return Part(spell(letters), "spelling", "no word has such a cluster")
        kana = dictionaries.kanalizer(letters) if letters else ""
        if kana.startswith("ン"):  # no word begins so: mplayer is m and player
            kana = spell(letters[0]) + dictionaries.kanalizer(letters[1:])
        kana = kana.replace("トゥール", "ツール") if "tool" in lower else kana
        return Part(_with_usual_end(kana, lower), "kanalizer", "guess")


def _with_usual_end(kana: str, lower: str) -> str:
    """A guess with the end that words of its spelling usually have."""
    for spelling, guessed, usual in _USUAL_ENDINGS:
        if re.search(spelling, lower):
            return re.sub(guessed, usual, kana)
    return kana


def _usual(kana: str, lower: str) -> str:
    """クオリティー is クオリティ in today's use."""
    return kana[:-1] if lower.endswith("ity") and kana.endswith("ティー") else kana
