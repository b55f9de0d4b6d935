"""Take files of answers into one table: each by what it is, whole or not at all, with a report of what was left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizzes.finding import Finding, FindingsError, Level, counted
from quizzes.formats.bring import UnknownFormatError
from quizzes.responses.columns import NAMES
from quizzes.responses.read import PARQUET, read_table
from quizzes.responses.readers.codes import ImportCode
from quizzes.responses.readers.context import Context, refused
from quizzes.responses.readers.door import door, salt_of
from quizzes.responses.readers.moodle_statistics import compared, is_statistics
from quizzes.responses.readers.registry import format_of, formats
from quizzes.responses.readers.report import report_of
from quizzes.responses.readers.source import read_source
from quizzes.responses.readers.take import Taker, Tally
from quizzes.responses.readers.totals import totals

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from quizzes.responses.columns import Response
    from quizzes.responses.readers.catalog import Catalog
    from quizzes.responses.readers.claim import Claim
    from quizzes.responses.readers.format import ResponseFormat

_HEAD = 65_536


@dataclass(frozen=True)
class Options:
    """How files are taken: the format, "" for what each is; course and address of its statements; salt; free text.

    `decimal` is the decimal sign in numbers that learners typed (`quizzes.number.decimal_of`).
    """

    read_as: str = ""
    course: str = ""
    iri: str = ""
    test: str = ""
    salt: Path | None = None
    comments: bool = False
    decimal: str = "."


@dataclass(frozen=True)
class Imported:
    """Rows, what is told, the report in words, and the salt where it is new."""

    rows: list[Response]
    findings: list[Finding]
    report: str
    salt: bytes | None


def import_responses(files: Sequence[Path], catalog: Catalog, how: Options) -> Imported:
    """Read files of answers; nothing is written.

    Raises UnknownFormatError; FindingsError for a file that cannot be read (S101), that is of another course (S102),
    and where not one answer is left.
    """
    known, told = formats()
    if how.read_as and how.read_as not in known:
        raise UnknownFormatError(f"There is no format '{how.read_as}'. Formats: {', '.join(known)}.")
    salt, new = salt_of(how.salt)
    to = Context(catalog.items, how.course, how.iri, told, decimal=how.decimal)
    pairs, rows, statistics = _claims(files, known, how, to)
    taken: list[Response] = list(rows)
    tallies: list[Tally] = []
    taker = Taker(catalog, to, door(salt), "", how.comments)
    marks = {(one.person, one.sitting, one.slot): one for _, _, claims in pairs for one in claims if _is_mark(one)}
    for path, form, claims in pairs:
        tally = Tally(path, form)
        taker.source = form
        asked = [_marked(one, marks, how.test) for one in claims if not _is_mark(one) or one.place in catalog.by_hand]
        made = taker.take(asked, tally)
        totals(to, tally, asked, made)
        taken += made
        tallies.append(tally)
        if tally.unmatched and not tally.matched:
            _other(path, tally)
    if not taken:
        why = "".join(f": {one}" for one in dict.fromkeys(one for tally in tallies for one in tally.skipped))
        raise refused(files[0], 1, f"no answer is left of all that was read{why}", code=ImportCode.OTHER)
    findings = [*to.found, *to.rest(), *_unmatched(tallies), *_judged(tallies)]
    if how.salt is None:
        hint = "keep one with --salt FILE"
        message = "nobody is known again in a later import: the salt of this one is forgotten"
        findings.append(Finding(files[0], 1, ImportCode.SALT, message, Level.WARNING, hint=hint))
    return Imported(taken, findings, report_of(tallies, taken, compared(statistics, taken, catalog)), new)


def _claims(
    files: Iterable[Path], known: dict[str, ResponseFormat], how: Options, to: Context
) -> tuple[list[tuple[Path, str, list[Claim]]], list[Response], list[Path]]:
    """Return the claims of each file, the rows of those that are tables already, and statistics to compare with."""
    found: list[tuple[Path, str, list[Claim]]] = []
    rows: list[Response] = []
    statistics: list[Path] = []
    for path in files:
        head = "" if path.suffix == PARQUET else read_source(path)[:_HEAD]
        if path.suffix == PARQUET or head.lstrip("\ufeff").partition("\n")[0] == ",".join(NAMES):
            rows += read_table(path).rows
        elif is_statistics(head):
            statistics.append(path)
        else:
            form = known[how.read_as] if how.read_as else format_of(path, head, known)
            found.append((path, form.name, _read(path, form, to)))
    return found, rows, statistics


def _read(path: Path, form: ResponseFormat, to: Context) -> list[Claim]:
    try:
        return list(form.read(path, to))
    except FindingsError:
        raise
    except (Exception, SystemExit) as error:
        raise refused(
            path, 1, f"the format '{form.name}' failed: {type(error).__name__}", "tell its authors"
        ) from error


def _is_mark(claim: Claim) -> bool:
    """Say whether a claim is a mark of Moodle's *Grades* alone, which belongs to an answer of *Responses*."""
    return claim.place.startswith("Q. ") and bool(claim.slot)


def _marked(claim: Claim, marks: dict[tuple[str, str, int], Claim], test: str) -> Claim:
    """Return a claim with the mark that another file gives it, and with the name of the test."""
    mark = marks.get((claim.person, claim.sitting, claim.slot)) if claim.slot else None
    named = replace(claim, test=test) if test and claim.kind == "test" and claim.test in ("", "post-test") else claim
    return replace(named, mark=mark.mark, max=mark.max) if mark else named


def _other(path: Path, tally: Tally) -> None:
    why = "; ".join(f"{one[0]}: {one[1]}" for one in list(tally.unmatched)[:3])
    hint = "give banks or --index of the edition that was asked, or a mapping file"
    message = f"no question of it is one of these banks: is it of another course? {why}"
    raise refused(path, 1, message, hint, ImportCode.OTHER)


def _unmatched(tallies: Iterable[Tally]) -> list[Finding]:
    found = []
    for tally in tallies:
        if tally.unmatched:
            count, kinds = sum(tally.unmatched.values()), len(tally.unmatched)
            message = f"{counted(count, 'answer')} to {counted(kinds, 'question')} left out: see the report"
            hint = "say with --map which items they are"
            found.append(Finding(tally.path, 1, ImportCode.UNKNOWN, message, Level.WARNING, hint=hint))
    return found


def _judged(tallies: Iterable[Tally]) -> list[Finding]:
    return [
        Finding(
            tally.path,
            1,
            ImportCode.JUDGED,
            f"{counted(count, 'answer')} with other marks there than the rules of the bank give; theirs are kept",
            Level.WARNING,
            subject=item,
        )
        for tally in tallies
        for item, count in tally.judged.items()
    ]
