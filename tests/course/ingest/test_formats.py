"""Formats that a converter reads, and formats that nothing reads."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from course.ingest.new import read_division
from quizzes.finding import FindingsError


def test_another_format_needs_the_converter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it the finding says how to install it."""
    monkeypatch.setitem(sys.modules, "markitdown", None)
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK")
    with pytest.raises(FindingsError, match=r'N007 reading \.docx needs a converter.*"markitdown\[docx\]"'):
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
    path = tmp_path / "a.docx"
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
    for name in ("a.png", "a.rtf", "a.odt"):
        (tmp_path / name).write_bytes(b"x")
        with pytest.raises(FindingsError, match=r"N012 '\.\w+' is not a format that can be read \(save the document"):
            read_division(tmp_path / name)


def test_a_missing_part_of_the_converter_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The converter is there, and what it needs for PDF is not."""
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF")
    part = Missing("install it")
    tried = [SimpleNamespace(exc_info=None), SimpleNamespace(exc_info=(Missing, part, None))]
    for failed in (part, Failed("no", tried)):
        monkeypatch.setitem(sys.modules, "markitdown", converter(failed))
        with pytest.raises(FindingsError, match=r'N007 reading \.pdf needs .*"markitdown\[pdf\]"'):
            read_division(path)
    monkeypatch.setitem(sys.modules, "markitdown", converter(Failed("no", [])))
    with pytest.raises(FindingsError, match=r"N010 the converter cannot read it; is it a \.pdf file, whole and"):
        read_division(path)


def test_lines_of_slides_are_entries_of_a_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The converter gives them without bullets."""
    path = tmp_path / "a.pptx"
    path.write_bytes(b"PK")
    text = "<!-- Slide number: 1 -->\n# Act\nCall for help\nGive oxygen\n\n| a | b |\n| --- | --- |\n| c | d |\n"
    monkeypatch.setitem(sys.modules, "markitdown", converter(text))
    assert [one.text for one in read_division(path)[1].statements] == ["Call for help", "Give oxygen", "a | b", "c | d"]


def test_a_pdf_without_headings_is_told_a_better_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The converter gives words without marks of headings."""
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF")
    monkeypatch.setitem(sys.modules, "markitdown", converter("Title\n\nOne. Two.\n"))
    (finding,) = read_division(path)[1].findings
    assert (finding.code, "save it as .docx" in finding.hint) == ("N006", True)
