"""The register of a document: one row per heading and statement, with what the evidence says about it."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from quizzes.finding import Finding, FindingsError
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

COLUMNS = (
    "id",
    "seed_text",
    "verdict",
    "answer",
    "correction",
    "source_keys",
    "verification",
    "to_verify",
    "typos_terms",
)
_REQUIRED = ("id", "seed_text", "verdict", "source_keys")
_ID = re.compile(r"[HS]\d{2,}")
_KEY = re.compile(r"[^{}\s,;]*")


class Verdict(StrEnum):
    """What the evidence says about a statement; `open` until somebody has looked."""

    SUPPORTED = "supported"
    IMPRECISE = "imprecise"
    OUTDATED = "outdated"
    UNSUPPORTED = "unsupported"
    WRONG = "wrong"
    OPEN = "open"

    @property
    def outcome(self) -> str:
        """Return what the course does with such a statement: taught, corrected, rejected or open."""
        return _OUTCOMES[self]


_OUTCOMES = {
    Verdict.SUPPORTED: "taught",
    Verdict.IMPRECISE: "corrected",
    Verdict.OUTDATED: "corrected",
    Verdict.UNSUPPORTED: "rejected",
    Verdict.WRONG: "rejected",
    Verdict.OPEN: "open",
}


@dataclass(frozen=True)
class Claim:
    """One row: a heading (`H01`) or a statement (`S01`) of the document, verbatim, and its answer in Markdown.

    `line` is where the row begins, `answer_line` where its answer begins (both count from 1).
    """

    id: str
    seed_text: str
    verdict: Verdict
    answer: str = ""
    correction: str = ""
    source_keys: tuple[str, ...] = ()
    verification: str = ""
    to_verify: str = ""
    line: int = 1
    answer_line: int = 1

    @property
    def is_heading(self) -> bool:
        """Say whether the row is a heading, which nobody has to answer."""
        return self.id.startswith("H")


@dataclass(frozen=True)
class Register:
    """All rows in the order of the document."""

    path: Path
    claims: tuple[Claim, ...]
    has_answers: bool = True

    @cached_property
    def by_id(self) -> Mapping[str, Claim]:
        """Return the rows by id."""
        return {claim.id: claim for claim in self.claims}

    @property
    def statements(self) -> tuple[Claim, ...]:
        """Return the rows that are statements."""
        return tuple(claim for claim in self.claims if not claim.is_heading)

    def sections(self) -> Iterator[tuple[Claim | None, list[Claim]]]:
        """Yield each heading with the statements under it; what comes before the first heading has None."""
        heading: Claim | None = None
        rows: list[Claim] = []
        for claim in self.claims:
            if not claim.is_heading:
                rows.append(claim)
                continue
            if rows or heading:
                yield heading, rows
            heading, rows = claim, []
        if rows or heading:
            yield heading, rows


def load_register(path: Path) -> Register:
    """Read a register.

    Raises FindingsError for a file that is not UTF-8 or CSV (E001), missing columns (E002), malformed or duplicate
    ids (E003), unknown verdicts (E004) and empty statements (E005).
    """
    header, rows = _rows(path)
    missing = [name for name in _REQUIRED if name not in header]
    if missing:
        raise FindingsError(Finding(path, 1, "E002", f"the register has no column {', '.join(missing)}"))
    found = [_fault for row in rows for _fault in _faults(path, row)] + _duplicates(path, rows)
    if found:
        raise FindingsError(*sorted(found))
    return Register(path, tuple(_claim(row) for row in rows), "answer" in header)


@dataclass(frozen=True)
class _Row:
    line: int
    cells: Mapping[str, str]
    raw: tuple[str, ...]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "").strip()


def _rows(path: Path) -> tuple[list[str], list[_Row]]:
    rows: list[_Row] = []
    try:
        with io.StringIO(read_text(path, "E001"), newline="") as file:
            reader = csv.reader(file, strict=True)
            header = [name.strip() for name in next(reader, [])]
            line = reader.line_num + 1
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    rows.append(_Row(line, dict(zip(header, cells, strict=False)), tuple(cells)))
                line = reader.line_num + 1
    except csv.Error as error:
        raise FindingsError(Finding(path, 1, "E001", f"not readable as CSV: {error}")) from error
    return header, rows


def _faults(path: Path, row: _Row) -> Iterator[Finding]:
    if not _ID.fullmatch(row["id"]):
        hint = "H and digits for a heading, S and digits for a statement"
        yield Finding(path, row.line, "E003", f"'{row['id']}' is no id of a row", hint=hint)
    if row["verdict"] not in set(Verdict):
        hint = f"one of {', '.join(Verdict)}"
        yield Finding(path, row.line, "E004", f"unknown verdict '{row['verdict']}'", subject=row["id"], hint=hint)
    if not row["seed_text"]:
        yield Finding(path, row.line, "E005", "the row quotes nothing of the document", subject=row["id"])
    for key in re.split("[;,]", row["source_keys"]):
        if not _KEY.fullmatch(key.strip()):
            message = f"'{key.strip()}' in source_keys is no key of a work"
            yield Finding(path, row.line, "E003", message, subject=row["id"], hint="keys with semicolons between them")


def _duplicates(path: Path, rows: list[_Row]) -> list[Finding]:
    first: dict[str, int] = {}
    return [
        Finding(path, row.line, "E003", f"'{row['id']}' is already the id of line {first[row['id']]}")
        for row in rows
        if first.setdefault(row["id"], row.line) != row.line
    ]


def _claim(row: _Row) -> Claim:
    return Claim(
        id=row["id"],
        seed_text=row["seed_text"],
        verdict=Verdict(row["verdict"]),
        answer=row["answer"],
        correction=row["correction"],
        source_keys=tuple(key for part in row["source_keys"].split(";") if (key := part.strip())),
        verification=row["verification"],
        to_verify=row["to_verify"],
        line=row.line,
        answer_line=_answer_line(row),
    )


def _answer_line(row: _Row) -> int:
    """Return the line of the answer: cells before it may hold line breaks."""
    before = list(row.cells).index("answer") if "answer" in row.cells else 0
    return row.line + sum(cell.count("\n") for cell in row.raw[:before])
