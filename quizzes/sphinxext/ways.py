"""The branches of a case on a page: what the browser follows, and the lines that lead readers of paper on."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from quizzes.branches import ELSE, END, JUDGED, cases_of, targets_of
from quizzes.sphinxext import nodes as q
from quizzes.sphinxext.keys import HIDING_MODES
from quizzes.sphinxext.problems import Problem, warn
from quizzes.sphinxext.strings import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizzes.model.bank import Bank
    from quizzes.model.types import Item

GOTO = "quiz-goto"
"""The class of the words that lead on: the script hides them and leads on itself, and no key repeats them."""


def set_ways(quiz: q.quiz, bank: Bank) -> None:
    """Note at each part of a case with branches which part follows which answer; a test asks everybody everything.

    Where a quiz shows a part of a case only, branches to what it does not show are warned of, and lead to the next part
    that it shows.
    """
    if quiz["mode"] in HIDING_MODES:
        return
    shown = {item["item_id"]: item for item in quiz.findall(q.quiz_item)}
    for parts in cases_of(enumerate(bank.items)):
        asked = [item for _place, item in parts if item.id in shown]
        for item, after in pairwise([*asked, None]):
            assert item is not None
            node = shown[item.id]
            node["next"] = json.dumps(_targets(item, after.id if after else END, shown, node), ensure_ascii=False)


def _targets(item: Item, after: str, shown: Mapping[str, Any], node: q.quiz_item) -> dict[str, str]:
    """Return the id of the part that follows each answer, "" for the end."""
    found = targets_of(item, after)
    for target in sorted(set(found.values()) - {END, *shown}):
        warn(Problem.ITEM, f"{item.id!r} leads on to {target!r}, which this quiz does not show", node)
    known = {name: target if target == END or target in shown else after for name, target in found.items()}
    return {name: "" if target == END else target for name, target in known.items()}


class LeadOn(SphinxTransform):
    """Write where each answer leads; after translation, because these words are the engine's own."""

    default_priority = 600

    def apply(self, **_kwargs: Any) -> None:
        """Add the lines to every case with branches."""
        for quiz in self.document.findall(q.quiz):
            items = list(quiz.findall(q.quiz_item))
            names = {one["item_id"]: str(one["number"] or one["item_id"]) for one in items}
            for item, following in pairwise([*items, None]):
                if item is not None and item["next"]:
                    inside = following is not None and _case(following) == _case(item)
                    _lead(
                        item, following["item_id"] if following and inside else "", {**names, "": _behind(item, items)}
                    )


def _case(item: q.quiz_item) -> str:
    """Return the case of a part with branches, "" for any other question."""
    stimulus = item.next_node(q.quiz_stimulus) if item["next"] else None
    return str(stimulus["stimulus_id"]) if stimulus is not None else ""


def _behind(item: q.quiz_item, items: Sequence[q.quiz_item]) -> str:
    """Return the number of the first question behind the case of `item`, "" for none."""
    case = [place for place, one in enumerate(items) if _case(one) == _case(item)]
    rest = items[max(case) + 1 :]
    return str(rest[0]["number"] or rest[0]["item_id"]) if rest else ""


def _lead(item: q.quiz_item, following: str, names: Mapping[str, str]) -> None:
    to: dict[str, str] = json.loads(item["next"])
    choices = {choice["choice_id"]: choice for choice in item.findall(q.quiz_choice) if choice["choice_id"] in to}
    used = [to[name] for name in (choices or [name for name in JUDGED if name in to] or [ELSE])]
    if set(used) == {following}:
        return
    for name, choice in choices.items():
        text = choice[0]
        assert isinstance(text, nodes.Element)
        _append(text, f"({_go_to(to[name], names)})")
    if not choices:
        stem = item.next_node(q.quiz_stem)
        assert stem is not None
        stem += _line(_sentence(used, names))


def _sentence(used: Sequence[str], names: Mapping[str, str]) -> str:
    first, *rest = (_go_to(target, names) for target in used)
    if all(one == first for one in rest):
        return str(_("After this question: %s.")) % first
    words = str(_("If your answer is right: %1. If it is not: %2."))
    return words.replace("%1", first).replace("%2", rest[0])


def _go_to(target: str, names: Mapping[str, str]) -> str:
    onward = str(_("go to question %s")) % names[target] if names[target] else ""
    return onward if target else ", ".join(filter(None, [str(_("the case ends")), onward]))


def _append(text: nodes.Element, words: str) -> None:
    last = text.children[-1] if text.children else None
    if isinstance(last, nodes.paragraph):
        last += [nodes.inline("", " ", classes=[GOTO]), nodes.emphasis("", words, classes=[GOTO])]
    else:
        text += _line(words)


def _line(words: str) -> nodes.paragraph:
    return nodes.paragraph("", "", nodes.emphasis("", words), translatable=False, classes=[GOTO])
