"""An item bank: items that belong together, and the cases they share."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from quizzes.model.markdown import Markdown  # noqa: TC001 - pydantic reads the types
from quizzes.model.types import Item  # noqa: TC001 - pydantic reads the types
from quizzes.model.use import Use
from quizzes.model.values import Frozen, Identifier, Text


class Stimulus(Frozen):
    """A case or passage that several items share."""

    id: Identifier
    text: Markdown


class Bank(Frozen):
    """An item bank: items that belong together, and the cases they share."""

    schema_: Annotated[Literal["quizbank/1"], Field(alias="schema")]
    id: Identifier
    title: Text
    lang: Identifier = "en"
    license: Text | None = None
    use: Use = Use.PRACTICE
    lesson: Identifier | None = None
    stimuli: tuple[Stimulus, ...] = ()
    items: Annotated[tuple[Item, ...], Field(min_length=1)]
