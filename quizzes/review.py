"""Human reviews, tied to the text that was read."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizzes.model.review import Review
    from quizzes.model.types import Item

REVIEWERS = 2
"""So many people read an item before it is used."""

_NOT_CONTENT = {
    "revision", "title", "points", "scoring", "lowest", "shuffle", "attempts", "tags", "example", "allow", "review",
    "group", "stimulus",
}  # fmt: skip


def content_hash(item: Item, case: str = "") -> str:
    """Return the SHA-256, as 64 hex digits, of what an item says: texts, keys, feedback, sources, alignment.

    `case` is the text of its stimulus. Canonical JSON (sorted keys, no spaces, values that are defaults left out), so
    neither the layout of the bank nor a new optional field changes it; points, tags and waivers do not count.
    """
    content = item.model_dump(mode="json", by_alias=True, exclude=_NOT_CONTENT, exclude_defaults=True)
    content |= {"type": item.type, **({"case": case} if case else {})}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def current_reviews(item: Item, case: str = "") -> tuple[Review, ...]:
    """Return the reviews of the present text, at most one a person."""
    present = content_hash(item, case) if item.review else ""
    by_person = {review.by: review for review in item.review if review.content_sha256 == present}
    return tuple(by_person.values())
