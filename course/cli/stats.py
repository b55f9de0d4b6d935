"""`course stats`: how the questions of a course did, from what learners answered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from course.cli.lines import brief
from course.project import course_here, find_course, load_project
from quizzes.load import find_banks, load_banks
from quizzes.number import decimal_of
from quizzes.writing import write_together

if TYPE_CHECKING:
    from quizzes.finding import Finding


@click.command("stats")
@click.argument("responses", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--course", default=course_here, help="Folder or name of the course; default: the one you stand in.")
@click.option("--engine", default="duckdb", show_default=True, help="duckdb, spark://… or clickhouse://…")
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "csv", "json"]),
    default="html",
    show_default=True,
    help="The report.",
)
@click.option("--all-attempts", is_flag=True, help="Count every attempt, not the first alone.")
@click.option("--rasch", is_flag=True, help="Difficulties by the Rasch model too.")
@click.option("--groups", is_flag=True, help="Compare groups, item by item (Mantel and Haenszel).")
@click.option("--gain", default="", metavar="PRE:POST", help="What people gained between two tests.")
@click.option("--comments", is_flag=True, help="Free texts of surveys too, word by word.")
@click.option("--out", type=click.Path(path_type=Path), help="File to write.  [default: statistics.FORMAT]")
def command(
    responses: tuple[Path, ...],
    course: str,
    engine: str,
    form: str,
    out: Path | None,
    *,
    gain: str,
    all_attempts: bool,
    rasch: bool,
    groups: bool,
    comments: bool,
) -> None:
    """Tell how questions did: facility, discrimination, choices, reliability, and what to look at.

    RESPONSES are tables of responses (CSV or Parquet), tables that were typed, and progress files of learners.
    """
    from course.responses.gather import gather
    from quizzes.statistics.report_of import FORMS, Wish, report_of

    project = load_project(find_course(course))
    banks, _broken = load_banks(find_banks(project.quizzes))
    found: list[Finding] = []
    table = gather(responses, project.name, banks, found, engine, decimal=decimal_of(project.language))
    report = report_of(table, banks, responses[0], Wish(all_attempts, rasch, groups, gain, comments))
    target = out or Path(f"statistics.{form}")
    write_together({target: FORMS[form](report).encode()})
    for line in brief([*found, *report.findings], where="the report has all"):
        click.echo(line, err=True)
    click.echo(f"written: {target}")
