"""A type of item touches one room per concern: each room is asked for its entry, and says which file to open next."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any, ClassVar, Literal, get_args

import pytest

from quizzes import blueprint, draw, grade, key, structure
from quizzes.lint import reading
from quizzes.load import load_bank
from quizzes.mistakes.names import OTHER_TYPES
from quizzes.model.essay import EssayItem
from quizzes.model.item import AnsweredBy, BaseItem
from quizzes.model.survey import LikertItem
from quizzes.model.types import ITEM_TYPES, Item
from quizzes.schema import generate
from quizzes.sphinxext import nodes as q
from quizzes.sphinxext import parts, printform, solutions
from quizzes.sphinxext.visitors import html, html_fields, typst

ROOT = Path(__file__).parents[2]
SAMPLES = "tests/roots/test-quiz-all/quizzes/all.yaml"
OWN_PARTS = {
    AnsweredBy.CHOICE: q.quiz_choices,
    AnsweredBy.CHOICES: q.quiz_choices,
    AnsweredBy.PAIRS: q.quiz_pairs,
    AnsweredBy.ORDER: q.quiz_steps,
    AnsweredBy.NUMBER: q.quiz_number,
    AnsweredBy.TEXT: q.quiz_answers,
    AnsweredBy.GAPS: q.quiz_gaps,
    AnsweredBy.ESSAY: q.quiz_essay,
}
"""The block between stem and hints for each way of answering."""


def name_of(model: type[BaseItem]) -> str:
    return str(get_args(model.model_fields["type"].annotation)[0])


def registered(function: Any, model: type[BaseItem]) -> bool:
    """Say whether a type has an implementation of its own."""
    return model in function.registry


@cache
def text_of(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def never_scored(model: type[BaseItem]) -> bool:
    return model in {LikertItem, EssayItem}


def says_of_itself(model: type[BaseItem]) -> bool:
    names = ("answered_by", "key_fields")
    return all(hasattr(model, name) for name in names) and set(model.key_fields) <= set(model.model_fields)


def printed_in(model: type[BaseItem], known: Any) -> bool:
    own = OWN_PARTS.get(getattr(model, "answered_by", None))
    return own is not None and (own in known or own is q.quiz_gaps)


def key_on_pages(model: type[BaseItem]) -> bool:
    return model is LikertItem or printed_in(model, solutions._WRITERS)


def graded_in_browser(model: type[BaseItem]) -> bool:
    counters = text_of("quizzes/client/quiz-grade.js").partition("const COUNT = {")[2]
    return never_scored(model) or bool(re.search(rf"^    {name_of(model)}: ", counters, re.MULTILINE))


def has_vectors(model: type[BaseItem]) -> bool:
    return any(case["item"]["type"] == name_of(model) for case in vectors())


@cache
def vectors() -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads(text_of("tests/data/grading-vectors.json"))["cases"]
    return cases


def has_sample(model: type[BaseItem]) -> bool:
    return any(type(item) is model for item in load_bank(ROOT / SAMPLES).bank.items)


CONCERNS: dict[str, tuple[str, Callable[[type[BaseItem]], bool]]] = {
    "says how it is answered and what its key is": ("its module in quizzes/model/", says_of_itself),
    "is one of the types of a bank": ("quizzes/model/types.py, `Item`", lambda model: model in ITEM_TYPES.values()),
    "is in the schema for editors": (
        "quizzes/schema.json (python -m quizzes.schema)",
        lambda model: model.__name__ in generate() and model.__name__ in text_of("quizzes/schema.json"),
    ),
    "is what other tools' names are guessed as": (
        "quizzes/mistakes/names.py, `OTHER_TYPES`",
        lambda model: name_of(model) in OTHER_TYPES.values(),
    ),
    "has rules about its structure": ("quizzes/structure.py", partial(registered, structure.check_item)),
    "is graded": ("quizzes/grade.py", partial(registered, grade.count_parts)),
    "is graded in the browser": ("quizzes/client/quiz-grade.js, `COUNT`", graded_in_browser),
    "has vectors for both graders": ("tests/data/grading-vectors.json", has_vectors),
    "has a key in words": ("quizzes/key.py", partial(registered, key.right_parts)),
    "has an order in exam versions": ("quizzes/draw.py", partial(registered, draw.part_order)),
    "has a chance to be guessed": ("quizzes/blueprint.py", partial(registered, blueprint.guess_chance)),
    "is read by the lint": ("quizzes/lint/reading.py", partial(registered, reading._texts_of)),
    "has nodes": ("quizzes/sphinxext/parts.py", partial(registered, parts.add_parts)),
    "has its key on pages": ("quizzes/sphinxext/solutions.py, `_WRITERS`", key_on_pages),
    "has a form for paper": (
        "quizzes/sphinxext/printform.py, `_PRINTERS`",
        lambda model: printed_in(model, printform._PRINTERS),
    ),
    "has controls in HTML": (
        "quizzes/sphinxext/visitors/html_fields.py",
        lambda model: printed_in(model, {**html.VISITORS, **dict.fromkeys(html_fields.PRINTED_IN_FIELDSET)}),
    ),
    "is written by Typst": (
        "quizzes/sphinxext/visitors/typst.py",
        lambda model: printed_in(model, typst.VISITORS),
    ),
    "has a sample that every builder prints": (SAMPLES, has_sample),
    "is documented": (
        "docs/reference/bank.md",
        lambda model: f"| `{name_of(model)}` |" in text_of("docs/reference/bank.md"),
    ),
}
"""What a type needs: the file to open, and whether it has what it needs there."""


def missing(model: type[BaseItem]) -> Iterator[str]:
    """Yield a sentence for each concern that has no entry for a type."""
    for what, (where, has) in CONCERNS.items():
        if not has(model):
            yield f"`{name_of(model)}` does not yet say that it {what}: open {where}"


@pytest.mark.parametrize("model", get_args(get_args(Item)[0]), ids=name_of)
def test_every_concern_knows_the_type(model: type[BaseItem]) -> None:
    """No room forgets a type, and none is left to find out when a page is built."""
    assert "\n".join(missing(model)) == ""


class SketchItem(BaseItem):
    """One more type, as somebody would begin it: in the model alone."""

    answered_by: ClassVar = AnsweredBy.TEXT
    type: Literal["sketch"]


def test_a_new_type_is_led_through_the_house() -> None:
    """A type that is only in the model is told every file that waits for it."""
    told = list(missing(SketchItem))
    waiting = {
        "its module in quizzes/model/", "quizzes/model/types.py", "quizzes/structure.py",
        "quizzes/grade.py", "quizzes/client/quiz-grade.js",
        "quizzes/key.py", "quizzes/draw.py", "quizzes/blueprint.py", "quizzes/lint/reading.py",
        "quizzes/sphinxext/parts.py", "tests/data/grading-vectors.json", "docs/reference/bank.md", SAMPLES,
    }  # fmt: skip
    assert {name for name in waiting if not any(f"open {name}" in line for line in told)} == set()
    assert "`sketch` does not yet say that it is graded: open quizzes/grade.py" in told
    assert not any("html_fields" in line for line in told), "words to write have their field already"


def test_every_way_of_answering_has_its_controls_in_the_client() -> None:
    """The scripts know each value of `data-answer` that is not one field of words."""
    form = text_of("quizzes/client/quiz-form.js")
    assert [way for way in AnsweredBy if way is not AnsweredBy.TEXT and f'"{way}"' not in form] == []
