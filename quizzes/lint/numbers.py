"""Rules about options that are numbers: their order, their units, ranges that overlap."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple

from quizzes.lint.rule import ERROR, INFO, WARNING, Flaw, item_rule
from quizzes.model import MultipleItem, SingleItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizzes.lint.reading import Option, Reading

_UNITS = {
    "%": ("share", 1.0), "percent": ("share", 1.0),
    "mcg": ("mass", 1e-3), "µg": ("mass", 1e-3), "μg": ("mass", 1e-3), "mg": ("mass", 1.0), "g": ("mass", 1e3),
    "kg": ("mass", 1e6), "ml": ("volume", 1.0), "l": ("volume", 1e3),
    "second": ("time", 1 / 3600), "minute": ("time", 1 / 60), "min": ("time", 1 / 60), "hour": ("time", 1.0),
    "h": ("time", 1.0), "day": ("time", 24.0), "week": ("time", 168.0), "month": ("time", 730.5),
    "year": ("time", 8766.0),
}  # fmt: skip
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_NUMBER = re.compile(
    r"^\s*(?:about |approximately |around |nearly |roughly |~ ?|≈ ?|[<>≤≥] ?|less than |more than |up to |under "
    r"|over )?"
    rf"(?P<low>{_FIGURE})(?!-[A-Za-z])(?:\s*(?P<inner>{_UNIT})s?)?"
    rf"(?:\s*(?:-|–|to|and|or)\s*(?P<high>{_FIGURE}))?(?:[\s-]*(?P<unit>{_UNIT})s?(?!\w))?(?P<rest>(?!\w).*)$",
    re.IGNORECASE | re.DOTALL,
)
_MONTHS = {
    name: place
    for place, name in enumerate(
        ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
         "december"),
        1,
    )
}  # fmt: skip
_DATE = re.compile(
    rf"^\s*(?:(\d{{1,2}})\.? )?({'|'.join(_MONTHS)})(?: (\d{{1,2}}),?)?(?: (\d{{4}}))?\s*$", re.IGNORECASE
)
_ISO_DATE = re.compile(r"^\s*(\d{4})-(\d\d)(?:-(\d\d))?\s*$")


class Quantity(NamedTuple):
    """An option read as a number: `low` and `high` (equal for a point) in the base unit of `dimension`."""

    low: float
    high: float
    dimension: str
    unit: str
    rest: str


def quantity(text: str) -> Quantity | None:
    """Return what an option that begins with a number says, or None; '5 to 10%' and '5% to 10%' are ranges."""
    date = _date(text)
    if date is not None:
        return Quantity(date, date, "date", "date", "")
    found = _NUMBER.match(text)
    if not found:
        return None
    unit = (found["unit"] or found["inner"] or "").lower()
    dimension, factor = _UNITS.get(unit, ("", 1.0))
    low = float(found["low"].replace(",", "")) * factor
    high = float(found["high"].replace(",", "")) * factor if found["high"] else low
    return Quantity(low, high, dimension, {"percent": "%", "min": "minute", "h": "hour"}.get(unit, unit), found["rest"])


def _date(text: str) -> float | None:
    if found := _ISO_DATE.match(text):
        return int(found[1]) * 372.0 + int(found[2]) * 31 + int(found[3] or 0)
    if found := _DATE.match(text):
        return int(found[4] or 0) * 372.0 + _MONTHS[found[2].lower()] * 31 + int(found[1] or found[3] or 0)
    return None


def _quantities(reading: Reading) -> list[tuple[Option, Quantity]]:
    """Return the options with their numbers when every option begins with one, otherwise nothing."""
    if not isinstance(reading.item, SingleItem | MultipleItem):
        return []
    found: list[tuple[Option, Quantity]] = []
    for option in reading.options:
        value = quantity(option.text)
        if value is None:
            return []
        found.append((option, value))
    return found


_CUT = "What share of the Earth do deserts of sand cover?"


@item_rule(
    "Q118",
    ERROR,
    "HDR21; NBME",
    subs={"u": "units differ", "s": "in order, but shuffled (information)"},
    bad={"stem": _CUT, "choices": ["50%", "* 5 to 10%", "25%"]},
    good={"stem": _CUT, "choices": ["* 5 to 10%", "25 to 30%", "50 to 60%"], "shuffle": False},
)
def number_order(reading: Reading) -> Iterator[Flaw]:
    """Options that are numbers, doses or dates stand in order and have the same unit.

    Rising or falling; a search for the right place in a disorder tests nothing. Units of one kind (hours and days) are
    compared and give a warning; units of different kinds are an error.
    """
    values = [value for _, value in _quantities(reading)]
    if not values:
        return
    if len({value.dimension for value in values}) > 1:
        yield Flaw("the options have units of different kinds", ("choices",), "u", hint="use one unit")
        return
    if len({value.unit for value in values}) > 1:
        yield Flaw("the options have different units", ("choices",), "u", WARNING, "use one unit")
    spans = [(value.low, value.high) for value in values]
    if spans not in (sorted(spans), sorted(spans, reverse=True)):
        yield Flaw("the numbers are not in order", ("choices",), hint="sort them, and set `shuffle: false`")
    elif reading.item.shuffle:
        yield Flaw("the numbers are in order, but `shuffle` is on", ("choices",), "s", INFO, "set `shuffle: false`")


@item_rule(
    "Q119",
    ERROR,
    "HDR22; NBME",
    subs={"t": "ranges touch (warning)", "m": "points mixed with ranges (warning)"},
    bad={"stem": _CUT, "choices": ["* 5 to 10%", "8 to 25%", "20 to 50%"], "shuffle": False},
    good={"stem": _CUT, "choices": ["* 5 to 10%", "15 to 25%", "30 to 50%"], "shuffle": False},
)
def overlapping_ranges(reading: Reading) -> Iterator[Flaw]:
    """Ranges of numbers do not overlap.

    In an overlap two options are right. Ranges that touch at an end, and points among ranges, give a warning. Options
    that say different things after the number ('every week', 'every month') are not compared.
    """
    pairs = _quantities(reading)
    ranged = [value.low < value.high for _, value in pairs]
    if not any(ranged) or len({value.rest.strip(" .").lower() for _, value in pairs}) > 1:
        return
    if not all(ranged):
        yield Flaw("single numbers are mixed with ranges", ("choices",), "m", WARNING, "use one of the two forms")
    ordered = sorted(pairs, key=lambda pair: pair[1][:2])
    if any(second.low < first.high for (_, first), (_, second) in combinations(ordered, 2)):
        yield Flaw("ranges overlap, so that two options hold the same number", ("choices",))
    elif any(first.high == second.low for (_, first), (_, second) in pairwise(ordered)):
        yield Flaw("ranges touch at their ends", ("choices",), "t", WARNING, "begin the next range one step higher")
