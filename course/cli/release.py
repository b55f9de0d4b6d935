"""`course release`: refuse what must not go out, and write the manifest of what may."""

from __future__ import annotations

import os
import re
from pathlib import Path

import click

from course.outputs.release import FOLDER
from course.project import course_here, find_course, load_project
from quizzes.finding import Finding, FindingsError, counted
from quizzes.writing import write_together


@click.command("release")
@click.argument("version")
@click.argument("course", default=course_here)
@click.option(
    "--editions",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of the finished editions, such as _build/COURSE: their files are in the manifest.",
)
@click.option("--untrusted", is_flag=True, help="A stranger's course: run no code of it, read nothing beside it.")
def command(version: str, course: str, editions: Path | None, *, untrusted: bool) -> None:
    """Write the manifest of VERSION of COURSE to its folder `releases`, with hashes, signatures and software.

    Refused are errors of `course check --release` (old sources, unread facts under keys, statements without a
    verdict, example items, an expired activity), a dangerous block that nobody has signed, another version than
    course.toml has, and a release that is there already.

    Exit status 0, 1 when the release is refused, 2 for a wrong use.
    """
    from course.outputs.release.manifest import as_json, manifest_of, software
    from course.outputs.release.refusals import refusals

    project = load_project(find_course(course), trusted=not untrusted)
    path = project.root / FOLDER / f"{version}.json"
    if not re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z.+-]*", version):
        message = f"'{version:.40}' is no version"
        raise FindingsError(Finding(project.settings, 1, "C093", message, hint="such as 1.0.0"))
    if path.exists() or path.is_symlink():
        message = "this version was released before, and nothing is overwritten"
        raise FindingsError(Finding(path, 1, "C093", message, hint="give the next one another version"))
    if found := refusals(project, version):
        raise FindingsError(*found)
    manifest = manifest_of(project, version, editions)
    bill = path.with_name(f"{version}.sbom.json")
    write_together({path: as_json(manifest), bill: as_json(software())})
    held = f"{counted(len(manifest['files']), 'file')}, {counted(len(manifest['signatures']), 'signature')}"
    click.echo(f"{os.path.relpath(path)}: {held}, {counted(len(manifest['editions']), 'edition')}")
