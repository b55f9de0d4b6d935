"""What the browser client needs to grade an item, in the shape of the bank's schema and without its texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quizzes.model import Item


def grading_data(item: Item) -> dict[str, Any]:
    """Return type, points, scoring and key of `item`."""
    include = {"type": True, "points": True, "scoring": True, **item.key_fields}
    return item.model_dump(mode="json", include=include, exclude_none=True)
