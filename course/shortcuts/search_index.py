"""The search index of a build that writes some pages only: the same as that of a build of all.

Sphinx takes the words of the other pages from the index written before. It keeps words there that no page has any
more, and forgets the entries of the index at the back of the book.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.index_entries import split_index_msg

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.environment import BuildEnvironment
    from sphinx.search import IndexBuilder


def bring_back_entries(indexer: IndexBuilder, env: BuildEnvironment, docnames: Iterable[str]) -> None:
    """Give the indexer the entries of pages that are not written this time."""
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


def drop_unused_words(indexer: IndexBuilder) -> None:
    """Take out the words that no page has."""
    for words in (indexer._mapping, indexer._title_mapping):  # noqa: SLF001 - there is no public way in
        for word in [word for word, pages in words.items() if not pages]:
            del words[word]
