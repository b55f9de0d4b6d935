"""What axe-core finds on a page as it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from axe_playwright_python.base import AXE_SCRIPT

if TYPE_CHECKING:
    from playwright.sync_api import Page

RUN = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def violations(page: Page, within: str | None = None, only: list[str] | None = None) -> list[dict[str, Any]]:
    """Return the violations on the page, or in what a selector names, of all rules of axe or of some."""
    if not page.evaluate("() => 'axe' in globalThis"):
        page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(RUN, [within, only])
    return found
