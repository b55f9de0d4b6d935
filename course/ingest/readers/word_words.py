"""The words of a paragraph of Word as inlines: runs with their marks, changes, links, fields, notes and formulas."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from course.ingest.losses import Losses, LossKind
from course.ingest.readers.omml import EquationError, tex_of
from course.ingest.readers.word_drawing import read_drawing
from course.ingest.readers.word_fields import Field, instant
from course.ingest.readers.word_lines import said
from course.ingest.readers.word_position import Elsewhere, Position
from course.ingest.readers.word_signs import redrawn, shown_sign
from course.ingest.readers.word_xml import R, W, hexadecimal, local, value, words_of
from course.ingest.rewriting import tidy
from course.ingest.tree import Break, Code, Inline, Link, Math, Note, Span, Text
from course.ingest.wording import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml.etree import _Element as Element

    from course.ingest.readers.package import Package
    from course.ingest.readers.word_styles import Look, Styles
    from course.ingest.tree import Block, Box, SpanKind

SILENT = frozenset(
    """pPr rPr sectPr bookmarkStart bookmarkEnd proofErr lastRenderedPageBreak tblPr tblGrid trPr tcPr sdtPr sdtEndPr
    commentRangeStart commentRangeEnd footnoteRef endnoteRef annotationRef softHyphen permStart permEnd tblPrEx
    moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd separator continuationSeparator smartTagPr
    customXmlPr delInstrText pgNum customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart
    customXmlDelRangeEnd customXmlMoveFromRangeStart customXmlMoveFromRangeEnd customXmlMoveToRangeStart
    customXmlMoveToRangeEnd rubyPr instrText conflictInsRangeStart conflictDelRangeStart""".split()  # noqa: SIM905
)
"""Elements that say nothing, or whose values are read elsewhere."""
WRAPPERS = frozenset({"sdt", "sdtContent", "smartTag", "customXml", "dir", "bdo", "rubyBase", "subDoc"})
"""Elements that stand around others and say nothing themselves."""
CHANGES: dict[str, SpanKind] = {"ins": "ins", "moveTo": "ins", "del": "del", "moveFrom": "del"}
_CHANGED = {"ins": "inserted", "moveTo": "moved to here", "del": "deleted", "moveFrom": "moved from here"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_UNKNOWN = "⟦?⟧"
_UNITS = "µμ"


def _unread(_: Element) -> list[Block]:
    return []


@dataclass
class Words:
    """Reads the words of a part of the document; what it meets on the way is kept in its fields.

    `part` is the part of the package in hand, `blocks` reads what stands in a note or a text box, `boxes` are the text
    boxes that wait for the end of their paragraph, `contents` the words of a table of contents.
    """

    package: Package
    styles: Styles
    losses: Losses
    part: str
    blocks: Callable[[Element], list[Block]] = _unread
    position: Position = field(default_factory=Position)
    notes: dict[tuple[str, str], tuple[str, Element]] = field(default_factory=dict)
    comments: dict[str, Element] = field(default_factory=dict)
    media: dict[str, bytes] = field(default_factory=dict)
    boxes: list[Box] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    cited: set[tuple[str, str]] = field(default_factory=set)
    spoken: dict[str, int] = field(default_factory=dict)
    written: int = 0
    changed: int = 0

    def lose(self, kind: LossKind, words: str, outcome: str = "dropped") -> None:
        """Note a loss at the place in hand."""
        self.losses.add(self.position.place, kind, words, outcome)

    def unknown(self, node: Element) -> None:
        """Note an element that the reader does not know, with its words, unless it is known to say nothing."""
        name = local(node)
        if name and name not in SILENT:
            self.lose(LossKind.MARKUP, f"<{name}> {words_of(node)}".strip())

    def line(self, node: Element, style: str) -> list[Inline]:
        """Return the words of a paragraph, and note what of it is hidden."""
        found = self.inlines(node, style)
        if any(self.hidden):
            self.lose(LossKind.HIDDEN, " ".join(filter(None, self.hidden)))
        if self.contents:
            self.lose(LossKind.CONTENTS, " ".join(self.contents))
        self.hidden, self.contents = [], []
        for open_field in self.fields:
            open_field.leave()
        return found

    def inlines(self, parent: Element, style: str) -> list[Inline]:
        """Return what stands in a paragraph, or in an element of one."""
        out: list[Inline] = []
        for node in parent:
            self._inline(node, style, out)
        return out

    def _inline(self, node: Element, style: str, out: list[Inline]) -> None:
        match local(node):
            case "r":
                self._run(node, style, out)
            case "hyperlink":
                self._hyperlink(node, style, out)
            case "ins" | "moveTo" | "del" | "moveFrom":
                out += self._change(node, style)
            case "oMath":
                out += self.formula(node, shown=False)
            case "oMathPara":
                out += self.formulas(node)
            case "fldSimple":
                self.fields.append(Field([value(node, "instr")], out, len(out), is_shown=True))
                out += self.inlines(node, style)
                self._end_field(out)
            case "AlternateContent":
                for one in chosen(node):
                    self._inline(one, style, out)
            case name if name in WRAPPERS:
                out += self.inlines(node, style)
            case _:
                self.unknown(node)

    def _hyperlink(self, node: Element, style: str, out: list[Inline]) -> None:
        inner = self.inlines(node, style)
        relation = self.package.relations(self.part).get(node.get(f"{R}id", ""))
        anchor = value(node, "anchor")
        address = (relation.target if relation else "") + (f"#{anchor}" if anchor else "")
        out += [Link(address, tidy(inner))] if address and inner and not self._in_link() else inner

    def _in_link(self) -> bool:
        return any(one.link for one in self.fields)

    def _change(self, node: Element, style: str) -> list[Inline]:
        name = local(node)
        self.changed += 1
        inner = self.inlines(node, style)
        self.changed -= 1
        if not inner:
            return []
        self.lose(LossKind.CHANGE, f"{_CHANGED[name]}: {said(inner)}", "kept as marked text")
        return [Span(CHANGES[name], tidy(inner))] if not self.changed and plain(inner).strip() else inner

    def formulas(self, node: Iterable[Element]) -> list[Inline]:
        """Return the formulas of a paragraph of formulas, each on a line of its own."""
        found: list[Inline] = []
        for one in node:
            if local(one) == "oMath":
                found += self.formula(one, shown=True)
            elif local(one) == "r":
                self._run(one, "", found)
            elif local(one) != "oMathParaPr":
                self.unknown(one)
        return found

    def formula(self, node: Element, *, shown: bool) -> list[Inline]:
        """Return a formula as TeX, its bare signs where it has a part that is not known."""
        words = words_of(node)
        try:
            tex = tex_of(node)
        except EquationError as error:
            self.lose(LossKind.EQUATION, f"{words} (with {error})", "kept as its bare signs")
            return [Text(words)]
        return [Math(tex, shown)] if tex else []

    # Runs.

    def _run(self, node: Element, style: str, out: list[Inline]) -> None:
        properties = node.find(f"{W}rPr")
        look = self.styles.look(properties, style)
        found: list[Inline] = []
        for part in node:
            name = local(part)
            if name == "fldChar":
                self._add(found, look, out)
                found = []
                self._field(part, out)
            elif name == "instrText":
                if self.fields:
                    self.fields[-1].instruction.append(part.text or "")
            else:
                self._part(name, part, look, found)
        self._add(found, look, out)

    def _add(self, found: list[Inline], look: Look, out: list[Inline]) -> None:
        """Put what a run says where it belongs: into the line, a table of contents, or what is told."""
        if not found:
            return
        code = next((one for one in self.fields if not one.is_shown), None)
        if code is not None:
            code.swallowed.append(said(found))
        elif any(one.is_contents for one in self.fields):
            self.contents += filter(None, [said(found)])
        elif look.hidden:
            self.hidden.append(said(found))
        else:
            out += [self._marked(one, look) for one in found]

    def _marked(self, node: Inline, look: Look) -> Inline:
        """Return words with the meaning that their look gives them."""
        if not isinstance(node, Text):
            return node
        marked: Inline = Code(node.text) if look.code and node.text.strip() else node
        kinds: list[SpanKind] = []
        if look.moved:
            kinds.append(look.moved)
        if look.struck and not self.changed:
            kinds.append("del")
        if look.emph:
            kinds.append("emph")
        if look.strong:
            kinds.append("strong")
        if not node.text.strip():
            return marked
        for kind in kinds:
            marked = Span(kind, (marked,))
        return marked

    def _part(self, name: str, part: Element, look: Look, out: list[Inline]) -> None:  # noqa: C901 - one case a kind
        match name:
            case "t" | "delText":
                out.append(Text(self._text(part, look)))
            case "tab" | "ptab":
                out.append(Text("\t"))
            case "br" | "cr":
                out.append(Break() if value(part, "type") in ("", "textWrapping") else Text(" "))
            case "noBreakHyphen":
                out.append(Text("\u2011"))
            case "sym":
                out.append(Text(self.sign(chr(hexadecimal(value(part, "char"))), value(part, "font"))))
            case "footnoteReference" | "endnoteReference":
                out += self._note(name.removesuffix("Reference"), value(part, "id"))
            case "commentReference":
                self.tell_comment(value(part, "id"))
            case "drawing" | "pict" | "object":
                out += read_drawing(self, part)
            case "AlternateContent":
                for one in chosen(part):
                    self._part(local(one), one, look, out)
            case "ruby":
                self._ruby(part, out)
            case _:
                self.unknown(part)

    def _text(self, part: Element, look: Look) -> str:
        text = part.text or ""
        for one in part:
            self.unknown(one)
        self.written += len(text)
        self.spoken[look.language] = self.spoken.get(look.language, 0) + len(text)
        if redrawn(text, look.font):
            text = "".join(self.sign(sign, look.font) for sign in text)
        if _CONTROL.search(text):
            signs = " ".join(f"U+{ord(sign):04X}" for sign in _CONTROL.findall(text))
            self.lose(LossKind.CONTROL, signs)
            text = _CONTROL.sub("", text)
        text = text.replace("\u00ad", "")
        # In capitals µ would be the letter that M is in Greek: "MG" for micrograms.
        return "".join(sign if sign in _UNITS else sign.upper() for sign in text) if look.caps else text

    def sign(self, sign: str, font: str) -> str:
        """Return what a letter of a font shows; where nobody knows it is told."""
        found = shown_sign(sign, font)
        if not found:
            self.lose(LossKind.LETTER, f"{font or 'no font'} {ord(sign):04X}", f"shown as {_UNKNOWN}")
        return found or _UNKNOWN

    def _ruby(self, node: Element, out: list[Inline]) -> None:
        for base in node.iterchildren(f"{W}rubyBase"):
            out += self.inlines(base, "")
        out += [Text(f"({words_of(reading)})") for reading in node.iterchildren(f"{W}rt")]

    # What is referred to.

    def _note(self, kind: str, name: str) -> list[Inline]:
        found = self.notes.get((kind, name))
        if found is None or (kind, name) in self.cited:
            self.lose(LossKind.LINK, f"mark of {kind} {name}")
            return []
        self.cited.add((kind, name))
        part, node = found
        with self.elsewhere(part, f"{kind} {name}"):
            blocks = self.blocks(node)
        return [Note(tuple(blocks))] if blocks else []

    def elsewhere(self, part: str, called: str = "") -> Elsewhere:
        """Return a context in which another part is read, or a text box where nothing is `called`."""
        return Elsewhere(self, part, called)

    def tell_comment(self, name: str) -> None:
        """Note a comment with who made it."""
        comment = self.comments.pop(name, None)
        if comment is not None:
            author = value(comment, "author")
            words = words_of(comment)
            self.lose(LossKind.COMMENT, f"{author}: {words}" if author else words)

    # Fields.

    def _field(self, mark: Element, out: list[Inline]) -> None:
        kind = value(mark, "fldCharType")
        if kind == "begin":
            self.fields.append(Field([], out, len(out), form=mark.find(f"{W}ffData")))
        elif kind == "separate" and self.fields:
            self.fields[-1].show(out)
        elif kind == "end" and self.fields:
            self._end_field(out)

    def _end_field(self, out: list[Inline]) -> None:
        one = self.fields.pop()
        if not one.is_shown or one.is_form:
            hidden = any(not other.is_shown or other.is_contents for other in self.fields)
            if not hidden:
                out += instant(self, one)
        elif one.link and not self._in_link():
            start = one.start if one.out is out else 0
            inner = tidy(out[start:])
            out[start:] = [Link(one.link, inner)] if plain(inner).strip() else inner
        self.tell_swallowed(one)

    def tell_swallowed(self, one: Field) -> None:
        """Note words that stand in the instruction of a field, which nobody sees."""
        if words := " ".join(filter(None, one.swallowed)):
            self.lose(LossKind.FIELD, f"{one.name} {words}".strip())


def chosen(node: Element) -> Iterable[Element]:
    """Return what stands in the first choice of alternatives; all say the same."""
    branch = next((one for one in node if local(one) == "Choice"), None)
    branch = branch if branch is not None else next((one for one in node if local(one) == "Fallback"), None)
    return () if branch is None else branch
