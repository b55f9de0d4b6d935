"""A case with branches in a browser: the way shows itself, counts alone, and is still there after a reload."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import build_site, served
from tests.quizzes.sphinxext.test_ways import BANK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.shared import Shared


@pytest.fixture(scope="session")
def case_site(shared: Shared, tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = tmp_path_factory.mktemp("case")
    (source / "quizzes").mkdir()
    (source / "conf.py").write_text('extensions = ["myst_parser", "quizzes"]\nmaster_doc = "index"\n', encoding="utf-8")
    (source / "index.md").write_text("# Case\n\n```{quiz} earl\n```\n", encoding="utf-8")
    (source / "quizzes" / "earl.yaml").write_text(BANK, encoding="utf-8")
    return shared("case-site/html", lambda html: build_site(source, html.parent))


@pytest.fixture(scope="session")
def case_server(case_site: Path) -> Iterator[str]:
    with served(case_site) as address:
        yield address


def asked(page: Page) -> list[str]:
    """Return the questions that are shown."""
    shown = page.locator("form.quiz-item:visible")
    return [str(form.get_attribute("data-item")) for form in shown.all()]


def test_the_answers_lead_through_the_case_and_nothing_else_counts(page: Page, case_server: str) -> None:
    """By keyboard: a wrong way and back; what was not asked is no point, not even among those that could be reached."""
    page.goto(case_server)
    first = page.locator("#first")
    assert asked(page) == ["first", "other"]
    expect(first.locator("em.quiz-goto").first).to_be_hidden()
    first.get_by_label("Leave a note").press("Space")
    first.get_by_role("button", name="Check answer").press("Enter")
    assert asked(page) == ["first", "breath", "other"]
    first.get_by_role("link", name="2").press("Enter")
    assert page.url.endswith("#breath")
    page.locator("#breath input").fill("9")
    page.locator("#breath input").press("Enter")
    assert asked(page) == ["first", "breath", "hard", "other"]
    expect(page.locator(".quiz-summary")).to_contain_text("Answered: 2 of 4. Score: 0 of 3 points.")
    page.reload()
    assert asked(page) == ["first", "breath", "hard", "other"]
    first.get_by_role("button", name="Try again").press("Enter")
    assert asked(page) == ["first", "other"]
    first.get_by_label("Nothing").press("Space")
    first.get_by_role("button", name="Check answer").press("Enter")
    assert asked(page) == ["first", "other"]
    expect(first.locator(".quiz-status")).to_contain_text("The case ends here.")
    expect(page.locator(".quiz-summary")).to_contain_text("Answered: 1 of 2. Score: 0 of 2 points.")


def test_without_scripts_every_part_is_there_with_its_lines(chromium: Browser, case_site: Path) -> None:
    """The page then is what paper is."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((case_site / "index.html").as_uri())
    expect(page.locator("form.quiz-item:visible")).to_have_count(5)
    expect(page.get_by_text("(go to question 3)")).to_be_visible()
    context.close()
