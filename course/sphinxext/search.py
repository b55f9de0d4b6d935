"""The search of the site: which places each page has, and the scripts that hold their words.

Sphinx's own search is not written: it finds neither numbers nor what is misspelt, and loads the whole index at once.
"""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinxcontrib.bibtex.nodes import bibliography

from course.search import SearchPage, SearchSection, index_files
from course.search.index import APPENDIX, GLOSSARY, HANDOUT, LESSON, REFERENCE, STATEMENTS
from course.sphinxext.learner.scripts import CLIENT as FOLDER_OF_SCRIPTS
from course.sphinxext.learner.scripts import joined
from course.sphinxext.memory import project_of
from course.sphinxext.navigation import read_parts
from course.sphinxext.spoken import formula_on_a_line
from course.sphinxext.static_file import write_static
from course.sphinxext.strings import _
from quizzes.sphinxext import nodes as q
from quizzes.sphinxext.changed_words import changed, opening

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from course.sphinxext.navigation import PageLink

FOLDER = "search"
SCRIPT = "course-search.js"
CLIENT = tuple(f"course-search-{name}.js" for name in ("words", "index", "match", "rank", "show"))
"""The scripts that are joined into one, which a page loads when somebody searches."""
PAGE = "search"
"""The page that shows results where there is no room for them beside a field."""
LEFT_OUT = {"posttest", "survey"}
"""Modes of quizzes whose pages are not searched: what they ask must be known, not found."""
_BLOCKS = {"record", "review"}
_SILENT = (
    q.QuizNode,
    nodes.Invisible,
    nodes.raw,
    nodes.footnote_reference,
    nodes.citation_reference,
    nodes.label,
    nodes.system_message,
    nodes.title,
    addnodes.toctree,
    addnodes.only,
)
"""What is no text of its place."""
UNTOLD = "course-cited"
"""The class of what an entry says of others."""
_HIDDEN = {UNTOLD, "course-notice", "course-recall", "course-claim-mark", "bibtex-citation"}
_BREAKING = (nodes.Body, nodes.Part, nodes.Admonition, nodes.title, nodes.document)
_ROOMS = {"handouts": HANDOUT, "appendix": APPENDIX}
_RESOLVED_LATE = {"ref", "numref"}


class Searched(NamedTuple):
    """What is kept of a page: its kind and its places; none where they are written only when all pages are read."""

    kind: int
    sections: tuple[SearchSection, ...] | None


def sections_of(tree: nodes.Element) -> tuple[SearchSection, ...]:
    """Return the places of a page: each section without those below it, and each entry that has an address.

    What only some editions show is left out: pages are read once for all, and notes for the trainer are no learner's.
    """
    sections = (node for node in shown_in(tree) if isinstance(node, nodes.section))
    found = chain(chain.from_iterable(map(_places, sections)), _outside(tree))
    return tuple(place for place in found if place.heading or place.text)


def _outside(tree: nodes.Element) -> Iterator[SearchSection]:
    """Yield what stands in no section: the notes at the end of a page, and what comes before its first heading."""
    own = [child for child in tree if not isinstance(child, nodes.section)]
    entries = [entry for child in own for entry in shown_in(child) if _is_entry(entry)]
    yield SearchSection("", "", _text(own, without=entries))
    yield from map(_entry, entries)


def _places(section: nodes.section) -> Iterator[SearchSection]:
    own = [child for child in section if not isinstance(child, nodes.section)]
    entries = [entry for child in own for entry in shown_in(child) if _is_entry(entry)]
    asks = any(isinstance(node, q.quiz) for child in own for node in shown_in(child))
    title = next((child for child in own if isinstance(child, nodes.title)), None)
    heading = _text(title.children) if title else ""
    anchor = section["ids"][0] if section["ids"] else ""
    yield SearchSection(anchor, heading, _text(own, without=entries), asks)
    for entry in entries:
        yield _entry(entry)


