"""Figures, images and captions; an image without alternative text is an error before anything is compiled."""

# ruff: noqa: D102, ARG002 - docutils fixes the names of visitors, which say what they visit
from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import TYPE_CHECKING

import imagesize
from docutils import nodes
from sphinx.util import logging

from course.outputs.pdf.columns import measure
from course.outputs.pdf.drawings import SMALLEST, read_drawing
from course.outputs.pdf.manuscript import Told
from course.outputs.pdf.visitors.references import number_format
from course.outputs.pdf.writer import Writer
from course.sphinxext.chart import NARROW_URI
from course.sphinxext.strings import _

if TYPE_CHECKING:
    from docutils.nodes import Element

    from course.outputs.pdf.drawings import Drawing

log = logging.getLogger(__name__)
_LENGTH = re.compile(r"^([0-9.]+)\s*(%|px|pt|em|ex|cm|mm|in|pc)?$")
# A drawing higher than this share of its width would leave a page half empty if it had to stand where it is told.
_HIGH = 0.25
# What floats must fit on a page. Heights in mm: of a page and of the highest drawing, of a row; a word takes its share.
_FLOATING, _HIGHEST, _ROW, _WORD = 195, 128, 5, 0.35
# The widths, in points, of the text of a book and of the text with the column beside it, which a drawing may take.
_TEXT_WIDTH, _PAGE_WIDTH = 379, 504
# A picture of so many points (CSS pixels of 0.75 pt) fits on every page as it is; a higher one is fitted.
_LOW = 400
_POINTS = {"px": ("pt", 0.75), "": ("pt", 0.75), "ex": ("em", 0.5), "pc": ("pt", 12.0)}


def typst_length(text: str) -> str:
    """Return a docutils length as Typst's, empty when it is none; a CSS pixel is 0.75 pt."""
    found = _LENGTH.match(str(text).strip())
    if not found:
        return ""
    unit, factor = _POINTS.get(found[2] or "", (found[2], 1.0))
    return f"{float(found[1]) * factor:g}{unit}"


