"""What every type of item has, and how it is answered and scored."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self

from pydantic import BeforeValidator, Field, ModelWrapValidatorHandler, PrivateAttr, model_validator

from quizzes.model.markdown import Markdown  # noqa: TC001 - pydantic reads the types
from quizzes.model.objective import Bloom  # noqa: TC001 - pydantic reads the types
from quizzes.model.review import Review  # noqa: TC001 - pydantic reads the types
from quizzes.model.values import Flag, Frozen, Identifier, Number, Text
from quizzes.model.variants import Variants  # noqa: TC001 - pydantic reads the types
from quizzes.model.varying import first_filled

if TYPE_CHECKING:
    from collections.abc import Mapping


class AnsweredBy(StrEnum):
    """What a learner does to answer: pages, papers and scripts ask for this, never for the name of a type."""

    CHOICE = "choice"
    """One choice is marked."""
    CHOICES = "choices"
    """Every choice that applies is marked."""
    PAIRS = "pairs"
    """Each premise gets a response."""
    ORDER = "order"
    """Each step gets a place."""
    GAPS = "gaps"
    """Each gap of the stem gets words."""
    NUMBER = "number"
    """A number is written."""
    TEXT = "text"
    """Words are written."""
    ESSAY = "essay"
    """Sentences are written, and judged by a person with a rubric."""


class Scoring(StrEnum):
    """How points are given to an answer that is partly right."""

    ALL_OR_NOTHING = "all-or-nothing"
    PARTIAL = "partial"
    PENALTY = "penalty"
    WEIGHTS = "weights"


class Reference(Frozen):
    """A work of the bibliography and the place in it: page, section, table."""

    key: Identifier
    locator: Text


def _for_every_answer(value: object) -> object:
    """Return `next: part` as the long form of it says it."""
    return {"else": value} if isinstance(value, str) else value


Branches = Annotated[
    dict[Identifier, Identifier],
    BeforeValidator(_for_every_answer, json_schema_input_type=Identifier | dict[Identifier, Identifier]),
]
"""Which part of the case follows by the answer, `else` for every other (`quizzes.branches`)."""


class BaseItem(Frozen):
    """What every type of item has.

    A type says of itself: `answered_by`; `key_fields`, the fields (as pydantic's `include` takes them) that grading
    needs beside points and scoring; `whole`, that its feedback is about the answer as a whole and no choice has one.
    Of the items with one `group` in a pool a test asks one. `lowest` is the share of its points below which no answer
    falls. An item with `variants` is here the variant that paper shows; its `template` has the texts as written.
    """

    answered_by: ClassVar[AnsweredBy]
    key_fields: ClassVar[dict[str, Any]]
    whole: ClassVar[bool] = False

    id: Identifier
    revision: Annotated[int, Field(ge=1, strict=True)] = 1
    title: Text | None = None
    stimulus: Identifier | None = None
    group: Identifier | None = None
    next: Branches = {}  # noqa: RUF012 - pydantic gives each item its own
    stem: Markdown
    rationale: Markdown | None = None
    hints: tuple[Markdown, ...] = ()
    objective: tuple[Identifier, ...] = ()
    bloom: Bloom | None = None
    reference: tuple[Reference, ...] = ()
    lesson: Identifier | None = None
    claims: tuple[Identifier, ...] = ()
    facts: tuple[Identifier, ...] = ()
    points: Annotated[Number, Field(gt=0, le=100)] = 1
    scoring: Scoring = Scoring.ALL_OR_NOTHING
    lowest: Annotated[Number, Field(ge=-1, le=0)] = 0
    shuffle: Flag = True
    attempts: Annotated[int, Field(ge=1, le=99, strict=True)] | None = None
    tags: tuple[Identifier, ...] = ()
    example: Flag = False
    allow: dict[str, Text] = {}  # noqa: RUF012 - pydantic gives each item its own
    review: tuple[Review, ...] = ()
    variants: Variants | None = None

    _template: Mapping[str, Any] | None = PrivateAttr(default=None)

    @model_validator(mode="wrap")
    @classmethod
    def _as_shown(cls, values: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Read an item that varies as the variant that paper shows; see `quizzes.model.varying`."""
        if not isinstance(values, dict) or not isinstance(values.get("variants"), dict):
            return handler(values)
        item = handler(first_filled(values))
        item._template = values  # noqa: SLF001 - its own
        return item

    @property
    def template(self) -> Mapping[str, Any] | None:
        """Return the values of an item that varies as its author wrote them, None for any other."""
        return self._template

    @property
    def scored(self) -> bool:
        """Say whether the item counts toward a score."""
        return True

    @property
    def judged(self) -> bool:
        """Say whether one answer is better than another, so that there is a key; no program need be able to tell."""
        return self.scored
