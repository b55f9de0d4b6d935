"""Register against a new version: ids are kept and never used again, and no change of words or numbers is unseen."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.evidence.changes import Kind
from course.evidence.records import Record
from course.update.compare import Comparison
from course.update.cuts import Said
from course.update.match import match

OLD = (
    "# Dosing",
    "Adults take 2 mg of the medicine in the evening.",
    "Children under 12 years do not take it at all.",
    "Call 911 when somebody cannot be woken.",
    "# 1. Stopping",
    "Never stop the medicine suddenly, because seizures can follow.",
    "A slow taper over 10 weeks is the usual way.",
    "The nurse keeps the plan in the folder of the ward.",
)


def compared(new: tuple[str, ...], old: tuple[str, ...] = OLD, taken: tuple[str, ...] = ()) -> Comparison:
    """Compare two versions in which # begins a heading; the register has the ids H01 … and S01 … in order."""
    rows, counts = [], {"H": 0, "S": 0}
    for text in old:
        letter = "H" if text.startswith("#") else "S"
        counts[letter] += 1
        cells = {"id": f"{letter}{counts[letter]:02}", "seed_text": text.lstrip("# "), "verdict": "supported"}
        rows.append(Record(text, cells))
    return Comparison(rows, [Said(text.lstrip("# "), text.startswith("#")) for text in new], taken)


def told(new: tuple[str, ...]) -> list[tuple[str, Kind, str]]:
    """Return id, kind and numbers of each change."""
    return [(one.id, one.kind, one.numbers) for one in compared(new).changes("")]


def edited(before: str, after: str) -> tuple[str, ...]:
    """Return the old version with words replaced."""
    new = tuple(text.replace(before, after) for text in OLD)
    assert new != OLD
    return new


@pytest.mark.parametrize(
    ("new", "changes"),
    [
        (OLD, []),
        (edited("2 mg", "20 mg"), [("S01", Kind.NUMBERS, "2 mg → 20 mg")]),
        (edited("Never stop", "Stop"), [("S04", Kind.REWORDED, "")]),
        ((*OLD[:2], *OLD[3:]), [("S02", Kind.GONE, "")]),
        ((*OLD[:3], "Ask a pharmacist about grapefruit.", *OLD[3:]), [("S07", Kind.NEW, "")]),
        ((*OLD[:5], OLD[7], OLD[5], OLD[6]), [("S06", Kind.MOVED, "")]),
        ((*OLD[:2], *OLD[3:6], OLD[2], *OLD[6:]), [("S02", Kind.HEADING, "")]),
        (edited("1. Stopping", "2. Stopping"), [("H02", Kind.NUMBERS, "1 → 2")]),
    ],
)
def test_one_edit_is_one_change(new: tuple[str, ...], changes: list[tuple[str, Kind, str]]) -> None:
    """Each kind of change by itself, with its id; the number before a heading changes no statement below."""
    assert told(new) == changes


def test_what_stands_below_another_heading_is_looked_at_again() -> None:
    """A dose for adults is no dose for children, though its words are the same."""
    found = compared(edited("# Dosing", "# Dosing in children")).changes("")
    assert [(one.id, one.kind) for one in found] == [
        ("H01", Kind.REWORDED), ("S01", Kind.HEADING), ("S02", Kind.HEADING), ("S03", Kind.HEADING),
    ]  # fmt: skip
    assert found[1].before == "Dosing: Adults take 2 mg of the medicine in the evening."


def test_the_same_few_words_with_a_number_in_another_place_are_not_taken_for_the_same() -> None:
    """`5 mg` of one row is not that of another: each row goes on as itself."""
    old = ("# Doses", "Adult | 5 mg", "Child | 1 mg", "Old | 2 mg")
    new = ("# Doses", "Adult | 2 mg", "Child | 1 mg", "Old | 5 mg")
    found = compared(new, old).changes("")
    assert [(one.id, one.numbers) for one in found] == [("S01", "5 mg → 2 mg"), ("S03", "2 mg → 5 mg")]


def test_numbers_come_first_then_what_is_gone() -> None:
    """The gravest change is read first, wherever it stands."""
    new = (
        *(text.replace("10 weeks", "2 weeks").replace("evening", "morning") for text in OLD if "911" not in text),
        "New.",
    )
    assert [kind for _, kind, _ in told(new)] == [Kind.NUMBERS, Kind.GONE, Kind.REWORDED, Kind.NEW]


