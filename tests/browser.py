"""The browser that the tests drive: one that is there, else one that this script installs.

Run as a script it makes sure that there is one, and says which.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")

# What no page here needs. The boxes below the address bar take more than most pages do: a process
# that starts with each window. The rest is Playwright's own list, which this one replaces.
FEATURES = """
WebUIOmniboxPopup WebUIOmniboxAimPopup SpareRendererForSitePerProcess
AimEnabled DestroyProfileOnBrowserClose HttpsUpgrades LensOverlay MediaRouter
NetworkTimeServiceQuerying OptimizationHints PaintHolding PreconnectToSearch
ThirdPartyStoragePartitioning
""".split()

# A browser that stays on this machine and leaves nothing behind.
FLAGS = [
    f"--disable-features={','.join(FEATURES)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

REMEDY = "install Chromium or Google Chrome, so that it is on the PATH, and run 'make test' again."


def found() -> str | None:
    """Return the path of a Chromium that the machine has or Playwright has installed, or None."""
    if on_path := next(filter(None, map(shutil.which, NAMES)), None):
        return on_path
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def executable() -> str:
    """Return the path of the browser to start.

    Raises:
        FileNotFoundError: there is none; running this file as a script installs one.
    """
    if path := found():
        return path
    raise FileNotFoundError("no Chromium here: run 'make test', which installs one")


def installers() -> list[list[str]]:
    """Return the commands that install a browser here, in their order."""
    # Ubuntu's package of that name is an empty shell around a snap, so this is for Debian alone.
    release = Path("/etc/os-release")
    debian = release.exists() and "ID=debian" in release.read_text("utf-8").split()
    if debian and os.geteuid() == 0:
        return [["apt-get", "update"], ["apt-get", "install", "--yes", "chromium"]]
    return [[sys.executable, "-m", "playwright", "install", "chromium"]]


def main() -> int:
    """Make sure that there is a browser; return the exit status."""
    if not found():
        print("Installing Chromium for the tests (once) ...", flush=True)
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in installers():
            done = subprocess.run(command, capture_output=True, text=True, env=quiet)
            if done.returncode:
                print(f"{done.stdout}{done.stderr}", file=sys.stderr)
                print(f"'{' '.join(command[:3])}' failed: {REMEDY}", file=sys.stderr)
                return 1
    print(f"The tests drive {executable()}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
