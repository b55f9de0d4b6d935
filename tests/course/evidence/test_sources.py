"""Facts, bibliography and document: read with lines, compared without mercy."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

import pytest

from course.evidence import (
    Status,
    check_checksum,
    check_coverage,
    load_bibliography,
    load_document,
    load_facts,
    load_register,
)
from quizzes.finding import FindingsError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FACTS = "id,topic,statement,source_keys,status,read_where,read_on\n"


def written(path: Path, text: str) -> Path:
    """Write a file and return it."""
    path.write_text(text, encoding="utf-8")
    return path


def refused(load: Callable[[Path], object], path: Path) -> list[tuple[str, int]]:
    """Return code and line of what a loader refuses."""
    with pytest.raises(FindingsError) as caught:
        load(path)
    return [(finding.code, finding.line) for finding in caught.value.findings]


def test_facts_carry_status_and_day_of_reading(tmp_path: Path) -> None:
    """A fact that was read says when."""
    path = written(tmp_path / "f.csv", FACTS + "F1,t,s,a;b,read,page 1,2026-11-01\nF2,t,s,,unverified,,\n")
    first, second = load_facts(path)
    assert (first.status, first.read_on, first.source_keys) == (Status.READ, dt.date(2026, 11, 1), ("a", "b"))
    assert (second.read_on, second.line) == (None, 3)


@pytest.mark.parametrize(
    ("row", "code"),
    [("F1,t,s,a,guessed,,", "E034"), ("F1,t,s,a,read,,yesterday", "E035"), ("F0,t,s,a,read,,", "E033")],
)
def test_broken_facts_are_refused(tmp_path: Path, row: str, code: str) -> None:
    """Unknown status, a date that is none, an id used twice."""
    assert refused(load_facts, written(tmp_path / "f.csv", f"{FACTS}F0,t,s,a,read,,\n{row}\n")) == [(code, 3)]


def test_facts_need_their_columns(tmp_path: Path) -> None:
    """A table without a column is refused once."""
    assert refused(load_facts, written(tmp_path / "f.csv", "id,topic\nF1,t\n")) == [("E032", 1)]


def test_works_know_line_year_and_access(tmp_path: Path) -> None:
    """A work has the line of its key."""
    book = "@book{one,\n  title = {A},\n  year = {c. 1999},\n  urldate = {2026-01-02}\n}\n"
    text = f"% for maintainers\n{book}@misc{{two, title={{B}}}}\n"
    works = load_bibliography(written(tmp_path / "r.bib", text))
    assert (works["one"].line, works["one"].year, works["one"].accessed) == (2, 1999, dt.date(2026, 1, 2))
    assert (works["two"].line, works["two"].accessed) == (7, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@book{one,\n title = {A}\n}\n@book{one,\n title = {B}\n}\n", [("E016", 4)]),
        ("@book{one,\n title = {A}\n\n@book{two, title = {B}}\n", [("E015", 4)]),
    ],
)
def test_broken_bibliographies_are_refused(tmp_path: Path, text: str, expected: list[tuple[str, int]]) -> None:
    """A key given twice, and an entry that does not end."""
    assert refused(load_bibliography, written(tmp_path / "r.bib", text)) == expected


def test_a_changed_byte_breaks_the_checksum(tmp_path: Path) -> None:
    """The document is kept as it was taken in."""
    path = written(tmp_path / "d.txt", "One.\n")
    good = hashlib.sha256(b"One.\n").hexdigest()
    assert check_checksum(path, good, tmp_path) == []
    path.write_text("One!\n", encoding="utf-8")
    assert [finding.code for finding in check_checksum(path, good, tmp_path)] == ["E021"]
    assert [finding.code for finding in check_checksum(path, "", tmp_path)] == ["E021"]


def test_the_register_covers_the_document_without_gap(tmp_path: Path) -> None:
    """White space and bullets do not matter; a missing and an invented statement do, each at its line."""
    document = load_document(written(tmp_path / "d.txt", "Head\n\nOne  is\nhere.  Two is.\n\n  • Three\n  • Four\n"))
    rows = "id,seed_text,verdict,source_keys\nH01,Head,open,\nS01,One is here.,open,\n"
    whole = written(tmp_path / "a.csv", rows + "S02,Two is.,open,\nS03,Three,open,\nS04,Four,open,\n")
    assert check_coverage(document, load_register(whole)) == []
    holed = written(tmp_path / "b.csv", rows + "S02,Two is.,open,\nS03,Five,open,\nS04,Four,open,\n")
    found = [
        (finding.code, finding.path.name, finding.line) for finding in check_coverage(document, load_register(holed))
    ]
    assert found == [("E022", "b.csv", 5), ("E023", "d.txt", 6)]
