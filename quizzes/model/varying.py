"""The variants of an item: their values, worked out once and here, and the plain item that each of them is.

Pages carry the values, not the expressions: what was checked is what is shown and graded, in Python and in the browser.
An item that was loaded is the variant that it shows on paper; `variant_of` makes any other.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from quizzes.expression import Expression, ExpressionError, read_expression, rounded, settled
from quizzes.model.variants import Variants
from quizzes.seeded import Random

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quizzes.model.item import BaseItem
    from quizzes.model.variants import Worked

MINUS = "\N{MINUS SIGN}"
MARK = re.compile(r"(?<![{\\])\{([A-Za-z_][A-Za-z0-9_]*)\}(?![}`])")
"""A value in a text; group 1 is its name. Neither a gap `{{a}}` nor a role: `` {sub}`2` ``."""
SMALLEST = 1e-9
"""Numbers below are refused: nobody could read them."""
NO_TEXT = frozenset((
    "id", "type", "variants", "objective", "reference", "tags", "allow", "review", "claims", "facts", "lesson",
    "stimulus", "bloom", "scoring", "match", "misconception", "group", "next", "unit", "units",
))  # fmt: skip
"""Keys of an item whose values are no texts for learners."""
NUMBERS = ("value", "tolerance", "range")
"""Keys of the answer of a numeric item that may be expressions."""
Value = float | str


class Fault(NamedTuple):
    """What is wrong with the values of an item: where, counted from the item, and a sentence."""

    loc: tuple[str | int, ...]
    sentence: str


class Row(NamedTuple):
    """The values of one variant, and how each is shown with a decimal point."""

    values: dict[str, Value]
    shown: dict[str, str]

    def words(self, decimal: str = ".") -> dict[str, str]:
        """Return how each value is shown with the decimal sign of a language; words stay as they are."""
        numbers = {name for name, value in self.values.items() if not isinstance(value, str)}
        return {name: text.replace(".", decimal) if name in numbers else text for name, text in self.shown.items()}

    def given(self, names: tuple[str, ...]) -> str:
        """Return the variables in words, for messages: 'weight 50, dose 0.5'."""
        return ", ".join(f"{name} {self.shown[name]}" for name in names)


def count_of(item: BaseItem) -> int:
    """Return how many variants an item has; 1 where nothing varies."""
    return item.variants.length if item.variants else 1


def variant_of(item: BaseItem, number: int, decimal: str = ".") -> Any:
    """Return variant `number` (from 0, taken round and round) as a plain item; an item that does not vary as it is."""
    if item.variants is None or item.template is None:
        return item
    row = rows_of(item)[number % count_of(item)]
    values = {key: value for key, value in filled(item.template, row, decimal).items() if key != "variants"}
    return type(item).model_validate(values)


def rows_of(item: BaseItem) -> tuple[Row, ...]:
    """Return the values of every variant of an item."""
    assert item.variants is not None
    return tuple(row for row, _ in worked_rows(item.variants, item.id))


def first_filled(template: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the values of an item as those of the variant that it shows; as they are where its variants are broken.

    What has no value is 1, so that everything else is judged; `faults_of` tells it.
    """
    try:
        variants = Variants.model_validate(template["variants"])
    except ValueError:
        return {**filled(template, Row({}, {}), "."), "variants": template["variants"]}
    rows = worked_rows(variants, str(template.get("id")))
    return filled(template, rows[variants.shown - 1][0], ".")


def filled(template: Mapping[str, Any], row: Row, decimal: str) -> dict[str, Any]:
    """Return the values of an item with the numbers of its answer worked out and every `{name}` replaced."""
    words = row.words(decimal)
    made = {key: value if key in NO_TEXT else _with_words(value, words) for key, value in template.items()}
    answer = template.get("answer")
    if template.get("type") == "numeric" and isinstance(answer, dict):
        made["answer"] = {key: _number(answer[key], row) if key in NUMBERS else answer[key] for key in answer}
    return made


def _with_words(value: object, words: Mapping[str, str]) -> object:
    if isinstance(value, str):
        return MARK.sub(lambda found: words.get(found[1], found[0]), value)
    if isinstance(value, dict):
        return {key: inner if key in NO_TEXT else _with_words(inner, words) for key, inner in value.items()}
    return [_with_words(inner, words) for inner in value] if isinstance(value, list) else value


