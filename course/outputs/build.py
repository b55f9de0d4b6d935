"""Build the editions of a course into one folder, each in a folder of its own."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from course.outputs.leaks import find_leaks, private_traces
from course.outputs.staging import close_output, open_output, staged
from course.outputs.stamp import digest, engine_digest, read_stamp, recorded, revived, write_stamp
from quizzes.finding import Finding, FindingsError, Level
from quizzes.load import find_banks, load_banks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from course.outputs.edition import Edition
    from course.outputs.order import Order
    from course.project import Project
    from quizzes.overlay import Secret


@dataclass(frozen=True)
class Made:
    """What one edition came to: where it is, its size, what was noticed, and the wall seconds it took."""

    edition: str
    entry: Path
    pages: int
    findings: tuple[Finding, ...]
    seconds: float
    unchanged: bool = False


def build(order: Order, editions: Mapping[str, Edition]) -> list[Made]:
    """Build the editions given by name, skipping each whose inputs have not changed.

    Raises FindingsError when a finding of level error (with `strict`: any warning) stands against the course; the
    earlier output is then untouched.
    """
    secrets = private_traces(order.project)
    cache = open_output(order.out.absolute(), engine_digest())
    made = [_one(order, name, edition, cache, secrets) for name, edition in editions.items()]
    close_output(cache)
    return made


def count_questions(project: Project) -> int:
    """Count the items of all readable banks of a course."""
    banks, _ = load_banks(find_banks(project.quizzes))
    return sum(len(file.bank.items) for file in banks)


def _one(order: Order, name: str, edition: Edition, cache: Path, secrets: Sequence[Secret]) -> Made:
    started = time.monotonic()
    target = order.out.absolute() / name
    inputs = digest(order.project, f"{name} {order.answers} {order.language} {secrets} {edition.inputs(order)}")
    documents = [str(page) for page in order.project.pages()]
    stamp = read_stamp(cache, name)
    if target.is_dir() and stamp.get("digest") == inputs:
        _refuse(order, known := revived(stamp["findings"]))
        return Made(name, edition.entry_in(target), stamp["pages"], tuple(known), 0.0, unchanged=True)
    # A page that is gone must not live on in the output, so only the same set of pages is built upon.
    keep = edition.grows and stamp.get("documents") == documents
    with staged(target, keep=keep) as staging:
        findings = edition.write(replace(order, label=name), staging, cache)
        findings += find_leaks(staging, secrets)
        _refuse(order, findings)
        pages = edition.pages_in(staging)
    noted = recorded(findings)
    write_stamp(cache, name, {"digest": inputs, "pages": pages, "documents": documents, "findings": noted})
    return Made(name, edition.entry_in(target), pages, tuple(findings), time.monotonic() - started)


def _refuse(order: Order, findings: Sequence[Finding]) -> None:
    """Stop when something stands against the edition."""
    if any(order.strict or finding.level is Level.ERROR for finding in findings):
        raise FindingsError(*findings)
