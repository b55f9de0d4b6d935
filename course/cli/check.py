"""`course check`: list everything that is wrong with a course, as text, JSON or SARIF."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from course.cli.lines import gathered, line_of, seen_from_here
from course.cli.report import as_json, as_sarif, summary
from course.outputs.guard import kept_in
from course.project import course_here, find_course, load_project
from course.project.pool import find_overlay, overlay_at_hand
from quizzes.finding import Finding, Level

if TYPE_CHECKING:
    from course.project import Project


@click.command("check")
@click.argument("course", default=course_here)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    show_default=True,
    help="Lines to read, tables to process, or SARIF 2.1.0 for editors and code hosts.",
)
@click.option(
    "--release", is_flag=True, help="Judge as for a release: old sources, open statements and example items are errors."
)
@click.option("--untrusted", is_flag=True, help="A stranger's course: run no code of it, read nothing beside it.")
@click.option("--no-build", is_flag=True, help="Do not read the pages with Sphinx; quicker, finds no broken links.")
@click.option("--overlay", type=click.Path(path_type=Path), help="Folder of the private pool, checked too.")
@click.option(
    "--responses",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help="What learners answered, to find questions that fail them.",
)
@click.option("--read-first", is_flag=True, help="List instead what a reviewer should read first.")
@click.option("--unread", is_flag=True, help="Print instead, as Markdown, what nobody has read in the original.")
@click.option("--verbose", "-v", is_flag=True, help="Show remarks and waived findings too, not only their number.")
def command(
    course: str,
    form: str,
    overlay: Path | None,
    responses: tuple[Path, ...],
    *,
    release: bool,
    untrusted: bool,
    no_build: bool,
    read_first: bool,
    unread: bool,
    verbose: bool,
) -> None:
    """List everything that is wrong with COURSE, a folder or the name of a course shipped in the package.

    Without COURSE it is the folder you stand in, when that is a course, else klonopin.

    Exit status 0, 1 when there are errors, 2 for a wrong use.
    """
    project = load_project(find_course(course), trusted=not untrusted)
    click.get_current_context().with_resource(kept_in(project))
    if read_first:
        _print_reading(project)
        return
    if unread:
        _print_unread(project)
        return
    from course.outputs.found import find_all

    found = [*find_all(project, release=release, build=not no_build), *_private_findings(project, overlay)]
    found += _of_responses(project, responses)
    if form == "text" and not verbose:
        found = sorted(gathered(found, project))
    near = {path: seen_from_here(path) for path in {one.path for one in found}}
    shown = [replace(one, path=near[one.path]) for one in found]
    if form == "text":
        for one in shown:
            if verbose or one.level is not Level.INFO:
                click.echo(line_of(one))
        click.echo(summary(shown), err=True)
    else:
        click.echo(json.dumps(as_json(shown) if form == "json" else as_sarif(shown), indent=1, ensure_ascii=False))
    if any(one.level is Level.ERROR for one in found):
        raise SystemExit(1)


def _private_findings(project: Project, overlay: Path | None) -> list[Finding]:
    """Return what is wrong with the private pool, where this machine has one."""
    from course.checks import check_private

    folder = find_overlay(project, overlay) if overlay else overlay_at_hand(project)
    return check_private(project, folder) if folder else []


def _of_responses(project: Project, paths: tuple[Path, ...]) -> list[Finding]:
    """Return what the responses of learners say about the questions: warnings only."""
    if not paths:
        return []
    from course.responses.gather import gather
    from quizzes.load import find_banks, load_banks
    from quizzes.number import decimal_of
    from quizzes.statistics import statistics_of
    from quizzes.statistics.findings import findings_of, strangers

    banks, _broken = load_banks(find_banks(project.quizzes))
    found: list[Finding] = []
    table = gather(paths, project.name, banks, found, decimal=decimal_of(project.language))
    statistics = statistics_of(table)
    return [*found, *findings_of(statistics, banks), *strangers(statistics, banks, paths[0])]


def _print_reading(project: Project) -> None:
    from course.material import read_material
    from course.reviews import what_to_read_first

    for one in what_to_read_first(read_material(project)):
        click.echo(f"{seen_from_here(one.path)}:{one.line}: {one.score} {one.title} ({', '.join(one.reasons)})")


def _print_unread(project: Project) -> None:
    from course.material import read_material
    from course.reviews import unread

    click.echo(unread(read_material(project)), nl=False)
