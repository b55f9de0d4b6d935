"""Build the book of a Sphinx project without a command line."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True)
class Built:
    """A finished book, its number of pages, and what Sphinx warned of."""

    path: Path
    pages: int
    warnings: str


def build_pdf(source: Path, out: Path, *, cache: Path, config: Mapping[str, object] | None = None) -> Built:
    """Build the project in `source`, which has a conf.py, into a book in the folder `out`.

    `cache` keeps doctrees and Typst source; share it with other builders of the same project to read it only once.
    `config` overrides values of conf.py. Raises FindingsError with every reason why there can be no book.
    """
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    warnings = io.StringIO()
    with patch_docutils(source), docutils_namespace():
        app = Sphinx(
            source, source, out, cache, "typst", confoverrides=dict(config or {}), status=None, warning=warnings
        )
        app.build()
    path = app.builder.artifacts[0]  # type: ignore[attr-defined]
    with pikepdf.open(path) as document:
        return Built(path, len(document.pages), warnings.getvalue())
