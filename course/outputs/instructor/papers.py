"""Everything that a trainer prints: guides, kits, and slides with and without notes, each a PDF."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes

from course.instructor import STATIC
from course.outputs.instructor.places import DECKS, GUIDES, KITS, REFERENCES
from course.outputs.pdf.builder import TypstBuilder
from course.sphinxext.teaching.nodes import PRINTOUTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from course.outputs.pdf.settings import BookSettings


@dataclass(frozen=True)
class Printout:
    """One PDF: its pages, its look (`guide`, `slides`, `kit`, `headed`, `record`), and whether notes are printed."""

    name: str
    title: str
    docnames: tuple[str, ...]
    look: str
    notes: bool = False


class PrintoutsBuilder(TypstBuilder):
    """Writes one PDF for each guide, each kit, and each deck without and with notes."""

    name = PRINTOUTS
    epilog = "The papers are in %(outdir)s."

    def init(self) -> None:
        """Start without papers and without a list of works."""
        super().init()
        self.works: nodes.document | None = None

    def papers(self) -> Iterator[Printout]:
        """Yield every PDF to be made."""
        for docname in sorted(self.env.found_docs):
            name, title = docname.rpartition("/")[2], self.env.titles.get(docname)
            if title is None:
                continue
            if docname.startswith(GUIDES):
                yield Printout(f"guide-{name}", title.astext(), (docname, REFERENCES), "guide")
            elif docname.startswith(KITS):
                works = (REFERENCES,) if name.endswith("-key") else ()
                look = {"certificate": "record", "sign-in": "headed", "evaluation": "headed"}.get(name, "kit")
                yield Printout(f"kit-{name}", title.astext(), (docname, *works), look)
            elif docname.startswith(DECKS):
                yield Printout(f"slides-{name}", title.astext(), (docname,), "slides")
                yield Printout(f"slides-{name}-with-notes", title.astext(), (docname,), "slides", notes=True)

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write all papers."""
        for paper in self.papers():
            self.paper = paper
            self.config.course_pdf_name, self.config.course_pdf_title = paper.name, paper.title
            self.config.course_slide_notes = paper.notes
            super().write_documents(docnames)

    def reading_order(self) -> list[str]:
        """Return the pages of the paper at hand, each a chapter."""
        order = [name for name in self.paper.docnames if name in self.env.found_docs]
        self.depths = dict.fromkeys(order, 0)
        return order

    def _resolve(self, order: list[str]) -> dict[str, nodes.document]:
        """Return the pages; of the list of works only those that they cite, under their numbers in the course."""
        trees = super()._resolve([name for name in order if name != REFERENCES])
        if REFERENCES in order:
            if self.works is None:
                self.works = super()._resolve([REFERENCES])[REFERENCES]
            trees[REFERENCES] = only_cited(self.works.deepcopy(), trees.values())
        return trees

    def press(self, source: str, settings: BookSettings, name: str, inputs: Mapping[str, str] | None = None) -> Path:
        """Make a paper: none has the column that a book has beside its text."""
        backs = "yes" if self.config.course_card_backs else "no"
        return super().press(source, settings, name, {"form": "paper", "backs": backs, **(inputs or {})})

    def _publish(self, source: str) -> None:
        look = STATIC / "teaching.typ"
        head = f'#import "teaching/teaching.typ": *  // {hashlib.sha256(look.read_bytes()).hexdigest()}\n#show: '
        source = source.replace("#show: book.with(", f"{head}{self.paper.look}.with(", 1)
        folder = self.cache / "teaching"
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(look, folder / look.name)
        super()._publish(source)


def only_cited(works: nodes.document, pages: Iterable[nodes.document]) -> nodes.document:
    """Leave in the list of works only those that a page refers to."""
    wanted = {str(one.get("refuri", "")).rpartition("#")[2] for page in pages for one in page.findall(nodes.reference)}
    for work in [*works.findall(nodes.citation)]:
        if not wanted & set(work["ids"]):
            work.parent.remove(work)
    return works
