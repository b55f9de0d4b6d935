"""Items with choices to mark: one, several, or true and false."""

from __future__ import annotations

from string import ascii_lowercase
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from quizzes.model.item import AnsweredBy, BaseItem
from quizzes.model.markdown import Markdown  # noqa: TC001 - pydantic reads the types
from quizzes.model.values import Flag, Frozen, Identifier, Number


class Choice(Frozen):
    """One choice; a choice that is not correct is a distractor, its `misconception` names the error behind it.

    Every choice has feedback where people practise; in a test one rationale of the item does (`quizzes.structure`).
    `weight` is the share of the points that it brings with `scoring: weights` (`quizzes.weights`).
    """

    id: Identifier
    text: Markdown
    correct: Flag = False
    feedback: Markdown | None = None
    misconception: Identifier | None = None
    weight: Annotated[Number, Field(ge=-1, le=1)] | None = None


def with_letters(values: object) -> object:
    """Return the values of an item in which every choice without an id has a letter that no other has.

    The first choice without one gets a, the second b, and so on by their places; `course items fix` writes them down.
    """
    choices = values.get("choices") if isinstance(values, dict) else None
    if not isinstance(choices, list) or all(not isinstance(each, dict) or "id" in each for each in choices):
        return values
    taken = {str(each["id"]).lower() for each in choices if isinstance(each, dict) and "id" in each}
    named = []
    for place, each in enumerate(choices):
        if isinstance(each, dict) and "id" not in each:
            letters = (letter for letter in (*ascii_lowercase[place:], *ascii_lowercase) if letter not in taken)
            name = next(letters, f"choice-{place + 1}")
            taken.add(name)
            named.append({"id": name, **each})
        else:
            named.append(each)
    return {**values, "choices": named}  # type: ignore[dict-item]


_EACH_CHOICE = {"choices": {"__all__": {"id", "correct", "weight"}}}


class SingleItem(BaseItem):
    """One correct choice of three to five."""

    answered_by: ClassVar = AnsweredBy.CHOICE
    key_fields: ClassVar = _EACH_CHOICE

    type: Literal["single"]
    choices: Annotated[tuple[Choice, ...], Field(min_length=2, max_length=26)]

    _letters = model_validator(mode="before")(with_letters)

    @property
    def key(self) -> tuple[str, ...]:
        """Return the ids of the correct choices."""
        return tuple(choice.id for choice in self.choices if choice.correct)


class MultipleItem(BaseItem):
    """Several correct choices; the stem or lead-in says how many to select."""

    answered_by: ClassVar = AnsweredBy.CHOICES
    key_fields: ClassVar = _EACH_CHOICE

    type: Literal["multiple"]
    choices: Annotated[tuple[Choice, ...], Field(min_length=2, max_length=26)]

    _letters = model_validator(mode="before")(with_letters)

    @property
    def key(self) -> tuple[str, ...]:
        """Return the ids of the correct choices."""
        return tuple(choice.id for choice in self.choices if choice.correct)


class TrueFalseFeedback(Frozen):
    """What the learner reads after answering true or false (quote the keys `true` and `false` in YAML or not)."""

    true: Markdown
    false: Markdown


class TrueFalseItem(BaseItem):
    """A statement to judge."""

    answered_by: ClassVar = AnsweredBy.CHOICE
    key_fields: ClassVar = {"answer": True}

    type: Literal["truefalse"]
    answer: Flag
    feedback: TrueFalseFeedback | None = None

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Return the two choices, in the fixed order true, false."""
        said = self.feedback
        return (
            Choice(id="true", text="True", correct=self.answer, feedback=said and said.true),
            Choice(id="false", text="False", correct=not self.answer, feedback=said and said.false),
        )

    @property
    def key(self) -> tuple[str, ...]:
        """Return the id of the correct choice."""
        return ("true" if self.answer else "false",)
