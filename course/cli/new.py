"""`course new`: divide a document into a course and say what was made."""

from __future__ import annotations

import os
import shlex
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import click

from course.cli.lines import brief, counted


def _language(_: click.Context, __: click.Parameter, value: str | None) -> str:
    from course.project import LANGUAGE

    if value and not LANGUAGE.fullmatch(value):
        raise click.BadParameter(f"'{value}' is not the code of a language, such as en, de or pt-BR")
    return value or ""


def draws(tex: str) -> bool:
    """Say whether every edition draws a formula: the website by MathML, the book by what it knows of TeX."""
    from course.ingest.fit import on_site
    from course.outputs.pdf.latexmath import to_typst

    try:
        return bool(to_typst(tex)) and on_site(tex)
    except ValueError:
        return False


@click.command("new")
@click.argument("document", type=click.Path(path_type=Path))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--language", "-l", callback=_language, help="Language of the document.  [default: guessed by its words]")
@click.option("--quiet", "-q", is_flag=True, help="Print errors and warnings only.")
def command(document: Path, folder: Path, *, language: str, quiet: bool) -> None:
    """Divide DOCUMENT into a new course in the folder DIR, which must not exist or be empty.

    Plain text, Markdown and HTML are read as they are; other formats by the converter markitdown.
    """
    from course.ingest.new import make_course
    from course.ingest.report import told

    made = make_course(document, folder, language, draws=draws)
    for line in brief(made.division.findings):
        click.echo(line, err=True)
    if quiet:
        return
    where = os.path.relpath(made.folder)
    statements = counted(len(made.division.statements), "statement")
    click.echo(f"{where}: {counted(len(made.lessons), 'lesson')}, {statements}, one example question each lesson")
    click.echo(f"  title {made.division.title}, language {made.division.language} (both stand in course.toml)")
    for line in told(made.division):
        click.echo(f"  {line}")
    kinds = Counter(remark.kind for remark in made.remarks)
    listed = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))
    if listed:
        click.echo(f"{counted(len(made.remarks), 'doubtful place')} in {where}/evidence/typos.csv: {listed}")
    click.echo("Next:")
    place = shlex.quote(where)
    test = "" if find_spec("pytest") else "   # once before: python -m pip install pytest"
    for step in (f"course build {place}", f"course check {place}", f"pytest {place}{test}"):
        click.echo(f"  {step}")
