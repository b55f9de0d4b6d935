"""The browser client: copied once, loaded only by pages that ask something."""

from __future__ import annotations

# ruff: noqa: ARG001 - the signature is fixed by the caller
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizzes.sphinxext import nodes as q

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

CLIENT_DIR = Path(__file__).parents[1] / "client"
SCRIPTS = ("quiz-grade.js", "quiz-store.js", "quiz-form.js", "quiz-dom.js", "quiz-item.js", "quiz.js")
STYLE = "quiz.css"


def add_static_path(app: Sphinx) -> None:
    """Let Sphinx copy the client into `_static`."""
    if app.builder.format == "html":
        app.config.html_static_path = [*app.config.html_static_path, str(CLIENT_DIR)]


def add_client(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Load scripts and style on pages with a question; other pages stay as light as they are."""
    if doctree is None or next(doctree.findall(q.quiz_item), None) is None:
        return
    app.add_css_file(STYLE)
    for script in SCRIPTS:
        app.add_js_file(script, loading_method="defer")
