"""Every format there is: our own, and those that other packages bring by the entry-point group `quizzes.formats`."""

from __future__ import annotations

import re
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING

from quizzes.finding import Finding, FindingsError
from quizzes.formats import (
    aiken,
    anki,
    csv_table,
    feedback,
    gift,
    h5p,
    mdbook_quiz,
    moodle,
    ods_table,
    office_table,
    olx,
    qti3,
    qti12,
    qti21,
    rexams,
    text2qti,
)
from quizzes.formats.format import Format
from quizzes.formats.loss import FormatCode

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "quizzes.formats"
OWN: dict[str, Format] = {
    one.name: one
    for one in (
        aiken.FORMAT,
        anki.FORMAT,
        *qti12.FORMATS,
        csv_table.FORMAT,
        feedback.FORMAT,
        gift.FORMAT,
        h5p.FORMAT,
        mdbook_quiz.FORMAT,
        moodle.FORMAT,
        ods_table.FORMAT,
        *office_table.FORMATS,
        olx.FORMAT,
        qti21.FORMAT,
        qti3.FORMAT,
        rexams.FORMAT,
        text2qti.FORMAT,
    )
}
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def formats() -> tuple[dict[str, Format], list[Finding]]:
    """Return every format by its name, and a finding for each package that brings one which cannot be used.

    A package that fails in any way costs its own format and nothing else. The first of two packages with one name, in
    the order of the names of the packages, keeps it.
    """
    found = dict(OWN)
    findings: list[Finding] = []
    for entry in sorted(entry_points(group=GROUP), key=lambda one: (one.name, package_of(one))):
        try:
            found[entry.name] = _loaded(entry, found)
        except FindingsError as error:
            findings += error.findings
    return found, findings


def package_of(entry: EntryPoint) -> str:
    """Return name and version of the package that announces a format, as pip shows them."""
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.value


def _loaded(entry: EntryPoint, taken: dict[str, Format]) -> Format:
    if entry.name in taken:
        hint = "uninstall it, or ask its authors for another name"
        raise _refused(entry, FormatCode.TAKEN, f"brings a format '{entry.name}', and this name is taken", hint)
    if not _NAME.fullmatch(entry.name):
        hint = "small letters, digits and dashes"
        raise _refused(entry, FormatCode.TAKEN, f"brings a format by a name that is none: '{entry.name}'", hint)
    try:
        made = entry.load()
    except (Exception, SystemExit) as error:
        told = f"cannot be loaded: {type(error).__name__}: {' '.join(str(error).split())}"
        raise _refused(entry, FormatCode.BROKEN, told, "tell its authors") from error
    if not isinstance(made, Format) or made.name != entry.name or not _whole(made):
        hint = f"`{entry.value}` must be a quizzes.formats.format.Format with the name '{entry.name}'"
        raise _refused(entry, FormatCode.BROKEN, f"brings no format: it is {made!r:.60}", hint)
    return made


def _whole(made: Format) -> bool:
    words = (made.suffix, made.about)
    ways = [way for way in (made.read, made.write) if way is not None]
    return all(isinstance(word, str) and word for word in words) and bool(ways) and all(map(callable, ways))


def _refused(entry: EntryPoint, code: FormatCode, message: str, hint: str) -> FindingsError:
    """Return the finding about a package, at the line of its record that announces the format."""
    path, line = Path(entry.value), 1
    if entry.dist is not None:
        listed = next((file for file in entry.dist.files or () if file.name == "entry_points.txt"), "")
        path = Path(str(entry.dist.locate_file(listed)))
        rows = (entry.dist.read_text("entry_points.txt") or "").splitlines()
        pattern = re.compile(rf"\s*{re.escape(entry.name)}\s*=")
        line = next((number for number, row in enumerate(rows, 1) if pattern.match(row)), 1)
    return FindingsError(Finding(path, line, code, f"{package_of(entry)} {message}", subject=entry.name, hint=hint))
