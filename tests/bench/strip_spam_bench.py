"""How fast is `strip-spam --check`, and how much memory does it take? Prints what it measured.

It makes its own files, in a temporary folder, and takes a few minutes.
"""

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

TOKEN = "경남출장"
LIST = Path(__file__).with_name("tokens.yml")
CHECK = (sys.executable, "-m", "strip_spam", "--tokens", str(LIST), "--check")
SIZES = (1_000, 10_000, 20_000)
BLOCKS = 48  # of a page; they make about 10 KB

WORDS = """a about after all also and any are as before body by calm can care daily deep each face
few firm from gentle good hands heat help helps hour in into is it its massage may minutes more
most muscle neck night of oil on one or rest shoulders skin small some steady than that the this to
towel upward warm water well with your""".split()
KOREAN = """경험이 많은 사람은 손의 온도를 먼저 확인합니다. 피부는 매일 조금씩 달라집니다. 따뜻한
수건을 얼굴에 올리고 잠시 기다립니다. 다음 주에는 경남 출장 일정이 있어 모임을 쉽니다. 물을 충분히
마시고 일찍 잠자리에 드는 것이 좋습니다. 어깨와 목은 천천히 풀어 줍니다.""".split(". ")


class Run(NamedTuple):
    """What one run of a command took."""

    seconds: float
    megabytes: float
    status: int


def measure(command: Sequence[str | Path], cwd: Path) -> Run:
    """Run a command; its peak memory is its own, as long as this process stays smaller."""
    clock = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    elapsed = time.perf_counter() - clock
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(elapsed, usage.ru_maxrss * unit / 1e6, process.returncode)


def median(command: Sequence[str | Path], cwd: Path, runs: int = 3) -> Run:
    """Run a command a few times; the figures in the middle, and the last status."""
    seconds, memory, status = zip(*(measure(command, cwd) for _ in range(runs)), strict=True)
    return Run(statistics.median(seconds), statistics.median(memory), status[-1])


def blocks(chance: random.Random) -> Iterator[str]:
    """Yield the blocks of a page, without end, in the mix that documentation has."""

    def words(least: int, most: int) -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(least, most)))

    while True:
        kind = chance.random()
        if kind < 0.12:
            yield f"## {words(2, 6).capitalize()}"
        elif kind < 0.28:
            yield "\n".join(f"- {words(4, 14)}" for _ in range(4))
        elif kind < 0.36:
            yield (
                "```python\n" + "\n".join(f"{w} = f({w!r})" for w in words(3, 9).split()) + "\n```"
            )
        elif kind < 0.42:
            yield f"| Oil | Time |\n| --- | --- |\n| {words(1, 3)} | {words(2, 5)} |"
        else:
            link = f"[{words(1, 3)}](https://example.com/{words(1, 1)}?a=1&b=2%20c)"
            sentences = (words(8, 20).capitalize() + "." for _ in range(chance.randint(1, 5)))
            yield " ".join((*sentences, f"See {link} and `{words(1, 2)}`."))


def make_tree(folder: Path, files: int) -> int:
    """Write a tree of Markdown pages; return how many bytes it holds."""
    chance = random.Random(files)
    source = blocks(chance)
    stock = [next(source) for _ in range(4_000)]
    size = 0
    for n in range(files):
        page = chance.choices(stock, k=BLOCKS)
        if n % 5 == 0:
            page.insert(3, ". ".join(chance.sample(KOREAN, 3)) + ".")
        if n % 100 == 7:
            page.insert(5, f"Warm {TOKEN} oil helps in the evening.")
        path = folder / f"{n // 100}" / f"{n}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        size += path.write_bytes(("\n\n".join(page) + "\n").encode())
    return size


WARM = f"Warm {TOKEN} oil "
HARD = {  # what stands first, what is repeated, how many thousand times, and what stands last
    "50 MB on one line": (WARM, "helps the skin ", 3_334, ""),
    "50 MB on one line, markup": (WARM, "helps *the* [skin](#a) ", 2_174, ""),
    "a megabyte of [": (f"{WARM}\n\n", "[", 1_000, ""),
    "a megabyte of `": (f"{WARM}\n\n", "`", 1_000, ""),
    "10,000 nested quotes": (f"{WARM}\n\n", "> ", 10, "end"),
    "10,000 quotes, token in it": ("", "> ", 10, f"{WARM}helps"),
}


def row(*cells: object) -> None:
    """Print a row of a table."""
    print(f"{cells[0]:<26}", *(f"{cell:>12}" for cell in cells[1:]), flush=True)


def bench(root: Path, sizes: Iterable[int]) -> None:
    """Measure, and print."""
    (root / "empty").mkdir()
    start = median([*CHECK, "empty"], root, 9)
    yaml = median([sys.executable, "-c", "import yaml"], root, 9)
    ratio = start.seconds / yaml.seconds
    print(f"start-up: {start.seconds:.3f} s, {ratio:.2f} times that of 'import yaml'")
    rg = shutil.which("rg")
    print(f"the ratio is to {rg} -j1" if rg else "no ratio: there is no ripgrep here (rg)", "\n")
    row("tree", "seconds", "files/s", "MB/s", "peak MB", "ripgrep s", "ratio")
    for files in sizes:
        folder = root / f"{files}"
        megabytes = make_tree(folder, files) / 1e6
        run = median([*CHECK, folder], root)
        took = max(run.seconds - start.seconds, 1e-9)
        other = median([rg, "-j1", "-c", TOKEN, folder], root).seconds if rg else None
        compared = (f"{other:.2f}", f"{took / other:.2f}") if other else ("-", "-")
        speed = f"{took:.2f}", f"{files / took:,.0f}", f"{megabytes / took:.0f}"
        row(f"{files:,} files, {megabytes:.0f} MB", *speed, f"{run.megabytes:.0f}", *compared)
        shutil.rmtree(folder)
    print()
    row("hard input", "seconds", "size MB", "peak MB", "exit status")
    page = root / "page.md"
    for name, (first, unit, thousands, last) in HARD.items():
        with page.open("w", encoding="utf-8") as file:  # in pieces: this process stays small
            file.writelines((first, *[unit * 1_000] * thousands, last, "\n"))
        run = measure([*CHECK, page], root)
        size = page.stat().st_size / 1e6
        row(name, f"{run.seconds:.2f}", f"{size:.2f}", f"{run.megabytes:.0f}", run.status)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="strip-spam-bench-") as temporary:
        bench(Path(temporary), [int(size) for size in sys.argv[1:]] or SIZES)
