"""Reading the bibliography again when it holds something else, whatever its date says.

The extension parses a file again when the date of the file, or of the link to it, is another than before. A number made
of the content stands in for the date.
Upstream: https://github.com/mcmtroffaes/sphinxcontrib-bibtex/blob/develop/src/sphinxcontrib/bibtex/bibfile.py
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sphinxcontrib.bibtex import bibfile

from quizzes.content import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinx.application import Sphinx

_DATE = bibfile.get_mtime
_DIGITS = 13
"""Hexadecimal digits that a float holds exactly."""


def content_as_date(path: Path) -> float:
    """Return a number that tells one content of a file from another; minus infinity where there is none."""
    digest = digest_of(path)
    return float(int(digest[:_DIGITS], 16)) if digest else -math.inf


def setup_bibliography(app: Sphinx) -> None:
    """Put the number in the place of the date before the environment is made, and the date back after the build."""
    app.connect("config-inited", lambda *_: _ask(content_as_date), priority=100)
    app.connect("build-finished", lambda *_: _ask(_DATE), priority=900)


def _ask(function: Callable[[Path], float]) -> None:
    vars(bibfile)["get_mtime"] = function
