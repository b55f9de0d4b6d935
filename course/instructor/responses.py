"""What learners answered: progress files that they exported, or a table that a trainer typed; nobody's name is kept."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quizzes.finding import Finding, FindingsError, Level
from quizzes.grade import grade
from quizzes.model import AnsweredBy
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from course.instructor.answers import Asked

FORMAT, VERSION = "course-progress", 1
COLUMNS = ("person", "item", "response")
_WRONG, _LEFT_OUT = "C070", "C071"
_VERDICTS = {"right": True, "1": True, "wrong": False, "0": False}
_HINT = "give files exported by the course, or a table with the columns person, item, response"


@dataclass(frozen=True)
class Answer:
    """A first answer: whether it is right, and the ids of the choices taken where the item has choices."""

    right: bool
    chosen: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Responses:
    """First answers by item, one mapping a person; `findings` tell what was left out."""

    people: tuple[Mapping[str, Answer], ...]
    findings: tuple[Finding, ...] = ()


def read_responses(path: Path, course: str, asked: Mapping[str, Asked]) -> Responses:
    """Read a file, or every .json and .csv file of a folder.

    Raises FindingsError (C070) for a file that is none of ours, and for an item or a choice that there is not.
    """
    files = _files(path)
    if not files:
        raise FindingsError(Finding(path, 1, _WRONG, "the folder has no .json and no .csv file", hint=_HINT))
    people: list[Mapping[str, Answer]] = []
    found: list[Finding] = []
    for file in files:
        read = _from_table if file.suffix == ".csv" else _from_export
        for answers in read(file, course, asked, found):
            people += [answers] if answers else []
    if any(one.level is Level.ERROR for one in found):
        raise FindingsError(*found)
    return Responses(tuple(people), tuple(found))


def digest_of_responses(path: Path | None) -> str:
    """Return a digest of the answers, empty without any or where they cannot be read."""
    state = hashlib.sha256()
    for file in _files(path) if path else []:
        state.update(file.read_bytes() if file.is_file() else b"")
    return state.hexdigest() if path else ""


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(one for one in path.rglob("*") if one.suffix in {".json", ".csv"} and one.is_file())


def _from_export(
    path: Path, course: str, asked: Mapping[str, Asked], found: list[Finding]
) -> Iterator[Mapping[str, Answer]]:
    """Yield the first answers of one person: those of the first test that was sent, then those of practice."""
    try:
        file = json.loads(read_text(path, _WRONG, newline=None))
        known = file["format"] == FORMAT and file["version"] == VERSION and isinstance(file["entries"], dict)
    except (ValueError, KeyError, TypeError):
        known = False
    if not known:
        found.append(Finding(path, 1, _WRONG, "this is no progress file of a course", hint=_HINT))
        return
    if file.get("course") != course:
        message = f"the progress file is of the course '{file.get('course')}', not of '{course}'"
        found.append(Finding(path, 1, _WRONG, message))
        return
    answers: dict[str, Answer] = {}
    older = 0
    for item, entry in _entries(file["entries"], course):
        one = asked.get(item)
        if one is None or str(entry.get("revision", "")) != str(one.item.revision):
            older += 1
        elif one.item.scored:
            answers.setdefault(item, _graded(one, entry.get("response")))
    if older:
        message = f"{older} answers are left out: their questions have changed since, or are gone"
        found.append(Finding(path, 1, _LEFT_OUT, message, Level.WARNING))
    yield answers


def _entries(entries: Mapping[str, Any], course: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield item and entry of what was answered at first: tests in their order, then practice with a single try."""
    told = {key: _parsed(text) for key, text in entries.items()}
    tests = re.compile(rf"course/{VERSION}/{re.escape(course)}/answer/(\d+)/(.+)")
    sent = [(int(match[1]), match[2], told[key]) for key in told if (match := tests.fullmatch(key))]
    for number, item, entry in sorted(sent, key=lambda one: one[0]):
        if f"course/{VERSION}/{course}/result/{number}" in told:
            yield item, entry
    for key, entry in told.items():
        if key.startswith(f"quizzes/{VERSION}/{course}:") and entry.get("tries") == 1:
            yield key.rpartition("/")[2], entry


def _parsed(text: object) -> Mapping[str, Any]:
    try:
        value = json.loads(text) if isinstance(text, str) else None
    except ValueError:
        value = None
    return value if isinstance(value, dict) else {}


def _graded(asked: Asked, response: object) -> Answer:
    right = grade(asked.item, response).correct
    if not asked.choices:
        return Answer(right)
    taken = response if isinstance(response, list) else [response]
    return Answer(right, tuple(one.id for one in asked.choices if one.id in taken))


def _from_table(
    path: Path, _course: str, asked: Mapping[str, Asked], found: list[Finding]
) -> Iterator[Mapping[str, Answer]]:
    """Yield the answers of each person of a table; the first line of a person and item counts."""
    text = read_text(path, _WRONG, newline=None)
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in text.partition("\n")[0] else ",")
    if missing := [name for name in COLUMNS if name not in (rows.fieldnames or ())]:
        found.append(Finding(path, 1, _WRONG, f"the table has no column {', '.join(missing)}", hint=_HINT))
        return
    people: dict[str, dict[str, Answer]] = {}
    for row in rows:
        person, item, said = ((row[name] or "").strip() for name in COLUMNS)
        if item not in asked or not asked[item].item.scored:
            found.append(Finding(path, rows.line_num, _WRONG, f"there is no scored question '{item}'", subject=item))
            continue
        answer = _typed(asked[item], said)
        if answer is None:
            hint = "letters or ids of choices with blanks between them; right or wrong for other types"
            message = f"'{said}' is no answer to this question"
            found.append(Finding(path, rows.line_num, _WRONG, message, subject=item, hint=hint))
            continue
        people.setdefault(person, {}).setdefault(item, answer)
    yield from people.values()


def _typed(asked: Asked, said: str) -> Answer | None:
    """Return the answer that was typed, None for one that cannot be."""
    if said.lower() in _VERDICTS:
        return Answer(_VERDICTS[said.lower()])
    if not asked.choices:
        return None
    names = {asked.letters[one.id]: one.id for one in asked.choices} | {one.id: one.id for one in asked.choices}
    taken = [names.get(word, names.get(word.upper(), "")) for word in re.split(r"[\s;,|+]+", said) if word]
    if "" in taken:
        return None
    several = asked.item.answered_by is AnsweredBy.CHOICES
    return None if len(taken) > 1 and not several else _graded(asked, taken if several else (*taken, None)[0])
