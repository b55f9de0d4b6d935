"""A document of Word that a reviewer sends back: remarks and changed words at their block, nothing guessed."""

from __future__ import annotations

import json
import re
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.conftest import run
from tests.course.reviews.test_import import BODY
from tests.course.reviews.test_standing import card

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from docx.document import Document as Written
    from docx.text.paragraph import Paragraph

    Change = Callable[[Written], None]


@pytest.fixture
def sent(tea: Path, tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes the document for a course with a card, changes it and gives its path."""
    card(tea, BODY)
    done = run("review", "paper", tea, "--out", tmp_path, "--to", "docx")
    assert done.exit_code == 0, done.output

    def back(*changes: Change) -> Path:
        document = Document(str(tmp_path / "review.docx"))
        for change in changes:
            change(document)
        path = tmp_path / "back.docx"
        document.save(str(path))
        return path

    return back


def with_words(document: Written, words: str) -> Paragraph:
    """Return the paragraph that holds these words."""
    return next(one for one in document.paragraphs if words in one.text)


def says(words: str, text: str, author: str = "Ana Tester") -> Change:
    """Return a comment on the paragraph with these words."""

    def change(document: Written) -> None:
        document.add_comment(with_words(document, words).runs, text, author, "AT")

    return change


def rewrites(old: str, new: str) -> Change:
    """Return a change of words that nobody tracked."""

    def change(document: Written) -> None:
        run = with_words(document, old).runs[0]
        run.text = run.text.replace(old, new)

    return change


def tracks(old: str, new: str, author: str) -> Change:
    """Return a tracked change of words."""

    def change(document: Written) -> None:
        run = with_words(document, old).runs[0]
        head, tail = run.text.split(old)
        run.text = head
        place = run._r
        for kind, words in (("w:del", old), ("w:ins", new), ("", tail)):
            part = OxmlElement("w:r")
            text = OxmlElement("w:delText" if kind == "w:del" else "w:t")
            text.text = words
            text.set(qn("xml:space"), "preserve")
            part.append(text)
            if kind:
                around = OxmlElement(kind)
                around.set(qn("w:author"), author)
                around.append(part)
                part = around
            place.addnext(part)
            place = part

    return change


def taken(tea: Path, file: Path, *more: str) -> list[str]:
    """Return the lines that the import prints, without the folder."""
    done = run("review", "import", file, tea, *more)
    assert done.exit_code == 0, done.output
    return [line.split("tea/", 1)[-1] for line in done.stdout.splitlines()]


def entries(tea: Path, name: str = "back") -> list[dict[str, Any]]:
    """Return what is kept."""
    data = json.loads((tea / "reviews" / f"{name}.review.json").read_text(encoding="utf-8"))
    return list(data["entries"])


def test_a_document_as_it_was_written_says_nothing(tea: Path, sent: Callable[..., Path]) -> None:
    """No difference comes from writing and reading alone."""
    assert taken(tea, sent()) == []
    assert entries(tea) == []


def test_comments_and_changed_words_come_to_their_line(tea: Path, sent: Callable[..., Path]) -> None:
    """Tracked or not, a change is a suggestion; each author has a file, and what is accepted goes into the course."""
    file = sent(
        says("Never boil it", "Says who?"),
        rewrites("a minute", "three minutes"),
        tracks("Stir once", "Stir twice", "Ben Cup"),
    )
    lines = taken(tea, file)
    said = {line.split(": ", 1)[1].split("warning: ")[-1] for line in lines}
    assert said == {
        f"{name}: {words}"
        for name, words in (
            (names(lines, "twice"), "Ben Cup suggests: [-once,-] {+twice,+}"),
            (names(lines, "three"), "somebody in Word suggests: [-a minute.-] {+three minutes.+}"),
            (names(lines, "Says"), "Ana Tester says: Says who?"),
        )
    }, lines
    assert {line.split(" ", 2)[1] for line in lines} == {"R010", "R012"}
    for name in (names(lines, "three"), names(lines, "twice")):
        assert run("review", "import", file, tea, "--apply", name).exit_code == 0
    card_now = next(path for path in tea.rglob("*.md") if "Never boil it" in path.read_text(encoding="utf-8"))
    assert "Stir twice, and\nstir it again.\n\nWait three minutes." in card_now.read_text(encoding="utf-8")


def names(lines: list[str], word: str) -> str:
    """Return the id of the remark with this word."""
    (found,) = [line.split("warning: ")[1].split(": ")[0] for line in lines if word in line]
    return found


def test_what_was_added_and_what_was_taken_out_is_a_comment(tea: Path, sent: Callable[..., Path]) -> None:
    """A new paragraph, a paragraph that is gone, words in our own comment, and words that the source has otherwise."""

    def adds(document: Written) -> None:
        with_words(document, "Never boil it").insert_paragraph_before("Warm the pot first.")

    def takes_out(document: Written) -> None:
        gone = with_words(document, "Wait a minute")._p
        gone.getparent().remove(gone)

    def writes_below(document: Written) -> None:
        ours = next(one for one in document.comments if "Sources:" in one.text and "leaf" in one.text.lower())
        ours.add_paragraph("I cannot find this in the source.")

    lines = taken(tea, sent(adds, takes_out, writes_below))
    for words in (
        "a paragraph to be added: Warm the pot first.",
        "this block was taken out of the document",
        "I cannot find this in the source.",
    ):
        assert sum(words in line and "R010" in line for line in lines) == 1, (words, lines)
    assert len(lines) == 3


def test_an_answer_has_the_place_of_what_it_answers(tea: Path, sent: Callable[..., Path]) -> None:
    """Word keeps an answer without a place of its own, tied by the numbers of paragraphs."""
    file = answered(sent(), "Never boil it", "Why never?")
    (line,) = taken(tea, file)
    assert line.endswith("R010 warning: word-1: Ana Tester says: Why never?")
    assert "Never boil it" in " ".join(block_at(tea, line).split())


def block_at(tea: Path, line: str) -> str:
    """Return the words at the place that a line names."""
    name, number = line.split(":")[:2]
    return (tea / name).read_text(encoding="utf-8").splitlines()[int(number) - 1]


def answered(path: Path, words: str, text: str) -> Path:
    """Answer our comment on the paragraph with these words as Word does, and return the file."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    body = parts["word/document.xml"].decode()
    number = re.findall(r'commentRangeStart w:id="(\d+)"', body[: body.index(words)])[-1]
    comments = parts["word/comments.xml"].decode()
    ours = comments.index("<w:p", comments.index(f'w:id="{number}"'))
    w14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    answer = (
        f'<w:comment w:id="9999" w:author="Ana Tester" w:date="2026-11-30T10:00:00Z">'
        f'<w:p {w14} w14:paraId="0000000B"><w:r><w:t>{text}</w:t></w:r></w:p></w:comment></w:comments>'
    )
    marked = f'{comments[:ours]}<w:p {w14} w14:paraId="0000000A"{comments[ours + 4 :]}'
    parts["word/comments.xml"] = marked.replace("</w:comments>", answer).encode()
    w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
    pair = '<w15:commentEx w15:paraId="0000000B" w15:paraIdParent="0000000A"/>'
    parts["word/commentsExtended.xml"] = f'<w15:commentsEx xmlns:w15="{w15}">{pair}</w15:commentsEx>'.encode()
    kind = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
    tie = f'<Relationship Id="rId99" Type="{kind}" Target="commentsExtended.xml"/></Relationships>'
    relations = "word/_rels/document.xml.rels"
    parts[relations] = parts[relations].decode().replace("</Relationships>", tie).encode()
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return path


def test_a_block_that_has_changed_since_is_said_and_kept(tea: Path, sent: Callable[..., Path]) -> None:
    """The remark stays in the file of the reviewer; what stands as it was is taken."""
    file = sent(
        says("Never boil it", "Says who?"),
        says("Wait a minute", "Three."),
        tracks("Never boil", "Hardly boil", "Ana Tester"),
    )
    card(tea, BODY.replace("Never boil", "Do not boil"))
    done = run("review", "import", file, tea)
    assert done.exit_code == 1
    assert "Ana Tester says: Three." in done.output
    assert "C088 error: word-2: the block of this comment has changed or gone" in done.output
    kept = [one["text"] for one in entries(tea)]
    assert {"Says who?", "words were changed; the reviewer's are: Hardly boil it."} <= set(kept)


@pytest.mark.parametrize("kind", ["no zip", "another", "old"])
def test_another_document_is_one_finding(tea: Path, tmp_path: Path, kind: str) -> None:
    """What is no document of ours is not taken, and nothing is kept."""
    path = tmp_path / "back.docx"
    if kind == "another":
        document = Document()
        document.add_comment(document.add_paragraph("Tea.").runs, "No.", "Ana Tester", "AT")
        document.save(str(path))
    else:
        path.write_bytes(b"PK\x03\x04 and no more" if kind == "no zip" else b"\xd0\xcf\x11\xe0" + bytes(600))
    done = run("review", "import", path, tea)
    assert done.exit_code == 1
    assert "back.docx:1: C086" in done.output
    assert not (tea / "reviews").exists()
