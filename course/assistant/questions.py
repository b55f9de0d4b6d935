"""Questions that an assistant reads and writes: each is loaded and linted before a byte of a bank changes."""

from __future__ import annotations

import re
import tempfile
import textwrap
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.assistant.course import REFUSED, UNKNOWN, Opened, refused
from course.assistant.looking import row_of
from course.authoring.edits import line_end
from course.checks import is_waived
from course.checks.run import check_material
from course.material import read_material
from quizzes.finding import FindingsError, Level
from quizzes.load import BankFile, check_shared_ids, load_bank
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from quizzes.finding import Finding

_BOM = b"\xef\xbb\xbf"
_ID = re.compile(r"^id:[ \t]*(?P<quote>['\"]?)(?P<id>[\w.-]+)(?P=quote)[ \t]*(?:#.*)?$", re.MULTILINE)
_NEXT = re.compile(r"(?m)^[^\s#-]")


def banks(opened: Opened) -> list[dict[str, Any]]:
    """Return the banks of the course with the ids of their questions."""
    material = read_material(opened.project())
    return [
        {"bank": file.bank.id, "file": opened.short(file.path), "questions": [item.id for item in file.bank.items]}
        for file in material.banks
    ]


def question(opened: Opened, name: str) -> str:
    """Return a question as it stands in its bank, in YAML; raises FindingsError (M002)."""
    file = _holder(opened, name)
    if file is None:
        raise refused(opened.root, UNKNOWN, f"no bank has a question {name!r}", "list_banks names them")
    text = read_text(file.path)
    begin, end = _place(file, text, name)
    return textwrap.dedent(text[begin:end].replace("-", " ", 1)).strip("\r\n")


def checked(opened: Opened, bank: str, item: str) -> dict[str, Any]:
    """Say what would be found if a question were written into a bank; nothing is written."""
    _, _, found = _planned(opened, bank, item)
    return {
        "would_be_written": not any(one.level is Level.ERROR for one in found),
        "findings": [row_of(opened, one) for one in found],
    }


def put(opened: Opened, bank: str, item: str) -> dict[str, Any]:
    """Add a question to a bank, or write it in the place of the one with its id; return what the lint remarks.

    Raises FindingsError for a question that cannot be read, a bank that is not there, and every finding of level error
    that was not there before; the bank is then as it was.
    """
    path, text, found = _planned(opened, bank, item)
    wrong = [one for one in found if one.level is Level.ERROR]
    if wrong:
        raise FindingsError(*wrong)
    mark = _BOM if path.read_bytes().startswith(_BOM) else b""
    opened.write({path: mark + text.encode()})
    return {"written": opened.short(path), "findings": [row_of(opened, one) for one in found]}


def _planned(opened: Opened, bank: str, item: str) -> tuple[Path, str, list[Finding]]:
    """Return the path of a bank, its text with the question, and what is found that was not found before."""
    project = opened.project()
    material = read_material(project)
    file = next((one for one in material.banks if one.bank.id == bank), None)
    if file is None:
        raise refused(project.quizzes, UNKNOWN, f"no sound bank has the id {bank!r}", "list_banks names them")
    path = opened.inside(file.path)
    text = _with(file, read_text(path), item)
    new = _loaded(text, path)
    before = {(one.code, one.subject, one.message) for one in check_material(material)}
    later = replace(material, banks=tuple(new if one is file else one for one in material.banks))
    found = [*check_material(later), *check_shared_ids(later.banks)]
    fresh = [one for one in found if one.path == path and not is_waived(one)]
    return path, text, sorted({one for one in fresh if (one.code, one.subject, one.message) not in before})


def _loaded(text: str, path: Path) -> BankFile:
    """Return a bank that is not written yet; raises FindingsError as if it lay at the path."""
    with tempfile.TemporaryDirectory(prefix="course-assistant-") as folder:
        beside = Path(folder) / path.name
        beside.write_text(text, encoding="utf-8", newline="")
        try:
            return replace(load_bank(beside), path=path)
        except FindingsError as error:
            raise FindingsError(*(replace(one, path=path) for one in error.findings)) from error


def _with(file: BankFile, text: str, item: str) -> str:
    """Return the text of a bank with a question at the place of the one with its id, else behind the last."""
    bare = textwrap.dedent(item.expandtabs(2).strip("\n"))
    if bare.startswith("- "):
        bare = textwrap.dedent(f" {bare[1:]}")
    found = _ID.search(bare)
    if not found:
        raise refused(file.path, REFUSED, "the question has no line 'id: NAME'", "give the whole question in YAML")
    names = [one.id for one in file.bank.items]
    end = line_end(text)
    if found["id"] in names:
        begin, stop = _place(file, text, found["id"])
        dash = re.match(r"[ \t]*", text[begin:])
        return text[:begin] + _entry(bare, dash[0] if dash else "  ", end) + text[stop:]
    if not names:
        raise refused(file.path, REFUSED, "the bank has no question yet", "a person begins a bank: course add question")
    begin, stop = _place(file, text, names[-1])
    dash = re.match(r"[ \t]*", text[begin:])
    head = text[:stop] if text[:stop].endswith(("\n", "\r")) else text[:stop] + end
    return head + _entry(bare, dash[0] if dash else "  ", end) + text[stop:]


def _entry(bare: str, indent: str, end: str) -> str:
    first, *rest = bare.splitlines()
    lines = [f"{indent}- {first}", *(f"{indent}  {line}" if line.strip() else "" for line in rest)]
    return end.join(lines) + end


def _holder(opened: Opened, name: str) -> BankFile | None:
    material = read_material(opened.project())
    return next((file for file in material.banks if any(one.id == name for one in file.bank.items)), None)


def _place(file: BankFile, text: str, name: str) -> tuple[int, int]:
    """Return where an entry begins and ends in the text of its bank; comments above the next one belong to that.

    Raises FindingsError (M003) for a bank whose questions are not written below each other.
    """
    names = [one.id for one in file.bank.items]
    place = names.index(name)
    lines = text.splitlines(keepends=True)
    first = file.line("items", place) - 1
    last = file.line("items", place + 1) - 1 if place + 1 < len(names) else _end(lines, first)
    if not lines[first].lstrip().startswith("- ") or last <= first:
        raise refused(file.path, REFUSED, "the questions are not written below each other", "write it by hand")
    while last > first + 1 and (not lines[last - 1].strip() or lines[last - 1].lstrip().startswith("#")):
        last -= 1
    return sum(map(len, lines[:first])), sum(map(len, lines[:last]))


def _end(lines: list[str], first: int) -> int:
    below = range(first + 1, len(lines))
    return next((number for number in below if _NEXT.match(lines[number])), len(lines))
