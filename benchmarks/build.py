"""Speed and memory of a build, as ratios measured side by side in one run.

    python benchmarks/build.py [ARTICLE]

Prints: the first build against the engine's own synthesis of the same sentences on the same threads (each
as a whole process, taken in turn); a second build against the first; the clips that one edited sentence
costs; peak memory of an article ten times as long. All with the embedded voice; about fifteen minutes.
Without ARTICLE, the example article is repeated until it is about as long as a real one.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROUNDS = 3

SYNTHESIS = """
import json, os, sys
from concurrent.futures import ThreadPoolExecutor
from narrate.engines.openjtalk import OpenJTalk
engine = OpenJTalk()
texts = sorted(json.load(sys.stdin), key=len, reverse=True)
with ThreadPoolExecutor(os.cpu_count()) as pool:
    list(pool.map(lambda text: len(engine.synthesize(text).samples), texts))
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("article", nargs="?", type=Path)
    given: Path | None = parser.parse_args().article
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        article = work / "article.txt"
        text = given.read_text(encoding="utf-8") if given else longer(example(), 5)
        article.write_text(text, encoding="utf-8")
        print(f"{len(text)} characters, {os.cpu_count()} threads, {ROUNDS} rounds in turn, medians")
        speed(work, article)
        edit(work, article)
        memory(work, text)


def speed(work: Path, article: Path) -> None:
    """First build against bare synthesis, second build against the first."""
    sentences = spoken(article)
    bare, first, second = [], [], []
    for round_ in range(ROUNDS):
        bare.append(seconds([sys.executable, "-c", SYNTHESIS], stdin=json.dumps(sentences)))
        show = work / f"show{round_}"
        show.mkdir()
        first.append(seconds(build(article, show)))
        second.append(seconds(build(article, show)))
    print(f"first build / synthesis alone   {ratio(first, bare):.3f}   (to reach: 1.15)")
    print(f"second build / first build      {ratio(second, first):.3f}   (to reach: 0.03)")


def edit(work: Path, article: Path) -> None:
    """How many clips one changed sentence costs."""
    text = article.read_text(encoding="utf-8")
    edited = re.sub("(?<=\n)([^\n]{20,}?)(?=。\n)", r"\1、と言います", text, count=1)
    if edited == text:
        raise SystemExit("no sentence to edit in the article")
    article.write_text(edited, encoding="utf-8")
    output = subprocess.run(
        [*build(article, work / "show0"), "--json"], check=True, capture_output=True, text=True
    ).stdout
    made = json.loads(output)["episodes"][0]["new_clips"]
    print(f"one sentence edited, clips made {made}       (to reach: 1)")


def memory(work: Path, text: str) -> None:
    """Peak memory of a build of the article, and of one ten times as long."""
    peaks = []
    for name, content in (("short", text), ("long", longer(text, 10))):
        article = work / f"{name}.txt"
        article.write_text(content, encoding="utf-8")
        show = work / name
        show.mkdir()
        peaks.append(peak_kb(build(article, show)))
    print(
        f"memory, ten times as long       {peaks[1] / peaks[0]:.3f}   (to reach: 1.25; {peaks[0] // 1024} MB)"
    )


def example() -> str:
    """The example article."""
    return (ROOT / "examples" / "article.txt").read_text(encoding="utf-8")


def longer(text: str, times: int) -> str:
    """The article with its body repeated, each time with other sentences."""
    first_sentence = text.index("。") + 1
    head, body = text[:first_sentence], text[first_sentence:]
    return head + "\n\n".join(body.replace("。", f"、{i}回目。") for i in range(1, times + 1))


def spoken(article: Path) -> list[str]:
    """The distinct texts the engine is given."""
    command = [sys.executable, "-m", "narrate", "read", str(article), "--json"]
    script = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return list(dict.fromkeys(s["spoken"] for section in script["sections"] for s in section["sentences"]))


def build(article: Path, show: Path) -> list[str]:
    """The command that builds the article."""
    return [sys.executable, "-m", "narrate", "build", str(article), "--show", str(show), "--quiet"]


def seconds(command: list[str], stdin: str | None = None) -> float:
    """Wall time of a whole process."""
    start = time.perf_counter()
    subprocess.run(command, input=stdin, check=True, stdout=subprocess.DEVNULL, text=True)
    return time.perf_counter() - start


def peak_kb(command: list[str]) -> int:
    """Largest resident memory of a process, in KiB."""
    pid = os.posix_spawnp(
        command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    )
    _, status, usage = os.wait4(pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return usage.ru_maxrss


def ratio(a: list[float], b: list[float]) -> float:
    """Median of the ratios pair by pair."""
    return statistics.median(x / y for x, y in zip(a, b, strict=True))


if __name__ == "__main__":
    main()
