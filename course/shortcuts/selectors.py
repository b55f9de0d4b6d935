"""Selecting by one class without the package for selectors of CSS, which is loaded when somebody selects otherwise.

The theme asks each page for the entries of its table of contents by their class. For that Beautiful Soup loads
`soupsieve`, which compiles patterns in a tenth of the time that all modules of a build take to load.
Upstream: https://docs.python.org/3/library/importlib.html#importlib.util.LazyLoader
"""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.util import LazyLoader
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

PACKAGE = "soupsieve"
_CLASS = re.compile(r"\.([A-Za-z][A-Za-z0-9-]*)")


class _Finder:
    """Finds the package as Python would, and has it loaded when something of it is asked for."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Return the package that loads later; None for every other one."""
        spec = PathFinder.find_spec(name, path, target) if name == PACKAGE else None
        if spec and spec.loader:
            spec.loader = LazyLoader(spec.loader)
        return spec


@contextmanager
def classes_found_plainly() -> Iterator[None]:
    """Let Beautiful Soup find elements by a class itself, and load the package only for more, inside the with-block."""
    finder = _Finder()
    sys.meta_path.insert(0, finder)
    try:
        tag: Any = import_module("bs4.element").Tag
    finally:
        sys.meta_path.remove(finder)
    original = tag.select

    def select(self: Any, selector: str, *options: Any, **named: Any) -> Any:
        plain = _CLASS.fullmatch(selector)
        if plain and not options and not named:
            return self.find_all(class_=plain[1])
        return original(self, selector, *options, **named)

    tag.select = select
    try:
        yield
    finally:
        tag.select = original
