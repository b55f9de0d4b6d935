"""What stands beside a block: works it cites, facts and rows of the register it rests on, and how sure these are."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from course.evidence import Claim, Fact, Work
    from course.material import Material
    from course.reviews.blocks import Block


_HEADS = {"bank", "columns", "settings"}
"""Kinds of block that are only the head of their file."""


@dataclass
class Beside:
    """What a block rests on: keys of works as cited, facts and rows of the register."""

    works: dict[str, None] = field(default_factory=dict)
    facts: dict[str, None] = field(default_factory=dict)
    claims: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True)
class Evidence:
    """The evidence of a course, asked by block."""

    material: Material

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """Return the facts by id."""
        return {fact.id: fact for fact in self.material.facts}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Return the rows of the register by id."""
        return {one.id: one for one in (self.material.register.statements if self.material.register else ())}

    @cached_property
    def _by_place(self) -> dict[Path, list[tuple[int, Beside]]]:
        """Return by file what each line rests on."""
        found: defaultdict[Path, list[tuple[int, Beside]]] = defaultdict(list)
        for path, line, beside in self._told():
            found[path].append((line, beside))
        return found

    def of(self, block: Block) -> Beside:
        """Return what a block rests on: what its lines cite, and what the facts it names rest on."""
        end = block.end or (block.line if block.kind in _HEADS else 10**9)
        beside = Beside()
        for line, one in self._by_place.get(block.path, ()):
            if block.line <= line <= end:
                beside.works |= one.works
                beside.facts |= one.facts
                beside.claims |= one.claims
        for name in beside.facts:
            if fact := self.facts.get(name):
                beside.works |= dict.fromkeys(fact.source_keys)
        return beside

    def work(self, key: str) -> Work | None:
        """Return a work of the bibliography."""
        return (self.material.works or {}).get(key)

    def _told(self) -> Iterator[tuple[Path, int, Beside]]:
        yield from self._of_pages()
        project = self.material.project
        for claim in self.claims.values():
            yield project.register, claim.line, Beside(dict.fromkeys(claim.source_keys), claims={claim.id: None})
        for fact in self.material.facts:
            if project.facts:
                yield project.facts, fact.line, Beside(facts={fact.id: None})
        for drawn in self.material.figures:
            yield drawn.path, 1, Beside(dict.fromkeys(drawn.figure.source))
        for file, place, item in self.material.items():
            works = dict.fromkeys(one.key for one in item.reference)
            yield file.path, file.line("items", place), Beside(works, dict.fromkeys(item.facts))

    def _of_pages(self) -> Iterator[tuple[Path, int, Beside]]:
        read = {page.path for page in self.material.pages}
        said = [(page.path, one) for page in self.material.pages for one in page.sentences]
        said += [(path, one) for path, one in self.material.beside_lessons() if path not in read]
        for path, one in said:
            yield path, one.line, Beside(_keys(one.citations), claims=_keys(one.claims))
        for page in self.material.pages:
            yield from ((page.path, line, Beside(claims={name: None})) for name, line in page.claims())


def _keys(names: Iterable[str]) -> dict[str, None]:
    return dict.fromkeys(names)


def called(work: Work) -> str:
    """Return author and year of a work in few words; its key when it names nobody."""
    authors = plain(
        work.fields.get("author") or work.fields.get("organization") or work.fields.get("institution") or ""
    )
    first = authors.split(" and ")[0].split(",")[0]
    others = " et al." if " and " in authors else ""
    return f"{first}{others} {work.year or ''}".strip() if first else work.key


def plain(text: str) -> str:
    """Return a field of BibTeX without its braces."""
    return " ".join(re.sub(r"[{}]", "", text).split())


def address_of(work: Work) -> str:
    """Return where a work is found on the web, empty when it does not say so."""
    if doi := work.fields.get("doi"):
        return f"https://doi.org/{doi}"
    url = work.fields.get("url", "")
    return url if re.match(r"https?://", url) else ""
