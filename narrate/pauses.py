"""Silence after a sentence, by what ends with it."""

from __future__ import annotations

PAUSES_MS = {
    "clause": 180,
    "sentence": 450,
    "item": 600,
    "paragraph": 750,
    "quote": 850,
    "heading": 1000,
    "section": 1500,
}
"""In ms. Proposed, not yet tested by listening; a voice file may have others."""
