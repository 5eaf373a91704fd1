"""Bounds on the size of a page and on its time, whatever the parser makes of it."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# Python-Markdown takes quadratic time over some input: pages longer than this (in code points) are
# not rendered, nor those that take longer than this time of the processor (in seconds).
LONGEST = 200_000
LONGEST_TIME = 4.0


class TooHard(BaseException):
    """Why a page can't be rendered. No `Exception`: a parser might take it for its own fault."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Let a block of code take this much time of the processor, in seconds.

    A signal ends it: Python's own code and its regular expressions can be stopped by that at any
    point. Where there are no such signals (on Windows, in a thread) nothing is bounded.

    Raises:
        TooHard: it took more.
    """

    def stop(*_: object) -> None:
        raise TooHard(f"it takes the Markdown parser more than {seconds:g} seconds")

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
