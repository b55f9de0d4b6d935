"""Waivers keep a finding back and are counted; useless ones are told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from quizzes.finding import Finding, Level
from quizzes.lint import check
from quizzes.lint.examples import banks_of, context_for

NEGATIVE = {"stem": "Which sign is NOT typical of withdrawal?", "choices": ["Tremor", "Sweating", "* Miosis"]}


def lint(**other: Any) -> list[Finding]:
    """Return the findings in an item with a negative stem, without those about review."""
    short = {**NEGATIVE, **other}
    return [finding for finding in check(banks_of(short), context_for(short)) if finding.code != "Q160"]


def test_a_waiver_replaces_the_finding_by_its_reason() -> None:
    """The warning is gone; one information says which finding was waived, and why."""
    assert [finding.code for finding in lint()] == ["Q111W"]
    (left,) = lint(allow={"Q111": "the exception must be known"})
    assert (left.code, left.level) == ("Q190", Level.INFO)
    assert left.message == "Q111W waived: the exception must be known ('NOT' turns the question round)"


def test_a_waiver_of_a_sub_code_waives_nothing_else() -> None:
    """Q111E names the error; the warning stays, and the waiver is told to be of no use."""
    assert {finding.code for finding in lint(allow={"Q111E": "only the error"})} == {"Q111W", "Q191"}
    assert {finding.code for finding in lint(allow={"Q111W": "only the warning"})} == {"Q190"}


def test_a_waiver_of_an_unknown_rule_is_told() -> None:
    """A typing error in a code does not silently waive nothing."""
    told = [finding.message for finding in lint(allow={"Q1111": "typing error"}) if finding.code == "Q191"]
    assert told == ["there is no rule 'Q1111' to waive"]


def test_a_waiver_holds_for_rules_about_banks_too() -> None:
    """A near-duplicate that is meant is waived beside the item that repeats."""
    first = {"stem": "Which receptor does it act on in adults?", "choices": ["* GABA-A", "Opioid", "Dopamine"]}
    second = first | {"allow": {"B206": "the pair is a planned retest"}}
    found = {finding.code for finding in check(banks_of({"use": "pool", "items": [first, second]}), context_for({}))}
    assert "B206" not in found
    assert "Q190" in found


def test_each_waived_finding_is_counted() -> None:
    """Two options with a brand, one waiver: both are counted, so that the report cannot hide one."""
    short = {"stem": "Which of them acts longest in adults?", "choices": ["* Valium", "Ativan", "Oxazepam"]}
    medicine = replace(context_for(short), brands={"Valium": "diazepam", "Ativan": "lorazepam"})
    found = check(banks_of(short | {"allow": {"Q129": "asked by the partner"}}), medicine)
    assert [finding.code for finding in found if finding.code != "Q160"].count("Q190") == 2


def test_the_example_of_the_documentation_is_true() -> None:
    """The page shows the line that this waiver gives."""
    page = (Path(__file__).parents[3] / "docs" / "how-to" / "waive-a-rule.md").read_text("utf-8")
    item = yaml.safe_load(page.split("```yaml\n")[1].split("```")[0].replace("choices: …", ""))[0]
    found = check(banks_of({"items": [item | {"choices": NEGATIVE["choices"]}]}), context_for({}))
    (told,) = [finding for finding in found if finding.code == "Q190"]
    assert f": {told.code} {told.subject}: {told.message}\n" in page
