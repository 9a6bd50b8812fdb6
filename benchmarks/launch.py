"""Runs a command, and writes into a file what it took.

    python -IS launch.py FILE COMMAND…

The line holds seconds by the clock, seconds on the processors, and the peak memory in the system's own unit.
This is a process of its own since on Linux a child's peak memory is never told as less than what its parent
had in use when it was started: whoever measures may be large, this one is small.
"""

from __future__ import annotations

import os
import sys
import time


def main(told: str, *command: str) -> int:
    """Returns the command's exit code; it has the input and the outputs of this process."""
    start = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    with open(told, "w") as file:  # noqa: PTH123 - pathlib would make this process larger
        file.write(f"{seconds} {usage.ru_utime + usage.ru_stime} {usage.ru_maxrss}")
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
