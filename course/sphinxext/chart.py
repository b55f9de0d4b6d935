"""The directive `chart`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_chart(_app: Sphinx) -> None:
    """Register the directive."""
