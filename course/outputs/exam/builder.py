"""The Sphinx builder `exam`: one test, or its key, as PDF, on each paper and in each size of type."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from course.outputs.exam.answersheet import most_sides
from course.outputs.exam.labels import measure_labels
from course.outputs.exam.printing import PLACED
from course.outputs.exam.sheet import answer_sheet
from course.outputs.exam.sheetcode import SheetCode, codes_in_typst
from course.outputs.pdf.book import book_body
from course.outputs.pdf.builder import TypstBuilder
from course.outputs.pdf.compile import MEASURED
from course.outputs.pdf.editions import Print, named
from course.outputs.pdf.escape import literal
from course.outputs.pdf.manuscript import Manuscript, Told
from course.outputs.pdf.settings import book_settings
from course.shortcuts.citations import plugins_found_once
from course.sphinxext.strings import _
from quizzes.key import letter_of
from quizzes.sphinxext import nodes as q

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.config import Config

    from course.outputs.pdf.checks import Expectation
    from course.outputs.pdf.settings import BookSettings
    from quizzes.finding import Finding


NOTHING_PLACED = "[]"


def prints_of(name: str, papers: Sequence[str], *, large: bool) -> Iterator[Print]:
    """Yield what is printed; the paper is named only where there is more than one."""
    sizes = {name: False, f"{name}-large": True} if large else {name: False}
    for stem, size in sizes.items():
        yield from (Print(named(stem, paper, papers), paper, size) for paper in papers)


class ExamBuilder(TypstBuilder):
    """Writes the page once, and prints it as often as the settings ask."""

    name = "exam"
    epilog = "The papers are in %(outdir)s."
    keeps_tables = True
    sides: int
    """The most sides that the answer sheet can have; 0 without one."""

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
        self.sides = max(map(_sides_of, trees.values()))
        for docname, tree in trees.items():
            self.current_docname = docname
            tree.walkabout(self.create_translator(tree, self))
        body = book_body(self, order)
        self._fail_on(self.manuscript.findings)
        prints = prints_of(settings.name, self.config.course_exam_papers, large=self.config.course_exam_large)
        for number, one in enumerate(prints, start=1):
            own = replace(settings, paper=one.paper, large=one.large)
            self.artifacts.append(
                self.press(_head(own, self.config) + self._codes(number) + body, own, one.path, self._inputs(one))
            )
            self._keep_places(one.path)

    def _keep_places(self, name: str) -> None:
        """Write where the parts of the answer sheet lie, beside the PDF; one that was kept has its file."""
        if placed := json.loads(self.placed):
            measure_labels(self.artifacts[-1].read_bytes(), placed)
            Path(self.outdir, f"{name}{PLACED}").write_text(json.dumps(placed), encoding="utf-8")
        self.placed = NOTHING_PLACED

    def _codes(self, number: int) -> str:
        """Return the codes of the sides of a print, which are numbered from 1 and named by letters."""
        config = self.config
        made = codes_in_typst(config.course_exam_code, config.course_exam_version, letter_of(number - 1), self.sides)
        return f"#let sheet-codes = {made}\n"

    def _inputs(self, one: Print) -> dict[str, str]:
        inputs = {"large": "yes"} if one.large else {}
        sides = self.config.course_exam_sides.get(one.path, 0)
        return inputs | ({MEASURED: "yes", "sides": str(sides)} if self.sides else {})

    def _expectation(self, settings: BookSettings) -> Expectation:
        """Return what is expected, with code and number grid of each side of the answer sheet."""
        expected = super()._expectation(settings)
        codes = [one["text"] for one in json.loads(self.placed) if one["kind"] == "code"]
        more = [Told(words, (self.place, 1)) for code in codes for words in (code, f"{code} number")]
        return replace(expected, images=(*expected.images, *more))


def _paper_code(config: Config) -> str:
    """Return what a paper says of itself in its properties, so that one that was filled in is known again."""
    if config.course_exam_key or not config.course_exam_code:
        return ""
    return SheetCode(config.course_exam_code, config.course_exam_version, "F", 0).text()


def _sides_of(tree: nodes.document) -> int:
    return most_sides(tree.findall(q.quiz_item)) if next(iter(tree.findall(answer_sheet)), None) else 0


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
        "code": _paper_code(config),
    }
    given = [f"{name}: {literal(text)}" for name, text in texts.items()]
    role = f"key: {'true' if config.course_exam_key else 'false'}"
    imports = '#import "theme/book.typ": *\n#import "theme/exam.typ": *\n'
    return f"{imports}#show: exam.with({', '.join([*given, role])})\n"
