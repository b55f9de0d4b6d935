"""Rules about habits of the author that show in many items only: where the key stands, how long it is, who is asked."""

# ruff: noqa: D401 - the docstring of a rule says what holds, and is the title of the rule in the documentation

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from quizzes.blueprint import chance_at_least
from quizzes.lint.numbers import quantity
from quizzes.lint.rule import CLINICAL, ERROR, WARNING, BankFlaw, bank_rule
from quizzes.model.choices import SingleItem
from quizzes.model.use import Use

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quizzes.lint.banks import Banks
    from quizzes.lint.reading import Reading

FEWEST_ITEMS = 20
"""With fewer items the place of the key says nothing."""
LIKELY, SHARE_MARGIN, LONGEST_RUN = 0.05, 0.15, 3
RARE = 0.01
NEGATIVE_SHARE = 0.05
FEWEST_VIGNETTES, GROUP_SHARE, OLDER, OLDER_PEOPLE = 5, 0.60, 65, 2
_STEM = "Which metal is liquid in a room at 20 degrees?"
_A = {"stem": _STEM, "choices": ["* Mercury", "Iron", "Copper"], "shuffle": False}
_B = {"stem": _STEM, "choices": ["Iron", "* Mercury", "Copper"], "shuffle": False}
_C = {"stem": _STEM, "choices": ["Iron", "Copper", "* Mercury"], "shuffle": False}
_LONG = {"stem": _STEM, "choices": ["* Mercury metal", "Iron", "Copper"]}
_SHORT = {"stem": _STEM, "choices": ["* Mercury", "Iron sulphide", "Tin"]}


def chi_square_tail(value: float, freedom: int) -> float:
    """Return the probability of a chi-square of at least `value` by chance; recurrence over the degrees of freedom."""
    half = value / 2
    if freedom == 1:
        return math.erfc(math.sqrt(half))
    if freedom == 2:  # noqa: PLR2004 - the closed form
        return math.exp(-half)
    step = freedom / 2 - 1
    return chi_square_tail(value, freedom - 2) + math.exp(
        -half + step * math.log(half or 1e-300) - math.lgamma(step + 1)
    )


@bank_rule(
    "B201",
    ERROR,
    "HDR20",
    names_items=True,
    subs={"r": "a run of the same place (warning)"},
    bad={"items": [{**_A, "times": 24}]},
    good={"items": [{**part, "shuffle": True, "times": 8} for part in (_A, _B, _C)]},
)
def key_position(banks: Banks) -> Iterator[BankFlaw]:
    """The key stands in every place about equally often.

    By use of the banks and number of options, from 20 items on: chi-square with p of 0.05 or more, and no place with
    more than its fair share plus 15 points. A warning where items are shuffled, an error where they are printed as
    written; there also no run of more than three keys in the same place. Numbers in order are left out.
    """
    for use, group in banks.by_use.items() if banks.only is None else ():
        by_count: dict[int, list[Reading]] = defaultdict(list)
        for reading in group:
            if isinstance(reading.item, SingleItem) and reading.keys and not _numeric(reading):
                by_count[len(reading.options)].append(reading)
        for count, read in sorted(by_count.items()):
            yield from _uneven(use, count, read)
    for own in banks.readings:
        yield from _runs([one for one in own if one.asked and isinstance(one.item, SingleItem)])


def _numeric(reading: Reading) -> bool:
    return all(quantity(option.text) for option in reading.options)


def _place(reading: Reading) -> int:
    return next((place for place, option in enumerate(reading.options) if option.correct), -1)


def _uneven(use: Use, count: int, read: Sequence[Reading]) -> Iterator[BankFlaw]:
    if len(read) < FEWEST_ITEMS:
        return
    places = Counter(map(_place, read))
    fair = len(read) / count
    chi_square = sum((places[place] - fair) ** 2 / fair for place in range(count))
    place, most = places.most_common(1)[0]
    if chi_square_tail(chi_square, count - 1) < LIKELY or most / len(read) > 1 / count + SHARE_MARGIN:
        level = WARNING if all(reading.item.shuffle for reading in read) else ERROR
        message = f"{use}: the key is at place {place + 1} in {most} of {len(read)} items with {count} options"
        yield BankFlaw(message, read[0].file, level=level, hint="spread the keys")


def _runs(read: Sequence[Reading]) -> Iterator[BankFlaw]:
    length, before = 0, -1
    for reading in read:
        printed = not reading.item.shuffle and not _numeric(reading)
        here = _place(reading) if printed else -1
        length = length + 1 if printed and here == before else int(printed)
        before = here
        if length == LONGEST_RUN + 1:
            at = ("items", reading.place)
            message = f"the key is at place {here + 1} in {length} items one after the other"
            yield BankFlaw(message, reading.file, at, reading.item.id, "r", WARNING)


