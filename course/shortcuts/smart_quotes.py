"""Quotation marks are set only in blocks of text that have some.

docutils takes every block of text into pieces and puts each text back anew, also where nothing is to be set.
Upstream: https://github.com/docutils/docutils/blob/master/docutils/docutils/transforms/universal.py
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.transforms.universal import SmartQuotes
from docutils.utils.smartquotes import smartchars

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = re.compile("[\"'\\\\`\\x00]")
"""What may become something else: marks, and what escapes them."""
_QUOTES_ONLY = "q"
"""The setting by which dashes and dots stay, which are in nearly every block."""


@contextmanager
def quotes_set_where_they_are() -> Iterator[None]:
    """Let docutils look only at blocks with a mark, inside the with-block."""
    original = SmartQuotes.apply

    def apply(self: Any) -> None:
        document = self.document
        if getattr(self, "smartquotes_action", "") == _QUOTES_ONLY:
            self.document = _Marked(document)
        try:
            original(self)
        finally:
            self.document = document

    SmartQuotes.apply = apply  # type: ignore[method-assign]
    try:
        yield
    finally:
        SmartQuotes.apply = original  # type: ignore[method-assign]


class _Marked:
    """A document of which a walk finds those blocks that have a mark, or a language that docutils would warn of."""

    def __init__(self, document: nodes.document) -> None:
        self._document = document

    def __getattr__(self, name: str) -> Any:
        return getattr(self._document, name)

    def findall(self, kind: type[nodes.Element]) -> Iterator[nodes.Element]:
        """Yield the blocks, each when the ones before it are done."""
        spoken = self._document.settings.language_code
        for block in self._document.findall(kind):
            if isinstance(block.parent, nodes.TextElement):
                continue  # is looked at as a part of that one
            if _has_marks(block) or block.get_language_code(spoken) not in smartchars.quotes:
                yield block


def _has_marks(block: nodes.Node) -> bool:
    parts = block.children
    return any(_MARKS.search(one) if isinstance(one, nodes.Text) else _has_marks(one) for one in parts)
