"""What is said of an error: one line on stderr, whatever went wrong."""

from __future__ import annotations

import contextlib

import click

from narrate.errors import NarrateError
from narrate.patterns import compiled

_BOUND = compiled(r" \(while attempting to bind on address \('([^']*)', ([0-9]+).*\)")
"""How Python tells where nobody could listen."""


def tell(message: str, code: int = 0) -> int:
    """Print one line to stderr and return the exit code; one that cannot be printed is lost."""
    with contextlib.suppress(OSError):
        click.echo(f"narrate: {' '.join(message.split())}", err=True)
    return code


def line_of(error: Exception) -> str:
    """What is said of an error: what, where, what to do."""
    if isinstance(error, NarrateError):
        return str(error)
    if isinstance(error, OSError):
        return _os_error(error)
    if isinstance(error, ImportError):
        return f"{error}; install narrate again"
    kind = type(error).__name__
    return f"a fault of narrate itself ({kind}: {error}); please report what NARRATE_DEBUG=1 prints"


def _os_error(error: OSError) -> str:
    import errno
    import socket

    where = f"{error.filename}: " if error.filename else ""
    advice = {
        errno.ENOSPC: "free some space and run the same command again; what was made is kept",
        errno.EFBIG: "files may not become so large here (see ulimit -f); what was made is kept",
        errno.EACCES: "change its permissions, or choose another folder",
        errno.EROFS: "choose a folder on a writable disk",
        errno.EEXIST: "a file has the name that a folder needs; move it away",
        errno.EISDIR: "a folder has the name that a file needs; move it away",
        errno.ENOTDIR: "a file has the name that a folder needs; move it away",
        socket.EAI_NONAME: "name an address of this machine with --host",
        errno.EADDRNOTAVAIL: "this machine has no such address; name one of its own with --host",
        errno.EADDRINUSE: "another program has this port; choose one with --port",
    }.get(error.errno or 0, "check the path")
    what = _BOUND.sub(
        lambda at: f" at {f'[{at[1]}]' if ':' in at[1] else at[1]}:{at[2]}", str(error.strerror or error)
    )
    return f"{where}{what}; {advice}"
