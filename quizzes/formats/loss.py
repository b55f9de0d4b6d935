"""What a format cannot say, as findings: nothing of a bank is dropped in silence."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING

from quizzes.finding import Finding, Level
from quizzes.model.choices import MultipleItem, SingleItem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from quizzes.load import BankFile
    from quizzes.model.types import Item

_NAMED = 3


class FormatCode(StrEnum):
    """A code each; the line below a code says when it is given. Codes are never reused."""

    LEFT_OUT = "L040"
    """An item is left out, because the format has nothing like it."""
    LOST = "L041"
    """A field of some items is left out, because the format has no place for it."""
    TO_WRITE = "L042"
    """A field that a bank needs is not in the file that was read; a placeholder stands for it."""
    UNREADABLE = "L043"
    """A line of the file that was read is not of its format."""
    MARKUP = "L044"
    """A picture, a link or other markup of a text is lost."""
    BROKEN = "L045"
    """A format that another package brings cannot be loaded, or it failed."""
    TAKEN = "L046"
    """Another package brings a format under a name that is taken, or that no command line can say."""
    CHANGED = "L047"
    """A field of some items arrives as something else, such as a case that stands before each of its stems."""
    GRADED = "L048"
    """The other program judges some answers otherwise; the message says how. `--strict` refuses to write them."""
    NOT_TAKEN = "L049"
    """A question or a part of one is not taken, because a bank has nothing like it."""


def left_out(file: BankFile, place: int, why: str) -> Finding:
    """Return the finding that says why the item at `place` is not written."""
    item = file.bank.items[place]
    return Finding(
        file.path, file.line("items", place), FormatCode.LEFT_OUT, f"left out: {why}", Level.WARNING, subject=item.id
    )


def lost_fields(file: BankFile, places: Sequence[int], keeps: Collection[str], name: str) -> Iterator[Finding]:
    """Yield a finding for each field that the items at `places` use and the format `name` has no place for.

    `keeps` names the fields of an item that are written: `stem`, `choices`; parts of choices as `choices.feedback`.
    """
    users: dict[str, list[int]] = defaultdict(list)
    for place in places:
        for field in _used(file.bank.items[place]):
            if field not in keeps:
                users[field].append(place)
    for field, found in users.items():
        ids = [file.bank.items[place].id for place in found]
        more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
        message = f"`{field}` of {', '.join(ids[:_NAMED])}{more} is left out: {name} has no place for it"
        loc = ("items", found[0], field.partition(".")[0])
        yield Finding(file.path, file.line(*loc), FormatCode.LOST, message, Level.WARNING)


def lost_markup(file: BankFile, place: int, lost: Collection[str]) -> Iterator[Finding]:
    """Yield a finding that names the markup of an item that plain text cannot say."""
    if lost:
        message = f"plain text has no {' and no '.join(sorted(lost))}"
        where = file.line("items", place)
        yield Finding(file.path, where, FormatCode.MARKUP, message, Level.WARNING, subject=file.bank.items[place].id)


def missing_pictures(file: BankFile, addresses: Iterable[str]) -> Iterator[Finding]:
    """Yield a finding for each picture that is not in the folder of the course."""
    for address in addresses:
        message = f"the picture '{address}' is not in the course's folder; its words stand for it"
        yield Finding(file.path, 1, FormatCode.MARKUP, message, Level.WARNING)


def bracketed(file: BankFile, names: Iterable[str]) -> Iterator[Finding]:
    """Yield a finding for each item whose deleted and inserted words the format can only say in brackets."""
    for name in names:
        message = (
            f"deleted and inserted words of {name} stand in brackets, such as [deleted: …]: the format has no mark"
        )
        yield Finding(file.path, file.item_line(name), FormatCode.CHANGED, message, Level.WARNING, subject=name)


def to_write(path: Path, line: int, what: str, subject: str) -> Finding:
    """Return the finding that says what an author has to write, because the format that was read has none."""
    return Finding(path, line, FormatCode.TO_WRITE, f"{what} is still to be written", Level.WARNING, subject=subject)


def unreadable(path: Path, line: int, message: str, hint: str = "") -> Finding:
    """Return the finding for a line that is not of the format."""
    return Finding(path, line, FormatCode.UNREADABLE, message, hint=hint)


def _used(item: Item) -> Iterator[str]:
    """Yield the fields that an item uses: those that are not what they are by default."""
    for field, info in type(item).model_fields.items():
        value = getattr(item, field)
        if field not in ("id", "type", "review") and (info.is_required() or value != info.default):
            yield field
    choices = item.choices if isinstance(item, SingleItem | MultipleItem) else ()
    if choices:
        yield "choices.feedback"
    if any(choice.misconception for choice in choices):
        yield "choices.misconception"
