"""The command line as a process of its own: ``narrate``, and ``python -m narrate``."""

from __future__ import annotations

import atexit
import os
import sys
import threading
from typing import NoReturn

from narrate.cli import main


def run() -> NoReturn:
    """Run the command line, and end at once when all is done.

    Python frees dictionaries, voices and modules one by one at its end, though the system takes them back
    together: nearly a tenth of the time of a build in which one sentence or nothing has changed.
    """
    code = _code()
    if threading.active_count() > 1:
        sys.exit(code)
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        sys.exit(code)  # where Python tells of it
    os._exit(code)


def _code() -> int:
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return 0


if __name__ == "__main__":
    run()
