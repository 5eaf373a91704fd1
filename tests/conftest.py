"""What the tests share: the project, the tokens, one built site, and a browser to look at it."""

import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from browser import FLAGS, executable
from strip_spam.find import Finder
from strip_spam.rendered import Renderer
from strip_spam.tokens import TokenList

ROOT = Path(__file__).parents[1]
TOKEN = "경남출장"
ADDRESS = "https://owner.example/some-repo/"
RENDERER = Renderer()

expect.set_options(timeout=60_000)  # a busy machine is slow, not wrong

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def matcher() -> Finder:
    """What finds the token, and looks for nothing else."""
    return Finder(TokenList((TOKEN,)))


def copy_project(to: Path) -> Path:
    """Copy all that a build needs to an empty folder, and return it."""
    for name in ("mkdocs.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, to)
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, to / name)
    (to / "scripts").symlink_to(ROOT / "scripts")  # code is run, not spoilt
    return to


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a Python module or a command that this environment has, and return what it did."""
    words = [str(word) for word in command]
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=cwd,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that a test may spoil."""
    return copy_project(tmp_path)


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built once as `make site` builds it for publishing."""
    folder = copy_project(tmp_path_factory.mktemp("project"))
    published = {
        "SITE_URL": ADDRESS,
        "REPO_URL": "https://github.com/owner/some-repo",
    }
    for command in (("strip_spam",), ("mkdocs", "build", "--strict"), ("finish_site", "site")):
        done = run(*command, cwd=folder, **published)
        assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture
def unused_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder without a word."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Serves on a port of loopback; a browser that hangs up, as they do, is no error."""

    def __init__(self, handler: Callable[..., Quiet]) -> None:
        super().__init__(("127.0.0.1", 0), handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say what went wrong, unless the other side is gone."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@pytest.fixture(scope="session")
def address(built_site: Path) -> Iterator[str]:
    """The address at which the built site is served; it ends in a slash."""
    with Server(partial(Quiet, directory=str(built_site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all tests, with an empty profile; each test opens contexts of its own."""
    home = {"HOME": str(tmp_path_factory.mktemp("home"))}  # where it may leave things behind
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable(), args=FLAGS, env={**os.environ, **home}
        )
        yield browser
        browser.close()
