"""narrate as a process: it ends at once, but not before all is done."""

from __future__ import annotations

import subprocess
import sys

END = "sys.argv = ['narrate', *sys.argv[1:]]; run()"


def ran(before: str, *words: str) -> subprocess.CompletedProcess[str]:
    """The command line in a process that did something ``before``."""
    code = f"import atexit, sys, threading; from narrate.__main__ import run; {before}; {END}"
    return subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=False)


def test_what_is_to_happen_at_the_end_happens() -> None:
    result = ran("atexit.register(print, 'at the end')", "--version")
    assert result.returncode == 0, result.stderr
    assert "version" in result.stdout
    assert result.stdout.endswith("at the end\n")


def test_a_thread_that_still_works_is_waited_for() -> None:
    after_main = "threading.main_thread().join(), print('whole')"
    result = ran(f"threading.Thread(target=lambda: ({after_main})).start()", "--version")
    assert result.stdout.endswith("whole\n"), result.stderr


def test_the_exit_code_is_told() -> None:
    result = ran("pass", "feed", "--show", "there-is-no-such-folder", "--nothing")
    assert (result.returncode, result.stdout) == (2, "")
    assert "--nothing" in result.stderr


def test_nothing_is_taken_apart() -> None:
    left = "type('Left', (), {'__del__': lambda self: print('freed')})()"
    assert "freed" not in ran(f"left = {left}", "--version").stdout
