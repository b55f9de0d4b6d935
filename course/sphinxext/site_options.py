"""Options of the theme, from course.toml and conf.py: what the theme itself does with them, and what pages show.

The theme is given what it does well. Its bars, icons and buttons are not on the pages of a course; what they lead to
stands at the foot of each page as plain links.
"""

from __future__ import annotations

from dataclasses import asdict
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from markupsafe import Markup
from pydantic import TypeAdapter, ValidationError
from sphinx.util.matching import patmatch

from course.project.theme_options import REFUSED, ThemeOptions, refused
from course.sphinxext.memory import project_of
from course.sphinxext.strings import _
from course.theme import OPTIONS, REPLACED, SIDEBARS
from quizzes.explain import explain
from quizzes.finding import Finding, FindingsError
from quizzes.yaml12 import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config

    from course.project import Project
    from quizzes.yaml12 import Loc

THEME = "sphinx_book_theme"
_OPTIONS = TypeAdapter(ThemeOptions)
_ADDED = ("article_header_end", "article_footer_items", "content_footer_items", "primary_sidebar_end")
_PASSED = ("show_prev_next", "show_toc_level", "surface_warnings", "shorten_urls")
_PROFILES = {"github_url": "GitHub", "gitlab_url": "GitLab", "bitbucket_url": "Bitbucket", "twitter_url": "X"}
_CLOSED = {
    "html_copy_source": "it would publish the sources of pages, notes for instructors and keys of questions included"
}
"""Settings of Sphinx that conf.py may not switch on, and why."""
_PLACES = {
    "github": ("/blob/{}", "/edit/{}", "/issues/new?title={}"),
    "gitlab": ("/-/blob/{}", "/-/edit/{}", "/-/issues/new?issue[title]={}"),
    "bitbucket": ("/src/{}", "/src/{}?mode=edit", "/issues/new?title={}"),
}
"""Where a repository shows a file, lets it be edited and takes an issue, as sphinx-book-theme 1.4 has it
(header_buttons/source.py)."""


def options_of(project: Project, config: Config) -> ThemeOptions:
    """Return the options of course.toml, and over them those of conf.py.

    Raises FindingsError (C005, C007) for what conf.py sets and a course has no use for.
    """
    written = project.tables.html.theme_options
    raw = config._raw_config.get("html_theme_options")  # noqa: SLF001 - only conf.py itself, not the defaults
    raw = {} if not isinstance(raw, dict) else raw
    path = project.root / "conf.py"
    text = path.read_text(encoding="utf-8-sig", errors="replace") if raw else ""
    lines: dict[Loc, int] = {(str(name),): _line_of(str(name), text) for name in raw}
    wrong = [
        Finding(path, lines[name,], "C007", f"the option {name} is refused: {reason}", hint="take it out")
        for name, reason in refused(raw)
    ]
    wrong += _switched_on(config, project)
    given = {name: value for name, value in raw.items() if name not in REFUSED}
    try:
        own = vars(_OPTIONS.validate_python(given))
    except ValidationError as error:
        wrong += explain(error, ThemeOptions, Document(given, lines, form="TOML"), path)
    if wrong := [*wrong, *closed_to(project, config)]:
        raise FindingsError(*sorted(wrong))
    options = ThemeOptions(**{**vars(written), **{name: own[name] for name in given}})
    if wrong := [*_missing_templates(project, config, options)]:
        raise FindingsError(*wrong)
    return options


def _switched_on(config: Config, project: Project) -> Iterator[Finding]:
    """Yield a finding for each setting that conf.py switches on and a course keeps off."""
    path = project.root / "conf.py"
    for name, reason in _CLOSED.items():
        if config._raw_config.get(name):  # noqa: SLF001 - only conf.py itself, not the defaults
            line = _line_of(name, path.read_text(encoding="utf-8-sig", errors="replace"))
            yield Finding(path, line, "C007", f"the option {name} is refused: {reason}", hint="take it out")


def closed_to(project: Project, config: Config) -> Iterator[Finding]:
    """Yield a finding (C008) for each script and style sheet of conf.py from a host that pages may not load from."""
    path = project.root / "conf.py"
    for name in ("html_js_files", "html_css_files"):
        for entry in config._raw_config.get(name, ()):  # noqa: SLF001 - only conf.py itself, not the defaults
            address = entry if isinstance(entry, str) else entry[0]
            parts = urlsplit(address)
            host = f"{parts.scheme}://{parts.netloc}"
            if parts.netloc and host not in project.tables.site.hosts:
                line = _line_of(address, path.read_text(encoding="utf-8-sig"))
                message = f"the policy of the pages lets nothing in from {host or address}"
                hint = f'name it in course.toml: [site] hosts = ["{host}"], and tell learners what it learns of them'
                yield Finding(path, line, "C008", message, hint=hint)


