"""course.toml: what is wrong with it is said with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from course.project import find_course, load_project
from quizzes.finding import FindingsError

GOOD = """[course]
title = "A course"
document = "document.txt"
register = "claims.csv"
quizzes = "quizzes"
"""


def course(folder: Path, text: str) -> Path:
    """Write a course folder whose paths exist."""
    (folder / "quizzes").mkdir()
    for name in ("document.txt", "claims.csv"):
        (folder / name).write_text("", encoding="utf-8")
    (folder / "course.toml").write_text(text, encoding="utf-8")
    return folder


def refused(folder: Path) -> list[tuple[str, int, str]]:
    """Return code, line and message of each finding."""
    with pytest.raises(FindingsError) as caught:
        load_project(folder)
    return [(finding.code, finding.line, finding.message) for finding in caught.value.findings]


def test_a_good_file_gives_absolute_paths_and_defaults(tmp_path: Path) -> None:
    """Paths are resolved against the folder of the file."""
    project = load_project(course(tmp_path, GOOD))
    assert project.document == tmp_path / "document.txt"
    assert (project.title, project.language, project.version) == ("A course", "en", "0.1.0")


@pytest.mark.parametrize(
    ("text", "code", "line", "word"),
    [
        (GOOD.replace("title", "titel"), "C005", 2, "unknown key 'titel'"),
        (GOOD.replace('"A course"', "3"), "C005", 2, "must be text"),
        (GOOD.replace("claims.csv", "nothing.csv"), "C005", 4, "there is no file"),
        (GOOD.replace('quizzes = "', 'quizzes = "claims.csv" # "'), "C005", 5, "there is no folder"),
        (GOOD + 'language = "German"\n', "C005", 6, "'German', which is no code such as en, de or pt-BR"),
        (GOOD + 'language = ""\n', "C005", 6, "which is no code"),
        (GOOD + "[review]\ntitle = 7\n", "C005", 7, "'title' in [review] must be text"),
        ("review = 7\n" + GOOD, "C005", 1, "'review' must be a table: write [review]"),
        (GOOD.replace("[course]", "[curse]"), "C004", 1, "[course] is missing"),
        (GOOD + "title =\n", "C003", 6, "not readable as TOML"),
    ],
)
def test_a_fault_is_found_with_its_line(tmp_path: Path, text: str, code: str, line: int, word: str) -> None:
    """Each planted fault gives its code, its line and a plain sentence."""
    found_all = refused(course(tmp_path, text))
    assert any(found[:2] == (code, line) and word in found[2] for found in found_all), found_all


def test_a_folder_without_the_file_says_so(tmp_path: Path) -> None:
    """The message tells how to make one."""
    assert refused(tmp_path)[0][0] == "C002"


def test_an_unknown_course_is_one_finding() -> None:
    """Neither a folder nor a shipped course."""
    with pytest.raises(FindingsError, match="C001"):
        find_course("no-such-course")


def test_the_shipped_course_is_found_by_name() -> None:
    """`klonopin` needs no path."""
    assert (find_course("klonopin") / "course.toml").is_file()
