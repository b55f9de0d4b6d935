"""Short forms of items, banks and objectives made whole: what the examples of the rules and their tests are written in.

An item is `{"stem": …, "choices": ["* the key", "a distractor"]}`; `*` marks the correct choices. Everything that is
left out gets a value that no rule complains about. `case` is the text of a stimulus, `use` and `lang` are the bank's,
`pairs` maps premise to response, `sequence` is a list of texts.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from quizzes.lint.context import Context
from quizzes.load import BankFile
from quizzes.model.bank import Bank
from quizzes.model.objective import Objective
from quizzes.model.types import ITEM_TYPES, Item
from quizzes.review import content_hash
from quizzes.settings import Blueprint, Cell

FEEDBACK = (
    "This agrees with the label, which says the same about it.",
    "The sources of this lesson give no support to this idea.",
    "This belongs to another group of things, so it misleads here.",
    "Studies looked for this effect for years and found nothing clear.",
    "Read the section on effects again before you try this one.",
    "People often expect this because an older text says so.",
    "This would fit a different question about the same matter.",
    "Nothing in the guideline points this way for such a person.",
)
"""Feedback for choices that have none of their own."""

_LESSON = "A glacier grinds the rock below it to flour, so that the streams it feeds run white."
CONTEXT = Context(
    objectives={
        "L1.1": Objective(id="L1.1", text="name the river", bloom="remember", lesson="l01"),
        "L1.2": Objective(id="L1.2", text="choose a safe action", bloom="apply", lesson="l01"),
    },
    references=frozenset({"label", "guide", "old-guide"}),
    abbreviations=frozenset({"CBT"}),
    brands={"kleenex": "tissue"},
    facts={"F1": "read", "F2": "second-hand"},
    claims=frozenset({"S1"}),
    stale=frozenset({"old-guide"}),
    lesson_texts={"l01": _LESSON},
)
"""What the examples are checked against: two objectives, three references (one stale), two facts, one lesson."""

_BANK_KEYS = ("use", "lang")
_ITEM: TypeAdapter[Item] = TypeAdapter(Item)


def item_of(short: dict[str, Any], name: str = "q1") -> dict[str, Any]:
    """Return the whole of an item as a bank has it."""
    item: dict[str, Any] = {
        "id": name,
        "type": "single",
        "objective": ["L1.1"],
        "bloom": "remember",
        "lesson": "l01",
        "reference": [{"key": "label", "locator": "section 12"}],
        "facts": ["F1"],
    }
    item |= {key: value for key, value in short.items() if key not in (*_BANK_KEYS, "case", "times", "angoff")}
    if item.get("choices"):
        item["choices"] = [_choice(place, choice) for place, choice in enumerate(item["choices"])]
    for key, make in (("pairs", _pairs), ("sequence", _steps), ("scale", _points)):
        if key in item:
            item[key] = make(item[key])
    if ITEM_TYPES[item["type"]].whole:
        item.setdefault("rationale", "The label says so in its own section on this very effect.")
    if item["type"] == "multiple":
        item.setdefault("scoring", "partial")
    if item["type"] == "truefalse":
        item.setdefault("feedback", dict(zip(("true", "false"), FEEDBACK, strict=False)))
    if "case" in short:
        item["stimulus"] = f"case-{name}"
    return {key: value for key, value in item.items() if value is not None}


def bank_of(short: dict[str, Any], name: str = "bank") -> BankFile:
    """Return the bank of a short bank (`items`, `use`), or of a single short item."""
    entries = [entry for entry in short.get("items", [short]) for _ in range(entry.get("times", 1))]
    names = [entry.get("id", f"{name}-q{number}") for number, entry in enumerate(entries, 1)]
    items = [item_of(entry, item_name) for entry, item_name in zip(entries, names, strict=True)]
    cases = {item["stimulus"]: entry["case"] for item, entry in zip(items, entries, strict=True) if "case" in entry}
    head = {key: short[key] for key in _BANK_KEYS if key in short}
    stimuli = [{"id": key, "text": text} for key, text in cases.items()]
    for item in items:
        _sign(item, cases.get(item.get("stimulus", ""), ""))
    data = {"schema": "quizbank/1", "id": name, "title": "Example", "stimuli": stimuli, "items": items, **head}
    lines: dict[tuple[str | int, ...], int] = {("items", place): place + 1 for place in range(len(items))}
    for place, item in enumerate(items):
        for number, choice in enumerate(item.get("choices", ())):
            lines["items", place, "choices"] = place + 1
            if "id" in choice:
                lines["items", place, "choices", number, "id"] = place + 1
    return BankFile(Path(f"{name}.yaml"), Bank.model_validate(data), lines)


def _sign(item: dict[str, Any], case: str) -> None:
    """Put the present content hash where a review of the short form says HASH."""
    present = content_hash(_ITEM.validate_python(item | {"review": []}), case)
    if "review" in item:
        hashes = [present if entry["content_sha256"] == "HASH" else entry["content_sha256"] for entry in item["review"]]
        item["review"] = [entry | {"content_sha256": each} for entry, each in zip(item["review"], hashes, strict=True)]


def context_for(short: dict[str, Any]) -> Context:
    """Return the context of an example: `CONTEXT`, with the blueprint and the judges' estimates of the short form."""
    if "text" in short:
        objective = Objective.model_validate({"id": "L1.1", "lesson": "l01", **short})
        return replace(CONTEXT, objectives={"L1.1": objective}, objective_path=Path("objectives.yaml"))
    angoff = (
        {item.id: tuple(short["angoff"]) for file in banks_of(short) for item in file.bank.items}
        if "angoff" in short
        else {}
    )
    return replace(CONTEXT, blueprint=blueprint_of(short["blueprint"]) if "blueprint" in short else None, angoff=angoff)


