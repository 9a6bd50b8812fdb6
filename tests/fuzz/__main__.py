"""``python -m fuzz DOOR [OPTION…]``: new bytes for one door, until some are too much for it.

The options are libFuzzer's, such as ``-max_total_time=SECONDS``. What leads to new places in the code is kept
in ``.fuzz/DOOR`` for the next time, what was too much beside it.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import atheris

from fuzz import DOORS

LIMITS = ("-max_len=10000", "-timeout=10", "-rss_limit_mb=1024")
CORPUS = Path(__file__).parent / "corpus"


def main() -> None:
    door, options = next(iter(sys.argv[1:]), ""), sys.argv[2:]
    if door not in DOORS:
        sys.exit(f"python -m fuzz {'|'.join(DOORS)} [-max_total_time=SECONDS]")
    found = Path(".fuzz", door)
    found.mkdir(parents=True, exist_ok=True)
    with atheris.instrument_imports(include=["narrate"]):
        check = importlib.import_module(f"fuzz.{door}").check
    kept = [f"-artifact_prefix={found}-", str(found), str(CORPUS / door)]
    atheris.Setup([sys.argv[0], *LIMITS, *options, *kept], check)
    atheris.Fuzz()


main()
