"""Which open blocks to read first: the most dangerous and the least certain.

The score of a block is the number of different danger words in it, or in what stood there when it was signed. A row of
the register has more for its verdict, as `course.reviews.reading` counts, and `UNSURE` when its verdict is open or
something is left to verify; so has a fact that nobody has read in its source. The appendix repeats others and has 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from course.evidence import Verdict
from course.evidence.facts import Status
from course.reviews.reading import WEIGHT, danger_words, hits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from course.material import Material
    from course.reviews.blocks import Block
    from course.reviews.standing import Gone, Standing

UNSURE = 2


@dataclass(frozen=True)
class Urgent:
    """An open block with its score and reasons: `was` is what was signed there; without `block` it is gone."""

    block: Block | None
    was: Gone | None
    score: int
    reasons: tuple[str, ...]


def urgent(state: Standing, material: Material) -> list[Urgent]:
    """Return every open block and everything that is gone, the highest score first, then in the order of the course."""
    danger, doubts = danger_words(material), _doubts(material)
    taken = {id(was.row) for was in state.was.values()}
    open_ = [(state.blocks[place], state.was.get(place)) for place in state.open]
    pairs = [*open_, *((None, was) for was in state.lost if id(was.row) not in taken)]
    return sorted((_urgent(block, was, danger, doubts) for block, was in pairs), key=lambda one: -one.score)


def _urgent(
    block: Block | None,
    was: Gone | None,
    danger: tuple[str, ...],
    doubts: Mapping[tuple[Path, int], tuple[int, tuple[str, ...]]],
) -> Urgent:
    text = " ".join(part for part in (block.text if block else "", was.row.text if was else "") if part)
    name = block.name if block else was.row.name if was else ""
    words = () if "appendix" in PurePosixPath(name).parts else hits(text, danger)
    more, reasons = doubts.get((block.path, block.line), (0, ())) if block else (0, ())
    return Urgent(block, was, len(words) + more, (*reasons, *words))


def _doubts(material: Material) -> dict[tuple[Path, int], tuple[int, tuple[str, ...]]]:
    """Return what is doubted about rows of the register and facts, with its weight, by file and line."""
    return {(path, line): (weight, reasons) for path, line, weight, reasons in _doubted(material) if weight}


def _doubted(material: Material) -> Iterator[tuple[Path, int, int, tuple[str, ...]]]:
    for claim in material.register.statements if material.register else ():
        reasons: list[tuple[int, str]] = []
        if claim.verdict in WEIGHT:
            reasons.append((WEIGHT[claim.verdict], f"verdict {claim.verdict}"))
        if claim.verdict is Verdict.OPEN or claim.to_verify:
            reasons.append((UNSURE, "still to verify"))
        yield material.project.register, claim.line, sum(weight for weight, _ in reasons), tuple(w for _, w in reasons)
    for fact in material.facts:
        if material.project.facts and fact.status is not Status.READ:
            yield material.project.facts, fact.line, UNSURE, (f"fact {fact.status}",)
