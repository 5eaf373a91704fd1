"""Many files at once: a process for each processor."""

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from strip_spam.files import UsageError, held_back

_ALONE = 1.0  # seconds that this process works alone: a short run is done by then
_AT_ONCE = 8  # files that a process is given

Result = TypeVar("Result")
_job: Callable[[str], Any]  # what a process of the pool does with each file


def on_all_processors(job: Callable[[str], Result], paths: Sequence[str]) -> Iterator[Result]:
    """Yield what a job, which is pickled where it goes to other processes, returns for each path.

    When the run is interrupted, what other processes have begun is finished and yielded first.

    Raises:
        UsageError: a process was killed.
    """
    start, done = time.monotonic(), 0
    while done < len(paths) and time.monotonic() - start < _ALONE:
        yield job(paths[done])
        done += 1
    if done == len(paths):
        return
    # Imported here, since that takes as long as most runs.
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # New interpreters, not copies of this one: that is the same on every system.
    pool = ProcessPoolExecutor(None, get_context("spawn"), _begin, (job,))
    parts = [paths[n : n + _AT_ONCE] for n in range(done, len(paths), _AT_ONCE)]
    try:
        with held_back([signal.SIGINT]):  # a terminal sends it to all; this one ends the others
            futures = [pool.submit(_do, part) for part in parts]
        try:
            while futures:
                yield from futures[0].result()
                del futures[0]
        except KeyboardInterrupt:
            pool.shutdown(cancel_futures=True)
            for begun in futures:
                if not begun.cancelled():
                    yield from begun.result()
            raise
    except BrokenProcessPool as error:
        raise UsageError("a process was killed: run it again, on fewer files") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(job: Callable[[str], Any]) -> None:
    """Prepare a process, which ends with the pool, or with the process that has begun it."""
    import threading
    from multiprocessing import parent_process

    def end_with_the_first() -> None:
        parent_process().join()  # type: ignore[union-attr]
        os._exit(1)

    global _job
    _job = job
    threading.Thread(target=end_with_the_first, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _do(paths: Sequence[str]) -> list[Any]:
    return [_job(path) for path in paths]
