"""Mistakes that the patterns made once, and must not make again: each text with and without the flaw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from quizzes.lint import check
from quizzes.lint.examples import banks_of, context_for

if TYPE_CHECKING:
    from quizzes.finding import Finding

RECEPTOR = "On which receptor does clonazepam work here?"
THREE = ["* Tremor", "Miosis", "Rash"]


def codes(stem: str, choices: list[Any] | None = None, **other: Any) -> set[str]:
    """Return the codes found in an item."""
    return {finding.code for finding in found(stem, choices, **other)}


def found(stem: str, choices: list[Any] | None = None, **other: Any) -> list[Finding]:
    """Return the findings in an item; three harmless choices when none are given."""
    short = {"stem": stem, "choices": choices or THREE, **other}
    return check(banks_of(short), context_for(short))


@pytest.mark.parametrize(
    ("code", "stem", "choices"),
    [
        ("Q121", "About how long is the half-life in adults?", None),
        ("Q130", 'She says, "I am addicted." Which reply is best?', None),
        ("Q130", "She says, “I am an addict.” Which reply is best?", None),
        ("Q128", "Which of them is NOT sold in the USA or the EU?", None),
        (
            "Q111E",
            "Why is a sudden stop of this medicine unsafe?",
            ["* Because it cannot be undone", "A fine", "A bill"],
        ),
        ("Q119", "How large is the first step of this taper?", ["* 5 to 10%", "15 to 20%", "30 to 40%"]),
        ("Q111E", "Which plan needs at least two visits here?", None),
        ("Q111E", "What is offered next if she does not agree?", None),
        ("Q111E", "When she does not answer, which call comes first?", None),
        (
            "Q112",
            "Which advice is NOT fit for this person?",
            ["Understand the plan", "Rest until noon", "* Stop today"],
        ),
        ("Q111E", "What helps most in a talk about not taking extra doses?", None),
        ("Q111E", "Why might a clinician choose not to taper a stable dose?", None),
        ("Q111E", "Which of these is the least restrictive setting of care?", None),
        (
            "Q109",
            "Which plan keeps her safe tonight at home?",
            ["* A locked box", "A call every 2 hours", "Every other dose"],
        ),
        ("Q134", "At 10.30 the nurse calls for 1.05 mg; what is asked?", None),
        ("Q144", "Call 911 or 1-800-222-1222. Who answers the second number?", None),
        ("Q105", "How many visits are planned for this person?", ["* 2 or 3", "4 or 5", "6 or 7"]),
        ("Q130", "Which leaflet calls the medicine habit-forming here?", None),
        ("Q130", "Which organ does alcoholic hepatitis harm in her?", None),
        ("Q130", "What does 'abuse, misuse, and addiction' in the boxed warning name?", None),
        ("Q110", "When did the label change the last time?", ["* In May 2023", "In June 2021", "In July 2019"]),
        ("Q106", "Which vitamin is low in this person?", ["* Vitamin (D)", "Vitamin (A)", "Vitamin (E)"]),
        ("Q134", "Which students of HS age are asked in this study?", None),
        ("Q134", "Which shape does a U have in this chart?", None),
        ("Q113", "The time that the visit takes is about an:", ["* Hour", "Evening", "Afternoon"]),
        ("Q113", "What this test gives on paper is an:", ["* EEG", "SSRI level", "MRI scan"]),
        ("Q113", "What the nurse plans for this dose is a:", ["* One-time change", "Useful pause", "European trial"]),
    ],
)
def test_the_harmless_text_is_not_reported(code: str, stem: str, choices: list[Any] | None) -> None:
    """What only looks like the flaw is left alone."""
    assert [str(finding) for finding in found(stem, choices) if finding.code.startswith(code)] == []


@pytest.mark.parametrize(
    ("code", "stem", "choices"),
    [
        ("Q106", RECEPTOR, ["* GABA-A", "Option A as well", "Mu opioid"]),
        ("Q106", RECEPTOR, ["* GABA-A", "the same as option A", "Mu opioid"]),
        ("Q109", "What does a negative test show in this person?", ["* Little", "It is 100% sure", "Always a lie"]),
        ("Q111E", "Which sign isn't typical of withdrawal in adults?", None),
        ("Q111E", "Who should not take this medicine with opioids?", None),
        ("Q111E", "Which medicine is not to be combined with opioids here?", None),
        ("Q111E", "Which plan is least likely to keep this person safe?", None),
        ("Q111W", "Which sign is **not** typical of withdrawal?", None),
        ("Q119", "How large is the first step of this taper?", ["* 5 to 10%", "8 to 20%", "30 to 40%"]),
        ("Q130", "What does the user need after a night without sleep?", None),
        ("Q130", "Which person is addicted to the medicine in this case?", None),
        ("Q130", "Which pattern of pickups shows doctor shopping here?", None),
        ("Q130", "Which finding in a dirty urine sample matters here?", None),
        ("Q134", "Which person takes clonazepam 0.50 mg at night?", None),
        ("Q134", "Which person takes clonazepam 1 mg QOD in this chart?", None),
        ("Q105", "1. Tremor 2. Rash 3. Cough. Which signs are typical?", ["* 1 and 3", "1 and 2", "2 and 3"]),
        ("Q118", "How large is the first step of this taper?", ["30% to 40%", "* 5% to 10%", "15% to 20%"]),
        ("Q113", "What the nurse plans for this dose is an:", ["* One-time change", "Early pause", "Added visit"]),
    ],
)
def test_the_flaw_beside_it_is_still_found(code: str, stem: str, choices: list[Any] | None) -> None:
    """The cure of a false alarm does not blind the rule."""
    assert code in {finding.code[: len(code)] for finding in found(stem, choices)}


def test_a_negation_counts_in_bold_or_capitals_only_as_a_warning() -> None:
    """Emphasis lowers the error to a warning, which an item can waive."""
    assert "Q111W" in codes("Which of these is NOT a sign?")
    assert "Q111E" in codes("Which of these is *not* a sign?")


def test_numbers_with_units_of_one_kind_are_compared() -> None:
    """Hours, days and weeks in rising order: one warning about the units, no error about the order."""
    made = codes("How long is the pause in this plan?", ["* 12 hours", "2 days", "1 week"], shuffle=False)
    assert made >= {"Q118u"}
    assert "Q118" not in made
    assert "Q118" in codes("How long is the pause in this plan?", ["* 3 days", "12 hours", "1 week"], shuffle=False)


def test_a_true_false_item_is_an_information_and_in_the_post_test_a_warning() -> None:
    """The stricter level belongs to the use of the bank; a set of true and false in another type is worse."""
    stem = "It acts within a day."
    levels = {}
    for use in ("practice", "pool"):
        asked = {"stem": stem, "type": "truefalse", "answer": True, "use": use}
        chosen = {"stem": "Does it act within a day?", "choices": ["* Yes", "No", "True"], "use": use}
        for name, short in (("type", asked), ("set", chosen)):
            found = check(banks_of(short), context_for(short))
            levels[use, name] = [finding.level.value for finding in found if finding.code == "Q107"]
    assert levels == {
        ("practice", "type"): ["info"],
        ("practice", "set"): ["warning"],
        ("pool", "type"): ["warning"],
        ("pool", "set"): ["error"],
    }


@pytest.mark.parametrize(
    ("lang", "stem", "levels"),
    [
        ("en", "Which word is right here", {"Q124": "error", "Q120c": "info"}),
        ("he", "מהו הערך של הסכום הזה?", {"Q124": "warning"}),
        ("ar", "أي من هذه الأدوية يُعطى عن طريق الفم؟", {"Q124": "warning"}),
        ("zh", "下列哪一项是水的化学式？", {}),
        ("zh", "中国的首都是（　　）。", {}),
        ("zh", "将汉字与拼音配对。", {"Q120c": "info"}),
    ],
)
def test_questions_and_words_of_other_scripts(lang: str, stem: str, levels: dict[str, str]) -> None:
    """Question marks of their own, no blanks between words; what is measured in English words is certain there only."""
    said = "正确，水分子由两个氢原子和一个氧原子组成" if lang == "zh" else "So many words, and no more"
    choices = [{"text": text, "feedback": f"{said} {text}"} for text in ("* One", "Two", "Three")]
    told = {each.code: str(each.level) for each in found(stem, choices, lang=lang)}
    assert {code: level for code, level in told.items() if code in ("Q120", "Q120c", "Q124")} == levels