def _missing_templates(project: Project, config: Config, options: ThemeOptions) -> Iterator[Finding]:
    """Yield a finding for each template that no folder of `templates_path` in conf.py has."""
    folders = [project.root / str(place) for place in config._raw_config.get("templates_path", ())]  # noqa: SLF001
    for name in _ADDED:
        for template in getattr(options, name):
            if not any((folder / template).is_file() for folder in folders):
                message = f"{name}: there is no template {template} in the folders of templates_path"
                hint = 'write it, with its ending, into a folder that conf.py names: templates_path = ["_templates"]'
                yield Finding(project.settings, 1, "C005", message, hint=hint)


def _line_of(name: str, text: str) -> int:
    return next((number for number, line in enumerate(text.splitlines(), 1) if name in line), 1)


def theme_settings(options: ThemeOptions) -> dict[str, Any]:
    """Return `html_theme_options`: what the course needs of the theme, and what its author asks."""
    settings = {**OPTIONS, **{name: getattr(options, name) for name in _PASSED}}
    for name in _ADDED:
        settings[name] = [*OPTIONS.get(name, ()), *getattr(options, name)]  # type: ignore[misc]
    # sphinx-book-theme writes its own list at this place, and never that of pydata-sphinx-theme.
    settings["footer_content_items"] = [*OPTIONS["footer_content_items"], *options.content_footer_items]  # type: ignore[misc]
    settings["toc_title"] = escape(options.toc_title) or str(_("On this page"))  # the theme writes it as HTML
    settings["logo"] = {key: value for key, value in asdict(options.logo).items() if value}
    return settings


def links_of(options: ThemeOptions, source: str, title: str) -> Iterator[tuple[str, str]]:
    """Yield words and address of each link at the foot of a page; `source` is its file, empty when it has none."""
    for name, words in _PROFILES.items():
        if address := getattr(options, name):
            yield words, address
    yield from ((link.name, link.url) for link in (*options.icon_links, *options.external_links))
    repository = options.repository_url
    if repository and options.use_repository_button:
        yield str(_("Repository")), repository
    shown, edited, issue = _PLACES[_provider(options)]
    place = "/".join(filter(None, (options.repository_branch, options.path_to_docs.strip("/"), source)))
    for wanted, words, way in (
        (options.use_source_button, _("Source of this page"), shown.format(quote(place))),
        (options.use_edit_page_button, _("Suggest an edit"), edited.format(quote(place))),
        (options.use_issues_button, _("Open an issue"), issue.format(quote(title, safe=""))),
    ):
        if repository and wanted and source:
            yield str(words), repository + way


def _provider(options: ThemeOptions) -> str:
    """Return whose addresses a repository has: as the author says, else as its host is called."""
    host = urlsplit(options.repository_url).hostname or ""
    return options.repository_provider or next((name for name in _PLACES if name in host), "github")


def offer_options(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: nodes.document | None
) -> None:
    """Give templates what the options say of this page."""
    options: ThemeOptions = app.config.course_site_options
    found = page in app.env.found_docs
    source = app.env.doc2path(page, base=False) if found else ""
    title = app.env.titles[page].astext() if page in app.env.titles else ""
    context["course_announcement"] = Markup(options.announcement)  # noqa: S704 - written anew by `fragment`
    context["course_extra_footer"] = Markup(options.extra_footer)  # noqa: S704
    context["course_links"] = list(links_of(options, str(source), title))
    context["course_links_label"] = options.icon_links_label or str(_("More about this course"))
    context["course_top"] = options.back_to_top_button
    context["course_keys"] = options.navigation_with_keys
    context["course_search_text"] = options.search_bar_text
    context["course_searches"] = not options.disable_search
    context["course_icon"] = "" if context.get("favicon_url") else icon_of(project_of(app.env).title)


def icon_of(title: str) -> str:
    """Return the address of the small picture of a site that has none: the first letter of its title, in itself."""
    return "data:image/svg+xml," + quote(drawn_icon(title), safe="/='")


def drawn_icon(title: str) -> str:
    """Return the small picture as SVG."""
    return (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h9v9H0z' fill='#0b5c67'/>"
        f"<text x='4.5' y='7' font-size='7' text-anchor='middle' fill='#fff'>{escape(title[:1].upper())}</text></svg>"
    )


def keep_sidebars(app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Let `html_sidebars` of conf.py add to the side bar of a course: without ours nobody finds a lesson or the search.

    A page for which it names nothing has no side bar, as Sphinx has it.
    """
    asked = app.config.html_sidebars
    if app.config.html_theme != THEME or asked == SIDEBARS:
        return
    ours = SIDEBARS["**"]
    named = any(patmatch(page, pattern) for pattern in asked)
    theirs = [name for name in context.get("sidebars") or () if name not in {*ours, *REPLACED}]
    if not named or context.get("sidebars"):
        context["sidebars"] = [*ours, *(theirs if named else ())]


def setup_site_options(app: Sphinx) -> None:
    """Register the options and what the templates need of them."""
    app.add_config_value("course_site_options", ThemeOptions(), "html", types=(ThemeOptions,))
    app.connect("html-page-context", keep_sidebars, priority=400)
    app.connect("html-page-context", offer_options)
