"""A course as blocks: paragraph, list, table and box of a page, row of a register, figure, item, and every other file.

Together the blocks hold whatever the hash of the whole holds (`course.reviews.hashes`): each file that a reviewer reads
is divided without a rest, and one that cannot be divided is one block. So who has signed all blocks has signed all.

The hash of a block is the SHA-256 of the name of its file, the heading it stands under, and what a reader sees of it.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from course.reviews.hashes import printed, read_by_reviewers, spelled
from course.reviews.pieces import Piece, pieces_of
from course.reviews.seen import in_one_space, seen_in_value
from course.reviews.signature import SCOPES
from quizzes.content import digest_of
from quizzes.finding import FindingsError
from quizzes.text_file import read_text
from quizzes.yaml12 import nearest_line, read_document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from course.project import Project

SETTINGS = "course.toml"
_LONGEST = 20_000
"""Letters of a block that are kept to show what changed; of a longer file that is one block only the hash."""


@dataclass(frozen=True)
class Block:
    """A block: its scope, its file by the name that the course has for it, its line from 1, kind, hash and words.

    `text` is as the author wrote it, in one line; it may be empty for what is no text, such as a picture. `end` is the
    last line, 0 for that of the file.
    """

    scope: str
    name: str
    path: Path
    line: int
    kind: str
    sha256: str
    text: str
    end: int = 0


def blocks_of(project: Project) -> list[Block]:
    """Return every block of a course: content before items, by the names of files, then as they stand."""
    return [
        Block(
            scope,
            name,
            path,
            piece.line,
            piece.kind,
            _hash(name, piece),
            in_one_space(piece.text)[:_LONGEST],
            piece.end,
        )
        for scope in SCOPES
        for name, path, piece in _pieces(project, scope)
    ]


def _pieces(project: Project, scope: str) -> Iterator[tuple[str, Path, Piece]]:
    if scope == "content":
        words = printed(project)
        yield SETTINGS, project.settings, Piece(1, "settings", _told(words), spelled(words))
    for name, path in sorted(read_by_reviewers(project, scope)):
        for piece in divided(path):
            yield name, path, piece


def _hash(name: str, piece: Piece) -> str:
    seen = json.dumps([name, piece.heading, piece.kind, piece.seen], ensure_ascii=False)
    return hashlib.sha256(seen.encode(errors="surrogatepass")).hexdigest()


def divided(path: Path) -> list[Piece]:
    """Return the pieces of a file; of one that cannot be read or divided, itself."""
    divide = {".md": pieces_of, ".csv": _rows, ".yaml": _entries}.get(path.suffix)
    try:
        if divide:
            return list(divide(path))
        text = read_text(path)
    except (FindingsError, csv.Error, ValueError, RecursionError):
        text = ""
    return [Piece(1, "file", text if len(text) <= _LONGEST else "", digest_of(path))]


def _rows(path: Path) -> Iterator[Piece]:
    """Yield the rows of a table; each cell counts with the name of its column, in whatever order these stand."""
    with io.StringIO(read_text(path), newline="") as file:
        reader = csv.reader(file, strict=True)
        header = [name.strip() for name in next(reader, [])]
        yield Piece(1, "columns", ", ".join(header), sorted(header))
        line = reader.line_num + 1
        for cells in reader:
            if any(cells):
                named = sorted(zip(header, cells, strict=False), key=lambda pair: pair[0])
                seen = [[*pair[:1], seen_in_value(pair[1])] for pair in named], seen_in_value(cells[len(header) :])
                yield Piece(line, "row", " | ".join(cells), seen, end=reader.line_num)
            line = reader.line_num + 1


def _entries(path: Path) -> Iterator[Piece]:
    """Yield the items of a bank and its head, or a file of YAML, such as a figure, as one piece."""
    document = read_document(path)
    data: Any = document.data
    if document.findings:
        raise FindingsError(*document.findings)
    items = data.get("items") if isinstance(data, dict) else None
    whole = "figure" if path.parent.name == "figures" else "file"
    if not isinstance(items, list):
        yield Piece(1, whole, read_text(path)[:_LONGEST], seen_in_value(data))
        return
    rest = {key: value for key, value in data.items() if key != "items"}
    yield Piece(1, "bank", _told(rest), seen_in_value(rest))
    starts = [nearest_line(document.lines, ("items", place)) for place in range(len(items))]
    for item, start, following in zip(items, starts, [*starts[1:], 1], strict=True):
        yield Piece(start, "item", _told(item), seen_in_value(item), end=following - 1)


def _told(value: object) -> str:
    """Return a value as a person can read it in one line, without what is empty."""
    if isinstance(value, dict):
        said = {key: _told(part) for key, part in value.items()}
        return "; ".join(f"{key}: {words}" for key, words in said.items() if words)
    if isinstance(value, list | tuple):
        return " / ".join(filter(None, map(_told, value)))
    return "" if value is None else str(value)
