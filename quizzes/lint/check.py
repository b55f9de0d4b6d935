"""Ask every rule of every item, every bank and every objective."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from quizzes.content import uncollected
from quizzes.finding import Finding, Level
from quizzes.lint import (
    alignment,
    balance,
    bank,
    cues,
    essays,
    feedback,
    form,
    groups,
    language,
    negation,
    numbers,
    objectives,
    pairs,
    reviewing,
    signs,
    stems,
    structure,
    typed,
    varying,
    wording,
)
from quizzes.lint.banks import Banks
from quizzes.lint.reading import Reading
from quizzes.lint.rule import Rule, bank_rule, item_rule, objective_rule
from quizzes.lint.waivers import apply_waivers, waiver_rule
from quizzes.model.use import Use

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from quizzes.lint.context import Context
    from quizzes.lint.rule import BankFlaw, Flaw
    from quizzes.load import BankFile
    from quizzes.settings import Profile

FAMILIES = (
    structure,
    typed,
    numbers,
    stems,
    cues,
    negation,
    form,
    groups,
    wording,
    language,
    feedback,
    essays,
    varying,
    alignment,
    reviewing,
    signs,
    pairs,
    bank,
    balance,
    objectives,
)
"""The modules with the rules, in the order of the documentation."""

RULES: tuple[Rule, ...] = (*item_rule.rules, *waiver_rule.rules, *bank_rule.rules, *objective_rule.rules)
"""Every rule: of items (Q), of waivers (Q19x), of banks (B) and of objectives (O)."""

_CODES = frozenset(rule.code for rule in RULES)


def check(files: Sequence[BankFile], context: Context, only: Collection[str] | None = None) -> list[Finding]:
    """Return what the rules find in these banks and in the objectives of the context, sorted by place.

    Give all banks of a course together: coverage, cues and duplicates are asked across them. A waived finding is left
    out and counted by a finding Q190 of level `info`. With `only`, a set of ids, the rules about one item are asked of
    these alone, the rules about banks only for what they say of these, and what is found about others is not whole.
    """
    banks = Banks(files, [list(readings(file, context)) for file in files], context, only)
    with uncollected():
        asked = (reading for read in banks.readings for reading in read if banks.asks(reading))
        findings = [finding for reading in asked for finding in _check_item(reading)]
        findings += _check_banks(banks)
    findings += _check_objectives(context)
    return sorted(set(apply_waivers(files, findings, _CODES)))


def readings(file: BankFile, context: Context) -> Iterator[Reading]:
    """Yield each item of a bank with the case it belongs to."""
    cases = {stimulus.id: (place, stimulus.text) for place, stimulus in enumerate(file.bank.stimuli)}
    seen: set[str] = set()
    for place, item in enumerate(file.bank.items):
        where, text = cases.get(item.stimulus or "", (0, ""))
        yield Reading(file, place, context, text, ("stimuli", where, "text"), opens_case=item.stimulus not in seen)
        seen.add(item.stimulus or "")


@lru_cache(maxsize=32)
def _asked(profile: Profile | None, *, english: bool, keyed: bool) -> tuple[Rule, ...]:
    """Return the rules that are asked of an item: in its language, in its field, of one with a key or of any."""
    rules = (rule for rule in item_rule.rules if rule.is_of(profile))
    return tuple(rule for rule in rules if (english or not rule.english) and (keyed or not rule.keyed))


def _check_item(reading: Reading) -> Iterator[Finding]:
    survey = reading.bank.use is Use.SURVEY or not reading.item.judged
    example = reading.item.example
    for rule in _asked(reading.context.profile, english=reading.english, keyed=not survey):
        for flaw in rule.find(reading):
            finding = _item_finding(reading, rule, flaw)
            if not example or finding.level is Level.ERROR or rule.code == "Q147":
                yield finding
    reading.forget()


def _item_finding(reading: Reading, rule: Rule, flaw: Flaw) -> Finding:
    at = flaw.at if flaw.at[:1] == ("stimuli",) else ("items", reading.place, *flaw.at)
    line = reading.file.line(*at)
    level = flaw.level or rule.level
    return Finding(reading.file.path, line, rule.code + flaw.sub, flaw.message, level, reading.item.id, flaw.hint)


def _check_banks(banks: Banks) -> Iterator[Finding]:
    if not banks.files:
        return
    for rule in bank_rule.rules:
        if banks.only is not None and not rule.names_items:
            continue
        for flaw in rule.find(banks) if rule.is_of(banks.context.profile) else ():
            yield _bank_finding(banks, rule, flaw)


def _bank_finding(banks: Banks, rule: Rule, flaw: BankFlaw) -> Finding:
    level, code, context = flaw.level or rule.level, rule.code + flaw.sub, banks.context
    if flaw.file is not None:
        line = flaw.file.line(*flaw.at) if flaw.at else 1
        return Finding(flaw.file.path, line, code, flaw.message, level, flaw.subject, flaw.hint)
    if flaw.subject in context.objectives and context.objective_path:
        line = context.objective_lines.get(flaw.subject, 1)
        return Finding(context.objective_path, line, code, flaw.message, level, flaw.subject, flaw.hint)
    path = context.settings_path or banks.files[0].path
    return Finding(path, 1, code, flaw.message, level, flaw.subject, flaw.hint)


def _check_objectives(context: Context) -> Iterator[Finding]:
    for objective in context.objectives.values() if context.objective_path else ():
        for rule in objective_rule.rules:
            for flaw in rule.find(objective) if rule.is_of(context.profile) else ():
                line = context.objective_lines.get(objective.id, 1)
                level = flaw.level or rule.level
                assert context.objective_path
                yield Finding(
                    context.objective_path, line, rule.code + flaw.sub, flaw.message, level, objective.id, flaw.hint
                )
