"""How fast is `strip-spam`? Prints what it measured; nothing is judged by time.

It makes its own files, in a temporary folder, and takes a few minutes. Seconds are those of the
processor, in the middle of three runs, after the start (of a run over an empty page).
"""

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from strip_spam.find import Finder
from strip_spam.rendered import Renderer
from strip_spam.strip import strip
from strip_spam.tokens import TokenList

TOKEN = "경남출장"
FILES = 20_000
BLOCKS = 48  # of a page; they make about 10 KB

WORDS = """a about after all also and any are as before body by calm can care daily deep each face
few firm from gentle good hands heat help helps hour in into is it its massage may minutes more
most muscle neck night of oil on one or rest shoulders skin small some steady than that the this to
towel upward warm water well with your""".split()


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
            lines = "\n".join(f"{w} = f({w!r})" for w in words(3, 9).split())
            yield f"```python\n{lines}\n```"
        elif kind < 0.42:
            yield f"| Oil | Time |\n| --- | --- |\n| {words(1, 3)} | {words(2, 5)} |"
        else:
            link = f"[{words(1, 3)}](https://example.com/{words(1, 1)}?a=1&b=2%20c)"
            sentences = (words(8, 20).capitalize() + "." for _ in range(chance.randint(1, 5)))
            yield " ".join((*sentences, f"See {link} and `{words(1, 2)}`."))


def make_tree(folder: Path, files: int) -> None:
    """Write a tree of clean Markdown pages."""
    chance = random.Random(files)
    source = blocks(chance)
    stock = [next(source) for _ in range(4_000)]
    for n in range(files):
        path = folder / f"{n // 100}" / f"{n}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        page = chance.choices(stock, k=BLOCKS)
        if n % 5 == 0:
            page.insert(3, "경험이 많은 사람은 손의 온도를 먼저 확인합니다.")
        path.write_text("\n\n".join(page) + "\n", "utf-8")


def seconds(command: Sequence[str | Path]) -> float:
    """Return what a command takes of the processor, in the middle of three runs."""
    took = []
    for _ in range(3):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        took.append(usage.ru_utime + usage.ru_stime)
    return statistics.median(took)


def checked(tokens: Sequence[str], folder: Path, root: Path) -> float:
    """Return what a check of a folder with these tokens takes after the start."""
    path = root / "list.yml"
    path.write_text("tokens:\n" + "".join(f"- {token}\n" for token in tokens), "utf-8")
    program = Path(sys.executable).with_name("strip-spam")
    command: list[str | Path] = [program, "--tokens", path, "--check"]
    return seconds([*command, folder]) - seconds([*command, root / "empty"])


def polluted_page() -> float:
    """Return what one polluted page of about 10 KB takes, in milliseconds."""
    source = blocks(random.Random(7))
    page = [next(source) for _ in range(BLOCKS)]
    page.insert(5, f"Warm {TOKEN} oil helps in the evening.")
    text, finder, renderer = "\n\n".join(page), Finder(TokenList((TOKEN,))), Renderer()
    strip(text, finder, renderer)  # loads what it needs
    took = []
    for _ in range(20):
        clock = time.process_time()
        strip(text, finder, renderer)
        took.append(time.process_time() - clock)
    return statistics.median(took) * 1000


def bench(root: Path, files: int) -> None:
    """Measure, and print."""
    (root / "empty").mkdir()
    (root / "empty/page.md").touch()
    folder = root / "tree"
    make_tree(folder, files)
    phrases = [f"{WORDS[n % 60]}x{n} {WORDS[n // 60 % 60]}" for n in range(65_000)]
    one, phrase, many = (checked(list_, folder, root) for list_ in ([TOKEN], phrases[:1], phrases))
    print(f"{files:,} clean files: {one:.2f} s with one token, {phrase:.2f} s with one phrase")
    print(f"with 65,000 phrases: {many:.2f} s, {many / phrase:.1f} times as long as with one")
    codespell = [sys.executable, "-m", "codespell_lib"]
    other = seconds([*codespell, folder]) - seconds([*codespell, root / "empty"])
    print(f"codespell: {other:.2f} s; with one token {one / other:.2f} times as long")
    if rg := shutil.which("rg"):
        other = seconds([rg, "-j1", "-c", TOKEN, folder])
        print(f"ripgrep -j1: {other:.2f} s; with one token {one / other:.1f} times as long")
    else:
        print("no comparison with ripgrep: there is none here (rg)")
    print(f"a polluted page of 10 KB: {polluted_page():.1f} ms beyond reading")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="strip-spam-bench-") as temporary:
        bench(Path(temporary), int(sys.argv[1]) if sys.argv[1:] else FILES)
