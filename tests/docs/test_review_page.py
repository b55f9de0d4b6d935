"""The page on reviews: its commands, its record and its setting do on a course what it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course.checks import check
from course.project import load_project
from course.reviews import reviewed_hash
from course.reviews.blocks import blocks_of
from course.reviews.taken import edition_of
from tests.conftest import DOCS, copy_tea, run

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def blocks(language: str) -> list[str]:
    """Return the examples of the page in a language."""
    page = (DOCS / "how-to" / "review-a-course.md").read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


def test_the_page_leads_to_a_course_that_is_signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Look, write the sheet, write the record, and delete a row: check gives the hash; two people need another."""
    course = copy_tea(tmp_path, "my-course")
    monkeypatch.chdir(tmp_path)
    given = [block.split() for block in blocks("sh")]
    assert run(*given.pop(1)[1:]).exit_code == 0
    assert (tmp_path / "_build" / "my-course" / "review" / "index.html").is_file()
    commands = given
    assert [command[2] for command in commands] == ["status", "paper", "sign-sheet", "import", "import"]
    looked, printed, written = (run(*command[1:]) for command in commands[:3])
    assert looked.exit_code == printed.exit_code == written.exit_code == 0, (looked.output, printed.output)
    hashes = re.findall(r'_sha256: "(\w+)"', written.output)
    (record,) = blocks("yaml")
    for digest in hashes:
        record = record.replace('"…"', f'"{digest}"', 1)
    (course / "reviews" / "ana.yaml").write_text(record, encoding="utf-8")
    assert reviewed_hash(load_project(course))
    sheet = course / "reviews" / "ana.blocks.csv"
    sheet.write_text("".join(sheet.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8")
    (told,) = [one for one in check(load_project(course)) if one.code == "R002"]
    record = record.replace(hashes[1], told.message.split()[-1])
    (course / "reviews" / "ana.yaml").write_text(record, encoding="utf-8")
    assert "62 of 63 blocks signed, 1 open" in run("review", "status", "my-course").output
    assert run("review", "sign-sheet", "ana-2", "my-course").exit_code == 0
    settings = course / "course.toml"
    also, rule = blocks("toml")
    settings.write_text(settings.read_text(encoding="utf-8").replace("[review]\n", rule, 1), encoding="utf-8")
    assert "0 of 63 blocks signed by 2 people, 63 open" in run("review", "status", "my-course").output
    settings.write_text(settings.read_text(encoding="utf-8").replace("[review]\n", also, 1), encoding="utf-8")
    assert load_project(course).tables.review.also == ("accessibility", "language")


def test_the_file_of_the_page_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example, with hashes of a course for its dots, is printed and kept, and its suggestion applied."""
    course = copy_tea(tmp_path, "my-course")
    monkeypatch.chdir(tmp_path)
    project = load_project(course)
    found = blocks_of(project)
    block = next(one for one in found if one.kind == "row" and one.text.count("Tea") == 1)
    (example,) = blocks("json")
    filled = example.replace('"edition": "…"', f'"edition": "{edition_of(project)}"')
    filled = filled.replace('"block": "…"', f'"block": "{block.sha256}"', 3)
    filled = filled.replace('"block": "…"', f'"block": "{found[0].sha256}"')
    (tmp_path / "ana.json").write_text(filled, encoding="utf-8")
    *_, taken, applied = (command.split()[1:] for command in blocks("sh"))
    told = run(*taken)
    assert told.exit_code == 0, told.output
    assert all(f":{block.line}: {code} warning: " in told.output for code in ("R010", "R011", "R012"))
    assert "blocks: ana.blocks.csv" in told.output
    done = run(*applied)
    assert done.exit_code == 0, done.output
    assert block.text.replace("Tea", "Green tea") in {one.text for one in blocks_of(load_project(course))}
