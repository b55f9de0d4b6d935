"""Responses in the words of SCORM and xAPI: ids without a dash, `[,]` or `,` between them, pairs with `[.]` or `.`.

The same code as `course/outputs/platforms/client/shell-answers.js`; other senders name choices by their ids.
"""

from __future__ import annotations

import re
from string import ascii_lowercase, ascii_uppercase, digits
from typing import TYPE_CHECKING, Any

from quizzes.formats.plain_text import to_plain
from quizzes.model.arranging import MatchItem, OrderItem
from quizzes.model.choices import MultipleItem, SingleItem, TrueFalseItem
from quizzes.model.essay import EssayItem
from quizzes.model.survey import LikertItem
from quizzes.model.words import ClozeItem
from quizzes.responses.readers.stems import gaps_in_order

if TYPE_CHECKING:
    from collections.abc import Collection

    from quizzes.model.types import Item

_SIGNS = {"_": "-", ".u": "_", "..": "."}
_ALPHABET = f"{ascii_uppercase}{ascii_lowercase}{digits}._"
_PAIR = re.compile(r"\[\.\]|\.(?=[^.]*$)")


def plain(code: str) -> str:
    """Return the id that a code stands for."""
    return re.sub(r"\.u|\.\.|_", lambda found: _SIGNS[found[0]], code)


def coded(item: Item, text: str) -> object:
    """Return a response; raises LookupError for ids that the item has not."""
    if isinstance(item, TrueFalseItem):
        if text.lower() in ("true", "t", "false", "f"):
            return "true" if text.lower().startswith("t") else "false"
        raise LookupError("it is neither true nor false")
    if isinstance(item, SingleItem | LikertItem):
        return _id(text, _ids(item))
    if isinstance(item, MultipleItem | OrderItem):
        return [_id(one, _ids(item)) for one in _split(text)]
    if isinstance(item, MatchItem):
        return dict(_pair(item, one) for one in _split(text))
    if isinstance(item, ClozeItem):
        ids, parts = gaps_in_order(item), _split(text)
        if len(ids) != len(parts):
            raise LookupError("its parts cannot be told apart")
        return {name: said for name, said in zip(ids, parts, strict=True) if said}
    return {"text": text} if isinstance(item, EssayItem) else text


def _split(text: str) -> list[str]:
    return text.split("[,]") if "[,]" in text else text.split(",")


def _ids(item: Item) -> list[str]:
    parts: Any = (
        item.sequence if isinstance(item, OrderItem) else getattr(item, "scale", None) or getattr(item, "choices", ())
    )
    return [one.id for one in parts]


def _id(code: str, known: Collection[str]) -> str:
    found = next((one for one in (plain(code.strip()), code.strip()) if one in known), "")
    if not found:
        raise LookupError("it names a choice that there is not")
    return found


def _pair(item: MatchItem, code: str) -> tuple[str, str]:
    parts = _PAIR.split(code.strip())
    texts = (*(pair.response for pair in item.pairs), *item.distractors)
    to = [text for text in dict.fromkeys(texts) if parts[-1] in (target(text), target(to_plain(text)[0]))]
    if len(parts) != 2 or len(to) != 1:  # noqa: PLR2004 - premise and response
        raise LookupError("it names a pair that there is not")
    return _id(parts[0], [pair.id for pair in item.pairs]), to[0]


def target(text: str) -> str:
    """Return the id of a response of a match: FNV-1a of its words in four digits of base 64."""
    return f"t{_hash(' '.join(text.split()), 4)}".replace(".", "x1").replace("_", "x2")


def _hash(words: str, width: int) -> str:
    state = 0x811C9DC5
    for byte in words.encode():
        state = (state ^ byte) * 0x01000193 & 0xFFFFFFFF
    return _digits(state % 64**width, width)


def _digits(number: int, width: int) -> str:
    return "".join(_ALPHABET[number // 64**place % 64] for place in reversed(range(width)))
