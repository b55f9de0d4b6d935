"""What a page gives to the search: every text of it that a reader sees, each with the place that it leads to."""

from __future__ import annotations

from docutils import nodes

from course.search import SearchSection
from course.sphinxext.search import sections_of


def test_what_stands_in_no_section_is_searched_too() -> None:
    """A caption belongs to its table, a note at the end of the page is a place of its own, as is what comes first."""
    table = nodes.table("", nodes.title("", "Pressures"), nodes.tgroup("", nodes.paragraph("", "3 bar")))
    section = nodes.section("", nodes.title("", "Tyres"), table, ids=["tyres"])
    note = nodes.footnote("", nodes.label("", "1"), nodes.paragraph("", "Sealant dries."), ids=["sealant"])
    tree = nodes.document("", "")  # type: ignore[arg-type]
    tree += [nodes.paragraph("", "Before."), section, note]
    assert sections_of(tree) == (
        SearchSection("tyres", "Tyres", "Pressures 3 bar"),
        SearchSection("", "", "Before."),
        SearchSection("sealant", "", "Sealant dries."),
    )
