"""'Report an error' with the code of the question, below each question and each page of the web edition.

With `report_error` or `report` in `course.toml` it is a link; without one nothing stands below questions, and one
button at the foot of the page offers a text to copy, since an address cannot be invented.
"""

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
    from sphinx.environment import BuildEnvironment


class ReportLines(SphinxPostTransform):
    """Put the line below each question, after the solution was arranged (priority 400)."""

    default_priority = 420
    formats = ("html",)

    def is_supported(self) -> bool:
        """Leave EPUB alone: its questions are plain text by now."""
        return super().is_supported() and self.env._builder_cls.name != "epub"  # noqa: SLF001

    def run(self, **_kwargs: Any) -> None:
        """Add one paragraph to each question, where errors go somewhere."""
        target, title = _contact(self.env)
        for item in list(self.document.findall(q.quiz_item)) if target else ():
            item.append(_line(item["item_id"], target, title))


def _contact(env: BuildEnvironment) -> tuple[str, str]:
    """Return where errors go, '' for nowhere, and the title of the course."""
    project = project_of(env)
    return project.tables.reports_to, text_of(env, env.config.root_doc, project.title)


def _line(code: str, target: str, title: str) -> nodes.paragraph:
    words = str(_("Report an error in question %s")) % code
    line = nodes.paragraph("", "", nodes.reference(words, words, refuri=address(target, f"{title}: {code}")))
    line["classes"].append("course-report")
    return line


def address(target: str, subject: str) -> str:
    """Return where a report goes: an e-mail address gets a subject, any other address a `title`."""
    if "@" in target and "://" not in target:
        return f"mailto:{target.removeprefix('mailto:')}?subject={quote(subject)}"
    return f"{target}{'&' if '?' in target else '?'}title={quote(subject)}"


def offer_report(app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: nodes.document | None) -> None:
    """Give templates the address for errors in the page."""
    target, title = _contact(app.env)
    context["course_report"] = address(target, f"{title}: {page}") if target else ""


def setup_report(app: Sphinx) -> None:
    """Register the transform and the address of the page."""
    app.add_post_transform(ReportLines)
    app.connect("html-page-context", offer_report)
