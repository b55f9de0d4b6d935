"""The order of a sheet: head, body, answer key, sources, and the way to the lesson on the site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from course.outputs.pdf.escape import literal
from course.outputs.pdf.manuscript import ANSWERS, BODY, Told
from course.sphinxext.strings import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.environment import BuildEnvironment

    from course.outputs.pdf.builder import TypstBuilder
    from course.outputs.pdf.sources import CitedWork


def sheet_facts(builder: TypstBuilder, docname: str, course: str, *, wants_code: bool) -> list[str]:
    """Return what the head of a sheet says, as arguments in Typst: the course, the readers, the way to the site."""
    about = builder.env.metadata[docname]
    online = _online(builder, docname) if wants_code else "none"
    facts = {"course": course, "audience": _readers().get(str(about.get("audience", "")), "")}
    who = f"(name: {literal(str(_('Name')))}, date: {literal(str(_('Date')))})"
    patients = str(is_for_patients(builder.env, docname)).lower()
    told = (f"{name}: {literal(text)}" for name, text in facts.items())
    return [*told, f"online: {online}", f"who: {who}", f"patients: {patients}"]


def is_for_patients(env: BuildEnvironment, docname: str) -> bool:
    """Say whether a sheet is for patients: it is set in large type and lists no works."""
    return env.metadata[docname].get("audience") == "patient"


def _readers() -> dict[str, str]:
    """Return the words for the readers that the front matter of a page names."""
    return {
        "all": str(_("For everyone")),
        "clinician": str(_("For clinicians")),
        "learner": str(_("For learners")),
        "patient": str(_("For patients and families")),
    }


def sheet_body(builder: TypstBuilder, docname: str, sources: Sequence[CitedWork], *, elsewhere: bool = False) -> str:
    """Return what follows the head of a sheet: its text, its key if it has one, its sources or where these stand."""
    manuscript, end = builder.manuscript, _sources(sources)
    if elsewhere:
        end = f"\n#sources-elsewhere({literal(str(_('The sources stand in the book of the course.')))})\n"
    body = manuscript.print(BODY, docname)
    if not manuscript.parts[ANSWERS][docname]:
        return body + end
    title = str(_("Answer key"))
    manuscript.announce(2, title)
    key = manuscript.print(ANSWERS, docname)
    return f"{body}\n#key-page(heading(level: 2)[#{literal(title)};])[{key}{end}]\n"


def _sources(sources: Sequence[CitedWork]) -> str:
    if not sources:
        return ""
    listed = "".join(
        f"({one.number}, {literal(one.words)}, {literal(one.short)}, {literal(one.address)}), " for one in sources
    )
    return f"\n#source-list({literal(str(_('Sources')))}, ({listed}))\n"


def _online(builder: TypstBuilder, docname: str) -> str:
    """Return address, words and picture of the lesson on the site, `none` without a site."""
    site = builder.config.course_pdf_site
    if not site:
        return "none"
    address = f"{site.rstrip('/')}/{docname}.html"
    name = f"qr-{docname.rpartition('/')[2]}.svg"
    _draw_code(address, builder.cache / "img" / name)
    alt = str(_("QR code of the address %s")) % address
    builder.manuscript.images.append(Told(alt, (Path(builder.env.doc2path(docname)), 1)))
    words, picture = str(_("This lesson online:")), literal(f"/img/{name}")
    return f"(address: {literal(address)}, words: {literal(words)}, code: image({picture}, alt: {literal(alt)}))"


def _draw_code(address: str, path: Path) -> None:
    """Draw the QR code with the quiet zone that the standard asks for (four modules)."""
    import segno

    path.parent.mkdir(parents=True, exist_ok=True)
    segno.make_qr(address, error="m").save(str(path), border=4, xmldecl=False, svgclass=None, lineclass=None)
