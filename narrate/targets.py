"""Where a show is published: a folder, or a bucket or server at any address that fsspec reaches."""

from __future__ import annotations

import contextlib
import io
import posixpath
import shutil
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol

from narrate import files
from narrate.blobs import Bucket, Folder, without_password
from narrate.errors import OutputError, SettingsError

_AT_ONCE = 4
_ATTEMPTS = 4
_FIRST_WAIT_S = 0.25
_LASTING = (FileNotFoundError, PermissionError, NotADirectoryError, IsADirectoryError, NotImplementedError)
"""What does not pass by asking again."""
_BUCKETS = {"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss"}
_WHOLE = {*_BUCKETS, "memory"}
"""Kinds of places where a name shows its old bytes until all of the new ones are there."""


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file as subscribers get it: its name below the address, bytes, ``Content-Type``, ``Cache-Control``.

    ``sha256`` is empty where the name holds a hash already.
    """

    name: str
    source: Path | bytes
    size: int
    type: str
    cache: str
    sha256: str = ""

    def open(self) -> IO[bytes]:
        """Its bytes, to be read."""
        return io.BytesIO(self.source) if isinstance(self.source, bytes) else self.source.open("rb")


class Target(Protocol):
    """A place of published files; what is put there is seen whole or not at all."""

    @property
    def at_once(self) -> int:
        """How many files may be put there together."""

    def sizes(self, names: Collection[str]) -> dict[str, int]:
        """Which of the names are there, and how many bytes each has."""

    def read(self, name: str) -> bytes | None:
        """The bytes; None if there are none of that name."""

    def put(self, file: PublishedFile) -> None:
        """Put a file there, in place of the one that had its name."""

    def delete(self, name: str) -> None:
        """Remove a file, if it is there."""

    def tidy(self, names: Collection[str]) -> None:
        """Remove what killed runs left half-made beside these names."""


def target_at(where: str) -> Target:
    """The folder or the bucket; an address begins with its kind, ``s3://``.

    Raises:
        SettingsError: nothing can be put there, or what reaches it is not installed.
    """
    kind, has_kind, rest = where.partition("://")
    if has_kind and not rest.strip("/"):
        raise SettingsError(f"{where}: names no place; write it like s3://bucket/podcast")
    if not has_kind or kind in ("file", "local"):
        return FolderTarget(Path(rest if has_kind else where))
    if kind in ("http", "https"):
        raise SettingsError(
            f"{without_password(where)}: files cannot be put to such an address; "
            "name the folder or bucket that is hosted there"
        )
    return BucketTarget(where)


class FolderTarget(Folder):
    """A folder that a web server hosts, or that something else copies to one."""

    @property
    def path(self) -> Path:
        """Where it is."""
        return self._path

    @property
    def at_once(self) -> int:
        """See ``Target``."""
        return _AT_ONCE

    def sizes(self, names: Collection[str]) -> dict[str, int]:
        """See ``Target``."""
        found = {}
        for name in names:
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                found[name] = (self._path / name).stat().st_size
        return found

    def put(self, file: PublishedFile) -> None:
        """See ``Target``.

        Raises:
            OutputError: the disk is full, or nothing may be written there.
        """
        path = self._path / file.name
        try:
            with file.open() as source, files.draft(path.parent) as new:
                shutil.copyfileobj(source, new.file, 1 << 20)
                new.commit(path)
        except OSError as error:
            raise _told(error, path) from error

    def delete(self, name: str) -> None:
        """See ``Target``; folders that become empty go too.

        Raises:
            OutputError: nothing may be deleted there.
        """
        path = self._path / name
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise _told(error, path) from error
        with contextlib.suppress(OSError):  # of a folder that is not empty
            for folder in list(path.parents)[: len(Path(name).parts) - 1]:
                folder.rmdir()

    def tidy(self, names: Collection[str]) -> None:
        """See ``Target``."""
        for folder in {(self._path / name).parent for name in names}:
            for left in folder.glob(f"{files.TEMPORARY}*"):
                left.unlink(missing_ok=True)


class BucketTarget(Bucket):
    """A bucket, or a server that has folders."""

    @property
    def at_once(self) -> int:
        """See ``Target``; a server is reached over one connection, which not every kind shares safely."""
        return _AT_ONCE if self._kinds & _WHOLE else 1

    def sizes(self, names: Collection[str]) -> dict[str, int]:
        """See ``Target``; one listing for all.

        Raises:
            OutputError: it cannot be reached, or there is no such bucket.
        """
        listed = self.all("")
        if not listed:
            self._check_bucket()
        return {blob.name: blob.size for blob in listed if blob.name in names}

    def put(self, file: PublishedFile) -> None:
        """See ``Target``; faults that may pass are waited for.

        Raises:
            OutputError: it cannot be put there.
        """
        send = self._send if self._kinds & _WHOLE else self._send_and_rename
        try:
            _patiently(lambda: send(file, f"{self._root}/{file.name}"))
        except Exception as error:  # each kind of file system has errors of its own
            raise self._told(error) from error

    def tidy(self, names: Collection[str]) -> None:
        """Nothing: a killed upload to a bucket has no name, and elsewhere the next one takes its name."""

    @property
    def _kinds(self) -> set[str]:
        kinds = self._files.protocol
        return {kinds} if isinstance(kinds, str) else set(kinds)

    def _check_bucket(self) -> None:
        """A folder comes with its first file, a bucket does not; who may not look finds out by uploading."""
        bucket = self._root.strip("/").partition("/")[0]
        with contextlib.suppress(PermissionError):
            if self._kinds & _BUCKETS and not self._files.exists(bucket):
                raise OutputError(f"{self}: there is no bucket '{bucket}'; create it, or check the address")

    def _send(self, file: PublishedFile, path: str) -> None:
        headers = self._headers(file)
        if isinstance(file.source, bytes):
            self._files.pipe_file(path, file.source, **headers)
        else:
            self._files.put_file(str(file.source), path, **headers)

    def _send_and_rename(self, file: PublishedFile, path: str) -> None:
        folder, name = posixpath.split(path)
        part = f"{folder}/{files.TEMPORARY}{name}"
        self._files.makedirs(folder, exist_ok=True)
        self._send(file, part)
        self._files.mv(part, path)

    def _headers(self, file: PublishedFile) -> dict[str, Any]:
        """What a file is stored with, as s3fs, gcsfs and adlfs want to be told; other places have no room."""
        if self._kinds & {"s3", "s3a"}:
            return {"ContentType": file.type, "CacheControl": file.cache}
        if self._kinds & {"gs", "gcs"}:
            return {"content_type": file.type, "fixed_key_metadata": {"cache_control": file.cache}}
        if self._kinds & {"az", "abfs", "abfss"}:
            return {"content_settings": {"content_type": file.type, "cache_control": file.cache}}
        return {}


def _told(error: OSError, path: Path) -> OutputError:
    return OutputError(
        f"{path}: {error.strerror or error}; mend that and run the same command again, it continues"
    )


def _patiently(work: Callable[[], None]) -> None:
    from tenacity import Retrying, retry_if_not_exception_type, stop_after_attempt, wait_exponential

    Retrying(
        stop=stop_after_attempt(_ATTEMPTS),
        wait=wait_exponential(multiplier=_FIRST_WAIT_S),
        retry=retry_if_not_exception_type(_LASTING),
        reraise=True,
    )(work)
