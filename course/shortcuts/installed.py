"""Asking what is installed once a process: every question of importlib reads the metadata of every package again.

A build asks some ten times, for themes, builders and styles of citations; each time is 20 ms in an environment of 120
packages.
Upstream: https://github.com/python/importlib_metadata/issues/401
"""

from __future__ import annotations

import functools
import sys
from contextlib import contextmanager
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any

import pybtex.plugin
import sphinx.registry
import sphinx.theming
import sphinxcontrib.bibtex.plugin

if TYPE_CHECKING:
    from collections.abc import Iterator

ASKING: tuple[Any, ...] = (pybtex.plugin, sphinxcontrib.bibtex.plugin, sphinx.registry, sphinx.theming)
"""The modules that ask, each by the name `entry_points`."""


@contextmanager
def packages_read_once() -> Iterator[None]:
    """Let the modules that ask select from what was read before, inside the with-block."""
    before = [module.entry_points for module in ASKING]
    for module in ASKING:
        module.entry_points = _selected
    try:
        yield
    finally:
        for module, asked in zip(ASKING, before, strict=True):
            module.entry_points = asked


def _selected(**wanted: str) -> Any:
    return _all(tuple(sys.path)).select(**wanted)


@functools.lru_cache(maxsize=1)
def _all(_places: tuple[str, ...]) -> Any:
    """Return the entry points of every package; another path of search is read anew."""
    return entry_points()
