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
_BEGIN = re.compile(r"^[^%\n]*\\begin\{document\}", re.MULTILINE)
_COMMAND = re.compile(r"\\[A-Za-z]+\*?|[{}$~]")


def preamble_lines(text: str) -> int:
    """Return the number of the line on which the document begins: what stands above sets type and says nothing."""
    found = _BEGIN.search(text)
    return text.count("\n", 0, found.end()) + 1 if found else 0


def tell_labels(text: str, losses: Losses, said: str) -> None:
    r"""Note each label of an `\item[...]` whose words are not in what is said of the document."""
    around: list[str] = []
    for found in _MARK.finditer(text):
        if found["begin"]:
            around.append(found["begin"])
        elif found["end"] and around:
            around.pop()
        elif found["label"] and (words := " ".join(_COMMAND.sub(" ", found["label"]).split())):
            is_term = around and around[-1] not in _LISTS and words in said
            if re.search(r"\w", words) and not is_term:
                place = Place(text.count("\n", 0, found.start()) + 1)
                losses.add(place, LossKind.MARKUP, f"label of an entry: {found['label']}")
