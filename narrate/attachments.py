"""What is published beside an episode's MP3: transcripts, chapters, a picture, the sound in other formats."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from narrate import files
from narrate.model import Attachment, Audio, Episode
from narrate.web_types import with_hash


class Made(NamedTuple):
    """A file that is still to be written; ``suffix`` has its dot, ``type`` is the media type.

    ``data`` is what is in it, or, for what is too large for that, writes it into the file of that name.
    ``name`` is the file's if it is to stay whatever is in it, as that of a page does.
    """

    kind: str
    suffix: str
    type: str
    data: bytes | Callable[[Path], None]
    name: str = ""


def attach(folder: Path, slug: str, made: Iterable[Made]) -> tuple[Attachment, ...]:
    """Write files into an episode's folder, each under a name with a hash of its bytes or the one that stays.

    So a file at an address with a hash never changes; what older versions are called by stays where it is.
    """
    return tuple(_written(folder, slug, each) for each in made)


def kept(folder: Path, before: Episode | None, audio: Audio, kind: str) -> Attachment | None:
    """The file of that kind that an episode has already, while its MP3 is the same; for what follows from it.

    ``before`` is the episode as it was published last. A file that was lost is not returned.
    """
    if before is None or before.audio.sha256 != audio.sha256:
        return None
    found = next((each for each in before.attachments if each.kind == kind), None)
    return found if found and files.size(folder / found.file) == found.bytes else None


def _written(folder: Path, slug: str, made: Made) -> Attachment:
    if isinstance(made.data, bytes):
        sha256 = hashlib.sha256(made.data).hexdigest()
        path = folder / _name(slug, made, sha256)
        files.write_if_changed(path, made.data)
    else:
        with files.draft(folder) as new:
            made.data(Path(new.file.name))
            sha256 = files.sha256(Path(new.file.name))
            path = folder / _name(slug, made, sha256)
            new.commit_unless_there(path, sha256)
    return Attachment(made.kind, path.name, made.type, path.stat().st_size, sha256)


def _name(slug: str, made: Made, sha256: str) -> str:
    return made.name or with_hash(slug, sha256, made.suffix)
