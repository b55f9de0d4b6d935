"""What the browser client needs to grade an item, in the shape of the bank's schema and without its texts.

It is made from the bank, and for a translation from the catalogue, never from the document tree: there typographic
quotes, dashes and substitutions change words, and an answer typed as the bank has it would be wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quizzes.model.item import AnsweredBy

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizzes.model.types import Item


def grading_data(item: Item, translated: Callable[[str], str] = str, decimal: str = ".") -> dict[str, Any]:
    """Return type, points, scoring and key of `item`.

    Words that a learner types are passed through `translated`; `decimal` is the decimal sign of the page's language.
    """
    include = {"type": True, "points": True, "scoring": True, **item.key_fields}
    data = item.model_dump(mode="json", include=include, exclude_none=True)
    if item.lowest:
        data["lowest"] = item.lowest
    if item.answered_by is AnsweredBy.NUMBER and decimal != ".":
        data["decimal"] = decimal
    if not data.get("multiline"):
        data.pop("multiline", None)
    for answer in data.get("answers", ()):
        answer["text"] = translated(answer["text"])
    for gap, own in zip(data.get("gaps", ()), getattr(item, "gaps", ()), strict=True):
        if not own.choices:
            gap["answer"] = translated(gap["answer"])
            gap["also"] = [translated(text) for text in gap["also"]]
        if not gap["also"]:
            del gap["also"]
    return data
