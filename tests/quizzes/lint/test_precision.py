"""Kinds of false alarms and of misses that banks of other fields showed: each text with its right findings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from quizzes.finding import Level
from quizzes.lint import check
from quizzes.lint.examples import banks_of, context_for
from quizzes.lint.likeness import endless, same
from quizzes.lint.numbers import quantity
from quizzes.lint.prose import CODE, prose, segments
from quizzes.lint.rule import FIELDS

THREE = ["* Tremor", "Miosis", "Rash"]
DENSE = (
    "Interdisciplinary collaboration necessitates communication regarding individualized considerations. Documentation"
    " responsibilities characterize multidisciplinary organizations. Which institutional representative coordinates"
    " administrative accountability throughout hospitalization regarding pharmacological individualization,"
    " documentation and interprofessional communication?"
)
ASKED = "Which of these fits the text of the page?"


def told(stem: str, choices: list[Any] | None = None, **other: Any) -> dict[str, Level]:
    """Return the codes and levels found in an item; three harmless choices when none are given."""
    short = {"stem": stem, **({} if "gaps" in other else {"choices": choices or THREE}), **other}
    return {finding.code: finding.level for finding in check(banks_of(short), context_for(short))}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("20 °C", "-20 °C"),
        ("20 °C", "−20 °C"),
        ("2", "-2"),
        ("a*b", "a/b"),
        ("1:10", "1/10"),
        ("A→B", "A←B"),
        ("G", "g"),
        ("5 mg", "5 Mg"),
        ("3 mM", "3 MM"),
        ("AABB", "aabb"),
        ("Ca2+", "Ca+"),
        ("x < y", "x > y"),
        ("50%", "50"),
        ("10^-3", "10^3"),
        ("n!", "n"),
        ("0.5", "5"),
        ("`String`", "`string`"),
        ("`a b`", "`a  b`"),
        ("$x^2$", "$x_2$"),
        ("![one](a.svg)", "![one](b.svg)"),
        ("km/h", "km h"),
        ("[1, 2]", "[2, 1]"),
        ("CO", "Co"),
    ],
)
def test_signs_units_letters_and_code_make_options_different(first: str, second: str) -> None:
    """Q103 is an error: it is raised only where the two say the same."""
    assert not same(first, second)
    assert {"Q103", "Q103n"}.isdisjoint(told(ASKED, [f"* {first}", second, "Something else"]))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The moon", "the-moon."),
        ("5 mg", "5mg"),
        ("5–10 mL", "5-10 mL"),
        ("Nurse's bag", "nurse’s bag"),
        ("**Mu** opioid", "mu-opioid."),
        ("Stop the drug, then call", "stop the drug then call"),
    ],
)
def test_options_that_differ_in_dress_only_are_the_same(first: str, second: str) -> None:
    """Capitals of words, hyphens, punctuation, emphasis and the space before a unit do not count."""
    assert same(first, second)
    assert told(ASKED, [f"* {first}", second, "Something else"])["Q103"] is Level.ERROR


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("hypothyroidism of the adult", "hyperthyroidism of the adult"),
        ("independent variable", "dependent variable"),
        ("the conditioned stimulus comes first", "the unconditioned stimulus comes first"),
        ("repeats of CTG", "repeats of CGG"),
        ("internal locus of control", "external locus of control"),
        ("increase the rate of flow", "decrease the rate of flow"),
        ("before a meal at noon", "after a meal at noon"),
        ("the compiler accepts it", "the compiler rejects it"),
    ],
)
def test_opposites_are_no_near_duplicates(first: str, second: str) -> None:
    """One word that turns the meaning round makes a good distractor."""
    assert endless(first) != endless(second)


def test_an_ending_makes_a_near_duplicate_but_not_where_endings_are_asked() -> None:
    """Two options of five that differ in an ending are found; a question of grammar is about endings."""
    assert told(ASKED, ["* It lowers the dose", "It lowered a dose", "It ends"])["Q103n"] is Level.WARNING
    forms = ["* He has walked home", "He has walks home", "He have walked home", "He have walks home"]
    assert "Q103n" not in told("Which sentence has the right form of the verb?", forms)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Consider a trait `Trait` for $x^2$ at $5 and $10.", f"Consider a trait {CODE} for {CODE} at $5 and $10."),
        ("What prints?\n\n```python\nprint('not')\n```", "What prints?"),
        ("```ide\nfn f(a: `[&str]`) {\n  b\n}\n```\nWhich?", "Which?"),
        ("~~~\nnever\n~~~", CODE),
        ("Costs $5-$10 and {term}`Taper <taper>`.", "Costs $5-$10 and Taper."),
        ("Given:\n\n    for x in never:\n        pass\n\nWhat?", "Given:\n\n\n\n\n\nWhat?"),
        ("See \\(x^2\\) here", f"See {CODE} here"),
        ("Use <code>a not b</code>?", f"Use {CODE}?"),
        ("An unclosed ` tick stays", "An unclosed ` tick stays"),
    ],
)
def test_code_and_formulas_are_no_prose(text: str, read: str) -> None:
    """One root for every rule: what is in ticks, fences, dollars or indented is no language."""
    assert prose(text) == read


def test_code_is_kept_as_written() -> None:
    """Options are compared by it."""
    assert segments("a `x` and $y$") == (f"a {CODE} and {CODE}", ("`x`", "$y$"))


CODED = [
    "* ```\nlet never = all();\nnot_a(b);\nnot_b(c);\nnot_d(e);\nif x { always() }\nmay(); often(); the the\n```",
    '```\nlet mut v = vec![1, 2, 3];\nprintln!("{}", v); // a.b c.d. e. f. g. h. i. never, never, cannot\n```',
    "`a_very_long_name_without_any_meaning(that, is, given) - more - words - of - code`",
]


def test_options_of_code_have_no_flaw_of_language() -> None:
    """Neither length nor words, grammar, capitals or cues are asked of code."""
    found = told("Which of these programs prints the list that is asked for?", CODED)
    assert found.keys() & {
        "Q108E", "Q108W", "Q109", "Q110", "Q110k", "Q115c", "Q115f", "Q115p", "Q116", "Q117", "Q122o", "Q128", "Q135t",
    } == set()  # fmt: skip


@pytest.mark.parametrize(
    "stem",
    [
        "Why should a burn not be cooled with ice?",
        "Which bias relies on a false stereotype?",
        "The ____ is a relay where all information, except for smell, passes.",
        "Animals that do not have a backbone are called:",
        "Which best explains why `v` is not deallocated here?",
        "Which enzyme, which does not need oxygen, works first?",
        "A client who is not able to swallow needs which diet?",
        "How do you know that a number is not prime?",
        "Which law says that energy is not lost?",
        "What is the exception to the rule of octets?",
        "Which estimate has the least squares of all?",
        "Which test has a false positive rate of 5%?",
        'What does the sign "do not enter" mean to a driver?',
        "What does `if not x` test in this program?",
    ],
)
def test_a_negation_elsewhere_does_not_turn_the_question_round(stem: str) -> None:
    """Q111 is an error: the question itself must be negative."""
    assert {"Q111E", "Q111W"}.isdisjoint(told(stem))


@pytest.mark.parametrize(
    "stem",
    [
        "Which of the following is not a noble gas?",
        "All of the following are gases except:",
        "____ is not a structure of the forebrain.",
        "Which statement about asthma is false?",
        "Of the following, which is not a mammal?",
        "Which of these can't be true of a prime?",
        "Which finding would the nurse least expect?",
        "Which drug should not be given with nitrates?",
        "When should a caller with a fever not wait?",
    ],
)
def test_a_negative_question_is_found(stem: str) -> None:
    """The kinds of negative questions that banks have."""
    assert told(stem)["Q111E"] is Level.ERROR


@pytest.mark.parametrize(
    ("code", "stem", "choices"),
    [
        ("Q122s", "Who discovered penicillin?", ["* Fleming", "Pasteur", "Koch"]),
        ("Q122s", "Cocaine blocks the reuptake of ____.", None),
        ("Q122s", "Simplify $2x + 3x$.", ["* $5x$", "$6x$", "$5x^2$"]),
        ("Q134", "Which result is normal: 30 U/L or 90 U/L of this enzyme in a patient?", None),
        ("Q134", "Which force acts on a block of 2.0 kg on a table?", None),
        ("Q134", "How much is 25.0 mg of salt in grams?", None),
        ("Q134", "In a study of 9,000 U. S. patients, which sign was common?", None),
        ("Q130", "Which therapy for tics is habit reversal training?", None),
        ("Q130", "Which sign of child abuse must a nurse report?", None),
        ("Q130", "What is the drug of choice for asthma in children?", None),
        ("Q130", "What does the user see after a click on the button?", None),
        ("Q130", "How does alcoholic fermentation produce carbon dioxide?", None),
        ("Q130", "Which dressing fits when the wound is clean now?", None),
        ("Q128", "Which cell carries CD4 and makes HCO3 near S1 and T4?", None),
        ("Q128", "Which child is born to parents AO and BB, or AABB?", None),
        ("Q128", "Which codon follows GATTACA in a strand of DNA?", None),
        ("Q128", "Which part MUST come before the others in an API?", None),
        ("Q142", "Which sign do the results below show?\n\n| a | b |\n|---|---|\n| 1 | 2 |", None),
        ("Q142", "Which line fails in the code below?\n\n```python\nx\n```", None),
        ("Q113", "The organ at the arrow marked with an X is a:", ["* A", "B", "C"]),
        ("Q113", "Which vitamin is low? It is vitamin A:", None),
        ("Q119", "Which roots does it have?", ["* 1.66 and 3.33", "2.66 and 4.33", "1 and 2"]),
        ("Q118", "How large is the charge?", ["* 1.6 × 10^-19 C", "1.2 × 10^3 C", "1.4 × 10^-5 C"]),
        ("Q118", "Which share is it?", ["* 1/2", "1/4", "1/3"]),
        ("Q118", "At what time is it?", ["* 10:30", "9:15", "12:00"]),
        ("Q118", "Which range can people hear?", ["* 20–20,000 Hz", "10–20 dB", "380–740 nm"]),
        ("Q109", "Which trait does an insect have?", ["* Six legs", "Wings that move only at night", "Fur"]),
        ("Q109", "What must be true of it?", ["* It grows", "A group cannot be judged", "It sinks"]),
        ("Q110k", "Why are letters hard to count?", ["* One letter can be several bytes", "They are red", "They sink"]),
        ("Q115f", "What is the first duty?", ["* Respecting a wish to have", "Keeping the door", "Asking for it"]),
        ("Q115f", "Which kind of memory is it?", ["* working memory", "episodic memory", "sensory memory"]),
        ("Q115f", "What is true?", ["* Adding a state does not change it", "The map is closed", "A rule holds"]),
        ("Q115c", "Which disease is it?", ["* Parkinson’s disease", "depression", "gout"]),
        ("Q115c", "Who was against it?", ["* Philippe Pinel", "Dorothea Dix", "medieval priests"]),
        ("Q115c", "Which genotype is mixed?", ["* Aa", "AA", "aa"]),
        ("Q128", "SELECT ALL THAT APPLY: which lead shows the ST segment?", None),
        ("Q115p", "Where was it made?", ["* In the U.S.", "In Japan", "In Brazil"]),
        ("Q106", "Which plan fits?", ["* 1", "2", "3"]),
        ("Q120", "Which fix is best for the code? The changes are in bold.", None),
        ("Q120", "Select each program that compiles.", None),
        ("Q120", "In this language a block is:\n\n1. An expression\n2. A statement", None),
        ("Q133", "Which hypersensitivity reaction necessitates hospitalization for observation after a sting?", None),
        ("Q112", "Which of these is NOT a metal?", ["Uncle's ring of gold", "Union of iron and tin", "* Glass"]),
        ("Q135t", "Consider a trait `Trait` for the type. What must be wrapped?", None),
        ("Q116", "Which gas is in the air most?", ["* Nitrogen gas", "Noble gas", "Carbon gas"]),
        ("Q123", "How does it work?", ["* It calls `f` in a loop", "It calls `g` once", "It calls `h` twice"]),
    ],
)  # fmt: skip
def test_a_look_alike_of_another_field_is_left_alone(code: str, stem: str, choices: list[Any] | None) -> None:
    """Nursing, medicine, science, programming, school: what only looks like the flaw."""
    rationale = "Option 2 costs more memory than the other plans of the page." if code == "Q106" else None
    found = told(stem, choices, rationale=rationale)
    assert {name for name in found if name == code or name[:4] == code} == set()


@pytest.mark.parametrize(
    ("code", "stem", "choices"),
    [
        ("Q122s", "Planets circle the?", None),
        ("Q134", "Which dose of 2.0 mg is given to the patient?", None),
        ("Q134", "Which order reads 10 U of insulin?", None),
        ("Q130", "What helps a known alcoholic in the ward?", None),
        ("Q130", "What helps the mother who abused alcohol in the past?", None),
        ("Q142", "Which structure is shown below in the figure?", None),
        ("Q142", "Which cell is marked red in the picture on the left?", None),
        ("Q113", "The person who serves as an example is called a ________.", ["* model", "instructor", "coach"]),
        ("Q113", "The bird is considered a ________ animal here.", ["* tame", "old", "shy"]),
        ("Q114", "____ are the signs of withdrawal here.", ["* Seizures", "A cough", "A rash"]),
        ("Q109", "Who may sign it?", ["* A nurse", "Only teachers of the school", "All people of the town"]),
        ("Q109", "What helps a cough?", ["* Honey", "“You should never drink.”", "Rest"]),
        ("Q116", "Which joint does gout attack first of all?", ["* The joint of gout", "A knee", "A hip"]),
        ("Q116", "Which part of the ear hears low notes?", ["* The inner ear", "A bone", "A nerve"]),
        ("Q133", DENSE, None),
        ("Q117", "Which plan fits him?", ["* Slow taper, weekly calls, rest", "Slow taper, letters, walks",
                                          "Fast taper, weekly calls, tea", "Slow change of calls"]),
    ],
)  # fmt: skip
def test_the_flaw_beside_the_look_alike_is_found(code: str, stem: str, choices: list[Any] | None) -> None:
    """The cure of a false alarm does not blind the rule."""
    assert code in told(stem, choices)


def test_menus_of_gaps_give_cues_too() -> None:
    """Article, number and order are asked of the menu of each gap."""
    gap = {"id": "g", "answer": "owl"}
    article = told("At night you hear an {{g}} call.", type="cloze", gaps=[gap | {"choices": ["owl", "fox"]}])
    number = told("The signs are {{g}} here.", type="cloze",
                  gaps=[{"id": "g", "answer": "seizures", "choices": ["seizures", "a cough"]}])  # fmt: skip
    order = told("A day has {{g}} hours.", type="cloze",
                 gaps=[{"id": "g", "answer": "24", "choices": ["24", "12", "48"]}])  # fmt: skip
    assert (article["Q113"], number["Q114"], order["Q118"]) == (Level.ERROR, Level.WARNING, Level.ERROR)


@pytest.mark.parametrize(
    "text",
    ["1.2 × 10^4", "1/2", "1:10", "10:30", "3^2", "1.2.3", "2 to 1", "1.66 and 3.33", "0,5", "2x + 1", "6e-34", "3² m"],
)
def test_what_only_begins_with_digits_is_no_quantity(text: str) -> None:
    """Powers, fractions, ratios, times and versions have no order that a rule could see."""
    assert quantity(text) is None


def test_labels_of_statements_have_no_order() -> None:
    """Options that are the numbers of what the stem lists, or of plans 1 to n, are names."""
    listed = "In Rust a block is:\n\n1. An expression\n2. A statement\n3. A scope"
    assert "Q118" not in told(listed, ["* 1", "3", "2"])
    assert "Q118" not in told("Which design fits the text of the page?", ["* 3", "1", "2"])
    several = {"type": "multiple", "scoring": "partial"}
    assert "Q118" not in told("Select each design that holds.", ["* 3", "1", "* 2"], **several)
    assert told("How many legs has a bee? Give the number.", ["* 6", "2", "4"])["Q118"] is Level.ERROR


def test_levels_say_how_sure_a_rule_is() -> None:
    """What is a matter of style is a warning or less; a short bank of strangers has no error from it."""
    assert told("Farmers grew ____ on the hills around the town.")["Q120b"] is Level.WARNING
    assert told("A plant loses its water because it")["Q120c"] is Level.INFO
    assert told("A plant loses its water in the sun.")["Q120"] is Level.WARNING
    assert told(ASKED, ["* Tremor", "Miosis"])["Q101"] is Level.WARNING
    assert told(ASKED, ["* Tremor", "Miosis"], use="pool")["Q101"] is Level.ERROR
    several = {"type": "multiple", "choices": ["* Tremor", "* Rash", "Miosis"]}
    found = told("Which signs does it have in the page?", scoring=None, **several)
    assert (found["Q140"], found["Q140d"]) == (Level.WARNING, Level.INFO)
    assert told("Select three. Which signs does it have?", **several)["Q140n"] is Level.ERROR


def test_letters_that_stay_are_named_with_a_warning() -> None:
    """Where `shuffle` is off, 'option B' is not wrong, only fragile."""
    rationale = "Option B is for people who cannot sleep at all in such nights."
    assert told(ASKED, rationale=rationale)["Q106r"] is Level.ERROR
    assert told(ASKED, rationale=rationale, shuffle=False)["Q106r"] is Level.WARNING


def test_one_rationale_explains_an_item_of_a_test() -> None:
    """In a pool nobody reads feedback while answering; in practice each choice explains itself."""
    choices = [{"text": text, "feedback": "No."} for text in THREE]
    rationale = "Tremor comes first, as the label says in its own section on it."
    assert "Q124" not in told(ASKED, choices, use="pool", rationale=rationale)
    assert told(ASKED, choices, use="practice", rationale=rationale)["Q124"] is Level.ERROR


@pytest.mark.parametrize(
    ("code", "stem", "fields"),
    [
        ("Q130", "What helps an addict with a cough?", ["clinical"]),
        ("Q134", "Which dose of 2.0 mg is given to the patient?", ["clinical"]),
        ("Q128", "What does the NCCMH set in the plan?", ["clinical", "school"]),
        ("Q128", "What does the API return in this page?", ["clinical", "school"]),
        ("Q128", "What does an ECG show in this page?", ["school"]),
        ("Q111E", "Which of these is not a metal at all?", ["clinical", "technical", "school"]),
    ],
)
def test_a_profile_leaves_out_the_rules_of_other_fields(code: str, stem: str, fields: list[str]) -> None:
    """Each rule says to which profiles it belongs; readers of a field know its abbreviations."""
    short = {"stem": stem, "choices": THREE}
    asked = [
        profile
        for profile in FIELDS
        if code in {finding.code for finding in check(banks_of(short), replace(context_for(short), profile=profile))}
    ]
    assert asked == fields


@pytest.mark.parametrize(
    ("stem", "blamed"),
    [
        ("This is considered a ____ culture.", False),
        ("Heat is to ____ as light is to ____.", False),
        ("The ____ of the lake is cold in spring.", True),
        ("____ is another word for walking in sleep.", True),
        ("Each day the ____ of the lake is warmer than the ____ above it is.", False),
    ],
)
def test_a_blank_is_blamed_where_it_has_a_better_place(stem: str, *, blamed: bool) -> None:
    """A word behind it is no burden, and two that the options fill together cannot both stand at the end."""
    assert ("Q120b" in told(stem)) == blamed


def test_two_options_are_enough_where_the_stem_names_both() -> None:
    """A choice between two things of the stem has no third; in the post-test luck still counts."""
    stem, named = "Would you take the design `copy` or the design `share` for this table?", ["* `copy`", "`share`"]
    assert "Q101" not in told(stem, named)
    assert told(stem, named, use="pool")["Q101"] is Level.ERROR
    assert "Q101" in told("Which design would you take for this table of numbers?", named)


def test_what_two_options_share_cannot_move_to_the_stem() -> None:
    """They mostly say yes and no to one sentence; three have a stem in common."""
    pair = ["* This function could fail at once", "This function could NOT fail at once"]
    assert "Q123" not in told(ASKED, pair)
    assert "Q123" in told(ASKED, [*pair, "This function could never end"])
