"""The command line whose input and outputs are closed."""

from __future__ import annotations

import sys

import pytest

from narrate import cli


def test_closed_streams_lead_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    streams = ("stdin", "stdout", "stderr")
    for name in streams:
        monkeypatch.setattr(sys, name, None)
    seen: list[object] = []

    def command(**_: object) -> None:
        seen.extend((sys.stdin.read(), sys.stdout.write("a"), sys.stderr.write("b")))

    monkeypatch.setattr(cli.cli, "main", command)
    with pytest.raises(SystemExit):
        cli.main()
    assert seen == ["", 1, 1]
    for name in streams:
        getattr(sys, name).close()
