"""The page about the rules, made from the rules: `python -m quizzes.lint.page docs/reference/lint-rules.md`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from quizzes.lint.check import FAMILIES, RULES
from quizzes.lint.leaks import CODE as LEAK_CODE
from quizzes.lint.leaks import find_leaks
from quizzes.lint.reviewing import HUMAN_ONLY
from quizzes.lint.rule import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

    from quizzes.lint.rule import Example, Rule

HEAD = """\
# Lint rules

<!-- Made by `python -m quizzes.lint.page docs/reference/lint-rules.md`; edit the rules, not this page. -->

Every rule of `course check` and of the pytest plug-in about questions, banks and objectives. An **error** fails the
check, a **warning** and an **information** do not. A letter after the code says which of several conditions was found:
`Q108E` is the error of rule Q108. To keep one finding back, see [](../how-to/waive-a-rule.md).

The examples are short: `*` marks the key, and everything left out has a value that no rule complains about. Tests ask
each rule about its two examples. Rules marked *English* are silent in banks of other languages; rules about keys are
silent in surveys. A rule of other profiles than the `profile` of quizzes.toml is not asked; without a profile every
rule is.

The column *source* names the guideline: HDRn is guideline n of Haladyna, Downing and Rodriguez (2002), NBME the
item-writing guide of the National Board of Medical Examiners, CE a row of the requirements for continuing education,
*project* a decision of this project.
"""

CONTEXT_NOTE = """\
## What the examples are checked against

Two objectives, `L1.1` (remember) and `L1.2` (apply), of the lesson `l01`; the references `label`, `guide` and
`old-guide`, whose review date has passed; the facts `F1` (read) and `F2` (second-hand); the statement `S1`; the
abbreviation CBT in the glossary; the brand Kleenex for tissues in
quizzes.toml; and a lesson with the sentence "A glacier grinds the rock below it to flour, so that the streams it feeds
run white."
"""


def render() -> str:
    """Return the page as Markdown."""
    parts = [HEAD, _table(RULES)]
    for family in (*FAMILIES, *_waiver_family()):
        rules = [rule for rule in RULES if rule.find.__module__ == family.__name__]
        title, _, about = (family.__doc__ or "").strip().partition(": ")
        parts.append(f"## {title.removeprefix('Rules about ').capitalize()}\n\n{about[:1].upper()}{about[1:]}")
        parts += [_section(rule) for rule in rules]
    parts += [_leaks(), _human(), CONTEXT_NOTE]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _waiver_family() -> tuple[ModuleType, ...]:
    return (sys.modules["quizzes.lint.waivers"],)


def _table(rules: Iterable[Rule]) -> str:
    rows = [
        f"| [{rule.code}](#{_anchor(rule)}) | {rule.title} | {rule.level} | {_profiles(rule)} | {rule.source} |"
        for rule in rules
    ]
    return "\n".join(["| rule | what holds | level | profiles | source |", "|---|---|---|---|---|", *rows])


def _profiles(rule: Rule) -> str:
    return "all" if rule.fields == FIELDS else ", ".join(rule.fields)


def _anchor(rule: Rule) -> str:
    return f"rule-{rule.code.lower()}"


def _section(rule: Rule) -> str:
    facts = [
        str(rule.level).capitalize(),
        f"source: {rule.source}",
        *(["English"] if rule.english else []),
        f"profiles: {_profiles(rule)}",
    ]
    lines = [f"({_anchor(rule)})=", f"### {rule.code}: {rule.title}", "", f"*{'; '.join(facts)}.*"]
    if rule.detail:
        lines += ["", rule.detail]
    if rule.subs:
        lines += ["", *(f"- `{rule.code}{letter}`: {meaning}" for letter, meaning in rule.subs.items())]
    return "\n".join([*lines, "", "Found:", "", _block(rule.bad), "", "Not found:", "", _block(rule.good)])


def _block(example: Example) -> str:
    text = yaml.dump(example, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=100)
    return f"```yaml\n{text.strip()}\n```"


class _Plain(yaml.SafeDumper):
    """Writes no anchors: each example stands for itself."""

    def ignore_aliases(self, data: object) -> bool:
        """Say that nothing is worth an anchor."""
        return data is not None


def _leaks() -> str:
    about = " ".join((find_leaks.__doc__ or "").split())
    return f"""\
## Published pages

(rule-{LEAK_CODE.lower()})=
### {LEAK_CODE}: What is published holds nothing of a secret post-test

*Error; source: project.* Asked of built editions, by `quizzes.lint.leaks.find_leaks`. {about}"""


def _human() -> str:
    rows = [f"| {code} | {question} |" for code, question in HUMAN_ONLY.items()]
    intro = (
        "## For people only\n\nNo program can judge these, and none here pretends to. Two people read every item and"
        " sign a `review` beside it (name, role, date, and the content hash that [Q161](#rule-q161) prints); a later"
        " change of the text makes the review void. [Q160](#rule-q160) counts what is left to read."
    )
    return "\n".join([intro, "", "| guideline | what the reviewers answer |", "|---|---|", *rows])


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(render(), encoding="utf-8")
