"""A bound on the time that a page may take, whatever the parser makes of it."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class TookTooLong(BaseException):
    """The time is over. No `Exception`: what is stopped must not take it for a fault of its own."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Let a block of code take this much time of the processor, in seconds.

    A signal ends it: Python's own code and its regular expressions can be stopped by that at any
    point. Where there are no such signals (on Windows, in a thread) nothing is bounded.

    Raises:
        TookTooLong: it took more.
    """

    def stop(*_: object) -> None:
        raise TookTooLong(f"it takes the Markdown parser more than {seconds:g} seconds")

    if threading.current_thread() != threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
