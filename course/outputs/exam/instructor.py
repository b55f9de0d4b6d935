"""The instructor key of a course: every question with its answer, as a document of its own."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from course.outputs.exam.pages import notice, plain
from course.outputs.exam.printing import Press, Sheet
from course.outputs.staging import staged
from quizzes.finding import FindingsError, Level
from quizzes.model import Use
from quizzes.overlay import load_pool

if TYPE_CHECKING:
    from collections.abc import Sequence

    from course.outputs.progress import Progress
    from course.project import Project
    from quizzes.finding import Finding
    from quizzes.load import BankFile

_PARTS = {
    Use.PRETEST: "Pretest",
    Use.PRACTICE: "Practice",
    Use.CAPSTONE: "Capstone",
    Use.POOL: "Pool of the post-test",
}
NAME = "instructor-key"


def publish_key(project: Project, formats: Sequence[str], out: Path, progress: Progress) -> list[Finding]:
    """Write the key of all public questions into `out`, a file (for HTML a folder) each format; return the warnings.

    Raises FindingsError when a bank is broken or a format cannot be made; what was in `out` is then untouched.
    """
    files, _ = load_pool(project.quizzes, None)
    sheet = Sheet(NAME, f"{project.title}: instructor key", _page(project, files), "inline")
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="course-key-") as work, staged(out, keep=False) as folder:
        press = Press(project, [project.quizzes], Path(work), formats, progress)
        findings = press.print(sheet, folder)
        if any(finding.level is Level.ERROR for finding in findings):
            raise FindingsError(*findings)
    return findings


def _page(project: Project, files: Sequence[BankFile]) -> str:
    lines = [f"# Key: {plain(project.title)}", *notice(project), "For the trainer. Do not hand out."]
    for use, name in _PARTS.items():
        own = [file.bank for file in files if file.bank.use is use]
        lines += [f"## {name}"] if own else []
        lines += [f"```{{quiz}} {bank.id}\n:answers: inline\n```" for bank in own]
    if project.bibliography and any(item.reference for file in files for item in file.bank.items):
        lines += ["## References", "```{bibliography}\n:cited:\n```"]
    return "\n\n".join(lines) + "\n"
