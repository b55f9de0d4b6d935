"""Read the data of a figure; every mistake has its file and line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from pydantic import ValidationError

from course.charts.model import FIGURES, AnyFigure
from quizzes.content import reread
from quizzes.explain import explain
from quizzes.finding import Finding, FindingsError
from quizzes.yaml12 import nearest_line, read_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from quizzes.yaml12 import Document, Loc

_KINDS: dict[str, type[AnyFigure]] = {get_args(one.model_fields["kind"].annotation)[0]: one for one in FIGURES}
_QUIET = {"id", "kind", "dash", "source", "from", "to"}
"""Keys whose values are not words for the learner."""


@dataclass(frozen=True)
class FigureFile:
    """A figure and where it was read; `lines` has the line of every key and list entry by its way."""

    path: Path
    figure: AnyFigure
    lines: Mapping[Loc, int]
    texts: tuple[tuple[str, int], ...]

    def line(self, *loc: str | int) -> int:
        """Return the nearest known line of a place such as `("bars", 1, "label")`."""
        return nearest_line(self.lines, loc)


def load_figure(path: Path) -> FigureFile:
    """Read one figure, from memory while the content of the file lasts.

    Raises FindingsError: the codes of quizzes' loader for YAML, F001 for data that do not fit their kind, F002 when
    the id is not the name of the file.
    """
    if not path.is_file():
        raise FindingsError(Finding(path, 1, "F001", "there is no such figure"))
    return reread(_read, path)


def _read(path: Path) -> FigureFile:
    document = read_document(path)
    if document.findings:
        raise FindingsError(*document.findings)
    figure = _validated(document, path)
    if figure.id != path.stem:
        line = nearest_line(document.lines, ("id",))
        raise FindingsError(Finding(path, line, "F002", f"the id '{figure.id}' is not the name of the file"))
    return FigureFile(path, figure, document.lines, tuple(_texts(document.data, (), document)))


def _validated(document: Document, path: Path) -> AnyFigure:
    kind = document.data.get("kind") if isinstance(document.data, dict) else None
    if kind not in _KINDS:
        line = nearest_line(document.lines, ("kind",))
        message = f"'{kind}' is no kind of figure" if kind else "the figure does not say its kind"
        raise FindingsError(Finding(path, line, "F001", message, subject=path.stem, hint=f"one of {', '.join(_KINDS)}"))
    model = _KINDS[kind]
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        found = explain(error, model, document, path)
        raise FindingsError(
            *(Finding(one.path, one.line, "F001", one.message, subject=path.stem, hint=one.hint) for one in found)
        ) from error


def _texts(value: object, loc: Loc, document: Document) -> Iterator[tuple[str, int]]:
    """Yield the words that a learner reads, each with its line."""
    if isinstance(value, str):
        yield value, nearest_line(document.lines, loc)
    elif isinstance(value, dict):
        for key, child in value.items():
            if key not in _QUIET:
                yield from _texts(child, (*loc, key), document)
    elif isinstance(value, list):
        for place, child in enumerate(value):
            yield from _texts(child, (*loc, place), document)
