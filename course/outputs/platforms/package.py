"""One archive for a platform, made of the finished website, and beside it what is lost on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.outputs.platforms.cmi5 import structure
from course.outputs.platforms.losses import losses_html, losses_json
from course.outputs.platforms.manifest import manifest
from course.outputs.platforms.shell import HEAD, SITE, adopted, shell_files
from course.outputs.platforms.site import read_website
from quizzes.finding import Finding, Level
from quizzes.formats.zip_file import packed as archive

if TYPE_CHECKING:
    from pathlib import Path

    from course.outputs.order import Order
    from course.project import Project


def write_package(kind: str, order: Order, finished: Path, folder: Path) -> list[Finding]:
    """Write the package of a kind (`scorm12`, `scorm2004`, `cmi5`) and its loss report into `folder`."""
    website, project = read_website(finished), order.project
    pages = {f"{SITE}{name}": (finished / name).read_bytes() for name in website.files}
    pages[SITE + HEAD] = adopted(pages[SITE + HEAD])
    files = {**pages, **shell_files(website, project, kind)}
    if kind == "cmi5":
        files["cmi5.xml"] = structure(website, project)
    else:
        files["imsmanifest.xml"] = manifest(website, project, kind, files)
    name = f"{project.name}-{kind}"
    (folder / f"{name}.zip").write_bytes(archive(files))
    (folder / f"{name}.losses.json").write_text(losses_json(website, project, kind), encoding="utf-8")
    (folder / f"{name}.losses.html").write_text(losses_html(website, project, kind), encoding="utf-8")
    return [] if website.data["steps"] else [_without_parts(project)]


def _without_parts(project: Project) -> Finding:
    message = "no page has `minutes`, so nothing can be done, and a platform is never told that the course is completed"
    return Finding(project.settings, 1, "C023", message, Level.WARNING, hint="give each lesson its minutes in its head")
