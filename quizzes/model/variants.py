"""What makes one item into several: declared variables, or a table of rows, and values worked out of them."""

from __future__ import annotations

from decimal import Decimal
from math import prod
from typing import Annotated, Self

from pydantic import Field, GetJsonSchemaHandler, StringConstraints, field_validator, model_validator
from pydantic.json_schema import JsonSchemaValue  # noqa: TC002 - pydantic reads the signature
from pydantic_core import CoreSchema, PydanticCustomError

from quizzes.expression import FUNCTIONS, LONGEST, ExpressionError, read_expression
from quizzes.model.values import Frozen, Number

USUAL_COUNT = 10
"""So many variants are made of ranges, where nothing else is said."""
MOST = 100
"""So many variants one item may have: each is checked, and each stands in the page."""
_MOST_STEPS = 100_000

Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$", max_length=32)]
"""What stands between `{` and `}` in the texts of the item."""
Word = Annotated[str, StringConstraints(pattern=r"^[^\W_](?:[\w ,.'’()/%+-]*[\w.)%])?$", max_length=80, strict=True)]
"""Plain words without markup, such as the name of a drug."""
Formula = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST, strict=True)]
"""An expression, see `quizzes.expression`."""


class Range(Frozen):
    """A variable: the numbers `min`, `min` + `step`, … up to `max`."""

    min: Number
    max: Number
    step: Annotated[Number, Field(gt=0)] = 1

    @model_validator(mode="after")
    def _some_numbers(self) -> Self:
        if self.min >= self.max:
            raise PydanticCustomError("setting", "has a `min` that is not below its `max`")
        if self.length > _MOST_STEPS:
            raise PydanticCustomError(
                "setting", "has more than {most} numbers: take a larger `step`", {"most": _MOST_STEPS}
            )
        return self

    @property
    def length(self) -> int:
        """Return how many numbers the range has."""
        low, high, step = (Decimal(repr(number)) for number in (self.min, self.max, self.step))
        return int((high - low) / step) + 1

    def number(self, place: int) -> float:
        """Return the number at a place, counted from 0, exactly as an author would write it."""
        return float(Decimal(repr(self.min)) + place * Decimal(repr(self.step)))


class Worked(Frozen):
    """A value worked out of variables and earlier values, and rounded: what is shown is what later values take.

    `decimals` is how many decimals it has at most, `significant_figures` how many figures it shows. A value outside
    `min` and `max` is impossible: a variant that gives one is a fault.
    """

    value: Formula
    decimals: Annotated[int, Field(ge=0, le=9, strict=True)] | None = None
    significant_figures: Annotated[int, Field(ge=1, le=12, strict=True)] | None = None
    min: Number | None = None
    max: Number | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, values: object) -> object:
        """Take `total: weight * dose` for `total: {value: weight * dose}`."""
        return {"value": values} if isinstance(values, str) else values

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Let editors know the short form too."""
        return {"anyOf": [{"type": "string", "maxLength": LONGEST}, handler(schema)]}

    @field_validator("value")
    @classmethod
    def _readable(cls, text: str) -> str:
        try:
            read_expression(text)
        except ExpressionError as error:
            raise PydanticCustomError("setting", "cannot be read: {why}", {"why": str(error)}) from error
        return text

    @model_validator(mode="after")
    def _one_rounding(self) -> Self:
        if self.decimals is not None and self.significant_figures is not None:
            raise PydanticCustomError("setting", "is rounded twice: give `decimals` or `significant_figures`")
        return self


class Variants(Frozen):
    """How one item becomes several: `variables` with ranges, of which `count` variants are drawn by `seed`, or `rows`.

    Texts of the item show a value as `{name}`; numbers of its answer may be expressions. `shown` is the variant of
    paper and e-books, counted from 1. `seed` is the id of the item where none is given.
    """

    variables: dict[Name, Range] = {}  # noqa: RUF012 - pydantic gives each its own
    rows: Annotated[tuple[dict[Name, Number | Word], ...], Field(max_length=MOST)] = ()
    worked: dict[Name, Worked] = {}  # noqa: RUF012
    count: Annotated[int, Field(ge=2, le=MOST, strict=True)] | None = None
    seed: Annotated[str, StringConstraints(min_length=1, max_length=64)] | None = None
    shown: Annotated[int, Field(ge=1, le=MOST, strict=True)] = 1

    @model_validator(mode="after")
    def _declared_once(self) -> Self:
        if bool(self.variables) == bool(self.rows):
            raise PydanticCustomError("setting", "need either `variables` with ranges or a table of `rows`")
        if self.rows and (self.count or self.seed):
            raise PydanticCustomError(
                "setting", "have `rows`, each of which is a variant: leave out `count` and `seed`"
            )
        if len({tuple(sorted(row)) for row in self.rows}) > 1:
            raise PydanticCustomError("setting", "have rows with different names: give every row the same ones")
        names = [*self.given, *self.worked]
        wrong = next((name for name in names if name in FUNCTIONS or names.count(name) > 1), "")
        if wrong:
            why = "is a function" if wrong in FUNCTIONS else "is declared twice"
            raise PydanticCustomError("setting", "use the name '{name}', which {why}", {"name": wrong, "why": why})
        if self.shown > self.length:
            raise PydanticCustomError(
                "setting", "show variant {shown} of {all}", {"shown": self.shown, "all": self.length}
            )
        return self

    @property
    def given(self) -> tuple[str, ...]:
        """Return the names of the variables or of the columns of the table."""
        return tuple(self.variables or (self.rows[0] if self.rows else ()))

    @property
    def length(self) -> int:
        """Return how many variants there are: no two have the same values."""
        if self.rows:
            return len(self.rows)
        return min(self.count or USUAL_COUNT, prod(one.length for one in self.variables.values()))
