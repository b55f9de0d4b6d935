"""Chromium and the sites it opens. A missing browser is a failure, never a skip."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Error, expect, sync_playwright
from sphinx.cmd.build import main as sphinx_build

from course.outputs.sphinx_run import words_of_its_own

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page, Response

    from tests.conftest import Edition
    from tests.shared import Shared

ROOTS = Path(__file__).parents[1] / "roots"
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The same engine without windows comes first: a new profile with a page in it takes a third of the time there."""

PATIENCE = 60_000
"""Milliseconds to wait for a state of the page: it costs nothing when it comes, and a busy machine is no fault."""
expect.set_options(timeout=PATIENCE)


def find_chromium() -> str | None:
    """Return the path of an installed Chromium; `CHROMIUM` overrides it, None leaves it to Playwright's own."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start one browser for all tests."""
    with contextlib.ExitStack() as stack:
        playwright = stack.enter_context(sync_playwright())
        try:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        except Error as error:
            pytest.fail(
                "no Chromium could be started; install the system's package `chromium`, run "
                f"`playwright install chromium`, or set CHROMIUM to its path ({error.message.splitlines()[0]})"
            )
        stack.callback(browser.close)
        yield browser


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """Return a fresh profile, with nothing saved."""
    context = chromium.new_context()
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


def read_again_from_a_server_only(page: Page) -> None:
    """Let a page from disk refuse to be loaded again.

    Chromium 156 gives a page from disk an empty `localStorage` in about 4 of 100 such loads when the machine is busy
    (from a server in 0 of 600), so that a test of what is remembered would fail now and then through no fault of ours.
    """
    reload = page.reload

    def served_alone(**options: Any) -> Response | None:
        assert not page.url.startswith("file:"), "load a page again from a server: `learner_server`, `quiz_server`…"
        return reload(**options)

    setattr(page, "reload", served_alone)  # noqa: B010 (a method of another's class)


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Return a page that fails the test on any error of a script."""
    page = context.new_page()
    read_again_from_a_server_only(page)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    assert faults == []


def build_site(source: Path, out: Path, *options: str) -> Path:
    """Build a folder below `tests/roots` without a warning into `out/html`, and return that."""
    with words_of_its_own(), contextlib.redirect_stderr(io.StringIO()) as said:
        status = sphinx_build(["-n", "-W", "-q", *options, "-d", str(out / "doctrees"), str(source), str(out / "html")])
    assert status == 0, said.getvalue()
    return out / "html"


def build_small_course(source: Path, out: Path, builder: str = "html") -> Path:
    """Build a folder like `tests/roots/test-learner`, and return the folder of pages."""
    return build_site(source, out, "-b", builder, "-D", "course_check=0", "-D", "quizzes_lint=off")


@pytest.fixture(scope="session")
def quiz_site(shared: Shared) -> Path:
    """Give the pages of `tests/roots/test-quiz-all` with the theme of the courses."""
    theme = "html_theme=sphinx_book_theme"
    return shared("quiz-site/html", lambda html: build_site(ROOTS / "test-quiz-all", html.parent, "-D", theme))


@pytest.fixture(scope="session")
def learner_site(shared: Shared) -> Path:
    """Give the pages of the small course with every type of item, pre-test, pool, evaluation, review and record."""
    return shared("learner-site/html", lambda html: build_small_course(ROOTS / "test-learner", html.parent))


class Silent(SimpleHTTPRequestHandler):
    """Serves files as they are now, without a word."""

    def end_headers(self) -> None:
        """Let the browser ask again for each file: tests build a site anew within the second that dates have."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def served(site: Path, handler: type[Silent] = Silent) -> Iterator[str]:
    """Serve a folder on this machine alone, and give its address, which ends with a slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def learner_server(learner_site: Path) -> Iterator[str]:
    """Serve the small course."""
    with served(learner_site) as address:
        yield address


@pytest.fixture(scope="session")
def quiz_server(quiz_site: Path) -> Iterator[str]:
    """Serve the pages with every type of item."""
    with served(quiz_site) as address:
        yield address


def rebuild(source: Path) -> Path:
    """Build a course beside its source, where it may have been built before, and return the folder of pages."""
    return build_small_course(source, source.parent / "out")


@pytest.fixture
def own_site(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Build and serve a copy of the small course that a test may change: its source and its address."""
    source = shutil.copytree(ROOTS / "test-learner", tmp_path / "test-learner")
    with served(rebuild(source)) as address:
        yield source, address


@pytest.fixture(scope="session")
def real_site(klonopin_edition: Edition) -> Path:
    """Give the pages of the shipped course, as its readers get them."""
    return klonopin_edition("html")


@pytest.fixture(scope="session")
def real_server(real_site: Path) -> Iterator[str]:
    """Serve the shipped course."""
    with served(real_site) as address:
        yield address