def shown_in(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield the nodes of a tree that every edition shows."""
    if not isinstance(node, addnodes.only):
        yield node
        for child in node.children:
            yield from shown_in(child)


def _is_entry(node: nodes.Node) -> bool:
    """Say whether a node is a place of its own: a term with an address, a note, or a work of the bibliography."""
    if isinstance(node, nodes.citation | nodes.footnote):
        return True
    return isinstance(node, nodes.definition_list_item) and any(term["ids"] for term in node.findall(nodes.term))


def _entry(node: nodes.Node) -> SearchSection:
    assert isinstance(node, nodes.Element)
    if isinstance(node, nodes.citation | nodes.footnote):
        return SearchSection(node["ids"][0] if node["ids"] else "", "", _text(node.children))
    terms = list(node.findall(nodes.term))
    anchor, *also = (name for term in terms for name in term["ids"])
    heading = " · ".join(_text(term.children) for term in terms)
    text = _text(child for child in node if not isinstance(child, nodes.term))
    return SearchSection(anchor, heading, text, also=tuple(also))


def _text(parts: Iterable[nodes.Node], without: Iterable[nodes.Node] = ()) -> str:
    """Return the text of some nodes as a reader sees it, on one line."""
    skipped = {id(node) for node in without}
    text = " ".join("".join(piece for part in parts for piece in _pieces(part, skipped)).split())
    return text.replace(" .", ".").replace(" ,", ",")


def _pieces(node: nodes.Node, skipped: set[int]) -> Iterator[str]:
    if isinstance(node, nodes.Text | nodes.superscript | nodes.subscript):
        yield node.astext()
    elif isinstance(node, changed):
        yield from (opening(node), *(piece for child in node.children for piece in _pieces(child, skipped)), "]")
    elif isinstance(node, nodes.math):
        yield formula_on_a_line(node.astext())
    elif isinstance(node, nodes.image):
        yield f" {node.get('alt', '')} "
    elif isinstance(node, nodes.Element) and id(node) not in skipped and not _is_silent(node):
        blank = " " if isinstance(node, _BREAKING) else ""
        yield blank
        for child in node.children:
            yield from _pieces(child, skipped)
        yield blank


def _is_silent(node: nodes.Element) -> bool:
    if isinstance(node, addnodes.pending_xref):
        late = node.get("reftype") in _RESOLVED_LATE and not node.get("refexplicit")
        return late or node.get("refdomain") in {"cite", "course"}
    of_a_part = isinstance(node, nodes.title) and not isinstance(node.parent, nodes.section | nodes.document)
    return (isinstance(node, _SILENT) and not of_a_part) or not _HIDDEN.isdisjoint(node.get("classes", ()))


def note_sections(app: Sphinx, document: nodes.document) -> None:
    """Keep the places of a page that was read."""
    docname, kept = app.env.docname, _kept(app.env)
    kept.pop(docname, None)
    modes = {quiz["mode"] for quiz in document.findall(q.quiz)}
    blocks = set(str(app.env.metadata[docname].get("course_blocks", "")).split())
    if not modes.isdisjoint(LEFT_OUT) or not blocks.isdisjoint(_BLOCKS):
        return
    late = any(True for _found in document.findall(bibliography))
    kept[docname] = Searched(_kind(docname, document), None if late else sections_of(document))


def _kind(docname: str, document: nodes.document) -> int:
    if any(True for _found in document.findall(bibliography)):
        return REFERENCE
    if any("course-statements" in listing["classes"] for listing in document.findall(nodes.definition_list)):
        return STATEMENTS
    if any(True for _found in document.findall(addnodes.glossary)):
        return GLOSSARY
    return _ROOMS.get(docname.partition("/")[0], LESSON)


def _kept(env: BuildEnvironment) -> dict[str, Searched]:
    if not hasattr(env, "course_search"):
        env.course_search = {}  # type: ignore[attr-defined]
    found: dict[str, Searched] = env.course_search  # type: ignore[attr-defined]
    return found


def forget(_app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget the places of a page that is gone or read anew."""
    _kept(env).pop(docname, None)


def merge(_app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    """Take over what a parallel reader found."""
    _kept(env).update({name: found for name, found in _kept(other).items() if name in docnames})


def pages_of(app: Sphinx) -> list[SearchPage]:
    """Return the pages that are searched, in reading order."""
    env, kept = app.env, _kept(app.env)
    order = [env.config.root_doc, *(name for part in read_parts(env) for name in _flat(part.entries))]
    named = [*order, *sorted(set(kept).difference(order))]
    return [_page(app, name, kept[name]) for name in named if name in kept and "orphan" not in env.metadata[name]]


def _flat(entries: Iterable[PageLink]) -> Iterator[str]:
    for entry in entries:
        yield entry.docname
        yield from _flat(entry.below)


def _page(app: Sphinx, docname: str, found: Searched) -> SearchPage:
    sections = found.sections if found.sections is not None else _written_late(app, docname)
    return SearchPage(app.builder.get_target_uri(docname), app.env.titles[docname].astext(), found.kind, sections)


def _written_late(app: Sphinx, docname: str) -> tuple[SearchSection, ...]:
    """Return the places of a page that lists works, as it was written; one that was not written is finished for this.

    A tree is never finished twice in one run: the bibliography would print each of its works twice.
    """
    written = _late(app)
    if docname not in written:
        tree = app.env.get_doctree(docname)
        app.env.apply_post_transforms(tree, docname)
        written[docname] = sections_of(tree)
    return written[docname]


def _late(app: Sphinx) -> dict[str, tuple[SearchSection, ...]]:
    builder: Any = app.builder
    if not hasattr(builder, "course_search_late"):
        builder.course_search_late = {}
    found: dict[str, tuple[SearchSection, ...]] = builder.course_search_late
    return found


def note_late(app: Sphinx, tree: nodes.document, docname: str) -> None:
    """Keep the places of a page that lists works when it is written."""
    kept = _kept(app.env).get(docname)
    if _instead(app) and kept is not None and kept.sections is None:
        _late(app)[docname] = sections_of(tree)


def _instead(app: Sphinx) -> bool:
    return bool(getattr(app.builder, "course_search", False))


def take_over(app: Sphinx) -> None:
    """Keep Sphinx from making its own index; its search page is ours."""
    builder: Any = app.builder
    if app.builder.format == "html" and getattr(builder, "search", False):
        builder.search, builder.course_search = False, True


def search_words() -> dict[str, str]:
    """Return the words of the search."""
    return {
        "lesson": str(_("Lesson")),
        "handout": str(_("Handout")),
        "glossary": str(_("Glossary")),
        "appendix": str(_("Appendix")),
        "reference": str(_("References")),
        "searchTitle": str(_("Search the course")),
        "searchLabel": str(_("A word, a number or a question")),
        "searchClose": str(_("Close")),
        "searchAll": str(_("Places: %1")),
        "searchBest": str(_("The best %1 of %2 places")),
        "searchSome": str(_("No place has all of these words. These have some of them:")),
        "searchNothing": str(_("Nothing found for “%1”. Try one word or its beginning, or look into the index.")),
        "searchBroken": str(_("The search could not be loaded. The index at the end of the course lists its words.")),
    }


def search_script() -> str:
    """Return the joined script with its words."""
    words = json.dumps(search_words(), ensure_ascii=False, sort_keys=True)
    return f'"use strict";\n\nglobalThis.courseSearch = {{ words: {words} }};\n' + joined(
        FOLDER_OF_SCRIPTS / name for name in CLIENT
    )


def write_index(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Write the scripts of the index, remove those of pages that are gone, and ask for the page of results."""
    if not _instead(app):
        return
    project = project_of(app.env)
    write_static(app, SCRIPT, search_script())
    files = index_files(pages_of(app), project.tables.search.synonyms, app.config.language)
    for name, text in files.items():
        write_static(app, f"{FOLDER}/{name}", text)
    folder = Path(app.outdir) / "_static" / FOLDER
    for old in [path for path in folder.glob("*.js") if path.name not in files]:
        old.unlink()
    yield PAGE, {}, "search.html"


def setup_search(app: Sphinx) -> None:
    """Collect places while pages are read, and write the index beside the pages."""
    app.connect("doctree-read", note_sections)
    app.connect("env-purge-doc", forget)
    app.connect("env-merge-info", merge)
    app.connect("builder-inited", take_over)
    app.connect("doctree-resolved", note_late)
    app.connect("html-collect-pages", write_index)
