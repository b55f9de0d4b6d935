"""Rules about options that are numbers: their order, their units, ranges that overlap."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple

from quizzes.lint import patterns
from quizzes.lint.rule import ERROR, INFO, WARNING, Flaw, item_rule
from quizzes.lint.text_measures import norm
from quizzes.model.choices import MultipleItem, SingleItem
from quizzes.model.words import ClozeItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizzes.lint.reading import Loc, Reading

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
    r"^\s*(?P<open>between |from )?"
    r"(?:about |approximately |around |nearly |roughly |~ ?|≈ ?|[<>≤≥] ?|less than |more than |up to |under "
    r"|over )?"
    rf"(?P<low>{_FIGURE})(?!-[A-Za-z])(?:\s*(?P<inner>{_UNIT})s?)?"
    rf"(?:\s*(?P<link>-|–|to|and|or)\s*(?P<high>{_FIGURE}))?(?:[\s-]*(?P<unit>{_UNIT})s?(?!\w))?(?P<rest>(?!\w).*)$",
    re.IGNORECASE | re.DOTALL,
)
_NO_PLAIN_NUMBER = re.compile(r"\s*(?:[×x·*^/:÷+=]|[-–]\s?[\d(]|\.\d|e[-+]?\d|[⁰¹²³⁴-⁹]|\\|;|, ?\d)", re.IGNORECASE)
"""Behind a number: powers, products, fractions, ratios, times of the day, versions, lists of numbers."""
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
    """Return what an option that begins with a number says, or None; '5 to 10%' and '5% to 10%' are ranges.

    None too for what only begins with digits: '1.2 × 10^4', '1/2', '1:10', '10:30', '3^2', '1.2.3', '2 to 1'. Two
    numbers joined by 'and' are a range after 'between', and by 'or' when one follows the other ('2 or 3').
    """
    date = _date(text)
    if date is not None:
        return Quantity(date, date, "date", "date", "")
    found = _NUMBER.match(text)
    if not found or _NO_PLAIN_NUMBER.match(found["rest"]) or not _is_range(found):
        return None
    unit = (found["unit"] or found["inner"] or "").lower()
    dimension, factor = _UNITS.get(unit, ("", 1.0))
    low = float(found["low"].replace(",", "")) * factor
    high = float(found["high"].replace(",", "")) * factor if found["high"] else low
    return Quantity(low, high, dimension, {"percent": "%", "min": "minute", "h": "hour"}.get(unit, unit), found["rest"])


def _is_range(found: re.Match[str]) -> bool:
    """Say whether the second number of an option closes a range that the first one opens; without one, if none does."""
    if not found["high"]:
        return not found["open"]
    low, high = (float(found[name].replace(",", "")) for name in ("low", "high"))
    if found["link"] == "and":
        return bool(found["open"])
    return low < high and (found["link"] != "or" or high - low == 1)


def _date(text: str) -> float | None:
    if found := _ISO_DATE.match(text):
        return int(found[1]) * 372.0 + int(found[2]) * 31 + int(found[3] or 0)
    if found := _DATE.match(text):
        return int(found[4] or 0) * 372.0 + _MONTHS[found[2].lower()] * 31 + int(found[1] or found[3] or 0)
    return None


def _quantities(reading: Reading) -> Iterator[tuple[Loc, list[Quantity]]]:
    """Yield each set of choices (the options, or the menu of a gap) in which all are numbers, with its place."""
    sets: dict[Loc, list[str]] = {}
    if isinstance(reading.item, SingleItem | MultipleItem):
        sets["choices",] = [option.text for option in reading.options]
    elif isinstance(reading.item, ClozeItem):
        for part in reading.choosable:
            sets.setdefault(part.at[:3], []).append(part.text)
    for at, texts in sets.items():
        values = [value for text in texts if (value := quantity(text))]
        if len(values) == len(texts) and not _are_labels(reading, values):
            yield at, values


def _are_labels(reading: Reading, values: list[Quantity]) -> bool:
    """Say whether the numbers are names: of the statements that the stem lists, or of plans 1 to n."""
    bare = all(value.low == value.high and not value.unit and not value.rest.strip(" .") for value in values)
    counted = sorted(value.low for value in values) == [*map(float, range(1, len(values) + 1))]
    listed = patterns.NUMBERED_LIST.search(reading.item.stem) is not None
    named = isinstance(reading.item, MultipleItem) or _NAMED.search(reading.lead_in) is not None
    return bare and (listed or (counted and named))


_NAMED = re.compile(r"\b(?:option|plan|design|statement|snippet|program|figure|picture|version)s?\b", re.IGNORECASE)


_CUT = "What share of the Earth do deserts of sand cover?"


@item_rule(
    "Q118",
    ERROR,
    "HDR21; NBME",
    subs={"u": "units differ (warning)", "s": "in order, but shuffled (information)"},
    bad={"stem": _CUT, "choices": ["50%", "* 5 to 10%", "25%"]},
    good={"stem": _CUT, "choices": ["* 5 to 10%", "25 to 30%", "50 to 60%"], "shuffle": False},
)
def number_order(reading: Reading) -> Iterator[Flaw]:
    """Options that are numbers, doses or dates stand in order and have the same unit.

    Rising or falling; a search for the right place in a disorder tests nothing. The menus of a cloze text are asked
    too. Units give a warning: those of one kind (hours and days) are compared, others not. Numbers that name the
    statements or plans of the stem have no order, numbers of different things ('20 Hz', '5 dB') are not compared, and
    those of an item that varies have another order in each variant.
    """
    for at, values in _quantities(reading):
        if len({value.dimension for value in values}) > 1:
            yield Flaw("the options have units of different kinds", at, "u", WARNING, "use one unit")
        elif len({_counted(value) for value in values}) == 1:
            yield from _disorder(reading, at, values)


def _counted(value: Quantity) -> str:
    """Return the word behind a number, which says what is counted."""
    return next(iter(norm(value.rest).split()), "").removesuffix("s")


def _disorder(reading: Reading, at: Loc, values: list[Quantity]) -> Iterator[Flaw]:
    if len({value.unit for value in values}) > 1:
        yield Flaw("the options have different units", at, "u", WARNING, "use one unit")
    spans = [(value.low, value.high) for value in values]
    if spans not in (sorted(spans), sorted(spans, reverse=True)) and not reading.item.variants:
        yield Flaw("the numbers are not in order", at, hint="sort them, and set `shuffle: false`")
    elif reading.item.shuffle:
        yield Flaw("the numbers are in order, but `shuffle` is on", at, "s", INFO, "set `shuffle: false`")


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
    for at, values in _quantities(reading):
        ranged = [value.low < value.high for value in values]
        if any(ranged) and len({value.rest.strip(" .").lower() for value in values}) == 1:
            if not all(ranged):
                yield Flaw("single numbers are mixed with ranges", at, "m", WARNING, "use one of the two forms")
            yield from _meeting(at, sorted(values))


def _meeting(at: Loc, values: list[Quantity]) -> Iterator[Flaw]:
    if any(second.low < first.high for first, second in combinations(values, 2)):
        yield Flaw("ranges overlap, so that two options hold the same number", at)
    elif any(first.high == second.low for first, second in pairwise(values)):
        yield Flaw("ranges touch at their ends", at, "t", WARNING, "begin the next range one step higher")
