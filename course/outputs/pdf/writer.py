"""The small interface that every visitor writes through."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxTranslator

from course.outputs.pdf import escape
from course.outputs.pdf.compile import source_mark
from course.outputs.pdf.manuscript import BODY, Jump

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.outputs.pdf.builder import TypstBuilder

# Nodes that only hold other nodes: what is in them is written, they themselves leave nothing.
TRANSPARENT = frozenset(
    [
        "document",
        "compound",
        "definition_list_item",
        "tgroup",
        "tbody",
        "glossary",
        "start_of_file",
        "inline",
        "decoration",
        "generated",
        "option_argument",
        "option_string",
        "desc_sig_element",
        "abbreviation",
        "acronym",
        "manpage",
        "pending_xref_condition",
        "PassthroughTextElement",
        "sd_aside",
        "aside_main",
        "dropdown_main",
    ]
)
# Nodes with nothing for a reader of paper.
SKIPPED = frozenset(
    [
        "comment",
        "toctree",
        "substitution_definition",
        "colspec",
        "tabular_col_spec",
        "system_message",
        "meta",
        "highlightlang",
        "header",
        "footer",
        "sd_tab_input",
        "fontawesome",
        "sd_icon",
        "label",
        "docinfo",
        "pending",
    ]
)


class Writer(SphinxTranslator):
    """Base of all visitors: where text goes, and where the source of a node is.

    Extensions may rely on `write`, `literal`, `anchors`, `mark`, `divert`, `jump` and `report`.
    """

    builder: TypstBuilder
    longest_run = 48
    head_key = ""
    """Names the header cell of a table that is being written, when it holds something that leads elsewhere."""

    def __init__(self, document: nodes.document, builder: TypstBuilder) -> None:
        super().__init__(document, builder)
        self.manuscript = builder.manuscript
        self.docname = builder.current_docname
        self.part = BODY
        self.marked = ""

    def write(self, *text: str) -> None:
        """Add Typst source to the current part."""
        self.manuscript.parts[self.part][self.docname].append("".join(text))

    @staticmethod
    def literal(text: str) -> str:
        """Return text as a Typst string literal, its line ends as spaces."""
        return escape.words(text)

    @contextmanager
    def divert(self, part: str) -> Iterator[None]:
        """Write into another part of the book (for example `answers`) inside the with-block."""
        before, self.part = self.part, part
        try:
            yield
        finally:
            self.part = before

    def label_of(self, node_id: str, docname: str | None = None) -> str:
        """Return the label of an id, or of a document when the id is empty."""
        docname = self.docname if docname is None else docname
        return f"{docname}#{node_id}" if node_id else docname

    def anchors(self, node: nodes.Element, *more: str) -> None:
        """Write one invisible anchor that all ids of a node (and `more` ids) lead to."""
        ids = [i for i in (*node.get("ids", ()), *more) if self.label_of(i) not in self.manuscript.anchors]
        if ids:
            self.write(f"#metadata(none)#label({self.literal(self.name_anchor(ids))})")

    @staticmethod
    def index_ids(node: nodes.Element) -> list[str]:
        """Return the ids of a target or of the entries of an index node."""
        entries: list[tuple[str, ...]] = node.get("entries", [])
        return [*node.get("ids", []), *(entry[2] for entry in entries if entry[2])]

    def name_anchor(self, ids: list[str]) -> str:
        """Let all ids lead to the first one, and return its label; the caller writes the label itself."""
        label = self.label_of(ids[0])
        for node_id in ids:
            self.manuscript.anchors[self.label_of(node_id)] = label
        return label

    def jump(self, target: str, node: nodes.Element, paged: str = "", call: str = "paged") -> None:
        """Open a link to a label; the caller writes its text and then `];`. With `paged` it says the page, too."""
        self.manuscript.parts[self.part][self.docname].append(Jump(target, *self.place(node), paged, call))

    def place(self, node: nodes.Node) -> tuple[Path, int]:
        """Return the source file and line of a node or of its nearest ancestor that knows."""
        source, line = None, None
        current: Any = node
        while current is not None and not (source and line):
            source = source or current.source
            line = line or current.line
            current = current.parent
        path = str(source or "").partition(":docstring of ")[0]
        return Path(path or self.builder.env.doc2path(self.docname)), line or 1

    def mark(self, node: nodes.Node) -> None:
        """Note the source of what follows in a comment, so that a refusal of Typst can be led back to it."""
        path, line = self.place(node)
        mark = f"\n{source_mark(path, line)}\n"
        if mark != self.marked:
            self.marked = mark
            self.write(mark)

    def report(self, node: nodes.Node, code: str, message: str, hint: str = "") -> None:
        """Keep an error at the source of a node."""
        self.manuscript.report(*self.place(node), code, message, hint)

    def walk(self, children: list[nodes.Node]) -> None:
        """Write nodes in place."""
        for child in children:
            child.walkabout(self)

    def unknown_visit(self, node: nodes.Node) -> None:
        """Pass holders, skip what is not for paper, and report everything else: nothing is lost in silence."""
        names = {cls.__name__ for cls in type(node).__mro__}
        if names & TRANSPARENT:
            return
        if names & SKIPPED:
            raise nodes.SkipNode
        self.report(
            node,
            "P101",
            f"the PDF has no visitor for the node <{type(node).__name__}>",
            "register one with app.add_node(..., typst=(visit, depart))",
        )
        raise nodes.SkipNode

    def unknown_departure(self, node: nodes.Node) -> None:
        """Do nothing: `unknown_visit` has decided."""

    def visit_Text(self, node: nodes.Text) -> None:
        """Write the text as a string, in which nothing can be markup."""
        self.write("#", self.literal(escape.breakable(node.astext(), self.longest_run)), ";")

    def depart_Text(self, node: nodes.Text) -> None:
        """Do nothing: a text is written as a whole."""
