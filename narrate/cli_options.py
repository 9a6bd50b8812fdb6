"""What the commands have in common: their options, and the show and the voice that these name."""

from __future__ import annotations

import difflib
import os
import shlex
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from narrate.cli_errors import NoSuchCommand
from narrate.errors import VoiceError
from narrate.settings import FILE, read_settings
from narrate.show import Show
from narrate.source import ENDINGS, Where, is_address, option_meant, where_of

if TYPE_CHECKING:
    from narrate.cast import Cast

Command = TypeVar("Command", bound=Callable[..., Any])

_NO_VOICE = "no voice '"  # as an error begins that no voice file is to blame for
PORT = 8000
BASE_URL = f"http://127.0.0.1:{PORT}"


def _refuse_wide_option(name: str, ctx: click.Context | None) -> None:
    """Refuse what is an option but for its width before anything is made of what stands beside it."""
    if (advice := option_meant(name)) and not os.path.lexists(name):
        raise click.UsageError(f"{name}: {advice}", ctx)


class _FolderType(click.Path):
    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> Any:
        """A folder as a path; an empty name, as of a variable that is not set, is not the folder here."""
        if not os.fspath(value):
            self.fail("name a folder; this name is empty", param, ctx)
        _refuse_wide_option(os.fspath(value), ctx)
        return super().convert(value, param, ctx)


FOLDER = _FolderType(file_okay=True, path_type=Path)
"""A folder, there or not; what is one is told where it is used."""
NEW_FOLDER = _FolderType(file_okay=False, path_type=Path)
"""A folder that will be made, if there is no file of that name."""


def _load_settings(context: click.Context, _: click.Parameter, value: Path) -> Show:
    show = Show.open(value)
    context.default_map = {**read_settings(value), **(context.default_map or {})}
    return show


def _share_clips(context: click.Context, _: click.Parameter, value: str | None) -> None:
    if value:
        show: Show = context.params["show"]
        source = context.get_parameter_source("clips")
        beside = show.root if source is ParameterSource.DEFAULT_MAP else Path()
        where = value if "://" in value else beside / Path(value).expanduser()
        context.params["show"] = replace(show, clip_store=where)


def show_option(command: Command) -> Command:
    """``--show``, read before the other options, since its folder holds their defaults; and ``--clips``."""
    command = click.option(
        "--clips",
        envvar="NARRATE_CLIPS",
        callback=_share_clips,
        expose_value=False,
        help="Folder, or s3://… and the like, of clips that several shows share [output/clips].",
    )(command)
    return click.option(
        "--show",
        type=FOLDER,
        default=Path(),
        envvar="NARRATE_SHOW",
        is_eager=True,
        callback=_load_settings,
        help="Folder of the show (default: here).",
    )(command)


voice_option = click.option(
    "--voice",
    envvar="NARRATE_VOICE",
    default="mei",
    show_default=True,
    help="Voice to read with.",
)
base_url_option = click.option(
    "--base-url",
    envvar="NARRATE_BASE_URL",
    default=None,
    help=f"Public address of the show [base_url, else {BASE_URL}].",
)
workers_option = click.option(
    "--workers",
    envvar="NARRATE_WORKERS",
    type=click.IntRange(1),
    default=None,
    help="Threads [one a processor].",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
quiet_option = click.option("--quiet", "-q", is_flag=True, help="Print only the result.")


class Commands(click.Group):
    """Commands, of which those are told that are called nearly as one that there is not."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names."""
        name = args[0]
        if not (self.get_command(ctx, name) or name.startswith("-") or ctx.resilient_parsing):
            _refuse_wide_option(name, ctx)
            raise NoSuchCommand(name, self._meant(name), ctx)
        return super().resolve_command(ctx, args)

    def _meant(self, name: str) -> list[str]:
        first, *_ = [*unicodedata.normalize("NFKC", name).lower().split(), ""]
        if first in self.commands:
            return [first]
        if "build" in self.commands and (is_address(name) or Path(name).suffix.lower() in ENDINGS):
            return [f"build {shlex.quote(name)}"]
        return difflib.get_close_matches(first, self.commands)


class _WhereType(click.ParamType):
    name = "article"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Where:
        """A file as a path, an address and ``-`` as text."""
        if not value:
            self.fail("name an article; this name is empty", param, ctx)
        _refuse_wide_option(str(value), ctx)
        return where_of(value)


ARTICLE = _WhereType()
"""A file, ``https://…`` or ``-`` for standard input."""
article_argument = click.argument("article", type=ARTICLE)


def no_show_line(show: Show) -> str:
    """What is said where a folder is no show yet."""
    return (
        f"{show.root.resolve()}: is no show, it has no narrate.toml, articles/ or output/; "
        f"make it one with `narrate init {shlex.quote(str(show.root))}`, or name another with --show"
    )


def find_cast(show: Show, name: str) -> Cast:
    """The cast of a show around one voice; see ``Cast.of_show``.

    Where there is no voice of a name that the show's settings have, their file is told.
    """
    from narrate.cast import Cast
    from narrate.voices import list_voices

    try:
        return Cast.of_show(show, name)
    except VoiceError as error:
        context = click.get_current_context(silent=True)
        is_set = context and context.get_parameter_source("voice") is ParameterSource.DEFAULT_MAP
        is_of_cast = name in list_voices(show.voice_folders)
        if (is_set or is_of_cast) and str(error).startswith(_NO_VOICE):
            raise VoiceError(f"{show.root / FILE}: {error}") from None
        raise
