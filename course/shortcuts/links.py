"""A page that names a file by a link depends on the link too, and not only on the file behind it.

Sphinx follows links before it notes what a page depends on, so that a link to another file is never seen.
Upstream: https://github.com/sphinx-doc/sphinx/blob/master/sphinx/environment/__init__.py
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.environment import BuildEnvironment

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

    Found = tuple[str, str]

_FOLLOW = BuildEnvironment.relfn2path


def note_link(env: BuildEnvironment, filename: str | Path, docname: str | None = None) -> Found:
    """Return what Sphinx makes of the name of a file; note the name as it is written where it leads over a link."""
    found, reading = _FOLLOW(env, filename, docname), env.current_document.docname
    written = Path(filename)
    if reading:
        folder = Path() if written.is_absolute() else env.doc2path(docname or reading, base=False).parent
        place = os.path.join(env.srcdir, folder, *written.parts[written.is_absolute() :])  # noqa: PTH118 - keeps `..`
        if os.path.normpath(place) != found[1] and Path(place).is_file():
            env.note_dependency(place, docname=docname or reading)
    return found


def setup_links(app: Sphinx) -> None:
    """Note links from the beginning to the end of a build."""
    app.connect("builder-inited", lambda *_: _ask(note_link))
    app.connect("build-finished", lambda *_: _ask(_FOLLOW), priority=900)


def _ask(function: Callable[..., Found]) -> None:
    BuildEnvironment.relfn2path = function  # type: ignore[method-assign]
