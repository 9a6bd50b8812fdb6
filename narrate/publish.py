"""Puts a show where subscribers fetch it: what the feed names and nothing else, the feed last.

Whoever fetches the feed at any moment finds all that it names. What the target holds is known from its own
listing; a list kept there (``MANIFEST``) tells what publishing put there, and with which headers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from filelock import FileLock, Timeout
from lxml import etree

from narrate import feed, safe_xml
from narrate.address import private_key, private_keys
from narrate.base_url import check_base_url, is_this_machine
from narrate.errors import OutputError, SettingsError
from narrate.library import known_episodes, load_episodes
from narrate.show import Show
from narrate.targets import FolderTarget, PublishedFile, Target
from narrate.template_rules import PODCAST
from narrate.web_types import UNKNOWN, cache_of, has_hash, type_of, with_charset

MANIFEST = ".narrate-published.json"
"""The list in the target of all that publishing put there; deleting goes by it alone."""

_FORMAT = 1

Group = tuple[PublishedFile, ...]
Known = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done: groups of files in the order they go up, and what the show no longer names.

    ``replaced`` are names among the uploads that are there already, with other bytes or headers.
    """

    uploads: tuple[Group, ...]
    unchanged: int
    obsolete: tuple[str, ...]
    replaced: frozenset[str]

    @property
    def files(self) -> list[PublishedFile]:
        """All files to upload, in order."""
        return [file for group in self.uploads for file in group]

    @property
    def bytes(self) -> int:
        """How much is to be uploaded."""
        return sum(file.size for file in self.files)


def check_reachable(base_url: str | None, show: Show, target: Target) -> str:
    """The address that goes into the published feed, without slashes at its end.

    An address of this machine itself is refused, since nobody else can subscribe to it; not so for a
    folder, which may be a trial. One of a private network is not: a bucket of one's own may be there.

    Raises:
        SettingsError: there is none, or it is of no use to subscribers.
    """
    advice = f'write base_url = "https://example.com/podcast" into {show.root / "narrate.toml"}'
    if not base_url:
        raise SettingsError(f"publish needs the address that subscribers use: {advice}, or give --base-url")
    address = check_base_url(base_url)
    if is_this_machine(address) and not isinstance(target, FolderTarget):
        raise SettingsError(f"{address}: only this machine can reach it; {advice}, or give --base-url")
    return address


def check_target(show: Show, target: Target) -> None:
    """Refuse a folder in which publishing would be in its own way.

    Raises:
        SettingsError: it is a file, the show's own, or in a folder that does not exist.
    """
    if not isinstance(target, FolderTarget):
        return
    path, output = target.path.resolve(), show.output.resolve()
    if path.exists() and not path.is_dir():
        raise SettingsError(f"{target}: is a file; name a folder to publish to")
    if path == show.root.resolve() or path == output or output in path.parents:
        raise SettingsError(f"{target}: is where the show itself is kept; publish to another folder")
    if not path.parent.is_dir():
        raise SettingsError(f"{target}: there is no folder {path.parent}; create it, or check the path")


def publish(
    show: Show,
    target: Target,
    base_url: str,
    *,
    delete: bool = False,
    on_file: Callable[[int], None] = lambda total: None,
) -> Plan:
    """Upload what the target lacks; returns what was done.

    ``delete`` removes what earlier runs put there and the show no longer names, once the new feed is up.
    ``on_file`` is called after each file with the number of all. The next run continues one that was killed.

    Raises:
        OutputError: an episode's files are damaged, or the target cannot be written.
        TemplateError: see ``feed.write_feed``.
    """
    show.output.mkdir(parents=True, exist_ok=True)
    lock = FileLock(show.output / ".publish-lock")
    try:
        with lock.acquire(timeout=0):
            feed.write_feed(show, base_url)
            known = _known(show, target)
            with FileLock(show.lock_file):  # a build writes an episode's page, and then what names it
                groups = contents(show, base_url)
            todo = _compare(show, groups, known, target)
            _carry_out(show, todo, groups, known, target, delete, on_file)
            return todo
    except Timeout:
        raise OutputError(f"{show.output}: is being published by another run; wait for it") from None


