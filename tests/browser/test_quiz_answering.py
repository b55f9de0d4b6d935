"""Answering questions: by keyboard alone, with feedback, score, attempts, memory and events."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, Page

pytestmark = pytest.mark.browser

SHORT = "quizzes/1/index/all/all-short"
"""Where the answer to the question `all-short` is kept."""


def visit(page: Page, site: str, name: str = "index.html") -> None:
    """Open a page of the site from its server."""
    page.goto(f"{site}{name}")


def listen(page: Page) -> None:
    """Record every event of the client in `window.heard`."""
    page.evaluate(
        """() => { window.heard = [];
        for (const name of ["quiz:answered", "quiz:scored", "quiz:completed"])
          document.addEventListener(name, (event) => window.heard.push([name, event.detail])); }"""
    )


def heard(page: Page, name: str) -> list[dict[str, Any]]:
    """Return the details of the events called `name`."""
    return [detail for kind, detail in page.evaluate("() => window.heard") if kind == name]


def focus(page: Page, selector: str) -> None:
    """Press Tab until the focus is on `selector`; fail when it cannot be reached by keyboard."""
    page.evaluate("() => document.activeElement.blur()")
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    pytest.fail(f"{selector} cannot be reached by Tab")


def press(page: Page, selector: str, *keys: str) -> None:
    """Reach `selector` by Tab and press keys there."""
    focus(page, selector)
    for key in keys:
        page.keyboard.press(key)


def pick(page: Page, selector: str, label: str) -> None:
    """Choose an entry of a select by typing its first letters."""
    focus(page, selector)
    page.keyboard.type(label)


def status(page: Page, item: str) -> Locator:
    """Return the status of an item; a test waits for what it says, as a machine may be slow."""
    return page.locator(f"#{item} .quiz-status")


def keep_before(page: Page, key: str, text: str) -> None:
    """Let every page that opens find `text` kept under `key`, before its scripts run."""
    page.add_init_script(f"localStorage.setItem({json.dumps(key)}, {json.dumps(text)})")


def answer_all_right(page: Page) -> None:
    """Answer every item of the page rightly, by keyboard alone."""
    press(page, "#all-single input", "ArrowDown")
    press(page, "#all-single .quiz-check", "Enter")
    press(page, "#all-multiple input[value=a]", "Space")
    press(page, "#all-multiple input[value=c]", "Space")
    press(page, "#all-multiple .quiz-check", "Space")
    press(page, "#all-truefalse input", "Space")
    press(page, "#all-truefalse .quiz-check", "Enter")
    for name, country in (("fr", "Paris"), ("it", "Rome")):
        option = page.locator(f"#all-match-{name} option", has_text=country).inner_text()
        pick(page, f"#all-match-{name}", option)
    press(page, "#all-match .quiz-check", "Enter")
    for step, position in (("s1", "1"), ("s2", "2"), ("s3", "3")):
        pick(page, f"#all-order-{step}", position)
    press(page, "#all-order .quiz-check", "Enter")
    press(page, "#all-numeric-answer", "4", "9", ".", "5", "Space", "m", "Enter")
    press(page, "#all-short-answer", "I", "C", "E", "Enter")
    press(page, "#all-cloze-g1", "b", "l", "u", "e")
    pick(page, "#all-cloze-g2", "green")
    press(page, "#all-cloze .quiz-check", "Enter")
    press(page, "#all-likert input", "Space")
    press(page, "#all-essay-answer", "b", "l", "u", "e")
    press(page, "#all-essay .quiz-check", "Enter")


def test_every_item_is_answered_by_keyboard_alone(page: Page, quiz_server: str) -> None:
    """All ten types can be reached, answered and checked without a mouse, and every answer is right."""
    visit(page, quiz_server)
    listen(page)
    answer_all_right(page)
    for name in ("single", "multiple", "truefalse", "match", "order", "numeric", "short", "cloze"):
        expect(status(page, f"all-{name}").locator(".quiz-result")).to_have_text(re.compile("^\\W*Correct$"))
    expect(status(page, "all-likert")).to_have_text("Answer saved")
    expect(status(page, "all-essay")).to_have_text("Answer saved")
    expect(page.locator("#quiz-all .quiz-summary")).to_contain_text("Answered: 10 of 10. Score: 9 of 9 points.")
    assert len(heard(page, "quiz:answered")) == 10
    done = heard(page, "quiz:completed")
    assert [(event["points"], event["max"], event["total"]) for event in done] == [(9, 9, 10)]
    first = heard(page, "quiz:answered")[0]
    assert (first["item"], first["response"], first["correct"], first["objectives"]) == (
        "all-single",
        "b",
        True,
        ["LO1.1"],
    )


def test_an_essay_is_judged_by_its_author_and_never_counts(page: Page, quiz_server: str) -> None:
    """Model answer and rubric come after the own words; own points are called so, kept, and in no score."""
    visit(page, quiz_server)
    listen(page)
    essay = page.locator("#all-essay")
    model = essay.locator(".quiz-answer")
    expect(model).to_be_hidden()
    press(page, "#all-essay .quiz-check", "Enter")
    expect(status(page, "all-essay")).to_contain_text("Please answer this question first.")
    expect(model).to_be_hidden()
    essay.locator("textarea").fill("Air scatters blue light.")
    essay.locator(".quiz-check").click()
    expect(model).to_contain_text("Air scatters short waves more than long ones.")
    pick(page, "#all-essay select[name=short]", "2")
    pick(page, "#all-essay select[name=way]", "0")
    told = "Answer saved. Judged by yourself: 2 of 3 points. They do not count."
    expect(status(page, "all-essay")).to_have_text(told)
    expect(page.locator("#quiz-all .quiz-summary")).to_contain_text("Answered: 1 of 10. Score: 0 of 9 points.")
    last = heard(page, "quiz:answered")[-1]
    own = {"text": "Air scatters blue light.", "own": {"short": 2, "way": 0}}
    assert (last["response"], last["points"], last["max"], last["correct"]) == (own, None, None, None)
    page.reload()
    expect(essay.locator("textarea")).to_have_value("Air scatters blue light.")
    expect(model).to_be_visible()
    expect(essay.locator("select[name=short]")).to_have_value("2")
    expect(essay.locator("select[name=way]")).to_have_value("0")
    page.locator("#quiz-all .quiz-reset").click()
    expect(essay.locator("textarea")).to_have_value("")
    expect(model).to_be_hidden()


def test_wrong_answer_shows_the_feedback_of_that_choice_and_can_be_tried_again(page: Page, quiz_server: str) -> None:
    """The verdict is in words, the other choices' feedback stays hidden, and a retry clears it."""
    visit(page, quiz_server)
    press(page, "#all-single input", "Space")
    press(page, "#all-single .quiz-check", "Enter")
    said = status(page, "all-single")
    expect(said).to_contain_text("Not correct")
    chosen = page.locator("#all-single .quiz-choice").first
    expect(chosen.locator(".quiz-part")).to_have_text(re.compile(r"A\. Not correct\s+Venus is the second planet"))
    expect(page.locator("#all-single .quiz-part")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(said).to_have_text("")
    assert page.locator("#all-single fieldset").is_enabled()


def test_enter_in_a_field_checks_and_keeps_the_place_of_the_reader(page: Page, quiz_server: str) -> None:
    """The focus goes to the button, not to the start of the page, when the field is switched off."""
    visit(page, quiz_server)
    press(page, "#all-short-answer", "x", "Enter")
    expect(status(page, "all-short")).to_contain_text("Not correct")
    assert page.evaluate("() => document.activeElement.closest('form').id") == "all-short"
    assert page.evaluate("() => document.activeElement.className") == "quiz-check"


def test_partly_right_answers_say_so(page: Page, quiz_server: str) -> None:
    """Partial scoring is reported as such, with the points in the score."""
    visit(page, quiz_server)
    press(page, "#all-multiple input[value=a]", "Space")
    press(page, "#all-multiple .quiz-check", "Enter")
    expect(status(page, "all-multiple")).to_contain_text("Partly correct")
    expect(page.locator("#quiz-all .quiz-summary")).to_contain_text("Score: 1 of 9 points.")


def test_unanswered_item_is_not_judged(page: Page, quiz_server: str) -> None:
    """Checking without an answer says what is missing, focuses it and changes nothing else."""
    visit(page, quiz_server)
    press(page, "#all-match .quiz-check", "Enter")
    expect(status(page, "all-match")).to_contain_text("answer this question first")
    assert page.evaluate("() => document.activeElement.id") == "all-match-fr"
    assert page.locator("#all-match-fr").get_attribute("aria-invalid") == "true"
    press(page, "#all-numeric-answer", "x", "Enter")
    expect(status(page, "all-numeric")).to_contain_text("enter a number")
    for step in ("s1", "s2", "s3"):
        pick(page, f"#all-order-{step}", "1")
    press(page, "#all-order .quiz-check", "Enter")
    expect(status(page, "all-order")).to_contain_text("different position")


def described(page: Page, selector: str) -> str:
    """Return what a screen reader adds to the name of a control."""
    words: str = page.locator(selector).first.evaluate(
        "(node) => (node.getAttribute('aria-describedby') || '').split(' ').filter(Boolean)"
        ".map((id) => document.getElementById(id).innerText).join(' ')"
    )
    return words


def test_what_is_missing_is_an_error_of_its_group_until_something_is_done(page: Page, quiz_server: str) -> None:
    """Group and control are described by the message; a radio button's group is invalid; choosing clears it."""
    visit(page, quiz_server)
    press(page, "#all-single .quiz-check", "Enter")
    for selector in ("#all-single fieldset", "#all-single input"):
        assert "Please answer this question first." in described(page, selector)
    assert page.locator("#all-single fieldset").get_attribute("aria-invalid") == "true"
    page.keyboard.press("Space")
    expect(status(page, "all-single")).to_have_text("")
    assert described(page, "#all-single fieldset") == ""
    assert page.locator("#all-single [aria-invalid]").count() == 0


def test_feedback_stands_at_what_it_speaks_of_and_is_tied_to_its_control(page: Page, quiz_server: str) -> None:
    """Choice, row, step, field and gap each say what became of them, by letter or number; the points are explained."""
    visit(page, quiz_server)
    for place in (0, 1):
        page.locator("#all-multiple input").nth(place).check()
    page.locator("#all-match-fr").select_option(index=1)
    page.locator("#all-match-it").select_option(index=1)
    for step, position in (("s1", "2"), ("s2", "1"), ("s3", "3")):
        page.locator(f"#all-order-{step}").select_option(position)
    page.locator("#all-numeric-answer").fill("49.8")
    page.locator("#all-cloze-g1").fill("blue")
    page.locator("#all-cloze-g2").select_option("red")
    for name in ("multiple", "match", "order", "numeric", "cloze"):
        page.locator(f"#all-{name} .quiz-check").click()
        expect(page.locator(f"#all-{name} .quiz-status")).to_be_in_viewport()
    assert "B. Not correct" in described(page, "#all-multiple input[value=b]")
    assert "Nine is three times three." in described(page, "#all-multiple input[value=b]")
    assert described(page, "#all-multiple input[value=c]") == ""  # what is missing is not given away
    account = "Right: A. Not right: B. Still missing: 1. Points: 1 of 2 found × 1 of 2 chosen right = 0.5 of 2."
    expect(status(page, "all-multiple").locator(".quiz-account")).to_have_text(account)
    page.locator("#all-multiple .quiz-answer summary").click()
    expect(page.locator("#all-multiple .quiz-choice[data-part=missing]")).to_contain_text("C. Missing")
    states = page.locator("#all-match .quiz-row").evaluate_all("(all) => all.map((row) => row.dataset.part)")
    assert sorted(states) == ["right", "wrong"]
    assert {"Not correct: too early" in described(page, f"#all-order-{s}") for s in ("s1", "s2", "s3")} == {True, False}
    assert "Accepted: 49.5 to 50.5 m." in described(page, "#all-numeric-answer")
    assert "Gap 2: Not correct" in described(page, "#all-cloze-g2")


def test_what_was_checked_is_read_by_keyboard_and_cannot_be_changed(page: Page, quiz_server: str) -> None:
    """Nothing is disabled: each control takes the focus, says that it is closed, and keeps its answer."""
    visit(page, quiz_server)
    page.locator("#all-single input").first.check()
    page.locator("#all-match-fr").select_option(index=1)
    page.locator("#all-match-it").select_option(index=1)
    page.locator("#all-short-answer").fill("snow")
    kept = page.locator("#all-match-fr").input_value()
    for name in ("single", "match", "short"):
        page.locator(f"#all-{name} .quiz-check").click()
    assert page.locator("form.quiz-item :disabled").count() == 0
    press(page, "#all-single input[aria-disabled=true]", "ArrowDown")
    assert page.locator("#all-single input:checked").input_value() == "a"
    page.locator("#all-single .quiz-label").nth(1).click(force=True)
    assert page.locator("#all-single input:checked").input_value() == "a"
    press(page, "#all-match-fr[aria-disabled=true]", "ArrowDown", "B")
    page.evaluate(
        "() => { const list = document.querySelector('#all-match-fr'); list.value = '';"
        " list.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    assert page.locator("#all-match-fr").input_value() == kept
    press(page, "#all-short-answer[aria-disabled=true]", "x")
    assert page.locator("#all-short-answer").input_value() == "snow"


def test_open_parts_are_asked_about_once_and_count_as_nothing(page: Page, quiz_server: str) -> None:
    """A partial answer is checked at the second press; another answer is asked about again; a reload keeps it."""
    visit(page, quiz_server)
    pick(page, "#all-match-fr", "A")
    chosen = page.locator("#all-match-fr").input_value()
    press(page, "#all-match .quiz-check", "Enter")
    expect(status(page, "all-match")).to_contain_text("Some parts have no answer and count as nothing.")
    press(page, "#all-cloze-g1", "b", "l", "u", "e")
    press(page, "#all-cloze .quiz-check", "Enter")
    expect(status(page, "all-cloze")).to_contain_text("Check again to leave them open.")
    press(page, "#all-cloze-g1", "s")
    press(page, "#all-cloze .quiz-check", "Enter")
    expect(status(page, "all-cloze")).to_contain_text("Check again to leave them open.")
    for name in ("match", "cloze"):
        press(page, f"#all-{name} .quiz-check", "Enter")
        expect(status(page, f"all-{name}")).to_contain_text("Not correct")
    page.reload()
    expect(page.locator("#all-match-fr")).to_have_value(chosen)
    expect(page.locator("#all-match-it")).to_have_value("")
    expect(status(page, "all-match")).to_contain_text("Not correct")
    expect(page.locator("#quiz-all .quiz-summary")).to_contain_text("saved answers are shown")


def test_a_test_with_open_questions_is_sent_at_the_second_press(page: Page, quiz_server: str) -> None:
    """Open questions are named first, then count as nothing, also after a reload."""
    visit(page, quiz_server, "posttest.html")
    summary = page.locator(".quiz-summary")
    press(page, "#stars-1 input", "Space")
    press(page, ".quiz-check", "Enter")
    expect(summary).to_contain_text("Questions without an answer: 2.")
    expect(summary).to_contain_text("Open questions count as nothing. Check again to leave them open.")
    press(page, ".quiz-check", "Enter")
    expect(summary).to_contain_text("of 2 points. ")
    page.reload()
    expect(summary).to_contain_text("Answered: 2 of 2.")
    expect(summary).to_contain_text("saved answers are shown")


def test_answers_come_back_after_a_reload_and_can_be_removed(page: Page, quiz_server: str) -> None:
    """A reload restores answers, verdicts and score; starting again removes them for good."""
    visit(page, quiz_server)
    answer_all_right(page)
    page.reload()
    expect(page.locator("#all-short-answer")).to_have_value("ICE")
    expect(status(page, "all-order")).to_contain_text("Correct")
    summary = page.locator("#quiz-all .quiz-summary")
    expect(summary).to_contain_text("Score: 9 of 9 points.")
    expect(summary).to_contain_text("saved answers are shown")
    press(page, "#quiz-all > .quiz-tools .quiz-reset", "Enter")
    page.reload()
    expect(page.locator("#all-short-answer")).to_have_value("")
    expect(summary).to_have_text("")


def test_post_test_is_judged_as_a_whole_with_pass_mark_and_attempts(page: Page, quiz_server: str) -> None:
    """Nothing is judged while an answer is missing; then all is, twice at most, against the pass mark."""
    visit(page, quiz_server, "posttest.html")
    listen(page)
    assert page.locator(".quiz-check").count() == 1
    assert page.get_by_text("Look up at noon").count() == 0
    press(page, "#stars-1 input", "ArrowDown")
    press(page, ".quiz-check", "Enter")
    summary = page.locator(".quiz-summary")
    expect(summary).to_contain_text("Questions without an answer: 2.")
    assert "Please answer this question first." in described(page, "#stars-2 fieldset")
    press(page, ".quiz-summary a", "Enter")
    assert page.evaluate("() => document.activeElement.name") == "stars-2"
    page.keyboard.press("Space")
    press(page, ".quiz-check", "Enter")
    expect(summary).to_contain_text("Score: 0 of 2 points. Not passed: the pass mark is 50 percent.")
    expect(summary).to_be_in_viewport()
    assert len(heard(page, "quiz:completed")) == 1
    press(page, ".quiz-check", "Enter")
    press(page, "#stars-1 input:checked", "ArrowUp")
    press(page, ".quiz-check", "Enter")
    expect(summary).to_contain_text("Score: 1 of 2 points. Passed: the pass mark is 50 percent.")
    assert page.locator(".quiz-check").get_attribute("aria-disabled") == "true"
    assert [event["passed"] for event in heard(page, "quiz:completed")] == [False, True]


def test_survey_saves_without_any_verdict(page: Page, quiz_server: str) -> None:
    """Opinions are kept, never judged, and come back."""
    visit(page, quiz_server, "survey.html")
    listen(page)
    press(page, "#op-1 input", "ArrowDown")
    press(page, "#op-2-answer", "t", "e", "a", "Tab")
    expect(status(page, "op-2")).to_have_text("Answer saved")
    assert heard(page, "quiz:scored") == []
    assert len(heard(page, "quiz:completed")) == 1
    assert heard(page, "quiz:answered")[0]["correct"] is None
    page.reload()
    expect(page.locator("#op-2-answer")).to_have_value("tea")


def test_item_outside_a_quiz_works_alone(page: Page, quiz_server: str) -> None:
    """An item written in the page has its own check and can be started again."""
    visit(page, quiz_server)
    press(page, "#inline-1 input", "Space")
    press(page, "#inline-1 .quiz-check", "Enter")
    expect(status(page, "inline-1")).to_contain_text("Correct")
    press(page, "#inline-1 .quiz-reset", "Enter")
    assert page.locator("#inline-1 input:checked").count() == 0


@pytest.mark.parametrize("damage", ["{", '{"response": 3}', "null"])
def test_damaged_storage_is_reported_and_harmless(damage: str, page: Page, quiz_server: str) -> None:
    """An entry that cannot be read is left out, and the page says so."""
    keep_before(page, SHORT, damage)
    visit(page, quiz_server)
    expect(page.locator("#quiz-all .quiz-summary")).to_contain_text("could not be read")
    press(page, "#all-short-answer", "i", "c", "e", "Enter")
    expect(status(page, "all-short")).to_contain_text("Correct")


def test_answers_to_an_older_revision_are_asked_again(page: Page, quiz_server: str) -> None:
    """A saved answer to another revision is not shown as an answer to this one."""
    visit(page, quiz_server)
    press(page, "#all-short-answer", "i", "c", "e", "Enter")
    expect(page.locator("#all-short .quiz-status")).to_contain_text("Correct")
    kept = json.loads(page.evaluate("(key) => localStorage.getItem(key)", SHORT))
    assert kept["revision"] == "1"
    keep_before(page, SHORT, json.dumps({**kept, "revision": "0"}))
    page.reload()
    expect(page.locator("#quiz-all .quiz-summary")).to_contain_text("has changed since")
    expect(page.locator("#all-short-answer")).to_have_value("")


def test_blocked_storage_is_said_and_harmless(context: BrowserContext, quiz_server: str) -> None:
    """Where the browser refuses storage the quiz still grades, and tells that nothing is kept."""
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }});"
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(error.stack or ""))
    visit(page, quiz_server)
    press(page, "#all-short-answer", "i", "c", "e", "Enter")
    expect(status(page, "all-short")).to_contain_text("Correct")
    expect(page.locator("#quiz-all .quiz-summary")).to_contain_text("cannot be kept on this device")
    assert [stack for stack in faults if "/quiz" in stack.partition("_static")[2]] == []
