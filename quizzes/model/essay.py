"""Open answers that a person judges by a rubric."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from quizzes.model.item import AnsweredBy, BaseItem
from quizzes.model.markdown import Markdown  # noqa: TC001 - pydantic reads the types
from quizzes.model.values import Frozen, Identifier


class Criterion(Frozen):
    """One line of a rubric: what an answer shows, and the whole points that this is worth."""

    id: Identifier
    text: Markdown
    points: Annotated[int, Field(ge=1, le=20, strict=True)] = 1


def _with_points(values: object) -> object:
    """Return the values of an essay with the sum of its rubric as its points, where none are given."""
    rubric = values.get("rubric") if isinstance(values, dict) else None
    if not isinstance(rubric, list | tuple) or not isinstance(values, dict) or "points" in values:
        return values
    worth = [row.get("points", 1) if isinstance(row, dict) else getattr(row, "points", None) for row in rubric]
    whole = [points for points in worth if type(points) is int]
    return {**values, "points": sum(whole)} if whole and len(whole) == len(worth) else values


class EssayItem(BaseItem):
    """An open answer of some sentences: a person judges it by the rubric, no program ever scores it.

    `lines` is how many lines paper has to write on. `points` are the sum of the rubric.
    """

    answered_by: ClassVar = AnsweredBy.ESSAY
    key_fields: ClassVar = {"rubric": {"__all__": {"id", "points"}}}
    whole: ClassVar = True

    type: Literal["essay"]
    model_answer: Markdown
    rubric: Annotated[tuple[Criterion, ...], Field(min_length=1, max_length=12)]
    lines: Annotated[int, Field(ge=1, le=60, strict=True)] = 8

    _sum = model_validator(mode="before")(_with_points)

    @model_validator(mode="after")
    def _points_of_rubric(self) -> Self:
        worth = sum(criterion.points for criterion in self.rubric)
        if self.points != worth:
            raise ValueError(f"`points` says {self.points:g}, the rubric adds up to {worth}: leave `points` out")
        return self

    @property
    def scored(self) -> bool:
        """Say that no program scores it."""
        return False

    @property
    def judged(self) -> bool:
        """Say that it has a rubric and a model answer."""
        return True
