"""Handouts and large print: length, what is in them, settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest

from course.outputs.pdf.reading import read_aloud
from course.outputs.pdf.tags import elements
from tests.output.print.conftest import SITE, build
from tests.output.print.marks import type_sizes

if TYPE_CHECKING:
    from pathlib import Path

    from tests.output.print.conftest import Shipped

pytestmark = pytest.mark.xdist_group("print")


def _handouts(shipped: Shipped) -> list[Path]:
    return [path for path in shipped.prints if path.parent.name == "handouts"]


def test_a_handout_has_two_to_four_pages(shipped: Shipped) -> None:
    """Each lesson fits on one or two sheets of paper."""
    for path in _handouts(shipped):
        with pikepdf.open(path) as handout:
            assert 2 <= len(handout.pages) <= 4, path.name


def test_a_handout_holds_the_parts_in_order(shipped: Shipped) -> None:
    """Objectives, key points, questions, the key and the sources follow each other."""
    for path in _handouts(shipped):
        said = read_aloud(path.read_bytes())
        places = [said.find(f"\n{part}\n") for part in ("Objectives", "Key points", "Answer key", "Sources")]
        assert -1 not in places, path.name
        assert places == sorted(places), path.name
        assert "Recall" not in said


def test_a_handout_leads_to_its_lesson(shipped: Shipped) -> None:
    """The address of the lesson stands on the first page, as a link and as a QR code with a description."""
    for path in _handouts(shipped):
        address = f"{SITE}/lessons/{path.stem}.html"
        with pikepdf.open(path) as handout:
            links = [str(one.get("/A", {}).get("/URI", "")) for one in handout.pages[0].get("/Annots", [])]
            alts = [str(one.Alt) for one in elements(handout.Root.StructTreeRoot, "Figure")]
        assert address in links
        assert sum(address in alt for alt in alts) == 1


def test_the_key_stands_on_the_last_page_or_nowhere(course: Path, tmp_path: Path) -> None:
    """`handout-key = "none"` leaves the answers out of the handout; the book keeps its key."""
    assert build(course, tmp_path / "with", "handouts").exit_code == 0
    with (course / "course.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[print]\nhandout-key = "none"\npaper = "a4"\n')
    assert build(course, tmp_path / "without", "handouts", "book").exit_code == 0
    told = [_told(folder) for folder in (tmp_path / "with" / "handouts", tmp_path / "without" / "handouts")]
    assert told == [True, False]
    assert _told(tmp_path / "without" / "book")


def _told(folder: Path) -> bool:
    return any("Correct answer" in read_aloud(path.read_bytes()) for path in folder.glob("*.pdf"))


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ('[print]\npaper = "a5"', "paper is 'a5', and must be one of letter, a4, both"),
        ("[print]\nink = 1", "unknown key 'ink' in [print]"),
        ('[site]\nurl = "example.org"', "url is 'example.org', and must be an address"),
    ],
)
def test_a_wrong_setting_is_told_with_its_line(course: Path, tmp_path: Path, table: str, message: str) -> None:
    """The finding stands at the key in course.toml."""
    settings = course / "course.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + f"\n{table}\n", encoding="utf-8")
    line = len(settings.read_text(encoding="utf-8").splitlines())
    done = build(course, tmp_path / "out", "book")
    assert done.exit_code == 1
    assert f"course.toml:{line}: C067" in done.output
    assert message in done.output


def test_large_print_is_large_everywhere(shipped: Shipped) -> None:
    """No page of the large print has type below 18 points, pictures and raised marks aside."""
    with pikepdf.open(shipped.out / "print" / "large-print" / "klonopin.pdf") as book:
        small = {number: min(sizes) for number, sheet in enumerate(book.pages, 1) if (sizes := type_sizes(sheet))}
    assert {number: size for number, size in small.items() if size < 17.9} == {}


def test_a_picture_of_a_table_is_printed_as_a_table(shipped: Shipped) -> None:
    """A figure of the kind `grid` is a table with row headers under its own title, and no picture besides."""
    path = shipped.out / "print" / "handouts" / "02-uses.pdf"
    with pikepdf.open(path) as handout:
        pictures = [str(one.Alt) for one in elements(handout.Root.StructTreeRoot, "Figure")]
        tables = list(elements(handout.Root.StructTreeRoot, "Table"))
        heads = [str(one.get("/A", "")) for one in elements(tables[0], "TH")]
    assert all("QR code" in alt for alt in pictures)
    assert len(tables) == 1
    assert len(heads) > 5
    assert "Uses of clonazepam: what the label and the guidelines say" in " ".join(
        read_aloud(path.read_bytes()).split()
    )
