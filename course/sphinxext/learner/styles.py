"""Which style sheets a page loads: one joined and trimmed sheet, and others only where the page uses them."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.sphinxext.static_file import write_static
from course.theme import BEGINNING, NOTING, OWN, PAPER, SEARCHING, SHEETS, TESTED
from course.theme.trim import (
    kept_only,
    tightened,
    trimmed,
    without_comments,
    without_fallbacks,
    without_idle_properties,
    yielding,
)
from quizzes.sphinxext.assets import CLIENT_DIR, STYLE

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

SHEET = "course-page.css"
THEMES = {
    "pydata_sphinx_theme": "theme/pydata_sphinx_theme/static/styles/pydata-sphinx-theme.css",
    "sphinx_book_theme": "theme/sphinx_book_theme/static/styles/sphinx-book-theme.css",
}
FINDER, TESTS, START, NOTES = "course-search.css", "course-tests.css", "course-start.css", "course-notes.css"
OWN_PARTS = {FINDER: SEARCHING, TESTS: TESTED, START: BEGINNING, NOTES: NOTING}
"""Sheets of which most pages need none: the scripts of search and notes ask for their own."""
STARTING = ('class="course-start', "course-rows", 'class="course-fold', "course-keep", "course-record")
"""What a page has that begins a course, or folds."""
SEARCH_PAGE = "search"
LAYERS = ("theme", "course", "paper")
"""The layers of the cascade: a course outweighs the theme, paper both, and what an author links outweighs all three."""
BASIC = (
    r"headerlink|\.align-|rubric|line-block|footnote|field-list|hlist|highlighted|ul\.search|li\.gap|:target|\.pre\b"
)
"""What a course takes from Sphinx's basic sheet, which the themes would import in a request of its own."""
JOINED = frozenset({"sphinx-book-theme.css", "basic.css", STYLE})
"""What the joined sheet holds, so that no page asks for it again."""
DESIGN, FOLDS, PARTS = "sphinx-design.min.css", "course-folds.css", "course-design.css"
_FOLD = r"sd-(?:card(?:-body|-header|-text|-title)?|dropdown|summary-[\w-]+|octicon[\w-]*|mb-3|sphinx-override)"
"""The classes of what unfolds; a page with no other part of sphinx-design loads these rules alone."""
SHADOW = r"box-shadow"
"""What sphinx-design sets for certain and a course takes away; its other utilities are what an author asks for."""
_DESIGN_CLASS = re.compile(r"(?<=[\s\"])sd-[\w-]+")
SOMETIMES = {"pygments.css": 'class="highlight'}
"""Sheets by the words in a page that call for them."""


def _packaged(package: str, name: str) -> str:
    return (Path(str(files(package))) / name).read_text(encoding="utf-8")


def layered(*sheets: tuple[str, str]) -> str:
    """Return style sheets as one, each in the layer that it is given with; the first line sets the order of layers."""
    return "\n".join([f"@layer {','.join(LAYERS)};", *(f"@layer {name}{{\n{text}\n}}" for name, text in sheets)]) + "\n"


@cache
def joined_sheet() -> str:
    """Return the sheets of both themes without what courses do not use, then those of questions and course."""
    basic = kept_only(_packaged("sphinx", "themes/basic/static/basic.css.jinja"), BASIC)
    theme = [basic, *(trimmed(_packaged(package, name)) for package, name in THEMES.items())]
    own = without_fallbacks(_own(CLIENT_DIR / STYLE, *(SHEETS / f"{name}.css" for name in OWN)))
    sheets = (("theme", yielding("\n".join(theme))), ("course", own), ("paper", _own(SHEETS / f"{PAPER}.css")))
    return tightened(without_idle_properties(layered(*sheets)))


def _own(*paths: Path) -> str:
    return "\n".join(without_comments(path.read_text(encoding="utf-8")) for path in paths)


@cache
def design_sheet() -> str:
    """Return the sheet of sphinx-design."""
    return layered(("theme", yielding(_packaged("sphinx_design", f"static/{DESIGN}"), SHADOW)))


@cache
def folds_sheet() -> str:
    """Return the rules of sphinx-design for what unfolds, and its colors."""
    sheet = kept_only(_packaged("sphinx_design", f"static/{DESIGN}"), rf"\.{_FOLD}(?![\w-])|^:root|^html|^body")
    return layered(("theme", yielding(sheet, SHADOW)))


def part_sheet(names: tuple[str, ...]) -> str:
    """Return sheets of a course that not every page needs."""
    return layered(("course", _own(*(SHEETS / f"{name}.css" for name in names))))


def write_sheets(app: Sphinx) -> None:
    """Write the sheets into `_static`, before any page names them."""
    if app.builder.format != "html" or app.builder.name == "epub":
        return
    made = {SHEET: joined_sheet(), FOLDS: folds_sheet(), PARTS: design_sheet()}
    parts = {name: part_sheet(names) for name, names in OWN_PARTS.items()}
    for name, text in {**made, **parts}.items():
        write_static(app, name, text)


def choose_sheets(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: nodes.document | None
) -> None:
    """Leave out what is joined, and what this page has no use for."""
    if "css_files" not in context or app.builder.format != "html" or app.builder.name == "epub":
        return
    body = str(context.get("body", ""))
    design = set(_DESIGN_CLASS.findall(body))
    folds = bool(design) and all(re.fullmatch(_FOLD, name) for name in design)
    parts = [FOLDS] if folds else [PARTS] if design else []
    own = [TESTS] if context.get("course_tested", True) else []
    own += [START] if any(name in body for name in STARTING) else []
    context["course_sheets"] = [*parts, SHEET, *([FINDER] if page == SEARCH_PAGE else []), *own]
    context["css_files"] = [sheet for sheet in context["css_files"] if _is_used(_name(sheet), body)]


def _name(sheet: Any) -> str:
    return Path(str(getattr(sheet, "filename", None) or sheet)).name


def _is_used(name: str, body: str) -> bool:
    return name not in {*JOINED, DESIGN} and SOMETIMES.get(name, "") in body
