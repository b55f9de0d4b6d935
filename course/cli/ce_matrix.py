"""`course ce-matrix`: say of each requirement of accreditors whether the record of a course meets it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from urllib.parse import quote

import click

from course.outputs.audit import activity_of, as_html, as_json, as_markdown, as_paper, audit
from course.outputs.provider.printed import as_pdf
from course.project import course_here, find_course, load_project
from quizzes.writing import write_together


@click.command("ce-matrix")
@click.argument("course", default=course_here)
@click.option(
    "--pages",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of the built website, such as _build/COURSE/html: words are counted there.",
)
@click.option(
    "--out", type=click.Path(path_type=Path), help="Folder for matrix.html, .pdf, .md, .json and activity.json."
)
@click.option("--untrusted", is_flag=True, help="A stranger's course: run no code of it, read nothing beside it.")
def command(course: str, pages: Path | None, out: Path | None, *, untrusted: bool) -> None:
    """Say of each requirement of accreditors whether the record of COURSE meets it, and show the evidence.

    Prints Markdown, or writes a page, PDF, Markdown, JSON and the activity as a file into the folder of `--out`. What
    was not confirmed, and what only a person can judge, needs a human and is never called met.

    Exit status 0, 1 when a requirement is not met, 2 for a wrong use.
    """
    project = load_project(find_course(course), trusted=not untrusted)
    matrix = audit(project, site=pages)
    if out is None:
        click.echo(as_markdown(matrix).encode(), nl=False)
    else:
        base = quote(os.path.relpath(project.root, out.resolve()).replace(os.sep, "/") + "/")
        activity = json.dumps(activity_of(project), indent=1, ensure_ascii=False) + "\n"
        write_together(
            {
                out / "matrix.html": as_html(matrix, base).encode(),
                out / "matrix.md": as_markdown(matrix).encode(),
                out / "matrix.json": as_json(matrix).encode(),
                out / "matrix.pdf": as_pdf(as_paper(matrix), project, matrix.day),
                out / "activity.json": activity.encode(),
            }
        )
        counts = ", ".join(f"{matrix.count(status)} {status}" for status in ("met", "not met", "needs a human"))
        click.echo(f"{out}: {counts}", err=True)
    if matrix.count("not met"):
        click.get_current_context().exit(1)
