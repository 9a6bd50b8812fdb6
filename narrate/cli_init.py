"""``narrate init``: a new show."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from narrate.cli_options import NEW_FOLDER

_WHAT = {
    "narrate.toml": "its address, its voice, what the announcer says",
    "show.tsv": "how terms are read",
    ".gitignore": "what is made, and what is secret, is kept out of git",
    "feed.xml.template": "its title, texts and category",
}


def _not_empty(_context: click.Context, _option: click.Parameter, text: str | None) -> str | None:
    if text is not None and not text.strip():
        raise click.BadParameter("it is empty; write what it is to be, or leave the option out")
    return text


@click.command()
@click.argument("folder", type=NEW_FOLDER)
@click.option("--title", callback=_not_empty, help="The show's name, as apps list it.")
@click.option("--author", callback=_not_empty, help="Who makes it.")
@click.option("--description", callback=_not_empty, help="What it is about.")
@click.option("--language", callback=_not_empty, help="Of its articles, such as ja or en.")
def init(
    folder: Path, title: str | None, author: str | None, description: str | None, language: str | None
) -> None:
    """Make a folder a show of its own.

    Files that are in FOLDER already stay as they are.
    """
    from narrate.new_show import make_show

    texts = {
        "title": title,
        "description": description,
        "language": language,
        "itunes:author": author,
        "copyright": author,
    }
    for path in make_show(folder, {tag: text for tag, text in texts.items() if text is not None}):
        click.echo(f"{path}  ({_WHAT[path.name]})")
    into = "" if folder.resolve() == Path.cwd() else f"cd {shlex.quote(str(folder))} && "
    click.echo(
        f"Put your cover.png (square, 1400 to 3000 pixels) beside them, then: {into}narrate build ARTICLE"
    )
