"""The translator of the PDF: all families of visitors in one class."""

from __future__ import annotations

from course.outputs.pdf.visitors.admonitions import Admonitions
from course.outputs.pdf.visitors.descriptions import Descriptions
from course.outputs.pdf.visitors.design import Design
from course.outputs.pdf.visitors.fields import Fields
from course.outputs.pdf.visitors.formulas import Formulas
from course.outputs.pdf.visitors.inline import Inline
from course.outputs.pdf.visitors.lists import Lists
from course.outputs.pdf.visitors.references import References
from course.outputs.pdf.visitors.sections import Sections
from course.outputs.pdf.visitors.tables import PrintedTables


class TypstTranslator(
    Sections, Design, Lists, PrintedTables, Inline, Admonitions, References, Formulas, Descriptions, Fields
):
    """Writes one document into the manuscript; Sphinx adds the visitors that extensions registered."""
