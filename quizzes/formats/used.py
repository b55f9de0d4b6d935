"""The fields that an item uses, flat and by name: what a table of a format speaks about, and what a test compares."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

from quizzes.model.item import AnsweredBy
from quizzes.model.numeric import NumericAnswer

if TYPE_CHECKING:
    from quizzes.model.types import Item

MAIN = {
    "choices": ("text", "correct"),
    "pairs": ("premise", "response"),
    "sequence": ("text",),
    "answers": ("text",),
    "gaps": ("answer",),
    "scale": ("text",),
}
"""What the name of a list alone means; every other field of its parts has a name of its own (`choices.feedback`)."""
_PARTED = frozenset({AnsweredBy.CHOICES, AnsweredBy.PAIRS, AnsweredBy.ORDER, AnsweredBy.GAPS})
_NEVER = frozenset({"id"})


def used(item: Item) -> dict[str, Any]:
    """Return the fields of an item that are not what they are by default, each with its value.

    `type` and `points` are always among them, and `scoring` where an answer can be partly right. Ids of parts are
    left out where they are those that `default_ids` gives.
    """
    found: dict[str, Any] = {}
    for name, info in type(item).model_fields.items():
        value = getattr(item, name)
        if name in MAIN and isinstance(value, tuple):
            found |= _parts(name, value)
        elif isinstance(value, NumericAnswer):
            found |= {f"{name}.{key}": told for key, told in value.model_dump(exclude_defaults=True).items()}
        elif name not in _NEVER and (info.is_required() or value != info.default):
            found[name] = value
    found["points"] = item.points
    if item.answered_by in _PARTED:
        found["scoring"] = item.scoring
    if not item.scored:
        del found["points"]
    return found


def _parts(name: str, parts: tuple[Any, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {name: tuple(tuple(getattr(part, key) for key in MAIN[name]) for part in parts)}
    for key, info in type(parts[0]).model_fields.items():
        values = tuple(getattr(part, key) for part in parts)
        plain = default_ids(name, len(parts)) if key == "id" else (info.default,) * len(parts)
        if key not in MAIN[name] and values != plain:
            found[f"{name}.{key}"] = values
    return found


def default_ids(name: str, count: int) -> tuple[str, ...]:
    """Return the ids that parts get when their file has none: g1, g2 for gaps, 1, 2 on a scale, else a, b, c."""
    if name in ("gaps", "scale"):
        return tuple(f"{'g' if name == 'gaps' else ''}{number}" for number in range(1, count + 1))
    return tuple(ascii_lowercase[place] if place < len(ascii_lowercase) else f"c{place}" for place in range(count))


def without(item: Item, fields: set[str]) -> Item:
    """Return an item in which these fields are what they are by default; ids of parts and required fields stay."""
    changes: dict[str, Any] = {}
    models = type(item).model_fields
    for name in sorted(fields):
        whole, _, key = name.partition(".")
        value = changes.get(whole, getattr(item, whole, None))
        if not key and whole in models and not models[whole].is_required():
            changes[whole] = models[whole].get_default(call_default_factory=True)
        elif key and key != "id" and isinstance(value, tuple):
            default = type(value[0]).model_fields[key].default
            changes[whole] = tuple(part.model_copy(update={key: default}) for part in value)
        elif key and key != "id" and value is not None:
            changes[whole] = value.model_copy(update={key: type(value).model_fields[key].default})
    return item.model_copy(update=changes)
