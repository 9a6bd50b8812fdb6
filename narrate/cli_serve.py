"""``narrate serve``: the show on the web, and the owner's token."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from narrate.cli_options import (
    PORT,
    base_url_option,
    find_cast,
    no_show_line,
    show_option,
    voice_option,
)
from narrate.errors import SettingsError, VoiceError
from narrate.show import Show
from narrate.told import tell

if TYPE_CHECKING:
    from narrate.cast import Cast


@click.command()
@show_option
@voice_option
@base_url_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=PORT, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on."
)
@click.option("--new-token", is_flag=True, help="Give the owner a new token; the old one stops working.")
@click.option("--log-json", is_flag=True, help="Write a line of JSON for each answer to standard error.")
def serve(
    show: Show, voice: str, base_url: str | None, host: str, port: int, new_token: bool, log_json: bool
) -> int:
    """Host the show, until Ctrl-C.

    Podcast apps can subscribe to it, and its owner can add articles.
    """
    from narrate.address import feed_of
    from narrate.base_url import check_base_url
    from narrate.server import make_app
    from narrate.server.owner import read_token, renew_token
    from narrate.server.owner_pages import PATH as OWNERS_PAGE
    from narrate.server.running import Server, allow_files, listening

    source = click.get_current_context().get_parameter_source
    is_of_container = source("show") is ParameterSource.ENVIRONMENT  # one begins with an empty volume
    if not (show.is_begun or is_of_container):
        return tell(no_show_line(show), 2)
    if source("base_url") is ParameterSource.DEFAULT_MAP:
        base_url = None  # the address to publish at is not this machine's
    if not base_url and host in ("0.0.0.0", "::"):
        raise SettingsError("to listen everywhere, say what apps reach: --base-url http://<address>:PORT")
    address = check_base_url(base_url or f"http://{f'[{host}]' if ':' in host else host}:{port}")
    cast = _cast(show, voice)
    allow_files()
    with listening(host, port) as listener:
        app = make_app(show, address, cast, log=sys.stderr if log_json else None)
        new = renew_token(show) if new_token or not read_token(show) else ""

        def tell_addresses() -> None:
            lines = [f"Subscribe to {feed_of(show, address)} (Ctrl-C stops)"]
            if cast:
                lines.append(f"Add articles at {address}{OWNERS_PAGE}")
            if new:
                told = "is new" if _is_in_journal() else f"{new} (not shown again)"
                lines.append(f"Owner's token: {told}; kept in {show.owner_token_file}")
            with contextlib.suppress(OSError):  # who reads no further, or has no room, is served all the same
                click.echo("\n".join(lines))

        with contextlib.suppress(KeyboardInterrupt):  # how a server is meant to be stopped
            Server(app, on_started=tell_addresses).run(sockets=[listener])
    return 0


def _cast(show: Show, voice: str) -> Cast | None:
    """The show's voices; what is published is hosted without them too."""
    try:
        return find_cast(show, voice)
    except VoiceError as error:
        tell(f"no articles can be added: {error}")
        return None


def _is_in_journal() -> bool:
    """Whether systemd keeps what is printed.

    The variable names a stream by its device and inode (systemd.exec(5)); a terminal that a desktop's service
    has started has it too, but another stream.
    """
    named = os.environ.get("JOURNAL_STREAM")
    for stream in (1, 2):
        with contextlib.suppress(OSError):  # it is closed
            about = os.fstat(stream)
            if named == f"{about.st_dev}:{about.st_ino}":
                return True
    return False
