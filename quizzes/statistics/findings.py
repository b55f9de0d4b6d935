"""What the responses say about questions, as warnings at their lines: figures that stand out, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzes.finding import Finding, Level
from quizzes.responses import FigureCode, TableCode
from quizzes.statistics.gates import EASY, HARD, OPEN, RARE, WEAK, Gate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import Any

    from quizzes.load import BankFile
    from quizzes.statistics.results import ItemFigures, Statistics

_MOST_NAMED = 5
_ALMOST = 99


def findings_of(statistics: Statistics, banks: Iterable[BankFile]) -> list[Finding]:
    """Return warnings at the lines of items; below 30 people nothing, below 100 with caution.

    A waiver (`allow: {S012: why}`) makes a remark of a warning.
    """
    found = []
    for file in banks:
        for place, item in enumerate(file.bank.items):
            figures = statistics.of_item(item.id, str(item.revision))
            if figures and figures.gate is not Gate.TOO_FEW and item.scored:
                found += [_at(file, place, *one) for one in [*_of_item(figures), *_of_choices(figures, item)]]
    return sorted(found)


def strangers(statistics: Statistics, banks: Iterable[BankFile], path: Path) -> Iterator[Finding]:
    """Yield a warning for responses to items that no bank has, and for those to other revisions."""
    known = {item.id: str(item.revision) for file in banks for item in file.bank.items}
    none = sorted({one.item for one in statistics.items if one.item not in known})
    other = sorted({one.item for one in statistics.items if one.revision not in {known.get(one.item), ""}} - {*none})
    for names, said in ((none, "no bank has the items"), (other, "the items have changed since they were answered:")):
        if names:
            more = f" and {len(names) - _MOST_NAMED:,} more" if len(names) > _MOST_NAMED else ""
            message = f"{said} {', '.join(names[:_MOST_NAMED])}{more}"
            yield Finding(path, 1, TableCode.STRANGE, message, Level.WARNING)


def _at(file: BankFile, place: int, code: FigureCode, message: str, way: tuple[str | int, ...]) -> Finding:
    item = file.bank.items[place]
    reason = item.allow.get(code.value, "")
    level, hint = (Level.INFO, f"waived: {reason}") if reason else (Level.WARNING, "")
    return Finding(file.path, file.line("items", place, *way), code.value, message, level, item.id, hint)


def _of_item(found: ItemFigures) -> Iterator[tuple[FigureCode, str, tuple[str | int, ...]]]:
    n = _people(found)
    if found.facility < HARD:
        yield (
            FigureCode.HARD,
            f"{percent(found.facility)} of its points are reached ({n}): too hard, or a wrong key",
            (),
        )
    if found.facility > EASY:
        yield FigureCode.EASY, f"{percent(found.facility)} of its points are reached ({n})", ()
    if found.unanswered / found.n > OPEN:
        yield FigureCode.LEFT_OPEN, f"{percent(found.unanswered / found.n)} leave it open ({n})", ()
    r = found.discrimination
    if r is not None and round(r, 2) < 0:
        yield FigureCode.NEGATIVE, f"discriminates negatively ({signed(r)}, {n}): look at the key first", ()
    elif r is not None and r < WEAK:
        yield FigureCode.WEAK, f"hardly discriminates ({signed(r)}, {n})", ()


def _of_choices(found: ItemFigures, item: Any) -> Iterator[tuple[FigureCode, str, tuple[str | int, ...]]]:
    choices = tuple(getattr(item, "choices", ()))
    if not choices or not found.of:
        return
    n, told = _people(found), {one.choice: one for one in found.choices}
    least = min((found.taken(one.id) for one in choices if one.correct), default=0)
    for place, one in enumerate(choices):
        taken, way = found.taken(one.id), ("choices", place)
        if one.correct:
            continue
        if taken / found.of < RARE:
            yield FigureCode.RARE, f"distractor {one.id} was chosen by {percent(taken / found.of)} ({n})", way
        elif taken > least:
            yield FigureCode.ABOVE_KEY, f"key chosen less often than {one.id} ({n}): look at the key", way
        if (r := _correlation(told, one.id)) > WEAK and taken / found.of >= RARE:
            yield FigureCode.ATTRACTIVE, f"who takes {one.id} knows more than the others ({signed(r)}, {n})", way


def _correlation(told: Mapping[str, Any], choice: str) -> float:
    return (told[choice].correlation or 0.0) if choice in told else 0.0


def _people(found: ItemFigures) -> str:
    return f"n = {found.n}" + (f", {found.gate}" if found.gate else "")


def percent(share: float) -> str:
    """Return a share in whole percent, never 0 % for what is not nothing, nor 100 % for what is not all."""
    whole = round(100 * share)
    return "< 1 %" if share > 0 and whole == 0 else "> 99 %" if share < 1 and whole > _ALMOST else f"{whole} %"


def signed(value: float) -> str:
    """Return a correlation with two digits and a true minus sign, which nothing that is told as 0.00 has."""
    return f"{round(value, 2) + 0.0:.2f}".replace("-", "\u2212")
