"""A bank in a format, with its loss report and its index beside it: everything is made before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizzes.formats.carry import cells_of, is_left_out
from quizzes.formats.convert import write_foreign
from quizzes.formats.index import index_json
from quizzes.formats.loss_report import report_html, report_json
from quizzes.formats.moodle_write import edition_of
from quizzes.formats.spread import spread

if TYPE_CHECKING:
    from quizzes.finding import Finding
    from quizzes.formats.format import Format
    from quizzes.load import BankFile

_ADVICE = {
    "moodle": "A second import into Moodle updates nothing: it makes every question once more. Import each edition "
    "into its own category, which this file names, and hide or delete the category of the edition before.",
    "moodle-feedback": "Import it into an activity Feedback: Edit questions, Import questions.",
    "canvas": "A second import makes every question once more: delete those of the edition before.",
    "cc": "A second import makes every question once more: delete those of the edition before.",
    "olx": "An import replaces the whole course into which it goes: take a new, empty one, and copy units from there. "
    "A second import into that course updates each problem by its name.",
    "gift": "A second import makes every question once more: delete those of the edition before.",
}


def export(file: BankFile, how: Format) -> tuple[dict[str, bytes], list[Finding]]:
    """Return the files of an export by their names, and what the format cannot say.

    A format of another package without a table has no report. Raises FindingsError as `write_foreign` does.
    """
    data, findings = write_foreign(file, how)
    file, varying = spread(file)
    name, edition = file.bank.id, edition_of(file.bank)
    files = {f"{name}{how.suffix}": data}
    cells = cells_of(file, how.carries) if how.carries else []
    left = {cell.item for cell in cells if is_left_out(cell)}
    written = [item.id for item in file.bank.items if item.id not in left]
    files[f"{name}.index.json"] = index_json(file.bank, edition, written).encode()
    if how.carries:
        notes = [f"{finding.subject}: {finding.message}." for finding in varying]
        advice = " ".join(filter(None, (_ADVICE.get(how.name, ""), *notes)))
        files[f"{name}.losses.json"] = report_json(file.bank, how.carries, edition, cells, notes).encode()
        files[f"{name}.losses.html"] = report_html(file.bank, how.carries, edition, cells, advice).encode()
    return files, findings
