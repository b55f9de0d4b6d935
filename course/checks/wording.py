"""T4: what a life may hang on stands once in wording.yaml, and every place says it in the same words and order."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from course.checks.registry import Fault, check
from quizzes.explain import explain
from quizzes.finding import FindingsError
from quizzes.text_file import read_text
from quizzes.yaml12 import nearest_line, read_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from course.material import Material
    from quizzes.finding import Finding
    from quizzes.yaml12 import Loc

NAME = "wording.yaml"
_SILENT_ROLE = re.compile(r"\{(?:cite(?::\w+)?|claim)\}`[^`]*`")
_ROLE = re.compile(r"\{[\w:]+\}`([^`<]*?)(?:\s*<[^<>`]*>)?`")
_MARKS = re.compile(r"[*_\"“”\\|]")
_BEFORE_STOP = re.compile(r" ([.,;:!?)])")


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Message(_Entry):
    """A message: its parts in their order, and the files that give it, relative to the course.

    A file of a bank is named `quizzes/NAME.yaml`, wherever the course keeps its banks.
    """

    id: str
    says: tuple[str, ...] = Field(min_length=1)
    places: tuple[str, ...] = Field(min_length=1)


class Never(_Entry):
    """Words that stand nowhere in the course, because following them would harm."""

    words: str = Field(min_length=3)
    because: str


class Wording(_Entry):
    """The messages of a course that must not differ from place to place."""

    schema_: Literal["wording/1"] = Field(alias="schema")
    messages: tuple[Message, ...] = ()
    never: tuple[Never, ...] = ()


@dataclass(frozen=True)
class WordingFile:
    """The wording as read; `lines` has the line of every key and list entry."""

    path: Path
    wording: Wording
    lines: Mapping[Loc, int]


def load_wording(path: Path) -> WordingFile:
    """Read wording.yaml; raises FindingsError with everything that is wrong in it."""
    document = read_document(path)
    if document.findings:
        raise FindingsError(*document.findings)
    try:
        return WordingFile(path, Wording.model_validate(document.data), document.lines)
    except ValidationError as error:
        raise FindingsError(*explain(error, Wording, document, path)) from error


@lru_cache(maxsize=1 << 15)
def plain(text: str) -> str:
    """Return a line as it is read aloud: without citations, marks of Markdown and quotes of YAML, in lower case.

    Remembered, since each thing that is ruled out is looked for in every line.
    """
    bare = _ROLE.sub(r"\1", _SILENT_ROLE.sub("", text))
    words = " ".join(_MARKS.sub(" ", bare).split())
    return _BEFORE_STOP.sub(r"\1", words).casefold()


@check("T401")
def wording_is_read(material: Material) -> Iterator[Fault]:
    """Every wording.yaml follows the schema wording/1 and names files that exist."""
    file, found = _wording(material)
    for one in found:
        yield Fault(one.path, one.line, one.message, one.subject, one.hint)
    for number, message in enumerate(file.wording.messages) if file else ():
        for place, name in enumerate(message.places):
            if file and not _file(material, name).is_file():
                line = nearest_line(file.lines, ("messages", number, "places", place))
                yield Fault(file.path, line, f"there is no file '{name}'", message.id)


@check("T402")
def messages_agree(material: Material) -> Iterator[Fault]:
    """Every place gives each message of wording.yaml whole, in its words and in its order."""
    file, _ = _wording(material)
    for message in file.wording.messages if file else ():
        for path in (_file(material, name) for name in message.places):
            if path.is_file():
                yield from _missing(path, message)


@check("T403")
def nothing_ruled_out_is_said(material: Material) -> Iterator[Fault]:
    """No page, question, figure, answer or session plan says what wording.yaml rules out."""
    file, _ = _wording(material)
    for one in file.wording.never if file else ():
        words = plain(one.words)
        for path, line in _said(material, words):
            yield Fault(path, line, f"'{one.words}' is ruled out: {one.because}", hint=f"see {NAME}")


def _wording(material: Material) -> tuple[WordingFile | None, tuple[Finding, ...]]:
    path = material.project.root / NAME
    if not path.is_file():
        return None, ()
    try:
        return load_wording(path), ()
    except FindingsError as error:
        return None, tuple(replace(one, code="T401") for one in error.findings)


def _file(material: Material, name: str) -> Path:
    folder, _, rest = name.partition("/")
    return material.project.quizzes / rest if folder == "quizzes" else material.project.root / name


def _missing(path: Path, message: Message) -> Iterator[Fault]:
    """Yield the first part of a message that a file lacks, or gives before an earlier one."""
    lines = [plain(line) for line in _lines(path)]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    text, end = " ".join(lines), 0
    for part in message.says:
        at = text.find(plain(part), end)
        if at < 0:
            fault = "says it too early" if plain(part) in text else "does not say it"
            hint = f"write '{part}' here, or change {NAME} and every other place"
            number = max(1, bisect_right(starts, max(0, end - 1)))
            yield Fault(path, number, f"'{part}' belongs here; this file {fault}", message.id, hint)
            return
        end = at + len(plain(part))


def _said(material: Material, words: str) -> Iterator[tuple[Path, int]]:
    for path, sentence in material.passages():
        if words in plain(sentence.text):
            yield path, sentence.line
    for file in material.banks:
        for number, line in enumerate(_lines(file.path), 1):
            if words in plain(line):
                yield file.path, number


def _lines(path: Path) -> list[str]:
    """Return the lines of a file; what cannot be read is a finding of whoever reads the file for its own sake."""
    try:
        return read_text(path).splitlines()
    except FindingsError:
        return []
