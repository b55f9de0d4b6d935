"""What a search of the site knows: the words of a text, and the index that its script reads."""

from __future__ import annotations

from course.search.index import SearchPage, SearchSection, index_files
from course.search.words import fold, words

__all__ = ["SearchPage", "SearchSection", "fold", "index_files", "words"]
