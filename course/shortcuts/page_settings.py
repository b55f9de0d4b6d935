"""The settings that docutils wants for each page, worked out once.

Upstream: https://github.com/sphinx-doc/sphinx/issues/4230
"""

from __future__ import annotations

import functools
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sphinx.util import docutils as pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docutils.frontend import Values


@contextmanager
def settings_made_once() -> Iterator[None]:
    """Give each page a copy of the settings made before, inside the with-block.

    Two times a page docutils builds a parser of command lines with every option that it has, only to ask it for its
    defaults. A copy begins with no list of dependencies: docutils then makes one, which the page has for itself; else
    every page would be read again when a file changes that another page includes.
    """
    myst: Any = import_module("myst_parser.mdit_to_docutils.base")
    of_page, of_part = pages._get_settings, myst.get_default_settings  # noqa: SLF001 - there is no public way in
    known: dict[tuple[Any, ...], tuple[dict[str, Any], Values]] = {}

    @functools.cache
    def made(*components: Any) -> Values:
        return _without_dependencies(of_part(*components))

    def get_settings(*components: Any, defaults: Mapping[str, Any], read_config_files: bool = False) -> Values:
        kinds = (component if isinstance(component, type) else type(component) for component in components)
        key = (*kinds, read_config_files)
        if key not in known or known[key][0] != defaults:
            settings = of_page(*components, defaults=defaults, read_config_files=read_config_files)
            known[key] = dict(defaults), _without_dependencies(settings)
        return known[key][1].copy()

    pages._get_settings = get_settings  # noqa: SLF001
    myst.get_default_settings = lambda *components: made(*components).copy()
    try:
        yield
    finally:
        pages._get_settings = of_page  # noqa: SLF001
        myst.get_default_settings = of_part


def _without_dependencies(settings: Values) -> Values:
    settings.record_dependencies = None  # type: ignore[assignment]
    return settings
