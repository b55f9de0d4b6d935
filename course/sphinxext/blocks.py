"""The recurring parts of a lesson as titled boxes: case, objectives, recall, key points, job aid, trainer notes.

Every box is an admonition with classes of its own, so that each builder prints it without knowing courses.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from course.sphinxext.domain import course_domain
from course.sphinxext.memory import objectives_of, project_of
from course.sphinxext.messages import interface_words
from course.sphinxext.strings import _
from quizzes.content import reread
from quizzes.settings import objective_lines
from quizzes.sphinxext.texts import TextPlace, TextReader

if TYPE_CHECKING:
    from sphinx.application import Sphinx

log = logging.getLogger(__name__)


class Box(SphinxDirective):
    """A box with a fixed title and the body of the directive in it."""

    has_content = True
    kind: ClassVar[str] = ""

    def title(self) -> str:
        """Return the title of the box."""
        raise NotImplementedError

    def box(self) -> nodes.admonition:
        """Return the empty box with its title."""
        box = nodes.admonition(classes=[f"course-{self.kind}"])
        title = interface_words(nodes.title(self.title(), self.title()))
        box += title
        self.set_source_info(box)
        self.set_source_info(title)
        return box

    def run(self) -> list[nodes.Node]:
        """Return the box with the parsed body."""
        box = self.box()
        self.state.nested_parse(self.content, self.content_offset, box)
        return [box]

    def warn(self, code: str, message: str) -> list[nodes.Node]:
        """Report a fault at the directive and print nothing."""
        log.warning("%s", message, location=self.get_location(), type="course", subtype=code)
        return []


class Case(Box):
    """A short fictional case; the argument is its title."""

    optional_arguments = 1
    final_argument_whitespace = True
    kind = "case"

    def title(self) -> str:
        """Return the title given, to which `HeadCases` adds the word 'Case'."""
        return self.arguments[0] if self.arguments else str(_("Case"))

    def box(self) -> nodes.admonition:
        """Return the box; a title of its own is the author's, and therefore translated with the page."""
        box = super().box()
        if self.arguments:
            title = box[0]
            assert isinstance(title, nodes.title)
            del title["translatable"]
            title["case"] = True
        return box


class Recall(Box):
    """Items of earlier lessons, to be answered before the new lesson begins."""

    kind = "recall"

    def title(self) -> str:
        """Return the title of the box."""
        return str(_("Recall"))


class KeyPoints(Box):
    """The lesson in three lines."""

    kind = "keypoints"

    def title(self) -> str:
        """Return the title of the box."""
        return str(_("Key points"))


class Instructor(Box):
    """Notes for whoever teaches the lesson; only builds with the tag `instructor` show them."""

    kind = "instructor"

    def title(self) -> str:
        """Return the title of the box."""
        return str(_("For the instructor"))

    def run(self) -> list[nodes.Node]:
        """Return the box, bound to the tag."""
        only = addnodes.only(expr="instructor")
        self.set_source_info(only)
        only += super().run()
        return [only]


class Objectives(Box):
    """The objectives of the page, from objectives.yaml."""

    has_content = False
    kind = "objectives"

    def title(self) -> str:
        """Return the title of the box."""
        return str(_("Objectives"))

    def run(self) -> list[nodes.Node]:
        """Return the list of what the learner will be able to do."""
        path = project_of(self.env).objectives
        if path:
            self.env.note_dependency(str(path))
        lesson = Path(self.env.docname).name
        own = [one for one in objectives_of(self.env).values() if one.lesson == lesson]
        if path is None or not own:
            return self.warn("T305", f"no objective names the lesson '{lesson}'")
        lines = reread(objective_lines, path)
        reader, items = TextReader(self), nodes.bullet_list(bullet="-")
        for one in own:
            items += reader.fill(nodes.list_item(), one.text, TextPlace(str(path), lines[one.id]))
            course_domain(self.env).note_objective(one.id, self.env.docname)
        box, lead = self.box(), str(_("At the end of this lesson you will be able to:"))
        paragraph = interface_words(nodes.paragraph(lead, lead))
        self.set_source_info(paragraph)
        box += [paragraph, items]
        return [box]


class JobAid(Box):
    """A link to the handout that puts the lesson to work; the argument is the handout's id, for example `h2`."""

    required_arguments = 1
    kind = "jobaid"

    def title(self) -> str:
        """Return the title of the box."""
        return str(_("Take away"))

    def run(self) -> list[nodes.Node]:
        """Return the box with the link, and the body when there is one."""
        name = self.arguments[0].lower()
        self.env.glob_toctrees.add(self.env.docname)  # read again when a page comes or goes
        pages = sorted(page for page in self.env.found_docs if page.startswith(f"handouts/{name}-"))
        if not pages:
            return self.warn("T306", f"there is no page handouts/{name}-….md")
        (box,) = super().run()
        assert isinstance(box, nodes.admonition)
        box.insert(1, nodes.paragraph("", "", page_link(pages[0], self.env.docname)))
        return [box]


def page_link(target: str, docname: str) -> addnodes.pending_xref:
    """Return a link to a page whose words are the title of that page."""
    options: dict[str, Any] = {"refdoc": docname, "refexplicit": False, "refwarn": True}
    link = addnodes.pending_xref("", refdomain="std", reftype="doc", reftarget=f"/{target}", **options)
    link += nodes.inline(target, target, classes=["doc"])
    return link


DIRECTIVES: dict[str, type[Box]] = {
    "case": Case,
    "instructor": Instructor,
    "jobaid": JobAid,
    "keypoints": KeyPoints,
    "objectives": Objectives,
    "recall": Recall,
}


class HeadCases(SphinxTransform):
    """Put the word 'Case' before the titles of cases once these are translated (Sphinx translates at priority 20)."""

    default_priority = 30

    def apply(self, **_kwargs: object) -> None:
        """Complete each title."""
        before, _mark, after = str(_("Case: %s")).partition("%s")
        for title in self.document.findall(nodes.title):
            if title.get("case"):
                title.insert(0, nodes.Text(before))
                title.append(nodes.Text(after))


class SeparateParagraphs(SphinxPostTransform):
    """Sphinx's plain-text writer runs the paragraphs of an admonition together unless a container holds them."""

    formats = ("text",)
    default_priority = 800

    def run(self, **_kwargs: object) -> None:
        """Put what follows the title of each box into a container."""
        for box in list(self.document.findall(nodes.admonition)):
            title, *body = box.children
            if isinstance(title, nodes.title) and len(body) > 1:
                box.children = [title]
                box.append(nodes.container("", *body))


def setup_blocks(app: Sphinx) -> None:
    """Register the boxes."""
    app.add_transform(HeadCases)
    app.add_post_transform(SeparateParagraphs)
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
