"""Report what `course check` finds in every build, as warnings that can be suppressed by their code.

A build that reads no page has to fail like the one before it. So the findings are kept beside the doctrees, with the
state of the files they were found in, and all editions of one `course build` share them.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.errors import ExtensionError
from sphinx.util import logging

from course.engine import engine_digest
from course.project import day
from course.project.inputs import inputs_of
from course.sphinxext.memory import project_of
from quizzes.content import digest_of
from quizzes.finding import Finding, FindingsError, Level
from quizzes.text_file import read_prose

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from course.project import Project

log = logging.getLogger(__name__)
STORE = "course-check.json"
"""The file beside the doctrees that holds what was found; a course whose conf.py wants no checks has none."""
LARGE = 200
"""From this many pages on, a build after a change of pages or banks looks at those only."""

SEEN = frozenset({"E024", "E025"})
"""Errors that stop no build: what a draft dropped, or its document changed, is answered for by who has seen it."""


@dataclass(frozen=True)
class Checked:
    """What was found, and the digest of every file that was looked at."""

    state: dict[str, str]
    findings: list[Finding]


def report_findings(app: Sphinx, env: BuildEnvironment) -> None:
    """Log every error and warning of the static checks; `course_check = False` turns it off."""
    if not app.config.course_check:
        return
    for finding in findings_of(project_of(env), Path(env.doctreedir)):
        # A page warns of its broken bank too; only what is said here, as an error, stops the build.
        if finding.level is not Level.INFO:
            _log(finding)


def findings_of(project: Project, doctrees: Path) -> list[Finding]:
    """Return what was found when the pages were last read, while nothing has changed; else check what has."""
    store = doctrees / STORE
    state, known = _state(project), _read(store)
    if known and known.state == state:
        return known.findings
    found = _found_beside(store, state)
    if found is None:
        found = _check(project, known, state)
    _write(store, Checked(state, found))
    return found


def _found_beside(store: Path, state: dict[str, str]) -> list[Finding] | None:
    """Return what another edition has found in the same files, from the folder of its doctrees; None when none has."""
    beside = (_read(path) for path in sorted(store.parent.parent.glob(f"*/{STORE}")) if path != store)
    return next((known.findings for known in beside if known and known.state == state), None)


def _check(project: Project, known: Checked | None, state: dict[str, str]) -> list[Finding]:
    from course.checks import check, recheck

    changed = _changed(known.state, state) if known else set()
    pages = {path for path in changed if path.suffix == ".md" or path.parent == project.quizzes}
    if known and changed and pages == changed and len(state) > LARGE and all(path.exists() for path in changed):
        return recheck(project, known.findings, changed)
    return check(project)


def verdict_of_today(project: Project, cache: Path) -> str:
    """Return a digest of what the checks find today; empty for a course that is not checked.

    Time alone can turn it: an activity ends, sources grow old. `cache` is the folder of all folders of doctrees, since
    an edition may keep its own.
    """
    stores = sorted(cache.glob(f"*/{STORE}"))
    if not stores:
        return ""
    return hashlib.sha256("\n".join(map(repr, findings_of(project, stores[0].parent))).encode()).hexdigest()


def _state(project: Project) -> dict[str, str]:
    """Return a digest of every input and of the checks themselves; the day counts, because sources grow old."""
    state = {str(path): digest_of(path) for path in inputs_of(project)}
    return {**state, "engine": engine_digest(), "day": day.today().isoformat()}


def _changed(before: dict[str, str], after: dict[str, str]) -> set[Path]:
    return {Path(name) for name in {*before, *after} if before.get(name) != after.get(name)}


def _read(store: Path) -> Checked | None:
    try:
        data: dict[str, Any] = json.loads(store.read_text(encoding="utf-8"))
        rows = [{**row, "path": Path(row["path"]), "level": Level(row["level"])} for row in data["findings"]]
        return Checked(data["state"], [Finding(**row) for row in rows])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(store: Path, checked: Checked) -> None:
    rows = [{**vars(one), "path": str(one.path), "level": str(one.level)} for one in checked.findings]
    store.write_text(json.dumps({"state": checked.state, "findings": rows}), encoding="utf-8")


def _log(finding: Finding) -> None:
    about = f"{finding.subject}: " if finding.subject else ""
    hint = f" ({finding.hint})" if finding.hint else ""
    say = log.error if finding.level is Level.ERROR and finding.code not in SEEN else log.warning
    where = f"{finding.path}:{finding.line}"
    say("%s", f"{about}{finding.message}{hint}", location=where, type="course", subtype=finding.code)


def refuse_other_encodings(_app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Stop at pages that cannot be read, or are not UTF-8, before Sphinx trips over them.

    Raises ExtensionError, caused by a FindingsError that names every such page.
    """
    found: list[Finding] = []
    for path in (Path(env.doc2path(docname)) for docname in docnames):
        try:
            read_prose(path, "T301")
        except FindingsError as error:
            found += error.findings
    if found:
        raise ExtensionError("not every page can be read") from FindingsError(*found)


def setup_consistency(app: Sphinx) -> None:
    """Register the check and its switch."""
    app.add_config_value("course_check", default=True, rebuild="", types=(bool,))
    app.connect("env-before-read-docs", refuse_other_encodings)
    app.connect("env-updated", report_findings)
