"""Read QTI 2.0 to 3.0: a package or one item; the key is in `correctResponse` or in the mapping, and never guessed."""

from __future__ import annotations

import copy
import posixpath
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from lxml import etree

from quizzes.finding import FindingsError
from quizzes.formats.building import Builder, NotTakenError, number, without_empty
from quizzes.formats.essays import essay_of
from quizzes.formats.foreign_xml import local, parse, read_bytes
from quizzes.formats.format import Html, Read
from quizzes.formats.loss import FormatCode, unreadable
from quizzes.formats.qti_names import as_two
from quizzes.formats.shares import scoring_of
from quizzes.formats.told import MARK
from quizzes.formats.zip_file import unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from lxml.etree import _Element as Element

_SPACE = re.compile(r'\sxmlns(?::\w+)?="[^"]*"')
_PREFIX = re.compile(r"^[CPTG]_(?=[A-Za-z0-9])")
_MOST_LINES = 60
_NEAR = 1e-6
"""A declared number so near the middle of its bounds, as a share of their distance, is a value with a tolerance."""
_KNOWN = frozenset({"choiceInteraction", "matchInteraction", "orderInteraction", "textEntryInteraction",
                    "inlineChoiceInteraction", "extendedTextInteraction"})  # fmt: skip


def read(path: Path) -> Read:
    """Return the items of a package or of one file.

    Raises FindingsError for what is neither QTI 2 nor QTI 3, and where nothing can be taken.
    """
    content = read_bytes(path)
    builder = Builder(path)
    if not content.startswith(b"PK"):
        root = as_two(parse(path, content))
        if local(root) != "assessmentItem":
            raise FindingsError(
                unreadable(path, 1, f"the root is <{local(root)}>; that of an item is <assessmentItem>")
            )
        _take(builder, root, "", {})
        return builder.done()
    files = unpacked(path, content)
    for name in _ordered(path, files):
        if b"assessmentItem" in files[name] or b"qti-assessment-item" in files[name]:
            root = as_two(parse(path, files[name], name))
            if local(root) == "assessmentItem":
                _take(builder, root, name, files)
    return builder.done()


def _ordered(path: Path, files: Mapping[str, bytes]) -> list[str]:
    """Return the names of XML files, those of the manifest first and in its order."""
    manifest = next((name for name in files if posixpath.basename(name) == "imsmanifest.xml"), "")
    named: list[str] = []
    if manifest:
        folder = posixpath.dirname(manifest)
        hrefs = [
            str(one.get("href", ""))
            for one in parse(path, files[manifest], manifest).iter()
            if local(one) == "resource"
        ]
        named = [posixpath.normpath(posixpath.join(folder, unquote(href))) for href in hrefs]
    others = sorted(name for name in files if name.lower().endswith(".xml") and name != manifest)
    return [name for name in dict.fromkeys([*named, *others]) if name in files]


def _take(builder: Builder, root: Element, name: str, files: Mapping[str, bytes]) -> None:
    line = root.sourceline or 1
    item = _Item(root, builder, name, files)
    wished = root.get("identifier", "")
    try:
        values = item.values()
    except NotTakenError as error:
        builder.refuse(line, str(error), name or wished)
        return
    title = " ".join((root.get("title") or "").split())
    values = {**values, **without_empty({"title": title if title != wished else ""})}
    made = builder.add(line, values, wished)
    for message in item.later:
        builder.tell(line, message, made, FormatCode.GRADED)


