"""The page on security names every command, and every code of the trust boundary is explained."""

from __future__ import annotations

import re

import click

from course.cli import main
from tests.conftest import DOCS, REPOSITORY


def rows() -> dict[str, list[str]]:
    """Return the cells of the table of commands by command."""
    text = (DOCS / "explanation" / "security.md").read_text(encoding="utf-8")
    found = re.findall(r"^\| `course ([\w-]+)` \|(.*)\|$", text, re.MULTILINE)
    return {name: [cell.strip() for cell in cells.split("|")] for name, cells in found}


def test_every_command_says_what_it_runs_reads_and_writes() -> None:
    """A new command has a row with all of its cells filled; a row without a command is stale."""
    table = rows()
    assert set(table) == set(main.list_commands(click.Context(main)))
    assert all(len(cells) == 3 and all(cells) for cells in table.values())


def test_the_report_goes_to_the_form_of_the_repository() -> None:
    """SECURITY.md names no address that was made up."""
    text = (REPOSITORY / "SECURITY.md").read_text(encoding="utf-8")
    assert "Report a vulnerability" in text
    assert not re.search(r"@|https?://", text)


def test_every_code_of_the_boundary_is_in_the_reference() -> None:
    """What the program says is explained where readers look it up."""
    text = (DOCS / "reference" / "checks.md").read_text(encoding="utf-8")
    said = set()
    for path in (REPOSITORY / "course").rglob("*.py"):
        said |= set(re.findall(r'"(X\d{3})"', path.read_text(encoding="utf-8")))
    assert said >= {"X001", "X002", "X003", "X004"}
    assert all(f"| {code} |" in text for code in said)
