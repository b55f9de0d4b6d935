"""Files of other programs become banks, with a report and the record by which a second import finds its items."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from quizzes.dump import dump_bank
from quizzes.explain import suggest
from quizzes.finding import Finding, FindingsError, counted
from quizzes.formats.convert import take_foreign
from quizzes.formats.loss import FormatCode
from quizzes.formats.registry import formats
from quizzes.formats.sniff import format_of
from quizzes.formats.told import Told, in_words
from quizzes.formats.update import Merged, merge, record_text
from quizzes.load import load_bank
from quizzes.text_file import read_text
from quizzes.yaml12 import read_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from quizzes.formats.convert import Taken
    from quizzes.formats.format import Format

FIGURES = "figures/items"
"""Where pictures of imported questions lie in a course."""
_ROOT = "course.toml"


class HtmlReader(Protocol):
    """Turns HTML into Markdown; the pictures in it lie in `folder` afterwards."""

    def __call__(self, text: str, media: Mapping[str, bytes], folder: str = ...) -> Told:
        """Return Markdown, the pictures in it by their addresses there, and what was lost."""


def words_only(text: str, media: Mapping[str, bytes], folder: str = "") -> Told:
    """Return the words of HTML, where no reader of HTML is at hand."""
    del folder
    return in_words(text, media)


class UnknownFormatError(Exception):
    """Raised for a name that no format has; its text says which there are."""


@dataclass
class Brought:
    """What an import would write: files by their paths, what is told, and a line about each bank."""

    files: dict[Path, bytes | None]
    findings: list[Finding]
    lines: list[tuple[Path, str]]


def bring(files: Iterable[Path], read_as: str, bank_id: str | None, out: Path | None, reader: HtmlReader) -> Brought:
    """Read files of other programs; nothing is written. `read_as` names their format, "" for what each is.

    Raises UnknownFormatError; FindingsError for a file that is of no format, for one of which nothing can be taken,
    and where two would become one bank.
    """
    known, broken = formats()
    if read_as and read_as not in known:
        raise UnknownFormatError(
            f"There is no format '{read_as}'{suggest(read_as, known)}. Formats: {', '.join(known)}."
        )
    made = Brought({}, list(broken), [])
    for file in files:
        how = known[read_as or format_of(file)]
        one = _Import(file, how, bank_id, (out or file.parent).absolute(), reader)
        if any(_same(one.target, target) for target, _ in made.lines):
            raise _refusal(file, f"two of these files would become {one.target.name}", "rename one")
        made.files |= one.files
        made.findings += one.taken.losses
        made.lines.append((one.target, one.counts))
    return made


class _Import:
    """One file that becomes a bank, or updates the one that it became before."""

    def __init__(self, file: Path, how: Format, bank_id: str | None, out: Path, reader: HtmlReader) -> None:
        root = next((folder for folder in (out, *out.parents) if (folder / _ROOT).is_file()), None)
        told = partial(reader, folder=f"/{FIGURES}" if root else "pictures")
        self.taken = take_foreign(file, how, bank_id, told, sieve=True)
        self.target = out / f"{self.taken.bank.id}.yaml"
        record = self.target.with_suffix(".import.json")
        old = _old(self.target, record)
        self.merged = merge(self.taken, self.taken.values, old, _record(record) if old else {})
        text = dump_bank(self.merged.values, f"Read from {file.name} ({how.name}).") if old else self.taken.text
        if old and old.get("items") and not (self.merged.same or self.merged.changed):
            message = f"no question of it is among those that {self.target.name} was made from: this is another file"
            raise _refusal(file, message, "name its bank with --bank, or take another folder with --out")
        self.files: dict[Path, bytes | None] = {
            (root or out) / name.lstrip("/"): data for name, data in self.taken.pictures.items()
        }
        if self.merged.new or self.merged.changed:
            self.files[self.target] = text.encode()
        self.files[record] = record_text(self.merged.record).encode()
        self.files[self.target.with_suffix(".import.txt")] = _report(file, how, self.merged, self.taken).encode()

    @property
    def counts(self) -> str:
        """Return how many items are new, changed, as before and gone."""
        merged = self.merged
        ways = {"new": merged.new, "changed": merged.changed, "as before": merged.same, "gone there": merged.gone}
        return ", ".join(f"{len(ids)} {way}" for way, ids in ways.items())


def _same(one: Path, other: Path) -> bool:
    """Say whether two paths may be one file: some disks see no capitals, and some no difference of accents."""
    folded = (unicodedata.normalize("NFC", str(path)).casefold() for path in (one, other))
    return next(folded) == next(folded)


def _refusal(path: Path, message: str, hint: str) -> FindingsError:
    return FindingsError(Finding(path, 1, "C068", message, hint=hint))


def _old(target: Path, record: Path) -> dict[str, Any] | None:
    if not target.exists():
        return None
    if not record.exists():
        message = "there is such a bank already, and it is not from an import: nothing is overwritten"
        raise _refusal(target, message, "choose another name with --bank")
    load_bank(target)  # a bank that is broken is told, never written over
    return dict(read_document(target).data)


def _record(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(read_text(path))
        assert all(isinstance(one["foreign"], str) for one in found["items"].values())
    except (ValueError, KeyError, TypeError, AttributeError, AssertionError, RecursionError) as error:
        raise _refusal(path, "this record of an import is damaged", "move it away") from error
    assert isinstance(found, dict)
    return found


def _report(file: Path, how: Format, merged: Merged, taken: Taken) -> str:
    """Return what was taken, what not, and what a person has to write."""
    todo = [one for one in taken.losses if one.code == FormatCode.TO_WRITE]
    lost = [one for one in taken.losses if one.code != FormatCode.TO_WRITE]
    asked = "An objective and a source have to be added to each of them; `course check` names what is missing."
    parts = [
        f"{file.name}, read as {how.name}",
        _listed("New", merged.new),
        _listed("Changed there, and so here", merged.changed),
        _listed("As before", merged.same),
        _listed("No longer in the file; kept here", merged.gone),
        _listed("Not taken, or not as it was", [f"line {one.line}: {one.subject} {one.message}" for one in lost]),
        _listed("To be written", [f"line {one.line}: {one.subject}: {one.message}" for one in todo]),
        asked,
    ]
    return "\n\n".join(parts) + "\n"


def _listed(title: str, rows: list[str]) -> str:
    return "\n".join([f"{title}: {counted(len(rows), 'entry', 'entries')}", *(f"  {row}" for row in rows)])
