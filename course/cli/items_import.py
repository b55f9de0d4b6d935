"""`course items import`: questions of other programs become banks; a second import takes what changed there."""

from __future__ import annotations

import os
from pathlib import Path

import click

from course.cli.lines import brief
from course.ingest.fragment import html_to_markdown
from quizzes.formats.bring import UnknownFormatError, bring
from quizzes.writing import write_together


@click.command("import")
@click.argument(
    "files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option("--from", "read_as", metavar="FORMAT", help="The format of the files.  [default: by what they hold]")
@click.option("--bank", "bank_id", help="Id of the bank, for a single file.  [default: by the name of the file]")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Folder of the banks.  [default: beside each file]"
)
@click.option("--dry-run", is_flag=True, help="Tell what would be taken and write nothing.")
def command(
    files: tuple[Path, ...], read_as: str | None, bank_id: str | None, out: Path | None, *, dry_run: bool
) -> None:
    """Make banks of the questions of other programs, pictures and all.

    Beside BANK.yaml lie BANK.import.txt, which says what was taken, what not and what is to be written, and
    BANK.import.json, by which a second import finds its items again: it takes what changed and leaves the rest alone.
    """
    if bank_id and len(files) > 1:
        raise click.UsageError("--bank goes with one file.")
    try:
        made = bring(files, read_as or "", bank_id, out, html_to_markdown)
    except UnknownFormatError as error:
        raise click.UsageError(str(error)) from error
    for line in brief(made.findings, where="the report beside the bank has all"):
        click.echo(line, err=True)
    if not dry_run:
        write_together(made.files)
    for target, counts in made.lines:
        click.echo(f"{'would be ' if dry_run else ''}written: {os.path.relpath(target)}: {counts}")
