"""Who measures the tiles: threads or processes of this machine, or the workers of a Dask cluster."""

import asyncio
import signal
import struct
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, ThreadPoolExecutor, wait
from contextlib import contextmanager
from itertools import chain, islice
from os import cpu_count, environ
from typing import Any, Protocol, TypeVar

from lcity.partitions.errors import PartitionError

Result = TypeVar("Result")
Task = tuple[Any, ...]
"""What a function is called with; the same on another machine as on this one."""

SCHEDULER = "LCITY_SCHEDULER"
IN_FLIGHT = 4
"""Tasks a worker that are sent out at once: enough that none waits, so few that results fit in memory."""
BUNDLES_IN_FLIGHT = 2
BUNDLE = 8
"""Tasks that are sent to another process as one: what is done about each costs as much as half a tile."""
FEW = 128
"""Tiles that threads measure before a process of its own has read its libraries."""
IDLE_S = 30
"""How long a process waits to be asked again: one that was stopped, or whose asker has died, is not left."""
MEMORY = {"MALLOC_TRIM_THRESHOLD_": "134217728", "MALLOC_MMAP_THRESHOLD_": "134217728"}
"""What processes are told: to keep the memory of a tile for the next. dask.yaml tells workers the same."""
RETRIES = 3
"""How often a cluster tries a tile again whose worker died."""
UNREAD = "Error during deserialization"
"""How Dask begins when its scheduler does not know what it is sent."""
ANSWER_S = 5.0
"""How long a scheduler has to say that it is one."""
CONNECT_S = 10.0
"""How long one that has may take to tell of its workers."""
CAN_BLOCK = hasattr(signal, "pthread_sigmask")
"""Whether signals can be kept from what a thread starts: not on Windows."""
LOOK_EVERY_S = 5.0
"""How long nothing may come from a cluster before it is asked whether anybody works there."""


class Runner(Protocol):
    """Something that does a task anywhere, and is let go of at the end of a `with`."""

    def map(self, function: Callable[..., Result], tasks: Iterable[Task]) -> Iterator[tuple[Task, Result]]:
        """Yield each task with its result, in whatever order they are done."""


class Threads:
    """The threads of this machine.

    Parameters
    ----------
    workers
        How many; None for as many as there are processors.
    """

    def __init__(self, workers: int | None = None):
        self.workers = workers or cpu_count() or 1

    def __enter__(self) -> "Threads":
        return self

    def __exit__(self, *_: object) -> None:
        """Do nothing: threads end with what they do."""

    def map(self, function: Callable[..., Result], tasks: Iterable[Task]) -> Iterator[tuple[Task, Result]]:
        """Yield each task with its result; what is not asked for any more is not begun."""
        with ThreadPoolExecutor(self.workers) as pool:
            yield from _done(pool, function, ([task] for task in tasks), IN_FLIGHT * self.workers)


