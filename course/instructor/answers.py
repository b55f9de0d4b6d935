"""What a question of a bank is expected to bring up in a room: its key, why, and the mistakes behind the others."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from quizzes.key import in_words, letters_of, mistakes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quizzes.load import BankFile
    from quizzes.model.choices import Choice


@dataclass(frozen=True)
class Asked:
    """An item with its bank and its position there."""

    file: BankFile
    place: int

    @property
    def item(self) -> Any:
        """Return the item."""
        return self.file.bank.items[self.place]

    def line(self, *loc: str | int) -> int:
        """Return the line of a part of the item."""
        return self.file.line("items", self.place, *loc)

    @property
    def stimulus(self) -> str:
        """Return the case before the question, empty when there is none."""
        wanted = self.item.stimulus
        return next((one.text for one in self.file.bank.stimuli if one.id == wanted), "")

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Return the choices to vote on, empty for other types."""
        return tuple(getattr(self.item, "choices", ()))

    @cached_property
    def letters(self) -> dict[str, str]:
        """Return the letter of each choice by its id."""
        return letters_of([choice.id for choice in self.choices])

    @property
    def key(self) -> list[str]:
        """Return the right answer in lines of words, whatever the type."""
        return in_words(self.item, self.letters)

    def mistakes(self) -> Iterator[tuple[str, str, str]]:
        """Yield each wrong answer with its tag (what people believe) and the feedback that answers it."""
        for wrong in mistakes(self.item):
            letter = f"{self.letters[wrong.name]}. " if wrong.name in self.letters else ""
            yield letter + wrong.text, wrong.misconception.replace("-", " "), wrong.feedback

    def answered(self) -> Iterator[str]:
        """Yield for each wrong choice its text, the tag of the mistake and the feedback, in a line of Markdown."""
        for said, tag, answer in self.mistakes():
            yield f"*{said}*{f' ({tag})' if tag else ''}" + (f": {' '.join(answer.split())}" if answer else "")


def asked_by_id(banks: Iterable[BankFile]) -> Mapping[str, Asked]:
    """Return every item of the banks by its id."""
    return {item.id: Asked(file, place) for file in banks for place, item in enumerate(file.bank.items)}
