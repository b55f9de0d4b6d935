"""Rosters for CE Broker, as files that the provider uploads: a sheet of Excel and XML. Nothing is sent from here.

Columns: help.cebroker.com 15226514662548 (A to H for full credit, I and J for partial). XML: `cebroker.xsd` of
`course.credit`.
"""

from __future__ import annotations

import io
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from lxml import etree

from quizzes.finding import Finding, FindingsError

if TYPE_CHECKING:
    from course.outputs.provider.participation import Participations, Row
    from course.project import Project
    from course.project.provider import CeBroker

CODE = "C225"
LARGEST = 16 * 1024 * 1024
"""Bytes: no report may be larger."""
_AMERICAN = "%m/%d/%Y"
"""How Florida's sheets write a day; the page shows no example, so a person has to compare."""


def columns(project: Project, table: Participations) -> list[list[str]]:
    """Return a row for each participation with a licence: A to H, or A to J where credit is partial.

    Raises FindingsError (C225) where the record lacks a number, or a profession its code.
    """
    broker = _broker(project)
    partial = any("hours" in row for _, row in table.rows)
    return [
        [
            broker.provider.removeprefix("50-"),
            broker.course.removeprefix("20-") or broker.own_course_code,
            "",
            row["licence"],
            row["completed"].strftime(_AMERICAN),
            f"State={row['state']}",
            f"Profession={code}",
            *([row.get("subject_area", ""), f"{row['hours']:g}" if "hours" in row else ""] if partial else []),
        ]
        for row, code in _licensed(project, broker, table)
    ]


def as_excel(project: Project, rows: list[list[str]]) -> bytes:
    """Return the sheet, every cell as text; raises FindingsError (C225) without the extra `registries`."""
    try:
        import xlsxwriter  # type: ignore[import-untyped]
    except ImportError as error:
        raise FindingsError(
            Finding(
                project.settings,
                1,
                CODE,
                "sheets of Excel need XlsxWriter",
                hint="pip install 'coursewright[registries]'",
            )
        ) from error
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("roster")
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write_string(place, column, cell)
    book.close()
    return made.getvalue()


def as_xml(project: Project, table: Participations) -> bytes:
    """Return the report; raises FindingsError (C225) unless it fits the schema of the documented fields."""
    broker, activity = _broker(project), project.tables.activity
    number = broker.provider.removeprefix("50-")
    root = etree.Element("report", {"id_parent_provider": number, "upload_key": ""})
    said: dict[str, str] = {"id_provider": number, "nm_course": activity.title or project.title}
    if activity.purpose:
        said["ds_course"] = activity.purpose
    if broker.course:
        said["id_course"] = broker.course.removeprefix("20-")
    if broker.own_course_code:
        said["provider_course_code"] = broker.own_course_code
    if code := activity.reporting.delivery.get("cebroker"):
        said["cd_delivery_method"] = code
    for key, day in (("dt_start", activity.released_on), ("dt_end", activity.expires_on)):
        if day:
            said[key] = day.isoformat()
    course = etree.SubElement(root, "course", said)
    if hours := activity.reporting.hours_of_instruction:
        for code in broker.profession_codes.values():
            etree.SubElement(course, "component", {"am_app_hours": f"{hours:g}", "cd_profession": code})
    for row, code in _licensed(project, broker, table):
        etree.SubElement(root, "completion", _completion(row, code))
    return _checked(project, etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _completion(row: Row, code: str) -> dict[str, str]:
    said: dict[str, Any] = {
        "record": row["record"],
        "licence": row["licence"],
        "cebroker_state": row["state"],
        "licensee_profession": code,
        "dt_completed": row["completed"].isoformat(),
    }
    if "hours" in row:
        said |= {"cd_subject_area": row["subject_area"], "am_app_hours": f"{row['hours']:g}"}
    return said


def _checked(project: Project, made: bytes) -> bytes:
    schema = etree.XMLSchema(etree.fromstring(files("course.credit").joinpath("cebroker.xsd").read_bytes()))
    if not schema.validate(etree.fromstring(made)):
        told = [f"the report to CE Broker does not fit: {one.message}" for one in schema.error_log]
        raise FindingsError(*(Finding(project.settings, 1, CODE, message) for message in told))
    if len(made) > LARGEST:
        message = "the report is larger than 16 MB"
        raise FindingsError(Finding(project.settings, 1, CODE, message, hint="divide the table"))
    return made


def _broker(project: Project) -> CeBroker:
    broker = project.tables.registry.cebroker
    if broker is None or not broker.provider or not (broker.course or broker.own_course_code):
        message = "a report to CE Broker needs the numbers of provider and course"
        hint = "fill in provider, and course or own_course_code, in [registry.cebroker]"
        raise FindingsError(Finding(project.settings, 1, CODE, message, hint=hint))
    return broker


def _licensed(project: Project, broker: CeBroker, table: Participations) -> list[tuple[Row, str]]:
    """Return the rows with a licence, each with the code of its profession."""
    rows = [(line, row) for line, row in table.rows if row.get("licence")]
    missing = {row["profession"]: line for line, row in rows if row["profession"] not in broker.profession_codes}
    if missing:
        hint = f"add it to profession_codes in [registry.cebroker] of {project.settings.name}"
        told = [(line, f"no code of CE Broker for '{job}'") for job, line in missing.items()]
        raise FindingsError(*(Finding(table.path, line, CODE, message, hint=hint) for line, message in told))
    return [(row, broker.profession_codes[row["profession"]]) for _, row in rows]
