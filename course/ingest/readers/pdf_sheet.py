"""A page of a PDF as the letters that a reader sees, each with its place on the sheet as it is held to be read.

Places are in points from the lower left corner of what is shown: the page is cropped and turned, and a page whose words
run up its side is turned until they run across.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from math import atan2, degrees, hypot
from typing import TYPE_CHECKING, Any, NamedTuple

import PIL.Image
import pypdfium2.raw as pdfium

from course.ingest.readers.pdf_bidi import logical
from course.ingest.readers.pdf_signs import Signs, broken, composed
from course.ingest.readers.pdf_woven import woven

if TYPE_CHECKING:
    from collections.abc import Iterator

_BOLD = re.compile(r"bold|black|heavy|cmbx|-bd\b|-medi|-demi|semibold|cmssbx|ecbx|sfbx", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli|-it\b|cmti|cmsl|slanted|sfti|ecti", re.IGNORECASE)
_MONO = re.compile(r"mono|courier|consol|typewriter|cmtt|menlo|inconsolata|ectt|sftt|sourcecode", re.IGNORECASE)
_FILLED_AND_STROKED = 2
_REGULAR = re.compile(r"regular|roman|book|light|-rg\b", re.IGNORECASE)
_FIXED, _FORCED_BOLD, _ITALIC_FLAG = 1, 1 << 18, 1 << 6
_INVISIBLE = frozenset({3, 7})
_WHITE = 245
_SMALLEST = 1.0
_CONTRAST = 40
_MOST_LETTERS = 400_000
_MOST_DOTS = 4000
_ASKED = 60
_BLANK = 32
_NEARLY = 8
_DOWN, _FEWEST_DOWN, _MOST_ASKED = 270, 8, 4000
"""The turn of a page whose lines run down, and of how many of its letters that is asked."""
_EAST_ASIAN = range(0x2E80, 0xFFF0)
_LINE_END, _RETURN = 10, 13
_FIRST_HALVES, _SECOND_HALVES = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
"""Halves of one sign, which the library gives one by one on some machines."""


class Style(NamedTuple):
    """What letters of one piece of text share.

    `mark` is the number of its marked content, -1 for none; `artifact` is set where the page says that it belongs to no
    text. `size` is in points, `turn` the degrees by which it runs up, -1 when it runs askew.
    `struck` words have a line drawn through them.
    """

    mark: int
    artifact: bool
    size: float
    font: str
    bold: bool
    italic: bool
    mono: bool
    unseen: str
    turn: int
    struck: bool = False


class Letter(NamedTuple):
    """A sign as a reader sees it, from `left` to `right`, on its base line; `made` blanks are nowhere on the page."""

    sign: str
    left: float
    right: float
    base: float
    style: Style
    made: bool = False

    @property
    def size(self) -> float:
        """Return its size in points."""
        return self.style.size


@dataclass
class Sheet:
    """A page: its number from 1, its size as it is held to be read, and its letters in the order of its content."""

    number: int
    page: Any
    turn: int = 0
    box: tuple[float, float, float, float] = (0, 0, 0, 0)
    letters: list[Letter] = field(default_factory=list)
    turned: list[Letter] = field(default_factory=list)
    unseen: list[Letter] = field(default_factory=list)

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height."""
        wide, high = self.box[2] - self.box[0], self.box[3] - self.box[1]
        return (high, wide) if self.turn % 180 else (wide, high)

    def shown(self, left: float, low: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Return a box of the page's own space as a box of the sheet: left, low, right, top."""
        x0, y0, x1, y1 = self.box
        match self.turn:
            case 90:
                return low - y0, x1 - right, top - y0, x1 - left
            case 180:
                return x1 - right, y1 - top, x1 - left, y1 - low
            case 270:
                return y1 - top, left - x0, y1 - low, right - x0
            case _:
                return left - x0, low - y0, right - x0, top - y0


class TooManyLettersError(Exception):
    """A page with more letters than any page has."""


def read_sheet(number: int, page: Any, signs: Signs) -> Sheet:
    """Return a page with its letters; `signs` says what each letter of a font shows.

    Raises TooManyLettersError.
    """
    text = page.get_textpage()
    count = pdfium.FPDFText_CountChars(text)
    if count > _MOST_LETTERS:
        raise TooManyLettersError(f"a page has {count:,} letters, which is too many")
    own = page.get_rotation()
    main = _main_turn(text, count, own)
    down = _DOWN if main == 0 and _runs_down(text, count) else main
    sheet = Sheet(number, page, (own + down) % 360, page.get_cropbox())
    wide, high = sheet.size
    for letter in _letters(text, count, signs, sheet):
        style = letter.style
        if style.turn not in (main, down):
            sheet.turned.append(letter)
        elif style.unseen or not (letter.right > 0 and letter.left < wide and -style.size < letter.base < high):
            sheet.unseen.append(letter)
        else:
            sheet.letters.append(letter)
    text.close()
    _see_white(sheet)
    sheet.letters = logical(composed(broken(woven(sheet.letters))))
    return sheet


def _main_turn(text: Any, count: int, own: int) -> int:
    """Return how most letters of a page run, asked of some of them."""
    turns, matrix = Counter[int](), pdfium.FS_MATRIX()
    for at in range(0, count, 1 + count // _ASKED):
        if pdfium.FPDFText_GetTextObject(text, at) and pdfium.FPDFText_GetUnicode(text, at) > _BLANK:
            pdfium.FPDFText_GetMatrix(text, at, matrix)
            turns[_turn(matrix, own)] += 1
    return max((turn for turn in turns if turn >= 0), key=lambda turn: turns[turn], default=0)


def _runs_down(text: Any, count: int) -> bool:
    """Say whether the lines of a page run from top to bottom, as they may in East Asia: its signs stand upright."""
    box, last, across, down = pdfium.FS_RECTF(), (0.0, 0.0, 0.0), 0, 0
    for at in range(min(count, _MOST_ASKED)):
        if pdfium.FPDFText_GetUnicode(text, at) not in _EAST_ASIAN:
            continue
        pdfium.FPDFText_GetLooseCharBox(text, at, ctypes.byref(box))
        middle, high = (box.left + box.right) / 2, max(box.top - box.bottom, box.right - box.left)
        x, y, size = last
        if size and abs(middle - x) < size / 4 and size / 2 < y - box.bottom < 2 * size:
            down += 1
        elif size and abs(box.bottom - y) < size / 4:
            across += 1
        last = (middle, box.bottom, high)
    return down > _FEWEST_DOWN and down > 2 * across


def _letters(text: Any, count: int, signs: Signs, sheet: Sheet) -> Iterator[Letter]:
    # numbers instead of the pointers that the library declares: the loop takes half of the time
    read, object_at = pdfium.FPDFText_GetUnicode, _as_number(pdfium.FPDFText_GetTextObject)
    loose, box, handle = pdfium.FPDFText_GetLooseCharBox, pdfium.FS_RECTF(), ctypes.cast(text.raw, ctypes.c_void_p)
    by_box, cache, own, turned = ctypes.byref(box), signs.cache, sheet.page.get_rotation(), bool(sheet.turn)
    styles: dict[int, tuple[Style, float]] = {}
    style: Style | None = None
    key, half, right, base = 0, 0, 0.0, 0.0
    shift = sheet.box[0]
    for at in range(count):
        code = read(text, at)
        thing = object_at(handle, at)
        if not thing:
            if style is not None and code != _RETURN:
                yield Letter("\n" if code == _LINE_END else " ", right, right, base, style, made=True)
            continue
        if thing != key or style is None:
            key = thing
            if key not in styles:
                styles[key] = (_style(text, at, own), _base(text, at, sheet))
            style, base = styles[key]
        if code in _FIRST_HALVES:
            half = code
            continue
        if half and code in _SECOND_HALVES:
            code = 0x10000 + ((half - 0xD800) << 10) + code - 0xDC00
        half = 0
        loose(text, at, by_box)
        left, right = box.left - shift, box.right - shift
        if turned:
            left, _, right, _ = sheet.shown(box.left, box.bottom, box.right, box.top)
        yield Letter(cache.get((style.font, code)) or signs.shown(text, at, code, style.font), left, right, base, style)


def _base(text: Any, at: int, sheet: Sheet) -> float:
    """Return the base line on the sheet of a piece of text."""
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, at, x, y)
    return sheet.shown(x.value, y.value, x.value, y.value)[1]


def _as_number(function: Any) -> Any:
    """Return a function of the library that takes and gives handles as numbers."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(address)


def _style(text: Any, at: int, own: int) -> Style:
    """Return what the letters of an object share, of which the one `at` is the first."""
    thing = pdfium.FPDFText_GetTextObject(text, at)
    name, flags, matrix = ctypes.create_string_buffer(128), ctypes.c_int(), pdfium.FS_MATRIX()
    pdfium.FPDFText_GetFontInfo(text, at, name, 128, flags)
    pdfium.FPDFText_GetMatrix(text, at, matrix)
    font = name.value.decode("utf-8", "replace")
    font = font[7:] if font[6:7] == "+" else font
    size = pdfium.FPDFText_GetFontSize(text, at) * hypot(matrix.c, matrix.d)
    bold, italic, mono = _look(font)
    stroked = pdfium.FPDFTextObj_GetTextRenderMode(thing) == _FILLED_AND_STROKED  # bold that a program has made
    return Style(
        pdfium.FPDFPageObj_GetMarkedContentID(thing),
        _is_artifact(thing),
        round(size, 2),
        font,
        bold or stroked or (bool(flags.value & _FORCED_BOLD) and not _REGULAR.search(font)),
        italic or bool(flags.value & _ITALIC_FLAG),
        mono or bool(flags.value & _FIXED),
        _unseen(thing, size),
        _turn(matrix, own),
    )


def _turn(matrix: Any, own: int) -> int:
    """Return the degrees by which words run up on a page that is turned by its `own`, -1 when they run askew."""
    angle = degrees(atan2(matrix.b, matrix.a)) - own
    straight = round(angle / 90) * 90
    return straight % 360 if abs(angle - straight) < _NEARLY else -1


@cache
def _look(font: str) -> tuple[bool, bool, bool]:
    """Return whether the name of a font says that it is bold, slanted, of one width."""
    return bool(_BOLD.search(font)), bool(_ITALIC.search(font)), bool(_MONO.search(font))


def _is_artifact(thing: Any) -> bool:
    name, used = (ctypes.c_ushort * 16)(), ctypes.c_ulong()
    for at in range(pdfium.FPDFPageObj_CountMarks(thing)):
        mark = pdfium.FPDFPageObj_GetMark(thing, at)
        if pdfium.FPDFPageObjMark_GetName(mark, name, 32, used) and bytes(name)[:16:2] == b"Artifact":
            return True
    return False


def _unseen(thing: Any, size: float) -> str:
    """Return why nobody sees the letters of an object, "white" where it hangs on what lies below, else nothing."""
    if pdfium.FPDFTextObj_GetTextRenderMode(thing) in _INVISIBLE:
        return "invisible"
    if size < _SMALLEST:
        return "tiny"
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha):
        return ""
    if alpha.value == 0:
        return "invisible"
    return "white" if min(red.value, green.value, blue.value) >= _WHITE else ""


def _see_white(sheet: Sheet) -> None:
    """Take white letters into the text where they stand on something dark; look at the page as it is drawn."""
    white = [letter for letter in sheet.unseen if letter.style.unseen == "white"]
    if not white:
        return
    picture = drawn(sheet, 1.0).convert("L")
    wide, high = picture.size
    seen = set[int]()
    for style in {id(letter.style): letter.style for letter in white}.values():
        own = [letter for letter in white if letter.style is style and letter.sign.strip()]
        if not own:
            continue
        low, top = high - own[0].base - style.size, high - own[0].base + style.size / 3
        box = (own[0].left - 1, low, max(letter.right for letter in own) + 1, top)
        box = (max(0, int(box[0])), max(0, int(box[1])), min(wide, int(box[2]) + 1), min(high, int(box[3]) + 1))
        if box[0] < box[2] and box[1] < box[3]:
            shades = picture.crop(box).tobytes()
            if max(shades) - min(shades) > _CONTRAST:
                seen.add(id(style))
    sheet.letters += [letter for letter in sheet.unseen if id(letter.style) in seen]
    sheet.unseen = [letter for letter in sheet.unseen if id(letter.style) not in seen]


def drawn(sheet: Sheet, scale: float) -> PIL.Image.Image:
    """Return the page as it is held to be read, with `scale` dots a point, at most 4,000 dots wide or high."""
    scale = min(scale, _MOST_DOTS / max(1.0, *sheet.size))
    picture = sheet.page.render(
        scale=scale, draw_annots=False, may_draw_forms=False, rotation=(sheet.turn - sheet.page.get_rotation()) % 360
    ).to_pil()
    assert isinstance(picture, PIL.Image.Image)
    return picture
