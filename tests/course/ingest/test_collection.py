"""Several documents as one course: their order, their headings, their places; each is kept and compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from course.checks import check
from course.evidence import load_register
from course.ingest.folder_order import documents_in
from course.ingest.new import read_division
from course.project import load_project
from quizzes.finding import FindingsError, Level
from tests.conftest import run

if TYPE_CHECKING:
    from pathlib import Path

PAGES = {
    "index.md": "# Home\n\nWelcome here.\n",
    "one.md": "# One\n\nTake 2 mg.\n",
    "deep/ten.txt": "No heading stands here.\n",
    "deep/two.md": "# Two\n\n## Below\n\nWords here.\n\n# Two again\n\nMore words.\n",
}


def filled(folder: Path, **more: str) -> Path:
    """Write the pages and more files; __ stands for a slash and _ for a dot in their names."""
    files = PAGES | {name.replace("__", "/").replace("_", "."): text for name, text in more.items()}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


SPHINX = "Start\n=====\n\n.. toctree::\n   :maxdepth: 2\n\n   Two <deep/two>\n   one\n\nWords.\n"


@pytest.mark.parametrize(
    ("files", "order"),
    [
        ({}, ["index.md", "one.md", "deep/ten.txt", "deep/two.md"]),
        ({"mkdocs_yml": "nav:\n  - Home: index.md\n  - Part:\n    - deep/two.md\n  - 'one.md'\nx: y\n"},
         ["index.md", "deep/two.md", "one.md", "deep/ten.txt"]),
        ({"SUMMARY_md": "# S\n\n- [Two](deep/two.md)\n- [One](<one.md>)\n"},
         ["deep/two.md", "one.md", "index.md", "deep/ten.txt"]),
        ({"index_md": "# Home\n\n```{toctree}\n:glob:\none\ndeep/ten\n```\n"},
         ["index.md", "one.md", "deep/ten.txt", "deep/two.md"]),
        ({"a2_md": "x", "a10_md": "x"}, ["index.md", "a2.md", "a10.md", "one.md", "deep/ten.txt", "deep/two.md"]),
    ],
)  # fmt: skip
def test_navigation_gives_the_order_then_names(tmp_path: Path, files: dict[str, str], order: list[str]) -> None:
    """Pages that the navigation leaves out come last; 2 stands before 10, and the start page first."""
    assert documents_in(filled(tmp_path, **files))[0] == order


def test_jupyter_book_and_sphinx_name_pages_without_suffix(tmp_path: Path) -> None:
    """`_toc.yml`, and a toctree in reStructuredText whose pages have toctrees of their own."""
    book = filled(tmp_path / "book")
    (book / "_toc.yml").write_text("root: index\nchapters:\n  - file: deep/two\n  - file: one\n", encoding="utf-8")
    assert documents_in(book)[0] == ["index.md", "deep/two.md", "one.md", "deep/ten.txt"]
    sphinx = filled(tmp_path / "sphinx")
    (sphinx / "index.md").unlink()
    (sphinx / "index.rst").write_text(SPHINX, encoding="utf-8")
    (sphinx / "deep" / "two.md").write_text("# Two\n\n:::{toctree}\nten\n/index\n:::\n", encoding="utf-8")
    assert documents_in(sphinx)[0] == ["index.rst", "deep/two.md", "deep/ten.txt", "one.md"]


def test_each_document_is_a_part_with_its_own_places(tmp_path: Path) -> None:
    """One with a title keeps it, one with several gets the name of its file above them; other files are told."""
    division = read_division(filled(tmp_path / "handbook", data_csv="a,b"))[1]
    assert [one.text for one in division.headings] == ["Home", "One", "ten", "two", "Two", "Below", "Two again"]
    assert [lesson.title for lesson in division.lessons] == ["Home", "One", "ten", "two"]
    assert division.title == "handbook"
    assert {str(one.place) for one in division.statements} >= {"one.md, line 3", "deep/two.md, line 5"}
    assert [loss.words for loss in division.losses] == ["file that is no document: data.csv"]


def test_a_folder_becomes_a_course_whose_documents_are_kept_and_compared(tmp_path: Path) -> None:
    """The list of checksums is its document; a page that changes afterwards is an error with its name."""
    site = filled(tmp_path / "handbook")
    course = tmp_path / "mine"
    assert run("new", site, course).exit_code == 0
    project = load_project(course)
    assert project.document.name == "handbook.sha256"
    kept = course / "source" / "handbook"
    assert {path.relative_to(kept).as_posix(): path.read_text() for path in kept.rglob("*") if path.is_file()} == PAGES
    errors = [one for one in check(project) if one.level is Level.ERROR]
    assert errors == []
    (kept / "one.md").write_text("Changed.\n", encoding="utf-8")
    (kept / "index.md").unlink()
    found = [(one.code, one.path.name, one.message) for one in check(project) if one.level is Level.ERROR]
    assert sorted(found) == [
        ("E021", "handbook.sha256", "the document handbook/index.md is missing"),
        ("E021", "one.md", "the document has changed since it was taken in"),
    ]


def test_a_new_version_of_a_folder_comes_in_beside_the_old_one(tmp_path: Path) -> None:
    """A number of one page changes: it is told, ids stay, and both versions are kept."""
    site, course = filled(tmp_path / "handbook"), tmp_path / "mine"
    assert run("new", site, course).exit_code == 0
    before = [one.id for one in load_register(course / "evidence" / "claims.csv").claims]
    assert run("update", site, course).output == "mine: the document is the same; nothing was changed\n"
    (site / "one.md").write_text("# One\n\nTake 5 mg.\n", encoding="utf-8")
    done = run("update", site, course)
    assert "S02  2 mg → 5 mg" in done.output
    assert [one.id for one in load_register(course / "evidence" / "claims.csv").claims] == before
    assert (course / "source" / "handbook" / "one.md").read_text() == PAGES["one.md"]
    assert (course / "source" / "handbook-2" / "one.md").read_text() == "# One\n\nTake 5 mg.\n"
    assert load_project(course).document.name == "handbook-2.sha256"
    assert {one.code for one in check(load_project(course)) if one.level is Level.ERROR} == {"E025"}


def test_a_list_of_documents_is_taken_in_the_order_given(tmp_path: Path) -> None:
    """The last argument is the folder of the course; a plan needs none."""
    site = filled(tmp_path / "x")
    names = [site / "deep" / "two.md", site / "one.md"]
    done = run("new", *names, tmp_path / "mine")
    assert done.exit_code == 0, done.output
    claims = load_register(tmp_path / "mine" / "evidence" / "claims.csv").claims
    assert [one.seed_text for one in claims if one.id.startswith("H")] == ["two", "Two", "Below", "Two again", "One"]
    assert (tmp_path / "mine" / "source" / "documents" / "one.md").is_file()
    planned = run("new", *names, "--plan")
    assert (planned.exit_code, planned.output.count("\nlesson ")) == (0, 2), planned.output
    assert run("new", site / "one.md").exit_code == 2


def test_a_folder_without_a_document_is_refused(tmp_path: Path) -> None:
    """It is told in one line."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(FindingsError, match="N003 the folder holds no document that can be read"):
        read_division(tmp_path / "empty")
