"""Say in the build what the lint says: the same findings as `course check` and pytest, as typed warnings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quizzes.finding import Finding, FindingsError, Level
from quizzes.inline import MARK, lint_inline, read_inline, shared_labels
from quizzes.sphinxext.banks import banks_in, read_bank
from quizzes.sphinxext.problems import warn_findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from quizzes.load import BankFile

LEVELS = ("off", *(level.value for level in Level))
_RANK = {level: rank for rank, level in enumerate(Level)}


def lint_banks(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn about every finding of the level of `quizzes_lint` or worse, in all banks of each folder together."""
    pages = list(_written(env))
    warn_findings(list(shared_labels(pages)))
    if app.config.quizzes_lint == "off":
        return
    limit = _RANK[Level(app.config.quizzes_lint)]
    for folder in map(Path, app.config.quizzes_banks):
        warn_findings([finding for finding in _findings(folder) if _RANK[finding.level] <= limit])
    found = [finding for path, text in pages for finding in _inline(app, path, text)]
    warn_findings([finding for finding in found if _RANK[finding.level] <= limit])


def _written(env: BuildEnvironment) -> Iterator[tuple[Path, str]]:
    """Yield the pages in Markdown that hold questions of their own, in the order of their names."""
    for docname in sorted(env.found_docs):
        path = Path(env.doc2path(docname))
        if path.suffix == ".md" and path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            if MARK in text:
                yield path, text


def _inline(app: Sphinx, path: Path, text: str) -> list[Finding]:
    """Return what the lint finds in the questions of a page; what is refused there the page has said itself."""
    from quizzes.lint import Context, context_of
    from quizzes.settings import load_settings

    file, _ = read_inline(path, text)
    folders = [Path(folder) for folder in app.config.quizzes_banks]
    try:
        context = context_of(load_settings(folders[0])) if folders else Context()
    except FindingsError:
        return []
    return lint_inline(file, context) if file else []


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
