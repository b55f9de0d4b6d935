"""How works are printed: sorted and numbered, without the maintainers' notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pybtex.plugin import register_plugin
from pybtex.style.formatting.plain import Style as PlainStyle

if TYPE_CHECKING:
    from sphinx.application import Sphinx

STYLE = "course"


class CourseStyle(PlainStyle):  # type: ignore[misc]
    """pybtex's plain style without the field `note`, which says for maintainers how far a source was read."""

    def format_entry(self, label: str, entry: Any, bib_data: Any = None) -> Any:
        """Format a copy of the entry, so that the note stays in the database."""
        return super().format_entry(label, _without_note(entry), bib_data)


def _without_note(entry: Any) -> Any:
    from pybtex.database import Entry

    fields = [(name, value) for name, value in entry.fields.items() if name.lower() != "note"]
    copy = Entry(entry.type, fields, entry.persons)
    copy.key = entry.key
    return copy


def setup_references(_app: Sphinx) -> None:
    """Make the style known to pybtex under its name."""
    register_plugin("pybtex.style.formatting", STYLE, CourseStyle)
