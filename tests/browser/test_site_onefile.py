"""The website in one file, from disk: pages, progress, search and tests work, and it reads without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from course.outputs.onefile.write import write_onefile
from course.outputs.order import Order
from course.outputs.progress import Silent
from course.project import load_project
from tests.browser.conftest import ROOTS, served
from tests.browser.scan import violations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.shared import Shared

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]


@pytest.fixture(scope="session")
def file(shared: Shared, learner_site: Path) -> Path:
    """Give the small course in one file."""
    project = load_project(ROOTS / "test-learner")

    def make(folder: Path) -> None:
        folder.mkdir()
        assert write_onefile(Order(project, folder, Silent()), learner_site, folder) == []

    return shared("onefile-learner", make) / f"{project.name}.html"


@pytest.fixture(scope="session")
def file_server(file: Path) -> Iterator[str]:
    """Serve the folder with the file, and give the address of the file."""
    with served(file.parent) as address:
        yield f"{address}{file.name}"


def test_pages_progress_and_answers_live_in_the_file(page: Page, file_server: str) -> None:
    """A link shows another page, an answer is kept, a mark stands in the side bar, and Back leads back."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.goto(file_server)
    expect(page.locator(".bd-docs-nav a[aria-current=page]")).to_have_count(1)
    page.set_viewport_size({"width": 1366, "height": 800})
    expect(page.locator(".primary-toggle")).to_be_hidden()
    bar = page.locator(".bd-header-article").bounding_box()
    assert bar
    assert bar["height"] < 80
    link = page.locator(".bd-docs-nav a[href^='#lessons/']").first
    title = (link.text_content() or "").strip()
    link.click()
    expect(page.locator("h1")).to_contain_text(title)
    assert page.title().startswith(title)
    page.locator("[data-course-finish] button").click()
    expect(link.locator(".course-mark")).to_be_visible()
    page.reload()
    expect(page.locator("h1")).to_contain_text(title)
    expect(page.locator(".bd-docs-nav a[data-state=done]")).to_have_count(1)
    assert violations(page) == []
    page.go_back()
    expect(page.locator("h1")).not_to_contain_text(title)
    assert said == []


def test_search_and_tests_are_unpacked_when_asked_for(page: Page, file: Path) -> None:
    """A result leads to its place in the file, and the pool of the test is there to be drawn from."""
    page.goto(f"{file.as_uri()}#posttest")
    expect(page.locator(".course-test")).to_be_visible()
    assert page.locator("form.quiz-item").count() > 0
    page.keyboard.press("Control+k")
    page.keyboard.type("words about things")
    hit = page.locator(".course-hits a").first
    expect(hit).to_be_visible()
    address = hit.get_attribute("href") or ""
    assert address.startswith("#")
    hit.click()
    expect(page.locator("h1")).not_to_contain_text("Post-test")
    assert page.url.endswith(address)


def test_the_file_reads_without_scripts(chromium: Browser, file: Path) -> None:
    """Every page stands in it, one below the other, and links lead to them."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.locator("section.course-part h1").count() > 5
    link = page.locator(".bd-docs-nav a[href^='#lessons/']").first
    link.click()
    name = (link.get_attribute("href") or "")[1:]
    box = page.locator(f'section[id="{name}"]').bounding_box()
    assert box
    assert abs(box["y"]) < 200
    context.close()
