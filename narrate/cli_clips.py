"""``narrate clips``: what the clip store holds, whether it is whole, and what may go."""

from __future__ import annotations

import time

import click

from narrate.cli_options import Commands, show_option
from narrate.show import Show

_MB = 1_000_000


@click.group(cls=Commands)
def clips() -> None:
    """Look after the clips, which are the sound of sentences.

    All that is in their folder can be made again.
    """


@clips.command()
@show_option
def stats(show: Show) -> None:
    """How many clips there are, how large, and how long they sound."""
    from narrate.store import ClipStore

    store = ClipStore(show.clips)
    found = store.stats()
    hours = found.seconds / 3600
    click.echo(f"{store}: {found.clips} clips, {found.bytes / _MB:.1f} MB, {hours:.2f} hours")


@clips.command()
@show_option
def verify(show: Show) -> int:
    """Delete damaged clips.

    Every clip is read; the next build makes those again.
    """
    from narrate.store import ClipStore

    store = ClipStore(show.clips)
    broken = store.verify()
    for path in broken:
        click.echo(f"{path}: was damaged, and is deleted")
    click.echo(f"{store.stats().clips} clips are whole")
    return 1 if broken else 0


@clips.command()
@click.option(
    "--days", default=90.0, show_default=True, type=click.FloatRange(0), help="How long unused clips stay."
)
@show_option
def prune(show: Show, days: float) -> None:
    """Delete clips that no build has used for some time.

    In a bucket: those that were made so long ago.
    """
    from narrate.store import ClipStore

    gone = ClipStore(show.clips).prune(days, time.time())
    click.echo(f"{gone.clips} clips deleted, {gone.bytes / _MB:.1f} MB")
