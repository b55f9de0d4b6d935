"""A table of answers that somebody typed: a line for each person and item, with the letters that stand on a paper.

Letters need the column `version` and the record of the exam beside the table, where papers print the choices in orders
of their own; `-` says that letters are those of the bank. Without a version a mixed item takes ids only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizzes.model.choices import MultipleItem, TrueFalseItem
from quizzes.responses.readers.claim import Claim, Form, Given
from quizzes.responses.readers.codes import ImportCode
from quizzes.responses.readers.context import refused
from quizzes.responses.readers.dates import time_in
from quizzes.responses.readers.format import ResponseFormat
from quizzes.responses.readers.papers import BANK_ORDER, choices_of, is_mixed, letters_in, read_orders
from quizzes.responses.readers.source import filled, read_source, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from quizzes.model.types import Item
    from quizzes.responses.readers.context import Context

COLUMNS = ("person", "item", "response")
_VERDICTS = {"right": True, "1": True, "wrong": False, "0": False}


def looks(head: str) -> bool:
    """Say whether a first line has the three columns, and is no table of responses already."""
    names = re.split(r"[,;\t]", head.lstrip("\ufeff").partition("\n")[0].replace('"', "").lower())
    return all(name in [one.strip() for one in names] for name in COLUMNS) and "answered" not in head.partition("\n")[0]


def read(path: Path, to: Context) -> Iterator[Claim]:
    """Yield a claim for each line; an empty response says that the item was asked and left open."""
    rows = rows_of(path, read_source(path))
    _, heads = next(rows, (1, []))
    names = {name.lower(): place for place, name in enumerate(heads)}
    if any(name not in names for name in COLUMNS):
        raise refused(path, 1, "the table has not the columns person, item and response")
    orders = read_orders(path)
    for line, row in filled(rows, len(heads)):
        cells = {name: row[place] for name, place in names.items()}
        item, version = to.items.get(cells["item"]), cells.get("version", "")
        given, right = Given(Form.NOTHING), None
        if cells["response"] and item is not None:
            try:
                given, right = _given(item, cells["response"], version, orders)
            except LookupError as error:
                to.tell(path, line, ImportCode.UNCLEAR, f"an answer is not taken: {error.args[0]}", cells["item"])
                given = Given(Form.HIDDEN)
        yield Claim(
            line=line,
            person=cells["person"],
            given=given,
            item=cells["item"],
            place=cells["item"],
            attempt=int(cells["attempt"]) if cells.get("attempt", "").isdigit() else 1,
            test=cells.get("test", ""),
            version="" if version == BANK_ORDER else version,
            submitted=time_in(cells.get("submitted", "")),
            graded=right,
        )


def _given(
    item: Item, said: str, version: str, orders: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> tuple[Given, bool | None]:
    """Return what was answered, or how it was judged; raises LookupError for a letter that may be any choice."""
    if said.lower() in _VERDICTS and said not in {one.id for one in choices_of(item)}:
        return Given(Form.HIDDEN), _VERDICTS[said.lower()]
    ids = [one.id for one in choices_of(item)]
    if not ids:
        return Given(Form.VALUE, said), None
    words = [word for word in re.split(r"[\s;,|+]+", said) if word]
    if not version and is_mixed(item) and not all(word in ids and len(word) > 1 for word in words):
        raise LookupError(f"letters of papers need the column `version` ('{BANK_ORDER}': the order of the bank)")
    letters = letters_in(item, version or BANK_ORDER, orders)
    known = {name: name for name in ids} | {letter.lower(): name for letter, name in letters.items()}
    if version and version != BANK_ORDER:
        known = {letter.lower(): name for letter, name in letters.items()} | {
            name: name for name in ids if len(name) > 1
        }
    taken = [known.get(word, known.get(word.lower(), "")) for word in words]
    several = isinstance(item, MultipleItem)
    if "" in taken or (len(taken) > 1 and not several):
        raise LookupError("it is none of the choices")
    if isinstance(item, TrueFalseItem):
        return Given(Form.WORDS, taken[0]), None
    return Given(Form.VALUE, taken if several else taken[0]), None


FORMAT = ResponseFormat(
    "table", "a table with the columns person, item, response and, for papers, version", looks, read
)
