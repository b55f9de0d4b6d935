"""Opinions: a rating scale, never scored."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from quizzes.model.item import AnsweredBy, BaseItem
from quizzes.model.markdown import Markdown  # noqa: TC001 - pydantic reads the types
from quizzes.model.values import Frozen, Identifier


class LikertPoint(Frozen):
    """One point of a rating scale."""

    id: Identifier
    text: Markdown


class LikertItem(BaseItem):
    """An opinion on a scale: no key, never scored."""

    answered_by: ClassVar = AnsweredBy.CHOICE
    key_fields: ClassVar = {"scale": {"__all__": {"id"}}}

    type: Literal["likert"]
    scale: Annotated[tuple[LikertPoint, ...], Field(min_length=2, max_length=11)]

    @property
    def scored(self) -> bool:
        """Say that an opinion never counts."""
        return False
