"""Publish a planned exam: the papers in one folder, the keys in another, and nothing of the key in a paper."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.outputs.exam.alone import references_in
from course.outputs.exam.leaves import even_out, layouts
from course.outputs.exam.pages import answer_key, paper
from course.outputs.exam.printing import PaperSizes, Press, Sheet, running_of
from course.outputs.exam.words import form_title, speaking
from course.outputs.leaks import find_leaks
from course.outputs.staging import alone_in, staging
from quizzes.finding import Finding, FindingsError, Level
from quizzes.overlay import SHORTEST, Secret, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from course.outputs.exam.draw import ExamDraw
    from course.outputs.progress import Progress
    from quizzes.draw import Version
    from quizzes.model.types import Item

RECORD = "draw.json"


@dataclass(frozen=True)
class Wanted:
    """What is printed: formats, the papers and sizes of PDFs, and whether there is a paper to fill in on a screen."""

    formats: Sequence[str]
    paper: PaperSizes = field(default_factory=PaperSizes)
    fillable: bool = False


def publish(exam: ExamDraw, wanted: Wanted, out: Path, progress: Progress) -> list[Finding]:
    """Write `out`/paper and `out`/key, each with a file (for HTML a folder) a version; return the warnings.

    Both folders are replaced together, and only when everything could be made. Raises FindingsError when something
    cannot be printed, and for a paper that tells an answer.
    """
    _refuse_strangers(out)
    if lost := references_in(exam):
        raise FindingsError(*lost)
    findings: list[Finding] = []
    with alone_in(out, progress), tempfile.TemporaryDirectory(prefix="course-exam-") as name, staging(out) as stage:
        work, folders = Path(name), {role: stage.folder(role) for role in ("paper", "key")}
        banks = [exam.order.project.quizzes, *([exam.order.overlay] if exam.order.overlay else [])]
        press = Press(exam.order.project, banks, work, wanted.formats, progress, wanted.paper)
        sheets = [one for version in exam.versions for one in _sheets(exam, version, fillable=wanted.fillable)]
        for role, sheet in sheets:
            findings += press.print(sheet, folders[role])
        even_out(press, [sheet for role, sheet in sheets if role == "paper"], folders["paper"])
        record = exam.record(layouts(exam, press.placed, wanted.paper.sizes))
        (folders["key"] / RECORD).write_text(record, encoding="utf-8")
        told = find_leaks(
            folders["paper"], answers_of(entry.item for version in exam.versions for entry, _ in version.items)
        )
        findings += [replace(leak, message="the paper tells an answer", hint="") for leak in told]
        if any(finding.level is Level.ERROR for finding in findings):
            raise FindingsError(*findings)
    return list(dict.fromkeys(findings))


def answers_of(items: Iterable[Item]) -> list[Secret]:
    """Return the texts that no paper may hold: feedback, rationale, misconceptions, hints."""
    found = []
    for item in items:
        texts = [item.rationale or "", *item.hints, *_told(item.model_dump(mode="json"))]
        asked = squeeze(item.stem)
        signs = {sign for text in texts if len(sign := squeeze(text)) >= SHORTEST and sign not in asked}
        found += [Secret(item.id, "text", sign) for sign in sorted(signs)]
    return found


def _told(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _told(inner, "feedback" if name == "feedback" else key)
    elif isinstance(value, list):
        for inner in value:
            yield from _told(inner, name)
    elif isinstance(value, str) and name in {"feedback", "misconception"}:
        yield value


def _sheets(exam: ExamDraw, version: Version, *, fillable: bool) -> list[tuple[str, Sheet]]:
    """Return what is printed of a version, each with the folder that it belongs into."""
    name = f"{exam.order.form}-{version.letter.lower()}"
    orders = {entry.id: order for entry, order in version.items}
    sheet = partial(Sheet, orders=orders, variants=version.variants, code=exam.code, version=version.letter)
    project = exam.order.project
    with speaking(project):
        test = f"{project.title}: {form_title(exam.order.form)}"
        title, running = f"{test} {version.letter}", running_of(project, test, version.letter, key=False)
        made = [("paper", sheet(name, title, paper(exam, version), "none", running))]
        if fillable:
            page = paper(exam, version, fillable=True)
            made.append(("paper", sheet(f"{name}-fillable", title, page, "none", running, fillable=True)))
        running, page = running_of(project, test, version.letter, key=True), answer_key(exam, version)
        made.append(("key", sheet(f"{name}-key", f"{test} · {running.label}", page, "inline", running)))
    return made


def _refuse_strangers(out: Path) -> None:
    """Refuse to replace folders that are no exam."""
    taken = [out / role for role in ("paper", "key") if (out / role).exists()]
    if taken and not (out / "key" / RECORD).is_file():
        message = "this folder is there already, and no exam was printed into it"
        raise FindingsError(Finding(taken[0], 1, "C065", message, hint="choose another with --out"))
