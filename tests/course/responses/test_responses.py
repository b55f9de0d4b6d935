"""Answers of learners are read from what they export or a trainer types; a bad file is told with its line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from course.project import load_project
from course.responses import read_responses
from course.responses.gather import gather
from quizzes.finding import FindingsError
from quizzes.load import find_banks, load_bank, load_banks
from quizzes.responses import Response, faults
from quizzes.responses.readers.catalog import catalog_of
from quizzes.responses.readers.importing import Options, import_responses

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def said(rows: tuple[Response, ...]) -> list[tuple[str, str, float, str | None]]:
    """Return item, kind, mark and choices of rows, all of which a table may hold."""
    assert [fault for row in rows for fault in faults(row)] == []
    return [(row.item, row.kind, row.mark or 0.0, row.choices) for row in rows]


@pytest.fixture
def items(tea: Path) -> Mapping[str, Any]:
    """Return the questions of the small course."""
    banks, _broken = load_banks(find_banks(load_project(tea).quizzes))
    return {item.id: item for file in banks for item in file.bank.items}


def export(course: str, entries: Mapping[str, object]) -> str:
    """Return a progress file as the learner's site writes it."""
    kept = {key: json.dumps(value) for key, value in entries.items()}
    return json.dumps({"format": "course-progress", "version": 1, "course": course, "title": "Tea", "entries": kept})


@pytest.mark.parametrize(("decimal", "mark"), [(",", 1.0), (".", 0.0)])
def test_numbers_are_read_with_the_decimal_sign_of_the_course(
    tea: Path, tmp_path: Path, decimal: str, mark: float
) -> None:
    """`2,5` is right where the language has a comma, from what a site saves by either road; else it is no number."""
    told = {"id": "grams", "type": "numeric", "bloom": "apply", "stem": "How many grams?", "answer": {"value": 2.5}}
    bank = {"schema": "quizbank/1", "id": "numbers", "title": "Numbers", "items": [{**told, "rationale": "By weight."}]}
    (tmp_path / "numbers.yaml").write_text(json.dumps(bank), encoding="utf-8")
    file, path = load_bank(tmp_path / "numbers.yaml"), tmp_path / "zora.json"
    entries = {
        f"course/1/{tea.name}/answer/1/grams": {"response": "2,5", "revision": "1", "at": 1},
        f"course/1/{tea.name}/result/1": {"points": 1, "max": 1, "items": {}, "at": 1},
    }
    path.write_text(export(tea.name, entries), encoding="utf-8")
    table = gather([path], tea.name, [file], [], decimal=decimal).to_pyarrow().to_pylist()
    rows = import_responses([path], catalog_of([file]), Options(course=tea.name, decimal=decimal)).rows
    assert [row["mark"] for row in table] == [row.mark for row in rows] == [mark]


def test_an_export_gives_what_was_sent(tea: Path, tmp_path: Path, items: Mapping[str, Any]) -> None:
    """Tests that were sent and practice with a single try; no second try, no unsent test, no old revision."""
    one, two, three = "l01-q1", "l01-q2", "l02-q1"
    key = next(choice.id for choice in items[one].choices if choice.correct)
    wrong = next(choice.id for choice in items[one].choices if not choice.correct)
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
    found = read_responses(path, tea.name, items)
    assert said(found.rows) == [(one, "test", 0.0, wrong), (one, "test", 1.0, key)]
    assert [(row.attempt, row.test, row.revision, row.source) for row in found.rows] == [
        (1, "post-test", "1", "site"),
        (2, "post-test", "1", "site"),
    ]
    assert len({row.person for row in found.rows}) == 1
    assert [(one.code, one.level.value) for one in found.findings] == [("C071", "warning")]
    assert "Zora" not in repr(found)


def test_a_table_takes_letters_ids_and_verdicts(tmp_path: Path, tea: Path, items: Mapping[str, Any]) -> None:
    """Columns may be divided by semicolons; the first line of a person and question counts."""
    first, second = items["l01-q1"].choices[:2]
    path = tmp_path / "answers.csv"
    rows = [
        "person;item;response",
        "p1;l01-q1;a",
        f"p1;l01-q1;{second.id}",
        f"p2;l01-q1;{second.id}",
        "p2;l02-q1;right",
    ]
    path.write_text("\n".join(rows), encoding="utf-8-sig")
    found = read_responses(path, tea.name, items)
    assert [row.choices for row in found.rows] == [first.id, second.id, None]
    assert said(found.rows)[2] == ("l02-q1", "test", 1.0, None)
    assert [row.person.rpartition("-")[2] for row in found.rows] == ["1", "2", "2"]
    assert {row.test for row in found.rows} == {"answers"}


def test_names_in_a_table_do_not_come_further(tmp_path: Path, tea: Path, items: Mapping[str, Any]) -> None:
    """People type names, whatever the page says."""
    path = tmp_path / "answers.csv"
    path.write_text("person,item,response\nZora Example,l01-q1,a\nzora@example.org,l01-q1,a\n", encoding="utf-8")
    rows = read_responses(path, tea.name, items).rows
    assert len(said(rows)) == 2
    assert "ora" not in repr(rows)


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
        ("a.json", "[" * 100_000, 1, "no progress file"),
        ("a.json", '{"format": ' + "9" * 5000, 1, "no progress file"),
        ("a.json", export("\ud800\n" * 999, {}), 1, "of the course '\\ud800\\n"),
        ("a.csv", f"person,item,response\np1,l01-q1,{'x' * 200_000}\n", 2, "no row of a table: field larger"),
        ("a.csv", f"{'x' * 200_000}\n", 1, "no row of a table: field larger"),
        ("a.csv", f"person,item,response\np1,l01-q1,{'x' * 100_000}\n", 2, f"'{'x' * 60}' is no answer"),
        ("a.txt", "", 1, "no file that ends in .csv, .json"),
    ],
)
def test_a_bad_file_is_told_with_its_line(
    tea: Path, tmp_path: Path, items: Mapping[str, Any], row: tuple[str, str, int, str]
) -> None:
    """File, line and what is wrong; no traceback."""
    name, text, line, said = row
    folder = tmp_path / "answers"
    folder.mkdir()
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(FindingsError) as error:
        read_responses(folder, tea.name, items)
    (finding,) = error.value.findings
    assert (finding.code, finding.line) == ("C070", line)
    assert said in finding.message


