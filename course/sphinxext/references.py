"""How works are printed: sorted and numbered, without the maintainers' notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pybtex.database import Entry
from pybtex.plugin import register_plugin
from pybtex.richtext import Tag
from pybtex.style.formatting import FormattedEntry
from pybtex.style.formatting.plain import Style as PlainStyle

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

STYLE = "course"
_KEPT = 10_000
"""How many works are remembered; a process that has formatted more begins anew."""
_texts: dict[tuple[Any, ...], Any] = {}


class CourseStyle(PlainStyle):  # type: ignore[misc]
    """pybtex's plain style without the field `note`, which says for maintainers how far a source was read."""

    def format_entry(self, label: str, entry: Any, bib_data: Any = None) -> Any:
        """Format a copy of the entry, so that the note stays in the database; a work formatted before is remembered.

        The extension formats every work in every build, twice: for the list, and for the words over a link to it.
        """
        copy = _without_note(entry)
        content = _content(copy)
        if content not in _texts:
            _remember(content, super().format_entry(label, copy, bib_data).text)
        return FormattedEntry(entry.key, _texts[content], label)


def _without_note(entry: Any) -> Any:
    fields = [(name, value) for name, value in entry.fields.items() if name.lower() != "note"]
    copy = Entry(entry.type, fields, entry.persons)
    copy.key = entry.key
    return copy


def _content(entry: Any) -> tuple[Any, ...]:
    """Return everything that an entry is printed from."""
    persons = ((role, *map(str, people)) for role, people in entry.persons.items())
    return (entry.type, entry.key, tuple(entry.fields.items()), *persons)


def _remember(content: tuple[Any, ...], text: Any) -> None:
    if len(_texts) >= _KEPT:
        _texts.clear()
    _texts[content] = text


def remember_works(_app: Sphinx, env: BuildEnvironment) -> None:
    """Take the works as the last build formatted them; the same engine made it, else its environment would be gone."""
    domain: Any = env.domains["cite"]
    own = {key for key, made in domain.bibliographies.items() if made.style == STYLE}
    for work in domain.citations:
        if work.bibliography_key in own and not isinstance(work.formatted_entry.text, Tag):
            _remember(_content(_without_note(work.entry)), work.formatted_entry.text)


def setup_references(app: Sphinx) -> None:
    """Make the style known to pybtex under its name."""
    register_plugin("pybtex.style.formatting", STYLE, CourseStyle)
    app.connect("env-updated", remember_works, priority=100)
