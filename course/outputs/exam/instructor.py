"""The instructor key of a course: every question with its answer, as a document of its own."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from course.outputs.edition import Edition
from course.outputs.exam.numbers import variants_of
from course.outputs.exam.pages import notice, plain, references
from course.outputs.exam.printing import USUAL, Press, Sheet, running_of
from course.outputs.exam.words import filled, speaking
from course.sphinxext.strings import _
from quizzes.model.use import Use
from quizzes.number import decimal_of
from quizzes.overlay import load_pool

if TYPE_CHECKING:
    from collections.abc import Sequence

    from course.outputs.order import Order
    from course.outputs.progress import Progress
    from course.project import Project
    from quizzes.finding import Finding
    from quizzes.load import BankFile

NAME = "instructor-key"


def key_edition(formats: Sequence[str]) -> Edition:
    """Return the key of all public questions as an edition: a file (for HTML a folder) each format, a PDF for none."""
    names = formats or [USUAL]

    def write(order: Order, folder: Path, _cache: Path) -> list[Finding]:
        return _write_key(order.project, names, folder, order.progress)

    return Edition(write, f"{NAME}*", "the answers, for the trainer only", lambda _order: " ".join(names))


def _write_key(project: Project, formats: Sequence[str], folder: Path, progress: Progress) -> list[Finding]:
    files = load_pool(project.quizzes, None)[0]
    with speaking(project):
        title = filled(_("%1: instructor key"), project.title)
        running = running_of(project, project.title, "", key=True)
        sheet = Sheet(NAME, title, _page(project, files), "inline", running)
    with tempfile.TemporaryDirectory(prefix="course-key-") as work:
        return Press(project, [project.quizzes], Path(work), formats, progress).print(sheet, folder)


def _page(project: Project, files: Sequence[BankFile]) -> str:
    title, warning = filled(_("Key: %1"), project.title), str(_("For the trainer. Do not hand out."))
    lines = [f"# {plain(title)}", *notice(project), plain(warning)]
    for use, name in _parts().items():
        own = [file.bank for file in files if file.bank.use is use]
        lines += [f"## {plain(name)}"] if own else []
        for bank in own:
            lines.append(f"```{{quiz}} {bank.id}\n:answers: inline\n```")
            lines += [line for item in bank.items for line in variants_of(item, decimal_of(project.language))]
    if any(item.reference for file in files for item in file.bank.items):
        lines += references(project)
    return "\n\n".join(lines) + "\n"


def _parts() -> dict[Use, str]:
    """Return the parts of the key in their order, with their titles."""
    titles = {
        Use.PRETEST: _("Pretest"),
        Use.PRACTICE: _("Practice"),
        Use.CAPSTONE: _("Capstone"),
        Use.POOL: _("Pool of the post-test"),
    }
    return {use: str(title) for use, title in titles.items()}