def plan(show: Show, target: Target, base_url: str) -> Plan:
    """What ``publish`` would do; changes nothing.

    Raises:
        OutputError, TemplateError: see ``publish``.
    """
    return _compare(show, contents(show, base_url), _known(show, target), target)


def contents(show: Show, base_url: str) -> tuple[Group, ...]:
    """All that is published, in groups that go up one after the other: what names others comes after them.

    Raises:
        OutputError: there is nothing to publish, or something is missing that the feed names.
        TemplateError: see ``feed.write_feed``.
    """
    episodes, problems = load_episodes(show)
    made, _ = feed.files_of(show, base_url, (episodes, problems))
    if problems:
        more = f" ({len(problems)} episodes have such faults)" if len(problems) > 1 else ""
        raise OutputError(f"nothing is published: {problems[0]}{more}")
    if not episodes:
        raise OutputError(f"{show.episodes}: no episodes to publish; build an article first")
    output = show.output.resolve()
    folders = [(f"episodes/{episode.slug}", episode) for episode in episodes]
    audio = [_kept(output, f"{at}/{e.audio.file}", None, e.audio.bytes) for at, e in folders]
    beside = [_kept(output, f"{at}/{a.file}", a.type, a.bytes) for at, e in folders for a in e.attachments]
    *shared, page, rss = ([_of_bytes(name, data)] for name, data in made.items())
    pages = [file for file in beside if not has_hash(file.name)]
    files = [file for file in beside if has_hash(file.name)]
    groups = (audio, files, *shared, pages, page, rss)
    return tuple(tuple(_placed(file, show) for file in group) for group in groups)


def _placed(file: PublishedFile, show: Show) -> PublishedFile:
    """A private show stands below its key."""
    if not show.private:
        return file
    return replace(file, name=f"{private_key(show)}/{file.name}", cache=cache_of(file.name, private=True))


def _kept(output: Path, name: str, media_type: str | None = None, size: int | None = None) -> PublishedFile:
    """A file of the output folder that stands there itself: links lead nobody out."""
    path = output / name
    is_hidden = any(part.startswith(".") for part in PurePosixPath(name).parts)
    if is_hidden or not path.is_file() or path.resolve() != path:
        raise OutputError(
            f"{path}: is missing, hidden or a link; put the file itself there, or build the article again"
        )
    if size is not None and path.stat().st_size != size:
        raise OutputError(f"{path}: is of the wrong size; build the article again")
    if not has_hash(name):
        return _of_bytes(name, path.read_bytes(), media_type)
    kind = with_charset(media_type or type_of(name) or UNKNOWN)
    return PublishedFile(name, path, path.stat().st_size, kind, cache_of(name))


def _of_bytes(name: str, data: bytes, media_type: str | None = None) -> PublishedFile:
    digest = hashlib.sha256(data).hexdigest()
    return PublishedFile(
        name, data, len(data), with_charset(media_type or type_of(name) or UNKNOWN), cache_of(name), digest
    )


def _compare(show: Show, groups: Sequence[Group], known: Known, target: Target) -> Plan:
    _check_same_show(show, known.keys(), target)
    has_our_feed = _check_same_feed(groups[-1][0], target)
    wanted = {file.name for group in groups for file in group}
    there = target.sizes(wanted | known.keys())
    if not known and not has_our_feed:
        _check_free(there, target)
    uploads = tuple(
        tuple(f for f in group if there.get(f.name) != f.size or known.get(f.name) != _entry(f))
        for group in groups
    )
    obsolete = tuple(sorted((known.keys() & there.keys()) - wanted))
    replaced = frozenset(f.name for group in uploads for f in group if f.name in there)
    return Plan(uploads, len(wanted) - sum(map(len, uploads)), obsolete, replaced)


def _check_same_show(show: Show, known: Collection[str], target: Target) -> None:
    """An episode keeps its folder for life, so a target without any in common holds another show.

    Those that were withdrawn are the show's own too.
    """
    before = {PurePosixPath(name).parent.name for name in known if "episodes/" in name}
    if before and before.isdisjoint(episode.slug for episode in known_episodes(show)):
        raise OutputError(
            f"{target}: holds another show ({min(before)} and others); publish to another place, "
            f"or delete {MANIFEST} there to take it over"
        )


