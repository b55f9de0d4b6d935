"""Books for the tests: the one that holds every kind of node, built once, and small ones made on the spot."""

from __future__ import annotations

import io
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.application import Sphinx
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace, patch_docutils

from course.outputs.pdf.reading import read_aloud

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from course.outputs.pdf.builder import TypstBuilder

# The bank in it shows every type of item; it is not content, so that it is not collected as questions to test.
collect_ignore = ["roots"]
ROOT = Path(__file__).parent / "roots" / "book"
CONF = """
extensions = ["myst_parser", "course.outputs.pdf"]
project = "Small"
myst_enable_extensions = ["colon_fence", "dollarmath", "deflist"]
"""


@dataclass(frozen=True)
class Book:
    """A book and everything it came from."""

    app: Sphinx
    path: Path
    pdf: bytes
    spoken: str
    warnings: str

    @property
    def builder(self) -> TypstBuilder:
        """Return the builder as it was left."""
        builder: Any = self.app.builder
        return builder


def build(source: Path, work: Path, **config: Any) -> Book:
    """Build a project; the application stays usable as long as its docutils namespace is open."""
    warnings = io.StringIO()
    app = Sphinx(
        source, source, work / "out", work / "cache", "typst", confoverrides=config, status=None, warning=warnings
    )
    app.build()
    path = app.builder.artifacts[0]  # type: ignore[attr-defined]
    return Book(app, path, path.read_bytes(), read_aloud(path.read_bytes()), warnings.getvalue())


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Give the book that holds every kind of node; its registrations end here, so that no other test sees them."""
    with patch_docutils(ROOT), docutils_namespace():
        return build(ROOT, tmp_path_factory.mktemp("book"))


@pytest.fixture
def make_book(tmp_path: Path) -> Iterator[Callable[..., Book]]:
    """Give a function that builds a book from the text of its start page, other files and settings."""
    with ExitStack() as stack:
        stack.enter_context(patch_docutils(tmp_path))
        stack.enter_context(docutils_namespace())

        def make(text: str, files: dict[str, str | bytes] | None = None, **config: Any) -> Book:
            source = tmp_path / "source"
            for name, content in {"conf.py": CONF, "index.md": text, **(files or {})}.items():
                path = source / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content if isinstance(content, bytes) else content.encode())
            return build(source, tmp_path, **config)

        yield make
    # Sphinx adds the words of each language to those of the one before; the next book is to have its own.
    translators.clear()
