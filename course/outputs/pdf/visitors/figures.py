"""Figures, images and captions; an image without alternative text is an error before anything is compiled."""

# ruff: noqa: D102, ARG002 - docutils fixes the names of visitors, which say what they visit
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from course.outputs.pdf.visitors.references import number_format
from course.outputs.pdf.writer import Writer

if TYPE_CHECKING:
    from docutils.nodes import Element

_LENGTH = re.compile(r"^([0-9.]+)\s*(%|px|pt|em|ex|cm|mm|in|pc)?$")
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
        if legend is not None:
            self.write("legend: [")
            self.walk(list(legend.children))
            self.write("], ")
        if any(isinstance(child, nodes.table) for child in node.children):
            self.write("breakable: true, ")
        self.write(")[")
        self.anchors(node)
        self.walk([child for child in node.children if not isinstance(child, nodes.caption | nodes.legend)])
        self.write("]\n\n")
        raise nodes.SkipNode

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
        self.manuscript.images += not decorative
        self.write(_image_call(self.literal(f"/img/{name}"), self.literal(alt), node, decorative=decorative))
        raise nodes.SkipNode


def _image_call(path: str, alt: str, node: nodes.image, *, decorative: bool) -> str:
    size = "".join(
        f", {side}: {length}" for side in ("width", "height") if (length := typst_length(node.get(side, "")))
    )
    call = f"pdf.artifact(image({path}{size}))" if decorative else f"image({path}, alt: {alt}{size})"
    inline = isinstance(node.parent, nodes.TextElement) and len(node.parent) > 1
    align = node.get("align") if node.get("align") in ("left", "center", "right") else None
    if inline:
        return f"#box({call});"
    return f"\n#align({align})[#{call}]\n" if align else f"#{call};"
