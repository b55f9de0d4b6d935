"""Terms and works beside the word: what a pop-over says, as one small script that a page loads when somebody asks.

A page needs no tooltip at each mention then, which no finger and no keyboard could open. Without a script the links
lead to glossary and references as before. A work says in return which pages cite it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.util.nodes import make_refnode

from course.search.index import GLOSSARY, REFERENCE
from course.sphinxext.learner.pages import BUILDERS
from course.sphinxext.learner.scripts import CLIENT, joined
from course.sphinxext.search import LEFT_OUT, UNTOLD, pages_of, shown_in
from course.sphinxext.static_file import write_static
from course.sphinxext.strings import _
from quizzes.sphinxext import nodes as q

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

SCRIPT = "course-notes.js"
CITES = "course_cites"
"""The key in the metadata of a page: the places that cite, each with the keys of its works."""


def note_citations(app: Sphinx, document: nodes.document) -> None:
    """Keep the places of a page that cite works; notes for the trainer and tests are no place to lead a learner to."""
    tests = [quiz for quiz in document.findall(q.quiz) if quiz["mode"] in LEFT_OUT]
    hidden = {id(node) for quiz in tests for node in quiz.findall(addnodes.pending_xref)}
    found = [node for node in shown_in(document) if isinstance(node, addnodes.pending_xref) and node["ids"]]
    shown = [node for node in found if node.get("refdomain") == "cite" and id(node) not in hidden]
    cites = [(node["ids"][0], node["reftarget"].split(",")) for node in shown]
    app.env.metadata[app.env.docname][CITES] = cites


def citing(env: BuildEnvironment) -> Iterator[tuple[str, str, str]]:
    """Yield each work's key with page and place of the first mention on that page, in the order of the contents."""
    for docname in sorted(env.found_docs):
        first: dict[str, str] = {}
        for place, keys in env.metadata[docname].get(CITES, ()):
            for key in keys:
                first.setdefault(key.strip(), place)
        yield from ((key, docname, place) for key, place in first.items())


def tell_citing(app: Sphinx, tree: nodes.document, docname: str) -> None:
    """Put below each work of a page the pages that cite it, and take the tooltips from links to works."""
    if app.builder.name not in BUILDERS:
        return
    for box in tree.findall(nodes.inline):
        if "bibtex-citation" in box["classes"]:
            for link in box.findall(nodes.reference):
                link.attributes.pop("reftitle", None)
    works = [work for work in tree.findall(nodes.citation) if work.get("docname") == docname]
    if works:
        places = _places(app, docname)
        for work in works:
            work += [line for name in work["ids"] for line in places.get(name, ())]


def _places(app: Sphinx, page: str) -> dict[str, list[nodes.paragraph]]:
    """Return by id of each work on a page the line that says who cites it."""
    domain: Any = app.env.domains["cite"]
    ids = {one.key: one.citation_id for one in domain.citations if one.bibliography_key.docname == page}
    lines: dict[str, list[nodes.paragraph]] = {}
    for key, docname, place in citing(app.env):
        if key in ids and docname != page:
            found = lines.setdefault(ids[key], [nodes.paragraph("", str(_("Cited in")), classes=[UNTOLD])])[0]
            found += nodes.Text(", " if len(found) > 1 else " ")
            title = nodes.Text(app.env.titles[docname].astext())
            found += make_refnode(app.builder, page, docname, place, title)
    return lines


def notes_of(app: Sphinx) -> dict[str, list[str]]:
    """Return what is told of each term and work, by the address of its entry seen from the start page."""
    notes = {}
    for page in pages_of(app):
        if page.kind in (GLOSSARY, REFERENCE):
            for one in page.sections:
                for anchor in (one.anchor, *one.also) if one.text else ():
                    notes[f"{page.address}#{anchor}"] = [one.heading, one.text]
    return notes


def write_notes(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Write the script with its words and notes, once all pages are written."""
    if app.builder.name in BUILDERS:
        words = {
            "close": str(_("Close")),
            "entry": str(_("Open the whole entry")),
            "work": str(_("Source")),
            "doi": "https://doi.org/",
        }
        told = {"words": words, "notes": notes_of(app)}
        data = json.dumps(told, ensure_ascii=False, sort_keys=True)
        script = joined([CLIENT / SCRIPT])
        write_static(app, SCRIPT, f'"use strict";\n\nglobalThis.courseNotes = {data};\n{script}')
    return ()


def setup_notes(app: Sphinx) -> None:
    """Register the steps: places are noted while pages are read, the script is written after the pages."""
    app.connect("doctree-read", note_citations)
    app.connect("doctree-resolved", tell_citing)
    app.connect("html-collect-pages", write_notes)
