"""In the pocket: a served site is installable, opens without a network, and is brought up to date without a loss."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from course.sphinxext.offline import kept_files, worker
from tests.browser.conftest import Silent, served
from tests.browser.learner import LESSON, visit

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

READY = "() => navigator.serviceWorker.ready.then((found) => found.active !== null)"
RENEWED = """(old) => new Promise((done) => {
  const look = async () => {
    const all = await caches.keys();
    if (all.length === 1 && all[0] !== old) done();
    else setTimeout(look, 100);
  };
  void look();
})"""
KEPT = """async () => {
  const names = await caches.keys();
  return [names, (await (await caches.open(names[0])).keys()).length];
}"""


def test_a_site_opens_without_a_network_and_is_renewed_with_its_progress(
    page: Page, context: BrowserContext, learner_site: Path, tmp_path: Path
) -> None:
    """Pages that nobody has opened are there offline; a new version takes the place of the old, progress stays."""
    site = tmp_path / "site"
    shutil.copytree(learner_site, site)
    with served(site) as address:
        visit(page, address, "index.html")
        assert page.evaluate(READY)
        told = json.loads(page.evaluate("() => fetch('manifest.webmanifest').then((found) => found.text())"))
        assert (told["start_url"], told["icons"][0]["src"]) == ("./index.html", "icon.svg")
        names, count = page.evaluate(KEPT)
        assert len(names) == 1
        assert count == len(kept_files(site)) + 1
        context.set_offline(offline=True)
        visit(page, address, LESSON)
        page.get_by_role("button", name="Mark this lesson as done").click()
        page.keyboard.press("Control+k")
        page.keyboard.type("things")
        expect(page.locator(".course-hits a").first).to_be_visible()
        context.set_offline(offline=False)
        lesson = site / LESSON
        lesson.write_text(lesson.read_text(encoding="utf-8").replace("<h1>Things", "<h1>New things"), encoding="utf-8")
        (site / "sw.js").write_text(worker("test-learner", site), encoding="utf-8")
        visit(page, address, LESSON)
        expect(page.locator("h1")).to_contain_text("New things")
        page.evaluate(RENEWED, names[0])
        context.set_offline(offline=True)
        page.reload()
        expect(page.locator("h1")).to_contain_text("New things")
        expect(page.get_by_role("button", name="Mark this lesson as not done")).to_be_visible()


class Short(Silent):
    """A host that leads from `page.html` to `page`, as several do that serve folders."""

    def do_GET(self) -> None:
        """Lead to the short address, and answer that with the page."""
        path = self.path.partition("?")[0]
        if path.endswith(".html"):
            self.send_response(308)
            self.send_header("Location", re.sub(r"(?<=/)index$", "", path.removesuffix(".html")))
            self.end_headers()
            return
        if "." not in path.rpartition("/")[2] and not path.endswith("/"):
            self.path = f"{path}.html"
        super().do_GET()


def test_a_host_that_shortens_addresses_is_read_offline_too(
    page: Page, context: BrowserContext, learner_site: Path
) -> None:
    """What came by another address is kept as a page of its own, and found by its short and its long address."""
    with served(learner_site, Short) as address:
        visit(page, address, "index.html")
        assert page.url == address
        assert page.evaluate(READY)
        context.set_offline(offline=True)
        for name in (LESSON, LESSON.removesuffix(".html"), "", "index.html", f"{LESSON}?again=1"):
            visit(page, address, name)
            expect(page.locator("h1")).to_be_visible()


def test_everything_that_pages_load_is_kept_and_nothing_else(real_site: Path) -> None:
    """All pages, sheets, scripts, both drawings of a figure and the index of the search; no sources, no inventory."""
    kept = set(kept_files(real_site))
    assert {"index.html", "lessons/07-withdrawal.html", "search.html", "_static/course-all.js"} <= kept
    assert {"_static/course-search.js", "_static/course-notes.css", "_static/search/index.js"} <= kept
    drawings = {path.relative_to(real_site).as_posix() for path in (real_site / "_images").glob("*.svg")}
    assert drawings <= kept
    assert not [name for name in kept if name.startswith(("_sources", "_static/vendor")) or name.endswith(".inv")]
    assert worker("klonopin", real_site) == (real_site / "sw.js").read_text(encoding="utf-8")


def test_from_disk_nothing_is_registered(page: Page, learner_site: Path) -> None:
    """A folder has no worker, and its pages say no error about one."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    visit(page, learner_site, "index.html")
    assert page.locator("link[rel=manifest]").count() == 0
    assert said == []
