"""``narrate publish`` and ``narrate clean``: a show where subscribers fetch it, and what may go at home."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from narrate.cli_options import base_url_option, json_option, quiet_option, show_option
from narrate.errors import OutputError, SettingsError
from narrate.show import Show

if TYPE_CHECKING:
    from narrate.publish import Plan


def _amount(size: int) -> str:
    """Bytes as people say them."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1e3:.0f} kB"


def _where(context: click.Context, _: click.Parameter, value: str | None) -> str:
    """The target as named here, or beside the show as named in its settings."""
    show: Show = context.params["show"]
    beside = Path()
    if not value:
        value, beside = context.lookup_default("publish"), show.root
    if not value:
        raise SettingsError(
            "publish needs to know where: name a folder or s3://bucket/prefix, "
            f'or write publish = "…" into {show.root / "narrate.toml"}'
        )
    return value if "://" in value else str(beside / Path(value).expanduser())


dry_run_option = click.option("--dry-run", is_flag=True, help="Only print what would be done.")


@click.command()
@click.argument("target", required=False, envvar="NARRATE_PUBLISH", callback=_where)
@show_option
@base_url_option
@click.option("--delete", is_flag=True, help="Delete there what the show no longer names.")
@dry_run_option
@json_option
@quiet_option
def publish(
    target: str, show: Show, base_url: str | None, delete: bool, dry_run: bool, as_json: bool, quiet: bool
) -> None:
    """Put the show to where a web server hosts it.

    TARGET is a folder, s3://bucket/prefix, or another address that fsspec reaches. Only what changed is
    uploaded, the feed last; stopped in the middle, the next run continues.
    """
    from narrate import publish as work
    from narrate.address import feed_of, without_keys
    from narrate.progress import progress
    from narrate.targets import target_at

    place = target_at(target)
    address = work.check_reachable(base_url, show, place)
    work.check_target(show, place)
    try:
        if dry_run:
            done = work.plan(show, place, address)
        else:
            with progress(str(place), quiet, "files") as on_file:
                done = work.publish(show, place, address, delete=delete, on_file=on_file)
    except OutputError as error:
        raise OutputError(without_keys(show, str(error))) from error
    feed = feed_of(show, address)
    if as_json:
        told = json.dumps(_as_json(done, str(place), feed, delete, dry_run), indent=1, ensure_ascii=False)
    else:
        told = "\n".join(_lines(done, feed, delete, dry_run))
    click.echo(without_keys(show, told))


def _as_json(done: Plan, target: str, feed: str, delete: bool, dry_run: bool) -> dict[str, object]:
    return {
        "target": target,
        "feed": feed,
        "dry_run": dry_run,
        "uploaded": [{"name": file.name, "bytes": file.size} for file in done.files],
        "unchanged": done.unchanged,
        "deleted": list(done.obsolete) if delete else [],
        "obsolete": [] if delete else list(done.obsolete),
    }


def _lines(done: Plan, feed: str, delete: bool, dry_run: bool) -> Iterator[str]:
    if dry_run:
        for file in done.files:
            yield f"would upload  {file.name}  {_amount(file.size)}"
    if delete:
        for name in done.obsolete:
            yield f"{'would delete' if dry_run else 'deleted'}  {name}"
    elif done.obsolete:
        yield (
            f"{len(done.obsolete)} files there are named no longer; --delete removes them, "
            "until then whoever has their addresses can fetch them"
        )
    verb = "to upload" if dry_run else "uploaded"
    yield f"{len(done.files)} files {verb}, {_amount(done.bytes)}; {done.unchanged} unchanged"
    yield f"Feed    {feed}"


@click.command()
@show_option
@click.option(
    "--keep-days",
    default=30.0,
    show_default=True,
    type=click.FloatRange(0),
    help="How long a file stays after its episode was made again or withdrawn.",
)
@click.option("--withdrawn", is_flag=True, help="Delete the files of episodes withdrawn so long ago, too.")
@click.option("--sections", is_flag=True, help="Delete what `narrate section` made, too.")
@dry_run_option
def clean(show: Show, keep_days: float, withdrawn: bool, sections: bool, dry_run: bool) -> None:
    """Delete from output/ what no episode names any more.

    That is earlier audio, texts and pictures.
    """
    import time

    from narrate.clean import clean as work

    found = work(show, keep_days, time.time(), withdrawn=withdrawn, sections=sections, dry_run=dry_run)
    for path, _ in found:
        click.echo(f"{'would delete' if dry_run else 'deleted'}  {path.relative_to(show.output)}")
    size = sum(size for _, size in found)
    click.echo(f"{len(found)} files {'to delete' if dry_run else 'deleted'}, {_amount(size)}")
