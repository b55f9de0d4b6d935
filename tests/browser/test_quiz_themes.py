"""Questions in projects of others: plain reStructuredText, `quizzes` alone, the themes that people use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import build_site
from tests.browser.scan import violations

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.shared import Shared

pytestmark = pytest.mark.browser

THEMES = ("alabaster", "bold", "classic", "furo", "pydata_sphinx_theme")
"""`bold` styles every control of a form as sphinx_rtd_theme does, which is too heavy to install for this."""
DARK = ("furo", "pydata_sphinx_theme")
QUIZZES = ".quiz, form.quiz-item, .quiz-key"
CONF = 'extensions = ["quizzes"]\nproject = "Sky"\n'
BOLD = """\
label { display: block; margin: 0 0 .3em; color: #333; font-size: 90%; }
legend { margin-bottom: 24px; font: 700 1.5em "Roboto Slab", serif; color: #a00; }
input, select { font: 14px monospace; } p { margin: 0 0 24px; font-size: 1em; } button { border-radius: 0; }
"""
PAGE = """\
Sky
===

.. quiz:: sky

.. quiz-item:: Blue sky
   :label: blue

   Why is the sky blue at noon?

   - [x] Air scatters blue light most

     > Yes.

   - [ ] The sea is reflected in it

     > No.

.. quiz-key::
   :quiz: sky

.. quiz:: odd
"""
ODD = """\
schema: quizbank/1
id: odd
title: Odd things
items:
  - id: shapes
    type: single
    stem: Which of these is it?
    choices:
      - {id: a, text: "![A tall disc](tall.svg)", correct: true, feedback: It is.}
      - {id: b, text: "$$x$$", feedback: It is not.}
      - {id: c, text: "`a_name_in_code_that_has_no_blank_and_is_much_longer_than_any_telephone_is_wide`", feedback: No.}
      - {id: d, text: "Two blocks:\\n\\n$$y$$", feedback: It is not.}
  - {id: mass, type: numeric, stem: How heavy is it?, answer: {value: 8, unit: mg/h}}
"""
TALL = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="700"><path d="M0 0h90v700z"/></svg>'
BESIDE = """() => [...document.querySelectorAll("#shapes .quiz-choice")].map((choice) => {
  const letter = choice.querySelector(".quiz-letter").getBoundingClientRect();
  const shown = choice.querySelector(".quiz-text :is(.math, img, code)"), range = document.createRange();
  range.selectNodeContents(shown);
  const box = shown.matches("img") ? shown.getBoundingClientRect() : range.getBoundingClientRect();
  return [letter.top - choice.getBoundingClientRect().top < 40, box.left - letter.right < 40,
    box.right <= choice.getBoundingClientRect().right];
})"""
BANK = """\
schema: quizbank/1
id: sky
title: What you see in the sky
stimuli:
  - {id: case, text: "You look up.\\n\\n- It is noon.\\n- It is clear."}
items:
  - id: planets
    type: multiple
    stimulus: case
    scoring: partial
    stem: Which of these are planets?
    choices:
      - {id: a, text: Venus, correct: true, feedback: It is.}
      - {id: b, text: The moon, feedback: It goes round the earth.}
      - {id: c, text: "Two words:\\n\\n- Mars", correct: true, feedback: It is.}
    rationale: They go round the sun.
  - {id: way, type: numeric, stem: How long does light take?, answer: {value: 8, tolerance: 1, unit: minutes}}
  - id: said
    type: cloze
    stem: "The sky is {{a}} and grass is {{b}}."
    gaps: [{id: a, answer: blue}, {id: b, answer: green, choices: [green, red]}]
"""
LOOK = """() => {
  const one = (selector) => document.querySelector(selector), style = (selector) => getComputedStyle(one(selector));
  const all = (selector) => [...document.querySelectorAll(selector)];
  const form = style("#blue"), line = (selector) => one(selector).getBoundingClientRect();
  const light = (text) => {
    const linear = (n) => (n <= .04045 ? n / 12.92 : ((n + .055) / 1.055) ** 2.4);
    const [r, g, b] = text.match(/[\\d.]+/g).map((n) => linear(n / 255));
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const pair = [light(style("#blue .quiz-choice:last-of-type").borderTopColor), light(form.backgroundColor)].sort();
  const same = (selector) => ["fontFamily", "fontSize", "color"].every((name) => style(selector)[name] === form[name]);
  return {
    titleApart: line("#blue .quiz-item-title").bottom <= line("#blue legend .quiz-stem").top + 1,
    likeTheCard: [".quiz-entry label", "#blue .quiz-label", "#blue legend .quiz-stem"].filter((each) => !same(each)),
    quietInstruction: Number(style("#planets .quiz-instruction").fontWeight),
    frame: (pair[1] + .05) / (pair[0] + .05),
    justified: all(".quiz-item p").filter((each) => getComputedStyle(each).textAlign === "justify").length,
    wide: all("form.quiz-item").filter((each) => each.scrollWidth > each.clientWidth).length,
    lists: line(".quiz-stimulus ul").bottom < line("#planets").top,
  };
}"""


@pytest.fixture(scope="session")
def pages(shared: Shared, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give one page with questions, without a warning in any theme."""
    source = tmp_path_factory.mktemp("sky")
    (source / "quizzes").mkdir()
    files = {"conf.py": CONF, "index.rst": PAGE, "bold.css": BOLD, "quizzes/sky.yaml": BANK}
    for name, text in (files | {"quizzes/odd.yaml": ODD, "quizzes/tall.svg": TALL}).items():
        (source / name).write_text(text, encoding="utf-8")

    def make(theme: str) -> Path:
        def build(html: Path) -> object:
            more = ["-D", "html_static_path=.", "-D", "html_css_files=bold.css"] if theme == "bold" else []
            name = theme if theme != "bold" else "basic"
            return build_site(source, html.parent, "-D", f"html_theme={name}", *more)

        return shared(f"sky-in-{theme}/html", build) / "index.html"

    return {theme: make(theme) for theme in THEMES}


def answered(page: Page, address: str) -> Page:
    """Answer what can be right, wrong, partly right and open, and unfold everything, by the keyboard alone."""
    page.goto(address)
    page.locator("#blue input").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.locator("#planets input").first.focus()
    page.keyboard.press("Space")
    page.locator("#way input").fill("80")
    for name in ("blue", "planets", "way"):
        page.locator(f"#{name} .quiz-check").focus()
        page.keyboard.press("Enter")
    page.evaluate("() => document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    said = [text[2:] for text in page.locator(".quiz-result").all_inner_texts()]  # without the sign before it
    assert said == ["Partly correct", "Not correct", "Not correct"]
    return page


@pytest.mark.parametrize("theme", THEMES)
def test_questions_look_as_meant_in_themes_of_others(theme: str, page: Page, pages: dict[str, Path]) -> None:
    """No heading font in a question, no glued title, no frame that nobody sees, nothing wider than its card."""
    page.set_viewport_size({"width": 700, "height": 900})
    answered(page, pages[theme].as_uri())
    found: dict[str, Any] = page.evaluate(LOOK)
    assert found.pop("frame") >= 1.4, found
    assert found == {
        "titleApart": True, "likeTheCard": [], "quietInstruction": 400, "justified": 0, "wide": 0, "lists": True,
    }  # fmt: skip
    assert contrasts(page) == []


@pytest.mark.parametrize("theme", THEMES)
def test_a_letter_stands_beside_its_picture_formula_or_code_on_a_phone(
    theme: str, page: Page, pages: dict[str, Path]
) -> None:
    """At the top of what is high, at the left of what would be in the middle, and nothing leaves its card."""
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(pages[theme].as_uri())
    assert page.evaluate(BESIDE) == [[True] * 3] * 4
    field, unit = (page.locator(f"#mass .quiz-entry {part}").bounding_box() for part in ("input", ".quiz-unit"))
    assert field
    assert unit
    assert field["y"] < unit["y"] + unit["height"] / 2 < field["y"] + field["height"]


@pytest.mark.parametrize("theme", DARK)
def test_questions_are_readable_in_the_dark(theme: str, page: Page, pages: dict[str, Path]) -> None:
    """What the system asks for is dark in every state of a question."""
    page.emulate_media(color_scheme="dark")
    answered(page, pages[theme].as_uri())
    assert contrasts(page) == []
    assert light(page, "#blue", "color") > 128


def test_a_chosen_answer_is_dark_without_scripts_too(chromium: Browser, pages: dict[str, Path]) -> None:
    """Furo is dark without any script, and so is the ground of what is chosen."""
    context = chromium.new_context(color_scheme="dark", java_script_enabled=False, reduced_motion="reduce")
    page = context.new_page()
    page.goto(pages["furo"].as_uri())
    page.locator("#blue input").first.check()
    assert light(page, "#blue", "color") > 128
    assert light(page, "#blue .quiz-choice:has(:checked)", "backgroundColor") < 64
    context.close()


def light(page: Page, selector: str, name: str) -> int:
    """Return the weakest of red, green and blue, 0 to 255, of a color of an element."""
    color = page.locator(selector).evaluate("(node, name) => getComputedStyle(node)[name]", name)
    return min(int(part) for part in re.findall(r"\d+", color)[:3])


def contrasts(page: Page) -> list[str]:
    """Return the pieces of the questions whose words are too pale for what is behind them."""
    return [node["html"] for fault in violations(page, QUIZZES, ["color-contrast"]) for node in fault["nodes"]]
