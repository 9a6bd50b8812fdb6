"""Many machines: clips made by the workers of a Dask cluster, in a store that all of them share.

The scheduler and its workers are started elsewhere (``docs/cluster.md``); narrate only sends them texts. A
worker keeps the engine of each voice warm. One that dies costs its running clips, which others make again.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future
from importlib.metadata import version

from narrate import mp3
from narrate.engines import shaping_options
from narrate.errors import EngineUnavailable, SettingsError
from narrate.model import Clip
from narrate.patterns import compiled
from narrate.recipe import RECIPE
from narrate.store import ClipStore
from narrate.tts import make_clip
from narrate.voices import Voice

_TIMEOUT_S = 10.0
_PATIENCE = 10  # looks, some seconds apart, before a cluster without workers is given up
_AHEAD = 2  # clips for each thread of a worker, so that none is idle while its next one is on the way

_ADDRESS = compiled(r"(?:[a-z]+://)?[^/\s]+:[0-9]+")

_warm: dict[str, Voice] = {}
"""On a worker: the voices that have spoken, with their engines."""


class Cluster:
    """The workers behind one scheduler's address, such as ``tcp://192.0.2.1:8786``.

    Raises:
        SettingsError: Dask is not installed, nobody answers there, or no worker has joined.
    """

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ImportError:
            raise SettingsError(
                "--cluster needs Dask: install the package 'distributed' beside narrate"
            ) from None
        if not _ADDRESS.fullmatch(address):  # Dask would tell it by a traceback
            raise SettingsError(f"{address}: is no scheduler's address; write it like tcp://192.0.2.1:8786")
        try:
            self._client = Client(address, timeout=_TIMEOUT_S, set_as_default=False)
        except (OSError, ValueError) as error:
            told = f"{address}: no Dask scheduler answers there ({error})"
            raise SettingsError(f"{told}; start one with `dask scheduler`") from None
        workers = self._client.scheduler_info(n_workers=-1)["workers"]
        if not workers:
            self.close()
            raise SettingsError(f"{address}: no worker has joined; start one with `dask worker {address}`")
        self.slots: int = _AHEAD * sum(worker["nthreads"] for worker in workers.values())
        self._lonely = 0
        self._executor = self._client.get_executor(pure=False)

    def check(self, voices: Iterable[Voice], store: ClipStore) -> None:
        """Make sure that the workers would make the same clips, and put them where they are looked for.

        Raises:
            SettingsError: a worker has other versions, lacks an engine, or another clip store.
        """
        local = [voice for voice in voices if not voice.engine.network]
        own = _versions(local)
        for worker, told in self._client.run(_versions, local).items():
            for what, here in own.items():
                if told.get(what) != here:
                    difference = f"{what} is {told.get(what)} there, {here} here"
                    raise SettingsError(f"{worker}: {difference}; install the same versions everywhere")
        with store.token() as token:
            for worker, is_there in self._client.run(store.has_token, token).items():
                if not is_there:
                    where = f"{worker}: does not see the clips in {store}"
                    raise SettingsError(f"{where}; name one that all machines share with --clips")

    def check_alive(self) -> None:
        """Make sure that there is somebody left to wait for.

        Raises:
            EngineUnavailable: no worker is left, or the scheduler is gone.
        """
        workers = self._client.scheduler_info(n_workers=-1).get("workers", {})
        self._lonely = 0 if workers and self._client.status == "running" else self._lonely + 1
        if self._lonely > _PATIENCE:
            raise EngineUnavailable(
                "the cluster has no worker left; what was made is kept: start one, and run the same command"
            )

    def submit(self, text: str, voice: Voice, lufs: float, store: ClipStore) -> Future[Clip]:
        """Have a clip made by one of the workers; see ``make_clip`` for its errors."""
        task: Future[Clip] = self._executor.submit(_make, text, voice, lufs, store)
        return task

    def close(self) -> None:
        """Take leave; the cluster goes on."""
        self._client.close()


def _make(text: str, voice: Voice, lufs: float, store: ClipStore) -> Clip:
    """Runs on a worker."""
    return make_clip(text, _warm.setdefault(repr(voice), voice), lufs, store)


def _versions(voices: list[Voice]) -> dict[str, str]:
    """What shapes a clip besides its text; runs on both sides."""
    engines = {
        f"the engine of '{voice.name}'": f"{voice.engine.version} {shaping_options(voice.engine)}"
        for voice in voices
    }
    return {"narrate": version("narrate"), "the encoder": mp3.ENCODER, "the levelling": RECIPE, **engines}
