"""What a presentation says: trees of docutils as paragraphs of runs, for shapes and for notes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from docutils import nodes

from course.sphinxext.spoken import formula_on_a_line
from quizzes.raised import lowered, raised
from quizzes.sphinxext.changed_words import changed, opening

if TYPE_CHECKING:
    from collections.abc import Iterator

BULLET = "•"


@dataclass(frozen=True)
class Run:
    """Words in one look; `url` leads out of the presentation, `change` is del or ins, `moved` sup or sub."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    url: str = ""
    moved: str = ""
    change: str = ""

    @property
    def plain(self) -> str:
        """Return the words where nothing can be raised, such as in notes."""
        return raised(self.text) if self.moved == "sup" else lowered(self.text) if self.moved else self.text


@dataclass
class Line:
    """A paragraph: `mark` is what stands before it, such as a bullet or `2.`, `level` how far it is set in."""

    runs: list[Run] = field(default_factory=list)
    level: int = 0
    mark: str = ""

    @property
    def text(self) -> str:
        """Return the words with what stands before them."""
        return f"{self.mark} {self.words}".strip()

    @property
    def words(self) -> str:
        """Return the words alone."""
        return "".join(run.plain for run in self.runs)


def lines_of(node: nodes.Node, level: int = 0, mark: str = "") -> Iterator[Line]:
    """Yield the paragraphs of a tree in order; whatever has words has a line."""
    if isinstance(node, nodes.bullet_list | nodes.enumerated_list):
        for number, item in enumerate(node.children, int(node.get("start", 1))):
            yield from _item(item, level, BULLET if isinstance(node, nodes.bullet_list) else f"{number}.")
    elif isinstance(node, nodes.literal_block):
        yield from (Line([Run(text, code=True)], level) for text in node.astext().split("\n"))
    elif isinstance(node, nodes.table):
        yield from _rows(node, level)
    elif isinstance(node, nodes.image):
        yield Line([Run(str(node.get("alt", "")), italic=True)], level, mark)
    elif isinstance(node, nodes.TextElement):
        line = Line([*runs_of(node)], level, mark)
        if line.words.strip():
            yield line
    elif isinstance(node, nodes.Element) and not isinstance(node, nodes.Invisible):
        for place, child in enumerate(node.children):
            yield from lines_of(child, level, mark if place == 0 else "")


def _item(item: nodes.Node, level: int, mark: str) -> Iterator[Line]:
    first = True
    for child in item.children:
        nested = isinstance(child, nodes.bullet_list | nodes.enumerated_list)
        yield from lines_of(child, level + nested, mark if first and not nested else "")
        first = False


def _rows(table: nodes.table, level: int) -> Iterator[Line]:
    for row in table.findall(nodes.row):
        yield Line([Run(" | ".join(" ".join(cell.astext().split()) for cell in row.children))], level)


def runs_of(node: nodes.Node, look: Run = Run("")) -> Iterator[Run]:
    """Yield the words of a paragraph, each stretch with its look; a formula and a picture are words too.

    What was changed is said in brackets, too, since the line through it is not read aloud.
    """
    if isinstance(node, nodes.Text):
        yield replace(look, text=str(node).replace("\n", " "))
    elif isinstance(node, nodes.image):
        yield replace(look, text=f"[{node.get('alt', '')}]", italic=True)
    elif isinstance(node, nodes.math | nodes.math_block):
        yield replace(look, text=str(node.get("alt") or formula_on_a_line(node.astext())))
    else:
        inner = _look(node, look)
        yield from [replace(look, text=opening(node))] if isinstance(node, changed) else []
        for child in node.children:
            yield from runs_of(child, inner)
        yield from [replace(look, text="]")] if isinstance(node, changed) else []


def _look(node: nodes.Node, look: Run) -> Run:
    """Return the look of what stands in a node."""
    own: dict[str, Any] = {}
    match node:
        case nodes.strong() | nodes.title():
            own["bold"] = True
        case nodes.emphasis():
            own["italic"] = True
        case nodes.literal():
            own["code"] = True
        case nodes.superscript():
            own["moved"] = "sup"
        case nodes.subscript():
            own["moved"] = "sub"
        case changed():
            own["change"] = node["kind"]
        case nodes.reference():
            given = str(node.get("refuri", ""))
            own["url"] = given if given.startswith(("https:", "http:", "mailto:", "tel:")) else ""
    return replace(look, **own)
