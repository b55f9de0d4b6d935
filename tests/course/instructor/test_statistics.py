"""Answers of learners are read from what they export or a trainer types, and counted by hand-checked formulas."""

from __future__ import annotations

import json
from math import sqrt
from typing import TYPE_CHECKING

import pytest

from course.instructor.answers import Asked, asked_by_id
from course.instructor.responses import Answer, read_responses
from course.instructor.statistics import ItemStatistics, correlation, item_statistics, remarks, told
from course.project import load_project
from quizzes.finding import FindingsError
from quizzes.load import find_banks, load_banks

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

RIGHT, WRONG = Answer(right=True), Answer(right=False)


@pytest.fixture
def asked(tea: Path) -> Mapping[str, Asked]:
    """Return the questions of the small course."""
    banks, _broken = load_banks(find_banks(load_project(tea).quizzes))
    return asked_by_id(banks)


def people(rows: list[tuple[int, int]]) -> list[dict[str, Answer]]:
    """Return persons of (right or wrong at `q`, how many of four others are right)."""
    return [
        {"q": RIGHT if own else WRONG, **{f"o{n}": RIGHT if n < others else WRONG for n in range(4)}}
        for own, others in rows
    ]


def test_difficulty_and_discrimination_equal_those_by_hand() -> None:
    """Five persons: 3 of 5 right; rest shares 1, .75, .5, .25, 0 against 1, 1, 0, 1, 0.

    Means .6 and .5; products (.4)(.5)+(.4)(.25)+(-.6)(0)+(.4)(-.25)+(-.6)(-.5) = .5; squares 1.2 and .625.
    """
    found = item_statistics(people([(1, 4), (1, 3), (0, 2), (1, 1), (0, 0)]), "q")
    assert found is not None
    assert (found.n, found.p) == (5, 0.6)
    assert found.discrimination == pytest.approx(0.5 / sqrt(1.2 * 0.625))
    assert found.discrimination == pytest.approx(0.5773502)


def test_the_point_biserial_is_the_textbook_formula() -> None:
    """Pearson's r of a dichotomous variable equals (M1 - M0) / s * sqrt(p q)."""
    pairs = [(1.0, 9.0), (1.0, 7.0), (0.0, 5.0), (0.0, 3.0), (1.0, 6.0), (0.0, 6.0)]
    high, low = (9 + 7 + 6) / 3, (5 + 3 + 6) / 3
    mean = sum(y for _x, y in pairs) / 6
    spread = sqrt(sum((y - mean) ** 2 for _x, y in pairs) / 6)
    assert correlation(pairs) == pytest.approx((high - low) / spread * sqrt(0.5 * 0.5))
    assert correlation([(1.0, 2.0), (1.0, 3.0)]) is None


def test_a_question_that_nobody_answered_has_none() -> None:
    """And one with too few other answers has no discrimination."""
    assert item_statistics(people([(1, 4)]), "x") is None
    alone = item_statistics([{"q": RIGHT}, {"q": WRONG}], "q")
    assert alone == ItemStatistics(2, 0.5)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (ItemStatistics(29, 0.1, -0.5), ["Not interpretable: fewer than 30 answers."]),
        (ItemStatistics(30, 0.5, 0.3), ["With caution: fewer than 100 answers."]),
        (ItemStatistics(100, 0.29, 0.3), ["Few know it: too hard, or a wrong key."]),
        (ItemStatistics(100, 0.96, 0.3), ["Nearly everybody knows it."]),
        (ItemStatistics(100, 0.5, -0.01), ["Those who know more miss it more often: check the key first."]),
        (ItemStatistics(100, 0.5, 0.09), ["It does not tell those who know more from the others."]),
        (ItemStatistics(100, 0.5, 0.19), ["It hardly tells those who know more from the others."]),
        (ItemStatistics(100, 0.5, 0.20), []),
    ],
)
def test_nothing_is_judged_on_too_few_answers(
    asked: Mapping[str, Asked], found: ItemStatistics, said: list[str]
) -> None:
    """Each threshold on both of its sides."""
    assert [*remarks(asked["l01-q1"], found)] == said


def test_wrong_choices_are_looked_at_one_by_one(asked: Mapping[str, Asked]) -> None:
    """Never chosen, hardly ever, and more often than the key; shares stand in the order of the choices."""
    one = asked["l01-q1"]
    key = next(choice.id for choice in one.choices if choice.correct)
    wrong = [choice.id for choice in one.choices if not choice.correct]
    counts = {key: 45, wrong[0]: 55}
    lines = [*told(one, ItemStatistics(100, 0.45, 0.4, counts, 100))]
    assert lines[0] == "100 answers; right: 45%; discrimination: 0.40"
    assert f"{one.letters[key]} 45%" in lines[1]
    assert f"{one.letters[wrong[0]]} is chosen more often than the key." in lines
    assert f"{one.letters[wrong[1]]} is never chosen." in lines
    rare = [*told(one, ItemStatistics(100, 0.56, 0.4, {key: 56, wrong[0]: 40, wrong[1]: 4}, 100))]
    assert f"{one.letters[wrong[1]]} is hardly ever chosen." in rare


