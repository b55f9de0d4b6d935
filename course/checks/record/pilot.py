"""C219: a measured time has enough people, and no more is claimed than their median."""

from __future__ import annotations

import csv
from math import inf, nan
from statistics import median
from typing import TYPE_CHECKING

from course.checks.record.record import Record, record_of
from course.checks.registry import Fault, check
from quizzes.finding import FindingsError
from quizzes.settings import exists
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.material import Material

LEAST = 3
"""Independent people of the audience; with fewer the time stays an estimate."""
WAY = ("activity", "time", "pilot")


@check("C219")
def pilots_are_read(material: Material) -> Iterator[Fault]:
    """No more is claimed than the median of a pilot, which has at least three people and a column `minutes`."""
    record = record_of(material)
    time = material.project.tables.activity.time
    if not record or not time.pilot:
        return
    path = material.project.root / time.pilot
    if not path.resolve().is_relative_to(material.project.root) or not exists(path, "file"):
        yield record.at("A20", f"there is no file {time.pilot} in the course", *WAY)
        return
    yield from _measured(record, time.pilot)


def _measured(record: Record, name: str) -> Iterator[Fault]:
    try:
        rows = [*csv.DictReader(read_text(record.material.project.root / name).splitlines())]
        minutes = [float(row["minutes"]) for row in rows]
    except (FindingsError, KeyError, TypeError, ValueError, csv.Error):
        minutes = [nan]
    if not all(0 < one < inf for one in minutes):  # what is no number compares with nothing, and would pass every bound
        yield record.at("A20", f"{name} is no table with a column `minutes` of numbers above 0", *WAY)
        return
    if len(minutes) < LEAST:
        message = f"{name} has {len(minutes)} people; a measured time needs {LEAST}, so this is an estimate"
        yield record.at("A20", message, *WAY, warn=record.activity.time.formula != "pilot")
        return
    claimed, middle = record.activity.time.minutes_claimed, median(minutes)
    if claimed is not None and claimed > middle:
        message = f"claimed {claimed} minutes, and half of the {len(minutes)} people took {middle:g} or less"
        yield record.at("A123", message, "activity", "time", "minutes_claimed")
