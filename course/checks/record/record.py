"""The record of a course as its checks see it: the tables, who gives credit, and where a key stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.checks.registry import Fault
from course.credit import profile_of
from course.project.load import setting_line
from quizzes.finding import Level

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from course.credit import Profile
    from course.material import Material
    from course.project.activity import ActivityTable
    from course.project.provider import Accreditation, Person
    from course.project.tables import Tables

TEAMS = ("accme", "ja")
"""Accreditors whose wording on disclosure, AI and support is asked of every activity with an `integrity` profile."""


@dataclass(frozen=True)
class Record:
    """The tables of a course that has a provider or names an accreditor; `blocks` are those that have not ended."""

    material: Material
    blocks: Mapping[str, Accreditation]

    @property
    def tables(self) -> Tables:
        """Return what course.toml says."""
        return self.material.project.tables

    @property
    def activity(self) -> ActivityTable:
        """Return the table [activity]."""
        return self.tables.activity

    @property
    def people(self) -> list[tuple[tuple[str | int, ...], Person]]:
        """Return everybody with the way to their table."""
        tables = self.tables
        return [
            *((("person", place), one) for place, one in enumerate(tables.person)),
            *((("people", place), one) for place, one in enumerate(tables.people)),
        ]

    def profiles(self) -> dict[str, Profile]:
        """Return the rules that apply, by the names of the tables that name them."""
        named = {name: profile_of(block.profile or name) for name, block in self.blocks.items()}
        return {name: profile for name, profile in named.items() if profile}

    def follows(self, *names: str) -> bool:
        """Say whether one of these accreditors is in the record."""
        mine = {(block.profile or name).replace("-", "_") for name, block in self.blocks.items()}
        return not mine.isdisjoint(names)

    @property
    def discloses(self) -> bool:
        """Say whether everybody in control of content must disclose."""
        return any(profile.integrity for profile in self.profiles().values())

    def at(self, requirement: str, message: str, *way: str | int, hint: str = "", warn: bool = False) -> Fault:
        """Return a fault at a key of course.toml, or at the nearest table around it."""
        project, level = self.material.project, Level.WARNING if warn else None
        line = setting_line(project, *way)
        if way and line == 1:  # the table is not there, so no line can show where
            belongs = f"it belongs to {'.'.join(map(str, way))} in {project.settings.name}"
            hint = "; ".join(filter(None, (hint, belongs)))
        return Fault(project.settings, line, message, subject=requirement, hint=hint, level=level)


def record_of(material: Material) -> Record | None:
    """Return the record, or None for a course that nobody gives credit for, such as one of a clinic's own papers."""
    tables = material.project.tables
    blocks = tables.accreditation.blocks()
    return Record(material, blocks) if blocks or (tables.provider and not tables.provider.only_signs) else None


def years_after(day: dt.date, years: int) -> dt.date:
    """Return the same day some years later; the 29th of February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def is_blank(text: str) -> bool:
    """Say whether a text is empty or waits for the provider: `PLACEHOLDER …`, or a number of zeros."""
    return not text or text.startswith("PLACEHOLDER") or bool(re.fullmatch(r"0{3,}", text))


def words_of(name: str) -> str:
    """Return a value of the file as words: `nurse_planner` is `nurse planner`."""
    return name.replace("_", " ")
