"""What the browser client needs to grade an item, in the shape of the bank's schema and without its texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quizzes.model import Item

_FIELDS: dict[str, dict[str, Any]] = {
    "single": {"choices": {"__all__": {"id", "correct"}}},
    "multiple": {"choices": {"__all__": {"id", "correct"}}},
    "truefalse": {"answer": True},
    "match": {"pairs": {"__all__": {"id", "response"}}},
    "order": {"sequence": {"__all__": {"id"}}},
    "numeric": {"answer": True},
    "short": {"answers": {"__all__": {"text", "match"}}},
    "cloze": {"gaps": {"__all__": {"id", "answer", "match"}}},
    "likert": {"scale": {"__all__": {"id"}}},
}


def grading_data(item: Item) -> dict[str, Any]:
    """Return type, points, scoring and key of `item`."""
    include = {"type": True, "points": True, "scoring": True, **_FIELDS[item.type]}
    return item.model_dump(mode="json", include=include, exclude_none=True)
