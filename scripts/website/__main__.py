"""`python -m website`: build the site into a scratch folder, and say what is wrong with it."""

import argparse
import io
import logging
from collections.abc import Sequence
from contextlib import redirect_stderr
from tempfile import TemporaryDirectory

from mkdocs.__main__ import build_command, cli
from mkdocs.exceptions import MkDocsException

from website.engine import Findings, annotation, explain


def main(argv: Sequence[str] | None = None) -> int:
    """Print one line for each finding; return 1 if there is any, 0 if there is none.

    What `strip-spam --check` says of the same pages is left out.
    """
    parser = argparse.ArgumentParser(prog="python -m website", description=__doc__)
    parser.add_argument("--format", choices=("text", "github"), default="text")
    options = parser.parse_args(argv)
    lines, stopped = _findings()
    for line in lines:
        print(annotation(line) if options.format == "github" else line)
    return 1 if lines or stopped else 0


def _findings() -> tuple[list[str], bool]:
    """Return what a build warns of, and whether it stopped."""
    findings = Findings()
    engine = logging.getLogger(build_command.callback.__module__.partition(".")[0])
    engine.addHandler(findings)
    findings.addFilter(lambda record: not record.name.endswith(".tokens"))
    try:
        # MkDocs prints what `findings` has, and more.
        with TemporaryDirectory() as scratch, redirect_stderr(io.StringIO()):
            cli(["build", "--site-dir", scratch], standalone_mode=False)
    except (MkDocsException, SystemExit) as error:
        return findings.lines or [explain(error)], True
    finally:
        engine.removeHandler(findings)
    return findings.lines, False


if __name__ == "__main__":
    raise SystemExit(main())
