"""What is said of a command that was not written as it must be: one line, as of all errors (``told``)."""

from __future__ import annotations

from collections.abc import Sequence

import click

from narrate.source import option_meant


class NoSuchCommand(click.UsageError):
    """There is no command of that name; ``possibilities`` are called nearly so."""

    def __init__(self, name: str, possibilities: Sequence[str], context: click.Context) -> None:
        super().__init__(f"No such command '{name}'", context)
        self.possibilities = possibilities


def line_of_usage(error: click.ClickException) -> str:
    """What is said of a command that was not written as it must be; Click would print three lines."""
    parts = [error.format_message().rstrip(".")]
    if isinstance(error, click.NoSuchOption | NoSuchCommand) and error.possibilities:
        parts = [error.message, f"perhaps {' or '.join(sorted(error.possibilities))} is meant"]
    left_over = error.message.replace("(", " ").replace(")", " ").split()
    parts = [f"{word}: {advice}" for word in left_over if (advice := option_meant(word))][:1] or parts
    if isinstance(error, click.UsageError) and error.ctx:
        parts.append(f"see `{error.ctx.command_path} --help`")
    return "; ".join(parts)
