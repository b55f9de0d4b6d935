"""Every page of the shipped course: for assistive technology, small screens, strict policies, and from disk."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from course.project import find_course
from tests.browser.scan import violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

ROOT = find_course("klonopin")
ROOMS = ("", "lessons", "handouts", "appendix")
PAGES = [
    path.relative_to(ROOT).with_suffix(".html").as_posix() for room in ROOMS for path in (ROOT / room).glob("*.md")
]
BUILT = [*sorted(PAGES), "search.html", "genindex.html"]
LESSON = "lessons/04-dependence.html"
POOL = 98
SHEETS = {LESSON, "index.html", "posttest.html", "review.html", "search.html", "appendix/references.html"}
"""Pages that show every kind of block: no page has a color of its own, so forced colors can fail by a sheet alone."""
COLOR_RULES = ["color-contrast", "link-in-text-block"]
WIDE = """() => [...document.querySelectorAll('body *')].filter((node) => {
  const box = node.getBoundingClientRect();
  return box.width && box.right > innerWidth + 1 && node.checkVisibility({visibilityProperty: true})
    && !node.closest('.pst-scrollable-table-container, figure, pre');
}).map((node) => node.outerHTML.slice(0, 90))"""
CUT = """() => [...document.querySelectorAll('h1, h2, h3, main p, main li, main button')].filter((node) =>
  node.checkVisibility() && node.clientWidth && node.scrollWidth > node.clientWidth + 1
  && !node.closest('.pst-scrollable-table-container, figure, pre')).map((node) => node.outerHTML.slice(0, 90))"""
PLANT = """() => {
  const works = [...document.querySelectorAll('.citation > p:not(.course-cited)')];
  const [pale, linked, over] = [40, 50, 60].map((place) => works[place]);
  for (const work of works) Object.assign(work.style, {position: 'relative', zIndex: 2});
  const link = linked.querySelector('a');
  [pale.id, link.id, over.id] = ['pale', 'link', 'over'];
  pale.style.color = '#ccc';
  Object.assign(link.style, {color: '#444', textDecoration: 'none'});
  const box = over.getBoundingClientRect(), dark = document.body.appendChild(document.createElement('div'));
  Object.assign(dark.style, {position: 'absolute', zIndex: 1, background: '#222', left: `${box.left + scrollX}px`,
    top: `${box.top + scrollY}px`, width: `${box.width}px`, height: `${box.height}px`});
}"""
SMALL = """() => [...document.querySelectorAll('button, summary, input, select, nav a, .course-report a, .prev-next a')]
  .filter((node) => node.offsetParent !== null && !node.closest('p:not(.course-report)'))
  .map((node) => [node, node.getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24).map(([node]) => node.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize("name", BUILT)
def test_every_page_is_accessible_self_contained_and_fits(name: str, page: Page, real_site: Path) -> None:
    """Axe finds nothing in any colors, nothing breaks the policy or asks another host, nothing sticks out sideways."""
    html = (real_site / name).read_text(encoding="utf-8")
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.emulate_media(reduced_motion="reduce")
    page.goto((real_site / name).as_uri(), wait_until="load")
    faults = {
        "console": list(said),
        "axe": axe_in_all_modes(page, forced=name in SHEETS),
        "policy": broken_policy(html),
        "hosts": [url for url in asked if not url.startswith(("file:", "data:"))],
        "sideways": sticking_out(page),
    }
    assert {kind: found for kind, found in faults.items() if found} == {}


def axe_in_all_modes(page: Page, *, forced: bool) -> list[str]:
    """Run every rule in light colors, and those on colors again in dark ones and, where asked, in forced ones."""
    found = violations(page)
    for theme, forcing in (("dark", "none"), ("light", "active"))[: 1 + forced]:
        page.emulate_media(color_scheme=theme, forced_colors=forcing)
        page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
        found += violations(page, only=COLOR_RULES)
    page.emulate_media(color_scheme="light", forced_colors="none")
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:150]} ({len(fault['nodes'])})" for fault in found]


