"""`course review`: who has signed which block of a course, and the sheet that a reviewer signs after reading."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from course.cli import review_import
from course.cli.lines import seen_from_here, stopping
from course.project import course_here, find_course, load_project
from course.reviews.signature import CLINICAL, Kind
from quizzes.finding import Finding, FindingsError, counted, in_one_line
from quizzes.writing import write_together

if TYPE_CHECKING:
    from course.project import Project
    from course.reviews.sheet import Row
    from course.reviews.standing import Standing
    from course.reviews.urgent import Urgent

_TOP = 20
_UNTRUSTED = click.option(
    "--untrusted", is_flag=True, help="A stranger's course: run no code of it, read nothing beside it."
)
_KIND = click.option(
    "--as",
    "kind",
    type=click.Choice(get_args(Kind)),
    default=CLINICAL,
    show_default=True,
    help="What the review is for.",
)
_COURSE = click.argument("course", default=course_here)


@click.group("review")
def command() -> None:
    """Show who has signed which part of a course, and prepare what a reviewer signs.

    Nothing here signs: a person writes the record, after reading.
    """


@command.command("paper", short_help="Write what is to be read, for paper and for Word.")
@_COURSE
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder for review.pdf and review.docx.")
@click.option("--to", type=click.Choice(["both", "pdf", "docx"]), default="both", show_default=True, help="Which.")
@_KIND
@_UNTRUSTED
def paper(course: str, out: Path, *, to: str, kind: str, untrusted: bool) -> None:
    """Write every block of COURSE with its sources and status: as PDF with lines to write on, and for Word.

    In Word each block has a comment, which a reviewer answers. Figures stand there in words.
    """
    from course.outputs.review.papers import as_docx, as_review_pdf, reading_of

    reading = reading_of(load_project(find_course(course), trusted=not untrusted), kind)
    makers = {"pdf": as_review_pdf, "docx": as_docx}
    made = {out / f"review.{name}": make(reading) for name, make in makers.items() if to in {name, "both"}}
    write_together(dict(made))
    click.echo(f"{counted(len(reading.told), 'block')} in {os.path.relpath(out)}")


@command.command("status", short_help="Show who has signed what, and what is open.")
@_COURSE
@click.option("--all", "whole", is_flag=True, help=f"List every block that nobody signed, not only {_TOP}.")
@_KIND
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help="As lines, as data, or as a page.",
)
@_UNTRUSTED
def status(course: str, *, whole: bool, kind: str, form: str, untrusted: bool) -> None:
    """Show of each file of COURSE how many of its blocks are signed and by whom, then the open blocks.

    What changed since somebody signed it comes with both wordings, then what nobody has signed; of each the most
    dangerous and least certain first.

    Exit status 0, 1 when a record cannot be read or its sheet is another than was signed, 2 for a wrong use.
    """
    from course.material import read_material
    from course.reviews.told import pages_told, summed
    from course.reviews.urgent import urgent

    project = load_project(find_course(course), trusted=not untrusted)
    state = standing_of(project, kind)
    if form != "text":
        from course.reviews.report import as_html, as_json

        click.echo((as_json if form == "json" else as_html)(project.title, kind, state).encode(), nl=False)
        return
    for line in pages_told(state):
        click.echo(in_one_line(line))
    waiting = urgent(state, read_material(project))
    _list("Changed since they were signed", [one for one in waiting if one.was])
    unseen = [one for one in waiting if not one.was]
    shown = unseen if whole else unseen[:_TOP]
    _list("Open, to be read first", shown)
    if len(unseen) > len(shown):
        click.echo(f"… and {len(unseen) - len(shown):,} more (--all lists them)")
    click.echo(summed(state))


def _list(title: str, blocks: list[Urgent]) -> None:
    from course.reviews.told import open_told

    if blocks:
        click.echo(f"\n{title}:")
    for one in blocks:
        for line in open_told(one, seen_from_here):
            click.echo(in_one_line(line))


@command.command("sign-sheet", short_help="Write the open blocks as a sheet to sign.")
@click.argument("name")
@_COURSE
@click.option(
    "--scope", "scopes", multiple=True, type=click.Choice(["content", "items"]), help="Only this.  [default: both]"
)
@_KIND
@click.option("--page", "pages", multiple=True, help="Only this file, such as lessons/01-one.md; may be repeated.")
@_UNTRUSTED
def sign_sheet(
    name: str, course: str, scopes: tuple[str, ...], kind: str, pages: tuple[str, ...], *, untrusted: bool
) -> None:
    """Write the open blocks of COURSE to `reviews/NAME.blocks.csv`, and print what a record of their review says.

    Whoever has read them deletes the rows of what was not read, and writes the record. No file is overwritten.
    """
    from course.reviews.sheet import CONTEXT, SUFFIX, as_csv
    from course.reviews.signature import SCOPES
    from course.reviews.told import sheet_of

    project = load_project(find_course(course), trusted=not untrusted)
    chosen = [scope for scope in SCOPES if scope in scopes] or list(SCOPES)
    path = project.root / "reviews" / f"{name}{SUFFIX}"
    if not re.fullmatch(r"[\w][\w.-]*", name):
        raise FindingsError(
            Finding(path, 1, "C085", f"'{name}' names no file", hint="letters, digits, dots and dashes")
        )
    state = standing_of(project, kind)
    _require_pages(project, state, pages)
    rows = sheet_of(state, chosen, pages)
    if all(row.kind == CONTEXT for row in rows):
        click.echo("nothing is open there; no sheet was written")
        return
    if path.exists() or path.is_symlink():
        message = "there is such a sheet already, and nothing is overwritten"
        raise FindingsError(Finding(path, 1, "C085", message, hint="choose another name"))
    write_together({path: as_csv(rows)})
    click.echo(f"{os.path.relpath(path)}: {counted(len(rows), 'row')}", err=True)
    held = {row.scope for row in rows}
    click.echo("" if kind == CLINICAL else f"as: {kind}\n", nl=False)
    click.echo(record_of(project, path.name, [scope for scope in chosen if scope in held], rows), nl=False)


def standing_of(project: Project, kind: str = CLINICAL) -> Standing:
    """Return how far a course is signed; raise the findings of records that cannot be read or do not fit."""
    from course.reviews import load_signatures
    from course.reviews.sheet import rows_hash
    from course.reviews.standing import standing

    signed, broken = load_signatures(project)
    for one in signed:
        if one.signature.blocks and not one.holds_rows:
            message = f"{one.signature.name} signed another sheet than {one.signature.blocks}"
            broken.append(Finding(one.path, one.line, "R002", f"{message}; its hash is now {rows_hash(one.rows)}"))
    if broken:
        for line in stopping(broken, "nothing was written"):
            click.echo(line, err=True)
        click.get_current_context().exit(1)
    return standing(project, kind)


def _require_pages(project: Project, state: Standing, pages: tuple[str, ...]) -> None:
    """Raise FindingsError for a file that the course does not have."""
    known = {block.name for block in state.blocks} | {one.row.name for one in state.lost}
    wrong = [
        Finding(
            project.root / page,
            1,
            "C085",
            "no such file is read by reviewers",
            hint="as `course review status` names it",
        )
        for page in pages
        if page not in known
    ]
    if wrong:
        raise FindingsError(*wrong)


def record_of(project: Project, sheet: str, scopes: list[str], rows: list[Row]) -> str:
    """Return the part of a record that is not a person's: sheet, scope and hashes."""
    from course.reviews import content_hashes, hash_of_scopes
    from course.reviews.sheet import rows_hash

    return (
        f"scope: [{', '.join(scopes)}]\n"
        f'content_sha256: "{hash_of_scopes(scopes, content_hashes(project))}"\n'
        f"blocks: {sheet}\n"
        f'blocks_sha256: "{rows_hash(rows)}"\n'
    )


command.add_command(review_import.command)
