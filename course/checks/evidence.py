"""E: the chain from the document over register and works to the lessons, without a missing link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.checks.registry import Fault, check
from course.evidence import (
    LOSSES,
    WORDS,
    Status,
    Verdict,
    check_checksum,
    check_coverage,
    load_document,
    load_dropped,
    read_words,
)
from quizzes.finding import FindingsError, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from course.evidence import Claim
    from course.material import Material
    from quizzes.finding import Finding

_PLAIN = frozenset({".txt", ".text", ""})
_LONGEST = 80


def _checked(material: Material) -> list[Claim]:
    """Return the statements that somebody has looked at."""
    rows = material.register.statements if material.register else ()
    return [claim for claim in rows if claim.verdict is not Verdict.OPEN]


@check("E006")
def rows_have_an_answer(material: Material) -> Iterator[Fault]:
    """Every statement with a verdict has an answer for the learner."""
    register = material.register
    if register and not register.has_answers and _checked(material):
        yield Fault(register.path, 1, "the register has no column 'answer'", hint="the lessons print it")
    elif register:
        for claim in _checked(material):
            if not claim.answer:
                yield Fault(register.path, claim.line, "the statement has a verdict but no answer", claim.id)


@check("E007")
def row_sources_exist(material: Material) -> Iterator[Fault]:
    """Every source of the register is in the bibliography."""
    for claim in material.register.claims if material.register and material.works is not None else ():
        for key in claim.source_keys:
            if material.works is not None and key not in material.works:
                message = f"the bibliography has no work '{key}'"
                yield Fault(material.project.register, claim.line, message, claim.id)


@check("E008")
def rows_have_a_source(material: Material) -> Iterator[Fault]:
    """Every statement with a verdict names its sources."""
    for claim in _checked(material):
        if not claim.source_keys:
            message = "the statement has a verdict but no source"
            yield Fault(material.project.register, claim.line, message, claim.id)


@check("E009")
def answers_are_confirmed(material: Material) -> Iterator[Fault]:
    """No answer says that it is unverified."""
    for claim in _checked(material):
        if "[unverified" in claim.answer.lower():
            message = "the answer holds a part marked as unverified"
            hint = "confirm it or leave it out"
            yield Fault(material.project.register, claim.answer_line, message, claim.id, hint)


@check("E010", Level.WARNING)
def no_row_is_open(material: Material) -> Iterator[Fault]:
    """Every statement has a verdict; in a release an open one is an error."""
    for claim in material.register.statements if material.register else ():
        if claim.verdict is Verdict.OPEN:
            message = "nobody has compared the statement with the evidence yet"
            yield Fault(material.project.register, claim.line, message, claim.id, "set its verdict")


@check("E011")
def statements_are_answered(material: Material) -> Iterator[Fault]:
    """Every statement with a verdict is answered by a lesson."""
    answered = {name for page in material.lessons for name, _ in page.claims()}
    for claim in _checked(material):
        if claim.id not in answered:
            hint = f"mark where it is taught with {{claim}}`{claim.id}`"
            yield Fault(material.project.register, claim.line, "no lesson answers the statement", claim.id, hint)


@check("E012", local=True)
def marks_name_statements(material: Material) -> Iterator[Fault]:
    """Every mark, box and item names a statement that the register holds."""
    if material.register is None:
        return
    known = material.register.by_id
    for page in material.pages:
        for name, line in page.claims():
            if name not in known:
                yield Fault(page.path, line, f"the register has no statement '{name}'")
    for file, place, item in material.items():
        for name in item.claims:
            if name not in known:
                line = file.line("items", place, "claims")
                yield Fault(file.path, line, f"the register has no statement '{name}'", item.id)


@check("E017", local=True)
def citations_exist(material: Material) -> Iterator[Fault]:
    """Every citation of a page is in the bibliography."""
    if material.works is None:
        return
    for page in material.pages:
        for key, line in page.citations():
            if key not in material.works:
                yield Fault(page.path, line, f"the bibliography has no work '{key}'")


@check("E018", Level.WARNING)
def works_are_cited(material: Material) -> Iterator[Fault]:
    """Every work of the bibliography is cited somewhere."""
    if not material.works or not material.project.bibliography:
        return
    cited = {key for claim in (material.register.claims if material.register else ()) for key in claim.source_keys}
    cited |= {reference.key for _, _, item in material.items() for reference in item.reference}
    cited |= {key for figure in material.figures for key in figure.figure.source}
    cited |= {key for _, sentence in material.passages() for key in sentence.citations}
    cited |= _named_by_places(material)
    for work in material.works.values():
        if work.key not in cited:
            yield Fault(material.project.bibliography, work.line, f"nobody cites '{work.key}'")


def _named_by_places(material: Material) -> set[str]:
    """Return the works of the table of places, which an edition for another place cites."""
    rows = material.project.tables.places.rows.values()
    return {key for row in rows for said in row.says.values() for key in said.source}


@check("E019", Level.WARNING)
def figures_are_shown(material: Material) -> Iterator[Fault]:
    """Every figure is shown by a page."""
    shown = {one.argument for page in material.pages for one in page.directives if one.name == "chart"}
    for file in material.figures:
        if file.path.stem not in shown:
            yield Fault(file.path, 1, "no page shows this figure")


@check("E021")
def document_is_unchanged(material: Material) -> Iterable[Fault]:
    """No byte of the document has changed since it was taken in."""
    project = material.project
    return map(_fault, check_checksum(project.document, project.tables.document.sha256, project.settings))


@check("E022")
def register_quotes_the_document(material: Material) -> Iterable[Fault]:
    """Every row of the register quotes the document, in its order."""
    return map(_fault, (one for one in _coverage(material) if one.code == "E022"))


@check("E023")
def document_is_quoted_whole(material: Material) -> Iterable[Fault]:
    """No part of the document is left out of the register."""
    return map(_fault, (one for one in _coverage(material) if one.code != "E022"))


@check("E024")
def losses_are_answered_for(material: Material) -> Iterator[Fault]:
    """Every table, picture and formula that the draft dropped is answered for, with a reason."""
    path = material.project.register.parent / LOSSES
    try:
        dropped = load_dropped(path) if path.is_file() else ()
    except FindingsError as error:
        yield from map(_fault, error.findings)
        return
    for one in dropped:
        if one.is_held and not one.answer:
            words = one.words if len(one.words) <= _LONGEST else f"{one.words[:_LONGEST].rstrip()} …"
            hint = "put it into a lesson, and write in the column 'answer' where it is, or why the course does without"
            yield Fault(path, one.line, f"the draft dropped a {one.kind} at {one.place}: {words}", one.id, hint)


@check("E036")
def fact_sources_exist(material: Material) -> Iterator[Fault]:
    """Every fact names sources, all of them in the bibliography."""
    for fact in material.facts if material.project.facts else ():
        unknown = [key for key in fact.source_keys if material.works is not None and key not in material.works]
        assert material.project.facts
        for key in unknown:
            yield Fault(material.project.facts, fact.line, f"the bibliography has no work '{key}'", fact.id)
        if not fact.source_keys and fact.status is not Status.UNVERIFIED:
            yield Fault(material.project.facts, fact.line, "the fact names no source", fact.id)


@check("E037", Level.WARNING)
def read_facts_say_where(material: Material) -> Iterator[Fault]:
    """Every fact that counts as read says where and when."""
    for fact in material.facts:
        if fact.status is Status.READ and not (fact.read_where and fact.read_on) and material.project.facts:
            yield Fault(
                material.project.facts, fact.line, "read, but the register does not say where and when", fact.id
            )


def _coverage(material: Material) -> list[Finding]:
    """Compare the register with the words of the document as they were read, else with the document as plain text."""
    words = material.project.register.parent / WORDS
    if material.register is None or not (words.is_file() or material.project.document.suffix in _PLAIN):
        return []
    try:
        document = read_words(words) if words.is_file() else load_document(material.project.document)
        return check_coverage(document, material.register)
    except FindingsError as error:
        return [*error.findings]


def _fault(finding: Finding) -> Fault:
    return Fault(finding.path, finding.line, finding.message, finding.subject, finding.hint)
