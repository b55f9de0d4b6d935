"""What a format carries: one table of fates by type and field drives its writer and is its loss report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from quizzes.finding import Finding, Level
from quizzes.formats.loss import FormatCode
from quizzes.formats.used import used, without
from quizzes.model.choices import TrueFalseFeedback

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quizzes.load import BankFile
    from quizzes.model.types import Item

_NAMED = 3


class Word(StrEnum):
    """What becomes of a field."""

    KEPT = "kept"
    CHANGED = "changed"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Fate:
    """What becomes of a field, and how; `graded` says that answers are judged otherwise than here."""

    word: Word
    how: str = ""
    graded: bool = False


KEPT = Fate(Word.KEPT)
DROPPED = Fate(Word.DROPPED)
Rule = Fate | Callable[[Any], Fate]
"""A fate, or the function that finds it for an item."""


def changed(how: str, *, graded: bool = False) -> Fate:
    """Return the fate of a field that arrives as something else."""
    return Fate(Word.CHANGED, how, graded)


def dropped(how: str, *, graded: bool = False) -> Fate:
    """Return the fate of a field that does not arrive, with the reason."""
    return Fate(Word.DROPPED, how, graded)


@dataclass(frozen=True)
class Table:
    """The fates of a format called `name`: by `type.field`, else by `field`; what no rule names is dropped.

    The rule of `TYPE.type` decides whether an item is written at all. `texts` says of a text that would be kept what of
    it is not.
    """

    name: str
    rules: Mapping[str, Rule]
    texts: Callable[[str], str] | None = None

    def fate(self, item: Item, field: str) -> Fate:
        """Return what becomes of a field of an item."""
        rule = self.rules.get(f"{item.type}.{field}", self.rules.get(field, DROPPED))
        return rule if isinstance(rule, Fate) else rule(item)

    def cell(self, place: int, item: Item, field: str, value: object) -> Cell:
        """Return the cell of a field that an item uses."""
        fate = self.fate(item, field)
        if self.texts and fate.word is Word.KEPT:
            lost = next(filter(None, map(self.texts, _texts(value))), "")
            fate = changed(lost, graded=fate.graded) if lost else fate
        return Cell(place, item.id, item.type, field, fate)


@dataclass(frozen=True)
class Cell:
    """One field of one item (at `place` in its bank) and its fate; where the item is left out, `field` is `type`."""

    place: int
    item: str
    type: str
    field: str
    fate: Fate


def is_left_out(cell: Cell) -> bool:
    """Say whether a cell is that of an item which the format has nothing for."""
    return cell.field == "type" and cell.fate.word is Word.DROPPED


def cells_of(file: BankFile, table: Table) -> list[Cell]:
    """Return a cell for every field that an item uses, in the order of the bank."""
    found: list[Cell] = []
    for place, item in enumerate(file.bank.items):
        kind = table.fate(item, "type")
        fields = {"type": item.type} if kind.word is Word.DROPPED else used(item)
        found += [table.cell(place, item, field, value) for field, value in fields.items()]
    return found


def _texts(value: object) -> Iterator[str]:
    """Yield the texts in the value of a field."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, TrueFalseFeedback):
        yield from (value.true, value.false)


def carried(file: BankFile, cells: Iterable[Cell]) -> Iterator[Item]:
    """Yield the items that a format writes, each without the fields that it drops: the writer cannot say them."""
    lost: dict[int, set[str]] = defaultdict(set)
    for cell in cells:
        lost[cell.place] |= {cell.field} if cell.fate.word is Word.DROPPED else set()
    for place, item in enumerate(file.bank.items):
        if "type" not in lost[place]:
            yield without(item, lost[place])


def findings_of(file: BankFile, table: Table, cells: Iterable[Cell]) -> list[Finding]:
    """Return what is not kept: one finding for each item left out, for each field dropped, for each way of change."""
    out: list[Finding] = []
    groups: dict[tuple[FormatCode, str, str], list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.fate.word is Word.KEPT and not cell.fate.graded:
            continue
        if is_left_out(cell):
            line = file.line("items", cell.place)
            message = f"left out: {cell.fate.how}"
            out.append(Finding(file.path, line, FormatCode.LEFT_OUT, message, Level.WARNING, subject=cell.item))
        else:
            groups[_code(cell.fate), cell.field, cell.fate.how].append(cell)
    return out + [_grouped(file, table, code, how, some) for (code, _, how), some in groups.items()]


def _code(fate: Fate) -> FormatCode:
    if fate.graded:
        return FormatCode.GRADED
    return FormatCode.LOST if fate.word is Word.DROPPED else FormatCode.CHANGED


def _grouped(file: BankFile, table: Table, code: FormatCode, how: str, cells: list[Cell]) -> Finding:
    ids = list(dict.fromkeys(cell.item for cell in cells))
    more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
    first = cells[0]
    about = f"`{first.field}` of {', '.join(ids[:_NAMED])}{more}"
    if first.fate.word is Word.DROPPED:
        message = f"{about} is left out: {how or f'{table.name} has no place for it'}"
    else:
        message = f"{about} is not the same in {table.name}: {how}"
    line = file.line("items", first.place, first.field.partition(".")[0])
    return Finding(file.path, line, code, message, Level.WARNING)
