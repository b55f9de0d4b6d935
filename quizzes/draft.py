"""An item written in a page as a task list: its text becomes the same dictionary that a bank holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from docutils.nodes import make_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_CHOICE = re.compile(
    r"^(?P<bullet>[-*+]) \[(?:(?P<mark>[ xX])|(?:(?P<right>[xX]) )?(?P<weight>[-−–]?\d{1,3}(?:\.\d+)?) ?%)\]"
    r" (?P<text>.*)$"
)
_CRITERION = re.compile(r"^(?P<bullet>[-*+]) \[(?P<points>\d{1,2})\] (?P<text>.*)$")
_BULLET = re.compile(r"^[-*+](?:\s|\[|$)")
_PERCENT = 100
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_FEEDBACK = re.compile(r"^\s+> ?(?P<text>.*)$")
_SAME = ("objective", "bloom", "lesson", "tags", "points", "scoring", "lowest", "revision", "attempts")
ONLY_IN_BANKS = {
    "next": "leads on in a case, and a case stands in a bank",
    "stimulus": "names a case, and a case stands in a bank",
    "group": "lets a test ask one of several questions of a pool; a page shows each that stands in it",
    "variants": "needs a table of values, which stands in a bank",
}
"""Keys of banks that mean nothing for one question in a page, and why."""


@dataclass
class Draft:
    """An item as written: its values, and the line of each part, counted from 0 within the body.

    `faults` says what is wrong with a line, and so why the item is refused.
    """

    stem: list[str] = field(default_factory=list)
    rationale: list[str] = field(default_factory=list)
    choices: list[dict[str, Any]] = field(default_factory=list)
    rubric: list[dict[str, Any]] = field(default_factory=list)
    lines: dict[tuple[str | int, ...], int] = field(default_factory=dict)
    faults: list[tuple[int, str]] = field(default_factory=list)
    bullet: str = ""


def read_draft(body: Sequence[str]) -> Draft:
    """Divide the body: stem, task list with `>` feedback, and after a line `---` the rationale.

    A list whose boxes hold points is the rubric of an essay; what stands behind the line is then its model answer.
    """
    draft = Draft()
    part = draft.stem
    fence = ""
    for number, line in enumerate(body):
        if part is draft.stem and not _listed(draft) and (found := _FENCE.match(line)):
            fence = "" if fence and found[1].startswith(fence) else fence or found[1]
            part.append(line)
        elif fence:  # code in the stem may show a task list
            part.append(line)
        elif line.strip() == "---" and part is not draft.rationale:
            part = draft.rationale
            draft.lines["rationale",] = number + 1
        elif part is draft.rationale or not (_read_criterion(draft, line, number) or _read_choice(draft, line, number)):
            part.append(line)
    if draft.rubric and ("rationale",) in draft.lines:
        draft.lines["model_answer",] = draft.lines.pop(("rationale",))
    return draft


def _listed(draft: Draft) -> bool:
    return bool(draft.choices or draft.rubric)


def _read_criterion(draft: Draft, line: str, number: int) -> bool:
    """Take a line of the rubric into `draft`; return False for a line that is not part of one."""
    place = len(draft.rubric)
    if match := _CRITERION.match(line):
        if draft.choices:
            draft.faults.append((number, "a box with points among choices: an item has choices, or a rubric"))
        row = {"id": _id_of(place), "text": match["text"], "points": int(match["points"])}
        draft.rubric.append(row)
        draft.lines["rubric", place] = number
        return True
    if not place:
        return False
    if _BULLET.match(line):
        draft.faults.append((number, "neither a criterion (`- [1] …`, with its points) nor a part of one"))
    elif line.strip():
        draft.rubric[-1]["text"] += f"\n{line.removeprefix('  ').rstrip()}"
    return True


def _read_choice(draft: Draft, line: str, number: int) -> bool:
    """Take a line of the task list into `draft`; return False for a line that is not part of it."""
    index = len(draft.choices) - 1
    if match := _CHOICE.match(line):
        draft.bullet = draft.bullet or match["bullet"]
        if match["bullet"] != draft.bullet:
            message = f"`{match['bullet']}` opens another list: the choices before begin with `{draft.bullet}`"
            draft.faults.append((number, message))
        correct = bool((match["mark"] or match["right"] or "").strip())
        choice = {"id": _id_of(index + 1), "text": match["text"], "correct": correct}
        if match["weight"]:
            choice["weight"] = float(match["weight"].replace("−", "-").replace("–", "-")) / _PERCENT
        draft.choices.append(choice)
        draft.lines["choices", index + 1] = number
        return True
    if index < 0:
        return False
    choice = draft.choices[index]
    if match := _FEEDBACK.match(line):
        draft.lines.setdefault(("choices", index, "feedback"), number)
        choice["feedback"] = f"{choice.get('feedback', '')}\n{match['text']}".strip()
    elif _BULLET.match(line):
        draft.faults.append(
            (number, f"neither a choice (`{draft.bullet} [ ] …`) nor a part of one: indent it, or give it a box")
        )
    elif line.strip():
        choice["text"] += f"\n{line.removeprefix('  ').rstrip()}"
    return True


def _id_of(index: int) -> str:
    """Return a to z, then aa, ab and so on."""
    rest, last = divmod(index, 26)
    return (_id_of(rest - 1) if rest else "") + chr(ord("a") + last)


def names(argument: str) -> list[str]:
    """Convert `a, b` to a list."""
    return [name.strip() for name in argument.split(",") if name.strip()]


def misplaced(options: Iterable[str]) -> Iterator[str]:
    """Yield a sentence for each option that only an item of a bank can have."""
    for name in options:
        if name in ONLY_IN_BANKS:
            yield f"`{name}` {ONLY_IN_BANKS[name]} (move the question into one: `course items page`)"


def id_of(options: Mapping[str, Any], title: str | None) -> str:
    """Return the id that the author gave: a label, a name, or the title made an id; empty when there is none."""
    return str(options.get("label", options.get("name", make_id(title or ""))))


def item_values(draft: Draft, options: Mapping[str, Any], title: str | None, line: int) -> dict[str, Any]:
    """Return the item as a bank would hold it; what is missing is left to the model to refuse."""
    if draft.rubric or options.get("type") == "essay":
        return _essay_values(draft, options, title, line)
    correct = sum(choice["correct"] for choice in draft.choices)
    values: dict[str, Any] = {
        "id": id_of(options, title) or f"item-{line}",
        "type": options.get("type", "single" if correct == 1 else "multiple"),
        "title": title,
        "stem": "\n".join(draft.stem),
        "choices": draft.choices,
        "rationale": "\n".join(draft.rationale).strip() or options.get("rationale"),
        "hints": [options["hint"]] if "hint" in options else [],
        "shuffle": "shuffle" in options,
    }
    if any("weight" in choice for choice in draft.choices):
        values["scoring"] = "weights"
    return values | {name: options[name] for name in _SAME if name in options}


def _essay_values(draft: Draft, options: Mapping[str, Any], title: str | None, line: int) -> dict[str, Any]:
    """Return an essay: behind the line `---` stands its model answer; its points are those of the rubric."""
    values: dict[str, Any] = {
        "id": id_of(options, title) or f"item-{line}",
        "type": options.get("type", "essay"),
        "title": title,
        "stem": "\n".join(draft.stem),
        "rubric": draft.rubric,
        "model_answer": "\n".join(draft.rationale).strip(),
        "rationale": options.get("rationale"),
        "hints": [options["hint"]] if "hint" in options else [],
    }
    if draft.choices:
        values["choices"] = draft.choices
    return values | {name: options[name] for name in (*_SAME, "lines") if name in options}
