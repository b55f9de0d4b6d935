"""The data of a figure as frozen, typed values; unknown keys are refused, texts are plain words except the caption."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from quizzes.model.values import Frozen, Identifier, Text

Number = Annotated[float, Field(allow_inf_nan=False)]


def _as_list(value: object) -> object:
    """Accept one key, or several with commas, where a list is meant."""
    return [part.strip() for part in value.split(",")] if isinstance(value, str) else value


class Axis(Frozen):
    """What an axis shows and in which unit; without `min` and `max` the data decide."""

    label: Text
    unit: Text | None = None
    min: Number | None = None
    max: Number | None = None

    @property
    def title(self) -> str:
        """Return label and unit."""
        return f"{self.label} ({self.unit})" if self.unit else self.label


class Figure(Frozen):
    """What every kind of figure has; `source` names works of the bibliography."""

    id: Identifier
    title: Text
    alt: Text
    caption: Text
    source: Annotated[tuple[Identifier, ...], BeforeValidator(_as_list)] = ()
    note: Text | None = None


class Series(Frozen):
    """One line; `dash` tells it apart without color."""

    name: Text
    points: Annotated[tuple[tuple[Number, Number], ...], Field(min_length=2, max_length=500)]
    dash: Literal["solid", "dashed", "dotted", "dashdot"] | None = None


class LineFigure(Figure):
    """Values over a continuous quantity."""

    kind: Literal["line"]
    x: Axis
    y: Axis
    series: Annotated[tuple[Series, ...], Field(min_length=1, max_length=4)]


class Bar(Frozen):
    """One bar."""

    label: Text
    value: Annotated[Number, Field(ge=0)]
    note: Text | None = None


class BarsFigure(Figure):
    """Amounts side by side, drawn as horizontal bars."""

    kind: Literal["bars"]
    y: Axis
    bars: Annotated[tuple[Bar, ...], Field(min_length=1, max_length=20)]


class Range(Frozen):
    """From one value to another; `open_end` says that it may go on."""

    label: Text
    from_: Annotated[Number, Field(alias="from")]
    to: Number
    open_end: bool = False
    note: Text | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.to < self.from_:
            raise ValueError("`to` is below `from`")
        return self


class RangesFigure(Figure):
    """Spans on one axis, for example windows of time with their uncertainty."""

    kind: Literal["ranges"]
    x: Axis
    rows: Annotated[tuple[Range, ...], Field(min_length=1, max_length=15)]


class StackPart(Frozen):
    """One part of a stacked bar."""

    label: Text
    value: Annotated[Number, Field(ge=0)]


class StackBar(Frozen):
    """One bar made of parts."""

    label: Text
    parts: Annotated[tuple[StackPart, ...], Field(min_length=1, max_length=4)]


class StackFigure(Figure):
    """Amounts and what they are made of."""

    kind: Literal["stack"]
    unit: Text
    bars: Annotated[tuple[StackBar, ...], Field(min_length=1, max_length=12)]


class VennSet(Frozen):
    """One of the overlapping things."""

    name: Text
    text: Text | None = None


class Overlap(Frozen):
    """What two of them share."""

    sets: Annotated[tuple[Text, ...], Field(min_length=2, max_length=2)]
    text: Text


class VennFigure(Figure):
    """Two or three things that overlap."""

    kind: Literal["venn"]
    sets: Annotated[tuple[VennSet, ...], Field(min_length=2, max_length=3)]
    overlaps: tuple[Overlap, ...] = ()
    center: Text | None = None

    @model_validator(mode="after")
    def _known_sets(self) -> Self:
        names = {one.name for one in self.sets}
        for name in (name for overlap in self.overlaps for name in overlap.sets):
            if name not in names:
                raise ValueError(f"an overlap names '{name}', which is no set")
        return self


class Node(Frozen):
    """One box of a decision path."""

    id: Identifier
    text: Text
    kind: Literal["start", "question", "action", "danger"] = "action"


class Edge(Frozen):
    """One arrow of a decision path."""

    from_: Annotated[Identifier, Field(alias="from")]
    to: Identifier
    label: Text | None = None


class FlowFigure(Figure):
    """A decision path, drawn from top to bottom."""

    kind: Literal["flow"]
    nodes: Annotated[tuple[Node, ...], Field(min_length=2, max_length=24)]
    edges: Annotated[tuple[Edge, ...], Field(min_length=1, max_length=40)]

    @model_validator(mode="after")
    def _known_nodes(self) -> Self:
        names = [node.id for node in self.nodes]
        if len(set(names)) < len(names):
            raise ValueError("two nodes have the same id")
        for name in (end for edge in self.edges for end in (edge.from_, edge.to)):
            if name not in names:
                raise ValueError(f"an edge names '{name}', which is no node")
        return self


class GridRow(Frozen):
    """One row of a grid."""

    label: Text
    cells: tuple[Text, ...]


class GridFigure(Figure):
    """Words in rows and columns: a table everywhere, never a picture, so that it needs no other words.

    `head` says what the rows are; without it the first column is headed by a word that fits any.
    """

    kind: Literal["grid"]
    alt: Text = ""
    head: Text | None = None
    columns: Annotated[tuple[Text, ...], Field(min_length=1, max_length=6)]
    rows: Annotated[tuple[GridRow, ...], Field(min_length=1, max_length=20)]

    @model_validator(mode="after")
    def _same_width(self) -> Self:
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(f"row '{row.label}' has {len(row.cells)} cells for {len(self.columns)} columns")
        return self


class StepItem(Frozen):
    """One step."""

    title: Text
    text: Text | None = None


class StepsFigure(Figure):
    """Steps in their order."""

    kind: Literal["steps"]
    items: Annotated[tuple[StepItem, ...], Field(min_length=2, max_length=10)]


AnyFigure = LineFigure | BarsFigure | RangesFigure | StackFigure | VennFigure | FlowFigure | GridFigure | StepsFigure
FIGURES: tuple[type[AnyFigure], ...] = (
    LineFigure,
    BarsFigure,
    RangesFigure,
    StackFigure,
    VennFigure,
    FlowFigure,
    GridFigure,
    StepsFigure,
)
