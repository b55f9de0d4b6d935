"""Mark an exam: files in, decisions applied, results out; nothing doubtful is decided, nothing is half-written."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from course.outputs.marking.codes import MarkCode
from course.outputs.marking.collect import collect
from course.outputs.marking.decisions import audit_csv, carry_out, read_decisions
from course.outputs.marking.filled import is_filled, sheet_of
from course.outputs.marking.readside import ReadSide, read_sides
from course.outputs.marking.results import result_of, results_csv, rows_of
from course.outputs.marking.review import review_page
from course.outputs.marking.scans import PICTURES, sides_in
from course.outputs.marking.slips import write_slips
from course.outputs.marking.typed import sheets_in_table
from course.outputs.staging import staged
from quizzes.finding import Finding, FindingsError, Level
from quizzes.responses import write_table

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from course.outputs.marking.collect import Ask
    from course.outputs.marking.record import ExamRecord
    from course.outputs.marking.results import Result
    from course.outputs.marking.sheets import Sheet

MOST_STRANGE = 200
"""So many sides in a row that are no sheets are another document, such as a book: each takes half a second."""
_MOST_NAMED = 30
RESULTS, RESPONSES, AUDIT, REVIEW, SLIPS = "results.csv", "responses.csv", "audit.csv", "review.html", "sheets"


@dataclass
class Input:
    """What was read: sides of scans, sheets from elsewhere, how many sides were blank, what is said."""

    sides: list[ReadSide] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    blank: int = 0
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True)
class Outcome:
    """Results of people, what waits for a person, what is said, and how many sides were read and blank."""

    results: tuple[Result, ...]
    asks: tuple[Ask, ...]
    findings: tuple[Finding, ...]
    sides: int
    blank: int


def read_files(paths: Sequence[Path], exam: ExamRecord, seen: Callable[[Path], None]) -> Input:
    """Read every file by what it is; `seen` is called before each."""
    made = Input()
    for path in paths:
        seen(path)
        suffix = path.suffix.lower()
        if suffix == ".csv":
            made.sheets += sheets_in_table(path, exam, made.findings)
        elif suffix == ".pdf" and is_filled(path):
            sheet = sheet_of(path, exam, made.findings)
            made.sheets += [sheet] if sheet else []
        elif suffix == ".pdf" or suffix in PICTURES:
            _read_scan(path, exam, made)
        else:
            message = f"'{suffix}' is neither a scan (PDF, TIFF, JPEG, PNG) nor a table (CSV)"
            made.findings.append(Finding(path, 1, MarkCode.FILE, message))
    return made


def _read_scan(path: Path, exam: ExamRecord, made: Input) -> None:
    found: list[Finding] = []
    in_a_row = 0
    for side in sides_in(path):
        every = [side] if isinstance(side, Finding) else read_sides(side, exam)
        own = [read for read in every if isinstance(read, ReadSide)]
        made.sides += own
        found += [read for read in every if isinstance(read, Finding)]
        made.blank += not every
        in_a_row = 0 if own else in_a_row + 1
        if in_a_row == MOST_STRANGE:
            message = f"{in_a_row} sides in a row are no answer sheets of this exam; the file is not read any further"
            place = side.line if isinstance(side, Finding) else side.number
            found.insert(0, Finding(path, place, MarkCode.FILE, message, hint="take them out of the file"))
            break
    made.findings += found[:_MOST_NAMED]
    if more := found[_MOST_NAMED:]:
        message = f"{len(more)} more sides are left out, the last one is {more[-1].line}"
        level = Level.ERROR if any(one.level is Level.ERROR for one in more) else Level.WARNING
        made.findings.append(Finding(path, more[0].line, MarkCode.SIDE, message, level))


def mark(
    given: Input, exam: ExamRecord, decisions: Sequence[Path], known: Collection[str] | None, out: Path
) -> Outcome:
    """Write results, responses, the audit and, where a person has to look, the review page into the folder `out`.

    The folder is replaced as a whole. Raises FindingsError where it is no folder of results, and for decisions that
    cannot be read.
    """
    _refuse_strangers(out)
    every = [decision for path in decisions for decision in read_decisions(path, exam)]
    wanted = {(one.side, one.what): one for one in every}.values()  # a later decision takes the place of an earlier one
    decided = carry_out(given.sides, wanted, exam, decisions[-1] if decisions else None)
    made = collect(decided.sides, given.sheets, exam, known)
    results = tuple(result_of(sheet, exam) for sheet in made.sheets)
    findings = [*given.findings, *decided.findings, *made.findings]
    if made.asks:
        words = f"{len(made.asks)} answers wait for a person: open {REVIEW}, save the decisions, and give --decisions"
        findings.append(Finding(out / REVIEW, 1, MarkCode.OPEN, words, Level.WARNING))
    out.parent.mkdir(parents=True, exist_ok=True)
    with staged(out, keep=False) as folder:
        (folder / RESULTS).write_bytes(results_csv(results, exam))
        write_table(folder / RESPONSES, rows_of(results, exam))
        (folder / AUDIT).write_bytes(audit_csv(decided.changes))
        if made.asks:
            (folder / REVIEW).write_bytes(review_page(made.asks, exam))
        write_slips(folder / SLIPS, results, exam)
    told = tuple(dict.fromkeys(replace(one, path=_near(one.path)) for one in findings))
    return Outcome(results, tuple(made.asks), told, len(given.sides), given.blank)


def _near(path: Path) -> Path:
    """Return a path from the folder of the user where it lies below it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _refuse_strangers(out: Path) -> None:
    if out.exists() and not (out.is_dir() and ((out / AUDIT).is_file() or not any(out.iterdir()))):
        message = "this folder is there already, and no exam was marked into it"
        raise FindingsError(Finding(out, 1, "C065", message, hint="choose another with --out"))
