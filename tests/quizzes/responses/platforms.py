"""Exports as platforms write them: their columns and words, made of items of a bank and of what somebody answered."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from quizzes.formats.index import normal
from quizzes.key import right_parts
from quizzes.load import load_bank
from quizzes.model.arranging import MatchItem, OrderItem
from quizzes.model.choices import MultipleItem, SingleItem, TrueFalseItem
from quizzes.model.words import ClozeItem
from quizzes.responses.readers.catalog import Catalog, catalog_of
from quizzes.responses.readers.stems import gaps_in_order
from quizzes.structure import GAP_MARK

if TYPE_CHECKING:
    from quizzes.model.types import Item

EVERY = Path(__file__).parents[2] / "data" / "banks" / "every.yaml"
WHO = ("Example", "Zora", "zora@example.com")
HEAD = ["Last name", "First name", "Email address", "Status", "Started", "Completed", "Duration", "Grade/100.00"]
TIMES = ["Finished", "21 September 2026  3:13 PM", "21 September 2026  3:14 PM", "1 min"]


@cache
def catalog() -> Catalog:
    """Return the bank of every field."""
    return catalog_of([load_bank(EVERY)])


def dice(seed: int) -> Random:
    """Return chance that is the same each time."""
    return Random(seed)  # noqa: S311 - no secret


def plain(markdown: str) -> str:
    """Return the words that a platform shows: roles and sizes of pictures are none."""
    return normal(re.sub(r"\{[a-z-]+\}(?=`)|(?<=\))\{[^{}]*\}", "", markdown))


def case_of(item: Item) -> str:
    """Return the text that stands before the stem."""
    bank = load_bank(EVERY).bank
    return next((one.text for one in bank.stimuli if one.id == item.stimulus), "")


def answers(item: Item, random: Random) -> object:  # noqa: PLR0911 - one for each type
    """Return some answer, right or wrong."""
    if isinstance(item, TrueFalseItem):
        return random.choice(["true", "false"])
    if isinstance(item, SingleItem):
        return random.choice(item.choices).id
    if isinstance(item, MultipleItem):
        wanted = random.sample([one.id for one in item.choices], random.randint(1, len(item.choices)))
        return [one.id for one in item.choices if one.id in wanted]
    if isinstance(item, OrderItem):
        return random.sample([step.id for step in item.sequence], len(item.sequence))
    if isinstance(item, MatchItem):
        texts = [*(pair.response for pair in item.pairs), *item.distractors]
        return {pair.id: random.choice(texts) for pair in item.pairs}
    if isinstance(item, ClozeItem):
        return {gap.id: gap.answer for gap in item.gaps}
    return right_parts(item)[0].text


def shuffled(texts: list[str], random: Random) -> list[str]:
    return random.sample(texts, len(texts))


def moodle(item: Item, response: Any, random: Random) -> tuple[str, str]:
    """Return question and response as the summaries of Moodle say them."""
    stem = plain(f"{case_of(item)} {item.stem}".strip()) if not isinstance(item, ClozeItem) else _gapped(item, random)
    choices = {one.id: plain(one.text) for one in getattr(item, "choices", ())}
    if isinstance(item, TrueFalseItem):
        return stem, str(response).title()
    if isinstance(item, SingleItem | MultipleItem):
        taken = response if isinstance(response, list) else [response]
        said = [choices[one] for one in taken]
        return f"{stem}: {'; '.join(shuffled(list(choices.values()), random))}", "; ".join(shuffled(said, random))
    if isinstance(item, OrderItem):
        texts = {step.id: plain(step.text) for step in item.sequence}
        return stem, "; ".join(texts[one] for one in response)
    if isinstance(item, MatchItem):
        to = shuffled([plain(one) for one in (*(pair.response for pair in item.pairs), *item.distractors)], random)
        pairs = shuffled([f"{plain(pair.premise)} -> {plain(response[pair.id])}" for pair in item.pairs], random)
        asked = shuffled([plain(pair.premise) for pair in item.pairs], random)
        return f"{stem} {{{'; '.join(asked)}}} -> {{{'; '.join(to)}}}", "; ".join(pairs)
    if isinstance(item, ClozeItem):
        return stem, "; ".join(f"part {n}: {response[name]}" for n, name in enumerate(gaps_in_order(item), 1))
    return stem, str(response)


def _gapped(item: ClozeItem, random: Random) -> str:
    gaps = {gap.id: gap for gap in item.gaps}
    shown = [
        f"{{{'; '.join(shuffled(list(gaps[name].choices), random))}}}" if gaps[name].choices else "_____"
        for name in gaps_in_order(item)
    ]
    parts = [plain(part) for part in GAP_MARK.sub("\0", item.stem).split("\0")]
    return " ".join(word for pair in zip(parts, [*shown, ""], strict=True) for word in pair).strip()


def canvas(item: Item, response: Any) -> str:
    """Return a response as the student analysis of Canvas says it."""
    choices = {one.id: plain(one.text) for one in getattr(item, "choices", ())}
    if isinstance(item, TrueFalseItem):
        return str(response).title()
    if isinstance(item, SingleItem):
        return choices[response]
    if isinstance(item, MultipleItem):
        return ",".join(choices[one].replace(",", "\\,") for one in response)
    if isinstance(item, MatchItem):
        pairs = (f"{plain(pair.premise)}=>{plain(response[pair.id])}" for pair in item.pairs)
        return ",".join(pair.replace(",", "\\,") for pair in pairs)
    if isinstance(item, ClozeItem):
        return ",".join(response[name].replace(",", "\\,") for name in gaps_in_order(item))
    return str(response)


def olx(item: Item, response: Any) -> str:
    """Return the state of a problem of Open edX."""
    places = {one.id: f"choice_{place}" for place, one in enumerate(getattr(item, "choices", ()))}
    told: dict[str, object] = {}
    if isinstance(item, SingleItem | TrueFalseItem):
        told["x_2_1"] = places[response]
    elif isinstance(item, MultipleItem):
        told["x_2_1"] = [places[one] for one in response]
    elif isinstance(item, MatchItem):
        told = {f"x_{place}_1": plain(response[pair.id]) for place, pair in enumerate(item.pairs, 2)}
    elif isinstance(item, ClozeItem):
        told = {f"x_{place}_1": response[name] for place, name in enumerate(gaps_in_order(item), 2)}
    else:
        told["x_2_1"] = str(response)
    return json.dumps({"student_answers": told, "attempts": 1, "seed": 1})


def coded(name: str) -> str:
    """Return an id as our packages send it."""
    return "".join({"-": "_", "_": ".u", ".": ".."}.get(sign, sign) for sign in name)


def statement(item: Item, said: str, **more: Any) -> dict[str, Any]:
    """Return a statement as our cmi5 package sends it."""
    return {
        "id": f"00000000-0000-4000-8000-{abs(hash((item.id, said))) % 10**12:012}",
        "actor": {"account": {"homePage": "https://school.example", "name": "zora-1"}},
        "verb": {"id": "http://adlnet.gov/expapi/verbs/answered"},
        "object": {
            "id": f"urn:x-course/item/{item.id}",
            "definition": {"extensions": {"urn:x-course/about": {"revision": item.revision, "mode": "posttest"}}},
        },
        "result": {"response": said},
        "context": {"contextActivities": {"grouping": [{"id": "urn:x-course/test/1"}]}},
        "timestamp": "2026-09-21T15:14:00Z",
        **more,
    }
