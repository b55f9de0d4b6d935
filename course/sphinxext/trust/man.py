"""Text stays text in a manual page: docutils lets a line that begins with a full stop be a request, and lose it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.locale import _ as sphinx_words
from sphinx.writers.manpage import ManualPageTranslator

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

_REQUEST = re.compile(r"^(?=[.'])", re.MULTILINE)
_HEAD = ("title", "title_upper", "subtitle", "author", "date", "version", "manual_group", "copyright")


class ManText(ManualPageTranslator):
    """Sphinx's writer of manual pages, in which no word of a course is a request of roff."""

    def __init__(self, document: nodes.document, builder: Builder) -> None:
        super().__init__(document, builder)
        # Sphinx keeps the head of a page for the class: it must not reach the next one.
        self._docinfo: dict[str, Any] = {**self._docinfo}
        for name in _HEAD:
            said = self._docinfo.get(name, "")
            self._docinfo[name] = in_head(said) if isinstance(said, str) else [in_head(one) for one in said]

    def visit_Text(self, node: nodes.Text) -> None:
        r"""Put `\&`, which prints nothing, before what would begin a request."""
        super().visit_Text(node)
        self.body[-1] = _REQUEST.sub(r"\\&", self.body[-1])

    def visit_image(self, node: nodes.Element) -> None:
        """Print the alternative text as text; Sphinx puts it in as it is."""
        words = str(sphinx_words("[image: %s]")) % node["alt"] if node.get("alt") else str(sphinx_words("[image]"))
        self.visit_Text(nodes.Text(words))
        self.body.append("\n")
        raise nodes.SkipNode

    def visit_reference(self, node: nodes.reference) -> None:
        """Let no sign of an address end the request that it stands in."""
        if "refuri" in node:
            node["refuri"] = node["refuri"].replace("'", "%27").replace("\\", "%5C")
        super().visit_reference(node)


def in_head(text: str) -> str:
    """Return a text as an argument of a request: in one line, its quotes and backslashes as signs."""
    return " ".join(text.split()).replace("\\", "\\e").replace('"', "\\(dq").replace("'", "\\(aq")


def setup_man(app: Sphinx) -> None:
    """Put our writer in the place of Sphinx's once the builder is known.

    Where any translator is set, the theme of the site adapts that one alone, and tables of pages would not scroll.
    """
    app.connect("builder-inited", _write_our_way)


def _write_our_way(app: Sphinx) -> None:
    if app.builder.name == "man":
        app.set_translator("man", ManText, override=True)
