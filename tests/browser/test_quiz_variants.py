"""Items that vary on a page: every variant says and grades what Python says, and one is kept with its answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from quizzes.grade import grade
from quizzes.load import load_bank
from quizzes.model.varying import count_of, variant_of
from quizzes.seeded import Random
from tests.browser.conftest import build_site, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.shared import Shared

pytestmark = pytest.mark.browser

CONF = 'extensions = ["quizzes", "myst_parser"]\nproject = "Doses"\nhtml_theme = "basic"\nlanguage = "de"\n'
PAGE = "# Doses\n\n```{quiz} vary\n```\n\n```{quiz} vary-hidden\n:answers: none\n```\n"
EXPRESSIONS = (
    "a + b * 2", "a / b", "(a - b) / 4", "a ^ 2 / b", "sqrt(a * b)", "ln(a) * b", "log10(a) + exp(b / 10)",
    "max(a, b) - min(a, b) / 3", "round(a / b, 1)", "ceil(a / b) + floor(b / a)", "abs(b - a) * 0.1",
)  # fmt: skip
FIXED = """\
schema: quizbank/1
id: vary
title: Doses
items:
  - id: pick
    type: single
    variants:
      rows: [{drug: Aspirin, tablet: 100, wanted: 150}, {drug: Metformin, tablet: 500, wanted: 1250}]
      worked: {right: wanted / tablet, twice: right * 2}
    stem: "**{drug}**: {wanted} mg, {tablet} mg each."
    choices:
      - {id: a, text: "{right} Tabletten", correct: true, feedback: "{wanted} / {tablet} = {right}"}
      - {id: b, text: "{twice} Tabletten", feedback: "Nicht {twice}."}
    rationale: "Geteilt: {right}."
  - id: gaps
    type: cloze
    variants: {rows: [{a: 1.5, b: 2}, {a: 3, b: 4}, {a: 5, b: 6}], worked: {c: a + b, d: a * b}}
    stem: "{a} und {b}: {{g}}, {{h}}."
    gaps: [{id: g, answer: "{c}"}, {id: h, answer: "{d}", choices: ["{d}", "{c}"]}]
  - id: pairs
    type: match
    variants: {rows: [{a: 1, b: 2}, {a: 3.5, b: 4}], worked: {c: a * 10, d: b * 10}}
    stem: Was passt zu {a} und {b}?
    pairs: [{id: x, premise: "{a} cm", response: "{c} mm"}, {id: y, premise: "{b} cm", response: "{d} mm"}]
    distractors: ["{a} mm"]
  - id: words
    type: short
    variants: {rows: [{a: 1.5}, {a: 3}], worked: {c: a * 10}}
    stem: "{a} cm in mm?"
    answers: [{text: "{c} mm"}, {text: "{c}", match: exact}]
"""
NUMBER = """\
  - id: n{place}
    type: numeric
    variants:
      variables: {{a: {{min: {low}, max: {high}, step: {step}}}, b: {{min: 1, max: 9, step: 0.5}}}}
      worked: {{c: {{value: "{expression}", {rounding}}}}}
      count: 6
    stem: "Mit {{a}} und {{b}}?"
    answer: {{value: c, tolerance: "{tolerance}"}}
    feedback: "Es sind {{c}}."
"""
ASK = """([id, number, responses]) => {
  const form = document.getElementById(id);
  Quizzes.variants.show(form, number);
  const key = JSON.parse(form.dataset.grading), text = (node) => node.textContent.replace(/\\s+/g, " ").trim();
  return {
    stem: text(form.querySelector(".quiz-stem")), answer: text(form.querySelector(".quiz-answer")),
    options: [...form.querySelectorAll("option[data-text]")].map((one) => one.value),
    points: responses.map((response) => Quizzes.grade(key, response).points),
  };
}"""


def numbers() -> str:
    """Return items with random ranges, expressions and roundings, the same each time."""
    chance, made = Random("vary"), []
    for place, expression in enumerate(EXPRESSIONS):
        low, step = 1 + chance.below(5), (0.1, 0.25, 1)[chance.below(3)]
        made.append(
            NUMBER.format(
                place=place, low=low, high=low + 20 * step, step=step, expression=expression,
                rounding=("decimals: 2", "significant_figures: 3", "min: -1000")[chance.below(3)],
                tolerance=("0", "0.01 * abs(c)", "0.05")[chance.below(3)],
            )
        )  # fmt: skip
    return "".join(made)


@pytest.fixture(scope="module")
def site(shared: Shared, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the page with items that vary, and beside it their bank."""
    source = tmp_path_factory.mktemp("vary")
    (source / "quizzes").mkdir()
    hidden = FIXED.replace("id: vary", "id: vary-hidden", 1).replace("  - id: ", "  - id: hidden-")
    banks = {"quizzes/vary.yaml": FIXED + numbers(), "quizzes/vary-hidden.yaml": hidden}
    for name, text in {"conf.py": CONF, "index.md": PAGE, **banks}.items():
        (source / name).write_text(text, encoding="utf-8")
    load_bank(source / "quizzes" / "vary.yaml")
    html = shared("vary/html", lambda folder: build_site(source, folder.parent))
    return html / "index.html"


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[str]:
    """Serve the page."""
    with served(site.parent) as address:
        yield address


