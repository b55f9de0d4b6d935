"""What a question of a bank is expected to bring up in a room: its key, why, and the mistakes behind the others."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quizzes.load import BankFile
    from quizzes.model import Choice


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

    def letter(self, choice_id: str) -> str:
        """Return the letter of a choice."""
        return next(ascii_uppercase[place] for place, one in enumerate(self.choices) if one.id == choice_id)

    @property
    def key(self) -> list[str]:
        """Return the right answer in lines of words, whatever the type."""
        item = self.item
        if self.choices:
            return [f"{self.letter(one.id)}. {one.text}" for one in self.choices if one.correct]
        if item.type == "match":
            return [f"{pair.premise} → {pair.response}" for pair in item.pairs]
        if item.type == "order":
            return [f"{number}. {step.text}" for number, step in enumerate(item.sequence, 1)]
        return []

    def mistakes(self) -> Iterator[tuple[str, str, str]]:
        """Yield each wrong choice with its tag (what people believe) and the feedback that answers it."""
        for choice in self.choices:
            if not choice.correct:
                tag = (choice.misconception or "").replace("-", " ")
                yield f"{self.letter(choice.id)}. {choice.text}", tag, choice.feedback
        for pair in getattr(self.item, "pairs", ()):
            if pair.feedback:
                yield pair.premise, "", pair.feedback

    def answered(self) -> Iterator[str]:
        """Yield for each wrong choice its text, the tag of the mistake and the feedback, in a line of Markdown."""
        for said, tag, answer in self.mistakes():
            yield f"*{said}*{f' ({tag})' if tag else ''}: {' '.join(answer.split())}"


def asked_by_id(banks: Iterable[BankFile]) -> Mapping[str, Asked]:
    """Return every item of the banks by its id."""
    return {item.id: Asked(file, place) for file in banks for place, item in enumerate(file.bank.items)}
