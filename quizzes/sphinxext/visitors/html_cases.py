"""HTML: a case that several questions share is printed once, as a named group around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzes.sphinxext import nodes as q
from quizzes.sphinxext.direction import turned
from quizzes.sphinxext.strings import _

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.writers.html5 import HTML5Translator


def case_of(item: nodes.Node | None) -> str:
    """Return the name of the case that a question belongs to, '' for none; questions of one case share the name."""
    stimulus = stimulus_of(item)
    if stimulus is None or not isinstance(item, q.quiz_item):
        return ""
    name: str = stimulus.attributes.get("stimulus_id") or item["item_id"]
    return f"{item['bank']}/{name}"


def stimulus_of(item: nodes.Node | None) -> q.quiz_stimulus | None:
    """Return the text of the case, None where there is none."""
    children = item.children if isinstance(item, q.quiz_item) else []
    return next((child for child in children if isinstance(child, q.quiz_stimulus)), None)


def open_case(self: HTML5Translator, item: q.quiz_item) -> None:
    """Open the group and print its name and its case, before the first question of the case."""
    stimulus = stimulus_of(item)
    if stimulus is None or case_of(item) == case_of(_neighbor(item, -1)):
        return
    name = self.attval(f"{item['ids'][0]}-case")
    way = turned(stimulus.astext(), item.get("lang"), self.config.language)
    run = f' dir="{way}"' if way else ""
    self.body.append(f'<div class="quiz-case" role="group" aria-labelledby="{name}"{run}>\n')
    self.body.append(f'<p class="quiz-case-name" id="{name}">{self.encode(_name(item))}</p>\n')
    stimulus.walkabout(self)


def close_case(self: HTML5Translator, item: q.quiz_item) -> None:
    """Close the group after the last question of the case."""
    if case_of(item) and case_of(item) != case_of(_neighbor(item, 1)):
        self.body.append("</div>\n")


def _neighbor(item: q.quiz_item, step: int) -> nodes.Node | None:
    place = item.parent.index(item) + step
    return item.parent[place] if 0 <= place < len(item.parent) else None


def _name(first: q.quiz_item) -> str:
    """Return "Case for questions 4 to 6", as far as the questions have numbers."""
    last = first
    while case_of(following := _neighbor(last, 1)) == case_of(first):
        last = following  # type: ignore[assignment]  # only a question has a case
    if not first["number"]:
        return str(_("Case"))
    if first is last:
        return str(_("Case for question %s")).replace("%s", str(first["number"]))
    words = str(_("Case for questions %1 to %2"))
    return words.replace("%1", str(first["number"])).replace("%2", str(last["number"]))
