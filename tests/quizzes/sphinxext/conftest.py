"""Build a small Sphinx project in a folder of its own."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from sphinx.testing.util import SphinxTestApp
from sphinx.util.console import strip_colors

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOTS = Path(__file__).parents[2] / "roots"


@dataclass
class Site:
    """A project that was built: `warnings` is what the build said, `read(name)` the text of an output file."""

    app: SphinxTestApp
    warnings: str

    def read(self, name: str = "index.html") -> str:
        """Return an output file."""
        return (Path(self.app.outdir) / name).read_text(encoding="utf-8")


class Build(Protocol):
    """Builds the project in `source` with one builder."""

    def __call__(
        self, source: Path, builder: str = "html", *, parallel: int = 1, freshenv: bool = False, **config: Any
    ) -> Site:
        """Build, and return what came out."""
        ...


@pytest.fixture
def project(tmp_path: Path) -> Any:
    """Return a function that copies `tests/roots/<name>` into a writable folder, with files added or replaced."""

    def copy(name: str, **files: str) -> Path:
        source = tmp_path / "source"
        shutil.copytree(ROOTS / name, source)
        for key, text in files.items():
            stem, _, ending = key.rpartition("_")
            path = source / f"{stem.replace('__', '/')}.{ending}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return source

    return copy


@pytest.fixture
def build(tmp_path: Path) -> Iterator[Build]:
    """Return a function that builds a project as `sphinx-build -n` does and gives the warnings back."""
    apps: list[SphinxTestApp] = []

    def run(source: Path, builder: str = "html", *, parallel: int = 1, freshenv: bool = False, **config: Any) -> Site:
        for app in apps:
            app.cleanup()
        app = SphinxTestApp(
            builder,
            srcdir=source,
            builddir=tmp_path / "build",
            confoverrides={"nitpicky": True, **config},
            parallel=parallel,
            freshenv=freshenv,
        )
        apps.append(app)
        app.build()
        return Site(app, strip_colors(app.warning.getvalue()))

    yield run
    for app in apps:
        app.cleanup()
