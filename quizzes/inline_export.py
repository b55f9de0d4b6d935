"""Move the items that a page holds into a bank; the page then names them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from quizzes.codes import LoadCode
from quizzes.draft import id_of, item_values, misplaced, names, read_draft
from quizzes.dump import dump_bank
from quizzes.explain import explain
from quizzes.finding import Finding, FindingsError
from quizzes.load import SCHEMA
from quizzes.model.bank import Bank
from quizzes.structure import check_structure
from quizzes.text_file import read_text
from quizzes.yaml12 import Document, nearest_line, parse_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from quizzes.yaml12 import Loc

_FENCE = re.compile(r"^(?P<indent>\s*)(?P<fence>`{3,}|:{3,}|~{3,})(?P<info>.*)$")
_OPTION = re.compile(r"^:(?P<name>[\w-]+):\s*(?P<value>.*)$")
_LITERAL = re.compile(
    r"^\{(code|code-block|sourcecode|code-cell|literalinclude|eval-rst|math|raw|csv-table)\}|^[^{]|^$"
)
_READ: dict[str, Callable[[str], Any]] = {
    "objective": names, "tags": names, "points": float, "lowest": float, "lines": int, "revision": int,
    "attempts": int,
}  # fmt: skip
_MOVED = frozenset(
    {
        "type",
        "objective",
        "bloom",
        "lesson",
        "tags",
        "hint",
        "rationale",
        "points",
        "scoring",
        "lowest",
        "lines",
        "revision",
        "attempts",
    }
)
"""Options that the bank takes over; the others say how the page shows the item and stay there."""


@dataclass(frozen=True)
class InlineItem:
    """An item in a page: its lines `first` to `last` (from 0, fences included), its options and its body."""

    first: int
    last: int
    fence: str
    indent: str
    title: str | None
    options: dict[str, str]
    body: tuple[str, ...]
    body_line: int


@dataclass(frozen=True)
class Move:
    """What a move comes to: the ids, the text of the bank, and the page as it is and as it will be."""

    ids: tuple[str, ...]
    bank: str
    before: str
    after: str


@dataclass
class _Fence:
    mark: str
    info: str
    literal: bool = field(init=False)

    def __post_init__(self) -> None:
        self.literal = bool(_LITERAL.match(self.info.strip())) if self.mark[0] != ":" else False

    def closes(self, line: str) -> bool:
        """Say whether a line ends this fence."""
        text = line.strip()
        return len(text) >= len(self.mark) and set(text) == {self.mark[0]}


def written_items(lines: Sequence[str]) -> Iterator[InlineItem]:
    """Yield the items that are written in a page; those that name an item of a bank are left alone."""
    open_fences: list[_Fence] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        if open_fences and open_fences[-1].closes(line):
            open_fences.pop()
        elif (found := _FENCE.match(line)) and not (open_fences and open_fences[-1].literal):
            if found["info"].strip().startswith("{quiz-item}"):
                item = _read_item(lines, number, found)
                number = item.last
                if "item" not in item.options:
                    yield item
            else:
                open_fences.append(_Fence(found["fence"], found["info"]))
        number += 1


def _read_item(lines: Sequence[str], first: int, found: re.Match[str]) -> InlineItem:
    fence = _Fence(found["fence"], found["info"])
    last = next((n for n in range(first + 1, len(lines)) if fence.closes(lines[n])), len(lines))
    indent = found["indent"]
    inside = [line.removeprefix(indent) for line in lines[first + 1 : last]]
    options: dict[str, str] = {}
    start = 0
    while start < len(inside) and (option := _OPTION.match(inside[start])):
        options[option["name"]] = option["value"].strip()
        start += 1
    while start < len(inside) and not inside[start].strip():
        start += 1
    title = found["info"].strip().removeprefix("{quiz-item}").strip() or None
    return InlineItem(first, last, found["fence"], indent, title, options, tuple(inside[start:]), first + 2 + start)


def plan_move(page: Path, bank_id: str, title: str, comment: str) -> Move:
    """Return what moving the items of `page` into a bank comes to; nothing is written.

    Raises FindingsError when the page has no item of its own, or an item has no id, or the bank would be refused.
    """
    before = read_text(page)
    end = "\r\n" if "\r\n" in before else "\n"
    lines = before.split(end)
    found = list(written_items(lines))
    if not found:
        raise FindingsError(Finding(page, 1, LoadCode.EMPTY, "this page has no item of its own to move"))
    wrong = [
        Finding(page, one.first + 1, LoadCode.MISSING_KEY, "this item has no id of its own", hint="give it a `:label:`")
        for one in found
        if not id_of(one.options, one.title)
    ]
    wrong += [
        Finding(page, one.first + 1, LoadCode.DRAFT, message) for one in found for message in misplaced(one.options)
    ]
    wrong += [
        Finding(page, one.body_line + number, LoadCode.DRAFT, message)
        for one in found
        for number, message in read_draft(one.body).faults
    ]
    if wrong:
        raise FindingsError(*sorted(wrong))
    data = {"schema": SCHEMA, "id": bank_id, "title": title, "items": [values_of(one) for one in found]}
    bank = _checked(data, found, page)
    text = dump_bank(_plain(bank), comment)
    again = Bank.model_validate(parse_document(text, page).data)
    assert again == bank, "what is written reads back the same"
    ids = tuple(item.id for item in bank.items)
    return Move(ids, text, before, end.join(_replaced(lines, found, ids, bank_id)))


def values_of(one: InlineItem) -> dict[str, Any]:
    """Return an item of a page as a bank would hold it; what is missing is left to the model to refuse."""
    options = {name: _converted(name, value) for name, value in one.options.items()}
    draft = read_draft(one.body)
    values = item_values(draft, options, one.title, one.first + 1)
    return {key: value for key, value in values.items() if value not in (None, "", [])}


def _converted(name: str, value: str) -> object:
    try:
        return _READ[name](value) if name in _READ else value
    except ValueError:
        return value  # the model says what is wrong with it


def _checked(data: dict[str, Any], found: Sequence[InlineItem], page: Path) -> Bank:
    """Return the bank; raise FindingsError with everything that the loader would refuse, at its line in the page."""
    lines: dict[Loc, int] = {("items", place): one.first + 1 for place, one in enumerate(found)}
    document = Document(data, lines)
    try:
        bank = Bank.model_validate(data)
    except ValidationError as error:
        raise FindingsError(*explain(error, Bank, document, page)) from error
    ids = [item.id for item in bank.items]
    faults = check_structure(list(enumerate(bank.items)), ids=ids, stimuli=[])
    wrong = [Finding(page, nearest_line(lines, loc), code, text) for loc, code, text in faults]
    if wrong:
        raise FindingsError(*wrong)
    return bank


def _plain(bank: Bank) -> dict[str, Any]:
    """Return the bank as plain data in the order of the model, without what is the default."""
    values = bank.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    for item, model in zip(values["items"], bank.items, strict=True):
        item["type"] = model.type
    return values | {"items": [_in_order(item) for item in values["items"]]}


def _in_order(item: dict[str, Any]) -> dict[str, Any]:
    first = ("id", "type", "title", "stem", "choices", "rationale")
    return {key: item[key] for key in (*first, *(key for key in item if key not in first)) if key in item}


def _replaced(lines: Sequence[str], found: Sequence[InlineItem], ids: Sequence[str], bank_id: str) -> Iterator[str]:
    place = 0
    for one, name in zip(found, ids, strict=True):
        yield from lines[place : one.first]
        kept = [f":{key}: {value}".rstrip() for key, value in one.options.items() if key not in _MOVED]
        inner = [f"{one.fence}{{quiz-item}}", f":item: {name}", f":bank: {bank_id}", *kept, one.fence]
        yield from (one.indent + line for line in inner)
        place = one.last + 1
    yield from lines[place:]
