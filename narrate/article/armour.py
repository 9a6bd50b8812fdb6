"""The armour around a text that its author signed: what a program put there, and nobody hears."""

from __future__ import annotations

from collections.abc import Sequence

from narrate.patterns import compiled

_BEGUN = compiled(r"-{5}BEGIN PGP SIGNED MESSAGE-{5}")
_FIELD = compiled(r"[A-Z][A-Za-z-]{1,20}: \S.*")
_BLOCK = compiled(r"-{5}BEGIN PGP (?P<kind>SIGNATURE|PUBLIC KEY BLOCK|MESSAGE)-{5}")
_ESCAPE = "- -"
"""How a row begins there that began with a dash when it was written; a program put one more before it."""
_WHY = "signature"


def opened(rows: Sequence[str]) -> list[str]:
    """The rows as they were before they were signed."""
    start = next((n for n, row in enumerate(rows) if _BEGUN.fullmatch(row.strip())), len(rows))
    end = next((n for n in range(start, len(rows)) if _BLOCK.fullmatch(rows[n].strip())), len(rows))
    return [
        row.removeprefix("- ") if start < n < end and row.startswith(_ESCAPE) else row
        for n, row in enumerate(rows)
    ]


def mark(rows: Sequence[str], reasons: list[str]) -> None:
    """Rows over a signed text that tell how it was signed, and the letters of keys and signatures."""
    for start, row in enumerate(rows):
        if _BEGUN.fullmatch(row):
            stop = start + 1
            while stop < len(rows) and _FIELD.fullmatch(rows[stop]):
                stop += 1
        elif found := _BLOCK.fullmatch(row):
            last = f"-----END PGP {found['kind']}-----"
            stop = next((n + 1 for n in range(start, len(rows)) if rows[n] == last), start)
        else:
            continue
        reasons[start:stop] = [_WHY] * (stop - start)
