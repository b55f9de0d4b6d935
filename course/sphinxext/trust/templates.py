"""Text is text in every template: what a page is given is escaped, and what is markup is said here, once.

Sphinx leaves escaping to each template, and those of themes forget it: a title then writes elements into every page.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from jinja2 import pass_context
from markupsafe import Markup, escape
from sphinx.jinja2glue import BuiltinTemplateLoader

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

THEMES = frozenset({"basic", "epub", "pydata_sphinx_theme", "sphinx_book_theme"})
"""Themes whose templates were read: with them Jinja escapes everything that is not said to be markup.

Other themes hand elements about under names of their own; with those only the texts of the course are escaped.
"""
MARKUP = frozenset({
    "body", "doctype", "html_tag", "metatags", "theme_announcement", "theme_extra_footer", "title", "toc",
})  # fmt: skip
"""What a page is given as HTML: made by Sphinx, or written into conf.py as HTML."""
TEXT = frozenset({
    "author", "copyright", "docstitle", "language", "last_updated", "logo_alt", "page_description", "pagename",
    "pagetitle", "project", "release", "root_title", "shorttitle", "version",
})  # fmt: skip
"""What a page is given as words, beside everything that begins with `course_`."""
ADDRESSES = frozenset({"pathto"})
"""Functions that return text; all others that a template is given return elements, or no text at all."""


def escape_by_default(app: Sphinx) -> None:
    """Let the templates of a theme that is known escape whatever is not said to be markup."""
    loader = getattr(app.builder, "templates", None)
    theme = getattr(getattr(app.builder, "theme", None), "name", "")
    if isinstance(loader, BuiltinTemplateLoader) and theme in THEMES:
        loader.environment.autoescape = True
        names = loader.environment.globals
        names["accesskey"] = pass_context(_elements(names["accesskey"]))  # type: ignore[arg-type]


def mark_text(_app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Escape the words that a page is given, and say of elements made by Sphinx and its themes that they are some."""
    for name, value in context.items():
        if isinstance(value, str) and (name in TEXT or name.startswith("course_")):
            context[name] = escape(value)
        elif isinstance(value, str) and name in MARKUP:
            context[name] = _markup(value)
        elif callable(value) and name not in ADDRESSES:
            context[name] = _elements(value)
    for name in ("next", "prev"):
        context[name] = context.get(name) and _titled(context[name])
    context["parents"] = [_titled(one) for one in context.get("parents") or ()]


def _titled(neighbour: dict[str, str]) -> dict[str, str]:
    """Return the address and the title, rendered by Sphinx, of a page near by."""
    return {**neighbour, "title": _markup(neighbour["title"])}


def _elements(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function with its text, or the tree of Beautiful Soup that some themes give, marked as elements."""

    @functools.wraps(function)
    def marked(*args: Any, **kwargs: Any) -> Any:
        made = function(*args, **kwargs)
        is_tree = type(made).__module__.partition(".")[0] == "bs4"
        return _markup(str(made)) if is_tree or isinstance(made, str) else made

    return marked


def _markup(text: str) -> Markup:
    return Markup(text)  # noqa: S704 - the one place where elements are said to be some


def setup_templates(app: Sphinx) -> None:
    """Escape after everybody else has given a page what it shows."""
    app.connect("builder-inited", escape_by_default)
    app.connect("html-page-context", mark_text, priority=950)
