"""The index beside an export: what of a bank comes back in the reports of another program, with the ids it has here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from quizzes.formats.plain_text import to_plain
from quizzes.model.arranging import MatchItem, OrderItem
from quizzes.structure import GAP_MARK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizzes.model.bank import Bank
    from quizzes.model.types import Item


def index_json(bank: Bank, edition: str, written: Iterable[str]) -> str:
    """Return ids, revisions, stems in plain words and choices in their order, of the items that are `written`.

    A stem has its case before it, as learners of the other program read it; a gap is `[…]`.
    """
    wanted = set(written)
    cases = {one.id: one.text for one in bank.stimuli}
    items = [
        {
            "id": item.id,
            "revision": item.revision,
            "type": item.type,
            "stem": normal(" ".join(filter(None, (cases.get(item.stimulus or ""), item.stem)))),
            "choices": [normal(text) for text in _choices(item)],
        }
        for item in bank.items
        if item.id in wanted
    ]
    return json.dumps({"bank": bank.id, "edition": edition, "items": items}, ensure_ascii=False, indent=1) + "\n"


def normal(markdown: str) -> str:
    """Return the words of a text with single blanks, and without its marks."""
    return to_plain(GAP_MARK.sub("[…]", markdown))[0]


def _choices(item: Item) -> Iterable[str]:
    if isinstance(item, MatchItem):
        return [*(pair.response for pair in item.pairs), *item.distractors]
    if isinstance(item, OrderItem):
        return [step.text for step in item.sequence]
    return [choice.text for choice in getattr(item, "choices", ())]
