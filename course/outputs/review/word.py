"""Take remarks out of the document of Word that a reviewer sends back: one file of `coursereview/1` for each author.

Comments and answers become comments on the block beside which they stand. Words that differ from those that were
written, tracked or not, become suggestions where the same words stand once in the source of the block, else a comment
with both wordings. Nothing is taken for an approval.
"""

from __future__ import annotations

import hashlib
import json
import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from course.project import day
from course.reviews.opinion import load_opinion, read_opinion
from course.reviews.taken import KEPT
from course.reviews.told import changed
from course.reviews.word import US, read_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from course.outputs.review.papers import Reading, Told
    from course.project import Project
    from course.reviews.blocks import Block
    from course.reviews.opinion import Read
    from course.reviews.word import Paragraph, WordFile

NOBODY = "somebody in Word"
_AROUND = 6
"""So many words on each side of a change are tried to make its place the only one."""
_UNKNOWN = 56 * "0"
"""What follows the first signs of a hash where no block of the course begins so."""
Said = tuple[str, dict[str, Any]]


def reads_of_word(path: Path, called: str, reading: Reading, blocks: Sequence[Block]) -> dict[str, Read]:
    """Return what each author says in the document at `path`, by the name under which it is to be kept.

    With one author that is `called`; several get numbers. A document without remarks says nothing under `called`.

    Raises FindingsError (C086) for a document that was not made for reviewers.
    """
    file = read_word(path)
    saver = NOBODY if file.saved_by in {"", US} else file.saved_by
    by_author: dict[str, list[dict[str, Any]]] = {}
    for number, (author, entry) in enumerate(_said(file, reading, blocks), 1):
        by_author.setdefault(author or saver, []).append({"id": f"word-{number}", **entry})
    days = {one.author: one.day for paragraph in file.paragraphs for one in paragraph.remarks if one.day}
    by_author = by_author or {saver: []}
    numbered = [f"{called}-{at}" for at in range(1, len(by_author) + 1)]
    names = numbered if numbered[1:] else [called]
    return {
        name: _read(path, name, reading, file, (author, entries, days.get(author, "")))
        for name, (author, entries) in zip(names, by_author.items(), strict=True)
    }


def taken_before(path: Path, called: str, project: Project) -> dict[str, Read]:
    """Return what is kept under the name `called` of this very document: once words are accepted, it fits no more."""
    found = {}
    for kept in sorted((project.root / "reviews").glob(f"{called}*{KEPT}")):
        read = load_opinion(kept)
        if read.opinion.reviewer.role == _role(path):
            found[kept.name.removesuffix(KEPT)] = read
    return found


def _role(path: Path) -> str:
    return f"remarks in {path.name} ({hashlib.sha256(path.read_bytes()).hexdigest()[:12]})"


def _read(
    path: Path, called: str, reading: Reading, file: WordFile, one: tuple[str, list[dict[str, Any]], str]
) -> Read:
    author, entries, when = one
    data = {
        "schema": "coursereview/1",
        "course": reading.project.title,
        "edition": file.edition,
        "reviewer": {"name": author, "role": _role(path), "credentials": "not stated"},
        "date": when or file.saved_on or day.today().isoformat(),
        "entries": entries,
    }
    kept = reading.project.root / "reviews" / f"{called}{KEPT}"
    return read_opinion(kept, json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def _said(file: WordFile, reading: Reading, blocks: Sequence[Block]) -> Iterator[Said]:
    """Yield author and entry of each remark, in the order of the document."""
    told = {one.digest: one for one in reading.told}
    of = {block.sha256[: len(one.block)]: block for one in file.paragraphs if one.block for block in blocks}
    here, met = "", set()
    for paragraph in file.paragraphs:
        is_new = not paragraph.block and not paragraph.is_heading and bool(here) and bool(paragraph.text)
        here = paragraph.block or here
        block = of.get(here)
        digest = block.sha256 if block else f"{here or 8 * '0'}{_UNKNOWN}"
        for remark in paragraph.remarks:
            yield remark.author, {"block": digest, "kind": "comment", "text": remark.text or "(an empty comment)"}
        by = paragraph.changed_by[0] if paragraph.changed_by else ""
        if is_new:
            yield by, {"block": digest, "kind": "comment", "text": f"a paragraph to be added: {paragraph.text}"}
        elif paragraph.block:
            met.add(paragraph.block)
            yield from ((by, {"block": digest, **one}) for one in _changes(paragraph, told.get(paragraph.block), block))
    if file.edition == reading.edition:
        for digest in (one for one in told if one not in met):
            yield (
                "",
                {
                    "block": _of_start(digest, blocks),
                    "kind": "comment",
                    "text": "this block was taken out of the document",
                },
            )


def _of_start(digest: str, blocks: Sequence[Block]) -> str:
    """Return the whole hash that begins with these signs."""
    return next((one.sha256 for one in blocks if one.sha256.startswith(digest)), f"{digest}{_UNKNOWN}")


def _changes(paragraph: Paragraph, told: Told | None, block: Block | None) -> Iterator[dict[str, Any]]:
    if told is None:  # the block is another now, so only what was tracked shows that words were changed
        if paragraph.changed_by:
            yield {"kind": "comment", "text": f"words were changed; the reviewer's are: {paragraph.text or '–'}"}
        return
    if paragraph.beside != told.comment and (more := _more(paragraph.beside, told.comment)):
        yield {"kind": "comment", "text": more}
    old, new = (told.text or "–").split(), paragraph.text.split()
    for kind, *where in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield _change(old, new, where, block.text if block else "")


def _more(now: str, was: str) -> str:
    """Return the lines that somebody wrote into our own comment."""
    known = set(was.split("\n"))
    return "\n".join(line for line in now.split("\n") if line.strip() and line not in known)


def _change(old: list[str], new: list[str], where: list[int], source: str) -> dict[str, Any]:
    """Return a suggestion with as few words around the change as make its place the only one, else a comment."""
    start, end, first, last = where
    for around in range(_AROUND + 1):
        left, right = old[max(0, start - around) : start], old[end : end + around]
        before, after = " ".join([*left, *old[start:end], *right]), " ".join([*left, *new[first:last], *right])
        if before and after and source.count(before) == 1 and re.search(_whole(before), source):
            return {"kind": "suggestion", "before": before, "after": after}
    left, right = old[max(0, start - _AROUND) : start], old[end : end + _AROUND]
    both = changed(" ".join([*left, *old[start:end], *right]), " ".join([*left, *new[first:last], *right]))
    return {"kind": "comment", "text": f"other words: {both}"}


def _whole(words: str) -> str:
    """Return a pattern of words that neither begins nor ends within another one."""
    return rf"(?<!\S){re.escape(words)}(?!\S)"
