"""Which choice a letter on a paper was: each version of an exam prints the choices in an order of its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from quizzes.finding import Finding, FindingsError
from quizzes.key import letters_of
from quizzes.model.choices import TrueFalseItem
from quizzes.responses.valid import shown as short
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from quizzes.model.choices import Choice
    from quizzes.model.types import Item

WRONG = "C070"
RECORD = "draw.json"
"""What `course exam` writes into the folder of its keys."""
BANK_ORDER = "-"
"""What the column `version` says of ids, and of letters in the order of the bank, as slides and cards have them."""


def choices_of(item: Item) -> tuple[Choice, ...]:
    """Return the choices of an item, empty for a type without any."""
    return tuple(getattr(item, "choices", ()))


def read_orders(table: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the printed order of each item by version, of the record beside a table; empty when there is none.

    Raises FindingsError (C070) for a file that is no record of an exam.
    """
    path = table.with_name(RECORD)
    if not path.is_file():
        return {}
    try:
        versions = json.loads(read_text(path, WRONG, newline=None))["versions"]
        return {
            str(letter): {str(name): tuple(map(str, order)) for name, *order in rows}
            for letter, rows in versions.items()
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise FindingsError(Finding(path, 1, WRONG, "this is no record that `course exam` has written")) from error


def letters_in(item: Item, version: str, orders: Mapping[str, Mapping[str, tuple[str, ...]]]) -> dict[str, str]:
    """Return the id of each choice by the letter that a version gives it.

    Raises LookupError, with what to do, for a version that is not known or does not ask this.
    """
    ids = [one.id for one in choices_of(item)]
    if version != BANK_ORDER:
        if version not in orders:
            known = f"this has the versions {', '.join(orders)}" if orders else "there is none"
            raise LookupError(f"no version {short(version)}: put the {RECORD} of the exam beside the table; {known}")
        if item.id not in orders[version]:
            raise LookupError(f"version {version} of the exam does not ask this")
        ids = list(orders[version][item.id]) or ids
    return {letter: name for name, letter in letters_of(ids).items()}


def is_mixed(item: Item) -> bool:
    """Say whether papers print the choices of an item in different orders."""
    return item.shuffle and bool(choices_of(item)) and not isinstance(item, TrueFalseItem)
