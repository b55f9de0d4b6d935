"""Build the node tree of one item from the model; the parts that differ by type are in `parts`."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from docutils import nodes

from quizzes.key import plain_number, right_parts
from quizzes.model.essay import EssayItem
from quizzes.model.varying import count_of, rows_of, variant_of
from quizzes.model.words import ClozeItem
from quizzes.sphinxext import nodes as q
from quizzes.sphinxext.grading import grading_data
from quizzes.sphinxext.parts import add_parts
from quizzes.sphinxext.solutions import withhold
from quizzes.sphinxext.strings import _, key_word
from quizzes.sphinxext.varying import variants_of
from quizzes.structure import GAP_MARK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizzes.model.bank import Bank
    from quizzes.model.item import BaseItem, Reference
    from quizzes.model.types import Item
    from quizzes.sphinxext.setting import Origin, Setting
    from quizzes.sphinxext.texts import TextPlace, TextReader


def build_item(item: Item, origin: Origin, reader: TextReader, setting: Setting) -> q.quiz_item:
    """Return the tree of `item`, without the stimulus, without an id in the page, and without a key nobody is told."""
    varying, number = item, setting.variant
    if item.variants:
        number = item.variants.shown - 1 if number is None else number % count_of(item)
        item, origin = variant_of(item, number, reader.decimal), replace(origin, template=item.template)
    reader.vary(item.id, rows_of(varying)[number or 0].words(reader.decimal) if varying.variants else {})
    variants = variants_of(varying, reader)
    node = q.quiz_item(**_attributes(item, setting, reader, variants), variants=variants)
    node.source, node.line = origin.source, origin.line()
    if item.title:
        node += reader.words(q.quiz_title(), item.title, origin.place("title"))
    asked = _stem(item, origin.place("stem"), reader)
    asked += cost_of(item)
    node += asked
    add_parts(item, node, origin, reader, setting)
    for index, hint in enumerate(item.hints):
        node += reader.fill(q.quiz_hint(), hint, origin.place("hints", index))
    if item.rationale or item.reference:
        node += _rationale(item, origin, reader, cites=setting.cites)
    if node["answers"] == "none" or node["mode"] == "survey":
        withhold(node)  # here, because Sphinx keeps what was read beside the pages, where people publish it
    return node


def _stem(item: Item, place: TextPlace, reader: TextReader) -> nodes.Element:
    """Return what is asked; each gap becomes a role, also in what the author of an item that varies wrote."""
    if not isinstance(item, ClozeItem):
        return reader.fill(q.quiz_stem(), item.stem, place)
    stem, written = (
        GAP_MARK.sub(lambda match: reader.role("quiz-gap", match[1]), text) for text in (item.stem, place.template)
    )
    return reader.fill(q.quiz_stem(), stem, replace(place, template=written))


def cost_of(item: Item) -> list[nodes.Node]:
    """Return the line that warns who might guess; nothing where an answer is worth 0 at the least."""
    if not item.lowest:
        return []
    words = str(_("A wrong answer costs points, up to %s.")) % plain_number(-item.lowest * item.points)
    return [nodes.paragraph("", "", nodes.emphasis("", words), translatable=False, classes=["quiz-costs"])]


def _attributes(item: Item, setting: Setting, reader: TextReader, variants: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the attributes; a saved answer stays valid while `fingerprint`, the hash of ids and keys, is the same."""
    key = _as_json(grading_data(item)) + (_as_json({"variants": variants}) if variants else "")
    return {
        "item_id": item.id,
        "grading": _as_json(grading_data(item, reader.translated, reader.decimal)) if item.scored else "",
        "fingerprint": hashlib.sha256(key.encode()).hexdigest()[:12],
        "item_type": item.type,
        "answered_by": item.answered_by.value,
        "key": tuple(tuple(part) for part in right_parts(item, key_word)),
        "rubric": _rubric(item),
        "bank": setting.bank,
        "revision": item.revision,
        "number": setting.number,
        "points": item.points,
        "scored": item.scored,
        "scoring": item.scoring.value,
        "attempts": setting.attempts or item.attempts or 0,
        "bloom": item.bloom.value if item.bloom else "",
        "objectives": list(item.objective),
        "mode": setting.mode if item.judged else "survey",
        "answers": setting.answers,
        "next": "",
    }


def _rubric(item: Item) -> str:
    """Return the points of each criterion of an essay as JSON, nothing for other types."""
    if not isinstance(item, EssayItem):
        return ""
    return json.dumps({criterion.id: criterion.points for criterion in item.rubric})


def _as_json(data: dict[str, Any]) -> str:
    return json.dumps(data, sort_keys=True, ensure_ascii=False)


def add_stimulus(node: q.quiz_item, bank: Bank, item: BaseItem, origin: Origin, reader: TextReader) -> None:
    """Put the case that `item` belongs to before its stem; `origin` counts from the bank."""
    for index, stimulus in enumerate(bank.stimuli):
        if stimulus.id == item.stimulus:
            place = origin.place("stimuli", index, "text")
            part = reader.fill(q.quiz_stimulus(stimulus_id=stimulus.id), stimulus.text, place)
            node.insert(node.first_child_matching_class(q.quiz_stem) or 0, part)


def _rationale(item: BaseItem, origin: Origin, reader: TextReader, *, cites: bool) -> q.quiz_rationale:
    node = q.quiz_rationale(references=[f"{work.key} {work.locator}" for work in item.reference])
    if item.rationale:
        reader.fill(node, item.rationale, origin.place("rationale"))
    if item.reference:
        text = "; ".join(_reference(work, reader, cites=cites) for work in item.reference)
        reader.fill(node, text + ".", origin.place("reference"))
    return node


def _reference(work: Reference, reader: TextReader, *, cites: bool) -> str:
    """Return a citation when the project has a bibliography, else the key itself."""
    key = reader.role("cite:p", work.key) if cites else f"``{work.key}``"
    return f"{key}, {work.locator}"
