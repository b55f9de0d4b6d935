"""The slides of a session in the browser, and how figures stand on a slide."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx_revealjs.builders import RevealjsHTMLBuilder

from course.charts import load_figure
from course.charts.words import translated
from course.instructor import STATIC
from course.instructor.pictures import for_slide
from course.instructor.stage import title_lines
from course.outputs.instructor.places import DECKS
from course.sphinxext.chart import NARROW_URI, TITLE, chart_words
from course.sphinxext.teaching.nodes import SLIDES, speaker_notes
from quizzes.sphinxext.direction import runs_right_to_left

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.config import Config

    from course.charts.model import AnyFigure

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
    "scrollActivationWidth": 600,
    "scrollLayout": "compact",
}
"""How reveal.js shows the slides: no motion, every slide by one key, an address of its own for each.

On a phone, up to 600 pixels wide, they stand one below the other and are scrolled.
"""


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

    def handle_page(
        self, pagename: str, addctx: dict[str, Any], templatename: str = "page.html", *args: Any, **kwargs: Any
    ) -> None:
        """Write a deck; its template does not say from which side its language is read."""
        super().handle_page(pagename, addctx, templatename, *args, **kwargs)
        if runs_right_to_left(self.config.language):
            path = self.get_output_path(pagename)
            page = path.read_text(encoding="utf-8")
            path.write_text(page.replace("<html ", '<html dir="rtl" ', 1), encoding="utf-8")

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


class FitFigures(SphinxTransform):
    """On slides a figure has no title of its own, because the slide has one, so that its letters are larger."""

    default_priority = 35

    def apply(self, **_kwargs: object) -> None:
        """Change the figures of a deck once they are drawn."""
        if not self.env.current_document.docname.startswith(DECKS):
            return
        for words in list(self.document.findall(chart_words)):
            body = words.parent
            figure = next((one for one in body.children if isinstance(one, nodes.figure)), None)
            if figure is None:
                continue
            _say_caption(body, figure)
            if isinstance(figure[0], nodes.table):
                for title in [one for one in figure.findall(nodes.strong) if TITLE in one["classes"]]:
                    title.parent.remove(title)
            else:
                self._fit(figure, translated(load_figure(Path(words["path"])).figure, words["words"]), _titled(body))

    def _fit(self, figure: nodes.figure, data: AnyFigure, title: str) -> None:
        image = figure[0]
        assert isinstance(image, nodes.image)
        drawn = Path(self.env.srcdir, self.env.current_document.docname).parent / image["uri"]
        lines = title_lines(title)
        name = f"{drawn.stem}-slide{'' if lines == 1 else lines}"  # a title of two lines leaves less room
        fitted, picture = drawn.with_name(f"{name}.svg"), for_slide(data, title)
        # A file that is written anew would make every page that shows it look changed.
        if not fitted.is_file() or fitted.read_text(encoding="utf-8") != picture:
            fitted.write_text(picture, encoding="utf-8")
        image["uri"] = f"{image['uri'].removesuffix(f'{drawn.stem}.svg')}{name}.svg"
        image.attributes.pop(NARROW_URI, None)


def _titled(body: nodes.Element) -> str:
    section = body.parent
    heading = next((one for one in section.children if isinstance(one, nodes.title)), None) if section else None
    return heading.astext() if heading is not None else ""


def _say_caption(body: nodes.Element, figure: nodes.figure) -> None:
    """Leave in a caption the works, to which the number comes; its words go to the notes, where they are said."""
    section = body.parent
    for caption in figure.findall(nodes.caption):
        cited = {one["reftarget"]: one for one in caption.findall(pending_xref) if one["refdomain"] == "cite"}
        works = [one.deepcopy() for one in cited.values()]
        if isinstance(section, nodes.section):
            notes_of(section).append(nodes.paragraph(caption.rawsource, "", *caption.children))
        blanks = [nodes.Text(" ") for _ in works]
        caption.clear()
        caption.extend([node for pair in zip(works, blanks, strict=True) for node in pair][:-1])


def notes_of(section: nodes.section) -> speaker_notes:
    """Return the notes of a slide; new ones stand before the slides that are sections in it."""
    found = next((one for one in section.children if isinstance(one, speaker_notes)), None)
    if found is None:
        place = next((n for n, one in enumerate(section.children) if isinstance(one, nodes.section)), len(section))
        found = speaker_notes()
        section.insert(place, found)
    return found


def _tells(box: nodes.container) -> bool:
    return "course-figure-words" in box.get("container_classes", ())


class TellFiguresInNotes(SphinxPostTransform):
    """On slides the words of a figure belong to the notes: the picture and its alternative text stay."""

    default_priority = 3

    def run(self, **_kwargs: object) -> None:
        """Move the words of each figure of a deck."""
        if not self.env.current_document.docname.startswith(DECKS):
            return
        for box in [one for one in self.document.findall(nodes.container) if _tells(one)]:
            body = box.parent
            assert isinstance(body, nodes.Element)
            body.remove(box)
            section = body.parent
            if isinstance(section, nodes.section):
                notes_of(section).append(nodes.container("", *box.children))


def set_up_slides(_app: Sphinx, config: Config) -> None:
    """Fill the settings of the slides: local files only, the speaker view, and no motion."""
    config.revealjs_html_theme = "revealjs-simple"
    config.revealjs_style_theme = "white"
    config.revealjs_static_path = [str(STATIC / "slides.css"), str(STATIC / "slides.js")]
    config.revealjs_css_files = ["slides.css"]
    config.revealjs_script_files = ["slides.js"]
    config.revealjs_script_conf = dict(SETTINGS)
    config.revealjs_script_plugins = [{"src": "revealjs/plugin/notes/notes.js", "name": "RevealNotes"}]
