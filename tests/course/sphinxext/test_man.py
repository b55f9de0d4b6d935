"""A manual page says every word of the course: no line of it is taken for a request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.outputs.progress import Silent
from course.outputs.sphinx_run import Run, run_sphinx
from course.project import load_project

if TYPE_CHECKING:
    from pathlib import Path

MARKS = "\nSee 10{sup}`9` and CO{sub}`2`; do {del}`not` stop.\n"


def test_lines_that_look_like_requests_are_printed(course: Path, tmp_path: Path) -> None:
    """`.5 mg` at the start of a line stood in the source of the page, and groff left the line out.

    A terminal raises and strikes nothing, so that 10⁹ was 109 and a deleted "not" held.
    """
    page = next((course / "lessons").glob("*.md"))
    page.write_text(
        page.read_text(encoding="utf-8") + f"\nHalf a milligram is\n.5 mg and\n'so' on.\n{MARKS}", encoding="utf-8"
    )
    run_sphinx(Run(load_project(course), "man", tmp_path / "man", tmp_path / "trees"), Silent())
    said = next((tmp_path / "man").glob("*.1")).read_text(encoding="utf-8")
    assert "\n\\&.5 mg and\n" in said
    assert not [line for line in said.splitlines() if line.startswith("'") and "so" in line]
    assert "See 10⁹ and CO₂; do [deleted: not] stop." in said
