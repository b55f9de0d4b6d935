"""The edition for trainers: the site with notes and keys, slides, and everything to print, in one folder."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from course.instructor.load import load_plan, plan_path
from course.outputs.sphinx_run import Run, run_sphinx

if TYPE_CHECKING:
    from pathlib import Path

    from course.outputs.progress import Progress
    from course.project import Project
    from quizzes.finding import Finding

TAG = "instructor"
VIEW, SLIDES, PRINT = "view", "slides", "print"
"""The folders of the edition, and the builder that fills each."""
BUILDERS = {VIEW: "html", SLIDES: "slides", PRINT: "handouts"}


def write_instructor(project: Project, out: Path, doctrees: Path, progress: Progress) -> list[Finding]:
    """Write the edition into `out`; a course without a session plan gets only the site with notes and keys.

    The three runs share one reading of the pages, in a cache of their own because the tag decides what is read.
    """
    planned = plan_path(project).is_file()
    found: dict[Finding, None] = {}
    for folder in (VIEW, SLIDES, PRINT) if planned else (VIEW,):
        run = Run(project, BUILDERS[folder], out / folder, doctrees, tags=(TAG,))
        found.update(dict.fromkeys(run_sphinx(run, progress)))
    (out / "index.html").write_text(_start_page(project, out, planned=planned), encoding="utf-8")
    return list(found)


def _start_page(project: Project, out: Path, *, planned: bool) -> str:
    """Return a page that names everything in the folder, without any script or style from elsewhere."""
    first = "view/instructor/index.html" if (out / "view/instructor/index.html").is_file() else "view/index.html"
    links = [
        (first, "Start here: how to run a session"),
        ("view/index.html", "The course with notes, keys and timings"),
    ]
    if planned:
        formats = load_plan(plan_path(project)).plan.formats
        decks = [one for one in formats if (out / SLIDES / f"{one.id}.html").is_file()]
        links += [(f"{SLIDES}/{one.id}.html", f"Slides: {one.title}") for one in decks]
        links += [(f"{PRINT}/{path.name}", f"To print: {path.stem}") for path in sorted((out / PRINT).glob("*.pdf"))]
    items = "\n".join(f'<li><a href="{escape(address)}">{escape(words)}</a></li>' for address, words in links)
    title = escape(f"For the instructor: {project.title}")
    style = "body{font:1.1rem/1.5 sans-serif;max-width:45rem;margin:2rem auto;padding:0 1rem}a{color:#0b4a6f}"
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(project.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{style}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n<ul>\n{items}\n</ul>\n</main>\n</body>\n</html>\n"
    )