def _number(value: object, row: Row) -> object:
    """Return a number of the answer; what cannot be worked out stays, and the model refuses it, or is 1."""
    if isinstance(value, list):
        return [_number(inner, row) for inner in value]
    if not isinstance(value, str):
        return value
    try:
        return read_expression(value).value(numbers_in(row.values))
    except ExpressionError:
        return 1.0


def numbers_in(values: Mapping[str, Value]) -> dict[str, float]:
    """Return the values that are numbers."""
    return {name: value for name, value in values.items() if not isinstance(value, str)}


@lru_cache(maxsize=512)
def _read(text: str) -> Expression:
    return read_expression(text)


def worked_rows(variants: Variants, item_id: str) -> list[tuple[Row, dict[str, str]]]:
    """Return the values of each variant, and for each name that has no value there why."""
    key = (variants.model_dump_json(), item_id)
    return list(_cached_rows(*key))


@lru_cache(maxsize=256)
def _cached_rows(declared: str, item_id: str) -> tuple[tuple[Row, dict[str, str]], ...]:
    variants = Variants.model_validate_json(declared)
    return tuple(_worked(variants, values) for values in _given(variants, item_id))


def _given(variants: Variants, item_id: str) -> Iterator[dict[str, Value]]:
    """Yield the values of the variables of each variant: the rows as they stand, or ranges drawn by the seed."""
    if variants.rows:
        yield from (dict(row) for row in variants.rows)
        return
    random = Random(f"{variants.seed or item_id}/variants")
    ranges = variants.variables
    seen: dict[tuple[int, ...], None] = {}
    while len(seen) < variants.length:
        seen.setdefault(tuple(random.below(one.length) for one in ranges.values()))
    for places in seen:
        yield {name: one.number(place) for (name, one), place in zip(ranges.items(), places, strict=True)}


def _worked(variants: Variants, given: Mapping[str, Value]) -> tuple[Row, dict[str, str]]:
    values: dict[str, Value] = dict(given)
    shown = {name: value if isinstance(value, str) else plain(value) for name, value in given.items()}
    wrong: dict[str, str] = {}
    for name, how in variants.worked.items():
        try:
            values[name], shown[name] = _rounded(_read(how.value).value(numbers_in(values)), how)
        except ExpressionError as error:
            values[name], shown[name], wrong[name] = 1.0, "1", f"has no value: {error}"
        else:
            why = _impossible(float(values[name]), shown[name], how)
            if why:
                wrong[name] = why
    return Row(values, shown), wrong


def _rounded(number: float, how: Worked) -> tuple[float, str]:
    """Return a value as it is rounded, and how it is shown.

    Decimals end with no zeros, because 5.0 mg has been read as 50 mg; significant figures keep theirs.
    """
    if how.significant_figures and number:
        first = Decimal(repr(settled(number))).adjusted()
        # 9.96 to two figures is 10, whose first figure stands one place higher
        once = Decimal(repr(settled(number))).quantize(
            Decimal(1).scaleb(first - how.significant_figures + 1), ROUND_HALF_UP
        )
        cut = once.quantize(Decimal(1).scaleb(once.adjusted() - how.significant_figures + 1), ROUND_HALF_UP)
        return float(cut), _signed(format(cut, "f"))
    value = number if how.decimals is None else float(rounded(number, how.decimals))
    return value, plain(value)


def _impossible(value: float, shown: str, how: Worked) -> str:
    if how.min is not None and value < how.min:
        return f"is {shown}, below its `min` of {plain(how.min)}"
    if how.max is not None and value > how.max:
        return f"is {shown}, above its `max` of {plain(how.max)}"
    if 0 < abs(value) < SMALLEST:
        return "is too small a number to be shown"
    return ""


def plain(number: float) -> str:
    """Return a number in digits, to 12 significant figures, without zeros at its end and with a true minus sign."""
    text = format(Decimal(repr(settled(number))), "f")
    return _signed(text.rstrip("0").rstrip(".") if "." in text else text)


def _signed(text: str) -> str:
    return text.replace("-", MINUS)
