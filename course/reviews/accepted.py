"""Accept one suggestion of a reviewer: change its words in its block, and nothing else of its file."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from course.reviews.blocks import divided
from quizzes.finding import Finding, FindingsError
from quizzes.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from course.project import Project
    from course.reviews.blocks import Block
    from course.reviews.opinion import Entry, Read


def accept(project: Project, read: Read, name: str, blocks: Sequence[Block]) -> tuple[Path, str, str]:
    """Return the file of a suggestion, its text, and its text with the suggestion.

    Raises FindingsError (C088) for an id that is no suggestion, for a block that stands no more, for words that do not
    stand in it exactly once, for a file outside of the course, and for what would change more than its block.
    """
    entry = next((one for one in read.opinion.entries if one.id == name), None)
    if entry is None or entry.kind != "suggestion":
        ids = ", ".join(one.id for one in read.opinion.entries if one.kind == "suggestion")
        known = f"suggestions are: {ids}" if ids else "there is none"
        raise FindingsError(Finding(read.path, 1, "C088", f"'{name}' is no suggestion of this file", hint=known))
    block = next((one for one in blocks if one.sha256 == entry.block), None)
    if block is None:
        raise FindingsError(read.finding(entry, "C088", "the place of this suggestion has changed or gone since"))
    inside = (project.root.resolve(), project.quizzes.resolve())
    if not any(block.path.resolve().is_relative_to(folder) for folder in inside):
        raise FindingsError(read.finding(entry, "C088", f"{block.path} lies outside of the course"))
    before = read_text(block.path)
    after = _changed(before, block, read, entry)
    if not _changes_only(block, before, after):
        message = "this suggestion would change more than its block, or break the file"
        raise FindingsError(read.finding(entry, "C088", message, "make the change by hand"))
    return block.path, before, after


def _changed(text: str, block: Block, read: Read, entry: Entry) -> str:
    assert entry.before
    assert entry.after
    lines = text.split("\n")
    end = block.end or len(lines)
    head, region, tail = lines[: block.line - 1], "\n".join(lines[block.line - 1 : end]), lines[end:]
    words = re.compile(r"\s+".join(map(re.escape, entry.before.split())))
    found = list(words.finditer(region))
    if len(found) != 1:
        message = f"its words stand {len(found)} times in the block, and must stand there once"
        raise FindingsError(read.finding(entry, "C088", message, "make the change by hand"))
    start, stop = found[0].span()
    return "\n".join([*head, region[:start] + entry.after + region[stop:], *tail])


def _changes_only(block: Block, before: str, after: str) -> bool:
    """Say whether of the blocks of the file only this one is another, and of the kind that it was."""
    old, new = (_divided(block.path, text) for text in (before, after))
    if len(old) != len(new):
        return False
    differ = [place for place, pair in enumerate(zip(old, new, strict=True)) if pair[0][1:] != pair[1][1:]]
    return [old[place][0] for place in differ] == [block.line] and all(
        old[place][1] == new[place][1] != "" for place in differ
    )


def _divided(path: Path, text: str) -> list[tuple[int, str, str]]:
    """Return line, kind and what is seen of each piece of a text, divided as the file would be."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.parent.name / path.name
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(text.encode())
        return [(piece.line, piece.kind, repr(piece.seen)) for piece in divided(copy)]
