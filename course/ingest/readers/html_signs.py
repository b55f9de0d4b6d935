"""Letters that a page sets in a font of signs: an "m" in the font Symbol is a µ, and 5 µg is not 5 mg.

Word saves its pages so. Browsers differ on whether they draw such letters anew, so that each is told.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course.ingest.losses import LossKind, Place
from course.ingest.readers.word_signs import is_of_signs, shown_sign

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

    from course.ingest.losses import Losses

_IN_FONT = re.compile(r"[\d.]+(?:[a-z]+|%)?(?:\s*/\s*\S+)?\s+(\D.*)")
_BULLET = frozenset("•▪●○➢✓")


def draw_signs(
    root: HtmlElement, values: Mapping[tuple[HtmlElement, str], Mapping[str, str]], losses: Losses | None
) -> None:
    """Write letters of fonts of signs as what they show; `values` are the properties of elements by their sheets."""
    waiting = [(root, "")]
    while waiting:
        element, around = waiting.pop()
        family = _family(element, values.get((element, ""), {})) or around
        if is_of_signs(family) and element.text:
            element.text = _drawn(element.text, family, Place(element.sourceline or 1), losses)
        for child in element:
            if is_of_signs(family) and child.tail:
                child.tail = _drawn(child.tail, family, Place(child.sourceline or 1), losses)
            if isinstance(child.tag, str):
                waiting.append((child, family))


def _family(element: HtmlElement, values: Mapping[str, str]) -> str:
    """Return the font that an element itself names first."""
    whole = _IN_FONT.search(values.get("font", ""))
    named = values.get("font-family") or (whole[1] if whole else "") or (element.get("face") or "")
    return named.split(",")[0].strip(" \"'").casefold()


def _drawn(text: str, family: str, place: Place, losses: Losses | None) -> str:
    signs = [(sign, sign if sign.isspace() else shown_sign(sign, family) or "⟦?⟧") for sign in text]
    changed = [(sign, shown) for sign, shown in signs if shown != sign and shown not in _BULLET]
    if changed and losses is not None:
        words = f"{''.join(sign for sign, _ in changed)} in the font {family}"
        losses.add(place, LossKind.LETTER, words, f"kept as {''.join(shown for _, shown in changed)}")
    return "".join(shown for _, shown in signs)
