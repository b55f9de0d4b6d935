"""What the browser client needs to grade an item, in the shape of the bank's schema and without its texts.

It is made from the bank, and for a translation from the catalogue, never from the document tree: there typographic
quotes, dashes and substitutions change words, and an answer typed as the bank has it would be wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizzes.model import Item


def grading_data(item: Item, translated: Callable[[str], str] = str) -> dict[str, Any]:
    """Return type, points, scoring and key of `item`; words that a learner types are passed through `translated`."""
    include = {"type": True, "points": True, "scoring": True, **item.key_fields}
    data = item.model_dump(mode="json", include=include, exclude_none=True)
    for answer in data.get("answers", ()):
        answer["text"] = translated(answer["text"])
    for gap, own in zip(data.get("gaps", ()), getattr(item, "gaps", ()), strict=True):
        if not own.choices:
            gap["answer"] = translated(gap["answer"])
    return data
