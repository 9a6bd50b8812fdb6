"""Accuracy of readings on gold data, for narrate and for each single tool in the same run.

    python benchmarks/readings.py GOLD_FOLDER

GOLD_FOLDER holds ``terms_dev.tsv`` and ``terms_noisy.tsv`` (term, accepted readings joined by ``|``,
source) and ``sentences.tsv`` (sentence, reading, source). A term is right when it matches an accepted reading
exactly, after folding what is only spelling (long vowels, ヂ and ジ, ヴ and バ行); sentences are scored by
kana error rate.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from narrate.engines.openjtalk import kana
from narrate.readings import Reader, dictionaries
from narrate.readings.latin import fold, spell
from narrate.show import Show

ROOT = Path(__file__).parent.parent
READER = Reader.load(Show(ROOT).lexicon_files)

_VOWEL_ROWS = {
    "ア": "アカサタナハマヤラワガザダバパァャ",
    "イ": "イキシチニヒミリギジビピィ",
    "ウ": "ウクスツヌフムユルグズブプゥュ",
    "エ": "エケセテネヘメレゲゼデベペェ",
    "オ": "オコソトノホモヨロゴゾドボポォョ",
}
_VOWEL_OF = {char: vowel for vowel, row in _VOWEL_ROWS.items() for char in row}
_SAME = str.maketrans("ヂヅヲヰヱヮ", "ジズオイエワ")
_V_ROW = (("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴュ", "ビュ"), ("ヴ", "ブ"))


def narrate_(text: str) -> str:
    """What the embedded voice says of a text that narrate has read."""
    return kana(READER.read(text).text)


def capitals_spelled_else_model(text: str) -> str:
    """The rule of a well-known engine: words in capitals are spelled, all others go to the model."""
    words = re.findall("[A-Za-z]+", fold(text))
    said = [spell(w) if w.isupper() or len(w) < 2 else dictionaries.kanalizer(w.lower()) for w in words]
    return "".join(said)


TOOLS: dict[str, Callable[[str], str]] = {
    "narrate": narrate_,
    "Open JTalk": kana,
    "UniDic": lambda term: dictionaries.unidic(term),
    "SudachiDict": lambda term: dictionaries.sudachi(term),
    "kanalizer": lambda term: "".join(map(dictionaries.kanalizer, re.findall("[a-z]+", fold(term).lower()))),
    "capitals spelled, else kanalizer": capitals_spelled_else_model,
}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    folder: Path = parser.parse_args().gold
    for name in ("terms_dev.tsv", "terms_noisy.tsv"):
        terms(folder / name)
    sentences(folder / "sentences.tsv")


def terms(path: Path) -> None:
    """Exact matches in %, by source of the gold."""
    gold = rows(path)
    sources = list(dict.fromkeys(row[2].split(":")[0] for row in gold))
    print(f"\n{path.name}: right, %")
    print(f"{'':34}" + "".join(f"{source:>14}" for source in sources) + f"{'all':>8}")
    for name, tool in TOOLS.items():
        hits: defaultdict[str, list[bool]] = defaultdict(list)
        for term, accepted, source in gold:
            is_right = folded(tool(term)) in {folded(reading) for reading in accepted.split("|")}
            hits[source.split(":")[0]].append(is_right)
        everything = [hit for source in sources for hit in hits[source]]
        shares = [100 * sum(h) / len(h) for h in (*(hits[source] for source in sources), everything)]
        print(f"{name:34}" + "".join(f"{s:14.1f}" for s in shares[:-1]) + f"{shares[-1]:8.1f}")


def sentences(path: Path) -> None:
    """Kana error rate in %, by corpus."""
    gold = rows(path)
    print(f"\n{path.name}: kana error rate, %")
    for name in ("narrate", "Open JTalk"):
        errors: defaultdict[str, int] = defaultdict(int)
        length: defaultdict[str, int] = defaultdict(int)
        for text, reading, source in gold:
            corpus = source.split(":")[0]
            said = folded(TOOLS[name](text))
            wrong, kana_count = min((distance(folded(r), said), len(folded(r))) for r in reading.split("|"))
            errors[corpus] += wrong
            length[corpus] += kana_count
        figures = (f"{corpus} {100 * errors[corpus] / length[corpus]:.3f}" for corpus in errors)
        print(f"{name:34}" + "   ".join(figures))


def rows(path: Path) -> list[list[str]]:
    """The rows of a gold file."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


def folded(text: str) -> str:
    """Katakana without marks, in which different spellings of one sound are the same."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text)
    for written, plain in _V_ROW:
        text = text.replace(written, plain)
    text = re.sub("[^ァ-ヺーA-Za-z0-9一-鿿々]", "", text.translate(_SAME))
    out: list[str] = []
    for char in text:
        vowel = _VOWEL_OF.get(out[-1]) if out else None
        lengthens = char == "ー" or char == vowel or (vowel, char) in {("オ", "ウ"), ("エ", "イ")}
        if out and out[-1] == "ー" and char == "ー":
            continue
        out.append("ー" if vowel and lengthens else char)
    return "".join(out)


def distance(a: str, b: str) -> int:
    """Edit distance."""
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            current.append(min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (x != y)))
        previous = current
    return previous[-1]


if __name__ == "__main__":
    main()
