"""The index at the back, from Sphinx's index entries; Typst fills in the page numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sphinx.environment.adapters.indexentries import IndexEntries

from course.outputs.pdf.escape import literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.builders import Builder

    from course.outputs.pdf.manuscript import Manuscript

    Links = list[tuple[str | None, str | Literal[False]]]


def write_index(builder: Builder, manuscript: Manuscript) -> str:
    """Return the index as Typst source, letter by letter; empty when no entry leads into the book."""
    letters = []
    for letter, entries in IndexEntries(builder.env).create_index(builder, group_entries=True):
        lines = [line for term, (links, subterms, _) in entries for line in _entry(term, links, subterms, manuscript)]
        if lines:
            letters.append(f"#index-letter({literal(str(letter))})[\n{''.join(lines)}]\n")
    return "".join(letters)


def _entry(term: str, links: Links, subterms: list[tuple[str, Links]], manuscript: Manuscript) -> Iterator[str]:
    """Yield the line of a term and those of its subterms; a term that leads nowhere in this book is left out."""
    below = [line for name, sub in subterms if (line := _line("index-subterm", name, sub, manuscript))]
    own = _line("index-term", term, links, manuscript)
    if own or below:
        yield own or f"#index-term({literal(term)}, ())\n"
        yield from below


def _line(function: str, term: str, links: Links, manuscript: Manuscript) -> str:
    labels = list(dict.fromkeys(label for _, uri in links for label in _labels(uri, manuscript)))
    if links and not labels:
        return ""
    if not links and function == "index-term":
        return ""
    listed = "".join(f"label({literal(label)}), " for label in labels)
    return f"#{function}({literal(term)}, ({listed}))\n"


def _labels(uri: str | Literal[False], manuscript: Manuscript) -> list[str]:
    """Return the place of an entry; before that of a term the lessons that use it."""
    if not uri:
        return []
    docname, _, node_id = uri.removeprefix("%").partition("#")
    name = f"{docname}#{node_id}" if node_id else docname
    return [*manuscript.uses.get(name, ()), manuscript.anchors[name]] if name in manuscript.anchors else []
