"""Resolving citations without reading the metadata of every installed package for each of them.

Upstream: https://bitbucket.org/pybtex-devs/pybtex/src/master/pybtex/plugin/__init__.py
"""

from __future__ import annotations

import functools
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pybtex.plugin

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
