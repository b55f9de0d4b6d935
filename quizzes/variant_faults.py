"""What is wrong with the variants of an item: undeclared names, values that do not exist, variants no item can be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic import ValidationError

from quizzes.expression import Expression, ExpressionError, read_expression
from quizzes.model.varying import MARK, NO_TEXT, NUMBERS, Fault, numbers_in, variant_of, worked_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from quizzes.model.item import BaseItem
    from quizzes.model.variants import Variants
    from quizzes.model.varying import Row

_LITERAL = re.compile(r"(`+).+?\1|(?<![\\$])\$\$?[^$\n]+\$\$?|^(`{3,}|~{3,}).*?^\2", re.DOTALL | re.MULTILINE)
"""Code and formulas, whose signs stand for themselves."""
_NAMED = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
Loc = tuple[str | int, ...]


def faults_of(item: BaseItem) -> Iterator[Fault]:
    """Yield what is wrong, at most one fault a place: an author mends the first variant and asks again."""
    if item.variants is None or item.template is None:
        return
    names = [*item.variants.given, *item.variants.worked]
    found = list(_unknown(item.variants, item.template)) or [*_worked(item), *_answer(item)]
    for loc, text in texts_in(item.template):
        found += _marks(loc, text, names)
    yield from found
    if not found:
        yield from _refused(item)


def texts_in(value: object, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Yield every text of an item that may show values, with its place."""
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in NO_TEXT and (key, loc) not in {(name, ("answer",)) for name in NUMBERS}:
                yield from texts_in(inner, (*loc, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from texts_in(inner, (*loc, place))


def expressions_in(template: Mapping[str, object]) -> Iterator[tuple[Loc, str]]:
    """Yield every expression in the answer of a numeric item, with its place."""
    answer = template.get("answer")
    if template.get("type") != "numeric" or not isinstance(answer, dict):
        return
    for key in NUMBERS:
        ends = answer.get(key)
        for place, value in enumerate(ends if isinstance(ends, list) else [ends]):
            if isinstance(value, str):
                yield ("answer", key, *((place,) if isinstance(ends, list) else ())), value


def _unknown(variants: Variants, template: Mapping[str, object]) -> Iterator[Fault]:
    """Yield each name in an expression that no variable, and no value above it, has."""
    known = list(variants.given)
    for name, how in variants.worked.items():
        yield from _undeclared(read_expression(how.value), ("variants", "worked", name), known)
        known.append(name)
    for loc, text in expressions_in(template):
        try:
            yield from _undeclared(read_expression(text), loc, known)
        except ExpressionError as error:
            yield Fault(loc, f"cannot be read: {error}")


def _undeclared(expression: Expression, loc: Loc, known: Collection[str]) -> Iterator[Fault]:
    for name in expression.names:
        if name not in known:
            yield Fault(loc, f"uses '{name}', which is no variable and no value above; there are {', '.join(known)}")


def _worked(item: BaseItem) -> Iterator[Fault]:
    """Yield each worked value that some variant does not have, or that is impossible there."""
    assert item.variants is not None
    told: set[str] = set()
    for number, (row, wrong) in enumerate(worked_rows(item.variants, item.id), 1):
        for name, why in wrong.items():
            if name not in told:
                told.add(name)
                yield Fault(("variants", "worked", name), f"{why}, in {_named(item, number, row)}")


def _answer(item: BaseItem) -> Iterator[Fault]:
    assert item.variants is not None
    assert item.template is not None
    for loc, text in expressions_in(item.template):
        for number, (row, _) in enumerate(worked_rows(item.variants, item.id), 1):
            try:
                read_expression(text).value(numbers_in(row.values))
            except ExpressionError as error:
                yield Fault(loc, f"has no value: {error}, in {_named(item, number, row)}")
                break


def _marks(loc: Loc, text: str, names: Collection[str]) -> Iterator[Fault]:
    """Yield names that nothing declares, and values where Markdown would print their names."""
    for found in _LITERAL.finditer(text):
        for name in dict.fromkeys(_NAMED.findall(found[0])):
            if name in names:
                yield Fault(loc, f"shows {{{name}}} in code or in a formula, where no value can stand: write it beside")
    known = ", ".join(names)
    for found in MARK.finditer(_LITERAL.sub("`", text)):  # what is left before a role still tells that it is one
        if found[1] not in names:
            yield Fault(loc, f"shows {found[0]}, which is no variable and no worked value; there are {known}")


def _refused(item: BaseItem) -> Iterator[Fault]:
    """Yield what a variant has that no item may have, such as a range whose ends have changed places."""
    assert item.variants is not None
    for number, (row, _) in enumerate(worked_rows(item.variants, item.id), 1):
        try:
            variant_of(item, number - 1)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            why = first["msg"].removeprefix("Value error, ")
            yield Fault(first["loc"], f"is wrong in {_named(item, number, row)}: {why}")
            return


def _named(item: BaseItem, number: int, row: Row) -> str:
    assert item.variants is not None
    return f"variant {number} ({row.given(item.variants.given)})"
