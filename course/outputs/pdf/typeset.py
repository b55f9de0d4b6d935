"""Typst source to a PDF in as many rounds as it takes until every sign has a font or something that stands for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.outputs.pdf.apart import compile_typst
from course.outputs.pdf.compile import Refused
from course.outputs.pdf.fonts import FontChoice, with_symbols
from course.outputs.pdf.unshown import places_of, without_signs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from course.outputs.pdf.compile import Compiled
    from quizzes.finding import Finding


@dataclass(frozen=True)
class Typeset:
    """A PDF, what there is to warn of, the fonts it was set in, the signs that no font has, and what was measured."""

    pdf: bytes
    findings: tuple[Finding, ...]
    fonts: FontChoice
    signs: tuple[str, ...] = ()
    placed: str = "[]"


@dataclass(frozen=True)
class Job:
    """What is set: the file of Typst source, its root, the time (seconds since 1970) and what the theme reads.

    `own_fonts` is the folder of fonts of the course, `place` where the author is sent when no line of theirs is known.
    """

    typ: Path
    root: Path
    timestamp: int
    inputs: Mapping[str, str]
    own_fonts: Path
    place: Path


def typeset(source: str, job: Job, fonts: FontChoice) -> Typeset:
    """Set the source; raise Refused when Typst refuses it for anything but signs without a glyph."""
    signs: list[str] = []
    text, symbols = source, False
    while True:
        try:
            made = _set(text, job, fonts)
        except Refused as refused:
            if not set(refused.signs) - set(signs):
                raise
            if not symbols:
                symbols, fonts = True, with_symbols(fonts, job.own_fonts)
                continue
            signs += [sign for sign in refused.signs if sign not in signs]
            text = without_signs(source, signs)
            continue
        told = places_of(source, signs, job.place)
        return Typeset(made.pdf, (*made.findings, *told), fonts, tuple(signs), made.placed)


def _set(text: str, job: Job, fonts: FontChoice) -> Compiled:
    job.typ.write_text(text, encoding="utf-8")
    folder = fonts.in_folder(job.typ.with_suffix(".fonts")) if fonts.files else None
    return compile_typst(job.typ, job.root, job.timestamp, {**job.inputs, **fonts.inputs}, folder)
