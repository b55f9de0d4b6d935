"""Pages with questions: without scripts, by assistive technology, on small screens, on paper, without a network."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.browser.scan import violations

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAGES = ("index.html", "key.html", "posttest.html", "survey.html", "silent.html")
QUIZZES = ".quiz, form.quiz-item, .quiz-key"


def answer_something(page: Page) -> None:
    """Bring some items into the states right, wrong, partly right and incomplete."""
    page.locator("#all-single input").nth(1).check()
    page.locator("#all-truefalse input").nth(1).check()
    page.locator("#all-multiple input").nth(0).check()
    for name in ("single", "truefalse", "multiple", "match"):
        page.locator(f"#all-{name} .quiz-check").click()
    for unfold in page.locator("details:visible > summary").all():
        unfold.click()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(name: str, theme: str, page: Page, quiz_site: Path) -> None:
    """No violation of any impact, before and after answering, in both themes."""
    page.goto((quiz_site / name).as_uri())
    page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
    if name == "index.html":
        answer_something(page)
    page.wait_for_function("() => document.getAnimations().every((one) => one.playState === 'finished')")
    assert faults(page) == {}


def faults(page: Page) -> dict[str, list[str]]:
    """Return what axe-core finds in the questions of the page: rule to pieces of HTML."""
    found = violations(page, QUIZZES)
    return {fault["id"]: [node["html"] for node in fault["nodes"]] for fault in found}


def test_axe_would_find_a_planted_fault(page: Page, quiz_site: Path) -> None:
    """A control without a name is reported, so that silence means something."""
    page.goto((quiz_site / "index.html").as_uri())
    page.evaluate("() => document.querySelector('#all-cloze-g1').removeAttribute('aria-label')")
    page.evaluate("() => { document.querySelector('#all-single .quiz-text').style.color = '#ddd'; }")
    assert set(faults(page)) == {"label", "color-contrast"}


def test_every_control_has_a_name_and_every_group_its_question(page: Page, quiz_site: Path) -> None:
    """Screen readers get the stem as the name of the group, and a name for each control."""
    page.goto((quiz_site / "index.html").as_uri())
    page.get_by_role("radiogroup", name="Question 1. Which planet is the nearest to the sun?").wait_for()
    page.get_by_role("radio", name="B. Mercury").wait_for()
    page.get_by_role("checkbox", name="Seven, because it is odd nothing divides it").wait_for()
    page.get_by_role("combobox", name="1. France").wait_for()
    page.get_by_role("textbox", name="Your answer").first.wait_for()
    page.get_by_role("textbox", name="Gap 1").wait_for()
    page.get_by_role("combobox", name="Gap 2").wait_for()


def test_status_is_in_the_page_before_anything_is_said(page: Page, quiz_site: Path) -> None:
    """Live regions exist and are empty when the page opens, one an item and one a quiz."""
    page.goto((quiz_site / "index.html").as_uri())
    regions = page.locator(".quiz-status[role=status], .quiz-summary[role=status]")
    assert regions.count() == page.locator("form.quiz-item").count() + page.locator(".quiz").count()
    assert set(regions.all_inner_texts()) == {""}


def test_selecting_changes_nothing_but_the_selection(page: Page, quiz_site: Path) -> None:
    """Nothing is judged, moved or focused by choosing."""
    page.goto((quiz_site / "index.html").as_uri())
    page.locator("#all-single input").nth(2).check()
    assert page.evaluate("() => document.activeElement.value") == "c"
    assert page.locator("#all-single .quiz-status").inner_text() == ""


@pytest.fixture
def bare(chromium: Browser) -> object:
    """Return a page of a browser that runs no scripts."""
    context = chromium.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_scripts_everything_can_be_read(bare: Page, quiz_site: Path) -> None:
    """Choices are there, the answer unfolds, and Enter in a field does not leave the page."""
    bare.goto((quiz_site / "index.html").as_uri())
    for words in ("Venus", "France", "Horse", "Disagree", "A short case about a lamp."):
        assert bare.get_by_text(words).first.is_visible()
    answer = bare.locator("#all-single .quiz-answer")
    assert not answer.get_by_text("Mercury needs 88 days").is_visible()
    answer.locator("summary").click()
    assert answer.get_by_text("Mercury needs 88 days").is_visible()
    assert answer.get_by_text("Correct answer: B. Mercury").is_visible()
    address = bare.url
    bare.locator("#all-short-answer").fill("ice")
    bare.locator("#all-short-answer").press("Enter")
    assert bare.url == address
    assert bare.locator("button.quiz-check").count() == 0


@pytest.mark.parametrize("name", PAGES)
def test_no_request_leaves_the_disk(name: str, page: Page, quiz_site: Path) -> None:
    """A page opened from disk asks no host for anything."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((quiz_site / name).as_uri(), wait_until="networkidle")
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


