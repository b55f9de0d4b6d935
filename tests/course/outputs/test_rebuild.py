"""A build after a change gives the same bytes as a build of everything."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from course.outputs.build import build
from course.outputs.edition import EDITIONS
from course.outputs.order import Order
from course.outputs.progress import Silent
from course.project import load_project
from tests.conftest import copy_tea

# The builds follow upon each other, so one process makes them all; each edit can stand alone all the same.
pytestmark = [
    pytest.mark.filterwarnings("ignore:'sphinx_book_theme"),
    pytest.mark.filterwarnings("ignore:'sphinx.environment.BuildEnvironment.app'"),  # MyST asks for it to include
    pytest.mark.xdist_group("rebuild"),
]
LEAF, KINDS, CARD = "lessons/01-leaf.md", "lessons/02-kinds.md", "handouts/h1-card.md"
QUESTION = (
    "  - id: l02-q0\n    type: truefalse\n    stem: Tea is a drink.\n    answer: true\n"
    "    feedback: {true: It is drunk., false: Many drink it.}\n"
)
CONTACT = '[contact]\nreport_error = "https://example.org"\n\n'
EDITS = {
    "a sentence": (LEAF, "The shrub grows", "It rains there. The shrub grows"),
    "the title of a lesson": (LEAF, "# The leaf", "# The leaf of the shrub"),
    "a heading that another page links to": (LEAF, "## Where it grows", "## Where and when it grows"),
    "a word that no page has any more": (LEAF, "in many countries", "in many lands"),
    "a bank that two lessons ask": ("quizzes/l01.yaml", "A low shrub", "A low bush"),
    "a question more": ("quizzes/l02.yaml", "  - id: l02-q1", f"{QUESTION}  - id: l02-q1"),
    "an answer in the register": ("evidence/claims.csv", "Tea holds caffeine", "Tea holds some caffeine"),
    "a work that is numbered before the others": (KINDS, "stays green.", "stays green {cite:p}`an_2000`."),
    "a figure before the others": (LEAF, "## Where ", "```{chart} pot\n```\n\n## Where "),
    "an objective": ("objectives.yaml", "name the plant", "recognize the plant"),
    "where errors are reported to": ("course.toml", "[review]", f"{CONTACT}[review]"),
    "the order of the lessons": ("index.md", "lessons/01-leaf\nlessons/02-kinds", "lessons/02-kinds\nlessons/01-leaf"),
    "a lesson that is gone": ("index.md", "lessons/01-leaf\n", ""),
}
ALONE = ("a lesson that is gone", "the order of the lessons", "a figure before the others")
"""What other edits of the same page or list leave no place for."""
LINKS = "See {ref}`where`, {doc}`/lessons/01-leaf`, {numref}`fig-cups` and {item}`l02-q2`.\n"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a course whose card refers to everything that a lesson can be called by."""
    course = copy_tea(tmp_path_factory.mktemp("rebuild"), "kept")
    with (course / CARD).open("a", encoding="utf-8") as card:
        card.write(f"\n{LINKS}")
    with (course / "evidence" / "references.bib").open("a", encoding="utf-8") as works:
        works.write("\n@book{an_2000, author={An, A.}, title={All on tea}, publisher={Press}, year={2000}}\n")
    brew = (course / "figures" / "brew.yaml").read_text(encoding="utf-8")
    (course / "figures" / "pot.yaml").write_text(re.sub(r"(?m)^id:.*", "id: pot", brew), encoding="utf-8")
    change(course, LEAF, "## Where it grows", "```{index} shrub\n```\n\n(where)=\n## Where it grows")
    (course / "conf.py").write_text('extensions = ["course"]\ncourse_check = False\n', encoding="utf-8")
    return course


@pytest.fixture
def tea(kept: Path) -> Path:
    """Give the course as it was before any test changed it, always in the same place, with the dates that it had."""
    course = kept.with_name("tea")
    shutil.rmtree(course, ignore_errors=True)
    return Path(shutil.copytree(kept, course))


def change(course: Path, file: str, old: str, new: str) -> None:
    """Change a file."""
    path = course / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def pages(course: Path, out: Path, *editions: str) -> dict[str, bytes]:
    """Build editions, by default the website, and return their files."""
    wanted = editions or ("html",)
    build(Order(load_project(course), out, Silent()), {name: EDITIONS[name] for name in wanted})
    found = (path for name in wanted for path in (out / name).rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def built(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the output of the course, which is built upon after each change."""
    out = tmp_path_factory.mktemp("rebuilt")
    pages(Path(shutil.copytree(kept, kept.with_name("tea"))), out)
    return out


@pytest.mark.parametrize("edit", EDITS)
def test_a_build_after_a_change_is_a_full_build(built: Path, tea: Path, tmp_path: Path, edit: str) -> None:
    """Nothing of the former state stays on any page, in the search index or in the data of the scripts."""
    change(tea, *EDITS[edit])
    if edit == "a lesson that is gone":
        (tea / LEAF).unlink()
    again, whole = pages(tea, built), pages(tea, tmp_path / "whole")
    assert sorted(again) == sorted(whole)
    assert [name for name in whole if again[name] != whole[name]] == []


def test_no_edition_depends_on_which_one_has_read_the_pages(tea: Path, tmp_path: Path) -> None:
    """Editions that share a reading, and those with quotation marks of their own, are the same in each order."""
    with (tea / LEAF).open("a", encoding="utf-8") as lesson:
        lesson.write('\nA "leaf" isn\'t a `bud`.\n')
    order = ("text", "epub", "html")
    one, other = pages(tea, tmp_path / "one", *order), pages(tea, tmp_path / "other", *reversed(order))
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []


def test_what_is_made_of_the_pages_is_as_new_as_they_are(kept: Path, tmp_path: Path) -> None:
    """Packages, the one file, banks and the sheets of reviewers hold no former state, whatever date an edit has.

    Every kind of file of the course is changed, and a page that lies outside; each keeps a date that is long gone.
    """
    made = ("onefile", "scorm12", "cmi5", "banks", "review")
    course, beside = Path(shutil.copytree(kept, tmp_path / "tea")), tmp_path / "outside.md"
    beside.write_text("Former words from outside.\n", encoding="utf-8")
    change(course, "course.toml", "[review]", '[trust]\noutside = ["../outside.md"]\n\n[review]')
    change(course, LEAF, "## Where it grows", "```{include} ../../outside.md\n```\n\n## Where it grows")
    first = pages(course, tmp_path / "out", *made)
    beside.write_text("Other words from outside.\n", encoding="utf-8")
    for edit in (one for one in EDITS if one not in ALONE):
        change(course, *EDITS[edit])
    change(course, "course.toml", 'version = "1.0"', 'version = "1.1"')
    change(course, "course.toml", 'here = "ke"', 'here = "cn"')
    change(course, "course.toml", "No tea master has", "Still no tea master has")
    for path in (beside, *(one for one in course.rglob("*") if one.is_file())):
        os.utime(path, (10**9, 10**9))
    again, whole = pages(course, tmp_path / "out", *made), pages(course, tmp_path / "whole", *made)
    assert sorted(again) == sorted(whole)
    assert [name for name in whole if again[name] != whole[name]] == []
    kinds = {name.partition("/")[0] for name in whole if first.get(name) != whole[name]}
    assert kinds == set(made)
