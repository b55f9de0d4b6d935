"""RTF: what pandoc misreads is written anew before it sees it, and what it drops in silence is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from course.ingest.losses import Losses
from course.ingest.read import read_document
from course.ingest.rtf import readable
from course.ingest.rtf_tables import Place, merged
from course.ingest.tree import Cell, Document, Items, Listing, Table
from course.ingest.wording import wording
from tests.course.ingest.reading import headings, losses, statements

if TYPE_CHECKING:
    from pathlib import Path


def read(folder: Path, inner: str) -> Document:
    """Read a document of RTF with these words in it."""
    path = folder / "a.rtf"
    path.write_bytes(rb"{\rtf1\ansi\uc1 " + inner.encode("latin-1") + rb"\par}")
    return read_document(path)[1]


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        (r"Take 5\u8211?10 mg", "Take 5–10 mg"),
        (r"Take 5\u8211-10 mg", "Take 5–10 mg"),
        (r"Take 5\u8211\'9610 mg", "Take 5–10 mg"),
        (r"Take {\uc2 5\u8211??10} mg", "Take 5–10 mg"),
        (r"Take {\uc0 5\u8211 10} mg", "Take 5–10 mg"),
        (r"At \u8805?2 and \u-3?", "At ≥2 and �"),
        (r"A \u-10179?\u-8704? face, \u128512? too", "A 😀 face, 😀 too"),
        (r"Plain \'b5g and \{braces\}", "Plain µg and {braces}"),
    ],
)
def test_letters_of_unicode_swallow_none_behind_them(tmp_path: Path, inner: str, words: str) -> None:
    """However the sign that stands for them is written; pandoc alone makes 5–0 of 5–10."""
    document = read(tmp_path, inner)
    assert statements(document) == [words.replace("�", "\ufffd")]
    assert document.losses == ()


def test_notes_of_every_program_are_kept(tmp_path: Path) -> None:
    """Those of Word, and those that begin with a star, as LibreOffice has them."""
    document = read(tmp_path, r"Word{\footnote One 5 mg.} and Libre{\*\footnote Two 6 mg.}.")
    assert statements(document) == ["Word and Libre.", "One 5 mg.", "Two 6 mg."]


def test_heads_comments_and_hidden_words_are_told(tmp_path: Path) -> None:
    """Each once, with its words; what is hidden no more is said."""
    inner = r"{\header Ward 7}{\headerl Ward 7}Seen {\v not \u8211? seen} again \v gone\v0 . {\*\annotation Ask Ann}"
    document = read(tmp_path, inner)
    assert losses(document) == {
        ("header or footer", "Ward 7"), ("hidden text", "not – seen"), ("hidden text", "gone"), ("comment", "Ask Ann"),
    }  # fmt: skip
    assert len(document.losses) == 4
    assert "Seen" in statements(document)[0]


def test_rows_that_go_on_without_a_definition_stay_rows(tmp_path: Path) -> None:
    """Pandoc alone makes one row of all; a row with a definition of its own is left as it is."""
    again = r"\pard\intbl a\cell 1 mg\cell\row\pard\intbl b\cell 2 mg\cell\row"
    document = read(tmp_path, rf"\trowd\cellx3000\cellx6000 {again}\pard After.")
    assert statements(document) == ["a | 1 mg", "b | 2 mg", "After."]
    own = r"\trowd\cellx3000\cellx6000\pard\intbl a\cell 1 mg\cell\row"
    assert readable(own.encode(), Losses()).content == own.encode()


def test_bytes_of_pictures_are_no_words() -> None:
    """What follows binary data is read again; a brace that is left open harms nothing."""
    content = rb"{\rtf1 {\pict\bin4 {{\u}} after \u8211?1 {"
    assert readable(content, Losses()).content.endswith(rb" after \uc1\u8211\'3f1 {")


def test_fonts_of_signs_and_looks_of_styles_change_no_dose(tmp_path: Path) -> None:
    r"""A µ of the font Symbol is written "m", which read as mg is a thousandfold dose; a style had raised all words."""
    fonts = r"{\fonttbl{\f0 Arial;}{\f1\fcharset2 Symbol;}{\f2\fcharset2 Wingdings;}}"
    styles = r"{\stylesheet{\s0 Normal;}{\*\cs10 \additive \super footnote reference;}}"
    text = r"5 {\f1 m}g {\f1\'a3}7 {\f1\'b3}8 {\f1\u-3987?}g {\f2\'fe} done {\f1 {\f0 mg}} {\f1\plain mg} 10{\super 9}"
    document = read(tmp_path, rf"{fonts}{styles}\pard {text}{{\f2\'01}}")
    assert statements(document) == ["5 µg ≤7 ≥8 µg ☑ done mg mg 10⁹⟦?⟧"]
    assert losses(document) == {("unknown letter", "letter 0x1 of the font wingdings")}


def test_entries_keep_the_numbers_that_their_program_wrote(tmp_path: Path) -> None:
    """A list that goes on behind a paragraph, letters with a bracket; in a cell they are words."""
    lists = r"{\*\listtable{\list{\listlevel\levelnfc4\levelstartat1}\listid1}}"
    lists += r"{\*\listoverridetable{\listoverride\listid1\ls1}}"
    entry = r"\pard\ls1\ilvl0{{\listtext {}\tab}}{}\par".format
    late = r"{{\listtext\pard\plain {}\tab}}\pard\ls1\ilvl0 {}\par".format
    body = entry("5.", "five") + late("6.", "six") + r"\pard between\par" + entry("7.", "seven") + entry("b)", "bee")
    cell = r"\trowd\cellx2000\pard\intbl\ls1{\listtext 2.\tab}two\cell\row\pard end"
    document = read(tmp_path, lists + body + cell)
    assert statements(document) == ["five", "six", "between", "seven", "b) bee", "2. two", "end"]
    assert [one.start for one in document.blocks if isinstance(one, Items)] == [5, 7, None]


def test_letters_that_are_moved_by_hand_stay_moved(tmp_path: Path) -> None:
    r"""Pandoc passes over `\dn`: CO₂ would be CO2, and 10⁻⁹ beside it 10-9."""
    document = read(tmp_path, r"CO{\dn2 2} at 10{\up7 9}/L, {\up4 a\up0  b}, {\dn6 c\dn0  d}")
    assert statements(document) == ["CO₂ at 10⁹/L, ᵃ b, _(c) d"]


def test_headings_are_told_by_their_style(tmp_path: Path) -> None:
    """As LibreOffice writes them, which repeats no level in the paragraph."""
    styles = r"{\stylesheet{\s0 Normal;}{\s3\sbasedon0\b Heading 2;}{\s4\b Headings of tables;}}"
    document = read(tmp_path, rf"{styles}\pard\plain\s3\b Doses\par\pard\plain\s4\b No heading\par\pard\plain\s0 5 mg")
    assert headings(document) == ["Doses"]
    assert statements(document) == ["No heading", "5 mg"]


def test_merged_cells_of_tables_stay_merged(tmp_path: Path) -> None:
    """A head over two columns, cells over two rows, and cells beside each other that Word marks as one."""
    first = r"\trowd\clvmgf\cellx1000\cellx3010\pard\intbl Drug\cell Hours\cell\row"
    second = r"\trowd\clvmrg\cellx1000\cellx2000\cellx3000\pard\intbl\cell onset\cell end\cell\row"
    third = r"\trowd\cellx990\clmgf\cellx2000\clmrg\cellx3000\pard\intbl A\cell none\cell\cell\row"
    document = read(tmp_path, rf"{first}{second}{third}\pard After.")
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    shapes = [[(wording(cell.blocks), cell.wide, cell.high) for cell in row] for row in table.rows]
    assert shapes == [
        [("Drug", 1, 2), ("Hours", 2, 1)],
        [("onset", 1, 1), ("end", 1, 1)],
        [("A", 1, 1), ("none", 2, 1)],
    ]
    assert document.losses == ()


def test_merged_cells_that_cannot_be_kept_are_told(tmp_path: Path) -> None:
    """Rows that are not those of the tables which pandoc reads."""
    rows = r"\trowd\clvmgf\cellx1000\cellx2000\pard\intbl a\cell b\cell\row"
    document = read(tmp_path, rf"{rows}\pard between\par\row {rows}\pard After.")
    assert {kind for kind, _ in losses(document)} <= {"table"}
    lone = merged(Document((Table(((Cell(()),),)),)), [(Place(10, goes_down=True),)] * 2, told := Losses())
    assert len(lone.blocks) == 1
    assert [(str(one.kind), one.outcome) for one in told.found] == [
        ("table", "kept without its merged cells, compare them with the page")
    ]


def test_lines_of_a_program_are_one_block(tmp_path: Path) -> None:
    """Each stands in a paragraph of its own."""
    fonts = r"{\fonttbl{\f0 Arial;}{\f1\fmodern Courier New;}}"
    document = read(tmp_path, rf"{fonts}\pard\f1 if late:\par\pard\f1     wait()\par\pard\f0 Then")
    assert [block.text for block in document.blocks if isinstance(block, Listing)] == ["if late:\n    wait()"]