def _check_free(there: Collection[str], target: Target) -> None:
    """A page that stands where nothing was published yet is somebody's own; only a hash names our files."""
    if others := sorted(name for name in there if not has_hash(name)):
        raise OutputError(
            f"{target}: has a file {others[0]} that narrate did not put there; publish to another "
            "folder, or delete that file if it may be replaced"
        )


def _check_same_feed(feed_file: PublishedFile, target: Target) -> bool:
    """Whether the show's feed is there.

    A show may change its name or its guid, but one that has neither in common is another.
    """
    try:
        before = _identity(target.read(feed_file.name) or b"")
    except OSError:  # what stands there is no file, which is told when it is written
        return False
    now = _identity(feed_file.open().read())
    if before and not set(before) & set(now):
        raise OutputError(
            f"{target}: has the feed of another show, «{before[0]}»; publish to another place, "
            f"or delete {feed_file.name} there to take it over"
        )
    return bool(before)


def _identity(feed_data: bytes) -> tuple[str, ...]:
    """The title and the guid of a feed; empty, if it is none."""
    try:
        channel = safe_xml.parse(feed_data).find("channel")
    except (etree.XMLSyntaxError, safe_xml.HasDoctype):
        return ()
    if channel is None:
        return ()
    return channel.findtext("title", ""), channel.findtext(f"{{{PODCAST}}}guid", "")


def _carry_out(
    show: Show,
    todo: Plan,
    groups: Sequence[Group],
    known: Known,
    target: Target,
    delete: bool,
    on_file: Callable[[int], None],
) -> None:
    """First the list of all that will be there, so that whatever comes of this run is known to be ours."""
    begun = {file.name: _begun(file, file.name in todo.replaced) for file in todo.files}
    gone = set(todo.obsolete) if delete else set()
    entries = {file.name: _entry(file) for group in groups for file in group}
    done = {name: entry for name, entry in (known | entries).items() if name not in gone}
    if todo.files:
        target.tidy(begun.keys())
        target.put(_manifest(show, known | begun))
    for group in todo.uploads:
        _upload(group, target, lambda: on_file(len(todo.files)))
    for name in sorted(gone):
        target.delete(name)
    if done != known:
        target.put(_manifest(show, done))


def _upload(group: Group, target: Target, on_file: Callable[[], None]) -> None:
    """Several files at once; after a failure none is begun any more."""
    pool = ThreadPoolExecutor(target.at_once)
    try:
        for done in as_completed([pool.submit(target.put, file) for file in group]):
            done.result()
            on_file()
    finally:
        pool.shutdown(cancel_futures=True)


def _entry(file: PublishedFile) -> dict[str, Any]:
    return {"bytes": file.size, "type": file.type, "cache": file.cache, "sha256": file.sha256}


def _begun(file: PublishedFile, is_replaced: bool) -> dict[str, Any]:
    """What is listed before the upload: once it is there, only a new name with a hash tells what it is."""
    is_sure = has_hash(file.name) and not is_replaced
    return _entry(file) if is_sure else {**_entry(file), "begun": True}


def _manifest(show: Show, entries: Known) -> PublishedFile:
    data = {"format": _FORMAT, "files": dict(sorted(entries.items()))}
    name = next(_manifest_names(show))
    return _of_bytes(name, json.dumps(data, indent=1).encode() + b"\n", "application/json")


def _manifest_names(show: Show) -> Iterator[str]:
    """Where the list is, and then where it was under other keys; it names the key, so it is below it."""
    if not show.private:
        yield MANIFEST
    for key in private_keys(show):
        yield f"{key}/{MANIFEST}"
    if show.private:
        yield MANIFEST


def _known(show: Show, target: Target) -> Known:
    """What earlier runs put there, their lists at other places among it."""
    own, *others = _manifest_names(show)
    known: Known = {}
    for name in others:
        if entries := _listed(target, name):
            known |= entries | {name: {}}
    return known | _listed(target, own)


def _listed(target: Target, name: str) -> Known:
    """What a list says is there; nothing, if it is damaged. A name that leads out is not ours."""
    try:
        data = json.loads(target.read(name) or b"{}")
        entries: Known = dict(data.get("files", {}))
    except (ValueError, AttributeError, TypeError):
        return {}
    return {name: entry for name, entry in entries.items() if _stays_inside(name)}


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not (path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or name == MANIFEST)
