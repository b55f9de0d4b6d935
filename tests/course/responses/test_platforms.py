"""What a platform exports is read where answers of a course are: by the import, by `check` and `stats` as it is."""

from __future__ import annotations

import csv
from dataclasses import replace
from typing import TYPE_CHECKING

from course.project import load_project
from course.responses import digest_of_responses
from course.responses.gather import gather
from quizzes.load import find_banks, load_bank
from quizzes.responses import Kind, Response, read_table, write_table
from tests.conftest import run
from tests.quizzes.responses.platforms import HEAD, TIMES, WHO, dice, moodle

if TYPE_CHECKING:
    from pathlib import Path


def export(tea: Path, path: Path) -> Path:
    """Write a report of Moodle on the first question of the course, answered rightly."""
    item = next(one for bank in find_banks(tea / "quizzes") for one in load_bank(bank).bank.items if one.id == "l01-q1")
    asked, said = moodle(item, item.key[0], dice(1))  # type: ignore[union-attr]
    rows = [[*HEAD, "Question 1", "Response 1", "Right answer 1"], [*WHO, *TIMES, "100.00", asked, said, said]]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def test_the_banks_of_a_course_say_what_was_asked(tea: Path, tmp_path: Path) -> None:
    """The folder that one stands in, or the course that is named; one line for what is wrong."""
    path, to = export(tea, tmp_path / "m.csv"), tmp_path / "r.csv"
    done = run("responses", "import", path, "--course", tea, "--to", to, "--salt", tmp_path / "salt", "--test", "final")
    assert done.exit_code == 0, done.output
    assert "1 answer matched by text" in done.output
    (row,) = read_table(to).rows
    assert (row.item, row.mark, row.test) == ("l01-q1", 1.0, "final")
    done = run("responses", "import", path, "--course", tea, "--to", to, "--from", "nonsense")
    assert done.exit_code == 2
    assert "There is no format 'nonsense'" in done.output
    done = run("responses", "import", "--course", tea, "--to", to)
    assert done.exit_code == 1
    assert "nothing to read" in done.output


def test_check_and_stats_take_an_export_as_it_is(tea: Path, tmp_path: Path) -> None:
    """No table has to be made first."""
    project = load_project(tea)
    banks = [load_bank(path) for path in find_banks(project.quizzes)]
    table = gather([export(tea, tmp_path / "m.csv")], project.name, banks, found := [])
    assert table.count().to_pyarrow().as_py() == 1
    assert found == []


def test_a_folder_holds_files_of_every_kind(tea: Path, tmp_path: Path) -> None:
    """An export, a table of ours and a typed one: each is read as what it is, and the record of an exam is none."""
    project = load_project(tea)
    banks = [load_bank(path) for path in find_banks(project.quizzes)]
    folder = tmp_path / "answers"
    folder.mkdir()
    export(tea, folder / "m.csv")
    row = Response(person="p", kind=Kind.TEST, test="t", item="l01-q1", answered=True, mark=1.0, max=1.0)
    write_table(folder / "ours.csv", [row])
    write_table(folder / "ours.parquet", [replace(row, person="q")])
    (folder / "typed.csv").write_text("person,item,response\nr,l01-q1,right\n", encoding="utf-8")
    (folder / "draw.json").write_text('{"versions": {}}', encoding="utf-8")
    alone = gather([folder / "m.csv"], project.name, banks, []).count().to_pyarrow().as_py()
    assert gather([folder], project.name, banks, []).count().to_pyarrow().as_py() == alone + 3
    before = digest_of_responses(folder)
    write_table(folder / "ours.parquet", [replace(row, person="s")])
    assert digest_of_responses(folder) != before
