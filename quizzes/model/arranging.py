"""Items whose parts are to be put together or in order."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from quizzes.model.item import AnsweredBy, BaseItem
from quizzes.model.markdown import Markdown  # noqa: TC001 - pydantic reads the types
from quizzes.model.values import Frozen, Identifier


class Pair(Frozen):
    """A premise and the response that belongs to it."""

    id: Identifier
    premise: Markdown
    response: Markdown
    feedback: Markdown | None = None


class MatchItem(BaseItem):
    """Premises to be matched with responses, one select a row; `distractors` are responses that fit none."""

    answered_by: ClassVar = AnsweredBy.PAIRS
    key_fields: ClassVar = {"pairs": {"__all__": {"id", "response"}}}
    whole: ClassVar = True

    type: Literal["match"]
    pairs: Annotated[tuple[Pair, ...], Field(min_length=2, max_length=12)]
    distractors: tuple[Markdown, ...] = ()


class Step(Frozen):
    """One element of an ordering."""

    id: Identifier
    text: Markdown
    feedback: Markdown | None = None


class OrderItem(BaseItem):
    """Steps to be put into the order in which the bank lists them."""

    answered_by: ClassVar = AnsweredBy.ORDER
    key_fields: ClassVar = {"sequence": {"__all__": {"id"}}}
    whole: ClassVar = True

    type: Literal["order"]
    sequence: Annotated[tuple[Step, ...], Field(min_length=2, max_length=12)]
