"""`course items`: move the questions that a page holds into a bank, or carry a bank to and from other programs."""

from __future__ import annotations

import difflib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from course.cli import items_export, items_import
from course.cli.lines import brief
from course.ingest.fragment import html_to_markdown
from course.project import NAME, load_project
from quizzes.explain import suggest
from quizzes.finding import Finding, FindingsError, counted
from quizzes.formats.convert import take_foreign, write_foreign
from quizzes.formats.registry import formats
from quizzes.inline_export import Move, plan_move
from quizzes.load import find_banks, load_bank, load_banks
from quizzes.text_file import read_text
from quizzes.writing import write_together
from quizzes.written_ids import write_ids

if TYPE_CHECKING:
    from course.project import Project
    from quizzes.formats.format import Format

_MOST = 20


def _list(context: click.Context, _option: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click calls it so
    if asked:
        known, broken = formats()
        _tell(broken)
        for one in known.values():
            ways = " and ".join(way for way, can in (("read", one.read), ("written", one.write)) if can)
            click.echo(f"{one.name:<12}  {one.about} ({ways})")
        context.exit()


class Items(click.Group):
    """`course items FILE` is `course items page FILE`: the verb is older than its parts."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the name of the part before arguments that begin with none."""
        if args and args[0] not in (*self.commands, "-h", "--help"):
            args = ["page", *args]
        return super().parse_args(ctx, args)


@click.group("items", cls=Items)
def command() -> None:
    """Move the questions of a page into a bank, and carry banks to and from other programs.

    `course items FILE` is short for `course items page FILE`.
    """


@command.command("page")
@click.argument("page", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--bank", "bank_id", help="Id of the new bank, which names its file.  [default: PAGE-items]")
@click.option("--from", "read_as", metavar="FORMAT", help="Read FILE as a file of this format, and write a bank.")
@click.option("--to", "write_as", metavar="FORMAT", help="Read FILE as a bank, and write a file of this format.")
@click.option("--out", type=click.Path(path_type=Path), help="The file to write.  [default: beside FILE]")
@click.option("--formats", is_flag=True, is_eager=True, expose_value=False, callback=_list, help="List the formats.")
@click.option("--ids", "ids", is_flag=True, help="Read FILE as a bank, and write the ids that its choices lack.")
@click.option("--dry-run", is_flag=True, help="Show what would change and write nothing.")
def page_command(
    page: Path,
    bank_id: str | None,
    read_as: str | None,
    write_as: str | None,
    out: Path | None,
    *,
    ids: bool,
    dry_run: bool,
) -> None:
    """Move the questions written in a page into a new bank of its course; the page then names them.

    With `--from` or `--to`, turn a file of another program into a bank, or a bank into such a file; what the other
    side cannot say is told. With `--ids`, give the choices of a bank the ids that they were called by while drafted.
    """
    if read_as and write_as:
        raise click.UsageError("--from and --to exclude each other: a bank stands between two formats.")
    if ids:
        _name_choices(page, dry_run=dry_run)
    elif read_as:
        _import(page, _format(read_as), bank_id, out, dry_run=dry_run)
    elif write_as:
        _export(page, _format(write_as), out, dry_run=dry_run)
    else:
        _move(page, bank_id, dry_run=dry_run)


def _tell(findings: list[Finding]) -> None:
    for line in brief(findings, _MOST):
        click.echo(line, err=True)


def _format(name: str) -> Format:
    known, broken = formats()
    _tell(broken)
    if name not in known:
        raise click.UsageError(f"There is no format '{name}'{suggest(name, known)}. Formats: {', '.join(known)}.")
    return known[name]


def _import(path: Path, how: Format, bank_id: str | None, out: Path | None, *, dry_run: bool) -> None:
    target = out or path.with_name(f"{bank_id or path.stem}.yaml")
    taken = take_foreign(path, how, bank_id, html_to_markdown)
    _tell(taken.losses)
    pictures = {target.parent / name: data for name, data in taken.pictures.items()}
    _write_new(target, taken.text.encode(), pictures, dry_run=dry_run)


def _export(path: Path, how: Format, out: Path | None, *, dry_run: bool) -> None:
    data, losses = write_foreign(load_bank(path), how)
    _tell(losses)
    _write_new(out or path.with_suffix(how.suffix), data, {}, dry_run=dry_run)


def _name_choices(path: Path, *, dry_run: bool) -> None:
    text, count = write_ids(path)
    if dry_run:
        click.echo(difference(path, read_text(path, newline=""), text), nl=False)
        return
    write_together({path: text.encode()})
    click.echo(f"{counted(count, 'id')} written into {os.path.relpath(path)}")


def _write_new(target: Path, data: bytes, beside: dict[Path, bytes], *, dry_run: bool) -> None:
    if dry_run:
        click.echo(data, nl=False)
        return
    if target.exists():
        message = "there is such a file already, and nothing is overwritten"
        raise FindingsError(Finding(target, 1, "C068", message, hint="choose another with --out"))
    write_together({target: data, **beside})
    click.echo(f"written: {os.path.relpath(target)}")


def _move(page: Path, bank_id: str | None, *, dry_run: bool) -> None:
    project = _project_of(page)
    name = bank_id or f"{page.stem}-items"
    bank = project.quizzes / f"{name}.yaml"
    _refuse(project, bank, name)
    move = plan_move(page, name, f"Questions of {page.stem}", f"Moved from {page.name} by `course items`.")
    _refuse_ids(project, page, move)
    if dry_run:
        click.echo(difference(bank, "", move.bank) + difference(page, move.before, move.after), nl=False)
        return
    write_together({bank: move.bank.encode(), page: move.after.encode()})
    click.echo(f"{counted(len(move.ids), 'question')} moved to {os.path.relpath(bank)}: {', '.join(move.ids)}")


def _project_of(page: Path) -> Project:
    folders = page.resolve().parents
    root = next((folder for folder in folders if (folder / NAME).is_file()), None)
    if root is None:
        raise FindingsError(Finding(page, 1, "C067", "this page lies in no course: no folder above has a course.toml"))
    return load_project(root)


def _refuse(project: Project, bank: Path, name: str) -> None:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name):
        raise FindingsError(Finding(bank, 1, "C068", f"'{name}' is no id", hint="letters, digits, dots and dashes"))
    if bank.exists() or name in {file.bank.id for file in load_banks(find_banks(project.quizzes))[0]}:
        message = f"there is a bank '{name}' already, and nothing is overwritten"
        raise FindingsError(Finding(bank, 1, "C068", message, hint="choose another with --bank"))


def _refuse_ids(project: Project, page: Path, move: Move) -> None:
    """Refuse ids that another bank of the course has."""
    known = {item.id: file.path for file in load_banks(find_banks(project.quizzes))[0] for item in file.bank.items}
    wrong = [
        Finding(page, 1, "C069", f"the item id '{name}' is already used in {known[name].name}", subject=name)
        for name in move.ids
        if name in known
    ]
    if wrong:
        raise FindingsError(*wrong)


def difference(path: Path, before: str, after: str) -> str:
    """Return both texts of a file as a unified diff."""
    name = os.path.relpath(path)
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), name, name, lineterm="")
    return "".join(f"{line}\n" for line in lines)


command.add_command(items_export.command)
command.add_command(items_import.command)