def broken_policy(html: str) -> list[str]:
    """Return what the Content-Security-Policy would stop, and the policy itself when it is too weak."""
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    weak = [] if policy and "unsafe" not in policy[1] else ["no strict policy"]
    inline = [tag for tag in re.findall(r"<script[^>]*>", html) if " src=" not in tag]
    return weak + inline + re.findall(r"<style|<[^>]+\son[a-z]+=|<[^>]+\sstyle=", html)


def add_styles(page: Page, rules: str) -> None:
    """Add rules as an assistive tool does; a style element would break the policy of the page."""
    page.evaluate(
        "(rules) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(rules); "
        "document.adoptedStyleSheets.push(sheet); }",
        rules,
    )


def sticking_out(page: Page) -> list[str]:
    """Return what needs sideways scrolling at 320 pixels with the text spacing of WCAG 1.4.12, or at 200 percent.

    Words that are cut off on a phone with both of these count as well.
    """
    page.set_viewport_size({"width": 320, "height": 700})
    add_styles(
        page, "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    )
    narrow: list[str] = page.evaluate(WIDE)
    page.set_viewport_size({"width": 640, "height": 700})
    add_styles(page, "html { font-size: 200% !important }")
    large: list[str] = page.evaluate(WIDE)
    page.set_viewport_size({"width": 390, "height": 700})
    return narrow + large + page.evaluate(CUT)


def test_axe_would_find_a_planted_fault(page: Page, real_site: Path) -> None:
    """A button without a name and pale text are reported, so that silence means something."""
    page.goto((real_site / LESSON).as_uri())
    page.evaluate("() => { document.querySelector('[data-course-asks]').textContent = ''; }")
    page.evaluate("() => { document.querySelector('article section > section > p').style.color = '#eee'; }")
    assert {"button-name", "color-contrast"} <= {fault["id"] for fault in violations(page)}


def test_axe_is_asked_of_each_look(page: Page, real_site: Path) -> None:
    """A pale work among hundreds that look alike, a link that looks like its text, words with a dark box below them."""
    page.goto((real_site / "appendix" / "references.html").as_uri())
    page.evaluate(PLANT)
    found = {
        fault["id"]: {node["target"][0] for node in fault["nodes"]} for fault in violations(page, only=COLOR_RULES)
    }
    assert {"#pale", "#over"} <= found["color-contrast"]
    assert found["link-in-text-block"] == {"#link"}
    assert page.locator("[data-axe-asked]").count() == 0


@pytest.mark.parametrize("name", [LESSON, "index.html", "posttest.html", "review.html", "search.html"])
def test_targets_are_large_enough(name: str, page: Page, real_site: Path) -> None:
    """Buttons, fields and links outside of sentences are at least 24 by 24 pixels, on a phone too."""
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto((real_site / name).as_uri())
    assert page.evaluate(SMALL) == []


def test_the_policy_stops_an_inline_script(page: Page, real_site: Path) -> None:
    """A script that got into a page by mistake is not run, from disk either."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto((real_site / LESSON).as_uri())
    page.evaluate("() => { const s = document.createElement('script'); s.textContent = 'window.bad = 1';"
                  " document.body.append(s); }")  # fmt: skip
    assert page.evaluate("() => window.bad") is None
    assert any("Content Security Policy" in line for line in said)


def test_an_error_can_be_reported_where_the_course_names_no_address(page: Page, real_site: Path) -> None:
    """One button a page, none below questions: a text to copy and hand on; nothing is sent, the focus comes back."""
    asked: list[str] = []
    page.goto((real_site / LESSON).as_uri())
    page.on("request", lambda request: asked.append(request.url))
    opener = page.get_by_role("button", name="Report an error on this page")
    opener.click()
    dialog = page.get_by_role("dialog", name="Report an error")
    text = dialog.get_by_label("Text of the report").input_value()
    for words in ("lessons/04-dependence", "version 0.1.0", "Question (its number or code):", "What is wrong:"):
        assert words in text
    assert [fault["id"] for fault in violations(page)] == []
    copy, close = (dialog.get_by_role("button", name=name).bounding_box() for name in ("Copy the text", "Close"))
    assert copy
    assert close
    assert close["x"] >= copy["x"] + copy["width"] + 8
    dialog.get_by_role("button", name="Copy the text").click()
    dialog.get_by_role("status").get_by_text("The text").wait_for()
    page.keyboard.press("Escape")
    assert opener.evaluate("(node) => node === document.activeElement")
    assert page.locator(".course-report").count() == 0
    asked = [url for url in asked if not url.endswith("_static/course-report.js")]
    assert asked == []


def test_search_works_from_disk(page: Page, real_site: Path) -> None:
    """Words typed into the side bar of any page find their page without a server; axe finds nothing in the results."""
    page.goto((real_site / LESSON).as_uri())
    page.get_by_role("searchbox", name="Search").first.fill("flumazenil")
    page.keyboard.press("Enter")
    page.locator(".course-hits a").first.wait_for()
    assert page.url.startswith("file:")
    assert page.locator(".course-hits").get_by_text("combinations").first.is_visible()
    assert [fault["id"] for fault in violations(page)] == []


def test_keyboard_focus_is_visible_and_never_covered(page: Page, real_site: Path) -> None:
    """Each stop of the Tab key has an outline, and the top of its box is what a reader sees there."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(reduced_motion="reduce")
    page.goto((real_site / LESSON).as_uri())
    page.evaluate("() => { window.faults = []; }")
    for _ in range(80):
        page.keyboard.press("Tab")
        fault = page.evaluate(
            """() => {
              const node = document.activeElement, box = node.getBoundingClientRect();
              if (node === document.body) return '';
              const seen = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 12));
              const outlined = getComputedStyle(node).outlineStyle !== 'none';
              return outlined && seen && (node.contains(seen) || seen.contains(node)) ? ''
                : node.outerHTML.slice(0, 120);
            }"""
        )
        assert fault == ""


def test_paper_shows_where_a_link_leads(page: Page, real_site: Path) -> None:
    """A printed web address stands behind each outside link; links within the course stay words."""
    page.emulate_media(media="print")
    page.goto((real_site / "appendix" / "references.html").as_uri())
    behind = "(node) => [node.href, getComputedStyle(node, '::after').content]"
    href, words = page.locator("article a[href^='http']").first.evaluate(behind)
    assert href in words
    assert page.locator("article a[href^='#']").first.evaluate(behind)[1] == "none"


def test_without_scripts_everything_can_be_read(chromium: Browser, real_site: Path) -> None:
    """All questions of the pool stand on the page with answers to unfold; nothing waits for a script."""
    context = chromium.new_context(java_script_enabled=False)
    bare = context.new_page()
    bare.goto((real_site / "posttest.html").as_uri())
    assert bare.locator("form.quiz-item:visible").count() == POOL
    assert bare.locator("details.quiz-answer > summary").count() == POOL
    bare.goto((real_site / "record.html").as_uri())
    assert "Name: ____" in bare.locator("main").inner_text()
    assert bare.locator("button:visible").all_inner_texts() == ["Go"]
    context.close()


def test_the_pool_is_folded_and_twenty_are_drawn(page: Page, real_server: str) -> None:
    """With `lock`, marking all lessons opens the test; its questions follow the table of the blueprint."""
    page.goto(f"{real_server}posttest.html")
    assert page.locator("form.quiz-item:visible").count() == 0
    page.evaluate("""() => { for (const [doc] of Course.data.steps) if (doc.startsWith('lessons/'))
        Course.progress.mark(doc, true, 'marked'); }""")
    page.reload()
    page.get_by_role("button", name="Start the test").click()
    drawn = page.locator(".course-test-sheet form:visible").evaluate_all("(all) => all.map((f) => f.dataset.item)")
    lessons = sorted(item[1:3] for item in drawn)
    assert len(set(drawn)) == 20
    assert lessons == sorted(["01"] + ["02", "03", "04", "05", "06", "09"] * 2 + ["07", "08"] * 3 + ["10"])
