"""The domain `course`: where statements are answered and listed, kept right by parallel and incremental builds."""

# ruff: noqa: ARG002, PLR0917 - the signatures are Sphinx's
from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sphinx.domains import Domain, ObjType
from sphinx.util.nodes import make_refnode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


class CourseDomain(Domain):
    """Statements: by which pages each is answered (`answers`), and where the appendix lists it (`rows`)."""

    name = "course"
    label = "Course"
    object_types = {"claim": ObjType("statement", "claim")}  # noqa: RUF012
    initial_data = {"answers": {}, "rows": {}, "objectives": {}, "listed": {}}  # noqa: RUF012
    data_version = 1

    def note_answer(self, claim: str, docname: str, node_id: str = "") -> None:
        """Record that a page answers a statement, at an anchor or (empty `node_id`) somewhere in it."""
        places = self.data["answers"].setdefault(claim, {})
        places[docname] = places.get(docname) or node_id

    def note_row(self, claim: str, docname: str, node_id: str) -> None:
        """Record where the appendix lists a statement."""
        self.data["rows"][claim] = (docname, node_id)

    def note_objective(self, objective: str, docname: str) -> None:
        """Record that a page prints an objective."""
        self.data["objectives"].setdefault(objective, {})[docname] = True

    def answers(self, claim: str) -> list[str]:
        """Return the pages that answer a statement, sorted."""
        return sorted(self.data["answers"].get(claim, {}))

    @property
    def appendices(self) -> set[str]:
        """Return the pages that list the statements."""
        return {docname for docname, _ in self.data["rows"].values()}

    def clear_doc(self, docname: str) -> None:
        """Forget what a page held."""
        for kind in ("answers", "objectives"):
            for places in self.data[kind].values():
                places.pop(docname, None)
        self.data["rows"] = {key: row for key, row in self.data["rows"].items() if row[0] != docname}

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel reader found in its pages."""
        for kind in ("answers", "objectives"):
            for key, places in otherdata[kind].items():
                own = self.data[kind].setdefault(key, {})
                own.update({docname: value for docname, value in places.items() if docname in docnames})
        self.data["rows"].update({key: row for key, row in otherdata["rows"].items() if row[0] in docnames})

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference:
        """Link to the appendix; without one, or for an unknown id (reported elsewhere), keep the bare words."""
        row = self.data["rows"].get(target)
        if row is None:
            return cast("nodes.reference", contnode)
        return make_refnode(builder, fromdocname, row[0], row[1], contnode, node.get("reftitle"))

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Find nothing: statements are linked by their own role only."""
        return []

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield the listed statements for the object inventory."""
        for key, (docname, node_id) in sorted(self.data["rows"].items()):
            yield (key, key, "claim", docname, node_id, 1)


def course_domain(env: BuildEnvironment) -> CourseDomain:
    """Return the domain of a build."""
    domain = env.get_domain("course")
    assert isinstance(domain, CourseDomain)
    return domain


def rewrite_appendix(_app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Name the pages to be written anew because the set of pages that answer a statement has changed."""
    domain = course_domain(env)
    now = {key: [(name, env.titles[name].astext()) for name in domain.answers(key)] for key in domain.data["answers"]}
    if domain.data["listed"] == now:
        return []
    domain.data["listed"] = now
    return sorted(domain.appendices)


def setup_domain(app: Sphinx) -> None:
    """Register the domain."""
    app.add_domain(CourseDomain)
    app.connect("env-updated", rewrite_appendix)
