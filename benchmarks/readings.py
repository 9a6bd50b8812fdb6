"""Accuracy of readings on gold data, for narrate and for each single tool in the same run; and time.

    python benchmarks/readings.py GOLD_FOLDER

GOLD_FOLDER holds ``terms_dev.tsv`` and ``terms_noisy.tsv`` (term, accepted readings joined by ``|``,
source) and ``sentences.tsv`` (sentence, reading, source). Numbers are scored on our own
``tests/gold``. A term is right when it matches an accepted reading exactly, after folding what is only
spelling (long vowels, ヂ and ジ, ヴ and バ行); sentences are scored by kana error rate. ``--only NAME``
prints one table: a file's name, or ``growth`` for the time of twice as much.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from scoring import distance, folded, is_right, rows

from narrate.article import parse
from narrate.engines.openjtalk import OpenJTalk, kana
from narrate.readings import Reader, dictionaries
from narrate.readings.latin import fold, spell
from narrate.segmenter import Requests, segment
from narrate.show import Show

ROOT = Path(__file__).parent.parent
NUMBERS = ROOT / "tests" / "gold" / "numbers.tsv"
READER = Reader.load(Show(ROOT).lexicon_files)
REPEATED = (
    *("a-", "~A", "漢", "ア", "a.", "1-", "M1.", "2x ", "¥1~", "1 000 ", "#タ", "a://u:"),
    *("*を", "○×", "(^", "県町", "あ い", "1・"),
)
"""What a pattern may begin at every place of: twice as much of it must not take four times as long."""


def narrate_(text: str) -> str:
    """What the embedded voice says of a text that narrate has read."""
    return kana(READER.read(text).text)


def open_jtalk(text: str) -> str:
    """What the engine says of a text by itself, as its makers set it."""
    import pyopenjtalk

    return "".join(str(word["pron"]) for word in pyopenjtalk.run_frontend(text)).replace("’", "")


def capitals_spelled_else_model(text: str) -> str:
    """VOICEVOX's rule, restated: words in capitals are spelled, all others go to the model."""
    words = re.findall("[A-Za-z]+", fold(text))
    said = [spell(w) if w.isupper() or len(w) < 2 else dictionaries.kanalizer(w.lower()) for w in words]
    return "".join(said)


TOOLS: dict[str, Callable[[str], str]] = {
    "narrate": narrate_,
    "Open JTalk": open_jtalk,
    "UniDic": dictionaries.unidic,
    "SudachiDict": dictionaries.sudachi,
    "kanalizer": lambda term: "".join(map(dictionaries.kanalizer, re.findall("[a-z]+", fold(term).lower()))),
    "capitals spelled, else kanalizer": capitals_spelled_else_model,
}


TABLES = ("terms_dev.tsv", "terms_noisy.tsv", "numbers.tsv", "sentences.tsv", "growth")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--only", choices=TABLES)
    options = parser.parse_args()
    for name in (options.only,) if options.only else TABLES:
        table(name, options.gold)


def table(name: str, folder: Path) -> None:
    """Print one table."""
    match name:
        case "growth":
            growth()
        case "sentences.tsv":
            sentences(folder / name)
        case "numbers.tsv":
            exact(NUMBERS, ("narrate", "Open JTalk"))
        case _:
            exact(folder / name, tuple(TOOLS))


def exact(path: Path, tools: tuple[str, ...]) -> None:
    """Exact matches in %, by source or class of the gold."""
    gold = rows(path)
    sources = list(dict.fromkeys(row[2].split(":")[0] for row in gold))
    print(f"\n{path.name}: right, % ({len(gold)} rows)")
    print(f"{'':34}" + "".join(f"{source:>13}" for source in sources) + f"{'all':>8}")
    for name in tools:
        hits: defaultdict[str, list[bool]] = defaultdict(list)
        for text, accepted, source in gold:
            hits[source.split(":")[0]].append(is_right(TOOLS[name](text), accepted))
        everything = [hit for source in sources for hit in hits[source]]
        shares = [100 * sum(h) / len(h) for h in (*(hits[source] for source in sources), everything)]
        print(f"{name:34}" + "".join(f"{s:13.1f}" for s in shares[:-1]) + f"{shares[-1]:8.1f}")


def sentences(path: Path) -> None:
    """Kana error rate in %, by corpus."""
    gold = rows(path)
    print(f"\n{path.name}: kana error rate, % ({len(gold)} rows)")
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


def growth() -> None:
    """How much longer twice as much takes: lines of 2.5 and 5 MB, many terms, what patterns stumble over."""
    texts = {
        "a line of 5 MB / of 2.5 MB": ("GPT-4oの推論は速い。" * size for size in (83_000, 166_000)),
        "100,000 terms / 50,000": (" ".join(f"XQ-{i}B" for i in range(size)) for size in (50_000, 100_000)),
    }
    print("\ngrowth: time of twice as much, as a ratio (2 is linear)")
    for name, (half, whole) in texts.items():
        first = _seconds(half)
        dictionaries.forget()
        print(f"{name:34}{_seconds(whole) / first:8.2f}")
    for unit in REPEATED:
        READER.read(unit)
        first, second = (_reading(unit * size) for size in (10_000, 20_000))
        print(f"{unit!r:34}{second / first:8.2f}")
    first, second = (_loading(size) for size in (50_000, 100_000))
    print(f"{'a lexicon of 100,000 / of 50,000':34}{second / first:8.2f}")


def _loading(size: int) -> float:
    """Seconds to load a lexicon of so many terms and to read a sentence with it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "many.tsv"
        path.write_text("".join(f"term{i}\tターム\n" for i in range(size)), encoding="utf-8")
        started = time.perf_counter()
        Reader.load([path]).read("term1のことです。")
        return time.perf_counter() - started


def _reading(text: str) -> float:
    """Seconds to read a text as one sentence, with what it teaches."""
    started = time.perf_counter()
    READER.taught_by(text).read(text)
    return time.perf_counter() - started


def _seconds(text: str) -> float:
    article = parse(f"Growth\n\n{text}", "growth.txt")
    started = time.perf_counter()
    segment(article, READER, Requests(OpenJTalk().max_chars))
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
