"""`python -m website`: build the site into a scratch folder, and say what is wrong with it.

With words after it, as in `python -m website build --strict`, it runs the engine with these words.
"""

import io
import logging
import os
import sys
from contextlib import redirect_stderr, suppress
from functools import partial
from importlib import import_module
from tempfile import TemporaryDirectory

from website.findings import Findings, run


def main(*words: str) -> int:
    """Print one line for each finding; return 1 if there is any, 0 if there is none.

    What `strip-spam --check` says of the same pages is left out. The environment's `ENGINE` is the
    package that builds: `mkdocs`, unless it says `properdocs`. If there are words, it runs with
    them; return 1 if it stopped.
    """
    engine = os.environ.get("ENGINE") or "mkdocs"
    build = import_module(f"{engine}.__main__").cli
    log = logging.getLogger(engine)
    if words:
        return 0 if run(partial(build, words, standalone_mode=False), log) else 1
    findings = Findings()
    findings.addFilter(lambda record: not record.name.endswith(".tokens"))
    # After that, the engine stops, and the cause is reported.
    findings.addFilter(lambda record: "Error building page" not in record.getMessage())
    log.addHandler(findings)
    # The engine prints what `findings` has, and more.
    with TemporaryDirectory() as scratch, redirect_stderr(io.StringIO()):
        is_built = run(partial(build, ["build", "--site-dir", scratch], standalone_mode=False), log)
    log.removeHandler(findings)
    with suppress(BrokenPipeError):  # nobody reads on
        os.write(1, "".join(f"{line}\n" for line in findings.lines).encode())
    return 0 if is_built and not findings.lines else 1


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
