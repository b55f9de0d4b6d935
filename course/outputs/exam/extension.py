"""The Sphinx extension of the small project that an exam is printed from."""

from __future__ import annotations

# ruff: noqa: ARG001 - the signature is fixed by the caller
from typing import TYPE_CHECKING

from course.outputs.exam import sheet
from course.outputs.exam.builder import ExamBuilder
from course.outputs.exam.pictures import bring_pictures
from course.outputs.exam.visitors import VISITORS
from course.outputs.extensions import EXTENSIONS
from course.sphinxext.pictures import refuse_huge
from course.sphinxext.references import setup_references
from course.sphinxext.translation import choose_language
from course.sphinxext.trust import setup_trust

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


def words_of_link(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: nodes.TextElement
) -> nodes.TextElement:
    """Leave the words of a link into the course: on paper there is nothing to go to."""
    return contnode


def _speak(app: Sphinx, config: Config) -> None:
    choose_language(app)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register what the texts of questions need, and what belongs to an exam."""
    for extension in EXTENSIONS:
        app.setup_extension(extension)
    setup_references(app)
    setup_trust(app)
    for name in ("title", "label", "code", "version"):
        app.add_config_value(f"course_exam_{name}", "", "", (str,))
    for name in ("fillable", "key", "large"):
        app.add_config_value(f"course_exam_{name}", default=False, rebuild="", types=(bool,))
    app.add_config_value("course_exam_papers", ["us-letter"], "", (list, tuple))
    app.add_config_value("course_exam_sides", {}, "", (dict,))
    app.add_builder(ExamBuilder)
    app.add_directive("exam-who", sheet.WhoDirective)
    app.add_directive("exam-reach", sheet.ReachDirective)
    app.add_directive("answer-sheet", sheet.SheetDirective)
    app.add_directive("exam-leaf", sheet.LeafDirective)
    app.add_transform(sheet.FillSheet)
    for node, visitors in VISITORS.items():
        app.add_node(node, override=True, typst=visitors)
    app.connect("config-inited", _speak)
    app.add_config_value("course_exam_root", "", "", (str,))
    app.connect("doctree-read", bring_pictures, priority=100)  # before Sphinx looks for the files
    app.connect("doctree-read", refuse_huge)
    app.connect("missing-reference", words_of_link, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
