"""`course new`: divide a document into a course and say what was made."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import click


@click.command("new")
@click.argument("document", type=click.Path(path_type=Path))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--quiet", "-q", is_flag=True, help="Print errors and warnings only.")
def command(document: Path, folder: Path, *, quiet: bool) -> None:
    """Divide DOCUMENT into a new course in the folder DIR, which must not exist or be empty.

    Plain text, Markdown and HTML are read as they are; other formats by the extra `convert`.
    """
    from course.ingest.new import make_course

    made = make_course(document, folder)
    for finding in made.findings:
        click.echo(str(finding), err=True)
    if quiet:
        return
    where = os.path.relpath(made.folder)
    statements = sum(1 for _ in made.draft.statements())
    click.echo(f"{where}: {len(made.lessons)} lessons, {statements} statements, one example question each lesson")
    kinds = Counter(remark.kind for remark in made.remarks)
    listed = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))
    click.echo(f"{len(made.remarks)} doubtful places are listed in {where}/evidence/typos.csv")
    if listed:
        click.echo(f"  {listed}")
    click.echo("Next:")
    for step in (f"course build {where}", f"course check {where}", f"pytest {where}"):
        click.echo(f"  {step}")
