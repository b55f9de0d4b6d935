"""Number figures, tables and quizzes from a note on each page.

Sphinx opens every stored page anew in every build to count what has a number: most of the time of a build after one
lesson of a thousand was touched. Here each page, when it is read, notes its sections, the pages listed in it and what
has a number; counting reads the notes.
Upstream: https://github.com/sphinx-doc/sphinx/issues/11474
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.domains.std import StandardDomain
from sphinx.environment.collectors.toctree import TocTreeCollector

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    Number = tuple[int, ...]


class Nested(NamedTuple):
    """A section by its anchor, and what counts inside it."""

    anchor: str
    inside: tuple[Counted, ...]


class Listed(NamedTuple):
    """Pages that a table of contents puts in this place."""

    docnames: tuple[str, ...]


class Numbered(NamedTuple):
    """Something with a number: its kind and its id in the page."""

    kind: str
    node_id: str


TRAINERS = "instructor/"
"""The folder of the pages that only a trainer has."""
Counted = Nested | Listed | Numbered


class FigureNumbers(TocTreeCollector):
    """Sphinx's collector of tables of contents, with figures counted from `env.course_figures`."""

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Forget what a page noted."""
        super().clear_doc(app, env, docname)
        noted(env).pop(docname, None)

    def merge_other(
        self, app: Sphinx, env: BuildEnvironment, docnames: AbstractSet[str], other: BuildEnvironment
    ) -> None:
        """Take over what a parallel reader noted."""
        super().merge_other(app, env, docnames, other)
        noted(env).update({docname: noted(other)[docname] for docname in docnames})

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Note what counts in a page."""
        super().process_doc(app, doctree)
        noted(app.env)[app.env.docname] = tuple(_counted(app.env, doctree))

    def assign_figure_numbers(self, env: BuildEnvironment) -> list[str]:
        """Count in reading order; return the pages whose numbers have changed."""
        before, env.toc_fignumbers = env.toc_fignumbers, {}
        if env.config.numfig:
            _Counter(env).count_page(env.config.root_doc, ())
            _number_as_in_lessons(env)
        return [docname for docname, numbers in env.toc_fignumbers.items() if numbers != before.get(docname)]


def _number_as_in_lessons(env: BuildEnvironment) -> None:
    """Give a figure on a page of the trainer, a slide for example, the number that it has in the lessons."""
    labels = env.domains.standard_domain.anonlabels
    for docname, kinds in env.toc_fignumbers.items():
        for kind, numbers in kinds.items() if docname.startswith(TRAINERS) else ():
            for name in numbers:
                home, anchor = labels.get(name.partition("-again-")[0], ("", ""))[:2]
                shown = env.toc_fignumbers.get(home, {}).get(kind, {}).get(anchor)
                numbers[name] = shown or numbers[name]


class _Counter:
    """Walks the pages as a reader does and gives each figure the next number of its kind and section."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._env = env
        self._depth = env.config.numfig_secnum_depth
        self._last: dict[tuple[str, Number], int] = {}
        self._seen = set(env.domains.standard_domain._virtual_doc_names)  # noqa: SLF001 - genindex and the like

    def count_page(self, docname: str, section: Number) -> None:
        """Count a page and the pages listed in it, each once."""
        if docname in noted(self._env) and docname not in self._seen:
            self._seen.add(docname)
            self._count(docname, noted(self._env)[docname], section)

    def _count(self, docname: str, parts: tuple[Counted, ...], section: Number) -> None:
        for part in parts:
            if isinstance(part, Nested):
                self._count(docname, part.inside, self._number_of(docname, part) or section)
            elif isinstance(part, Listed):
                for listed in part.docnames:
                    self.count_page(listed, section)
            else:
                kinds = self._env.toc_fignumbers.setdefault(docname, {})
                kinds.setdefault(part.kind, {})[part.node_id] = self._next(part.kind, section[: self._depth])

    def _number_of(self, docname: str, section: Nested) -> Number:
        numbers = self._env.toc_secnumbers.get(docname, {})
        return tuple(numbers.get(section.anchor, numbers.get("")) or ())

    def _next(self, kind: str, section: Number) -> Number:
        self._last[kind, section] = count = self._last.get((kind, section), 0) + 1
        return (*section, count)


def noted(env: BuildEnvironment) -> dict[str, tuple[Counted, ...]]:
    """Return what each page has noted."""
    notes: dict[str, tuple[Counted, ...]] = env.__dict__.setdefault("course_figures", {})
    return notes


def _counted(env: BuildEnvironment, node: nodes.Element) -> Iterator[Counted]:
    numbered = {kind for domain in env.domains.sorted() for kind in domain.enumerable_nodes} | {nodes.container}
    yield from _inside(env, node, tuple(numbered))


def _inside(env: BuildEnvironment, node: nodes.Element, numbered: tuple[type[Any], ...]) -> Iterator[Counted]:
    for child in node.children:
        if isinstance(child, nodes.section):
            yield Nested(f"#{child['ids'][0]}", tuple(_inside(env, child, numbered)))
        elif isinstance(child, addnodes.toctree):
            yield Listed(tuple(docname for _title, docname in child["entries"]))
        elif isinstance(child, nodes.Element):
            kind = _kind(env, child) if isinstance(child, numbered) and child["ids"] else ""
            if kind:
                yield Numbered(kind, child["ids"][0])
            yield from _inside(env, child, numbered)


def _kind(env: BuildEnvironment, node: nodes.Element) -> str:
    """Return the kind of the number that a node gets, '' for none; one without a caption has none in its domain."""
    for domain in env.domains.sorted():
        kind = domain.get_enumerable_node_type(node)
        if kind and not (isinstance(domain, StandardDomain) and not domain.get_numfig_title(node)):
            return kind
    return ""


def setup_figure_numbers(app: Sphinx) -> None:
    """Put our collector in the place of Sphinx's."""
    for listener in list(app.events.listeners["env-get-updated"]):
        collector = getattr(listener.handler, "__self__", None)
        if type(collector) is TocTreeCollector:
            collector.disable(app)
    app.add_env_collector(FigureNumbers)
