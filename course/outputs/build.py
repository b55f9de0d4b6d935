"""Build the editions of a course into one folder, each in a folder of its own."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from course.engine import engine_digest
from course.outputs.beside import mark, tell_beside
from course.outputs.leaks import find_leaks, private_traces
from course.outputs.staging import Staging, alone_in, close_output, open_output, staging
from course.outputs.stamp import digest, read_stamp, recorded, revived, write_stamp
from course.project import day
from course.sphinxext.consistency import verdict_of_today
from quizzes.finding import Finding, FindingsError, Level

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from course.outputs.edition import Edition
    from course.outputs.order import Order
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


class PartlyError(FindingsError):
    """Raised when some editions could not be made and the others were put in place; `left` says which."""

    def __init__(self, failed: Mapping[str, FindingsError], made: Sequence[Made]) -> None:
        super().__init__(*(finding for error in failed.values() for finding in error.findings))
        kept = ", ".join(one.edition for one in made) or "nothing"
        self.made = tuple(made)
        self.left = f"not made: {', '.join(failed)}; made: {kept}"


def build(
    order: Order, editions: Mapping[str, Edition], told: Callable[[Sequence[Made]], None] | None = None
) -> list[Made]:
    """Build the editions given by name, skipping each whose inputs have not changed, and put them in place together.

    `told` is called with what was made when all is in place, before another build may begin in the same folder.
    Raises FindingsError when a finding of level error (with `strict`: any warning) stands against the course; every
    earlier edition is then untouched. With `keep_going` the others are put in place, and PartlyError is raised.
    """
    out, secrets = order.out.absolute(), private_traces(order.project)
    failed: dict[str, FindingsError] = {}
    with alone_in(out, order.progress):
        cache = open_output(out, engine_digest())
        with staging(out) as stage:
            works = [_Work(order, name, edition, cache, secrets) for name, edition in editions.items()]
            made = [one for work in works if (one := _tried(work, stage, failed))]
        for work in works:
            work.remember()
        tell_beside(out, cache)
        if failed:
            raise PartlyError(failed, made)
        if told:
            told(made)
        close_output(cache)
    return made


def _tried(work: _Work, stage: Staging, failed: dict[str, FindingsError]) -> Made | None:
    """Make one edition; where the build keeps going, note what stands against it."""
    try:
        return work.make(stage)
    except FindingsError as error:
        if not work.order.keep_going:
            raise
        stage.drop(work.name)
        failed[work.name] = error
        return None


@dataclass
class _Work:
    """One edition of an order in the making; `stamp` is what is noted about it when it is in place."""

    order: Order
    name: str
    edition: Edition
    cache: Path
    secrets: Sequence[Secret]
    stamp: dict[str, Any] = field(default_factory=dict)

    def make(self, stage: Staging) -> Made:
        """Fill a folder with the edition, unless the one that is there is made of the same inputs."""
        started = time.monotonic()
        order, target = self.order, self.order.out.absolute() / self.name
        told = f"{self.name} {order.answers} {order.language} {self.secrets} {self.edition.inputs(order)}"
        told += "" if order.project.trusted else " a stranger's"
        inputs, documents = digest(order.project, told), [str(page) for page in order.project.pages()]
        known = read_stamp(self.cache, self.name)
        if target.is_dir() and known.get("digest") == inputs and self._holds_today(known):
            _refuse(order, findings := revived(known["findings"]))
            return Made(self.name, self.edition.entry_in(target), known["pages"], tuple(findings), 0.0, unchanged=True)
        # A page that is gone must not live on in the output, so only the same set of pages is built upon.
        keep = self.edition.grows and known.get("documents") == documents
        folder = stage.folder(self.name, keep=keep)
        findings = self.edition.write(replace(order, label=self.name), folder, self.cache)
        if self.edition.offered:
            mark(folder)
        findings += find_leaks(folder, self.secrets)
        _refuse(order, findings)
        pages, entry = self.edition.pages_in(folder), target / self.edition.entry_in(folder).relative_to(folder)
        self.stamp = {"digest": inputs, "pages": pages, "documents": documents, "findings": recorded(findings)}
        self.stamp |= {"course": digest(order.project, f"the course {order.language}")}
        self.stamp |= {"day": day.today().isoformat(), "verdict": verdict_of_today(order.project, self.cache)}
        return Made(self.name, entry, pages, tuple(findings), time.monotonic() - started)

    def _holds_today(self, known: dict[str, Any]) -> bool:
        """Say whether time has changed nothing in what stands against the edition."""
        if known.get("day") == day.today().isoformat():
            return True
        if known.get("verdict") != verdict_of_today(self.order.project, self.cache):
            return False
        self.stamp = {**known, "day": day.today().isoformat()}
        return True

    def remember(self) -> None:
        """Note what was put in place, so that the next build can leave it alone."""
        if self.stamp:
            write_stamp(self.cache, self.name, self.stamp)


def _refuse(order: Order, findings: Sequence[Finding]) -> None:
    """Stop when something stands against the edition."""
    if any(order.strict or finding.level is Level.ERROR for finding in findings):
        raise FindingsError(*findings)
