"""A page is read again when a bank that it asks for holds something else, whatever the date of the file says.

Sphinx compares dates, and a bank that was edited may have an older one than it had. So each page notes what its banks
held when it was read, and which files their folders had.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzes.content import as_read, digest_of
from quizzes.load import load_bank

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

WATCHED = "quizzes_watched"
"""The key in the metadata of a page: paths, and the digests of what was read there."""


def watch(env: BuildEnvironment, *paths: Path) -> None:
    """Note that the page at hand depends on these banks, as they were read, and on what lies beside them."""
    noted = env.metadata[env.docname].setdefault(WATCHED, {})
    for path in paths:
        env.note_dependency(path)
        noted[str(path)] = as_read(load_bank, path)
        noted.setdefault(str(path.parent), digest_of(path.parent))


def changed_pages(_app: Sphinx, env: BuildEnvironment, *_sets: set[str]) -> list[str]:
    """Return the pages of which a bank has changed, has come or has gone since they were read."""
    noted = ((docname, env.metadata.get(docname, {}).get(WATCHED, {})) for docname in sorted(env.found_docs))
    return [docname for docname, watched in noted if any(digest_of(path) != was for path, was in watched.items())]
