"""The audit matrix as a paper, for who files PDFs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.outputs.audit.matrix import HUMAN, MET, NOT_MET
from course.outputs.audit.page import source_of, time_of
from course.outputs.audit.words import RULE
from course.outputs.provider.paper import Fact, Heading, Paper, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.outputs.audit.matrix import Matrix, Row
    from course.outputs.provider.paper import Part

_SHORT = 16
"""Signs of a hash that are printed; matrix.json has it whole."""


def as_paper(matrix: Matrix) -> Paper:
    """Return the matrix with one part a requirement, in English as the rules are."""
    title = f"Audit matrix: {matrix.title} {matrix.version}"
    return Paper("matrix", "en", title, [*_parts(matrix)], f"{matrix.title} {matrix.version}, {matrix.day}")


def _parts(matrix: Matrix) -> Iterator[Part]:
    counts = ", ".join(f"{matrix.count(status)} {status}" for status in (MET, NOT_MET, HUMAN))
    yield Words(f"{matrix.day}: {counts}.")
    yield Words(f"Rules: {'; '.join(matrix.profiles)}.")
    yield from (Fact(name, value) for name, value in time_of(matrix))
    yield Words(RULE)
    for row in matrix.rows:
        yield from _row(row)


def _row(row: Row) -> Iterator[Part]:
    yield Heading(f"{row.requirement.id}: {row.status}")
    yield Words(row.requirement.text)
    yield Fact("Standard", source_of(row))
    if row.why:
        yield Fact("Why", "; ".join(row.why))
    shown = "; ".join(f"{one.name} ({one.link}, SHA-256 {one.sha256[:_SHORT]}…)" for one in row.evidence)
    yield Fact("Evidence", shown or "none")
