"""The structure tree of a tagged PDF as plain values: elements with their kind, and marks of the content of pages.

Source of kinds and attributes: ISO 32000-2:2020, 14.7 and 14.8.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = frozenset(
    """Document DocumentFragment Part Art Sect Div NonStruct Private Aside Title P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody
    Table THead TBody TFoot TR TH TD Caption Figure Formula TOC TOCI BlockQuote Quote Note FENote Form Code Reference
    BibEntry Index Annot Link Span Em Strong Sub Ruby RB RT RP Warichu WT WP Artifact Terms""".split()  # noqa: SIM905
)
_ALIASES = {"Subscript": "Sub", "Emphasis": "Em"}
DEEPEST = 60
"""Elements that stand deeper count as those above them."""
_MOST = 100_000
_DEEPEST_HEADING = 6


class Mark(NamedTuple):
    """A piece of the content of a page, which counts from 0; None where the tree does not say which."""

    page: int | None
    number: int


@dataclass(slots=True)
class Element:
    """An element: what stands in it, in the order in which it is read, and what it says of itself."""

    kind: str
    page: int | None = None
    kids: list[Element | Mark] = field(default_factory=list)
    alt: str = ""
    actual: str | None = None
    address: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)

    def elements(self) -> Iterator[Element]:
        """Yield the elements directly in it."""
        return (kid for kid in self.kids if isinstance(kid, Element))

    def marks(self) -> Iterator[Mark]:
        """Yield all marks in it, in their order."""
        waiting: list[Element | Mark] = [self]
        while waiting:
            one = waiting.pop()
            if isinstance(one, Mark):
                yield one
            else:
                waiting += reversed(one.kids)

    def number(self, name: str, default: int = 1) -> int:
        """Return a whole number of its attributes."""
        with suppress(TypeError, ValueError, ArithmeticError):
            return max(1, int(self.attributes.get(name, default)))
        return default

    @property
    def shift(self) -> float:
        """Return by how many points its words are raised, less than nothing for lowered ones."""
        with suppress(TypeError, ValueError, ArithmeticError):
            return float(self.attributes.get("BaselineShift", 0))
        return 0.0

    @property
    def level(self) -> int:
        """Return the level of a heading, 0 for what is none."""
        if self.kind == "H":
            return 1
        return int(self.kind[1:]) if self.kind[:1] == "H" and self.kind[1:].isdigit() else 0


class Structure:
    """Reads the tree of one file; what stands there twice, or in itself, is read once."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._root = pdf.Root.get("/StructTreeRoot")
        self._roles: dict[str, str] = {}
        roles = self._root.get("/RoleMap") if isinstance(self._root, pikepdf.Dictionary) else None
        if isinstance(roles, pikepdf.Dictionary):
            self._roles = {name[1:]: str(role)[1:] for name, role in roles.items()}
        self._classes: Any = self._root.get("/ClassMap", {}) if isinstance(self._root, pikepdf.Dictionary) else {}
        self._pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        self._seen = set[tuple[int, int]]()
        self._last: int | None = None

    def read(self) -> Element | None:
        """Return the root with everything in it, None for a file without tags."""
        if not isinstance(self._root, pikepdf.Dictionary):
            return None
        root = Element("Document")
        waiting: list[tuple[Any, Element, int]] = [(kid, root, 0) for kid in reversed(_listed(self._root.get("/K")))]
        while waiting and len(self._seen) < _MOST:
            node, parent, depth = waiting.pop()
            if not isinstance(node, pikepdf.Dictionary):
                with suppress(TypeError, ValueError, ArithmeticError):
                    parent.kids.append(Mark(parent.page, int(node)))
                continue
            if node.get("/Type") == "/MCR":
                with suppress(AttributeError, TypeError, ValueError, ArithmeticError):
                    parent.kids.append(Mark(self._page(node, parent.page), int(node.MCID)))
            elif node.get("/Type") == "/OBJR" or "/Obj" in node:
                parent.address = parent.address or _address(node.get("/Obj"))
            elif "/S" in node and self._is_new(node):
                inner = parent
                if depth < DEEPEST:
                    inner = self._element(node, parent)
                    parent.kids.append(inner)
                waiting += [(kid, inner, depth + 1) for kid in reversed(_listed(node.get("/K")))]
        return root

    def _is_new(self, node: Any) -> bool:
        if node.objgen == (0, 0):
            return True
        if node.objgen in self._seen:
            return False
        self._seen.add(node.objgen)
        return True

    def _page(self, node: Any, page: int | None) -> int | None:
        """Return the page that a node names, else that of its parent, else the last one named."""
        own = node.get("/Pg")
        found = page if own is None else self._pages.get(own.objgen, page)
        self._last = self._last if found is None else found
        return self._last if found is None else found

    def _element(self, node: Any, parent: Element) -> Element:
        actual = node.get("/ActualText")
        attributes: dict[str, Any] = {}
        for name in _listed(node.get("/C")):
            for one in _listed(self._classes.get(str(name), None)):
                _take(one, attributes)
        for one in _listed(node.get("/A")):
            _take(one, attributes)
        return Element(
            self._kind(str(node.get("/S"))[1:]),
            self._page(node, parent.page),
            [],
            _text(node.get("/Alt")),
            None if actual is None else _text(actual),
            "",
            attributes,
        )

    def _kind(self, name: str) -> str:
        """Return the first kind that is known on the way through the map of roles, else the name itself."""
        for _ in range(len(self._roles) + 1):
            name = _ALIASES.get(name, name)
            if name in KINDS or (name[:1] == "H" and name[1:].isdigit()):
                return name
            if name not in self._roles:
                break
            name = self._roles[name]
        return name


def _listed(held: Any) -> list[Any]:
    if held is None:
        return []
    return list(held) if isinstance(held, pikepdf.Array) else [held]


def _take(one: Any, attributes: dict[str, Any]) -> None:
    if isinstance(one, pikepdf.Dictionary):
        attributes.update({name[1:]: value for name, value in one.items()})


def _text(value: Any) -> str:
    return "" if value is None else " ".join(str(value).replace("\0", " ").split())


def _address(annotation: Any) -> str:
    """Return where a link on a page leads outside of the document."""
    if not isinstance(annotation, pikepdf.Dictionary):
        return ""
    action = annotation.get("/A")
    return _text(action.get("/URI")) if isinstance(action, pikepdf.Dictionary) else ""
