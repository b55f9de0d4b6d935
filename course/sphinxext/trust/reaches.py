"""No page shows a file from outside of the course, by whatever directive, role, link or picture it asks for one."""

from __future__ import annotations

import sys
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from course.project.borders import borders_of, reach
from course.sphinxext.memory import project_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

log = logging.getLogger(__name__)
ENGINE = (*(Path(str(files(name))) for name in ("course", "quizzes")), Path(sys.prefix).resolve())


def report_reaches(_app: Sphinx, env: BuildEnvironment) -> None:
    """Log an error for each file outside that a page was made of: what is published stays in the course.

    Sphinx and docutils note every file that they put into a page. The pictures that were drawn lie beside the trees,
    and what the engine itself brings is no reach of the author.
    """
    project = project_of(env)
    borders = borders_of(project)
    own = (Path(env.doctreedir).resolve(), *ENGINE)
    for docname in sorted(env.found_docs):
        page = Path(env.doc2path(docname))
        for path in sorted(set(_shown(env, docname))):
            real = path.resolve()
            if not borders.hold(path) and not any(real.is_relative_to(place) for place in own):
                one = reach(project, page, real)
                log.error("%s", one.message, location=f"{page}:{one.line}", type="course", subtype=one.code)


def _shown(env: BuildEnvironment, docname: str) -> Iterator[Path]:
    """Yield the page, what it includes, its pictures, and what can be loaded from it."""
    root = Path(env.srcdir)
    yield Path(env.doc2path(docname))
    yield from (root / name for name in env.dependencies.get(docname, ()))
    for shown in (env.images, env.dlfiles):
        yield from (root / name for name, (pages, _) in shown.items() if docname in pages)


def setup_reaches(app: Sphinx) -> None:
    """Look at every page when all are read."""
    app.connect("env-updated", report_reaches, priority=400)