def banks_of(short: dict[str, Any]) -> list[BankFile]:
    """Return the banks of a short form: `banks` names several, otherwise it is one."""
    if "text" in short:
        return []
    return [bank_of(part, name) for name, part in short.get("banks", {"bank": short}).items()]


def blueprint_of(short: dict[str, Any]) -> Blueprint:
    """Return a blueprint from `cells` such as `{"l01 remember": 2}`, and its other keys as they are."""
    cells = tuple(
        Cell(lesson=name.split()[0], bloom=tuple(name.split()[1].split("/")), draw=draw)
        for name, draw in short["cells"].items()
    )
    total = sum(cell.draw for cell in cells)
    return Blueprint(
        draw=short.get("draw", total),
        cells=cells,
        pass_mark=short.get("pass", 1.0),
        pool_factor=short.get("pool_factor", 3),
    )


def _choice(place: int, choice: str | dict[str, Any]) -> dict[str, Any]:
    made = {"text": choice} if isinstance(choice, str) else dict(choice)
    text = made["text"]
    if text.startswith("* "):
        made |= {"text": text[2:], "correct": True}
    made.setdefault("id", "abcdefghijkl"[place])
    made.setdefault("feedback", FEEDBACK[place % len(FEEDBACK)])
    if not made.get("correct"):
        made.setdefault("misconception", f"error-{made['id']}")
    return {key: value for key, value in made.items() if value is not None}


def _pairs(pairs: dict[str, str]) -> list[dict[str, str]]:
    return [
        {"id": f"p{place}", "premise": premise, "response": response}
        for place, (premise, response) in enumerate(pairs.items(), 1)
    ]


def _steps(texts: list[str]) -> list[dict[str, str]]:
    return [{"id": f"s{place}", "text": text} for place, text in enumerate(texts, 1)]


def _points(texts: list[str]) -> list[dict[str, str]]:
    return [{"id": str(place), "text": text} for place, text in enumerate(texts, 1)]
