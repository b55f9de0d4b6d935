"""`course mark`: mark the answer sheets of an exam from scans, filled PDFs and typed tables."""

from __future__ import annotations

import importlib.util
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from course.outputs.marking.codes import MarkCode
from course.outputs.marking.record import read_record
from quizzes.finding import Finding, FindingsError, Level
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from course.outputs.marking.mark import Outcome


@click.command("mark")
@click.argument("scans", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--exam", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder of the exam.")
@click.option(
    "--decisions",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    multiple=True,
    help="A file that review.html saved; of several the later one counts.",
)
@click.option(
    "--numbers",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The numbers that were given out, one a line: others are asked about.",
)
@click.option("--out", type=click.Path(path_type=Path), help="Folder.  [default: EXAM/marks]")
@click.option("--quiet", "-q", is_flag=True, help="Print findings only.")
def command(
    scans: tuple[Path, ...],
    exam: Path,
    decisions: tuple[Path, ...],
    numbers: Path | None,
    out: Path | None,
    *,
    quiet: bool,
) -> None:
    """Mark SCANS, answer sheets of one exam as PDF, TIFF, JPEG, PNG, as filled PDFs or typed into a CSV.

    What is doubtful is never guessed: it goes to OUT/review.html.
    """
    _need_opencv(exam)
    from course.outputs.marking.mark import mark, read_files

    record = read_record(exam)
    known = _numbers(numbers) if numbers else None
    given = read_files(scans, record, lambda path: None if quiet else click.echo(f"reading {path}", err=True))
    folder = (out or exam / "marks").absolute()
    outcome = mark(given, record, decisions, known, folder)
    for finding in outcome.findings:
        click.echo(str(finding), err=True)
    if not quiet:
        _tell(outcome, folder)
    if any(finding.level is Level.ERROR for finding in outcome.findings):
        raise SystemExit(1)


def _tell(outcome: Outcome, folder: Path) -> None:
    blank = f", {outcome.blank} blank ones left out" if outcome.blank else ""
    click.echo(f"{len(outcome.results)} people, {outcome.sides} sides read{blank}")
    sure = [one for one in outcome.results if not one.open]
    click.echo(f"marked {len(sure)}, open {len(outcome.results) - len(sure)}, questions to decide {len(outcome.asks)}")
    click.echo(f"results {os.path.relpath(folder)}")


def _need_opencv(exam: Path) -> None:
    if importlib.util.find_spec("cv2") is None:
        message = "reading scans needs OpenCV"
        hint = "pip install 'coursewright[mark]'"
        raise FindingsError(Finding(exam, 1, MarkCode.EXTRA, message, hint=hint))


def _numbers(path: Path) -> frozenset[str]:
    """Return the first cell of each line, before a comma, a semicolon or a tab; a head does no harm."""
    cells = (re.split(r"[,;\t]", line, maxsplit=1)[0] for line in read_text(path, MarkCode.TABLE).splitlines())
    return frozenset(filter(None, (cell.strip(" \"'") for cell in cells)))