@bank_rule(
    "B202",
    ERROR,
    "HDR24",
    subs={"s": "the shortest option"},
    bad={"items": [{**_LONG, "times": 12}]},
    good={"items": [{**_LONG, "times": 4}, {**_SHORT, "times": 8}]},
)
def key_length_habit(banks: Banks) -> Iterator[BankFlaw]:
    """The key is not the longest, nor the shortest, option more often than chance allows.

    By use of the banks: the probability of so many or more by chance (each item 1 in its number of options) is not
    below 1 %. With 60 items of three options 30 are too many, with 20 items 13.
    """
    for use, group in banks.by_use.items():
        read = [one for one in group if isinstance(one.item, SingleItem) and one.keys and one.distractors]
        for word, sub, sign in (("longest", "", 1), ("shortest", "s", -1)):
            hits = sum(_extreme(reading, sign) for reading in read)
            if hits and chance_at_least([1 / len(one.options) for one in read], hits) < RARE:
                message = f"{use}: the key is the {word} option in {hits} of {len(read)} items"
                yield BankFlaw(message, read[0].file, sub=sub, hint="give the distractors the same detail")


def _extreme(reading: Reading, sign: int) -> bool:
    rest = max(sign * len(option.text) for option in reading.distractors)
    return sign * len(reading.keys[0].text) > rest


_NEGATIVE = {
    "stem": "Which of these metals does NOT rust in the rain?",
    "choices": ["Iron", "Cast iron", "* Gold"],
}


@bank_rule(
    "B207",
    WARNING,
    "HDR17",
    bad={"use": "pool", "items": [_NEGATIVE, {**_A, "times": 30}]},
    good={"use": "practice", "items": [_NEGATIVE, {**_A, "times": 30}]},
)
def negative_share(banks: Banks) -> Iterator[BankFlaw]:
    """At most 5 % of the items ask for what is not so, and none in the post-test."""
    for use, group in banks.by_use.items():
        if not any(reading.bank.lang.startswith("en") for reading in group):
            continue
        turned = [one for one in group if one.options and one.item.type != "truefalse" and one.negation]
        allowed = 0 if use is Use.POOL else NEGATIVE_SHARE * len(group)
        if len(turned) > max(allowed, 0 if use is Use.POOL else 1):
            message = f"{use}: {len(turned)} of {len(group)} items ask for what is not so (first: {turned[0].item.id})"
            yield BankFlaw(message, turned[0].file)


_AGED = re.compile(r"\b(\d{1,3})[- ]year[- ]old\b|\baged (\d{1,3})\b|\w, (\d{2}),", re.IGNORECASE)
_FEMALE = re.compile(r"\b(?:she|her|woman|female|mother|daughter|girl|wife)\b", re.IGNORECASE)
_MALE = re.compile(r"\b(?:he|his|him|man|male|father|son|boy|husband)\b", re.IGNORECASE)


def _vignettes(ages: Iterable[int], *words: str) -> list[dict[str, object]]:
    stems = zip(ages, words * len(list(ages)), strict=False)
    return [
        {"stem": f"A {age}-year-old {who} feels dizzy at work. What helps first?", "choices": _A["choices"]}
        for age, who in stems
    ]


@bank_rule(
    "B211",
    WARNING,
    "NBME; UDL",
    subs={"o": "fewer than two older adults"},
    fields=CLINICAL,
    bad={"use": "pool", "items": _vignettes([30, 32, 34, 36, 38, 71, 72], "man")},
    good={"use": "pool", "items": _vignettes([30, 50, 34, 56, 38, 71, 72], "man", "woman")},
)
def patient_mix(banks: Banks) -> Iterator[BankFlaw]:
    """The people of the vignettes differ: no age group and no sex above 60 %, and at least two older adults.

    Over the post-test and the capstone, from five vignettes with an age on. Groups: under 18, to 39, to 64, 65 and
    more.
    A case that several items share counts once.
    """
    read = [*banks.by_use.get(Use.POOL, ()), *banks.by_use.get(Use.CAPSTONE, ())]
    texts = dict.fromkeys(reading.case or reading.stem for reading in read)
    people = [(text, int(next(filter(None, found.groups())))) for text in texts if (found := _AGED.search(text))]
    if len(people) < FEWEST_VIGNETTES:
        return
    groups = [_age_group(age) for _, age in people] + [sex for text, _ in people if (sex := _sex(text))]
    for group, number in Counter(groups).items():
        if number > GROUP_SHARE * len(people):
            yield BankFlaw(f"{number} of {len(people)} vignettes are about the group '{group}'", read[0].file)
    older = sum(age >= OLDER for _, age in people)
    if older < OLDER_PEOPLE:
        yield BankFlaw(f"{older} of {len(people)} vignettes are about an older adult", read[0].file, sub="o")


def _age_group(age: int) -> str:
    bounds = ((18, "under 18"), (40, "18 to 39"), (OLDER, "40 to 64"))
    return next((name for bound, name in bounds if age < bound), f"{OLDER} and older")


def _sex(text: str) -> str:
    found = [
        (match.start(), sex) for sex, which in (("women", _FEMALE), ("men", _MALE)) if (match := which.search(text))
    ]
    return min(found)[1] if found else ""
