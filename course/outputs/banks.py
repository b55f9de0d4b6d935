"""The edition `banks`: every public bank of a course in each format that platforms take, with its loss report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzes.finding import FindingsError
from quizzes.formats.export import export
from quizzes.formats.registry import formats
from quizzes.load import find_banks, load_bank

if TYPE_CHECKING:
    from pathlib import Path

    from course.outputs.order import Order
    from quizzes.finding import Finding


def write_banks(order: Order, folder: Path, cache: Path) -> list[Finding]:
    """Fill `folder` with a folder a format; what is lost stands in the reports, and not among the findings.

    Left out are decks for learners, which bear the time of their bank, and whatever has nothing for a bank. The private
    pool is not read: it goes out by `course items export --overlay` alone.
    """
    del cache
    known, findings = formats()
    files = [load_bank(path) for path in find_banks(order.project.quizzes)]
    for how in known.values():
        if how.write is None or how.learners:
            continue
        for file in files:
            try:
                made, _ = export(file, how)
            except FindingsError:
                continue  # nothing is left to write: the bank has no question of a type that this format has
            (folder / how.name).mkdir(exist_ok=True)
            for name, data in made.items():
                (folder / how.name / name).write_bytes(data)
    return findings
