"""Cut scores by judges: each says how many in a hundred people who just know enough would get a question right.

The cut score is the mean of the judges' sums (W. H. Angoff, Scales, norms, and equivalent scores, in R. L. Thorndike,
ed., Educational Measurement, 2nd edition, 1971).
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from statistics import fmean, stdev
from typing import TYPE_CHECKING

from quizzes.finding import Finding, FindingsError, Level
from quizzes.formats.plain_text import to_plain
from quizzes.key import in_words, letters_of
from quizzes.responses import TableCode
from quizzes.statistics.guess import guess_of
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from quizzes.model.types import Item

COLUMNS = ("judge", "item", "revision", "points", "question", "key", "estimate")
NEEDED = ("judge", "item", "estimate")
APART = 20.0
"""Judges whose estimates of a question have a standard deviation above this should talk about it (percent points)."""
_MOST = 100.0


@dataclass(frozen=True)
class Judged:
    """A question: its points, and the mean and standard deviation of its estimates, in percent."""

    item: str
    points: float
    mean: float
    deviation: float


@dataclass(frozen=True)
class CutScore:
    """The mean of the judges' sums, in points of `most`, with its standard deviation and error; `sums` by judge."""

    points: float
    most: float
    deviation: float
    error: float
    sums: Mapping[str, float]
    items: tuple[Judged, ...]

    @property
    def share(self) -> float:
        """Return the cut score as a share of all points."""
        return self.points / self.most if self.most else 0.0


def sheet(items: Iterable[Item], judges: int) -> str:
    """Return a table to be filled in, as CSV: a row for each judge and question, the key beside it."""
    made = io.StringIO()
    table = csv.writer(made, lineterminator="\n")
    table.writerow(COLUMNS)
    asked = [item for item in items if item.scored]
    for judge in range(1, judges + 1):
        for item in asked:
            choices = tuple(getattr(item, "choices", ()))
            letters = letters_of([one.id for one in choices])
            offered = [f"{letters[one.id]}. {to_plain(one.text)[0]}" for one in choices]
            asks = " | ".join([to_plain(item.stem)[0], *offered])
            words = map(_inert, (asks, " | ".join(to_plain(line)[0] for line in in_words(item, letters))))
            table.writerow([f"judge {judge}", item.id, item.revision, f"{item.points:g}", *words, ""])
    return made.getvalue()


def _inert(cell: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r" else cell


def cut_score(paths: Sequence[Path], items: Mapping[str, Item]) -> tuple[CutScore, list[Finding]]:
    """Return the cut score of filled sheets, and warnings.

    Every judge must have judged every question that any judge has: what is missing is not guessed. Raises
    FindingsError (S030) for what is no sheet, for a wrong estimate and for one that is missing or there twice.
    """
    found: list[Finding] = []
    said = {place: one for path in paths for place, one in _read(path, items, found)}
    judges, asked = (list(dict.fromkeys(place[n] for place in said)) for n in (0, 1))
    if not said and not found:
        found.append(Finding(paths[0], 2, TableCode.JUDGES, "the sheet has no estimates"))
    for judge in judges:
        if missing := [name for name in asked if (judge, name) not in said]:
            message = f"{judge} has no estimate of {', '.join(missing[:5])}" + (" …" if len(missing) > 5 else "")  # noqa: PLR2004
            found.append(Finding(paths[0], 1, TableCode.JUDGES, message, hint="what is missing is not guessed"))
    if found:
        raise FindingsError(*found)
    return _worked_out(said, judges, [items[name] for name in asked]), _remarks(paths[0], said, judges, asked, items)


def _worked_out(said: Mapping[tuple[str, str], float], judges: Sequence[str], asked: Sequence[Item]) -> CutScore:
    sums = {judge: sum(said[judge, one.id] / _MOST * one.points for one in asked) for judge in judges}
    deviation = stdev(sums.values()) if len(sums) > 1 else 0.0
    each = []
    for one in asked:
        given = [said[judge, one.id] for judge in judges]
        each.append(Judged(one.id, one.points, fmean(given), stdev(given) if len(given) > 1 else 0.0))
    most = sum(one.points for one in asked)
    return CutScore(fmean(sums.values()), most, deviation, deviation / len(sums) ** 0.5, sums, tuple(each))


def _remarks(
    path: Path,
    said: Mapping[tuple[str, str], float],
    judges: Sequence[str],
    asked: Sequence[str],
    items: Mapping[str, Item],
) -> list[Finding]:
    found = []
    if len(judges) == 1:
        found.append(Finding(path, 1, TableCode.JUDGES, "one judge alone: there is no spread", Level.WARNING))
    for name in asked:
        given = [said[judge, name] for judge in judges]
        if len(given) > 1 and stdev(given) > APART:
            message = f"judges differ by a standard deviation of {stdev(given):.0f} percent points: talk about it"
            found.append(Finding(path, 1, TableCode.JUDGES, message, Level.WARNING, name))
        guess = guess_of(items[name])
        if guess and min(given) < _MOST * guess:
            message = f"an estimate of {min(given):g} % is below what guessing gives ({_MOST * guess:.0f} %)"
            found.append(Finding(path, 1, TableCode.JUDGES, message, Level.WARNING, name))
    return found


def _read(path: Path, items: Mapping[str, Item], found: list[Finding]) -> list[tuple[tuple[str, str], float]]:
    """Return judge, item and estimate of each row; what is wrong is noted at its line."""
    text = read_text(path, TableCode.JUDGES, newline=None)
    table = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in text.partition("\n")[0] else ",")
    if missing := [name for name in NEEDED if name not in (table.fieldnames or ())]:
        found.append(Finding(path, 1, TableCode.JUDGES, f"the sheet has no column {', '.join(missing)}"))
        return []
    rows: dict[tuple[str, str], float] = {}
    try:
        for row in table:
            judge, name, given = ((row[column] or "").strip() for column in NEEDED)
            fault = _fault(judge, name, items) or (f"{judge} judged it before" if (judge, name) in rows else "")
            estimate = _percent(given)
            if not fault and estimate is None:
                fault = f"'{given[:20]}' is no estimate: a number of people in a hundred, from 0 to 100"
            if fault or estimate is None:
                found.append(Finding(path, table.line_num, TableCode.JUDGES, fault, subject=name[:60]))
            else:
                rows[judge, name] = estimate
    except csv.Error as error:
        found.append(Finding(path, table.reader.line_num, TableCode.JUDGES, f"this is no row of a table: {error}"))
    return list(rows.items())


def _fault(judge: str, name: str, items: Mapping[str, Item]) -> str:
    if not judge:
        return "the row names no judge"
    return "" if name in items and items[name].scored else f"there is no scored question '{name[:60]}'"


def _percent(given: str) -> float | None:
    """Return an estimate in percent; a decimal comma and a percent sign are read."""
    try:
        value = float(given.removesuffix("%").strip().replace(",", "."))
    except ValueError:
        return None
    return value if 0 <= value <= _MOST else None
