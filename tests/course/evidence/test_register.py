"""The register: rows with lines, and one clear finding for everything that is wrong in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from course.evidence import Verdict, load_register
from quizzes.finding import FindingsError

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "id,seed_text,verdict,answer,source_keys\n"


def register(tmp_path: Path, text: str) -> Path:
    """Write a register."""
    path = tmp_path / "claims.csv"
    path.write_text(text, encoding="utf-8")
    return path


def codes(path: Path) -> list[tuple[str, int]]:
    """Load a broken register and return code and line of its findings."""
    with pytest.raises(FindingsError) as caught:
        load_register(path)
    return [(finding.code, finding.line) for finding in caught.value.findings]


def test_rows_know_their_lines_after_a_text_with_line_breaks(tmp_path: Path) -> None:
    """A row that spans lines does not shift the lines of the rows after it."""
    path = register(tmp_path, HEAD + 'H01,Head,supported,,k\nS01,"one\ntwo",wrong,"first\nsecond",k;l\nS02,x,open,,\n')
    found = load_register(path)
    assert [(claim.id, claim.line, claim.answer_line) for claim in found.claims] == [
        ("H01", 2, 2),
        ("S01", 3, 4),
        ("S02", 6, 6),
    ]
    assert found.by_id["S01"].source_keys == ("k", "l")


def test_statements_are_grouped_under_their_headings(tmp_path: Path) -> None:
    """What comes before the first heading has none."""
    path = register(tmp_path, HEAD + "S01,a,open,,\nH01,Head,open,,\nS02,b,open,,\nH02,Last,open,,\n")
    found = [(heading and heading.id, [row.id for row in rows]) for heading, rows in load_register(path).sections()]
    assert found == [(None, ["S01"]), ("H01", ["S02"]), ("H02", [])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id,verdict\n", [("E002", 1)]),
        (HEAD + "X1,a,open,,\n", [("E003", 2)]),
        (HEAD + "S01,a,open,,\nS01,b,open,,\n", [("E003", 3)]),
        (HEAD + "S01,a,perhaps,,\n", [("E004", 2)]),
        (HEAD + "S01, ,open,,\n", [("E005", 2)]),
        (HEAD + 'S01,"a,open,,\n', [("E001", 1)]),
        (HEAD + "S01,a,perhaps,,\nZ,b,open,,\n", [("E004", 2), ("E003", 3)]),
    ],
)
def test_faults_have_a_code_and_a_line(tmp_path: Path, text: str, expected: list[tuple[str, int]]) -> None:
    """Every fault of the file is reported at once, in the order of the lines."""
    assert codes(register(tmp_path, text)) == expected


def test_other_encodings_are_refused(tmp_path: Path) -> None:
    """A file that is not UTF-8 is a finding, not a traceback."""
    path = tmp_path / "claims.csv"
    path.write_bytes(HEAD.encode() + b"S01,caf\xe9,open,,\n")
    assert codes(path) == [("E001", 2)]


def test_each_verdict_has_an_outcome() -> None:
    """The learner reads what was done with a statement, never the maintainers' word."""
    outcomes = {verdict.value: verdict.outcome for verdict in Verdict}
    assert outcomes["outdated"] == outcomes["imprecise"] == "corrected"
    assert outcomes["wrong"] == outcomes["unsupported"] == "rejected"
    assert (outcomes["supported"], outcomes["open"]) == ("taught", "open")
