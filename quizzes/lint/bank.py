"""Rules about coverage: the blueprint, the depth of the pool, the draw, the pass mark, objectives without items."""

# ruff: noqa: D401 - the docstring of a rule says what holds, and is the title of the rule in the documentation

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from quizzes.blueprint import alternatives, in_cells, label, pass_by_guessing, points_to_pass, wanted
from quizzes.draw import DrawError, draw
from quizzes.finding import counted
from quizzes.lint.rule import ERROR, INFO, WARNING, BankFlaw, bank_rule
from quizzes.model.objective import Bloom

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizzes.lint.banks import Banks
    from quizzes.settings import Blueprint

ITEMS_PER_OBJECTIVE = 2
RECALL_WARNING, RECALL_ERROR = 0.20, 0.30
TRIAL_SEEDS = range(1, 6)
JUDGES, ANGOFF_MARGIN = 3, 0.05
_ITEM = {"stem": "Which word opens a loop in the language Python?", "choices": ["* while", "class", "import"]}
_APPLY = {**_ITEM, "bloom": "apply", "objective": ["L1.2"]}
_ONE = {"cells": {"l01 remember": 1}}


def _pool(times: int, **blueprint: object) -> dict[str, object]:
    return {"use": "pool", "items": [{**_ITEM, "times": times}], "blueprint": {**_ONE, **blueprint}}


@bank_rule("B203", ERROR, "NBME", names_items=True, bad=_pool(2), good=_pool(3))
def blueprint_met(banks: Banks) -> Iterator[BankFlaw]:
    """The pool holds exactly what the blueprint declares, cell by cell.

    A cell is a lesson and one or more Bloom levels; the pool has its draw times `pool_factor`. An item that fills no
    cell is never drawn. A group counts as one item here and in every count of the pool, because a test asks one of it.
    """
    blueprint = banks.context.blueprint
    if blueprint is None or not banks.pool:
        return
    counts = {cell: len(alternatives(own)) for cell, own in in_cells(banks.pool, blueprint).items()}
    for cell in blueprint.cells:
        if counts[cell] != wanted(cell, blueprint):
            yield BankFlaw(
                f"{label(cell)} has {counted(counts[cell], 'item')}; the blueprint declares {wanted(cell, blueprint)}"
            )
    if sum(cell.draw for cell in blueprint.cells) != blueprint.draw:
        yield BankFlaw(f"the cells add up to {sum(cell.draw for cell in blueprint.cells)}, not to {blueprint.draw}")
    homeless = {name for name, cell in banks.cell_by_id.items() if cell is None}
    for file in banks.files:
        for place, item in enumerate(file.bank.items):
            if item.id in homeless and file.bank.use == "pool":
                message = f"no cell of the blueprint is for {item.lesson or file.bank.lesson} at level {item.bloom}"
                yield BankFlaw(message, file, ("items", place), item.id)


@bank_rule(
    "B204",
    ERROR,
    "project",
    subs={"o": "an objective with fewer than two items"},
    bad=_pool(2),
    good={
        "use": "pool",
        "items": [{**_ITEM, "times": 3}, {**_APPLY, "times": 3}],
        "blueprint": {"cells": {"l01 remember": 1, "l01 apply": 1}},
    },
)
def pool_depth(banks: Banks) -> Iterator[BankFlaw]:
    """The pool of each cell is `pool_factor` times its draw, and each objective has two items in the whole bank.

    With three times, as the settings have it when they say nothing, a second and a third attempt repeat no item.
    Objectives are counted over every bank, practice and capstone too.
    """
    blueprint = banks.context.blueprint
    if blueprint is not None and banks.pool:
        counts = {cell: len(alternatives(own)) for cell, own in in_cells(banks.pool, blueprint).items()}
        for cell in blueprint.cells:
            if counts[cell] < wanted(cell, blueprint):
                factor = f"{blueprint.pool_factor:g} times its draw of {cell.draw}"
                yield BankFlaw(f"{label(cell)}: {counted(counts[cell], 'item')}, fewer than {factor}")
    asked = [reading for reading in banks.every() if reading.asked]
    tested = Counter(name for name, _ in {(name, reading.unit) for reading in asked for name in reading.item.objective})
    for name in _covered_lessons(banks):
        if tested[name] < ITEMS_PER_OBJECTIVE:
            message = f"objective {name} has {tested[name]} item{'s' * (tested[name] != 1)} in all banks"
            yield BankFlaw(message, subject=name, sub="o", hint=f"write at least {ITEMS_PER_OBJECTIVE}")


def _covered_lessons(banks: Banks) -> list[str]:
    """Return the objectives when the banks are those of a whole course: when there are objectives and a blueprint."""
    return list(banks.context.objectives) if banks.context.blueprint else []


@bank_rule(
    "Q126e",
    ERROR,
    "QM 3.1; blueprint",
    bad={"items": [{**_ITEM, "objective": ["L1.2"], "times": 2}, _ITEM], "blueprint": _ONE},
    good={"items": [_APPLY, _ITEM], "blueprint": _ONE},
)
def objective_at_its_level(banks: Banks) -> Iterator[BankFlaw]:
    """Each objective has an item at its own Bloom level in the whole bank.

    Asked, like the count of items an objective, when the settings have objectives and a blueprint.
    """
    levels = {(name, reading.item.bloom) for reading in banks.every() for name in reading.item.objective}
    for name in _covered_lessons(banks):
        bloom = banks.context.objectives[name].bloom
        if (name, bloom) not in levels:
            yield BankFlaw(f"no item tests objective {name} at its level '{bloom}'", subject=name)


