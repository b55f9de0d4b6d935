"""Items whose answer is a number."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, WithJsonSchema, model_validator

from quizzes.model.item import AnsweredBy, BaseItem
from quizzes.model.markdown import Markdown  # noqa: TC001 - pydantic reads the types
from quizzes.model.values import Frozen, Number, Text

_FORMULA = {"type": "string", "description": "an expression, in an item with `variants`"}
_AMOUNT = WithJsonSchema({"anyOf": [{"type": "number"}, _FORMULA]})
_TOLERANCE = WithJsonSchema({"anyOf": [{"type": "number", "minimum": 0}, _FORMULA]})
Amount = Annotated[Number, _AMOUNT]
"""A number; where an item varies its author writes an expression, which is worked out before it comes here."""


class NumericAnswer(Frozen):
    """A number with a tolerance or a closed range, its unit, and further units with what one of them is in `unit`.

    `tolerance` is absolute, `relative_tolerance` a share of the value. With `significant_figures` the answer must show
    so many, and the value may differ by half a unit in the last of them.
    """

    value: Amount | None = None
    tolerance: Annotated[Number, Field(ge=0), _TOLERANCE] = 0
    relative_tolerance: Annotated[Number, Field(gt=0, lt=1)] | None = None
    range: tuple[Amount, Amount] | None = None
    significant_figures: Annotated[int, Field(ge=1, le=15, strict=True)] | None = None
    unit: Text | None = None
    units: dict[Text, Annotated[Number, Field(gt=0)]] | None = None

    @model_validator(mode="after")
    def _one_way_to_be_right(self) -> Self:
        if (self.value is None) == (self.range is None):
            raise ValueError("give either `value` (with `tolerance`) or `range`")
        if self.range is not None and self.range[0] > self.range[1]:
            raise ValueError("the lower end of `range` is above its upper end")
        if self.range is not None and (self.tolerance or self.relative_tolerance):
            raise ValueError("a `range` has its tolerance in its ends: leave out the tolerance")
        if self.tolerance and self.relative_tolerance:
            raise ValueError("give either `tolerance` or `relative_tolerance`")
        if self.units and not self.unit:
            raise ValueError("`units` says what other units are in `unit`: give `unit` too")
        return self


class NumericItem(BaseItem):
    """A number to be typed."""

    answered_by: ClassVar = AnsweredBy.NUMBER
    key_fields: ClassVar = {"answer": True}
    whole: ClassVar = True

    type: Literal["numeric"]
    answer: NumericAnswer
    feedback: Markdown | None = None
