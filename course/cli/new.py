"""`course new`: divide a document into a course and say what was made."""

from __future__ import annotations

import os
import shlex
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import click

from course.cli.documents import given
from course.cli.lines import brief
from quizzes.finding import counted


def _language(_: click.Context, __: click.Parameter, value: str | None) -> str:
    from course.project import LANGUAGE

    if value and not LANGUAGE.fullmatch(value):
        raise click.BadParameter(f"'{value}' is not the code of a language, such as en, de or pt-BR")
    return value or ""


def _parted(paths: tuple[str, ...], *, plan: bool) -> tuple[tuple[str, ...], Path | None]:
    """Return the documents and the folder of the course, which is the last; a plan needs none."""
    if len(paths) == 1 or (plan and Path(paths[-1]).is_file()):
        return paths, None
    return paths[:-1], Path(paths[-1])


def draws(tex: str) -> bool:
    """Say whether every edition draws a formula: the website by MathML, the book by what it knows of TeX."""
    from course.ingest.fit import on_site
    from course.outputs.pdf.latexmath import to_typst

    try:
        return bool(to_typst(tex)) and on_site(tex)
    except ValueError:
        return False


@click.command("new")
@click.argument("paths", metavar="DOCUMENT... [DIR]", nargs=-1, required=True)
@click.option("--language", "-l", callback=_language, help="Language of the document.  [default: guessed by its words]")
@click.option("--level", type=click.IntRange(1, 6), help="Level of the headings with which lessons begin.")
@click.option("--max-words", "most", type=click.IntRange(50, 100_000), help="Most words of a lesson.  [default: 2500]")
@click.option("--plan", is_flag=True, help="Print how the document would be divided, to be edited; write nothing.")
@click.option("--by", "planned", type=click.Path(path_type=Path), help="Divide as an edited plan says.")
@click.option("--fetch", is_flag=True, help="Load a DOCUMENT that is an address of the web: one request, once.")
@click.option("--private", is_flag=True, help="With --fetch: load from machines of your own network too.")
@click.option("--quiet", "-q", is_flag=True, help="Print errors and warnings only.")
def command(
    paths: tuple[str, ...],
    *,
    language: str,
    level: int | None,
    most: int | None,
    plan: bool,
    planned: Path | None,
    fetch: bool,
    private: bool,
    quiet: bool,
) -> None:
    """Divide DOCUMENT into a new course in the folder DIR, which must not exist or be empty.

    DOCUMENT is a file, a folder of documents, several files in their order, or with --fetch an address.

    Plain text, Markdown, HTML, Word, PDF, PowerPoint and notebooks are read as they are; OpenDocument, RTF,
    LaTeX, reStructuredText, AsciiDoc, e-books and wikis by pandoc; other formats by the converter markitdown.
    """
    from course.ingest.divide import Rules
    from course.ingest.new import make_course, read_division
    from course.ingest.plan import read_plan, write_plan
    from course.ingest.report import told

    if planned and (level or most):
        raise click.UsageError("--by says how to divide; leave out --level and --max-words")
    names, folder = _parted(paths, plan=plan)
    rules = read_plan(planned) if planned else Rules(level or 0, most or 0)
    if folder is None and not plan:
        raise click.UsageError("Missing argument 'DIR'.")
    with given(names, fetch=fetch, private=private) as documents:
        if plan or folder is None:
            division = read_division(documents, language, rules=rules, draws=draws)[1]
            click.echo(write_plan(division, " ".join(one.name for one in documents), rules), nl=False)
            return
        made = make_course(documents, folder, language, rules=rules, draws=draws)
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
