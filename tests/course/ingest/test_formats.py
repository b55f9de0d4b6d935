"""Formats that a converter reads, and formats that nothing reads."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import zipfile
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from course.ingest.new import read_division
from course.ingest.readers.package import MOST_BYTES
from course.ingest.readers.word import read_word
from course.ingest.tree import Heading
from course.ingest.wording import wording
from quizzes.finding import FindingsError
from tests.course.ingest import pdf_file
from tests.course.ingest.word_file import docx, p, packed, relations, style


def test_another_format_needs_the_converter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it the finding says how to install it."""
    monkeypatch.setitem(sys.modules, "markitdown", None)
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK")
    with pytest.raises(FindingsError, match=r'N007 reading \.xlsx needs a converter.*"markitdown\[xlsx\]"'):
        read_division(path)


class Missing(Exception):  # noqa: N818 - stands for the converter's own
    """A part of the converter is not installed."""


class Failed(Exception):  # noqa: N818
    """The converter read the file in no way that it tried."""

    def __init__(self, message: str, attempts: list[SimpleNamespace]) -> None:
        super().__init__(message)
        self.attempts = attempts


def converter(text: str | Exception) -> ModuleType:
    """Return a stand-in for the converter that gives this Markdown or this error."""

    def convert(_: str) -> SimpleNamespace:
        if isinstance(text, Exception):
            raise text
        return SimpleNamespace(text_content=text)

    module = ModuleType("markitdown")
    module.MarkItDown = lambda **_: SimpleNamespace(convert_local=convert)  # type: ignore[attr-defined]
    module.MissingDependencyException, module.FileConversionException = Missing, Failed  # type: ignore[attr-defined]
    return module


def test_a_converted_document_is_divided_like_markdown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the converter gives is Markdown; what it cannot read is a finding."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK")
    monkeypatch.setitem(sys.modules, "markitdown", converter("# A\n\nOne. Two.\n"))
    assert [one.text for one in read_division(path)[1].found] == ["A", "One.", "Two."]
    monkeypatch.setitem(sys.modules, "markitdown", converter(OSError("not a zip file\nmore")))
    with pytest.raises(FindingsError, match="N010 the converter cannot read it: not a zip file"):
        read_division(path)
    monkeypatch.setitem(sys.modules, "markitdown", converter("\n"))
    with pytest.raises(FindingsError, match="N003"):
        read_division(path)


def test_a_format_that_nothing_reads_is_refused(tmp_path: Path) -> None:
    """No converter is asked to make a text of a picture, a mail or a format of another program."""
    for name in ("a.png", "a.eml", "a.key"):
        (tmp_path / name).write_bytes(b"x")
        with pytest.raises(FindingsError, match=r"N012 '\.\w+' is not a format that can be read \(save the document"):
            read_division(tmp_path / name)


def test_a_missing_part_of_the_converter_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The converter is there, and what it needs for the format is not."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK")
    part = Missing("install it")
    tried = [SimpleNamespace(exc_info=None), SimpleNamespace(exc_info=(Missing, part, None))]
    for failed in (part, Failed("no", tried)):
        monkeypatch.setitem(sys.modules, "markitdown", converter(failed))
        with pytest.raises(FindingsError, match=r'N007 reading \.xlsx needs .*"markitdown\[xlsx\]"'):
            read_division(path)
    monkeypatch.setitem(sys.modules, "markitdown", converter(Failed("no", [])))
    with pytest.raises(FindingsError, match=r"N010 the converter cannot read it; is it a \.xlsx file, whole and"):
        read_division(path)


def test_a_pdf_without_headings_is_told_a_better_way(tmp_path: Path) -> None:
    """It is read without a converter, and its statements know their page."""
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_file.pdf(pdf_file.at(70, 700, "One. Two.")))
    division = read_division(path)[1]
    assert [(one.text, str(one.place)) for one in division.statements] == [("One.", "page 1"), ("Two.", "page 1")]
    (finding,) = division.findings
    assert (finding.code, "a file of Word" in finding.hint) == ("N006", True)


# Word.


