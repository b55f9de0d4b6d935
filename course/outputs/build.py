"""Build the editions of a course into one folder, each in a folder of its own."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.instructor.responses import digest_of_responses
from course.outputs.edition import EDITIONS
from course.outputs.leaks import find_leaks, private_traces
from course.outputs.staging import close_output, open_output, staged
from course.outputs.stamp import digest, engine_digest, read_stamp, write_stamp
from quizzes.finding import Finding, FindingsError, Level
from quizzes.load import find_banks, load_banks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from course.outputs.progress import Progress
    from course.project import Project
    from quizzes.overlay import Secret

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
    """What to build and how: the course, its output folder, and whether warnings are fatal.

    `answers` says for the whole build where answers go (none, inline, end, key); empty: as each quiz says.
    `language` is that of the catalogues to translate by; empty: the course as it was written. `responses` are answers
    of learners, which only the edition `instructor` reads.
    """

    project: Project
    out: Path
    progress: Progress
    jobs: int = 1
    strict: bool = False
    answers: str = ""
    language: str = ""
    responses: Path | None = None


def build(order: Order, editions: Sequence[str]) -> list[Made]:
    """Build the editions named, skipping each whose inputs have not changed.

    Raises FindingsError when a finding of level error (with `strict`: any warning) stands against the course; the
    earlier output is then untouched.
    """
    secrets = private_traces(order.project)
    cache = open_output(order.out.absolute(), engine_digest())
    made = [_one(order, name, cache, secrets) for name in editions]
    close_output(cache)
    return made


def count_questions(project: Project) -> int:
    """Count the items of all readable banks of a course."""
    banks, _ = load_banks(find_banks(project.quizzes))
    return sum(len(file.bank.items) for file in banks)


def _one(order: Order, name: str, cache: Path, secrets: Sequence[Secret]) -> Made:
    started = time.monotonic()
    edition, target = EDITIONS[name], order.out.absolute() / name
    answered = digest_of_responses(order.responses) if name == "instructor" else ""
    inputs = digest(order.project, f"{name} {order.answers} {order.language} {secrets} {answered}")
    documents = [str(page) for page in order.project.pages()]
    stamp = read_stamp(cache, name)
    if target.is_dir() and stamp.get("digest") == inputs:
        _refuse(order, known := [_revive(one) for one in stamp["findings"]])
        return Made(name, edition.entry_in(target), stamp["pages"], tuple(known), 0.0, unchanged=True)
    # A page that is gone must not live on in the output, so only the same set of pages is built upon.
    keep = name in _INCREMENTAL and stamp.get("documents") == documents
    findings = _write(order, name, target, cache, secrets, keep=keep)
    pages = edition.pages_in(target)
    noted = [_record(finding) for finding in findings]
    write_stamp(cache, name, {"digest": inputs, "pages": pages, "documents": documents, "findings": noted})
    return Made(name, edition.entry_in(target), pages, tuple(findings), time.monotonic() - started)


def _write(
    order: Order, name: str, target: Path, cache: Path, secrets: Sequence[Secret], *, keep: bool
) -> list[Finding]:
    from course.outputs.instructor.edition import write_instructor
    from course.outputs.sphinx_run import Run, run_sphinx

    with staged(target, keep=keep) as staging:
        if name == "instructor":
            noticed = write_instructor(
                order.project, staging, cache / EDITIONS[name].doctrees, order.progress, order.responses
            )
        else:
            given: tuple[tuple[str, Any], ...] = (
                ("course_pdf_name", order.project.name),
                ("course_pdf_editions", EDITIONS[name].prints),
                ("quizzes_answers_override", order.answers),
            )
            given += (("language", order.language),) if order.language else ()
            doctrees = cache / EDITIONS[name].doctrees
            builder, tags = EDITIONS[name].builder, EDITIONS[name].tags
            run = Run(order.project, builder, staging, doctrees, order.jobs, given, name, tags)
            noticed = run_sphinx(run, order.progress)
        findings = [*noticed, *find_leaks(staging, secrets)]
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
