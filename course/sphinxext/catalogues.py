"""What the edition `gettext` adds to Sphinx's catalogues: texts of course.toml and all words of the interface."""

from __future__ import annotations

import ast
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from jinja2.ext import babel_extract
from sphinx.builders.gettext import MsgOrigin
from sphinx.util.i18n import docname_to_domain

from course.sphinxext import strings
from course.sphinxext.memory import project_of
from course.theme import TEMPLATES
from quizzes.sphinxext import strings as questions
from quizzes.toml_file import read_toml
from quizzes.yaml12 import nearest_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from course.project import Project
    from quizzes.yaml12 import Loc

_PACKAGES = Path(__file__).parents[2]
SOURCES = {strings.CATALOGUE: "course", questions.CATALOGUE: "quizzes"}
"""Catalogue to the package whose words it holds."""
_NAMES = {"_", "translate"}
"""What the function that translates is called."""


def interface_catalogue(name: str) -> Catalog:
    """Return the catalogue of an interface, without translations: each word with its files and lines."""
    catalogue = Catalog(domain=name, project=name, fuzzy=False)
    for path in sorted((_PACKAGES / SOURCES[name]).rglob("*")):
        for line, message in _WORDS.get(path.suffix, _no_words)(path):
            catalogue.add(message, locations=[(path.relative_to(_PACKAGES).as_posix(), line)])
    return catalogue


def _words_in_code(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and text of every call `_("…")`, those inside f-strings too, which Babel passes over."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _NAMES and node.args:
            text = node.args[0]
            if not (isinstance(text, ast.Constant) and isinstance(text.value, str)):
                raise TypeError(f"{path}:{node.lineno}: a text to translate must be written out")
            yield node.lineno, text.value


def _words_in_template(path: Path) -> Iterator[tuple[int, str]]:
    with path.open("rb") as file:
        for line, _function, message, _comments in babel_extract(file, list(_NAMES), [], {}):
            if isinstance(message, str):
                yield line, message


def _no_words(_path: Path) -> Iterator[tuple[int, str]]:
    return iter(())


_WORDS = {".py": _words_in_code, ".html": _words_in_template}


def texts_of(project: Project) -> Iterator[tuple[Loc, str]]:
    """Yield place and text of what course.toml prints."""
    review = project.tables.review
    named: dict[Loc, str] = {
        ("course", "title"): project.title,
        ("course", "subtitle"): project.subtitle,
        ("review", "notice"): review.notice,
        ("review", "title"): review.title,
    }
    yield from ((loc, text) for loc, text in named.items() if text)
    yield from ((("print", "imprint", place), line) for place, line in enumerate(project.tables.print.imprint))


def add_settings(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Put the texts of course.toml into the catalogue of the start page."""
    builder: Any = app.builder
    if builder.name == "gettext":
        project = project_of(env)
        catalogue = builder.catalogs[docname_to_domain(app.config.root_doc, app.config.gettext_compact)]
        lines = read_toml(project.settings).lines
        for loc, text in texts_of(project):
            catalogue.add(text, MsgOrigin(str(project.settings), nearest_line(lines, loc)))
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
