"""`course review import`: what a reviewer says becomes findings, suggestions to accept one by one, and a sheet."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from course.cli.items import difference
from course.cli.lines import line_of, seen_from_here
from course.project import course_here, find_course, load_project
from course.reviews.signature import CLINICAL
from quizzes.finding import Finding, FindingsError, Level, counted
from quizzes.writing import write_together

if TYPE_CHECKING:
    from collections.abc import Iterable

    from course.project import Project
    from course.reviews.opinion import Read
    from course.reviews.standing import Standing
    from course.reviews.taken import Taken


@click.command("import", short_help="Take in what a reviewer says.")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("course", default=course_here)
@click.option("--apply", "accepted", metavar="ID", help="Accept this suggestion: its words go into the course.")
@click.option("--as", "name", help="How the file is called in reviews/.  [default: as FILE]")
@click.option("--untrusted", is_flag=True, help="A stranger's course: run no code of it, read nothing beside it.")
def command(file: Path, course: str, accepted: str | None, name: str | None, *, untrusted: bool) -> None:
    """Take the FILE of a reviewer into COURSE: comments and suggestions are printed with file and line.

    FILE is what the page for reviewers saved, or the document of `course review paper` with comments and changes of
    Word. What it says is kept in `reviews/`. Approvals become a sheet beside it, which the reviewer signs. Nothing is
    overwritten, and of the course nothing is changed but by `--apply`.

    Exit status 0, 1 when a part of FILE fits no more or is refused, 2 for a wrong use.
    """
    from course.cli.review import standing_of
    from course.reviews.accepted import accept

    project = load_project(find_course(course), trusted=not untrusted)
    called = _called(file, name, project)
    state = standing_of(project)
    reads = _reads(file, called, project, state)
    contents = {path: text for each, read in reads.items() for path, text in _kept(project, each, read).items()}
    if accepted is not None:
        read = next((one for one in reads.values() if accepted in one.lines), next(iter(reads.values())))
        _taken(project, read, state, one_of=1)
        path, before, after = accept(project, read, accepted, state.blocks)
        write_together({**contents, path: after.encode()})
        click.echo(difference(path, before, after), nl=False)
        return
    every = {each: _taken(project, read, state, one_of=len(reads)) for each, read in reads.items()}
    for each, taken in every.items():
        _tell([*taken.said, *taken.wrong])
        _write(project, each, reads[each], taken, contents)
    if any(one.level is Level.ERROR for taken in every.values() for one in taken.wrong):
        click.get_current_context().exit(1)


def _taken(project: Project, read: Read, state: Standing, *, one_of: int) -> Taken:
    """Lay what one says against the course; of several, one who fits no more does not keep the others out."""
    from course.reviews.taken import Taken, take

    try:
        return take(project, read, state)
    except FindingsError as error:
        if one_of == 1:
            raise
        return Taken(wrong=list(error.findings))


def _reads(file: Path, called: str, project: Project, state: Standing) -> dict[str, Read]:
    """Return what is said, by the name that it gets: one file of a reviewer, or each author of a document of Word."""
    from course.reviews.opinion import load_opinion

    with file.open("rb") as opened:
        is_word = opened.read(4) in {b"PK\x03\x04", b"\xd0\xcf\x11\xe0"}
    if not is_word:
        return {called: load_opinion(file)}
    from course.outputs.review.papers import reading_of
    from course.outputs.review.word import reads_of_word, taken_before

    return taken_before(file, called, project) or reads_of_word(
        file, called, reading_of(project, CLINICAL), state.blocks
    )


def _called(file: Path, name: str | None, project: Project) -> str:
    called = name or file.name.removesuffix(".json").removesuffix(".docx").removesuffix(".review")
    if not re.fullmatch(r"\w[\w.-]*", called):
        message = f"'{called}' names no file"
        raise FindingsError(Finding(project.root / "reviews", 1, "C085", message, hint="give it a name with --as"))
    return called


def _kept(project: Project, called: str, read: Read) -> dict[Path, bytes | None]:
    """Return the file to keep; nothing when it is kept already, and a finding when another has its name."""
    from course.reviews.taken import KEPT

    path = project.root / "reviews" / f"{called}{KEPT}"
    if not (path.exists() or path.is_symlink()):
        return {path: read.content}
    if path.is_file() and path.read_bytes() == read.content:
        return {}
    message = "another review is kept under this name, and nothing is overwritten"
    raise FindingsError(Finding(path, 1, "C085", message, hint="give this one another name with --as"))


def _tell(findings: Iterable[Finding]) -> None:
    for one in findings:
        click.echo(line_of(replace(one, path=seen_from_here(one.path))))


def _write(project: Project, called: str, read: Read, taken: Taken, contents: dict[Path, bytes | None]) -> None:
    """Keep the file, and prepare the sheet of what is approved with the record that the reviewer may sign."""
    from course.cli.review import record_of
    from course.reviews.sheet import CONTEXT, SUFFIX, as_csv
    from course.reviews.signature import SCOPES

    sheet = project.root / "reviews" / f"{called}{SUFFIX}"
    is_new = bool(taken.approved) and not (sheet.exists() or sheet.is_symlink())
    write_together({**contents, **({sheet: as_csv(taken.approved)} if is_new else {})})
    approvals = sum(row.kind != CONTEXT for row in taken.approved)
    click.echo(f"{counted(len(taken.said), 'remark')}, {counted(approvals, 'approval')}", err=True)
    if not is_new:
        if taken.approved:
            click.echo(f"{os.path.relpath(sheet)} is there already and stays as it is", err=True)
        return
    by, said = read.opinion.reviewer, {one.scope for one in taken.approved}
    told = {"name": by.name, "role": by.role, "credentials": by.credentials}
    told |= {"licence_jurisdiction": by.licence_jurisdiction} if by.licence_jurisdiction else {}
    for key, words in told.items():
        click.echo(f"{key}: {json.dumps(words, ensure_ascii=False)}")
    click.echo(f"date: {read.opinion.date}")
    click.echo(record_of(project, sheet.name, [one for one in SCOPES if one in said], taken.approved), nl=False)
