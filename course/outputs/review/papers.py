"""The course for reviewers on paper, with lines to write on, and for Word, where each block has a comment to answer."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import html

from course.material import read_material
from course.outputs.exam.words import speaking
from course.outputs.provider.paper import Fact, Heading, Paper, Slot, Space, Words
from course.outputs.provider.printed import as_pdf
from course.outputs.review.beside import Evidence, called, plain
from course.outputs.review.shown import Shown
from course.outputs.review.words import page_words
from course.project import day
from course.reviews.standing import standing
from course.reviews.taken import edition_of
from course.reviews.urgent import urgent
from course.reviews.word import US
from quizzes.finding import Finding, FindingsError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.outputs.provider.paper import Part
    from course.project import Project
    from course.reviews.blocks import Block
    from course.reviews.standing import Standing

CODE = "C228"
_SHORT = 8
"""Signs of the hash of a block that are printed, by which a remark finds its block again."""
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class Told:
    """A block in words: its file, where it stands, what it says, and what it rests on."""

    file: str
    place: str
    text: str
    beside: tuple[tuple[str, str], ...]

    @property
    def digest(self) -> str:
        """The first signs of the hash of the block, with which its place ends."""
        return self.place[-_SHORT:]

    @property
    def comment(self) -> str:
        """What stands in the comment beside it in Word."""
        said = "\n".join([self.place, *(f"{name}: {value}" for name, value in self.beside)])
        return _UNFIT.sub("\ufffd", said)


@dataclass(frozen=True)
class _Room:
    """What blocks are told from: who signed them, how they read, what they rest on, and the words for it."""

    state: Standing
    shown: Shown
    evidence: Evidence
    words: dict[str, str]


@dataclass(frozen=True)
class Reading:
    """Everything that a reviewer reads, the most dangerous first in `first`, then by file."""

    project: Project
    title: str
    edition: str
    words: dict[str, str]
    first: tuple[str, ...]
    told: tuple[Told, ...]


def reading_of(project: Project, kind: str) -> Reading:
    """Return what is to be read for a kind of review, with sources and status in words."""
    material, state = read_material(project), standing(project, kind)
    shown, evidence, waiting = Shown(material, {}), Evidence(material), urgent(state, material)
    with speaking(project):
        words = page_words()
    reasons = {id(one.block): ", ".join(one.reasons) for one in waiting if one.block and one.reasons}
    room = _Room(state, shown, evidence, words)
    ranks = {os.path.relpath(path, project.root): at for at, path in enumerate(project.pages())}
    order = sorted(range(len(state.blocks)), key=lambda at: ranks.get(state.blocks[at].name, len(ranks)))
    told = tuple(_told(room, at, reasons.get(id(state.blocks[at]), "")) for at in order)
    first = tuple(
        f"{one.block.name}:{one.block.line}: {', '.join(one.reasons)}" for one in waiting if one.block and one.score
    )
    title = words["review"].replace("%1", project.title)
    return Reading(project, title, edition_of(project), words, first, told)


def _told(room: _Room, at: int, reasons: str) -> Told:
    block = room.state.blocks[at]
    page = html.fragment_fromstring(room.shown.html(block) or "", create_parent="div")
    for node in page.iter("p", "li", "dt", "dd", "tr", "br", "h1", "h2", "h3"):
        node.tail = f" {node.tail or ''}"
    text = _UNFIT.sub("\ufffd", " ".join(str(page.text_content()).split()))
    place = f"{block.name}:{block.line} · {block.kind} · {block.sha256[:_SHORT]}"
    return Told(block.name, place, text, tuple(_beside(room, at, block, reasons)))


def _beside(room: _Room, at: int, block: Block, reasons: str) -> Iterator[tuple[str, str]]:
    evidence, words = room.evidence, room.words
    found = evidence.of(block)
    works = [(key, evidence.work(key)) for key in found.works]
    cited = [f"{called(work)}: {plain(work.fields.get('title', ''))}" if work else key for key, work in works]
    yield words["sources"], "; ".join(cited) or words["none"]
    if facts := [evidence.facts[name] for name in found.facts if name in evidence.facts]:
        yield words["facts"], "; ".join(f"{one.id} {one.statement} ({words[one.status.value]})" for one in facts)
    if claims := [evidence.claims[name] for name in found.claims if name in evidence.claims]:
        yield words["statements"], "; ".join(f"{one.id} “{one.seed_text}” ({one.verdict})" for one in claims)
    signed = [f"{one.signature.name}, {one.signature.role}, {one.signature.date}" for one in room.state.signers[at]]
    status = [words["signed"].replace("%1", one) for one in signed] or [words["open"]]
    yield words["status"], "; ".join([*status, *([words["danger"].replace("%1", reasons)] if reasons else [])])


def as_paper(reading: Reading) -> Paper:
    """Return the sheets: what to read first, then every block with lines to write on."""
    words = reading.words
    parts: list[Part] = [Words(words["howPaper"])]
    parts += [Slot(words[f"who_{name}"], name) for name in ("name", "role", "credentials", "licence_jurisdiction")]
    parts += [Fact("SHA-256", reading.edition), Heading(words["first"])]
    parts += [Words(one) for one in reading.first or (words["nothing"],)]
    file = ""
    for one in reading.told:
        if one.file != file:
            file = one.file
            parts.append(Heading(file))
        parts.append(Words(one.text or "–"))
        parts += [Fact(name, value) for name, value in one.beside]
        parts.append(Space(one.place, "", 2))
    return Paper("review", reading.project.language, reading.title, parts, f"{reading.title} · {reading.edition[:16]}")


def as_review_pdf(reading: Reading) -> bytes:
    """Return the sheets as a tagged PDF."""
    return as_pdf(as_paper(reading), reading.project, day.today())


def as_docx(reading: Reading) -> bytes:
    """Return a document of Word: a paragraph a block, with a comment that says what it rests on.

    Raises FindingsError (C228) without the extra `docx`.
    """
    try:
        from docx import Document
    except ImportError as error:
        message, hint = "a document of Word needs python-docx", "pip install 'coursewright[docx]'"
        raise FindingsError(Finding(reading.project.settings, 1, CODE, message, hint=hint)) from error
    document = Document()
    document.core_properties.title = reading.title[:255]
    document.core_properties.language = reading.project.language
    document.core_properties.author = document.core_properties.last_modified_by = US
    made_on = dt.datetime.combine(day.today(), dt.time(), dt.UTC)
    document.core_properties.created = document.core_properties.modified = made_on
    document.add_heading(reading.title, 0)
    document.add_paragraph(reading.words["howWord"])
    document.add_paragraph(f"SHA-256 {reading.edition}")
    document.add_heading(reading.words["first"], 1)
    for line in reading.first or (reading.words["nothing"],):
        document.add_paragraph(_UNFIT.sub("\ufffd", line))
    file = ""
    for one in reading.told:
        if one.file != file:
            file = one.file
            document.add_heading(file, 1)
        paragraph = document.add_paragraph(one.text or "–")
        document.add_comment(paragraph.runs, one.comment, author=US, initials="cw")
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()
