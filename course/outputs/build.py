"""Build the editions of a course into one folder, each in a folder of its own."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizzes.load import find_banks, load_banks

from course.outputs.edition import EDITIONS
from course.outputs.staging import close_output, open_output, staged
from course.outputs.stamp import digest, read_stamp, write_stamp
from quizzes.finding import Finding, FindingsError, Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from course.outputs.progress import Progress
    from course.project import Project

_INCREMENTAL = {"html", "singlehtml"}


@dataclass(frozen=True)
class Made:
    """What one edition came to: where it is, its size, what was noticed, and the wall seconds it took."""

    edition: str
    entry: Path
    pages: int
    findings: tuple[Finding, ...]
    seconds: float
    unchanged: bool = False


@dataclass(frozen=True)
class Order:
    """What to build and how: the course, its output folder, and whether warnings are fatal."""

    project: Project
    out: Path
    progress: Progress
    jobs: int = 1
    strict: bool = False


def build(order: Order, editions: Sequence[str]) -> list[Made]:
    """Build the editions named, skipping each whose inputs have not changed.

    Raises FindingsError when a finding of level error (with `strict`: any warning) stands against the course; the
    earlier output is then untouched.
    """
    cache = open_output(order.out.absolute())
    made = [_one(order, name, cache) for name in editions]
    close_output(cache)
    return made


def count_questions(project: Project) -> int:
    """Count the items of all readable banks of a course."""
    banks, _ = load_banks(find_banks(project.quizzes))
    return sum(len(file.bank.items) for file in banks)


def _one(order: Order, name: str, cache: Path) -> Made:
    started = time.monotonic()
    edition, target = EDITIONS[name], order.out.absolute() / name
    inputs, documents = digest(order.project, name), [str(page) for page in order.project.pages()]
    stamp = read_stamp(cache, name)
    if target.is_dir() and stamp.get("digest") == inputs:
        _refuse(order, known := [_revive(one) for one in stamp["findings"]])
        return Made(name, edition.entry_in(target), stamp["pages"], tuple(known), 0.0, unchanged=True)
    # A page that is gone must not live on in the output, so only the same set of pages is built upon.
    keep = name in _INCREMENTAL and stamp.get("documents") == documents
    findings = _write(order, name, target, cache, keep=keep)
    pages = edition.pages_in(target)
    noted = [_record(finding) for finding in findings]
    write_stamp(cache, name, {"digest": inputs, "pages": pages, "documents": documents, "findings": noted})
    return Made(name, edition.entry_in(target), pages, tuple(findings), time.monotonic() - started)


def _write(order: Order, name: str, target: Path, cache: Path, *, keep: bool) -> list[Finding]:
    from course.outputs.sphinx_run import Run, run_sphinx

    # Reading is the same work for every edition, so they share the doctrees; EPUB wants its own (image candidates).
    doctrees = cache / ("doctrees-epub" if name == "epub" else "doctrees")
    with staged(target, keep=keep) as staging:
        named = (("course_pdf_name", order.project.name),)
        run = Run(order.project, EDITIONS[name].builder, staging, doctrees, order.jobs, named)
        findings = run_sphinx(run, order.progress)
        _refuse(order, findings)
    return findings


def _refuse(order: Order, findings: Sequence[Finding]) -> None:
    """Stop when something stands against the edition."""
    if any(order.strict or finding.level is Level.ERROR for finding in findings):
        raise FindingsError(*findings)


def _record(finding: Finding) -> dict[str, Any]:
    return {**vars(finding), "path": str(finding.path)}


def _revive(record: dict[str, Any]) -> Finding:
    return Finding(**{**record, "path": Path(record["path"]), "level": Level(record["level"])})
