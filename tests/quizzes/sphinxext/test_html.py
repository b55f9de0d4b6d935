"""The HTML of a question is valid where browsers forgive, and its words can be translated."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup, Tag

from quizzes.sphinxext.strings import LOCALE_DIR, ONLY_FOR, client_strings

PAGES = ("index.html", "posttest.html", "survey.html", "silent.html", "key.html")
PHRASING = {
    "a", "abbr", "b", "br", "cite", "code", "em", "i", "img", "input", "kbd", "mark", "math", "option", "q", "s",
    "samp", "select", "small", "span", "strong", "sub", "sup", "svg", "u", "var",
}  # fmt: skip


def questions(page: str) -> list[Tag]:
    """Return the quizzes and items of a page."""
    return BeautifulSoup(page, "html.parser").select(".quiz, form.quiz-item")


@pytest.mark.parametrize("name", PAGES)
def test_labels_legends_and_paragraphs_hold_phrasing_content(name: str, project: Any, build: Any) -> None:
    """No block stands where HTML allows words only; no control is nested in a foreign label."""
    for root in questions(build(project("test-quiz-all")).read(name)):
        for part in root.select("legend, label, p, summary"):
            assert {tag.name for tag in part.find_all(name=True)} - PHRASING == set()
        for label in root.select("label"):
            controls = label.select("input, select")
            assert len(controls) == (0 if label.get("for") else 1)


@pytest.mark.parametrize("name", PAGES)
def test_every_reference_between_elements_has_a_target(name: str, project: Any, build: Any) -> None:
    """`for`, `aria-labelledby` and `aria-describedby` name ids of the page; ids are unique."""
    soup = BeautifulSoup(build(project("test-quiz-all")).read(name), "html.parser")
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    for attribute in ("for", "aria-labelledby", "aria-describedby"):
        assert {tag[attribute] for tag in soup.select(f"[{attribute}]")} <= set(ids)


@pytest.mark.parametrize("name", PAGES)
def test_groups_have_one_legend_first(name: str, project: Any, build: Any) -> None:
    """Each item is one form with one fieldset, whose first element is its only legend, with words in it."""
    for form in BeautifulSoup(build(project("test-quiz-all")).read(name), "html.parser").select("form.quiz-item"):
        (fieldset,) = form.select("fieldset")
        (legend,) = form.select("legend")
        assert fieldset.find(name=True) is legend
        assert legend.get_text(strip=True)


def test_select_all_that_apply_is_said_unless_the_stem_says_it(project: Any, build: Any) -> None:
    """A multiple-choice item tells how many to choose exactly once."""
    source = project("test-quiz-all")
    first = questions(build(source).read())[0].select_one("#all-multiple legend")
    assert first
    assert first.get_text().count("Select all that apply.") == 1
    bank = source / "quizzes" / "all.yaml"
    bank.write_text(
        bank.read_text(encoding="utf-8").replace("Which of them are prime?", "Select the two primes."),
        encoding="utf-8",
    )
    again = questions(build(source, freshenv=True).read())[0].select_one("#all-multiple legend")
    assert again
    assert "Select" not in again.get_text()


def test_client_gets_its_words_from_the_page(project: Any, build: Any) -> None:
    """A quiz carries the strings that its questions can say, each not empty, and none that it has no use for."""
    book = build(project("test-quiz-all"))
    words, known = json.loads(str(questions(book.read())[0]["data-strings"])), client_strings()
    idle = {
        word
        for need in ("together", "variants", "attempts", "pass_mark", "penalty", "weights", "ways")
        for word in ONLY_FOR[need]
    }
    assert words == {name: word for name, word in known.items() if name not in idle}  # it has a number and an order
    test = json.loads(str(questions(book.read("posttest.html"))[0]["data-strings"]))
    assert {*ONLY_FOR["together"], *ONLY_FOR["pass_mark"]} <= set(test)
    assert not {*ONLY_FOR["numbers"], *ONLY_FOR["order"]} & set(test)
    assert all(client_strings().values())


def test_interface_speaks_the_language_of_the_project(project: Any, build: Any) -> None:
    """With `language = "de"` no English word of the interface is left."""
    site = build(project("test-quiz-all"), language="de")
    root = questions(site.read())[0]
    words = json.loads(str(root["data-strings"]))
    assert words["check"] == "Antwort prüfen"
    assert "Antwort zeigen" in site.read()
    for english in ("Show the answer", "Correct answer", "Your answer", "Question 1", "Not correct"):
        assert english not in site.read()


def test_catalogue_is_complete_and_compiled() -> None:
    """Every string of the code is translated, nothing else is in the catalogue, and .mo equals .po."""
    code = Path(LOCALE_DIR).parent
    wanted = {found[2] for found in extract_from_dir(code, keywords={"_": None, "translate": None})}
    for folder in LOCALE_DIR.iterdir():
        path = folder / "LC_MESSAGES" / "quizzes.po"
        with path.open("rb") as stream:
            catalogue = {entry.id: entry.string for entry in read_po(stream) if entry.id}
        with path.with_suffix(".mo").open("rb") as stream:
            compiled = {entry.id: entry.string for entry in read_mo(stream) if entry.id}
        assert set(catalogue) == wanted
        assert compiled == catalogue
        assert all(catalogue.values())
        assert all(key.count("%") == value.count("%") for key, value in catalogue.items())
