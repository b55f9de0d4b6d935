"""Every format of responses: ours, and those that other packages bring by the entry-point group `quizzes.responses`."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING

from quizzes.finding import Finding, Level
from quizzes.responses.readers import canvas, moodle, moodle_scorm, nops, olx, site, table, xapi
from quizzes.responses.readers.codes import ImportCode
from quizzes.responses.readers.context import refused
from quizzes.responses.readers.format import ResponseFormat

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "quizzes.responses"
OWN: dict[str, ResponseFormat] = {
    one.name: one
    for one in (
        site.FORMAT,
        xapi.FORMAT,
        olx.FORMAT,
        canvas.FORMAT,
        nops.FORMAT,
        table.FORMAT,
        moodle_scorm.FORMAT,
        moodle.FORMAT,
    )
}


def formats() -> tuple[dict[str, ResponseFormat], list[Finding]]:
    """Return every format by its name, and a finding (S112) for each package that brings one that cannot be used."""
    found, told = dict(OWN), list[Finding]()
    for entry in sorted(entry_points(group=GROUP), key=lambda one: (one.name, one.value)):
        why = _why_not(entry, found)
        if why:
            told.append(Finding(Path(entry.value), 1, ImportCode.FORMAT, why, Level.WARNING, subject=entry.name))
    return found, told


def _why_not(entry: EntryPoint, found: dict[str, ResponseFormat]) -> str:
    """Take the format of a package; return why it cannot be taken, "" when it was."""
    if entry.name in found:
        return "this name is taken"
    try:
        made = entry.load()
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a package that fails costs its own format alone
        return f"cannot be loaded: {type(error).__name__}"
    if not isinstance(made, ResponseFormat) or made.name != entry.name:
        return "is no quizzes.responses.readers.format.ResponseFormat of this name"
    found[entry.name] = made
    return ""


def format_of(path: Path, head: str, known: dict[str, ResponseFormat]) -> ResponseFormat:
    """Return the format that a text begins as; raises FindingsError (S101) for none."""
    made = next((one for one in known.values() if one.looks(head)), None)
    if made is None:
        names = ", ".join(known)
        raise refused(path, 1, "its format is not known by what it holds", f"name it with --from: {names}")
    return made
