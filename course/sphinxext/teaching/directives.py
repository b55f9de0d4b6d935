"""Directives that make pages of the session plan: agenda, guide, checklists, notes, slides and kits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx_design.shared import create_component

from course.instructor.beside import beside
from course.instructor.deck import deck
from course.instructor.guide import agenda, checklists, guide, left_out, scope
from course.instructor.kits import RECORDS, kits_of
from course.instructor.stage import CAPTION, picture_scale
from course.instructor.stock import Stock, inputs_of_stock, read_stock
from course.instructor.texts import Block, Cards, Part
from course.instructor.votes import shape_of
from course.sphinxext.memory import project_of
from course.sphinxext.messages import interface_words
from course.sphinxext.teaching.drawn import session_strip, stamp
from course.sphinxext.teaching.marks import MARKS
from course.sphinxext.teaching.nodes import course_tally, cut_cards, slide_body, speaker_notes
from course.sphinxext.teaching.view import TEACHING
from quizzes.finding import FindingsError
from quizzes.sphinxext.texts import TextPlace, TextReader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx

    from course.instructor.frames import Frame
    from course.project import Project
    from course.sessions.plan import SessionFormat

log = logging.getLogger(__name__)


class Sessions(SphinxDirective):
    """Base of what is made from the session plan: reads it, notes what the page depends on, fills sections."""

    has_content = False
    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """Return the nodes, or nothing and a warning for a plan that is broken or names something unknown."""
        try:
            project = project_of(self.env)
            for path in inputs_of_stock(project):
                self.env.note_dependency(str(path))
            self.env.glob_toctrees.add(self.env.docname)  # read again when a handout comes or goes
            return self.make(read_stock(project))
        except FindingsError as error:
            for one in error.findings:
                log.error("%s", one.message, location=f"{one.path}:{one.line}", type="course", subtype=one.code)  # noqa: TRY400
        except KeyError as error:
            log.warning(
                "the session plan has no %s", error, location=self.get_location(), type="course", subtype="I002"
            )
        return []

    def make(self, stock: Stock) -> list[nodes.Node]:
        """Return what the directive stands for; raises KeyError for an unknown name."""
        raise NotImplementedError

    def chosen(self, stock: Stock) -> SessionFormat:
        """Return the format that the argument names."""
        return stock.plan.format(self.arguments[0])

    def fill(self, into: nodes.Element, blocks: Sequence[Block | Cards]) -> nodes.Element:
        """Parse the blocks into a node, each with the file and line it comes from."""
        reader = TextReader(self)
        for block in blocks:
            if isinstance(block, Cards):
                into += self.cards(block)
                continue
            source, line = into.source, into.line
            reader.fill(into, block.text, TextPlace(str(block.path), block.line))
            into.source, into.line = source or into.source, line or into.line
        return into

    def cards(self, cards: Cards) -> cut_cards:
        """Return cards to cut, each with its title."""
        sheet = cut_cards(columns=cards.columns, rows=cards.rows, large=cards.large)
        for title, block in cards.cards:
            shapes = [f"vote-{shape}"] if cards.large and (shape := shape_of(title)) else []
            card = nodes.admonition("", nodes.title("", title), classes=["cut-card", *shapes])
            self.set_source_info(card)
            sheet += self.fill(card, [block])
        return sheet

    def section(self, title: str, blocks: Sequence[Block | Cards]) -> nodes.section:
        """Return a section with a title and the blocks in it."""
        section = nodes.section(names=[])
        self.set_source_info(section)
        heading = nodes.title(title, title)
        self.set_source_info(heading)
        section += heading
        section["ids"].append(self._free_id(title))
        self.fill(section, blocks)
        return section

    def _free_id(self, title: str) -> str:
        """Return an id for a section that no other of the page has."""
        wanted = nodes.make_id(title) or "section"
        used: set[str] = self.env.temp_data.setdefault("course-sections", set())  # type: ignore[assignment]
        name, count = wanted, 1
        while name in used or name in self.state.document.ids:
            count += 1
            name = f"{wanted}-{count}"
        used.add(name)
        return name

    def parts(self, parts: list[Part]) -> list[nodes.Node]:
        """Return parts as nested sections."""
        found: list[nodes.Node] = []
        for part in parts:
            section = self.section(part.title, part.blocks)
            section += self.parts(part.parts)
            found.append(section)
        return found


def provided(project: Project, *, sign: bool) -> list[nodes.Node]:
    """Return who gives the session, from course.toml: the sign where wanted, the name, and how to reach them.

    They are words and no Markdown, whatever they hold.
    """
    tables = project.tables
    lines = [nodes.paragraph("", "", nodes.strong(text, text)) for text in (tables.publisher,) if text]
    lines += [nodes.paragraph(text, text) for text in (tables.reached,) if text and tables.provider]
    logo = tables.print.logo if sign else None
    shown = [nodes.image(uri=f"/{logo}", alt=tables.publisher, height="90px")] if logo else []
    return [nodes.container("", *shown, *lines, classes=["session-provider"])] if shown or lines else []


class Agenda(Sessions):
    """The agenda of a format, with what it leaves out."""

    def make(self, stock: Stock) -> list[nodes.Node]:
        """Return the tables."""
        one = self.chosen(stock)
        lead = self.fill(nodes.container(), [scope(stock, one)])
        given = provided(stock.project, sign=False)
        return [*given, *lead.children, *self.parts([*agenda(stock, one), *left_out(stock, one)])]


class Guide(Sessions):
    """The facilitator guide of a format, segment by segment."""

    def make(self, stock: Stock) -> list[nodes.Node]:
        """Return a section for each meeting, and in it one for each segment."""
        return self.parts(guide(stock, self.chosen(stock)))


class Kit(Sessions):
    """A kit to print and cut, by its name."""

    def make(self, stock: Stock) -> list[nodes.Node]:
        """Return its sections."""
        if plays := self.config.course_role_plays:
            stock = replace(stock, plays=frozenset(plays))
        kit = self.arguments[0]
        given = provided(stock.project, sign=False) if kit in RECORDS else []
        return [*given, *self.parts([*kits_of(stock.plan)[kit](stock)])]


class SessionChecklists(Sessions):
    """What to do before, during and after a session, and what makes the room safe."""

    required_arguments = 0

    def make(self, stock: Stock) -> list[nodes.Node]:
        """Return lists with boxes to tick, then the room and the words for it."""
        return self.parts([*checklists(stock)])


class Teaching(Sessions):
    """The notes of a trainer for one lesson, each activity in a box that opens; written under its title."""

    def make(self, stock: Stock) -> list[nodes.Node]:
        """Return the boxes."""
        return [self._box(part) for part in beside(stock, self.arguments[0])]

    def _box(self, part: Part) -> nodes.container:
        box: nodes.container = create_component(
            "dropdown", opened=False, type="dropdown", has_title=True, icon=None, chevron=None,
            container_classes=["sd-mb-3", TEACHING], title_classes=[], body_classes=[],
        )  # fmt: skip
        box += interface_words(nodes.rubric("", part.title))
        self.fill(box, part.blocks)
        return box


class Deck(Sessions):
    """The slides of a format, or of one of its meetings by its number."""

    optional_arguments = 1

    def make(self, stock: Stock) -> list[nodes.Node]:
        """Return a section for each segment, whose first slide it is; further slides are sections in it."""
        before = set(self.state.document.nametypes)
        found = provided(stock.project, sign=True)
        for first, *others in deck(stock, self.chosen(stock), int((*self.arguments, "0")[1])):
            section = self._frame(first)
            section += [self._frame(frame) for frame in others]
            found.append(section)
        # Labels belong to the lessons; a second place for the same label would be a fault.
        for name in set(self.state.document.nametypes) - before:
            del self.state.document.nametypes[name]
        return found

    def _frame(self, frame: Frame) -> nodes.section:
        section = self.section(frame.title, [])
        picture = frame.picture
        height = int(picture.height * picture_scale(frame.title, picture)) if picture else 0
        letters = CAPTION if picture else frame.letters
        body = slide_body(letters=letters, figure=height, opens=frame.opens, look=frame.look)
        body += [session_strip(strip=frame.strip, letters=frame.letters)] if frame.strip else []
        body += [stamp(frame.stamp)] if frame.stamp else []
        section += self.fill(body, frame.blocks)
        if frame.tally:
            body += course_tally(choices=list(frame.tally))
        if frame.notes:
            section += self.fill(speaker_notes(), frame.notes)
        return section


DIRECTIVES: dict[str, type[SphinxDirective]] = {
    **MARKS,
    "agenda": Agenda,
    "session-guide": Guide,
    "session-checklists": SessionChecklists,
    "deck": Deck,
    "teaching": Teaching,
    "kit": Kit,
}


def add_directives(app: Sphinx) -> None:
    """Register the directives; `course_role_plays` names the role plays whose cards are printed, all without one."""
    app.add_config_value("course_role_plays", [], "env", (list, tuple))
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