def export(course: str, entries: Mapping[str, object]) -> str:
    """Return a progress file as the learner's site writes it."""
    kept = {key: json.dumps(value) for key, value in entries.items()}
    return json.dumps({"format": "course-progress", "version": 1, "course": course, "title": "Tea", "entries": kept})


def test_an_export_gives_first_answers_only(tea: Path, tmp_path: Path, asked: Mapping[str, Asked]) -> None:
    """The first test that was sent, practice with a single try; not a second try, an unsent test or an old revision."""
    one, two, three = "l01-q1", "l01-q2", "l02-q1"
    key = next(choice.id for choice in asked[one].choices if choice.correct)
    wrong = next(choice.id for choice in asked[one].choices if not choice.correct)
    text = export(tea.name, {
        f"course/1/{tea.name}/setting/name": {"value": "Zora Example"},
        f"course/1/{tea.name}/answer/1/{one}": {"response": wrong, "revision": "1", "at": 1},
        f"course/1/{tea.name}/answer/2/{one}": {"response": key, "revision": "1", "at": 2},
        f"course/1/{tea.name}/answer/3/{two}": {"response": True, "revision": "1", "at": 3},
        f"course/1/{tea.name}/result/1": {"points": 0, "max": 1, "items": {}, "at": 1},
        f"course/1/{tea.name}/result/2": {"points": 1, "max": 1, "items": {}, "at": 2},
        f"quizzes/1/{tea.name}:lessons/02-kinds/l02/{three}": {"response": {}, "revision": "1", "tries": 2},
        f"quizzes/1/{tea.name}:lessons/01-leaf/l01/{two}": {"response": "x", "revision": "9", "tries": 1, "done": True},
    })  # fmt: skip
    path = tmp_path / "zora.json"
    path.write_text(text, encoding="utf-8")
    found = read_responses(path, tea.name, asked)
    assert [*found.people] == [{one: Answer(right=False, chosen=(wrong,))}]
    assert [(one.code, one.level.value) for one in found.findings] == [("C071", "warning")]
    assert "Zora" not in repr(found)


def test_a_table_takes_letters_ids_and_verdicts(tmp_path: Path, tea: Path, asked: Mapping[str, Asked]) -> None:
    """Columns may be divided by semicolons; the first line of a person and question counts."""
    first, second = asked["l01-q1"].choices[:2]
    path = tmp_path / "answers.csv"
    rows = [
        "person;item;response",
        "p1;l01-q1;a",
        f"p1;l01-q1;{second.id}",
        f"p2;l01-q1;{second.id}",
        "p2;l02-q1;right",
    ]
    path.write_text("\n".join(rows), encoding="utf-8-sig")
    found = read_responses(path, tea.name, asked)
    assert [person["l01-q1"].chosen for person in found.people] == [(first.id,), (second.id,)]
    assert found.people[1]["l02-q1"] == RIGHT


@pytest.mark.parametrize(
    "row",
    [
        ("a.csv", "name,item\n", 1, "no column person, response"),
        ("a.csv", "person,item,response\np1,l99-q9,A\n", 2, "no scored question 'l99-q9'"),
        ("a.csv", "person,item,response\np1,l01-q1,A\np2,l01-q1,Q\n", 3, "'Q' is no answer"),
        ("a.csv", "person,item,response\np1,l01-q1,A B\n", 2, "'A B' is no answer"),
        ("a.json", "{", 1, "no progress file"),
        ("a.json", '{"format": "other"}', 1, "no progress file"),
        ("a.json", export("coffee", {}), 1, "of the course 'coffee'"),
        ("a.txt", "", 1, "no .json and no .csv file"),
    ],
)
def test_a_bad_file_is_told_with_its_line(
    tea: Path, tmp_path: Path, asked: Mapping[str, Asked], row: tuple[str, str, int, str]
) -> None:
    """File, line and what is wrong; no traceback."""
    name, text, line, said = row
    folder = tmp_path / "answers"
    folder.mkdir()
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(FindingsError) as error:
        read_responses(folder, tea.name, asked)
    (finding,) = error.value.findings
    assert (finding.code, finding.line) == ("C070", line)
    assert said in finding.message


def test_bytes_that_are_no_text_are_told(tea: Path, tmp_path: Path, asked: Mapping[str, Asked]) -> None:
    """A spreadsheet saved in another encoding is no traceback."""
    path = tmp_path / "answers.csv"
    path.write_bytes("person,item,response\nZoë,l01-q1,A\n".encode("latin-1"))
    with pytest.raises(FindingsError, match="not UTF-8"):
        read_responses(path, tea.name, asked)
