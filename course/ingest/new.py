"""Make a course of a document: read it, divide it, write everything beside the target, then move it into place."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from course.evidence.source import SUMS
from course.ingest import starter
from course.ingest.codes import IngestCode
from course.ingest.collection import checksums, read_collection
from course.ingest.division import Division, divided
from course.ingest.pages import write_lesson
from course.ingest.read import read_document
from course.ingest.report import write_losses, write_page
from course.ingest.session import write_sessions
from course.ingest.tools import write_tools
from course.ingest.typos import find_typos
from course.project import NAME
from quizzes.finding import Finding, FindingsError
from quizzes.interrupt import undisturbed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from course.ingest.divide import Lesson, Rules
    from course.ingest.source import Source
    from course.ingest.typos import Remark


@dataclass(frozen=True)
class NewCourse:
    """A new course: where it is and what it holds; `remarks` are doubts about the words of the document."""

    folder: Path
    division: Division
    remarks: tuple[Remark, ...]

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        """Return its lessons."""
        return self.division.lessons


def make_course(
    document: Path | Sequence[Path],
    folder: Path,
    language: str = "",
    *,
    rules: Rules | None = None,
    draws: Callable[[str], bool] | None = None,
) -> NewCourse:
    """Make the course `folder` of a document, of several, or of those in a folder; without a `language` it is guessed.

    `rules` say how it is divided, and `draws` whether an edition draws a formula. Raises FindingsError when the
    document cannot be used, or when the folder holds something (N008), cannot be made (N009) or lies in another course
    (N014); then nothing is left behind.
    """
    _require_free(folder)
    source, division = read_division(document, language, rules=rules, draws=draws)
    remarks = tuple(find_typos(division))
    _write(folder, course_files(source, division, remarks))
    return NewCourse(folder, division, remarks)


def read_division(
    document: Path | Sequence[Path],
    language: str = "",
    *,
    rules: Rules | None = None,
    draws: Callable[[str], bool] | None = None,
) -> tuple[Source, Division]:
    """Read a document, several, or those in a folder, and divide them; write nothing."""
    paths = [document] if isinstance(document, Path) else list(document)
    several = len(paths) > 1 or paths[0].is_dir()
    source, tree, findings = read_collection(paths) if several else read_document(paths[0])
    division = divided(tree, source.path, rules, language, draws)
    return source, replace(division, findings=(*findings, *division.findings))


def course_files(source: Source, division: Division, remarks: tuple[Remark, ...]) -> dict[str, bytes]:
    """Return every file of the new course by its path in the folder."""
    name, kept = kept_source(source)
    lessons = division.lessons
    texts = {
        "course.toml": starter.write_settings(division, name, kept[f"source/{name}"]),
        "conf.py": starter.template("conf.py"),
        "index.md": starter.write_start(division, lessons),
        "objectives.yaml": starter.write_objectives(lessons),
        "appendix/statements.md": starter.template("statements.md"),
        "appendix/document.md": starter.template("document.md", report=write_page(division)),
        "appendix/references.md": starter.template("references.md"),
        "evidence/claims.csv": starter.write_register(division),
        "evidence/document.txt": starter.write_words(division),
        "evidence/losses.csv": write_losses(division),
        "evidence/facts.csv": starter.write_facts(),
        "evidence/typos.csv": starter.write_typos(remarks),
        "evidence/references.bib": starter.template("references.bib"),
        "quizzes/quizzes.toml": starter.template("quizzes.toml"),
        **write_sessions(lessons),
        **write_tools(division.title),
    }
    for lesson in lessons:
        bank, objective = starter.bank_id(lesson), starter.objective_id(lesson)
        texts[f"lessons/{lesson.name}.md"] = write_lesson(lesson, division.statement_id, bank, objective)
        texts[f"quizzes/{bank}.yaml"] = starter.write_bank(lesson)
    pictures = {f"figures/document/{file}": content for file, content in division.media.items()}
    return {**kept, **pictures, **{path: text.encode() for path, text in texts.items()}}


def kept_source(source: Source, name: str = "") -> tuple[str, dict[str, bytes]]:
    """Return the name under which a document is kept in `source`, and the files that are kept there, verbatim.

    Of several documents that is the list of their checksums; they lie beside it, in a folder of its name.
    """
    name = name or re.sub(r"[^\w.-]+", "-", source.path.name).strip("-.") or "document"
    if not source.files:
        return name, {f"source/{name}": source.content}
    stem = name.removesuffix(SUMS)
    files = {f"source/{stem}/{path}": content for path, content in source.files.items()}
    return f"{stem}{SUMS}", {f"source/{stem}{SUMS}": checksums(source.files, f"{stem}/"), **files}


def _require_free(folder: Path) -> None:
    try:
        what = _what_is_there(folder)
    except (OSError, ValueError) as error:
        raise _not_writable(folder, error) from error
    if what:
        hint = "name a new folder"
        raise FindingsError(Finding(folder, 1, IngestCode.NOT_EMPTY, f"{what}; nothing was written", hint=hint))
    around = next((one for one in folder.resolve().parents if (one / NAME).is_file()), None)
    if around:
        message = f"the folder lies in another course ({around}), whose pages it would become"
        hint = "name a folder outside of it"
        raise FindingsError(Finding(folder, 1, IngestCode.IN_A_COURSE, message, hint=hint))


def _what_is_there(folder: Path) -> str:
    """Return what stands in the way of a new folder, nothing when the way is free."""
    if folder.is_symlink():
        return "a link of this name exists"
    if folder.exists() and not folder.is_dir():
        return "a file of this name exists"
    return "the folder exists and is not empty" if folder.is_dir() and any(folder.iterdir()) else ""


def _write(folder: Path, contents: dict[str, bytes]) -> None:
    """Write all files beside each other in a hidden folder, and move them when they are whole.

    An empty folder that exists is filled and not replaced: somebody may stand in it.
    """
    exists = folder.is_dir()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-course-", dir=folder if exists else folder.parent) as name:
            staged = Path(name) / "course"
            for path, content in contents.items():
                target = staged / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
            if exists:
                _move_all(staged, folder)
                return
            _require_free(folder)
            staged.rename(folder)
    except OSError as error:
        raise _not_writable(folder, error) from error


def _move_all(staged: Path, folder: Path) -> None:
    """Move what lies in a folder into another, or nothing of it."""
    moved: list[Path] = []
    with undisturbed():
        try:
            moved.extend(entry.rename(folder / entry.name) for entry in sorted(staged.iterdir()))
        except OSError:
            for one in moved:
                one.rename(staged / one.name)
            raise


def _not_writable(folder: Path, error: Exception) -> FindingsError:
    reason = getattr(error, "strerror", None) or str(error)
    return FindingsError(Finding(folder, 1, IngestCode.NOT_WRITABLE, f"the folder cannot be made: {reason}"))
