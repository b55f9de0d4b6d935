"""`{lessons}`: the parts of the course as rows, each with its number, what one can do after it, and its minutes.

The rows are made when a page is written, from the heads of the pages themselves, so that a time or a title stands once.
In HTML they are a list of links, whose state the scripts add; in every other edition a table. What one can do after a
part is the author's, as a definition list in the body: the name of the page, and the words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from course.sphinxext.learner.pages import BUILDERS, ROWS, lesson_numbers, steps_of
from course.sphinxext.strings import _, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

log = logging.getLogger(__name__)


class lesson_rows(nodes.General, nodes.Element):  # noqa: N801 - docutils' way
    """Stands for the rows until the page is written."""


class LessonRows(SphinxDirective):
    """`{lessons}`: the rows of all parts of the course."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the place of the rows, which holds what the author says; the page then depends on every part."""
        meta = self.env.metadata[self.env.docname]
        meta["course_blocks"] = f"{meta.get('course_blocks', '')} {ROWS}".strip()
        place, body = lesson_rows(), nodes.container()
        self.set_source_info(place)
        self.state.nested_parse(self.content, self.content_offset, body)
        place += [told for item in body.findall(nodes.definition_list_item) for told in _told(item)]
        return [place]


class FillRows(SphinxPostTransform):
    """Put the rows in place, before references are resolved (priority 10)."""

    default_priority = 5

    def is_supported(self) -> bool:
        """Leave the author's words where translators get them."""
        return self.env._builder_cls.name != "gettext"  # noqa: SLF001 - as Sphinx's own transforms ask

    def run(self, **_kwargs: object) -> None:
        """Replace each place."""
        for place in [*self.document.findall(lesson_rows)]:
            outcomes = _outcomes(place)
            made = _list if self.env._builder_cls.name in BUILDERS else _table  # noqa: SLF001 - as Sphinx's own transforms ask
            rows = [*_rows(self.env, outcomes)]
            for term in outcomes.keys() - {row.docname for row in rows}:
                log.warning("{lessons} names '%s', and no part of the course is called so", term, location=place)
            place.replace_self(made(rows, place))


@dataclass(frozen=True)
class Row:
    """One part: its page, its number when it is a lesson, what one can do after it, its minutes."""

    docname: str
    number: str
    outcome: tuple[nodes.Node, ...]
    minutes: int


def _told(item: nodes.definition_list_item) -> Iterator[nodes.paragraph]:
    """Yield what the author says of one page, which bears the name of the page; the name itself is no word to read."""
    for paragraph in [*item.findall(nodes.paragraph)][:1]:
        paragraph["course_page"] = item[0].astext()
        yield paragraph


def _outcomes(place: nodes.Element) -> dict[str, tuple[nodes.Node, ...]]:
    """Return what the author says of the pages, by their names."""
    return {told["course_page"]: tuple(told.children) for told in place.findall(nodes.paragraph)}


def _rows(env: BuildEnvironment, outcomes: dict[str, tuple[nodes.Node, ...]]) -> Iterator[Row]:
    """Yield the parts in reading order."""
    numbers = lesson_numbers(env)
    for step in steps_of(env):
        yield Row(step.docname, str(numbers.get(step.docname, "")), outcomes.get(step.docname, ()), step.minutes)


def _link(docname: str, place: nodes.Element) -> addnodes.pending_xref:
    link = addnodes.pending_xref(
        "", refdomain="std", reftype="doc", reftarget=f"/{docname}", refexplicit=False, refwarn=True, refdoc=docname
    )
    link.source, link.line = place.source, place.line
    link += nodes.inline("", docname, classes=["xref", "std", "std-doc"])
    return link


def _time(minutes: int) -> str:
    return plural("%1 minute", "%1 minutes", minutes)


def _list(rows: list[Row], place: nodes.Element) -> nodes.Element:
    made = nodes.bullet_list(classes=["course-rows"])
    for one in rows:
        row = nodes.list_item("", nodes.paragraph("", one.number, classes=["course-row-number"]))
        row += nodes.paragraph("", "", _link(one.docname, place), classes=["course-row-title"])
        row += nodes.paragraph("", "", *_copies(one.outcome), classes=["course-row-outcome"])
        row += nodes.paragraph("", str(_("%1 min")).replace("%1", str(one.minutes)), classes=["course-row-time"])
        made += row
    return made


def _table(rows: list[Row], place: nodes.Element) -> nodes.Element:
    heads = [str(_("Part")), str(_("You will be able to")), str(_("Time"))]
    table, group = nodes.table(classes=["course-rows"]), nodes.tgroup(cols=len(heads))
    group += [nodes.colspec(colwidth=width) for width in (36, 48, 16)]
    head, body = nodes.thead(), nodes.tbody()
    head += _row([nodes.paragraph("", words) for words in heads])
    for one in rows:
        title = nodes.paragraph("", f"{one.number}. " if one.number else "", _link(one.docname, place))
        body += _row([title, nodes.paragraph("", "", *_copies(one.outcome)), nodes.paragraph("", _time(one.minutes))])
    group += [head, body]
    table += group
    return table


def _copies(found: tuple[nodes.Node, ...]) -> Iterator[nodes.Node]:
    """Yield copies, so that the same words can stand in two places of a tree."""
    yield from (one.deepcopy() for one in found)


def _row(cells: list[nodes.paragraph]) -> nodes.row:
    row = nodes.row()
    row += [nodes.entry("", cell) for cell in cells]
    return row


def setup_rows(app: Sphinx) -> None:
    """Register the directive and what fills it."""
    app.add_node(lesson_rows)
    app.add_directive(ROWS, LessonRows)
    app.add_post_transform(FillRows)
