"""The account of a PDF without tags: each of its words is in the tree or in the losses, as often as it stands there."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from course.ingest.wording import wording
from tests.course.ingest.pdf_file import at, read, ruled

_PIECES = {
    "para": lambda y, one, rest: at(70, y, f"{one} goes on for a while and on") + at(70, y - 12, rest),
    "columns": lambda y, one, rest: (
        at(70, y, one) + at(320, y, rest) + at(70, y - 12, "left") + at(320, y - 12, "right")
    ),
    "list": lambda y, one, rest: at(70, y, f"• {one}") + at(70, y - 12, f"• {rest}"),
    "cells": lambda y, one, rest: (
        ruled(70, y - 20, 100, 30) + ruled(170, y - 20, 200, 30) + at(75, y - 5, one) + at(175, y - 5, rest)
    ),
    "head": lambda y, one, rest: at(70, y, f"{one} {rest}", size=16, font="B"),
    "hidden": lambda y, one, rest: at(70, y, f"{one} {rest}", more="3 Tr"),
    "turned": lambda y, one, rest: f"q BT /F 8 Tf 0 1 -1 0 40 {y} Tm ({one}) Tj ET Q\n" + at(70, y, rest),
    "small": lambda y, one, rest: at(70, y, one) + at(130, y + 4, rest, size=6),
    "rows": lambda y, one, rest: "".join(
        at(70 + 90 * n, y - 12 * row, word) for row in range(3) for n, word in enumerate((one, *rest.split()))
    ),
    "number": lambda y, one, rest: at(70, y, f"12. {one}") + at(70, y - 12, f"(a) {rest}"),
    "picture": lambda y, one, rest: (
        f"q 60 0 0 40 70 {y - 30} cm /Dot Do Q\n" + at(75, y - 10, one) + at(200, y - 10, rest)
    ),
}
"""Pieces of a page, at most 60 points high, each with words."""


def _drawn(kind: str, y: float, words: list[str]) -> str:
    return _PIECES[kind](y, words[0], " ".join(words[1:]))


def pages() -> st.SearchStrategy[list[list[tuple[str, list[int]]]]]:
    """Return pages of pieces, each with numbers that become words."""
    numbers = st.lists(st.integers(0, 999), min_size=2, max_size=4)
    return st.lists(st.lists(st.tuples(st.sampled_from(sorted(_PIECES)), numbers), max_size=8), min_size=1, max_size=3)


@settings(max_examples=20, deadline=None)
@given(many=pages())
def test_every_word_is_in_the_tree_or_told(many: list[list[tuple[str, list[int]]]]) -> None:
    """Whatever stands beside it."""
    contents = [
        "".join(
            _drawn(kind, 740 - 85 * n, [f"q{at_page}{n}{one}x" for one in numbers])
            for n, (kind, numbers) in enumerate(page)
        )
        for at_page, page in enumerate(many, 1)
    ]
    document = read(at(70, 820, "A first page with words"), *contents)
    shown = " ".join([wording(document.blocks), *(one.words for one in document.losses if one.is_dropped)])
    inside = [one.words for one in document.losses if one.outcome.startswith("words in a picture")]
    found = Counter(re.findall(r"q\d+x", " ".join([shown, *inside])))
    assert found == Counter(re.findall(r"q\d+x", "".join(contents)))
