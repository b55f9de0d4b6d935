"""Post-transforms: what each kind of edition does with key, feedback and rationale.

The Typst builder takes the whole tree and decides itself. What `answers: none` forbids everywhere is not in the tree:
see `build`.
"""

from __future__ import annotations

# ruff: noqa: ARG002, SLF001 - Sphinx fixes the signature; post-transforms know the builder by this attribute alone
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from quizzes.key import letter_of
from quizzes.sphinxext import nodes as q
from quizzes.sphinxext.domain import said_above
from quizzes.sphinxext.keys import HIDING_MODES, answer_part, asked_in
from quizzes.sphinxext.printform import print_blocks
from quizzes.sphinxext.solutions import split_solution, withhold
from quizzes.sphinxext.strings import _

if TYPE_CHECKING:
    from collections.abc import Iterable


class HtmlSolutions(SphinxPostTransform):
    """Put the solution at the end of each item, and make ids unique when pages are joined into one."""

    default_priority = 400
    formats = ("html",)

    def is_supported(self) -> bool:
        """Leave EPUB to the print form: its readers run no scripts and submit no forms."""
        return super().is_supported() and not _prints(self)

    def run(self, **kwargs: Any) -> None:
        """Arrange every item for the HTML visitors."""
        seen: set[str] = set()
        for quiz in self.document.findall(q.quiz):
            _make_unique(quiz, seen)
        for item in self.document.findall(q.quiz_item):
            _make_unique(item, seen)
            if item["mode"] in HIDING_MODES:
                _drop(item.findall(q.quiz_hint))
            if item["answers"] == "key":
                withhold(item)
            elif item["answers"] != "none" and item["mode"] != "survey":
                item.extend(filter(None, [split_solution(item)]))


def _make_unique(node: q.QuizNode, seen: set[str]) -> None:
    wanted = node["ids"][0]
    count = 1
    while node["ids"][0] in seen:
        count += 1
        node["ids"][0] = f"{wanted}-{count}"
    seen.add(node["ids"][0])


def _drop(found: Iterable[nodes.Element]) -> None:
    for node in list(found):
        node.parent.remove(node)


def _prints(transform: SphinxPostTransform) -> bool:
    """Say whether this HTML is to be read like paper, without forms and scripts."""
    return transform.env._builder_cls.name == "epub" or bool(transform.config.quizzes_print)


class PrintForm(SphinxPostTransform):
    """Turn questions into standard nodes for LaTeX, text, man, Texinfo and EPUB, and move the answers."""

    default_priority = 400
    formats = ("latex", "text", "man", "texinfo", "html")

    def is_supported(self) -> bool:
        """Of the HTML builders take EPUB only, and pages that `quizzes_print` makes for paper."""
        return super().is_supported() and (self.env._builder_cls.format != "html" or _prints(self))

    def run(self, **kwargs: Any) -> None:
        """Rewrite each quiz in its place, and append the answers part when something was moved there."""
        moved: list[nodes.Node] = []
        for asked in asked_in(self.document):
            moved += _moved_answers(asked)
            for item in asked.findall(q.quiz_item):
                _finish(item)
        if moved:
            _append_section(self.document, moved)
        for asked in asked_in(self.document):
            for item in list(asked.findall(q.quiz_item)):
                blocks = print_blocks(item)
                item.clear()
                item.extend(blocks)
            for title in list(asked.findall(q.quiz_title)):
                title.replace_self([] if said_above(title) else [nodes.rubric("", "", *title.children)])
            if self.env._builder_cls.format == "html":
                _replace_by_container(asked)
            if self.env._builder_cls.format == "text":
                _spell_letters(asked)


def _moved_answers(asked: nodes.Element) -> list[nodes.Node]:
    if asked["answers"] != "end" or asked["mode"] in (*HIDING_MODES, "survey"):
        return []
    return answer_part(asked)


def _finish(item: q.quiz_item) -> None:
    """Leave the answer inside the item only when it is printed there."""
    if item["answers"] == "inline" and item["mode"] == "formative":
        item.extend(filter(None, [split_solution(item)]))
    else:
        withhold(item)
    if item["mode"] in HIDING_MODES:
        _drop(item.findall(q.quiz_hint))


def _append_section(document: nodes.document, blocks: list[nodes.Node]) -> None:
    """Append the answers as the last section of the page or book."""
    section = nodes.section("", nodes.title("", str(_("Answers"))), *blocks, ids=["quiz-answers"])
    tops = [child for child in document.children if isinstance(child, nodes.section)]
    (tops[0] if len(tops) == 1 else document).append(section)


def _replace_by_container(asked: nodes.Element) -> None:
    """EPUB must not meet the HTML visitors of this package, which print forms."""
    asking: list[q.QuizNode] = [*asked.findall(q.quiz_item), *([asked] if isinstance(asked, q.quiz) else [])]
    for node in asking:
        node.replace_self(nodes.container("", *node.children, ids=node["ids"], classes=["quiz", *node["classes"]]))


def _spell_letters(asked: nodes.Element) -> None:
    """Keep letters, which the answers name, from the text writer, which numbers every list."""
    for found in [node for node in asked.findall(nodes.enumerated_list) if node["enumtype"] == "upperalpha"]:
        choices = q.quiz_choices()
        for index, row in enumerate(found.children):
            choices += q.quiz_choice("", *row.children, letter=letter_of(index))
        found.replace_self(choices)
