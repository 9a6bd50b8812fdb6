"""Serves the application until it is stopped."""

from __future__ import annotations

from socket import socket

import uvicorn
from starlette.applications import Starlette

_GRACE_S = 3
"""Seconds that those who are being answered have to take what is on its way."""


class Host(uvicorn.Server):
    """uvicorn, which ends what is being made before it waits for those who listen to it.

    ``app.state.end_making`` does that, if there is one.
    """

    def __init__(self, app: Starlette, log_level: str = "warning") -> None:
        super().__init__(uvicorn.Config(app, log_level=log_level, timeout_graceful_shutdown=_GRACE_S))
        self._app = app

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        """Stop: take no connections any more, and let those that there are end."""
        if end_making := getattr(self._app.state, "end_making", None):
            await end_making()
        await super().shutdown(sockets)