@pytest.mark.parametrize("entry", ["[" * 50_000, "9" * 5000, json.dumps({"revision": "1", "response": {"a": [1]}})])
@pytest.mark.parametrize("number", ["1", "9" * 5000])
def test_an_entry_that_no_page_has_sent_counts_as_wrong_or_is_left_out(
    tea: Path, tmp_path: Path, items: Mapping[str, Any], number: str, entry: str
) -> None:
    """Learners can write what they like into their files; it is told, and stops nothing."""
    at = f"course/1/{tea.name}"
    entries = {f"{at}/answer/{number}/l01-q1": entry, f"{at}/result/{number}": "{}"}
    path = tmp_path / "a.json"
    file = {"format": "course-progress", "version": 1, "course": tea.name, "entries": entries}
    path.write_text(json.dumps(file), encoding="utf-8")
    found = read_responses(path, tea.name, items)
    answers = [mark for _item, _kind, mark, _choices in said(found.rows)]
    assert (answers, [one.code for one in found.findings]) in [([0.0], []), ([], ["C071"])]


def test_bytes_that_are_no_text_are_told(tea: Path, tmp_path: Path, items: Mapping[str, Any]) -> None:
    """A spreadsheet saved in another encoding is no traceback."""
    path = tmp_path / "answers.csv"
    path.write_bytes("person,item,response\nZoë,l01-q1,A\n".encode("latin-1"))
    with pytest.raises(FindingsError, match="not UTF-8"):
        read_responses(path, tea.name, items)


def paper(tmp_path: Path, rows: str, record: str | None = None) -> Path:
    """Write a table of answers to an exam, with the record of the exam beside it."""
    folder = tmp_path / "exam"
    folder.mkdir()
    path = folder / "answers.csv"
    path.write_text(rows, encoding="utf-8")
    if record is not None:
        (folder / "draw.json").write_text(record, encoding="utf-8")
    return path


def test_letters_of_papers_are_read_in_the_order_of_their_version(
    tmp_path: Path, tea: Path, items: Mapping[str, Any]
) -> None:
    """Papers that are all right by their printed keys are all right here, whatever the version."""
    name = "l01-q1"
    ids = [choice.id for choice in items[name].choices]
    key = next(choice.id for choice in items[name].choices if choice.correct)
    orders = {"A": ids[::-1], "B": [*ids[1:], ids[0]]}
    record = json.dumps({"versions": {letter: [[name, *order]] for letter, order in orders.items()}})
    letters = {letter: "ABCDEFG"[order.index(key)] for letter, order in orders.items()}
    rows = [
        f"p{letter}{case},{name},{case(right)},{letter}"
        for letter, right in letters.items()
        for case in (str, str.lower)
    ]
    path = paper(tmp_path, "\n".join(["person,item,response,version", *rows]), record)
    found = read_responses(path, tea.name, items, {name})
    assert said(found.rows) == [(name, "test", 1.0, key)] * 4
    assert [row.version for row in found.rows] == ["A", "A", "B", "B"]
    assert read_responses(path.parent, tea.name, items, {name}) == found


@pytest.mark.parametrize(
    ("row", "record", "said"),
    [
        ("p1,l01-q1,A,", None, "need the column `version`"),
        ("p1,l01-q1,a,", None, "need the column `version`"),
        ("p1,l01-q1,A,B", None, "no version 'B': put the draw.json of the exam beside the table; there is none"),
        ("p1,l01-q1,A,C", '{"versions": {"B": []}}', "no version 'C'"),
        ("p1,l01-q1,A,B", '{"versions": {"B": []}}', "version B of the exam does not ask this"),
        ("p1,l01-q1,A,B", '{"versions": 3}', "no record that `course exam` has written"),
        ("p1,l01-q1,A,B", "{", "no record that `course exam` has written"),
    ],
)
def test_letters_that_nobody_can_read_are_refused(
    tmp_path: Path, items: Mapping[str, Any], row: str, record: str | None, said: str
) -> None:
    """A letter of a mixed paper without its version would make false statistics."""
    path = paper(tmp_path, f"person,item,response,version\n{row}\n", record)
    with pytest.raises(FindingsError) as error:
        read_responses(path, "tea", items, {"l01-q1"})
    assert said in str(error.value)


def test_ids_and_letters_of_slides_need_no_record(tmp_path: Path, tea: Path, items: Mapping[str, Any]) -> None:
    """`-` in the column says that the order of the bank is meant; verdicts need nothing."""
    first = items["l01-q1"].choices[0].id
    rows = f"person,item,response,version\np1,l01-q1,A,-\np2,l01-q1,{first},-\np3,l01-q1,right,\n"
    found = read_responses(paper(tmp_path, rows), tea.name, items, {"l01-q1"})
    assert [row.choices for row in found.rows] == [first, first, None]
