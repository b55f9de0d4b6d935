"""What lint knows beside the banks: objectives, references, facts, words; read once from the settings of a folder."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from quizzes.lint.text_measures import norm, plain, stem_of
from quizzes.lint.vocabulary import ABBREVIATIONS, CLINICAL, TECHNICAL
from quizzes.settings import load_objectives, objective_lines
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from quizzes.model.objective import Objective
    from quizzes.settings import Blueprint, Profile, Settings

RUN = 8
"""So many consecutive words shared with a lesson make an item verbatim."""
_ENTRY = re.compile(r"^[ \t]*@(?!comment|string|preamble)\w+\s*\{\s*([^,\s]+)\s*,", re.IGNORECASE | re.MULTILINE)
_SHORT = re.compile(r"(?<![\w-])[A-Z][A-Z0-9]{1,5}(?![\w])")
_TERM = re.compile(r"^(?![\s`:#{])(\S.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Context:
    """What the rules may know; every part may be left out, and the rules that need it are then silent.

    `profile` None: rules of every field are asked. `references` None: no bibliography, only the presence of a reference
    is asked. `facts`: fact id to its status, `read`, `second-hand` or `unverified`. `stale`: references whose review
    date has passed. `lesson_texts`: Markdown by lesson. `angoff`: item id to the judges' estimates, each from 0 to 1.
    `objective_lines` and `objective_path` say where findings about objectives point to; `settings_path` the same for
    the blueprint.
    """

    objectives: Mapping[str, Objective] = field(default_factory=dict)
    profile: Profile | None = None
    references: frozenset[str] | None = None
    abbreviations: frozenset[str] = frozenset()
    brands: Mapping[str, str] = field(default_factory=dict)
    topic_words: frozenset[str] = frozenset()
    facts: Mapping[str, str] | None = None
    claims: frozenset[str] | None = None
    stale: frozenset[str] = frozenset()
    lesson_texts: Mapping[str, str] = field(default_factory=dict)
    spelling: Mapping[str, str] = field(default_factory=dict)
    blueprint: Blueprint | None = None
    angoff: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    objective_lines: Mapping[str, int] = field(default_factory=dict)
    objective_path: Path | None = None
    settings_path: Path | None = None

    @cached_property
    def known_abbreviations(self) -> frozenset[str]:
        """Return the abbreviations that need no explanation."""
        readers = {"clinical": CLINICAL, "technical": TECHNICAL, "school": frozenset[str](), None: CLINICAL | TECHNICAL}
        return ABBREVIATIONS | readers[self.profile] | self.abbreviations

    @cached_property
    def generic_of(self) -> dict[str, str]:
        """Return brand to generic name, both in lower case, as the settings have them."""
        return {brand.lower(): generic.lower() for brand, generic in self.brands.items()}

    @cached_property
    def topic_stems(self) -> frozenset[str]:
        """Return the stems of the words that every item of the topic has."""
        names = [*self.topic_words, *self.generic_of, *self.generic_of.values()]
        return frozenset(stem_of(word) for name in names for word in norm(name).split())

    @cached_property
    def misspelling(self) -> re.Pattern[str] | None:
        """Return a pattern for the misspellings of the settings, None when there are none."""
        found = sorted(self.spelling, key=len, reverse=True)
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, found))})\b", re.IGNORECASE) if found else None

    @cached_property
    def lesson_runs(self) -> frozenset[str]:
        """Return every run of `RUN` words of the lessons, in lower case."""
        return frozenset(run for text in self.lesson_texts.values() for run in runs(plain(text)))


def runs(text: str) -> list[str]:
    """Return every run of `RUN` consecutive words, in lower case and joined by spaces."""
    words = norm(text).split()
    return [" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)]


def context_of(settings: Settings) -> Context:
    """Return what the settings of a folder of banks say and name.

    Raises FindingsError when one of the files cannot be read.
    """
    abbreviations = set(settings.abbreviations)
    if settings.glossary:
        abbreviations |= _glossary_abbreviations(settings.glossary)
    return Context(
        objectives=load_objectives(settings.objectives) if settings.objectives else {},
        profile=settings.profile,
        references=_references(settings.bibliography) if settings.bibliography else None,
        abbreviations=frozenset(abbreviations),
        brands=settings.brands,
        topic_words=frozenset(settings.topic_words),
        facts=_facts(settings.facts) if settings.facts else None,
        stale=frozenset(settings.stale),
        lesson_texts=_lessons(settings.lessons) if settings.lessons else {},
        spelling=settings.spelling,
        blueprint=settings.blueprint,
        angoff=_angoff(settings.path.with_name("angoff.csv")),
        objective_lines=objective_lines(settings.objectives) if settings.objectives else {},
        objective_path=settings.objectives,
        settings_path=settings.path,
    )


def _references(path: Path) -> frozenset[str]:
    return frozenset(_ENTRY.findall(read_text(path, newline=None)))


def _facts(path: Path) -> dict[str, str]:
    with io.StringIO(read_text(path), newline="") as stream:
        return {row["id"]: row["status"] for row in csv.DictReader(stream) if row.get("id") and row.get("status")}


def _lessons(folder: Path) -> dict[str, str]:
    return {path.stem: read_text(path, newline=None) for path in sorted(folder.glob("*.md"))}


def _glossary_abbreviations(path: Path) -> set[str]:
    text = read_text(path, newline=None)
    return {short for line in _TERM.findall(text) for short in _SHORT.findall(line)}


def _angoff(path: Path) -> dict[str, tuple[float, ...]]:
    """Read the judges' estimates (columns item, judge, estimate) when somebody has made them."""
    estimates: dict[str, tuple[float, ...]] = {}
    if path.is_file():
        with io.StringIO(read_text(path), newline="") as stream:
            for row in csv.DictReader(stream):
                estimates[row["item"]] = (*estimates.get(row["item"], ()), float(row["estimate"]))
    return estimates
