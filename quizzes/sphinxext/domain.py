"""The domain `quizzes`: which page shows which quiz and which item, kept right by parallel and incremental builds."""

from __future__ import annotations

# ruff: noqa: ARG002, PLR0917 - the signature is fixed by the caller
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes as base
from sphinx.domains import Domain, ObjType
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from quizzes.sphinxext import nodes as q
from quizzes.sphinxext.strings import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


class Shown(NamedTuple):
    """One place where a quiz or an item is shown."""

    docname: str
    node_id: str
    title: str
    bank: str
    objectives: tuple[str, ...] = ()
    item_type: str = ""
    number: int = 0


class QuizzesRole(XRefRole):
    """A role that belongs to this domain but is written without its prefix."""

    def create_xref_node(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Name the domain, which a role without prefix cannot know."""
        self.refdomain, self.reftype = "quizzes", self.name.rpartition(":")[2].lower()
        self.classes = ["xref", "quizzes", f"quizzes-{self.reftype}"]
        return super().create_xref_node()


class QuizzesDomain(Domain):
    """Quizzes by label and bank id, items by id; `pages` maps each page to what it shows."""

    name = "quizzes"
    label = "Quizzes"
    object_types = {"quiz": ObjType("quiz", "quiz"), "item": ObjType("item", "item")}  # noqa: RUF012
    roles = {  # noqa: RUF012
        "quiz": QuizzesRole(innernodeclass=base.inline, warn_dangling=True),
        "item": QuizzesRole(innernodeclass=base.inline, warn_dangling=True),
    }
    initial_data = {"quiz": {}, "item": {}, "keys": {}, "pages": {}}  # noqa: RUF012
    dangling_warnings = {  # noqa: RUF012
        "quiz": "no page shows a quiz with the label or bank id %(target)r",
        "item": "no page shows a question with the id %(target)r",
    }
    data_version = 2

    def note(self, kind: str, name: str, shown: Shown) -> None:
        """Record that `shown` is a place of the quiz or item `name`."""
        self.data[kind].setdefault(name, []).append(shown)
        self.data["pages"].setdefault(shown.docname, []).append((kind, name))

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Record what a page shows, after translation, so that links carry translated titles."""
        for quiz in document.findall(q.quiz):
            shown = Shown(docname, quiz["ids"][0], quiz_title(quiz), quiz["bank"])
            for name in {quiz["bank"], *quiz["names"]}:
                self.note("quiz", name, shown)
        for item in document.findall(q.quiz_item):
            place = (docname, item["ids"][0], item_title(item), item["bank"])
            shown = Shown(*place, tuple(item["objectives"]), item["item_type"], item["number"])
            for name in {item["item_id"], *item["names"]}:
                self.note("item", name, shown)
        if any(key["quiz"] for key in document.findall(q.quiz_key)):
            self.data["keys"][docname] = True

    @property
    def key_pages(self) -> set[str]:
        """Return the pages that show the answers of another page."""
        return set(self.data["keys"])

    def clear_doc(self, docname: str) -> None:
        """Forget what a page showed; the table of pages keeps this from growing with the course."""
        self.data["keys"].pop(docname, None)
        for kind, name in self.data["pages"].pop(docname, ()):
            kept = _elsewhere(self.data[kind].get(name, []), {docname})
            if kept:
                self.data[kind][name] = kept
            else:
                self.data[kind].pop(name, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel reader found in its pages."""
        self.data["keys"].update({name: True for name in otherdata["keys"] if name in docnames})
        for kind in ("quiz", "item"):
            for name, places in otherdata[kind].items():
                for shown in places:
                    if shown.docname in docnames:
                        self.note(kind, name, shown)

    def find(self, kind: str, name: str) -> Shown | None:
        """Return the first place in the order of page names, so that every build finds the same."""
        places = self.data[kind].get(name)
        return min(places) if places else None

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Link to the quiz or question; without a title of its own the text is the title of the target."""
        shown = self.find(typ, target)
        if shown is None:
            return None
        if not node.get("refexplicit") and shown.title:
            contnode = base.inline("", shown.title, classes=contnode["classes"])
        return make_refnode(builder, fromdocname, shown.docname, shown.node_id, contnode, shown.title)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Find the target among quizzes and items."""
        found = (
            (f"quizzes:{kind}", self.resolve_xref(env, fromdocname, builder, kind, target, node, contnode))
            for kind in ("quiz", "item")
        )
        return [(role, reference) for role, reference in found if reference is not None]

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield everything for the object inventory."""
        for kind in ("quiz", "item"):
            for name in self.data[kind]:
                shown = self.find(kind, name)
                if shown:
                    yield (name, shown.title or name, kind, shown.docname, shown.node_id, 1)


def _elsewhere(places: Iterable[Shown], docnames: AbstractSet[str]) -> list[Shown]:
    return [shown for shown in places if shown.docname not in docnames]


def item_title(node: nodes.Node) -> str:
    """Return what a cross-reference to a question says."""
    assert isinstance(node, q.quiz_item)
    title = next((child for child in node if isinstance(child, q.quiz_title)), None)
    if title is not None:
        return title.astext()
    return _("Question %s") % node["number"] if node["number"] else str(_("Question"))


def said_above(title: nodes.Node) -> bool:
    """Say whether the heading above a quiz says its title already: the same words, or those before its colon."""
    quiz = title.parent
    section = quiz.parent if quiz is not None else None
    if not isinstance(section, base.section) or not isinstance(section[0], base.title):
        return False
    heading, words = (" ".join(part.astext().split()).casefold() for part in (section[0], title))
    return words == heading or words.startswith(f"{heading}:")


def quiz_title(node: nodes.Node) -> str:
    """Return what a cross-reference to a quiz says; a translated title wins."""
    assert isinstance(node, q.quiz)
    title = next((child for child in node if isinstance(child, q.quiz_title)), None)
    return title.astext() if title is not None else str(_("Quiz"))


def resolve_ref(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: nodes.Element
) -> nodes.reference | None:
    """Let `{ref}` and `{numref}` find items by id or label; the number is the one that the question shows."""
    domain = env.domains["quizzes"]
    assert isinstance(domain, QuizzesDomain)
    target = node.get("reftarget", "")
    if node.get("refdomain") != "std" or node.get("reftype") not in {"ref", "numref"}:
        return None
    if node["reftype"] == "numref":
        shown = domain.find("item", target)
        if shown is None or not shown.number:
            return None
        words = contnode.astext() if node.get("refexplicit") and "%s" in contnode.astext() else str(_("Question %s"))
        text = base.inline("", words.replace("%s", str(shown.number)))
        return make_refnode(app.builder, node["refdoc"], shown.docname, shown.node_id, text, shown.title)
    found = domain.resolve_any_xref(env, node["refdoc"], app.builder, target, node, contnode)
    return found[0][1] if found else None
