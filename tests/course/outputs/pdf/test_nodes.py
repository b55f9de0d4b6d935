"""Every node class of docutils and Sphinx has a visitor, or a reason why it needs none."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes
from sphinx import addnodes
from sphinx.errors import SphinxError

from course.outputs.pdf.translator import TypstTranslator
from course.outputs.pdf.writer import SKIPPED, TRANSPARENT
from quizzes.finding import FindingsError

if TYPE_CHECKING:
    from collections.abc import Callable

ABSTRACT = {
    "Element", "TextElement", "FixedTextElement", "Admonition", "Body", "Bibliographic", "Decorative", "General",
    "Inline", "Invisible", "Labeled", "Part", "PreBibliographic", "Referential", "Resolvable", "Root", "Sequential",
    "Special", "Structural", "SubStructural", "Targetable", "Titular", "BackLinkable", "PureTextElement",
    "LiteralElement", "translatable", "not_smartquotable", "desc_inline_base",
}  # fmt: skip
# What transforms of docutils or Sphinx have replaced before a builder sees the tree.
NEVER = {
    "pending": "every transform that it waited for has run",
    "pending_xref": "Sphinx's ReferencesResolver makes references of them, or leaves their text",
    "substitution_reference": "docutils' Substitutions transform",
    "address": "docinfo: Sphinx moves the fields of a document to its metadata",
    "author": "docinfo", "authors": "docinfo", "contact": "docinfo", "copyright": "docinfo", "date": "docinfo",
    "organization": "docinfo", "revision": "docinfo", "status": "docinfo", "version": "docinfo",
    "docinfo": "docinfo",
    "only": "Sphinx's OnlyNodeTransform keeps or drops what is in it",
    **dict.fromkeys(
        ("desc_addname", "desc_annotation", "_desc_classes_injector", "desc_name", "desc_optional", "desc_parameter",
         "desc_parameterlist", "desc_returns", "desc_signature_line", "desc_type", "desc_type_parameter",
         "desc_type_parameter_list"),
        "a part of a signature, which is written as a whole",
    ),
    "testtextelement": "a class for docutils' own tests",
}  # fmt: skip


def _classes() -> list[type[nodes.Element]]:
    found = [*vars(nodes).values(), *vars(addnodes).values()]
    return sorted(
        {
            cls
            for cls in found
            if inspect.isclass(cls) and issubclass(cls, nodes.Element) and cls.__name__ not in ABSTRACT
        },
        key=lambda cls: cls.__name__,
    )


@pytest.mark.parametrize("cls", _classes(), ids=lambda cls: cls.__name__)
def test_each_node_has_a_visitor_or_a_reason(cls: type[nodes.Element]) -> None:
    """A class is visited by its name or a base class's, held or skipped by name, or never reaches a writer."""
    names = {base.__name__ for base in cls.__mro__} - ABSTRACT
    visited = any(hasattr(TypstTranslator, f"visit_{name}") for name in names if name not in dir(nodes.NodeVisitor))
    own = any(f"visit_{name}" in vars(base) for name in names for base in _families())
    assert own or names & (TRANSPARENT | SKIPPED) or names & set(NEVER), f"{cls.__name__} ({visited=})"


def _families() -> list[type]:
    return [base for base in TypstTranslator.__mro__ if base.__module__.startswith("course.")]


def test_an_unknown_node_stops_the_build_at_its_line(make_book: Callable[..., Any]) -> None:
    """A node without a visitor is an error that names the node, the file and the line; no book is written."""
    conf = """
from docutils import nodes
extensions = ["myst_parser", "course.outputs.pdf"]
class strange(nodes.General, nodes.Element):
    pass
def insert(app, tree, docname):
    paragraph = next(tree.findall(nodes.paragraph))
    paragraph.parent.append(strange())
    paragraph.parent[-1].line = 5
def setup(app):
    app.connect("doctree-resolved", insert)
"""
    with pytest.raises(FindingsError) as caught:
        make_book("# One\n\nWords.\n", {"conf.py": conf})
    (finding,) = caught.value.findings
    assert (finding.path.name, finding.line, finding.code) == ("index.md", 5, "P101")
    assert "<strange>" in finding.message
    assert isinstance(caught.value, SphinxError), "sphinx-build knows how to print it"


def test_an_extension_brings_its_own_visitor(make_book: Callable[..., Any]) -> None:
    """A visitor registered for `typst` is used, with the translator's small interface."""
    conf = """
from docutils import nodes
extensions = ["myst_parser", "course.outputs.pdf"]
class shout(nodes.General, nodes.Element):
    pass
def insert(app, tree, docname):
    next(tree.findall(nodes.section)).append(shout(ids=["shouted"]))
def visit(self, node):
    self.mark(node)
    self.anchors(node)
    self.write("#", self.literal('HO "HO" #HO'), ";\\n\\n")
    with self.divert("answers"):
        self.write("#", self.literal("An echo."), ";\\n\\n")
def setup(app):
    app.add_node(shout, typst=(visit, lambda self, node: None))
    app.connect("doctree-resolved", insert)
"""
    book = make_book("# One\n", {"conf.py": conf})
    body, _, key = book.spoken.rpartition("Answer key")
    assert 'HO "HO" #HO' in body
    assert "An echo." in key
    assert "An echo." not in body
