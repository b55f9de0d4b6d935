"""The Sphinx builder `exam`: one test, or its key, as PDF, on each paper and in each size of type."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from course.outputs.pdf.book import book_body
from course.outputs.pdf.builder import TypstBuilder
from course.outputs.pdf.editions import Print, named
from course.outputs.pdf.escape import literal
from course.outputs.pdf.manuscript import Manuscript
from course.outputs.pdf.settings import book_settings
from course.shortcuts.citations import plugins_found_once
from course.sphinxext.strings import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from sphinx.config import Config

    from course.outputs.pdf.settings import BookSettings
    from quizzes.finding import Finding


def prints_of(name: str, papers: Sequence[str], *, large: bool) -> Iterator[Print]:
    """Yield what is printed; the paper is named only where there is more than one."""
    sizes = {name: False, f"{name}-large": True} if large else {name: False}
    for stem, size in sizes.items():
        yield from (Print(named(stem, paper, papers), paper, size) for paper in papers)


class ExamBuilder(TypstBuilder):
    """Writes the page once, and prints it as often as the settings ask."""

    name = "exam"
    epilog = "The papers are in %(outdir)s."

    @property
    def place(self) -> Path:
        """Return the settings of the course: the project of a paper is one that nobody has written."""
        return Path(self.config.course_exam_root or self.srcdir) / "course.toml"

    def _of_author(self, finding: Finding) -> Finding:
        if finding.path.is_relative_to(self.srcdir):
            return replace(finding, path=self.place, line=1)
        return super()._of_author(finding)

    def write_documents(self, docnames: AbstractSet[str]) -> None:  # noqa: ARG002
        """Write every print; raise PdfError with every finding when one cannot be made."""
        order, settings = self.reading_order(), book_settings(self.config, Path(self.srcdir))
        self.manuscript, self.artifacts = Manuscript(frozenset(order)), []
        with plugins_found_once():
            trees = self._resolve(order)
        for docname, tree in trees.items():
            self.current_docname = docname
            tree.walkabout(self.create_translator(tree, self))
        body = book_body(self, order)
        self._fail_on(self.manuscript.findings)
        for one in prints_of(settings.name, self.config.course_exam_papers, large=self.config.course_exam_large):
            own = replace(settings, paper=one.paper)
            inputs = {"large": "yes"} if one.large else {}
            self.artifacts.append(self.press(_head(own, self.config) + body, own, one.path, inputs))


def _head(settings: BookSettings, config: Config) -> str:
    """Return the imports and the call of the theme."""
    texts = {
        "title": settings.title,
        "running": config.course_exam_title,
        "label": config.course_exam_label,
        "notice": settings.notice,
        "paper": settings.paper,
        "language": settings.language,
        "pages": str(_("Page %1 of %2")),
    }
    given = [f"{name}: {literal(text)}" for name, text in texts.items()]
    role = f"key: {'true' if config.course_exam_key else 'false'}"
    imports = '#import "theme/book.typ": *\n#import "theme/exam.typ": *\n'
    return f"{imports}#show: exam.with({', '.join([*given, role])})\n"
