"""The file of one reviewer, `coursereview/1`: what a person says about blocks of a course, each known by its hash.

It is JSON: `schema`, `course` (the title), `edition` (the hash of content and items that was read), `reviewer` (name,
role, credentials), `date`, and `entries`. An entry has an `id`, the hash of its `block`, and a `kind`: `comment` and
`wrong` have a `text`, `suggestion` has `before` and `after` and may have a `text`, `approval` needs nothing else.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - pydantic resolves the annotation at run time
import json
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, StringConstraints, ValidationError, model_validator

from course.reviews.signature import Licence  # noqa: TC001 - pydantic reads the types
from quizzes.explain import explain
from quizzes.finding import Finding, FindingsError
from quizzes.model.values import Frozen, Text
from quizzes.text_file import read_text
from quizzes.yaml12 import Document

if TYPE_CHECKING:
    from pathlib import Path

CODE = "C086"
"""The code of a file that is none of a reviewer."""
_Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
_Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
_NEEDS = {"comment": ("text",), "wrong": ("text",), "suggestion": ("before", "after"), "approval": ()}


class Entry(Frozen):
    """What a reviewer says about one block."""

    id: _Id
    block: _Hash
    kind: Literal["comment", "wrong", "suggestion", "approval"]
    text: Text | None = None
    before: Text | None = None
    after: Text | None = None

    @model_validator(mode="after")
    def _whole(self) -> Entry:
        missing = [key for key in _NEEDS[self.kind] if getattr(self, key) is None]
        if missing:
            message = f"a {self.kind} needs {' and '.join(missing)}"
            raise ValueError(message)
        return self


class Reviewer(Frozen):
    """Who has read."""

    name: Text
    role: Text
    credentials: Text
    licence_jurisdiction: Licence | None = None


class Opinion(Frozen):
    """The file as a whole."""

    schema_: Annotated[Literal["coursereview/1"], Field(alias="schema")]
    course: Text
    edition: _Hash
    reviewer: Reviewer
    date: dt.date
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Read:
    """A file of a reviewer with its bytes, and the line of each entry by its id."""

    path: Path
    content: bytes
    opinion: Opinion
    lines: dict[str, int]

    def finding(self, entry: Entry, code: str, message: str, hint: str = "") -> Finding:
        """Return an error about an entry, at its line."""
        return Finding(self.path, self.lines[entry.id], code, message, subject=entry.id, hint=hint)


def load_opinion(path: Path) -> Read:
    """Read the file of a reviewer; raises FindingsError (C086) as `read_opinion` does."""
    return read_opinion(path, read_text(path, CODE))


def read_opinion(path: Path, text: str) -> Read:
    """Read the text of a file of a reviewer, which is or will be at `path`.

    Raises FindingsError (C086) for what is no JSON, for a key twice, for what the schema refuses, and for an id twice.
    """
    data = _parsed(text, path)
    lines = _lines(data, text)
    try:
        opinion = Opinion.model_validate(data)
    except ValidationError as error:
        document = Document(data, {("entries", place): line for place, (_, line) in enumerate(lines)})
        found = explain(error, Opinion, document, path)
        raise FindingsError(*(replace(one, code=CODE) for one in found)) from error
    twice = [name for name, number in Counter(one.id for one in opinion.entries).items() if number > 1]
    by_id = dict(lines)
    if twice:
        raise FindingsError(*(Finding(path, by_id[one], CODE, f"two entries have the id '{one}'") for one in twice))
    return Read(path, text.encode(), opinion, by_id)


def _parsed(text: str, path: Path) -> Any:
    try:
        data = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
        json.dumps(data, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        raise FindingsError(Finding(path, error.lineno, CODE, f"not readable as JSON: {error.msg}")) from error
    except UnicodeEncodeError as error:
        raise FindingsError(Finding(path, 1, CODE, "half of a sign, which no text has")) from error
    except RecursionError as error:
        raise FindingsError(Finding(path, 1, CODE, "nested too deeply to be read")) from error
    except ValueError as error:
        raise FindingsError(Finding(path, 1, CODE, f"not readable as JSON: {error}")) from error
    return data


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    twice = [key for key, number in Counter(key for key, _ in pairs).items() if number > 1]
    if twice:
        message = f"the key '{twice[0]:.60}' stands twice in one object"
        raise ValueError(message)
    return dict(pairs)


def _no_number(word: str) -> float:
    message = f"{word} is no number"
    raise ValueError(message)


def _lines(data: Any, text: str) -> list[tuple[str, int]]:
    """Return id and line of each entry; an entry without an id has the line of the one before."""
    entries = data.get("entries") if isinstance(data, dict) else None
    found: list[tuple[str, int]] = []
    at = 0
    for entry in entries if isinstance(entries, list) else ():
        name = entry.get("id") if isinstance(entry, dict) else None
        match = re.compile(r'"id"\s*:\s*' + re.escape(json.dumps(name))).search(text, at)
        at = match.end() if match else at
        found.append((str(name), text.count("\n", 0, at) + 1))
    return found
