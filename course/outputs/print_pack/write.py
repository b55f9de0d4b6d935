"""One PDF in the order of printing: every paper begins on a front, so that a printer of both sides parts them."""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf

from course.instructor.stock import read_stock
from course.instructor.words import _
from course.outputs.exam.words import speaking
from course.outputs.instructor.start import made_pages
from course.outputs.pdf.compile import compile_here
from course.outputs.pdf.escape import literal
from course.outputs.print_pack.pieces import CUT, Papers, Piece, brought, pieces, played
from course.outputs.sphinx_run import Run, run_sphinx
from course.sphinxext.teaching import TAG
from course.sphinxext.teaching.nodes import PRINTOUTS
from quizzes.finding import Finding, FindingsError, Level
from quizzes.writing import write_together

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from course.instructor.stock import Stock
    from course.outputs.progress import Progress
    from course.project import Project


@dataclass(frozen=True)
class Wish:
    """What is wanted: a format by its id, for how many people, on which paper (a name of Typst), with which tests."""

    project: Project
    name: str
    people: int
    paper: str
    tests: Path | None = None


def write_pack(wish: Wish, target: Path, progress: Progress) -> tuple[list[Piece], list[Finding]]:
    """Write the pack of a format to `target`; return its pieces and what the builds noticed.

    Raises FindingsError (C090) for an unknown format or a folder without papers, and what the builds raise.
    """
    project, name, people, paper = wish.project, wish.name, wish.people, wish.paper
    stock = read_stock(project)
    known = {one.id: one for one in stock.plan.formats}
    if name not in known:
        message = f"the session plan has no format '{name}'"
        raise FindingsError(
            Finding(stock.file.path, stock.file.line("formats"), "C090", message, hint=", ".join(known))
        )
    with tempfile.TemporaryDirectory(prefix="course-pack-") as folder:
        room = Path(folder)
        given = (("course_pdf_papers", [paper]), ("course_pdf_card_papers", [paper]), ("course_card_backs", True))
        plays = ("course_role_plays", played(stock, known[name]))
        found = run_sphinx(
            Run(project, PRINTOUTS, room / "papers", room / "trees", overrides=(*given, plays), tags=(TAG,)), progress
        )
        sheets = (*given[:2], ("course_pdf_name", project.name), ("course_pdf_editions", ("job-aids",)))
        found += run_sphinx(Run(project, "print", room / "aids", room / "learners", overrides=sheets), progress)
        with speaking(project):
            made = [
                *pieces(stock, known[name], people, Papers(room / "papers", room / "aids", made_pages(project))),
                *_tests(wish.tests, people),
            ]
            found += [_missing(stock, one) for one in made if not one.path.is_file()]
            made = [one for one in made if one.path.is_file()]
            title = str(_("%1: what to print, cut and bring for %2 people"))
            title = title.replace("%1", known[name].title).replace("%2", str(people))
            listed = _compiled(_list((title, project.title, paper), made, brought(stock, known[name])), room)
        write_together({target: _joined(listed, made)})
    return made, found


def _missing(stock: Stock, piece: Piece) -> Finding:
    """Return the warning that the pack is without a paper of the format."""
    message = f"the pack is without '{piece.title}': the course has no page that prints it"
    return Finding(stock.file.path, 1, "C090", message, Level.WARNING, hint="write its page, or take it from the plan")


def _tests(folder: Path | None, people: int) -> list[Piece]:
    """Return the papers of a test in versions, shared out among the people."""
    if folder is None:
        return []
    found = sorted(folder.glob("*.pdf"))
    if not found:
        raise FindingsError(
            Finding(folder, 1, "C090", "there are no papers (*.pdf) here", hint="course exam writes them")
        )
    told = str(_("a version each: neighbors get different ones"))
    return [Piece(path, path.stem, -(-(people - place) // len(found)), told) for place, path in enumerate(found)]


def _joined(listed: bytes, made: Sequence[Piece]) -> bytes:
    """Return all papers as one, each copy padded to a whole sheet."""
    pack = pikepdf.Pdf.new()
    with pikepdf.open(io.BytesIO(listed)) as first:
        _add(pack, first)
    with pack.open_outline() as outline:
        for piece in made:
            outline.root.append(pikepdf.OutlineItem(f"{piece.title} × {piece.times}", len(pack.pages)))
            with pikepdf.open(piece.path) as source:
                for _copy in range(piece.times):
                    _add(pack, source)
    out = io.BytesIO()
    pack.save(out, deterministic_id=True)
    return out.getvalue()


def _add(pack: pikepdf.Pdf, source: pikepdf.Pdf) -> None:
    _strip(source)
    begin = len(pack.pages)
    pack.pages.extend(source.pages)
    if (len(pack.pages) - begin) % 2:
        box = source.pages[0].mediabox
        pack.add_blank_page(page_size=(float(box[2]), float(box[3])))


def _strip(source: pikepdf.Pdf) -> None:
    """Take from a paper what only a screen follows: links, fields, and the tree of its structure."""
    for page in source.pages:
        for name in ("/StructParents", "/Annots", "/Tabs"):
            if name in page.obj:
                del page.obj[name]
    for name in ("/AcroForm", "/Names", "/Dests", "/StructTreeRoot"):
        if name in source.Root:
            del source.Root[name]


def _list(head: tuple[str, str, str], made: Sequence[Piece], things: Iterable[str]) -> str:
    """Return the first page in Typst: what is in the pack, what to cut and to bring; `head` ends with the paper."""
    title, course, paper = head
    cut = str(_("cut along the dashed lines"))
    rows = [
        [one.title, str(one.times), f"{one.told}; {cut}" if one.path.stem.removeprefix("kit-") in CUT else one.told]
        for one in made
    ]
    heads = ", ".join(literal(str(cell)) for cell in (_("Paper"), _("Copies"), _("What to do with it")))
    cells = ", ".join(literal(cell) for row in rows for cell in row)
    how = _("Print on both sides, turned over the long edge: every paper begins on a front, and cards get their backs.")
    bring = "".join(f"- ☐ #{literal(one)}\n" for one in things)
    lines = (
        f"#set document(title: {literal(title)})",
        f"#set page(paper: {literal(paper)}, margin: 20mm)",
        '#set text(font: ("Inter", "Libertinus Serif", "DejaVu Sans Mono"), size: 11pt)',
        "#title()",
        f"#par[#{literal(course)}]",
        f"#par[#{literal(str(how))}]",
        f"#table(columns: (auto, auto, 1fr), inset: 6pt, stroke: 0.5pt + gray, table.header({heads}), {cells})",
        f"= #{literal(str(_('Bring')))}\n{bring}" if bring else "",
    )
    return "\n".join(lines)


def _compiled(source: str, room: Path) -> bytes:
    path = room / "list.typ"
    path.write_text(source, encoding="utf-8")
    return compile_here(path, room, 0).pdf
