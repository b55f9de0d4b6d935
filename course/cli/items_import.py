"""`course items import`: questions of other programs become banks; a second import takes what changed there."""

from __future__ import annotations

import json
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from course.authoring.writing import write_together
from course.cli.lines import brief
from course.ingest.fragment import html_to_markdown
from course.project import NAME
from quizzes.dump import dump_bank
from quizzes.explain import suggest
from quizzes.finding import Finding, FindingsError, counted
from quizzes.formats.convert import take_foreign
from quizzes.formats.loss import FormatCode
from quizzes.formats.registry import formats
from quizzes.formats.sniff import format_of
from quizzes.formats.update import Merged, merge, record_text
from quizzes.load import load_bank
from quizzes.text_file import read_text
from quizzes.yaml12 import read_document

if TYPE_CHECKING:
    from quizzes.formats.convert import Taken
    from quizzes.formats.format import Format

_FIGURES = "figures/items"


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
    known, broken = formats()
    if read_as and read_as not in known:
        raise click.UsageError(f"There is no format '{read_as}'{suggest(read_as, known)}. Formats: {', '.join(known)}.")
    told, written, lines = list(broken), dict[Path, bytes | None](), list[str]()
    for file in files:
        how = known[read_as or format_of(file)]
        made, findings, line = _import(file, how, bank_id, (out or file.parent).absolute())
        if twice := next((path for path in made if path in written and path.suffix == ".yaml"), None):
            raise FindingsError(
                Finding(file, 1, "C068", f"two of these files would become {twice.name}", hint="rename one")
            )
        written |= made
        told += findings
        lines.append(line)
    for line in brief(told, where="the report beside the bank has all"):
        click.echo(line, err=True)
    if not dry_run:
        write_together(written)
    for line in lines:
        click.echo(f"{'would be ' if dry_run else ''}{line}")


def _import(
    file: Path, how: Format, bank_id: str | None, out: Path
) -> tuple[dict[Path, bytes | None], list[Finding], str]:
    root = next((folder for folder in (out, *out.parents) if (folder / NAME).is_file()), None)
    folder = f"/{_FIGURES}" if root else "pictures"
    taken = take_foreign(file, how, bank_id, partial(html_to_markdown, folder=folder), sieve=True)
    target = out / f"{taken.bank.id}.yaml"
    record = target.with_suffix(".import.json")
    old = _old(target, record)
    merged = merge(taken, taken.values, old, _record(record) if old else {})
    text = dump_bank(merged.values, f"Read from {file.name} ({how.name}).") if old else taken.text
    files: dict[Path, bytes | None] = {(root or out) / name.lstrip("/"): data for name, data in taken.pictures.items()}
    if merged.new or merged.changed:
        files[target] = text.encode()
    files[record] = record_text(merged.record).encode()
    files[target.with_suffix(".import.txt")] = _report(file, how, merged, taken).encode()
    ways = {"new": merged.new, "changed": merged.changed, "as before": merged.same, "gone there": merged.gone}
    counts = ", ".join(f"{len(ids)} {way}" for way, ids in ways.items())
    return files, taken.losses, f"written: {os.path.relpath(target)}: {counts}"


def _old(target: Path, record: Path) -> dict[str, Any] | None:
    if not target.exists():
        return None
    if not record.exists():
        message = "there is such a bank already, and it is not from an import: nothing is overwritten"
        raise FindingsError(Finding(target, 1, "C068", message, hint="choose another name with --bank"))
    load_bank(target)  # a bank that is broken is told, never written over
    return dict(read_document(target).data)


def _record(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(read_text(path))
        assert all(isinstance(one["foreign"], str) for one in found["items"].values())
    except (ValueError, KeyError, TypeError, AttributeError, AssertionError, RecursionError) as error:
        raise FindingsError(
            Finding(path, 1, "C068", "this record of an import is damaged", hint="move it away")
        ) from error
    assert isinstance(found, dict)
    return found


def _report(file: Path, how: Format, merged: Merged, taken: Taken) -> str:
    """Return what was taken, what not, and what a person has to write."""
    todo = [one for one in taken.losses if one.code == FormatCode.TO_WRITE]
    lost = [one for one in taken.losses if one.code != FormatCode.TO_WRITE]
    asked = "An objective and a source have to be added to each of them; `course check` names what is missing."
    parts = [
        f"{file.name}, read as {how.name}",
        _listed("New", merged.new),
        _listed("Changed there, and so here", merged.changed),
        _listed("As before", merged.same),
        _listed("No longer in the file; kept here", merged.gone),
        _listed("Not taken, or not as it was", [f"line {one.line}: {one.subject} {one.message}" for one in lost]),
        _listed("To be written", [f"line {one.line}: {one.subject}: {one.message}" for one in todo]),
        asked,
    ]
    return "\n\n".join(parts) + "\n"


def _listed(title: str, rows: list[str]) -> str:
    return "\n".join(
        [
            f"{title}: {counted(len(rows), 'entry', 'entries')}",
            *(f"  {row}" for row in rows),
        ]
    )
