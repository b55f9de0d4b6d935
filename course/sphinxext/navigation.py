"""The tree of pages in the side bar, written from the environment's own tables.

The theme resolves the whole table of contents for every page, which is quadratic in time and bytes: over a thousand
CPU seconds for a thousand lessons. Here a page costs what it shows. A course of up to `WHOLE` pages shows its whole
tree; a longer one shows its parts, and the pages of the part that the reader is in.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from sphinx import addnodes
from sphinx.util import url_re

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

WHOLE = 30


@dataclass(frozen=True)
class PageLink:
    """One link: its page, its words, and the pages below it."""

    docname: str
    title: str
    below: tuple[PageLink, ...] = ()


@dataclass(frozen=True)
class LinkGroup:
    """A captioned group of links: one toctree of the start page."""

    caption: str
    entries: tuple[PageLink, ...]


def read_parts(env: BuildEnvironment) -> tuple[LinkGroup, ...]:
    """Return the tree of pages below the start page, each page once."""
    seen = {env.config.root_doc}
    return tuple(
        LinkGroup(tree.get("caption") or "", tuple(_entries(env, tree, seen)))
        for tree in _trees(env, env.config.root_doc)
    )


def _trees(env: BuildEnvironment, docname: str) -> Iterator[nodes.Element]:
    if docname in env.tocs:
        yield from env.tocs[docname].findall(addnodes.toctree)


def _entries(env: BuildEnvironment, tree: nodes.Element, seen: set[str]) -> Iterator[PageLink]:
    for title, docname in tree["entries"]:
        if docname in seen or docname not in env.titles or url_re.match(docname):
            continue
        seen.add(docname)
        below = tuple(entry for sub in _trees(env, docname) for entry in _entries(env, sub, seen))
        yield PageLink(docname, title or env.titles[docname].astext(), below)


class Navigation:
    """The side bar of one build: reads the tree once, then writes what each page shows."""

    def __init__(self, parts: tuple[LinkGroup, ...], numbers: Mapping[str, int] | None = None) -> None:
        """Take the groups of links, and the numbers of the lessons by page."""
        self.parts = parts
        self.numbers = numbers or {}
        self.above: dict[str, str] = {}
        self.below: dict[str, tuple[tuple[str, str], ...]] = {}
        self.tops = tuple((part.caption, _titles(part.entries)) for part in parts)
        self.count = 0
        for part in parts:
            self._index(part.entries, "")

    def _index(self, entries: tuple[PageLink, ...], above: str) -> None:
        for entry in entries:
            self.above[entry.docname] = above
            self.below[entry.docname] = _titles(entry.below)
            self.count += 1
            self._index(entry.below, entry.docname)

    def html(self, docname: str, link: Callable[[str], str]) -> str:
        """Return the list of links for one page; `link` gives the address of a page as seen from it."""
        path = set(self._path(docname))
        return "".join(self._part(part, docname, path, link) for part in self.parts if part.entries)

    def shown_on(self, docname: str) -> tuple[object, ...]:
        """Return what the list of links of a page depends on, without its addresses."""
        if self.count <= WHOLE:
            return (*self.parts, self.numbers)
        return (self.tops, self.numbers, *(self.below.get(name, ()) for name in self._path(docname)))

    def _path(self, docname: str) -> Iterator[str]:
        while docname:
            yield docname
            docname = self.above.get(docname, "")

    def _part(self, part: LinkGroup, here: str, path: set[str], link: Callable[[str], str]) -> str:
        caption = (
            f'<p class="caption"><span class="caption-text">{escape(part.caption)}</span></p>' if part.caption else ""
        )
        return f"{caption}{self._list(part.entries, here, path, link, 1)}"

    def _list(
        self, entries: tuple[PageLink, ...], here: str, path: set[str], link: Callable[[str], str], level: int
    ) -> str:
        items = "".join(self._item(entry, here, path, link, level) for entry in entries)
        return f'<ul class="{"nav bd-sidenav" if level == 1 else ""}">{items}</ul>'.replace(' class=""', "")

    def _item(self, entry: PageLink, here: str, path: set[str], link: Callable[[str], str], level: int) -> str:
        on_path = entry.docname in path
        current = ' aria-current="page"' if entry.docname == here else ""
        shown = entry.below and (on_path or self.count <= WHOLE)
        below = self._list(entry.below, here, path, link, level + 1) if shown else ""
        classes = f"toctree-l{level}{' current active' if on_path else ''}"
        address = escape(link(entry.docname))
        words = escape(entry.title)
        number = f' data-number="{self.numbers[entry.docname]}"' if entry.docname in self.numbers else ""
        link_to = f'<a class="reference internal" href="{address}"{number}{current}>{words}</a>'
        return f'<li class="{classes}">{link_to}{below}</li>'


def _titles(entries: tuple[PageLink, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((entry.docname, entry.title) for entry in entries)


def offer_navigation(app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Give templates the function `course_navigation(pagename)`."""
    builder = app.builder
    navigation = getattr(builder, "course_navigation", None)
    if navigation is None:
        from course.sphinxext.learner.pages import lesson_numbers

        navigation = Navigation(read_parts(app.env), lesson_numbers(app.env))
        builder.course_navigation = navigation  # type: ignore[attr-defined]  # one build, one tree
    pathto = context.get("pathto")
    if pathto:
        # The theme asks twice: once whether there is anything to show.
        context["course_navigation"] = cache(lambda docname: navigation.html(docname, pathto))


def setup_navigation(app: Sphinx) -> None:
    """Register the function for templates."""
    app.connect("html-page-context", offer_navigation)
