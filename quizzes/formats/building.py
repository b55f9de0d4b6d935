"""Items made from the questions of another program: their ids, their placeholders, and what is told about each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from quizzes.finding import Finding, FindingsError, Level, counted
from quizzes.formats.format import Read
from quizzes.formats.loss import FormatCode, to_write, unreadable
from quizzes.key import letter_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from quizzes.yaml12 import Loc

FEEDBACK = "To be written: why this answer is right or wrong."
"""Stands where a bank needs what the file does not have; the lint reports it until it is written."""
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_LONGEST = 64
_MOST_CHOICES = 26


class NotTakenError(Exception):
    """Raised for a question that no bank can hold; its text says why."""


def slug(text: str, default: str) -> str:
    """Return the id that a text gives: letters, digits, dots and dashes."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip("-._")[:_LONGEST].strip("-._") or default


@dataclass
class Builder:
    """Gathers the items of one file; `foreign` has the ids of the other program by ours."""

    path: Path
    title: str = ""
    items: list[dict[str, Any]] = field(default_factory=list)
    lines: dict[Loc, int] = field(default_factory=dict)
    told: list[Finding] = field(default_factory=list)
    foreign: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """Return the id of the bank, made of the name of its file."""
        return slug(self.path.name.partition(".")[0], "bank")

    def add(self, line: int, values: dict[str, Any], wished: str = "", called: str = "") -> str:
        """Take an item and return its id, which is `wished` where that is one and free.

        A question without an id is known again by what it is `called`, else by its text: never by its place.
        """
        name = self._free(wished)
        self.lines["items", len(self.items)] = line
        item = {"id": name, **values}
        if item["type"] == "essay":
            item.pop("points", None)  # its rubric has them
            self.told.append(to_write(self.path, line, "a rubric", name))
        if self._unexplained(item):
            self.told.append(to_write(self.path, line, "feedback", name))
        self.items.append(item)
        self.foreign[name] = self._known_by(wished or (f"name:{called}" if called else f"text:{values['stem']}"))
        return name

    def _known_by(self, sign: str) -> str:
        again = (f"{sign} ({number})" for number in range(2, len(self.known) + 3))
        found = sign if sign not in self.known else next(one for one in again if one not in self.known)
        self.known.add(found)
        return found

    def _free(self, wished: str) -> str:
        taken = self.foreign  # our ids are its keys
        name = wished if _ID.fullmatch(wished) else slug(wished, "")
        if name and name not in taken:
            return name
        number = len(self.items) + 1
        while f"{self.name[: _LONGEST - 6]}-{number}" in taken:
            number += 1
        return f"{self.name[: _LONGEST - 6]}-{number}"

    @staticmethod
    def _unexplained(item: dict[str, Any]) -> bool:
        """Put placeholders where a bank needs feedback; say whether there was need."""
        if item["type"] == "truefalse":
            said = {key: value for key, value in (item.get("feedback") or {}).items() if value.strip()}
            item["feedback"] = {"true": FEEDBACK, "false": FEEDBACK} | said
            return len(said) < len(item["feedback"])
        bare = [choice for choice in item.get("choices", ()) if not choice.get("feedback", "").strip()]
        for choice in bare:
            choice["feedback"] = FEEDBACK
        return bool(bare)

    def tell(self, line: int, message: str, subject: str = "", code: FormatCode = FormatCode.LOST) -> None:
        """Say what of a question is not as it was."""
        self.told.append(Finding(self.path, line, code, message, Level.WARNING, subject=subject))

    def refuse(self, line: int, why: str, subject: str = "") -> None:
        """Say that a question is not taken."""
        self.tell(line, f"not taken: {why}", subject, FormatCode.NOT_TAKEN)

    def done(self) -> Read:
        """Return what was read; raises FindingsError where nothing is left."""
        if not self.items:
            raise FindingsError(*self.told, unreadable(self.path, 1, "the file holds no question that can be taken"))
        values = {"id": self.name, "title": self.title or self.path.stem, "items": self.items}
        return Read(values, self.lines, tuple(self.told), self.pictures, self.foreign)


def choices_of(rows: Sequence[tuple[str, bool, str]], weights: Sequence[float | None] = ()) -> list[dict[str, Any]]:
    """Return choices of (text, right, feedback), with letters for ids; raises NotTakenError for too many or too few."""
    if not 1 < len(rows) <= _MOST_CHOICES:
        raise NotTakenError(f"{counted(len(rows), 'choice')}; a question has 2 to {_MOST_CHOICES}")
    made: list[dict[str, Any]] = [
        {"id": letter_of(place).lower(), "text": text, **({"correct": True} if right else {}),
         **({"feedback": said} if said.strip() else {})}
        for place, (text, right, said) in enumerate(rows)
    ]  # fmt: skip
    for place, weight in enumerate(weights):
        made[place] |= {} if weight is None else {"weight": weight}
    return made


def one_key(rows: Iterable[tuple[str, bool, str]]) -> None:
    """Raise NotTakenError unless exactly one choice is right: a key is never guessed."""
    right = sum(one for _, one, _ in rows)
    if right != 1:
        raise NotTakenError(f"{right or 'no'} right choices, where one is needed; a key is never guessed")


def number(text: str) -> float:
    """Return a number as programs write it; raises NotTakenError for words."""
    try:
        found = float(text.strip())
    except ValueError:
        raise NotTakenError(f"'{text.strip()[:40]}' is no number") from None
    if found != found or found in (float("inf"), float("-inf")):  # noqa: PLR0124 - NaN differs from itself
        raise NotTakenError(f"'{text.strip()[:40]}' is no number")
    return found


def without_empty(values: dict[str, Any]) -> dict[str, Any]:
    """Return values without those that say nothing."""
    return {key: value for key, value in values.items() if value not in ("", None, [], (), {})}
