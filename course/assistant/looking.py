"""What an assistant reads of a course: findings, rules, pages and statements."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from course.assistant.course import UNKNOWN, Opened, refused
from course.checks import all_checks, check
from course.checks.run import is_waived
from course.evidence import load_register
from course.outputs.found import find_all
from quizzes.dump import dump_bank
from quizzes.finding import Level
from quizzes.lint import RULES
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from course.evidence.register import Claim
    from quizzes.finding import Finding

MOST = 200
"""How many rows one call returns; `from_number` asks for the rest."""


def findings(
    opened: Opened, file: str = "", code: str = "", *, pages: bool = False, from_number: int = 1
) -> dict[str, Any]:
    """Return what is wrong with the course, errors first; with `pages` also what Sphinx finds when it reads them."""
    project = opened.project()
    found = find_all(project) if pages else check(project)
    named = [one for one in found if not is_waived(one) and code in ("", one.code)]
    asked = [one for one in named if file in ("", opened.short(one.path))]
    ordered = sorted(asked, key=lambda one: (list(Level).index(one.level), one))
    return _part([row_of(opened, one) for one in ordered], from_number)


def row_of(opened: Opened, one: Finding) -> dict[str, Any]:
    """Return a finding as data; its file is named from the folder of the course."""
    return {
        "file": opened.short(one.path), "line": one.line, "code": one.code, "level": str(one.level),
        "about": one.subject, "message": one.message, "hint": one.hint,
    }  # fmt: skip


def rule(opened: Opened, code: str) -> str:
    """Return what a code means: what is asked for, why, by which source, with a bad and a good example.

    Raises FindingsError (M002) for a code that no check and no rule has.
    """
    if one := all_checks().get(code):
        return f"{code} ({one.level}): {inspect.getdoc(one.find) or one.title}"
    if found := next((rule for rule in RULES if rule.code == code[: len(rule.code)] and code), None):
        parts = [f"{found.code} ({found.level}): {found.title}.", found.detail, f"Source: {found.source}"]
        parts += [f"{letter}: {words}" for letter, words in found.subs.items()]
        parts += [f"Not so:\n{dump_bank(found.bad)}", f"But so:\n{dump_bank(found.good)}"]
        return "\n\n".join(filter(None, parts))
    raise refused(opened.root, UNKNOWN, f"no check and no rule has the code {code!r}", "list_findings names codes")


def pages(opened: Opened) -> list[str]:
    """Return the pages of the course, the start page first."""
    return [opened.short(path) for path in opened.project().pages() if path.is_file()]


def page(opened: Opened, name: str) -> str:
    """Return the text of a page, or of another text of the course; raises FindingsError (M001, M002)."""
    return read_text(opened.named(name))


def statements(opened: Opened, verdict: str = "", words: str = "", from_number: int = 1) -> dict[str, Any]:
    """Return the rows of the register with a verdict, or whose text has certain words."""
    register = load_register(opened.project().register)
    rows = [
        claim
        for claim in register.statements
        if verdict in ("", claim.verdict) and words.casefold() in claim.seed_text.casefold()
    ]
    return _part([{"id": one.id, "verdict": str(one.verdict), "text": one.seed_text} for one in rows], from_number)


def statement(opened: Opened, name: str) -> dict[str, Any]:
    """Return a row of the register with everything that is written in it; raises FindingsError (M002)."""
    return _whole(claim_of(opened, name))


def claim_of(opened: Opened, name: str) -> Claim:
    """Return a row of the register; raises FindingsError (M002) when there is none of this id."""
    register = load_register(opened.project().register)
    if name not in register.by_id:
        raise refused(register.path, UNKNOWN, f"the register has no row {name!r}", "list_statements names them")
    return register.by_id[name]


def _whole(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id, "text": claim.seed_text, "verdict": str(claim.verdict), "answer": claim.answer,
        "correction": claim.correction, "source_keys": list(claim.source_keys), "verification": claim.verification,
        "to_verify": claim.to_verify, "line": claim.line,
    }  # fmt: skip


def _part(rows: list[dict[str, Any]], from_number: int) -> dict[str, Any]:
    """Return a part of rows, and how many there are."""
    begin = max(1, from_number) - 1
    return {"number": len(rows), "rows": rows[begin : begin + MOST]}
