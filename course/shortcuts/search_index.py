"""The search index of a build that writes some pages only: the same as that of a build of all.

Sphinx takes the words of the other pages from the index written before. It keeps words there that no page has any
more, and forgets the entries of the index at the back of the book.
Upstream: https://github.com/sphinx-doc/sphinx/pull/12047
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.index_entries import split_index_msg

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from sphinx.environment import BuildEnvironment
    from sphinx.search import IndexBuilder


class WholeIndex(StandaloneHTMLBuilder):
    """Sphinx's builder with an index that is whole after every build."""

    def load_indexer(self, docnames: AbstractSet[str]) -> None:
        """Take over what the index written before says of pages that are not written now."""
        super().load_indexer(docnames)
        assert self.indexer is not None
        _bring_back_entries(self.indexer, self.env, set(self.env.all_docs).difference(docnames))

    def dump_search_index(self) -> None:
        """Write the index without words that are gone."""
        assert self.indexer is not None
        _drop_unused_words(self.indexer)
        super().dump_search_index()


def _bring_back_entries(indexer: IndexBuilder, env: BuildEnvironment, docnames: Iterable[str]) -> None:
    for docname in docnames:
        indexer._index_entries[docname] = _entries(env, docname)  # noqa: SLF001 - `feed` wants the whole page


def _entries(env: BuildEnvironment, docname: str) -> list[tuple[str, str, str]]:
    found = set()
    for kind, value, target, main, _category in env.domains.index_domain.entries.get(docname, ()):
        try:
            found |= {(words, target or "", main or "") for words in split_index_msg(kind, value)}
        except ValueError:
            continue
    return sorted(found)


def _drop_unused_words(indexer: IndexBuilder) -> None:
    for words in (indexer._mapping, indexer._title_mapping):  # noqa: SLF001 - there is no public way in
        for word in [word for word, pages in words.items() if not pages]:
            del words[word]
