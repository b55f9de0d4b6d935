"""What a course's conf.py need not say: every setting follows from course.toml unless the author sets it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.errors import ExtensionError

from course.reviews import content_hashes, reviewed_hash
from course.reviews.by_page import START, told_by_page
from course.sphinxext.learner.scripts import CLIENT
from course.sphinxext.memory import begin_project
from course.sphinxext.notice import signed_words
from course.sphinxext.references import STYLE
from course.sphinxext.site_options import THEME, options_of, theme_settings
from course.sphinxext.strings import _
from course.sphinxext.translation import choose_language, project_in_language
from course.theme import SIDEBARS, TEMPLATES
from quizzes.finding import FindingsError

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

    from course.project import Project

MYST_EXTENSIONS = frozenset(
    {"attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist", "substitution", "tasklist"}
)
ADDED_TO = frozenset(
    {
        "exclude_patterns",
        "gettext_additional_targets",
        "html_static_path",
        "myst_enable_extensions",
        "suppress_warnings",
        "templates_path",
    }
)
"""Lists that conf.py adds to and does not replace: without ours, banks with their keys would become pages."""
EXCLUDED = (
    ".[!.]*",  # editors keep links to nowhere under such names
    "[!.]**/.[!.]*",  # a pattern that may begin with ".." would also match static files of an engine in a folder .venv
    "[!.]**/.[!.]*/**",
    "README.md",  # for authors, as is the next
    "AGENTS.md",
    "_*.md",  # pieces that pages include
    "[!.]**/_*.md",
    "source/**",
    "evidence/**",
    "quizzes/**",
    "figures/**",
    "reviews/**",
    "instructor/**",  # builds with the tag `instructor` let it in
    "_build/**",
    "_*/**",
    ".[!.]*/**",  # hidden folders; a plain ".*" would also match the ".." of static files outside the course
    "README.md",
)


def settings_of(project: Project, language: str = "") -> dict[str, Any]:
    """Return the Sphinx configuration of a course, in its own or another language."""
    author = ", ".join(person.name for person in project.tables.everybody)
    paper = project.tables.print
    makers = author or str(_("The authors of “%s”")) % project.title
    return {
        "project": project.title,
        "author": author,
        "epub_author": makers,
        "epub_publisher": project.tables.publisher or makers,
        "epub_copyright": project.tables.course.license or makers,
        "epub_tocscope": "includehidden",
        "epub_basename": project.name,
        "epub_description": project.subtitle or project.title,
        "language": project.language,
        "version": project.version,
        "release": project.version,
        "exclude_patterns": list(EXCLUDED),
        "nitpicky": True,
        "smartquotes_action": "q",  # dashes and dots stay as the author wrote them: `--dry-run` is no dash
        "numfig": True,
        "gettext_additional_targets": ["index"],
        "suppress_warnings": ["course.R001"],
        "myst_enable_extensions": set(MYST_EXTENSIONS),
        "myst_footnote_transition": False,
        "myst_dmath_allow_space": False,  # $5 and $10 are money, as in the exports of banks
        "myst_dmath_allow_digits": False,
        "bibtex_bibfiles": [str(project.bibliography)] if project.bibliography else [],
        "bibtex_default_style": STYLE,
        "quizzes_banks": [str(project.quizzes)],
        "quizzes_answers": project.tables.quizzes.answers,
        "course_reviewed": reviewed_hash(project, language),
        "course_signed": {} if language and language != project.language else told_by_page(project),
        "course_notice_title": project.tables.review.title,
        "course_notice": project.tables.review.notice,
        "course_pdf_subtitle": project.subtitle,
        "course_pdf_imprint": _imprint(project, language),
        "course_pdf_papers": list(paper.papers),
        "course_pdf_card_papers": list(paper.card_papers),
        "course_pdf_mirrored": paper.mirrored,
        "course_pdf_figure_words": paper.figure_words,
        "course_pdf_logo": str(project.root / paper.logo) if paper.logo else "",
        "course_slides_template": str(project.root / template) if (template := project.tables.slides.template) else "",
        "course_pdf_brand": paper.colors.brand or "",
        "course_pdf_publisher": project.tables.publisher,
        "course_pdf_contact": project.tables.reached,
        "course_pdf_key": paper.key,
        "course_pdf_handout_key": paper.handout_key,
        "course_pdf_fonts": paper.font_families,
        "course_pdf_font_folder": str(project.root / "fonts"),
        "course_pdf_site": project.tables.site.url,
        "html_theme": "sphinx_book_theme",
        "html_title": project.title,
        "html_sidebars": SIDEBARS,
        "html_favicon": project.tables.html.favicon,
        "html_static_path": [str(CLIENT / "course-head.js")],
        "templates_path": [str(TEMPLATES)],
        "html_copy_source": False,
        "html_show_search_summary": False,
        "html_show_sourcelink": False,
        "html_show_sphinx": False,
        "html_last_updated_fmt": None,
    }


def _imprint(project: Project, language: str) -> list[str]:
    """Return what the imprint says: the author's lines, the notice, and the hash that tells one state from another."""
    hashes = "".join(content_hashes(project).values())
    state = hashlib.sha256(hashes.encode()).hexdigest()
    notice = "" if reviewed_hash(project, language) else _noticed(project, language)
    about = project.tables.course
    facts = {_("License: %s"): about.license, _("Publisher: %s"): project.tables.publisher}
    facts[_("Contact: %s")] = project.tables.reached
    told = [str(words) % fact for words, fact in facts.items() if fact]
    return [*told, *project.tables.print.imprint, *filter(None, [notice]), str(_("Content: SHA-256 %s")) % state]


def _noticed(project: Project, language: str) -> str:
    """Return who signed the course and for how many of its parts; what course.toml says while nobody did."""
    elsewhere = bool(language) and language != project.language
    signed = None if elsewhere else told_by_page(project).get(START)
    return signed_words(*signed) if signed and signed[0] else project.tables.review.notice


def fill_settings(app: Sphinx, config: Config) -> None:
    """Fill every setting that neither conf.py nor the command line gives.

    Raises ExtensionError, caused by a FindingsError, when course.toml, register or objectives are broken.
    """
    try:
        project = begin_project(Path(app.srcdir), trusted=config.course_trusted)
        _read_all(project)
        options = options_of(project, config)
    except FindingsError as error:
        raise ExtensionError(str(error), error) from error
    if _is_free(config, "language"):
        config.language = project.language
    choose_language(app)
    for name, value in settings_of(project_in_language(Path(app.srcdir), config, project), config.language).items():
        if _is_free(config, name):
            config[name] = value
        elif name in ADDED_TO and not config.overrides.get(name):
            config[name] = type(value)([*config[name], *(one for one in value if one not in config[name])])
    if config.html_theme == THEME:
        config.course_site_options = options
        config.html_theme_options = theme_settings(options)


def _is_free(config: Config, name: str) -> bool:
    """Say whether neither conf.py nor the command line gives a setting."""
    return name in config and name not in config._raw_config and name not in config.overrides  # noqa: SLF001


def _read_all(project: Project) -> None:
    from course.evidence import load_bibliography, load_register

    load_register(project.register)
    if project.bibliography:
        load_bibliography(project.bibliography)
    if project.objectives:
        from quizzes.settings import load_objectives

        load_objectives(project.objectives)


def setup_settings(app: Sphinx) -> None:
    """Fill the settings before other extensions read them."""
    app.connect("config-inited", fill_settings, priority=100)
