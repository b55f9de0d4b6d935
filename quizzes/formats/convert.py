"""Turn a file of another program into a bank, and a bank into such a file; a format that fails is one finding."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from quizzes.dump import dump_bank
from quizzes.explain import explain
from quizzes.finding import Finding, FindingsError, Level
from quizzes.formats.format import Read, Written
from quizzes.formats.loss import FormatCode
from quizzes.formats.spread import spread
from quizzes.formats.told import Teller, in_words, tell_html
from quizzes.load import SCHEMA
from quizzes.model.bank import Bank
from quizzes.structure import check_structure
from quizzes.yaml12 import Document, nearest_line, parse_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from quizzes.formats.format import Format
    from quizzes.load import BankFile


@dataclass(frozen=True)
class Taken:
    """A file of another program as a bank: its YAML, what was lost, its pictures and the ids it had elsewhere."""

    text: str
    bank: Bank
    losses: list[Finding]
    pictures: Mapping[str, bytes]
    foreign: Mapping[str, str]
    values: dict[str, Any]


def read_foreign(path: Path, how: Format, bank_id: str | None = None) -> tuple[str, list[Finding]]:
    """Return the file as the YAML of a bank, and what was lost or is still to be written; see `take_foreign`."""
    taken = take_foreign(path, how, bank_id)
    return taken.text, taken.losses


def take_foreign(
    path: Path, how: Format, bank_id: str | None = None, told: Teller = in_words, *, sieve: bool = False
) -> Taken:
    """Return the file as a bank; `told` turns HTML into Markdown.

    With `sieve`, an item that no bank can hold is left out with a finding, as long as others remain. `bank_id` names
    the bank; without it the format does. Raises FindingsError for a file that is not of the format, for one that no
    bank can hold, and for a format that fails.
    """
    if how.read is None:
        raise FindingsError(Finding(path, 1, FormatCode.UNREADABLE, f"the format '{how.name}' can be written only"))
    with _answering(how, path):
        made = how.read(path)
    if not isinstance(made, Read):
        raise _broken(how, path, f"returned {made!r:.60}")
    values, pictures, changes = tell_html(path, made, told)
    values = {"schema": SCHEMA, **values, **({"id": bank_id} if bank_id else {})}
    left: list[Finding] = []
    try:
        _check(values, made, path)
    except FindingsError:
        left = _sieved(values, made, path) if sieve else []
        if not left:
            raise
    text = dump_bank(values, f"Read from {path.name} ({how.name}).")
    bank = Bank.model_validate(parse_document(text, path).data)  # what is written can be read back
    return Taken(text, bank, [*made.losses, *changes, *left], pictures, made.foreign, values)


def write_foreign(file: BankFile, how: Format) -> tuple[bytes, list[Finding]]:
    """Return a bank as the bytes of a file, and what the format could not say; variants are items of their own.

    Raises FindingsError for a bank of which the format can say nothing at all, and for a format that fails.
    """
    if how.write is None:
        raise FindingsError(Finding(file.path, 1, FormatCode.LEFT_OUT, f"the format '{how.name}' can be read only"))
    file, changed = spread(file)
    with _answering(how, file.path):
        made = how.write(file)
    if not isinstance(made, Written) or not isinstance(made.data, bytes):
        raise _broken(how, file.path, f"returned {made!r:.60}")
    if not made.data.strip():
        message = f"nothing is left to write: '{how.name}' has no place for any of these questions"
        raise FindingsError(*made.losses, Finding(file.path, 1, FormatCode.LEFT_OUT, message))
    return made.data, [*changed, *made.losses]


def _sieved(values: dict[str, Any], made: Read, path: Path) -> list[Finding]:
    """Take the items out of `values` that no bank can hold, and say why; all stay where all are so."""
    sound: list[Any] = []
    left: list[Finding] = []
    for place, item in enumerate(values["items"]):
        alone = replace(made, lines={("items", 0): made.lines.get(("items", place), 1)})
        try:
            _check({**values, "items": [item]}, alone, path)
            sound.append(item)
        except FindingsError as error:
            why = f"not taken: {error.findings[0].message}"
            line = error.findings[0].line
            left.append(Finding(path, line, FormatCode.NOT_TAKEN, why, Level.WARNING, subject=str(item.get("id", ""))))
    if sound:
        values["items"] = sound
    return left if sound else []


def _check(values: dict[str, Any], made: Read, path: Path) -> None:
    """Raise FindingsError with everything that the loader would refuse, at its line in the file that was read."""
    lines = dict(made.lines)
    try:
        bank = Bank.model_validate(values)
    except ValidationError as error:
        raise FindingsError(*explain(error, Bank, Document(values, lines), path)) from error
    faults = check_structure(
        list(enumerate(bank.items)), ids=[item.id for item in bank.items], stimuli=[one.id for one in bank.stimuli]
    )
    wrong = [Finding(path, nearest_line(lines, loc), code, text) for loc, code, text in faults]
    if wrong:
        raise FindingsError(*wrong)


@contextmanager
def _answering(how: Format, path: Path) -> Iterator[None]:
    """Turn whatever a format raises into one finding."""
    try:
        yield
    except FindingsError:
        raise
    except (Exception, SystemExit) as error:
        raise _broken(how, path, f"failed: {type(error).__name__}: {' '.join(str(error).split())}") from error


def _broken(how: Format, path: Path, message: str) -> FindingsError:
    about = f"the format '{how.name}' {message}"
    return FindingsError(Finding(path, 1, FormatCode.BROKEN, about, Level.ERROR, hint="tell its authors"))
