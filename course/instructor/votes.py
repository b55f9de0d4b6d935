"""How votes are told apart: each letter has a shape and a colour of its own, on its card and on the slide.

In a print without colours, and for people who see few, the shape says what the colour says.
"""

from __future__ import annotations

from string import ascii_uppercase

SHAPES = ("circle", "square", "triangle", "diamond", "cross", "star")
COLORS = ("005950", "4d4e08", "6e3b19", "6c354f", "543e70", "005567")
"""The colours of the cards in the papers of a trainer (`vote-tone` in `teaching.typ`), as sRGB."""


def shape_of(letter: str) -> str:
    """Return the shape of a letter, empty for one that has no card."""
    place = ascii_uppercase.find(letter) if len(letter) == 1 else -1
    return SHAPES[place] if 0 <= place < len(SHAPES) else ""


def color_of(letter: str) -> str:
    """Return the colour of a letter that has a shape, as six hexadecimal digits."""
    return COLORS[ascii_uppercase.index(letter)]
