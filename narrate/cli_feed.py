"""``narrate feed``, ``opml``, ``withdraw`` and ``private``: what subscribers see, and who may see it."""

from __future__ import annotations

from pathlib import Path

import click

from narrate.cli_options import BASE_URL, FOLDER, base_url_option, no_show_line, show_option
from narrate.errors import SettingsError
from narrate.settings import FILE, read_settings
from narrate.show import Show
from narrate.told import tell


@click.command()
@show_option
@base_url_option
def feed(show: Show, base_url: str | None) -> int:
    """Write the feed again from the episodes in output/."""
    if not show.is_begun:
        raise SettingsError(no_show_line(show))
    return _write(show, base_url)


def _write(show: Show, base_url: str | None) -> int:
    from narrate.base_url import check_base_url
    from narrate.feed import write_feed

    path, problems = write_feed(show, check_base_url(base_url or BASE_URL))
    click.echo(path)
    for line in problems:
        tell(line, 1)
    return 1 if problems else 0


@click.command()
@click.argument("shows", nargs=-1, required=True, type=FOLDER)
def opml(shows: tuple[Path, ...]) -> None:
    """Print the feeds of several shows as one list (OPML).

    SHOWS are folders of shows. Podcast apps import the list.
    """
    from narrate.address import feed_of, root_of
    from narrate.base_url import check_base_url
    from narrate.opml import Subscription
    from narrate.opml import opml as opml_of
    from narrate.template import read_template

    subscriptions = []
    for folder in shows:
        show, settings = Show.open(folder), read_settings(folder)
        if "base_url" not in settings:
            raise SettingsError(f"{folder.resolve()}: has no address yet; write base_url into its {FILE}")
        address = check_base_url(settings["base_url"])
        template = read_template(show.template, root_of(show, address))
        subscriptions.append(Subscription(template.title, feed_of(show, address), template.text("link")))
    click.get_binary_stream("stdout").write(opml_of("Podcasts", subscriptions))


@click.command()
@click.argument("episode")
@click.option("--undo", is_flag=True, help="Put it back into the feed.")
@show_option
@base_url_option
def withdraw(episode: str, undo: bool, show: Show, base_url: str | None) -> int:
    """Take an episode out of the feed.

    EPISODE is the name of its folder, its title, a part of that, or its article. Its files stay in output/,
    for a month at least, until `narrate clean --withdrawn`; the server does not give them out.
    """
    from filelock import FileLock

    from narrate import library

    show.output.mkdir(parents=True, exist_ok=True)
    with FileLock(show.lock_file):
        found = library.find_episode(show, episode)
        if found.withdrawn and undo:
            # says so if its MP3 is gone
            library.read_episode(show.episodes / found.slug / library.MANIFEST)
        if found.withdrawn == undo:
            library.update(show, found.slug, withdrawn=not undo)
    if found.withdrawn == undo:
        told = f"{'back in' if undo else 'no longer in'} the feed"
    else:
        told = "not withdrawn; there is nothing to undo" if undo else "withdrawn already"
    code = _write(show, base_url)
    if not (undo and code):  # what is in the way of it has been told
        click.echo(f"{library.called(found)} is {told}", err=True)
    return code


@click.command()
@click.option("--rotate", is_flag=True, help="Give the show a new secret address; the old one stops working.")
@show_option
@base_url_option
def private(rotate: bool, show: Show, base_url: str | None) -> None:
    """Print the secret address of a private show's feed.

    What builds and publishes does not tell it.
    """
    from narrate.address import feed_of, renew_private_key
    from narrate.base_url import check_base_url

    if not show.private:
        raise SettingsError(f"{show.root.resolve()}: is a public show; write private = true into its {FILE}")
    if rotate:
        renew_private_key(show)
        click.echo(
            "Run `narrate publish --delete` or `narrate serve`, so that the old address stops working, "
            "and tell your listeners the new address.",
            err=True,
        )
    if not base_url:
        tell(f"no base_url is set, so this is an address of {BASE_URL}; name another with --base-url")
    click.echo(feed_of(show, check_base_url(base_url or BASE_URL)))
