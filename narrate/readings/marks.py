"""Marks of a page that no sentence speaks of: footnotes ``[1]`` and ``[^note]``, check boxes ``[x]``."""

from __future__ import annotations

from narrate.readings.rule import rule

_A_CLASS = "[A-Za-z0-9_-]*(?:a-z|A-Z|0-9)"  # of a regular expression
_NO_PARTICLE_BEFORE = "(?<![のをにはがとでもへや])"

RULES = (
    ("[", rule("footnote by name", rf"\[\^(?!{_A_CLASS})[A-Za-z0-9_-]{{1,30}}\](?![*+?{{])", "")),
    ("[", rule("address by name", r"(?<=\])\[[A-Za-z0-9_-]{1,20}\]", "")),
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
