"""HTML in a page never vanishes from an edition: it becomes nodes, or its author is told with file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from course.sphinxext.html_nodes import Stream, read_siblings

if TYPE_CHECKING:
    from sphinx.application import Sphinx

log = logging.getLogger(__name__)
LOST, FORBIDDEN = "X004", "X003"


class HtmlToNodes(SphinxTransform):
    """Runs before anything else looks at the page, translation included."""

    default_priority = 5

    def apply(self, **_kwargs: Any) -> None:
        """Take the HTML of each run of siblings apart; what no node can hold stays raw, and is told."""
        for parent in {id(raw.parent): raw.parent for raw in self.document.findall(_is_html)}.values():
            if isinstance(parent, nodes.Element):
                self._convert(parent)
        if not self.config.course_trusted:
            for raw in list(self.document.findall(nodes.raw)):
                self._tell(raw.line or 1, f"code of one output format ({raw.get('format', '')})", FORBIDDEN)
                raw.parent.remove(raw)

    def _convert(self, parent: nodes.Element) -> None:
        before = list(parent.children)
        siblings = [node for node in before if not _is_break_of_latex(node)]
        inline = isinstance(parent, nodes.TextElement)
        holder = nodes.paragraph() if inline else nodes.container()
        stream = Stream(holder, inline, parent.line or 1)
        read_siblings(siblings, stream, _is_html)
        problems = stream.end()
        parent.children = []
        parent.extend(before if problems else holder.children)
        if not problems:
            self._locate(parent)
            return
        strange = not self.config.course_trusted
        for line, told in problems:
            self._tell(line, told, FORBIDDEN if strange else LOST)
        for raw in [one for one in parent.children if isinstance(one, nodes.raw) and _is_html(one)]:
            raw["lost"] = True
            if strange:
                parent.remove(raw)

    def _locate(self, parent: nodes.Element) -> None:
        """Let every new node know its place and its words, without which translators do not get them."""
        source = parent.source or self.document["source"]
        for node in parent.findall(nodes.Element):
            if not node.source:
                node.source, node.line = source, node.line or parent.line or 1
                if isinstance(node, nodes.TextElement) and not node.rawsource:
                    node.rawsource = " ".join(node.astext().split())

    def _tell(self, line: int, told: str, code: str) -> None:
        hint = "write it in Markdown" if code == LOST else "a stranger's page brings no code"
        where = f"{self.env.doc2path(self.env.current_document.docname)}:{line}"
        say = log.error if code == FORBIDDEN else log.warning
        say("%s", f"{told}; only the website shows it ({hint})" if code == LOST else f"{told} ({hint})",
            location=where, type="course", subtype=code)  # fmt: skip


class TranslatedHtmlToNodes(HtmlToNodes):
    """The same for what translators have written: Sphinx puts it in at priority 20."""

    default_priority = 22


class RefuseLostHtml(SphinxPostTransform):
    """What only the website can show is an error of every other edition."""

    default_priority = 1

    def run(self, **_kwargs: Any) -> None:
        """Log an error for each piece that this edition leaves out."""
        builder = self.env._builder_cls  # noqa: SLF001 - as Sphinx's own transforms ask
        if (builder.format == "html" and builder.name != "epub") or builder.name in {"dummy", "gettext"}:
            return
        for raw in [node for node in self.document.findall(nodes.raw) if node.get("lost")]:
            where = f"{self.env.doc2path(self.env.current_document.docname)}:{raw.line or 1}"
            short = " ".join(raw.astext().split())[:60]
            told = f"this edition cannot show '{short}' (write it in Markdown)"
            log.error("%s", told, location=where, type="course", subtype=LOST)
            raw.parent.remove(raw)


def _is_html(node: nodes.Node) -> bool:
    """Say whether a node is HTML of an author: drawings are icons of sphinx-design."""
    return (
        isinstance(node, nodes.raw)
        and node.get("format") == "html"
        and not node.get("lost")
        and not node.astext().lstrip().startswith("<svg")
    )


def _is_break_of_latex(node: nodes.Node) -> bool:
    """Say whether a node is the second half of what MyST makes of the end of a line."""
    return isinstance(node, nodes.raw) and node.get("format") == "latex" and node.astext().strip() == "\\\\"


def setup_raw_html(app: Sphinx) -> None:
    """Register the transforms and the refusal."""
    app.add_transform(HtmlToNodes)
    app.add_transform(TranslatedHtmlToNodes)
    app.add_post_transform(RefuseLostHtml)
