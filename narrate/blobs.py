"""Where bytes are kept by name: a folder, or a bucket at any address that fsspec knows (``s3://``, ``gs://``)."""

from __future__ import annotations

import contextlib
import os
import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from narrate import files
from narrate.errors import OutputError, SettingsError

_DAY_S = 86_400.0


@dataclass(frozen=True, slots=True)
class Blob:
    """Some bytes by their name, how many they are, and when they were last used (seconds since 1970)."""

    name: str
    size: int
    used: float


class Blobs(Protocol):
    """Bytes by name; a name may have slashes. What is written is there whole or not at all.

    ``reads_at_once`` is how many are best read together: a disk has one arm, a server answers late but many.
    """

    reads_at_once: int

    def read(self, name: str) -> bytes | None:
        """The bytes; None if there are none of that name."""

    def write(self, name: str, data: bytes) -> None:
        """Keep bytes, in place of those that had the name."""

    def delete(self, name: str) -> None:
        """Forget bytes, if there are any."""

    def note_use(self, name: str) -> None:
        """From now on they count as used, to the day, where that can be told."""

    def path_of(self, name: str) -> Path | None:
        """The file with the bytes of that name, whether there is one or not; None if there are no files."""

    def all(self, ending: str) -> list[Blob]:
        """All whose names have that ending, by name."""


def blobs_at(where: Path | str) -> Blobs:
    """The folder, or the bucket at an address.

    Raises:
        SettingsError: fsspec or what it needs for such addresses is not installed.
    """
    return Bucket(where) if isinstance(where, str) and "://" in where else Folder(Path(where))


def without_password(address: str) -> str:
    """The address as it may be told: without what may be a password."""
    return re.sub("(?<=://)[^/]*@", "…@", address)


class Folder:
    """A folder on a disk; any number of processes may use it at once."""

    reads_at_once = 1

    def __init__(self, path: Path) -> None:
        self._path = path.absolute()

    def __str__(self) -> str:
        return str(self._path)

    def read(self, name: str) -> bytes | None:
        """See ``Blobs``."""
        try:
            return (self._path / name).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def write(self, name: str, data: bytes) -> None:
        """See ``Blobs``."""
        files.write(self._path / name, data, durable=False)

    def delete(self, name: str) -> None:
        """See ``Blobs``."""
        (self._path / name).unlink(missing_ok=True)

    def note_use(self, name: str) -> None:
        """See ``Blobs``; a folder that cannot be written serves as well."""
        path = self._path / name
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > _DAY_S:
                os.utime(path)

    def path_of(self, name: str) -> Path | None:
        """See ``Blobs``."""
        return self._path / name

    def all(self, ending: str) -> list[Blob]:
        """See ``Blobs``."""
        found = []
        for path in sorted(self._path.rglob(f"*{ending}")):
            with contextlib.suppress(FileNotFoundError):  # deleted since by another process
                about = path.stat()
                found.append(Blob(path.relative_to(self._path).as_posix(), about.st_size, about.st_mtime))
        return found


class Bucket:
    """A place that fsspec reaches; used when it was made, since servers do not tell more."""

    reads_at_once = 16

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")
        self._connect()

    def _connect(self) -> None:
        try:
            import fsspec

            self._files, self._root = fsspec.core.url_to_fs(self._address)
        except Exception as error:  # each kind of file system has errors of its own
            advice = "install what fsspec needs for such addresses beside narrate ('s3fs' for s3://)"
            raise SettingsError(f"{self}: cannot be reached ({error}); {advice}") from None

    def __str__(self) -> str:
        return without_password(self._address)

    def __getstate__(self) -> dict[str, str]:
        return {"_address": self._address}

    def __setstate__(self, state: dict[str, str]) -> None:
        self._address = state["_address"]
        self._connect()

    def read(self, name: str) -> bytes | None:
        """See ``Blobs``."""
        try:
            return bytes(self._files.cat_file(f"{self._root}/{name}"))
        except FileNotFoundError:
            return None
        except Exception as error:  # each kind of file system has errors of its own
            raise self._told(error) from error

    def write(self, name: str, data: bytes) -> None:
        """See ``Blobs``."""
        try:
            self._files.pipe_file(f"{self._root}/{name}", data)
        except Exception as error:
            raise self._told(error) from error

    def delete(self, name: str) -> None:
        """See ``Blobs``."""
        try:
            self._files.rm_file(f"{self._root}/{name}")
        except FileNotFoundError:
            return
        except Exception as error:
            raise self._told(error) from error

    def note_use(self, name: str) -> None:
        """Nothing: see the class."""

    def path_of(self, name: str) -> Path | None:
        """See ``Blobs``."""
        return None

    def all(self, ending: str) -> list[Blob]:
        """See ``Blobs``."""
        try:
            self._files.invalidate_cache()
            found: dict[str, Any] = self._files.find(self._root, detail=True)
        except FileNotFoundError:
            return []
        except Exception as error:
            raise self._told(error) from error
        root = f"{self._root.strip('/')}/"
        return [
            Blob(path.strip("/").removeprefix(root), int(about["size"]), _made(about))
            for path, about in sorted(found.items())
            if path.endswith(ending)
        ]

    def _told(self, error: Exception) -> OutputError:
        told = str(error).replace(self._address, str(self))
        line = " ".join(told.split()) or type(error).__name__
        return OutputError(f"{self}: {line}; check the address and your access to it")


def _made(about: dict[str, Any]) -> float:
    """When bytes were made, by whatever a file system calls it; now, if it does not say."""
    for name in ("LastModified", "last_modified", "updated", "mtime", "created"):
        moment = about.get(name)
        if moment is not None:
            return float(moment.timestamp() if hasattr(moment, "timestamp") else moment)
    return time.time()
