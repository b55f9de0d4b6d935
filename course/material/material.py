"""A course as read, once; what cannot be read becomes findings and is then left out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

from course.charts import FigureFile, load_figure
from course.evidence import (
    Fact,
    Register,
    Work,
    load_bibliography,
    load_facts,
    load_register,
)
from course.material.page import Page, read_page, read_sentences
from course.material.sentences import Sentence
from course.project import day
from course.project.places import filled_in
from course.sessions.load import plan_if_sound, plan_path
from quizzes.finding import Finding, FindingsError
from quizzes.settings import Settings, load_objectives, load_settings, objective_lines

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterator, Mapping
    from pathlib import Path

    from course.project import Project
    from quizzes.load import BankFile
    from quizzes.model.objective import Objective

T = TypeVar("T")


@dataclass
class Material:
    """A course as read: `today` and `release` decide how old is too old, `found` holds what could not be read."""

    project: Project
    today: dt.date
    release: bool = False
    register: Register | None = None
    facts: tuple[Fact, ...] = ()
    works: Mapping[str, Work] | None = None
    objectives: Mapping[str, Objective] = field(default_factory=dict)
    objective_lines: Mapping[str, int] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    pages: tuple[Page, ...] = ()
    banks: tuple[BankFile, ...] = ()
    figures: tuple[FigureFile, ...] = ()
    found: list[Finding] = field(default_factory=list)
    worked_out: dict[Callable[..., Any], Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What `once` remembers."""

    @property
    def lessons(self) -> list[Page]:
        """Return the lessons in reading order."""
        return [page for page in self.pages if page.path.parent.name == "lessons"]

    @property
    def handouts(self) -> list[Page]:
        """Return the handouts."""
        return [page for page in self.pages if page.path.parent.name == "handouts"]

    def say(self, text: str) -> str:
        """Return a text of the course with the words for the place of this edition."""
        return filled_in(text, self.project.tables.places)

    def passages(self) -> list[tuple[Path, Sentence]]:
        """Return every sentence outside of the item banks that a learner reads or hears, with its file.

        Answers of the register count as cited by the sources of their row, words of a figure by those of the figure.
        """
        return self._passages

    def beside_lessons(self) -> list[tuple[Path, Sentence]]:
        """Return the sentences of the pages beside the start page, such as test and evaluation."""
        return self._beside

    @cached_property
    def _beside(self) -> list[tuple[Path, Sentence]]:
        return [*self._read_beside()]

    def _read_beside(self) -> Iterator[tuple[Path, Sentence]]:
        root = self.project.root
        for path in sorted(root.glob("[!._]*.md")):
            if path.name not in {"index.md", "README.md", "AGENTS.md"} and path.is_file():
                yield from ((path, one) for one in read_page(path, self.say).sentences)

    @cached_property
    def _passages(self) -> list[tuple[Path, Sentence]]:
        found = [(page.path, sentence) for page in self.pages for sentence in page.sentences]
        for claim in self.register.claims if self.register else ():
            answer = read_sentences(self.say(claim.answer), claim.answer_line) if claim.answer else []
            found += [(self.project.register, replace(one, also_cited=claim.source_keys)) for one in answer]
        for file in self.figures:
            cited = file.figure.source
            found += [
                (file.path, Sentence(self.say(text), line, "figure", also_cited=cited)) for text, line in file.texts
            ]
        return [*found, *self._said_in_sessions()]

    def _said_in_sessions(self) -> Iterator[tuple[Path, Sentence]]:
        """Yield the sentences of the session plan: what a trainer says and shows is held to the same rules."""
        plan = plan_if_sound(plan_path(self.project))
        for loc, text in plan.texts() if plan else ():
            assert plan
            for one in read_sentences(self.say(text), plan.line(*loc)):
                yield plan.path, replace(one, inside=("session", *one.inside))

    def items(self) -> Iterator[tuple[BankFile, int, Any]]:
        """Yield every item with its bank and its position in it."""
        for file in self.banks:
            for place, item in enumerate(file.bank.items):
                yield file, place, item


def once(work_out: Callable[[Material], T]) -> Callable[[Material], T]:
    """Decorate a function that is asked by several checks, so that it is worked out once for a course as read."""

    @wraps(work_out)
    def known(material: Material) -> T:
        if work_out not in material.worked_out:
            material.worked_out[work_out] = work_out(material)
        return cast("T", material.worked_out[work_out])

    return known


def read_material(
    project: Project, *, today: dt.date | None = None, release: bool = False, only: Collection[Path] | None = None
) -> Material:
    """Read a course; the findings of unreadable parts are in `found`.

    With `only`, of all pages and banks no others are read.
    """
    material = Material(project, today or day.today(), release=release)
    material.register = _try(material, load_register, project.register)
    material.facts = _try(material, load_facts, project.facts) or ()
    material.works = _try(material, load_bibliography, project.bibliography)
    material.objectives = _try(material, load_objectives, project.objectives) or {}
    if material.objectives and project.objectives:
        material.objective_lines = objective_lines(project.objectives)
    material.settings = _try(material, load_settings, project.quizzes) or Settings()
    material.pages = tuple(
        read_page(path, material.say) for path in project.pages() if path.is_file() and _wanted(path, only)
    )
    _read_sets(material, only)
    return material


def _try(material: Material, load: Callable[[Path], T], path: Path | None) -> T | None:
    if path is None:
        return None
    try:
        return load(path)
    except FindingsError as error:
        material.found += error.findings
        return None


def _wanted(path: Path, only: Collection[Path] | None) -> bool:
    return only is None or path in only


def _read_sets(material: Material, only: Collection[Path] | None) -> None:
    from quizzes.load import find_banks, load_banks

    banks, found = load_banks(path for path in find_banks(material.project.quizzes) if _wanted(path, only))
    material.banks = tuple(banks)
    material.found += found
    figures = (_try(material, load_figure, path) for path in sorted((material.project.root / "figures").glob("*.yaml")))
    material.figures = tuple(figure for figure in figures if figure)
