"""Handouts and large print: length, what is in them, settings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pikepdf
import pytest

from course.outputs.pdf.reading import read_aloud
from course.outputs.pdf.tags import elements
from tests.course.outputs.conftest import SITE, build
from tests.course.outputs.print.marks import drawn_sizes, line_starts, page_words, type_sizes

if TYPE_CHECKING:
    from pathlib import Path

    from tests.course.outputs.conftest import Shipped

pytestmark = pytest.mark.xdist_group("print")


def _handouts(shipped: Shipped) -> list[Path]:
    return sorted((shipped.out / "print" / "handouts").glob("*.pdf"))


def test_a_handout_has_two_to_four_pages(shipped: Shipped, addressed: Path) -> None:
    """Each lesson fits on one or two sheets of paper, with and without the address of its site."""
    for path in (*_handouts(shipped), *addressed.glob("*.pdf")):
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


def test_a_handout_leads_to_its_lesson(shipped: Shipped, addressed: Path) -> None:
    """The address of the lesson stands on the first page, as a link and as a QR code with a description."""
    handouts = sorted(addressed.glob("*.pdf"))
    assert [path.name for path in handouts] == [path.name for path in _handouts(shipped)]
    for path in handouts:
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
        ('[print]\npaper = "a5"', "print.paper is 'a5', which is not one of letter, a4, both"),
        ("[print]\nink = 1", "unknown key 'ink' in [print]"),
        ('[print]\nkey = "page"', "print.key is 'page', which is not one of end, part"),
        ('[site]\nurl = "example.org"', "site.url is 'example.org', and must be an address"),
    ],
)
def test_a_wrong_setting_is_told_with_its_line(course: Path, tmp_path: Path, table: str, message: str) -> None:
    """The finding stands at the key in course.toml."""
    settings = course / "course.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + f"\n{table}\n", encoding="utf-8")
    line = len(settings.read_text(encoding="utf-8").splitlines())
    done = build(course, tmp_path / "out", "book")
    assert done.exit_code == 1
    assert f"course.toml:{line}: C005" in done.output
    assert message in done.output


def test_large_print_is_large_everywhere(shipped: Shipped) -> None:
    """No page of the large book and of the large handouts has type below 18 points, pictures and raised marks aside."""
    paths = sorted((shipped.out / "print" / "large-print").rglob("*.pdf"))
    assert len(paths) == 1 + len(_handouts(shipped))
    for path in paths:
        with pikepdf.open(path) as book:
            small = {number: min(sizes) for number, sheet in enumerate(book.pages, 1) if (sizes := type_sizes(sheet))}
        assert {number: size for number, size in small.items() if size < 17.9} == {}, path.name


def test_large_handouts_say_the_same_in_one_column(shipped: Shipped) -> None:
    """A large handout is read like the usual one, and its lines begin at one side of the page only."""
    for path in _handouts(shipped)[-1:]:
        large = shipped.out / "print" / "large-print" / "handouts" / path.name
        assert _bare(read_aloud(large.read_bytes())) == _bare(read_aloud(path.read_bytes()))
        halves = [_begins_in_the_right_half(one) for one in (path, large)]
        assert halves == [True, False]


def _bare(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def _begins_in_the_right_half(path: Path) -> bool:
    """Say whether many lines of text begin in the right half of a page."""
    with pikepdf.open(path) as handout:
        counted = [
            sum(width / 2 < x < width * 0.6 for x in line_starts(sheet))
            for sheet in handout.pages
            if (width := float(sheet.MediaBox[2]))
        ]
    return max(counted) > 9


def test_sources_are_printed_with_their_titles(shipped: Shipped) -> None:
    """The list of sources of a handout has the full title of each work, that of a card the title before the colon."""
    handout = _plain((shipped.out / "print" / "handouts" / "01-what-clonazepam-is.pdf").read_bytes())
    card = _plain((shipped.out / "print" / "job-aids" / "h2-boxed-warning-card-a4.pdf").read_bytes())
    title = "FDA requiring Boxed Warning updated to improve safe use of benzodiazepine drug class"
    assert f"{title}: drug safety communication. 2020. fda.gov" in handout.partition("Sources")[2]
    assert f"U.S. Food and Drug Administration. {title}. 2020" in card.partition("Sources")[2]


def _plain(pdf: bytes) -> str:
    return " ".join(read_aloud(pdf).replace("\u200b", "").split())


def test_each_print_is_titled_after_what_it_holds(shipped: Shipped) -> None:
    """The title in the file of a handout or a card is that of its page, which is also its first heading."""
    for path in shipped.prints:
        with pikepdf.open(path) as document, document.open_metadata() as metadata:
            title = metadata["dc:title"]
            first = next(elements(document.Root.StructTreeRoot, "H1", "Title"))
        pages = [*(shipped.root / "lessons").glob("*.md"), *(shipped.root / "handouts").glob("*.md")]
        page = next((one for one in pages if path.stem.removesuffix("-a4").removesuffix("-letter") == one.stem), None)
        if page is not None:
            heading = next(line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("# "))
            assert _bare(title) == _bare(heading)
            assert re.sub(r"^Lesson ?\d+", "", _bare(str(first.get("/T", title)))) == _bare(heading)


def test_a_picture_of_a_table_is_printed_as_a_table(addressed: Path) -> None:
    """A figure of the kind `grid` is a table with row headers under its own title, and no picture besides."""
    path = addressed / "02-uses.pdf"
    with pikepdf.open(path) as handout:
        pictures = [str(one.Alt) for one in elements(handout.Root.StructTreeRoot, "Figure")]
        tables = list(elements(handout.Root.StructTreeRoot, "Table"))
        heads = [str(one.get("/A", "")) for one in elements(tables[0], "TH")]
    assert ["QR code" in alt for alt in pictures] == [True]
    assert len(tables) == 1
    assert len(heads) > 5
    assert "Uses of clonazepam: what the label and the guidelines say" in " ".join(
        read_aloud(path.read_bytes()).split()
    )


def test_type_in_pictures_is_never_smaller_than_seven_points(shipped: Shipped) -> None:
    """On every page of every print the words of charts are 7 points high at least, as they are printed."""
    for path in shipped.prints:
        with pikepdf.open(path) as document:
            sizes = {
                number: min(found) for number, sheet in enumerate(document.pages, 1) if (found := drawn_sizes(sheet))
            }
        assert {number: size for number, size in sizes.items() if size < 6.95} == {}, path.name


def test_no_answer_stands_on_a_page_with_questions(shipped: Shipped) -> None:
    """Whoever works on the questions of a handout does not see their key."""
    for path in _handouts(shipped):
        with pikepdf.open(path) as handout:
            pages = [page_words(sheet) for sheet in handout.pages]
        assert sum("Answer key" in page for page in pages) == 1, path.name
        keys = [page for page in pages if "Answer key" in page or "Not correct." in page]
        assert not any("Order:" in page or page.count("?") > page.count("Correct") for page in keys), path.name
