"""Many files at once: a process for each processor."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from strip_spam.files import SIGNALS, UsageError, held_back

_FEW = 64  # files that are done before other processes have begun
_job: Callable[[str], Any]  # what a process of the pool does with each file


def on_all_processors(job: Callable[[str], Any], paths: Sequence[str]) -> Iterator[Any]:
    """Yield the job's result for each path (the job must be picklable), in order.

    While there are such processes, a signal that ends the run lets them finish what they have
    begun, which is still yielded.

    Raises:
        KeyboardInterrupt: a signal has ended the run.
        UsageError: a process was killed.
    """
    if len(paths) < _FEW:
        yield from map(job, paths)
        return
    # Imported here, since that takes as long as most runs.
    from concurrent.futures import CancelledError, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    signalled = list[int]()
    handlers = {n: was for n in SIGNALS if (was := signal.getsignal(n)) != signal.SIG_IGN}
    # What a terminal sends to all is for this process, which ends the others.
    its_own = handlers.keys() - {signal.SIGTERM}
    with held_back(its_own):
        # New interpreters, not copies of this one: that is the same on every system.
        pool = ProcessPoolExecutor(None, get_context("spawn"), _begin, (job,))
    try:
        with held_back(its_own):  # once more: making the pool lets SIGINT through
            futures = [pool.submit(_do, path) for path in paths]
            for number in handlers:
                signal.signal(number, lambda number, _: signalled.append(number))
        for future in futures:
            yield future.result()
            if signalled:  # what has not begun is left
                pool.shutdown(cancel_futures=True)
    except (BrokenProcessPool, CancelledError) as error:
        if not signalled:
            raise UsageError("a process was killed: run it on fewer files") from error
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        pool.shutdown(cancel_futures=True)
    if signalled:
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
    with held_back(SIGNALS):  # or this thread would be struck while another writes
        threading.Thread(target=end_with_the_first, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where none can be held back


def _do(path: str) -> Any:
    return _job(path)
