"""Cards: one page, large enough, without colours that mean something, and forms that say what they ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Name, NumberTree

from tests.course.outputs.conftest import build
from tests.course.outputs.print.marks import colours, type_sizes

if TYPE_CHECKING:
    from pathlib import Path

    from tests.course.outputs.conftest import Shipped

pytestmark = pytest.mark.xdist_group("print")
SIZES = {"a4": (595.28, 841.89), "letter": (612, 792)}
WORKSHEETS = ("h0-", "h6-", "h6p-", "h7-", "h8-")


def _cards(shipped: Shipped) -> list[Path]:
    return [path for path in shipped.prints if path.parent.name == "job-aids"]


def test_each_card_is_one_page_of_its_paper(shipped: Shipped) -> None:
    """A card has one page, in the size that its name says."""
    for path in _cards(shipped):
        with pikepdf.open(path) as card:
            assert len(card.pages) == 1, path.name
            box = [float(value) for value in card.pages[0].MediaBox]
            assert (box[2], box[3]) == pytest.approx(SIZES[path.stem.rpartition("-")[2]], abs=0.5)


def test_no_type_is_smaller_than_eleven_points(shipped: Shipped) -> None:
    """Text, tables, head and foot are set in 11 points at least."""
    for path in _cards(shipped):
        with pikepdf.open(path) as card:
            assert min(type_sizes(card.pages[0])) >= 11, path.name


def test_no_colour_is_needed(shipped: Shipped) -> None:
    """Everything is drawn in greys, so that a copier loses nothing."""
    for path in _cards(shipped):
        with pikepdf.open(path) as card:
            assert [one for one in colours(card.pages[0]) if max(one) - min(one) > 0.1] == [], path.name


def test_worksheets_have_fields_with_names_and_tips(shipped: Shipped) -> None:
    """Each field has a name of its own, a tip, the tag Form; no link to a field is left over."""
    sheets = [path for path in _cards(shipped) if path.name.startswith(WORKSHEETS)]
    assert len(sheets) == 2 * len(WORKSHEETS)
    for path in sheets:
        with pikepdf.open(path) as sheet:
            fields = list(sheet.Root.AcroForm.Fields)
            parents = NumberTree(sheet.Root.StructTreeRoot.ParentTree)
            assert len({str(field.T) for field in fields}) == len(fields) > 3, path.name
            assert all(str(field.TU).strip() for field in fields), path.name
            assert all(Name.Form == parents[int(field.StructParent)].S for field in fields), path.name
            assert b"field:" not in sheet.Root.to_json()
            assert not [one for one in sheet.pages[0].Annots if "field:" in str(one.get("/A", ""))]


def test_tips_are_the_words_beside_the_blank(course: Path, tmp_path: Path) -> None:
    """A line is named by what stands before it, a box by what follows, a cell by row and column."""
    done = build(course, tmp_path / "out", "job-aids")
    assert done.exit_code == 0, done.output
    with pikepdf.open(tmp_path / "out" / "job-aids" / "c1-card-a4.pdf") as card:
        tips = [str(field.TU) for field in card.Root.AcroForm.Fields]
        kinds = [str(field.FT) for field in card.Root.AcroForm.Fields]
    assert tips == ["My bed time", "kept", "not kept", "Mon: Hours", "Mon: Good"]
    assert kinds == ["/Tx", "/Btn", "/Btn", "/Tx", "/Btn"]


def test_a_card_that_is_too_long_stops_the_build(course: Path, tmp_path: Path) -> None:
    """The message names the file and the paper, and nothing is published."""
    page = course / "handouts" / "c1-card.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nA line that is not needed.\n" * 60, encoding="utf-8")
    done = build(course, tmp_path / "out", "print")
    assert done.exit_code == 1
    assert "c1-card.md:1: P211" in done.output
    assert "us-letter" in done.output
    assert not (tmp_path / "out" / "print").exists()
