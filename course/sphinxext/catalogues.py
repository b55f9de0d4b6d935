"""What the edition `gettext` adds to Sphinx's catalogues: texts of course.toml and all words of the interface."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po
from sphinx.builders.gettext import MsgOrigin
from sphinx.util.i18n import docname_to_domain

from course.sphinxext import strings
from course.sphinxext.memory import project_of
from course.theme import TEMPLATES
from quizzes.sphinxext import strings as questions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from course.project import Project

_PACKAGES = Path(__file__).parents[2]
SOURCES: dict[str, tuple[tuple[Path, str, str], ...]] = {
    strings.CATALOGUE: ((_PACKAGES / "course", "*.py", "python"), (TEMPLATES, "*.html", "jinja2.ext:babel_extract")),
    questions.CATALOGUE: ((_PACKAGES / "quizzes", "*.py", "python"),),
}
"""Catalogue to the folders, patterns and kinds of its sources."""
_KEYWORDS = {"_": None, "translate": None}


def interface_catalogue(name: str) -> Catalog:
    """Return the catalogue of an interface, without translations: each word with its files and lines."""
    catalogue = Catalog(domain=name, project=name, fuzzy=False)
    for folder, pattern, method in SOURCES[name]:
        for path in sorted(folder.rglob(pattern)):
            with path.open("rb") as file:
                for line, message, *_rest in extract(method, file, keywords=_KEYWORDS):
                    catalogue.add(message, locations=[(path.relative_to(_PACKAGES).as_posix(), line)])
    return catalogue


def texts_of(project: Project) -> Iterator[tuple[str, str]]:
    """Yield name and text of what course.toml prints."""
    review = project.meta.get("review", {})
    named = {"title": project.title, "subtitle": project.subtitle, "notice": review.get("notice", "")}
    yield from ((name, text) for name, text in named.items() if text)
    if review.get("title"):
        yield "title", review["title"]


def add_settings(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Put the texts of course.toml into the catalogue of the start page."""
    builder: Any = app.builder
    if builder.name == "gettext":
        project = project_of(env)
        catalogue = builder.catalogs[docname_to_domain(app.config.root_doc, app.config.gettext_compact)]
        lines = project.settings.read_text(encoding="utf-8").splitlines()
        for name, text in texts_of(project):
            at = next((n for n, line in enumerate(lines, 1) if line.startswith(name) and text in line), 1)
            catalogue.add(text, MsgOrigin(str(project.settings), at))
    return []


def leave_templates(app: Sphinx) -> None:
    """Keep Sphinx from listing the words of our templates as its own: they are in the catalogue of the course."""
    if app.builder.name == "gettext":
        app.config.templates_path = [path for path in app.config.templates_path if path != str(TEMPLATES)]


def write_interface(app: Sphinx, error: Exception | None) -> None:
    """Write the catalogues of the interface beside those of the pages."""
    if error is None and app.builder.name == "gettext":
        for name in SOURCES:
            written = io.BytesIO()
            write_po(written, interface_catalogue(name), sort_output=True)
            (Path(app.outdir) / f"{name}.pot").write_bytes(written.getvalue())


def setup_catalogues(app: Sphinx) -> None:
    """Register the three steps."""
    app.connect("builder-inited", leave_templates)
    app.connect("env-updated", add_settings)
    app.connect("build-finished", write_interface)
