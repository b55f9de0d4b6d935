"""Rules about what an item rests on: references, objectives, facts, claims, and whether they still hold."""

# ruff: noqa: D401 - the docstring of a rule says what holds, and is the title of the rule in the documentation

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzes.lint.rule import ERROR, INFO, Flaw, item_rule
from quizzes.model.use import Use

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizzes.lint.reading import Reading

_STEM = "Which river runs through Cairo on its way north?"
_ITEM = {"stem": _STEM, "choices": ["* Nile", "Congo", "Niger"]}


@item_rule(
    "Q125",
    ERROR,
    "CE A7",
    subs={"u": "unknown key"},
    bad={**_ITEM, "reference": []},
    good={**_ITEM, "reference": [{"key": "label", "locator": "section 12"}]},
)
def citation(reading: Reading) -> Iterator[Flaw]:
    """Every item cites a work of the bibliography and the place in it.

    Without a bibliography in the settings only the presence of a reference is asked, as an information: who names no
    bibliography does not cite.
    """
    if not reading.asked:
        return
    if not reading.item.reference:
        level = INFO if reading.context.references is None else ERROR
        yield Flaw("no reference", (), level=level, hint="`reference: [{key: …, locator: page or section}]`")
    for place, reference in enumerate(reading.item.reference):
        if reading.context.references is not None and reference.key not in reading.context.references:
            yield Flaw(f"the bibliography has no '{reference.key}'", ("reference", place, "key"), "u")


@item_rule(
    "Q126",
    ERROR,
    "QM 3.1; blueprint",
    subs={"u": "unknown objective", "l": "of another lesson", "b": "above the objective's level", "m": "no Bloom level",
          "e": "no item at the objective's level (whole bank)"},
    bad={**_ITEM, "objective": ["L9.9"]},
    good={**_ITEM, "objective": ["L1.1"]},
)  # fmt: skip
def alignment(reading: Reading) -> Iterator[Flaw]:
    """Every item tests a known objective of its lesson, at a Bloom level not above the objective's.

    Silent without a file of objectives. A capstone joins lessons, so there the lesson is not compared. That every
    objective has an item at its own level is asked of all banks together.
    """
    if not reading.context.objectives or not reading.asked:
        return
    item = reading.item
    known = [reading.context.objectives[name] for name in item.objective if name in reading.context.objectives]
    for place, name in enumerate(item.objective):
        if name not in reading.context.objectives:
            yield Flaw(f"there is no objective '{name}'", ("objective", place), "u")
    if not item.objective:
        yield Flaw("no objective", (), hint="`objective: [id]` of the objective that the item tests")
    if item.bloom is None:
        yield Flaw("no Bloom level", (), "m", hint="`bloom: remember`, or a higher level")
    elif known and item.bloom.rank > max(objective.bloom.rank for objective in known):
        highest = max(known, key=lambda objective: objective.bloom.rank)
        yield Flaw(f"tagged '{item.bloom}', above '{highest.bloom}' of {highest.id}", ("bloom",), "b")
    lesson = item.lesson or reading.bank.lesson
    if known and lesson and reading.bank.use is not Use.CAPSTONE and lesson not in {each.lesson for each in known}:
        yield Flaw(f"{known[0].id} belongs to '{known[0].lesson}', not to '{lesson}'", ("objective",), "l")


@item_rule(
    "Q145",
    ERROR,
    "CE A22; CE A23",
    keyed=False,
    bad={**_ITEM, "reference": [{"key": "old-guide", "locator": "page 3"}]},
    good={**_ITEM, "reference": [{"key": "guide", "locator": "page 3"}]},
)
def stale_source(reading: Reading) -> Iterator[Flaw]:
    """No item rests on a source whose review date has passed."""
    for place, reference in enumerate(reading.item.reference):
        if reference.key in reading.context.stale:
            at = ("reference", place, "key")
            yield Flaw(f"the review date of '{reference.key}' has passed", at, hint="read the source again")


@item_rule(
    "Q150",
    ERROR,
    "project",
    subs={"n": "an item of the post-test without facts"},
    bad={**_ITEM, "facts": ["F2"]},
    good={**_ITEM, "facts": ["F1"]},
)
def key_rests_on_read_facts(reading: Reading) -> Iterator[Flaw]:
    """A key rests only on facts that somebody has read in their source.

    A wrong key teaches a wrong fact with authority. An item of the post-test names at least one fact. Silent without a
    register of facts.
    """
    if reading.context.facts is None or not reading.asked:
        return
    for place, name in enumerate(reading.item.facts):
        status = reading.context.facts.get(name, "read")
        if status != "read":
            yield Flaw(f"the key rests on {name}, which is {status}", ("facts", place), hint="read the source first")
    if reading.strict and not reading.item.facts:
        yield Flaw("an item of the post-test names no fact", (), "n", hint="`facts: [id]` of the register")


@item_rule("Q151", ERROR, "project", bad={**_ITEM, "facts": ["F9"]}, good={**_ITEM, "facts": ["F1"]})
def known_facts(reading: Reading) -> Iterator[Flaw]:
    """Every fact that an item names is in the register of facts."""
    for place, name in enumerate(reading.item.facts):
        if reading.context.facts is not None and name not in reading.context.facts:
            yield Flaw(f"the register has no fact '{name}'", ("facts", place))


@item_rule("Q152", ERROR, "project", bad={**_ITEM, "claims": ["S9"]}, good={**_ITEM, "claims": ["S1"]})
def known_claims(reading: Reading) -> Iterator[Flaw]:
    """Every statement of the source document that an item names is in its register."""
    for place, name in enumerate(reading.item.claims):
        if reading.context.claims is not None and name not in reading.context.claims:
            yield Flaw(f"the register has no statement '{name}'", ("claims", place))
