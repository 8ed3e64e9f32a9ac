"""The engine of many machines: an existing Dask cluster. Dask is imported nowhere else."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from distributed import Client, WorkerPlugin, get_worker

from budgetpdf.batch.engine import WINDOW, Answer, Chunk, Engine, EngineLostError, Function
from budgetpdf.batch.inputs import program
from budgetpdf.batch.kit import Kit, pack, place, unpack
from budgetpdf.batch.remote import Parcel, work_at
from budgetpdf.batch.troubles import engine_lost, other_program
from budgetpdf.batch.work import Made, Setup, Task

R = TypeVar("R")
TIMEOUT = 15
"""Seconds until a scheduler that does not answer is given up."""


class KitPlugin(WorkerPlugin):
    """Lays the kit out on every worker, once; on those that join later, too."""

    def __init__(self, kit: Kit, name: str) -> None:
        self.name = name
        self.kit = kit

    def setup(self, worker: Any) -> None:
        """Called by Dask when the plugin comes to a worker."""
        # Dask clears its workers' folders, even after a kill.
        made = tempfile.mkdtemp(prefix="budgetpdf-", dir=worker.local_directory)
        self.folder = Path(made).resolve()
        self.ready = unpack(self.kit, self.folder)

    def teardown(self, worker: Any) -> None:
        """Called by Dask when the run is over."""
        del worker
        shutil.rmtree(self.folder, ignore_errors=True)


def on_worker(name: str, function: Function[R], parcels: Sequence[Parcel], wanted: str) -> list[R]:
    """Do a chunk with the kit of a run. Raises OtherProgramError, see `remote`."""
    plugin = get_worker().plugins[name]
    return work_at(plugin.folder, function, plugin.ready, parcels, wanted)


class Cluster(Engine):
    """A Dask cluster. It makes the reports of lost workers again by itself."""

    def __init__(self, client: Client) -> None:
        threads = sum(client.nthreads().values())
        super().__init__(client.get_executor(pure=False), max(WINDOW, 4 * threads))
        self._client = client
        self._name = f"budgetpdf-{uuid4().hex}"
        self._homes: dict[str, str] = {}

    def open(self, setup: Setup, specs: Sequence[Path]) -> None:
        """Send profiles and fonts. Raises EngineLostError if a worker has another program."""
        kit = pack(setup, specs)
        self._homes = kit.homes
        try:
            # What a worker does not need to know stays here.
            self._client.register_plugin(KitPlugin(replace(kit, homes={}), self._name))
            found = self._client.run(program)
        except Exception as error:
            raise EngineLostError(engine_lost(f"{type(error).__name__}: {error}")) from error
        others = sorted(address for address, digest in found.items() if digest != program())
        if others:
            raise EngineLostError(other_program(", ".join(others)))

    def close(self) -> None:
        """Clear the workers. The cluster goes on."""
        try:
            self._client.unregister_worker_plugin(self._name)
        except Exception:  # noqa: BLE001 - it may be gone, or never have come
            return

    def run(
        self, function: Function[R], setup: Setup, chunks: Iterable[Chunk]
    ) -> Iterator[Answer[R]]:
        """The answers as they come, with the caller's paths."""
        for answer in super().run(function, setup, chunks):
            results = tuple(self._home(result) for result in answer.results)
            yield replace(answer, results=results)

    def _submit(self, function: Function[R], setup: Setup, chunk: Chunk) -> Future[list[R]]:
        del setup  # it went with the kit
        parcels = tuple(_parcel(task) for task in chunk)
        return self._executor.submit(on_worker, self._name, function, parcels, program())

    def _home(self, result: R) -> R:
        if not isinstance(result, Made):
            return result
        files = tuple((self._homes.get(where, where), digest) for where, digest in result.files)
        return replace(result, files=files)


def _parcel(task: Task) -> Parcel:
    path = Path(task.path)
    try:
        data = path.read_bytes()
    except OSError:
        data = None
    return Parcel(place(path.resolve()), task.name or task.path, data)


@contextmanager
def cluster(address: str) -> Iterator[Cluster]:
    """The cluster of a scheduler. Raises OSError or ValueError if none answers."""
    with Client(address, timeout=TIMEOUT, set_as_default=False, name="budgetpdf") as client:
        yield Cluster(client)
