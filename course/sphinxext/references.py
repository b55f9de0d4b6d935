"""How works are printed: sorted and numbered, without the maintainers' notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pybtex.database import Entry
from pybtex.plugin import register_plugin
from pybtex.richtext import Tag
from pybtex.style.formatting import FormattedEntry
from pybtex.style.formatting.plain import Style as PlainStyle
from pybtex.style.template import field, sentence

from course.sphinxext.spoken import formula_on_a_line
from quizzes.raised import lowered, raised

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

STYLE = "course"
_KEPT = 10_000
"""How many works are remembered; a process that has formatted more begins anew."""
_NAMED = {"mu": "µ", "degree": "°", "pm": "±", "times": "×", "geq": "≥", "leq": "≤"}
_TEX = re.compile(
    r"(?<!\\)\$((?:[^$\\]|\\.)+)\$|\\textsuperscript\s*\{([^{}]*)\}|\\textsubscript\s*\{([^{}]*)\}"
    rf"|\\text({'|'.join(_NAMED)})(?![A-Za-z])\s*(?:\{{\}})?"
)
_texts: dict[tuple[Any, ...], Any] = {}


class CourseStyle(PlainStyle):  # type: ignore[misc]
    """pybtex's plain style with titles as they were written, and without the field `note`.

    Plain writes titles small, which makes a mL an ml and a name of a company a word; the note says for maintainers how
    far a source was read.
    """

    def format_title(self, _entry: Any, which_field: str, as_sentence: bool = True) -> Any:  # noqa: FBT001, FBT002
        """Return a title in the letters that it has."""
        title = field(which_field)
        return sentence[title] if as_sentence else title

    def format_entry(self, label: str, entry: Any, bib_data: Any = None) -> Any:
        """Format a copy of the entry, so that the note stays in the database; a work formatted before is remembered.

        The extension formats every work in every build, twice: for the list, and for the words over a link to it.
        """
        copy = _without_note(entry)
        content = _content(copy)
        if content not in _texts:
            _remember(content, super().format_entry(label, copy, bib_data).text)
        return FormattedEntry(entry.key, _texts[content], label)


def in_signs(field: str) -> str:
    r"""Return a field of BibTeX with signs for what pybtex leaves as TeX, `$10^9$`, `\textsuperscript{9}`."""
    return _TEX.sub(_in_signs, field)


def _in_signs(found: re.Match[str]) -> str:
    formula, up, down, name = found.groups()
    if formula is not None:
        return formula_on_a_line(formula)
    if name is not None:
        return _NAMED[name]
    return raised(up) if up is not None else lowered(down)


def _without_note(entry: Any) -> Any:
    fields = [(name, in_signs(value)) for name, value in entry.fields.items() if name.lower() != "note"]
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
