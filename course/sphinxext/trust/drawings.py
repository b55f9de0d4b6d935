"""No drawing of an author runs or loads anything: shown or offered as a file, it is refused at its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging

from quizzes.drawing import alive_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

log = logging.getLogger(__name__)
CODE, FORBIDDEN = "X005", "X003"
DRAWINGS = frozenset({".svg", ".svgz"})
RUN = frozenset({".html", ".htm", ".xhtml", ".xht", ".xml", ".xsl", ".xslt", ".mht", ".mhtml", ".shtml", ".js", ".hta"})
"""Files that a browser opens as a page or a program."""


def look_at_drawings(app: Sphinx, document: nodes.document) -> None:
    """Log an error for each drawing of a page with something alive in it, and for each page that a stranger offers."""
    for node, name in _files(app, document):
        path = Path(app.srcdir, name)
        if path.suffix.lower() in DRAWINGS and (found := _alive(path)):
            _tell(node, f"the drawing '{path.name}' {found}; save it as a plain SVG, without scripts and links", CODE)
        offered = isinstance(node, addnodes.download_reference)
        if offered and path.suffix.lower() in RUN and not app.config.course_trusted:
            _tell(node, f"'{path.name}' is a file that a browser runs (a stranger's page brings no code)", FORBIDDEN)


def _alive(path: Path) -> str:
    """Return what is alive in a drawing; nothing in one that is missing or out of bounds, which others tell."""
    try:
        return alive_in(path.read_bytes())
    except OSError:
        return ""


def _files(app: Sphinx, document: nodes.document) -> Iterator[tuple[nodes.Element, str]]:
    """Yield what shows or offers a file, and the file from the folder of the course."""
    for picture in document.findall(nodes.image):
        files: dict[str, str] = picture.get("candidates", {})
        yield from ((picture, name) for name in sorted(set(files.values())))
    for offered in document.findall(addnodes.download_reference):
        if "filename" in offered:
            yield offered, app.env.relfn2path(offered["reftarget"], app.env.current_document.docname)[0]


def _tell(node: nodes.Element, message: str, code: str) -> None:
    above: nodes.Node | None = node
    while above is not None and not above.line:
        above = above.parent
    log.error("%s", message, location=above or node, type="course", subtype=code)


def setup_drawings(app: Sphinx) -> None:
    """Look at each page that is read, when Sphinx knows which files it shows."""
    app.connect("doctree-read", look_at_drawings, priority=600)
