"""The builder of presentations: each deck of a course becomes one file, the same bytes every time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders import Builder

from course.outputs.instructor.places import DECKS

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils import nodes

NAME = "pptx"


class PptxBuilder(Builder):
    """Writes each deck as a presentation; links to other pages are words, since the site may not lie beside it."""

    name = NAME
    format = "pptx"
    epilog = "The presentations are in %(outdir)s."
    allow_parallel = True
    supported_remote_images = False
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp"]  # noqa: RUF012

    def get_outdated_docs(self) -> list[str]:
        """Return the decks: they are always written."""
        return sorted(name for name in self.env.found_docs if name.startswith(DECKS))

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return an address that nothing follows."""
        return f"%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return the same address from everywhere."""
        return f"%{to}"

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Do nothing."""

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write the decks among the pages."""
        for docname in sorted(name for name in docnames if name.startswith(DECKS)):
            self.write_doc(docname, self.resolved(docname))

    def resolved(self, docname: str) -> nodes.document:
        """Return a page with its references and pictures found; its table of contents is none of a slide's."""
        doctree = self.env.get_doctree(docname)
        self.env.apply_post_transforms(doctree, docname)
        self.post_process_images(doctree)
        return doctree

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write one deck."""
        from course.outputs.pptx.deck import DeckWriter  # python-pptx is loaded for a presentation only

        target = Path(self.outdir) / f"{docname.removeprefix(DECKS)}.pptx"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(DeckWriter(self).write(docname, doctree))
