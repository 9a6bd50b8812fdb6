"""Writing files so that nobody ever sees half of one."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

State = tuple[int, int]
"""When a file was last written, in ns since 1970, and its bytes: what changes with its content."""

TEMPORARY = ".part-"
"""How the names of files in the making begin; what has this name may be deleted when nothing runs."""
SECRET = 0o600
"""The mode of a file that only its owner may read."""

_UMASK = os.umask(0)
os.umask(_UMASK)  # it can only be read by setting it
_EVERYBODYS = 0o666 & ~_UMASK


class Draft:
    """A file in the making, under a temporary name in the folder it will stand in."""

    def __init__(self, file: IO[bytes], durable: bool, mode: int) -> None:
        self.file = file
        self._durable, self._mode = durable, mode

    def commit(self, path: Path) -> None:
        """Give the file its name; from now on it is there, whole."""
        self.file.flush()
        if self._durable:
            os.fsync(self.file.fileno())
        self.file.close()  # Windows renames no open file
        Path(self.file.name).chmod(self._mode)
        Path(self.file.name).replace(path)

    def commit_unless_there(self, path: Path, digest: str) -> None:
        """The same, unless the file has the bytes of this hash already: then its date stays, and its ETag."""
        if not (path.is_file() and sha256(path) == digest):
            self.commit(path)


@contextmanager
def draft(folder: Path, *, durable: bool = True, mode: int = _EVERYBODYS) -> Iterator[Draft]:
    """A file that is deleted at the end of the block unless it was committed.

    ``durable`` waits until the bytes are on the disk; without it a power cut may lose the file, a crash not.
    ``mode`` is whose it is to read and write.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _told_of(folder):
        file = tempfile.NamedTemporaryFile(prefix=TEMPORARY, dir=folder, delete=False)  # noqa: SIM115
        try:
            with file:
                yield Draft(file, durable, mode)
        finally:
            Path(file.name).unlink(missing_ok=True)


@contextmanager
def _told_of(folder: Path) -> Iterator[None]:
    """Have errors name the file that was to be, else the folder; a full disk names none, others the draft."""
    try:
        yield
    except OSError as error:
        if error.filename is None or TEMPORARY in str(error.filename):
            error.filename = error.filename2 or str(folder)
        raise


def clear_drafts(folder: Path) -> None:
    """Delete what killed programs left half-made; only while no other program writes there."""
    for left in folder.rglob(f"{TEMPORARY}*"):
        left.unlink(missing_ok=True)


def write(path: Path, data: bytes, *, durable: bool = True, mode: int = _EVERYBODYS) -> None:
    """Write a whole file at once: before, after and in between, what stands there is whole."""
    with draft(path.parent, durable=durable, mode=mode) as new:
        new.file.write(data)
        new.commit(path)


def write_if_changed(path: Path, data: bytes) -> bool:
    """Write ``data`` unless the file has it already, so that its date moves only with its content."""
    if path.is_file() and path.read_bytes() == data:
        return False
    write(path, data)
    return True


def state(path: Path) -> State | None:
    """The file's state as it is now; None if it is gone."""
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_mtime_ns, about.st_size


def below(folder: Path) -> Iterator[Path]:
    """All files in a folder and in those below, but what Python keeps there of its own."""
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (Path(place, name) for name in names)


def mark_changed(folder: Path) -> None:
    """Give a folder another state, for a change further below that its own date does not show."""
    now = time.time_ns()
    try:
        os.utime(folder, ns=(now, now))
    except PermissionError:  # a day that is not now's is for the folder's owner to set
        os.utime(folder)


def size(path: Path) -> int | None:
    """The bytes of a file; None if there is none of that name."""
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_size if stat.S_ISREG(about.st_mode) else None


def sha256(path: Path) -> str:
    """The hash of a file's bytes, in hexadecimal; the file is not read at once."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
