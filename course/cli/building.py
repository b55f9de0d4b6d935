"""The work of `course build`: from what was asked to editions in place, and what is said about them."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from course.cli.lines import brief, chosen, stopping
from course.outputs.build import Made, PartlyError, build
from course.outputs.edition import EDITIONS, GROUPS
from course.outputs.guard import kept_in
from course.outputs.order import Order
from course.outputs.plug_in import edition_names, editions
from course.outputs.progress import progress_for
from course.outputs.questions import count_questions
from course.outputs.standing import CACHE, Said, begin, remember
from course.project import load_project
from course.project.pool import names_overlay
from quizzes.finding import FindingsError, counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from course.cli.build import Wish
    from course.outputs.edition import Edition
    from course.outputs.standing import Snapshot
    from course.project import Project
    from quizzes.finding import Finding


def told_editions() -> Iterator[str]:
    """Yield a line about each edition; of one that is broken, what is wrong."""
    for name in edition_names():
        try:
            about = editions([name])[0][name].about
        except FindingsError as error:
            about = error.findings[0].message
        yield f"{name:<16} {about}"
    for name, members in GROUPS.items():
        yield f"{name:<16} {', '.join(members)}"


def make(wish: Wish, jobs: int, *, quiet: bool) -> Said:
    """Make what is wished for and return what there is to say; note it too, so that the same wish is answered at once.

    Raises FindingsError when nothing was made, SystemExit when only a part could be, and BadParameter for a wish that
    cannot be met.
    """
    named = chosen(wish.formats, [*edition_names(), *GROUPS])
    wanted, noted = editions([one for name in named for one in GROUPS.get(name, (name,))])
    if wish.responses and not any(edition.takes_responses for edition in wanted.values()):
        able = " and ".join(name for name, edition in EDITIONS.items() if edition.takes_responses)
        raise click.BadParameter(f"only the edition {able} shows statistics", param_hint="--responses")
    snapshot = begin(wish.root)
    project = load_project(wish.root, trusted=not wish.untrusted)
    snapshot.take_folder(project.quizzes)
    spoken = _language(project, wish.language, wanted)
    if wish.strict and noted:
        raise FindingsError(*noted)
    target = wish.out or Path("_build") / (f"{project.name}-{spoken}" if spoken else project.name)
    if wish.answers == "key":
        from course.outputs.exam import FORMATS, key_edition

        wanted["key"] = key_edition([name for name in wanted if name in FORMATS])
    given = [wish.responses] if wish.responses else []
    click.get_current_context().with_resource(kept_in(project, target, *given))
    said = _Saying(wish, project, target / CACHE, snapshot, noted)
    with progress_for(quiet=quiet) as progress:
        order = Order(
            project, target, progress, 1 if wish.untrusted else jobs, wish.strict, wish.answers or "", spoken,
            wish.responses, keep_going=wish.keep_going,
        )  # fmt: skip
        try:
            return said.of(build(order, wanted, said.note))
        except PartlyError as error:
            for line in stopping(error.findings, error.left):
                click.echo(line, err=True)
            raise SystemExit(1) from error


class _Saying:
    """What is said about a build, and noted for the next call that asks for the same."""

    def __init__(self, wish: Wish, project: Project, cache: Path, snapshot: Snapshot, noted: Sequence[Finding]) -> None:
        self._wish, self._project, self._cache, self._snapshot, self._noted = wish, project, cache, snapshot, noted

    def of(self, made: Sequence[Made]) -> Said:
        """Return the lines about what was made."""
        found = [*self._noted, *(finding for one in made for finding in one.findings)]
        questions = count_questions(self._project, self._cache)
        size = f"{counted(len(self._project.lessons()), 'lesson')}, {counted(questions, 'question')}"
        return Said(tuple(brief(found)), (*map(_sentence, made), f"{self._project.title}: {size}"))

    def note(self, made: Sequence[Made]) -> None:
        """Note what the same call will be answered, unless a private pool or another package has a say in it."""
        call, names = self._wish.call, [one.edition for one in made]
        ours = all(name in EDITIONS or name == "key" for name in names)
        if call and ours and not names_overlay(self._project):
            said = self.of([replace(one, unchanged=True) for one in made])
            remember(call, self._snapshot, self._project, said, names)


def _language(project: Project, language: str | None, wanted: Mapping[str, Edition]) -> str:
    """Return the language to translate into, empty for the course as it was written.

    Raises BadParameter where English would be published under the name of another language.
    """
    if not language or language == project.language:
        return ""
    folder = project.root / "locales" / language / "LC_MESSAGES"
    if not any(folder.rglob("*.[pm]o")):
        raise click.BadParameter(f"there are no catalogues in {folder}", param_hint="--language")
    if fixed := [name for name, edition in wanted.items() if not edition.translated]:
        raise click.BadParameter(f"the edition {fixed[0]} is not translated", param_hint="--language")
    return language


def _sentence(made: Made) -> str:
    where = os.path.relpath(made.entry)
    state = "unchanged" if made.unchanged else f"{made.seconds:.1f} s"
    kept = "  (for the trainer only)" if made.edition == "key" else ""
    return f"{made.edition:<6} {where}  ({counted(made.pages, 'page')}, {state}){kept}"
