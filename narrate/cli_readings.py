"""The commands about readings: what is read how, why, and how to have it otherwise."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from narrate.cli_options import Commands, article_argument, find_cast, json_option, show_option, voice_option
from narrate.errors import ArticleError, SettingsError
from narrate.patterns import compiled
from narrate.show import Show
from narrate.source import Where, read_text
from narrate.told import tell

if TYPE_CHECKING:
    from narrate.model import Script
    from narrate.readings.lexicon import Entry

_TOLD = 5  # spans that are not read, in one line about them
_NO_LINES = (".html", ".htm", ".eml", ".md")
_ONE_KANJI = compiled("[一-鿿]")
_TYPED_TWICE = compiled(r"\w\s*[=＝]\s*$")
"""A term ends in no sign before that of the reading, unless it is made of signs: ``==``."""


@click.command()
@article_argument
@show_option
@voice_option
@json_option
@click.option("--set", "corrections", multiple=True, metavar="TERM=READING", help="Correct a reading.")
@click.option("--unset", "taken_back", multiple=True, metavar="TERM", help="Take a correction back.")
def readings(
    article: Where,
    show: Show,
    voice: str,
    as_json: bool,
    corrections: tuple[str, ...],
    taken_back: tuple[str, ...],
) -> None:
    """List how terms, numbers and doubtful kanji are read.

    The least sure come first, and of these the most frequent. After --set, only what is read by it.
    """
    from narrate.engines.openjtalk import words
    from narrate.readings.report import SURE, summarise
    from narrate.scripts import read_script

    new = [_correction(correction) for correction in corrections]
    script = read_script(show, article, find_cast(show, voice))
    if new or taken_back:
        _take_back(show, taken_back)
        new = _correct(show, new)
        script = read_script(show, article, find_cast(show, voice))
    rows = summarise(script, words)
    _tell_reach(article, new, rows, script)
    if new:
        rules = {entry.short for entry in new}
        rows = [row for row in rows if row["rule"] in rules]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        is_doubtful = row["confidence"] < SURE
        others = f"  else {'・'.join(row['alternatives'][:2])}" if is_doubtful and row["alternatives"] else ""
        click.echo(
            f"{row['count']:4}  {row['term']}  {row['reading']}  ({row['layer']}: {row['rule']}){others}"
        )
        if is_doubtful or new:
            click.echo(f"      {row['sentence']}")


def _correction(text: str) -> Entry:
    from narrate.readings.lexicon import entry_of

    given = re.fullmatch("(.*)[=＝](.*)", text, re.DOTALL)  # Japanese keyboards give the second
    if not given or _TYPED_TWICE.search(given[1]):
        raise SettingsError(f"--set {text}: write TERM=READING, the reading in kana, such as 八木=ヤギ")
    return entry_of(given[1], given[2], f"--set {text}")


def _correct(show: Show, new: list[Entry]) -> list[Entry]:
    from filelock import FileLock

    from narrate.readings.lexicon import set_entries

    if not new:
        return []
    with FileLock(show.lock_file):
        written = set_entries(show.corrections, new)
    for entry in written:
        click.echo(
            f"{show.corrections}: {entry.term} is read {entry.reading} from the next build on", err=True
        )
    return written


def _take_back(show: Show, terms: tuple[str, ...]) -> None:
    from filelock import FileLock

    from narrate.readings.lexicon import entry_in, unset_entry

    if not terms:
        return
    with FileLock(show.lock_file):
        for term in terms:
            if not entry_in(show.corrections, term):
                raise SettingsError(f"--unset {term}: stands in no line of {show.corrections}; see there")
        for term in terms:
            unset_entry(show.corrections, term)
            click.echo(f"{show.corrections}: {term} is corrected no more from the next build on", err=True)


def _tell_reach(article: Where, new: list[Entry], rows: list[dict[str, Any]], script: Script) -> None:
    """Say of each correction that nothing is read by it, or of which longer words it reads a part."""
    from narrate.readings.report import longer_words, unused

    for entry in new:
        if told := unused(script, rows, entry):
            click.echo(f"{article}: '{entry.term}' {told}; kept for other articles", err=True)
        elif words := longer_words(script, entry):
            advice = "if that is wrong, correct a longer word in its place"
            click.echo(f"{article}: '{entry.term}' is read so in {_few(words)} too; {advice}", err=True)
        elif _ONE_KANJI.fullmatch(entry.term):
            advice = "unless all are read so, correct a longer word in its place"
            click.echo(f"'{entry.term}' stands in words of other articles too; {advice}", err=True)


@click.command()
@article_argument
@click.argument("term")
@show_option
@voice_option
def explain(article: Where, term: str, show: Show, voice: str) -> None:
    """Say why a term of an article is read as it is.

    Also what else it could have been, and how to correct it.
    """
    from narrate.engines.openjtalk import words
    from narrate.readings.report import explain as explain_term
    from narrate.scripts import read_script

    term = " ".join(term.split())
    if not term:
        raise SettingsError("the term is empty; name one as the article writes it")
    found = explain_term(read_script(show, article, find_cast(show, voice)), term, words)
    if not found:
        raise SettingsError(f"{article}: does not say '{term}'; `narrate readings` lists its terms")
    for row in found:
        click.echo(
            f"{row['term']}  {row['reading']}  ({row['layer']}: {row['rule']}), "
            f"{row['count']} time{'s' * (row['count'] != 1)}, "
            f"right with a chance of {row['confidence']:.0%}"
        )
        click.echo(f"    {row['sentence']}")
        for other in row["alternatives"]:
            click.echo(f"    else {other}")
    set_it = shlex.join(["narrate", "readings", str(article), "--set", f"{term}=カタカナ"])
    click.echo(f"To correct it: {set_it}")


@click.group(cls=Commands)
def lexicon() -> None:
    """Take readings from other programs, or give them.

    As TSV, W3C PLS, or the user dictionary of VOICEVOX.
    """


@lexicon.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@show_option
def import_lexicon(file: Path, show: Show) -> None:
    """Take readings into the show's lexicon.

    The ending of FILE tells its format: .tsv, .pls or .json.
    """
    from filelock import FileLock

    from narrate.readings import exchange
    from narrate.readings.lexicon import merge

    entries = exchange.read(file)
    with FileLock(show.lock_file):
        new, changed = merge(show.imported, entries)
    click.echo(f"{show.imported}: {new} new terms, {changed} changed")


@lexicon.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@show_option
@click.option("--all", "with_packaged", is_flag=True, help="Also the terms that come with narrate.")
def export_lexicon(file: Path, show: Show, with_packaged: bool) -> None:
    """Write the show's own readings to a file.

    The ending of FILE tells its format: .tsv, .pls or .json.
    """
    from narrate import files
    from narrate.readings import exchange
    from narrate.readings.lexicon import Lexicon

    entries = list(Lexicon.load(show.lexicon_files if with_packaged else show.own_lexicon_files))
    files.write(file, exchange.write(file, entries))
    click.echo(f"{file}: {len(entries)} terms")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True), default="-")
@show_option
def kana(file: str, show: Show) -> None:
    """Print lines of text as they are read, in katakana.

    They come from FILE, a plain text, or from standard input: echo "GPT-4oの話" | narrate kana

    How a page, a mail or a post is read, narrate read and narrate readings tell.
    """
    from narrate.engines.openjtalk import kana as read_aloud
    from narrate.readings import Reader
    from narrate.segmenter import split_sentences

    reader = Reader.load(show.lexicon_files)
    name = "standard input" if file == "-" else file
    if Path(file).suffix.lower() in _NO_LINES:
        tell(f"{file}: is read line by line with its marks; `narrate read {file}` reads the article in it")
    for number, line in enumerate(_lines_in(file), 1):
        spoken = [reader.read(sentence) for sentence in split_sentences(line)]
        click.echo("".join(read_aloud(sentence.text) for sentence in spoken))
        if unsaid := [piece for sentence in spoken for piece in sentence.unsaid]:
            tell(f"{name}, line {number}: not read, the voice cannot say it: {_few(unsaid)}")


def _lines_in(file: str) -> Iterator[str]:
    """The lines of a file in whatever encoding it is; those of standard input or of a pipe as they come."""
    if file != "-" and Path(file).is_file():
        text = read_text(Path(file))
        yield from (line.strip() for line in text.removesuffix("\n").split("\n"))
        return
    with click.open_file(file, "rb") as stream:
        for number, line in enumerate(stream, 1):
            yield _decoded(line, f"{'standard input' if file == '-' else file}, line {number}")


def _decoded(line: bytes, where: str) -> str:
    from narrate.encodings import decode
    from narrate.source import clean

    try:
        return " ".join(clean(decode(line, where)).split("\n")).strip()
    except ArticleError as error:
        # it counts lines in what it is given, which is one
        raise ArticleError(str(error).replace(" (line 1)", "")) from None


def _few(spans: Iterable[str]) -> str:
    distinct = list(dict.fromkeys(spans))
    more = len(distinct) - _TOLD
    return "、".join(distinct[:_TOLD]) + (f" and {more} more" if more > 0 else "")
