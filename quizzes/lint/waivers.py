"""Waivers: `allow: {Q108: why}` beside an item keeps a finding back, and is counted."""

# ruff: noqa: D401, ARG001 - titles for the documentation; every rule about waivers is asked in one way

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from quizzes.finding import Finding
from quizzes.lint.rule import INFO, WARNING, Flaw, Register
from quizzes.responses.codes import FigureCode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from quizzes.load import BankFile
    from quizzes.model.types import Item

_CODE = re.compile(r"([A-Z]+\d{3})[A-Za-z]?")
_OF_RESPONSES = frozenset(FigureCode)
"""What only the responses of learners can say: the lint does not know whether such a waiver keeps something back."""
_ITEM = {"stem": "Which advice is NOT fit here for this person?", "choices": ["Avoid alcohol", "Rest", "* Stop today"]}

waiver_rule = Register()
"""Rules about waivers: `(item, waived, known codes) -> Iterator[Flaw]`."""


@waiver_rule(
    "Q190",
    INFO,
    "project",
    keyed=False,
    bad={**_ITEM, "allow": {"Q111": "the exception is what must be known"}},
    good=_ITEM,
)
def waived(item: Item, found: Sequence[Finding], known: Collection[str]) -> Iterator[Flaw]:
    """A waiver keeps a finding back: this line counts it, with the reason that stands in the bank."""
    for finding in found:
        reason = item.allow[_waiver_of(item, finding.code)]
        yield Flaw(f"{finding.code} waived: {reason} ({finding.message})", ("allow",))


@waiver_rule(
    "Q191",
    WARNING,
    "project",
    keyed=False,
    bad={**_ITEM, "stem": "Which advice is fit here for this person?", "allow": {"Q111": "no negation is left"}},
    good={**_ITEM, "allow": {"Q111": "the exception is what must be known"}},
)
def useless_waiver(item: Item, found: Sequence[Finding], known: Collection[str]) -> Iterator[Flaw]:
    """A waiver names a rule that exists and that would find something here."""
    used = {_waiver_of(item, finding.code) for finding in found}
    for code in item.allow:
        base = _CODE.fullmatch(code)
        if base and base[1] in _OF_RESPONSES:
            continue
        if base is None or base[1] not in known:
            yield Flaw(f"there is no rule '{code}' to waive", ("allow", code))
        elif code not in used:
            yield Flaw(f"the waiver of {code} keeps nothing back", ("allow", code), hint="remove it")


def _waiver_of(item: Item, code: str) -> str:
    base = _CODE.fullmatch(code)
    names = (code, base[1] if base else code)
    return next((name for name in names if name in item.allow), "")


def apply_waivers(files: Iterable[BankFile], findings: Iterable[Finding], known: Collection[str]) -> list[Finding]:
    """Return the findings that are not waived, and a finding for each waiver that was used or is of no use."""
    waivers = {(file.path, item.id): item for file in files for item in file.bank.items if item.allow}
    if not waivers:
        return list(findings)
    kept: list[Finding] = []
    held: dict[tuple[object, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        item = waivers.get((finding.path, finding.subject))
        if item is not None and _waiver_of(item, finding.code):
            held[finding.path, finding.subject].append(finding)
        else:
            kept.append(finding)
    for file in files:
        for place, item in enumerate(file.bank.items):
            if item.allow:
                kept += _counted(file, place, held[file.path, item.id], known)
    return kept


def _counted(file: BankFile, place: int, found: Sequence[Finding], known: Collection[str]) -> Iterator[Finding]:
    item = file.bank.items[place]
    for rule in waiver_rule.rules:
        for flaw in rule.find(item, found, known):
            line = file.line("items", place, *flaw.at)
            yield Finding(file.path, line, rule.code, flaw.message, rule.level, item.id, flaw.hint)
