"""`python -m website`: build the site into a scratch folder, and say what is wrong with it."""

import argparse
import io
import logging
import os
from collections.abc import Sequence
from contextlib import redirect_stderr
from importlib import import_module
from tempfile import TemporaryDirectory

from click import ClickException

from website.engine import Findings, annotation, explain


def main(argv: Sequence[str] | None = None) -> int:
    """Print one line for each finding; return 1 if there is any, 0 if there is none.

    What `strip-spam --check` says of the same pages is left out. The environment's `ENGINE` is the
    package that builds: `mkdocs`, unless it says `properdocs`.
    """
    parser = argparse.ArgumentParser(prog="python -m website", description=__doc__)
    parser.add_argument("--format", choices=("text", "github"), default="text")
    options = parser.parse_args(argv)
    lines, stopped = _findings(os.environ.get("ENGINE") or "mkdocs")
    try:
        for line in lines:
            print(annotation(line) if options.format == "github" else line, flush=True)
    except BrokenPipeError:  # nobody reads on: let go of what can't be printed
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return 1 if lines or stopped else 0


def _findings(engine: str) -> tuple[list[str], bool]:
    """Return what a build warns of, and whether it stopped."""
    findings = Findings()
    findings.addFilter(lambda record: not record.name.endswith(".tokens"))
    log = logging.getLogger(engine)
    log.addHandler(findings)
    build = import_module(f"{engine}.__main__").cli
    try:
        # The engine prints what `findings` has, and more.
        with TemporaryDirectory() as scratch, redirect_stderr(io.StringIO()):
            build(["build", "--site-dir", scratch], standalone_mode=False)
    except SystemExit:  # what stopped it has been said
        return findings.lines, True
    except ClickException as error:
        return [*findings.lines, explain(error)], True
    finally:
        log.removeHandler(findings)
    return findings.lines, False


if __name__ == "__main__":
    raise SystemExit(main())
