"""`course rename`: every place follows, nothing else changes, and the way back leads to the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from course.authoring.rename import plan_rename
from course.authoring.scalars import replaced
from course.authoring.things import ThingKind, things
from course.checks import check
from course.project import load_project
from quizzes.finding import FindingsError
from quizzes.writing import write_together
from tests.conftest import copy_klonopin, copy_tea, run
from tests.course.instructor.conftest import add_sessions

if TYPE_CHECKING:
    from pathlib import Path


def taught(folder: Path) -> Path:
    """Return the course on tea with its session plan."""
    return add_sessions(copy_tea(folder))


def files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def faults(course: Path) -> list[str]:
    """Return what the checks find, without the places."""
    return sorted(f"{one.code} {one.message}" for one in check(load_project(course)))


NEW = {
    ThingKind.LESSON: "07-other", ThingKind.HANDOUT: "h1-other", ThingKind.FIGURE: "other",
    ThingKind.BANK: "other-bank", ThingKind.QUESTION: "other-q7", ThingKind.OBJECTIVE: "LO7.7",
}  # fmt: skip


def test_after_each_rename_the_checks_find_the_same_and_the_way_back_is_whole(tmp_path: Path) -> None:
    """For every lesson, handout, figure, bank, question and objective of a course with a session plan."""
    course = taught(tmp_path)
    before, found = files(course), faults(course)
    known = things(load_project(course))
    assert {one.kind for one in known} == set(ThingKind)
    for thing in known:
        new = NEW[thing.kind]
        write_together(plan_rename(load_project(course), thing.name, new, thing.kind).contents())
        assert [one.replace(new, thing.name) for one in faults(course)] == found, thing
        write_together(plan_rename(load_project(course), new, thing.name, thing.kind).contents())
        assert files(course) == before, thing


def test_the_shipped_course_follows_too(tmp_path: Path) -> None:
    """A lesson, a handout, a figure and an objective of the course on clonazepam, one after the other."""
    course = copy_klonopin(tmp_path)
    found = faults(course)
    names = {
        "03-boxed-warning": "03-black", "h2-boxed-warning-card": "h2-sheet",
        "taper-pace": "steps-down", "LO3.1": "LO3.19",
    }  # fmt: skip
    for old, new in names.items():
        write_together(plan_rename(load_project(course), old, new).contents())
    left = faults(course)
    for old, new in names.items():
        left = [one.replace(new, old) for one in left]
    assert sorted(left) == found


def test_comments_and_words_stay(tmp_path: Path) -> None:
    """Only values of keys that name lessons change in YAML, and only paths, links and front matter in pages."""
    course = taught(tmp_path)
    bank = course / "quizzes" / "l01.yaml"
    bank.write_text("# about 01-leaf\n" + bank.read_text(encoding="utf-8"), encoding="utf-8")
    page = course / "lessons" / "02-kinds.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nSee [it](01-leaf.md), 01-leaf.\n", encoding="utf-8")
    done = run("rename", "01-leaf", "01-plant", course)
    assert done.exit_code == 0, done.output
    assert not (course / "lessons" / "01-leaf.md").exists()
    assert bank.read_text(encoding="utf-8").startswith("# about 01-leaf\n")
    assert "lesson: 01-plant\n" in bank.read_text(encoding="utf-8")
    assert page.read_text(encoding="utf-8").endswith("See [it](01-plant.md), 01-leaf.\n")
    assert "lessons/01-plant\n" in (course / "index.md").read_text(encoding="utf-8")
    assert "lessons: [01-plant]" in (course / "instructor" / "sessions.yaml").read_text(encoding="utf-8")


def test_a_dry_run_shows_the_difference_and_writes_nothing(tmp_path: Path) -> None:
    """As a unified diff."""
    course = taught(tmp_path)
    before = files(course)
    done = run("rename", "LO1.1", "LO1.5", course, "--dry-run")
    assert "-- {id: LO1.1" in done.output
    assert "+- {id: LO1.5" in done.output
    assert files(course) == before


def test_a_catalogue_of_a_page_goes_with_it_and_a_signature_stays(tmp_path: Path) -> None:
    """Translations are kept; a record of a review is named and not touched."""
    course = taught(tmp_path)
    catalogue = course / "locales" / "de" / "LC_MESSAGES" / "lessons" / "01-leaf.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text('#: ../lessons/01-leaf.md:3\nmsgid "a"\nmsgstr "b"\n', encoding="utf-8")
    (course / "reviews").mkdir()
    record = course / "reviews" / "ann.yaml"
    record.write_text("scope: [lessons/01-leaf]\n", encoding="utf-8")
    edits = plan_rename(load_project(course), "01-leaf", "01-plant")
    write_together(edits.contents())
    moved = catalogue.with_name("01-plant.po")
    assert moved.read_text(encoding="utf-8").startswith("#: ../lessons/01-plant.md:3\n")
    assert record.read_text(encoding="utf-8") == "scope: [lessons/01-leaf]\n"
    assert edits.notes == ["ann.yaml is signed for '01-leaf' and stays as it is; have it signed again"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("03-none", "x", "C076"),
        ("01-leaf", "02-kinds", "C078"),
        ("01-leaf", "a b", "C077"),
        ("l01-q1", "l01-q2", "C078"),
    ],
)
def test_what_cannot_be_renamed_is_told(tmp_path: Path, old: str, new: str, code: str) -> None:
    """No such thing, a name that is taken, a name that is none."""
    with pytest.raises(FindingsError) as raised:
        plan_rename(load_project(taught(tmp_path)), old, new)
    assert [one.code for one in raised.value.findings] == [code]


def test_values_of_yaml_are_replaced_by_key_and_whole() -> None:
    """In flow and block lists, quoted or not; not in other keys, longer words, comments or keys."""
    text = """\
a: x  # x
lesson: x
lessons: [y, 'x', xx]
more:
  lessons:
    - x
    - {title: x, lesson: "x"}
x: 1
"""
    assert replaced(text, {"lesson", "lessons"}, "x", "z").splitlines() == [
        "a: x  # x", "lesson: z", "lessons: [y, 'z', xx]", "more:", "  lessons:", "    - z",
        '    - {title: x, lesson: "z"}', "x: 1",
    ]  # fmt: skip
    assert replaced('lesson: x\nb: "', {"lesson"}, "x", "z") == 'lesson: x\nb: "'
