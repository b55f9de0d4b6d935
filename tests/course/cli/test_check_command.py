"""`course check`: what it prints, and what it exits with."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from course.cli import main


@pytest.fixture
def tea(tea: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the course on tea below the working folder."""
    monkeypatch.chdir(tea.parent)
    return tea


def run(*arguments: str) -> tuple[int, str]:
    """Run `course check` and return its exit status and what it prints."""
    done = CliRunner().invoke(main, ["check", *arguments], catch_exceptions=False)
    return done.exit_code, done.stdout


def plant(tea: Path, text: str) -> None:
    """Add a sentence to the second lesson."""
    page = tea / "lessons" / "02-kinds.md"
    page.write_text(page.read_text(encoding="utf-8") + f"\n{text}\n", encoding="utf-8")


def test_a_course_without_errors_exits_with_0(tea: Path) -> None:
    """Warnings do not fail a check; paths are relative to the working folder."""
    status, output = run(str(tea))
    assert status == 0
    assert output.startswith("tea/course.toml:1: R001 warning: not reviewed")


def test_an_error_exits_with_1_and_names_file_and_line(tea: Path) -> None:
    """One line for each finding."""
    plant(tea, "Some 70 cups a day.")
    status, output = run("tea", "--no-build")
    assert status == 1
    assert "tea/lessons/02-kinds.md:49: T201 error: the number 70 has no source" in output


def test_what_sphinx_says_without_a_line_is_told_too(tea: Path) -> None:
    """A picture that is not there has a file, and no line."""
    plant(tea, "![](lost.png)")
    assert "02-kinds.md:1: S001 warning: image file not readable: lessons/lost.png" in run("tea")[1]


def test_the_course_where_one_stands_needs_no_name(tea: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the folder of a course its name may be left out; the shipped course is not meant there."""
    monkeypatch.chdir(tea)
    plant(tea, "Some 70 cups a day.")
    status, output = run("--no-build")
    assert status == 1
    assert "lessons/02-kinds.md:49: T201 error" in output


def test_a_document_in_the_place_of_a_course_is_told_the_way(tea: Path) -> None:
    """A newcomer names the document; the finding names the command that makes a course of it."""
    done = CliRunner().invoke(main, ["check", str(tea / "source" / "tea.txt")])
    assert done.exit_code == 1
    assert "tea.txt DIR` makes one" in done.stderr


def test_wrong_use_exits_with_2(tea: Path) -> None:
    """An unknown format is a wrong use."""
    assert run(str(tea), "--format", "xml")[0] == 2


def test_a_missing_course_is_a_finding() -> None:
    """No traceback for a folder that is not there."""
    done = CliRunner().invoke(main, ["check", "no-such-course"])
    assert (done.exit_code, "C001" in done.stderr) == (1, True)


def test_the_dummy_build_finds_broken_links(tea: Path) -> None:
    """What only Sphinx can see is reported too, with its type."""
    plant(tea, "See {ref}`nowhere`.")
    status, output = run(str(tea))
    assert status == 0
    assert re.search(r"tea/lessons/02-kinds\.md:49: S001 warning: .*nowhere.*\[ref\.ref\]", output)
    assert "S001" not in run(str(tea), "--no-build")[1]


@pytest.mark.parametrize(
    ("file", "content", "place"),
    [
        ("lessons/02-kinds.md", b"# Kinds\n\n\xff\xfe\n", "tea/lessons/02-kinds.md:3: T301"),
        ("evidence/claims.csv", b"id\n", "tea/evidence/claims.csv:1: E002"),
        ("evidence/references.bib", b"@book{a,\n x\n", "tea/evidence/references.bib:3: E015"),
        ("objectives.yaml", b"- {id: X\n", "tea/objectives.yaml:"),
        ("figures/cups.yaml", b"\tkind: bars\n", "tea/figures/cups.yaml:1:"),
        ("quizzes/l01.yaml", b"schema: quizbank/1\n\tid: x\n", "tea/quizzes/l01.yaml:2:"),
    ],
)
def test_broken_files_are_findings_and_no_traceback(tea: Path, file: str, content: bytes, place: str) -> None:
    """Everything a course is made of may be broken; the check goes on and says where."""
    (tea / file).write_bytes(content)
    status, output = run(str(tea))
    assert status == 1
    assert place in output


def test_json_has_every_field(tea: Path) -> None:
    """A table for each finding."""
    found = json.loads(run(str(tea), "--no-build", "--format", "json")[1])[0]
    assert (found["code"], found["level"], found["path"], found["line"]) == ("R001", "warning", "tea/course.toml", 1)


def test_sarif_has_rules_and_places(tea: Path) -> None:
    """The log names its version, its rules and a place for each result."""
    plant(tea, "Some 70 cups a day.")
    log = json.loads(run(str(tea), "--no-build", "--format", "sarif")[1])
    (run_,) = log["runs"]
    rules = [rule["id"] for rule in run_["tool"]["driver"]["rules"]]
    result = next(one for one in run_["results"] if one["ruleId"] == "T201")
    assert (log["version"], rules[result["ruleIndex"]], result["level"]) == ("2.1.0", "T201", "error")
    place = result["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("tea/lessons/02-kinds.md", 49)


def test_the_reading_list_begins_with_the_wrong_statement(tea: Path) -> None:
    """A reviewer gets places, scores and reasons."""
    output = run(str(tea), "--read-first")[1]
    assert output.startswith("tea/evidence/claims.csv:3: 6 S01 (verdict wrong)")


def test_nothing_is_written_into_the_course(tea: Path) -> None:
    """A check leaves the folder as it was."""
    before = sorted(tea.rglob("*"))
    run(str(tea))
    assert sorted(tea.rglob("*")) == before
