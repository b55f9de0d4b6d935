"""The instructor key of a course: every question with its answer, as a document of its own."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from course.outputs.exam.pages import notice, plain, references
from course.outputs.exam.printing import Press, Sheet, running_of
from course.outputs.exam.words import filled, speaking
from course.outputs.staging import staged
from course.sphinxext.strings import _
from quizzes.finding import FindingsError, Level
from quizzes.model import Use
from quizzes.overlay import load_pool

if TYPE_CHECKING:
    from collections.abc import Sequence

    from course.outputs.progress import Progress
    from course.project import Project
    from quizzes.finding import Finding
    from quizzes.load import BankFile

NAME = "instructor-key"


def publish_key(project: Project, formats: Sequence[str], out: Path, progress: Progress) -> list[Finding]:
    """Write the key of all public questions into `out`, a file (for HTML a folder) each format; return the warnings.

    Raises FindingsError when a bank is broken or a format cannot be made; what was in `out` is then untouched.
    """
    files = load_pool(project.quizzes, None)[0]
    with speaking(project):
        title = filled(_("%1: instructor key"), project.title)
        running = running_of(project, project.title, "", key=True)
        sheet = Sheet(NAME, title, _page(project, files), "inline", running)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="course-key-") as work, staged(out, keep=False) as folder:
        press = Press(project, [project.quizzes], Path(work), formats, progress)
        findings = press.print(sheet, folder)
        if any(finding.level is Level.ERROR for finding in findings):
            raise FindingsError(*findings)
    return findings


def _page(project: Project, files: Sequence[BankFile]) -> str:
    title, warning = filled(_("Key: %1"), project.title), str(_("For the trainer. Do not hand out."))
    lines = [f"# {plain(title)}", *notice(project), plain(warning)]
    for use, name in _parts().items():
        own = [file.bank for file in files if file.bank.use is use]
        lines += [f"## {plain(name)}"] if own else []
        lines += [f"```{{quiz}} {bank.id}\n:answers: inline\n```" for bank in own]
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
