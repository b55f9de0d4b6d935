"""Every type of item: the one place that lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, get_args

from pydantic import Field

from quizzes.model.arranging import MatchItem, OrderItem
from quizzes.model.choices import MultipleItem, SingleItem, TrueFalseItem
from quizzes.model.essay import EssayItem
from quizzes.model.numeric import NumericItem
from quizzes.model.survey import LikertItem
from quizzes.model.words import ClozeItem, ShortItem

if TYPE_CHECKING:
    from quizzes.model.item import BaseItem

Item = Annotated[
    SingleItem
    | MultipleItem
    | TrueFalseItem
    | MatchItem
    | OrderItem
    | NumericItem
    | ShortItem
    | ClozeItem
    | LikertItem
    | EssayItem,
    Field(discriminator="type"),
]


ITEM_TYPES: dict[str, type[BaseItem]] = {
    get_args(model.model_fields["type"].annotation)[0]: model for model in get_args(get_args(Item)[0])
}
"""Every type of item by its name, in the order of `Item`."""
