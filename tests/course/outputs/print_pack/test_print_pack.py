"""The pack of a session: every paper as often as people need it, fronts on fronts, cards with their backs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest

from course.instructor.stock import read_stock
from course.outputs.print_pack.pieces import Papers, brought, pieces
from course.project import find_course, load_project
from tests.conftest import run
from tests.course.instructor.conftest import add_sessions

if TYPE_CHECKING:
    from pathlib import Path


def texts(path: Path) -> list[str]:
    """Return the words of each page."""
    document = pypdfium2.PdfDocument(path)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


@pytest.fixture
def packed(tea: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Give the small course and the pack of its tasting for five people, with two versions of a test."""
    course = add_sessions(tea)
    tests = tmp_path / "tests"
    tests.mkdir()
    for letter in "AB":
        blank = pikepdf.Pdf.new()
        blank.add_blank_page(page_size=(595, 842))
        blank.save(tests / f"tea-{letter}.pdf")
    made = tmp_path / "pack.pdf"
    words = ("print-pack", course, "--format", "tasting", "--people", "5", "--paper", "a4", "--tests", tests)
    done = run(*words, "--out", made)
    assert done.exit_code == 0, done.output
    for line in ("1 × Guide: tasting", "3 × Kit claim-cards", "2 × Kit tasting-sheet", "3 × tea-A", "2 × tea-B"):
        assert line.replace("Guide: tasting", "Facilitator guide") in done.output, line
    return course, made


def test_a_pack_has_every_paper_in_order_and_cards_have_backs(packed: tuple[Path, Path]) -> None:
    """The list comes first; each copy begins on a front; behind a card stands its own back, columns exchanged."""
    pages = texts(packed[1])
    assert "what to print, cut and bring for 5 people" in pages[0]
    assert "a leaf" in pages[0]
    assert "cut along the dashed lines" in pages[0]
    guide = next(number for number, text in enumerate(pages) if text.startswith("Guide: tasting"))
    cards = [number for number, text in enumerate(pages) if "Card 1" in text and "Card 2" in text and "“" in text]
    assert [number % 2 for number in (guide, *cards)] == [0] * (1 + len(cards))
    assert len(cards) == 3, "once a pair of five"
    back = pages[cards[0] + 1]
    assert back.index("Card 2") < back.index("Card 1")
    with pikepdf.open(packed[1]) as pack, pack.open_outline() as outline:
        assert [item.title for item in outline.root][-1] == "tea-B × 2"
        assert len(pack.pages) % 2 == 0
        assert all("/Annots" not in page.obj for page in pack.pages)


def test_letters_of_cards_have_14_points_or_more(packed: tuple[Path, Path]) -> None:
    """The smallest letters on a sheet of cards, its foot left out."""
    document = pypdfium2.PdfDocument(packed[1])
    pages = texts(packed[1])
    sheet = next(number for number, text in enumerate(pages) if "Card 1" in text and "“" in text)
    page = document[sheet].get_textpage()
    begin = page.get_text_range().index("Card 1")
    end = page.get_text_range().rindex("”")
    heights = [box[3] - box[1] for n in range(begin, end) if (box := page.get_charbox(n, loose=True))[2] > box[0]]
    assert min(heights) >= 14


def test_what_cannot_be_packed_is_said(tea: Path, tmp_path: Path) -> None:
    """An unknown format is named with those that there are, and nothing is written."""
    done = run("print-pack", add_sessions(tea), "--format", "dinner", "--people", "5", "--out", tmp_path / "pack.pdf")
    assert done.exit_code == 1
    assert "C090" in done.stderr
    assert "tasting, online, sip" in done.stderr
    assert not (tmp_path / "pack.pdf").exists()


def test_a_paper_that_the_course_does_not_print_is_named(tea: Path, tmp_path: Path) -> None:
    """A trainer who packs in the evening has to know in the evening what is missing in the morning."""
    course = add_sessions(tea)
    (course / "instructor" / "kits" / "tasting-sheet.md").unlink()
    done = run("print-pack", course, "--format", "tasting", "--people", "5", "--out", tmp_path / "pack.pdf")
    assert done.exit_code == 0, done.output
    missing = [line for line in done.stderr.splitlines() if "C090" in line]
    assert len(missing) == 1
    assert "C090 warning: the pack is without 'tasting-sheet'" in missing[0]
    assert "tasting-sheet" not in done.stdout


def test_a_format_prints_only_what_it_uses(tmp_path: Path) -> None:
    """The hour has no cards but votes, no sheets for groups and no diary; the half day has all of them."""
    project = load_project(find_course("klonopin"))
    stock = read_stock(project)
    papers = Papers(tmp_path, project.root / "handouts", {})
    names = {
        one.id: {piece.path.stem: piece.times for piece in pieces(stock, one, 12, papers)} for one in stock.plan.formats
    }
    assert names["half-day"]["kit-obstacle-cards"] == 4
    assert names["half-day"]["kit-claim-cards"] == 6
    assert names["in-service"]["kit-vote-cards"] == 12
    assert not {"kit-obstacle-cards", "kit-taper-workshop", "kit-role-plays"} & {*names["in-service"]}
    assert [*brought(stock, stock.plan.format("in-service"))] == []
    assert next(brought(stock, stock.plan.format("half-day"))) == "paper for the notes"
