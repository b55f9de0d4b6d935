"""A table of answers that a trainer typed: a line for each person and item.

Letters of exam papers need the version, because each prints the choices in an order of its own: the column `version`
and the record of the exam beside the table say which choice a letter was. Without a version a letter is taken only
where no paper could have printed another order: true and false, items with `shuffle: false` and those of practice.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from typing import TYPE_CHECKING

from course.responses.first import HINT, WRONG, choices_of, graded, judged, short
from course.responses.papers import BANK_ORDER, is_mixed, letters_in, read_orders
from quizzes.finding import Finding
from quizzes.model.item import AnsweredBy
from quizzes.responses import Kind
from quizzes.responses.valid import LONGEST
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from quizzes.model.types import Item
    from quizzes.responses import Response

COLUMNS = ("person", "item", "response")
_VERDICTS = {"right": True, "1": True, "wrong": False, "0": False}


def from_table(
    path: Path, _course: str, items: Mapping[str, Item], found: list[Finding], printed: Collection[str] = ()
) -> Iterator[Response]:
    """Yield the responses of a table; the first line of a person and item counts.

    A person is numbered within the file, since people type names. `printed` names the items that exams print.
    """
    text = read_text(path, WRONG, newline=None)
    table = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in text.partition("\n")[0] else ",")
    orders = read_orders(path)
    people: dict[str, str] = {}
    known: set[tuple[str, str]] = set()
    digest = hashlib.sha256(text.encode(errors="replace")).hexdigest()[:8]
    for row, line in _rows(table, path, found):
        person, name, said = ((row[column] or "").strip() for column in COLUMNS)
        item = items.get(name)
        if item is None or not item.scored:
            found.append(Finding(path, line, WRONG, f"there is no scored question {short(name)}"))
            continue
        version = (row.get("version") or "").strip()
        number = people.setdefault(person, f"{digest}-{len(people) + 1}")
        where = {"person": number, "kind": Kind.TEST, "test": _test(path), "version": _printed_version(version)}
        try:
            answer = _typed(item, said, version, orders, where, mixed=name in printed and is_mixed(item))
        except LookupError as error:
            found.append(Finding(path, line, WRONG, str(error.args[0]), subject=name))
            continue
        if answer is None:
            hint = "letters or ids of choices with blanks between them; right or wrong for other types"
            message = f"{short(said)} is no answer to this question"
            found.append(Finding(path, line, WRONG, message, subject=name, hint=hint))
            continue
        if (number, name) not in known:
            known.add((number, name))
            yield answer


def _test(path: Path) -> str:
    """Return the name of a file as the id of a test."""
    return re.sub(r"[^\w.]+", "-", path.stem).strip("-")[:LONGEST]


def _printed_version(version: str) -> str:
    return "" if version == BANK_ORDER else version


def _rows(table: csv.DictReader[str], path: Path, found: list[Finding]) -> Iterator[tuple[dict[str, str], int]]:
    """Yield the rows of a table with their lines, up to one that is none."""
    try:
        if missing := [name for name in COLUMNS if name not in (table.fieldnames or ())]:
            found.append(Finding(path, 1, WRONG, f"the table has no column {', '.join(missing)}", hint=HINT))
            return
        for row in table:
            yield row, table.line_num
    except csv.Error as error:
        found.append(Finding(path, table.reader.line_num, WRONG, f"this is no row of a table: {error}", hint=HINT))


def _typed(
    item: Item,
    said: str,
    version: str,
    orders: Mapping[str, Mapping[str, tuple[str, ...]]],
    where: Mapping[str, str],
    *,
    mixed: bool,
) -> Response | None:
    """Return the answer that was typed, None for one that cannot be.

    Raises LookupError for a letter of which nobody knows the choice.
    """
    if said.lower() in _VERDICTS:
        return judged(item, right=_VERDICTS[said.lower()], **where)
    ids = [one.id for one in choices_of(item)]
    if not ids:
        return None
    words = [word for word in re.split(r"[\s;,|+]+", said) if word]
    if version:
        names = letters_in(item, version, orders)
    elif mixed and all(re.fullmatch(r"[A-Za-z]", word) for word in words):
        raise LookupError(
            "the letters of papers need the column `version`, because each prints the choices in another order"
            f" ('{BANK_ORDER}': ids, or the order of the bank as on slides)"
        )
    else:
        names = letters_in(item, BANK_ORDER, orders)
    paper = {letter.lower(): name for letter, name in names.items()} if version and version != BANK_ORDER else {}
    names = {name: name for name in ids} | names | paper
    taken = [names.get(word, names.get(word.upper(), "")) for word in words]
    if "" in taken:
        return None
    several = item.answered_by is AnsweredBy.CHOICES
    return (
        None
        if len(taken) > 1 and not several
        else graded(item, (taken or None) if several else (*taken, None)[0], **where)
    )
