"""The words of a figure: collect them for translators, put translations in, and tell the figure without a picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import singledispatch
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from course.charts import model
from course.charts.scale import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ITEM, PART, FROM, TO, NOTE = HEADS = ("Item", "Part", "From", "To", "Note")
"""Heads of columns that no figure names; the host translates them."""
_IDENTIFIERS = {"id", "kind", "dash", "source", "from_", "to", "caption"}


@dataclass(frozen=True)
class Table:
    """Rows of text under a head; the first column names the rows."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Listing:
    """Lines of text, numbered or not."""

    lines: tuple[str, ...]
    numbered: bool = False


def words_of(figure: model.Figure) -> list[str]:
    """Return every text of a figure once, in its order, the caption excepted: that is parsed as Markdown."""
    return list(dict.fromkeys(_texts(figure)))


def translated(figure: model.AnyFigure, words: Mapping[str, str]) -> Any:
    """Return the figure with its texts replaced by those of the mapping."""
    return _replaced(figure, words) if words else figure


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in _IDENTIFIERS:
                yield from _texts(getattr(value, name))
    elif isinstance(value, tuple):
        for child in value:
            yield from _texts(child)
    elif isinstance(value, str) and value:
        yield value


def _replaced(value: Any, words: Mapping[str, str]) -> Any:
    if isinstance(value, BaseModel):
        names = [name for name in type(value).model_fields if name not in _IDENTIFIERS]
        return value.model_copy(update={name: _replaced(getattr(value, name), words) for name in names})
    if isinstance(value, tuple):
        return tuple(_replaced(child, words) for child in value)
    return words.get(value, value) if isinstance(value, str) else value


@singledispatch
def in_words(figure: Any) -> Table | Listing:
    """Return what the figure shows as a table or a list, for those who do not see it and for those who count."""
    raise TypeError(f"no words for {type(figure).__name__}")


@in_words.register
def _(figure: model.LineFigure) -> Table:
    columns = [dict(one.points) for one in figure.series]
    xs = sorted({x for points in columns for x in points})
    rows = tuple((shown(x), *(shown(points[x]) if x in points else "" for points in columns)) for x in xs)
    return Table((figure.x.title, *(f"{one.name}: {figure.y.title}" for one in figure.series)), rows)


@in_words.register
def _(figure: model.BarsFigure) -> Table:
    rows = tuple((bar.label, shown(bar.value), bar.note or "") for bar in figure.bars)
    return _narrow(Table((ITEM, figure.y.title, NOTE), rows))


@in_words.register
def _(figure: model.StackFigure) -> Table:
    rows = tuple((bar.label, part.label, shown(part.value)) for bar in figure.bars for part in bar.parts)
    return Table((ITEM, PART, figure.unit), rows)


@in_words.register
def _(figure: model.RangesFigure) -> Table:
    rows = tuple(
        (row.label, shown(row.from_), f"{shown(row.to)}{' +' if row.open_end else ''}", row.note or "")
        for row in figure.rows
    )
    return _narrow(Table((figure.x.title, FROM, TO, NOTE), rows))


@in_words.register
def _(figure: model.GridFigure) -> Table:
    return Table((figure.head or ITEM, *figure.columns), tuple((row.label, *row.cells) for row in figure.rows))


@in_words.register
def _(figure: model.VennFigure) -> Listing:
    sets = [f"{one.name}: {one.text}" if one.text else one.name for one in figure.sets]
    both = [f"{' + '.join(one.sets)}: {one.text}" for one in figure.overlaps]
    return Listing((*sets, *both, *([figure.center] if figure.center else [])))


@in_words.register
def _(figure: model.FlowFigure) -> Listing:
    texts = {node.id: node.text for node in figure.nodes}
    lines = []
    for node in figure.nodes:
        ways = [
            f"{edge.label or ''} → {texts[edge.to].rstrip('.')}".strip()
            for edge in figure.edges
            if edge.from_ == node.id
        ]
        # Where a path ends was said by the line that leads there.
        lines += [f"{node.text} {'; '.join(ways)}."] if ways else []
    return Listing(tuple(lines), numbered=True)


@in_words.register
def _(figure: model.StepsFigure) -> Listing:
    lines = tuple(f"{item.title}: {item.text}" if item.text else item.title for item in figure.items)
    return Listing(lines, numbered=True)


def _narrow(table: Table) -> Table:
    """Drop a last column that has nothing in it."""
    if any(row[-1] for row in table.rows):
        return table
    return Table(table.head[:-1], tuple(row[:-1] for row in table.rows))
