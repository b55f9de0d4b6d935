"""Links, anchors, footnotes, citations and index marks."""

# ruff: noqa: D102, ARG002 - docutils fixes the names of visitors, which say what they visit
from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from course.outputs.pdf.manuscript import BODY
from course.outputs.pdf.writer import Writer
from course.sphinxext.strings import _

if TYPE_CHECKING:
    from sphinx import addnodes
    from sphinx.environment import BuildEnvironment


class References(Writer):
    """A link leaves the book, leads to an anchor in it, or, when it means a page outside, is plain text."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.open_links: list[str] = []
        self.footnotes = {i: note for note in self.document.findall(nodes.footnote) for i in note["ids"]}
        self.footnotes_used = {ref.get("refid") for ref in self.document.findall(nodes.footnote_reference)}
        self.footnotes_written: set[str] = set()

    def visit_reference(self, node: nodes.reference) -> None:
        self.anchors(node)
        target = self.target_of(node)
        if target is None:
            # Who types an address from paper would type a hyphen at the end of a line too.
            whole = "#set text(hyphenate: false);" if " " not in node.astext().strip() else ""
            self.write(f"#link({self.literal(node['refuri'])})[{whole}")
            self.open_links.append("];")
        elif target.partition("#")[0] in self.manuscript.docnames:
            if _is_term(node):
                self._note_use(target)
            self.jump(target, node, "" if self.manuscript.partial else _page_words(node))
            self.open_links.append("];")
        else:
            self.open_links.append("")

    def _note_use(self, term: str) -> None:
        """Mark the first place on a page at which a term is used, so that the index leads there, too."""
        label = f"use {self.docname} {term}"
        if self.part == BODY and not self.head_key and self.manuscript.note_use(term, label):
            self.write(f"#metadata(none)#label({self.literal(label)})")

    def depart_reference(self, node: nodes.reference) -> None:
        self.write(self.open_links.pop())

    visit_number_reference = visit_reference
    depart_number_reference = depart_reference

    def target_of(self, node: nodes.reference) -> str | None:
        """Return the label that a reference inside the book leads to, None for one that leaves it."""
        if "refid" in node:
            return self.label_of(node["refid"])
        uri = node.get("refuri", "")
        if not uri.startswith("%"):
            if not uri or ("://" not in uri and not uri.startswith(("mailto:", "tel:"))):
                self.report(
                    node, "P107", f"the link to '{uri}' leads nowhere on paper", "name a page or a full address"
                )
                return ""
            return None
        docname, _, node_id = uri[1:].partition("#")
        return self.label_of(node_id.partition("#")[2] or node_id, docname)

    def visit_target(self, node: nodes.target) -> None:
        self.anchors(node)

    def depart_target(self, node: nodes.target) -> None:
        """Do nothing: the anchor is written."""

    def visit_index(self, node: addnodes.index) -> None:
        self.anchors(node, *(entry[2] for entry in node["entries"] if entry[2]))
        raise nodes.SkipNode

    def visit_download_reference(self, node: addnodes.download_reference) -> None:
        """Print the words: a file cannot be taken from paper."""

    def depart_download_reference(self, node: addnodes.download_reference) -> None:
        """Do nothing: see above."""

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        note_id = node.get("refid", "")
        label = self.literal(self.label_of(f"footnote {note_id}"))
        in_head = f"#head-note({self.literal(self.head_key)}, label({label}), " if self.head_key else ""
        if note_id in self.footnotes_written:
            self.write(f"{in_head}none);" if in_head else f"#footnote(label({label}));")
        elif note_id in self.footnotes:
            self.footnotes_written.add(note_id)
            self.write(f"{in_head}[" if in_head else "#footnote[")
            self.anchors(self.footnotes[note_id])
            self.walk([child for child in self.footnotes[note_id].children if not isinstance(child, nodes.label)])
            self.write("]);" if in_head else f"]#label({label})")
        raise nodes.SkipNode

    def visit_footnote(self, node: nodes.footnote) -> None:
        """Skip a note that is printed where it is referred to; print the others in place."""
        if self.footnotes_used.intersection(node["ids"]):
            raise nodes.SkipNode
        self.write("\n#note-in-place[")
        self.anchors(node)

    def depart_footnote(self, node: nodes.footnote) -> None:
        self.write("]\n\n")

    def visit_citation(self, node: nodes.citation) -> None:
        self.mark(node)
        label = node[0].astext() if node.children and isinstance(node[0], nodes.label) else ""
        self.write(f"\n#bibentry({self.literal(label)})[")
        self.anchors(node)

    def depart_citation(self, node: nodes.citation) -> None:
        self.write("]\n\n")

    def visit_citation_reference(self, node: nodes.citation_reference) -> None:
        self.jump(self.label_of(node.get("refid", ""), node.get("docname")), node)
        self.write("\\[")

    def depart_citation_reference(self, node: nodes.citation_reference) -> None:
        self.write("\\]];")


def _page_words(node: nodes.Element) -> str:
    """Return how the page of a link is named; empty where order leads there: works by number, terms by letter."""
    in_order = _is_term(node) or "bibtex-citation" in node.parent.get("classes", ()) or _is_note(node)
    return "" if in_order else str(_("p. %1"))


def _is_term(node: nodes.Element) -> bool:
    """Say whether a link leads to an entry of the glossary."""
    return any("std-term" in part.get("classes", ()) for part in node.findall(nodes.Element))


def _is_note(node: nodes.Element) -> bool:
    """Say whether a link is the mark of a work, such as [12], which a list in order has."""
    words = node.astext().strip("[]")
    return words.isdecimal() and isinstance(node, nodes.reference)


def number_of(env: BuildEnvironment, docname: str, kind: str, node: nodes.Element) -> str:
    """Return Sphinx's number of a figure, table, listing or formula, empty without numbers."""
    numbers = env.toc_fignumbers.get(docname, {}).get(kind, {})
    ids: list[str] = node.get("ids", [])
    found = next((numbers[i] for i in ids if numbers.get(i)), ())
    return ".".join(map(str, found))


def number_format(env: BuildEnvironment, docname: str, kind: str, node: nodes.Element) -> str:
    """Return 'Figure 3.1' and the like as references to the node print it, empty without numbers."""
    number = number_of(env, docname, kind, node)
    return str(env.config.numfig_format.get(kind, "%s")) % number if number else ""
