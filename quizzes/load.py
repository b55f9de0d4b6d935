"""Load an item bank: one pass over its YAML, then the model, then the rules about the whole; all findings at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from quizzes.codes import LoadCode
from quizzes.content import reread, uncollected
from quizzes.explain import explain, subject_of, suggest
from quizzes.finding import Finding, FindingsError
from quizzes.head import find_banks, is_bank
from quizzes.model.bank import Bank
from quizzes.model.types import Item
from quizzes.model.use import Use
from quizzes.nesting import TOO_DEEP, line_too_deep
from quizzes.structure import check_structure
from quizzes.yaml12 import Document, Loc, nearest_line, read_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["BankFile", "check_shared_ids", "find_banks", "is_bank", "load_bank", "load_banks"]
SCHEMA = "quizbank/1"
_ITEM: TypeAdapter[Item] = TypeAdapter(Item)


@dataclass(frozen=True)
class BankFile:
    """A bank and where it was read: `lines` has the line (from 1) of every key and list entry by its way."""

    path: Path
    bank: Bank
    lines: Mapping[Loc, int]

    def line(self, *loc: str | int) -> int:
        """Return the nearest known line of a place such as `("items", 3, "choices", 1, "text")`, counted from 1."""
        return nearest_line(self.lines, loc)

    def bare_choices(self, place: int) -> list[int]:
        """Return the places of the choices of an item that have no id in the file and so bear the letter of theirs."""
        loc: Loc = ("items", place, "choices")
        count = len(getattr(self.bank.items[place], "choices", ())) if loc in self.lines else 0
        return [choice for choice in range(count) if (*loc, choice, "id") not in self.lines]

    def item_line(self, item_id: str) -> int:
        """Return the line on which the item with this id begins, 1 when there is none."""
        places = (place for place, item in enumerate(self.bank.items) if item.id == item_id)
        return self.line("items", next(places, -1))


def load_bank(path: Path) -> BankFile:
    """Read one bank.

    Raises FindingsError with everything that is wrong in the file (`quizzes.codes.LoadCode`), each with its line.
    """
    path = Path(path)
    document = read_document(path)
    _require_schema(document, path)
    try:
        bank: Bank | None = Bank.model_validate(document.data)
        wrong: list[Finding] = []
    except ValidationError as error:
        bank, wrong = None, explain(error, Bank, document, path)
    wrong += [*document.findings, *_check_whole(bank, document, path), *_too_deep(document.data, (), document, path)]
    if bank is None or wrong:
        raise FindingsError(*sorted(set(wrong)))
    return BankFile(path, bank, MappingProxyType(document.lines))


def load_banks(paths: Iterable[Path]) -> tuple[list[BankFile], list[Finding]]:
    """Read several banks, from memory while their contents last.

    Return those that could be read, and everything wrong with the others and between them.
    """
    banks: list[BankFile] = []
    findings: list[Finding] = []
    with uncollected():
        for path in paths:
            try:
                banks.append(reread(load_bank, Path(path)))
            except FindingsError as error:
                findings += error.findings
    return banks, sorted([*findings, *check_shared_ids(banks)])


def check_shared_ids(banks: Iterable[BankFile]) -> list[Finding]:
    """Return a finding for every bank id and item id that an earlier bank has already."""
    findings: list[Finding] = []
    first: dict[tuple[str, str], str] = {}
    for file in banks:
        ids = [("bank", file.bank.id, file.line("id"))]
        ids += [("item", item.id, file.line("items", place, "id")) for place, item in enumerate(file.bank.items)]
        for what, name, line in ids:
            if (what, name) in first:
                message = f"the {what} id '{name}' is already used in {first[what, name]}"
                findings.append(Finding(file.path, line, LoadCode.SHARED_ID, message, subject=name))
            else:
                first[what, name] = f"{file.path.name}, line {line}"
    return findings


def _require_schema(document: Document, path: Path) -> None:
    data = document.data
    if data is None:
        hint = f"begin with 'schema: {SCHEMA}'"
        raise FindingsError(Finding(path, 1, LoadCode.EMPTY, "the file is empty", hint=hint))
    if isinstance(data, dict) and data.get("schema") == SCHEMA:
        return
    line = nearest_line(document.lines, ("schema",)) if isinstance(data, dict) else 1
    close = ""
    if isinstance(data, dict) and "schema" not in data:
        close = next((f" (the key '{key}'{hint})" for key in data if (hint := suggest(key, ["schema"]))), "")
    message = f"not an item bank: the key 'schema' is not '{SCHEMA}'{close}"
    hint = f"begin the file with the line 'schema: {SCHEMA}'"
    raise FindingsError(*document.findings, Finding(path, line, LoadCode.NOT_A_BANK, message, hint=hint))


def _check_whole(bank: Bank | None, document: Document, path: Path) -> list[Finding]:
    """Apply the rules about the whole, also to the sound items of a bank that is not sound."""
    entries = _list(document.data, "items")
    items = bank.items if bank is not None else map(_sound_item, entries)
    problems = check_structure(
        ((place, item) for place, item in enumerate(items) if item is not None),
        ids=_ids(entries),
        stimuli=_ids(_list(document.data, "stimuli")),
        use=next((use for use in Use if use == document.data.get("use")), Use.PRACTICE),
    )
    return [
        Finding(path, nearest_line(document.lines, loc), code, message, subject=subject_of(document.data, loc))
        for loc, code, message in problems
    ]


def _too_deep(value: object, loc: Loc, document: Document, path: Path) -> Iterator[Finding]:
    """Yield a finding for each text of which a parser would drop what lies deepest, in silence."""
    if isinstance(value, str) and line_too_deep(value):
        line, subject = nearest_line(document.lines, loc), subject_of(document.data, loc)
        yield Finding(path, line, LoadCode.TOO_DEEP, f"the text {TOO_DEEP}", subject=subject)
    elif isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _too_deep(inner, (*loc, key), document, path)


def _list(data: dict[str, Any], key: str) -> list[Any]:
    entries = data.get(key)
    return entries if isinstance(entries, list) else []


def _ids(entries: list[Any]) -> list[str]:
    names = (entry.get("id") if isinstance(entry, dict) else None for entry in entries)
    return [name.strip() if isinstance(name, str) else "" for name in names]


def _sound_item(entry: object) -> Item | None:
    try:
        return _ITEM.validate_python(entry)
    except ValidationError:
        return None
