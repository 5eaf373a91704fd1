"""When the site and its pages were last changed, as git tells; so no date comes from the clock."""

import subprocess
from contextlib import suppress
from datetime import datetime


def last_change(folder: str, checked: str) -> str:
    """Return when a site was last changed, in seconds since 1970.

    That is the last commit in its folder or, where git knows of none, the day it was checked.
    """
    committed = _git(folder, "log", "-1", "--format=%ct")
    return committed.strip() or str(int(datetime.fromisoformat(f"{checked}T12:00Z").timestamp()))


def days(folder: str) -> dict[str, str]:
    """Return the day of the last commit (ISO 8601) of each file below a folder, by its path there.

    There is none without git, nor in a shallow clone, which does not know.
    """
    found: dict[str, str] = {}
    if _git(folder, "rev-parse", "--is-shallow-repository") == "false\n":
        log, day = _git(folder, "log", "--format=>%cs", "--name-only", "--relative", "."), ""
        for line in log.splitlines():  # the latest comes first
            if line.startswith(">"):
                day = line[1:]
            else:
                found.setdefault(line, day)
    return found


def _git(folder: str, *words: str) -> str:
    with suppress(OSError):  # there is no git
        return subprocess.run(("git", *words), cwd=folder, capture_output=True, text=True).stdout
    return ""
