"""A page grades with the keys of the bank: no theme, language or typography of the page changes an accepted answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from quizzes.load import load_bank
from quizzes.model.types import ITEM_TYPES
from quizzes.number import decimal_of
from quizzes.sphinxext.grading import grading_data

BANK = r"""schema: quizbank/1
id: typed
title: Typed
items:
  - id: one
    type: single
    stem: Which one?
    choices:
      - {id: a--b, text: "it's \"a\"", correct: true, feedback: "Yes."}
      - {id: c...d, text: "it's b", feedback: "No."}
  - id: some
    type: multiple
    stem: Which ones?
    choices:
      - {id: a, text: "don't", correct: true, feedback: "Yes."}
      - {id: b, text: "won't", correct: true, feedback: "Yes, too."}
      - {id: c, text: "can't", feedback: "No."}
  - id: weighed
    type: single
    scoring: weights
    lowest: -0.25
    stem: "Which?"
    shuffle: false
    choices:
      - {id: a, text: "all", correct: true, feedback: "Yes."}
      - {id: b, text: "half", weight: 0.5, feedback: "Nearly."}
      - {id: c, text: "none", weight: -0.25, feedback: "No."}
  - {id: judged, type: truefalse, stem: "It's so.", answer: true, feedback: {true: "Yes.", false: "No."}}
  - id: pairs
    type: match
    stem: Match.
    pairs:
      - {id: p, premise: One, response: "it's \"one\" -- or..."}
      - {id: r, premise: Two, response: "it's *two*  <b>&amp;"}
  - id: steps
    type: order
    stem: Sort.
    sequence: [{id: x--y, text: "first--"}, {id: z, text: "it's last"}]
  - {id: number, type: numeric, stem: How many?, answer: {value: 2.5, unit: "in.--'"}}
  - id: words
    type: short
    stem: Whose disease?
    answers:
      - {text: "Crohn's disease"}
      - {text: "....", match: regex}
      - {text: "a--b|\"x\"", match: regex}
      - {text: "$x$ *y* @z |s| --help", match: exact}
  - id: gaps
    type: cloze
    stem: "The {{typed}} and the {{picked}}."
    gaps:
      - {id: typed, answer: "don't--know...", also: ["can't -- say"]}
      - {id: picked, answer: "patient's own", choices: ["patient's own", "doctor's own"]}
  - {id: view, type: likert, stem: Fine?, scale: [{id: "1", text: "it's"}, {id: "2", text: "isn't"}]}
  - {id: open, type: essay, stem: Why?, model_answer: "It's so.", rubric: [{id: c, text: "says it's so"}]}
