"""Each number of a rule, one on this side and one beyond; each form of a word that a rule knows, and one of others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from quizzes.lint import RULES, check
from quizzes.lint.examples import CONTEXT, bank_of, banks_of, context_for
from quizzes.lint.form import vowel_sound
from quizzes.lint.language import _identifier
from quizzes.lint.numbers import quantity
from quizzes.load import BankFile

THREE = ["* Nile", "Congo", "Niger"]
ASK = "Which river of this land is the longest?"


def told(stem: str, choices: list[Any] | None = None, **other: Any) -> set[str]:
    """Return the codes found in one item."""
    short = {"stem": stem, **({"choices": choices} if choices else {}), **other}
    return {one.code for one in check(banks_of(short), context_for(short))}


def words(count: int) -> str:
    """Return a question of so many short words."""
    return " ".join(["Which", *["river"] * (count - 2), "here?"])


def case(count: int) -> str:
    """Return a case of so many long words about one patient who has no age."""
    return " ".join(["A patient asks", *["something"] * (count - 6), "Which river fits?"])


def option(length: int) -> str:
    """Return an option of so many signs."""
    return "o" * length


def gap(*choices: str) -> dict[str, Any]:
    """Return a gap with a menu, the first of which is right."""
    return {"type": "cloze", "gaps": [{"id": "g", "answer": choices[0], "choices": list(choices)}]}


def key(length: int, count: int) -> str:
    """Return a key of so many signs in so many words."""
    return "* " + "k " * (count - 1) + "k" * (length - 2 * (count - 1))


BOUNDS: list[tuple[str, bool, str, list[Any], dict[str, Any]]] = [
    ("Q101", True, ASK, ["* Nile", "Congo"], {}),
    ("Q101", False, ASK, THREE, {}),
    ("Q101", False, ASK, ["* Nile", "Congo", "Niger", "Volta", "Juba"], {}),
    ("Q101", True, ASK, ["* Nile", "Congo", "Niger", "Volta", "Juba", "Orange"], {}),
    ("Q122q", False, words(30), THREE, {}),
    ("Q122q", True, words(31), THREE, {}),
    ("Q122l", False, words(150), THREE, {}),
    ("Q122l", True, words(151), THREE, {}),
    ("Q122o", False, ASK, [f"* {' '.join(['word'] * 25)}", "Congo", "Niger"], {}),
    ("Q122o", True, ASK, [f"* {' '.join(['word'] * 26)}", "Congo", "Niger"], {}),
    ("Q122o", False, ASK, ["* It is very long there now. It is wide up to the end. It is deep.", "Congo", "Niger"], {}),
    ("Q122o", True, ASK, ["* It is very long there. It is wide. It is deep. It is cold.", "Congo", "Niger"], {}),
    ("Q123", False, ASK, ["* the long river Nile", "the long Congo", "the long Niger"], {}),
    ("Q123", True, ASK, ["* the long river Nile", "the long river Congo", "the long river Niger"], {}),
    ("Q124", True, ASK, [{"text": "* Nile", "feedback": "It is the longest of all three."}, *THREE[1:]], {}),
    ("Q124", False, ASK, [{"text": "* Nile", "feedback": "It is the longest one of all three."}, *THREE[1:]], {}),
    ("Q108W", False, ASK, [key(19, 2), option(12), option(12)], {}),
    ("Q108W", True, ASK, [key(20, 2), option(12), option(12)], {}),
    ("Q108W", False, ASK, [key(51, 2), option(40), option(40)], {}),
    ("Q108W", True, ASK, [key(52, 2), option(40), option(40)], {}),
    ("Q108W", True, ASK, [key(32, 6), option(18), option(18)], {}),
    ("Q108E", True, ASK, [key(33, 6), option(18), option(18)], {}),
    ("Q108W", True, ASK, [key(33, 5), option(18), option(18)], {}),
    ("Q108W", True, ASK, [key(63, 6), option(40), option(40)], {}),
    ("Q108E", True, ASK, [key(64, 6), option(40), option(40)], {}),
    ("Q108W", False, ASK, [key(30, 2), option(1), option(1)], {}),
    ("Q108W", True, ASK, [key(30, 2), option(2), option(2)], {}),
    ("Q108W", False, ASK, [key(30, 2), option(2), option(30)], {}),
    ("Q143i", False, case(39), THREE, {}),
    ("Q143i", True, case(40), THREE, {}),
    ("Q109", True, ASK, ["* Nile", "It is never dry", "Congo"], {}),
    ("Q109", False, ASK, ["* It is never dry", "Never wet", "Congo"], {}),
    ("Q109", False, ASK, ["* Nile", "It is not always dry", "Every 2 weeks"], {}),
    ("Q118", True, ASK, ["* 1 March 2020", "3 March 2020", "2 March 2020"], {}),
    ("Q118", False, ASK, ["* 1 March 2020", "2 March 2020", "3 March 2020"], {}),
    ("Q118", False, ASK, ["* 31 December 2019", "1 January 2020", "2 February 2020"], {}),
    ("Q118", True, ASK, ["* 2020-01-01", "2019-12-31", "2021-01-01"], {}),
    ("Q111W", True, "Which river is **not** one of the longest here?", THREE, {}),
    ("Q111W", True, "Which river is **Not** one of the longest here?", THREE, {}),
    ("Q111E", True, "Which river is not one of the longest here?", THREE, {}),
    ("Q111W", True, "Which river can**not** be called one of the longest here?", THREE, {}),
    ("Q144", True, "Jane Miller, born 3/14/1971, asks which river is long.", THREE, {}),
    ("Q144", False, "Someone born 3/14/1971 asks which river of all is the longest.", THREE, {}),
    ("Q144", False, "Jane Miller asks which river of all is the longest here.", THREE, {}),
    ("Q103", True, "The {{g}} is long.", [], gap("The Nile", "the-Nile.", "Congo")),
    ("Q103", False, "The {{g}} is long.", [], gap("The Nile", "Niger", "Congo")),
    ("Q103", True, ASK, [], {"type": "match", "pairs": {"The Nile": "Egypt", "the Nile.": "Mali", "Congo": "Chad"}}),
    ("Q103", True, ASK, [], {"type": "match", "pairs": {"Nile": "The moon", "Congo": "the-moon.", "Volta": "Chad"}}),
    ("Q103", False, ASK, [], {"type": "match", "pairs": {"Nile": "Egypt", "Congo": "Egypt", "Volta": "Chad"}}),
    ("Q128", False, "Which river does the CIWA (a scale) name here?", THREE, {}),
    ("Q128", False, "Which river does the scale (CIWA) name here?", THREE, {}),
    ("Q128", False, "Which river does the CIWA, short for a scale, name?", THREE, {}),
    ("Q128", False, "Which river does the CIWA, or scale, name here?", THREE, {}),
    ("Q128", True, "Which river does the CIWA name here?", THREE, {}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "expected", "stem", "choices", "other"), BOUNDS)
def test_a_rule_begins_where_it_says(
    code: str, *, expected: bool, stem: str, choices: list[Any], other: dict[str, Any]
) -> None:
    """One item on each side of the number, or of the form of the word."""
    assert (code in told(stem, choices, **other)) is expected


@pytest.mark.parametrize(
    ("text", "vowel"),
    [
        ("hour", True), ("Hour", True), ("honest man", True), ("house", False), ("use", False), ("Use", False),
        ("one", False), ("onerous task", True), ("umbrella", True), ("Umbrella", True), ("EEG", True), ("MRIs", True),
        ("CT", False), ("UFO", False), ("8 mg", True), ("80 mg", True), ("11 pills", True), ("110 pills", False),
        ("18 people", True), ("180 people", False), ("18,000 people", True), ("11,000 people", True), ("7", False),
        ("x-ray", True), ("X-ray", True), ("T-test", False), ("tax-free sum", False), ("European", False),
        ("(apple)", True), ("'odd' one", True), ("", False),
    ],
)  # fmt: skip
def test_what_is_spoken_with_a_vowel_first(text: str, *, vowel: bool) -> None:
    """`a` or `an` goes by the sound, not by the letter."""
    assert vowel_sound(text) is vowel


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("30 min", 0.5, 0.5, "minute"), ("30 minutes", 0.5, 0.5, "minute"), ("36 seconds", 0.01, 0.01, "second"),
        ("2 h", 2, 2, "hour"), ("2 hours", 2, 2, "hour"), ("3 days", 72, 72, "day"), ("2 weeks", 336, 336, "week"),
        ("1 month", 730.5, 730.5, "month"), ("1 year", 8766, 8766, "year"), ("500 mcg", 0.5, 0.5, "mcg"),
        ("2 g", 2000, 2000, "g"), ("1 kg", 1e6, 1e6, "kg"), ("5 to 10 mL", 5, 10, "ml"), ("2 l", 2000, 2000, "l"),
        ("20 percent", 20, 20, "%"), ("1,200 mg", 1200, 1200, "mg"), (".5 mg", 0.5, 0.5, "mg"),
        ("between 2 and 4 days", 48, 96, "day"), ("2 or 3 days", 48, 72, "day"), ("about 7", 7, 7, ""),
    ],
)  # fmt: skip
def test_quantities_are_compared_in_one_unit(text: str, low: float, high: float, unit: str) -> None:
    """Hours, milligrams and millilitres."""
    found = quantity(text)
    assert found is not None
    assert (found.low, found.high, found.unit) == (pytest.approx(low), pytest.approx(high), unit)


@pytest.mark.parametrize("text", ["2 and 4", "4 to 2", "2 or 4", "between 2", "2-year plan", "the 2"])
def test_what_is_no_quantity(text: str) -> None:
    """Two numbers that make no range, and a number inside a word."""
    assert quantity(text) is None


@pytest.mark.parametrize(
    ("text", "bloom", "codes"),
    [
        ("juggle what they discuss", "remember", {"O302"}),
        ("discuss the branches of power", "understand", {"O301d"}),
        ("you will juggle the branches", "remember", {"O306"}),
        (" ".join(["name", *["word"] * 24]), "remember", set()),
        (" ".join(["name", *["word"] * 25]), "remember", {"O305"}),
    ],
)
def test_an_objective_is_told_by_its_first_verb(text: str, bloom: str, codes: set[str]) -> None:
    """A verb further behind is not the verb of the objective."""
    found = check([], context_for({"text": text, "bloom": bloom}))
    assert {one.code for one in found} == codes


def test_words_of_every_part_are_read() -> None:
    """What no lay reader should see is found in the feedback of each form of question, at its place."""
    word = "The addict among the readers of this page is meant by it."
    essay = {"type": "essay", "model_answer": word, "rubric": [{"id": "a", "text": word, "points": 2}]}
    judged = {"type": "truefalse", "answer": True, "feedback": {"true": word, "false": word}}
    for short, ways in ((essay, [("model_answer",), ("rubric", 0, "text")]),
                        (judged, [("feedback", "true"), ("feedback", "false")])):  # fmt: skip
        file = bank_of({"stem": "What can be said about the river of this land?", **short})
        lines = {("items", 0, *way): number for number, way in enumerate(ways, 11)}
        found = check([BankFile(file.path, file.bank, lines)], CONTEXT)
        assert sorted(one.line for one in found if one.code == "Q130") == [11, 12]


def test_a_variety_of_english_is_english() -> None:
    """`en-GB` is asked what `en` is asked; `eng` and German are not."""
    item = {"stem": "Which of the following is true?", "choices": ["* Nile", "Congo", "All of the above"]}
    found = {
        lang: {one.code for one in check([bank_of(item | {"lang": lang})], CONTEXT)} for lang in ("en", "en-GB", "de")
    }
    assert found["en"] == found["en-GB"]
    assert {"Q104", "Q121"} <= found["en"]
    assert {"Q104", "Q121"}.isdisjoint(found["de"])


def test_a_finding_about_banks_stands_in_the_first_one_that_has_it() -> None:
    """And one about an objective stands at its line."""
    old = [{"stem": f"A {age}-year-old man is tired. What fits?", "choices": THREE} for age in (70, 30, 31, 32, 33, 34)]
    banks = [bank_of({"use": "pool", "items": old[:3]}, "one"), bank_of({"use": "pool", "items": old[3:]}, "two")]
    found = {one.code: (one.path.name, one.line, one.message) for one in check(banks, CONTEXT)}
    assert found["B211o"] == ("one.yaml", 1, "1 of 6 vignettes are about an older adult")
    rule = next(rule for rule in RULES if rule.code == "Q126e")
    context = replace(context_for(rule.bad), objective_path=Path("objectives.yaml"), objective_lines={"L1.2": 7})
    for known, line in ((context, 7), (replace(context, objective_lines={}), 1)):
        untested = [one for one in check(banks_of(rule.bad), known) if one.code == "Q126e"]
        assert [(str(one.path), one.line, one.subject) for one in untested] == [("objectives.yaml", line, "L1.2")]


IDENTIFIERS = {
    "Call 202-555-0123.": None, "Call 202-555-0199.": None, "Call 202-555-1234.": "202-555-1234",
    "Call 202-444-0123.": "202-444-0123", "Call +1 (202) 444-0123.": "+1 (202) 444-0123", "Call 800-444-0123.": None,
    "Call 102-444-0123.": None, "Call 202-444-01234.": None, "Call 5202-444-0123.": None, "Dial 2 444 0123.": None,
    "Write to a.b+c@clinic.org.": "a.b+c@clinic.org", "Write to a@example.org.": None, "Write to a@x.test.": None,
    "Write to a@example.com.evil.net.": "a@example.com.evil.net", "a@b": None,
    "MRN 12345": "MRN 12345", "MRN: AB-1234": "MRN: AB-1234", "MRN 123": None, "patient ID #4567": "patient ID #4567",
    "123-45-6789": "123-45-6789", "1123-45-6789": None, "123-45-67890": None, "12-45-6789": None,
    "Ada Lovelace, born 10 December 1815": "Ada Lovelace, born 10 December 1815",
    "Ada Lovelace, DOB 12/10/1815": "Ada Lovelace, DOB 12/10/1815", "a patient born 10 December 1815": None,
    "Ada Lovelace was born in London": None,
}  # fmt: skip


@pytest.mark.parametrize(("text", "found"), IDENTIFIERS.items(), ids=IDENTIFIERS)
def test_what_points_at_a_real_person_is_found_and_what_is_invented_is_not(text: str, found: str | None) -> None:
    """Numbers of telephones, records and insurance, addresses, and a name beside a day of birth."""
    assert _identifier(text) == found
    assert ("Q144" in told(f"{text} {ASK}", THREE)) == (found is not None)
