"""Take a new version of its document into a course: what would be written, and what has changed; nothing is written."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from course.evidence import LOSSES, WORDS, load_register
from course.evidence.changes import CHANGES, COLUMNS, Change, Kind, load_changes
from course.evidence.losses import COLUMNS as LOSS_COLUMNS
from course.evidence.records import Record, Records, new_records, read_records
from course.evidence.source import SUMS
from course.ingest.literal import one_line
from course.ingest.new import kept_source, read_division
from course.ingest.report import write_page
from course.ingest.starter import template
from course.project.edit import with_values
from course.update.compare import Comparison
from course.update.cuts import Said
from course.update.draft import followed
from quizzes.finding import Finding, FindingsError
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from course.ingest.division import Division
    from course.ingest.source import Source
    from course.project import Project

REOPENED = frozenset({Kind.NUMBERS, Kind.REWORDED, Kind.HEADING})
"""Changes after which somebody has to compare a statement with the evidence again."""


@dataclass(frozen=True)
class Update:
    """What a new version of the document means: the files to write by their paths, and what changed.

    `same` is the number of headings and statements that stay as they are, `lines` all of the new register by id and
    words, `findings` what the reader has to say of the document, `followed` the lessons and statements whose
    unedited words are replaced.
    """

    contents: Mapping[Path, bytes]
    changes: tuple[Change, ...]
    same: int
    before: int
    lines: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...] = ()
    document: str = ""
    followed: tuple[tuple[Path, str], ...] = ()


def plan_update(project: Project, document: Path, draws: Callable[[str], bool] | None = None) -> Update:
    """Compare a new version of the document with the register and say what would be written.

    The document that is the same byte for byte changes nothing. Raises FindingsError when the document cannot be read
    (N…), lies where a copy of it would go (C074), or the register or settings cannot be changed (E…, C073).
    """
    register = load_register(project.register)
    source, division = read_division(document, project.language, draws=draws)
    rows = len(register.claims)
    old_name, old = kept_source(source, project.document.name)
    if hashlib.sha256(old[f"source/{old_name}"]).hexdigest() == project.tables.document.sha256:
        return Update({}, (), rows, rows, ())
    if document.resolve() in {project.document, project.document.with_suffix("")}:
        hint = "put the old document back, and give the new one from another folder"
        message = "this is the place of the old document, which stays beside the new one"
        raise FindingsError(Finding(document, 1, "C074", message, hint=hint))
    table = read_records(project.register, "E001")
    changes_path = project.register.parent / CHANGES
    earlier = load_changes(changes_path) if changes_path.is_file() else ()
    said = [Said(one.text, one.is_heading) for one in division.found]
    compared = Comparison(table.rows, said, [one.id for one in earlier])
    copy, copies = _copies(project, source)
    name = copy.relative_to(project.root).as_posix()
    changes = tuple(compared.changes(name))
    folder = project.register.parent
    drafts, follow = followed(project, compared.lines)
    contents = {
        **copies,
        **drafts,
        project.register: _register(table, compared),
        folder / WORDS: "".join(f"{one_line(line.said.text)}\n" for line in compared.lines).encode(),
        folder / LOSSES: _losses(folder / LOSSES, division),
        project.settings: _settings(project, name, copies[copy]),
        **_page(project, division, draws),
        **_pictures(project, division),
    }
    if changes:
        contents[changes_path] = _changes(changes_path, changes)
    lines = tuple((line.id, line.said.text) for line in compared.lines)
    same = sum(line.kind is None for line in compared.lines)
    kept = {path: data for path, data in contents.items() if not _holds(path, data)}
    return Update(kept, changes, same, rows, lines, division.findings, name, follow)


def _register(table: Records, compared: Comparison) -> bytes:
    """Return the new register: rows that stay keep every byte, the verdict of a changed statement is open again."""
    rows: list[Record] = []
    for line in compared.lines:
        if line.row is None:
            rows.append(table.row({"id": line.id, "seed_text": line.said.text, "verdict": "open"}))
            continue
        cells = {} if line.kind not in REOPENED else {"verdict": "open"}
        if " ".join(line.row["seed_text"].split()) != line.said.text:
            cells["seed_text"] = line.said.text
        rows.append(table.changed(line.row, cells) if cells else line.row)
    return table.written(rows)


def _changes(path: Path, changes: tuple[Change, ...]) -> bytes:
    """Return the list of changes with new rows at its end."""
    table = read_records(path, "E025") if path.is_file() else new_records(COLUMNS)
    new = [table.row({name: str(getattr(one, name)) for name in COLUMNS}) for one in changes]
    return table.written([*table.rows, *new])


def _losses(path: Path, division: Division) -> bytes:
    """Return the list of losses of the new document: what was lost before too keeps its row and its answer.

    A row that somebody answered stays, even where the new document does not have what it is about.
    """
    table = read_records(path, "E024") if path.is_file() else new_records(LOSS_COLUMNS)
    known: dict[tuple[str, ...], list[Record]] = {}
    for row in table.rows:
        known.setdefault((row["kind"], row["words"], row["outcome"]), []).append(row)
    numbers = [int(found[1]) for row in table.rows if (found := re.fullmatch(r"L(\d+)", row["id"].strip()))]
    rows, last = list[Record](), max(numbers, default=0)
    for loss in division.losses:
        cells = {"kind": str(loss.kind), "words": one_line(loss.words), "outcome": loss.outcome}
        if same := known.get(tuple(cells.values())):
            old = same.pop(0)
            place = str(loss.place)
            rows.append(old if old["place"] == place else table.changed(old, {"place": place}))
            continue
        last += 1
        rows.append(table.row({"id": f"L{last:02}", "place": str(loss.place), **cells}))
    left = {id(row) for same in known.values() for row in same}
    rows += [row for row in table.rows if id(row) in left and row["answer"].strip()]
    return table.written(rows)


def _settings(project: Project, name: str, content: bytes) -> bytes:
    raw = project.settings.read_bytes()
    mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    values = {("course", "document"): name, ("document", "sha256"): hashlib.sha256(content).hexdigest()}
    return mark + with_values(project.settings, read_text(project.settings), values).encode()


def _page(project: Project, division: Division, draws: Callable[[str], bool] | None) -> dict[Path, bytes]:
    """Return the page about the document, unless somebody has written in it: what `course new` made of the old one."""
    path = project.root / "appendix" / "document.md"
    try:
        old = project.document.with_suffix("") if project.document.suffix == SUMS else project.document
        before = read_division(old, project.language, draws=draws)[1]
    except FindingsError:
        return {}
    is_ours = path.is_file() and read_text(path) == template("document.md", report=write_page(before))
    return {path: template("document.md", report=write_page(division)).encode()} if is_ours else {}


def _pictures(project: Project, division: Division) -> dict[Path, bytes]:
    """Return the pictures of the new document; one of the course that has the same name and shows else stays."""
    folder = project.root / "figures" / "document"
    return {_unused(folder / file, content): content for file, content in division.media.items()}


def _copies(project: Project, source: Source) -> tuple[Path, dict[Path, bytes]]:
    """Return where the new document goes, beside the old one under a name that is free, and all that is kept of it."""
    folder = project.document.parent
    if not folder.is_relative_to(project.root):
        hint = "put the document into the folder source of the course, and name it there in course.toml"
        message = "the document of the course lies outside of its folder, where nothing is written"
        raise FindingsError(Finding(project.settings, 1, "C074", message, hint=hint))
    first, _ = kept_source(source)
    stem, dot, suffix = first.rpartition(".")
    for number in count(1):
        name, kept = kept_source(
            source, first if number == 1 else f"{stem or suffix}-{number}{dot and stem and '.' + suffix}"
        )
        files = {folder / path.removeprefix("source/"): content for path, content in kept.items()}
        if all(not path.exists() or _holds(path, content) for path, content in files.items()):
            return folder / name, files
    raise AssertionError


def _unused(path: Path, content: bytes) -> Path:
    """Return the path, or with a number behind its name the first that is free or holds these bytes."""
    number, found = 1, path
    while found.exists() and not _holds(found, content):
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content
