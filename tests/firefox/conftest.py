"""Firefox, driven by its own protocol (Marionette). A missing browser is a failure, never a skip."""

from __future__ import annotations

import shutil
import socket
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import ROOTS, build_small_course

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.shared import Shared


@pytest.fixture(scope="session")
def small_site(shared: Shared) -> Path:
    """Give the pages of the small course."""
    return shared("learner-site/html", lambda html: build_small_course(ROOTS / "test-learner", html.parent))


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def firefox() -> Iterator[Any]:
    """Start one browser without a window for all tests."""
    from marionette_driver.marionette import Marionette

    binary = shutil.which("firefox-esr") or shutil.which("firefox")
    assert binary, "no Firefox was found; `bash tests/run.sh --firefox` installs Debian's package firefox-esr"
    client = Marionette(bin=binary, headless=True, host="127.0.0.1", port=_free_port(), gecko_log="-")
    client.start_session()
    client.timeout.script = 60
    yield client
    client.quit()
    client.cleanup()
