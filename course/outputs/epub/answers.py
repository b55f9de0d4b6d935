"""What an EPUB needs besides: links between questions and answers, because no form can be sent, and no icons."""

from __future__ import annotations

# ruff: noqa: ARG002 - the signature is fixed by the caller
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from course.sphinxext.strings import _


class EpubTransform(SphinxPostTransform):
    """A change that only the EPUB builder asks for."""

    formats = ("html",)

    def is_supported(self) -> bool:
        """Take the EPUB builder only; its format is that of every HTML builder."""
        return super().is_supported() and self.env._builder_cls.name == "epub"  # noqa: SLF001 - as Sphinx's own do


class LinkAnswers(EpubTransform):
    """Runs after questions have become plain nodes (priority 400)."""

    default_priority = 410

    def run(self, **kwargs: Any) -> None:
        """Lead from each question to its answer and back."""
        questions = {name: box for box in self.document.findall(nodes.container) for name in box["ids"]}
        for heading in list(self.document.findall(nodes.paragraph)):
            question = questions.get(heading.get("answer_of", ""))
            if question is None:
                continue
            name = question["ids"][0]
            heading["ids"].append(f"answer-{name}")
            heading += [nodes.Text(" "), _link(name, str(_("Back to the question")))]
            question += nodes.paragraph("", "", _link(f"answer-{name}", str(_("Answer"))), classes=["quiz-to-answer"])


class OpenTabs(EpubTransform):
    """Runs when tabs have become HTML: a reader of books has nothing to switch them with, and shows them all."""

    default_priority = 900

    def run(self, **kwargs: Any) -> None:
        """Remove the switches of tabs, and write the label of each as a title of what follows.

        The nodes of sphinx-design do not know what they stand in, so that their holders are asked.
        """
        for holder in list(self.document.findall(nodes.Element)):
            if any(_kind(child) in ("sd_tab_input", "sd_tab_label") for child in holder.children):
                kept = [child for child in holder.children if _kind(child) != "sd_tab_input"]
                holder.children = []
                holder += [_title_of(child) if _kind(child) == "sd_tab_label" else child for child in kept]


def _kind(node: nodes.Node) -> str:
    return type(node).__name__


def _title_of(label: nodes.Node) -> nodes.paragraph:
    return nodes.paragraph("", "", nodes.strong("", "", *label.children), classes=["course-tab-title"])


class DropIcons(EpubTransform):
    """Runs when boxes that open have become HTML: their icons decorate, and are no well-formed XML."""

    default_priority = 900

    def run(self, **kwargs: Any) -> None:
        """Remove raw drawings."""
        for raw in [node for node in self.document.findall(nodes.raw) if node.astext().lstrip().startswith("<svg")]:
            raw.parent.remove(raw)


def _link(target: str, words: str) -> nodes.reference:
    return nodes.reference("", words, internal=True, refid=target)
