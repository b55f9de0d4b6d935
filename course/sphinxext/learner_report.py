"""'Report an error' with the code of the question, below each question of the web edition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from course.sphinxext.memory import project_of
from course.sphinxext.strings import _
from course.sphinxext.translation import text_of
from quizzes.sphinxext import nodes as q

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class ReportLines(SphinxPostTransform):
    """Put the line below each question, after the solution was arranged (priority 400)."""

    default_priority = 420
    formats = ("html",)

    def is_supported(self) -> bool:
        """Leave EPUB alone: its questions are plain text by now."""
        return super().is_supported() and self.env._builder_cls.name != "epub"  # noqa: SLF001

    def run(self, **_kwargs: Any) -> None:
        """Insert one paragraph after each question."""
        project = project_of(self.env)
        target = str(project.meta.get("contact", {}).get("report_error", ""))
        title = text_of(self.env, self.config.root_doc, project.title)
        for item in list(self.document.findall(q.quiz_item)):
            item.parent.insert(item.parent.index(item) + 1, _line(item["item_id"], target, title))


def _line(code: str, target: str, title: str) -> nodes.paragraph:
    line = nodes.paragraph(classes=["course-report"])
    line += nodes.inline(code, code, classes=["course-code"])
    words = str(_("Report an error in question %s")) % code
    if target:
        line += [nodes.Text(" "), nodes.reference(words, words, refuri=address(target, f"{title}: {code}"))]
    else:
        line += nodes.Text(" " + str(_("is the code of this question; give it when you report an error.")))
    return line


def address(target: str, subject: str) -> str:
    """Return where a report goes: an e-mail address gets a subject, any other address a `title`."""
    if "@" in target and "://" not in target:
        return f"mailto:{target.removeprefix('mailto:')}?subject={quote(subject)}"
    return f"{target}{'&' if '?' in target else '?'}title={quote(subject)}"


def setup_report(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(ReportLines)