def bank_items() -> list[Any]:
    """Return the items of the bank."""
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "vary.yaml"
        path.write_text(FIXED + numbers(), encoding="utf-8")
        return list(load_bank(path).bank.items)


def responses_to(item: Any) -> list[Any]:
    """Return answers near and far from right, as a German types them."""
    match item.type:
        case "numeric":
            value, reach = item.answer.value, item.answer.tolerance
            near = [value, value + reach, value + 2 * reach + 0.01, -value, value * 1.001]
            return [f"{number:.15g}".replace(".", ",") for number in near]
        case "single":
            return ["a", "b"]
        case "cloze":
            right = {gap.id: gap.answer for gap in item.gaps}
            return [right, {**right, "h": item.gaps[0].answer}, {**right, "g": "0"}]
        case "match":
            right = {pair.id: pair.response for pair in item.pairs}
            return [right, dict(zip(right, reversed(right.values()), strict=True))]
    return [item.answers[0].text, item.answers[1].text, "0"]


def test_every_variant_says_and_grades_what_python_does(page: Page, site: Path) -> None:
    """Random expressions, all their variants, right and wrong answers: page and bank agree in everything."""
    page.goto(site.as_uri())
    asked = 0
    for item in bank_items():
        for number in range(count_of(item)):
            variant = variant_of(item, number, ",")
            responses = responses_to(variant)
            found = page.evaluate(ASK, [item.id, number, responses])
            assert found["points"] == [grade(variant, response, decimal=",").points for response in responses]
            assert max(found["points"]) > min(found["points"]) or variant.answer.value == 0
            stem = variant.stem.replace("**", "").replace("{{g}}, {{h}}", "")
            assert found["stem"].startswith(stem.partition(":")[0])
            if item.type == "match":
                assert set(found["options"]) == {"", *(p.response for p in variant.pairs), *variant.distractors} - {""}
            if item.type == "numeric":
                assert variant.feedback in found["answer"]
                assert f"Antwort: {variant.answer.value:.15g}".replace(".", ",") in found["answer"]
            asked += len(responses)
    assert asked > 300


def test_a_variant_is_kept_with_its_answer_and_the_next_one_can_be_tried(page: Page, server: str) -> None:
    """A reload shows the same numbers; other numbers are the next ones, graded by their own key."""
    page.add_init_script("Math.random = () => 0.99")
    page.goto(server)
    stem, field = page.locator("#n0 .quiz-stem"), page.locator("#n0 input")
    item = next(one for one in bank_items() if one.id == "n0")
    last, first = (variant_of(item, number, ",") for number in (5, 6))
    assert stem.inner_text() == last.stem
    assert page.locator("#n0 .quiz-another").is_hidden()
    field.fill(str(last.answer.value).replace(".", ","))
    page.locator("#n0 .quiz-check").click()
    assert page.locator("#n0").get_attribute("data-verdict") == "correct"
    page.add_init_script("Math.random = () => 0")
    page.reload()
    assert stem.inner_text() == last.stem
    assert page.locator("#n0").get_attribute("data-verdict") == "correct"
    page.locator("#n0 .quiz-another").click()
    assert stem.inner_text() == first.stem
    assert field.evaluate("(node) => node === document.activeElement")
    assert field.input_value() == ""
    field.fill(str(first.answer.value).replace(".", ","))
    page.locator("#n0 .quiz-check").click()
    assert page.locator("#n0").get_attribute("data-verdict") == "correct"


def test_what_is_withheld_is_in_no_variant(page: Page, site: Path) -> None:
    """Where answers are nowhere, the page knows of the variants only what it shows."""
    page.goto(site.as_uri())
    kept = page.locator("#hidden-gaps").get_attribute("data-variants") or ""
    assert [sorted(one["show"]) for one in json.loads(kept)] == [["a", "b", "c", "d"]] * 3  # c and d are in the menu
    words = json.loads(page.locator("#hidden-words").get_attribute("data-variants") or "")
    assert words == [{"show": {"a": "1,5"}}, {"show": {"a": "3"}}]
