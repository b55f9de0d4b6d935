"""The builders of the edition for trainers: slides in the browser, and slides, guides and kits on paper."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx_revealjs.builders import RevealjsHTMLBuilder

from course.charts import load_figure
from course.charts.words import translated
from course.instructor.pictures import for_slide
from course.outputs.pdf.builder import TypstBuilder
from course.sphinxext.chart import NARROW_URI, chart_words
from course.sphinxext.instruction_nodes import SLIDES, speaker_notes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

    from course.charts.model import AnyFigure

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
    "margin": 0.02,
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
    """One PDF: its pages, its look (`book`, `slides`, `kit` or `record`), and whether the notes are printed."""

    name: str
    title: str
    docnames: tuple[str, ...]
    look: str
    notes: bool = False


class HandoutsBuilder(TypstBuilder):
    """Writes one PDF for each guide, each kit, and each deck without and with notes."""

    name = "handouts"
    epilog = "The papers are in %(outdir)s."

    def init(self) -> None:
        """Start without papers and without a list of works."""
        super().init()
        self.works: nodes.document | None = None

    def papers(self) -> Iterator[Paper]:
        """Yield every PDF to be made."""
        for docname in sorted(self.env.found_docs):
            name, title = docname.rpartition("/")[2], self.env.titles.get(docname)
            if title is None:
                continue
            if docname.startswith(GUIDES):
                yield Paper(f"guide-{name}", title.astext(), (docname, REFERENCES), "book")
            elif docname.startswith(KITS):
                works = (REFERENCES,) if name.endswith("-key") else ()
                look = "record" if name == "certificate" else "kit"
                yield Paper(f"kit-{name}", title.astext(), (docname, *works), look)
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

    def _resolve(self, order: list[str]) -> dict[str, nodes.document]:
        """Return the pages; of the list of works only those that they cite, under their numbers in the course."""
        trees = super()._resolve([name for name in order if name != REFERENCES])
        if REFERENCES in order:
            if self.works is None:
                self.works = super()._resolve([REFERENCES])[REFERENCES]
            trees[REFERENCES] = only_cited(self.works.deepcopy(), trees.values())
        return trees

    def _publish(self, source: str) -> None:
        look = STATIC / "teaching.typ"
        head = f'#import "teaching/teaching.typ": *  // {hashlib.sha256(look.read_bytes()).hexdigest()}\n#show: '
        if self.paper.look == "book":
            before, call, after = source.partition("#show: book.with(")
            line, end, body = after.partition("\n")
            source = f"{before}{call}{line}{end}{head}segments\n{body}"
        else:
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


class FitFigures(SphinxTransform):
    """On slides a figure has no title of its own, so that its letters are larger; one that is a table becomes one."""

    default_priority = 35

    def apply(self, **_kwargs: object) -> None:
        """Change the figures of a deck once they are drawn."""
        if not self.env.current_document.docname.startswith(DECKS):
            return
        for words in list(self.document.findall(chart_words)):
            body = words.parent
            figure = next((one for one in body.children if isinstance(one, nodes.figure)), None)
            box = next((one for one in body.findall(nodes.container) if _tells(one)), None)
            if figure is None or box is None:
                continue
            table = next(box.findall(nodes.table), None)
            if "stands_for_picture" in box and table is not None:
                figure[0] = table.deepcopy()
            else:
                self._fit(figure, translated(load_figure(Path(words["path"])).figure, words["words"]))

    def _fit(self, figure: nodes.figure, data: AnyFigure) -> None:
        image = figure[0]
        assert isinstance(image, nodes.image)
        drawn = Path(self.env.srcdir, self.env.current_document.docname).parent / image["uri"]
        fitted, picture = drawn.with_name(f"{drawn.stem}-slide.svg"), for_slide(data)
        # A file that is written anew would make every page that shows it look changed.
        if not fitted.is_file() or fitted.read_text(encoding="utf-8") != picture:
            fitted.write_text(picture, encoding="utf-8")
        image["uri"] = f"{image['uri'].removesuffix('.svg')}-slide.svg"
        image.attributes.pop(NARROW_URI, None)


def _tells(box: nodes.container) -> bool:
    return "course-figure-words" in box.get("container_classes", ())


class TellFiguresInNotes(SphinxPostTransform):
    """On slides the words of a figure belong to the notes: the picture and its alternative text stay."""

    default_priority = 3

    def run(self, **_kwargs: object) -> None:
        """Move the words of each figure of a deck; those of one that became a table stand on the slide."""
        if not self.env.current_document.docname.startswith(DECKS):
            return
        for box in [one for one in self.document.findall(nodes.container) if _tells(one)]:
            body = box.parent
            assert isinstance(body, nodes.Element)
            body.remove(box)
            section = body.parent
            if "stands_for_picture" in box or not isinstance(section, nodes.Element):
                continue
            notes = next(section.findall(speaker_notes), None)
            if notes is None:
                notes = speaker_notes()
                section.append(notes)
            notes.append(nodes.container("", *box.children))


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
    app.add_transform(FitFigures)
    app.add_post_transform(TellFiguresInNotes)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
