"""An item of QTI 2 as it stands: its texts, its interactions, what is right and what earns how much."""

from __future__ import annotations

import copy
import posixpath
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from lxml import etree

from quizzes.formats.building import Builder, NotTakenError, number
from quizzes.formats.foreign_xml import local
from quizzes.formats.format import Html

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element as Element

_SPACE = re.compile(r'\sxmlns(?::\w+)?="[^"]*"')
_PREFIX = re.compile(r"^[CPTG]_(?=[A-Za-z0-9])")


class Item:
    """The root of an item with what is asked of it; `later` collects what is told once the item has its id."""

    def __init__(self, root: Element, builder: Builder, name: str, files: Mapping[str, bytes]) -> None:
        self.root, self.builder, self.name, self.files = root, builder, name, files
        self.later: list[str] = []
        self.interactions = [one for one in root.iter() if local(one).endswith("Interaction")]

    def all(self, tag: str, inside: Element | None = None) -> Iterator[Element]:
        """Yield the elements of a name, in the item or in a part of it."""
        return (one for one in (self.root if inside is None else inside).iter() if local(one) == tag)

    def one(self, tag: str, inside: Element | None = None) -> Element | None:
        """Return the first element of a name."""
        return next(self.all(tag, inside), None)

    def points(self) -> float:
        """Return the most that the item gives."""
        for one in self.all("outcomeDeclaration"):
            if one.get("identifier") == "MAXSCORE" and (value := self.one("value", one)) is not None:
                points = number(value.text or "")
                if 0 < points <= 100:  # noqa: PLR2004 - the most that a bank has
                    return points
                told = f"{points:g} points become 1"
                self.later += [told] if told not in self.later else []
                return 1.0
        return self._mapped_points() or 1.0

    def _mapped_points(self) -> float:
        """Return the most that a mapping gives, 0 where it says nothing: the sum for several answers, else the best."""
        for declared in self.all("responseDeclaration") if self.maps() else ():
            mapping = self.one("mapping", declared)
            if mapping is None:
                continue
            values = [number(one.get("mappedValue", "0")) for one in self.all("mapEntry", mapping)]
            several = declared.get("cardinality") in ("multiple", "ordered")
            most = sum(value for value in values if value > 0) if several else max(values, default=0.0)
            most = min(most, number(mapping.get("upperBound") or str(most)))
            return most if 0 < most <= 100 else 0.0  # noqa: PLR2004 - the most that a bank has
        return 0.0

    def rich(self, element: Element) -> Html:
        """Return the inside of an element as HTML, with addresses of pictures from the root of the package."""
        element = copy.deepcopy(element)
        for one in element.iter():
            if local(one) == "img" and one.get("src"):
                address = posixpath.normpath(posixpath.join(posixpath.dirname(self.name), unquote(one.get("src", ""))))
                one.set("src", address)
                if address in self.files:
                    self.builder.pictures[address] = self.files[address]
        inner = "".join([_escaped(element.text), *(etree.tostring(one, encoding="unicode") for one in element)])
        return Html(re.sub(r"(</?)\w+:(?=\w)", r"\1", _SPACE.sub("", inner)).strip())

    def stem(self, marks: Mapping[str, str] | None = None) -> Html:
        """Return the body without its interactions, their prompts last; `marks` stand where gaps are."""
        body = self.one("itemBody")
        if body is None:
            raise NotTakenError("it has no body")
        body = copy.deepcopy(body)
        prompts = [self.rich(one) for one in self.all("prompt", body)]
        for one in list(self.all("rubricBlock", body)):
            one.getparent().remove(one)  # type: ignore[union-attr]
        for one in [one for one in body.iter() if local(one).endswith("Interaction")]:
            parent, before = one.getparent(), one.getprevious()
            assert parent is not None
            typed = local(one) == "textEntryInteraction" and "".join(parent.itertext()).strip()
            mark = (marks or {}).get(one.get("responseIdentifier", ""), "_____" if typed else "")
            words = mark + (one.tail or "")
            if before is None:
                parent.text = (parent.text or "") + words
            else:
                before.tail = (before.tail or "") + words
            parent.remove(one)
        return Html("".join([self.rich(body), *(f"<div>{one}</div>" for one in prompts)]))

    def declared(self, interaction: Element) -> Element:
        """Return what declares the response of an interaction; raises NotTakenError where nothing does."""
        name = interaction.get("responseIdentifier")
        found = next((one for one in self.all("responseDeclaration") if one.get("identifier") == name), None)
        if found is None:
            raise NotTakenError("its response is declared nowhere")
        return found

    def right(self, interaction: Element) -> list[str]:
        """Return the values of the key: those declared right, else those that alone earn points."""
        declared = self.declared(interaction)
        correct = self.one("correctResponse", declared)
        if correct is not None:
            return [" ".join((one.text or "").split()) for one in self.all("value", correct)]
        return [key for key, value, _ in self.mapped(interaction) if value > 0]

    def mapped(self, interaction: Element) -> list[tuple[str, float, bool]]:
        """Return the answers of a mapping: words, points, and whether their capitals count."""
        entries = self.all("mapEntry", self.declared(interaction))
        return [(one.get("mapKey", ""), number(one.get("mappedValue", "0")), one.get("caseSensitive") != "false")
                for one in entries]  # fmt: skip

    def accepted(self, interaction: Element) -> list[tuple[str, bool]]:
        """Return the answers that earn most by a mapping, and whether their capitals count; those of less are told."""
        used = self.maps() or self.one("correctResponse", self.declared(interaction)) is None
        entries = self.mapped(interaction) if used else []
        most = max((value for _, value, _ in entries), default=0)
        for key, value, _ in entries:
            if 0 < value < most:
                self.later.append(f"the answer '{key[:60]}' earns {value:g} of {most:g} there and nothing here")
        return [(key, exact) for key, value, exact in entries if value == most > 0]

    def maps(self) -> bool:
        """Say whether parts of an answer earn points."""
        processing = self.one("responseProcessing")
        if processing is None:
            return False
        return "map_response" in processing.get("template", "") or self.one("mapResponse", processing) is not None

    def feedback(self, name: str) -> str:
        """Return the feedback of a name, empty without any."""
        found = [
            one for one in (*self.all("modalFeedback"), *self.all("feedbackInline")) if one.get("identifier") == name
        ]
        return self.rich(found[0]) if found else ""

    def shuffled(self, interaction: Element) -> dict[str, Any]:
        """Return what says that choices keep their order."""
        return {} if interaction.get("shuffle") == "true" else {"shuffle": False}

    def choices(self, interaction: Element, tag: str = "simpleChoice") -> list[tuple[str, Html]]:
        """Return code and text of each choice."""
        return [(one.get("identifier", ""), self.rich(self._bare(one))) for one in self.all(tag, interaction)]

    def _bare(self, choice: Element) -> Element:
        choice = copy.deepcopy(choice)
        for one in list(self.all("feedbackInline", choice)):
            one.getparent().remove(one)  # type: ignore[union-attr]
        return choice


def _escaped(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def own_id(name: str) -> str:
    """Return an id of ours for one of theirs."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", _PREFIX.sub("", name)).strip("-._")[:64] or "x"
