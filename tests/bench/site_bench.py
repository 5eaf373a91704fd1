"""How light is a page, and how long does the road take? Prints what it measured.

This site is measured against stock Material, from the same pages, in one run. Lighthouse comes from
npm, so Node 20 or newer must be there. Everything is made in a temporary folder and served on
loopback; it takes some ten minutes.
"""

import gzip
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from browser import executable
from conftest import ROOT, Pages, copy_project, run, served

LIGHTHOUSE = "lighthouse@13.0.1"
HEAVIEST = 4  # pages are measured
RUNS = 5
MANY = (10, 100)
STOCK = """\
site_name: Stock
site_url: http://127.0.0.1:8000/
theme: {name: material, font: false}
markdown_extensions: [admonition, pymdownx.snippets]
"""

# The least that a page can be: what it takes is the machine's, the browser's and the network's.
BARE = """\
<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="description" content="One line"><title>Bare</title><h1>Bare</h1>
"""

FIGURES = {
    "first contentful paint, ms": ("first-contentful-paint", "numericValue"),
    "largest contentful paint, ms": ("largest-contentful-paint", "numericValue"),
    "layout shift": ("cumulative-layout-shift", "numericValue"),
    "blocking time, ms": ("total-blocking-time", "numericValue"),
    "transferred, bytes": ("total-byte-weight", "numericValue"),
}


class Zipped(Pages):
    """Serves a folder as a host does: text zipped, and good for ten minutes."""

    def do_GET(self) -> None:  # noqa: N802 (so a server looks for it)
        """Answer with a file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = gzip.compress(path.read_bytes(), 9)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def timed(*command: str | Path, cwd: Path) -> float:
    """Run a command of this environment; return the seconds it took.

    Raises:
        SystemExit: it failed.
    """
    clock = time.perf_counter()
    done = run(*command, cwd=cwd)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return time.perf_counter() - clock


def project(folder: Path, many: int = 0) -> Path:
    """Make a copy of this project, with many pages instead of its own if so asked."""
    copy_project(folder)
    if many:
        path = max((ROOT / "docs").glob("*.md"), key=lambda path: path.stat().st_size)
        page = path.read_text("utf-8")
        for number in range(many):
            text = re.sub("title: .*", f"title: Page number {number}", page, count=1)
            text = text.replace("# S", f"# {number} S", 1)
            (folder / f"docs/page-{number}.md").write_text(text, "utf-8")
        config = (folder / "mkdocs.yml").read_text("utf-8")
        nav, rest = config.split("\ntheme:", 1)
        nav += "".join(f"  - Page {number}: page-{number}.md\n" for number in range(many))
        (folder / "mkdocs.yml").write_text(f"{nav}\ntheme:{rest}", "utf-8")
    return folder


def stock(ours: Path, folder: Path) -> Path:
    """Make what stock Material builds from the same pages."""
    shutil.copytree(ours / "docs", folder / "docs")
    nav = (ours / "mkdocs.yml").read_text("utf-8").partition("\nnav:\n")[2].partition("\n\n")[0]
    (folder / "mkdocs.yml").write_text(f"{STOCK}nav:\n{nav}\n", "utf-8")
    return folder


def heaviest(site: Path) -> list[str]:
    """Return the paths of the pages with the most bytes."""
    files = sorted(site.rglob("index.html"), key=lambda file: -file.stat().st_size)
    return [file.parent.relative_to(site).as_posix() for file in files[:HEAVIEST]]


def bare(folder: Path, pages: list[str]) -> Path:
    """Make a site of bare pages, at the addresses that are measured."""
    for page in pages:
        (folder / page).mkdir(parents=True, exist_ok=True)
        (folder / page / "index.html").write_text(BARE, "utf-8")
    return folder


def looked_at(url: str, folder: Path) -> dict[str, float]:
    """Return what one run of Lighthouse says of a page."""
    done = subprocess.run(
        ["npx", "--yes", LIGHTHOUSE, url, "--quiet", "--output=json", "--output-path=stdout",
         "--chrome-flags=--headless=new --no-sandbox --disable-gpu"],
        cwd=folder,
        capture_output=True,
        text=True,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(done.stderr)
    said: dict[str, Any] = json.loads(done.stdout)
    found = {name: said["audits"][audit][key] for name, (audit, key) in FIGURES.items()}
    found["requests"] = len(said["audits"]["network-requests"]["details"]["items"])
    found |= {name: 100 * part["score"] for name, part in said["categories"].items()}
    return found


def lighthouse(sites: dict[str, Path], pages: list[str], folder: Path) -> None:
    """Print Lighthouse's figures for pages of each site, medians of a few runs."""
    node = shutil.which("npx") and subprocess.run(
        ["node", "--version"], capture_output=True, text=True
    ).stdout.strip("v\n")
    if not node or int(node.partition(".")[0]) < 20:
        print(f"\nLighthouse was not run: it needs Node 20 or newer, here is {node or 'none'}.")
        return
    os.environ["CHROME_PATH"] = executable()
    print(f"\n{LIGHTHOUSE}, mobile, median of {RUNS}")
    for page in pages:
        print(f"\n/{page}")
        figures = {}
        for name, site in sites.items():
            with served(site, handler=Zipped) as address:
                runs = [looked_at(f"{address}{page}/", folder) for _ in range(RUNS)]
            figures[name] = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
        print(f"{'':32}" + "".join(f"{name:>18}" for name in sites) + f"{'ours/bare':>12}")
        ours, _, least = figures.values()
        for key in ours:
            values = "".join(f"{of[key]:18,.2f}" for of in figures.values())
            ratio = f"{ours[key] / least[key]:12.2f}" if least[key] else ""
            print(f"{key:32}{values}{ratio}")


def many_pages(folder: Path) -> None:
    """Print what the stations take, as the number of pages grows, beside stock Material."""
    print(f"\n{'pages':>7}{'strip':>8}{'build':>8}{'stock':>8}{'build/stock':>13}{'ms a page':>11}")
    for many in MANY:
        ours = project(folder / f"many-{many}", many)
        theirs = stock(ours, folder / f"stock-{many}")
        runs = range(3)
        strip = timed("strip-spam", cwd=ours)
        build = statistics.median(timed("mkdocs", "build", cwd=ours) for _ in runs)
        plain = statistics.median(timed("mkdocs", "build", cwd=theirs) for _ in runs)
        times = f"{many:7,}{strip:8.2f}{build:8.2f}{plain:8.2f}"
        print(f"{times}{build / plain:13.2f}{1000 * build / many:11.1f}")


def main() -> None:
    """Measure, and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        many_pages(folder)
        ours = project(folder / "ours")
        theirs = stock(ours, folder / "stock")
        for site in (ours, theirs):
            timed("mkdocs", "build", cwd=site)
        pages = heaviest(ours / "site")
        sites = {
            "this site": ours / "site",
            "stock Material": theirs / "site",
            "a bare page": bare(folder / "bare", pages),
        }
        lighthouse(sites, pages, folder)


if __name__ == "__main__":
    main()
