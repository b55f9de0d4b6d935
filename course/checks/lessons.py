"""T3: each lesson is built the same way, and its objectives are taught and assessed."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from course.checks.registry import CHECKS, Fault, check
from quizzes.finding import Level, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.material import Material
    from course.material.page import Page

SECTION_WORDS = 250
ITEMS_PER_OBJECTIVE = 2
ORDER = ("case", "objectives", "recall", "quiz", "keypoints", "jobaid")
_FAMILIES = frozenset("CERT")
"""The first letters of the checks of a course; the codes of other tools are not known here."""
_CAPSTONE = {"recall", "jobaid"}
"""Parts that the last lesson, which asks about all others, may leave out."""


@check("T301", local=True)
def front_matter_is_read(material: Material) -> Iterator[Fault]:
    """Every page is UTF-8, is nested no deeper than it is read, and its front matter is a table of keys and values."""
    for page in material.pages:
        if page.broken:
            yield Fault(page.path, page.broken_line, page.broken)


@check("T302", local=True)
def objectives_exist(material: Material) -> Iterator[Fault]:
    """Every objective that a lesson names is in objectives.yaml, and belongs to that lesson."""
    if not material.objectives:
        return
    for page in material.lessons:
        for name in _named(page):
            objective = material.objectives.get(name)
            if objective is None:
                yield Fault(page.path, page.line("objectives"), f"there is no objective '{name}'")
            elif objective.lesson != page.name:
                message = f"the objective '{name}' belongs to the lesson {objective.lesson}"
                yield Fault(page.path, page.line("objectives"), message)


@check("T303")
def objectives_are_taught(material: Material) -> Iterator[Fault]:
    """Every objective is named by the lesson that teaches it."""
    lessons = {page.name: page for page in material.lessons}
    for objective in material.objectives.values():
        page = lessons.get(objective.lesson)
        if page is None:
            yield _at_objective(material, objective.id, f"there is no lesson {objective.lesson}.md")
        elif objective.id not in _named(page):
            yield _at_objective(material, objective.id, f"{objective.lesson}.md does not name it under 'objectives'")


@check("T304")
def objectives_are_assessed(material: Material) -> Iterator[Fault]:
    """Every objective is assessed by at least two items of the whole bank."""
    if any(finding.path.parent == material.project.quizzes for finding in material.found):
        return  # A bank that cannot be read is reported; counting without it would only mislead.
    count: dict[str, int] = {}
    examples: set[str] = set()  # an example item is a finding of its own; this one would repeat it
    for _, _, item in material.items():
        for name in item.objective:
            count[name] = count.get(name, 0) + (0 if item.example else 1)
            examples |= {name} if item.example else set()
    for name in material.objectives if material.banks else ():
        if count.get(name, 0) < ITEMS_PER_OBJECTIVE and name not in examples:
            yield _at_objective(material, name, f"assessed by {counted(count.get(name, 0), 'item')}; two are the least")


@check("T310", Level.WARNING)
def parts_are_in_order(material: Material) -> Iterator[Fault]:
    """Every lesson goes from case and objectives over recall and practice to key points and job aid."""
    for number, page in enumerate(_taught(material)):
        optional = _CAPSTONE if number == len(_taught(material)) - 1 else set()
        optional = optional | ({"recall"} if number == 0 else set())
        found = _first_lines(page)
        for part in ORDER:
            if part not in found and part not in optional:
                yield Fault(page.path, 1, f"the lesson has no {{{part}}}")
        lines = [(found[part], part) for part in ORDER if part in found]
        for (line, part), (later, other) in pairwise(lines):
            if later < line:
                yield Fault(page.path, later, f"{{{other}}} stands before {{{part}}}")


@check("T311", Level.WARNING, local=True)
def sections_are_short(material: Material) -> Iterator[Fault]:
    """No section of a lesson has more than 250 words of running text."""
    for page in _taught(material):
        for section in page.sections():
            if section.words > SECTION_WORDS:
                message = f"the section '{section.title}' has {section.words} words; {SECTION_WORDS} are the most"
                yield Fault(page.path, section.line, message)


@check("T312", Level.WARNING, local=True)
def lessons_say_their_minutes(material: Material) -> Iterator[Fault]:
    """Every lesson says how many minutes it takes; without them it counts as no part of the course."""
    for page in material.lessons:
        minutes = page.meta.get("minutes")
        if (not isinstance(minutes, int) or minutes <= 0) and "orphan" not in page.meta:
            message = "the front matter has no 'minutes', a whole number above 0: it counts as no part of the course"
            yield Fault(page.path, page.line("minutes"), message)


@check("T313", Level.WARNING, local=True)
def allowances_are_of_use(material: Material) -> Iterator[Fault]:
    """Each check that a page allows in its front matter exists, and has a reason."""
    for page in material.pages:
        table = page.meta.get("allow", {})
        if not isinstance(table, dict):
            hint = f"write '  {table}: the reason' on a line of its own below 'allow:'"
            yield Fault(page.path, page.line("allow"), "'allow' must be a table of codes and reasons", hint=hint)
            continue
        for code, reason in table.items():
            if str(code)[:1] in _FAMILIES and code not in CHECKS:
                yield Fault(page.path, page.line("allow"), f"there is no check '{code}' to allow")
            elif not reason:
                yield Fault(page.path, page.line("allow"), f"'{code}' is allowed without a reason", hint="say why")


@check("T320", Level.INFO)
def terms_are_used(material: Material) -> Iterator[Fault]:
    """Every term of the glossary is linked from some page."""
    used = {term.casefold() for _, sentence in material.passages() for term in sentence.terms}
    for page in material.pages:
        for names, line in _terms(page):
            if not any(name.casefold() in used for name in names):
                yield Fault(page.path, line, f"no page links the term '{names[0]}'")


def _taught(material: Material) -> list[Page]:
    """Return the lessons that teach objectives: a course just made from a document has none yet."""
    return [page for page in material.lessons if _named(page)]


def _named(page: Page) -> list[str]:
    names = page.meta.get("objectives", [])
    return [str(name) for name in names] if isinstance(names, list) else [str(names)]


def _at_objective(material: Material, name: str, message: str) -> Fault:
    assert material.project.objectives
    return Fault(material.project.objectives, material.objective_lines.get(name, 1), message, name)


def _first_lines(page: Page) -> dict[str, int]:
    """Return where each part of a lesson begins; the quiz is the first one that practises, not one that recalls."""
    found: dict[str, int] = {}
    for directive in page.directives:
        if not directive.inside and directive.name in ORDER:
            found.setdefault(directive.name, directive.line)
    return found


def _terms(page: Page) -> Iterator[tuple[list[str], int]]:
    """Yield the entries of the glossaries of a page: the names of one term, and its line."""
    for directive in page.directives:
        if directive.name != "glossary":
            continue
        names: list[str] = []
        for number, line in enumerate(directive.body.split("\n"), directive.body_line):
            if line.strip() and not line.startswith((" ", "\t")):
                names.append(line.strip())
            elif names:
                yield names, number - len(names)
                names = []