def test_word_is_read_without_a_converter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Statements know their paragraphs, and templates and files with macros are Word, too."""
    monkeypatch.setitem(sys.modules, "markitdown", None)
    for suffix in (".docx", ".DOCM", ".dotx"):
        path = tmp_path / f"a{suffix}"
        path.write_bytes(docx(p("Weigh every week. Stop.")))
        division = read_division(path)[1]
        assert [(one.text, str(one.place)) for one in division.statements] == [
            ("Weigh every week.", "paragraph 1"),
            ("Stop.", "paragraph 1"),
        ]


def bomb() -> bytes:
    """Return a package that says it unpacks to more than it may."""
    content = bytearray(docx(p("x")))
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = (MOST_BYTES + 1).to_bytes(4, "little")
    return bytes(content)


ENTITY = b'<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:document/>'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04 no more", "damaged"),
        (docx(p("x"))[:400], "damaged"),
        (docx("<w:p>"), "damaged: "),
        (b"\xd0\xcf\x11\xe0 old", "protected with a password, or a file of an old Word"),
        (packed({"a.txt": b"x"}), "it holds no document"),
        (packed({"_rels/.rels": relations([("a", "officeDocument", "../../etc/passwd", "")])}), "it holds no document"),
        (
            packed({"_rels/.rels": relations([("a", "officeDocument", "word/x.xml", "")]), "word/x.xml": ENTITY}),
            "DOCTYPE",
        ),
        (
            packed(
                {"_rels/.rels": relations([("a", "officeDocument", "x", "")]), "x": ENTITY.decode().encode("utf-16")}
            ),
            "DOCTYPE",
        ),
        (
            packed({"_rels/.rels": relations([("a", "officeDocument", "x", "")]), "x": b"<workbook/>"}),
            "no document of Word",
        ),
        (bomb(), "unpacks to"),
    ],
)
def test_a_file_of_word_that_cannot_be_read_is_one_finding(tmp_path: Path, content: bytes, message: str) -> None:
    """Damaged, protected, another kind of file, or made to do harm."""
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    with pytest.raises(FindingsError, match=f"N010 the document cannot be read: .*{message}"):
        read_division(path)


def test_any_damage_is_a_finding_or_nothing(tmp_path: Path) -> None:
    """A byte changed anywhere in the file never ends in a traceback."""
    whole = docx(p("Weigh every week."), styles=style("H1", "heading 1"))
    path = tmp_path / "a.docx"
    for at in range(0, len(whole), 7):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        with contextlib.suppress(FindingsError):
            assert [one.text for one in read_division(path)[1].statements] == ["Weigh every week."]


def test_word_in_strict_names_is_read() -> None:
    """ISO's own variant of the format has other names for the same elements."""
    strict = [
        (b"http://schemas.openxmlformats.org/wordprocessingml/2006/", b"http://purl.oclc.org/ooxml/wordprocessingml/"),
        (b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/"),
    ]
    parts = {}
    with zipfile.ZipFile(io.BytesIO(docx(p("Part", "H1"), styles=style("H1", "heading 1")))) as file:
        for name in file.namelist():
            content = file.read(name)
            for one, other in strict:
                content = content.replace(one, other)
            parts[name] = content
    (block,) = read_word(packed(parts)).blocks
    assert (isinstance(block, Heading), wording([block])) == (True, "Part")


def office(folder: Path, script: str) -> None:
    """Put a stand-in for LibreOffice into a folder."""
    program = folder / "soffice"
    program.write_text(f"#!{sys.executable}\nimport pathlib, shutil, sys\n{script}", encoding="utf-8")
    program.chmod(0o755)


def test_an_old_word_needs_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it the finding says what would help; with it, it is read; what it cannot read is a finding."""
    path = tmp_path / "old.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0 old")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FindingsError, match=r"N007 reading \.doc needs LibreOffice.*save it as \.docx"):
        read_division(path)
    made = tmp_path / "made.docx"
    made.write_bytes(docx(p("Old words.")))
    order = "out = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\nout.mkdir()\n"
    office(tmp_path, f"{order}shutil.copy({str(made)!r}, out / 'document.docx')\n")
    assert [one.text for one in read_division(path)[1].statements] == ["Old words."]
    office(tmp_path, "sys.exit(0)\n")
    with pytest.raises(FindingsError, match="N010 LibreOffice cannot read the document"):
        read_division(path)


def test_a_file_of_word_may_be_as_big_as_its_pictures(tmp_path: Path) -> None:
    """A text of that size is refused, and so is Word beyond 50 MB."""
    for name, size, refused in (("a.txt", 6, True), ("a.docx", 6, False), ("a.docx", 51, True)):
        path = tmp_path / name
        path.write_bytes(b"x")
        os.truncate(path, size * 1_000_000)
        with pytest.raises(FindingsError) as raised:
            read_division(path)
        assert [one.code == "N002" for one in raised.value.findings] == [refused]
