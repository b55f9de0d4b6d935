"""The test of a blueprint for Canvas: a quiz with a group of questions for each cell, from which Canvas draws.

Source: `gems/plugins/qti_exporter` of canvas-lms and `instructure/qti`: a section with `selection_number` is a group,
its items lie inside, and each that is drawn gives `points_per_item`.
"""

from __future__ import annotations

import html
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizzes.blueprint import in_cells, label, pool_of
from quizzes.finding import Finding, Level, counted
from quizzes.formats.loss import FormatCode, missing_pictures
from quizzes.formats.qti12_package import canvas_package
from quizzes.formats.qti12_write import items_of
from quizzes.formats.rich_text import PictureFiles
from quizzes.formats.spread import spread
from quizzes.formats.zip_file import packed
from quizzes.key import plain_number
from quizzes.model.use import Use

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizzes.blueprint import PoolItem
    from quizzes.load import BankFile
    from quizzes.settings import Blueprint, Cell

NAME = "post-test"


@dataclass
class _Test:
    """A test in the making: its items by their ids, pictures, and what is told."""

    blueprint: Blueprint
    written: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    told: list[Finding] = field(default_factory=list)

    def add(self, file: BankFile) -> None:
        """Write the items of a bank."""
        pictures = PictureFiles(file.path.parent, self.pictures)
        self.written |= items_of(file, "canvas", pictures)
        self.told += missing_pictures(file, pictures.missing)

    def group(self, file: BankFile, number: int, cell: Cell, entries: Sequence[PoolItem]) -> str:
        """Return the group of a cell."""
        inside = [one for one in entries if one.id in self.written]
        if len(inside) < cell.draw:
            message = f"the cell {label(cell)} draws {cell.draw} and Canvas gets {len(inside)} questions for it"
            self.told.append(Finding(file.path, 1, FormatCode.LEFT_OUT, message, Level.WARNING))
        points = Counter(one.item.points for one in inside)
        each = points.most_common(1)[0][0] if points else 1
        if len(points) > 1:
            message = f"every question drawn for {label(cell)} gives {plain_number(each)}: a group has one number"
            self.told.append(Finding(file.path, 1, FormatCode.GRADED, message, Level.WARNING))
        selection = (
            f"<selection_ordering><selection><selection_number>{cell.draw}</selection_number><selection_extension>"
            f"<points_per_item>{plain_number(each)}</points_per_item></selection_extension></selection>"
            "</selection_ordering>"
        )
        body = "\n".join(self.written[one.id] for one in inside)
        title = html.escape(label(cell))
        return f'<section ident="cell-{number}" title="{title}">{selection}\n{body}\n</section>'


def draw_package(files: Sequence[BankFile], blueprint: Blueprint) -> tuple[dict[str, bytes], list[Finding]]:
    """Return the package of the test, by its name, and what is lost; nothing where no pool fills a cell."""
    banks = [spread(file)[0] for file in files]
    cells = in_cells(pool_of(banks), blueprint)
    chosen = [(cell, entries) for cell, entries in cells.items() if cell is not None and entries]
    if not chosen:
        return {}, []
    test = _Test(blueprint)
    for file in banks:
        if file.bank.use is Use.POOL:
            test.add(file)
    first = banks[0]
    groups = [test.group(first, number, cell, entries) for number, (cell, entries) in enumerate(chosen, 1)]
    if others := cells.get(None, ()):
        message = f"{counted(len(others), 'question')} of the pools in no cell of the blueprint: not in the test"
        test.told.append(Finding(first.path, 1, FormatCode.LEFT_OUT, message, Level.WARNING))
    package = canvas_package(NAME, "Post-test", "\n".join(groups), _shown(groups, test.pictures))
    return {f"{NAME}.zip": packed(package)}, test.told


def _shown(groups: Sequence[str], pictures: dict[str, bytes]) -> dict[str, bytes]:
    """Return the pictures that the questions of the test show."""
    text = "".join(groups)
    return {name: content for name, content in pictures.items() if name in text}