class Figures(Writer):
    """A figure is one Typst figure; its caption carries Sphinx's number."""

    def visit_figure(self, node: nodes.figure) -> None:
        self.mark(node)
        self.write("\n#illustration(")
        caption = next((child for child in node.children if isinstance(child, nodes.caption)), None)
        if caption is not None:
            self.caption(caption, number_format(self.builder.env, self.docname, "figure", node))
        legend = next((child for child in node.children if isinstance(child, nodes.legend)), None)
        told = _words_behind(node)
        apart = told is not None and self.apart(told)
        if legend is not None or apart:
            self.write("legend: [")
            self.walk(list(legend.children) if legend is not None else [])
            if apart:
                words, mark = str(_("In words and numbers: p. %1")), words_label(self.docname, node)
                self.write(f"#page-of(label({self.literal(mark)}), {self.literal(words)})")
            self.write("], ")
        table = next((child for child in node.children if isinstance(child, nodes.table)), None)
        if table is not None:
            self.write(f"breakable: true, broad: {str(measure(table).is_broad).lower()}, ")
        self._drawing(node)
        self.write(")[")
        self.anchors(node)
        self.walk([child for child in node.children if not isinstance(child, nodes.caption | nodes.legend)])
        self.write("]\n\n")
        raise nodes.SkipNode

    def _drawing(self, node: nodes.figure) -> None:
        """Say how wide the drawing of a figure must be at least, and whether it may float, with its words."""
        image = next(iter(node.findall(nodes.image)), None)
        drawing = self.drawing(image) if image is not None else None
        if image is None or drawing is None or image.get("width") or image.get("height"):
            return
        self.write(f"least: {drawing.least_width:.4g}pt, ")
        words = _words_behind(node)
        words = None if words is not None and self.apart(words) else words
        told = " ".join(part.astext() for part in (*node.children, *([words] if words is not None else ())))
        rows = len(list(words.findall(nodes.row))) if words is not None else 0
        height = min(_HIGHEST, drawing.ratio * _PAGE_WIDTH / 2.835) + rows * _ROW + len(told.split()) * _WORD
        if height > _FLOATING or drawing.ratio < _HIGH or not isinstance(node.parent, nodes.section):
            return
        self.write("float: true, ")
        if words is not None:
            self.write("words: [")
            words.walkabout(self)
            self.write("], ")
            words["printed"] = True

    def apart(self, words: nodes.container) -> bool:
        """Say whether the words of a figure stand at the end of the book, with those of all others."""
        in_book = not self.manuscript.partial and self.builder.config.course_pdf_form == "book"
        figure = words.parent[words.parent.index(words) - 1]
        return in_book and self.builder.config.course_pdf_figure_words == "end" and isinstance(figure, nodes.figure)

    def drawing(self, image: nodes.image) -> Drawing | None:
        """Return what a drawing says about itself, None for other pictures."""
        return read_drawing(Path(self.builder.srcdir) / image["uri"]) if "uri" in image else None

    def caption(self, node: Element, number: str) -> None:
        """Write a caption argument, the number before the words."""
        self.write("caption: [")
        if number:
            self.write(f"#capnum({self.literal(number)});")
        self.anchors(node)
        self.walk(list(node.children))
        self.write("], ")

    def visit_caption(self, node: nodes.caption) -> None:
        """Write the caption of a listing; those of figures are taken by `visit_figure`."""
        self.mark(node)
        number = number_format(self.builder.env, self.docname, "code-block", node.parent)
        self.write("\n#block-title[")
        if number:
            self.write(f"#capnum({self.literal(number)});")

    def depart_caption(self, node: nodes.caption) -> None:
        self.write("]\n\n")

    def visit_legend(self, node: nodes.legend) -> None:
        self.write("\n")

    def depart_legend(self, node: nodes.legend) -> None:
        self.write("\n")

    def visit_image(self, node: nodes.image) -> None:
        self.mark(node)
        self.anchors(node)
        name = self.builder.images.get(node["uri"])
        if name is None:
            self.report(node, "P103", f"the image '{node['uri']}' cannot be read", "give the path of an existing file")
            raise nodes.SkipNode
        self._check_type(node)
        decorative = "decorative" in node["classes"]
        alt = str(node.get("alt", "")).strip()
        if not alt and not decorative:
            self.report(
                node,
                "P102",
                f"the image '{node['uri']}' has no alternative text",
                "add `alt`, or the class `decorative`",
            )
            raise nodes.SkipNode
        if not decorative:
            self.manuscript.images.append(Told(alt, self.place(node)))
        path = f'"/img/" + {self.literal(name)}'
        if narrow := self._narrow(node):
            path = f'"/img/" + pick({self.literal(name)}, {self.literal(narrow)})'
        call = _image_call(path, self.literal(alt), node, decorative=decorative)
        if self._may_be_high(node):
            call = f"#fitted({call.removeprefix('#').removesuffix(';')}, 0pt);"
        self.write(call)
        raise nodes.SkipNode

    def _narrow(self, node: nodes.image) -> str:
        """Return the name of the drawing for narrow screens, whose type is larger: large print takes it; else empty."""
        place = str(node.get(NARROW_URI, ""))
        if not place:
            return ""
        return self.builder.images.setdefault(place, Path(place).name)

    def _may_be_high(self, node: nodes.image) -> bool:
        """Say whether a picture may be higher than a page has room for; one in a figure is fitted there."""
        if _is_sized(node) or _is_inline(node) or node.get("align") or isinstance(node.parent, nodes.figure):
            return False
        try:
            _, height = imagesize.get(Path(self.builder.srcdir) / node["uri"])
        except (OSError, ValueError, struct.error):
            return True
        return not 0 <= float(height) <= _LOW

    def _check_type(self, node: nodes.image) -> None:
        """Warn of a drawing whose type is too small on paper, at the width that its author asks for or the page has."""
        drawing = self.drawing(node)
        if drawing is None or not drawing.smallest:
            return
        size = drawing.smallest * points_of(str(node.get("width", "")))
        if size < SMALLEST:
            path, line = self.place(node)
            name = Path(node["uri"]).name
            message = f"the smallest type of '{name}' is {size:.1f} pt on paper, and {SMALLEST:g} is the least"
            log.warning("%s", message, location=f"{path}:{line}", type="course", subtype="P220")


def words_label(docname: str, figure: nodes.figure) -> str:
    """Return the label of what a figure says in words."""
    return f"words {docname}#{figure['ids'][0]}"


def _is_sized(node: nodes.image) -> bool:
    return any(node.get(side) for side in ("width", "height"))


def _is_inline(node: nodes.image) -> bool:
    return isinstance(node.parent, nodes.TextElement) and len(node.parent) > 1


def _words_behind(node: nodes.figure) -> nodes.container | None:
    """Return what tells a drawing in words, right behind it."""
    after = node.next_node(descend=False, siblings=True)
    told = isinstance(after, nodes.container) and "course-figure-words" in after.get("container_classes", ())
    return after if told else None  # type: ignore[return-value]


def points_of(width: str) -> float:
    """Return the width of a picture on the page in points; without a width of its own it fills the page."""
    length = typst_length(width)
    if length.endswith("%"):
        return _TEXT_WIDTH * min(float(length[:-1]), 100) / 100
    units = {"pt": 1.0, "em": 11.0, "cm": 28.35, "mm": 2.835, "in": 72.0}
    return min(float(length[:-2]) * units[length[-2:]], _TEXT_WIDTH) if length else _PAGE_WIDTH


def _image_call(path: str, alt: str, node: nodes.image, *, decorative: bool) -> str:
    size = "".join(
        f", {side}: {length}" for side in ("width", "height") if (length := typst_length(node.get(side, "")))
    )
    call = f"pdf.artifact(image({path}{size}))" if decorative else f"image({path}, alt: {alt}{size})"
    align = node.get("align") if node.get("align") in ("left", "center", "right") else None
    if _is_inline(node):
        return f"#box({call});"
    return f"\n#align({align})[#{call}]\n" if align else f"#{call};"
