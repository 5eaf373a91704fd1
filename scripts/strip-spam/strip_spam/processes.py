"""Many files at once: a process for each processor."""

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from strip_spam.files import SIGNALS, UsageError, held_back

_ALONE = 1.0  # seconds that this process works alone: a short run is done by then
_AT_ONCE = 8  # files that a process is given

Result = TypeVar("Result")
_job: Callable[[str], Any]  # what a process of the pool does with each file


def on_all_processors(job: Callable[[str], Result], paths: Sequence[str]) -> Iterator[Result]:
    """Yield what a job, which is pickled where it goes to other processes, returns for each path.

    While there are such processes, a signal that ends the run lets them finish what they have
    begun, which is still yielded.

    Raises:
        KeyboardInterrupt: a signal has ended the run.
        UsageError: a process was killed.
    """
    start, done = time.monotonic(), 0
    while done < len(paths) and time.monotonic() - start < _ALONE:
        yield job(paths[done])
        done += 1
    if done == len(paths):
        return
    # Imported here, since that takes as long as most runs.
    from concurrent.futures import CancelledError, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    stopped = []

    def stop(number: int, _frame: object) -> None:
        stopped.append(number)
        pool.shutdown(wait=False, cancel_futures=True)

    parts = [paths[n : n + _AT_ONCE] for n in range(done, len(paths), _AT_ONCE)]
    heeded = {n: was for n in SIGNALS if (was := signal.getsignal(n)) != signal.SIG_IGN}
    try:
        # What a terminal sends to all is for this process, which ends the others.
        with held_back(heeded.keys() - {signal.SIGTERM}):
            # New interpreters, not copies of this one: that is the same on every system.
            pool = ProcessPoolExecutor(None, get_context("spawn"), _begin, (job,))
            results = [pool.submit(_do, part) for part in parts]
            for number in heeded:
                signal.signal(number, stop)
        for result in results:
            try:
                yield from result.result()
            except (CancelledError, BrokenProcessPool) as error:
                if not stopped:
                    raise UsageError("a process was killed: run it on fewer files") from error
    finally:
        for number, handler in heeded.items():
            signal.signal(number, handler)
        pool.shutdown(cancel_futures=True)
    if stopped:
        raise KeyboardInterrupt


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
