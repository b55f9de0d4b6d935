"""`course responses import`: what learners answered on platforms, in one table without names."""

from __future__ import annotations

from pathlib import Path

import click

from course.cli.lines import brief
from course.outputs.platforms.shell import course_iri
from course.project import course_here, find_course, load_project
from course.project.pool import find_overlay
from quizzes.formats.bring import UnknownFormatError
from quizzes.number import decimal_of
from quizzes.overlay import load_pool
from quizzes.responses.readers.importing import Options
from quizzes.responses.readers.run import Order, run_import
from quizzes.responses_command import some_source, written

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group("responses")
def command() -> None:
    """Take what learners answered elsewhere."""


@command.command("import")
@click.argument("files", metavar="[FILE]…", nargs=-1, type=_FILE)
@click.option("--to", required=True, type=click.Path(path_type=Path), help="The table: .parquet or .csv.")
@click.option("--course", "name", default=course_here, help="Folder or name.  [default: the folder you stand in]")
@click.option("--overlay", type=click.Path(path_type=Path), help="Folder of the private pool, asked too.")
@click.option("--index", "indexes", multiple=True, type=_FILE, help="The .index.json beside an export; more than one.")
@click.option("--map", "by_hand", type=_FILE, help="CSV with the columns question, item; - leaves a question out.")
@click.option("--salt", type=click.Path(path_type=Path), help="File of the salt that hides people; made if missing.")
@click.option("--from", "read_as", default="", metavar="FORMAT", help="Format.  [default: by what the files hold]")
@click.option("--test", default="", metavar="ID", help="Name of the test that was taken.")
@click.option("--lrs", default="", metavar="URL", help="Read statements of a record store, too.")
@click.option("--comments", is_flag=True, help="Keep what people typed.")
@click.option("--dry-run", is_flag=True, help="Tell what would be taken and write nothing.")
def import_command(
    files: tuple[Path, ...],
    to: Path,
    *,
    name: str,
    overlay: Path | None,
    indexes: tuple[Path, ...],
    by_hand: Path | None,
    salt: Path | None,
    read_as: str,
    test: str,
    lrs: str,
    comments: bool,
    dry_run: bool,
) -> None:
    """Make the table of responses of what Moodle, Canvas, Open edX, R/exams, record stores or our pages export.

    Beside the table lies a report: what was matched, by what, and what was not. Names, addresses and what people typed
    stay outside; people are told apart by a hash with the salt. LRS_USER and LRS_PASSWORD open a record store.
    """
    project = load_project(find_course(name), trusted=False)
    public, private = load_pool(project.quizzes, find_overlay(project, overlay) if overlay else None)
    order = Order(files, to, indexes, by_hand, lrs, dry_run)
    some_source(order)
    typed = decimal_of(project.language)
    how = Options(read_as, project.name, course_iri(project), test, salt, comments, typed)
    try:
        made = run_import(order, [*public, *private], how)
    except UnknownFormatError as error:
        raise click.UsageError(str(error)) from error
    for line in brief(made.findings, where="of the same kind"):
        click.echo(line, err=True)
    click.echo(made.report, nl=False)
    click.echo(written(order, len(made.rows)))
