"""Read QTI 2.0 to 3.0: a package or one item; the key is in `correctResponse` or in the mapping, and never guessed."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from quizzes.finding import FindingsError
from quizzes.formats.building import Builder, NotTakenError, number, without_empty
from quizzes.formats.essays import essay_of
from quizzes.formats.foreign_xml import local, parse, read_bytes
from quizzes.formats.format import Html, Read
from quizzes.formats.loss import FormatCode, unreadable
from quizzes.formats.qti21_item import Item, own_id
from quizzes.formats.qti21_typed import typed
from quizzes.formats.qti_names import as_two
from quizzes.formats.shares import scoring_of
from quizzes.formats.zip_file import unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from lxml.etree import _Element as Element

_MOST_LINES = 60
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
    item = Item(root, builder, name, files)
    wished = root.get("identifier", "")
    try:
        values = _values(item)
    except NotTakenError as error:
        builder.refuse(line, str(error), name or wished)
        return
    title = " ".join((root.get("title") or "").split())
    values = {**values, **without_empty({"title": title if title != wished else ""})}
    made = builder.add(line, values, wished)
    for message in item.later:
        builder.tell(line, message, made, FormatCode.GRADED)


def _values(item: Item) -> dict[str, Any]:
    """Return the item; raises NotTakenError for one that no bank can hold."""
    kinds = {local(one) for one in item.interactions}
    if odd := sorted(kinds - _KNOWN):
        raise NotTakenError(f"a bank has nothing like <{odd[0]}>")
    if not kinds:
        raise NotTakenError("it asks nothing")
    writes = kinds <= {"textEntryInteraction", "inlineChoiceInteraction"}
    if len(item.interactions) > 1 and not writes:
        raise NotTakenError("it asks several things in one item")
    own = typed(item) if writes else _READERS[kinds.pop()](item, item.interactions[0])
    points = item.points()
    said = {one.get("identifier", ""): item.rich(one) for one in item.all("modalFeedback")
            if one.get("outcomeIdentifier") == "RATIONALE"}  # fmt: skip
    rest = without_empty({"rationale": said.get("SHOWN", ""), "points": "" if points == 1 else points})
    if own["type"] == "likert":
        rest.pop("points", None)
    stem = own.pop("stem", None) or item.stem()
    if not stem.strip():
        raise NotTakenError("its text is empty")
    return {"type": own.pop("type"), "stem": stem, **own, **rest}


def _choice(item: Item, interaction: Element) -> dict[str, Any]:
    found = item.choices(interaction)
    if "likert" in (interaction.get("class") or "").split():
        return {"type": "likert", "scale": [{"id": own_id(name), "text": text} for name, text in found]}
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
    choices = [{"id": own_id(name), "text": text, **({"correct": True} if name in right else {}),
                **without_empty({"feedback": said[name]}), **({} if weight is None else {"weight": weight})}
               for (name, text), weight in zip(found, weights, strict=True)]  # fmt: skip
    kind = "multiple" if several else "single"
    return {"type": kind, **scoring, "choices": choices, **item.shuffled(interaction)}


def _scoring(
    item: Item, interaction: Element, names: list[str], right: set[str]
) -> tuple[dict[str, Any], list[float | None]]:
    """Return how partly right answers count, and the weights of choices, by what the mapping of the response earns."""
    if not item.maps():
        return {}, [None] * len(names)
    points = item.points()
    earned = {name: value / points for name, value, _ in item.mapped(interaction)}
    mapping = item.one("mapping", item.declared(interaction))
    rest = number(mapping.get("defaultValue") or "0") / points if mapping is not None else 0.0
    shares = [max(-1.0, min(1.0, earned.get(name, rest))) for name in names]
    low = mapping.get("lowerBound") if mapping is not None else None
    lowest = number(low) / points if low else sum(share for share in shares if share < 0)
    single = item.declared(interaction).get("cardinality") != "multiple"
    if single:
        shares = [max(share, lowest) for share in shares]
    return scoring_of(shares, [name in right for name in names], single=single, lowest=lowest)


def _match(item: Item, interaction: Element) -> dict[str, Any]:
    sets = list(item.all("simpleMatchSet", interaction))
    if len(sets) != 2:  # noqa: PLR2004 - premises and responses
        raise NotTakenError("it has no two sets to be matched")
    premises, responses = (dict(item.choices(one, "simpleAssociableChoice")) for one in sets)
    key = [tuple(one.split()) for one in item.right(interaction)]
    to = {one[0]: one[1] for one in key if len(one) == 2}  # noqa: PLR2004 - a pair
    if len(to) != len(key) or set(to) != set(premises) or not set(to.values()) <= set(responses):
        raise NotTakenError("its key does not give each premise one response")
    pairs = [{"id": own_id(name), "premise": text, "response": responses[to[name]]} for name, text in premises.items()]
    others = [text for name, text in responses.items() if name not in to.values()]
    scoring = {"scoring": "partial"} if item.maps() else {}
    return {"type": "match", **scoring, "pairs": pairs, **without_empty({"distractors": others})}


def _order(item: Item, interaction: Element) -> dict[str, Any]:
    texts = dict(item.choices(interaction))
    right = item.right(interaction)
    if sorted(right) != sorted(texts):
        raise NotTakenError("its key does not name every step once")
    steps = [{"id": own_id(name), "text": texts[name]} for name in right]
    return {"type": "order", "sequence": steps}


def _essay(item: Item, interaction: Element) -> dict[str, Any]:
    blocks = [one for one in item.all("rubricBlock") if "scorer" in (one.get("view") or "").split()]
    notes = Html("".join(item.rich(one) for one in blocks))
    lines = interaction.get("expectedLines", "")
    own = {"lines": int(lines)} if lines.isdecimal() and 0 < int(lines) <= _MOST_LINES else {}
    return {**essay_of(item.stem(), item.points(), notes), **own}


_READERS: dict[str, Callable[[Item, Element], dict[str, Any]]] = {
    "choiceInteraction": _choice,
    "matchInteraction": _match,
    "orderInteraction": _order,
    "extendedTextInteraction": _essay,
}
