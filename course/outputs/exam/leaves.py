"""Every version of an exam takes as many leaves: a trainer hands out equal heaps, and no answer sheet shares a leaf."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from course.outputs.exam.layout import layout_of, sides_of
from course.outputs.exam.printing import USUAL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from course.outputs.exam.draw import ExamDraw
    from course.outputs.exam.printing import Press, Sheet


def even_out(press: Press, sheets: Sequence[Sheet], folder: Path) -> None:
    """Print those papers again whose questions take fewer leaves than those of another version."""
    wanted = _most(press.placed, [sheet.name for sheet in sheets])
    again = replace(press, formats=[USUAL])
    for sheet in sheets:
        short = {
            name: sides
            for name, sides in wanted.items()
            if _is_print_of(name, sheet.name) and _lacks(press, name, sides)
        }
        if short:
            again.print(replace(sheet, sides=short), folder)


def layouts(exam: ExamDraw, placed: Mapping[str, list[dict[str, Any]]], papers: Sequence[str]) -> dict[str, Any]:
    """Return where the parts of the answer sheets lie, by the name of each PDF."""
    versions = {version.letter.lower(): version for version in exam.versions}
    found = {}
    for name, parts in sorted(placed.items()):
        letter = name.removeprefix(f"{exam.order.form}-").partition("-")[0]
        paper = next((one for one in papers if len(papers) == 1 or name.endswith(one.removeprefix("us-"))), papers[0])
        found[name] = layout_of(parts, versions[letter], paper)
    return found


def _most(placed: Mapping[str, list[dict[str, Any]]], names: Sequence[str]) -> dict[str, int]:
    """Return for each PDF how many sides its questions are given: as many as the longest of its kind, and even."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for name in placed:
        stem = next(one for one in sorted(names, key=len, reverse=True) if _is_print_of(name, one))
        kinds[name.removeprefix(stem)].append(name)
    most = {name: max(sides_of(placed[one]) for one in group) for group in kinds.values() for name in group}
    return {name: sides + sides % 2 for name, sides in most.items()}


def _is_print_of(name: str, sheet: str) -> bool:
    return name == sheet or name.startswith(f"{sheet}-")


def _lacks(press: Press, name: str, sides: int) -> bool:
    own = sides_of(press.placed[name])
    return own + own % 2 < sides