"""
PAGE = "# Typed\n\n```{quiz} typed\n```\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    (folder / "quizzes").mkdir(parents=True)
    (folder / "conf.py").write_text('extensions = ["myst_parser", "quizzes"]\nmaster_doc = "index"\n', encoding="utf-8")
    (folder / "index.md").write_text(PAGE, encoding="utf-8")
    (folder / "quizzes" / "typed.yaml").write_text(BANK, encoding="utf-8")
    return folder


def keys_in(page: str) -> dict[str, Any]:
    """Return what each form of a page grades with."""
    forms = BeautifulSoup(page, "html.parser").find_all("form")
    return {
        str(form["data-item"]): json.loads(str(form["data-grading"])) for form in forms if "data-grading" in form.attrs
    }


@pytest.mark.parametrize(
    "config",
    [
        {"language": "en"},
        {"language": "de", "html_theme": "classic"},
        {"language": "fr", "html_theme": "sphinx_book_theme"},
        {"language": "en", "myst_enable_extensions": ["smartquotes", "replacements", "linkify", "dollarmath"]},
        {"language": "sv", "html_theme": "nature", "smartquotes_action": "qDe"},
    ],
    ids=lambda config: "-".join(str(value) for value in config.values()),
)
def test_the_page_grades_with_the_keys_of_the_bank(source: Path, build: Any, config: dict[str, Any]) -> None:
    """For every type, in languages with quotes of their own and in several themes, page and bank are the same."""
    found = keys_in(build(source, **config).read())
    items = load_bank(source / "quizzes" / "typed.yaml").bank.items
    assert {item.type for item in items} == set(ITEM_TYPES)
    sign = decimal_of(config["language"])
    assert found == {item.id: grading_data(item, decimal=sign) for item in items if item.scored}


def test_what_can_be_chosen_is_what_the_key_names(source: Path, build: Any) -> None:
    """The values of menus and buttons are the bank's own words and ids too."""
    page = BeautifulSoup(build(source, language="de").read(), "html.parser")
    assert page.select('#pairs option[value="it\'s \\"one\\" -- or..."]')
    assert page.select('#gaps option[value="patient\'s own"]')
    assert page.select('#one input[value="a--b"]')
    assert page.select('#steps select[name="x--y"]')
    weighed = page.select_one("#weighed")
    assert weighed
    assert "Eine falsche Antwort kostet Punkte, höchstens 0.25." in weighed.get_text()
    told = [mark.get_text() for mark in weighed.select(".quiz-verdict")]
    assert told == ["A. Richtig (1 Punkt).", "B. Teilweise richtig (0.5 Punkte).", "C. Nicht richtig (−0.25 Punkte)."]


def test_no_reader_is_shown_an_expression(source: Path, build: Any) -> None:
    """Where nothing is accepted in words the key says what fits, in the language of the page and of its translator."""
    bank = source / "quizzes" / "typed.yaml"
    kept = [
        row for row in bank.read_text(encoding="utf-8").splitlines() if "Crohn" not in row and "match: exact" not in row
    ]
    text = "\n".join(kept).replace(
        'answer: "don\'t--know...", also: ["can\'t -- say"]', 'answer: "dose(s)?", match: regex'
    )
    bank.write_text(
        text.replace('"....", match', '"colou?rs?", match').replace('"a--b|\\"x\\""', '"gr[ae]y"'), encoding="utf-8"
    )
    folder = source / "locales" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    catalogue += 'msgid "gr[ae]y"\nmsgstr "graue?"\n'
    (folder / "index.po").write_text(catalogue, encoding="utf-8")
    page = BeautifulSoup(build(source, language="de", locale_dirs=["locales"]).read(), "html.parser")
    words, gaps = (
        " ".join(page.select_one(f"#{name} .quiz-key-words").get_text().split()) for name in ("words", "gaps")
    )
    assert words == "Angenommene Antworten: zum Beispiel colours; zum Beispiel graue"
    assert gaps == "Richtige Antwort: (1) zum Beispiel doses; (2) patient’s own"
    assert not {"colou?rs?", "graue?", "gr[ae]y", "dose(s)?"} & set(page.get_text().split())


def test_a_translated_answer_is_accepted_as_its_translator_wrote_it(source: Path, build: Any) -> None:
    """Words that a learner types come from the catalogue, without typography; what is chosen keeps the bank's words."""
    folder = source / "locales" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    entries = {"Crohn's disease": 'Morbus \\"Crohn\\" -- *M. Crohn*', "don't--know...": "weiß's--nicht...",
               "patient's own": "dem Patienten sein's"}  # fmt: skip
    text = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    text += "".join(f'msgid "{key}"\nmsgstr "{value}"\n\n' for key, value in entries.items())
    (folder / "index.po").write_text(text, encoding="utf-8")
    found = keys_in(build(source, language="de", locale_dirs=["locales"]).read())
    assert found["words"]["answers"][0]["text"] == 'Morbus "Crohn" -- *M. Crohn*'
    assert found["words"]["answers"][1]["text"] == "...."
    assert [gap["answer"] for gap in found["gaps"]["gaps"]] == ["weiß's--nicht...", "patient's own"]
