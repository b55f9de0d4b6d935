"""What the edition `gettext` adds to Sphinx's catalogues: texts of course.toml and all words of the interface."""

from __future__ import annotations

import ast
import io
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from jinja2.ext import babel_extract
from sphinx.builders.gettext import MsgOrigin
from sphinx.util.i18n import docname_to_domain

from course.project.places import texts_of_places
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

    Words = str | tuple[str, str]

_PLACE = re.compile(r"^#: (.+?)(?=:\d+$)", re.MULTILINE)
_MADE_ON = re.compile(r'^"POT-Creation-Date: [^\n]*\n', re.MULTILINE)
_PACKAGES = Path(__file__).parents[2]
SOURCES = {strings.CATALOGUE: "course", questions.CATALOGUE: "quizzes"}
"""Catalogue to the package whose words it holds."""
_NAMES = {"_", "translate"}
"""What the function that translates is called."""
_PLURAL = "plural"
"""What the function is called that chooses the form for a number."""


def interface_catalogue(name: str) -> Catalog:
    """Return the catalogue of an interface, without translations: each word with its files and lines."""
    catalogue = Catalog(domain=name, project=name, fuzzy=False)
    for path in sorted((_PACKAGES / SOURCES[name]).rglob("*")):
        for line, message in _WORDS.get(path.suffix, _no_words)(path):
            catalogue.add(message, locations=[(path.relative_to(_PACKAGES).as_posix(), line)])
    return catalogue


def _words_in_code(path: Path) -> Iterator[tuple[int, Words]]:
    """Yield line and text of every call `_("…")` and both texts of `plural("…", "…", number)`.

    Those inside f-strings are among them, which Babel passes over.
    """
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            if node.func.id in _NAMES:
                yield node.lineno, _written_out(node.args[0], path)
            elif node.func.id == _PLURAL:
                yield node.lineno, (_written_out(node.args[0], path), _written_out(node.args[1], path))


def _written_out(text: ast.expr, path: Path) -> str:
    if not (isinstance(text, ast.Constant) and isinstance(text.value, str)):
        raise TypeError(f"{path}:{text.lineno}: a text to translate must be written out")
    return text.value


def _words_in_template(path: Path) -> Iterator[tuple[int, Words]]:
    with path.open("rb") as file:
        for line, _function, message, _comments in babel_extract(file, list(_NAMES), [], {}):
            if isinstance(message, str):
                yield line, message


def _no_words(_path: Path) -> Iterator[tuple[int, Words]]:
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
    yield from texts_of_places(project.tables.places)


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


def leave_time_and_place(app: Sphinx, error: Exception | None) -> None:
    """Name files from the folder of the course, and no time: else no two builds of the same text are the same.

    Sphinx names them from where it writes, which is a folder that is gone when the edition is put in place.
    """
    if error is None and app.builder.name == "gettext":
        for path in sorted(Path(app.outdir).rglob("*.pot")):
            text = _PLACE.sub(lambda found: f"#: {_from_course(app, found[1])}", path.read_text(encoding="utf-8"))
            path.write_text(_MADE_ON.sub("", text, count=1), encoding="utf-8")


def _from_course(app: Sphinx, name: str) -> str:
    """Return a path as it is from the folder of the course, where it is one from the folder of the output."""
    path = os.path.normpath(Path(app.outdir, name))
    return Path(os.path.relpath(path, app.srcdir)).as_posix() if name.startswith("..") and Path(path).exists() else name


def setup_catalogues(app: Sphinx) -> None:
    """Register the four steps."""
    app.connect("builder-inited", leave_templates)
    app.connect("env-updated", add_settings)
    app.connect("build-finished", write_interface)
    app.connect("build-finished", leave_time_and_place, priority=900)
