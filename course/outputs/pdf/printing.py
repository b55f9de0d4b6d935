"""The Sphinx builder `print`: every printed edition of a course from one reading of its pages."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
from sphinx.util import logging

from course.outputs.pdf.arrange import card, handout, tell_cases_once, tell_everything
from course.outputs.pdf.book import book_body, book_head, contents_entries
from course.outputs.pdf.builder import TypstBuilder
from course.outputs.pdf.editions import plan_texts
from course.outputs.pdf.manuscript import Manuscript
from course.outputs.pdf.settings import book_settings
from course.outputs.pdf.sheets import is_for_patients, sheet_body, sheet_facts
from course.outputs.pdf.sources import drop_sources, number_sources
from course.shortcuts.citations import plugins_found_once
from course.sphinxext.strings import _
from quizzes.finding import Finding, counted

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils import nodes

    from course.outputs.pdf.editions import Print, PrintedText
    from course.outputs.pdf.settings import BookSettings


log = logging.getLogger(__name__)
MOST_PAGES = {"job-aid": 1, "handout": 4}


class PrintBuilder(TypstBuilder):
    """Writes the editions that `course_pdf_editions` names: book, large print, handouts, cards."""

    name = "print"
    epilog = "The papers are in %(outdir)s."

    def write_documents(self, docnames: AbstractSet[str]) -> None:  # noqa: ARG002
        """Write every edition; raise PdfError with every finding when one cannot be made."""
        order = self.reading_order()
        self.artifacts = []
        settings = self._settings()
        texts = plan_texts(self.env, self.config, order, settings.name)
        with plugins_found_once():
            trees = self._resolve(sorted({name for text in texts for name in text.docnames}, key=order.index))
        for tree in trees.values():
            tell_cases_once(tree)
        # The books come last: writing takes the trees apart, and the sheets are made of copies.
        for text in sorted(texts, key=lambda text: text.is_book):
            if text.is_book:
                self._print_book(text, trees, settings)
            else:
                self._print_sheet(text, trees[text.docnames[0]].deepcopy(), settings)

    def _settings(self) -> BookSettings:
        """Return the settings of the build; the trainer's book says on its cover what it is."""
        settings = book_settings(self.config, Path(self.srcdir))
        if not self._is_for_trainers():
            return settings
        return replace(settings, subtitle=str(_("Instructor’s edition, with all answers. Do not hand out.")))

    def _is_for_trainers(self) -> bool:
        return "instructor-book" in self.config.course_pdf_editions

    def _print_book(self, text: PrintedText, trees: dict[str, nodes.document], settings: BookSettings) -> None:
        self.reading_order()
        if self._is_for_trainers():
            for tree in trees.values():
                tell_everything(tree)
        facts = self.lay_out(trees)
        self._write_into(Manuscript(frozenset(trees)), trees)
        body = book_body(self, list(text.docnames))
        facts += [contents_entries(self)]
        self._fail_on(self.manuscript.findings)
        for one in text.prints:
            own = replace(settings, paper=one.paper, large=one.large)
            self._press(one, book_head(own, *(facts if own.form == "book" else ())) + body, own)

    def _print_sheet(self, text: PrintedText, tree: nodes.document, settings: BookSettings) -> None:
        docname = text.docnames[0]
        key = self.config.course_pdf_handout_key == "last"
        tree = handout(tree, key=key) if text.form == "handout" else card(tree)
        for_patients = is_for_patients(self.env, docname)
        dropped = for_patients and drop_sources(tree, self.env)
        sources = number_sources(tree, self.env)
        self.depths = {docname: 0}
        self._write_into(Manuscript(frozenset([docname]), partial=True), {docname: tree})
        # Without imprint: the hash of the whole course in it would make every sheet anew after each edit.
        own = replace(settings, form=text.form, title=self.env.titles[docname].astext(), imprint=())
        about = sheet_facts(self, docname, settings.title, wants_code=text.form == "handout")
        body = sheet_body(self, docname, sources, elsewhere=dropped)
        self._fail_on(self.manuscript.findings)
        for one in text.prints:
            on_paper = replace(own, paper=one.paper, large=one.large)
            self._press(one, book_head(on_paper, *about) + body, on_paper)

    def _write_into(self, manuscript: Manuscript, trees: dict[str, nodes.document]) -> None:
        self.manuscript = manuscript
        for docname, tree in trees.items():
            self.current_docname = docname
            tree.walkabout(self.create_translator(tree, self))

    def _press(self, one: Print, source: str, settings: BookSettings) -> None:
        inputs = {"form": settings.form, "large": "yes" if one.large else "no"}
        self.artifacts.append(self.press(source, settings, one.path, inputs))

    @property
    def home(self) -> Path:
        """Return the page of a sheet, and for a book the settings of the course."""
        return Path(self.env.doc2path(next(iter(self.depths)))) if self.manuscript.partial else self.place

    def faults(self, pdf: bytes, settings: BookSettings) -> list[Finding]:
        """Return what is wrong with a PDF; a card must fit on one page. A handout that is too long is warned of."""
        found = super().faults(pdf, settings)
        most = 0 if settings.large else MOST_PAGES.get(settings.form, 0)
        if most:
            with pikepdf.open(io.BytesIO(pdf)) as document:
                pages = len(document.pages)
            message = f"on {settings.paper} this fills {counted(pages, 'page')}, and {most} is the most"
            if pages > most and settings.form == "job-aid":
                found.append(Finding(self.home, 1, "P211", message, hint="shorten it"))
            elif pages > most:
                log.warning("%s", message, location=f"{self.home}:1", type="course", subtype="P212")
        return found
