"""Labels of entries that pandoc drops without a word: those that LaTeX prints in the place of bullets and numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course.ingest.losses import LossKind, Place

if TYPE_CHECKING:
    from course.ingest.losses import Losses

_MARK = re.compile(
    r"(?<!\\)%[^\n]*|\\begin\{(?P<begin>\w+\*?)\}|\\end\{(?P<end>\w+\*?)\}|\\item\s*\[(?P<label>[^\]]*)\]"
)
_LISTS = frozenset({"itemize", "enumerate"})


def tell_labels(text: str, losses: Losses) -> None:
    r"""Note each label of an `\item[...]` of a list with bullets or numbers; those of descriptions are kept."""
    around: list[str] = []
    for found in _MARK.finditer(text):
        if found["begin"]:
            around.append(found["begin"])
        elif found["end"] and around:
            around.pop()
        elif found["label"] and around and around[-1] in _LISTS and re.search(r"\w", found["label"]):
            place = Place(text.count("\n", 0, found.start()) + 1)
            losses.add(place, LossKind.MARKUP, f"label of an entry: {found['label']}")
