"""Which style sheets a page loads: one joined and trimmed sheet, and others only where the page uses them."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.sphinxext.static_file import write_static
from course.theme import STATIC
from course.theme.trim import kept_only, trimmed, without_comments, without_idle_properties
from quizzes.sphinxext.assets import CLIENT_DIR, STYLE

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

SHEET = "course-page.css"
THEMES = {
    "pydata_sphinx_theme": "theme/pydata_sphinx_theme/static/styles/pydata-sphinx-theme.css",
    "sphinx_book_theme": "theme/sphinx_book_theme/static/styles/sphinx-book-theme.css",
}
OWN = ("course.css", "course-print.css")
BASIC = (
    r"headerlink|\.align-|rubric|line-block|footnote|field-list|hlist|highlighted|ul\.search|li\.gap|:target|\.pre\b"
)
"""What a course takes from Sphinx's basic sheet, which the themes would import in a request of its own."""
JOINED = frozenset({"sphinx-book-theme.css", "course.css", "basic.css", STYLE})
"""What the joined sheet holds, so that no page asks for it again."""
DESIGN, FOLDS = "sphinx-design.min.css", "course-folds.css"
_FOLD = r"sd-(?:card(?:-body|-header|-text|-title)?|dropdown|summary-[\w-]+|octicon[\w-]*|mb-3|sphinx-override)"
"""The classes of what unfolds; a page with no other part of sphinx-design loads these rules alone."""
_DESIGN_CLASS = re.compile(r"(?<=[\s\"])sd-[\w-]+")
SOMETIMES = {"pygments.css": 'class="highlight', DESIGN: 'class="sd-'}
"""Sheets by the words in a page that call for them."""


def _packaged(package: str, name: str) -> str:
    return (Path(str(files(package))) / name).read_text(encoding="utf-8")


@cache
def joined_sheet() -> str:
    """Return the sheets of both themes without what courses do not use, then those of questions and course."""
    basic = kept_only(_packaged("sphinx", "themes/basic/static/basic.css.jinja"), BASIC)
    sheets = [basic, *(trimmed(_packaged(package, name)) for package, name in THEMES.items())]
    paths = (CLIENT_DIR / STYLE, *(STATIC / name for name in OWN))
    own = [without_comments(path.read_text(encoding="utf-8")) for path in paths]
    return without_idle_properties("\n".join([*sheets, *own]))


@cache
def folds_sheet() -> str:
    """Return the rules of sphinx-design for what unfolds, and its colors."""
    return kept_only(_packaged("sphinx_design", f"static/{DESIGN}"), rf"\.{_FOLD}(?![\w-])|^:root|^html|^body")


def write_sheets(app: Sphinx) -> None:
    """Write the sheets into `_static`, before any page names them."""
    if app.builder.format != "html" or app.builder.name == "epub":
        return
    for name, text in ((SHEET, joined_sheet()), (FOLDS, folds_sheet())):
        write_static(app, name, text)


def choose_sheets(
    app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: nodes.document | None
) -> None:
    """Leave out what is joined, and what this page has no use for."""
    if "css_files" not in context or app.builder.format != "html" or app.builder.name == "epub":
        return
    body = str(context.get("body", ""))
    design = set(_DESIGN_CLASS.findall(body))
    folds = bool(design) and all(re.fullmatch(_FOLD, name) for name in design)
    left_out = {DESIGN} if folds else set()
    context["course_sheets"] = [FOLDS, SHEET] if folds else [SHEET]
    context["css_files"] = [
        sheet for sheet in context["css_files"] if _is_used(_name(sheet), body) and _name(sheet) not in left_out
    ]


def _name(sheet: Any) -> str:
    return Path(str(getattr(sheet, "filename", None) or sheet)).name


def _is_used(name: str, body: str) -> bool:
    return name not in JOINED and SOMETIMES.get(name, "") in body
