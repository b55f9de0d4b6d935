"""Items answered in words: a text to type, or the gaps of a text."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from quizzes.model.item import AnsweredBy, BaseItem
from quizzes.model.markdown import Markdown  # noqa: TC001 - pydantic reads the types
from quizzes.model.values import Flag, Frozen, Identifier, Text

EditDistance = Annotated[int, Field(ge=1, le=3, strict=True)]
"""So many letters may be wrong, missing, too many, or changed with their neighbour."""


_LETTERS_A_MISTAKE = 4


def _check_distance(text: str, match: str, distance: int | None) -> None:
    """Refuse spelling variants where they mean nothing, or where another word is as near as a mistake."""
    if distance and match != "casefold":
        raise ValueError("`edit_distance` goes with `match: casefold` only")
    if distance and len(text) < distance * _LETTERS_A_MISTAKE:
        raise ValueError(f"`edit_distance` of {distance} needs an answer of {distance * _LETTERS_A_MISTAKE} letters")


class ShortAnswer(Frozen):
    """One accepted answer and how it is compared."""

    text: Text
    match: Literal["exact", "casefold", "regex"] = "casefold"
    edit_distance: EditDistance | None = None
    feedback: Markdown | None = None

    @model_validator(mode="after")
    def _room_for_mistakes(self) -> Self:
        _check_distance(self.text, self.match, self.edit_distance)
        return self


class ShortItem(BaseItem):
    """A word or phrase to be typed; `multiline` is for answers whose line breaks and indents count, such as a print."""

    answered_by: ClassVar = AnsweredBy.TEXT
    key_fields: ClassVar = {"multiline": True, "answers": {"__all__": {"text", "match", "edit_distance"}}}
    whole: ClassVar = True

    type: Literal["short"]
    multiline: Flag = False
    answers: Annotated[tuple[ShortAnswer, ...], Field(min_length=1, max_length=20)]


class Gap(Frozen):
    """A gap of a cloze text: a word to type, or a choice of words when `choices` is given (`answer` is one of them).

    `also` are further answers that are as right as `answer`, compared like it.
    """

    id: Identifier
    answer: Text
    also: Annotated[tuple[Text, ...], Field(max_length=20)] = ()
    match: Literal["exact", "casefold", "regex"] = "casefold"
    edit_distance: EditDistance | None = None
    choices: tuple[Text, ...] = ()
    feedback: Markdown | None = None

    @model_validator(mode="after")
    def _room_for_mistakes(self) -> Self:
        for text in self.accepted:
            _check_distance(text, self.match, self.edit_distance)
        if len(set(self.accepted)) < len(self.accepted):
            raise ValueError("`also` repeats an answer: each stands once")
        return self

    @property
    def accepted(self) -> tuple[str, ...]:
        """Return every answer that is right, the one that keys name first at the beginning."""
        return (self.answer, *self.also)


class ClozeItem(BaseItem):
    """A text with gaps, written `{{gap-id}}` in the stem."""

    answered_by: ClassVar = AnsweredBy.GAPS
    key_fields: ClassVar = {"gaps": {"__all__": {"id", "answer", "also", "match", "edit_distance"}}}
    whole: ClassVar = True

    type: Literal["cloze"]
    gaps: Annotated[tuple[Gap, ...], Field(min_length=1, max_length=20)]
