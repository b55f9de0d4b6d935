"""What the notice of a page may say: who has signed its parts, and which are still open.

The parts of a page are its own blocks, the figures that it draws and the banks that it asks from; a page with a test
asks from all. The start page speaks for the whole course.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.reviews.signature import load_signatures
from course.reviews.standing import standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from course.project import Project
    from course.reviews.blocks import Block
    from course.reviews.standing import Standing

START = "index"
_DRAWS = re.compile(r"\{chart\}[ \t]+([\w-]+)")
_ASKS = re.compile(r"\{quiz[\w-]*\}[ \t]+([\w-]+)")
_TESTS = re.compile(r"\{(?:posttest|pretest|quiz-draw|quiz-set)\b")
_MOST = 5
"""So many places of open parts are named."""


@dataclass(frozen=True)
class SignedPage:
    """Who signed parts of a page, how many parts it has, how many are open, and where the first of these are."""

    signers: tuple[str, ...]
    total: int
    open: int
    places: tuple[str, ...] = ()


def signed_pages(project: Project) -> dict[str, SignedPage]:
    """Return for each page, by its name without suffix, how far it is signed; nothing while nobody signed anything."""
    if not load_signatures(project)[0]:
        return {}
    state = standing(project)
    if not any(state.signers):
        return {}
    files: defaultdict[str, list[int]] = defaultdict(list)
    for at, block in enumerate(state.blocks):
        files[f"quizzes/{block.name}" if block.scope == "items" else block.name].append(at)
    pages = [name for name in files if name.endswith(".md") and not name.startswith("quizzes/")]
    found = {name.removesuffix(".md"): _page(state, _parts(state.blocks, files, name)) for name in pages}
    return {**found, START: _page(state, range(len(state.blocks)), named=False)}


def told_by_page(project: Project) -> dict[str, tuple[tuple[str, ...], int, int, tuple[str, ...]]]:
    """Return the same as plain values, which a setting can hold."""
    return {name: (one.signers, one.total, one.open, one.places) for name, one in signed_pages(project).items()}


def _parts(blocks: Iterable[Block], files: dict[str, list[int]], name: str) -> list[int]:
    """Return the places of the parts of a page."""
    known = list(blocks)
    text = "\n".join(known[at].text for at in files[name])
    shown = [f"figures/{one}.yaml" for one in _DRAWS.findall(text)]
    asked = [f"quizzes/{one}.yaml" for one in _ASKS.findall(text)]
    if _TESTS.search(text):
        asked += [one for one in files if one.startswith("quizzes/")]
    return [at for one in dict.fromkeys([name, *shown, *asked]) for at in files.get(one, ())]


def _page(state: Standing, parts: Iterable[int], *, named: bool = True) -> SignedPage:
    places = list(parts)
    signers = {
        f"{one.signature.name} ({one.signature.role}, {one.signature.date})": None
        for at in places
        for one in state.signers[at]
    }
    open_ = [at for at in places if state.is_open(at)]
    told = dict.fromkeys(_places(state.blocks, places, set(open_))) if named else {}
    return SignedPage(tuple(signers), len(places), len(open_), tuple(told)[:_MOST])


def _places(blocks: Iterable[Block], parts: Iterable[int], open_: set[int]) -> Iterator[str]:
    """Yield where open parts are: the heading they stand under, the name of a figure or of a bank."""
    known, heading = list(blocks), ""
    for at in parts:
        block = known[at]
        if block.kind == "heading":
            heading = block.text.lstrip("# ")
        if at in open_:
            yield heading if block.name.endswith(".md") else block.name
