"""What a reviewer left in the document of Word that `course review paper` wrote: remarks, and words as they stand now.

A block is the paragraph that has a comment of ours, which ends its first line with the first signs of the block's hash
and which no program changes on saving. Comments and answers are those of ECMA-376, part 1, section 17.13.4; an answer
that has no place of its own has that of what it answers (`commentsExtended`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from course.ingest.readers.package import Package, PackageError
from course.reviews.opinion import CODE
from quizzes.finding import Finding, FindingsError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.etree import _Element as Element

US = "coursewright"
"""Who writes the comments that tell of a block."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_PLACE = re.compile(r" · ([0-9a-f]{8})$")
_EDITION = re.compile(r"SHA-256 ([0-9a-f]{64})")
_GONE = {f"{_W}del", f"{_W}moveFrom"}
_CAME = {f"{_W}ins", f"{_W}moveTo"}


@dataclass(frozen=True)
class Remark:
    """A comment: its number in the document, who wrote it, on which day, and what it says."""

    number: str
    author: str
    day: str
    text: str


@dataclass
class Paragraph:
    """A paragraph: its words now, the block it stands for, what is told beside it, who said what and changed words."""

    text: str
    is_heading: bool
    block: str = ""
    beside: str = ""
    remarks: list[Remark] = field(default_factory=list)
    changed_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class WordFile:
    """The document: the hash of the edition that was read, its paragraphs, and who saved it last."""

    edition: str
    paragraphs: list[Paragraph]
    saved_by: str
    saved_on: str


def read_word(path: Path) -> WordFile:
    """Read a document of Word that was made for reviewers.

    Raises FindingsError (C086) for what cannot be opened, and for a document that was not made for reviewers.
    """
    try:
        package = Package(path.read_bytes())
        main = package.main
        comments, answers = _parts(package, main, "comments"), _parts(package, main, "commentsExtended")
        core = _parts(package, "", "core-properties")
        body = package.part(main)
    except PackageError as error:
        message = f"not readable as a document of Word: {error}"
        raise FindingsError(Finding(path, 1, CODE, message, hint=error.hint)) from error
    said = {one.number: one for root in comments for one in _remarks(root)}
    places = _answered(comments, answers)
    paragraphs = [_paragraph(one, said, places) for one in (() if body is None else body.iter(f"{_W}p"))]
    edition = next((found[1] for one in paragraphs if (found := _EDITION.fullmatch(one.text))), "")
    if not edition or not any(one.block for one in paragraphs):
        message = "this document was not written by `course review paper`, or its comments are gone"
        raise FindingsError(Finding(path, 1, CODE, message, hint="take the remarks over by hand"))
    known = {each.number for one in paragraphs for each in one.remarks}
    paragraphs[-1].remarks += [one for number, one in said.items() if number not in known and one.author != US]
    return WordFile(edition, paragraphs, _told(core, "lastModifiedBy"), _told(core, "modified")[:10])


def _parts(package: Package, name: str, kind: str) -> list[Element]:
    found = (package.part(one) for one in package.related(name, kind))
    return [one for one in found if one is not None]


def _told(core: list[Element], name: str) -> str:
    return next((" ".join((one.text or "").split()) for root in core for one in root.iter(f"{{*}}{name}")), "")


def _remarks(root: Element) -> Iterator[Remark]:
    for one in root.iter(f"{_W}comment"):
        lines = [_words(paragraph) for paragraph in one.iter(f"{_W}p")]
        author = " ".join(one.get(f"{_W}author", "").split())
        yield Remark(one.get(f"{_W}id", ""), author, one.get(f"{_W}date", "")[:10], "\n".join(lines).strip())


def _answered(comments: list[Element], answers: list[Element]) -> dict[str, str]:
    """Return for each comment that answers another the number of that one."""
    of = {
        paragraph.get(f"{_W14}paraId", ""): one.get(f"{_W}id", "")
        for root in comments
        for one in root.iter(f"{_W}comment")
        for paragraph in one.iter(f"{_W}p")
    }
    pairs = ((one.get(f"{_W15}paraId", ""), one.get(f"{_W15}paraIdParent", "")) for root in answers for one in root)
    return {of[child]: of[parent] for child, parent in pairs if child in of and parent in of}


def _words(node: Element) -> str:
    """Return the words of a paragraph as it would stand with every change accepted."""
    signs = {f"{_W}noBreakHyphen": "\N{NON-BREAKING HYPHEN}", f"{_W}t": ""}
    found = (
        one.text or signs.get(str(one.tag), " ")
        for one in node.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen")
        if not any(parent.tag in _GONE for parent in one.iterancestors())
    )
    return " ".join("".join(found).split())


def _paragraph(node: Element, said: dict[str, Remark], places: dict[str, str]) -> Paragraph:
    style = next((one.get(f"{_W}val", "") for one in node.iter(f"{_W}pStyle")), "")
    found = Paragraph(_words(node), style.startswith(("Heading", "Title")))
    marks = node.iter(f"{_W}commentRangeStart", f"{_W}commentReference")
    numbers = dict.fromkeys(one.get(f"{_W}id", "") for one in marks)
    numbers |= dict.fromkeys(child for child, parent in places.items() if parent in numbers)
    for number in numbers:
        one = said.get(number)
        place = _PLACE.search(one.text.split("\n")[0]) if one else None
        if one and place and one.author == US:
            found.block, found.beside = place[1], one.text
        elif one:
            found.remarks.append(one)
    by = (one.get(f"{_W}author", "") for one in node.iter(*_GONE, *_CAME))
    found.changed_by = tuple(dict.fromkeys(" ".join(name.split()) for name in by if name.strip()))
    return found
