"""Say what differs from place to place: the role `here`, its citation, and the table of all places.

What they print stands in [places] of course.toml; pages that use it are read again when that file changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from course.project.load import setting_line
from course.project.places import BLANK, in_words, said_here, unknown_row, words_here
from course.sphinxext.memory import project_of
from course.sphinxext.strings import _, day_in_words
from course.sphinxext.translation import text_of
from quizzes.sphinxext.texts import TextPlace, TextReader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from course.project.tables import PlacesTable, Said

log = logging.getLogger(__name__)
Message = tuple[list[nodes.Node], list[nodes.system_message]]


class no_source(nodes.Invisible, nodes.Inline, nodes.Element):  # noqa: N801 - docutils names nodes so
    """Stands where a citation would, so that the blank before it can go with it."""


class DropNoSources(SphinxTransform):
    """Take the place of a citation that does not exist out of a text, with the blank before it."""

    default_priority = 30
    """After translation (Sphinx translates at priority 20)."""

    def apply(self, **_kwargs: object) -> None:
        """Leave no blank before the full stop."""
        for mark in list(self.document.findall(no_source)):
            parent = mark.parent
            place = parent.index(mark)
            before = parent[place - 1] if place else None
            if isinstance(before, nodes.Text):
                parent[place - 1] = nodes.Text(before.rstrip())
            parent.remove(mark)


class HereRole(SphinxRole):
    """Print what a row says of the place of this edition, or a line to write on."""

    def run(self) -> Message:
        """Return the words."""
        places = _places(self.env)
        if self.text not in places.rows:
            message = unknown_row(places, self.text)
            log.warning("%s", message, location=self.get_location(), type="course", subtype="C107")
            return [nodes.Text(self.text)], []
        return [nodes.Text(text_of(self.env, self.config.root_doc, words_here(places, self.text)))], []


class HereSources(SphinxRole):
    """Cite the works that a row names for the place of this edition; print nothing where it names none."""

    def run(self) -> Message:
        """Return the citation."""
        said = said_here(_places(self.env), self.text)
        if not said or not said.text or not said.source:
            return [no_source()], []
        keys, cite = ",".join(said.source), self.env.get_domain("cite").role("p")
        assert cite is not None
        found, told = cite("cite:p", f"{{cite:p}}`{keys}`", keys, self.lineno, self.inliner, {}, [])
        return list(found), list(told)


class PlacesTableDirective(SphinxDirective):
    """Print rows of the table for all places, one place a line; what nobody filled in is a line to write on.

    `rows` chooses rows, in their order; `empty` is the name of a last line for a place that the table does not have.
    """

    option_spec: ClassVar = {"rows": directives.unchanged_required, "empty": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Return the table, or nothing and a warning for a row that does not exist."""
        _places(self.env)
        places = places_of(self.env)
        wanted = [one.strip() for one in self.options.get("rows", ",".join(places.rows)).split(",")]
        for row in wanted:
            if row not in places.rows:
                message = unknown_row(places, row)
                log.warning("%s", message, location=self.get_location(), type="course", subtype="C107")
                return []
        return [self._table(places, wanted)]

    def _table(self, places: PlacesTable, wanted: list[str]) -> nodes.table:
        heads = [str(_("Place")), *(places.rows[row].title for row in wanted), str(_("Last read"))]
        group = nodes.tgroup(cols=len(heads))
        group += [nodes.colspec(colwidth=100 // len(heads), stub=place == 0) for place in range(len(heads))]
        group += nodes.thead("", self._row(heads))
        body = nodes.tbody()
        for code, name in places.names.items():
            said = [places.rows[row].says.get(code) for row in wanted]
            body += self._row([name, *map(_cell, said), _oldest(said)])
        if "empty" in self.options:
            body += self._row([self.options["empty"], *[BLANK] * (len(heads) - 1)])
        group += body
        return nodes.table("", group, classes=["course-places"])

    def _row(self, cells: Iterable[str]) -> nodes.row:
        reader, row = TextReader(self), nodes.row()
        place = TextPlace(str(project_of(self.env).settings), setting_line(project_of(self.env), "places"))
        for cell in cells:
            entry = nodes.entry()
            row += reader.fill(entry, cell, place) if cell != BLANK else nodes.entry("", nodes.paragraph(cell, cell))
        return row


def _cell(said: Said | None) -> str:
    if not said or not said.text:
        return BLANK
    return f"{said.text} {{cite:p}}`{','.join(said.source)}`" if said.source else said.text


def _oldest(said: Iterable[Said | None]) -> str:
    """Return the day before which nothing in a line was read; empty when no day is known."""
    days = [one.read for one in said if one and one.text and one.read]
    return day_in_words(min(days), "medium") if days else "\N{EN DASH}"


def _places(env: BuildEnvironment) -> PlacesTable:
    """Return the table, and note that the page being read depends on it."""
    project = project_of(env)
    env.note_dependency(str(project.settings))
    return project.tables.places


def places_of(env: BuildEnvironment) -> PlacesTable:
    """Return the table in the language of the build."""
    return in_words(project_of(env).tables.places, lambda text: text_of(env, env.config.root_doc, text))


def setup_places(app: Sphinx) -> None:
    """Register the roles and the directive."""
    app.add_node(no_source)
    app.add_transform(DropNoSources)
    app.add_role("here", HereRole())
    app.add_role("here-cite", HereSources())
    app.add_directive("places", PlacesTableDirective)
