"""The builders of the edition for trainers: slides in the browser, and slides, guides and kits on paper."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx_revealjs.builders import RevealjsHTMLBuilder

from course.outputs.pdf.builder import TypstBuilder
from course.sphinxext.instruction_nodes import SLIDES, speaker_notes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

STATIC = Path(__file__).parents[1] / "instructor" / "static"
DECKS, GUIDES, KITS = "instructor/slides/", "instructor/guide/", "instructor/kits/"
REFERENCES = "appendix/references"
SETTINGS: dict[str, Any] = {
    "hash": True,
    "navigationMode": "linear",
    "slideNumber": "c/t",
    "transition": "none",
    "backgroundTransition": "none",
    "controlsTutorial": False,
    "center": False,
    "width": 1280,
    "height": 720,
    "margin": 0.03,
}
"""How reveal.js shows the slides: no motion, every slide by one key, an address of its own for each."""


class SlidesBuilder(RevealjsHTMLBuilder):  # type: ignore[misc]
    """Writes only the decks, flat in one folder; links to other pages lead to the site beside it."""

    name = SLIDES

    @property
    def app(self) -> Sphinx:
        """Return the application without Sphinx's warning: the extension asks for it under its old name."""
        app: Sphinx = self._app
        return app

    def get_outdated_docs(self) -> list[str]:
        """Return the decks: they are always written."""
        return sorted(name for name in self.env.found_docs if name.startswith(DECKS))

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write the decks among the pages."""
        super().write_documents({name for name in docnames if name.startswith(DECKS)})

    def finish(self) -> None:
        """Copy the pictures; indexes and search belong to the site."""
        self.copy_image_files()

    def get_output_path(self, page_name: str, /) -> Path:
        """Return the file of a deck."""
        return Path(self.outdir, page_name.removeprefix(DECKS) + self.out_suffix)

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address of a deck, or of a page of the site as seen from here."""
        uri: str = super().get_target_uri(docname, typ)
        return uri.removeprefix(DECKS) if docname.startswith(DECKS) else f"../view/{uri}"


@dataclass(frozen=True)
class Paper:
    """One PDF: its pages, its look (`book`, `slides` or `kit`), and whether the notes are printed."""

    name: str
    title: str
    docnames: tuple[str, ...]
    look: str
    notes: bool = False


class HandoutsBuilder(TypstBuilder):
    """Writes one PDF for each guide, each kit, and each deck without and with notes."""

    name = "handouts"
    epilog = "The papers are in %(outdir)s."

    def papers(self) -> Iterator[Paper]:
        """Yield every PDF to be made."""
        for docname in sorted(self.env.found_docs):
            name, title = docname.rpartition("/")[2], self.env.titles.get(docname)
            if title is None:
                continue
            if docname.startswith(GUIDES):
                yield Paper(f"guide-{name}", title.astext(), (docname, REFERENCES), "book")
            elif docname.startswith(KITS):
                yield Paper(f"kit-{name}", title.astext(), (docname,), "kit")
            elif docname.startswith(DECKS):
                yield Paper(f"slides-{name}", title.astext(), (docname,), "slides")
                yield Paper(f"slides-{name}-with-notes", title.astext(), (docname,), "slides", notes=True)

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

    def _publish(self, source: str) -> None:
        look = STATIC / "teaching.typ"
        if self.paper.look != "book":
            mark = hashlib.sha256(look.read_bytes()).hexdigest()
            head = f'#import "teaching/teaching.typ": *  // {mark}\n#show: {self.paper.look}.with('
            source = source.replace("#show: book.with(", head, 1)
        folder = self.cache / "teaching"
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(look, folder / look.name)
        super()._publish(source)


class TellFiguresInNotes(SphinxPostTransform):
    """On slides the words of a figure belong to the notes: the picture and its alternative text stay."""

    default_priority = 3

    def run(self, **_kwargs: object) -> None:
        """Move the words of each figure of a deck."""
        if not self.env.current_document.docname.startswith(DECKS):
            return
        for box in [
            one
            for one in self.document.findall(nodes.container)
            if "course-figure-words" in one.get("container_classes", ())
        ]:
            section = box.parent
            assert isinstance(section, nodes.Element)
            section.remove(box)
            found = next(section.findall(speaker_notes), None)
            notes = found or speaker_notes()
            notes.append(nodes.container("", *box.children))
            if found is None:
                section.append(notes)


def set_up_slides(_app: Sphinx, config: Config) -> None:
    """Fill the settings of the slides: local files only, the speaker view, and no motion."""
    config.revealjs_html_theme = "revealjs-simple"
    config.revealjs_style_theme = "white"
    config.revealjs_static_path = [str(STATIC / "slides.css"), str(STATIC / "slides.js")]
    config.revealjs_css_files = ["slides.css"]
    config.revealjs_script_files = ["slides.js"]
    config.revealjs_script_conf = dict(SETTINGS)
    config.revealjs_script_plugins = [{"src": "revealjs/plugin/notes/notes.js", "name": "RevealNotes"}]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register both builders and the settings of reveal.js."""
    app.setup_extension("sphinx_revealjs")
    app.connect("config-inited", set_up_slides, priority=150)
    app.add_builder(SlidesBuilder)
    app.add_builder(HandoutsBuilder)
    app.add_post_transform(TellFiguresInNotes)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
