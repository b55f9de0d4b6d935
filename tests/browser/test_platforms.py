"""A learner in a learning platform: fails, leaves, comes back, passes; and all that a platform can get wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.platform import heard, launch_address, make_platform, pages_of, platform_at
from tests.browser.scan import violations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Frame, Page

    from tests.browser.platform import RecordStore
    from tests.shared import Shared

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("learner")]

NOTE = "#shell-note span"
SAVING = "Saving, as a page does when it is left."


@pytest.fixture(scope="module")
def platform(shared: Shared, learner_site: Path) -> Iterator[tuple[str, type[RecordStore]]]:
    """Serve every package of the small course with its platform."""
    folder = shared("platform", lambda made: make_platform(learner_site, made))
    with platform_at(folder) as found:
        yield found


def go(pages: Frame, name: str) -> None:
    """Follow a link of the course, unless the page is open."""
    if pages.url.split("#")[0].endswith(name):
        return
    pages.locator(f"a[href$='{name}']").first.evaluate("(link) => link.click()")
    pages.wait_for_url(f"**/{name}*")
    pages.locator("#course-page").wait_for(state="attached")


def finish_lessons(pages: Frame) -> None:
    """Answer a question, and mark both lessons as done."""
    go(pages, "01-things.html")
    pages.locator("form[data-item=all-single] input[value=b]").check()
    pages.locator("form[data-item=all-single] .quiz-check").click()
    for name in ("01-things.html", "02-more.html"):
        go(pages, name)
        pages.get_by_role("button", name="Mark this lesson as done").click()


def take_test(pages: Frame, button: str, choice: str) -> None:
    """Take the test with the same choice everywhere."""
    go(pages, "posttest.html")
    pages.get_by_role("button", name=button).click()
    for field in pages.locator(f".course-test-sheet input[value={choice}]").all():
        field.check()
    pages.get_by_role("button", name="Review your answers").click()
    pages.get_by_role("button", name="Send and score").click()
    pages.get_by_role("heading", name="Your answers").wait_for()


def leave(page: Page) -> list[list[str]]:
    """Close the course as a platform does, by taking its frame away; return what was heard."""
    page.evaluate("() => document.querySelector('iframe').remove()")
    page.wait_for_function("() => window.heard.some(([name]) => /Finish|Terminate/.test(name))")
    return heard(page)


def kept_by(page: Page, kind: str) -> dict[str, Any]:
    """Return what a platform gives the learner back next time."""
    script = """(old) => { const cmi = window.api.cmi; return old
      ? { suspend_data: cmi.suspend_data, core: { lesson_status: cmi.core.lesson_status, lesson_location: cmi.core.lesson_location, student_name: "Doe, Jo" } }
      : { suspend_data: cmi.suspend_data, location: cmi.location, completion_status: cmi.completion_status, success_status: cmi.success_status, learner_name: "Doe, Jo" }; }"""  # noqa: E501
    found: dict[str, Any] = page.evaluate(script, kind == "scorm12")
    return found


WORDS = {
    "scorm12": {"passed": "cmi.core.lesson_status", "score": "cmi.core.score.raw", "exit": "cmi.core.exit"},
    "scorm2004": {"passed": "cmi.success_status", "score": "cmi.score.raw", "exit": "cmi.exit"},
}


@pytest.mark.parametrize("kind", WORDS)
def test_a_learner_fails_leaves_comes_back_and_passes(
    kind: str, page: Page, platform: tuple[str, type[RecordStore]]
) -> None:
    """Every value is taken by scorm-again, the second session begins where the first ended, nothing stays behind."""
    server, words = platform[0], WORDS[kind]
    page.goto(f"{server}{kind}.html")
    pages = pages_of(page)
    finish_lessons(pages)
    take_test(pages, "Start the test", "b")
    first = leave(page)
    assert [call for call in first if call[-1] != "true"] == []
    values = {element: value for _, element, value, _ in first}
    assert (values[words["passed"]], values[words["score"]], values[words["exit"]]) == ("failed", "0", "suspend")
    assert values["cmi.interactions.0.id"] == "all_single"
    assert {values[f"cmi.interactions.{n}.result"] for n in (1, 2, 3)} == {
        "wrong" if kind == "scorm12" else "incorrect"
    }
    assert first[-1][0] in ("LMSFinish", "Terminate")
    kept = kept_by(page, kind)
    assert 0 < len(kept["suspend_data"]) < 4096

    page.goto(f"{server}{kind}.html?kept={json.dumps(kept)}")
    pages = pages_of(page)
    assert pages.url.endswith("/posttest.html")
    expect(pages.locator(".course-score")).to_contain_text("0 of 3")
    take_test(pages, "Take another test", "a")
    go(pages, "evaluation.html")
    pages.locator("input[value=s2]").check()
    go(pages, "record.html")
    expect(pages.locator(".course-record-name")).to_have_text("Jo Doe")
    go(pages, "index.html")
    expect(pages.locator(".course-keep")).to_contain_text("kept by the learning platform")
    second = leave(page)
    assert [call for call in second if call[-1] != "true"] == []
    values = {element: value for _, element, value, _ in second}
    assert (values[words["passed"]], values[words["score"]]) == ("passed", "100")
    assert values[words["exit"]] == ("" if kind == "scorm12" else "normal")
    if kind == "scorm2004":
        assert (values["cmi.completion_status"], values["cmi.score.scaled"]) == ("completed", "1")
    assert page.evaluate("() => [localStorage.length, sessionStorage.length]") == [0, 0]


def test_a_commit_that_fails_is_told_until_it_goes_well(page: Page, platform: tuple[str, type[RecordStore]]) -> None:
    """The learner reads that nothing was saved, and then that everything is."""
    page.goto(f"{platform[0]}scorm12.html")
    pages = pages_of(page)
    page.evaluate("() => { window.failing = true; }")
    finish_lessons(pages)
    note = page.frame_locator("iframe").locator(NOTE)
    expect(note).to_contain_text("did not save")
    page.evaluate("() => { window.failing = false; }")
    expect(note).to_contain_text("saved everything now")
    page.frame_locator("iframe").locator("#shell-note button").click()
    expect(page.frame_locator("iframe").locator("#shell-note")).to_be_hidden()


@pytest.mark.parametrize("way", ["popup", "nested"])
def test_the_platform_is_found_from_other_windows(
    way: str, page: Page, platform: tuple[str, type[RecordStore]]
) -> None:
    """From a window that the platform opened, and from a frame in a frame."""
    if way == "popup":
        with page.expect_popup() as opened:
            page.goto(f"{platform[0]}scorm2004.html?way={way}")
        pages = pages_of(opened.value)
    else:
        page.goto(f"{platform[0]}scorm2004.html?way={way}")
        pages = pages_of(page)
    go(pages, "02-more.html")
    pages.get_by_role("button", name="Mark this lesson as done").click()
    page.wait_for_function("() => window.heard.some(([, element]) => element === 'cmi.progress_measure')")
    if way == "popup":
        opened.value.close(run_before_unload=True)
        page.wait_for_function("() => window.heard.some(([name]) => name === 'Terminate')")


def test_without_a_platform_one_learns_and_is_told(page: Page, platform: tuple[str, type[RecordStore]]) -> None:
    """In a frame nothing is kept; in a window of its own this browser keeps it, as on the website."""
    page.goto(f"{platform[0]}scorm12.html?way=none")
    pages = pages_of(page)
    expect(page.frame_locator("iframe").locator(NOTE)).to_contain_text("No learning platform answers")
    finish_lessons(pages)
    expect(pages.locator("[data-course-progress]").first).to_contain_text("2 of 4 done")
    assert page.evaluate("() => localStorage.length") == 0
    page.goto(f"{platform[0]}scorm12/index.html")
    expect(page.locator(NOTE)).to_contain_text("No learning platform is around this page")
    assert [one["id"] for one in violations(page, "header")] == []
    finish_lessons(pages_of(page))
    assert page.evaluate("() => Object.keys(localStorage).some((key) => key.includes('step/lessons'))")
    page.goto(f"{platform[0]}scorm12/site/lessons/01-things.html")
    expect(page.locator("[data-course-trouble]")).to_contain_text("keeps nothing")


def test_in_a_sandbox_pages_can_be_read(page: Page, platform: tuple[str, type[RecordStore]]) -> None:
    """A platform that lets the course reach nothing gets nothing, and the learner is told."""
    page.goto(f"{platform[0]}scorm12.html?way=sandbox")
    expect(page.frame_locator("iframe").locator(NOTE)).to_contain_text("No learning platform answers")
    expect(pages_of(page).get_by_role("heading", name="Small things").first).to_be_visible()


def test_cmi5_is_told_by_its_rules(page: Page, platform: tuple[str, type[RecordStore]]) -> None:
    """Two sessions of one registration: answers, failed, passed and completed once, each session with its end."""
    server, store = platform
    page.goto(launch_address(server, 1))
    pages = pages_of(page)
    finish_lessons(pages)
    take_test(pages, "Start the test", "b")
    page.goto("about:blank")
    page.goto(launch_address(server, 2))
    pages = pages_of(page)
    assert pages.url.endswith("/posttest.html")
    take_test(pages, "Take another test", "a")
    go(pages, "evaluation.html")
    pages.locator("input[value=s2]").check()
    page.goto("about:blank")
    for _ in range(200):
        verbs = [one["verb"]["id"].rpartition("/")[2] for one in store.statements]
        if verbs.count("terminated") == 2:
            break
        page.wait_for_timeout(50)
    answers = ["answered"] * 3
    assert verbs == [
        *("initialized", "answered", *answers, "failed", "terminated"),
        *("initialized", *answers, "passed", "completed", "terminated"),
    ]
    assert {one["context"]["registration"] for one in store.statements} == {"4a1c5b2e-0000-4000-8000-000000000001"}
    assert store.states["coursewright"]["completed"] is True
    page.goto(launch_address(server, 2))
    expect(page.locator(NOTE)).to_contain_text("did not begin a session")
    assert page.evaluate("() => [localStorage.length, sessionStorage.length]") == [0, 0]
