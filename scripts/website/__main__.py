"""`python -m website`: build the site into a scratch folder, and say what is wrong with it."""

import io
import logging
import os
from contextlib import redirect_stderr
from functools import partial
from importlib import import_module
from tempfile import TemporaryDirectory

from website.findings import Findings, run


def main() -> int:
    """Print one line for each finding; return 1 if there is any, 0 if there is none.

    What `strip-spam --check` says of the same pages is left out. The environment's `ENGINE` is the
    package that builds: `mkdocs`, unless it says `properdocs`.
    """
    engine = os.environ.get("ENGINE") or "mkdocs"
    build = import_module(f"{engine}.__main__").cli
    findings = Findings()
    findings.addFilter(lambda record: not record.name.endswith(".tokens"))
    log = logging.getLogger(engine)
    log.addHandler(findings)
    # The engine prints what `findings` has, and more.
    with TemporaryDirectory() as scratch, redirect_stderr(io.StringIO()):
        arguments = ["build", "--site-dir", scratch]
        is_built = run(partial(build, arguments, standalone_mode=False), log)
    log.removeHandler(findings)
    try:
        for line in findings.lines:
            print(line, flush=True)
    except BrokenPipeError:  # nobody reads on: drop what can't be printed
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return 0 if is_built and not findings.lines else 1


if __name__ == "__main__":
    raise SystemExit(main())
