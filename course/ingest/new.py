"""Make a course of a document: read it, divide it, write everything beside the target, then move it into place."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from course.ingest import starter
from course.ingest.codes import IngestCode
from course.ingest.convert import read_converted
from course.ingest.html import read_html
from course.ingest.literal import one_line
from course.ingest.markdown import read_markdown
from course.ingest.outline import Lesson, divide
from course.ingest.pages import write_lesson
from course.ingest.plain import read_plain
from course.ingest.source import HTML, MARKDOWN, Source, read_source
from course.ingest.typos import find_typos
from quizzes.finding import Finding, FindingsError, Level

if TYPE_CHECKING:
    from course.ingest.draft import Draft, Remark


@dataclass(frozen=True)
class Made:
    """A new course: where it is and what it holds; `findings` are warnings about the document."""

    folder: Path
    draft: Draft
    lessons: tuple[Lesson, ...]
    remarks: tuple[Remark, ...]
    findings: tuple[Finding, ...]


def read_draft(path: Path) -> tuple[Source, Draft]:
    """Read a document and divide it; a document without headings gets a warning.

    Raises FindingsError with codes N001 to N005, N007, N010 and N011.
    """
    source = read_source(path)
    try:
        draft = _divide(source)
    except RecursionError as error:
        message = "the document is nested too deeply to be read"
        raise FindingsError(Finding(path, 1, IngestCode.TOO_DEEP, message)) from error
    if next(draft.statements(), None) is None and next(draft.headings(), None) is None:
        raise FindingsError(Finding(path, 1, IngestCode.EMPTY, "the document holds no text that can be read"))
    name = re.sub(r"[_\W]+", " ", path.stem).strip() or "Document"
    findings: tuple[Finding, ...] = ()
    if next(draft.headings(), None) is None:
        message = "the document has no headings, so it becomes one lesson"
        hint = "put headings into a copy of it to get more"
        findings = (Finding(path, 1, IngestCode.NO_HEADINGS, message, Level.WARNING, hint=hint),)
        return source, replace(draft, title=name, findings=findings)
    return source, replace(draft, title=one_line(draft.title) or name)


def make_course(document: Path, folder: Path) -> Made:
    """Make the course `folder` of `document`.

    Raises FindingsError when the document cannot be used, or when the folder exists and is not empty (N008) or cannot
    be made (N009); then nothing is left behind.
    """
    _require_free(folder)
    source, draft = read_draft(document)
    lessons, remarks = divide(draft), tuple(find_typos(draft))
    contents = course_files(source, draft, lessons, remarks)
    _write(folder, contents)
    return Made(folder, draft, lessons, remarks, draft.findings)


def course_files(
    source: Source, draft: Draft, lessons: tuple[Lesson, ...], remarks: tuple[Remark, ...]
) -> dict[str, bytes]:
    """Return every file of the new course by its path in the folder."""
    name = re.sub(r"[^\w.-]+", "-", source.path.name).strip("-.") or "document"
    ids = starter.statement_ids(draft)
    texts = {
        "course.toml": starter.write_settings(draft, source, name),
        "conf.py": starter.template("conf.py"),
        "index.md": starter.write_start(draft, lessons),
        "objectives.yaml": starter.write_objectives(lessons),
        "appendix/statements.md": starter.template("statements.md"),
        "evidence/claims.csv": starter.write_register(draft),
        "evidence/facts.csv": starter.write_facts(),
        "evidence/typos.csv": starter.write_typos(remarks),
        "evidence/references.bib": starter.template("references.bib"),
        "quizzes/quizzes.toml": starter.template("quizzes.toml"),
    }
    for lesson in lessons:
        bank, objective = starter.bank_id(lesson), starter.objective_id(lesson)
        texts[f"lessons/{lesson.name}.md"] = write_lesson(lesson, ids, bank, objective)
        texts[f"quizzes/{bank}.yaml"] = starter.write_bank(lesson)
    return {f"source/{name}": source.content, **{path: text.encode() for path, text in texts.items()}}


def _divide(source: Source) -> Draft:
    if source.text is None:
        return read_converted(source.path)
    if source.suffix in MARKDOWN:
        return read_markdown(source.text)
    return read_html(source.text) if source.suffix in HTML else read_plain(source.text)


def _require_free(folder: Path) -> None:
    try:
        taken = folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir())))
    except (OSError, ValueError) as error:
        raise _not_writable(folder, error) from error
    if taken:
        message = "the folder exists and is not empty; nothing was written"
        raise FindingsError(Finding(folder, 1, IngestCode.NOT_EMPTY, message, hint="name a new folder"))


def _write(folder: Path, contents: dict[str, bytes]) -> None:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as name:
            staged = Path(name) / "course"
            for path, content in contents.items():
                target = staged / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
            _require_free(folder)
            if folder.exists():
                folder.rmdir()
            staged.rename(folder)
    except OSError as error:
        raise _not_writable(folder, error) from error


def _not_writable(folder: Path, error: Exception) -> FindingsError:
    reason = getattr(error, "strerror", None) or str(error)
    return FindingsError(Finding(folder, 1, IngestCode.NOT_WRITABLE, f"the folder cannot be made: {reason}"))
