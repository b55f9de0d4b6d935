"""Every rule: its two examples, its documentation, and how findings of all rules come out."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.finding import Level
from quizzes.lint import RULES, Context, Rule, check
from quizzes.lint.examples import CONTEXT, bank_of, banks_of, context_for, item_of
from quizzes.lint.page import render
from quizzes.load import BankFile
from quizzes.model.bank import Bank

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "lint-rules.md"
SPECIFIED = {f"Q{number}" for number in range(101, 147)} - {"Q131", "Q132", "Q136"} | {
    f"B{number}" for number in range(201, 213)
}


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_the_bad_example_is_found_and_the_good_one_is_not(rule: Rule) -> None:
    """What the page shows is what the rule does."""
    bad, good = (check(banks_of(short), context_for(short)) for short in (rule.bad, rule.good))
    assert [finding for finding in bad if finding.code.startswith(rule.code)]
    assert [str(finding) for finding in good if finding.code.startswith(rule.code)] == []


def test_every_specified_rule_is_here_once() -> None:
    """Codes are unique, and none of the specified rules is missing."""
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes))
    assert set(codes) >= SPECIFIED


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_every_rule_says_what_holds_and_where_it_comes_from(rule: Rule) -> None:
    """A title, a source; a detail where the title is not the whole rule."""
    assert len(rule.title.split()) > 3
    assert rule.source
    assert not rule.title.endswith(".")


def test_the_page_of_the_rules_is_fresh() -> None:
    """The documentation is what the rules say today."""
    assert PAGE.read_text(encoding="utf-8") == render(), "run: python -m quizzes.lint.page docs/reference/lint-rules.md"


def test_sub_codes_in_the_source_are_documented() -> None:
    """Each letter that a finding can carry is listed with its rule, and nothing else is."""
    known = {rule.code + letter for rule in RULES for letter in rule.subs}
    found = {finding.code for rule in RULES for finding in check(banks_of(rule.bad), context_for(rule.bad))}
    assert found - known <= {rule.code for rule in RULES}


def test_findings_point_to_the_line_of_the_text() -> None:
    """The path of a flaw inside its item becomes the line of the file."""
    file = bank_of(
        {"items": [{"stem": "Which sign is typical of it here?", "choices": ["* Tremor", "tremor", "Rash"]}]}
    )
    lines = {("items", 0): 8, ("items", 0, "choices"): 11, ("items", 0, "choices", 1, "text"): 17}
    found = check([BankFile(Path("b.yaml"), file.bank, lines)], CONTEXT)
    assert [(finding.line, finding.subject) for finding in found if finding.code == "Q103"] == [(17, "bank-q1")]


def test_an_example_item_has_one_warning_and_its_errors() -> None:
    """A template is not drowned in advice, but what is broken in it is said."""
    flawed = {
        "stem": "What should the team do about it now?",
        "choices": ["stop.", "* Agree on a plan", "Refill it today"],
    }
    plain, example = (
        check(banks_of(short), CONTEXT) for short in (flawed, flawed | {"example": True, "reference": []})
    )
    assert {finding.code for finding in plain if finding.level is Level.WARNING} == {"Q115p", "Q115c"}
    assert [finding.code for finding in example if finding.level is Level.WARNING] == ["Q147"]
    assert [finding.code for finding in example if finding.level is Level.ERROR] == ["Q125"]


def test_rules_about_english_are_silent_in_other_languages() -> None:
    """Word lists of English say nothing about German; structure is structure."""
    german = {
        "stem": "Was ist all das hier: all of the above?",
        "choices": ["* All of the above", "None of the above", "Nie"],
    }
    found = check(banks_of(german | {"lang": "de"}), CONTEXT)
    assert {finding.code for finding in found} <= {"Q160", "Q108E", "Q108W"}
    assert "Q104" in {finding.code for finding in check(banks_of(german), CONTEXT)}


def test_a_survey_needs_no_key_feedback_or_reference() -> None:
    """An opinion is asked for its own sake."""
    survey = {"use": "survey", "items": [{"type": "likert", "stem": "Do you feel ready?", "scale": ["No", "Yes"]}]}
    survey["items"][0] |= {"reference": [], "facts": [], "objective": [], "bloom": None}  # type: ignore[index]
    assert [finding.code for finding in check(banks_of(survey), CONTEXT)] == ["Q160"]


def test_a_wording_flaw_in_a_shared_case_is_told_once() -> None:
    """The text of a case belongs to the bank, not to each of its items."""
    case = {"case": "An addict of 40 years asks for help."}
    base = bank_of({"items": [{"stem": "What is offered first here?", "choices": ["* A talk", "A fine", "A scan"]}]})
    data = base.bank.model_dump(by_alias=True)
    data["stimuli"] = [{"id": "one", "text": case["case"]}]
    items = [item_of({"stem": f"What is offered {when} here?", "choices": ["* A talk", "A fine", "A scan"]}, f"q{when}")
             for when in ("first", "second")]  # fmt: skip
    data["items"] = [item | {"stimulus": "one"} for item in items]
    file = BankFile(Path("b.yaml"), Bank.model_validate(data), {("stimuli", 0, "text"): 5})
    assert [(f.line, f.subject) for f in check([file], CONTEXT) if f.code == "Q130"] == [(5, "qfirst")]


def test_an_empty_context_asks_only_what_needs_no_context() -> None:
    """Without settings: presence of a reference, but no objectives, facts, claims or blueprint."""
    file = bank_of(
        {"stem": "Which sign is typical of it?", "choices": ["* Tremor", "Rash", "Cough"], "objective": ["X"]}
    )
    assert [finding.code for finding in check([file], Context())] == ["Q160"]
    bare = bank_of({"stem": "Which sign is typical of it?", "choices": ["* Tremor", "Rash", "Cough"], "reference": []})
    assert "Q125" in {finding.code for finding in check([bare], Context())}


def test_checking_nothing_finds_nothing_about_banks() -> None:
    """No banks, no findings; the objectives of the context are read all the same."""
    assert check([], Context()) == []
    short = {"text": "understand the taper", "bloom": "understand"}
    assert [finding.code for finding in check([], context_for(short))] == ["O301"]


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60).filter(
    str.strip
)
PIECES = (
    st.lists(
        st.sampled_from(
            ["not ", "all of the above", "**x**", "1.0 mg ", "___", "(A) ", '"', "[a](b)", "{{g}}", "5–10 %", "? "]
        )
        | TEXTS,
        min_size=1,
        max_size=6,
    )
    .map("".join)
    .filter(str.strip)
)


@settings(deadline=None, max_examples=60)
@given(st.lists(PIECES, min_size=4, max_size=6), st.sampled_from(["practice", "pool", "capstone"]))
def test_no_text_breaks_a_rule(texts: list[str], use: str) -> None:
    """Whatever an author types, lint ends with findings that point into the file."""
    choices = [{"text": text, "correct": place == 0, "feedback": text} for place, text in enumerate(texts[1:])]
    file = bank_of({"use": use, "items": [{"stem": texts[0], "choices": choices}]})
    for finding in check([file], replace(CONTEXT, spelling={"x": "y"})):
        assert finding.line >= 1
        assert re.fullmatch(r"[QB]\d{3}[a-zA-Z]?", finding.code)
