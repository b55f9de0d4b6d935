"""The browser client: small scripts joined into one file, loaded only by pages that ask something."""

from __future__ import annotations

# ruff: noqa: ARG001 - the signature is fixed by the caller
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizzes.sphinxext import nodes as q

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

CLIENT_DIR = Path(__file__).parents[1] / "client"
SCRIPTS = (
    "quiz-regex.js", "quiz-match.js", "quiz-text.js", "quiz-number.js", "quiz-grade.js",
    "quiz-weights.js", "quiz-parts.js",
    "quiz-store.js", "quiz-essay.js", "quiz-form.js", "quiz-dom.js", "quiz-marks.js", "quiz-item.js", "quiz-way.js",
    "quiz.js", "quiz-start.js",
)  # fmt: skip
VARIANTS = "quiz-variants.js"
"""Loaded only by pages with an item that varies."""
STYLE = "quiz.css"
JOINED = "quizzes.js"
WITHHELD = ("none", "key")
"""Values of `answers` with which a page does not show a key that its source holds."""


def add_static_path(app: Sphinx) -> None:
    """Let Sphinx copy the client into `_static`: one script, so that a page makes one request, and one style."""
    if app.builder.format != "html":
        return
    folder = Path(app.doctreedir) / "quizzes-client"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / JOINED).write_text(joined_script(), encoding="utf-8")
    for name in (STYLE, VARIANTS):
        (folder / name).write_text((CLIENT_DIR / name).read_text(encoding="utf-8"), encoding="utf-8")
    app.config.html_static_path = [*app.config.html_static_path, str(folder)]


def joined_script() -> str:
    """Return all scripts of the client, in the order in which they need each other."""
    return "\n".join((CLIENT_DIR / name).read_text(encoding="utf-8") for name in SCRIPTS)


def withhold_source(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Keep the source of a page to ourselves where the page withholds the key of a question written in it.

    Sphinx copies sources beside the pages, keys and all, as long as the page has a name for its source.
    """
    written = [item for item in doctree.findall(q.quiz_item) if item.get("written")] if doctree is not None else []
    if any(item["answers"] in WITHHELD for item in written):
        context["sourcename"], context["has_source"] = "", False


def add_client(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Load scripts and style on pages with a question; other pages stay as light as they are."""
    items = list(doctree.findall(q.quiz_item)) if doctree is not None else []
    if not items:
        return
    app.add_css_file(STYLE)
    if any(item.get("variants") for item in items):
        app.add_js_file(VARIANTS, loading_method="defer", priority=490)  # before the script that asks for it
    app.add_js_file(JOINED, loading_method="defer")
