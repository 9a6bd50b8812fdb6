"""Fuzzing: any bytes at the doors that take what strangers wrote; a module a door, each with one ``check``.

``check`` raises nothing but what is a defect. ``corpus/NAME`` has bytes for each door, those among them that
once were too much for it.
"""

from narrate.errors import NarrateError

DOORS = ("article", "lexicon", "template", "mp3")


def check_told(error: NarrateError) -> None:
    """A refusal is one line."""
    assert len(str(error).splitlines()) == 1, error
