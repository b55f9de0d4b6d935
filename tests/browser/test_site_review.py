"""The course for reviewers in a browser, from disk: judged by keyboard, kept, saved, and taken in by the course."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from course.outputs.order import Order
from course.outputs.progress import Silent
from course.outputs.review.write import write_review
from course.project import load_project
from course.reviews.blocks import blocks_of
from tests.browser.conftest import served
from tests.browser.scan import violations
from tests.conftest import copy_tea, run

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]


def made(folder: Path) -> tuple[Path, Path]:
    """Return a course and the folder of its page for reviewers."""
    course, out = copy_tea(folder), folder / "out"
    out.mkdir()
    assert write_review(Order(load_project(course), out, Silent()), out, out) == []
    return course, out


def lesson_block(course: Path, word: str) -> int:
    """Return the place of the paragraph of a lesson with a word that it has once."""
    blocks = enumerate(blocks_of(load_project(course)))
    return next(at for at, one in blocks if one.kind == "paragraph" and one.text.count(word) == 1)


def test_a_course_is_judged_by_keyboard_and_the_file_is_taken_in(page: Page, tmp_path: Path) -> None:
    """Approve, comment, suggest and mark as wrong without a mouse; after a reload all is there; the import takes it."""
    course, out = made(tmp_path)
    at = lesson_block(course, "warm and wet")
    with served(out) as address:
        page.goto(f"{address}#b{at}")
        block = page.locator(f"#b{at}")
        expect(block).to_be_focused()
        page.keyboard.press("a")
        expect(block.get_by_role("button", name="Approve")).to_have_attribute("aria-pressed", "true")
        page.keyboard.press("c")
        page.keyboard.type("For whom?")
        page.keyboard.press("Control+Enter")
        page.keyboard.press("s")
        field = block.get_by_role("textbox").first
        field.fill(field.input_value().replace("warm and wet", "warm and rainy"))
        page.keyboard.press("Control+Enter")
        expect(block.locator("del")).to_have_text("wet")
        page.keyboard.press("j")
        expect(page.locator(f"#b{at + 1}")).to_be_focused()
        page.keyboard.press("w")
        page.keyboard.type("half a thou")
        page.reload()
        page.locator(f"#b{at + 1}").press("w")
        page.keyboard.type("ght")
        page.keyboard.press("Control+Enter")
        expect(page.locator(f"#b{at + 1} li.wrong")).to_contain_text("half a thought")
        page.locator(f"#b{at + 1}").press("a")
        expect(page.get_by_role("status")).to_contain_text("take that back first")
        page.get_by_role("button", name="Save as a file").click()
        for name in ("Name", "Role", "Degrees"):
            page.get_by_role("textbox", name=name).fill(f"Ana {name}")
        with page.expect_download() as saved:
            page.get_by_role("button", name="Save as a file").click()
    file = tmp_path / saved.value.suggested_filename
    saved.value.save_as(file)
    assert file.name == "ana-name.review.json"
    entries = json.loads(file.read_text(encoding="utf-8"))["entries"]
    assert [one["kind"] for one in entries] == ["approval", "comment", "suggestion", "wrong"]
    taken = run("review", "import", file, course)
    assert taken.exit_code == 0, taken.output
    assert all(words in taken.output for words in ("For whom?", "[-wet-] {+rainy+}", "half a thought"))
    applied = run("review", "import", file, course, "--apply", entries[2]["id"])
    assert applied.exit_code == 0, applied.output
    assert any("rainy" in one.text for one in blocks_of(load_project(course)))


@pytest.mark.parametrize("width", [390, 1920])
def test_the_page_is_accessible_from_disk(page: Page, tmp_path: Path, width: int) -> None:
    """No rule of axe is broken at the list and at a block with an open field; nothing is wider than the screen."""
    _course, out = made(tmp_path)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto((out / "index.html").as_uri())
    expect(page.get_by_role("heading", name="Read this first")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Next to be read first").click()
    page.keyboard.press("c")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_files_are_opened_again_and_others_are_refused(page: Page, tmp_path: Path) -> None:
    """A file goes to another device whole and once; one of another course and what is none change nothing."""
    course, out = made(tmp_path)
    block = blocks_of(load_project(course))[0]
    page.goto((out / "index.html").as_uri())
    data = json.loads(page.locator("#review-data").text_content() or "")
    opinion = {
        "schema": "coursereview/1",
        "course": data["course"],
        "reviewer": {"name": "Ana", "role": "r", "credentials": "c"},
        "entries": [
            {"id": "c1", "kind": "comment", "block": block.sha256, "text": "<b>bold</b>"},
            {"id": "c2", "kind": "comment", "block": "0" * 64, "text": "of another edition"},
        ],
    }
    chosen, status = page.locator("#review-open"), page.get_by_role("status")
    for content, told in (
        ("{", "no file of a review"),
        (json.dumps({**opinion, "course": "Coffee"}), "another course"),
        (json.dumps(opinion), "2 entries"),
        (json.dumps(opinion), "0 entries"),
    ):
        chosen.set_input_files({"name": "a.json", "mimeType": "application/json", "buffer": content.encode()})
        expect(status).to_contain_text(told)
    expect(page.locator("[data-progress]")).to_contain_text("1 of")
    expect(page.locator("[data-progress]")).to_contain_text(
        "1 remarks are about blocks that this edition does not have"
    )
    expect(page.get_by_role("textbox", name="Name")).to_have_value("Ana")
