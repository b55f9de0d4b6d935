"""Rules about items that vary: what holds for one variant holds for all, and there are enough of them."""

# ruff: noqa: D401 - the docstring of a rule says what holds, and is the title of the rule in the documentation

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzes.expression import read_expression
from quizzes.lint.reading import Reading
from quizzes.lint.rule import ERROR, WARNING, Flaw, item_rule
from quizzes.lint.structure import duplicate_options
from quizzes.load import BankFile
from quizzes.model.varying import MARK, count_of, numbers_in, rows_of, variant_of
from quizzes.variant_faults import expressions_in, texts_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizzes.model.types import Item
    from quizzes.model.variants import Variants

FEWEST = 4
"""With fewer variants the second try often meets the numbers of the first."""
_TABLETS = {
    "stem": "A dose of {dose} mg is ordered, and a tablet has {tablet} mg. How many tablets are that?",
    "rationale": "The dose is divided by what one tablet holds, {dose} by {tablet}.",
}
_WORKED = {"right": "dose / tablet", "wrong": "dose * tablet / 4"}
_CHOICES = ["* {right}", "{wrong}", "0"]
_ROWS = [{"dose": 4, "tablet": 4}, {"dose": 3, "tablet": 1}, {"dose": 6, "tablet": 1}, {"dose": 5, "tablet": 1}]
_NUMBER = {"type": "numeric", **_TABLETS, "answer": {"value": "count", "tolerance": 0.01}}


def _declared(**worked: object) -> dict[str, object]:
    ranges = {"dose": {"min": 10, "max": 90, "step": 10}, "tablet": {"min": 2, "max": 8}}
    return {"variables": ranges, "worked": {"count": {"value": "dose / tablet", "decimals": 2}, **worked}}


@item_rule(
    "Q158",
    ERROR,
    "HDR22; NBME",
    bad={**_TABLETS, "choices": _CHOICES, "variants": {"rows": [*_ROWS, {"dose": 8, "tablet": 2}], "worked": _WORKED}},
    good={**_TABLETS, "choices": _CHOICES, "variants": {"rows": [*_ROWS, {"dose": 9, "tablet": 1}], "worked": _WORKED}},
)
def alike_in_a_variant(reading: Reading) -> Iterator[Flaw]:
    """In no variant of an item do two options say the same.

    A distractor that is worked out meets the key, or another distractor, with some numbers: 2 × 2 is 2 + 2. Change the
    expression or the range. The variant that is shown on paper is read by [Q103](#rule-q103).
    """
    item = reading.item
    if item.variants is None:
        return
    told: set[tuple[str | int, ...]] = set()
    for number, row in enumerate(rows_of(item)):
        if number == item.variants.shown - 1:
            continue
        bank = reading.bank.model_copy(update={"items": (variant_of(item, number),)})
        other = Reading(BankFile(reading.file.path, bank, {}), 0, reading.context)
        for flaw in duplicate_options(other):
            if flaw.level is None and flaw.at not in told:
                told.add(flaw.at)
                yield Flaw(f"{flaw.message}, in variant {number + 1} ({row.given(item.variants.given)})", flaw.at)


@item_rule(
    "Q159",
    WARNING,
    "project",
    subs={"n": "a negative value", "r": "a rounded answer without tolerance", "u": "a value that nothing uses"},
    bad={**_NUMBER, "variants": {**_declared(), "count": 2}},
    good={**_NUMBER, "variants": _declared()},
)
def variants_worth_having(reading: Reading) -> Iterator[Flaw]:
    """An item that varies has four variants or more, uses what it declares, and gives no value that is impossible.

    A value below 0 that is worked out of numbers that are not is mostly a slip, as a dose or a time; where it is meant,
    give the value a `min`. An answer that was rounded needs a `tolerance`: whoever types more decimals is right, too.
    """
    item = reading.item
    if item.variants is None:
        return
    if count_of(item) < FEWEST:
        yield Flaw(
            f"there are {count_of(item)} variants: whoever tries again soon meets the same numbers", ("variants",)
        )
    yield from _negative(item, item.variants)
    yield from _rounded(item, item.variants)
    yield from _unused(item, item.variants)


def _negative(item: Item, variants: Variants) -> Iterator[Flaw]:
    rows = rows_of(item)
    if any(number < 0 for row in rows for name, number in numbers_in(row.values).items() if name in variants.given):
        return
    for name, how in variants.worked.items():
        wrong = next((row for row in rows if how.min is None and numbers_in(row.values)[name] < 0), None)
        if wrong:
            message = f"{name} is {wrong.shown[name]} with {wrong.given(variants.given)}"
            yield Flaw(message, ("variants", "worked", name), "n", hint="where that is meant, give it a `min`")


def _rounded(item: Item, variants: Variants) -> Iterator[Flaw]:
    """Yield an answer whose rounding nobody may undo: the number itself is asked for, and it is not exact."""
    answer = (item.template or {}).get("answer")
    if not isinstance(answer, dict) or set(answer) & {"tolerance", "relative_tolerance", "significant_figures"}:
        return
    how = variants.worked.get(str(answer.get("value")))
    if how is None:
        return
    exact = read_expression(how.value)
    if any(exact.value(numbers_in(row.values)) != row.values[str(answer["value"])] for row in rows_of(item)):
        message = "the answer is rounded, and whoever gives more decimals would be wrong"
        yield Flaw(message, ("answer", "value"), "r", hint="give it a `tolerance`")


def _unused(item: Item, variants: Variants) -> Iterator[Flaw]:
    template = item.template or {}
    texts = [text for _, text in texts_in(template)]
    used = {name for text in texts for name in MARK.findall(text)}
    read = [*(text for _, text in expressions_in(template)), *(how.value for how in variants.worked.values())]
    used |= {name for text in read for name in read_expression(text).names}
    for name in (*variants.given, *variants.worked):
        if name not in used:
            place = "worked" if name in variants.worked else "variables"
            yield Flaw(f"nothing shows or uses '{name}'", ("variants", place, name), "u")
