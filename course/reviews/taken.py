"""Take in the file of a reviewer: lay its entries against the course as it stands, beside what others have said.

An entry is for the words that were read, so it counts as long as its block stands, wherever that has moved to. What no
longer stands, and where two disagree, is one finding each; the file is kept whole, so that nothing is lost.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from course.reviews.hashes import content_hashes, hash_of_scopes
from course.reviews.opinion import Opinion, load_opinion
from course.reviews.signature import SCOPES, person_of
from course.reviews.told import changed, rows_of
from quizzes.finding import Finding, FindingsError, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.project import Project
    from course.reviews.blocks import Block
    from course.reviews.opinion import Entry, Read
    from course.reviews.sheet import Row
    from course.reviews.standing import Standing

KEPT = ".review.json"
_CODES = {"comment": "R010", "wrong": "R011", "suggestion": "R012"}


@dataclass
class Taken:
    """What a file says of the course as it stands: `said` at file and line, what is `wrong` with it, rows approved."""

    said: list[Finding] = field(default_factory=list)
    wrong: list[Finding] = field(default_factory=list)
    approved: list[Row] = field(default_factory=list)


def edition_of(project: Project) -> str:
    """Return the hash of all that reviewers read, by which a file of a reviewer names its edition."""
    return hash_of_scopes(SCOPES, content_hashes(project))


def take(project: Project, read: Read, state: Standing) -> Taken:
    """Lay the entries of a file against the blocks of a course.

    Raises FindingsError (C087) for the file of another course, and for one of another edition of which nothing stands.
    """
    opinion = read.opinion
    blocks = {block.sha256: block for block in state.blocks}
    if opinion.course != project.title:
        message = f"this review is of '{opinion.course:.80}', and this course is '{project.title}'"
        raise FindingsError(Finding(read.path, 1, "C087", message))
    found = Taken()
    if opinion.edition != edition_of(project):
        message = "this review was made of another edition than what stands here"
        if opinion.entries and not any(entry.block in blocks for entry in opinion.entries):
            raise FindingsError(
                Finding(read.path, 1, "C087", f"{message}, and none of the blocks that it names stands")
            )
        hint = "what it says of blocks that have not changed is taken"
        found.wrong.append(Finding(read.path, 1, "C087", message, Level.WARNING, hint=hint))
    _sort(found, read, blocks, state)
    found.wrong += _disagreements(project, read, state)
    return found


def _sort(found: Taken, read: Read, blocks: dict[str, Block], state: Standing) -> None:
    against = {entry.block for entry in read.opinion.entries if entry.kind == "wrong"}
    approved: set[str] = set()
    for entry in read.opinion.entries:
        block = blocks.get(entry.block)
        if block is None:
            message = f"the block of this {entry.kind} has changed or gone since it was read"
            found.wrong.append(read.finding(entry, "C088", message, "read it again as it stands"))
        elif entry.kind != "approval":
            found.said.append(_said(read, entry, block))
        elif entry.block in against:
            message = "the same reviewer approves this block and marks it as wrong; it is not approved"
            found.wrong.append(read.finding(entry, "C089", message))
        else:
            approved.add(entry.block)
    found.approved = rows_of(state.blocks, approved)


def _said(read: Read, entry: Entry, block: Block) -> Finding:
    words = f": {entry.text}" if entry.text else ""
    verb = {"comment": "says", "wrong": "marks this as wrong", "suggestion": "suggests"}[entry.kind]
    if entry.before and entry.after:
        words = f": {changed(entry.before, entry.after)}" + (f" ({entry.text})" if entry.text else "")
    message = f"{read.opinion.reviewer.name} {verb}{words}"
    return Finding(block.path, block.line, _CODES[entry.kind], message, Level.WARNING, subject=entry.id)


def _disagreements(project: Project, read: Read, state: Standing) -> Iterator[Finding]:
    """Yield a warning for each block about which another has said otherwise, and for each kept file that is broken."""
    own = person_of(read.opinion.reviewer.name)
    files, broken = kept(project)
    yield from broken
    others = [one for one in files if person_of(one.reviewer.name) != own]
    signers = {
        block.sha256: {one.signature.name for one in signed if one.signature.person != own}
        for block, signed in zip(state.blocks, state.signers, strict=True)
    }
    for entry in read.opinion.entries:
        said = [(one.reviewer.name, other) for one in others for other in one.entries if other.block == entry.block]
        against = {name for name, other in said if _differ(entry, other)}
        if entry.kind == "wrong":
            against |= signers.get(entry.block, set())
        if against:
            message = f"{read.opinion.reviewer.name} and {', '.join(sorted(against))} disagree about this block"
            found = read.finding(entry, "C089", message, "ask both before you change it")
            yield Finding(found.path, found.line, found.code, message, Level.WARNING, found.subject, found.hint)


def _differ(one: Entry, other: Entry) -> bool:
    kinds = {one.kind, other.kind}
    if kinds == {"suggestion"}:
        return (one.before, one.after) != (other.before, other.after)
    return "approval" in kinds and bool(kinds & {"wrong", "suggestion"})


def kept(project: Project) -> tuple[list[Opinion], list[Finding]]:
    """Return the files of reviewers that were taken in before, and warnings about what can no longer be read."""
    found: list[Opinion] = []
    broken: list[Finding] = []
    for path in sorted((project.root / "reviews").glob(f"*{KEPT}")):
        try:
            found.append(load_opinion(path).opinion)
        except FindingsError as error:
            broken += [replace(one, level=Level.WARNING) for one in error.findings]
    return found, broken
