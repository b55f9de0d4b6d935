"""What a page knows of an item that varies: the values of each variant, the key that goes with them, and its words.

Expressions stay in the bank. The page has their results, which were checked when the bank was read.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from quizzes.key import in_words
from quizzes.model.varying import rows_of, variant_of
from quizzes.sphinxext import nodes as q
from quizzes.sphinxext.grading import grading_data
from quizzes.sphinxext.strings import key_word

if TYPE_CHECKING:
    from quizzes.model.types import Item
    from quizzes.sphinxext.texts import TextReader

KEY_IN_WORDS = "="
"""The name of the value that is the key in words; no author can declare it."""


def variants_of(item: Item, reader: TextReader) -> tuple[dict[str, Any], ...]:
    """Return for each variant: `values` by name as the page writes them, `key` and its `words`."""
    if item.variants is None:
        return ()
    made = []
    for number, row in enumerate(rows_of(item)):
        variant = variant_of(item, number, reader.decimal)
        key = grading_data(variant, reader.translated, reader.decimal) if item.scored else {}
        words = "; ".join(in_words(variant, {}, key_word))
        made.append({"values": row.words(reader.decimal), "key": key, "words": words})
    return tuple(made)


def page_data(node: q.quiz_item) -> str:
    """Return as JSON what the script needs to show each variant: the values to `show`, and what is other in its `key`.

    Only what the question still shows is in it: a page that withholds the key has neither that nor what tells it.
    """
    shown = {value["name"] for value in node.findall(q.quiz_value)}
    keys = [variant["key"] for variant in node["variants"]] if node["grading"] else []
    other = {name for key in keys for name in key if key[name] != keys[0][name]}
    every = []
    for variant in node["variants"]:
        data: dict[str, Any] = {name: text for name, text in variant["values"].items() if name in shown}
        if KEY_IN_WORDS in shown:
            data[KEY_IN_WORDS] = variant["words"]
        every.append(
            {"show": data, **({"key": {name: variant["key"][name] for name in sorted(other)}} if other else {})}
        )
    return json.dumps(every, ensure_ascii=False)


def withhold_variants(node: q.quiz_item) -> None:
    """Take from the variants of an item everything that it no longer shows."""
    shown = {value["name"] for value in node.findall(q.quiz_value)}
    variants: tuple[dict[str, Any], ...] = node.get("variants", ())
    node["variants"] = tuple(
        {"values": {name: text for name, text in one["values"].items() if name in shown}, "key": {}, "words": ""}
        for one in variants
    )
