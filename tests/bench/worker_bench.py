"""Is a page ever later with the stored copies than without? Prints what it measured.

The site is read through a proxy on loopback that delays each round trip and narrows the line, with
the worker and without it in turn, in one run. The server allows ten minutes. Times are medians of
first contentful paint, in milliseconds from the click on; it takes some eight minutes.
"""

import asyncio
import statistics
import sys
import tempfile
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).parents[1]))
from playwright.sync_api import Browser, Page, sync_playwright
from site_bench import Zipped, project, timed

from browser import FLAGS, executable
from conftest import pages_of, served

RUNS = 5
LINES = {"4G": (0.150, 1_600_000), "2G": (0.800, 160_000)}  # seconds a round trip, bits a second

PAINTED = """() => new Promise((done) => new PerformanceObserver((list) => {
  for (const { name, startTime } of list.getEntries())
    if (name === 'first-contentful-paint') done(startTime)
}).observe({ type: 'paint', buffered: true }))"""
WHOLE = """async () => {
  for (;;) {
    const stores = await caches.keys()
    if (stores.length === 1 && !stores[0].endsWith(' read')) return
    await new Promise((done) => setTimeout(done, 100))
  }
}"""
ANSWERED = """async () => {
  const input = document.querySelector('#search input')
  const typed = performance.now()
  const found = new Promise((done) => new MutationObserver(() =>
    document.querySelector('#search li') && done(performance.now() - typed)
  ).observe(document.querySelector('#search ol'), { childList: true }))
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true }))
  input.value = 'wrinkle'
  input.dispatchEvent(new Event('input'))
  return found
}"""


class Line:
    """A line to a server: each round trip takes its time, and all connections share its width."""

    def __init__(self, port: int, trip: float, width: int) -> None:
        self.port, self.trip, self.width = port, trip, width
        self.free = 0.0  # when the last byte has left

    async def connect(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        """Carry one connection."""
        await asyncio.sleep(self.trip)  # a connection is opened by a round trip of its own
        far, forth = await asyncio.open_connection("127.0.0.1", self.port)
        await asyncio.gather(self.carry(near, forth), self.carry(far, back))

    async def carry(self, source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
        """Carry what comes one way, each piece half a round trip after there was room for it."""
        loop = asyncio.get_running_loop()
        last = loop.time()
        while piece := await source.read(1460):
            self.free = max(loop.time(), self.free) + len(piece) * 8 / self.width
            last = self.free + self.trip / 2
            loop.call_at(last, to.write, piece)
        loop.call_at(last + 0.001, to.close)  # of two calls for one time, either may come first


@contextmanager
def delayed(port: int, trip: float, width: int) -> Iterator[int]:
    """Open a line to a port of this machine; its own port."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    line = Line(port, trip, width)
    opening = asyncio.start_server(line.connect, "127.0.0.1", 0)
    server = asyncio.run_coroutine_threadsafe(opening, loop).result()
    yield server.sockets[0].getsockname()[1]

    def stop() -> None:
        for task in asyncio.all_tasks():
            task.cancel()
        loop.call_soon(loop.stop)

    loop.call_soon_threadsafe(stop)


def read(page: Page, start: str, paths: list[str], *, stored: bool) -> Iterator[tuple[str, float]]:
    """Go a reader's way through the site; yield each step's name and the time it took."""

    first, second, third = paths

    def painted(path: str) -> float:
        page.goto(start + path)
        return float(page.evaluate(PAINTED))

    yield "the first page", painted(first)
    page.wait_for_timeout(200)
    yield "0.2 s later a new one", painted(second)
    page.wait_for_timeout(3300)  # the reader rests, so the store begins to fill
    yield "a new one as the store fills", painted(third)
    if stored:
        page.evaluate(WHOLE)
    yield "seen before", painted(first)
    devtools = page.context.new_cdp_session(page)
    devtools.send("ServiceWorker.enable")
    devtools.send("ServiceWorker.stopAllWorkers")
    yield "seen before, worker asleep", painted(second)
    yield "search from the first key", float(page.evaluate(ANSWERED))
    painted(first)
    yield "search on the next page", float(page.evaluate(ANSWERED))


def measure(browser: Browser, start: str, paths: list[str]) -> None:
    """Print the medians with the worker and without."""
    times: dict[str, dict[bool, list[float]]] = defaultdict(lambda: defaultdict(list))
    for _ in range(RUNS):
        for stored in (True, False):
            with browser.new_context(service_workers="allow" if stored else "block") as context:
                for name, time in read(context.new_page(), start, paths, stored=stored):
                    times[name][stored].append(time)
    print(f"{'':32}{'without':>10}{'with':>10}{'ratio':>8}")
    for name, both in times.items():
        without, with_ = (statistics.median(both[stored]) for stored in (False, True))
        print(f"{name:32}{without:10,.0f}{with_:10,.0f}{with_ / without:8.2f}")


def main() -> None:
    """Measure, and print."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        site = project(Path(name) / "ours")
        timed("mkdocs", "build", cwd=site)
        paths = pages_of(site / "site")[:3]
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        with served(site / "site", handler=Zipped) as address:
            at = urlsplit(address)
            for line, (trip, width) in LINES.items():
                print(f"\n{line}: {trip * 1000:.0f} ms a round trip, {width / 1000:,.0f} kbit/s")
                with delayed(at.port or 0, trip, width) as port:
                    measure(browser, f"http://127.0.0.1:{port}{at.path}", paths)


if __name__ == "__main__":
    main()
