"""What do a package's tests not notice? Makes changes in its functions, one a run of the tests.

`python tests/mutants/run.py PACKAGE [PATTERN ...]` tries them all, or those whose names match, and
prints each that was not noticed, how many were, and the functions that it has left alone: those
with a decorator, and those that hold nothing to change. PACKAGE.toml beside this file says which
tests run. What stands outside functions is not changed: patterns have examples of their own.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SOURCES = {"strip_spam": "scripts/strip-spam/strip_spam", "website": "scripts/website"}


def lay_out(folder: Path, package: Path) -> None:
    """Give a folder what mutmut reads: sources below src/, their tests, its configuration."""
    for name in ("docs", "mkdocs.yml", "overrides", "scripts", "tests"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "src").mkdir()
    (folder / "src" / package.name).symlink_to(package)
    shutil.copy(HERE / f"{package.name}.toml", folder / "pyproject.toml")
    for name in ("src", "tests"):  # an interpreter looks into no folder that comes later
        (folder / "mutants" / name).mkdir(parents=True)


def functions(package: Path) -> set[str]:
    """Return the functions and methods of a package, each as `module.name`."""
    define = re.compile(r"^(?: {4})?def (\w+)", re.MULTILINE)
    texts = {path.stem: path.read_text("utf-8") for path in package.glob("*.py")}
    return {f"{module}.{name}" for module, text in texts.items() for name in define.findall(text)}


def report(results: dict[str, str], package: Path) -> None:
    """Print what became of the changes, by name, and what was left alone."""
    from mutmut.mutation.diff_apply import get_diff_for_mutant

    tried = {name: result for name, result in results.items() if result != "not checked"}
    for name, result in tried.items():
        if result != "killed":
            print(f"{result}: {name}\n{get_diff_for_mutant(name)}")
    key = re.compile(r"\w+\.(\w+)\.x(?:_|.*ǁ)(\w+)__mutmut_\d+")  # ǁ ends the name of a class
    changed = {key.sub(r"\1.\2", name) for name in results}
    print("Left alone:", *sorted(functions(package) - changed))
    counts = Counter(tried.values()).most_common()
    print(f"{len(tried)} changes:", ", ".join(f"{count} {result}" for result, count in counts))


def main(name: str, *patterns: str) -> None:
    """Try the changes in a folder of their own, which is gone in the end."""
    package = ROOT / SOURCES[name]
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        lay_out(Path(folder), package)
        os.chdir(folder)
        os.environ["PYTHONPATH"] = f"{folder}/mutants/src:{folder}/mutants/tests:{HERE}"
        mutmut = [sys.executable, "-m", "mutmut"]
        subprocess.run([*mutmut, "run", *patterns], check=True)
        said = subprocess.check_output([*mutmut, "results", "--all", "True"], text=True)
        report(dict(re.findall(r"^ +(\S+): (.+)", said, re.MULTILINE)), package)
        os.chdir(ROOT)


if __name__ == "__main__":
    main(*sys.argv[1:])
