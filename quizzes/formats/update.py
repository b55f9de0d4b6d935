"""A second import of the same source: what changed there is taken, what an author wrote here stays.

The record beside a bank says which item was which question elsewhere, and what it was made of.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from quizzes.formats.building import FEEDBACK
from quizzes.formats.essays import MODEL_ANSWER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quizzes.formats.convert import Taken

_VERSION = 1


@dataclass
class Merged:
    """A bank after an import: its values, the record, and the ids of the items by what became of them."""

    values: dict[str, Any]
    record: dict[str, Any]
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def merge(taken: Taken, values: dict[str, Any], old: Mapping[str, Any] | None, record: Mapping[str, Any]) -> Merged:
    """Return the bank that `values`, just read, make with the `old` one and its record (`{}` at the first import).

    An item is known by its id elsewhere. One whose question is the same stays as it is, one whose question changed
    gets what is new there and a new revision, and keeps the feedback of its author where the question has none.
    """
    known = {str(entry["foreign"]): name for name, entry in record.get("items", {}).items()}
    items = {str(item["id"]): item for item in (old or {}).get("items", ())}
    out = Merged({**(old or {}), **({} if old else values)}, {"version": _VERSION, "items": {}})
    for item in values["items"]:
        foreign = taken.foreign.get(item["id"], f"text:{item['stem']}")
        name = known.get(foreign) or _free(item["id"], {*items, *out.record["items"]})
        digest = _digest({key: value for key, value in item.items() if key != "id"})  # an id may be its place there
        out.record["items"][name] = {"foreign": foreign, "sha256": digest}
        if name not in items:
            items[name] = {**item, "id": name}
            out.new.append(name)
        elif record.get("items", {}).get(name, {}).get("sha256") in (digest, _digest({**item, "id": name})):
            out.same.append(name)
        else:
            items[name] = _updated(items[name], item)
            out.changed.append(name)
    out.gone = [name for name in record.get("items", {}) if name not in out.record["items"] and name in items]
    out.record["items"] |= {name: record["items"][name] for name in out.gone}
    out.values["items"] = list(items.values())
    return out


def _free(name: str, taken: set[str]) -> str:
    """Return a name that no other item has."""
    others = (f"{name[:60]}-{number}" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(one for one in others if one not in taken)


def record_text(record: Mapping[str, Any]) -> str:
    """Return a record as the text of its file."""
    return json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _digest(item: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(item, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _updated(here: Mapping[str, Any], there: Mapping[str, Any]) -> dict[str, Any]:
    made = {**here, **there, "id": here["id"], "revision": int(here.get("revision", 1)) + 1}
    if isinstance(there.get("choices"), list):
        written = {str(one.get("text")): one for one in here.get("choices", ())}
        made["choices"] = [_choice(one, written.get(str(one["text"]), {})) for one in there["choices"]]
    if isinstance(there.get("feedback"), dict):
        said = dict(here.get("feedback") or {})
        made["feedback"] = {
            key: said.get(key, one) if one == FEEDBACK else one for key, one in there["feedback"].items()
        }
    if there.get("type") == here.get("type") == "essay" and "rubric" in here:  # which no other program has
        made["rubric"] = here["rubric"]
        if there.get("model_answer") == MODEL_ANSWER:
            made["model_answer"] = here.get("model_answer", MODEL_ANSWER)
    return made


def _choice(there: Mapping[str, Any], here: Mapping[str, Any]) -> dict[str, Any]:
    added = {key: value for key, value in here.items() if key == "misconception"}
    if there.get("feedback") == FEEDBACK and here.get("feedback"):
        added["feedback"] = here["feedback"]
    return {**there, **added}