def test_a_statement_that_was_parted_says_of_what() -> None:
    """The half that is new names the whole that it was part of."""
    halves = ("Never stop the medicine suddenly.", "Because seizures can follow.")
    found = compared((*OLD[:5], *halves, *OLD[6:])).changes("")
    assert [(one.id, one.kind, one.before) for one in found] == [
        ("S04", Kind.REWORDED, OLD[5]),
        ("S07", Kind.NEW, OLD[5]),
    ]


def test_rows_that_a_hand_has_cut_otherwise_are_found_in_the_document() -> None:
    """Two sentences in one row of the register are one row still, and one sentence in two rows two."""
    first, second = "One sentence stands here.", "Another one follows it."
    half, rest = "A long sentence goes on,", "and here it ends at last."
    rows = ("# T", f"{first} {second}", half, rest)
    new = ("# T", first, second, f"{half} {rest}")
    assert compared(new, rows).changes("") == []


def test_ids_of_the_past_are_not_used_again() -> None:
    """Neither that of a row that is gone now, nor one that went in an earlier update."""
    new = (*OLD[:-1], "Something entirely different comes here today.")
    names = [line.id for line in compared(new, taken=("S41",)).lines]
    assert names[-1] == "S42"
    assert "S06" not in names


TEXT = st.text(st.sampled_from("abcdef 0123456789.,-äß字"), min_size=1, max_size=30).filter(lambda one: one.strip())
TEXTS = st.lists(TEXT, max_size=12).map(tuple)


@given(TEXTS)
def test_the_same_document_has_no_change(texts: tuple[str, ...]) -> None:
    """Whatever its statements are, also when some are alike."""
    comparison = compared(texts, texts)
    assert comparison.changes("") == []
    assert [line.id for line in comparison.lines] == [f"S{number:02}" for number in range(1, len(texts) + 1)]


@given(TEXTS, TEXTS)
def test_each_row_has_one_id_and_the_words_of_the_document(old: tuple[str, ...], new: tuple[str, ...]) -> None:
    """Ids are unique, a new one is none of the past, and each statement that is not told stands as it stood."""
    comparison = compared(new, old)
    names = [line.id for line in comparison.lines]
    assert len(set(names)) == len(names)
    assert "".join("".join(line.said.text.split()) for line in comparison.lines) == "".join(
        "".join(one.split()) for one in new
    )
    past = {row["id"]: " ".join(row["seed_text"].split()) for row in comparison.rows}
    told_of = {one.id for one in comparison.changes("")}
    assert set(past) <= set(names) | told_of
    for line in comparison.lines:
        assert line.id in told_of or past[line.id] == line.said.text


@given(st.integers(0, len(OLD) - 1), st.integers(0, 5), st.integers(0, 99))
def test_any_single_number_that_is_edited_is_told(place: int, which: int, value: int) -> None:
    """A number of the document becomes another: exactly this row is told, with both numbers."""
    found = list(re.finditer(r"\d+", OLD[place]))
    if not found or int(found[which % len(found)][0]) == value:
        return
    at = found[which % len(found)]
    new = OLD[place][: at.start()] + str(value) + OLD[place][at.end() :]
    (change,) = compared((*OLD[:place], new, *OLD[place + 1 :])).changes("")
    assert (change.kind, change.before, change.after) == (Kind.NUMBERS, OLD[place].lstrip("# "), new.lstrip("# "))
    assert at[0] in change.numbers
    assert str(value) in change.numbers


def test_the_most_alike_are_joined_first() -> None:
    """Near copies go with their own kind."""
    old = ["The red pill is taken with water in the morning.", "The blue pill is taken with milk in the morning."]
    new = [
        "The blue pill is taken with warm milk in the morning.",
        "The red pill is taken with cold water in the morning.",
    ]
    assert match(old, new) == {0: 1, 1: 0}


def test_chapters_that_repeat_each_other_are_not_taken_for_one_another() -> None:
    """A number changes in the second of three alike chapters: it is told there, and nothing has moved."""
    old = OLD[:4] + OLD[:4] + OLD
    new = (*old[:5], old[5].replace("2 mg", "3 mg"), *old[6:])
    assert [(one.id, one.numbers) for one in compared(new, old).changes("")] == [("S04", "2 mg → 3 mg")]
