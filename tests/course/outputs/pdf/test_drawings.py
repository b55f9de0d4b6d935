"""Type in drawings: read from the file, kept legible on the page, warned of where it cannot be."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from course.outputs.pdf.drawings import Drawing, read_drawing
from course.outputs.pdf.visitors import figures
from tests.course.outputs.print.marks import drawn_sizes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _svg(width: int, height: int, size: float, *, style: bool = False) -> bytes:
    given = f'style="fill:#000;font-size:{size}px"' if style else f'font-size="{size}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<rect width="{width}" height="{height}" fill="#eee"/>'
        f'<g font-size="30"><text x="9" y="40">Large</text><text x="9" y="80" {given}>Small words</text></g></svg>'
    ).encode()


@pytest.mark.parametrize("style", [False, True])
def test_the_smallest_type_is_found(tmp_path: Path, style: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Attribute or style, on the text itself or around it: the smallest size is told as a share of the width."""
    path = tmp_path / "a.svg"
    path.write_bytes(_svg(700, 350, 12, style=style))
    assert read_drawing(path) == Drawing(0.5, 12 / 700)
    path.write_bytes(_svg(700, 350, 60, style=style))
    assert read_drawing(path) == Drawing(0.5, 30 / 700)


@pytest.mark.parametrize("content", [b"<svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>'])
def test_what_is_no_drawing_says_nothing(tmp_path: Path, content: bytes) -> None:
    """A broken file or one without a size is left to others, and so is a picture of another kind."""
    path = tmp_path / "a.svg"
    path.write_bytes(content)
    assert read_drawing(path) is None
    assert read_drawing(tmp_path / "a.png") is None


def _sizes(made: Any) -> list[float]:
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        return [size for sheet in document.pages for size in drawn_sizes(sheet)]


PAGE = "# One\n\n:::{figure} a.svg\n:alt: A drawing.\n\nIts caption.\n:::\n\nWords.\n"


def test_a_high_drawing_keeps_its_type_legible(make_book: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """A drawing as high as wide is made smaller only as far as its type allows; without the rule it is too small."""
    high = {"a.svg": _svg(720, 1100, 12.5)}
    assert min(_sizes(make_book(PAGE, high))) >= 6.95
    monkeypatch.setattr(Drawing, "least_width", 0.001)
    assert min(_sizes(make_book(PAGE.replace("Words", "Other words"), high))) < 6.5


def test_type_that_must_be_too_small_is_warned_of(make_book: Callable[..., Any]) -> None:
    """Too small for the width of the page, or for the width that the author gives: the message has file and line."""
    made = make_book(PAGE, {"a.svg": _svg(720, 200, 8)})
    assert "index.md:3: WARNING: the smallest type of 'a.svg' is 5.6 pt on paper, and 7 is the least" in made.warnings
    assert "the smallest type" not in make_book(PAGE, {"a.svg": _svg(720, 200, 12.5)}).warnings


@pytest.mark.parametrize(
    ("width", "points"),
    [("", 504), ("50%", 189.5), ("10cm", 283.5), ("100px", 75), ("2000px", 379), ("nonsense", 504)],
)
def test_the_width_of_a_picture_is_that_of_its_author(width: str, points: float) -> None:
    """A length or a share of the page, at most the page."""
    assert figures.points_of(width) == pytest.approx(points)


def test_floating_does_not_change_what_is_read(make_book: Callable[..., Any]) -> None:
    """A high drawing may go to another page; its caption is read where its author told it."""
    words = "Words that fill the page. " * 300
    made = make_book(f"# One\n\n{words}\n\nBefore.\n{PAGE[6:]}After.\n\n{words}", {"a.svg": _svg(720, 400, 14)})
    places = [made.spoken.index(part) for part in ("Before.", "Its caption.", "Words.", "After.")]
    assert places == sorted(places)
