"""`course update`: take a new version of the document into a course, or have a work of the bibliography read again."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

import click

from course.cli.documents import given
from course.cli.lines import brief
from course.cli.new import draws
from course.project import course_here, day, find_course, load_project
from quizzes.finding import counted
from quizzes.writing import write_together

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from course.evidence.changes import Change
    from course.material.resting import Resting
    from course.project import Project
    from course.update.document import Update

_UNTOLD = frozenset({"N006", "N016"})
"""What the reader says of headings and sizes is about a division that nobody makes here."""


@click.command("update")
@click.argument("document", required=False)
@click.argument("course", required=False)
@click.option("--source", "key", metavar="KEY", help="Have the facts of this work of the bibliography read again.")
@click.option("--fetch", is_flag=True, help="Load a DOCUMENT that is an address of the web: one request, once.")
@click.option("--private", is_flag=True, help="With --fetch: load from machines of your own network too.")
@click.option("--dry-run", is_flag=True, help="Show what would change and write nothing.")
def command(
    document: str | None, course: str | None, key: str | None, *, fetch: bool, private: bool, dry_run: bool
) -> None:
    """Take DOCUMENT, a new version of the document of COURSE, into the course.

    Statements keep their ids. Those that changed are open again, each with every place that rests on it; words of
    lessons that nobody edited or judged follow, all else stays as it is. Without COURSE it is the one in this folder.
    With --source the only argument is COURSE.
    """
    if key:
        if document and course:
            raise click.UsageError("--source takes no DOCUMENT")
        _read_again(load_project(find_course(document or course_here())), key, dry_run=dry_run)
    elif document is None:
        raise click.UsageError("Missing argument 'DOCUMENT'.")
    else:
        with given([document], fetch=fetch, private=private) as (path,):
            _update(load_project(find_course(course or course_here())), path, dry_run=dry_run)


def _update(project: Project, document: Path, *, dry_run: bool) -> None:
    from course.update.document import plan_update

    update = plan_update(project, document, draws)
    for line in brief(one for one in update.findings if one.code not in _UNTOLD):
        click.echo(line, err=True)
    if not update.contents:
        click.echo(f"{project.name}: the document is the same; nothing was changed")
        return
    for line in _told(project, update):
        click.echo(line)
    _write(update.contents, dry_run=dry_run)


def _write(contents: Mapping[Path, bytes], *, dry_run: bool) -> None:
    if not dry_run:
        write_together(contents)
    listed = ", ".join(os.path.relpath(path) for path in contents)
    click.echo(f"{'would be written' if dry_run else 'written'}: {listed}")


def _told(project: Project, update: Update) -> Iterator[str]:
    """Yield what has changed, the gravest first, each with what rests on it."""
    from course.evidence.changes import Kind
    from course.material import read_material
    from course.material.resting import echoes, named

    kinds = Counter(one.kind for one in update.changes)
    listed = ", ".join(f"{kinds[kind]} {kind}" for kind in Kind if kinds[kind])
    now = f"{len(update.lines)} now: {update.same} the same"
    yield f"{project.name}: {update.before} headings and statements before, {now}"
    yield f"  {listed or 'no statement has changed'}"
    material = read_material(project)
    places = named(project, {one.id for one in update.changes})
    places_of_ids = [name for name, _ in update.lines]
    for kind in Kind:
        found = [one for one in update.changes if one.kind is kind]
        if found:
            yield f"{kind}:"
        for one in found:
            yield f"  {one.id}  {one.numbers}".rstrip()
            yield from _words(one)
            if kind is Kind.NEW:
                yield f"       stands {_behind(one.id, places_of_ids)}; mark it where you teach it: {{claim}}`{one.id}`"
                continue
            yield from _places("rests on it", places[one.id])
            yield from _places("says the same number without a mark", echoes(material, one, places[one.id]))
    yield from _followed(update.followed)


def _followed(found: Iterable[tuple[Path, str]]) -> Iterator[str]:
    """Yield which words of drafts follow the document."""
    by_path: dict[Path, list[str]] = {}
    for path, name in found:
        by_path.setdefault(path, []).append(name)
    if by_path:
        yield "words of lessons that nobody had edited or judged follow the document:"
    for path, names in by_path.items():
        yield f"  {os.path.relpath(path)}: {', '.join(names)}"


def _words(change: Change) -> Iterator[str]:
    if change.before:
        yield f"       - {change.before}"
    if change.after and change.after != change.before:
        yield f"       + {change.after}"


def _behind(name: str, names: list[str]) -> str:
    place = names.index(name)
    return f"behind {names[place - 1]}" if place else "first in the document"


def _places(title: str, places: Iterable[Resting]) -> Iterator[str]:
    listed = [f"{os.path.relpath(one.path)}:{one.line} ({one.kind})" for one in places]
    if listed:
        yield f"       {title}: {', '.join(listed)}"


def _read_again(project: Project, key: str, *, dry_run: bool) -> None:
    from course.material import read_material
    from course.update.work import plan_reading

    reading = plan_reading(read_material(project), key, day.today())
    facts, statements = counted(len(reading.facts), "fact"), counted(len(reading.statements), "statement")
    click.echo(f"{project.name}: {facts} and {statements} rest on {key}")
    for title, names in (("facts", reading.facts), ("statements", reading.statements)):
        if names:
            click.echo(f"  {title}: {', '.join(names)}")
    for place in reading.places:
        click.echo(f"  {os.path.relpath(place.path)}:{place.line} ({place.kind})")
    if reading.contents:
        _write(reading.contents, dry_run=dry_run)
    else:
        click.echo("nothing had been read of it; nothing was changed")
