"""`course items`: move the questions that a page holds into a bank."""

from __future__ import annotations

import difflib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from course.cli.lines import counted
from course.project import NAME, load_project
from quizzes.finding import Finding, FindingsError
from quizzes.inline_export import Move, plan_move
from quizzes.load import find_banks, load_banks

if TYPE_CHECKING:
    from course.project import Project


@click.command("items")
@click.argument("page", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--bank", "bank_id", help="Id of the new bank, which names its file.  [default: PAGE-items]")
@click.option("--dry-run", is_flag=True, help="Show what would change and write nothing.")
def command(page: Path, bank_id: str | None, *, dry_run: bool) -> None:
    """Move the questions written in PAGE into a new bank of its course; the page then names them."""
    project = _project_of(page)
    name = bank_id or f"{page.stem}-items"
    bank = project.quizzes / f"{name}.yaml"
    _refuse(project, bank, name)
    move = plan_move(page, name, f"Questions of {page.stem}", f"Moved from {page.name} by `course items`.")
    _refuse_ids(project, page, move)
    if dry_run:
        click.echo(_difference(bank, "", move.bank) + _difference(page, move.before, move.after), nl=False)
        return
    _write(bank, move.bank)
    _write(page, move.after)
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


def _difference(path: Path, before: str, after: str) -> str:
    name = os.path.relpath(path)
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), name, name, lineterm="")
    return "".join(f"{line}\n" for line in lines)


def _write(path: Path, text: str) -> None:
    """Write a file beside and swap it in, so that an interruption leaves the old one whole."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8", newline="")
    beside.replace(path)
