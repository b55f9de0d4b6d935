"""Resolving citations without asking again for each of them what was found before.

Upstream: https://bitbucket.org/pybtex-devs/pybtex/src/master/pybtex/plugin/__init__.py and
https://github.com/mcmtroffaes/sphinxcontrib-bibtex/blob/develop/src/sphinxcontrib/bibtex/domain.py
"""

from __future__ import annotations

import functools
from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pybtex.plugin
from sphinxcontrib.bibtex.domain import BibtexDomain

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def plugins_found_once() -> Iterator[None]:
    """Let pybtex remember a plugin inside the with-block.

    The bibliography extension asks for the plain-text backend once a citation, and each time pybtex searches all
    entry points of the environment: 3 ms times 800 citations.
    """
    search = pybtex.plugin.find_plugin
    pybtex.plugin.find_plugin = functools.cache(search)
    try:
        yield
    finally:
        pybtex.plugin.find_plugin = search


@contextmanager
def citations_found_by_key() -> Iterator[None]:
    """Let a bibliography look up who cites a work inside the with-block.

    The extension goes through all citations of the course for each work: 160 works times 1,300 citations in each build.
    """
    search = BibtexDomain.get_filtered_entries
    BibtexDomain.get_filtered_entries = _filtered(search)  # type: ignore[method-assign]
    try:
        yield
    finally:
        BibtexDomain.get_filtered_entries = search  # type: ignore[method-assign]


def _filtered(search: Any) -> Any:
    """Return the search for works, one that hands it only the citations of the work that it has at hand."""

    def found(domain: BibtexDomain, key: Any) -> Iterator[tuple[str, Any]]:
        at_hand = _AtHand(domain, domain.bibliographies[key].keyprefix)
        yield from search(at_hand, key)

    return found


class _AtHand:
    """A bibliography domain as the search sees it: of the citations only those of the work that it has at hand."""

    def __init__(self, domain: BibtexDomain, prefix: str) -> None:
        self._domain, self._prefix = domain, prefix
        self._cited: dict[str, list[Any]] = defaultdict(list)
        for one in domain.citation_refs:
            for name in {target.key for target in one.targets}:
                self._cited[name].append(one)
        self.bibliographies = domain.bibliographies
        self.citation_refs: list[Any] = []

    def get_entries(self, files: Any) -> Iterator[Any]:
        """Yield every work, each with its citations at hand."""
        for entry in self._domain.get_entries(files):
            self.citation_refs = self._cited.get(self._prefix + entry.key, [])
            yield entry