@bank_rule(
    "B205",
    ERROR,
    "NBME",
    bad={"items": [_ITEM], "blueprint": {"cells": {"l01 remember": 2, "l01 apply": 3}}},
    good={"items": [_ITEM], "blueprint": {"cells": {"l01 remember": 1, "l01 apply": 4}}},
)
def recall_cap(banks: Banks) -> Iterator[BankFlaw]:
    """At most a fifth of a draw asks for recall; more than 30 % is an error."""
    blueprint = banks.context.blueprint
    if blueprint is None:
        return
    recall = sum(cell.draw for cell in blueprint.cells if set(cell.bloom) == {Bloom.REMEMBER}) / blueprint.draw
    if recall > RECALL_WARNING:
        level = ERROR if recall > RECALL_ERROR else WARNING
        yield BankFlaw(f"{recall:.0%} of a draw asks for recall", level=level, hint="at most 20 %")


@bank_rule("B208", ERROR, "project", bad=_pool(1, cells={"l01 remember": 2}), good=_pool(3))
def draws_are_correct(banks: Banks) -> Iterator[BankFlaw]:
    """Draws from this pool are right: exact counts, nothing twice, cases together, unseen items first.

    Five seeds are tried here with the pool as it is; the tests of the package try many pools.
    """
    blueprint = banks.context.blueprint
    if blueprint is None or not banks.pool:
        return
    for seed in TRIAL_SEEDS:
        if problem := _draw_problem(banks, blueprint, seed):
            yield BankFlaw(f"draw with seed {seed}: {problem}")
            return


def _draw_problem(banks: Banks, blueprint: Blueprint, seed: int) -> str | None:
    try:
        first = draw(banks.pool, blueprint, seed)
    except DrawError as error:
        return str(error)
    again = draw(banks.pool, blueprint, seed + 1000, {entry.id for entry in first})
    cells = in_cells(banks.pool, blueprint)
    deep = all(len(alternatives(cells[cell])) >= 2 * cell.draw for cell in blueprint.cells)
    groups = [entry.group for entry in first if entry.group]
    if len(groups) > len(set(groups)):
        return "two items of a group"
    if deep and {entry.id for entry in first} & {entry.id for entry in again}:
        return "a second attempt repeats an item although the pool has others"
    cases = [entry.case for place, entry in enumerate(first) if place == 0 or entry.case != first[place - 1].case]
    named = [case for case in cases if case]
    return "the items of a case are apart" if len(named) != len(set(named)) else None


@bank_rule(
    "B209",
    ERROR,
    "project",
    bad={"items": [_ITEM], "blueprint": {"cells": {"l01 apply": 24}, "pass": 0.8}},
    good={"items": [_ITEM], "blueprint": {"cells": {"l01 apply": 20}, "pass": 0.8}},
)
def whole_pass_mark(banks: Banks) -> Iterator[BankFlaw]:
    """The pass mark is a whole number of items: 80 % of 20 is 16, of 24 it is 19.2."""
    blueprint = banks.context.blueprint
    if blueprint is not None and points_to_pass(blueprint) is None:
        exact = blueprint.draw * blueprint.pass_mark
        yield BankFlaw(f"{blueprint.pass_mark:.0%} of {blueprint.draw} items is {exact:g}, not a whole number")


@bank_rule(
    "B210",
    WARNING,
    "modified Angoff",
    subs={"p": "no estimates: the pass mark is provisional (information)"},
    bad={**_pool(3), "angoff": [0.5, 0.6, 0.55]},
    good={**_pool(3, **{"pass": 1.0}), "angoff": [0.95, 1.0, 0.98]},
)
def angoff(banks: Banks) -> Iterator[BankFlaw]:
    """At least three judges have estimated the items, and their mean is within five points of the pass mark.

    The estimates are in `angoff.csv` beside the settings: item, judge, estimate (the share, from 0 to 1, of people just
    good enough who would answer it). Without them the pass mark is provisional.
    """
    blueprint, estimates = banks.context.blueprint, banks.context.angoff
    if blueprint is None or not banks.pool:
        return
    if not estimates:
        yield BankFlaw("no judges' estimates: call the pass mark provisional", sub="p", level=INFO)
        return
    few = [entry.id for entry in banks.pool if len(estimates.get(entry.id, ())) < JUDGES]
    if few:
        yield BankFlaw(f"{counted(len(few), 'item has', 'items have')} fewer than {JUDGES} judges (first: {few[0]})")
        return
    means = [sum(estimates[entry.id]) / len(estimates[entry.id]) for entry in banks.pool]
    mean = sum(means) / len(means)
    if abs(mean - blueprint.pass_mark) > ANGOFF_MARGIN:
        yield BankFlaw(f"the judges' mean is {mean:.0%}, the pass mark {blueprint.pass_mark:.0%}")


@bank_rule("B212", INFO, "project", bad=_pool(3), good={"items": [_ITEM]})
def guess_floor(banks: Banks) -> Iterator[BankFlaw]:
    """The chance to pass by guessing is known.

    Printed for every blueprint with a pool: 16 of 20 items with three options are passed by luck 2.5 times in 100,000.
    """
    blueprint = banks.context.blueprint
    if blueprint is not None and banks.pool:
        chance = pass_by_guessing(banks.pool, blueprint)
        yield BankFlaw(f"who guesses passes with a probability of {chance:.1e}")
