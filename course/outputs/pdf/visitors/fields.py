"""Fields and parts of single sheets."""

# ruff: noqa: D102 - docutils fixes the names of visitors, which say what they visit
from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from course.outputs.pdf.fields import Field
from course.outputs.pdf.writer import Writer

if TYPE_CHECKING:
    from course.outputs.pdf.arrange import sheet_part
    from course.outputs.pdf.fields import form_field


class Fields(Writer):
    """A field is drawn by the theme and noted for the finishing pass; a part is a call of the theme."""

    def visit_form_field(self, node: form_field) -> None:
        fields = self.manuscript.fields
        fields.append(Field(node["kind"], f"{node['kind']}-{len(fields) + 1}", node["tip"], place=self.place(node)))
        self.write(f"#field-{node['kind']}({len(fields) - 1}, {node['width']});")
        raise nodes.SkipNode

    def visit_sheet_part(self, node: sheet_part) -> None:
        self.write(f"\n#{node['call']}")
        for child in node.children:
            self.write("[")
            child.walkabout(self)
            self.write("]")
        self.write("\n\n")
        raise nodes.SkipNode
