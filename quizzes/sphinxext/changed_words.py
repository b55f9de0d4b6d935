"""Deleted and inserted words as nodes, because what was changed in a text must show in every edition."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from quizzes.sphinxext.strings import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class changed(nodes.inline):  # noqa: N801 - named like docutils' own nodes
    """Words that were deleted (`kind` is del) or inserted (ins)."""

    def astext(self) -> str:
        """Return the words with what is said of them, in brackets: a title or a list to choose from strikes nothing."""
        return f"{opening(self)}{super().astext()}]"


class ChangedWords(SphinxRole):
    """Say that words were deleted, or inserted."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the words under the name of the role, del or ins."""
        return [changed(self.text, self.text, kind=self.name.rpartition(":")[2])], []


def opening(node: nodes.Element) -> str:
    """Return what is said before the words where they cannot be struck out or underlined."""
    word = _("deleted") if node["kind"] == "del" else _("inserted")
    return f"[{word}: "


def _visit_html(self: Any, node: nodes.Element) -> None:
    self.body.append(self.starttag(node, node["kind"], ""))


def _depart_html(self: Any, node: nodes.Element) -> None:
    self.body.append(f"</{node['kind']}>")


def _visit_text(self: Any, node: nodes.Element) -> None:
    self.add_text(opening(node))


def _depart_text(self: Any, _: nodes.Element) -> None:
    self.add_text("]")


def _visit_man(self: Any, node: nodes.Element) -> None:
    self.body.append(opening(node).replace("-", "\\-"))


def _depart_man(self: Any, _: nodes.Element) -> None:
    self.body.append("]")


def _visit_latex(self: Any, node: nodes.Element) -> None:
    self.body.append(r"\sout{" if node["kind"] == "del" else r"\uline{")


def _depart_latex(self: Any, _: nodes.Element) -> None:
    self.body.append("}")


def _visit_typst(self: Any, node: nodes.Element) -> None:
    """Strike out or underline, and say it in words, too: text that is copied or read aloud has no lines."""
    self.anchors(node)
    self.write(f"#{json.dumps(opening(node), ensure_ascii=False)};")
    self.write("#strike[" if node["kind"] == "del" else "#underline[")


def _depart_typst(self: Any, _: nodes.Element) -> None:
    self.write('];#"]";')


def setup_changed_words(app: Sphinx) -> None:
    """Add the node with its visitors and the roles `del` and `ins`."""
    html, text = (_visit_html, _depart_html), (_visit_text, _depart_text)
    visitors: dict[str, Any] = {"html": html, "text": text, "latex": (_visit_latex, _depart_latex)}
    visitors |= dict.fromkeys(("man", "texinfo"), (_visit_man, _depart_man))
    app.add_node(changed, **visitors, typst=(_visit_typst, _depart_typst))
    for name in ("del", "ins"):
        app.add_role(name, ChangedWords())
    app.add_latex_package("ulem", "normalem")
