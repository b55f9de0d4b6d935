"""Words in the language of an edition: the interface, the pages of the theme, and texts that stand outside pages.

Pages are translated by Sphinx. What it does not reach is here: the catalogues of the interface are chosen again once
course.toml has named the language, a course may bring its own (`locales/<language>/LC_MESSAGES/course.po`), and texts
of course.toml and of data files are looked up in the catalogue of the page that they belong to.
"""

from __future__ import annotations

import gettext
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx import locale
from sphinx.util.i18n import CatalogRepository, docname_to_domain

from course.sphinxext import strings
from course.sphinxext.untranslated import Isolating
from quizzes.sphinxext import strings as questions
from quizzes.sphinxext.direction import runs_right_to_left

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from course.project import Project

INTERFACE = {strings.CATALOGUE: strings.LOCALE_DIR, questions.CATALOGUE: questions.LOCALE_DIR}
"""The catalogues of the interface, and where the packages keep them."""


def choose_language(app: Sphinx) -> None:
    """Take every word of the interface from the language that the configuration names now.

    Sphinx and the extensions chose theirs before course.toml was read, and add to what earlier builds in the same
    process left; so both are undone.
    """
    _bring_catalogues(app)
    for name in ("sphinx", "booktheme", *INTERFACE):
        locale.translators.pop(("general", name), None)
    app._init_i18n()  # noqa: SLF001 - there is no public way to choose Sphinx's own words again
    for name, shipped in INTERFACE.items():
        known, _found = locale.init([*_folders(Path(app.srcdir), app.config), shipped], app.config.language, name)
        if runs_right_to_left(app.config.language):
            locale.translators["general", name] = Isolating(known)


def in_language(srcdir: Path, config: Config, docname: str, text: str) -> str:
    """Return the translation of a text in the catalogue of a page; the text itself when there is none."""
    domain = docname_to_domain(docname, config.gettext_compact)
    for folder in _folders(srcdir, config) if text else ():
        words = gettext.translation(domain, folder, [config.language], fallback=True)
        if (found := words.gettext(text)) != text:
            return found
    return text


def text_of(env: BuildEnvironment, docname: str, text: str) -> str:
    """Return a text that belongs to a page in the language of the build."""
    return in_language(Path(env.srcdir), env.config, docname, text)


def project_in_language(srcdir: Path, config: Config, project: Project) -> Project:
    """Return the course with the texts that course.toml prints on every page translated."""

    def say(text: str) -> str:
        return in_language(srcdir, config, config.root_doc, text)

    tables = project.tables
    review = replace(tables.review, title=say(tables.review.title), notice=say(tables.review.notice))
    printed = replace(tables.print, imprint=tuple(map(say, tables.print.imprint)))
    tables = replace(tables, review=review, print=printed)
    return replace(project, title=say(project.title), subtitle=say(project.subtitle), tables=tables)


def _folders(srcdir: Path, config: Config) -> list[Path]:
    return [srcdir / folder for folder in config.locale_dirs]


def _bring_catalogues(app: Sphinx) -> None:
    """Copy the catalogues of the language beside the doctrees and compile them there; the course stays as it is."""
    config, target = app.config, Path(app.doctreedir) / "locales"
    folders = [one for one in _folders(Path(app.srcdir), config) if (one / str(config.language)).is_dir()]
    if not folders:
        return
    wanted: dict[Path, Path] = {}
    for folder in reversed(folders):  # without what others compiled: nobody has compared it with anything
        found = folder.glob(f"{config.language}/LC_MESSAGES/**/*.po")
        wanted |= {path.relative_to(folder): path for path in found}
    _mirror(wanted, target)
    config.locale_dirs = [str(target)]
    for one in CatalogRepository(app.srcdir, [str(target)], config.language, config.source_encoding).catalogs:
        if one.is_outdated():
            one.write_mo(config.language, config.gettext_allow_fuzzy_translations)


def _mirror(wanted: dict[Path, Path], target: Path) -> None:
    """Make the folder hold these files and what is compiled from them; what has not changed keeps its date."""
    known = {*wanted, *(name.with_suffix(".mo") for name in wanted)}
    for path in list(target.rglob("*.[pm]o")):
        if path.relative_to(target) not in known:
            path.unlink()
    for name, path in wanted.items():
        copy = target / name
        if not copy.is_file() or copy.read_bytes() != path.read_bytes():
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.with_suffix(".mo").unlink(missing_ok=True)  # compiled again whatever the dates say
            shutil.copyfile(path, copy)


def offer_words(app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Let `_()` in templates find the words of the course first, then those of Sphinx and the theme."""
    own = locale.get_translator(strings.CATALOGUE)
    theirs = app.translator

    def word(text: str) -> str:
        found = own.gettext(text)
        return found if found != text else theirs.gettext(text)

    context["gettext"] = word


def name_guides(app: Sphinx) -> None:
    """Translate the names of the parts of an EPUB, which Sphinx has in English only."""
    builder: Any = app.builder
    if hasattr(builder, "guide_titles"):
        builder.guide_titles = {key: app.translator.gettext(name) for key, name in builder.guide_titles.items()}


def setup_translation(app: Sphinx) -> None:
    """Register what templates and EPUB need."""
    app.connect("builder-inited", name_guides)
    app.connect("html-page-context", offer_words)
