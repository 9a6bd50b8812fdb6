"""What is said of a command that was not written as it must be: one line, as of all errors (``told``)."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from narrate.source import option_meant


class NoSuchCommand(click.UsageError):
    """There is no command of that name; ``possibilities`` are called nearly so."""

    def __init__(self, name: str, possibilities: Sequence[str], context: click.Context) -> None:
        super().__init__(f"No such command '{name}'", context)
        self.possibilities = possibilities


def _meant(error: click.NoSuchOption | NoSuchCommand) -> list[str]:
    """What was probably meant; of an option with one hyphen, which Click takes letter for letter, too."""
    if isinstance(error, NoSuchCommand) or error.possibilities or not error.ctx:
        return sorted(error.possibilities or [])
    options = {name for each in error.ctx.command.params for name in each.opts if name.startswith("--")}
    typed = {_of_two_hyphens(word) for word in sys.argv[1:] if word.startswith(error.option_name)}
    return sorted(options & typed)


def _of_two_hyphens(word: str) -> str:
    return f"--{word.partition('=')[0].lstrip('-–—')}"


def line_of_usage(error: click.ClickException) -> str:
    """What is said of a command that was not written as it must be; Click would print three lines."""
    parts = [error.format_message().rstrip(".")]
    if isinstance(error, click.NoSuchOption | NoSuchCommand) and (meant := _meant(error)):
        parts = [error.message, f"perhaps {' or '.join(meant)} is meant"]
    left_over = error.message.replace("(", " ").replace(")", " ").split()
    parts = [f"{word}: {advice}" for word in left_over if (advice := option_meant(word))][:1] or parts
    if isinstance(error, click.UsageError) and error.ctx:
        parts.append(f"see `{error.ctx.command_path} --help`")
    return "; ".join(parts)
