"""Tags of Moodle, in which objective, level and lesson of an item travel, and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from quizzes.model.objective import Bloom

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizzes.model.types import Item


def tags_of(item: Item) -> Iterator[str]:
    """Yield the tags of an item, then its objectives, its level and its lesson, each by name."""
    yield from item.tags
    yield from (f"objective:{name}" for name in item.objective)
    if item.bloom:
        yield f"bloom:{item.bloom.value}"
    if item.lesson:
        yield f"lesson:{item.lesson}"


def fields_of(tags: Iterable[str]) -> dict[str, Any]:
    """Return the fields that tags say; any other tag becomes an id, nothing where no letter is left."""
    found: dict[str, Any] = {"tags": [], "objective": []}
    for one in tags:
        tag = " ".join(one.split())
        kind, _, rest = tag.partition(":")
        if kind == "objective" and rest:
            found["objective"].append(_id(rest))
        elif kind == "lesson" and rest:
            found["lesson"] = _id(rest)
        elif kind == "bloom" and rest in set(Bloom):
            found["bloom"] = rest
        else:
            found["tags"].append(_id(tag))
    return {key: list(dict.fromkeys(filter(None, it))) if isinstance(it, list) else it for key, it in found.items()}


def _id(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip("-._")[:64]
