"""Aiken: read as others write it, written as others read it, and every loss said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.finding import FindingsError
from quizzes.formats.aiken import FEEDBACK, FORMAT
from quizzes.formats.convert import read_foreign, write_foreign
from quizzes.formats.plain_text import formulas_to_markdown, to_markdown, to_plain
from quizzes.load import BankFile, load_bank

QUESTIONS = """Which metal melts in a hand?
A. Iron
B) Gallium
C. Tin
ANSWER: B

How much is 2*3*4 [in base 10]?
A. 24
B. 1. of 24
ANSWER: A
"""


def bank_from(tmp_path: Path, text: str, name: str = "metals.txt") -> BankFile:
    source, target = tmp_path / name, tmp_path / "bank.yaml"
    source.write_text(text, encoding="utf-8")
    target.write_text(read_foreign(source, FORMAT)[0], encoding="utf-8")
    return load_bank(target)


def test_questions_become_items_of_a_bank_that_loads(tmp_path: Path) -> None:
    """Stem, choices and key are there, signs of Markdown stand for themselves, ids come from the file."""
    bank = bank_from(tmp_path, QUESTIONS).bank
    assert [item.id for item in bank.items] == ["metals-1", "metals-2"]
    assert [item.key for item in bank.items] == [("b",), ("a",)]  # type: ignore[union-attr]
    assert to_plain(bank.items[1].stem)[0] == "How much is 2*3*4 [in base 10]?"
    assert to_plain(bank.items[1].choices[1].text)[0] == "1. of 24"  # type: ignore[union-attr]


def test_what_is_still_to_be_written_is_said_with_its_line(tmp_path: Path) -> None:
    """Aiken has no feedback: each question is named, and the lint has something to find."""
    source = tmp_path / "metals.txt"
    source.write_text(QUESTIONS, encoding="utf-8")
    text, losses = read_foreign(source, FORMAT, "alloys")
    assert text.count(FEEDBACK) == 5
    assert "id: alloys\n" in text
    assert [(one.line, one.code, one.subject) for one in losses] == [(1, "L042", "metals-1"), (7, "L042", "metals-2")]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("Q?\nA. x\nB. y\n", 1, "no line `ANSWER: X`"),
        ("Q?\nA. x\nB. y\nANSWER: C\n", 4, "the key C is none of the choices A to B"),
        ("Q?\nANSWER: A\n", 2, "an answer after 0 choices"),
        ("Q?\nA. x\nC. y\nANSWER: A\n", 3, "neither the choice `B.` nor `ANSWER: X`"),
        ("Q?\nA. x\nmore of x\nB. y\nANSWER: A\n", 3, "neither the choice"),
        ("\n\n", 1, "holds no question"),
    ],
)
def test_a_line_that_is_not_aiken_is_refused_with_its_number(tmp_path: Path, text: str, line: int, said: str) -> None:
    """Nothing is guessed: a key that is missing or wrong ends with the line."""
    with pytest.raises(FindingsError) as caught:
        bank_from(tmp_path, text)
    first = caught.value.findings[0]
    assert (first.line, first.code) == (line, "L043")
    assert said in first.message


BANK = """schema: quizbank/1
id: mixed
title: Mixed
stimuli:
  - id: case
    text: A bar lies in the sun.
items:
  - id: one
    type: single
    stimulus: case
    title: Heat
    stem: What does *it* do with ![a bar](bar.png)?
    choices:
      - {id: x, text: It grows, correct: true, feedback: Metals expand.}
      - {id: y, text: It shrinks, feedback: Not in heat.}
  - id: two
    type: truefalse
    stem: Tin is a metal.
    answer: true
    feedback: {true: "Yes.", false: "It is."}
  - id: three
    type: numeric
    stem: How many?
    answer: {value: 2}
"""


def test_a_bank_is_written_and_every_loss_is_said(tmp_path: Path) -> None:
    """Case, choices and key go along; types, fields and pictures without a place are named, none in silence."""
    path = tmp_path / "mixed.yaml"
    path.write_text(BANK, encoding="utf-8")
    data, losses = write_foreign(load_bank(path), FORMAT)
    assert data.decode() == (
        "A bar lies in the sun. What does it do with a bar?\nA. It grows\nB. It shrinks\nANSWER: A\n\n"
        "Tin is a metal.\nA. True\nB. False\nANSWER: A\n"
    )
    told = [(one.line, one.code.value, one.message.partition(" of ")[0]) for one in losses]
    assert [one for one in told if one[1] != "L047"] == [
        (21, "L040", "left out: Aiken has questions with one right choice only"),
        (11, "L041", "`title`"), (13, "L041", "`choices.id`"), (13, "L041", "`choices.feedback`"),
        (20, "L041", "`feedback`"), (8, "L044", "plain text has no pictures"),
    ]  # fmt: skip
    assert [one[2] for one in told if one[1] == "L047"] == ["`stimulus`", "`stem`", "`type`", "`answer`"]


def test_a_bank_without_one_right_choice_is_refused(tmp_path: Path) -> None:
    """A file without any question is not written."""
    path = tmp_path / "numbers.yaml"
    head, _, items = BANK.partition("  - id: one\n")
    path.write_text(head + "  - id: three" + items.partition("  - id: three")[2], encoding="utf-8")
    with pytest.raises(FindingsError, match="nothing is left to write"):
        write_foreign(load_bank(path), FORMAT)


@given(
    st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=("Cc", "Zl", "Zp")), max_size=40)
)
def test_plain_text_survives_markdown(text: str) -> None:
    """Whatever stands in a file reads the same out of the bank, white space apart."""
    words = " ".join(text.split())
    assert to_plain(to_markdown(words)) == (words, frozenset())


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    """A bank that came from Aiken goes back to the same questions."""
    bank = bank_from(tmp_path, QUESTIONS)
    again = write_foreign(bank, FORMAT)[0].decode()
    assert again == QUESTIONS.replace("B) G", "B. G")


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        (r"\(x^2\) is $5", r"{math}`x^2` is \$5"),
        (r"1. $$a_1$$, \[b\]", r"1\. {math}`a_1`, {math}`b`"),
        (r"no \(formula", r"no \\(formula"),
    ],
)
def test_formulas_of_platforms_in_plain_words_are_formulas(text: str, markdown: str) -> None:
    """Moodle draws them in every question that is not marked as plain text."""
    assert formulas_to_markdown(text) == markdown


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("10{sup}`9` of CO{sub}`2`", "10⁹ of CO₂"),
        ("10<sup>−7,5</sup> and H<sub>2</sub>O", "10^(−7,5) and H₂O"),
        ("Do {del}`not` stop", "Do [deleted: not] stop"),
        ("Do ~~not~~ <ins>now</ins> stop", "Do [deleted: not] [inserted: now] stop"),
        ("Take $x^2$ or {math}`a_1`, {term}`mg`", "Take $x^2$ or $a_1$, mg"),
        ("<sup>2 and 3</sup></b>", "^(2 and 3)</b>"),
        ("a <sup>2 and b", "a <sup>2 and b"),
    ],
)
def test_plain_words_keep_what_marks_mean(markdown: str, plain: str) -> None:
    """A format without markup never makes 109 of 10⁹, nor lets a deleted "not" hold."""
    assert to_plain(markdown)[0] == plain
