"""What a page loads in a browser: bytes as a server would pack them, requests, and other hosts that it asks."""

from __future__ import annotations

import gzip
import shutil
from typing import TYPE_CHECKING, NamedTuple

from tests.benchmarks.lighthouse import served

if TYPE_CHECKING:
    from pathlib import Path

SETTLED = 1500
"""Milliseconds after loading in which pages fetch what they did not name, such as a search index."""


class Weight(NamedTuple):
    """Kilobytes (1,000), packed one file at a time; requests to the site; nodes of the page; other hosts."""

    kilobytes: float
    requests: int
    nodes: int
    hosts: int


def weigh(site: Path, page: str) -> Weight | None:
    """Open a page of a site in Chromium; None without Playwright or Chromium."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        browser = None
    if browser is None:
        return None
    asked: set[str] = set()
    with served(site) as base, sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        shown = chromium.new_page()
        shown.on("request", lambda request: asked.add(request.url.split("?")[0].split("#")[0]))
        shown.goto(base + page, wait_until="load")
        shown.wait_for_timeout(SETTLED)
        nodes = shown.evaluate("document.querySelectorAll('*').length")
        chromium.close()
    own = [site / url.removeprefix(base) for url in asked if url.startswith(base)]
    packed = sum(len(gzip.compress(path.read_bytes())) for path in own if path.is_file())
    hosts = {url.split("/")[2] for url in asked if url.startswith("http") and not url.startswith(base)}
    return Weight(packed / 1000, len(own), int(nodes), len(hosts))
