"""All papers of a provider in one folder, together or not at all."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from course.checks.record.record import record_of
from course.material import read_material
from course.outputs.exam.words import speaking
from course.outputs.provider.cebroker import as_excel, as_xml, columns
from course.outputs.provider.certificate import certificate, completion, withheld
from course.outputs.provider.participation import participation_page, read_participations, schema_of
from course.outputs.provider.printed import as_pdf
from course.outputs.provider.registries import registries_page
from course.outputs.provider.surveys import days_after, evaluation, evaluation_bank, followup, followup_bank
from course.outputs.provider.totals import totals_of
from course.outputs.provider.web import as_page
from quizzes.finding import Finding, FindingsError, Level
from quizzes.formats.export import export
from quizzes.formats.registry import formats
from quizzes.load import BankFile

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from course.material import Material
    from course.outputs.provider.paper import Paper
    from course.project import Project

PLATFORMS = ("moodle-feedback", "qti21")
"""The formats that take opinions on a scale."""
_CODE = "C222"

Made = dict[str, bytes]


def papers_of(
    project: Project, participants: Path | None = None, *, today: dt.date | None = None
) -> tuple[Made, list[Finding]]:
    """Return the files of a provider by their names, and what was left out and why.

    `participants` is the provider's table of participations; rosters and totals are made of it. Raises FindingsError
    for a course without a provider (C222), and for a table that is wrong (C224) or does not fit its registry (C225).
    """
    material = read_material(project, today=today)
    if record_of(material) is None:
        message = "course.toml names no provider and no accreditation, so there is nothing to hand out"
        hint = "fill in [provider] and [accreditation.NAME]"
        raise FindingsError(Finding(project.settings, 1, _CODE, message, hint=hint))
    made: Made = {"participation.schema.json": _json(schema_of())}
    told: list[Finding] = [*material.found]
    with speaking(project):
        for paper in _papers(material, made, told):
            made[f"{paper.name}.html"] = as_page(paper)
            made[f"{paper.name}.pdf"] = as_pdf(paper, project, material.today)
    if participants:
        made |= _reported(project, participants, told)
    return made, told


def _papers(material: Material, made: Made, told: list[Finding]) -> Iterator[Paper]:
    """Yield each paper; what cannot be made is told and does not stop the others."""
    project = material.project
    try:
        yield certificate(project, material.today)
        told += withheld(project, material.today)
    except FindingsError as error:
        told += _warned(error)
    yield completion(project)
    try:
        bank = evaluation_bank(material)
        made |= _forms(bank, told)
        yield evaluation(material, bank)
    except FindingsError as error:
        told += _warned(error)
    if days_after(material):
        later = followup_bank(material)
        made |= _forms(BankFile(project.settings, later, {}), told)
        yield followup(material, later)
    yield participation_page(project)
    yield registries_page(project)


def _warned(error: FindingsError) -> list[Finding]:
    return [Finding(one.path, one.line, one.code, one.message, Level.WARNING, hint=one.hint) for one in error.findings]


def _forms(bank: BankFile, told: list[Finding]) -> Made:
    """Return a survey in the formats of platforms, each in a folder of its own."""
    made: Made = {}
    known = formats()[0]
    for name in PLATFORMS:
        files_, lost = export(bank, known[name])
        told += lost
        made |= {f"{name}/{part}": data for part, data in files_.items()}
    return made


def _reported(project: Project, participants: Path, told: list[Finding]) -> Made:
    """Return rosters and totals; rosters only for a course that has numbers of the registry."""
    table = read_participations(project, participants)
    made = {"totals.json": _json(totals_of(project, table))}
    if project.tables.registry.cebroker is None:
        message = "no roster for CE Broker: there is no [registry.cebroker]"
        told.append(Finding(project.settings, 1, "C225", message, Level.WARNING))
        return made
    rows = columns(project, table)
    without = len(table.rows) - len(rows)
    if without:
        message = f"{without} of {len(table.rows)} participations have no licence and are not on the roster"
        told.append(Finding(table.path, 1, "C225", message, Level.WARNING))
    schema = files("course.credit").joinpath("cebroker.xsd").read_bytes()
    return {
        **made,
        "cebroker.xlsx": as_excel(project, rows),
        "cebroker.xml": as_xml(project, table),
        "cebroker.xsd": schema,
    }


def _json(data: Any) -> bytes:
    return (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode()
