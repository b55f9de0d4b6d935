"""Words of slides with their meaning: emphasis, raised, lowered and struck ones, links, equations, signs of fonts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.ingest.losses import Losses, LossKind, Place
from course.ingest.readers.omml import EquationError, tex_of
from course.ingest.readers.word_signs import redrawn, shown_sign
from course.ingest.readers.word_xml import A, M, R, local, whole, words_of
from course.ingest.rewriting import tidy
from course.ingest.tree import Break, Inline, Link, Math, Span, SpanKind, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from course.ingest.readers.package import Package

_ON = frozenset({"1", "true"})
_UNKNOWN = "⟦?⟧"
_RUNNING = frozenset({"slidenum"})


class Words:
    """Reads the paragraphs of one part."""

    def __init__(self, package: Package, part: str, losses: Losses, place: Place) -> None:
        self.package, self.part, self.losses, self.place = package, part, losses, place

    def lines(self, node: Element) -> list[tuple[Inline, ...]]:
        """Return the paragraphs in an element."""
        return [self.paragraph(one) for one in node.iter(f"{A}p")]

    def paragraph(self, node: Element) -> tuple[Inline, ...]:
        """Return a paragraph as a line of words."""
        return tidy(self._inlines(node))

    def _inlines(self, node: Element) -> Iterator[Inline]:
        for one in node:
            match local(one):
                case "r":
                    yield from self._run(one)
                case "br":
                    yield Break()
                case "fld" if one.get("type", "") not in _RUNNING:
                    yield from self._run(one)
                case "AlternateContent":
                    branch = next((each for each in one if local(each) in {"Choice", "Fallback"}), None)
                    if branch is not None:
                        yield from self._inlines(branch)
                case "m" | "oMathPara" | "oMath":
                    yield from self._equation(one)

    def _equation(self, node: Element) -> Iterator[Inline]:
        for one in [node] if local(node) == "oMath" else node.iter(f"{M}oMath"):
            try:
                yield Math(tex_of(one), shown=local(node) == "oMathPara")
            except EquationError as error:
                words = words_of(one)
                self.losses.add(self.place, LossKind.EQUATION, words, f"kept as its signs: no TeX for {error}")
                yield Text(words)

    def _run(self, run: Element) -> Iterator[Inline]:
        settings, node = run.find(f"{A}rPr"), run.find(f"{A}t")
        text = "" if node is None else node.text or ""
        if not text:
            return
        inner: Inline = Text(" ".join(self._signs(text, settings).split("\n")).replace("\t", " ").replace("\v", " "))
        if settings is not None:
            for kind in _kinds(settings):
                inner = Span(kind, (inner,))
            inner = self._linked(settings, inner)
        yield inner

    def _signs(self, text: str, settings: Element | None) -> str:
        """Return what the font of a run shows; an unknown letter is told."""
        fonts = (
            [] if settings is None else [one.get("typeface", "") for one in settings if local(one) in {"sym", "latin"}]
        )
        font = next((one for one in fonts if redrawn("", one)), "")
        if not redrawn(text, font):
            return text
        shown = [shown_sign(sign, font) for sign in text]
        if not all(shown):
            self.losses.add(self.place, LossKind.LETTER, text, f"kept as {_UNKNOWN}")
        return "".join(sign or _UNKNOWN for sign in shown)

    def _linked(self, settings: Element, inner: Inline) -> Inline:
        link = settings.find(f"{A}hlinkClick")
        relation = None if link is None else self.package.relations(self.part).get(link.get(f"{R}id", ""))
        return Link(relation.target, (inner,)) if relation is not None and relation.is_external else inner


def _kinds(settings: Element) -> Iterator[SpanKind]:
    """Yield what a run means beside its words."""
    raised = whole(settings.get("baseline", "0"))
    if raised:
        yield "sup" if raised > 0 else "sub"
    if settings.get("strike", "noStrike") != "noStrike":
        yield "del"
    if settings.get("i") in _ON:
        yield "emph"
    if settings.get("b") in _ON:
        yield "strong"
