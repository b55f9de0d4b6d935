"""What lessons hold for teaching in a room: parts that slides take over, discussions, and pointers to role plays."""

from __future__ import annotations

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from course.sphinxext.blocks import Instructor, page_link
from course.sphinxext.strings import _


class MarkedSlide(SphinxDirective):
    """A part of a lesson that slides take over; in the lesson it is text like any other, its title is not shown."""

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Return the content in its place."""
        box = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, box)
        return box.children


class Discussion(Instructor):
    """A question for the room; only builds with the tag `instructor` show it."""

    kind = "discussion"

    def title(self) -> str:
        """Return the title of the box."""
        return str(_("Discuss"))


class RolePlayBox(Instructor):
    """A pointer to a role play of the session plan, by its id; only builds with the tag `instructor` show it."""

    required_arguments = 1
    kind = "role-play"

    def title(self) -> str:
        """Return the title of the box."""
        return str(_("Role play: %s")) % self.arguments[0]

    def run(self) -> list[nodes.Node]:
        """Return the box with a link to the cards; nothing at all in the learner's editions."""
        if not self.config.course_teaching:
            return []
        (only,) = super().run()
        if "instructor/kits/role-plays" in self.env.found_docs:
            assert isinstance(only, nodes.Element)
            box = only[0]
            assert isinstance(box, nodes.admonition)
            box.append(nodes.paragraph("", "", page_link("instructor/kits/role-plays", self.env.docname)))
        return [only]


MARKS: dict[str, type[SphinxDirective]] = {
    "slide": MarkedSlide,
    "discussion": Discussion,
    "role-play": RolePlayBox,
}
