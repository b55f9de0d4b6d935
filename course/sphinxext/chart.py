"""The directive `chart`: draw a figure from `figures/<id>.yaml` and tell it in words beside the picture.

A grid is no picture: it becomes a table, which every reader can enlarge, search, copy and hear cell by cell. Pictures
are drawn after translation into a folder beside the doctrees, never into the course, and are then ordinary images:
every builder copies or embeds them as it does with others. A second one, for phones, is for pages alone.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from course.charts import load_figure
from course.charts.canvas import NARROW
from course.charts.draw import draw
from course.charts.model import BarsFigure, GridFigure, LineFigure, RangesFigure, StackFigure
from course.charts.words import HEADS, Table, in_words, translated, words_of
from course.project.places import filled_in
from course.sphinxext.memory import project_of
from course.sphinxext.places import places_of
from course.sphinxext.strings import _
from quizzes.finding import FindingsError
from quizzes.sphinxext.texts import TextPlace, TextReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.application import Sphinx

    from course.charts import FigureFile
    from course.project.tables import PlacesTable

log = logging.getLogger(__name__)
NARROW_URI = "course_narrow"
"""The attribute of an image that names its drawing for phones; see `course.sphinxext.narrow_picture`."""
TITLE = "course-grid-title"
"""The class of the title in the caption of a table."""
_DATA = (BarsFigure, LineFigure, RangesFigure, StackFigure)


AGAIN = "-again-"
"""What stands before the number of a figure that a page shows once more, in its id."""


class chart_words(nodes.Invisible, nodes.Element, addnodes.translatable):  # noqa: N801 - docutils names nodes so
    """Carries the words of a picture through translation; `path` is the data, `words` maps each to its translation."""

    def preserve_original_messages(self) -> None:
        """Keep the words as they are: they are the keys of `words`."""

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        """Note a translation."""
        self["words"][original_message] = translated_message

    def say(self, places: PlacesTable) -> None:
        """Put the words for the place of this edition in, once everything is translated."""
        self["words"] = {word: filled_in(said, places) for word, said in self["words"].items()}

    def extract_original_messages(self) -> Sequence[str]:
        """Return the words for the catalogue."""
        return list(self["words"])


class Chart(SphinxDirective):
    """A figure drawn from data; the argument is its id, the name of its file in `figures/`."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the figure, still without its picture, or nothing and warnings for broken data."""
        path = project_of(self.env).root / "figures" / f"{self.arguments[0]}.yaml"
        self.env.note_dependency(str(path))
        if project_of(self.env).tables.places.rows:
            self.env.note_dependency(str(project_of(self.env).settings))
        try:
            file = load_figure(path)
        except FindingsError as error:
            for one in error.findings:
                where = f"{one.path}:{one.line}" if path.is_file() else self.get_location()
                log.error("%s", one.message, location=where, type="course", subtype=one.code)  # noqa: TRY400
            return []
        return self._figure(file)

    def _figure(self, file: FigureFile) -> list[nodes.Node]:
        name = f"fig-{file.figure.id}"
        document = self.state.document
        shown = sum(one.startswith(name) and one.removeprefix(name).partition(AGAIN)[0] == "" for one in document.ids)
        # A second time on a page, as a deck may have it, a figure has no name: that is a place to refer to, and one.
        names = {"ids": [f"{name}{AGAIN}{shown}"]} if shown else {"ids": [name], "names": [name]}
        figure = nodes.figure("", **names, classes=["course-chart"])
        self.set_source_info(figure)
        if shown:
            document.set_id(figure)
        else:
            document.note_explicit_target(figure, figure)
        words = chart_words(path=str(file.path), words={word: word for word in words_of(file.figure)})
        words.source, words.line = str(file.path), file.line("title")
        figure += [nodes.image(uri="", alt=file.figure.alt), self._caption(file)]
        return [figure, words]

    def _caption(self, file: FigureFile) -> nodes.caption:
        reader, box = TextReader(self), nodes.Element()
        missing = [key for key in file.figure.source if key not in file.figure.caption]
        cited = f" {reader.role('cite:p', ','.join(missing))}" if missing else ""
        reader.fill(box, file.figure.caption + cited, TextPlace(str(file.path), file.line("caption")))
        paragraph = box[0]
        assert isinstance(paragraph, nodes.paragraph)
        caption = nodes.caption(paragraph.rawsource, "", *paragraph.children)
        caption.source, caption.line = str(file.path), file.line("caption")
        return caption


