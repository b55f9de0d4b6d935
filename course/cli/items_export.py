"""`course items export`: the banks of a course in the formats of other programs, each with a report of what is lost."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from course.cli.lines import brief, chosen, stopping
from course.project import NAME, load_project
from course.project.pool import find_overlay
from quizzes.finding import Finding, FindingsError, Level, counted
from quizzes.formats.canvas_draw import draw_package
from quizzes.formats.export import export
from quizzes.formats.loss import FormatCode
from quizzes.formats.registry import formats
from quizzes.load import find_banks, load_bank
from quizzes.overlay import load_pool
from quizzes.settings import load_settings
from quizzes.writing import write_together

if TYPE_CHECKING:
    from quizzes.load import BankFile


@click.command("export")
@click.argument("source", metavar="BANK|COURSE", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--to", "to", metavar="FORMATS", required=True, help="Comma list of formats; see `course items --formats`."
)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder; each format has its own in it.")
@click.option("--overlay", type=click.Path(path_type=Path), help="Folder of the private pool, exported too.")
@click.option("--strict", is_flag=True, help="Write nothing when answers would be judged otherwise.")
@click.option("-q", "--quiet", is_flag=True, help="Do not list what is lost; the reports have it.")
def command(source: Path, to: str, out: Path, overlay: Path | None, *, strict: bool, quiet: bool) -> None:
    """Write a bank, or all banks of a course, for other programs.

    Beside each file lie a loss report (a page and JSON) and an index that leads back from stems to items. The private
    pool is written only with `--overlay`, and never into a file for learners, such as `anki`.
    """
    known, broken = formats()
    names = chosen(to, [name for name, one in known.items() if one.write])
    findings, files = list(broken), dict[Path, bytes | None]()
    for name in names:
        for file in _banks(source, None if known[name].learners else overlay):
            try:
                made, lost = export(file, known[name])
            except FindingsError as error:
                lost, made = list(error.findings), {}
            findings += lost
            files |= {out / name / part: data for part, data in made.items()}
    if "canvas" in names and source.is_dir():
        made, lost = _test(source, overlay)
        findings += lost
        files |= {out / "canvas" / part: data for part, data in made.items()}
    refused = [replace(one, level=Level.ERROR) for one in findings if strict and one.code == FormatCode.GRADED]
    if refused or not files:
        for line in stopping(refused or findings, "nothing was written"):
            click.echo(line, err=True)
        raise click.exceptions.Exit(1)
    for line in () if quiet else brief(findings, where="the loss reports have all"):
        click.echo(line, err=True)
    write_together(files)
    for name in names:
        count = sum(path.parent.name == name for path in files)
        click.echo(f"{name}: {counted(count, 'file')} in {os.path.relpath(out / name)}")


def _test(source: Path, overlay: Path | None) -> tuple[dict[str, bytes], list[Finding]]:
    """Return the test of the blueprint for Canvas, and what is lost; nothing where there is no blueprint."""
    folder = load_project(source, trusted=False).quizzes if (source / NAME).is_file() else source
    blueprint = load_settings(folder).blueprint
    return draw_package(_banks(source, overlay), blueprint) if blueprint else ({}, [])


def _banks(source: Path, overlay: Path | None) -> list[BankFile]:
    if source.is_file():
        return [load_bank(source)]
    if not (source / NAME).is_file():
        banks = find_banks(source)
        if not banks:
            raise FindingsError(Finding(source, 1, "C067", f"this folder is no course: it has no {NAME}, and no bank"))
        return [load_bank(path) for path in banks]
    project = load_project(source, trusted=False)
    public, private = load_pool(project.quizzes, find_overlay(project, overlay) if overlay else None)
    return [*public, *private]