@pytest.mark.parametrize("name", PAGES)
def test_ids_are_unique_and_nothing_is_inline(name: str, page: Page, quiz_site: Path) -> None:
    """Ids occur once; questions carry no inline script, style or handler."""
    page.goto((quiz_site / name).as_uri())
    ids = page.evaluate("() => [...document.querySelectorAll('[id]')].map((node) => node.id)")
    assert sorted(ids) == sorted(set(ids))
    inline = page.evaluate(
        """() => [...document.querySelectorAll('.quiz, .quiz *, form.quiz-item, form.quiz-item *')].filter((node) =>
        node.tagName === 'SCRIPT' || [...node.attributes].some(({name}) => name === 'style' || name.startsWith('on')))
        .length"""
    )
    assert inline == 0


def test_small_screens_and_wide_spacing_need_no_sideways_scrolling(page: Page, quiz_site: Path) -> None:
    """At 320 CSS pixels, with the text spacing of WCAG 1.4.12, questions stay within the page."""
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto((quiz_site / "index.html").as_uri())
    page.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    )
    wide = page.evaluate(
        """() => [...document.querySelectorAll('form.quiz-item fieldset')]
        .filter((node) => node.getBoundingClientRect().right > 320 || node.scrollWidth > node.clientWidth + 1)
        .map((node) => node.parentElement.id)"""
    )
    assert wide == []


def test_targets_are_large_enough(page: Page, quiz_site: Path) -> None:
    """Every button, box, list and unfolding line is at least 24 by 24 CSS pixels."""
    page.goto((quiz_site / "index.html").as_uri())
    small = page.evaluate(
        """() => [...document.querySelectorAll('form.quiz-item :is(input, select, button, summary)')]
        .filter((node) => node.offsetParent !== null).map((node) => [node, node.getBoundingClientRect()])
        .filter(([, box]) => box.width < 24 || box.height < 24).map(([node]) => node.outerHTML)"""
    )
    assert small == []


def test_paper_shows_questions_without_buttons_and_folded_answers(page: Page, quiz_site: Path) -> None:
    """Printing leaves out what only a screen can use."""
    page.goto((quiz_site / "index.html").as_uri())
    page.emulate_media(media="print")
    assert page.locator("#all-single .quiz-text").first.is_visible()
    for part in (".quiz-check", ".quiz-reset", ".quiz-answer", ".quiz-hint"):
        assert page.locator(f"{part}:visible").count() == 0


def test_verdict_can_be_seen_without_colours(page: Page, quiz_site: Path) -> None:
    """In forced colours the verdict is still a word beside a sign."""
    page.emulate_media(forced_colors="active")
    page.goto((quiz_site / "index.html").as_uri())
    answer_something(page)
    assert page.locator("#all-single .quiz-result").inner_text() == "\u2713 Correct"
    assert page.locator("#all-truefalse .quiz-result").inner_text() == "\u2717 Not correct"


def test_missing_browser_is_a_failure_with_a_sentence() -> None:
    """Where no Chromium starts, the browser tests fail and say what to install; they are never skipped."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        f"{__file__}::test_targets_are_large_enough",
    ]
    environment = {**os.environ, "CHROMIUM": "/nonexistent/chromium"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 1
    assert "no Chromium could be started; install" in done.stdout
