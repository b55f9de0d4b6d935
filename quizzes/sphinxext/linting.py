"""Say in the build what the lint says: the same findings as `course check` and pytest, as typed warnings."""

from __future__ import annotations

# ruff: noqa: ARG001 - the signature is fixed by the caller
from pathlib import Path
from typing import TYPE_CHECKING

from quizzes.finding import Finding, FindingsError, Level
from quizzes.sphinxext.banks import banks_in, read_bank
from quizzes.sphinxext.problems import warn_findings

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from quizzes.load import BankFile

LEVELS = ("off", *(level.value for level in Level))
_RANK = {level: rank for rank, level in enumerate(Level)}


def lint_banks(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn about every finding of the level of `quizzes_lint` or worse, in all banks of each folder together."""
    if app.config.quizzes_lint == "off":
        return
    limit = _RANK[Level(app.config.quizzes_lint)]
    for folder in map(Path, app.config.quizzes_banks):
        warn_findings([finding for finding in _findings(folder) if _RANK[finding.level] <= limit])


def _findings(folder: Path) -> list[Finding]:
    """Return what the lint finds; a bank that cannot be read is left out here, its page has said so."""
    from quizzes.lint import check, context_of
    from quizzes.settings import load_settings

    files: list[BankFile] = []
    for path in banks_in([folder]):
        try:
            files.append(read_bank(path))
        except FindingsError:
            continue
    try:
        return check(files, context_of(load_settings(folder))) if files else []
    except FindingsError as error:
        return list(error.findings)
