"""Show what lint says about banks of others, rule by rule: `python -m tests.benchmarks.lint_precision FOLDER [CODE…]`.

Without codes: how many findings each rule has, by level, in how many items. With codes: up to `SAMPLE` findings of each
(the same ones each time, spread over the banks), with stem and choices, for a person to judge as an item editor would.
What was judged stands in
`docs/explanation/lint-precision.md`. The banks stay where they are, under their own licences.
"""

from __future__ import annotations

import random
import sys
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from quizzes.lint import check, context_of
from quizzes.load import find_banks, load_banks
from quizzes.settings import load_settings

if TYPE_CHECKING:
    from quizzes.finding import Finding
    from quizzes.model.types import Item

SAMPLE = 30


def findings_of(folder: Path) -> tuple[list[Finding], dict[tuple[Path, str], Item]]:
    """Return what lint finds in each bank of a folder by itself, and the items by file and id."""
    banks, wrong = load_banks(find_banks(folder))
    for finding in wrong:
        print(finding)
    context = replace(context_of(load_settings(folder)), references=None)
    found = [finding for bank in banks for finding in check([bank], context)]
    return found, {(bank.path, item.id): item for bank in banks for item in bank.bank.items}


def show(finding: Finding, item: Item | None) -> None:
    """Print a finding with the question it is about."""
    print(f"\n{finding.code} {finding.level} {finding.subject}: {finding.message}")
    if item is not None:
        print(f"    {item.stem[-400:]}")
        for choice in getattr(item, "choices", ()):
            print(f"    {'*' if choice.correct else '-'} {choice.text[:120]}")


def main(folder: Path, codes: list[str]) -> None:
    """Print the counts, or samples of some codes."""
    found, items = findings_of(folder)
    by_code: dict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        by_code[finding.code].append(finding)
    if not codes:
        for (code, level), count in sorted(Counter((each.code, each.level.value) for each in found).items()):
            print(f"{code:7} {level:8} {count:5}")
        print(len(items), "items")
    for code in codes:
        sample = random.Random(code).sample(by_code[code], min(SAMPLE, len(by_code[code])))  # noqa: S311 - no secret
        for finding in sorted(sample):
            show(finding, items.get((finding.path, finding.subject)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
