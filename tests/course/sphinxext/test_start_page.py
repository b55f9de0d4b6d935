"""The start page: where to begin, and the parts of the course as rows that read each time and title from its page."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from course.sphinxext.learner.pages import kind_of
from tests.conftest import ROOTS

if TYPE_CHECKING:
    from tests.conftest import Build

ROWS = """
:::{lessons}
lessons/01-things
: name *small* things
:::
"""


@pytest.fixture
def learner(tmp_path: Path) -> Path:
    """Copy the small course of a learner, with its pre-test on a page of its own and with rows on the start page."""
    course = Path(shutil.copytree(ROOTS / "test-learner", tmp_path / "learner"))
    start = course / "index.md"
    text = start.read_text(encoding="utf-8")
    quiz = text[text.index("## Before you start") : text.index("```{toctree}")]
    (course / "before.md").write_text("#" + quiz[2:], encoding="utf-8")
    start.write_text(
        text.replace(quiz, ROWS + "\n").replace(
            "\nlessons/01-things\nlessons/02", "\nbefore\nlessons/01-things\nlessons/02"
        ),
        encoding="utf-8",
    )
    return course


def rows(html: str) -> list[list[str]]:
    """Return the words of each row: number, title, outcome, time."""
    page = BeautifulSoup(html, "html.parser")
    return [[part.get_text() for part in row.find_all("p")] for row in page.select(".course-rows > li")]


def test_the_start_page_begins_with_the_questions_before_the_course(learner: Path, build: Build) -> None:
    """One button, to the page of the pre-test; each part has a row, and its number when it is a lesson."""
    site = build(learner, course_check=False, quizzes_lint="off")
    assert site.warnings == ""
    start = BeautifulSoup(site.read(), "html.parser").select_one(".course-start")
    assert start
    button = start.select_one("[data-course-return] a")
    assert button
    assert (button["href"], button.get_text()) == ("before.html", "Begin: Before you start")
    assert start.select_one(".course-span").get_text() == "4 parts, about 24 minutes in all"  # type: ignore[union-attr]
    found = rows(site.read())
    assert [(row[0], row[1], row[2]) for row in found[:2]] == [
        ("1", "Things", "name small things"),
        ("2", "More things", ""),
    ]
    assert [row[0] for row in found[2:]] == ["", ""]
    script = (Path(site.app.outdir) / "_static" / "course-data.js").read_text(encoding="utf-8")
    data = json.loads(script[script.index("Course.data = ") + len("Course.data = ") : -2])
    assert data["pretest"] == "before"
    assert [int(row[3].split()[0]) for row in found] == [minutes for _page, minutes in data["steps"]]


def test_rows_follow_the_pages_that_they_name(learner: Path, build: Build) -> None:
    """Another title and another time of a lesson reach the start page, although it was not touched."""
    build(learner, course_check=False, quizzes_lint="off")
    lesson = learner / "lessons" / "02-more.md"
    text = lesson.read_text(encoding="utf-8")
    assert "minutes: 9" in text
    lesson.write_text(text.replace("minutes: 9", "minutes: 31").replace("# More things", "# Many things"), "utf-8")
    site = build(learner, course_check=False, quizzes_lint="off")
    assert rows(site.read())[1] == ["2", "Many things", "", "31 min"]


def test_elsewhere_rows_are_a_table(learner: Path, build: Build) -> None:
    """Paper has no states to show; it has titles, outcomes and times in columns."""
    text = build(learner, "text", course_check=False, quizzes_lint="off").read("index.txt")
    assert "You will be able to" in text
    (line,) = [line for line in text.splitlines() if "1. Things" in line]
    assert "name *small* things" in line
    assert "Begin:" not in text


def test_a_name_of_no_part_is_told(learner: Path, build: Build) -> None:
    """A misspelt page would lose its words in silence."""
    start = learner / "index.md"
    start.write_text(start.read_text("utf-8").replace("lessons/01-things\n: ", "lessons/01-thing\n: "), "utf-8")
    site = build(learner, course_check=False, quizzes_lint="off")
    assert "{lessons} names 'lessons/01-thing', and no part of the course is called so" in site.warnings
    assert "index.md:" in site.warnings


def test_translators_get_what_one_can_do_and_no_names_of_pages(learner: Path, build: Build) -> None:
    """The outcome is a message at its line; `lessons/01-things` is no word of a language."""
    text = (Path(build(learner, "gettext", course_check=False, quizzes_lint="off").app.outdir) / "index.pot").read_text(
        encoding="utf-8"
    )
    assert 'msgid "name *small* things"' in text
    assert "01-things" not in text


def test_a_fold_is_whole_in_every_other_edition(learner: Path, build: Build) -> None:
    """Its section opens on the website, keeps its anchor, and stands whole elsewhere; a page cannot fold itself."""
    page = learner / "lessons" / "02-more.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(f"{text}\n## Small print\n\n:::{{fold}}\n:::\n\nRead *once*.\n", encoding="utf-8")
    site = build(learner, course_check=False, quizzes_lint="off")
    section = BeautifulSoup(site.read("lessons/02-more.html"), "html.parser").select_one("section#small-print")
    assert section
    assert [part.name for part in section.find_all(recursive=False)] == ["details"]
    assert section.select_one("summary > h2").get_text().startswith("Small print")  # type: ignore[union-attr]
    assert section.select_one("details > p").get_text() == "Read once."  # type: ignore[union-attr]
    assert "Small print\n===========\n\nRead *once*." in build(
        learner, "text", course_check=False, quizzes_lint="off"
    ).read("lessons/02-more.txt").replace('"', "=")
    page.write_text(text.replace("# More things\n", "# More things\n\n:::{fold}\n:::\n", 1), encoding="utf-8")
    assert "put it below a heading" in build(learner, course_check=False, quizzes_lint="off").warnings


@pytest.mark.parametrize(
    ("meta", "kind"),
    [
        ({"course_kind": "test"}, "test"),
        ({"course_kind": "evaluation"}, "evaluation"),
        ({"course_kind": "test", "minutes": "5"}, "test"),
        ({"minutes": "5"}, "lesson"),
        ({"minutes": "some"}, ""),
        ({}, ""),
    ],
)
def test_a_test_is_one_also_where_nobody_says_how_long_it_takes(meta: dict[str, str], kind: str) -> None:
    """Its pool lay open as questions to practise, with a button that checks them all."""
    env = SimpleNamespace(config=SimpleNamespace(root_doc="index"), metadata={"page": meta, "index": meta})
    assert kind_of(env, "page") == kind  # type: ignore[arg-type]
    assert kind_of(env, "index") == ""  # type: ignore[arg-type]
