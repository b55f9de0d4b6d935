"""What a page of a stranger's course may not do: set how it is read, and bring code of one output format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from course.project.front import front_of, read_front
from quizzes.finding import FindingsError

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

log = logging.getLogger(__name__)
CODE = "X003"


def forbid_expressions(_app: Sphinx, config: Config) -> None:
    """Read `{{ … }}` as words: MyST evaluates it by Jinja without a sandbox, and that is code."""
    if not config.course_trusted:
        config.myst_enable_extensions = set(config.myst_enable_extensions) - {"substitution"}


def forbid_settings(app: Sphinx, docname: str, content: list[str]) -> None:
    """Take out front matter that is more than keys and plain values, and what it tells MyST."""
    front = None if app.config.course_trusted else front_of(content[0])
    if front is None:
        return
    page = Path(app.env.doc2path(docname))
    try:
        data = read_front(front[0], page).data
    except FindingsError as error:
        _warn(page, error.findings[0].line, error.findings[0].message)
    else:
        if not isinstance(data, dict) or not {"myst", "html_meta", "substitutions"} & data.keys():
            return
        _warn(page, 1, "the front matter of a stranger's page does not set how it is read")
    content[0] = "\n" * front[1] + "".join(content[0].splitlines(keepends=True)[front[1] :])


def _warn(page: Path, line: int, message: str) -> None:
    log.error("%s", message, location=f"{page}:{line}", type="course", subtype=CODE)


def setup_strangers(app: Sphinx) -> None:
    """Register the setting `course_trusted` and what follows from it."""
    app.add_config_value("course_trusted", default=True, rebuild="env", types=(bool,))
    app.connect("config-inited", forbid_expressions, priority=900)
    app.connect("source-read", forbid_settings, priority=100)
