"""A paper as a tagged PDF, set by Typst."""

from __future__ import annotations

import datetime as dt
import tempfile
from functools import singledispatch
from pathlib import Path
from typing import TYPE_CHECKING

from course.outputs.pdf.compile import Refused, compile_here
from course.outputs.pdf.escape import breakable, words
from course.outputs.provider.paper import Fact, Grid, Heading, Paper, Scale, Slot, Space, Words
from quizzes.finding import Finding, FindingsError

if TYPE_CHECKING:
    from course.outputs.provider.paper import Part
    from course.project import Project

_LIMIT = 24
"""Signs of a run without blanks that stay together in a cell."""
_LINE = "box(width: 1fr, height: 1.1em, stroke: (bottom: 0.5pt + black))"


def as_pdf(paper: Paper, project: Project, day: dt.date) -> bytes:
    """Return the PDF of a paper (PDF/UA-1 and PDF/A-2a), dated on `day`.

    Raises FindingsError (P110) when Typst refuses it, such as for a sign that no font has.
    """
    own = project.root / "fonts"
    stamp = int(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp())
    with tempfile.TemporaryDirectory(prefix="course-paper-") as folder:
        source = Path(folder) / f"{paper.name}.typ"
        source.write_text(_source(paper, project), encoding="utf-8")
        try:
            return compile_here(source, Path(folder), stamp, fonts=own if own.is_dir() else None).pdf
        except Refused as error:
            raise FindingsError(*(_refused(project, paper, error))) from error


def _refused(project: Project, paper: Paper, error: Refused) -> list[Finding]:
    signs = [f"no font has the sign {sign}: lay one into fonts/" for sign in error.signs]
    told = [*(one.message for one in error.findings), *signs]
    return [Finding(project.settings, 1, "P110", f"{paper.name}.pdf: {message}") for message in told]


def _source(paper: Paper, project: Project) -> str:
    page = (project.tables.print.papers or ("us-letter",))[0]
    families = [*(one for many in project.tables.print.font_families.values() for one in many), "Inter"]
    fonts = ", ".join(words(one) for one in [*families, "Libertinus Serif", "DejaVu Sans Mono"])
    language, _, region = paper.language.replace("_", "-").partition("-")
    foot = f"#text(size: 8.5pt)[#{words(paper.foot)}]" if paper.foot else ""
    flipped = ", flipped: true" if paper.landscape else ""
    lines = (
        f"#set document(title: {words(paper.title)})",
        f"#set page(paper: {words(page)}, margin: 20mm, footer: [{foot}]{flipped})",
        f"#set text(font: ({fonts}), size: 11pt, lang: {words(language or 'en')})",
        f"#set text(region: {words(region)})" if len(region) == 2 else "",  # noqa: PLR2004 - codes of countries have two
        "#show heading: set block(above: 1.2em, below: 0.6em)",
        "#title()",
        *map(_part, paper.parts),
    )
    return "\n".join(lines) + "\n"


@singledispatch
def _part(part: Part) -> str:
    raise TypeError(part)


@_part.register
def _heading(part: Heading) -> str:
    return f"#heading(level: 1)[#{words(part.text)}]"


@_part.register
def _words(part: Words) -> str:
    return f"#par[#{'strong' if part.strong else 'text'}({words(part.text)})]"


@_part.register
def _fact(part: Fact) -> str:
    return f"#par[#strong({words(part.label + ':')}) #{words(part.value)}]"


@_part.register
def _slot(part: Slot) -> str:
    return f"#block(above: 1.4em)[#{words(part.label + ':')} #{_LINE}]"


@_part.register
def _scale(part: Scale) -> str:
    points = "#h(1.2em)".join(f"#box[○ #{words(point)}]" for point in part.points)
    return f"#block(breakable: false, above: 1.4em)[#strong({words(part.stem)}) #linebreak() {points}]"


@_part.register
def _space(part: Space) -> str:
    lines = "".join(f"#block(above: 1.2em)[#{_LINE}]" for _ in range(part.lines))
    return f"#block(breakable: false, above: 1.4em)[#strong({words(part.stem)}){lines}]"


@_part.register
def _grid(part: Grid) -> str:
    heads, *rows = part.rows
    widths = ", ".join(f"{one}fr" for one in part.widths or [1] * len(heads))
    head = ", ".join(f"strong({words(cell)})" for cell in heads)
    cells = ", ".join(words(breakable(cell, _LIMIT)) for row in rows for cell in row)
    return (
        "#[#set text(size: 9pt, hyphenate: true)\n"
        f"#table(columns: ({widths},), inset: 4pt, stroke: 0.5pt + gray, table.header({head}), {cells})]"
    )
