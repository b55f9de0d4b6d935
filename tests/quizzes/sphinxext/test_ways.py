"""A case with branches where no script runs: lines that lead on, and none of them in a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from pathlib import Path

BANK = """\
schema: quizbank/1
id: earl
title: Earl
stimuli: [{id: earl, text: "Earl is sleepy all morning."}]
items:
  - id: first
    type: single
    stimulus: earl
    stem: What do you do before you drive on?
    next: {a: breath, b: calm, c: end}
    choices:
      - {id: a, text: "Leave a note", feedback: "On Saturday he is hard to wake."}
      - {id: b, text: "Call both doctors", correct: true, feedback: "It takes twenty minutes."}
      - {id: c, text: "Nothing", feedback: "He stops breathing."}
  - id: breath
    type: numeric
    stimulus: earl
    stem: How many breaths a minute are few?
    answer: {value: 8}
    next: {wrong: hard}
  - {id: calm, type: truefalse, stimulus: earl, stem: "He is safe.", answer: false, feedback: {true: N., false: Y.}}
  - {id: hard, type: likert, stimulus: earl, stem: "Hard?", scale: [{id: "1", text: "no"}, {id: "2", text: "yes"}]}
  - {id: other, type: numeric, stem: "How many doctors?", answer: {value: 2}}
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    (folder / "quizzes").mkdir(parents=True)
    (folder / "conf.py").write_text('extensions = ["myst_parser", "quizzes"]\nmaster_doc = "index"\n', encoding="utf-8")
    (folder / "index.md").write_text("# Case\n\n```{quiz} earl\n```\n", encoding="utf-8")
    (folder / "quizzes" / "earl.yaml").write_text(BANK, encoding="utf-8")
    return folder


def test_paper_leads_on_by_the_numbers_of_the_questions(source: Path, build: Any) -> None:
    """Each choice says where it leads; a question that goes on to the next one says nothing; no key repeats it."""
    text = " ".join(build(source, "text").read("index.txt").split())
    assert "A. Leave a note *(go to question 2)* B. Call both doctors *(go to question 3)*" in text
    assert "C. Nothing *(the case ends, go to question 5)*" in text
    assert "*If your answer is right: go to question 3. If it is not: go to question 4.*" in text
    assert "**Question 3.** He is safe. * True * False" in text
    assert "**Correct answer:** B. Call both doctors * **A." in text


def test_a_page_has_what_its_script_follows_and_the_lines_for_those_without_one(source: Path, build: Any) -> None:
    """In the language of the page."""
    page = BeautifulSoup(build(source, language="de").read(), "html.parser")
    ways = {str(form["data-item"]): form.get("data-next") for form in page.select("form.quiz-item")}
    assert ways == {
        "first": '{"a": "breath", "b": "calm", "c": "", "else": "breath"}',
        "breath": '{"right": "calm", "wrong": "hard", "else": "calm"}',
        "calm": '{"true": "hard", "false": "hard", "else": "hard"}',
        "hard": '{"1": "", "2": "", "else": ""}',
        "other": None,
    }
    assert [line.get_text() for line in page.select("#first em.quiz-goto")][2] == "(der Fall endet, weiter mit Frage 5)"


def test_a_test_asks_everybody_everything(source: Path, build: Any) -> None:
    """No line and no branch where all questions are checked together."""
    (source / "index.md").write_text("# Case\n\n```{quiz} earl\n:mode: posttest\n```\n", encoding="utf-8")
    page = BeautifulSoup(build(source).read(), "html.parser")
    assert page.select("form.quiz-item")
    assert not page.select("[data-next], .quiz-goto")


def test_a_branch_to_what_the_quiz_leaves_out_is_warned_of(source: Path, build: Any) -> None:
    """The way then goes to the next part that is shown."""
    (source / "index.md").write_text("# Case\n\n```{quiz} earl\n:select: first, calm\n```\n", encoding="utf-8")
    made = build(source, warnings=1)
    assert "'first' leads on to 'breath', which this quiz does not show" in made.warnings
    page = BeautifulSoup(made.read(), "html.parser")
    assert page.select_one("#first")["data-next"] == '{"a": "calm", "b": "calm", "c": "", "else": "calm"}'  # type: ignore[index]
