"""`course add` and `course split`: what is new is named everywhere, the checks find no error, comments stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from course.authoring.add import plan_handout, plan_lesson, plan_question
from course.authoring.split import plan_split
from course.authoring.starts import with_entry
from course.checks import check
from course.project import load_project
from quizzes.finding import FindingsError, Level
from quizzes.load import load_bank
from quizzes.writing import write_together
from tests.conftest import run
from tests.course.authoring.test_rename import faults, files, taught

if TYPE_CHECKING:
    from pathlib import Path

    from course.authoring.edits import Edits
    from course.project import Project

PART = """\
## Cups

Words of the cup[^a]. And these[^b].

### Handles

More of them.

[^a]: Note of the cup.

"""


def errors(course: Path) -> list[str]:
    """Return the errors that the checks find."""
    return [str(one) for one in check(load_project(course)) if one.level is Level.ERROR]


def test_a_lesson_is_named_wherever_lessons_are(tmp_path: Path) -> None:
    """Page, start page, objective, bank and session plan; nothing is an error; the next gets the next number."""
    course = taught(tmp_path)
    assert errors(course) == []
    done = run("add", "lesson", "Über Kannen", course)
    assert done.exit_code == 0, done.output
    page = (course / "lessons" / "03-uber-kannen.md").read_text(encoding="utf-8")
    assert "# Über Kannen\n" in page
    assert "objectives: [LO3.1]\n" in page
    assert "lessons/02-kinds\nlessons/03-uber-kannen\nhandouts/h1-card\n" in (course / "index.md").read_text(
        encoding="utf-8"
    )
    assert load_bank(course / "quizzes" / "l03.yaml").bank.lesson == "03-uber-kannen"
    assert "objectives: [LO3.1], reason:" in (course / "instructor" / "sessions.yaml").read_text(encoding="utf-8")
    assert errors(course) == []
    assert (run("add", "lesson", "Next", course).exit_code, (course / "lessons" / "04-next.md").is_file()) == (0, True)
    assert errors(course) == []


def test_a_question_goes_to_the_end_of_its_bank(tmp_path: Path) -> None:
    """By the bank or by its lesson; the text above it stays as it was, and its id is its own."""
    course = taught(tmp_path)
    bank = course / "quizzes" / "l01.yaml"
    before = bank.read_text(encoding="utf-8")
    for where in ("l01", "01-leaf"):
        assert run("add", "question", where, course).exit_code == 0
    after = bank.read_text(encoding="utf-8")
    assert after.startswith(before)
    names = [item.id for item in load_bank(bank).bank.items]
    assert len(set(names)) == len(names) == len(load_bank(bank).bank.items)
    assert load_bank(bank).bank.items[-1].objective == ("LO1.1",)
    assert errors(course) == []


def test_a_handout_gets_the_next_number_and_its_entry(tmp_path: Path) -> None:
    """Behind the last one of the start page."""
    course = taught(tmp_path)
    assert run("add", "handout", "For the wall", course).exit_code == 0
    assert (course / "handouts" / "h2-for-the-wall.md").is_file()
    assert "handouts/h1-card\nhandouts/h2-for-the-wall\n" in (course / "index.md").read_text(encoding="utf-8")
    assert errors(course) == []


@pytest.mark.parametrize(
    ("text", "entry", "after", "expected"),
    [
        (
            "```{toctree}\nlessons/a\nlessons/b\n```\n",
            "lessons/c",
            "",
            "```{toctree}\nlessons/a\nlessons/b\nlessons/c\n```\n",
        ),
        ("  lessons/a\n  lessons/b\n", "lessons/c", "lessons/a", "  lessons/a\n  lessons/c\n  lessons/b\n"),
        ("T <lessons/a.md>\r\nx\r\n", "lessons/c", "", "T <lessons/a.md>\r\nlessons/c\r\nx\r\n"),
        (":glob:\n\nlessons/*\n", "lessons/c", "", ":glob:\n\nlessons/*\n"),
        ("Words", "lessons/c", "", "Words\n\n```{toctree}\n:caption: Lessons\n:maxdepth: 1\n\nlessons/c\n```\n"),
    ],
)
def test_entries_of_the_start_page(text: str, entry: str, after: str, expected: str) -> None:
    """Behind another, indented as it is, and none where a pattern lists it already."""
    assert with_entry(text, entry, "Lessons", after) == expected


def split_course(folder: Path) -> Path:
    """Return the course on tea whose first lesson has a section that could be a lesson."""
    course = taught(folder)
    page = course / "lessons" / "01-leaf.md"
    text = page.read_text(encoding="utf-8").replace("## Practice", f"{PART}## Practice")
    page.write_text(text.replace("## Cups", "Kept words[^b].\n\n[^b]: Note of both.\n\n## Cups"), encoding="utf-8")
    return course


def test_a_section_becomes_a_lesson_behind_its_own(tmp_path: Path) -> None:
    """Headings come up, notes go along, questions stay, minutes are shared out, and every list names it."""
    course = split_course(tmp_path)
    found = faults(course)
    done = run("split", "01-leaf", "cups", course)
    assert done.exit_code == 0, done.output
    new = (course / "lessons" / "01b-cups.md").read_text(encoding="utf-8")
    old = (course / "lessons" / "01-leaf.md").read_text(encoding="utf-8")
    assert "# Cups\n" in new
    assert "\n## Handles\n" in new
    assert new.count("[^a]") == new.count("[^b]") == 2
    assert "[^a]" not in old
    assert old.count("[^b]") == 2
    assert ("Cups" in old, "```{quiz} l01\n" in old, "{jobaid}" in old, "{jobaid}" in new) == (False, True, True, False)
    minutes = [int(text.split("minutes: ")[1].split("\n")[0]) for text in (old, new)]
    assert (sum(minutes), min(minutes) >= 1) == (5, True)
    assert "lessons/01-leaf\nlessons/01b-cups\nlessons/02-kinds\n" in (course / "index.md").read_text(encoding="utf-8")
    assert errors(course) == [], found


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    """It shows each new file as a difference."""
    course = split_course(tmp_path)
    before = files(course)
    for command in (
        ["split", "01-leaf", "Cups"],
        ["add", "lesson", "New"],
        ["add", "question", "l01"],
        ["add", "handout", "H"],
    ):
        done = run(*command, course, "--dry-run")
        assert (done.exit_code, "+++ " in done.output) == (0, True), done.output
    assert files(course) == before


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (lambda project: plan_lesson(project, "x", "01-leaf"), "C078"),
        (lambda project: plan_lesson(project, "x", "../out"), "C077"),
        (lambda project: plan_question(project, "l99"), "C076"),
        (lambda project: plan_handout(project, "x", "h1-card"), "C078"),
        (lambda project: plan_split(project, "01-leaf", "Nowhere"), "C076"),
        (lambda project: plan_split(project, "01-leaf", "Where it grows"), "C079"),
    ],
)
def test_what_cannot_begin_is_told(tmp_path: Path, plan: object, code: str) -> None:
    """Names that are taken or none, banks and headings that are not there, a first section."""
    project = load_project(taught(tmp_path))
    with pytest.raises(FindingsError) as raised:
        _planned(plan, project)
    assert [one.code for one in raised.value.findings] == [code]


def _planned(plan: object, project: Project) -> Edits:
    assert callable(plan)
    edits: Edits = plan(project)
    write_together(edits.contents())
    return edits


def test_the_first_section_moves_where_words_stand_above_it(tmp_path: Path) -> None:
    """A draft often begins without a heading of level 2."""
    course = taught(tmp_path)
    page = course / "lessons" / "01-leaf.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("## Where", "Words above it.\n\n## Where"), encoding="utf-8"
    )
    write_together(plan_split(load_project(course), "01-leaf", "Where it grows").contents())
    assert "Words above it." in page.read_text(encoding="utf-8")
    assert "The shrub grows" in (course / "lessons" / "01b-where-it-grows.md").read_text(encoding="utf-8")
