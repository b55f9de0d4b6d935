"""The items written in a page, read as a bank without building the page: what lint and checks see of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pydantic import ValidationError

from quizzes.codes import LoadCode
from quizzes.draft import id_of, misplaced, read_draft
from quizzes.explain import explain
from quizzes.finding import Finding
from quizzes.inline_export import values_of, written_items
from quizzes.load import SCHEMA, BankFile
from quizzes.model.bank import Bank
from quizzes.structure import check_structure
from quizzes.yaml12 import Document, nearest_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from quizzes.inline_export import InlineItem
    from quizzes.lint import Context
    from quizzes.yaml12 import Loc

MARK = "{quiz-item}"
_OF_BANKS = ("Q125", "Q146", "Q160", "Q161")
"""What only a bank can say: references, misconceptions, reviews."""


def read_inline(page: Path, text: str) -> tuple[BankFile | None, list[Finding]]:
    """Return the sound items that a page of this text holds, as a practice bank, and what is wrong with others.

    An item without label, name or title has the id `item-LINE`. None where the page has no sound item of its own.
    """
    items: list[dict[str, object]] = []
    wrong: list[Finding] = []
    lines: dict[Loc, int] = {}
    for one in written_items(text.splitlines()) if MARK in text else ():
        found, faults = _read_one(page, one, len(items), lines)
        wrong += faults
        items += [found] if found else []
    if not items:
        return None, wrong
    data = {"schema": SCHEMA, "id": "page", "title": "page", "items": items}
    return BankFile(page, Bank.model_validate(data), lines), wrong


def _read_one(
    page: Path, one: InlineItem, place: int, lines: dict[Loc, int]
) -> tuple[dict[str, object] | None, list[Finding]]:
    values, draft = values_of(one), read_draft(one.body)
    name = str(values["id"])
    faults = [Finding(page, one.body_line + n, LoadCode.DRAFT, said, subject=name) for n, said in draft.faults]
    own: dict[Loc, int] = {("items", 0, *loc): one.body_line + line for loc, line in draft.lines.items()}
    own |= {("items", 0): one.first + 1, ("items", 0, "stem"): one.body_line}
    faults += [Finding(page, one.first + 1, LoadCode.DRAFT, said, subject=name) for said in misplaced(one.options)]
    wrong = [] if faults else _refused(values, own, page)
    if faults or wrong:
        return None, [*faults, *wrong]
    lines |= {("items", place, *loc[2:]): line for loc, line in own.items()}
    return values, []


def _refused(values: dict[str, object], lines: dict[Loc, int], page: Path) -> list[Finding]:
    data = {"schema": SCHEMA, "id": "page", "title": "page", "items": [values]}
    try:
        item = Bank.model_validate(data).items[0]
    except ValidationError as error:
        return explain(error, Bank, Document(data, lines), page)
    return [
        Finding(page, nearest_line(lines, loc), code, said, subject=item.id)
        for loc, code, said in check_structure([(0, item)], ids=[item.id], stimuli=[])
    ]


def lint_inline(file: BankFile, context: Context) -> list[Finding]:
    """Return what the rules about items find in those of a page.

    A page needs no blueprint and cites by itself, its own text is no copy of it, and an objective is asked for where an
    item of the page names one.
    """
    from quizzes.lint import check

    aimed = any(item.objective for item in file.bank.items)
    own = replace(
        context,
        objectives=context.objectives if aimed else {},
        references=None,
        facts=None,
        lesson_texts={},
        blueprint=None,
        objective_path=None,
    )
    return [finding for finding in check([file], own) if finding.path == file.path and finding.code not in _OF_BANKS]


def shared_labels(pages: Sequence[tuple[Path, str]]) -> Iterable[Finding]:
    """Yield a finding for each label of an item that an item of an earlier page has: links would find only one."""
    first: dict[str, str] = {}
    for page, text in pages:
        for one in written_items(text.splitlines()) if MARK in text else ():
            name = id_of(one.options, one.title)
            if name and name in first and not first[name].startswith(f"{page}:"):
                message = f"the label '{name}' of this question is that of one in {first[name]} too"
                yield Finding(page, one.first + 1, LoadCode.SHARED_ID, message, subject=name, hint="name one anew")
            elif name:
                first.setdefault(name, f"{page}:{one.first + 1}")