class _Item:
    def __init__(self, root: Element, builder: Builder, name: str, files: Mapping[str, bytes]) -> None:
        self.root, self.builder, self.name, self.files = root, builder, name, files
        self.later: list[str] = []
        self.interactions = [one for one in root.iter() if local(one).endswith("Interaction")]

    def all(self, tag: str, inside: Element | None = None) -> Iterator[Element]:
        return (one for one in (self.root if inside is None else inside).iter() if local(one) == tag)

    def one(self, tag: str, inside: Element | None = None) -> Element | None:
        return next(self.all(tag, inside), None)

    def values(self) -> dict[str, Any]:
        """Return the item; raises NotTakenError for one that no bank can hold."""
        kinds = {local(one) for one in self.interactions}
        if odd := sorted(kinds - _KNOWN):
            raise NotTakenError(f"a bank has nothing like <{odd[0]}>")
        if not kinds:
            raise NotTakenError("it asks nothing")
        typed = kinds <= {"textEntryInteraction", "inlineChoiceInteraction"}
        if len(self.interactions) > 1 and not typed:
            raise NotTakenError("it asks several things in one item")
        own = self._typed() if typed else _READERS[kinds.pop()](self, self.interactions[0])
        points = self.points()
        said = {one.get("identifier", ""): self.rich(one) for one in self.all("modalFeedback")
                if one.get("outcomeIdentifier") == "RATIONALE"}  # fmt: skip
        rest = without_empty({"rationale": said.get("SHOWN", ""), "points": "" if points == 1 else points})
        if own["type"] == "likert":
            rest.pop("points", None)
        stem = own.pop("stem", None) or self.stem()
        if not stem.strip():
            raise NotTakenError("its text is empty")
        return {"type": own.pop("type"), "stem": stem, **own, **rest}

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
        entries = self.all("mapEntry", self.declared(interaction))
        return [(one.get("mapKey", ""), number(one.get("mappedValue", "0")), one.get("caseSensitive") != "false")
                for one in entries]  # fmt: skip

    def maps(self) -> bool:
        """Say whether parts of an answer earn points."""
        processing = self.one("responseProcessing")
        if processing is None:
            return False
        return "map_response" in processing.get("template", "") or self.one("mapResponse", processing) is not None

    def feedback(self, name: str) -> str:
        found = [
            one for one in (*self.all("modalFeedback"), *self.all("feedbackInline")) if one.get("identifier") == name
        ]
        return self.rich(found[0]) if found else ""

    def shuffled(self, interaction: Element) -> dict[str, Any]:
        return {} if interaction.get("shuffle") == "true" else {"shuffle": False}

    def choices(self, interaction: Element, tag: str = "simpleChoice") -> list[tuple[str, Html]]:
        return [(one.get("identifier", ""), self.rich(self._bare(one))) for one in self.all(tag, interaction)]

    def _bare(self, choice: Element) -> Element:
        choice = copy.deepcopy(choice)
        for one in list(self.all("feedbackInline", choice)):
            one.getparent().remove(one)  # type: ignore[union-attr]
        return choice

    def _typed(self) -> dict[str, Any]:
        first = self.interactions[0]
        if len(self.interactions) > 1 or local(first) == "inlineChoiceInteraction":
            return self._cloze()
        if self.declared(first).get("baseType") in ("float", "integer"):
            return self._number(first)
        if first.get("responseIdentifier", "").startswith("G_"):  # the only gap of a text of ours
            return self._cloze()
        return self._words(first)

    def _cloze(self) -> dict[str, Any]:
        names = [one.get("responseIdentifier", "") for one in self.interactions]
        ids = {name: _id(name) for name in names}
        stem = self.stem({name: f"{MARK[0]}{ids[name]}{MARK[1]}" for name in names})
        gaps = [self._gap(one, ids[one.get("responseIdentifier", "")]) for one in self.interactions]
        processing = self.one("responseProcessing")
        parts = processing is not None and (self.one("sum", processing) is not None or self.maps())
        menus = [one for one in self.interactions if local(one) == "inlineChoiceInteraction"]
        still = {} if all(one.get("shuffle") == "true" for one in menus) else {"shuffle": False}
        return {"type": "cloze", "stem": stem, "gaps": gaps, **({"scoring": "partial"} if parts else {}), **still}

    def _gap(self, interaction: Element, name: str) -> dict[str, Any]:
        right = self.right(interaction)
        if len(right) != 1:
            raise NotTakenError(f"a gap has {len(right) or 'no'} right answers, where one is needed")
        if local(interaction) == "inlineChoiceInteraction":
            texts = {one.get("identifier", ""): " ".join("".join(one.itertext()).split())
                     for one in self.all("inlineChoice", interaction)}  # fmt: skip
            if right[0] not in texts:
                raise NotTakenError("the right word of a gap is none of its choices")
            also = [texts[one] for one in self._others(interaction) if one in texts]
            return {"id": name, "answer": texts[right[0]], **({"also": also} if also else {}),
                    "choices": list(texts.values())}  # fmt: skip
        exact = any(
            one.get("caseSensitive") == "true"
            for one in self.all("stringMatch")
            if any(it.get("identifier") == interaction.get("responseIdentifier") for it in one)
        ) or any(sensitive for _, _, sensitive in self.mapped(interaction))
        also = self._others(interaction)
        return {"id": name, "answer": right[0], **({"also": also} if also else {}),
                **({"match": "exact"} if exact else {})}  # fmt: skip

    def _others(self, interaction: Element) -> list[str]:
        """Return what else is right in a gap: the values that the processing accepts beside the declared one."""
        name = interaction.get("responseIdentifier")
        tests = [one for tag in ("stringMatch", "match") for one in self.all(tag)]
        told = [one for one in tests if any(it.get("identifier") == name for it in one)]
        values = (self.one("baseValue", one) for one in told)
        return [(value.text or "").strip() for value in values if value is not None]

    def _number(self, interaction: Element) -> dict[str, Any]:
        feedback = without_empty({"feedback": self.feedback("ANSWER")})
        low, high = (self._bound(tag) for tag in ("gte", "lte"))
        right = self.right(interaction)
        if low is not None and high is not None:
            middle = number(right[0]) if len(right) == 1 else low
            half = float(f"{(high - low) / 2:.12g}")
            near = abs((low + high) / 2 - middle) <= _NEAR * abs(half)
            within = {"value": middle, "tolerance": half} if near and half else {"range": [low, high]}
            return {"type": "numeric", "stem": self.stem(), "answer": within, **feedback}
        if len(right) != 1:
            raise NotTakenError(f"{len(right) or 'no'} right numbers, where one is needed")
        answer: dict[str, Any] = {"value": number(right[0])}
        equal = self.one("equal")
        mode, wide = (
            (equal.get("toleranceMode", "exact"), equal.get("tolerance", "0")) if equal is not None else ("exact", "0")
        )
        if mode == "absolute" and (size := number(wide.split()[0])):
            answer["tolerance"] = size
        elif mode == "relative" and (size := number(wide.split()[0])):
            answer["relative_tolerance"] = float(f"{size / 100:.12g}")
        return {"type": "numeric", "answer": answer, **feedback}

    def _bound(self, tag: str) -> float | None:
        found = self.one(tag)
        value = self.one("baseValue", found) if found is not None else None
        return number(value.text or "") if value is not None else None

    def _words(self, interaction: Element) -> dict[str, Any]:
        entries = [(key, exact) for key, value, exact in self.mapped(interaction) if value > 0]
        entries = entries or [(key, True) for key in self.right(interaction)]
        if not entries:
            raise NotTakenError("no answer is right; a key is never guessed")
        answers = [{"text": key, **({"match": "exact"} if exact else {})} for key, exact in entries]
        return {"type": "short", "answers": answers}


