"""The search of the shipped course from disk: what a nurse types leads to the place that answers it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

LESSON = "lessons/04-dependence.html"
ASKED = {
    "suicide line": "index|07-with|10-cap|988",
    "988": "07-withdrawal|index|10-capstone",
    "poison": "index|05-comb|h2",
    "800 222 1222": "index|05-comb|h2",
    "1-800-662-4357": "index|10-cap|h7|09",
    "withdrawl symptoms": "07-withdrawal",
    "withdrawel": "07-withdrawal",
    "clonazapam": "01-what|02-uses|index",
    "klonopin": "01-what|02-uses|index",
    "naloxone": "05-comb",
    "narcan": "05-comb",
    "nalaxone": "05-comb",
    "flumazenil": "05-comb",
    "overdoes": "05-comb",
    "breathing slow": "05-comb",
    "seizures after stopping": "07-with",
    "siezures": "07-with|02-uses|08",
    "how long does withdrawal last": "07-with",
    "taper": "08-taper",
    "slow taper": "08-taper",
    "coming off": "08-taper|07-with|09",
    "cold turkey": "08-taper|07-with|03|04",
    "elderly": "03-boxed|08-taper|equiv|special|appendix",
    "pregnancy": "03-boxed",
    "breastfeeding": "03-boxed",
    "driving": "03-boxed|h",
    "boxed warning": "03-boxed",
    "black box": "03-boxed",
    "half-life": "01-what|07-with",
    "half life": "01-what|07-with",
    "tolerance": "04-dep",
    "addiction": "04-dep",
    "misuse": "04-dep|05-comb",
    "urine test": "06-not",
    "drug screen": "06-not",
    "pdmp": "06-not",
    "restless legs": "02-uses",
    "panic disorder": "02-uses",
    "cbt": "09-treat",
    "rehab": "09-treat|h7",
}


def test_what_is_typed_leads_to_the_place_that_answers_it(page: Page, real_site: Path) -> None:
    """For each of 40 queries one of the first three results is a page that answers it."""
    page.goto((real_site / LESSON).as_uri())
    page.keyboard.press("Control+k")
    page.locator(".course-find[open]").wait_for()
    script = """async (asked) => {
      const found = {};
      for (const typed of asked) {
        const { hits } = await courseSearch.find(typed);
        found[typed] = hits.slice(0, 3).map(({ page, anchor }) => `${courseSearch.head().pages[page][0]}#${anchor}`);
      }
      return found;
    }"""
    found = page.evaluate(script, list(ASKED))
    missed = {typed: hits for typed, hits in found.items() if not any(re.search(ASKED[typed], hit) for hit in hits)}
    assert (missed, len(ASKED)) == ({}, 40)


def test_results_come_while_typing_and_are_walked_by_keys(page: Page, real_site: Path) -> None:
    """Ctrl+K or a slash open it, arrows walk, Enter goes there, Esc closes and gives the focus back."""
    page.goto((real_site / LESSON).as_uri())
    page.keyboard.press("/")
    field = page.get_by_role("searchbox", name="A word, a number")
    expect(field).to_be_focused()
    page.keyboard.type("flumazenl")
    page.locator(".course-hits mark").first.wait_for()
    assert "places" in page.locator(".course-find [role=status]").inner_text()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".course-hits a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".course-find")).to_be_hidden()
    page.keyboard.press("Control+k")
    page.keyboard.type("naloxone")
    page.locator(".course-hits a").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("05-combinations"))


def test_an_empty_result_helps_and_nothing_typed_becomes_markup(page: Page, real_site: Path) -> None:
    page.goto((real_site / LESSON).as_uri())
    page.keyboard.press("Control+k")
    page.keyboard.type("<i>zzzqqq")
    status = page.locator(".course-find [role=status]")
    expect(status).to_contain_text("zzzqqq")
    expect(page.locator(".course-find input")).to_have_value("<i>zzzqqq")  # nothing typed before it opened is lost
    assert "Try one word" in status.inner_text()
    assert page.locator(".course-find i").count() == 0


def test_the_page_of_results_shows_what_its_address_asks_for(page: Page, real_site: Path) -> None:
    """A link to a search, and a form sent before the script came, lead to the same results."""
    page.goto(f"{(real_site / 'search.html').as_uri()}?q=withdrawl")
    page.locator("#course-search-results a").first.wait_for()
    assert "Withdrawal" in page.locator("#course-search-results li").first.inner_text()


def test_every_place_exists_and_no_test_is_searched(real_site: Path) -> None:
    """No result leads to an anchor that its page has not; questions of tests and pools are in no file of the index."""
    index = (real_site / "_static" / "search" / "index.js").read_text(encoding="utf-8")
    pages = json.loads(index.split("courseSearch.index(")[1].splitlines()[0].removesuffix(");"))["pages"]
    assert {"posttest.html", "evaluation.html", "record.html", "review.html"}.isdisjoint(row[0] for row in pages)
    for number, (address, *_) in enumerate(pages):
        text = (real_site / "_static" / "search" / f"t{number}.js").read_text(encoding="utf-8")
        places = json.loads(text.split(",", 1)[1].strip().removesuffix(");"))
        html = (real_site / address).read_text(encoding="utf-8")
        assert [anchor for anchor, *_ in places if anchor and f'id="{anchor}"' not in html] == [], address


def test_the_search_keeps_to_its_budget(real_site: Path) -> None:
    """At most 25 KiB packed to know the places of a word, and nothing of it before somebody searches."""
    from tests.browser.test_site_weight import packed

    static = real_site / "_static"
    part = max(packed(path) for path in (static / "search").glob("w[0-9]*.js"))
    assert packed(static / "course-search.js") + packed(static / "search" / "index.js") + part <= 25 * 1024
    assert "course-search.js" not in (real_site / LESSON).read_text(encoding="utf-8")
