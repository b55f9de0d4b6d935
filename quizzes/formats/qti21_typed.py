"""Items of QTI 2 in which something is typed: words, numbers, and texts with gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quizzes.formats.building import NotTakenError, number, without_empty
from quizzes.formats.foreign_xml import local
from quizzes.formats.qti21_item import own_id
from quizzes.formats.told import MARK

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from quizzes.formats.qti21_item import Item

_NEAR = 1e-6
"""A declared number so near the middle of its bounds, as a share of their distance, is a value with a tolerance."""
_AT_END = "an end of the range that is wrong there is right here"


def typed(item: Item) -> dict[str, Any]:
    """Return the type and the answers of an item with fields or lists in a text."""
    first = item.interactions[0]
    if len(item.interactions) > 1 or local(first) == "inlineChoiceInteraction":
        return _cloze(item)
    if item.declared(first).get("baseType") in ("float", "integer"):
        return _number(item, first)
    if first.get("responseIdentifier", "").startswith("G_"):  # the only gap of a text of ours
        return _cloze(item)
    return _words(item, first)


def _cloze(item: Item) -> dict[str, Any]:
    names = [one.get("responseIdentifier", "") for one in item.interactions]
    ids = {name: own_id(name) for name in names}
    stem = item.stem({name: f"{MARK[0]}{ids[name]}{MARK[1]}" for name in names})
    gaps = [_gap(item, one, ids[one.get("responseIdentifier", "")]) for one in item.interactions]
    processing = item.one("responseProcessing")
    parts = processing is not None and (item.one("sum", processing) is not None or item.maps())
    menus = [one for one in item.interactions if local(one) == "inlineChoiceInteraction"]
    still = {} if all(one.get("shuffle") == "true" for one in menus) else {"shuffle": False}
    return {"type": "cloze", "stem": stem, "gaps": gaps, **({"scoring": "partial"} if parts else {}), **still}


def _gap(item: Item, interaction: Element, name: str) -> dict[str, Any]:
    right = item.right(interaction)
    if len(right) != 1:
        raise NotTakenError(f"a gap has {len(right) or 'no'} right answers, where one is needed")
    if local(interaction) == "inlineChoiceInteraction":
        texts = {one.get("identifier", ""): " ".join("".join(one.itertext()).split())
                 for one in item.all("inlineChoice", interaction)}  # fmt: skip
        if right[0] not in texts:
            raise NotTakenError("the right word of a gap is none of its choices")
        also = [texts[one] for one in _others(item, interaction) if one in texts]
        return {"id": name, "answer": texts[right[0]], **({"also": also} if also else {}),
                "choices": list(texts.values())}  # fmt: skip
    exact = any(
        one.get("caseSensitive") == "true"
        for one in item.all("stringMatch")
        if any(it.get("identifier") == interaction.get("responseIdentifier") for it in one)
    ) or any(sensitive for _, _, sensitive in item.mapped(interaction))
    mapped = [key for key, _ in item.accepted(interaction)]
    also = [one for one in dict.fromkeys([*_others(item, interaction), *mapped]) if one != right[0]]
    return {"id": name, "answer": right[0], **({"also": also} if also else {}),
            **({"match": "exact"} if exact else {})}  # fmt: skip


def _others(item: Item, interaction: Element) -> list[str]:
    """Return what else is right in a gap: the values that the processing accepts beside the declared one."""
    name = interaction.get("responseIdentifier")
    tests = [one for tag in ("stringMatch", "match") for one in item.all(tag)]
    told = [one for one in tests if any(it.get("identifier") == name for it in one)]
    values = (item.one("baseValue", one) for one in told)
    return [(value.text or "").strip() for value in values if value is not None]


def _number(item: Item, interaction: Element) -> dict[str, Any]:
    feedback = without_empty({"feedback": item.feedback("ANSWER")})
    right = item.right(interaction)
    if len(item.accepted(interaction)) > 1:
        raise NotTakenError("several numbers are right, where one is needed")
    low, high = _bound(item, interaction, "gte", "gt"), _bound(item, interaction, "lte", "lt")
    if low is not None and high is not None:
        middle = number(right[0]) if len(right) == 1 else low
        half = float(f"{(high - low) / 2:.12g}")
        near = abs((low + high) / 2 - middle) <= _NEAR * abs(half)
        within = {"value": middle, "tolerance": half} if near and half else {"range": [low, high]}
        return {"type": "numeric", "stem": item.stem(), "answer": within, **feedback}
    if len(right) != 1:
        raise NotTakenError(f"{len(right) or 'no'} right numbers, where one is needed")
    return {"type": "numeric", "answer": _near(item, number(right[0])), **feedback}


def _near(item: Item, value: float) -> dict[str, Any]:
    """Return a number with its tolerance; one that is wider on one side is a range."""
    equal = item.one("equal")
    mode = equal.get("toleranceMode", "exact") if equal is not None else "exact"
    if equal is None or mode == "exact":
        return {"value": value}
    sizes = [number(one) for one in equal.get("tolerance", "0").split()] or [0.0]
    below, above = sizes[0], sizes[-1]
    if "false" in (equal.get("includeLowerBound"), equal.get("includeUpperBound")):
        item.later.append(_AT_END)
    if below != above:
        unit = abs(value) / 100 if mode == "relative" else 1.0
        return {"range": [float(f"{value - below * unit:.12g}"), float(f"{value + above * unit:.12g}")]}
    if not below:
        return {"value": value}
    own = ("relative_tolerance", below / 100) if mode == "relative" else ("tolerance", below)
    return {"value": value, own[0]: float(f"{own[1]:.12g}")}


def _bound(item: Item, interaction: Element, closed: str, opened: str) -> float | None:
    """Return an end of the range that is right; one that is wrong itself is told."""
    name = interaction.get("responseIdentifier")
    for tag in (closed, opened):
        for one in item.all(tag):
            value = item.one("baseValue", one)
            if value is not None and any(it.get("identifier") == name for it in one.iter()):
                item.later += [_AT_END] if tag == opened and _AT_END not in item.later else []
                return number(value.text or "")
    return None


def _words(item: Item, interaction: Element) -> dict[str, Any]:
    entries = item.accepted(interaction) or [(key, True) for key in item.right(interaction)]
    if not entries:
        raise NotTakenError("no answer is right; a key is never guessed")
    answers = [{"text": key, **({"match": "exact"} if exact else {})} for key, exact in entries]
    return {"type": "short", "answers": answers}