def _escaped(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _id(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "-", _PREFIX.sub("", name)).strip("-._")[:64] or "x"


def _choice(item: _Item, interaction: Element) -> dict[str, Any]:
    found = item.choices(interaction)
    if "likert" in (interaction.get("class") or "").split():
        return {"type": "likert", "scale": [{"id": _id(name), "text": text} for name, text in found]}
    right = set(item.right(interaction))
    names = {name for name, _ in found}
    several = item.declared(interaction).get("cardinality") == "multiple"
    if not right or (len(right) != 1 and not several):
        raise NotTakenError(f"{len(right) or 'no'} right choices are declared; a key is never guessed")
    if not right <= names:
        raise NotTakenError(f"the key '{min(right - names)[:40]}' is none of its choices; a key is never guessed")
    said = {name: item.feedback(name) for name in names}
    scoring, weights = _scoring(item, interaction, [name for name, _ in found], right)
    if names == {"C_true", "C_false"}:
        feedback = without_empty({"true": said["C_true"], "false": said["C_false"]})
        return {"type": "truefalse", "answer": right == {"C_true"}, **scoring, "feedback": feedback}
    choices = [{"id": _id(name), "text": text, **({"correct": True} if name in right else {}),
                **without_empty({"feedback": said[name]}), **({} if weight is None else {"weight": weight})}
               for (name, text), weight in zip(found, weights, strict=True)]  # fmt: skip
    kind = "multiple" if several else "single"
    return {"type": kind, **scoring, "choices": choices, **item.shuffled(interaction)}


def _scoring(
    item: _Item, interaction: Element, names: list[str], right: set[str]
) -> tuple[dict[str, Any], list[float | None]]:
    """Return how partly right answers count, and the weights of choices, by what the mapping of the response earns."""
    if not item.maps():
        return {}, [None] * len(names)
    points = item.points()
    earned = {name: value / points for name, value, _ in item.mapped(interaction)}
    shares = [max(-1.0, min(1.0, earned.get(name, 0.0))) for name in names]
    mapping = item.one("mapping", item.declared(interaction))
    low = mapping.get("lowerBound") if mapping is not None else None
    lowest = number(low) / points if low else sum(share for share in shares if share < 0)
    single = item.declared(interaction).get("cardinality") != "multiple"
    if single:
        shares = [max(share, lowest) for share in shares]
    return scoring_of(shares, [name in right for name in names], single=single, lowest=lowest)


def _match(item: _Item, interaction: Element) -> dict[str, Any]:
    sets = list(item.all("simpleMatchSet", interaction))
    if len(sets) != 2:  # noqa: PLR2004 - premises and responses
        raise NotTakenError("it has no two sets to be matched")
    premises, responses = (dict(item.choices(one, "simpleAssociableChoice")) for one in sets)
    key = [tuple(one.split()) for one in item.right(interaction)]
    to = {one[0]: one[1] for one in key if len(one) == 2}  # noqa: PLR2004 - a pair
    if len(to) != len(key) or set(to) != set(premises) or not set(to.values()) <= set(responses):
        raise NotTakenError("its key does not give each premise one response")
    pairs = [{"id": _id(name), "premise": text, "response": responses[to[name]]} for name, text in premises.items()]
    others = [text for name, text in responses.items() if name not in to.values()]
    scoring = {"scoring": "partial"} if item.maps() else {}
    return {"type": "match", **scoring, "pairs": pairs, **without_empty({"distractors": others})}


def _order(item: _Item, interaction: Element) -> dict[str, Any]:
    texts = dict(item.choices(interaction))
    right = item.right(interaction)
    if sorted(right) != sorted(texts):
        raise NotTakenError("its key does not name every step once")
    steps = [{"id": _id(name), "text": texts[name]} for name in right]
    return {"type": "order", "sequence": steps}


def _essay(item: _Item, interaction: Element) -> dict[str, Any]:
    blocks = [one for one in item.all("rubricBlock") if "scorer" in (one.get("view") or "").split()]
    notes = Html("".join(item.rich(one) for one in blocks))
    lines = interaction.get("expectedLines", "")
    own = {"lines": int(lines)} if lines.isdecimal() and 0 < int(lines) <= _MOST_LINES else {}
    return {**essay_of(item.stem(), item.points(), notes), **own}


_READERS: dict[str, Callable[[_Item, Element], dict[str, Any]]] = {
    "choiceInteraction": _choice,
    "matchInteraction": _match,
    "orderInteraction": _order,
    "extendedTextInteraction": _essay,
}