class DrawCharts(SphinxTransform):
    """Draw the pictures once their words are translated (Sphinx translates at priority 20)."""

    default_priority = 30

    def apply(self, **_kwargs: Any) -> None:
        """Give each figure its picture, and put its words behind it."""
        for carrier in list(self.document.findall(chart_words)):
            file = load_figure(Path(carrier["path"]))
            carrier.say(places_of(self.env))
            figure = translated(file.figure, carrier["words"])
            frame = carrier.parent[carrier.parent.index(carrier) - 1]
            assert isinstance(frame, nodes.figure)
            if isinstance(figure, GridFigure):
                _set_grid(frame, figure)
                continue
            image = frame[0]
            assert isinstance(image, nodes.image)
            image["alt"] = figure.alt
            image["uri"] = self._write(figure.id, draw(figure))
            self._offer(image, self._write(f"{figure.id}-narrow", draw(figure, width=NARROW)))
            carrier.parent.insert(carrier.parent.index(carrier), _told(figure))

    def _offer(self, image: nodes.image, uri: str) -> None:
        """Note the drawing for phones at the other one, and give it a name beside it in the output."""
        docname = self.env.current_document.docname
        image[NARROW_URI], _absolute = self.env.relfn2path(uri, docname)
        self.env.note_dependency(image[NARROW_URI])
        self.env.images.add_file(docname, image[NARROW_URI])

    def _write(self, name: str, picture: bytes) -> str:
        """Write the picture when it differs from the one that is there; return its place relative to the page."""
        folder = Path(self.env.doctreedir) / "charts"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.svg"
        if not path.is_file() or path.read_bytes() != picture:
            part = path.with_suffix(f".{os.getpid()}")
            part.write_bytes(picture)
            part.replace(path)
        page = Path(self.env.srcdir) / Path(self.env.current_document.docname).parent
        return Path(os.path.relpath(path, page)).as_posix()


class ReplacePictures(SphinxPostTransform):
    """Give writers that cannot take SVG the description instead of a picture."""

    formats = ("latex", "texinfo")
    default_priority = 5

    def run(self, **_kwargs: Any) -> None:
        """Put the alternative text of each chart into its figure."""
        for figure in self.document.findall(nodes.figure):
            if "course-chart" in figure["classes"] and isinstance(figure[0], nodes.image):
                figure.replace(figure[0], nodes.paragraph("", figure[0]["alt"]))


class DropWords(SphinxPostTransform):
    """Remove what only translators need."""

    default_priority = 4

    def is_supported(self) -> bool:
        """Say no to the builder that collects the words for translators."""
        return self.env._builder_cls.name != "gettext"  # noqa: SLF001 - as Sphinx's own transforms ask

    def run(self, **_kwargs: Any) -> None:
        """Remove the carriers."""
        for carrier in list(self.document.findall(chart_words)):
            carrier.parent.remove(carrier)


def _told(figure: Any) -> nodes.container:
    """Return the figure in words, behind a heading that opens it in HTML."""
    from sphinx_design.shared import create_component

    title = str(_("The numbers in this figure") if isinstance(figure, _DATA) else _("This figure in words"))
    box: nodes.container = create_component(
        "dropdown", opened=False, type="dropdown", has_title=True, icon=None, chevron=None,
        container_classes=["sd-mb-3", "course-figure-words"], title_classes=[], body_classes=[],
    )  # fmt: skip
    words = in_words(figure)
    box += nodes.rubric("", title)
    box += _table(words) if isinstance(words, Table) else _list(words.lines, numbered=words.numbered)
    return box


def _set_grid(frame: nodes.figure, figure: GridFigure) -> None:
    """Put the table into the frame, and its title at the head of the caption: the number is that of the figure."""
    words = in_words(figure)
    assert isinstance(words, Table)
    frame["classes"].append("course-grid")
    frame[0] = _table(words)
    for caption in frame.findall(nodes.caption):
        caption.insert(0, nodes.strong("", f"{figure.title}. ", classes=[TITLE]))


def _list(lines: Iterable[str], *, numbered: bool) -> nodes.Element:
    items = [nodes.list_item("", nodes.paragraph("", line)) for line in lines]
    if numbered:
        return nodes.enumerated_list("", *items, enumtype="arabic", prefix="", suffix=".")
    return nodes.bullet_list("", *items, bullet="-")


def _head_words() -> dict[str, str]:
    """Return the heads that no figure names, each with its translation; see `course.charts.words`."""
    named = (_("Item"), _("Part"), _("From"), _("To"), _("Note"))
    return {head: str(word) for head, word in zip(HEADS, named, strict=True)}


def _table(words: Table) -> nodes.table:
    heads = _head_words()
    group = nodes.tgroup(cols=len(words.head))
    group += [nodes.colspec(colwidth=100 // len(words.head), stub=place == 0) for place in range(len(words.head))]
    group += nodes.thead("", _row([heads.get(cell, cell) for cell in words.head]))
    group += nodes.tbody("", *(_row(row) for row in words.rows))
    return nodes.table("", group, classes=["course-figure-table"])


def _row(cells: Iterable[str]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", cell)) for cell in cells))


def setup_chart(app: Sphinx) -> None:
    """Register the directive and its steps."""
    app.add_node(chart_words)
    app.add_directive("chart", Chart)
    app.add_transform(DrawCharts)
    app.add_post_transform(ReplacePictures)
    app.add_post_transform(DropWords)
