"""The shapes of a slide: title, words, tables, pictures, charts, diagrams, groups; and what the speaker notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.ingest.losses import Losses, LossKind, Place
from course.ingest.readers.package import Package, PackageError
from course.ingest.readers.slide_lists import Bullets, nested
from course.ingest.readers.slide_words import Words
from course.ingest.readers.word_xml import A, R, local, whole, words_of
from course.ingest.rewriting import trimmed
from course.ingest.tree import Block, Box, Cell, Heading, Image, Para, Table
from course.ingest.wording import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_EMU_PER_CM = 360_000
_TITLES = frozenset({"title", "ctrTitle"})
_HEADS = frozenset({"dt", "ftr", "sldNum", "hdr", "sldImg"})
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


class Slide:
    """One slide, or its notes: its part, its shapes and where it stands."""

    def __init__(self, package: Package, part: str, losses: Losses, place: Place, media: dict[str, bytes]) -> None:
        root = package.part(part)
        if root is None:
            raise PackageError(f"its part {part} is missing")
        self.package, self.part, self.losses, self.place, self.media, self.root = (
            package,
            part,
            losses,
            place,
            media,
            root,
        )
        self.words = Words(package, part, losses, place)
        self.bullets = Bullets(package, part)

    @property
    def is_hidden(self) -> bool:
        """Say whether the slide is shown to nobody."""
        return self.root.get("show", "1") in {"0", "false"}

    def blocks(self, level: int) -> list[Block]:
        """Return the title as a heading of a level, then the shapes in their order, then the notes."""
        shapes = list(self._shapes())
        title = next((one for one in shapes if self.bullets.kind(one) in _TITLES and words_of(one)), None)
        found: list[Block] = []
        if title is not None:
            inner = trimmed(node for line in self.words.lines(title) for node in line)
            is_cover = self.bullets.kind(title) == "ctrTitle" and self.place.number == 1
            found.append(Heading(0 if is_cover else level, inner, self.place))
        for shape in shapes:
            if shape is not title:
                found += self._shape(shape)
        return [*found, *self._notes()]

    def body(self) -> list[Block]:
        """Return the words of the notes of a slide, without the picture of the slide and its number."""
        return [block for shape in self._shapes() for block in self._shape(shape)]

    def _shapes(self, around: Element | None = None) -> Iterator[Element]:
        """Yield the shapes of a tree in the order in which they are read, those of groups among them."""
        tree = next(self.root.iter("{*}spTree"), None) if around is None else around
        for one in () if tree is None else tree:
            match local(one):
                case "grpSp":
                    yield from self._shapes(one)
                case "AlternateContent":
                    branch = next((each for each in one if local(each) in {"Choice", "Fallback"}), None)
                    if branch is not None:
                        yield from self._shapes(branch)
                case "sp" | "pic" | "graphicFrame" | "cxnSp" | "contentPart" if _is_off(one):
                    self._lose_once(LossKind.HIDDEN, words_of(one))
                case "sp" | "pic" | "graphicFrame" | "cxnSp" | "contentPart":
                    yield one

    def _shape(self, shape: Element) -> list[Block]:
        kind = self.bullets.kind(shape)
        if kind in _HEADS:
            if kind in {"ftr", "hdr"}:
                self._lose_once(LossKind.HEADER, words_of(shape))
            return []
        match local(shape):
            case "sp":
                return nested(self.bullets.entries(shape, self.words), self.place)
            case "pic":
                return self._picture(shape)
            case "graphicFrame":
                return self._frame(shape)
            case "contentPart":
                self.losses.add(self.place, LossKind.PICTURE, "drawn by hand")
        return []

    def _lose_once(self, kind: LossKind, words: str) -> None:
        if words and not any(one.kind is kind and one.words == words for one in self.losses.found):
            self.losses.add(self.place, kind, words)

    def _frame(self, frame: Element) -> list[Block]:
        table = next(frame.iter(f"{A}tbl"), None)
        if table is not None:
            return [self._table(table)]
        for one in frame.iter():
            match local(one):
                case "chart":
                    words = " ".join(filter(None, (_alternative(frame), self._data(one.get(f"{R}id", "")))))
                    self.losses.add(self.place, LossKind.CHART, words or "chart without words")
                case "relIds":
                    return self._diagram(one.get(f"{R}dm", ""))
                case "oleObj":
                    name = one.get("progId") or one.get("name") or "object"
                    self.losses.add(self.place, LossKind.ATTACHED, name)
        return []

    def _table(self, table: Element) -> Table:
        settings = table.find(f"{A}tblPr")
        heads = 1 if settings is not None and settings.get("firstRow") in {"1", "true"} else 0
        rows = [tuple(self._cells(row, is_head=number < heads)) for number, row in enumerate(table.findall(f"{A}tr"))]
        rows = [row for row in rows if row]
        return Table(tuple(rows), heads if len(rows) > heads else 0, (), self.place)

    def _cells(self, row: Element, *, is_head: bool) -> Iterator[Cell]:
        for cell in row.findall(f"{A}tc"):
            if cell.get("hMerge") in {"1", "true"} or cell.get("vMerge") in {"1", "true"}:
                if words := words_of(cell):
                    self.losses.add(self.place, LossKind.TABLE, f"words under a merged cell: {words}")
                continue
            lines = [Para(line, self.place) for line in self.words.lines(cell) if plain(line).strip()]
            yield Cell(tuple(lines), whole(cell.get("gridSpan", ""), 1), whole(cell.get("rowSpan", ""), 1), is_head)

    def _diagram(self, name: str) -> list[Block]:
        """Return the words of a diagram as entries below each other; its shape is a loss."""
        relation = self.package.relations(self.part).get(name)
        part = None if relation is None or relation.is_external else self.package.part(relation.target)
        lines = [] if part is None else [line for one in part.iter("{*}pt") for line in self.words.lines(one)]
        kept = [(0, None, line) for line in lines if plain(line).strip()]
        if kept:
            words = " ".join(plain(line) for _, _, line in kept)
            self.losses.add(self.place, LossKind.CHART, words, "diagram kept as a list")
        return nested([(0, "", line) for _, _, line in kept], self.place)

    def _data(self, name: str) -> str:
        """Return the words and numbers of a chart."""
        relation = self.package.relations(self.part).get(name)
        part = None if relation is None or relation.is_external else self.package.part(relation.target)
        texts = () if part is None else ((one.text or "").strip() for one in part.iter() if local(one) in {"v", "t"})
        return " ".join(filter(None, texts))

    def _picture(self, picture: Element) -> list[Block]:
        alt = _alternative(picture)
        if next(picture.iter(_DECORATIVE), None) is not None and not alt:
            self.losses.add(self.place, LossKind.PICTURE, "marked as decoration", "left out, as it says nothing")
            return []
        for one in picture.iter("{*}videoFile", "{*}audioFile", "{*}media"):
            self.losses.add(self.place, LossKind.MEDIA, alt or local(one))
            break
        blip = next(picture.iter(f"{A}blip"), None)
        relation = self.package.relations(self.part).get("" if blip is None else blip.get(f"{R}embed", ""))
        content = None if relation is None or relation.is_external else self.package.read(relation.target)
        if relation is None or content is None:
            self.losses.add(self.place, LossKind.PICTURE, alt or "a picture that is not in the file")
            return []
        self.media[relation.target] = content
        extent = next(picture.iter(f"{A}ext"), None)
        wide = 0.0 if extent is None else whole(extent.get("cx", "")) / _EMU_PER_CM
        width = f"{min(wide, 16):.2f}cm" if wide > 0 else ""
        return [Para((Image(relation.target, alt, width),), self.place)]

    def _notes(self) -> list[Block]:
        blocks: list[Block] = []
        for part in self.package.related(self.part, "notesSlide"):
            blocks += Slide(self.package, part, self.losses, self.place, self.media).body()
        for part in self.package.related(self.part, "comments"):
            root = self.package.part(part)
            for one in () if root is None else root.iter("{*}text"):
                self.losses.add(self.place, LossKind.COMMENT, one.text or "")
        return [Box("aside", (), tuple(blocks), self.place)] if blocks else []


def _is_off(shape: Element) -> bool:
    """Say whether a shape is shown to nobody."""
    named = next((one for one in shape.iter() if local(one) == "cNvPr"), None)
    return named is not None and named.get("hidden") in {"1", "true"}


def _alternative(shape: Element) -> str:
    """Return what a shape shows in words; the name of a file is none."""
    named = next((one for one in shape.iter() if local(one) == "cNvPr"), None)
    return "" if named is None else " ".join((named.get("descr") or named.get("title") or "").split())
