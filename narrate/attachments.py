"""What is published beside an episode's MP3: transcripts, chapters, a picture, the sound in other formats."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from narrate import files
from narrate.model import Attachment


class Made(NamedTuple):
    """A file that is still to be written; ``suffix`` has its dot, ``type`` is the media type."""

    kind: str
    suffix: str
    type: str
    data: bytes


def attach(folder: Path, slug: str, made: Iterable[Made]) -> tuple[Attachment, ...]:
    """Write files into an episode's folder, each under a name with a hash of its bytes.

    So a file at an address never changes; what older versions are called by stays where it is.
    """
    return tuple(_written(folder, slug, each) for each in made)


def _written(folder: Path, slug: str, made: Made) -> Attachment:
    digest = hashlib.sha256(made.data).hexdigest()
    name = f"{slug}-{digest[:12]}{made.suffix}"
    files.write_if_changed(folder / name, made.data)
    return Attachment(made.kind, name, made.type, len(made.data), digest)
