"""Fill `{quiz-key}` with the answers of the quizzes it names, wherever these stand."""

from __future__ import annotations

# ruff: noqa: ARG002 - the signature is fixed by the caller
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from quizzes.sphinxext import nodes as q
from quizzes.sphinxext.domain import QuizzesDomain, item_title, quiz_title
from quizzes.sphinxext.problems import Problem, warn
from quizzes.sphinxext.solutions import split_solution, without_ids
from quizzes.sphinxext.strings import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


HIDING_MODES = ("pretest", "posttest")


class FillKeys(SphinxPostTransform):
    """Copy the solutions into every answer key, before references are resolved, so that theirs are too."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        """Fill every key of the document, and drop a key that stays empty."""
        for key in list(self.document.findall(q.quiz_key)):
            for asked in self._asked(key):
                key.extend(answer_part(asked))
            if not len(key):
                key.parent.remove(key)

    def _asked(self, key: q.quiz_key) -> Iterable[nodes.Element]:
        """Return the quizzes and single items whose answers the key shows."""
        if not key["quiz"]:
            return [part for part in asked_in(self.document) if self._may_tell(part)]
        domain = self.env.domains["quizzes"]
        assert isinstance(domain, QuizzesDomain)
        shown = domain.find("quiz", key["quiz"]) or domain.find("item", key["quiz"])
        if shown is None:
            warn(Problem.KEY, f"no page shows a quiz with the label or bank id {key['quiz']!r}", key)
            return []
        page = self.env.get_doctree(shown.docname)
        return [part for part in asked_in(page) if shown.node_id in part["ids"] and self._may_tell(part)]

    def _may_tell(self, part: nodes.Element) -> bool:
        """Say whether this format prints the key: on paper a test has none; Typst knows editions of its own."""
        if part["answers"] == "none" or part["mode"] == "survey":
            return False
        builder = self.env._builder_cls  # noqa: SLF001 - post-transforms know the builder by this alone
        on_screen = builder.format in {"html", "typst"} and builder.name != "epub"
        return on_screen or part["mode"] not in HIDING_MODES


def asked_in(tree: nodes.Node) -> list[q.QuizNode]:
    """Return the quizzes of a tree, and the items outside any quiz, in the order of the page."""
    return [
        node
        for node in tree.findall(q.QuizNode)
        if isinstance(node, q.quiz) or (isinstance(node, q.quiz_item) and not isinstance(node.parent, q.quiz))
    ]


def answer_part(asked: nodes.Element) -> list[nodes.Node]:
    """Return the answers of a quiz, or of a single item, as standard nodes; the questions stay as they are."""
    parts: list[nodes.Node] = []
    if isinstance(asked, q.quiz):
        parts.append(nodes.rubric("", quiz_title(asked)))
    for item in asked.findall(q.quiz_item):
        copy = item.deepcopy()
        without_ids(copy)
        solution = split_solution(copy)
        if solution is not None:
            parts += [_heading(item), *plain_blocks(solution)]
    return parts


def _heading(item: q.quiz_item) -> nodes.paragraph:
    """Return the line that says whose answer follows: number and title, as the question is headed."""
    words = [item_title(item)]
    if item["number"] and item.first_child_matching_class(q.quiz_title) is not None:
        words.insert(0, f"{_('Question %s') % item['number']}.")
    return nodes.paragraph(
        "", "", nodes.strong("", " ".join(words)), classes=["quiz-answer-of"], answer_of=item["ids"][0]
    )


def plain_blocks(solution: nodes.Element) -> list[nodes.Node]:
    """Return the blocks of a solution without the nodes of this package around them."""
    blocks: list[nodes.Node] = []
    feedback = nodes.bullet_list(bullet="-")
    for part in solution.children:
        if isinstance(part, q.quiz_feedback):
            feedback += nodes.list_item("", *part.children)
        elif isinstance(part, q.quiz_rationale):
            blocks += part.children
        else:
            blocks.append(part)
    if len(feedback):
        blocks.insert(_after_key(blocks, solution), feedback)
    return blocks


def _after_key(blocks: list[nodes.Node], solution: nodes.Element) -> int:
    """Return the place between key and rationale."""
    rationale = sum(len(part) for part in solution.children if isinstance(part, q.quiz_rationale))
    return len(blocks) - rationale


class KeyPages:
    """Knows which pages have to be written again because their answer key shows what stands in other pages."""

    def __init__(self) -> None:
        self._anything_read = False

    def note_read(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Remember whether this build reads any page."""
        self._anything_read = bool(docnames)

    def outdated(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Return the pages with a key of another page, when some page was read; a build without change writes none."""
        domain = env.domains["quizzes"]
        assert isinstance(domain, QuizzesDomain)
        return sorted(domain.key_pages) if self._anything_read else []
