"""Recall and false alarms of the rules, measured on planted flaws and their clean look-alikes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from quizzes.finding import Finding, Level
from quizzes.lint import RULES, check
from quizzes.lint.examples import banks_of, context_for
from quizzes.yaml12 import LOADERS

CORPUS = Path(__file__).parent / "corpus"
MEDICINE: dict[str, Any] = {
    "brands": {"Klonopin": "clonazepam", "Xanax": "alprazolam", "Valium": "diazepam", "Ativan": "lorazepam"},
    "spelling": {"clonazapam": "clonazepam", "benzodiazapine": "benzodiazepine", "klonopine": "Klonopin"},
    "abbreviations": frozenset({"CBT", "GABA", "FDA", "D2", "DNA", "RNA", "HIV", "CPR", "MDMA", "LSD", "B12"}),
    "lesson_texts": {
        "l01": "Clonazepam strengthens the effect of GABA at its receptor, so that nerve cells fire less."
    },
}
"""What the settings of a course on medicines say: the corpus is of this field."""


class Pair(NamedTuple):
    """A flaw and its clean look-alike in short form, and another code that the look-alike may have."""

    kind: str
    code: str
    bad: dict[str, Any]
    good: dict[str, Any]
    allowed: str


def read(name: str) -> Any:
    """Return a file of the corpus."""
    return yaml.load((CORPUS / f"{name}.yaml").read_bytes(), Loader=LOADERS[0])  # noqa: S506 - a safe one


def short_item(entry: list[Any]) -> dict[str, Any]:
    """Return the short form of [stem, choices, other keys]."""
    stem, choices, other = entry if len(entry) > 2 else (*entry, {})
    return {"stem": stem, **({"choices": choices} if choices else {}), **other}


def short_bank(short: dict[str, Any], deck: dict[str, Any]) -> dict[str, Any]:
    """Return a short bank with the items of the deck in place of their letters."""
    if "banks" in short:
        return short | {"banks": {name: short_bank(part, deck) for name, part in short["banks"].items()}}
    if "ages" in short:
        people = [short["who"][place % len(short["who"])] for place in range(len(short["ages"]))]
        stems = [
            f"A {age}-year-old {who} is sleepy. What fits?" for age, who in zip(short["ages"], people, strict=True)
        ]
        return {"use": short["use"], "items": [deck["a"] | {"stem": stem} for stem in stems]}
    made = [{"use_item": entry} if isinstance(entry, str) else entry for entry in short["items"]]
    items = [deck[entry["use_item"]] | {key: entry[key] for key in entry if key != "use_item"} for entry in made]
    return short | {"items": items}


def short_objective(entry: list[str]) -> dict[str, str]:
    """Return the short form of [text, level]."""
    return dict(zip(("text", "bloom"), entry, strict=True))


def pairs() -> list[Pair]:
    """Return the whole corpus."""
    deck = read("banks")["deck"]
    found: list[Pair] = []
    for name in ("structure", "cues", "wording", "alignment", "banks", "objectives"):
        data = read(name)
        for code, entries in data.get("pairs", data).items():
            for entry in entries:
                make = {"banks": lambda short: short_bank(short, deck), "objectives": short_objective}.get(
                    name, short_item
                )
                kind = name if name in ("banks", "objectives") else "items"
                halves = make(entry["bad"]), make(entry["good"])
                found.append(Pair(kind, code, *halves, entry.get("code_of_good", "")))
    return found


PAIRS = pairs()
NAMES = [f"{pair.code}-{place}" for place, pair in enumerate(PAIRS)]


def lint(short: dict[str, Any]) -> list[Finding]:
    """Return what the rules say about a short form."""
    return check(banks_of(short), replace(context_for(short), **MEDICINE))


def told(short: dict[str, Any], code: str) -> list[Finding]:
    """Return the findings of one rule."""
    return [finding for finding in lint(short) if finding.code.startswith(code)]


@pytest.mark.parametrize("pair", PAIRS, ids=NAMES)
def test_a_planted_flaw_is_found(pair: Pair) -> None:
    """Recall is 100 %: the rule finds the flaw that was planted for it."""
    assert told(pair.bad, pair.code), [str(finding) for finding in lint(pair.bad)]


@pytest.mark.parametrize("pair", PAIRS, ids=NAMES)
def test_the_clean_look_alike_is_not_reported(pair: Pair) -> None:
    """The rule is silent about what only looks like the flaw."""
    assert [str(each) for each in told(pair.good, pair.code) if each.code != pair.allowed] == []


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair.kind != "banks"])
def test_the_clean_half_has_no_error(pair: Pair) -> None:
    """No rule at all raises an error for a clean item or objective; banks show one matter at a time."""
    errors = [each for each in lint(pair.good) if each.level is Level.ERROR and each.code != pair.allowed]
    own = [each for each in errors if not each.path.name.startswith("objectives") or pair.kind == "objectives"]
    assert [str(each) for each in own] == []


def test_every_rule_has_three_planted_flaws() -> None:
    """A rule without a corpus is a rule nobody tried."""
    counts = Counter(pair.code for pair in PAIRS)
    assert {rule.code: counts[rule.code] for rule in RULES if counts[rule.code] < 3} == {}


FIXTURES = read("fixtures")


@pytest.mark.parametrize("code", FIXTURES["planted"])
def test_the_trial_flaws_are_found(code: str) -> None:
    """Each item of the first trial of the rules, one flaw each."""
    assert told(short_item(FIXTURES["planted"][code]), code)


@pytest.mark.parametrize("place", range(len(FIXTURES["clean"])))
def test_the_trial_items_are_clean(place: int) -> None:
    """The clean items of the trial have exactly the warnings that were expected then."""
    entry, codes = FIXTURES["clean"][place]
    found = [finding for finding in lint(short_item(entry)) if finding.level is not Level.INFO]
    assert [finding.code for finding in found] == codes
