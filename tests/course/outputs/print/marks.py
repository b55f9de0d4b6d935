"""What a page looks like, read from its drawing commands: sizes of type, colours, the words of head and foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Matrix, Name

from course.outputs.pdf.reading import decode, fonts_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def type_sizes(page: pikepdf.Page) -> set[float]:
    """Return the sizes of all type that is drawn on a page outside of pictures, in points, rounded to tenths."""
    # Type of the text is never scaled, that of pictures always is.
    return {round(size, 1) for size, scale, _, _ in _shown(page) if abs(scale - 1) < 0.001}


def drawn_sizes(page: pikepdf.Page) -> set[float]:
    """Return the sizes of all type in pictures as they come out on paper, in points, rounded to hundredths."""
    return {round(size * scale, 2) for size, scale, _, _ in _shown(page) if abs(scale - 1) >= 0.001}


def line_starts(page: pikepdf.Page) -> list[float]:
    """Return where the pieces of text of a page begin, in points from its left edge."""
    return [x for _, scale, x, _ in _shown(page) if abs(scale - 1) < 0.001]


def page_words(page: pikepdf.Page) -> str:
    """Return all words of a page as they are drawn, one space between pieces."""
    return " ".join(" ".join(text for *_, text in _shown(page)).split())


def _shown(page: pikepdf.Page) -> Iterator[tuple[float, float, float, str]]:
    """Yield size, scale, left edge and text of each piece of type."""
    fonts, font = fonts_of(page), dict[int, str]()
    size, transform, stack = 0.0, Matrix(), [Matrix()]
    for operands, operator in _commands(page):
        if operator == "q":
            stack.append(transform)
        elif operator == "Q":
            transform = stack.pop()
        elif operator == "cm":
            transform = Matrix(*map(float, operands)) @ transform
        elif operator == "Tf":
            size, font = float(operands[1]), fonts.get(str(operands[0]), {})
        elif operator in ("Tj", "TJ"):
            scale = abs(transform.a * transform.d - transform.b * transform.c) ** 0.5
            yield size, scale, transform.e, decode(operands[0], font)


def colours(page: pikepdf.Page) -> set[tuple[float, ...]]:
    """Return every colour of red, green and blue that a page uses."""
    return {
        tuple(float(value) for value in operands)
        for operands, operator in _commands(page)
        if operator in ("scn", "SCN") and len(operands) == 3
    }


def margins_text(page: pikepdf.Page) -> list[str]:
    """Return the words that are no content, such as the running head, in the order in which they are drawn."""
    fonts = fonts_of(page)
    said: list[str] = []
    font: dict[int, str] = {}
    depth: list[bool] = []
    for operands, operator in _commands(page):
        if operator in ("BDC", "BMC"):
            depth.append(operands[0] == Name.Artifact)
        elif operator == "EMC":
            depth.pop()
        elif operator == "Tf":
            font = fonts.get(str(operands[0]), {})
        elif operator in ("Tj", "TJ") and any(depth):
            said.append(decode(operands[0], font))
    return said


def _commands(page: pikepdf.Page) -> Iterator[tuple[list[Any], str]]:
    for instruction in pikepdf.parse_content_stream(page):
        yield list(instruction.operands), str(instruction.operator)