class Processes:
    """Processes of this machine, which wait for each other less than threads do; of a few tiles its threads.

    They read nothing of the program they are started by, and are kept until they are let go of.

    Parameters
    ----------
    workers
        How many; None for as many as there are processors.
    """

    def __init__(self, workers: int | None = None):
        self._threads = Threads(workers)
        self._pool = None

    def __enter__(self) -> "Processes":
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes, whatever they are at."""
        if self._pool is not None:
            self._pool.shutdown(kill_workers=True)
            self._pool = None

    def map(self, function: Callable[..., Result], tasks: Iterable[Task]) -> Iterator[tuple[Task, Result]]:
        """Yield each task with its result.

        Raises
        ------
        PartitionError
            A process was ended by somebody else.
        """
        from loky.process_executor import BrokenProcessPool  # seldom wanted

        waiting, workers = iter(tasks), self._threads.workers
        first = list(islice(waiting, FEW))
        if workers == 1 or len(first) < FEW:
            yield from self._threads.map(function, chain(first, waiting))
            return
        bundles = _bundles(chain(first, waiting))
        try:
            yield from _done(self._started(), function, bundles, BUNDLES_IN_FLIGHT * workers)
        except BrokenProcessPool as error:
            raise PartitionError("process") from error

    def _started(self) -> Executor:
        if self._pool is None:
            from loky import ProcessPoolExecutor

            if CAN_BLOCK:
                from multiprocessing import resource_tracker

                # It lifts what `_no_interrupts` blocks where it is started, as the first process would.
                resource_tracker.ensure_running()
            workers = self._threads.workers
            self._pool = ProcessPoolExecutor(
                workers, timeout=IDLE_S, initializer=_leave_interrupts, env=MEMORY
            )
        return self._pool


class Cluster:
    """The workers of a Dask cluster, which have LCity and the folder of the dataset.

    Parameters
    ----------
    scheduler
        Its address: tcp://host:port.

    Raises
    ------
    PartitionError
        No scheduler answers there, or it is asked for by certificates and none are named.
    """

    def __init__(self, scheduler: str):
        from distributed import Client  # a second to import, and seldom wanted
        from distributed.security import Security

        self.scheduler, security = scheduler, Security()
        how = security.get_connection_args("client")
        if scheduler.startswith("tls:") and how["ssl_context"] is None:
            raise PartitionError("no_certificates", scheduler=scheduler)
        try:
            # A client that has not found its scheduler is in the way, half made, for twenty seconds.
            asyncio.run(_greet(scheduler, how))
            self._client = Client(scheduler, timeout=CONNECT_S, security=security, set_as_default=False)
        except (OSError, ValueError) as error:
            raise PartitionError("no_scheduler", scheduler=scheduler) from error

    def workers(self) -> dict[str, int]:
        """Return how many threads each worker has, by its address."""
        return self._client.nthreads()

    def __enter__(self) -> "Cluster":
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the cluster."""
        self._client.close()

    def map(self, function: Callable[..., Result], tasks: Iterable[Task]) -> Iterator[tuple[Task, Result]]:
        """Yield each task with its result; a tile whose worker dies is given to another.

        Raises
        ------
        PartitionError
            A tile cannot be measured, there are no workers, or the scheduler is gone.
        """
        from distributed import wait as wait_for
        from distributed.client import FutureCancelledError, FuturesCancelledError
        from distributed.scheduler import KilledWorker

        waiting, running = _bundles(tasks), {}
        workers = sum(self.workers().values())
        if not workers:
            raise PartitionError("no_workers", scheduler=self.scheduler)

        def send_out() -> bool:
            while len(running) < BUNDLES_IN_FLIGHT * workers and (bundle := next(waiting, None)):
                future = self._client.submit(_each, function, bundle, retries=RETRIES, pure=False)
                running[future] = bundle
            return bool(running)

        try:
            while send_out():
                try:
                    with self._client.as_current():
                        done, _ = wait_for(list(running), LOOK_EVERY_S, FIRST_COMPLETED)
                except TimeoutError:
                    # Without workers Dask waits for others to come, for ever.
                    if not self.workers():
                        raise PartitionError("cluster", scheduler=self.scheduler) from None
                    continue
                for future in done:
                    yield from zip(running.pop(future), future.result(), strict=True)
        except (KilledWorker, FutureCancelledError, FuturesCancelledError, OSError) as error:
            raise PartitionError("cluster", scheduler=self.scheduler) from error
        except ModuleNotFoundError as error:
            raise PartitionError("elsewhere", scheduler=self.scheduler) from error
        except RuntimeError as error:
            if not str(error).startswith(UNREAD):
                raise
            raise PartitionError("elsewhere", scheduler=self.scheduler) from error
        finally:
            self._client.cancel(list(running))


def workers(scheduler: str | None = None, processes: int | None = None) -> "Cluster | Processes":
    """Return who measures: the cluster of a scheduler, named here or by `LCITY_SCHEDULER`, else this machine.

    Parameters
    ----------
    scheduler
        Its address: tcp://host:port.
    processes
        How many, where there is no scheduler; None for as many as there are processors.

    Raises
    ------
    PartitionError
        No scheduler answers at the address.
    """
    address = scheduler or environ.get(SCHEDULER)
    return Cluster(address) if address else Processes(processes)


def _bundles(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    waiting = iter(tasks)
    return iter(lambda: list(islice(waiting, BUNDLE)), [])


async def _greet(scheduler: str, how: dict[str, Any]) -> None:
    """Ask a scheduler whether it is one, and hang up.

    Raises
    ------
    OSError, ValueError
        Nobody answers in time, or another program.
    """
    from distributed.comm import connect
    from distributed.core import send_recv

    try:
        async with asyncio.timeout(ANSWER_S):
            comm = await connect(scheduler, timeout=ANSWER_S, **how)
            answer = await send_recv(comm, op="identity")
    # What another program says may be read as the length of a message larger than any memory, or as anything.
    except (TypeError, LookupError, MemoryError, struct.error) as error:
        raise ValueError(scheduler) from error
    comm.abort()
    # A worker greets too.
    if answer["type"] != "Scheduler":
        raise ValueError(scheduler)


def _each(function: Callable[..., Result], tasks: list[Task]) -> list[Result]:
    return [function(*task) for task in tasks]


def _done(
    pool: Executor, function: Callable[..., Result], bundles: Iterable[list[Task]], most: int
) -> Iterator[tuple[Task, Result]]:
    """Yield each task with its result, no more than some bundles being sent out at once."""
    waiting, running = iter(bundles), {}

    def send_out() -> bool:
        with _no_interrupts():
            for bundle in islice(waiting, most - len(running)):
                running[pool.submit(_each, function, bundle)] = bundle
        return bool(running)

    try:
        while send_out():
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                yield from zip(running.pop(future), future.result(), strict=True)
    finally:
        for future in running:
            future.cancel()


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """Keep Ctrl-C from whatever is started here before it can leave it to others itself; it is not lost.

    A process has the mask of the thread that starts it from its first moment on, and one of these is two
    seconds reading its libraries.
    """
    if not CAN_BLOCK:
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _leave_interrupts() -> None:
    """Leave Ctrl-C, which every process of a terminal is sent, to the one that asked."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
